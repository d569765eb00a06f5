/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/path_history.h"

#include <math.h>
#include <stdlib.h>

#include "engine/forecast/numbers.h"

ot_status ot_path_history_init(ot_path_history *history, const ot_numbers *series,
                               ot_error *err)
{
    size_t n = series->count;

    *history = (ot_path_history){.series = *series, .least = INFINITY};
    if (n == 0)
        return ot_fail(err, OT_EFIT, "there is no month to go by");
    history->rest = malloc(2 * n * sizeof *history->rest);
    if (!history->rest)
        return ot_fail_memory(err);
    ot_season_find(series, &history->season);
    ot_season_remove(&history->season, series->values, n, history->rest);
    history->smoothed = ot_ses_fit(history->rest, n, &history->ses, NULL) == OT_OK;
    for (size_t i = 0; i < n; i++)
        history->least = fmin(history->least, series->values[i]);
    if (!ot_numbers_positive(series->values, n))
        return OT_OK;
    history->logs = history->rest + n;
    for (size_t i = 0; i < n; i++)
        history->logs[i] = log(history->rest[i]);
    return OT_OK;
}

void ot_path_history_clear(ot_path_history *history)
{
    free(history->rest);
    *history = (ot_path_history){0};
}
