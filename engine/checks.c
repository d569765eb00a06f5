/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/checks.h"

#include <stdlib.h>
#include <string.h>

ot_status ot_checks_ledger_totals(const ot_dataset *dataset,
                                  const ot_position_options *options,
                                  ot_pence totals[OT_MEASURES], ot_error *err)
{
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(ot_dataset_cube(dataset), &cells, &count, err);

    memset(totals, 0, OT_MEASURES * sizeof *totals);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_cell *cell = &cells[i];
        bool to_date = cell->period.number <= options->as_at.number;

        if (cell->period.year != options->as_at.year)
            continue;
        if (cell->measure == OT_BUDGET || to_date ||
            (cell->measure == OT_VIREMENT && options->virements_all))
            st = ot_pence_add(&totals[cell->measure], cell->amount, err);
    }
    return st;
}

/* Lines of one cost centre that is not in the structure, summed. */
static ot_status find_unknown_centres(const ot_position *position,
                                      ot_findings *findings, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < position->count;) {
        const char *code = position->lines[i].code;
        ot_pence budget = 0, actual = 0;
        bool unknown = position->lines[i].service == OT_NONE;
        char text[OT_PENCE_TEXT];

        for (; i < position->count && strcmp(position->lines[i].code, code) == 0; i++) {
            if (ot_pence_add(&budget, position->lines[i].budget, err) < 0 ||
                ot_pence_add(&actual, position->lines[i].actual, err) < 0)
                return OT_ERANGE;
        }
        if (unknown)
            st = ot_findings_add(
                findings, true, "coverage", code, &actual, err,
                "cost centre %s is not in the structure; its actual to "
                "date (budget %s) is in no service: add it to cost_centres",
                code, ot_pence_text(budget, text));
    }
    return st;
}

/* Accounts of the year's cells that are not in accounts; cells come sorted by cost
 * centre, so sums are kept by account number. */
static ot_status find_unknown_accounts(const ot_dataset *dataset,
                                       const ot_position *position,
                                       ot_findings *findings, ot_error *err)
{
    const ot_cube *cube = ot_dataset_cube(dataset);
    const ot_pool *accounts = ot_cube_pool(cube, OT_DIM_ACCOUNT);
    ot_pence *sums = calloc(ot_pool_count(accounts) + 1, sizeof *sums);
    bool *seen = calloc(ot_pool_count(accounts) + 1, sizeof *seen);
    const ot_cell *cells;
    size_t count;
    ot_status st = sums && seen
                       ? ot_cube_cells(ot_dataset_cube(dataset), &cells, &count, err)
                       : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        if (cells[i].period.year != position->options.as_at.year)
            continue;
        seen[cells[i].code[OT_DIM_ACCOUNT]] = true;
        if (cells[i].measure == OT_ACTUAL &&
            cells[i].period.number <= position->options.as_at.number)
            st = ot_pence_add(&sums[cells[i].code[OT_DIM_ACCOUNT]], cells[i].amount,
                              err);
    }
    for (uint32_t id = 0; st == OT_OK && id < ot_pool_count(accounts); id++) {
        const char *code = ot_pool_text(accounts, id);

        if (seen[id] && ot_structure_find_account(position->structure, code) == OT_NONE)
            st = ot_findings_add(findings, true, "coverage", code, &sums[id], err,
                                 "account %s is not in accounts: it has no subjective "
                                 "group (actual to date shown); add it to accounts",
                                 code);
    }
    free(sums);
    free(seen);
    return st;
}

/* Is there any figure in a month of lines from..to (a cost centre's)? */
static bool has_month(const ot_position *position, size_t from, size_t to, size_t month)
{
    for (size_t i = from; i < to; i++)
        if (position->lines[i].months[month])
            return true;
    return false;
}

/* Months of the year to date: entries of a series, its last. */
static size_t months_to_date(const ot_position *position)
{
    return (size_t)(position->options.as_at.number < OT_MONTHS
                        ? position->options.as_at.number
                        : OT_MONTHS);
}

size_t ot_checks_missing_months(const ot_position *position,
                                ot_period months[OT_MONTHS])
{
    size_t count = 0;

    for (size_t m = position->months - months_to_date(position); m < position->months;
         m++)
        if (!has_month(position, 0, position->count, m))
            months[count++] = ot_period_shift(position->first, (int)m);
    return count;
}

/* missing: months of the year, from its first, that the whole ledger lacks. */
static ot_status check_months(const ot_position *position, size_t from, size_t to,
                              const bool *missing, ot_findings *findings, ot_error *err)
{
    size_t first = position->months - (size_t)position->options.as_at.number;
    char words[OT_PERIOD_TEXT];
    ot_status st = OT_OK;

    for (size_t m = first; st == OT_OK && m < position->months; m++) {
        size_t before = 0;
        ot_period period;

        if (m < OT_MONTHS || missing[m - first] || has_month(position, from, to, m))
            continue;
        while (before < OT_MONTHS && has_month(position, from, to, m - 1 - before))
            before++;
        if (before < OT_MONTHS)
            continue;
        period = ot_period_shift(position->first, (int)m);
        st = ot_findings_add(
            findings, true, "data quality", position->lines[from].code, NULL, err,
            "cost centre %s has no actuals in %s but some in each of the "
            "12 months before",
            position->lines[from].code,
            ot_period_words(position->options.calendar, period, words));
    }
    return st;
}

static ot_status find_missing_months(const ot_position *position, ot_findings *findings,
                                     ot_error *err)
{
    size_t first = position->months - months_to_date(position);
    bool missing[OT_MONTHS] = {false};
    ot_status st = OT_OK;

    for (size_t m = first; st == OT_OK && m < position->months; m++) {
        char words[OT_PERIOD_TEXT];

        missing[m - first] = !has_month(position, 0, position->count, m);
        if (missing[m - first])
            st = ot_findings_add(
                findings, true, "data quality", "ledger", NULL, err,
                "the ledger has no actuals at all in %s: import that month",
                ot_period_words(position->options.calendar,
                                ot_period_shift(position->first, (int)m), words));
    }
    for (size_t i = 0; st == OT_OK && i < position->count;) {
        size_t from = i;

        while (i < position->count &&
               strcmp(position->lines[i].code, position->lines[from].code) == 0)
            i++;
        if (position->lines[from].service != OT_NONE &&
            position->options.as_at.number <= OT_MONTHS)
            st = check_months(position, from, i, missing, findings, err);
    }
    return st;
}

static ot_status find_later_virements(const ot_dataset *dataset,
                                      const ot_position *position,
                                      ot_findings *findings, ot_error *err)
{
    const ot_cell *cells;
    size_t count, found = 0;
    ot_pence sum = 0;
    ot_status st = ot_cube_cells(ot_dataset_cube(dataset), &cells, &count, err);

    if (position->options.virements_all)
        return st;
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        if (cells[i].measure != OT_VIREMENT ||
            cells[i].period.year != position->options.as_at.year ||
            cells[i].period.number <= position->options.as_at.number)
            continue;
        found++;
        st = ot_pence_add(&sum, cells[i].amount, err);
    }
    if (st == OT_OK && found)
        st = ot_findings_add(findings, false, "data quality", "virements", &sum, err,
                             "virements posted in later months are not in the revised "
                             "budget; set virements = all in the profile if they are "
                             "profiled over months to come");
    return st;
}

/* Forecasts not renewed since the month before the one in which this pack's are due. */
static ot_status find_stale_forecasts(const ot_position *position,
                                      ot_findings *findings, ot_error *err)
{
    ot_date due =
        ot_period_last_day(position->options.calendar, position->options.as_at);
    size_t stale = 0, none = 0;
    ot_pence stale_budget = 0, none_budget = 0;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < position->count; i++) {
        const ot_line *line = &position->lines[i];

        if (line->service == OT_NONE || line->basis == OT_BASIS_ACTUAL)
            continue;
        if (!line->has_manager) {
            none++;
            st = ot_pence_add(&none_budget, line->budget, err);
        } else if (line->manager_date && line->manager_date <= due) {
            stale++;
            st = ot_pence_add(&stale_budget, line->budget, err);
        }
    }
    if (st == OT_OK && stale)
        st =
            ot_findings_add(findings, false, "forecasts", "stale", &stale_budget, err,
                            stale == 1 ? "%zu line rests on a manager's forecast of an "
                                         "earlier month (its budget shown)"
                                       : "%zu lines rest on managers' forecasts of an "
                                         "earlier month (their budget shown)",
                            stale);
    if (st == OT_OK && none)
        st = ot_findings_add(findings, false, "forecasts", "none", &none_budget, err,
                             none == 1 ? "%zu line has no current manager's forecast "
                                         "and takes the model's or the budget (its "
                                         "budget shown)"
                                       : "%zu lines have no current manager's forecast "
                                         "and take the model's or the budget (their "
                                         "budget shown)",
                             none);
    return st;
}

/* A forecast of the year that is on the other side of 0 than budget and actual, or less
 * than half of what was posted already: of income mostly a minus that was not typed,
 * else thousands for pounds. Below ODD_FORECAST nobody is asked. */
static bool is_odd_forecast(const ot_line *line)
{
    enum { ODD_FORECAST = 100000 }; /* pence */
    ot_pence sign = line->actual < 0 ? -1 : 1;

    return line->basis == OT_BASIS_MANAGER && line->actual &&
           (line->budget < 0) == (line->actual < 0) && line->budget &&
           line->actual * sign >= ODD_FORECAST &&
           line->manager * sign < line->actual * sign / 2;
}

static ot_status find_odd_forecasts(const ot_position *position, ot_findings *findings,
                                    ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < position->count; i++) {
        const ot_line *line = &position->lines[i];
        char actual[OT_PENCE_TEXT], manager[OT_PENCE_TEXT];

        if (is_odd_forecast(line))
            st = ot_findings_add(
                findings, true, "forecasts", line->code, &line->manager, err,
                "the manager's forecast of cost centre %s (%s) is %s, but %s is posted "
                "already: ask whether the sign is right, and whether it is in pounds",
                line->code, ot_subjective_group_name(line->subjective_group),
                ot_pence_text(line->manager, manager),
                ot_pence_text(line->actual, actual));
    }
    return st;
}

static ot_status find_odd_drivers(const ot_position *position, ot_findings *findings,
                                  ot_error *err)
{
    const char *name = position->options.driver.name;
    ot_status st = OT_OK;

    for (size_t i = 0;
         st == OT_OK && position->options.driver.id && i < position->count; i++) {
        const ot_line *line = &position->lines[i];

        if (line->driver_basis == OT_DRIVER_DECLARED && line->has_tagged &&
            line->tagged > line->driver)
            st = ot_findings_add(
                findings, false, "driver", line->code, &line->tagged, err,
                "%s spend to date tagged on cost centre %s (%s) is "
                "already more than the manager declared for the year",
                name, line->code, ot_subjective_group_name(line->subjective_group));
        if (st == OT_OK && line->has_modelled &&
            line->driver_basis != OT_DRIVER_BLANK &&
            (line->driver < line->modelled.lo95 || line->driver > line->modelled.hi95))
            st = ot_findings_add(
                findings, false, "driver", line->code, &line->driver, err,
                "%s %s for cost centre %s (%s) lies outside the 95%% "
                "interval of what its own months suggest; see detail",
                name, ot_driver_basis_name(line->driver_basis), line->code,
                ot_subjective_group_name(line->subjective_group));
        if (st == OT_OK && line->fund == OT_DSG &&
            line->driver_basis != OT_DRIVER_BLANK && line->driver)
            st = ot_findings_add(
                findings, false, "driver", line->code, &line->driver, err,
                "%s on DSG cost centre %s is not in the %s sheet, which "
                "splits the non-DSG variance",
                name, line->code, position->options.driver.id);
    }
    return st;
}

ot_status ot_checks_find(const ot_dataset *dataset, const ot_position *position,
                         ot_findings *findings, ot_error *err)
{
    ot_status st = find_unknown_centres(position, findings, err);

    if (st == OT_OK)
        st = find_unknown_accounts(dataset, position, findings, err);
    if (st == OT_OK)
        st = find_missing_months(position, findings, err);
    if (st == OT_OK)
        st = find_later_virements(dataset, position, findings, err);
    if (st == OT_OK)
        st = find_stale_forecasts(position, findings, err);
    if (st == OT_OK)
        st = find_odd_forecasts(position, findings, err);
    if (st == OT_OK)
        st = find_odd_drivers(position, findings, err);
    return st;
}
