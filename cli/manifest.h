/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.h - what a pack was made from, as JSON: inputs with SHA-256, version,
 * options. Nothing in it depends on the day or the machine. */
#ifndef OT_MANIFEST_H
#define OT_MANIFEST_H

#include <stdio.h>

#include "cli/report_files.h"

/* dir: where the pack's other files are already; their names are listed. words: what
 * the author has written for the report, an input like others. */
ot_status ot_manifest_write(ot_session *session, const ot_work *work,
                            const ot_report_words *words, const char *dir, FILE *out,
                            ot_error *err);

/* The fingerprint that the manifest of the pack in dir has of report.md outside of its
 * slots; false where there is none. */
bool ot_manifest_report_text(const char *dir, char sha256[OT_SHA256_TEXT]);

#endif
