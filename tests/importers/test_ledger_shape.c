/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/ledger_shape.h"
#include "tests/importers/import_fixture.h"

/* One file of the four that describe the same postings. */
static void read_shape(fixture_import *import, const char *shape, const char *file)
{
    char path[512];
    ot_import_options options = {.shape = shape};

    snprintf(path, sizeof path, "%s/shapes/%s/%s", OT_FIXTURES, shape, file);
    fixture_read(import, path, &options, 0);
}

typedef struct cell {
    char key[256];
    ot_pence amount;
    long lines;
} cell;

static int by_key(const void *a, const void *b)
{
    return strcmp(((const cell *)a)->key, ((const cell *)b)->key);
}

/* Sums of an import in the order of their codes; only actuals, or without funds, where
 * a shape carries no more. */
static int64_t sum_cells(const fixture_import *import, int all_measures, int funds,
                         cell *cells)
{
    int64_t count = 0;

    for (int64_t i = 0; i < import->count && i < FIXTURE_ROWS; i++) {
        const fixture_row *row = &import->rows[i];
        cell one = {.amount = row->amount, .lines = row->lines};
        int64_t at = 0;

        if (!all_measures && row->measure != OT_ACTUAL)
            continue;
        snprintf(one.key, sizeof one.key, "%s/%s/%s/%s/%s/%d/%d", row->cost_centre,
                 row->account, funds ? row->fund : "", row->project,
                 ot_measure_name(row->measure), row->period.year, row->period.number);
        while (at < count && strcmp(cells[at].key, one.key) != 0)
            at++;
        if (at == count) {
            cells[count++] = one;
        } else {
            cells[at].amount += one.amount;
            cells[at].lines += one.lines;
        }
    }
    qsort(cells, (size_t)count, sizeof *cells, by_key);
    return count;
}

static void check_same(const fixture_import *a, const fixture_import *b,
                       int all_measures, int funds)
{
    static cell first[FIXTURE_ROWS], second[FIXTURE_ROWS];
    int64_t count = sum_cells(a, all_measures, funds, first);

    CHECK_INT(sum_cells(b, all_measures, funds, second), count);
    for (int64_t i = 0; i < count; i++) {
        CHECK_TEXT(second[i].key, first[i].key);
        CHECK_INT(second[i].amount, first[i].amount);
        CHECK_INT(second[i].lines, first[i].lines);
    }
}

static void test_plain_fixture_reads_as_written(void)
{
    static fixture_import plain;

    read_shape(&plain, "plain", "ledger.csv");
    CHECK_INT(plain.end, OT_END);
    CHECK_INT(plain.count, 21);
    CHECK_INT(plain.issue_count, 0);
    CHECK_TEXT(plain.rows[7].cost_centre, "020915");
    CHECK_TEXT(plain.rows[7].account, "5010");
    CHECK_TEXT(plain.rows[7].fund, "NON-DSG");
    CHECK_TEXT(plain.rows[7].project, "C19-04");
    CHECK_TEXT(plain.rows[7].document, "INV-771204");
    CHECK_TEXT(plain.rows[7].supplier, "Larchwood Care Ltd");
    CHECK_TEXT(plain.rows[7].text, "Short breaks, 14 nights");
    CHECK_INT(plain.rows[7].amount, 238517);
    CHECK_INT(plain.rows[7].period.year, 2021);
    CHECK_INT(plain.rows[7].period.number, 5);
    CHECK_INT(plain.rows[7].line, 9);
}

static void test_sap_fixture_gives_the_same_actuals(void)
{
    static fixture_import plain, sap;

    read_shape(&plain, "plain", "ledger.csv");
    read_shape(&sap, "sap-ksb1", "ledger.txt");
    CHECK_INT(sap.end, OT_END);
    CHECK_INT(sap.count, 17);
    CHECK_INT(sap.rejects, 0);
    check_same(&plain, &sap, 0, 1);
}

static void test_sap_fixture_passes_over_totals_and_repeated_headers(void)
{
    static fixture_import sap;

    read_shape(&sap, "sap-ksb1", "ledger.txt");
    CHECK_INT(sap.notes, 1);
    CHECK_TEXT(sap.issues[0].message,
               "7 lines of totals and the like were passed over");
    CHECK_INT(sap.rows[0].line, 8);
    CHECK_INT(sap.rows[0].period.number, 15);
    CHECK_INT(sap.rows[0].period.year, 2020);
}

static void test_oracle_fixture_gives_the_same_cells(void)
{
    static fixture_import plain, oracle;

    read_shape(&plain, "plain", "ledger.csv");
    read_shape(&oracle, "oracle-gl", "ledger.csv");
    CHECK_INT(oracle.end, OT_END);
    CHECK_INT(oracle.count, 21);
    CHECK_INT(oracle.issue_count, 0);
    check_same(&plain, &oracle, 1, 1);
}

static void test_unit4_fixture_gives_the_same_actuals_without_funds(void)
{
    static fixture_import plain, unit4;

    read_shape(&plain, "plain", "ledger.csv");
    read_shape(&unit4, "unit4", "ledger.csv");
    CHECK_INT(unit4.end, OT_END);
    CHECK_INT(unit4.count, 17);
    CHECK_INT(unit4.issue_count, 0);
    CHECK_TEXT(unit4.rows[0].fund, "");
    CHECK_TEXT(unit4.rows[3].supplier, "Fenwick Stationers");
    check_same(&plain, &unit4, 0, 0);
}

static void test_shape_names_are_known(void)
{
    const char *const *names = ot_ledger_shapes();
    const ot_ledger_shape *shape = NULL;
    ot_error err = {0};
    int64_t count = 0;

    for (; names[count]; count++) {
        CHECK_INT(ot_ledger_shape_find(names[count], &shape, &err), OT_OK);
        CHECK_TEXT(shape->name, names[count]);
    }
    CHECK_INT(count, 4);
    CHECK_INT(ot_ledger_shape_find(NULL, &shape, &err), OT_OK);
    CHECK_TEXT(shape->name, "plain");
    CHECK_INT(ot_ledger_shape_find("sage", &shape, &err), OT_EUSAGE);
    CHECK_TEXT(err.message,
               "there is no ledger shape 'sage'; there are plain, sap-ksb1, "
               "oracle-gl and unit4");
}

static void check_measure(const char *shape_name, const char *text, int want)
{
    const ot_ledger_shape *shape = NULL;
    ot_measure measure = OT_MEASURES;

    REQUIRE(ot_ledger_shape_find(shape_name, &shape, NULL) == OT_OK);
    check_int_at(ot_ledger_shape_measure(shape, text, &measure), want >= 0, text,
                 __FILE__, __LINE__);
    if (want >= 0)
        check_int_at((int)measure, want, text, __FILE__, __LINE__);
}

static void test_shape_measures_are_read_in_any_case(void)
{
    check_measure("plain", "ACTUAL", OT_ACTUAL);
    check_measure("plain", "Actuals", OT_ACTUAL);
    check_measure("plain", "budget", OT_BUDGET);
    check_measure("plain", "Virement", OT_VIREMENT);
    check_measure("plain", "COMMITMENT", OT_COMMITMENT);
    check_measure("plain", "forecast", OT_FORECAST);
    check_measure("plain", "E", -1);
    check_measure("plain", "4", -1);
    check_measure("plain", "actualss", -1);
    check_measure("plain", "", -1);
    check_measure("oracle-gl", "E", OT_COMMITMENT);
    check_measure("oracle-gl", "Encumbrance", OT_COMMITMENT);
    check_measure("sap-ksb1", "04", OT_ACTUAL);
    check_measure("sap-ksb1", "22", OT_COMMITMENT);
}

static void test_shape_suggested_where_another_one_fits(void)
{
    static fixture_import import;
    char path[512];

    snprintf(path, sizeof path, "%s/shapes/sap-ksb1/ledger.txt", OT_FIXTURES);
    fixture_read(&import, path, NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "(with --shape sap-ksb1 it could be read)");
    snprintf(path, sizeof path, "%s/shapes/unit4/ledger.csv", OT_FIXTURES);
    fixture_read(&import, path, NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "(with --shape unit4 it could be read)");
}

static const check_case cases[] = {
    CASE(test_plain_fixture_reads_as_written),
    CASE(test_sap_fixture_gives_the_same_actuals),
    CASE(test_sap_fixture_passes_over_totals_and_repeated_headers),
    CASE(test_oracle_fixture_gives_the_same_cells),
    CASE(test_unit4_fixture_gives_the_same_actuals_without_funds),
    CASE(test_shape_names_are_known),
    CASE(test_shape_measures_are_read_in_any_case),
    CASE(test_shape_suggested_where_another_one_fits),
};

OT_TEST_MAIN("importers/ledger_shape", cases)
