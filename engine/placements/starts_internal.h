/* SPDX-License-Identifier: GPL-3.0-or-later */
/* starts_internal.h - what starts.c and starts_fit.c share: the design. */
#ifndef OT_PLACEMENTS_STARTS_INTERNAL_H
#define OT_PLACEMENTS_STARTS_INTERNAL_H

#include "engine/placements/starts.h"

/* What the terms are in a month, in the order of ot_starts_term; how many there are. */
size_t starts_row(unsigned terms, int32_t last, ot_starts_driver driver, int32_t month,
                  double *row);

#endif
