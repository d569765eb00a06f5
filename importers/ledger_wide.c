/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/ledger_wide.h"

/* *row with the amount of a column, unless that is blank. */
static ot_status add_amount(const ot_row_values *values, size_t field,
                            const ot_ledger_record *row, ot_ledger_record *out,
                            size_t *count, ot_error *err)
{
    ot_status st;

    if (ot_row_is_blank(values, field))
        return OT_OK;
    out[*count] = *row;
    st = ot_row_amount(values, field, &out[*count].amount, err);
    if (st >= 0)
        ++*count;
    return st;
}

ot_status ot_ledger_read_measures(const ot_reading *reading, ot_ledger_record *out,
                                  size_t *count, ot_error *err)
{
    ot_ledger_record row = {0};
    ot_status st = ot_ledger_codes(reading, &row, err);

    if (st >= 0)
        st = ot_ledger_period(reading, &row.period, err);
    for (int m = 0; st >= 0 && m < OT_MEASURES; m++) {
        row.measure = (ot_measure)m;
        st = add_amount(&reading->values, (size_t)(OT_LEDGER_BUDGET + m), &row, out,
                        count, err);
    }
    return st;
}

ot_status ot_ledger_read_months(const ot_reading *reading, ot_ledger_record *out,
                                size_t *count, ot_error *err)
{
    int start = reading->values.periods.calendar.start_month;
    ot_ledger_record row = {0};
    ot_status st = ot_ledger_codes(reading, &row, err);

    if (start == 0)
        start = 4;
    if (st >= 0)
        st = ot_ledger_measure(reading, &row.measure, err);
    if (st >= 0)
        st = ot_ledger_year(reading, &row.period.year, err);
    for (int n = 1; st >= 0 && n <= OT_PERIODS_MAX; n++) {
        int field = n > OT_MONTHS ? OT_LEDGER_ADJ1 + n - OT_MONTHS - 1
                                  : OT_LEDGER_JAN + (start - 1 + n - 1) % OT_MONTHS;

        row.period.number = n;
        st = add_amount(&reading->values, (size_t)field, &row, out, count, err);
    }
    return st;
}
