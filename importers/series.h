/* SPDX-License-Identifier: GPL-3.0-or-later */
/* series.h - monthly series from a CSV file with the columns series_id, period and
 * value (found by heading, as in the other importers). Knows figures as doubles: no
 * pence, no cost centre, no fiscal year. */
#ifndef OT_SERIES_H
#define OT_SERIES_H

#include <stdbool.h>

#include "engine/pool.h"
#include "engine/status.h"

/* period: a calendar month as 12 * year + month - 1, or the file's own number. */
typedef struct ot_month_series {
    const char *id;
    const double *values; /* [count], consecutive, oldest first */
    size_t count;
    long first; /* period of the first value */
} ot_month_series;

typedef struct ot_series_set {
    ot_month_series *series; /* in the order in which the file names them first */
    size_t count;
    bool months;   /* periods are calendar months, else numbers */
    size_t filled; /* months that were not in the file, counted as 0 */
    ot_pool *ids;
    double *values;
} ot_series_set;

/* Periods are "2021-08" or "2021-08-31" (the day is passed over), or whole numbers up
 * to 999999, one form in a file; rows may stand in any order. A month between others
 * that is not in the file counts as 0: nothing was booked. OT_EINPUT, with the line,
 * for a value that is no number ("1234.5", "-2e6"; no thousands separators), a period
 * that is neither, a month that stands twice, and gaps of more than 600 months. OT_EIO,
 * OT_ENOMEM. After a failure set is empty. */
ot_status ot_series_read(const char *path, ot_series_set *set, ot_error *err);
void ot_series_clear(ot_series_set *set);

#define OT_SERIES_PERIOD 24
/* The period in the file's own form: "2021-08" or "137". Returns text. */
char *ot_series_period_text(const ot_series_set *set, long period,
                            char text[OT_SERIES_PERIOD]);
/* Reads a period; *months tells the form. OT_EINPUT. */
ot_status ot_series_period_parse(const char *text, bool *months, long *period,
                                 ot_error *err);

#endif
