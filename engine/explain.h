/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.h - where a printed figure comes from: its definition, its operands, theirs,
 * down to cells of the ledger, records and models; each step added up again.
 * Knows the pack and what it was made from; knows no workbook, no file and no import.
 */
#ifndef OT_EXPLAIN_H
#define OT_EXPLAIN_H

#include "engine/pack.h"
#include "engine/report_origin.h"

typedef enum ot_trace_kind {
    OT_TRACE_FIGURE, /* a cell of a sheet */
    OT_TRACE_CODE,   /* a cost centre, account, service, group or area */
    OT_TRACE_LEDGER, /* a cell of the ledger's cube */
    OT_TRACE_RECORD, /* a manager's forecast: a line's part of it */
    OT_TRACE_STATED, /* in no sheet: words say where from */
    OT_TRACE_MODEL   /* what a model says: words say which */
} ot_trace_kind;

/* One figure. Texts and arrays live as long as the arena it was made in. */
typedef struct ot_trace {
    ot_trace_kind kind;
    int sign; /* as an operand: +1, -1 */
    const ot_report *report;
    uint32_t row, column; /* FIGURE */
    const char *name;     /* "Disabled Children: Variance, Total" */
    const char *words;    /* what it is, in words; "" where the name says it */
    const char *rule;     /* how it is made of its parts; "" without */
    ot_column_kind unit;
    int decimals;
    ot_value_kind value;
    int64_t number, denominator;
    const char *text;    /* OT_VALUE_TEXT */
    int64_t apart;       /* of number: what the rule does not give, because */
    const char *why;     /* of this; or NULL */
    bool off;            /* it does not follow from its parts */
    int64_t off_by;      /* number less what they come to, in `unit` */
    const ot_cell *cell; /* LEDGER */
    const ot_forecast_record *forecast; /* RECORD; NULL: held in the ledger */
    unsigned kinds;                     /* OT_KIND_BIT of records it is made of */
    const char *part;                   /* as in ot_term */
    ot_period period;
    long line;
    struct ot_trace **parts;
    size_t part_count, part_room;
} ot_trace;

typedef struct ot_explainer ot_explainer;

/* Input and pack must outlive it. */
ot_status ot_explainer_new(const ot_pack_input *input, const ot_pack *pack,
                           ot_explainer **out, ot_error *err);
void ot_explainer_free(ot_explainer *explainer);

/* The trace of a cell of a sheet of the pack, whole; also of texts and blanks, which
 * have no parts. */
ot_status ot_explain_figure(ot_explainer *explainer, const ot_report *report,
                            uint32_t row, uint32_t column, ot_arena *arena,
                            ot_trace **out, ot_error *err);
/* The lines of a code, an identifier or a name (case does not matter): revised budget,
 * actual and forecast, each the sum of its lines. OT_EINPUT where there is none. */
ot_status ot_explain_code(ot_explainer *explainer, const char *code, ot_arena *arena,
                          ot_trace **out, ot_error *err);

/* Text of a dimension of a LEDGER trace. */
const char *ot_explain_text(const ot_explainer *explainer, const ot_trace *trace,
                            ot_dimension dimension);

/* Figures in the trace that do not follow from their parts; *first (may be NULL) is the
 * first of them. */
size_t ot_trace_off(const ot_trace *trace, const ot_trace **first);
/* Whether the trace, to its ends, is a sum of signed pence; these then. Counts, ratios
 * and models' own points are not. */
bool ot_trace_pence(const ot_trace *trace, ot_pence *pence);

/* What a column of a sheet is, in words, or NULL; *kinds the records that its figures
 * are made of where they are worked out from these alone. driver: the id of the
 * driver's sheet, or NULL. */
const char *ot_explain_words(const char *sheet, const char *column, const char *driver,
                             unsigned *kinds);

#endif
