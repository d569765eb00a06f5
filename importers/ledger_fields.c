/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/ledger_fields.h"

#include "importers/quoted.h"

#include <stdio.h>

const ot_field ot_ledger_fields[OT_LEDGER_FIELDS] = {
    [OT_LEDGER_COST_CENTRE] = {"cost_centre",
                               "costcenter costcentrecode costcentercode costcode cc",
                               true},
    [OT_LEDGER_ACCOUNT] = {"account",
                           "accountcode glaccount nominalcode nominal naturalaccount "
                           "subjectivecode subjective detailcode costelement",
                           true},
    [OT_LEDGER_FUND] = {"fund", "fundcode fundingstream fundingsource funding", false},
    [OT_LEDGER_PROJECT] = {"project", "projectcode wbselement wbs internalorder",
                           false},
    [OT_LEDGER_PERIOD] =
        {"period", "accountingperiod fiscalperiod postingperiod periodname month",
         false},
    [OT_LEDGER_DATE] =
        {"date", "postingdate transactiondate gldate accountingdate effectivedate",
         false},
    [OT_LEDGER_YEAR] = {"year", "fiscalyear financialyear fy", false},
    [OT_LEDGER_MEASURE] = {"measure", "valuetype amounttype balancetype", false},
    [OT_LEDGER_AMOUNT] = {"amount", "value netamount amountgbp valuegbp net", false},
    [OT_LEDGER_DEBIT] = {"debit", "debitamount debits dr", false},
    [OT_LEDGER_CREDIT] = {"credit", "creditamount credits cr", false},
    [OT_LEDGER_DOCUMENT] = {"document",
                            "documentnumber documentno docno voucher voucherno journal "
                            "reference",
                            false},
    [OT_LEDGER_SUPPLIER] = {"supplier", "suppliername vendor vendorname", false},
    [OT_LEDGER_TEXT] = {"text", "description narrative linedescription details", false},
    [OT_LEDGER_BUDGET + OT_BUDGET] = {"budget", "budgets originalbudget", false},
    [OT_LEDGER_BUDGET + OT_VIREMENT] = {"virement", "virements", false},
    [OT_LEDGER_BUDGET + OT_ACTUAL] = {"actual", "actuals", false},
    [OT_LEDGER_BUDGET + OT_COMMITMENT] = {"commitment", "commitments", false},
    [OT_LEDGER_BUDGET + OT_FORECAST] = {"forecast", "forecasts", false},
    [OT_LEDGER_JAN] = {"jan", "january", false},
    [OT_LEDGER_JAN + 1] = {"feb", "february", false},
    [OT_LEDGER_JAN + 2] = {"mar", "march", false},
    [OT_LEDGER_JAN + 3] = {"apr", "april", false},
    [OT_LEDGER_JAN + 4] = {"may", "", false},
    [OT_LEDGER_JAN + 5] = {"jun", "june", false},
    [OT_LEDGER_JAN + 6] = {"jul", "july", false},
    [OT_LEDGER_JAN + 7] = {"aug", "august", false},
    [OT_LEDGER_JAN + 8] = {"sep", "sept september", false},
    [OT_LEDGER_JAN + 9] = {"oct", "october", false},
    [OT_LEDGER_JAN + 10] = {"nov", "november", false},
    [OT_LEDGER_JAN + 11] = {"dec", "december", false},
    [OT_LEDGER_ADJ1] = {"adj1", "p13", false},
    [OT_LEDGER_ADJ1 + 1] = {"adj2", "p14", false},
    [OT_LEDGER_ADJ1 + 2] = {"adj3", "p15", false},
    [OT_LEDGER_ADJ1 + 3] = {"adj4", "p16", false},
};

_Static_assert(OT_LEDGER_FIELDS <= OT_FIELDS_MAX, "the header has room for the fields");

static bool has(const ot_reading *reading, size_t field)
{
    return ot_header_has(reading->values.header, field);
}

static bool has_any(const ot_reading *reading, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (has(reading, first + i))
            return true;
    return false;
}

static ot_status fail_missing(const ot_reading *reading, const char *what,
                              ot_error *err)
{
    char seen[130];

    return ot_fail(err, OT_EINPUT, "no column for %s; the headings are: %s", what,
                   ot_header_list(reading->values.row, seen, sizeof seen));
}

static ot_status find_form(ot_reading *reading, ot_error *err)
{
    bool amount = has(reading, OT_LEDGER_AMOUNT);
    bool sides = has(reading, OT_LEDGER_DEBIT) && has(reading, OT_LEDGER_CREDIT);
    bool measures = has_any(reading, OT_LEDGER_BUDGET, OT_MEASURES);
    bool months = has_any(reading, OT_LEDGER_JAN, OT_LEDGER_FIELDS - OT_LEDGER_JAN);

    if ((amount || sides) + measures + months > 1)
        return ot_fail(err, OT_EINPUT,
                       "the headings mix %s; keep one form of amounts in a file",
                       !measures ? "an amount and months"
                       : months  ? "measures and months"
                                 : "an amount and measures (budget, actual ...)");
    if (amount)
        reading->form = OT_FORM_AMOUNT;
    else if (sides)
        reading->form = OT_FORM_DEBIT_CREDIT;
    else if (measures)
        reading->form = OT_FORM_MEASURES;
    else if (months)
        reading->form = OT_FORM_MONTHS;
    else
        return fail_missing(reading, "amount", err);
    return OT_OK;
}

ot_status ot_ledger_check_header(ot_reading *reading, ot_error *err)
{
    ot_status st = find_form(reading, err);

    if (st < 0)
        return st;
    if (reading->form == OT_FORM_MONTHS) {
        if (!has(reading, OT_LEDGER_YEAR) && reading->values.periods.fiscal_year == 0)
            return fail_missing(reading, "year (or say fiscal_year)", err);
    } else if (!has(reading, OT_LEDGER_PERIOD) && !has(reading, OT_LEDGER_DATE)) {
        return fail_missing(reading, "period or posting date", err);
    }
    if (reading->form != OT_FORM_MEASURES && !has(reading, OT_LEDGER_MEASURE) &&
        !reading->has_measure)
        return fail_missing(reading, "measure (or say measure)", err);
    return OT_OK;
}

ot_status ot_ledger_codes(const ot_reading *reading, ot_ledger_record *out,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_status st;

    st = ot_row_code(v, OT_LEDGER_COST_CENTRE, OT_REQUIRED, &out->cost_centre, err);
    if (st >= 0)
        st = ot_row_code(v, OT_LEDGER_ACCOUNT, OT_REQUIRED, &out->account, err);
    if (st >= 0)
        st = ot_row_fund(v, OT_LEDGER_FUND, &out->fund, err);
    if (st >= 0)
        st = ot_row_code(v, OT_LEDGER_PROJECT, OT_OPTIONAL, &out->project, err);
    if (st < 0)
        return st;
    out->document = ot_row_text(v, OT_LEDGER_DOCUMENT);
    out->supplier = ot_row_text(v, OT_LEDGER_SUPPLIER);
    out->text = ot_row_text(v, OT_LEDGER_TEXT);
    out->lines = 1;
    out->line = v->row->line;
    out->first_line = out->last_line = 0;
    out->import = 0;
    return OT_OK;
}

ot_status ot_ledger_year(const ot_reading *reading, int *year, ot_error *err)
{
    const char *text = ot_row_text(&reading->values, OT_LEDGER_YEAR);

    if (*text != '\0')
        return ot_fiscal_year_parse(text, year, err);
    *year = reading->values.periods.fiscal_year;
    if (*year == 0)
        return ot_fail(err, OT_EINPUT, "year is blank");
    return OT_OK;
}

/* The rules for this row's period: a year beside it goes before the profile's. */
static ot_status row_rules(const ot_reading *reading, const ot_period_texts *texts,
                           ot_period_rules *rules, ot_error *err)
{
    ot_period posted;
    ot_status st;

    *rules = reading->values.periods;
    if (*texts->year != '\0')
        return ot_fiscal_year_parse(texts->year, &rules->fiscal_year, err);
    if (rules->fiscal_year != 0 || !reading->shape->year_by_date ||
        *texts->date == '\0')
        return OT_OK;
    st = ot_period_text_parse(texts->date, rules, &posted, err);
    if (st >= 0)
        rules->fiscal_year = posted.year;
    return st;
}

ot_status ot_ledger_period_of(const ot_reading *reading, const ot_period_texts *texts,
                              ot_period *out, ot_error *err)
{
    ot_period_rules rules;
    ot_status st;

    if (*texts->period == '\0' && *texts->date == '\0')
        return ot_fail(err, OT_EINPUT, "period is blank");
    if (*texts->period == '\0')
        return ot_period_text_parse(texts->date, &reading->values.periods, out, err);
    st = row_rules(reading, texts, &rules, err);
    return st < 0 ? st : ot_period_text_parse(texts->period, &rules, out, err);
}

ot_status ot_ledger_period(const ot_reading *reading, ot_period *out, ot_error *err)
{
    const ot_row_values *v = &reading->values;
    const ot_period_texts texts = {ot_row_text(v, OT_LEDGER_PERIOD),
                                   ot_row_text(v, OT_LEDGER_DATE),
                                   ot_row_text(v, OT_LEDGER_YEAR)};

    return ot_ledger_period_of(reading, &texts, out, err);
}

ot_status ot_ledger_measure(const ot_reading *reading, ot_measure *out, ot_error *err)
{
    const char *text = ot_row_text(&reading->values, OT_LEDGER_MEASURE);

    *out = reading->measure;
    if (!has(reading, OT_LEDGER_MEASURE))
        return OT_OK;
    if (*text == '\0')
        return ot_fail(err, OT_EINPUT, "measure is blank");
    if (!ot_ledger_shape_measure(reading->shape, text, out))
        return ot_fail(err, OT_EINPUT,
                       "measure '%s' is not BUDGET, VIREMENT, ACTUAL, COMMITMENT or "
                       "FORECAST",
                       OT_QUOTED(text));
    return OT_OK;
}
