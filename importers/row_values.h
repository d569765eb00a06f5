/* SPDX-License-Identifier: GPL-3.0-or-later */
/* row_values.h - the fields of one row as codes, amounts, dates and periods.
 * Knows the columns' names for its messages; knows no kind of record. */
#ifndef OT_ROW_VALUES_H
#define OT_ROW_VALUES_H

#include "importers/amount.h"
#include "importers/header.h"
#include "importers/period_text.h"

/* One row, and how its fields are read. */
typedef struct ot_row_values {
    const ot_csv_row *row;
    const ot_header *header;
    const ot_field *fields;
    ot_amount_rules amounts;
    ot_period_rules periods;
} ot_row_values;

typedef enum ot_presence { OT_OPTIONAL, OT_REQUIRED } ot_presence;

/* The field without blanks around it; "" where it has no column. */
const char *ot_row_text(const ot_row_values *values, size_t field);
bool ot_row_is_blank(const ot_row_values *values, size_t field);

/* A text that must not be blank. */
ot_status ot_row_name(const ot_row_values *values, size_t field, const char **out,
                      ot_error *err);
/* A code as it stands. OT_EINPUT for control characters, for more than 255 bytes, and
 * for what a spreadsheet makes of a code it takes for a number or cannot compute. */
ot_status ot_row_code(const ot_row_values *values, size_t field, ot_presence presence,
                      const char **out, ot_error *err);
/* "DSG", "NON-DSG" or "". */
ot_status ot_row_fund(const ot_row_values *values, size_t field, const char **out,
                      ot_error *err);
ot_status ot_row_amount(const ot_row_values *values, size_t field, ot_pence *out,
                        ot_error *err);
/* A whole number from low to high; 1,234 and 12.0 are accepted. */
ot_status ot_row_whole(const ot_row_values *values, size_t field, long low, long high,
                       long *out, ot_error *err);
/* 0 where an optional date is blank. */
ot_status ot_row_date(const ot_row_values *values, size_t field, ot_presence presence,
                      ot_date *out, ot_error *err);
ot_status ot_row_period(const ot_row_values *values, size_t field, ot_period *out,
                        ot_error *err);

#endif
