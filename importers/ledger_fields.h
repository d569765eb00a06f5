/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_fields.h - the fields of a ledger by number, and a row's codes and period.
 * Knows one row at a time; knows no amounts. */
#ifndef OT_LEDGER_FIELDS_H
#define OT_LEDGER_FIELDS_H

#include "importers/kinds.h"

enum {
    OT_LEDGER_COST_CENTRE,
    OT_LEDGER_ACCOUNT,
    OT_LEDGER_FUND,
    OT_LEDGER_PROJECT,
    OT_LEDGER_PERIOD,
    OT_LEDGER_DATE,
    OT_LEDGER_YEAR,
    OT_LEDGER_MEASURE,
    OT_LEDGER_AMOUNT,
    OT_LEDGER_DEBIT,
    OT_LEDGER_CREDIT,
    OT_LEDGER_DOCUMENT,
    OT_LEDGER_SUPPLIER,
    OT_LEDGER_TEXT,
    OT_LEDGER_BUDGET,                               /* and the other measures */
    OT_LEDGER_JAN = OT_LEDGER_BUDGET + OT_MEASURES, /* and the other months */
    OT_LEDGER_ADJ1 = OT_LEDGER_JAN + OT_MONTHS,     /* and the other closing periods */
    OT_LEDGER_FIELDS = OT_LEDGER_ADJ1 + OT_PERIODS_MAX - OT_MONTHS
};

extern const ot_field ot_ledger_fields[OT_LEDGER_FIELDS];

/* What a header with these columns is; OT_EINPUT, with the headings, where a period, a
 * measure or amounts are missing, or two forms are mixed. */
ot_status ot_ledger_check_header(ot_reading *reading, ot_error *err);

/* Codes and texts of the row; not its measure, period and amount. */
ot_status ot_ledger_codes(const ot_reading *reading, ot_ledger_record *out,
                          ot_error *err);
/* The row's period, from its period and year or from its posting date. */
ot_status ot_ledger_period(const ot_reading *reading, ot_period *out, ot_error *err);
/* The same from texts, of which any but one of period and date may be "". */
typedef struct ot_period_texts {
    const char *period, *date, *year;
} ot_period_texts;
ot_status ot_ledger_period_of(const ot_reading *reading, const ot_period_texts *texts,
                              ot_period *out, ot_error *err);
/* The fiscal year of a row whose columns are months. */
ot_status ot_ledger_year(const ot_reading *reading, int *year, ot_error *err);
ot_status ot_ledger_measure(const ot_reading *reading, ot_measure *out, ot_error *err);

#endif
