/* SPDX-License-Identifier: GPL-3.0-or-later */
/* portions.h - a position shared out to those who answer for it: budget managers or
 * service areas. Every line is in one portion, so that they add up to the pack.
 * Knows sheets and the drill-down; knows no file and no thread. */
#ifndef OT_PORTIONS_H
#define OT_PORTIONS_H

#include "engine/drill.h"

typedef enum ot_portions_by {
    OT_PORTIONS_BY_MANAGER, /* of the cost centre, letter case ignored */
    OT_PORTIONS_BY_SERVICE
} ot_portions_by;

/* Lines of the position, and those of last month's run that are brought to it by their
 * cost centre as it is structured today. */
typedef struct ot_portion {
    const char *title;     /* role title or service area; or that there is none */
    const uint32_t *lines; /* [line_count] their numbers, ascending */
    uint32_t line_count;
    const ot_prior_line *prior; /* [prior_count] in the order of ot_prior_compare */
    size_t prior_count;
} ot_portion;

typedef struct ot_portions {
    ot_portions_by by;
    ot_portion *items; /* managers by title, services as printed; who has none last */
    size_t count;
    uint32_t *lines;
    ot_prior_line *prior;
} ot_portions;

/* Of the input the position and the lines of last month are looked at; both must
 * outlive the portions. Nobody has a portion without a line, now or last month. The
 * caller clears, also after a failure. */
ot_status ot_portions_make(const ot_pack_input *input, ot_portions_by by,
                           ot_portions *out, ot_error *err);
void ot_portions_clear(ot_portions *portions);

typedef enum ot_portion_sheet {
    OT_PORTION_VARIANCES,
    OT_PORTION_PROJECTION,
    OT_PORTION_DETAIL,
    OT_PORTION_SHEETS
} ot_portion_sheet;

/* What is made of a portion. It points into itself: not to be copied. */
typedef struct ot_portion_pack {
    ot_position position; /* the whole one's, but for the lines */
    ot_report *sheets[OT_PORTION_SHEETS];
    ot_drill drill;
} ot_portion_pack;

/* The sheets of a portion and its drill-down, cut from that of the whole, which must
 * outlive them. Several threads may do so at once. The caller clears, also after a
 * failure. */
ot_status ot_portion_build(const ot_pack_input *input, const ot_drill *whole,
                           const ot_portion *portion, ot_portion_pack *out,
                           ot_error *err);
void ot_portion_clear(ot_portion_pack *pack);

#endif
