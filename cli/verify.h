/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify.h - a pack's directory against one that was made again.
 * Knows files and their text; knows no workspace. */
#ifndef OT_CLI_VERIFY_H
#define OT_CLI_VERIFY_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/status.h"

#define OT_VERIFY_BYTES 4096

typedef struct ot_verify_count {
    size_t files, differing, missing, extra, cells; /* cells: and lines */
} ot_verify_count;

/* Prints each file of `found` that is not as in `expected`, and of tables and texts
 * which cells and lines: place, found, expected; of workbooks the sheets that are
 * named (NULL-ended). Nothing is written. */
ot_status ot_verify_compare(const char *found, const char *expected,
                            const char *const *sheets, ot_verify_count *count,
                            ot_error *err);

/* A whole file, ended by a NUL that is not in *size; to be freed. OT_EIO. */
ot_status ot_verify_read(const char *dir, const char *name, char **text, size_t *size,
                         ot_error *err);

#endif
