/* SPDX-License-Identifier: GPL-3.0-or-later */
/* counts.h - how many places will be filled in the months to come: the forecast of a
 * month-end stock from its own past counts.
 * Knows one series of counts; knows no types, no stays and no money. */
#ifndef OT_COUNTS_H
#define OT_COUNTS_H

#include <stddef.h>

#include "engine/status.h"

/* Children, not whole ones. 0 <= lo95 <= lo80 <= mean <= hi80 <= hi95. */
typedef struct ot_count_month {
    double mean, lo80, hi80, lo95, hi95;
} ot_count_month;

/* values: the stock at the end of consecutive months, oldest first, all finite and not
 * below nothing; out[horizon]: of the months after the last.
 *
 * The mean of two forecasts that err differently. The stock plus its mean change over
 * the same months of all earlier years: years are alike (reviews in spring). And Holt's
 * trend, damped, in logarithms where no count is 0, without a season, which counts of
 * few years cannot tell: what is under way goes on for a while. Neither is cleaned: a
 * count is what it is. Under a year only the second can speak, under nine months
 * neither: the stock stays.
 *
 * The interval is a random walk's in log(count + 1/2), Student's t on what the same
 * forecasts from the newest 36 earlier months have missed by; four months in which a
 * sixth of the places changes hands or as much as the counts have moved, whichever is
 * more, are put in for a series that is short. About 3 ms for ten years of counts.
 *
 * OT_EUSAGE for no value, no month ahead or a value below nothing, OT_ENOMEM. */
ot_status ot_counts_forecast(const double *values, size_t count, size_t horizon,
                             ot_count_month *out, ot_error *err);

#endif
