/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_agree.h - what a position's projection needs so that lines, services and the
 * whole agree. Internal to the engine. Knows services by number and doubles. */
#ifndef OT_POSITION_AGREE_H
#define OT_POSITION_AGREE_H

#include "engine/forecast/correlation.h"
#include "engine/position.h"

typedef struct ot_agreeing ot_agreeing;

/* services: how many; lines in none count as one more, number `services`. month: at
 * which it is projected, 1 to 11. NULL: no memory. */
ot_agreeing *ot_agreeing_new(size_t services, int month);
void ot_agreeing_free(ot_agreeing *agreeing);

/* A line's forecast of a year that is complete. */
ot_status ot_agreeing_line(ot_agreeing *agreeing, size_t service,
                           const ot_outturn *forecast, double actual, ot_error *err);

/* When all lines are in. total: the sum of all lines. base[services + 2]: the sums of
 * the services' projections, then room for one more. adjustments[services + 1] gets
 * what each service's lines together should move by: all 0 where adding the lines up
 * was as good in the past. */
ot_status ot_agreeing_finish(ot_agreeing *agreeing, const ot_outturn_series *total,
                             double *base, double *adjustments, ot_agreement *out,
                             ot_error *err);

#endif
