/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_files.h - the report in words as files of a pack, with the author's own words:
 * those of the report that it replaces, and those of the file that the profile names.
 * Knows no sheet. */
#ifndef OT_REPORT_FILES_H
#define OT_REPORT_FILES_H

#include <stdio.h>

#include "cli/session.h"
#include "importers/commentary.h"

/* Words are inputs: *_sha256 is "" where there are none. */
typedef struct ot_report_words {
    ot_commentary kept, file;
    char kept_sha256[OT_SHA256_TEXT], file_sha256[OT_SHA256_TEXT];
    char text_sha256[OT_SHA256_TEXT]; /* of what report.md holds outside of slots */
} ot_report_words;

/* Reads the words before the pack in dir is replaced. OT_EUSAGE where its report.md was
 * changed outside of slots, or has words and markdown says that none is to be written:
 * what a person wrote would be lost. The caller clears, also after a failure. */
ot_status ot_report_words_read(ot_session *session, const char *dir, bool markdown,
                               ot_report_words *out, ot_error *err);
void ot_report_words_clear(ot_report_words *words);

/* Says which words have no place in this report. */
void ot_report_words_tell(ot_session *session, const ot_work *work,
                          const ot_report_words *words);

typedef ot_status ot_report_renderer(const ot_placed *placed, FILE *out, ot_error *err);

/* Writes DIR/NAME by a renderer; of report.md text_sha256 is set. */
ot_status ot_report_file_write(const ot_work *work, ot_report_words *words,
                               const char *dir, const char *name,
                               ot_report_renderer *render, ot_error *err);

#endif
