/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.h - what a pack was made from, as JSON: inputs with SHA-256, version,
 * options. Nothing in it depends on the day or the machine. */
#ifndef OT_MANIFEST_H
#define OT_MANIFEST_H

#include <stdio.h>

#include "cli/session.h"

/* dir: where the pack's other files are already; their names are listed. */
ot_status ot_manifest_write(ot_session *session, const ot_work *work, const char *dir,
                            FILE *out, ot_error *err);

#endif
