/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_view.h - how a variance table is looked at: its bar of text, its order.
 * Internal to engine/variances.c. Knows no line and no terminal. */
#ifndef OT_VARIANCE_VIEW_H
#define OT_VARIANCE_VIEW_H

#include "engine/report.h"

#define OT_VARIANCE_BAR_CELLS 15 /* of which the budget takes 10 */
#define OT_VARIANCE_BAR       (OT_VARIANCE_BAR_CELLS * 3 + 4)

/* Spend and forecast against the budget in text (UTF-8): ten cells are the budget, its
 * end a stroke; full cells are spent, light ones still forecast, dark ones beyond the
 * budget; an arrow where the forecast goes beyond one and a half budgets. "" without a
 * budget, or where the forecast is of the other sign. Gives bar. */
const char *ot_variance_bar(ot_pence budget, ot_pence actual, ot_pence forecast,
                            char bar[OT_VARIANCE_BAR]);

/* Sorts all rows of the report by the column of an id, with the numbers in `order`
 * beside them: amounts the largest first, texts by their bytes, blanks last, ties as
 * they were; "-ID" the other way round. OT_EUSAGE where there is no such column. */
ot_status ot_variance_sort(ot_report *report, const char *sort, uint32_t *order,
                           ot_error *err);

#endif
