/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_page.c - the page of a pack: which sheets it shows, and what is looked into. */
#include "cli/session.h"
#include "exporters/page.h"

/* All sheets but the detail sheet, which is what the drill-down opens to, and the one
 * that the activity chart draws from. */
static bool is_shown(ot_sheet sheet)
{
    return sheet != OT_SHEET_DETAIL && sheet != OT_SHEET_ACTIVITY_TREND;
}

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

    for (ot_sheet sheet = 0; sheet < OT_SHEETS; sheet++)
        if (made[sheet] && is_shown(sheet))
            sheets[page.sheet_count++] = made[sheet];
    if (st == OT_OK)
        st = ot_page_write(&page, out, err);
    ot_drill_clear(&drill);
    return st;
}
