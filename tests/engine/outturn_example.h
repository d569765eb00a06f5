/* SPDX-License-Identifier: GPL-3.0-or-later */
/* outturn_example.h - the worked example of docs/method.md: 42 months of one cost
 * centre, April 2018 to September 2021, in pounds. */
#ifndef OT_TEST_OUTTURN_EXAMPLE_H
#define OT_TEST_OUTTURN_EXAMPLE_H

#include "engine/forecast/outturn.h"

static const double example[42] = {
    41250.40, 38912.75, 44120.10, 46385.60, 43977.25, 45210.90, 47033.15,
    44871.30, 39654.80, 48120.45, 46210.35, 58745.20, 43120.60, 40877.95,
    46015.20, 47940.30, 46112.85, 47255.10, 49480.75, 46930.40, 41220.65,
    50115.90, 48260.10, 61980.35, 47310.25, 44025.80, 49877.40, 52210.95,
    91360.20, 51102.70, 53640.55, 50985.10, 44870.30, 54215.65, 52330.80,
    66120.45, 51240.90, 47815.35, 54120.60, 55980.25, 53610.70, 55340.15};

static const ot_outturn_series example_series = {
    .values = example, .count = 42, .first_year = 2018, .first_month = 1};

#endif
