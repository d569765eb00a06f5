/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments.c - what providers were paid against what is agreed: the months that are not
 * as they should be, by what is wrong with them, and the accruals that are suggested.
 * Providers are named as the episodes and payments do; no child is named in any way. */
#include "engine/placements/payments.h"

#include "engine/sheets/sheet.h"

enum {
    STATUS,
    PROVIDER,
    PERIOD,
    MONTHS,
    AGREED,
    PAID,
    DIFFERENCE,
    AGREED_TO_DATE,
    PAID_TO_DATE,
    DIFFERENCE_TO_DATE,
    SETTLED,
    COLUMNS
};

#define TO_DATE "The year to the month's end"

static const ot_column columns[COLUMNS] = {
    [STATUS] = {.id = "status", .heading = "Status", .width = 24},
    [PROVIDER] = {.id = "provider", .heading = "Provider", .width = 22},
    [PERIOD] = {.id = "period", .heading = "Month", .width = 9},
    [MONTHS] = {.id = "months",
                .heading = "Months",
                .kind = OT_COLUMN_COUNT,
                .width = 8},
    [AGREED] = {.id = "agreed", .heading = "Agreed"},
    [PAID] = {.id = "paid", .heading = "Paid"},
    [DIFFERENCE] = {.id = "difference", .heading = "Paid less Agreed"},
    [AGREED_TO_DATE] = {.id = "agreed_to_date", .heading = "Agreed", .super = TO_DATE},
    [PAID_TO_DATE] = {.id = "paid_to_date", .heading = "Paid", .super = TO_DATE},
    [DIFFERENCE_TO_DATE] = {.id = "difference_to_date",
                            .heading = "Paid less Agreed",
                            .super = TO_DATE},
    [SETTLED] = {.id = "since", .heading = "Since then", .width = 12},
};

typedef struct sheet {
    const ot_sheet_context *context;
    const ot_payment_check *check;
    ot_report *report;
    ot_ref totals[OT_PAYMENT_STATUSES]; /* rows of the subtotals */
    size_t total_count;
} sheet;

static ot_status add_columns(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++) {
        ot_column column = columns[i];

        if (i >= AGREED && i <= DIFFERENCE_TO_DATE) {
            column.kind = OT_COLUMN_PENCE;
            column.unit = "£";
            column.width = 14;
        }
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

/* paid less agreed, in the column behind them. */
static ot_status set_difference(ot_report *report, uint32_t row, uint32_t agreed,
                                ot_error *err)
{
    uint32_t paid = agreed + 1;
    const ot_ref refs[] = {{NULL, row, row, paid, 1}, {NULL, row, row, agreed, -1}};

    return ot_sheet_sum(
        report, row, paid + 1, refs, 2,
        ot_sheet_number(report, row, paid) - ot_sheet_number(report, row, agreed), err);
}

static const char *provider_name(const ot_payment_check *check, uint32_t provider)
{
    const char *name = check->providers[provider].name;

    return *name ? name : "not known";
}

static ot_status add_line(sheet *s, const ot_payment_line *line, ot_error *err)
{
    ot_report *r = s->report;
    const ot_period month = {s->check->year, line->month};
    char period[OT_PERIOD_TEXT];
    uint32_t row;
    ot_status st = ot_report_row(r, OT_ROW_ITEM, 1, &row, err);

    ot_period_iso(s->context->position->options.calendar, month, period);
    if (st == OT_OK)
        st = ot_report_set_text(r, row, STATUS, ot_payment_status_name(line->status),
                                err);
    if (st == OT_OK)
        st = ot_report_set_text(r, row, PROVIDER,
                                provider_name(s->check, line->provider), err);
    if (st == OT_OK)
        st = ot_report_set_text(r, row, PERIOD, period, err);
    if (st == OT_OK && line->settled)
        st = ot_report_set_text(r, row, SETTLED, "evened out", err);
    if (st < 0)
        return st;
    ot_report_set_number(r, row, MONTHS, 1);
    ot_report_set_number(r, row, AGREED, line->agreed);
    ot_report_set_number(r, row, PAID, line->paid);
    ot_report_set_number(r, row, AGREED_TO_DATE, line->agreed_to_date);
    ot_report_set_number(r, row, PAID_TO_DATE, line->paid_to_date);
    st = set_difference(r, row, AGREED, err);
    return st == OT_OK ? set_difference(r, row, AGREED_TO_DATE, err) : st;
}

/* A cell of a subtotal over rows first to row - 1; without any only the number. */
static ot_status set_sum(sheet *s, uint32_t row, uint32_t first, uint32_t column,
                         int64_t number, ot_error *err)
{
    const ot_ref rows = {NULL, first, row - 1, column, 1};

    if (first < row)
        return ot_sheet_sum(s->report, row, column, &rows, 1, number, err);
    ot_report_set_number(s->report, row, column, number);
    return OT_OK;
}

/* The months of a status; of those that are as they should be the sum alone. */
static ot_status add_status(sheet *s, ot_payment_status status, ot_error *err)
{
    const ot_payment_check *check = s->check;
    const ot_payment_sums *sums = &check->sums[status];
    uint32_t first = s->report->row_count, row;
    ot_status st = OT_OK;

    if (!sums->months)
        return OT_OK;
    for (size_t i = 0; st == OT_OK && i < check->count; i++)
        if (check->lines[i].status == status && status >= OT_PAYMENT_AFTER_END)
            st = add_line(s, &check->lines[i], err);
    if (st == OT_OK)
        st = ot_report_row(s->report, OT_ROW_SUBTOTAL, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(
            s->report, row, STATUS,
            ot_report_format(s->report, "All %s", ot_payment_status_name(status)), err);
    if (st == OT_OK)
        st = set_sum(s, row, first, MONTHS, (int64_t)sums->months, err);
    if (st == OT_OK)
        st = set_sum(s, row, first, AGREED, sums->agreed, err);
    if (st == OT_OK)
        st = set_sum(s, row, first, PAID, sums->paid, err);
    if (st == OT_OK)
        s->totals[s->total_count++] = (ot_ref){NULL, row, row, 0, 1};
    return st == OT_OK ? set_difference(s->report, row, AGREED, err) : st;
}

static ot_status add_total(sheet *s, ot_error *err)
{
    uint32_t row;
    ot_status st = ot_report_row(s->report, OT_ROW_TOTAL, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(s->report, row, STATUS, "Total", err);
    for (uint32_t column = MONTHS; st == OT_OK && column <= PAID; column++) {
        int64_t sum = 0;

        for (size_t i = 0; i < s->total_count; i++) {
            s->totals[i].column = column;
            sum += ot_sheet_number(s->report, s->totals[i].row, column);
        }
        ot_report_set_number(s->report, row, column, sum);
        if (s->total_count)
            st = ot_sheet_sum(s->report, row, column, s->totals, s->total_count, sum,
                              err);
    }
    return st == OT_OK ? set_difference(s->report, row, AGREED, err) : st;
}

static ot_status add_notes(sheet *s, ot_error *err)
{
    static const char *const notes[] = {
        "Agreed: the fees of the provider's placements in the month, gross, which is "
        "what the provider is paid: education's and health's contributions are the "
        "council's to collect. Placements without any fee have none that is agreed.",
        "A month agrees where paid less agreed is within the larger of £1 and 0.5% of "
        "what is agreed. Evened out: by the last month that is due what the provider "
        "was paid in the year is as near to what is agreed in the year.",
        ("Providers are those of the episodes' URN, found by the list of providers; a "
         "placement without a URN is with whom is paid for its child.")};
    const ot_payment_check *check = s->check;
    char amount[OT_PENCE_TEXT];
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof notes / sizeof *notes; i++)
        st = ot_report_note(s->report, notes[i], err);
    if (st == OT_OK && check->lag)
        st = ot_report_note(
            s->report,
            ot_report_format(s->report,
                             "Payments are posted %d month%s after the month they are "
                             "for. £%s posted in the year to date is for last year and "
                             "not in this table.",
                             check->lag, check->lag == 1 ? "" : "s",
                             ot_pence_text(check->last_year, amount)),
            err);
    return st;
}

static ot_status make_payments(const ot_sheet_context *context,
                               const ot_payment_check *check, ot_report **out,
                               ot_error *err)
{
    static const ot_payment_status order[OT_PAYMENT_STATUSES] = {
        OT_PAYMENT_AFTER_END,    OT_PAYMENT_UNPAID,      OT_PAYMENT_DIFFERS,
        OT_PAYMENT_NO_PLACEMENT, OT_PAYMENT_NO_PROVIDER, OT_PAYMENT_AGREES,
        OT_PAYMENT_NOT_DUE};
    sheet s = {.context = context, .check = check};
    ot_status st = ot_sheet_begin(context, "placement-payments",
                                  "Payments against placements", out, err);

    s.report = *out;
    if (st == OT_OK) {
        s.report->frozen_columns = MONTHS;
        st = add_columns(&s, err);
    }
    for (size_t i = 0; st == OT_OK && i < OT_PAYMENT_STATUSES; i++)
        st = add_status(&s, order[i], err);
    if (st == OT_OK)
        st = add_total(&s, err);
    return st == OT_OK ? add_notes(&s, err) : st;
}

/* What is to be accrued at the month's end, provider by provider. */
enum {
    OF_PROVIDER,
    OF_PERIOD,
    OF_AGREED,
    OF_PAID,
    OF_ACCRUAL,
    OF_PREPAYMENT,
    OF_COLUMNS
};

static const ot_column accrual_columns[OF_COLUMNS] = {
    [OF_PROVIDER] = {.id = "provider", .heading = "Provider", .width = 22},
    [OF_PERIOD] = {.id = "period", .heading = "To", .width = 9},
    [OF_AGREED] = {.id = "agreed", .heading = "Agreed"},
    [OF_PAID] = {.id = "paid", .heading = "Paid"},
    [OF_ACCRUAL] = {.id = "accrual", .heading = "Accrual"},
    [OF_PREPAYMENT] = {.id = "prepayment", .heading = "Prepayment"},
};

static ot_status add_accrual(const ot_payment_provider *provider, const char *period,
                             ot_report *report, ot_error *err)
{
    uint32_t row;
    ot_status st = ot_report_row(report, OT_ROW_ITEM, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(report, row, OF_PROVIDER, provider->name, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, OF_PERIOD, period, err);
    if (st < 0)
        return st;
    ot_report_set_number(report, row, OF_AGREED, provider->agreed);
    ot_report_set_number(report, row, OF_PAID, provider->paid);
    if (provider->accrual)
        ot_report_set_number(report, row, OF_ACCRUAL, provider->accrual);
    else
        ot_report_set_number(report, row, OF_PREPAYMENT, provider->prepayment);
    return OT_OK;
}

static ot_status add_accrual_total(ot_report *report, const char *period, ot_error *err)
{
    uint32_t rows = report->row_count, row;
    ot_status st = ot_report_row(report, OT_ROW_TOTAL, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(report, row, OF_PROVIDER, "Total", err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, OF_PERIOD, period, err);
    for (uint32_t column = OF_AGREED; st == OT_OK && column < OF_COLUMNS; column++) {
        const ot_ref all = {NULL, 0, rows ? rows - 1 : 0, column, 1};
        int64_t sum = 0;

        for (uint32_t i = 0; i < rows; i++)
            sum += ot_sheet_number(report, i, column);
        ot_report_set_number(report, row, column, sum);
        if (rows)
            st = ot_sheet_sum(report, row, column, &all, 1, sum, err);
    }
    return st;
}

static ot_status make_accruals(const ot_sheet_context *context,
                               const ot_payment_check *check, ot_report **out,
                               ot_error *err)
{
    const ot_period last = {check->year, check->months};
    char period[OT_PERIOD_TEXT];
    ot_status st =
        ot_sheet_begin(context, "accruals", "Accruals of placements", out, err);

    ot_period_iso(context->position->options.calendar, last, period);
    for (int i = 0; st == OT_OK && i < OF_COLUMNS; i++) {
        ot_column column = accrual_columns[i];

        if (i >= OF_AGREED) {
            column.kind = OT_COLUMN_PENCE;
            column.unit = "£";
            column.width = 14;
        }
        st = ot_report_column(*out, &column, err);
    }
    for (size_t i = 0; st == OT_OK && i < check->provider_count; i++)
        if (check->providers[i].accrual || check->providers[i].prepayment)
            st = add_accrual(&check->providers[i], period, *out, err);
    if (st == OT_OK)
        st = add_accrual_total(*out, period, err);
    return st == OT_OK ? ot_report_note(
                             *out,
                             "Agreed less paid in the year to date, to the penny, of "
                             "every provider with a placement on record. Suppliers "
                             "without one, and placements whose provider is not "
                             "known, are on the sheet placement-payments alone.",
                             err)
                       : st;
}

ot_status ot_sheet_payments(const ot_sheet_context *context, ot_report **out,
                            ot_report **accruals, ot_error *err)
{
    ot_payments_input input = {.stays = &context->outlook->stays,
                               .costing = &context->outlook->costing};
    const ot_position_options *options = &context->position->options;
    ot_payment_check check;
    ot_status st;

    input.payments = ot_dataset_payments(context->dataset, &input.payment_count);
    input.providers = ot_dataset_providers(context->dataset, &input.provider_count);
    /* Not to be published, nor told: a provider may have one child. */
    if (!input.payment_count || !context->outlook->costing.actual_months ||
        context->options->publish)
        return OT_OK;
    st = ot_payments_compare(&input, options->calendar, options->as_at,
                             &context->options->payments, &check, context->findings,
                             err);
    if (st == OT_OK)
        st = make_payments(context, &check, out, err);
    if (st == OT_OK)
        st = make_accruals(context, &check, accruals, err);
    ot_payment_check_clear(&check);
    return st;
}
