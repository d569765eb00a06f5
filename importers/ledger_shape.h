/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_shape.h - the ready profiles: how exports of known ledger systems are headed,
 * and what their periods, measures and extra lines mean.
 * Knows systems' habits; knows no file. */
#ifndef OT_LEDGER_SHAPE_H
#define OT_LEDGER_SHAPE_H

#include "importers/header.h"

/* A word of the measure column that means a measure; ended by NULL. */
typedef struct ot_measure_word {
    const char *word; /* normalised as headings are */
    ot_measure measure;
} ot_measure_word;

typedef struct ot_ledger_shape {
    const char *name;
    const ot_shape_heading *headings;
    const ot_measure_word *measures; /* beyond the measures' own names */
    ot_period_reading periods;       /* unless the profile states one */
    bool actuals;                    /* without a measure column every row is ACTUAL */
    bool
        year_by_date; /* a period without a year is of the posting date's fiscal year */
    size_t title_lines; /* lines that may stand before the header, blank ones apart */
    bool totals;        /* total lines and repeated headers are passed over */
} ot_ledger_shape;

/* NULL is the plain shape. OT_EUSAGE where there is none of that name. */
ot_status ot_ledger_shape_find(const char *name, const ot_ledger_shape **shape,
                               ot_error *err);
/* The measure of a text, by the shape's words and the measures' names in any case. */
bool ot_ledger_shape_measure(const ot_ledger_shape *shape, const char *text,
                             ot_measure *measure);

#endif
