/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_write.h - what the sections of the report in words share: the pen, and
 * phrases for a variance, the driver's part of it and its movement. Internal to the
 * engine. Knows the sheets' columns; every figure is a cell of theirs. */
#ifndef OT_NARRATIVE_WRITE_H
#define OT_NARRATIVE_WRITE_H

#include "engine/narrative.h"
#include "engine/sheets/sheet.h"

/* How many are told of a list of the largest. */
#define OT_TOLD 5

typedef struct ot_writer {
    ot_pen pen;
    const ot_sheet_context *context;
    const ot_report *summary, *sla, *high_risk, *detail;
    bool final; /* the year is complete: an outturn, not a forecast */
    char month[OT_PERIOD_TEXT], input[OT_PERIOD_TEXT], year[OT_PERIOD_TEXT];
    uint32_t overall, areas, services; /* first rows of the summary's parts */
    uint32_t budget, forecast, variance, percent, driver, net, before,
        movement; /* columns of the summary */
} ot_writer;

/* A row's variance with what it is measured by: columns of one sheet, OT_NONE where
 * there is none. */
typedef struct ot_standing {
    const ot_report *sheet;
    uint32_t row, variance, percent, budget;
    int decimals;
} ot_standing;

bool ot_write_shown(const ot_report *sheet, uint32_t row, uint32_t column);
/* "an over-spend of £12.787 million (41.1% of budget)", "on budget". */
void ot_write_standing(ot_writer *w, const ot_standing *standing);
/* Only the first part of it. */
void ot_write_variance(ot_writer *w, const ot_report *sheet, uint32_t row,
                       uint32_t column);
/* A sentence on the driver's part of the non-DSG variance of a row of the summary, or
 * nothing. Begins with a blank. */
void ot_write_driver(ot_writer *w, uint32_t row, int64_t variance);
/* "£260k worse than last month": a row of the summary. False where less than £500. */
bool ot_write_movement(ot_writer *w, uint32_t row);
/* The largest lines of a service and fund in the variance's direction with the reasons
 * that managers gave: a sentence, or nothing. */
void ot_write_lines(ot_writer *w, uint32_t service, ot_fund fund, int64_t variance);
/* The same of what moved since last month. */
void ot_write_moved_lines(ot_writer *w, uint32_t service, int64_t movement);

/* Of count sizes (in a scale of their own, 0: not told) the places of the largest, the
 * largest first, at most OT_TOLD; how many. */
uint32_t ot_write_largest(const int64_t *numbers, uint32_t count,
                          uint32_t places[OT_TOLD]);

/* The rows of the service areas: in the summary and in the SLA sheet. */
uint32_t ot_write_sla_row(const ot_writer *w, uint32_t service);

void ot_write_purpose(ot_writer *w);
void ot_write_overall(ot_writer *w);
ot_status ot_write_variances(ot_writer *w, ot_fund fund);
ot_status ot_write_movements(ot_writer *w);
void ot_write_activity(ot_writer *w);
void ot_write_placements(ot_writer *w);
void ot_write_other(ot_writer *w);
void ot_write_attachments(ot_writer *w);

/* The report of a pack, from its sheets. The caller frees *out, also after a failure.
 */
ot_status ot_narrative_write(const ot_sheet_context *context, ot_narrative **out,
                             ot_error *err);

#endif
