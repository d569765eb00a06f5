/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/ledger_shape.h"

#include "importers/quoted.h"

#include <string.h>

/* The form of docs/formats.md. `type` and `ledger` head other things elsewhere, so that
 * only this shape takes them for the measure. */
static const ot_shape_heading plain_headings[] = {
    {"measure", "type"}, {"measure", "ledger"}, {NULL, NULL}};

/* SAP transaction KSB1 (actual line items of cost centres), saved as a list or from the
 * ALV grid. Handled: title lines before the header, an empty first column, rules of
 * dashes, lines of totals (marked with asterisks, or with an amount and nothing else),
 * a header repeated on each page, the minus behind the number, periods 001-016 with the
 * fiscal year in a column of its own or taken from the posting date. Not handled: lists
 * saved "unconverted", whose columns are separated by '|'. */
static const ot_shape_heading sap_headings[] = {
    {"cost_centre", "costcenter"},
    {"cost_centre", "costctr"},
    {"account", "costelement"},
    {"account", "costelem"},
    {"fund", "fund"},
    {"project", "wbselement"},
    {"project", "order"},
    {"project", "auxiliaryaccountassignment1"},
    {"period", "period"},
    {"period", "per"},
    {"year", "fiscalyear"},
    {"year", "year"},
    {"date", "postingdate"},
    {"date", "postgdate"},
    {"amount", "valinrepcur"},
    {"amount", "valueinrepcur"},
    {"amount", "valinrepcurr"},
    {"amount", "valcoareacrcy"},
    {"amount", "valuecoarea"},
    {"amount", "valincoareacrcy"},
    {"measure", "valuetype"},
    {"measure", "valtype"},
    {"document", "refdocumentnumber"},
    {"document", "refdocno"},
    {"document", "documentnumber"},
    {"document", "documentno"},
    {"supplier", "nameofoffsettingaccount"},
    {"supplier", "offsettingaccountname"},
    {"supplier", "vendorname"},
    {"text", "name"},
    {"text", "documentheadertext"},
    {"text", "costelementname"},
    {NULL, NULL}};
/* SAP's value types: 1 plan, 4 actual, 21 requisition, 22 purchase order. */
static const ot_measure_word sap_measures[] = {
    {"1", OT_BUDGET},  {"01", OT_BUDGET},     {"plan", OT_BUDGET},   {"4", OT_ACTUAL},
    {"04", OT_ACTUAL}, {"21", OT_COMMITMENT}, {"22", OT_COMMITMENT}, {NULL, OT_ACTUAL}};

/* Oracle General Ledger (account analysis, journal lines): period names such as SEP-21
 * and ADJ_3_2019, accounted debit less accounted credit, report titles before the
 * header, and the actual flag, whose encumbrances are commitments. */
static const ot_shape_heading oracle_headings[] = {{"cost_centre", "costcentresegment"},
                                                   {"account", "naturalaccount"},
                                                   {"account", "accountsegment"},
                                                   {"account", "subjective"},
                                                   {"fund", "fundsegment"},
                                                   {"project", "projectsegment"},
                                                   {"project", "projectnumber"},
                                                   {"period", "periodname"},
                                                   {"date", "effectivedate"},
                                                   {"date", "gldate"},
                                                   {"debit", "accounteddr"},
                                                   {"debit", "accounteddebit"},
                                                   {"credit", "accountedcr"},
                                                   {"credit", "accountedcredit"},
                                                   {"measure", "balancetype"},
                                                   {"measure", "actualflag"},
                                                   {"document", "journalname"},
                                                   {"document", "documentnumber"},
                                                   {"supplier", "vendorname"},
                                                   {"supplier", "partyname"},
                                                   {"text", "linedescription"},
                                                   {NULL, NULL}};
static const ot_measure_word oracle_measures[] = {{"a", OT_ACTUAL},
                                                  {"b", OT_BUDGET},
                                                  {"e", OT_COMMITMENT},
                                                  {"encumbrance", OT_COMMITMENT},
                                                  {NULL, OT_ACTUAL}};

/* Unit4 (Agresso): period 202106 is period 6 of the fiscal year 2021, accounts and
 * dimensions by the names that councils give them. */
static const ot_shape_heading unit4_headings[] = {{"cost_centre", "costc"},
                                                  {"cost_centre", "dim1"},
                                                  {"project", "dim2"},
                                                  {"date", "transdate"},
                                                  {"date", "voucherdate"},
                                                  {"amount", "curamount"},
                                                  {"document", "transno"},
                                                  {"document", "voucherno"},
                                                  {"supplier", "aparidt"},
                                                  {"supplier", "suppliert"},
                                                  {"supplier", "apararname"},
                                                  {"supplier", "aparid"},
                                                  {NULL, NULL}};

static const ot_measure_word no_words[] = {{NULL, OT_ACTUAL}};

static const ot_ledger_shape shapes[] = {
    {.name = "plain", .headings = plain_headings, .measures = no_words},
    {.name = "sap-ksb1",
     .headings = sap_headings,
     .measures = sap_measures,
     .periods = OT_PERIODS_FISCAL,
     .actuals = true,
     .year_by_date = true,
     .title_lines = 30,
     .totals = true},
    {.name = "oracle-gl",
     .headings = oracle_headings,
     .measures = oracle_measures,
     .actuals = true,
     .title_lines = 30},
    {.name = "unit4",
     .headings = unit4_headings,
     .measures = no_words,
     .periods = OT_PERIODS_FISCAL,
     .actuals = true,
     .title_lines = 10},
};

#define SHAPES (sizeof shapes / sizeof *shapes)

static const char *const names[] = {"plain", "sap-ksb1", "oracle-gl", "unit4", NULL};

_Static_assert(sizeof names / sizeof *names == SHAPES + 1, "a name for each shape");

const char *const *ot_ledger_shapes(void)
{
    return names;
}

ot_status ot_ledger_shape_find(const char *name, const ot_ledger_shape **shape,
                               ot_error *err)
{
    for (size_t i = 0; i < SHAPES; i++) {
        if (!name || strcmp(shapes[i].name, name) == 0) {
            *shape = &shapes[i];
            return OT_OK;
        }
    }
    return ot_fail(
        err, OT_EUSAGE,
        "there is no ledger shape '%s'; there are plain, sap-ksb1, oracle-gl "
        "and unit4",
        OT_QUOTED(name));
}

/* "ACTUAL", "Actuals": equal to the name, or to it and an s. */
static bool is_name(const char *word, const char *name)
{
    for (; *name != '\0'; word++, name++)
        if (*word != (*name | 0x20))
            return false;
    return strcmp(word, "") == 0 || strcmp(word, "s") == 0;
}

bool ot_ledger_shape_measure(const ot_ledger_shape *shape, const char *text,
                             ot_measure *measure)
{
    char word[OT_HEADING_TEXT];

    ot_heading_normalise(text, word);
    for (int m = 0; m < OT_MEASURES; m++) {
        if (is_name(word, ot_measure_name((ot_measure)m))) {
            *measure = (ot_measure)m;
            return true;
        }
    }
    for (const ot_measure_word *w = shape->measures; w->word; w++) {
        if (strcmp(w->word, word) == 0) {
            *measure = w->measure;
            return true;
        }
    }
    return false;
}
