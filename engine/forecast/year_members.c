/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/year_members.h"

#include <math.h>

#include "engine/forecast/year_paths.h"
#include "engine/period.h"

#define YEARS         3    /* earlier years a profile looks at */
#define LEAST_SHARE   0.02 /* of a year by this month, for dividing by it */
#define TREND_BOUND   2.0
#define GROWTH_BOUND  3.0
#define GROWTH_MONTHS 3

#define LED_BY        "weighted median led by "

static const char *const names[OT_YEAR_MEMBERS] = {LED_BY "run-rate",
                                                   LED_BY "mean of 12 months",
                                                   LED_BY "mean of 6 months",
                                                   LED_BY "median of 12 months",
                                                   LED_BY "two-year profile",
                                                   LED_BY "three-year profile",
                                                   LED_BY "last year's rest",
                                                   LED_BY "last year's rest with trend",
                                                   LED_BY
                                                   "last year's rest with growth",
                                                   LED_BY "theta",
                                                   LED_BY "dynamic theta",
                                                   LED_BY "budget profile"};

/* Sums of the earlier years, the newest first: up to this month, and in all. */
typedef struct earlier {
    int years;
    double part[YEARS], whole[YEARS];
} earlier;

const char *ot_year_member_name(ot_year_member member)
{
    return names[member] + sizeof LED_BY - 1;
}

const char *ot_year_combination_name(ot_year_member leader)
{
    return names[leader];
}

static double sum(const double *values, size_t count)
{
    double total = 0;

    for (size_t i = 0; i < count; i++)
        total += values[i];
    return total;
}

static size_t months_this_year(const ot_year_view *view)
{
    return view->count < (size_t)view->month ? view->count : (size_t)view->month;
}

double ot_year_to_date(const ot_year_view *view)
{
    size_t months = months_this_year(view);

    return sum(view->values + view->count - months, months);
}

bool ot_year_idle(const ot_year_view *view)
{
    size_t from = view->count < OT_MONTHS ? 0 : view->count - OT_MONTHS;

    for (size_t i = from; i < view->count; i++)
        if (view->values[i] != 0)
            return false;
    return true;
}

/* silent: as many of the months before the first posting count as part of a year. */
static void read_earlier(const ot_year_view *view, size_t silent, earlier *past)
{
    const double *values = view->values - silent;
    size_t before = view->count + silent - months_this_year(view);

    past->years = 0;
    while (past->years < YEARS && before >= OT_MONTHS) {
        before -= OT_MONTHS;
        past->part[past->years] = sum(values + before, (size_t)view->month);
        past->whole[past->years] = sum(values + before, OT_MONTHS);
        past->years++;
    }
}

static bool is_late(const earlier *past, double to_date)
{
    double least = past->years > 0 ? LEAST_SHARE * fabs(past->whole[0]) : 0;

    return least > 0 && fabs(past->part[0]) < least && fabs(to_date) < least;
}

bool ot_year_late(const ot_year_view *view)
{
    earlier past;

    read_earlier(view, view->silent, &past);
    return is_late(&past, ot_year_to_date(view));
}

/* Share of the year by this month in up to `years` earlier years together; a year
 * without anything (or with a credit in sum) before or after counts as not there. NAN
 * where the newest is such a year or the share is too small. */
static double share(const earlier *past, int years)
{
    double part = 0, whole = 0;

    for (int i = 0; i < years && i < past->years; i++) {
        if (!(past->part[i] * past->whole[i] > 0))
            break;
        part += past->part[i];
        whole += past->whole[i];
    }
    return whole != 0 && part / whole > LEAST_SHARE ? part / whole : NAN;
}

static double trended(const earlier *past, double to_date)
{
    double growth = past->part[0] != 0 ? to_date / past->part[0] : NAN;

    if (!(growth > 0))
        return NAN;
    growth = fmin(fmax(growth, 1 / TREND_BOUND), TREND_BOUND);
    return to_date + (past->whole[0] - past->part[0]) * sqrt(growth);
}

static double grown(const ot_year_view *view, const earlier *past, double to_date)
{
    const double *newest = view->values + view->count - GROWTH_MONTHS;
    double growth, before;

    if (view->count < OT_MONTHS + GROWTH_MONTHS)
        return NAN;
    before = sum(newest - OT_MONTHS, GROWTH_MONTHS);
    growth = before != 0 ? sum(newest, GROWTH_MONTHS) / before : NAN;
    if (!(growth > 0))
        return NAN;
    growth = fmin(fmax(growth, 1 / GROWTH_BOUND), GROWTH_BOUND);
    return to_date + (past->whole[0] - past->part[0]) * growth;
}

/* Without an earlier year the budget is taken as even over the months. */
static double budget(const ot_year_view *view, const earlier *past, double to_date)
{
    double part = share(past, YEARS);

    if (isnan(part))
        part = (double)view->month / OT_MONTHS;
    return to_date + view->budget * fmax(0.0, 1 - part);
}

ot_status ot_year_members_fit(const ot_year_view *view, double *outturn, ot_error *err)
{
    double to_date = ot_year_to_date(view), months = (double)months_this_year(view);
    earlier past;

    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        outturn[i] = NAN;
    outturn[OT_YEAR_RUN_RATE] = to_date + to_date / months * (OT_MONTHS - view->month);
    if (ot_year_idle(view)) {
        if (!isnan(view->budget) && view->budget != 0) {
            outturn[OT_YEAR_RUN_RATE] = NAN;
            outturn[OT_YEAR_BUDGET] = view->budget;
        }
        return OT_OK;
    }
    read_earlier(view, view->silent, &past);
    if (is_late(&past, to_date)) {
        outturn[OT_YEAR_RUN_RATE] = NAN;
        outturn[OT_YEAR_LAST] = to_date + past.whole[0] - past.part[0];
        if (!isnan(view->budget))
            outturn[OT_YEAR_BUDGET] = to_date + view->budget;
        return OT_OK;
    }
    read_earlier(view, 0, &past);
    outturn[OT_YEAR_PROFILE_2] = to_date / share(&past, 2);
    outturn[OT_YEAR_PROFILE_3] = to_date / share(&past, 3);
    if (past.years > 0) {
        outturn[OT_YEAR_LAST] = to_date + past.whole[0] - past.part[0];
        outturn[OT_YEAR_LAST_TREND] = trended(&past, to_date);
        outturn[OT_YEAR_LAST_GROWTH] = grown(view, &past, to_date);
    }
    if (!isnan(view->budget))
        outturn[OT_YEAR_BUDGET] = budget(view, &past, to_date);
    return ot_year_paths_fit(view, outturn, err);
}
