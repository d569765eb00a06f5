/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_combine.h"

#include <math.h>

#include "engine/forecast/numbers.h"
#include "engine/forecast/outturn_median.h"
#include "engine/period.h"

#define NOISE_MONTHS 24
#define MOST         3.0 /* of the level: more noise or spread than that is no news */
#define SCALE        1.4826022185056018 /* median distance to standard deviation */
#define UNSEEN       0.25 /* of the level: what a season or trend unseen may add */
#define IDLE80       0.25 /* of a budget of which nothing is spent: what may go over */
#define IDLE95       0.5
#define Z80          1.2815515655446004
#define Z95          1.959963984540054

void ot_outturn_combine(const ot_error_pool *pool, ot_outturn *outturn)
{
    ot_weighted items[OT_YEAR_MEMBERS];
    size_t count = 0;
    double all = 0;

    outturn->leader = OT_YEAR_RUN_RATE;
    for (size_t i = 0; i < OT_YEAR_MEMBERS; i++) {
        double expected;

        outturn->weights[i] = 0;
        if (!isfinite(outturn->members[i]))
            continue;
        expected = ot_error_pool_expected(pool, outturn->series, outturn->month, i);
        outturn->weights[i] = 1 / (expected * expected);
        items[count].value = outturn->members[i];
        items[count++].weight = outturn->weights[i];
        all += outturn->weights[i];
        if (outturn->weights[i] > outturn->weights[outturn->leader])
            outturn->leader = (ot_year_member)i;
    }
    for (size_t i = 0; i < OT_YEAR_MEMBERS; i++)
        outturn->weights[i] /= all;
    ot_weighted_sort(items, count);
    outturn->outturn = ot_weighted_quantile(items, count, 0.5);
}

static double spread(const ot_outturn *outturn)
{
    double away[OT_YEAR_MEMBERS];
    size_t count = 0;

    for (size_t i = 0; i < OT_YEAR_MEMBERS; i++)
        if (isfinite(outturn->members[i]))
            away[count++] = fabs(outturn->members[i] - outturn->outturn);
    return ot_numbers_median(away, count);
}

/* Median of the last 24 months, and their median distance from it. */
static void recent(const ot_year_view *view, double *level, double *distance)
{
    double months[NOISE_MONTHS];
    size_t count = view->count < NOISE_MONTHS ? view->count : NOISE_MONTHS;
    const double *from = view->values + view->count - count;

    for (size_t i = 0; i < count; i++)
        months[i] = from[i];
    *level = ot_numbers_median(months, count);
    for (size_t i = 0; i < count; i++)
        months[i] = fabs(from[i] - *level);
    *distance = ot_numbers_median(months, count);
}

/* part / whole, between 0 and MOST. */
static double relative(double part, double whole)
{
    return part < MOST * fabs(whole) ? part / fabs(whole) : MOST;
}

void ot_outturn_signs(const ot_error_pool *pool, const ot_year_view *view,
                      const ot_outturn *outturn, ot_error_signs *signs)
{
    double level, distance;

    recent(view, &level, &distance);
    signs->own =
        ot_error_pool_expected(pool, outturn->series, outturn->month, OT_POOL_COMBINED);
    signs->spread = relative(spread(outturn), outturn->outturn);
    signs->noise = relative(distance, level);
}

/* Of next to nothing so far all may still come, or nothing. */
static void bound_idle(ot_outturn *outturn)
{
    double more80 = outturn->outturn * (1 + IDLE80);
    double more95 = outturn->outturn * (1 + IDLE95);

    outturn->lo80 = outturn->lo95 = 0;
    outturn->hi80 = more80;
    outturn->hi95 = more95;
    if (outturn->outturn < 0) {
        outturn->lo80 = more80;
        outturn->lo95 = more95;
        outturn->hi80 = outturn->hi95 = 0;
    }
}

static void bound_unlearnt(const ot_year_view *view, ot_outturn *outturn)
{
    double level, distance, deviation;
    double to_come = OT_MONTHS - view->month, months = (double)view->count;

    recent(view, &level, &distance);
    deviation = hypot(SCALE * distance * sqrt(to_come + to_come * to_come / months),
                      UNSEEN * level * to_come);
    outturn->lo80 = outturn->outturn - Z80 * deviation;
    outturn->hi80 = outturn->outturn + Z80 * deviation;
    outturn->lo95 = outturn->outturn - Z95 * deviation;
    outturn->hi95 = outturn->outturn + Z95 * deviation;
}

static void keep_side(const ot_year_view *view, ot_outturn *outturn)
{
    double *const figures[] = {&outturn->outturn, &outturn->lo80, &outturn->hi80,
                               &outturn->lo95, &outturn->hi95};
    double spent = ot_year_to_date(view);
    bool positive = false, negative = false;

    for (size_t i = 0; i < view->count; i++) {
        positive = positive || view->values[i] > 0;
        negative = negative || view->values[i] < 0;
    }
    if (!positive && !negative)
        return;
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        if (!negative)
            *figures[i] = fmax(*figures[i], spent);
        if (!positive)
            *figures[i] = fmin(*figures[i], spent);
    }
}

void ot_outturn_bound(const ot_intervals *intervals, const ot_year_view *view,
                      const ot_error_signs *signs, ot_outturn *outturn)
{
    double size = fabs(outturn->outturn);
    ot_relative_bounds bounds;

    if (ot_intervals_bounds(intervals, outturn->month, signs, &bounds)) {
        outturn->lo80 = outturn->outturn + bounds.lo80 * size;
        outturn->hi80 = outturn->outturn + bounds.hi80 * size;
        outturn->lo95 = outturn->outturn + bounds.lo95 * size;
        outturn->hi95 = outturn->outturn + bounds.hi95 * size;
    } else if (ot_year_idle(view) || ot_year_late(view)) {
        bound_idle(outturn);
    } else {
        bound_unlearnt(view, outturn);
    }
    keep_side(view, outturn);
}
