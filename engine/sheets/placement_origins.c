/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_origins.c - figures of external placements said to be what they are: sums
 * of months, and what the simulation says. */
#include "engine/sheets/placements.h"

/* A figure in £000 that is made of terms in pence. */
static ot_status set_sums(ot_report *report, uint32_t row, uint32_t column,
                          const ot_term *terms, size_t count, ot_error *err)
{
    ot_pence sum = 0;
    ot_origin origin = {
        .formula = {.kind = OT_FORMULA_THOUSANDS}, .terms = terms, .term_count = count};

    for (size_t i = 0; i < count; i++)
        sum += terms[i].number;
    origin.apart = ot_sheet_number(report, row, column) - ot_thousands(sum);
    if (origin.apart)
        origin.why = "so that to date and rest of year add up to the rounded whole";
    return ot_report_set_origin(report, row, column, &origin, err);
}

static ot_term sum_term(const char *words, ot_pence amount)
{
    return (ot_term){
        .words = words, .number = amount, .sign = 1, .kinds = OT_KINDS_PLACEMENTS};
}

/* Net cost of months from .. end - 1 of the year, one by one. */
ot_status ot_placement_months_origin(const ot_outlook *outlook, ot_report *report,
                                     uint32_t row, uint32_t column,
                                     const ot_cost_sums *sums, int from, int end,
                                     ot_error *err)
{
    ot_term terms[OT_MONTHS];
    size_t count = 0;

    for (int month = from; month < end; month++) {
        char words[OT_PERIOD_TEXT];
        const ot_period period = {outlook->costing.year, month + 1};

        ot_period_words(outlook->calendar, period, words);
        terms[count] = sum_term(
            ot_report_format(report, "net cost of %s, all placements known", words),
            sums->months[month]);
        if (!terms[count].words)
            return ot_fail_memory(err);
        terms[count++].period = period;
    }
    return set_sums(report, row, column, terms, count, err);
}

ot_status ot_placement_paid_origin(ot_report *report, uint32_t row, uint32_t column,
                                   ot_pence to_date, ot_pence committed, ot_error *err)
{
    const ot_term terms[] = {
        sum_term("contributions of the year to date", to_date),
        sum_term("contributions to come, as committed", committed)};

    return set_sums(report, row, column, terms, 2, err);
}

const char *ot_placement_simulated(const ot_outlook *outlook, ot_report *report,
                                   const char *what)
{
    const ot_simulation *simulation = &outlook->simulation;

    return ot_report_format(
        report,
        "%s of %u simulated years: placements open now end or stay, "
        "new ones start, over the %zu months to come",
        what, (unsigned)simulation->simulations, simulation->months);
}

/* The chosen point less what is committed, both as printed. */
ot_status ot_placement_contingency(const ot_outlook *outlook, ot_report *report,
                                   uint32_t row, uint32_t column,
                                   uint32_t committed_column, int64_t chosen,
                                   ot_error *err)
{
    ot_ref committed = {NULL, row, row, committed_column, -1};
    const ot_term point = {
        .words = ot_placement_simulated(outlook, report, "the chosen point"),
        .number = chosen,
        .sign = 1,
        .is_model = true,
        .kinds = OT_KINDS_PLACEMENTS};
    const ot_origin origin = {
        .formula = {.kind = OT_FORMULA_SUM, .refs = &committed, .ref_count = 1},
        .terms = &point,
        .term_count = 1};

    return point.words ? ot_report_set_origin(report, row, column, &origin, err)
                       : ot_fail_memory(err);
}
