/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/cell.h"

#include "tests/store/fixture.h"

static void test_cell_texts_that_look_like_sql_come_back_as_they_were(void)
{
    static const char drop[] = "'); DROP TABLE cell;--";
    ot_ledger_record line = line_of(drop, OT_ACTUAL, 5, 238517);
    fixture f;

    REQUIRE(set_up(&f));
    line.account = "=1+1";
    line.fund = "\"DSG\"";
    line.project = "COVID-19 Straße 5 ½";
    CHECK_INT(put_file(&f, OT_KIND_LEDGER, drop, &line, 1), OT_OK);
    CHECK_LEDGER(
        &f, 0,
        "'); DROP TABLE cell;-- =1+1 \"DSG\" COVID-19 Straße 5 ½ ACTUAL 2021/5 "
        "238517 x1\n");
    CHECK_INT(PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 6, 4500)), OT_OK);
    tear_down(&f);
}

static void test_cell_order_is_by_text_not_by_when_a_code_was_seen(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("900", OT_ACTUAL, 4, 5001),
               line_of("é", OT_ACTUAL, 4, 5002), line_of("a", OT_ACTUAL, 4, 5003));
    PUT_LEDGER(&f, "a2", line_of("0100", OT_ACTUAL, 5, 5004),
               line_of("Z", OT_ACTUAL, 5, 5005), line_of("900", OT_ACTUAL, 5, 5006),
               line_of("900", OT_BUDGET, 5, 5007));
    CHECK_LEDGER(&f, 0,
                 "0100 4100 NON-DSG  ACTUAL 2021/5 5004 x1\n"
                 "900 4100 NON-DSG  BUDGET 2021/5 5007 x1\n"
                 "900 4100 NON-DSG  ACTUAL 2021/4 5001 x1\n"
                 "900 4100 NON-DSG  ACTUAL 2021/5 5006 x1\n"
                 "Z 4100 NON-DSG  ACTUAL 2021/5 5005 x1\n"
                 "a 4100 NON-DSG  ACTUAL 2021/4 5003 x1\n"
                 "é 4100 NON-DSG  ACTUAL 2021/4 5002 x1\n");
    tear_down(&f);
}

static void test_cell_that_sums_to_nothing_is_kept(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 88450),
               line_of("020101", OT_ACTUAL, 4, -88450));
    CHECK_LEDGER(&f, 0, "020101 4100 NON-DSG  ACTUAL 2021/4 0 x2\n");
    tear_down(&f);
}

static void test_cell_tells_its_import_and_its_lines_of_the_file(void)
{
    ot_ledger_record first = line_of("020101", OT_ACTUAL, 4, 88450);
    ot_ledger_record second = line_of("020101", OT_ACTUAL, 4, -450);
    const ot_ledger_record *record;
    ot_source source = {0};
    ot_batch batch;
    fixture f;

    REQUIRE(set_up(&f));
    first.line = 3000000017;
    second.line = 29;
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 1));
    PUT_LEDGER(&f, "a2", first, second);
    REQUIRE(ot_store_source(f.store, OT_KIND_LEDGER, 0, &source, &f.err) == OT_OK);
    REQUIRE(source.next_batch(source.self, &batch, &f.err) == OT_OK);
    record = &batch.of.ledger[0];
    CHECK_INT((int64_t)batch.count, 1);
    CHECK_INT(record->import, 2);
    CHECK_INT(record->lines, 2);
    CHECK_INT(record->first_line, 29);
    CHECK_INT(record->last_line, 3000000017);
    source.close(source.self);
    tear_down(&f);
}

/* A byte of the amounts turned: nothing is worked out from it. */
static void test_cell_that_is_not_as_it_was_written_is_reported_as_damage(void)
{
    ot_source source = {0};
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 88450));
    CHECK_INT(meddle(f.path, "UPDATE cell_block SET seq = 2"), OT_EIO);
    CHECK_INT(meddle(f.path, "DELETE FROM cell_block"), OT_EIO);
    CHECK_INT(meddle(f.path, "DROP TRIGGER cell_block_no_UPDATE; UPDATE cell_block"
                             " SET data = CAST(substr(data, 1, 36) || x'FF' ||"
                             " substr(data, 38) AS BLOB)"),
              OT_OK);
    CHECK_INT(ot_store_source(f.store, OT_KIND_LEDGER, 0, &source, &f.err), OT_EIO);
    CHECK_CONTAINS(f.err.message, "cells of the ledger (block 1 of slice 1) are not as "
                                  "they were written");
    tear_down(&f);
}

static void test_cell_of_an_unknown_measure_is_reported_as_damage(void)
{
    ot_source source = {0};
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 88450));
    CHECK_INT(meddle(f.path, "DROP TRIGGER slice_no_UPDATE"), OT_OK);
    CHECK_INT(meddle(f.path, "UPDATE slice SET part = 'ACCRUAL'"), OT_OK);
    CHECK_INT(ot_store_source(f.store, OT_KIND_LEDGER, 0, &source, &f.err), OT_EIO);
    CHECK_CONTAINS(f.err.message, "unknown measure");
    tear_down(&f);
}

/* 250 cost centres x 40 accounts x 2 funds x 10 periods = 200,000 cells of two lines.
 */
enum { CENTRES = 250, ACCOUNTS = 40, FUNDS = 2, PERIODS = 10 };
enum { CELLS = CENTRES * ACCOUNTS * FUNDS * PERIODS };

typedef struct big {
    char centres[CENTRES][8], accounts[ACCOUNTS][8];
    ot_cube *cube; /* what should come back */
    ot_pence total;
    ot_ledger_record lines[ACCOUNTS * FUNDS * PERIODS];
} big;

static ot_pence amount_of(int cell, int pass)
{
    return (ot_pence)((cell * INT64_C(7919) + pass * INT64_C(104729)) % 2000003 -
                      250000);
}

/* The lines of one cost centre; in neither the order of texts nor that of periods. */
static void fill_centre(big *b, int centre, int pass)
{
    static const char *const funds[] = {"NON-DSG", "DSG"};
    int count = ACCOUNTS * FUNDS * PERIODS;

    for (int i = 0; i < count; i++) {
        ot_ledger_record *line = &b->lines[i];

        *line = line_of(b->centres[centre], i % 3 ? OT_ACTUAL : OT_BUDGET,
                        PERIODS - i % PERIODS, amount_of(centre * count + i, pass));
        line->fund = funds[i / PERIODS % FUNDS];
        line->account = b->accounts[i / PERIODS / FUNDS];
        b->total += line->amount;
    }
}

static ot_status put_big(fixture *f, big *b)
{
    ot_batch batch = {.kind = OT_KIND_LEDGER,
                      .count = sizeof b->lines / sizeof b->lines[0],
                      .of.ledger = b->lines};
    ot_sink sink = {0};
    ot_status st;

    f->last = (ot_import){.kind = OT_KIND_LEDGER, .file = "big.csv", .sha256 = "b1"};
    st = ot_store_import_begin(f->store, &f->last, april, &sink, &f->err);
    for (int pass = 0; pass < 2; pass++)
        for (int centre = 0; centre < CENTRES && st == OT_OK; centre++) {
            fill_centre(b, (centre * 77 + pass) % CENTRES, pass);
            st = sink.put_batch(sink.self, &batch, &f->err);
            if (st == OT_OK)
                st = ot_cube_add(b->cube, b->lines, batch.count, &f->err);
        }
    if (st == OT_OK)
        st = sink.finish(sink.self, &f->err);
    sink.close(sink.self);
    return st;
}

static bool same_cell(const ot_cube *cube, const ot_cell *cell,
                      const ot_ledger_record *record)
{
    return strcmp(ot_cube_text(cube, cell, OT_DIM_COST_CENTRE), record->cost_centre) ==
               0 &&
           strcmp(ot_cube_text(cube, cell, OT_DIM_ACCOUNT), record->account) == 0 &&
           strcmp(ot_cube_text(cube, cell, OT_DIM_FUND), record->fund) == 0 &&
           strcmp(ot_cube_text(cube, cell, OT_DIM_PROJECT), record->project) == 0 &&
           cell->measure == record->measure &&
           ot_period_compare(cell->period, record->period) == 0 &&
           cell->amount == record->amount && cell->lines == record->lines;
}

static void compare_big(fixture *f, big *b)
{
    const ot_cell *cells = NULL;
    ot_source source = {0};
    size_t count = 0, at = 0, different = 0;
    ot_pence total = 0;
    ot_batch batch;

    REQUIRE(ot_cube_cells(b->cube, &cells, &count, &f->err) == OT_OK);
    CHECK_INT((int64_t)count, CELLS);
    REQUIRE(ot_store_source(f->store, OT_KIND_LEDGER, 0, &source, &f->err) == OT_OK);
    while (source.next_batch(source.self, &batch, &f->err) == OT_OK)
        for (size_t i = 0; i < batch.count; i++, at++) {
            total += batch.of.ledger[i].amount;
            different +=
                at >= count || !same_cell(b->cube, &cells[at], &batch.of.ledger[i]);
        }
    source.close(source.self);
    CHECK_INT((int64_t)at, CELLS);
    CHECK_INT((int64_t)different, 0);
    CHECK_INT(total, b->total);
}

static void test_cell_keeps_200000_cells_in_order_and_in_total(void)
{
    big *b = calloc(1, sizeof *b);
    fixture f;

    REQUIRE(set_up(&f));
    b->cube = ot_cube_new();
    for (int i = 0; i < CENTRES; i++)
        snprintf(b->centres[i], sizeof b->centres[i], "%06d", i * 7919 % 1000003);
    for (int i = 0; i < ACCOUNTS; i++)
        snprintf(b->accounts[i], sizeof b->accounts[i], "%04d", 9900 - i * 237 % 9001);
    CHECK_INT(put_big(&f, b), OT_OK);
    CHECK_INT(f.last.records, 2 * CELLS);
    CHECK_INT(f.last.control_total, b->total);
    compare_big(&f, b);
    /* And again in another process's view of the file. */
    ot_store_close(f.store);
    f.store = open_again(&f, &(ot_store_options){.read_only = true});
    REQUIRE(f.store != NULL);
    compare_big(&f, b);
    ot_cube_free(b->cube);
    free(b);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_cell_texts_that_look_like_sql_come_back_as_they_were),
    CASE(test_cell_order_is_by_text_not_by_when_a_code_was_seen),
    CASE(test_cell_that_sums_to_nothing_is_kept),
    CASE(test_cell_tells_its_import_and_its_lines_of_the_file),
    CASE(test_cell_that_is_not_as_it_was_written_is_reported_as_damage),
    CASE(test_cell_of_an_unknown_measure_is_reported_as_damage),
    CASE(test_cell_keeps_200000_cells_in_order_and_in_total),
};

OT_TEST_MAIN("store/cell", cases)
