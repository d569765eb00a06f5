/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placements.c - external placements by type and in all: how many, what they cost to
 * date and commit the council to, the year's outturn as a distribution, and unit costs.
 * Additive figures add up with the Roundings row; percentiles do not, and are not made
 * to. */
#include <stdio.h>

#include "engine/sheets/withheld.h"

enum {
    TYPE,
    NAME,
    OPEN,
    EXPECTED,
    EXPECTED_LO,
    EXPECTED_HI,
    TO_DATE,
    REST,
    COMMITTED,
    CONTINGENCY,
    FORECAST,
    MEAN,
    P50,
    P60,
    P70,
    P80,
    P95,
    WEEKLY,
    ANNUALISED,
    UNIT_COST,
    GROSS,
    EDUCATION,
    HEALTH,
    DRIVER, /* this and the next two: where there is a driver */
    DRIVER_LO,
    DRIVER_HI,
    COLUMNS
};

#define AT_YEAR_END "Open at the Year End"
#define NET         "Net Cost of Known Placements"
#define ADOPTED     "Forecast"
#define POINTS      "Outturn of the Year"
#define UNIT        "Unit Cost"
#define PAID        "Committed, and Who Pays"

static const ot_column columns[COLUMNS] = {
    [TYPE] = {.id = "type", .heading = "Type", .media = OT_MEDIA_CSV},
    [NAME] = {.id = "name",
              .heading = "External Placements",
              .media = OT_MEDIA_PRINT,
              .width = 22},
    [OPEN] = {.id = "open", .heading = "Open Now"},
    [EXPECTED] = {.id = "expected", .heading = "Expected", .super = AT_YEAR_END},
    [EXPECTED_LO] = {.id = "expected_lo80",
                     .heading = "80% from",
                     .super = AT_YEAR_END},
    [EXPECTED_HI] = {.id = "expected_hi80", .heading = "80% to", .super = AT_YEAR_END},
    [TO_DATE] = {.id = "to_date", .heading = "To Date", .super = NET},
    [REST] = {.id = "rest_of_year", .heading = "Rest of Year", .super = NET},
    [COMMITTED] = {.id = "committed", .heading = "Committed", .super = NET},
    [CONTINGENCY] = {.id = "contingency",
                     .heading = "Contingency",
                     .super = ADOPTED,
                     .width = 11},
    [FORECAST] = {.id = "forecast", .heading = "Outturn", .super = ADOPTED},
    [MEAN] = {.id = "mean", .heading = "Mean", .super = POINTS},
    [P50] = {.id = "p50", .heading = "P50", .super = POINTS},
    [P60] = {.id = "p60", .heading = "P60", .super = POINTS},
    [P70] = {.id = "p70", .heading = "P70", .super = POINTS},
    [P80] = {.id = "p80", .heading = "P80", .super = POINTS},
    [P95] = {.id = "p95", .heading = "P95", .super = POINTS},
    [WEEKLY] = {.id = "weekly_mean",
                .heading = "Mean Weekly Fee, Net",
                .super = UNIT,
                .width = 12},
    [ANNUALISED] = {.id = "annualised",
                    .heading = "Fee of Now, a Year",
                    .super = UNIT,
                    .width = 12},
    [UNIT_COST] = {.id = "unit_cost",
                   .heading = "In the Year",
                   .super = UNIT,
                   .width = 12},
    [GROSS] = {.id = "gross", .heading = "Gross", .super = PAID},
    [EDUCATION] = {.id = "education", .heading = "Education", .super = PAID},
    [HEALTH] = {.id = "health", .heading = "Health", .super = PAID},
    [DRIVER] = {.id = "", .heading = "Mean"},
    [DRIVER_LO] = {.id = "_lo95", .heading = "95% from"},
    [DRIVER_HI] = {.id = "_hi95", .heading = "95% to"},
};

typedef struct sheet {
    const ot_sheet_context *context;
    const ot_outlook *outlook;
    ot_report *report;
    bool has_driver;
    uint32_t first, roundings, total; /* rows; those of the types begin with first */
} sheet;

/* The figures of a type, or of all. */
static const ot_cost_sums *sums_of(const sheet *s, int type)
{
    return type == OT_PLACEMENT_TYPES ? &s->outlook->costing.all
                                      : &s->outlook->costing.types[type];
}

static ot_column_kind kind_of(int column)
{
    if (column <= NAME)
        return OT_COLUMN_TEXT;
    if (column <= EXPECTED_HI)
        return OT_COLUMN_COUNT;
    return column >= WEEKLY && column <= UNIT_COST ? OT_COLUMN_PENCE
                                                   : OT_COLUMN_THOUSANDS;
}

static ot_status add_columns(sheet *s, ot_error *err)
{
    const ot_driver *driver = &s->context->position->options.driver;
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < (s->has_driver ? COLUMNS : DRIVER); i++) {
        ot_column column = columns[i];

        column.kind = kind_of(i);
        if (column.kind == OT_COLUMN_THOUSANDS)
            column.unit = "£000";
        if (column.kind == OT_COLUMN_PENCE)
            column.unit = "£";
        if (!column.width)
            column.width = i < TO_DATE ? 9 : 10;
        if (i >= DRIVER) {
            column.id = ot_report_format(s->report, "%s%s", driver->id, column.id);
            column.super = ot_report_format(s->report, "Of it by %s", driver->name);
            if (!column.id || !column.super)
                return ot_fail_memory(err);
        }
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

static void set_thousands(sheet *s, uint32_t row, uint32_t column, ot_pence amount)
{
    ot_report_set_number(s->report, row, column, ot_thousands(amount));
}

/* Unit costs, each with its definition. */
static ot_status set_definitions(sheet *s, uint32_t row, ot_error *err)
{
    static const struct {
        uint32_t column;
        ot_cost_figure figure;
    } figures[] = {{WEEKLY, OT_COST_WEEKLY_MEAN},
                   {ANNUALISED, OT_COST_ANNUALISED},
                   {UNIT_COST, OT_COST_UNIT_COST}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof figures / sizeof figures[0]; i++)
        if (ot_report_value(s->report, row, figures[i].column)->kind != OT_VALUE_BLANK)
            st = ot_report_set_model(s->report, row, figures[i].column,
                                     OT_KINDS_PLACEMENTS,
                                     ot_cost_definition(figures[i].figure, false), err);
    return st;
}

static ot_status set_known_origins(sheet *s, uint32_t row, const ot_cost_sums *sums,
                                   ot_error *err)
{
    int actual = s->outlook->costing.actual_months;
    ot_status st = ot_placement_months_origin(s->outlook, s->report, row, TO_DATE, sums,
                                              0, actual, err);

    if (st == OT_OK)
        st = ot_placement_months_origin(s->outlook, s->report, row, REST, sums, actual,
                                        OT_MONTHS, err);
    if (st == OT_OK)
        st =
            ot_placement_paid_origin(s->report, row, EDUCATION, sums->to_date.education,
                                     sums->committed.education, err);
    if (st == OT_OK)
        st = ot_placement_paid_origin(s->report, row, HEALTH, sums->to_date.health,
                                      sums->committed.health, err);
    return st == OT_OK ? set_definitions(s, row, err) : st;
}

/* A sum of two or three neighbouring figures of a row, as printed. */
static ot_status set_sum(sheet *s, uint32_t row, uint32_t column, const uint32_t *parts,
                         size_t count, ot_error *err)
{
    ot_ref refs[3];
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        refs[i] = (ot_ref){NULL, row, row, parts[i], 1};
        sum += ot_sheet_number(s->report, row, parts[i]);
    }
    return ot_sheet_sum(s->report, row, column, refs, count, sum, err);
}

static ot_status set_known(sheet *s, uint32_t row, const ot_cost_sums *sums,
                           ot_error *err)
{
    static const uint32_t net[] = {TO_DATE, REST};
    static const uint32_t paid[] = {COMMITTED, EDUCATION, HEALTH};
    int64_t committed = ot_thousands(sums->to_date.net + sums->committed.net);
    ot_status st;

    ot_report_set_number(s->report, row, OPEN, sums->open);
    set_thousands(s, row, TO_DATE, sums->to_date.net);
    ot_report_set_number(s->report, row, REST,
                         committed - ot_thousands(sums->to_date.net));
    set_thousands(s, row, EDUCATION,
                  sums->to_date.education + sums->committed.education);
    set_thousands(s, row, HEALTH, sums->to_date.health + sums->committed.health);
    st = set_sum(s, row, COMMITTED, net, 2, err);
    if (sums->has_weekly_mean) {
        ot_report_set_number(s->report, row, WEEKLY, sums->weekly_mean);
        ot_report_set_number(s->report, row, ANNUALISED, sums->annualised);
    }
    if (sums->has_unit_cost)
        ot_report_set_number(s->report, row, UNIT_COST, sums->unit_cost);
    if (st == OT_OK)
        st = set_sum(s, row, GROSS, paid, 3, err);
    return st == OT_OK ? set_known_origins(s, row, sums, err) : st;
}

static ot_status set_stock(sheet *s, uint32_t row, int type, ot_error *err)
{
    const ot_simulation *simulation = &s->outlook->simulation;
    const ot_simulation_stock *end;
    int64_t number;
    ot_status st = OT_OK;

    if (!simulation->months)
        return OT_OK;
    end = &simulation->stock[type][simulation->months - 1];
    const double counts[] = {end->mean, end->lo80, end->hi80};
    for (uint32_t i = 0; st == OT_OK && i < 3; i++) {
        st = ot_pence_from_double(counts[i], &number, err); /* rounds, that is all */
        if (st == OT_OK)
            ot_report_set_number(s->report, row, EXPECTED + i, number);
    }
    return st;
}

/* Whether the driver's effect on a type is known; of all: on one at least. */
static bool knows_driver(const ot_simulation *simulation, int type)
{
    bool any = false;

    if (type < OT_PLACEMENT_TYPES)
        return simulation->basis[type].driver;
    for (int i = 0; i < OT_PLACEMENT_TYPES; i++)
        any |= simulation->basis[i].driver;
    return any;
}

/* Points of the distribution are what the simulation says, as are counts to come. */
static ot_status set_points_origin(sheet *s, uint32_t row, ot_error *err)
{
    const char *words =
        ot_placement_simulated(s->outlook, s->report, "a point, or the mean,");
    ot_status st = words ? OT_OK : ot_fail_memory(err);

    for (uint32_t i = EXPECTED; st == OT_OK && i < s->report->column_count; i++) {
        const ot_value *value = ot_report_value(s->report, row, i);

        if ((i <= EXPECTED_HI || (i >= MEAN && i <= P95) || i >= DRIVER) &&
            value->kind == OT_VALUE_NUMBER)
            st =
                ot_report_set_model(s->report, row, i, OT_KINDS_PLACEMENTS, words, err);
    }
    return st;
}

static ot_status set_expected(sheet *s, uint32_t row, int type, ot_error *err)
{
    static const uint32_t forecast[] = {COMMITTED, CONTINGENCY};
    const ot_simulation *simulation = &s->outlook->simulation;
    const ot_simulation_points *points = &simulation->outturn[type];
    const ot_pence levels[] = {points->mean, points->p50, points->p60,
                               points->p70,  points->p80, points->p95};
    int64_t chosen = ot_thousands(points->chosen);

    for (uint32_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        set_thousands(s, row, MEAN + i, levels[i]);
    if (s->has_driver && knows_driver(simulation, type)) {
        points = &simulation->driver[type];
        set_thousands(s, row, DRIVER, points->mean);
        set_thousands(s, row, DRIVER_LO, points->lo95);
        set_thousands(s, row, DRIVER_HI, points->hi95);
    }
    ot_report_set_number(s->report, row, CONTINGENCY,
                         chosen - ot_sheet_number(s->report, row, COMMITTED));
    if (set_sum(s, row, FORECAST, forecast, 2, err) < 0 ||
        ot_placement_contingency(s->outlook, s->report, row, CONTINGENCY, COMMITTED,
                                 chosen, err) < 0)
        return OT_ENOMEM;
    if (set_stock(s, row, type, err) < 0)
        return OT_ERANGE;
    return set_points_origin(s, row, err);
}

static ot_status set_figures(sheet *s, uint32_t row, int type, ot_error *err)
{
    static const uint32_t committed[] = {COMMITTED};
    ot_status st = set_known(s, row, sums_of(s, type), err);

    if (st < 0)
        return st;
    return s->outlook->has_simulation ? set_expected(s, row, type, err)
                                      : set_sum(s, row, FORECAST, committed, 1, err);
}

static ot_status add_row(sheet *s, ot_row_kind kind, const char *type, const char *name,
                         uint32_t *row, ot_error *err)
{
    ot_status st = ot_report_row(s->report, kind, 0, row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, *row, TYPE, type, err);
    return st == OT_OK ? ot_report_set_text(s->report, *row, NAME, name, err) : st;
}

static ot_status add_types(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;
    uint32_t row;

    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++) {
        if (!ot_placement_row_shown(s->outlook, type))
            continue;
        st = add_row(s, OT_ROW_ITEM, ot_placement_row_code(type),
                     ot_placement_row_name(type), &row, err);
        if (st == OT_OK)
            st = set_figures(s, row, type, err);
    }
    return st;
}

/* A column whose total is the sum of the types, and the rounding of it. */
static ot_status add_up(sheet *s, uint32_t column, ot_error *err)
{
    const ot_ref above = {NULL, s->first, s->roundings, column, 1};
    int64_t total = ot_sheet_number(s->report, s->total, column), sum = 0;

    for (uint32_t row = s->first; row < s->roundings; row++)
        sum += ot_sheet_number(s->report, row, column);
    if (column != OPEN) {
        ot_ref types = {NULL, s->first, s->roundings - 1, column, -1};
        const ot_term whole = {.words = "all types together, rounded once",
                               .number = total,
                               .sign = 1,
                               .kinds = OT_KINDS_PLACEMENTS};
        const ot_origin origin = {
            .formula = {.kind = OT_FORMULA_SUM, .refs = &types, .ref_count = 1},
            .terms = &whole,
            .term_count = 1};

        ot_report_set_number(s->report, s->roundings, column, total - sum);
        if (ot_report_set_origin(s->report, s->roundings, column, &origin, err) < 0)
            return OT_ENOMEM;
    }
    return ot_sheet_sum(s->report, s->total, column, &above, 1, total, err);
}

static ot_status add_total(sheet *s, ot_error *err)
{
    static const uint32_t additive[] = {OPEN,   TO_DATE, REST, COMMITTED, EDUCATION,
                                        HEALTH, GROSS,   MEAN, EXPECTED};
    bool simulated = s->outlook->has_simulation;
    ot_status st =
        add_row(s, OT_ROW_ROUNDINGS, "roundings", "Roundings", &s->roundings, err);

    if (st == OT_OK)
        st = add_row(s, OT_ROW_TOTAL, "total",
                     ot_placement_row_name(OT_PLACEMENT_TYPES), &s->total, err);
    if (st == OT_OK)
        st = set_figures(s, s->total, OT_PLACEMENT_TYPES, err);
    for (size_t i = 0; st == OT_OK && i < sizeof additive / sizeof additive[0]; i++)
        if (ot_report_value(s->report, s->total, additive[i])->kind != OT_VALUE_BLANK &&
            (simulated || additive[i] != MEAN))
            st = add_up(s, additive[i], err);
    return st;
}

/* What is known and what is set aside, by type. */
static ot_status add_chart(sheet *s, ot_error *err)
{
    static const uint32_t shown[] = {TO_DATE, REST, CONTINGENCY};
    ot_chart_series series[3];
    const ot_chart chart = {.kind = OT_CHART_COLUMN,
                            .title = "Cost of the year by type, £000",
                            .y_title = "£000",
                            .series = series,
                            .series_count = s->outlook->has_simulation ? 3 : 2};

    for (size_t i = 0; i < 3; i++)
        series[i] = (ot_chart_series){.name = columns[shown[i]].heading,
                                      .row = s->first,
                                      .last_row = s->roundings - 1,
                                      .category_column = NAME,
                                      .values_column = shown[i]};
    return ot_report_add_chart(s->report, &chart, err);
}

static ot_status withhold_row(sheet *s, uint32_t row, int type, ot_error *err)
{
    const ot_withheld *withheld = s->context->withheld;
    const char *open =
        ot_withheld_month(withheld, OT_COUNTED_STOCK, type, s->outlook->as_at);

    if (open)
        ot_withheld_blank(s->report, row, EXPECTED, EXPECTED_HI);
    if (open || ot_withheld_amounts(withheld, type))
        ot_withheld_blank(s->report, row, TO_DATE, s->report->column_count - 1);
    return ot_withheld_mark(s->report, row, OPEN, open, err);
}

static ot_status withhold(sheet *s, ot_error *err)
{
    uint32_t row = s->first;
    ot_status st = OT_OK;

    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++)
        if (ot_placement_row_shown(s->outlook, type))
            st = withhold_row(s, row++, type, err);
    if (st == OT_OK)
        st = withhold_row(s, s->total, OT_PLACEMENT_TYPES, err);
    if (st == OT_OK)
        st = ot_report_note(s->report, OT_WITHHELD_NOTE, err);
    ot_withheld_finish(s->report);
    return st;
}

ot_status ot_sheet_placements(const ot_sheet_context *context, ot_report **out,
                              ot_error *err)
{
    sheet s = {.context = context,
               .outlook = context->outlook,
               .has_driver = context->position->options.driver.id != NULL};
    ot_status st =
        ot_sheet_begin(context, "placements", "External Placements", out, err);

    s.report = *out;
    if (st == OT_OK) {
        s.report->frozen_columns = NAME + 1;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = add_types(&s, err);
    if (st == OT_OK)
        st = add_total(&s, err);
    if (st == OT_OK)
        st = ot_placement_notes(context, *out, err);
    if (st == OT_OK)
        st = add_chart(&s, err);
    return st == OT_OK && context->withheld ? withhold(&s, err) : st;
}
