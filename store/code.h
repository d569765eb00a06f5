/* SPDX-License-Identifier: GPL-3.0-or-later */
/* code.h - texts that are kept once and referred to by number.
 * Knows nothing of what the texts mean. */
#ifndef OT_CODE_H
#define OT_CODE_H

#include "store/db.h"

typedef struct ot_codes ot_codes;

ot_status ot_codes_new(ot_db *db, ot_codes **codes, ot_error *err);
void ot_codes_free(ot_codes *codes);

/* The number of a text, which is added where it is new; within a transaction. */
ot_status ot_codes_put(ot_codes *codes, const char *text, int64_t *id, ot_error *err);

#endif
