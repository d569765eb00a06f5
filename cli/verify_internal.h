/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify_internal.h - the parts of comparing packs to each other. */
#ifndef OT_CLI_VERIFY_INTERNAL_H
#define OT_CLI_VERIFY_INTERNAL_H

#include "cli/verify.h"

typedef struct ot_verify_text {
    const char *name, *text;
    size_t size;
} ot_verify_text;

/* One difference; of many only the first are printed. */
void ot_verify_tell(size_t *told, const char *place, const char *found,
                    size_t found_size, const char *expected, size_t expected_size);
/* Cells of the sheets of that name, values and whether there is a formula. */
ot_status ot_verify_workbooks(const ot_verify_text *found,
                              const ot_verify_text *expected, const char *const *sheets,
                              size_t *told, ot_error *err);

#endif
