/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_driver.c - what the driver seems to have added to a series of a position. */
#include "engine/position.h"

static long months_between(ot_period first, ot_period period)
{
    return (long)(period.year - first.year) * OT_MONTHS + period.number - first.number;
}

ot_status ot_position_model_driver(const ot_position *position, const ot_pence *months,
                                   bool *has, ot_interruption *out, ot_error *err)
{
    const ot_driver *driver = &position->options.driver;
    long start = months_between(position->first, driver->start);
    long end = months_between(position->first, driver->end) + 1;
    size_t born = 0;
    ot_series series;
    ot_error why;
    ot_status st;

    *has = false;
    while (born < position->months && months[born] == 0)
        born++;
    if (!driver->id || !driver->start.year || start < (long)born)
        return OT_OK;
    series = (ot_series){months + born, position->months - born,
                         ot_period_shift(position->first, (int)born).number};
    st = ot_interruption_estimate(
        &series, (size_t)start - born,
        driver->end.year && end >= (long)born ? (size_t)end - born : SIZE_MAX, out,
        &why);
    *has = st == OT_OK;
    if (st == OT_EFIT)
        return OT_OK;
    if (st < 0 && err)
        *err = why;
    return st;
}
