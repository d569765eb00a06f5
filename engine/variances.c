/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/variances.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/sheets/sheet.h"
#include "engine/variance_rolls.h"
#include "engine/variance_view.h"

enum {
    ID,
    NAME,
    RAG_FORECAST,
    RAG_RISK,
    PROBABILITY,
    BUDGET,
    FORECAST,
    VARIANCE,
    PERCENT,
    MOVEMENT,
    BAR,
    TO_DATE,
    ACTUAL,
    VARIANCE_TO_DATE,
    COMMITMENT,
    DRIVER,
    UNDERLYING,
    PROJECTION,
    LO80,
    HI80,
    BASIS,
    MANAGER,
    WITHIN,
    REASONS,
    COLUMNS
};

#define YEAR "Full year"
#define NOW  "To date"

/* `drop`: the order in which a narrow terminal leaves columns out, highest first. */
static const ot_column columns[COLUMNS] = {
    [ID] = {.id = "id", .heading = "Code", .drop = 1},
    [NAME] = {.id = "name", .heading = "Name"},
    [RAG_FORECAST] = {.id = "rag_forecast",
                      .heading = "fcst",
                      .super = "RAG by",
                      .signal = true},
    [RAG_RISK] = {.id = "rag_risk",
                  .heading = "risk",
                  .super = "RAG by",
                  .signal = true},
    [PROBABILITY] = {.id = "probability_over",
                     .heading = "Risk",
                     .kind = OT_COLUMN_PERCENT,
                     .whole = true,
                     .drop = 9},
    [BUDGET] = {.id = "budget",
                .heading = "Budget",
                .super = YEAR,
                .kind = OT_COLUMN_PENCE,
                .drop = 3},
    [FORECAST] = {.id = "forecast",
                  .heading = "Forecast",
                  .super = YEAR,
                  .kind = OT_COLUMN_PENCE,
                  .drop = 4},
    [VARIANCE] = {.id = "variance",
                  .heading = "Variance",
                  .super = YEAR,
                  .kind = OT_COLUMN_PENCE},
    [PERCENT] = {.id = "percent",
                 .heading = "%",
                 .super = YEAR,
                 .kind = OT_COLUMN_PERCENT,
                 .drop = 2},
    [MOVEMENT] = {.id = "movement",
                  .heading = "Moved",
                  .super = YEAR,
                  .kind = OT_COLUMN_PENCE,
                  .drop = 5},
    [BAR] = {.id = "bar",
             .heading = "Spent, forecast",
             .media = OT_MEDIA_PRINT,
             .drop = 11},
    [TO_DATE] = {.id = "budget_to_date",
                 .heading = "Budget",
                 .super = NOW,
                 .kind = OT_COLUMN_PENCE,
                 .drop = 8},
    [ACTUAL] = {.id = "actual",
                .heading = "Actual",
                .super = NOW,
                .kind = OT_COLUMN_PENCE,
                .drop = 7},
    [VARIANCE_TO_DATE] = {.id = "variance_to_date",
                          .heading = "Variance",
                          .super = NOW,
                          .kind = OT_COLUMN_PENCE,
                          .drop = 6},
    [COMMITMENT] = {.id = "commitment",
                    .heading = "Committed",
                    .kind = OT_COLUMN_PENCE,
                    .drop = 17},
    [DRIVER] = {.id = "driver",
                .heading = "Driver",
                .super = "Of which",
                .kind = OT_COLUMN_PENCE,
                .drop = 10},
    [UNDERLYING] = {.id = "underlying",
                    .heading = "Rest",
                    .super = "Of which",
                    .kind = OT_COLUMN_PENCE,
                    .drop = 14},
    [PROJECTION] = {.id = "projection",
                    .heading = "Projection",
                    .kind = OT_COLUMN_PENCE,
                    .media = OT_MEDIA_CSV},
    [LO80] = {.id = "lo80",
              .heading = "80% from",
              .kind = OT_COLUMN_PENCE,
              .media = OT_MEDIA_CSV},
    [HI80] = {.id = "hi80",
              .heading = "80% to",
              .kind = OT_COLUMN_PENCE,
              .media = OT_MEDIA_CSV},
    [BASIS] = {.id = "basis", .heading = "Basis", .drop = 13},
    [MANAGER] = {.id = "budget_manager", .heading = "Budget Manager", .drop = 15},
    [WITHIN] = {.id = "within", .heading = "In", .drop = 16},
    [REASONS] = {.id = "reasons", .heading = "Reasons", .drop = 12},
};

typedef struct table {
    const ot_variances_input *input;
    const ot_variances_filter *filter;
    ot_rolls rolls;
    uint32_t *order; /* rows shown, in order */
    size_t shown, left_out;
    ot_roll_row others;
    ot_report *report;
} table;

static ot_pence variance_of(const ot_roll_row *row)
{
    return row->sums.variance[OT_DSG] + row->sums.variance[OT_NON_DSG];
}

/* A column that this table can say nothing of is in its CSV alone. */
static bool is_said(const table *t, int column)
{
    const char *driver = t->input->position->options.driver.name;
    bool account = t->filter->by == OT_ROLL_ACCOUNT;

    switch (column) {
    case ID:
        return t->filter->by == OT_ROLL_COST_CENTRE ||
               t->filter->by == OT_ROLL_SERVICE || account ||
               t->filter->by == OT_ROLL_SUBJECTIVE;
    case MANAGER:
        return t->filter->by != OT_ROLL_MANAGER;
    case MOVEMENT:
        return t->input->has_prior && !account;
    case DRIVER:
    case UNDERLYING:
        return driver != NULL && !account;
    default:
        return true;
    }
}

static ot_status add_columns(const table *t, ot_error *err)
{
    const char *driver = t->input->position->options.driver.name;
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++) {
        ot_column column = columns[i];

        if (!is_said(t, i))
            column.media = OT_MEDIA_CSV;
        if (i == DRIVER && driver)
            column.heading = driver;
        column.whole |= column.kind == OT_COLUMN_PENCE;
        column.cut = column.kind == OT_COLUMN_TEXT;
        st = ot_report_column(t->report, &column, err);
    }
    return st;
}

/* A percentage of a percent, exact in four decimals, for the report's ratio. */
#define WHOLE 1000000

static void set_rags(const table *t, uint32_t at, const ot_roll_row *row)
{
    const ot_sums *sums = &row->sums;
    ot_value *by_forecast = ot_report_value(t->report, at, RAG_FORECAST);
    ot_value *by_risk = ot_report_value(t->report, at, RAG_RISK);
    double probability;

    *by_forecast = (ot_value){.kind = OT_VALUE_TEXT,
                              .text = ot_rag_name(ot_rag_by_threshold(
                                  t->input->rag, sums->budget, variance_of(row)))};
    if (!row->has_interval)
        return;
    probability = ot_rag_probability(&row->bounds, (double)sums->budget);
    *by_risk = (ot_value){
        .kind = OT_VALUE_TEXT,
        .text = ot_rag_name(ot_rag_by_probability(t->input->rag, probability))};
    ot_report_set_ratio(t->report, at, PROBABILITY, llround(probability * WHOLE),
                        WHOLE);
}

static ot_status set_bounds(const table *t, uint32_t at, const ot_roll_row *row,
                            ot_error *err)
{
    ot_pence low, high;

    if (t->filter->by == OT_ROLL_ACCOUNT)
        return OT_OK;
    ot_report_set_number(t->report, at, PROJECTION, row->projection);
    if (!row->has_interval)
        return OT_OK;
    if (ot_pence_from_double(row->bounds.lo80, &low, err) < 0 ||
        ot_pence_from_double(row->bounds.hi80, &high, err) < 0)
        return OT_ERANGE;
    ot_report_set_number(t->report, at, LO80, low);
    ot_report_set_number(t->report, at, HI80, high);
    return OT_OK;
}

static ot_status set_figures(const table *t, uint32_t at, const ot_roll_row *row,
                             ot_error *err)
{
    const ot_sums *sums = &row->sums;
    ot_pence variance = variance_of(row);
    char bar[OT_VARIANCE_BAR];

    ot_report_set_number(t->report, at, BUDGET, sums->budget);
    ot_report_set_number(t->report, at, FORECAST, sums->forecast);
    ot_report_set_number(t->report, at, VARIANCE, variance);
    ot_report_set_number(t->report, at, TO_DATE, row->to_date);
    ot_report_set_number(t->report, at, ACTUAL, sums->actual);
    ot_report_set_number(t->report, at, VARIANCE_TO_DATE, sums->actual - row->to_date);
    ot_report_set_number(t->report, at, COMMITMENT, sums->commitment);
    if (sums->has_driver)
        ot_report_set_number(t->report, at, DRIVER, sums->driver);
    if (is_said(t, UNDERLYING))
        ot_report_set_number(t->report, at, UNDERLYING, variance - sums->driver);
    if (t->input->has_prior && t->filter->by != OT_ROLL_ACCOUNT)
        ot_report_set_number(t->report, at, MOVEMENT, variance - row->before);
    set_rags(t, at, row);
    if (set_bounds(t, at, row, err) < 0 ||
        ot_sheet_percent(t->report, at, PERCENT, VARIANCE, BUDGET, err) < 0)
        return OT_ERANGE;
    return ot_report_set_text(
        t->report, at, BAR,
        ot_variance_bar(sums->budget, sums->actual, sums->forecast, bar), err);
}

/* "manager, model": each once. */
static void list_bases(const ot_roll_row *row, char text[64])
{
    size_t length = 0;

    text[0] = '\0';
    for (int basis = 0; basis < OT_BASES && length < 64; basis++)
        if (row->bases[basis])
            length +=
                (size_t)snprintf(text + length, 64 - length, "%s%s", length ? ", " : "",
                                 ot_basis_name((ot_basis)basis));
}

static ot_status set_texts(const table *t, uint32_t at, const ot_roll_row *row,
                           ot_error *err)
{
    const char *reasons = row->reasons[0] ? row->reasons[0] : "";
    const struct {
        uint32_t column;
        const char *text;
    } texts[] = {{ID, row->id},
                 {NAME, row->name},
                 {MANAGER, row->manager},
                 {WITHIN, row->within}};
    char bases[64];
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof texts / sizeof texts[0]; i++)
        if (texts[i].text)
            st = ot_report_set_text(t->report, at, texts[i].column, texts[i].text, err);
    for (int i = 1; reasons && i < OT_ROLL_REASONS && row->reasons[i]; i++)
        reasons = ot_report_format(t->report, "%s; %s", reasons, row->reasons[i]);
    if (!reasons)
        return ot_fail_memory(err);
    list_bases(row, bases);
    if (st == OT_OK)
        st = ot_report_set_text(t->report, at, REASONS, reasons, err);
    return st == OT_OK ? ot_report_set_text(t->report, at, BASIS, bases, err) : st;
}

static ot_status add_row(const table *t, ot_row_kind kind, const ot_roll_row *row,
                         ot_error *err)
{
    uint32_t at;
    ot_status st = ot_report_row(t->report, kind, 0, &at, err);

    if (st == OT_OK)
        st = set_texts(t, at, row, err);
    return st == OT_OK ? set_figures(t, at, row, err) : st;
}

/* Rows wanted by size, those left out summed as the others. */
static ot_status choose_rows(table *t, ot_error *err)
{
    ot_pence over = t->filter->over;

    t->order = malloc((t->rolls.count + 1) * sizeof *t->order);
    if (!t->order)
        return ot_fail_memory(err);
    for (size_t i = 0; i < t->rolls.count; i++) {
        ot_pence variance = variance_of(&t->rolls.rows[i]);

        if (!t->rolls.rows[i].used)
            continue;
        if (!over || variance > over || variance < -over)
            t->order[t->shown++] = (uint32_t)i;
    }
    return OT_OK;
}

static ot_status add_others(table *t, ot_error *err)
{
    bool *left = calloc(t->rolls.count + 1, sizeof *left);
    ot_status st = left ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; left && i < t->rolls.count; i++)
        left[i] = t->rolls.rows[i].used;
    for (size_t i = 0; left && i < t->shown; i++)
        left[t->order[i]] = false;
    for (size_t i = 0; st == OT_OK && i < t->rolls.count; i++) {
        if (!left[i])
            continue;
        t->left_out++;
        st = ot_roll_merge(&t->others, &t->rolls.rows[i], err);
    }
    if (st == OT_OK && t->left_out && t->filter->by != OT_ROLL_ACCOUNT)
        st = ot_rolls_bounds(&t->rolls, left, &t->others, err);
    free(left);
    if (st < 0 || !t->left_out)
        return st;
    t->others.name = ot_report_format(t->report, "(%zu other%s)", t->left_out,
                                      t->left_out == 1 ? "" : "s");
    t->others.id = "";
    return t->others.name ? add_row(t, OT_ROW_SUBTOTAL, &t->others, err)
                          : ot_fail_memory(err);
}

static ot_status add_rows(table *t, ot_error *err)
{
    ot_status st = choose_rows(t, err);

    for (size_t i = 0; st == OT_OK && i < t->shown; i++)
        st = add_row(t, OT_ROW_ITEM, &t->rolls.rows[t->order[i]], err);
    if (st == OT_OK && t->filter->sort)
        st = ot_variance_sort(t->report, t->filter->sort, t->order, err);
    if (t->filter->top && t->shown > t->filter->top)
        t->shown = t->report->row_count = (uint32_t)t->filter->top;
    if (st == OT_OK)
        st = add_others(t, err);
    t->rolls.total.id = "";
    t->rolls.total.name = "Total";
    memset(t->rolls.total.reasons, 0, sizeof t->rolls.total.reasons);
    memset(t->rolls.total.bases, 0, sizeof t->rolls.total.bases);
    return st == OT_OK ? add_row(t, OT_ROW_TOTAL, &t->rolls.total, err) : st;
}

static ot_status add_note(const table *t, const char *text, ot_error *err)
{
    return text ? ot_report_note(t->report, text, err) : ot_fail_memory(err);
}

static ot_status add_notes(const table *t, ot_error *err)
{
    char legend[OT_RAG_LEGEND];
    ot_status st;

    st = add_note(
        t,
        t->input->breakdown->posted
            ? "Variance = forecast - budget, to date actual - budget to date; "
              "an overspend is positive. Budget to date: as the ledger spreads "
              "it over the months."
            : "Variance = forecast - budget, to date actual - budget to date; "
              "an overspend is positive. Budget to date: by the share of up to "
              "three earlier years spent by this month, else by even months.",
        err);
    ot_rag_legend(t->input->rag, legend);
    if (st == OT_OK)
        st = add_note(t, legend, err);
    ot_rag_probability_legend(t->input->rag, legend);
    if (st == OT_OK)
        st = add_note(t, legend, err);
    if (st == OT_OK && t->filter->by == OT_ROLL_ACCOUNT)
        st = add_note(
            t,
            "Forecasts are made for subjective groups: an account's is what it "
            "has spent and a share, by size, of what its group still expects.",
            err);
    return st == OT_OK ? add_note(t,
                                  "Figures are whole pounds, each rounded by itself; "
                                  "--format csv has the pence.",
                                  err)
                       : st;
}

static ot_status add_title(const table *t, ot_error *err)
{
    static const char *const words[OT_ROLLS] = {
        "cost centre",    "budget manager", "service area",     "group",
        "high-risk area", "account",        "subjective group", "fund"};
    const ot_variances_filter *f = t->filter;
    const char *const only[] = {f->manager, f->service,     f->group,
                                f->area,    f->cost_centre, f->fund};
    const ot_position_options *options = &t->input->position->options;
    char as_at[OT_PERIOD_TEXT];
    const char *title =
        ot_report_format(t->report, "Variances by %s, actuals to %s", words[f->by],
                         ot_period_words(options->calendar, options->as_at, as_at));

    for (size_t i = 0; title && i < sizeof only / sizeof only[0]; i++)
        if (only[i])
            title = ot_report_format(t->report, "%s; %s", title, only[i]);
    return title ? ot_report_title(t->report, title, err) : ot_fail_memory(err);
}

static ot_status fill(table *t, ot_error *err)
{
    ot_status st = ot_rolls_make(t->input, t->filter, &t->rolls, err);

    if (st == OT_OK)
        st = add_title(t, err);
    if (st == OT_OK)
        st = add_columns(t, err);
    if (st == OT_OK)
        st = add_rows(t, err);
    return st == OT_OK ? add_notes(t, err) : st;
}

ot_status ot_variances_build(const ot_variances_input *input,
                             const ot_variances_filter *filter, ot_report **out,
                             ot_error *err)
{
    table t = {.input = input,
               .filter = filter,
               .report = ot_report_new("variances", "Variances")};
    ot_status st;

    if (!t.report)
        return ot_fail_memory(err);
    t.report->frozen_columns = NAME + 1;
    st = fill(&t, err);
    ot_rolls_clear(&t.rolls);
    free(t.order);
    if (st < 0)
        ot_report_free(t.report);
    else
        *out = t.report;
    return st;
}
