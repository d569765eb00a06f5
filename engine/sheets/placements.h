/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placements.h - what the sheets of external placements share: names, counts of months,
 * and what is left out of a pack for publication. Internal to the engine. */
#ifndef OT_SHEETS_PLACEMENTS_H
#define OT_SHEETS_PLACEMENTS_H

#include "engine/sheets/sheet.h"

/* Types and, as OT_PLACEMENT_TYPES, all of them. */
#define OT_PLACEMENT_ROWS (OT_PLACEMENT_TYPES + 1)

/* "Supported living", "Total". */
const char *ot_placement_row_name(int type);
/* "supported_living", "total": as in activity files. */
const char *ot_placement_row_code(int type);
/* Secure placements are few: without any they are not shown. */
bool ot_placement_row_shown(const ot_outlook *outlook, int type);

/* Months that the sheet of their activity shows, at most. */
#define OT_PLACEMENT_MONTHS 24

/* What is counted of a month. */
typedef enum ot_counted {
    OT_COUNTED_STOCK,
    OT_COUNTED_UASC,
    OT_COUNTED_STARTS,
    OT_COUNTED_ENDS,
    OT_COUNTED_MOVES_IN,
    OT_COUNTED_MOVES_OUT,
    OT_COUNTED_NIGHTS,
    OT_COUNTED
} ot_counted;

/* The count of a month by the census; 0 outside it. */
int64_t ot_census_figure(const ot_outlook *outlook, ot_counted counted, int type,
                         ot_period period);
/* The first month whose count is whole: April of the earliest return or, where the
 * returns go further back than their year says, the month after the first ending. In
 * months before it only placements that lasted are known. */
ot_period ot_census_whole(const ot_dataset *dataset, const ot_outlook *outlook);
/* Whether the census has the month, whole. */
bool ot_census_has(const ot_dataset *dataset, const ot_outlook *outlook,
                   ot_period period);

/* Below the sheet of placements: forecast, assumptions, definitions. */
ot_status ot_placement_notes(const ot_sheet_context *context, ot_report *report,
                             ot_error *err);

/* One note for each month-end count of the census that was another in last month's
 * pack, as it was known then. without_file: only of months that no file of counts has.
 */
ot_status ot_placement_restated(const ot_sheet_context *context, ot_report *report,
                                bool without_file, ot_error *err);

/* Says of a cell in £000 that it is the net cost of months from .. end - 1 of the year.
 */
ot_status ot_placement_months_origin(const ot_outlook *outlook, ot_report *report,
                                     uint32_t row, uint32_t column,
                                     const ot_cost_sums *sums, int from, int end,
                                     ot_error *err);
/* That it is contributions to date and to come. */
ot_status ot_placement_paid_origin(ot_report *report, uint32_t row, uint32_t column,
                                   ot_pence to_date, ot_pence committed, ot_error *err);
/* That it is the chosen point, in £000, less the committed cost of the row. */
ot_status ot_placement_contingency(const ot_outlook *outlook, ot_report *report,
                                   uint32_t row, uint32_t column,
                                   uint32_t committed_column, int64_t chosen,
                                   ot_error *err);
/* "the mean of 10000 simulated years: ..."; NULL: no memory. */
const char *ot_placement_simulated(const ot_outlook *outlook, ot_report *report,
                                   const char *what);

/* Counts at month ends: those of the files and, of months that no file has, those of
 * the census. The caller frees items. */
typedef struct ot_activity_counts {
    ot_activity_record *items;
    size_t count;
    bool counted; /* some are of the census */
} ot_activity_counts;
ot_status ot_activity_gather(const ot_sheet_context *context, ot_activity_counts *out,
                             ot_error *err);
/* Whether a file of counts has any count of the month. */
bool ot_activity_has(const ot_dataset *dataset, ot_period period);

#endif
