/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.h - the sheets of a monitoring pack, made from a position.
 * Knows which sheets there are; knows no renderer. */
#ifndef OT_PACK_H
#define OT_PACK_H

#include "engine/narrative.h"
#include "engine/placements/outlook.h"
#include "engine/placements/payments.h"
#include "engine/rag.h"
#include "engine/report.h"
#include "engine/tally.h"

/* Sheets in the order of the workbook; those that a council has no use for are absent.
 */
typedef enum ot_sheet {
    OT_SHEET_SUMMARY,
    OT_SHEET_SLA,
    OT_SHEET_HIGH_RISK,
    OT_SHEET_ACTIVITY,
    OT_SHEET_DRIVER,
    OT_SHEET_PROJECTION,
    OT_SHEET_PLACEMENTS,
    OT_SHEET_PLACEMENT_MONTHS,
    OT_SHEET_PLACEMENT_ACTIVITY,
    OT_SHEET_BRIDGE,
    OT_SHEET_PLACEMENT_CHECKS,
    OT_SHEET_PAYMENTS,
    OT_SHEET_ACCRUALS,
    OT_SHEET_DETAIL,
    OT_SHEET_CHECKS,
    OT_SHEET_ACTIVITY_TREND,
    OT_SHEETS
} ot_sheet;

/* How an activity type is called in print; type as in the activity file. */
typedef struct ot_activity_label {
    const char *type, *label;
} ot_activity_label;

typedef struct ot_pack_options {
    const char *council;        /* "Gloucestershire County Council", or NULL */
    const char *department;     /* "Children & Families Services", or NULL */
    const char *activity_title; /* "Activity Analysis - External Placements", or NULL */
    const ot_activity_label
        *labels; /* in the order of print; others follow as they came */
    size_t label_count;
    ot_payment_options payments;
    ot_rag_options rag;
    bool publish; /* leave out what could tell of a single child: engine/publish.h */
} ot_pack_options;

typedef struct ot_pack {
    ot_report *sheets[OT_SHEETS]; /* NULL: not in this pack */
    ot_narrative *narrative;      /* the report in words, its figures cells of sheets */
    ot_findings findings;
} ot_pack;

/* What a pack is made from. Outlooks are NULL where there are no placements, or nothing
 * is known of that time. */
typedef struct ot_pack_input {
    const ot_dataset *dataset;
    const ot_position *position;
    const ot_pack_options *options;
    const ot_prior_line *prior; /* the lines of last month's run */
    size_t prior_count;
    bool has_prior;
    const ot_outlook *outlook;
    const ot_outlook *before;   /* last month's, as known then */
    const ot_outlook *at_start; /* that of the end of last year, for this year */
} ot_pack_input;

/* Builds all sheets. findings made so far are moved into the pack, and those of the
 * checks added. The caller clears, also after a failure. */
ot_status ot_pack_build(const ot_pack_input *input, ot_findings *findings, ot_pack *out,
                        ot_error *err);
void ot_pack_clear(ot_pack *pack);

#endif
