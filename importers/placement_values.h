/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_values.h - the fields of a row about a child. As row_values.h, but no
 * message quotes what a cell holds: where columns have moved it may be anything.
 * Knows no table. */
#ifndef OT_PLACEMENT_VALUES_H
#define OT_PLACEMENT_VALUES_H

#include "importers/kinds.h"

/* The keyed hash of the identifier in a field, which must not be blank. */
ot_status ot_placement_child(ot_reading *reading, size_t field, const char **out,
                             ot_error *err);
/* A code in upper case; "" where an optional one is blank. Folded ones are counted. */
ot_status ot_placement_code(ot_reading *reading, size_t field, ot_presence presence,
                            const char **out, ot_error *err);
/* A word in lower case, or `absent` where it is blank. */
ot_status ot_placement_word(ot_reading *reading, size_t field, const char *absent,
                            const char **out, ot_error *err);
ot_status ot_placement_date(const ot_reading *reading, size_t field,
                            ot_presence presence, ot_date *out, ot_error *err);
/* *has is false, and *out 0, where the field is blank. */
ot_status ot_placement_amount(const ot_reading *reading, size_t field, bool *has,
                              ot_pence *out, ot_error *err);
/* The year of a return as its first calendar year: 2021 of "2022" (the year that ends
 * on 31 March 2022) and of "2021/22". 0 where the file has no such column; where it
 * has, it must not be blank. */
ot_status ot_placement_year(const ot_reading *reading, size_t field, int *out,
                            ot_error *err);

/* The fiscal year that a day lies in. */
int ot_placement_year_of(ot_calendar calendar, ot_date date);
/* The year of the return that a day lies in: April to March, whatever the council's. */
int ot_placement_return_year_of(ot_date date);

/* What is told where a file names no year: in reading->texts, or NULL: no memory. */
const char *ot_placement_year_told(ot_reading *reading, int year, const char *because,
                                   ot_date date);

/* Settles a table of children (`field` is its year): tells where no year is known. */
ot_status ot_placement_settle_yearless(ot_reading *reading, size_t field, size_t count,
                                       const char **told, ot_error *err);

#endif
