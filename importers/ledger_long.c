/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_long.c - a ledger with one amount a row, and the table entry of all ledgers.
 */
#include "importers/ledger_wide.h"

#include <string.h>

/* Debit less credit; a blank side is nothing as long as the other one is not blank. */
static ot_status debit_credit(const ot_row_values *values, ot_pence *out, ot_error *err)
{
    ot_pence debit = 0, credit = 0;
    bool no_debit = ot_row_is_blank(values, OT_LEDGER_DEBIT);
    bool no_credit = ot_row_is_blank(values, OT_LEDGER_CREDIT);
    ot_status st = OT_OK;

    if (no_debit && no_credit && !values->amounts.blank_is_zero)
        return ot_fail(err, OT_EINPUT,
                       "debit and credit are blank; write 0.00, or say blank = zero");
    if (!no_debit)
        st = ot_row_amount(values, OT_LEDGER_DEBIT, &debit, err);
    if (st >= 0 && !no_credit)
        st = ot_row_amount(values, OT_LEDGER_CREDIT, &credit, err);
    if (st < 0)
        return st;
    *out = debit - credit;
    if (*out > OT_PENCE_LIMIT || *out < -OT_PENCE_LIMIT)
        return ot_fail(err, OT_ERANGE, "debit less credit is beyond what is accepted");
    return OT_OK;
}

/* All of text is one character, at least `least` times. */
static bool consists_of(const char *text, char c, size_t least)
{
    char set[2] = {c, '\0'};
    size_t length = strspn(text, set);

    return length >= least && text[length] == '\0';
}

static const char *first_text(const ot_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (ot_csv_length(row, i) > 0)
            return ot_csv_text(row, i);
    return "";
}

/* A total or a rule of dashes as lists have them. */
static bool is_total(const ot_row_values *v)
{
    const char *first = first_text(v->row);

    if (consists_of(first, '*', 1) || consists_of(first, '-', 3))
        return true;
    return ot_row_is_blank(v, OT_LEDGER_COST_CENTRE) &&
           ot_row_is_blank(v, OT_LEDGER_ACCOUNT) &&
           ot_row_is_blank(v, OT_LEDGER_PERIOD) && ot_row_is_blank(v, OT_LEDGER_DATE);
}

static ot_status read_long(const ot_reading *reading, ot_ledger_record *out,
                           ot_error *err)
{
    ot_status st = ot_ledger_codes(reading, out, err);

    if (st >= 0)
        st = ot_ledger_measure(reading, &out->measure, err);
    if (st >= 0)
        st = ot_ledger_period(reading, &out->period, err);
    if (st < 0)
        return st;
    if (reading->form == OT_FORM_DEBIT_CREDIT)
        return debit_credit(&reading->values, &out->amount, err);
    return ot_row_amount(&reading->values, OT_LEDGER_AMOUNT, &out->amount, err);
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    ot_ledger_record *out = records;
    ot_status st;

    *count = 0;
    if (reading->shape->totals && is_total(&reading->values)) {
        reading->passed_over++;
        return OT_OK;
    }
    if (reading->form == OT_FORM_MEASURES)
        return ot_ledger_read_measures(reading, out, count, err);
    if (reading->form == OT_FORM_MONTHS)
        return ot_ledger_read_months(reading, out, count, err);
    st = read_long(reading, out, err);
    if (st >= 0)
        *count = 1;
    return st;
}

const ot_import_kind ot_import_ledger = {.fields = ot_ledger_fields,
                                         .field_count = OT_LEDGER_FIELDS,
                                         .record_size = sizeof(ot_ledger_record),
                                         .check_header = ot_ledger_check_header,
                                         .read_row = read_row,
                                         .needs_rows = true};
