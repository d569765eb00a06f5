/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_property.c - what holds for every pack of every council. A few hundred made-up
 * councils; all is verified from the reports' own cells and from the raw records. */
#include "engine/sheets/sheet.h"
#include "tests/engine/formula.h"
#include "tests/engine/property_forecasts.h"
#include "tests/engine/sheet_cells.h"

#define WORLDS 300

/* Notes the first property of a world that does not hold. */
#define HOLDS(w, condition, ...)                                                       \
    do {                                                                               \
        if (!(condition) && !*(w)->fault)                                              \
            note_fault((w), #condition, __VA_ARGS__);                                  \
    } while (0)

static void note_fault(world *w, const char *what, const ot_report *sheet, uint32_t row,
                       uint32_t column)
{
    char line[300];

    snprintf(w->fault, sizeof w->fault, "seed %d: %.80s: %s row %u column %u: %.300s",
             (int)w->seed, what, sheet->id, (unsigned)row, (unsigned)column,
             row_line(sheet, row, line, sizeof line));
}

static int64_t at(const ot_report *sheet, uint32_t row, uint32_t column)
{
    return formula_number(sheet, row, column);
}

static bool has_figures(const ot_row *row)
{
    return row->kind == OT_ROW_ITEM || row->kind == OT_ROW_CHILD ||
           row->kind == OT_ROW_SUBTOTAL || row->kind == OT_ROW_ROUNDINGS ||
           row->kind == OT_ROW_TOTAL;
}

/* Variance = forecast - budget, DSG + non-DSG = total, percent: on every printed row.
 */
static void check_rows(world *w, const ot_report *sheet, uint32_t f)
{
    for (uint32_t i = 0; i < sheet->row_count; i++) {
        const ot_value *percent = &sheet->rows[i].values[f + 5];
        int64_t budget = at(sheet, i, f), total = at(sheet, i, f + 4);

        if (!has_figures(&sheet->rows[i]))
            continue;
        HOLDS(w, total == at(sheet, i, f + 1) - budget, sheet, i, f);
        HOLDS(w, total == at(sheet, i, f + 2) + at(sheet, i, f + 3), sheet, i, f);
        if (sheet->rows[i].kind == OT_ROW_ROUNDINGS)
            HOLDS(w, percent->kind == OT_VALUE_BLANK, sheet, i, f);
        else if (!budget || llabs(total) > llabs(budget))
            HOLDS(w, percent->kind == OT_VALUE_BLANK, sheet, i, f);
        else
            HOLDS(w, percent->number == total && percent->denominator == budget, sheet,
                  i, f);
    }
}

/* Subtotals are the sums of their group's rows; what is summed and Roundings make the
 * total; every check cell is ok. Subtotals and items by themselves (level 0) are
 * summed. */
static void check_footing(world *w, const ot_report *sheet, uint32_t first,
                          uint32_t last)
{
    uint32_t total = sheet->row_count - 1;

    HOLDS(w, sheet->rows[total].kind == OT_ROW_TOTAL, sheet, total, first);
    HOLDS(w, sheet->rows[total - 1].kind == OT_ROW_ROUNDINGS, sheet, total, first);
    for (uint32_t k = first; k <= last; k++) {
        int64_t all = 0, group = 0;

        for (uint32_t i = 0; i < total; i++) {
            const ot_row *row = &sheet->rows[i];

            if (row->kind == OT_ROW_HEADING)
                group = 0;
            if (row->kind == OT_ROW_ITEM && row->level == 1)
                group += at(sheet, i, k);
            if (row->kind == OT_ROW_SUBTOTAL)
                HOLDS(w, at(sheet, i, k) == group, sheet, i, k);
            if (row->kind == OT_ROW_SUBTOTAL || row->kind == OT_ROW_ROUNDINGS ||
                (row->kind == OT_ROW_ITEM && row->level == 0))
                all += at(sheet, i, k);
            if (row->kind == OT_ROW_CHECK) {
                HOLDS(w, row->values[k].kind == OT_VALUE_CHECK, sheet, i, k);
                HOLDS(w, row->values[k].number == 0, sheet, i, k);
            }
        }
        HOLDS(w, at(sheet, total, k) == all, sheet, total, k);
    }
}

/* Each parent is the sum of the child rows below it. */
static void check_parents(world *w, const ot_report *sheet, uint32_t f)
{
    for (uint32_t i = 0; i < sheet->row_count; i++)
        for (uint32_t k = f; k < f + 5; k++) {
            int64_t children = 0;
            uint32_t row = i + 1;

            if (sheet->rows[i].kind != OT_ROW_ITEM)
                continue;
            for (; sheet->rows[row].kind == OT_ROW_CHILD; row++)
                children += at(sheet, row, k);
            if (row > i + 1)
                HOLDS(w, at(sheet, i, k) == children, sheet, i, k);
        }
}

/* What the lines of services (or of areas) come to: from the raw records where they say
 * it, else the sum of the lines. */
static ot_pence true_forecast(const world *w, bool in_area)
{
    const ot_position_options *options = &w->c.options;
    raw_totals raw = raw_sum(w, true, in_area);
    ot_pence sum = 0;

    if (options->as_at.number >= OT_MONTHS)
        return raw.actual;
    if (options->order_count && options->order[0] == OT_BASIS_BUDGET)
        return raw.budget;
    if (w->whole_forecasts && !in_area)
        return raw.budget + w->forecast_change;
    for (size_t i = 0; i < w->c.position.count; i++)
        if (w->c.position.lines[i].service != OT_NONE &&
            (!in_area || w->c.position.lines[i].area != OT_NONE))
            sum += w->c.position.lines[i].forecast;
    return sum;
}

static void check_grand_total(world *w, const ot_report *sheet, uint32_t f,
                              bool in_area)
{
    uint32_t total = sheet->row_count - 1;
    ot_pence forecast = true_forecast(w, in_area);

    HOLDS(w,
          at(sheet, total, f) ==
              formula_rounded(raw_sum(w, true, in_area).budget, 100000),
          sheet, total, f);
    HOLDS(w, at(sheet, total, f + 1) == formula_rounded(forecast, 100000), sheet, total,
          f);
}

/* Driver + net = total on every row, and rows are the SLA sheet's. */
static void check_driver(world *w, const ot_report *sheet, const ot_report *sla)
{
    HOLDS(w, sheet->row_count == sla->row_count, sheet, 0, 0);
    for (uint32_t i = 0; i < sheet->row_count; i++) {
        uint32_t last = OT_SLA_FIGURES + OT_FIGURE_NON_DSG;

        if (!has_figures(&sheet->rows[i]))
            continue;
        HOLDS(w,
              at(sheet, i, 4) ==
                  at(sheet, i, OT_DRIVER_DRIVER) + at(sheet, i, OT_DRIVER_NET),
              sheet, i, 4);
        if (sla->columns[last].media == OT_MEDIA_ALL)
            HOLDS(w, at(sheet, i, 4) == at(sla, i, last), sheet, i, 4);
    }
    check_footing(w, sheet, 4, OT_DRIVER_NET);
}

/* The detail sheet holds the ledger, to the penny. */
static void check_detail(world *w, const ot_report *sheet)
{
    uint32_t total = sheet->row_count - 1;
    raw_totals raw = raw_sum(w, false, false);

    HOLDS(w, sheet->row_count == w->c.position.count + 1, sheet, 0, 0);
    HOLDS(w, at(sheet, total, OT_DETAIL_BUDGET) == raw.budget, sheet, total,
          OT_DETAIL_BUDGET);
    HOLDS(w, at(sheet, total, find_column(sheet, "actual")) == raw.actual, sheet, total,
          11);
    HOLDS(w,
          at(sheet, total, find_column(sheet, "variance")) ==
              at(sheet, total, OT_DETAIL_FORECAST) - raw.budget,
          sheet, total, 24);
}

/* Every live formula gives the value that stands in its cell. Returns how many. */
static size_t check_formulas(world *w)
{
    size_t formulas = 0;

    for (int s = 0; s < OT_SHEETS; s++) {
        const ot_report *sheet = w->c.pack.sheets[s];

        for (uint32_t i = 0; sheet && i < sheet->row_count; i++)
            for (uint32_t k = 0; k < sheet->column_count; k++) {
                HOLDS(w, formula_agrees(&w->c.pack, sheet, i, k), sheet, i, k);
                formulas += sheet->rows[i].values[k].formula.kind != OT_FORMULA_NONE;
            }
    }
    return formulas;
}

static void check_pack(world *w)
{
    ot_report *const *sheets = w->c.pack.sheets;
    const ot_report *checks = sheets[OT_SHEET_CHECKS];

    check_rows(w, sheets[OT_SHEET_SLA], OT_SLA_FIGURES);
    check_footing(w, sheets[OT_SHEET_SLA], OT_SLA_FIGURES, OT_SLA_FIGURES + 4);
    check_grand_total(w, sheets[OT_SHEET_SLA], OT_SLA_FIGURES, false);
    if (sheets[OT_SHEET_HIGH_RISK]) {
        const ot_report *sheet = sheets[OT_SHEET_HIGH_RISK];

        check_rows(w, sheet, OT_HIGH_RISK_FIGURES);
        check_footing(w, sheet, OT_HIGH_RISK_FIGURES, OT_HIGH_RISK_FIGURES + 4);
        check_parents(w, sheet, OT_HIGH_RISK_FIGURES);
        check_grand_total(w, sheet, OT_HIGH_RISK_FIGURES, true);
    }
    if (sheets[OT_SHEET_DRIVER])
        check_driver(w, sheets[OT_SHEET_DRIVER], sheets[OT_SHEET_SLA]);
    check_detail(w, sheets[OT_SHEET_DETAIL]);
    HOLDS(w, find_row(checks, OT_ROW_ITEM, "DIFFERS") == NO_CELL, checks, 0, 0);
}

static void test_every_pack_foots_and_agrees_with_its_ledger(void)
{
    world *w = malloc(sizeof *w);
    ot_prior_line *prior = calloc(WORLD_LINES, sizeof *prior);
    size_t formulas = 0, whole = 0, drivers = 0, areas = 0;

    REQUIRE(w != NULL && prior != NULL);
    for (uint64_t seed = 1; seed <= WORLDS; seed++) {
        bool has_prior;
        size_t count;

        world_make(w, seed);
        has_prior = one_in(w, 2);
        count = has_prior ? make_prior(w, prior, WORLD_LINES) : 0;
        CHECK_INT(ot_pack_build(&(ot_pack_input){.dataset = w->c.data,
                                                 .position = &w->c.position,
                                                 .options = &w->c.pack_options,
                                                 .prior = prior,
                                                 .prior_count = count,
                                                 .has_prior = has_prior},
                                &w->c.findings, &w->c.pack, &w->c.err),
                  OT_OK);
        CHECK_TEXT(w->c.err.message, "");
        check_pack(w);
        formulas += check_formulas(w);
        CHECK_TEXT(w->fault, "");
        whole += w->whole_forecasts;
        drivers += w->c.pack.sheets[OT_SHEET_DRIVER] != NULL;
        areas += w->c.pack.sheets[OT_SHEET_HIGH_RISK] != NULL;
        council_free(&w->c);
    }
    /* The councils were as various as meant. */
    CHECK(formulas > 100000);
    CHECK(whole > WORLDS / 8 && drivers > WORLDS / 4 && areas > WORLDS / 4);
    free(prior);
    free(w);
}

static void test_same_seed_makes_the_same_council(void)
{
    world *a = malloc(sizeof *a), *b = malloc(sizeof *b);

    REQUIRE(a != NULL && b != NULL);
    world_make(a, 7);
    world_make(b, 7);
    REQUIRE(a->c.position.count == b->c.position.count && a->c.position.count > 0);
    for (size_t i = 0; i < a->c.position.count; i++)
        CHECK_INT(a->c.position.lines[i].forecast, b->c.position.lines[i].forecast);
    council_free(&a->c);
    council_free(&b->c);
    free(a);
    free(b);
}

static const check_case cases[] = {
    CASE(test_every_pack_foots_and_agrees_with_its_ledger),
    CASE(test_same_seed_makes_the_same_council),
};

OT_TEST_MAIN("property", cases)
