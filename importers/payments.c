/* SPDX-License-Identifier: GPL-3.0-or-later */
/* payments.c - payments.csv, or an extract of the ledger with its suppliers: what each
 * provider was paid in a month. Lines with the same texts and period are added up as
 * they are read. Knows no placement. */
#include "importers/ledger_fields.h"
#include "importers/placement_values.h"
#include "importers/supplier_text.h"

#include <stdio.h>
#include <string.h>

enum {
    PROVIDER,
    SUPPLIER,
    CHILD,
    COST_CENTRE,
    PERIOD,
    DATE,
    YEAR,
    MEASURE,
    AMOUNT,
    DEBIT,
    CREDIT,
    FIELDS
};

/* Those of a ledger bear the ledger's names, by which its shapes know them. */
static const ot_field fields[FIELDS] = {
    [PROVIDER] = {"provider", "urn providerurn providercode providerid", false},
    [SUPPLIER] = {"supplier", OT_SUPPLIER_SYNONYMS, false},
    [CHILD] = {"child", "childid childidentifier clientid", false},
    [COST_CENTRE] = {"cost_centre",
                     "costcenter costcentrecode costcentercode costcode cc", false},
    [PERIOD] = {"period",
                "accountingperiod fiscalperiod postingperiod periodname month "
                "servicemonth",
                false},
    [DATE] = {"date",
              "postingdate transactiondate gldate accountingdate effectivedate "
              "invoicedate paymentdate",
              false},
    [YEAR] = {"year", "fiscalyear financialyear fy", false},
    [MEASURE] = {"measure", "valuetype amounttype balancetype", false},
    [AMOUNT] = {"amount", "value netamount amountgbp valuegbp net paid", false},
    [DEBIT] = {"debit", "debitamount debits dr", false},
    [CREDIT] = {"credit", "creditamount credits cr", false},
};

#define MOST_TEXT 256 /* a code has at most 255 bytes */

static bool has(const ot_reading *reading, size_t field)
{
    return ot_header_has(reading->values.header, field);
}

static ot_status check_header(ot_reading *reading, ot_error *err)
{
    const char *missing = NULL;

    if (!has(reading, PROVIDER) && !has(reading, SUPPLIER))
        missing = "provider (or supplier)";
    else if (!has(reading, PERIOD) && !has(reading, DATE))
        missing = "period or date";
    else if (!has(reading, AMOUNT) && !(has(reading, DEBIT) && has(reading, CREDIT)))
        missing = "amount (or debit and credit)";
    return missing ? ot_fail(err, OT_EINPUT, "no column for %s", missing) : OT_OK;
}

/* A text in upper case, or "". */
static ot_status read_text(const ot_reading *reading, size_t field,
                           char text[MOST_TEXT], ot_error *err)
{
    const char *code;

    if (ot_row_code(&reading->values, field, OT_OPTIONAL, &code, NULL) < 0)
        return ot_fail(err, OT_EINPUT,
                       "%s is no code: it holds a line break, is very long, or is what "
                       "a spreadsheet made of a code (export it as text)",
                       fields[field].name);
    snprintf(text, MOST_TEXT, "%s", code);
    ot_supplier_fold(text);
    return OT_OK;
}

static ot_status read_period(const ot_reading *reading, ot_period *out, ot_error *err)
{
    const ot_row_values *v = &reading->values;
    const ot_period_texts texts = {ot_row_text(v, PERIOD), ot_row_text(v, DATE),
                                   ot_row_text(v, YEAR)};

    if (*texts.period == '\0' && *texts.date == '\0')
        return ot_fail(err, OT_EINPUT, "period is blank");
    if (ot_ledger_period_of(reading, &texts, out, NULL) >= 0)
        return OT_OK;
    return ot_fail(err, OT_EINPUT,
                   "period is no month or day that can be read for certain: write "
                   "2021-09, Sep-21 or 30/09/2021, or say how periods are read");
}

/* ACTUAL where the file does not say. */
static ot_status read_measure(const ot_reading *reading, ot_measure *out, ot_error *err)
{
    *out = OT_ACTUAL;
    if (!has(reading, MEASURE) ||
        ot_ledger_shape_measure(reading->shape, ot_row_text(&reading->values, MEASURE),
                                out))
        return OT_OK;
    return ot_fail(err, OT_EINPUT,
                   "measure is not BUDGET, VIREMENT, ACTUAL, COMMITMENT or FORECAST");
}

/* Or debit less credit, one of which may be blank. */
static ot_status read_amount(const ot_reading *reading, ot_pence *out, ot_error *err)
{
    bool amounts = has(reading, AMOUNT), has_debit = false, has_credit = false;
    ot_pence credit = 0;
    ot_status st =
        ot_placement_amount(reading, amounts ? AMOUNT : DEBIT, &has_debit, out, err);

    if (st >= 0 && !amounts)
        st = ot_placement_amount(reading, CREDIT, &has_credit, &credit, err);
    if (st < 0)
        return st;
    if (!has_debit && !has_credit && !reading->values.amounts.blank_is_zero)
        return ot_fail(err, OT_EINPUT, "%s blank; write 0.00",
                       amounts ? "amount is" : "debit and credit are");
    *out -= credit;
    return OT_OK;
}

/* The number in reading->sums of what a record is added to: new where it is the first.
 */
static ot_status find_sum(ot_reading *reading, const ot_payment_record *record,
                          uint32_t *number, ot_error *err)
{
    char key[2 * MOST_TEXT + OT_CHILD_TEXT + 32];

    if (!reading->sums)
        reading->sums = ot_pool_new();
    if (!reading->sums)
        return ot_fail_memory(err);
    snprintf(key, sizeof key, "%d %d %s\t%s\t%s", record->period.year,
             record->period.number, record->child, record->provider,
             record->cost_centre);
    return ot_pool_put(reading->sums, key, number, err);
}

static ot_status keep_texts(ot_reading *reading, ot_payment_record *record,
                            ot_error *err)
{
    const char **texts[] = {&record->provider, &record->child, &record->cost_centre};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        *texts[i] = ot_arena_copy(&reading->texts, *texts[i]);
        if (!*texts[i])
            return ot_fail_memory(err);
    }
    return OT_OK;
}

/* Adds a record to those read before, which lie in front of `out`, or puts it there. */
static ot_status add(ot_reading *reading, ot_payment_record *record,
                     ot_payment_record *out, size_t *count, ot_error *err)
{
    uint32_t before = reading->sums ? ot_pool_count(reading->sums) : 0, number;
    ot_payment_record *sum;
    ot_status st = find_sum(reading, record, &number, err);

    if (st < 0)
        return st;
    if (number == before) {
        *out = *record;
        *count = 1;
        return keep_texts(reading, out, err);
    }
    sum = out - before + number;
    sum->lines++;
    return ot_pence_add(&sum->amount, record->amount, err);
}

/* A row that names nobody: a ledger has many, and lines of totals, where anything may
 * stand for an amount and a measure. */
static ot_status pass_over(ot_reading *reading, ot_error *err)
{
    ot_measure measure;
    ot_pence amount;

    if (read_measure(reading, &measure, NULL) >= 0 && measure != OT_ACTUAL) {
        reading->other_measures++;
        return OT_OK;
    }
    reading->unnamed++;
    return read_amount(reading, &amount, NULL) < 0
               ? OT_OK
               : ot_pence_add(&reading->unnamed_amount, amount, err);
}

/* The provider where the row names one, else the supplier. */
static ot_status read_provider(const ot_reading *reading, char text[MOST_TEXT],
                               ot_error *err)
{
    ot_status st = read_text(reading, PROVIDER, text, err);

    return st >= 0 && *text == '\0' ? read_text(reading, SUPPLIER, text, err) : st;
}

static ot_status read_child(const ot_reading *reading, char child[OT_CHILD_TEXT],
                            ot_error *err)
{
    char identifier[MOST_TEXT];
    ot_status st = read_text(reading, CHILD, identifier, err);

    child[0] = '\0';
    if (st >= 0 && *identifier != '\0')
        ot_child_key_hash(reading->child_key, identifier, child);
    return st;
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    char provider[MOST_TEXT], child[OT_CHILD_TEXT], centre[MOST_TEXT];
    ot_payment_record record = {.provider = provider,
                                .child = child,
                                .cost_centre = centre,
                                .lines = 1,
                                .line = reading->values.row->line};
    ot_measure measure;
    ot_status st = read_provider(reading, provider, err);

    *count = 0;
    if (st >= 0)
        st = read_child(reading, child, err);
    if (st >= 0 && *provider == '\0' && *child == '\0')
        return pass_over(reading, err);
    if (st >= 0)
        st = read_measure(reading, &measure, err);
    if (st >= 0 && measure != OT_ACTUAL) {
        reading->other_measures++;
        return OT_OK;
    }
    if (st >= 0)
        st = read_text(reading, COST_CENTRE, centre, err);
    if (st >= 0)
        st = read_period(reading, &record.period, err);
    if (st >= 0)
        st = read_amount(reading, &record.amount, err);
    return st < 0 ? st : add(reading, &record, records, count, err);
}

/* What was passed over. */
static ot_status settle(ot_reading *reading, void *records, size_t count,
                        const char **told, ot_error *err)
{
    char amount[OT_PENCE_TEXT];

    (void)records;
    *told = NULL;
    if (reading->unnamed == 0 && reading->other_measures == 0)
        return OT_OK;
    if (count == 0)
        return ot_fail(err, OT_EINPUT,
                       "no row names a provider or a child and is an actual");
    *told = ot_arena_format(&reading->texts,
                            "%zu row%s without a provider (%s in all) and %zu that %s "
                            "not actuals were passed over",
                            reading->unnamed, reading->unnamed == 1 ? "" : "s",
                            ot_pence_text(reading->unnamed_amount, amount),
                            reading->other_measures,
                            reading->other_measures == 1 ? "is" : "are");
    return *told ? OT_OK : ot_fail_memory(err);
}

const ot_import_kind ot_import_payments = {.fields = fields,
                                           .field_count = FIELDS,
                                           .record_size = sizeof(ot_payment_record),
                                           .check_header = check_header,
                                           .read_row = read_row,
                                           .needs_rows = true,
                                           .personal = UINT64_C(1) << CHILD,
                                           .settle = settle};
