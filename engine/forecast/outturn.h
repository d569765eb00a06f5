/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outturn.h - the year's outturn of many series, each from all that was known at the
 * end of a month: the months of the series so far, and the errors that the same members
 * made in years complete by then, in this series and in the others. docs/method.md
 * explains every step. Knows doubles: no pence, no codes, no files, no clock. */
#ifndef OT_OUTTURN_H
#define OT_OUTTURN_H

#include <stdbool.h>

#include "engine/forecast/year_members.h"
#include "engine/parallel.h"

/* Consecutive months, all finite, oldest first; what was before the first that is not 0
 * says nothing. first_year: the calendar year in which the fiscal year of the first
 * starts; first_month: its fiscal month, 1 to 12. budgets[count]: of the whole fiscal
 * year, as known at the end of each month, NAN for none; or NULL. */
typedef struct ot_outturn_series {
    const double *values;
    size_t count;
    int first_year, first_month;
    const double *budgets;
} ot_outturn_series;

/* What the members said at the ends of earlier months, kept from an earlier time. */
typedef struct ot_outturn_memory {
    void *self;
    /* Sets members[OT_YEAR_MEMBERS] and gives true where it is known what they said of
     * a series at the end of a month. Called from several threads at once. */
    bool (*recall)(void *self, size_t series, int year, int month, double *members);
    /* Takes what was not known and has been worked out. Called from one thread. */
    ot_status (*keep)(void *self, size_t series, int year, int month,
                      const double *members, ot_error *err);
} ot_outturn_memory;

struct ot_outturn;

typedef struct ot_outturn_options {
    int first_year; /* that a back-test reports; earlier years are learnt from all the
                       same. 0: the first */
    bool whole;     /* members are rounded to whole units: pence */
    bool last_only; /* a projection of what the members say, with even weights: nothing
                       is learnt */
    const ot_outturn_memory *memory; /* NULL: none */
    const ot_parallel *parallel;     /* NULL: one series after the other */
    /* Told each forecast of a complete year, months 1 to 11, and what the year came to;
     * NULL: nobody. */
    ot_status (*hindsight)(void *self, const struct ot_outturn *outturn, double actual,
                           ot_error *err);
    void *hindsight_self;
} ot_outturn_options;

/* Of series[series], of fiscal year `year`, made at the end of its `month`.
 * lo95 <= lo80 <= outturn <= hi80 <= hi95. */
typedef struct ot_outturn {
    size_t series;
    int year, month;
    double outturn, lo80, hi80, lo95, hi95;
    double members[OT_YEAR_MEMBERS]; /* NAN: did not apply */
    double weights[OT_YEAR_MEMBERS]; /* add up to 1 */
    ot_year_member leader;           /* of the greatest weight */
    double expected; /* |error| / |outturn| to be expected by earlier years */
    bool idle;       /* nothing in the last 12 months, or ever */
} ot_outturn;

/* Called for each forecast; a negative status ends the run and is given back. */
typedef struct ot_outturn_sink {
    void *self;
    ot_status (*put)(void *self, const ot_outturn *outturn, ot_error *err);
} ot_outturn_sink;

/* Origin months that a back-test reports. */
#define OT_BACKTEST_FIRST 3
#define OT_BACKTEST_LAST  11

/* All complete years from options.first_year on, at the end of months 3 to 11; by year,
 * then series, then month. options may be NULL. OT_EUSAGE for a series without a month
 * or a first_month outside 1-12, OT_EINPUT for a value that is not finite, OT_ENOMEM.
 */
ot_status ot_outturn_backtest(const ot_outturn_series *series, size_t count,
                              const ot_outturn_options *options,
                              const ot_outturn_sink *sink, ot_error *err);

/* The year that each series' last month is in, at that month (1 to 12; at 12 the
 * outturn is the actual). Learns from the years that are complete and earlier. By year,
 * then series. Errors as above. */
ot_status ot_outturn_project(const ot_outturn_series *series, size_t count,
                             const ot_outturn_options *options,
                             const ot_outturn_sink *sink, ot_error *err);

#endif
