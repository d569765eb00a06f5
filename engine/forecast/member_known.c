/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member_known.c - the methods that need no model: the outturn is known already, or
 * nothing is known but the budget. */
#include "engine/forecast/member.h"

#define CLOSED_AFTER 12 /* months without a figure */

ot_status ot_member_complete(const ot_history *history, ot_fit *fit, ot_error *err)
{
    (void)err;
    if (history->as_at < OT_MONTHS)
        return OT_END;
    ot_fit_level(fit, history, 0.0);
    fit->months_used = history->this_year;
    return OT_OK;
}

/* A line that had figures and has had none for a whole year is closed. */
ot_status ot_member_closed(const ot_history *history, ot_fit *fit, ot_error *err)
{
    (void)err;
    if (history->count <= CLOSED_AFTER)
        return OT_END;
    for (size_t i = history->count - CLOSED_AFTER; i < history->count; i++)
        if (history->months[i] != 0)
            return OT_END;
    ot_fit_level(fit, history, 0.0);
    fit->months_used = history->count;
    return OT_OK;
}

size_t ot_history_postings(const ot_history *history)
{
    size_t postings = 0;

    for (size_t i = history->count - history->this_year; i < history->count; i++)
        postings += history->months[i] != 0;
    return postings;
}

/* A budget, and no more than one posting, which the budget can hold: the rest of the
 * budget, in equal parts over the months to come. */
ot_status ot_member_budget(const ot_history *history, ot_fit *fit, ot_error *err)
{
    double budget = (double)history->revised_budget;
    double rest = budget - (double)history->to_date;

    (void)err;
    if (ot_history_postings(history) > 1 || budget * rest <= 0)
        return OT_END;
    ot_fit_level(fit, history, rest / (OT_MONTHS - history->as_at));
    fit->rest = rest;
    ot_fit_bounds(fit, 0.0, 0);
    fit->months_used = 0;
    return OT_OK;
}

ot_status ot_member_none(const ot_history *history, ot_fit *fit, ot_error *err)
{
    (void)err;
    ot_fit_level(fit, history, 0.0);
    fit->months_used = 0;
    return OT_OK;
}
