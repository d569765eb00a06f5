/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement.h - the external placements of looked-after children, as the rest of the
 * engine sees them: one stay of one child with one provider in one kind of place.
 * Knows no identifier of a child, no date of birth, and no file. */
#ifndef OT_PLACEMENT_H
#define OT_PLACEMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/money.h"
#include "engine/period.h"

/* What is counted and costed apart. */
typedef enum ot_placement_type {
    OT_PLACEMENT_RESIDENTIAL,
    OT_PLACEMENT_FOSTERING,
    OT_PLACEMENT_SUPPORTED_LIVING,
    OT_PLACEMENT_SECURE,
    OT_PLACEMENT_TYPES
} ot_placement_type;

/* "residential", "fostering", "supported_living", "secure": as in activity files. */
const char *ot_placement_type_name(ot_placement_type type);

/* Days since 1970-01-01 of the proleptic Gregorian calendar, so that nights can be
 * subtracted; and back. */
typedef int32_t ot_day;
ot_day ot_day_from_date(ot_date date);
ot_date ot_day_to_date(ot_day day);

#define OT_DAY_OPEN     INT32_MAX /* no end is known */
#define OT_NO_PLACEMENT UINT32_MAX

/* Nights from start (counted) to end (not counted). */
typedef struct ot_placement {
    uint32_t child; /* 0, 1, 2 ...: the same child has the same number in a dataset */
    ot_day start;
    ot_day end; /* day of leaving or, in the future, the planned end; OT_DAY_OPEN */
    ot_placement_type type;
    const char *provider; /* provider code and URN as one text, "PR4 SC123456" */
    const char *place;    /* code of the place, "U4" */
    bool uasc;            /* an unaccompanied asylum-seeking child at the start */
    ot_day adult;         /* first day of the month of the 18th birthday; OT_DAY_OPEN:
                             not known */
    uint32_t before; /* the same child's external placement that ended on this start
                        day: a move; OT_NO_PLACEMENT: a start */
    uint32_t after;  /* the reverse; OT_NO_PLACEMENT: open, or an end of care outside */
} ot_placement;

/* Placements in the order of start, then child. */
typedef struct ot_placement_list {
    const ot_placement *items;
    size_t count;
    uint32_t children; /* numbers of children go below this */
} ot_placement_list;

#endif
