/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_months.c - the year of external placements month by month, in all and by
 * type: how many are open and expected, what they cost, and how the contingency is used
 * up as placements end and new ones start. */
#include "engine/sheets/withheld.h"

enum {
    TYPE,
    PERIOD,
    MONTH,
    OPEN,
    EXPECTED,
    LO80,
    HI80,
    TO_DATE,
    COMMITTED,
    CHANGES,
    STARTS,
    COST,
    LEFT,
    COLUMNS
};

#define STOCK "Open at the Month's End"
#define COSTS "Net Cost"

static const ot_column columns[COLUMNS] = {
    [TYPE] = {.id = "type", .heading = "Type", .media = OT_MEDIA_CSV},
    [PERIOD] = {.id = "period", .heading = "Period", .media = OT_MEDIA_CSV},
    [MONTH] = {.id = "month", .heading = "Month", .media = OT_MEDIA_PRINT, .width = 24},
    [OPEN] = {.id = "open", .heading = "Counted", .super = STOCK},
    [EXPECTED] = {.id = "expected", .heading = "Expected", .super = STOCK},
    [LO80] = {.id = "expected_lo80", .heading = "80% from", .super = STOCK},
    [HI80] = {.id = "expected_hi80", .heading = "80% to", .super = STOCK},
    [TO_DATE] = {.id = "to_date", .heading = "To Date", .super = COSTS},
    [COMMITTED] = {.id = "committed", .heading = "Committed", .super = COSTS},
    [CHANGES] = {.id = "ends_and_moves", .heading = "Ends and Moves", .super = COSTS},
    [STARTS] = {.id = "new_starts", .heading = "New Starts", .super = COSTS},
    [COST] = {.id = "expected_cost", .heading = "Cost", .super = COSTS},
    [LEFT] = {.id = "contingency_left", .heading = "Contingency Left"},
};

typedef struct sheet {
    const ot_sheet_context *context;
    const ot_outlook *outlook;
    ot_report *report;
    uint32_t total_first; /* row of the first month of all types */
} sheet;

static ot_status add_columns(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++) {
        ot_column column = columns[i];

        if (i >= TO_DATE) {
            column.kind = OT_COLUMN_THOUSANDS;
            column.unit = "£000";
        } else if (i >= OPEN) {
            column.kind = OT_COLUMN_COUNT;
        }
        if (!column.width)
            column.width = 11;
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

static const ot_cost_sums *sums_of(const sheet *s, int type)
{
    return type == OT_PLACEMENT_TYPES ? &s->outlook->costing.all
                                      : &s->outlook->costing.types[type];
}

/* Of the months to come, which one a month of the year is; false: not one of them. */
static bool is_to_come(const sheet *s, int month, size_t *ahead)
{
    *ahead = (size_t)(month - s->outlook->costing.actual_months);
    return month >= s->outlook->costing.actual_months && s->outlook->has_simulation &&
           *ahead < s->outlook->simulation.months;
}

static ot_status set_expected_stock(sheet *s, uint32_t row, int type, size_t ahead,
                                    ot_error *err)
{
    const ot_simulation_stock *stock = &s->outlook->simulation.stock[type][ahead];
    const double counts[] = {stock->mean, stock->lo80, stock->hi80};
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < 3; i++) {
        int64_t number;

        st = ot_pence_from_double(counts[i], &number, err); /* rounds, that is all */
        if (st < 0)
            return st;
        ot_report_set_number(s->report, row, EXPECTED + i, number);
        st = ot_report_set_model(s->report, row, EXPECTED + i, OT_KINDS_PLACEMENTS,
                                 "placements open at the month's end in the simulated "
                                 "years: the mean, and where eight of ten years lie",
                                 err);
    }
    return st;
}

/* A cell in £000 of one amount: `known` or a mean of the simulation; apart is what
 * rounding leaves with it. */
static ot_status set_amount(sheet *s, uint32_t row, uint32_t column, const char *words,
                            ot_pence amount, bool is_model, ot_error *err)
{
    const ot_term term = {.words = words,
                          .number = amount,
                          .sign = 1,
                          .is_model = is_model,
                          .kinds = OT_KINDS_PLACEMENTS};
    ot_origin origin = {
        .formula = {.kind = OT_FORMULA_THOUSANDS}, .terms = &term, .term_count = 1};

    origin.apart = ot_sheet_number(s->report, row, column) - ot_thousands(amount);
    if (origin.apart)
        origin.why = "so that the parts of the month add up to its rounded cost";
    return ot_report_set_origin(s->report, row, column, &origin, err);
}

/* A month's cost as printed is the sum of its parts as printed; what rounding leaves is
 * with the ends and moves. */
static ot_status set_cost(sheet *s, uint32_t row, int type, int month, ot_error *err)
{
    const ot_simulation *simulation = &s->outlook->simulation;
    ot_pence known = sums_of(s, type)->months[month], cost = known, starts = 0;
    const ot_ref parts = {NULL, row, row, TO_DATE, 1};
    ot_ref refs[4] = {parts, parts, parts, parts};
    bool actual = month < s->outlook->costing.actual_months;
    size_t ahead;

    ot_report_set_number(s->report, row, actual ? TO_DATE : COMMITTED,
                         ot_thousands(known));
    if (set_amount(s, row, actual ? TO_DATE : COMMITTED,
                   actual ? "net cost of the month, all placements"
                          : "net cost of the month, placements known, as committed",
                   known, false, err) < 0)
        return OT_ENOMEM;
    if (is_to_come(s, month, &ahead)) {
        starts = simulation->new_cost[type][ahead];
        cost = simulation->open_cost[type][ahead] + starts;
        ot_report_set_number(s->report, row, STARTS, ot_thousands(starts));
        ot_report_set_number(s->report, row, CHANGES,
                             ot_thousands(cost) - ot_thousands(known) -
                                 ot_thousands(starts));
        if (set_amount(s, row, STARTS,
                       "cost of new starts, mean of the simulated years", starts, true,
                       err) < 0 ||
            set_amount(s, row, CHANGES,
                       "what ends and moves of placements known change, mean of the "
                       "simulated years",
                       cost - known - starts, true, err) < 0)
            return OT_ENOMEM;
    }
    for (uint32_t i = 0; i < 4; i++)
        refs[i].column = TO_DATE + i;
    return ot_sheet_sum(s->report, row, COST, refs, 4, ot_thousands(cost), err);
}

/* The first month's: all of the contingency, less what the month uses of it. */
static ot_status set_left_origin(sheet *s, uint32_t row, int64_t whole, bool used,
                                 ot_error *err)
{
    ot_ref refs[] = {{NULL, row, row, CHANGES, -1}, {NULL, row, row, STARTS, -1}};
    const ot_term term = {.words =
                              "contingency: the chosen point of the simulated years "
                              "less what is committed, each in £000",
                          .number = whole,
                          .sign = 1,
                          .is_model = true,
                          .kinds = OT_KINDS_PLACEMENTS};
    const ot_origin origin = {
        .formula = {.kind = OT_FORMULA_SUM, .refs = refs, .ref_count = used ? 2 : 0},
        .terms = &term,
        .term_count = 1};

    return ot_report_set_origin(s->report, row, LEFT, &origin, err);
}

/* What is left of the contingency after a month: all of it by now, then less what ends,
 * moves and starts come to. */
static ot_status set_left(sheet *s, uint32_t row, uint32_t first, int type, int month,
                          ot_error *err)
{
    const ot_simulation *simulation = &s->outlook->simulation;
    int64_t whole = ot_thousands(simulation->outturn[type].chosen) -
                    ot_thousands(simulation->committed[type]);
    const ot_ref refs[] = {{NULL, row - 1, row - 1, LEFT, 1},
                           {NULL, row, row, CHANGES, -1},
                           {NULL, row, row, STARTS, -1}};
    int64_t used = ot_sheet_number(s->report, row, CHANGES) +
                   ot_sheet_number(s->report, row, STARTS);
    size_t ahead;

    if (month + 1 == s->outlook->costing.actual_months) {
        ot_report_set_number(s->report, row, LEFT, whole);
        if (set_left_origin(s, row, whole, false, err) < 0)
            return OT_ENOMEM;
    }
    if (!is_to_come(s, month, &ahead))
        return OT_OK;
    if (row == first) {
        ot_report_set_number(s->report, row, LEFT, whole - used);
        return set_left_origin(s, row, whole, true, err);
    }
    return ot_sheet_sum(s->report, row, LEFT, refs, 3,
                        ot_sheet_number(s->report, row - 1, LEFT) - used, err);
}

static ot_status add_month(sheet *s, uint32_t first, int type, int month, ot_error *err)
{
    ot_period period = {s->outlook->costing.year, month + 1};
    char iso[OT_PERIOD_TEXT], words[OT_PERIOD_TEXT];
    uint32_t row;
    size_t ahead;
    ot_status st = ot_report_row(s->report, OT_ROW_ITEM, 1, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, TYPE, ot_placement_row_code(type), err);
    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, PERIOD,
                                ot_period_iso(s->outlook->calendar, period, iso), err);
    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, MONTH,
                                ot_period_words(s->outlook->calendar, period, words),
                                err);
    if (st == OT_OK && ot_census_has(s->context->dataset, s->outlook, period))
        ot_report_set_number(
            s->report, row, OPEN,
            ot_census_figure(s->outlook, OT_COUNTED_STOCK, type, period));
    if (st == OT_OK && is_to_come(s, month, &ahead))
        st = set_expected_stock(s, row, type, ahead, err);
    if (st == OT_OK)
        st = set_cost(s, row, type, month, err);
    if (st == OT_OK && s->outlook->has_simulation)
        st = set_left(s, row, first, type, month, err);
    return st;
}

static ot_status add_type(sheet *s, int type, ot_error *err)
{
    uint32_t row, first;
    ot_status st = ot_report_row(s->report, OT_ROW_HEADING, 0, &row, err);

    first = row + 1;
    if (type == OT_PLACEMENT_TYPES)
        s->total_first = first;
    if (st == OT_OK)
        st =
            ot_report_set_text(s->report, row, MONTH, ot_placement_row_name(type), err);
    for (int month = 0; st == OT_OK && month < OT_MONTHS; month++)
        st = add_month(s, first, type, month, err);
    if (st == OT_OK)
        st = ot_report_row(s->report, OT_ROW_SUBTOTAL, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, TYPE, ot_placement_row_code(type), err);
    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, MONTH, "Year", err);
    for (uint32_t i = TO_DATE; st == OT_OK && i <= COST; i++) {
        const ot_ref months = {NULL, first, row - 1, i, 1};
        int64_t sum = 0;

        for (uint32_t month = first; month < row; month++)
            sum += ot_sheet_number(s->report, month, i);
        st = ot_sheet_sum(s->report, row, i, &months, 1, sum, err);
    }
    return st;
}

static ot_status add_notes(sheet *s, ot_error *err)
{
    ot_status st = ot_report_note(
        s->report,
        "Committed: placements known, each to its planned end, the month of the 18th "
        "birthday or the year end. Ends and moves: what that is expected to change. "
        "New "
        "starts: expected, with where they move to.",
        err);

    if (st < 0)
        return st;
    return ot_report_note(
        s->report,
        "Contingency left: at the month's end, if all comes as expected; at the year "
        "end for a year worse than the mean. Months are rounded one by one: sums may "
        "differ a little from the sheet 'placements'.",
        err);
}

static ot_status add_charts(sheet *s, ot_error *err)
{
    static const struct {
        const char *name;
        uint32_t column;
    } stock[] = {{"80% from", LO80},
                 {"80% to", HI80},
                 {"Expected", EXPECTED},
                 {"Counted", OPEN}},
      cost[] = {{"To date", TO_DATE}, {"Committed", COMMITTED}, {"Expected", COST}};
    ot_chart_series series[4];
    ot_chart chart = {.kind = OT_CHART_LINE,
                      .title = "Open external placements",
                      .y_title = "Number",
                      .series = series,
                      .series_count = 4};
    const ot_chart_series row = {.row = s->total_first,
                                 .last_row = s->total_first + OT_MONTHS - 1,
                                 .category_column = MONTH};
    ot_status st;

    for (size_t i = 0; i < 4; i++) {
        series[i] = row;
        series[i].name = stock[i].name;
        series[i].values_column = stock[i].column;
    }
    st = ot_report_add_chart(s->report, &chart, err);
    for (size_t i = 0; i < 3; i++) {
        series[i] = row;
        series[i].name = cost[i].name;
        series[i].values_column = cost[i].column;
    }
    chart.kind = OT_CHART_COLUMN;
    chart.title = "Net cost by month, £000";
    chart.y_title = "£000";
    chart.series_count = 3;
    return st == OT_OK ? ot_report_add_chart(s->report, &chart, err) : st;
}

/* Of a row of a type: its expectations go with the count of now, its amounts with those
 * of the year. */
static ot_status withhold_row(sheet *s, uint32_t row, int type, int month,
                              ot_error *err)
{
    const ot_withheld *withheld = s->context->withheld;
    ot_period period = {s->outlook->costing.year, month + 1};

    if (ot_withheld_amounts(withheld, type))
        ot_withheld_blank(s->report, row, TO_DATE, LEFT);
    if (month >= OT_MONTHS)
        return OT_OK;
    if (ot_withheld_month(withheld, OT_COUNTED_STOCK, type, s->outlook->as_at))
        ot_withheld_blank(s->report, row, EXPECTED, HI80);
    return ot_withheld_mark(s->report, row, OPEN,
                            ot_withheld_month(withheld, OT_COUNTED_STOCK, type, period),
                            err);
}

/* A heading, the months and the year of each type; all types come first. */
static ot_status withhold(sheet *s, ot_error *err)
{
    uint32_t row = 0;
    ot_status st = OT_OK;

    for (int i = -1; i < OT_PLACEMENT_TYPES; i++) {
        int type = i < 0 ? OT_PLACEMENT_TYPES : i;

        if (i >= 0 && !ot_placement_row_shown(s->outlook, type))
            continue;
        row++;
        for (int month = 0; st == OT_OK && month <= OT_MONTHS; month++)
            st = withhold_row(s, row++, type, month, err);
    }
    if (st == OT_OK)
        st = ot_report_note(s->report, OT_WITHHELD_NOTE, err);
    ot_withheld_finish(s->report);
    return st;
}

ot_status ot_sheet_placement_months(const ot_sheet_context *context, ot_report **out,
                                    ot_error *err)
{
    sheet s = {.context = context, .outlook = context->outlook};
    ot_status st = ot_sheet_begin(context, "placement-months",
                                  "External Placements, the Year by Month", out, err);

    s.report = *out;
    if (st == OT_OK) {
        s.report->frozen_columns = MONTH + 1;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = add_type(&s, OT_PLACEMENT_TYPES, err);
    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++)
        if (ot_placement_row_shown(s.outlook, type))
            st = add_type(&s, type, err);
    if (st == OT_OK)
        st = add_notes(&s, err);
    if (st == OT_OK)
        st = add_charts(&s, err);
    return st == OT_OK && context->withheld ? withhold(&s, err) : st;
}
