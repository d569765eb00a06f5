/* SPDX-License-Identifier: GPL-3.0-or-later */
/* withheld.h - what the sheets leave out of a pack for publication: the same figure is
 * left out wherever it stands. Internal to the engine. */
#ifndef OT_SHEETS_WITHHELD_H
#define OT_SHEETS_WITHHELD_H

#include "engine/sheets/placements.h"

typedef struct ot_withheld ot_withheld;

/* Decides on all counts of the placements and of the activity sheet. Amounts of a type
 * go with its counts of the year. The caller frees. */
ot_status ot_withheld_make(const ot_sheet_context *context, ot_withheld **out,
                           ot_error *err);
void ot_withheld_free(ot_withheld *withheld);

/* Each of these is NULL where the figure is shown, or else what stands for it: "<5" or
 * "*". withheld NULL: all is shown. */
const char *ot_withheld_month(const ot_withheld *withheld, ot_counted counted, int type,
                              ot_period period);
/* Sum of the months of a fiscal year in the sheet of placements' activity. */
const char *ot_withheld_year(const ot_withheld *withheld, ot_counted counted, int type,
                             int year);
const char *ot_withheld_activity(const ot_withheld *withheld, const char *type,
                                 ot_period period);
bool ot_withheld_amounts(const ot_withheld *withheld, int type);

/* mark NULL: leaves the cell as it is. Else the mark stands in it, without formula. */
ot_status ot_withheld_mark(ot_report *report, uint32_t row, uint32_t column,
                           const char *mark, ot_error *err);
/* Columns first..last of a row are blank. */
void ot_withheld_blank(ot_report *report, uint32_t row, uint32_t first, uint32_t last);
/* Formulas that read a cell that holds no number go, and charts that show one. */
void ot_withheld_finish(ot_report *report);

#define OT_WITHHELD_NOTE                                                               \
    "For publication: <5 is a count from 1 to 4; * is left out so that none can be "   \
    "worked out. Amounts beside them are left out."

#endif
