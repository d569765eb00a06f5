/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - a figure's operands by its formula or its origin, and theirs. */
#include "engine/explain_internal.h"

#include <stdlib.h>
#include <string.h>

/* No sheet reads itself in a circle; beyond this depth one would. */
#define DEEPEST    64
#define GIVES_WAY  2 /* at most, where a printed figure gives way */
#define PENCE_IN_K 100000
#define NAME_TEXTS 4

static const char *const rules[] = {
    [OT_FORMULA_NONE] = "",
    [OT_FORMULA_SUM] = "sum",
    [OT_FORMULA_RATIO] = "the first as a share of the second",
    [OT_FORMULA_AVERAGE] = "mean, rounded half away from zero",
    [OT_FORMULA_THOUSANDS] = "sum, to £000 half away from zero",
    [OT_FORMULA_CHECK] = "within what its rows' rounding allows",
    [OT_FORMULA_ALL_OK] = "every check of the row"};

ot_status ot_explainer_new(const ot_pack_input *input, const ot_pack *pack,
                           ot_explainer **out, ot_error *err)
{
    ot_explainer *made = calloc(1, sizeof *made);
    ot_status st;

    if (!made)
        return ot_fail_memory(err);
    made->input = input;
    made->pack = pack;
    made->position = input->position;
    made->structure = input->position->structure;
    made->cube = ot_dataset_cube(input->dataset);
    st = ot_explain_index(made, err);
    if (st < 0)
        ot_explainer_free(made);
    else
        *out = made;
    return st;
}

void ot_explainer_free(ot_explainer *explainer)
{
    if (!explainer)
        return;
    free(explainer->of_line);
    free(explainer->first);
    free(explainer);
}

ot_trace *ot_trace_new(ot_arena *arena, ot_trace_kind kind, const char *name)
{
    ot_trace *trace = name ? ot_arena_get(arena, sizeof *trace) : NULL;

    if (!trace)
        return NULL;
    trace->kind = kind;
    trace->sign = 1;
    trace->name = name;
    trace->words = trace->rule = "";
    return trace;
}

ot_status ot_trace_add(ot_arena *arena, ot_trace *trace, ot_trace *part, int sign,
                       ot_error *err)
{
    if (!part)
        return ot_fail_memory(err);
    if (trace->part_count == trace->part_room) {
        size_t room = trace->part_room ? trace->part_room * 2 : 4;
        ot_trace **grown = ot_arena_get(arena, room * sizeof(ot_trace *));

        if (!grown)
            return ot_fail_memory(err);
        if (trace->part_count)
            memcpy(grown, trace->parts, trace->part_count * sizeof(ot_trace *));
        trace->parts = grown;
        trace->part_room = room;
    }
    part->sign = sign < 0 ? -1 : 1;
    trace->parts[trace->part_count++] = part;
    return OT_OK;
}

void ot_trace_set(ot_trace *trace, ot_column_kind unit, int64_t number)
{
    trace->unit = unit;
    trace->value = OT_VALUE_NUMBER;
    trace->number = number;
}

void ot_trace_check(ot_trace *trace, int64_t parts)
{
    trace->off_by = trace->number - parts;
    trace->off = trace->off_by != 0;
}

int64_t ot_trace_sum(const ot_trace *trace)
{
    int64_t sum = 0;

    for (size_t i = 0; i < trace->part_count; i++)
        sum += trace->parts[i]->sign * trace->parts[i]->number;
    return sum;
}

uint32_t ot_explain_column(const ot_report *report, const char *id)
{
    for (uint32_t i = 0; i < report->column_count; i++)
        if (strcmp(report->columns[i].id, id) == 0)
            return i;
    return OT_NONE;
}

const char *ot_explain_text(const ot_explainer *explainer, const ot_trace *trace,
                            ot_dimension dimension)
{
    return ot_cube_text(explainer->cube, trace->cell, dimension);
}

static const ot_report *find_sheet(const ot_explainer *explainer, const ot_report *self,
                                   const char *name)
{
    for (int i = 0; name && i < OT_SHEETS; i++) {
        const ot_report *sheet = explainer->pack->sheets[i];

        if (sheet && strcmp(sheet->id, name) == 0)
            return sheet;
    }
    return name ? NULL : self;
}

/* The row's first printed text; of the detail sheet's lines all that names them. */
static const char *row_name(const ot_explainer *explainer, ot_arena *arena,
                            const ot_report *report, uint32_t row)
{
    static const char *const of_line[NAME_TEXTS] = {"cost_centre", "subjective_group",
                                                    "fund", "high_risk_area"};
    const char *texts[NAME_TEXTS] = {"", "", "", ""};

    if (report == explainer->pack->sheets[OT_SHEET_DETAIL] &&
        row < explainer->position->count) {
        for (int i = 0; i < NAME_TEXTS; i++) {
            uint32_t column = ot_explain_column(report, of_line[i]);
            const ot_value *value = &report->rows[row].values[column];

            texts[i] = value->kind == OT_VALUE_TEXT ? value->text : "";
        }
        return ot_arena_format(arena, "%s %s, %s%s%s", texts[0], texts[1], texts[2],
                               *texts[3] ? ", " : "", texts[3]);
    }
    for (uint32_t i = 0; i < report->column_count; i++)
        if (report->columns[i].media != OT_MEDIA_CSV &&
            report->rows[row].values[i].kind == OT_VALUE_TEXT)
            return report->rows[row].values[i].text;
    return "";
}

static const char *cell_name(const ot_explainer *explainer, ot_arena *arena,
                             const ot_report *report, uint32_t row, uint32_t column)
{
    const ot_column *c = &report->columns[column];
    const char *name = row_name(explainer, arena, report, row);

    if (!name)
        return NULL;
    return ot_arena_format(arena, "%s: %s%s%s", name, c->super ? c->super : "",
                           c->super ? ", " : "", c->heading ? c->heading : c->id);
}

static ot_status explain(ot_explainer *explainer, const ot_report *report, uint32_t row,
                         uint32_t column, ot_arena *arena, int depth, ot_trace **out,
                         ot_error *err);

/* Cells of a ref, blanks left out: they count for nothing. */
static ot_status add_ref(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                         const ot_ref *ref, int depth, ot_error *err)
{
    const ot_report *report = find_sheet(explainer, trace->report, ref->sheet);
    ot_status st = OT_OK;

    if (!report || ref->last_row >= report->row_count ||
        ref->column >= report->column_count)
        return ot_fail(err, OT_EUSAGE, "sheet '%s' reads a cell that is not there",
                       trace->report->id);
    for (uint32_t row = ref->row; st == OT_OK && row <= ref->last_row; row++) {
        ot_trace *part = NULL;

        if (report->rows[row].values[ref->column].kind == OT_VALUE_BLANK)
            continue;
        st = explain(explainer, report, row, ref->column, arena, depth, &part, err);
        if (st == OT_OK)
            st = ot_trace_add(arena, trace, part, ref->sign, err);
    }
    return st;
}

static ot_status add_refs(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                          const ot_formula *formula, int depth, ot_error *err)
{
    ot_status st = OT_OK;

    trace->rule = rules[formula->kind];
    for (size_t i = 0; st == OT_OK && i < formula->ref_count; i++)
        st = add_ref(explainer, arena, trace, &formula->refs[i], depth, err);
    return st;
}

static ot_status add_terms(ot_arena *arena, ot_trace *trace, const ot_origin *origin,
                           ot_error *err)
{
    bool thousands = origin->formula.kind == OT_FORMULA_THOUSANDS;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < origin->term_count; i++) {
        const ot_term *term = &origin->terms[i];
        ot_trace *part = ot_trace_new(
            arena, term->is_model ? OT_TRACE_MODEL : OT_TRACE_STATED, term->words);

        st = ot_trace_add(arena, trace, part, term->sign, err);
        if (st < 0)
            return st;
        ot_trace_set(part, thousands ? OT_COLUMN_PENCE : trace->unit, term->number);
        part->kinds = term->kinds;
        part->part = term->part;
        part->period = term->period;
        part->line = term->line;
    }
    return st;
}

/* The mean of the parts that are numbers. */
static int64_t mean_of(const ot_trace *trace)
{
    return trace->part_count
               ? ot_divide_rounded(ot_trace_sum(trace), (int64_t)trace->part_count)
               : 0;
}

static void check_ratio(ot_trace *trace)
{
    trace->off = trace->part_count != 2 ||
                 trace->parts[0]->sign * trace->parts[0]->number != trace->number ||
                 trace->parts[1]->sign * trace->parts[1]->number != trace->denominator;
}

/* A check cell: the printed sum against the true one. */
static void check_check(ot_trace *trace, const ot_formula *formula)
{
    ot_pence off =
        trace->part_count == 1
            ? trace->parts[0]->number *
                      (trace->parts[0]->unit == OT_COLUMN_PENCE ? 1 : PENCE_IN_K) -
                  formula->against
            : INT64_MAX;
    bool within = off <= formula->allowed && off >= -formula->allowed;

    ot_trace_check(trace, within ? 0 : ot_thousands(off));
}

static void check(ot_trace *trace, const ot_formula *formula)
{
    int64_t sum = ot_trace_sum(trace);

    if (formula->kind == OT_FORMULA_SUM)
        ot_trace_check(trace, sum + trace->apart);
    else if (formula->kind == OT_FORMULA_THOUSANDS)
        ot_trace_check(trace, ot_thousands(sum) + trace->apart);
    else if (formula->kind == OT_FORMULA_AVERAGE)
        ot_trace_check(trace, mean_of(trace));
    else if (formula->kind == OT_FORMULA_RATIO)
        check_ratio(trace);
    else if (formula->kind == OT_FORMULA_CHECK)
        check_check(trace, formula);
    /* What gives way does so by a little. */
    if (trace->apart > GIVES_WAY || trace->apart < -GIVES_WAY)
        trace->off = true;
}

/* A figure without formula and origin: one whose column is worked out from records. */
static void state(ot_explainer *explainer, ot_trace *trace)
{
    unsigned kinds = 0;
    const char *driver = explainer->position->options.driver.id;
    const char *id = trace->report->columns[trace->column].id;

    ot_explain_words(trace->report->id, id, driver, &kinds);
    trace->kinds = kinds;
    trace->off = !kinds;
}

static ot_status add_origin(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                            const ot_origin *origin, int depth, ot_error *err)
{
    ot_status st;

    trace->apart = origin->apart;
    trace->why = origin->why;
    trace->kinds = origin->kinds;
    if (!origin->formula.kind) {
        ot_trace *model = ot_trace_new(arena, OT_TRACE_MODEL, origin->why);

        trace->why = NULL;
        if (!model)
            return ot_fail_memory(err);
        model->unit = trace->unit;
        model->decimals = trace->decimals;
        model->value = trace->value;
        model->number = trace->number;
        model->denominator = trace->denominator;
        model->kinds = origin->kinds;
        trace->rule = "model";
        return ot_trace_add(arena, trace, model, 1, err);
    }
    st = add_refs(explainer, arena, trace, &origin->formula, depth, err);
    if (st == OT_OK)
        st = add_terms(arena, trace, origin, err);
    if (st == OT_OK)
        check(trace, &origin->formula);
    return st;
}

static ot_status add_parts(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                           const ot_value *value, int depth, ot_error *err)
{
    bool known = false;
    ot_status st;

    if (depth > DEEPEST)
        return ot_fail(err, OT_EUSAGE, "sheet '%s' reads itself", trace->report->id);
    if (value->formula.kind) {
        st = add_refs(explainer, arena, trace, &value->formula, depth + 1, err);
        if (st == OT_OK)
            check(trace, &value->formula);
        return st;
    }
    if (value->origin)
        return add_origin(explainer, arena, trace, value->origin, depth + 1, err);
    st = ot_explain_line(explainer, arena, trace, &known, err);
    if (st == OT_OK && !known)
        state(explainer, trace);
    return st;
}

static ot_status explain(ot_explainer *explainer, const ot_report *report, uint32_t row,
                         uint32_t column, ot_arena *arena, int depth, ot_trace **out,
                         ot_error *err)
{
    const ot_value *value = &report->rows[row].values[column];
    const char *driver = explainer->position->options.driver.id;
    unsigned kinds;
    const char *words =
        ot_explain_words(report->id, report->columns[column].id, driver, &kinds);
    ot_trace *trace = ot_trace_new(arena, OT_TRACE_FIGURE,
                                   cell_name(explainer, arena, report, row, column));

    if (!trace)
        return ot_fail_memory(err);
    *out = trace;
    trace->report = report;
    trace->row = row;
    trace->column = column;
    trace->words = words ? words : "";
    trace->unit = report->columns[column].kind;
    trace->decimals = report->columns[column].decimals;
    trace->value = value->kind;
    trace->number = value->number;
    trace->denominator = value->denominator;
    trace->text = value->text;
    if (value->kind == OT_VALUE_BLANK ||
        (value->kind == OT_VALUE_TEXT && value->formula.kind != OT_FORMULA_ALL_OK))
        return OT_OK;
    if (value->kind == OT_VALUE_TEXT) /* all ok: of columns ref.column to against */
        return add_refs(explainer, arena, trace, &value->formula, depth + 1, err);
    return add_parts(explainer, arena, trace, value, depth, err);
}

ot_status ot_explain_figure(ot_explainer *explainer, const ot_report *report,
                            uint32_t row, uint32_t column, ot_arena *arena,
                            ot_trace **out, ot_error *err)
{
    return explain(explainer, report, row, column, arena, 0, out, err);
}

ot_status ot_explain_part(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                          size_t line, const char *column, int sign, ot_error *err)
{
    const ot_report *detail = explainer->pack->sheets[OT_SHEET_DETAIL];
    uint32_t place = ot_explain_column(detail, column);
    ot_trace *part = NULL;
    ot_status st =
        place == OT_NONE
            ? ot_fail(err, OT_EUSAGE, "the detail sheet has no column '%s'", column)
            : explain(explainer, detail, (uint32_t)line, place, arena, 0, &part, err);

    return st == OT_OK ? ot_trace_add(arena, trace, part, sign, err) : st;
}

size_t ot_trace_off(const ot_trace *trace, const ot_trace **first)
{
    size_t count = trace->off;

    if (trace->off && first && !*first)
        *first = trace;
    for (size_t i = 0; i < trace->part_count; i++)
        count += ot_trace_off(trace->parts[i], first);
    return count;
}

bool ot_trace_pence(const ot_trace *trace, ot_pence *pence)
{
    bool money = trace->unit == OT_COLUMN_PENCE || trace->unit == OT_COLUMN_THOUSANDS;
    ot_pence sum = 0;

    if (!money || trace->value != OT_VALUE_NUMBER)
        return false;
    for (size_t i = 0; i < trace->part_count; i++) {
        ot_pence part;

        if (!ot_trace_pence(trace->parts[i], &part))
            return false;
        sum += trace->parts[i]->sign * part;
    }
    if (!trace->part_count)
        sum = trace->number * (trace->unit == OT_COLUMN_THOUSANDS ? PENCE_IN_K : 1);
    *pence = sum;
    return true;
}
