/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.h - a forecast return that came back: what its hidden sheet says it is, and
 * the cells of the sheet that was filled in.
 * Knows the workbook; knows neither what was issued nor the key. */
#ifndef OT_IMPORT_RETURNS_H
#define OT_IMPORT_RETURNS_H

#include "engine/returns_sheet.h"
#include "importers/fingerprint.h"

typedef struct ot_return_file {
    char sha256[OT_SHA256_TEXT]; /* of the very bytes that were read */
    const char *workspace, *manager, *seal;
    int64_t issue;
    ot_period as_at;
    const char *const *hashes; /* [count], of the rows */
    size_t count;
    ot_grid grid; /* of the sheet OT_RETURN_SHEET */
    ot_arena arena;
} ot_return_file;

/* Reads a regular file (no link, no device). OT_EINPUT says what is wrong with it: it
 * is no workbook, no return, one of another format, or its hidden sheet is not as
 * outturn writes it. Nothing in it is to be believed until the seal is checked. name:
 * for messages. Clear also on failure. */
ot_status ot_return_file_read(const char *path, const char *name, ot_return_file *out,
                              ot_error *err);
/* The same of bytes in memory. */
ot_status ot_return_file_parse(const uint8_t *bytes, size_t size, const char *name,
                               ot_return_file *out, ot_error *err);
void ot_return_file_clear(ot_return_file *file);

#endif
