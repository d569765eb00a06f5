/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member_run_rate.c - each month to come is the mean of this year's months so far.
 * With m months so far (from the first with a figure, where the line is new this year),
 * their standard deviation s, and h months to come, the sum of the months to come has
 * standard error s sqrt(h + h^2 / m): h new months and the uncertainty of the mean; the
 * interval is Student's t with m - 1 degrees of freedom. A single month with a figure
 * is no rate: it may as well be a one-off. */
#include <math.h>

#include "engine/forecast/member.h"

ot_status ot_member_run_rate(const ot_history *history, ot_fit *fit, ot_error *err)
{
    const ot_pence *months = history->months + (history->count - history->this_year);
    size_t m = history->this_year;
    double h = OT_MONTHS - history->as_at;
    double mean, squares = 0, deviation;

    (void)err;
    if (ot_history_postings(history) < 2)
        return OT_END;
    mean = (double)history->to_date / (double)m;
    for (size_t i = 0; i < m; i++)
        squares += ((double)months[i] - mean) * ((double)months[i] - mean);
    deviation = sqrt(squares / (double)(m - 1));
    ot_fit_level(fit, history, mean);
    ot_fit_bounds(fit, deviation * sqrt(h + h * h / (double)m), (int)m - 1);
    fit->months_used = m;
    return OT_OK;
}
