/* SPDX-License-Identifier: GPL-3.0-or-later */
/* member_profile.c - the year to date, divided by the share of a year spent by now.
 * With Y the year to date and p the mean, over k complete earlier years, of the share
 * of a year's outturn spent by the as-at month, the outturn is Y / p; the months to
 * come follow the mean shares of the earlier years' months. With s the standard
 * deviation of the k shares, the standard error is |Y / p| (s / p) sqrt(1 + 1 / k), to
 * first order in s / p, and the interval is Student's t with k - 1 degrees of freedom,
 * from two years on.
 *
 * Not usable where a year's share is below a quarter of the even share m / 12 (dividing
 * by it would blow up noise), above 2, or of the other sign, or where Y is not of the
 * sign of those years. */
#include <math.h>
#include <string.h>

#include "engine/forecast/member.h"

#define LOWEST_OF_EVEN 0.25
#define HIGHEST_SHARE  2.0

typedef struct profile {
    size_t years;
    double mean, squares; /* of the share by the as-at month: Welford's recurrence */
    double months[OT_MONTHS];
} profile;

/* Adds a complete year. False where its share says nothing. */
static bool add_year(profile *p, const ot_pence *months, const ot_history *history)
{
    double by_now = 0, outturn = 0, share, change;

    for (int m = 0; m < OT_MONTHS; m++) {
        outturn += (double)months[m];
        if (m < history->as_at)
            by_now += (double)months[m];
    }
    share = outturn != 0 ? by_now / outturn : 0.0;
    if (share < LOWEST_OF_EVEN * history->as_at / OT_MONTHS || share > HIGHEST_SHARE ||
        (outturn > 0) != (history->to_date > 0))
        return false;
    p->years++;
    change = share - p->mean;
    p->mean += change / (double)p->years;
    p->squares += change * (share - p->mean);
    for (int m = 0; m < OT_MONTHS; m++)
        p->months[m] += ((double)months[m] / outturn - p->months[m]) / (double)p->years;
    return true;
}

ot_status ot_member_profile(const ot_history *history, ot_fit *fit, ot_error *err)
{
    profile p = {0};
    double outturn, years, deviation;

    (void)err;
    if (history->to_date == 0)
        return OT_END;
    for (size_t end = history->count - history->this_year; end >= OT_MONTHS;
         end -= OT_MONTHS)
        if (!add_year(&p, history->months + (end - OT_MONTHS), history))
            return OT_END;
    if (p.years == 0)
        return OT_END;
    memset(fit, 0, sizeof *fit);
    outturn = (double)history->to_date / p.mean;
    fit->rest = outturn - (double)history->to_date;
    for (int m = history->as_at; m < OT_MONTHS; m++)
        fit->path[m] = outturn * p.months[m];
    years = (double)p.years;
    deviation = p.years > 1 ? sqrt(p.squares / (years - 1)) : 0.0;
    ot_fit_bounds(fit, fabs(outturn) * deviation / p.mean * sqrt(1 + 1 / years),
                  (int)p.years - 1);
    fit->months_used = OT_MONTHS * p.years + history->this_year;
    return OT_OK;
}
