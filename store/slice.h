/* SPDX-License-Identifier: GPL-3.0-or-later */
/* slice.h - the parts by which a later import replaces an earlier one, see schema.c.
 * Knows how slices are named and which of them are in force; knows no record. */
#ifndef OT_SLICE_H
#define OT_SLICE_H

#include "store/workspace.h"

/* Forecasts of return workbooks lie apart from those of lists: their calendar month is
 * counted from here. */
#define OT_SLICE_RETURNED 100

/* part: measure, type of activity, cost centre, or "". year, period: of the fiscal
 * year; of the date's calendar month for forecasts; 0 for structure and providers; of
 * returns and costs of placements the year alone. */
typedef struct ot_slice {
    const char *part;
    int year, period;
} ot_slice;

/* Begins a SELECT: `now` holds the slices in force. The first two values bound are the
 * name of the kind and the mark's limit. */
#define OT_NOW_SQL                                                                     \
    "WITH now AS (SELECT s.id, s.import, s.part, s.year, s.period FROM slice s"        \
    " WHERE s.kind = ? AND s.import <= ? AND NOT EXISTS (SELECT 1 FROM slice n"        \
    " WHERE n.kind = s.kind AND n.part = s.part AND n.year = s.year"                   \
    " AND n.period = s.period AND n.import > s.import AND n.import <= ?2)) "

/* "ACTUAL 2021/22 P05", "forecasts for 0201 dated 2021-08", "services", "episodes
 * 2021/22", "payments 2021/22 P05"; returns text. */
#define OT_SLICE_TEXT 256
char *ot_slice_text(ot_kind kind, const ot_slice *slice, ot_calendar calendar,
                    char text[OT_SLICE_TEXT]);

/* The slices of an import that is being made. */
typedef struct ot_slices ot_slices;

/* next: the id that the first slice shall have. */
ot_status ot_slices_new(int64_t next, ot_slices **slices, ot_error *err);
void ot_slices_free(ot_slices *slices);
/* The id of a slice, which is new where it was not yet put. */
ot_status ot_slices_put(ot_slices *slices, const ot_slice *slice, int64_t *id,
                        ot_error *err);
/* Writes them as the slices of an import. */
ot_status ot_slices_write(const ot_slices *slices, ot_db *db, ot_kind kind,
                          int64_t import, ot_error *err);

#endif
