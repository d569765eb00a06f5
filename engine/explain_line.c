/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_line.c - the figures of one line of the detail sheet: ledger cells, managers'
 * records, models, what last month's run kept. */
#include <stdlib.h>
#include <string.h>

#include "engine/explain_internal.h"
#include "engine/selector.h"

typedef struct line_part {
    ot_explainer *explainer;
    ot_arena *arena;
    ot_trace *trace; /* whose parts they become */
    size_t place;
    const ot_line *line;
} line_part;

/* Which cells: of a measure, and of an account or a period where one is said; tagged:
 * on the driver's projects. */
typedef struct wanted_cells {
    ot_measure measure;
    const char *account;
    int period;
    bool tagged;
    int sign;
} wanted_cells;

static bool is_wanted(const line_part *p, const ot_cell *cell, const wanted_cells *w)
{
    const ot_explainer *e = p->explainer;
    const ot_driver *driver = &e->position->options.driver;
    const char *project = ot_cube_text(e->cube, cell, OT_DIM_PROJECT);

    if (cell->measure != w->measure || (w->period && cell->period.number != w->period))
        return false;
    if (w->account &&
        strcmp(ot_cube_text(e->cube, cell, OT_DIM_ACCOUNT), w->account) != 0)
        return false;
    return !w->tagged || (driver->projects && *project &&
                          ot_selector_matches(driver->projects, project));
}

static ot_status add_cells(line_part *p, const wanted_cells *w, ot_error *err)
{
    const ot_explainer *e = p->explainer;
    ot_status st = OT_OK;

    for (size_t i = e->first[p->place]; st == OT_OK && i < e->first[p->place + 1];
         i++) {
        const ot_cell *cell = &e->cells[e->of_line[i]];
        ot_trace *part;

        if (!is_wanted(p, cell, w))
            continue;
        part = ot_trace_new(p->arena, OT_TRACE_LEDGER, "");
        st = ot_trace_add(p->arena, p->trace, part, w->sign, err);
        if (st < 0)
            return st;
        ot_trace_set(part, OT_COLUMN_PENCE, cell->amount);
        part->cell = cell;
        part->kinds = OT_KIND_BIT(OT_KIND_LEDGER);
    }
    return st;
}

/* The figure is the sum of its cells of the ledger. */
static ot_status from_ledger(line_part *p, ot_measure measure, bool tagged,
                             ot_error *err)
{
    const wanted_cells wanted = {.measure = measure, .tagged = tagged, .sign = 1};
    ot_status st = add_cells(p, &wanted, err);

    p->trace->rule = "sum of ledger cells";
    ot_trace_check(p->trace, ot_trace_sum(p->trace));
    return st;
}

static ot_status add_stated(line_part *p, ot_trace_kind kind, const char *words,
                            ot_pence amount, unsigned kinds, ot_error *err)
{
    ot_trace *part = ot_trace_new(p->arena, kind, words);
    ot_status st = ot_trace_add(p->arena, p->trace, part, 1, err);

    if (st < 0)
        return st;
    ot_trace_set(part, OT_COLUMN_PENCE, amount);
    part->kinds = kinds;
    return OT_OK;
}

/* Of all lines of the position what they have of a record's change, and how many. */
static ot_pence shared_out(const ot_explainer *e, const ot_forecast_record *record,
                           size_t *places)
{
    ot_pence sum = 0;

    *places = 0;
    for (size_t i = 0; i < e->position->count; i++)
        for (const ot_manager_change *c = e->position->lines[i].changes; c; c = c->next)
            if (c->record == record) {
                sum += c->change;
                ++*places;
            }
    return sum;
}

/* The record's own sum: outturn = budgets + change; its shares come to the change. */
static void check_record(const ot_explainer *e, const ot_manager_change *change,
                         ot_trace *part)
{
    const ot_forecast_record *record = change->record;
    ot_pence outturn = change->whole + (record->is_change ? 0 : change->budget);
    size_t places;
    ot_pence shared = shared_out(e, record, &places);

    part->off_by = record->amount - outturn;
    if (!part->off_by && places == change->places)
        part->off_by = change->whole - shared;
    part->off = part->off_by != 0;
}

static const char *record_words(ot_arena *arena, const ot_manager_change *change)
{
    const ot_forecast_record *record = change->record;
    char date[OT_PERIOD_TEXT], amount[OT_PENCE_TEXT], budget[OT_PENCE_TEXT];
    char whole[OT_PENCE_TEXT];
    const char *what = ot_arena_format(
        arena, "manager's forecast%s%s%s%s of cost centre %s%s%s: %s of %s",
        record->date ? " of " : "", ot_date_text(record->date, date),
        *record->author ? " by " : "", record->author, record->cost_centre,
        *record->account ? ", account " : "", record->account,
        record->is_change ? "a change" : "an outturn",
        ot_pence_text(record->amount, amount));

    if (!what || (record->is_change && change->places == 1))
        return what;
    if (record->is_change)
        return ot_arena_format(arena, "%s, shared by %zu lines", what, change->places);
    ot_pence_text(change->budget, budget);
    ot_pence_text(change->whole, whole);
    if (change->places == 1)
        return ot_arena_format(arena, "%s less the revised budget of %s", what, budget);
    return ot_arena_format(
        arena, "%s on revised budgets of %s is a change of %s, shared by %zu lines",
        what, budget, whole, change->places);
}

static ot_status add_record(line_part *p, const ot_manager_change *change,
                            ot_pence amount, ot_error *err)
{
    ot_trace *part =
        ot_trace_new(p->arena, OT_TRACE_RECORD, record_words(p->arena, change));
    ot_status st = ot_trace_add(p->arena, p->trace, part, 1, err);

    if (st < 0)
        return st;
    ot_trace_set(part, OT_COLUMN_PENCE, amount);
    part->forecast = change->record;
    part->kinds = OT_KIND_BIT(OT_KIND_FORECASTS);
    part->line = change->record->line;
    check_record(p->explainer, change, part);
    return OT_OK;
}

/* What the ledger holds for an account, less its revised budget. */
static ot_status add_held(line_part *p, const ot_manager_change *change, ot_error *err)
{
    const wanted_cells cells[] = {
        {OT_FORECAST, change->account, change->period, false, 1},
        {OT_BUDGET, change->account, 0, false, -1},
        {OT_VIREMENT, change->account, 0, false, -1}};
    line_part inner = *p;
    ot_status st;

    inner.trace = ot_trace_new(
        p->arena, OT_TRACE_RECORD,
        ot_arena_format(p->arena,
                        "forecast of account %s held in the ledger, less its revised "
                        "budget",
                        change->account));
    st = ot_trace_add(p->arena, p->trace, inner.trace, 1, err);
    if (st < 0)
        return st;
    ot_trace_set(inner.trace, OT_COLUMN_PENCE, change->change);
    inner.trace->rule = "sum of ledger cells";
    for (size_t i = 0; st == OT_OK && i < sizeof cells / sizeof cells[0]; i++)
        st = add_cells(&inner, &cells[i], err);
    ot_trace_check(inner.trace, ot_trace_sum(inner.trace));
    return st;
}

/* Budget and what the managers' records, or the ledger, change of it. */
static ot_status from_manager(line_part *p, ot_error *err)
{
    ot_status st =
        ot_explain_part(p->explainer, p->arena, p->trace, p->place, "budget", 1, err);

    p->trace->rule = "revised budget and what the forecast changes of it";
    for (const ot_manager_change *c = p->line->changes; st == OT_OK && c; c = c->next)
        st = c->record ? add_record(p, c, c->change, err) : add_held(p, c, err);
    ot_trace_check(p->trace, ot_trace_sum(p->trace));
    return st;
}

static const char *first_month(const line_part *p, char text[OT_PERIOD_TEXT])
{
    const ot_position *position = p->explainer->position;
    size_t used = p->line->projection.months_used;
    ot_period first =
        ot_period_shift(position->options.as_at, used ? 1 - (int)used : 0);

    return ot_period_iso(position->options.calendar, first, text);
}

/* What is spent, and what the model expects of the months to come. */
static ot_status from_model(line_part *p, ot_error *err)
{
    const ot_projection *projection = &p->line->projection;
    char from[OT_PERIOD_TEXT];
    ot_status st =
        ot_explain_part(p->explainer, p->arena, p->trace, p->place, "actual", 1, err);

    p->trace->rule = "actual to date and the model's months to come";
    if (st == OT_OK && projection->has_interval)
        st = add_stated(
            p, OT_TRACE_MODEL,
            ot_arena_format(p->arena,
                            "months to come by the projection (%s) from %zu month%s of "
                            "the line's actuals, from %s on",
                            projection->method, projection->months_used,
                            projection->months_used == 1 ? "" : "s",
                            first_month(p, from)),
            projection->outturn - p->line->actual, OT_KIND_BIT(OT_KIND_LEDGER), err);
    ot_trace_check(p->trace, ot_trace_sum(p->trace));
    return st;
}

/* The line's part of the forecast of all placements; all parts come to that. */
static ot_status from_placements(line_part *p, ot_error *err)
{
    const ot_explainer *e = p->explainer;
    ot_pence all = 0;
    char text[OT_PENCE_TEXT];
    size_t lines = 0;
    ot_status st = ot_explain_part(p->explainer, p->arena, p->trace, p->place,
                                   "projection", 1, err);

    for (size_t i = 0; i < e->position->count; i++)
        if (e->position->lines[i].has_placements) {
            all += e->position->lines[i].placements;
            lines++;
        }
    p->trace->rule = "the line's projection and its share of what placements change";
    if (st == OT_OK)
        st = add_stated(
            p, OT_TRACE_MODEL,
            ot_arena_format(p->arena,
                            "share of what the forecast of external placements, %s for "
                            "%zu lines, is above or below these lines' projections",
                            ot_pence_text(all, text), lines),
            p->line->placements - p->line->projection.outturn, OT_KINDS_PLACEMENTS,
            err);
    ot_trace_check(p->trace, ot_trace_sum(p->trace));
    if (e->input->outlook && ot_outlook_forecast(e->input->outlook) != all) {
        p->trace->off = true;
        p->trace->off_by = ot_outlook_forecast(e->input->outlook) - all;
    }
    return st;
}

static ot_status from_basis(line_part *p, ot_error *err)
{
    static const char *const columns[OT_BASES] = {[OT_BASIS_MANAGER] =
                                                      "manager_forecast",
                                                  [OT_BASIS_MODEL] = "projection",
                                                  [OT_BASIS_BUDGET] = "budget",
                                                  [OT_BASIS_ACTUAL] = "actual"};
    const char *column = columns[p->line->basis];
    ot_status st;

    if (!column)
        return from_placements(p, err);
    st = ot_explain_part(p->explainer, p->arena, p->trace, p->place, column, 1, err);
    p->trace->rule = ot_arena_format(p->arena, "adopted, basis %s: %s",
                                     ot_basis_name(p->line->basis), p->line->reason);
    ot_trace_check(p->trace, ot_trace_sum(p->trace));
    return st == OT_OK && !p->trace->rule ? ot_fail_memory(err) : st;
}

static ot_status from_driver(line_part *p, ot_error *err)
{
    ot_status st = OT_OK;

    if (p->line->driver_basis == OT_DRIVER_TAGGED)
        return from_ledger(p, OT_ACTUAL, true, err);
    p->trace->rule = ot_driver_basis_name(p->line->driver_basis);
    if (p->line->driver_basis == OT_DRIVER_MODELLED)
        st = add_stated(p, OT_TRACE_MODEL,
                        "share of what fewer external placements would have cost "
                        "without the driver: the mean of the simulated years",
                        p->line->driver, OT_KINDS_PLACEMENTS, err);
    for (const ot_manager_change *c = p->line->changes;
         st == OT_OK && c && p->line->driver_basis == OT_DRIVER_DECLARED; c = c->next)
        if (c->record && c->record->has_driver)
            st = add_record(p, c, c->driver, err);
    ot_trace_check(p->trace, ot_trace_sum(p->trace));
    return st;
}

static ot_status from_past(line_part *p, ot_error *err)
{
    ot_status st = add_stated(p, OT_TRACE_STATED,
                              "the line's forecast in last month's run, kept then",
                              p->trace->number, 0, err);

    p->trace->rule = "kept";
    return st;
}

/* A point or an error of a model, as it is. */
static ot_status as_model(line_part *p, const char *words, ot_error *err)
{
    ot_trace *model = ot_trace_new(p->arena, OT_TRACE_MODEL, words);
    ot_status st = ot_trace_add(p->arena, p->trace, model, 1, err);

    if (st < 0)
        return st;
    model->unit = p->trace->unit;
    model->decimals = p->trace->decimals;
    model->value = p->trace->value;
    model->number = p->trace->number;
    model->denominator = p->trace->denominator;
    model->kinds = OT_KIND_BIT(OT_KIND_LEDGER);
    p->trace->rule = "model";
    return OT_OK;
}

static const char *model_words(line_part *p, const char *id)
{
    char from[OT_PERIOD_TEXT];

    if (strcmp(id, "typical_error") == 0)
        return "the mean size of such projections' misses at this month of earlier "
               "years, of the outturn";
    if (strcmp(id, "manager_error") == 0)
        return "the mean size of the manager's misses at this month of earlier years, "
               "of "
               "the outturn";
    if (strncmp(id, "driver_", 7) == 0)
        return ot_arena_format(
            p->arena, "an interrupted time series (%s) over %zu months of actuals",
            p->line->has_modelled ? ot_interruption_form_name(p->line->modelled.form)
                                  : "",
            p->explainer->position->months);
    return ot_arena_format(
        p->arena,
        "the projection (%s) and its past errors, from %zu months of "
        "the line's actuals, from %s on",
        p->line->projection.method, p->line->projection.months_used,
        first_month(p, from));
}

ot_status ot_explain_line(ot_explainer *explainer, ot_arena *arena, ot_trace *trace,
                          bool *known, ot_error *err)
{
    const ot_report *detail = explainer->pack->sheets[OT_SHEET_DETAIL];
    static const struct {
        const char *id;
        ot_measure measure;
    } ledger[] = {{"original_budget", OT_BUDGET},
                  {"virement", OT_VIREMENT},
                  {"actual", OT_ACTUAL},
                  {"commitment", OT_COMMITMENT}};
    static const struct {
        const char *id;
        ot_status (*from)(line_part *p, ot_error *err);
    } made[] = {{"projection", from_model},
                {"manager_forecast", from_manager},
                {"forecast", from_basis},
                {"driver", from_driver},
                {"last_month", from_past}};
    line_part p = {explainer, arena, trace, trace->row, NULL};
    const char *id = trace->report->columns[trace->column].id;

    *known = trace->report == detail && trace->row < explainer->position->count;
    if (!*known)
        return OT_OK;
    p.line = &explainer->position->lines[p.place];
    for (size_t i = 0; i < sizeof ledger / sizeof ledger[0]; i++)
        if (strcmp(ledger[i].id, id) == 0)
            return from_ledger(&p, ledger[i].measure, false, err);
    for (size_t i = 0; i < sizeof made / sizeof made[0]; i++)
        if (strcmp(made[i].id, id) == 0)
            return made[i].from(&p, err);
    return as_model(&p, model_words(&p, id), err);
}
