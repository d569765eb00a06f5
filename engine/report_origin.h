/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_origin.h - where a figure of a report comes from that has no live formula: for
 * whoever traces it. No renderer shows it.
 * Knows reports and kinds of records; knows neither services nor workbooks. */
#ifndef OT_REPORT_ORIGIN_H
#define OT_REPORT_ORIGIN_H

#include "engine/record.h"
#include "engine/report.h"

#define OT_KIND_BIT(kind) (1u << (unsigned)(kind))
/* Of the records that external placements are told by. */
#define OT_KINDS_PLACEMENTS                                                            \
    (OT_KIND_BIT(OT_KIND_EPISODES) | OT_KIND_BIT(OT_KIND_CHILDREN) |                   \
     OT_KIND_BIT(OT_KIND_UASC) | OT_KIND_BIT(OT_KIND_PLACEMENT_COSTS))

/* An operand that no sheet holds. */
typedef struct ot_term {
    const char *words; /* "net cost of April 2021" */
    int64_t number;    /* pence in a rule of OT_FORMULA_THOUSANDS, else as the column */
    int sign;
    bool is_model;    /* what a model says */
    unsigned kinds;   /* OT_KIND_BIT of the records that it is made of; 0: a past run */
    const char *part; /* of what is imported in parts: the type counted, or NULL */
    ot_period period; /* and its month; year 0: none */
    long line;        /* of the file, 0: not one line */
} ot_term;

/* The figure is what the rule makes of refs and terms (against and allowed are not
 * used), and `apart` more, for the reason that why gives. Without refs and terms it is
 * what a model says, in the words of why. */
typedef struct ot_origin {
    ot_formula formula;
    const ot_term *terms;
    size_t term_count;
    int64_t apart;
    const char *why; /* or NULL */
    unsigned kinds;  /* of the records of what a model says */
} ot_origin;

/* Gives a cell its origin, all of which is copied. */
ot_status ot_report_set_origin(ot_report *report, uint32_t row, uint32_t column,
                               const ot_origin *origin, ot_error *err);
/* A cell that is what a model says. */
ot_status ot_report_set_model(ot_report *report, uint32_t row, uint32_t column,
                              unsigned kinds, const char *why, ot_error *err);

#endif
