/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_page.c - the page of a pack: which sheets it shows, and what is looked into. */
#include "cli/session.h"
#include "exporters/page.h"

/* In the order of the page. The detail sheet is what the drill-down opens to. */
static const ot_sheet shown[] = {OT_SHEET_SUMMARY,
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
                                 OT_SHEET_CHECKS};

ot_status ot_pack_page(ot_session *session, const ot_work *work, FILE *out,
                       ot_error *err)
{
    ot_report *const *made = work->pack.sheets;
    const ot_pack_input input = {.dataset = work->dataset,
                                 .position = &work->position,
                                 .options = &session->profile.pack,
                                 .prior = work->prior,
                                 .prior_count = work->prior_count,
                                 .has_prior = work->has_prior};
    const ot_report *sheets[OT_SHEETS], *behind[] = {made[OT_SHEET_ACTIVITY_TREND]};
    ot_drill drill;
    ot_page page = {.council = session->profile.pack.council,
                    .headline = made[OT_SHEET_SUMMARY],
                    .sheets = sheets,
                    .behind = behind,
                    .behind_count = behind[0] != NULL,
                    .drill = &drill};
    ot_status st = ot_drill_build(&input, NULL, &drill, err);

    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
        if (made[shown[i]])
            sheets[page.sheet_count++] = made[shown[i]];
    if (st == OT_OK)
        st = ot_page_write(&page, out, err);
    ot_drill_clear(&drill);
    return st;
}
