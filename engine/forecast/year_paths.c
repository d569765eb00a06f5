/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/year_paths.h"

#include <stdlib.h>

#include "engine/forecast/clean.h"
#include "engine/forecast/dotm.h"
#include "engine/forecast/numbers.h"
#include "engine/forecast/season.h"
#include "engine/forecast/theta.h"
#include "engine/period.h"

#define SHORT 6

/* The cleaned history without its season, and what a path needs to become an outturn.
 */
typedef struct bare {
    double *values;
    size_t count, to_come;
    double to_date;
    ot_season season;
} bare;

static double outturn_of(const bare *history, double *path)
{
    double total = history->to_date;

    ot_season_restore(&history->season, history->count, history->to_come, path);
    for (size_t i = 0; i < history->to_come; i++)
        total += path[i];
    return total;
}

static double outturn_of_level(const bare *history, double level)
{
    double path[OT_MONTHS];

    for (size_t i = 0; i < history->to_come; i++)
        path[i] = level;
    return outturn_of(history, path);
}

static double mean_of_last(const bare *history, size_t months)
{
    double total = 0;

    if (months > history->count)
        months = history->count;
    for (size_t i = history->count - months; i < history->count; i++)
        total += history->values[i];
    return total / (double)months;
}

static void fit_levels(const bare *history, double *outturn)
{
    size_t last = history->count < OT_MONTHS ? history->count : OT_MONTHS;
    double newest[OT_MONTHS];

    for (size_t i = 0; i < last; i++)
        newest[i] = history->values[history->count - last + i];
    outturn[OT_YEAR_LEVEL_12] =
        outturn_of_level(history, mean_of_last(history, OT_MONTHS));
    outturn[OT_YEAR_LEVEL_6] =
        outturn_of_level(history, mean_of_last(history, OT_MONTHS / 2));
    outturn[OT_YEAR_MEDIAN_12] =
        outturn_of_level(history, ot_numbers_median(newest, last));
}

/* A model that cannot be fitted is left out. */
static void fit_models(const bare *history, double *outturn)
{
    double path[OT_MONTHS];
    ot_dotm dotm;
    ot_ses ses;

    if (ot_ses_fit(history->values, history->count, &ses, NULL) == OT_OK) {
        ot_theta_path(history->values, history->count, &ses, history->to_come, path);
        outturn[OT_YEAR_THETA] = outturn_of(history, path);
    }
    if (ot_dotm_fit(history->values, history->count, &dotm, NULL) == OT_OK) {
        ot_dotm_path(history->values, history->count, &dotm, history->to_come, path);
        outturn[OT_YEAR_DOTM] = outturn_of(history, path);
    }
}

ot_status ot_year_paths_fit(const ot_year_view *view, double *outturn, ot_error *err)
{
    ot_numbers series = {view->values, view->count, OT_MONTHS};
    bare history = {.count = view->count,
                    .to_come = (size_t)(OT_MONTHS - view->month),
                    .to_date = ot_year_to_date(view)};
    size_t clipped;
    ot_status st;

    if (view->count < SHORT)
        return OT_OK;
    history.values = malloc(view->count * sizeof *history.values);
    if (!history.values)
        return ot_fail_memory(err);
    st = ot_clean_history(&series, history.values, &clipped, err);
    if (st < 0)
        goto done;
    series.values = history.values;
    ot_season_find(&series, &history.season);
    ot_season_remove(&history.season, history.values, history.count, history.values);
    fit_levels(&history, outturn);
    fit_models(&history, outturn);
done:
    free(history.values);
    return st;
}
