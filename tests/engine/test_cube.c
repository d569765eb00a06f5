/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_cube.c - the ledger summed to its cells, in the order of the codes. */
#include "engine/cube.h"

#include "tests/engine/council.h"

static void add(ot_cube *cube, ot_ledger_record record)
{
    CHECK_INT(ot_cube_add(cube, &record, 1, NULL), OT_OK);
}

static void test_lines_of_the_same_codes_become_one_cell(void)
{
    ot_cube *cube = ot_cube_new();
    const ot_cell *cells;
    size_t count = 99;

    REQUIRE(cube != NULL);
    CHECK_INT(ot_cube_cells(cube, &cells, &count, NULL), OT_OK);
    CHECK_INT((int64_t)count, 0);
    add(cube, ledger_line("0201", "5005", "DSG", OT_ACTUAL, 5, 238517));
    add(cube, ledger_line("0201", "5005", "DSG", OT_ACTUAL, 5, -38517));
    add(cube, ledger_line("0201", "5005", "", OT_ACTUAL, 5, 100));
    add(cube, ledger_line("0201", "5005", "DSG", OT_ACTUAL, 6, 200));
    add(cube, ledger_line("0201", "5005", "DSG", OT_BUDGET, 5, 300));
    REQUIRE(ot_cube_cells(cube, &cells, &count, NULL) == OT_OK && count == 4);
    CHECK_TEXT(ot_cube_text(cube, &cells[0], OT_DIM_FUND), "");
    CHECK_INT(cells[0].amount, 100);
    CHECK_INT(cells[1].measure, OT_BUDGET);
    CHECK_INT(cells[2].amount, 200000);
    CHECK_INT(cells[2].lines, 2);
    CHECK_INT(cells[3].period.number, 6);
    ot_cube_free(cube);
}

/* From which line to which a cell is, of lines and of sums of lines. */
static void test_a_cell_knows_its_first_and_last_line(void)
{
    ot_ledger_record line = ledger_line("0201", "5005", "DSG", OT_ACTUAL, 5, 238517);
    ot_cube *cube = ot_cube_new();
    const ot_cell *cells;
    size_t count;

    REQUIRE(cube != NULL);
    line.line = 40;
    add(cube, line);
    line.line = 12;
    add(cube, line);
    line.first_line = 13;
    line.last_line = 77;
    line.lines = 3;
    add(cube, line);
    REQUIRE(ot_cube_cells(cube, &cells, &count, NULL) == OT_OK && count == 1);
    CHECK_INT(cells[0].lines, 5);
    CHECK_INT(cells[0].first_line, 12);
    CHECK_INT(cells[0].last_line, 77);
    line.lines = 4294967291;
    CHECK_INT(ot_cube_add(cube, &line, 1, NULL), OT_ERANGE);
    line.lines = 1;
    line.period.number = 17;
    CHECK_INT(ot_cube_add(cube, &line, 1, NULL), OT_EUSAGE);
    ot_cube_free(cube);
}

/* <0, 0, >0 in the order that the header promises. */
static int compare_cells(const ot_cube *cube, const ot_cell *a, const ot_cell *b)
{
    for (int d = 0; d < OT_DIMENSIONS; d++) {
        int by = strcmp(ot_cube_text(cube, a, (ot_dimension)d),
                        ot_cube_text(cube, b, (ot_dimension)d));

        if (by)
            return by;
    }
    if (a->measure != b->measure)
        return (int)a->measure - (int)b->measure;
    return ot_period_compare(a->period, b->period);
}

static void check_order(const ot_cube *cube, const ot_cell *cells, size_t count)
{
    size_t wrong = 0;

    for (size_t i = 1; i < count; i++)
        wrong += compare_cells(cube, &cells[i - 1], &cells[i]) >= 0;
    CHECK_INT((int64_t)wrong, 0);
}

static void test_cells_come_by_text_then_measure_then_period(void)
{
    ot_cube *cube = ot_cube_new();
    ot_ledger_record old = ledger_line("0301", "1000", "", OT_ACTUAL, 13, 7);
    const ot_cell *cells;
    size_t count;

    REQUIRE(cube != NULL);
    add(cube, ledger_line("0302", "1000", "", OT_ACTUAL, 5, 1));
    add(cube, ledger_line("0301", "1000", "", OT_ACTUAL, 5, 2));
    add(cube, ledger_line("0301", "900", "", OT_ACTUAL, 5, 3));
    add(cube, ledger_line("0301", "1000", "", OT_BUDGET, 12, 4));
    add(cube, ledger_line("0301", "1000", "", OT_ACTUAL, 4, 5));
    old.period.year = 2020;
    add(cube, old);
    REQUIRE(ot_cube_cells(cube, &cells, &count, NULL) == OT_OK && count == 6);
    check_order(cube, cells, count);
    CHECK_INT(cells[0].amount, 4);
    CHECK_INT(cells[1].amount, 7);
    CHECK_INT(cells[4].amount, 3);
    CHECK_INT(cells[5].amount, 1);
    ot_cube_free(cube);
}

static void test_adding_goes_on_after_the_cells_were_read(void)
{
    ot_cube *cube = ot_cube_new();
    const ot_cell *cells;
    size_t count;

    REQUIRE(cube != NULL);
    add(cube, ledger_line("0302", "1000", "", OT_ACTUAL, 5, 10));
    add(cube, ledger_line("0301", "1000", "", OT_ACTUAL, 5, 20));
    REQUIRE(ot_cube_cells(cube, &cells, &count, NULL) == OT_OK && count == 2);
    add(cube, ledger_line("0302", "1000", "", OT_ACTUAL, 5, 3));
    add(cube, ledger_line("0300", "1000", "", OT_ACTUAL, 5, 40));
    REQUIRE(ot_cube_cells(cube, &cells, &count, NULL) == OT_OK && count == 3);
    CHECK_INT(cells[0].amount, 40);
    CHECK_INT(cells[1].amount, 20);
    CHECK_INT(cells[2].amount, 13);
    ot_cube_free(cube);
}

static void test_cell_beyond_int64_is_refused(void)
{
    ot_cube *cube = ot_cube_new();
    const ot_ledger_record most =
        ledger_line("0301", "1000", "", OT_ACTUAL, 5, INT64_MAX);
    ot_error err = {0};
    const ot_cell *cells;
    size_t count;

    REQUIRE(cube != NULL);
    add(cube, most);
    CHECK_INT(ot_cube_add(cube, &most, 1, &err), OT_ERANGE);
    CHECK_CONTAINS(err.message, "too large");
    REQUIRE(ot_cube_cells(cube, &cells, &count, NULL) == OT_OK && count == 1);
    CHECK_INT(cells[0].amount, INT64_MAX);
    CHECK_INT(cells[0].lines, 1);
    ot_cube_free(cube);
}

enum { RECORDS = 100000, CENTRES = 60, ACCOUNTS = 40 };

typedef struct many {
    ot_ledger_record records[RECORDS];
    char centres[CENTRES][24], accounts[ACCOUNTS][24];
    ot_pence sums[CENTRES][ACCOUNTS][OT_MEASURES][OT_PERIODS_MAX + 1];
    int64_t lines[CENTRES][ACCOUNTS][OT_MEASURES][OT_PERIODS_MAX + 1];
} many;

static void fill_many(many *m)
{
    uint64_t state = 20210831;

    for (int i = 0; i < CENTRES; i++)
        snprintf(m->centres[i], 24, "%02d%02d", 97 - i, i);
    for (int i = 0; i < ACCOUNTS; i++)
        snprintf(m->accounts[i], 24, "%d", 5000 - 97 * i);
    for (size_t i = 0; i < RECORDS; i++) {
        size_t centre, account;
        ot_measure measure;
        int number;

        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        centre = (size_t)(state >> 33) % CENTRES;
        account = (size_t)(state >> 41) % ACCOUNTS;
        measure = (ot_measure)((state >> 50) % OT_MEASURES);
        number = (int)((state >> 55) % OT_PERIODS_MAX) + 1;
        m->records[i] = ledger_line(m->centres[centre], m->accounts[account], "",
                                    measure, number, (ot_pence)(state >> 40) - 8000000);
        m->sums[centre][account][measure][number] += m->records[i].amount;
        m->lines[centre][account][measure][number]++;
    }
}

static size_t wrong_cells(const many *m, const ot_cube *cube, const ot_cell *cells,
                          size_t count)
{
    size_t wrong = 0;

    for (size_t i = 0; i < count; i++) {
        const char *centre = ot_cube_text(cube, &cells[i], OT_DIM_COST_CENTRE);
        long place = strtol(centre + 2, NULL, 10);
        long account =
            (5000 - strtol(ot_cube_text(cube, &cells[i], OT_DIM_ACCOUNT), NULL, 10)) /
            97;
        int number = cells[i].period.number;

        wrong += m->sums[place][account][cells[i].measure][number] != cells[i].amount ||
                 m->lines[place][account][cells[i].measure][number] != cells[i].lines;
    }
    return wrong;
}

static void test_hundred_thousand_lines_agree_with_a_naive_sum(void)
{
    many *m = calloc(1, sizeof *m);
    ot_cube *cube = ot_cube_new();
    const ot_cell *cells = NULL;
    size_t count = 0, want = 0;
    const int64_t *lines;

    REQUIRE(m != NULL && cube != NULL);
    fill_many(m);
    for (size_t i = 0; i < RECORDS; i += 4096)
        CHECK_INT(ot_cube_add(cube, m->records + i,
                              RECORDS - i < 4096 ? RECORDS - i : 4096, NULL),
                  OT_OK);
    lines = &m->lines[0][0][0][0];
    for (size_t i = 0; i < sizeof m->lines / sizeof *lines; i++)
        want += lines[i] > 0;
    CHECK_INT(ot_cube_cells(cube, &cells, &count, NULL), OT_OK);
    CHECK_INT((int64_t)count, (int64_t)want);
    CHECK_INT((int64_t)wrong_cells(m, cube, cells, count), 0);
    check_order(cube, cells, count);
    ot_cube_free(cube);
    free(m);
}

static const check_case cases[] = {
    CASE(test_lines_of_the_same_codes_become_one_cell),
    CASE(test_a_cell_knows_its_first_and_last_line),
    CASE(test_cells_come_by_text_then_measure_then_period),
    CASE(test_adding_goes_on_after_the_cells_were_read),
    CASE(test_cell_beyond_int64_is_refused),
    CASE(test_hundred_thousand_lines_agree_with_a_naive_sum),
};

OT_TEST_MAIN("cube", cases)
