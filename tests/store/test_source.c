/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/store.h"

#include "tests/store/fixture.h"

/* The accounts as at mark: "4100 4101 ", with the count of batches in *batches. */
static char *accounts_text(fixture *f, int64_t mark, int *batches)
{
    ot_source source = {0};
    size_t size = 0;
    char *text = NULL;
    FILE *out = open_memstream(&text, &size);
    ot_batch batch;

    *batches = 0;
    if (ot_store_source(f->store, OT_KIND_ACCOUNTS, mark, &source, &f->err) == OT_OK) {
        while (source.next_batch(source.self, &batch, &f->err) == OT_OK) {
            ++*batches;
            for (size_t i = 0; i < batch.count; i++)
                fprintf(out, "%s ", batch.of.accounts[i].account);
        }
        CHECK_INT(source.next_batch(source.self, &batch, &f->err), OT_END);
        source.close(source.self);
    }
    fclose(out);
    return text;
}

static void check_accounts(fixture *f, int64_t mark, const char *want)
{
    int batches;
    char *text = accounts_text(f, mark, &batches);

    CHECK_TEXT(text, want);
    free(text);
}

static void test_source_of_an_empty_workspace_ends_at_once(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    for (int kind = 0; kind < OT_KINDS; kind++) {
        ot_source source = {0};
        ot_batch batch;

        CHECK_INT(ot_store_source(f.store, (ot_kind)kind, 0, &source, &f.err), OT_OK);
        CHECK_INT(source.next_batch(source.self, &batch, &f.err), OT_END);
        source.close(source.self);
    }
    tear_down(&f);
}

static void test_source_gives_structure_of_the_newest_import_up_to_the_mark(void)
{
    const ot_account_record first[] = {{"4100", "Agency", 5, false, 2},
                                       {"1000", "Pay", 1, false, 3}};
    const ot_account_record second[] = {{"4200", "Fees", 5, false, 2}};
    fixture f;

    REQUIRE(set_up(&f));
    put_file(&f, OT_KIND_ACCOUNTS, "k1", first, 2);
    put_file(&f, OT_KIND_ACCOUNTS, "k2", second, 1);
    check_accounts(&f, 1, "4100 1000 ");
    check_accounts(&f, 2, "4200 ");
    check_accounts(&f, 0, "4200 ");
    /* An empty file says that there is nothing any more. */
    CHECK_INT(put_file(&f, OT_KIND_ACCOUNTS, "k3", second, 0), OT_OK);
    CHECK(f.last.current);
    check_accounts(&f, 0, "");
    check_accounts(&f, 2, "4200 ");
    tear_down(&f);
}

static void test_source_gives_many_rows_in_batches_and_in_order(void)
{
    enum { ROWS = 2500 };
    ot_account_record *rows = calloc(ROWS, sizeof *rows);
    char(*codes)[8] = calloc(ROWS, sizeof *codes);
    char *want = calloc(ROWS, 8), *got;
    size_t used = 0;
    int batches = 0;
    fixture f;

    REQUIRE(set_up(&f));
    for (int i = 0; i < ROWS; i++) {
        snprintf(codes[i], sizeof codes[i], "%d", 1000 + i * 7 % ROWS);
        rows[i] = (ot_account_record){codes[i], "Fees", 4, false, i + 2};
        used += (size_t)sprintf(want + used, "%s ", codes[i]);
    }
    CHECK_INT(put_file(&f, OT_KIND_ACCOUNTS, "k1", rows, ROWS), OT_OK);
    got = accounts_text(&f, 0, &batches);
    CHECK(strcmp(got, want) == 0);
    CHECK_INT(batches, 3);
    free(got);
    free(want);
    free(codes);
    free(rows);
    tear_down(&f);
}

static ot_forecast_record forecast_of(const char *cost_centre, ot_date date,
                                      ot_pence amount, long line)
{
    return (ot_forecast_record){.cost_centre = cost_centre,
                                .account = "",
                                .fund = "",
                                .amount = amount,
                                .reason_code = "",
                                .comment = "",
                                .author = "",
                                .date = date,
                                .line = line};
}

static void check_forecasts(fixture *f, int64_t mark, const char *want)
{
    ot_source source = {0};
    char got[512] = "";
    ot_batch batch;

    REQUIRE(ot_store_source(f->store, OT_KIND_FORECASTS, mark, &source, &f->err) ==
            OT_OK);
    while (source.next_batch(source.self, &batch, &f->err) == OT_OK)
        for (size_t i = 0; i < batch.count; i++) {
            const ot_forecast_record *r = &batch.of.forecasts[i];

            snprintf(got + strlen(got), sizeof got - strlen(got), "%s=%" PRId64 " ",
                     r->cost_centre, r->amount);
        }
    source.close(source.self);
    CHECK_TEXT(got, want);
}

static void test_source_gives_forecasts_by_month_of_date_by_import_and_line(void)
{
    const ot_forecast_record first[] = {forecast_of("030205", 20210914, 238517, 5),
                                        forecast_of("030206", 20210831, 61200, 4),
                                        forecast_of("030207", 0, 7150, 3)};
    const ot_forecast_record second[] = {forecast_of("030205", 20210930, 241000, 2)};
    fixture f;

    REQUIRE(set_up(&f));
    put_file(&f, OT_KIND_FORECASTS, "f1", first, 3);
    check_forecasts(&f, 0, "030207=7150 030206=61200 030205=238517 ");
    put_file(&f, OT_KIND_FORECASTS, "f2", second, 1);
    check_forecasts(&f, 0, "030207=7150 030206=61200 030205=241000 ");
    check_forecasts(&f, 1, "030207=7150 030206=61200 030205=238517 ");
    tear_down(&f);
}

static void test_source_gives_activity_by_slices(void)
{
    const ot_activity_record first[] = {{{2021, 4}, "Residential", 96, 2},
                                        {{2021, 5}, "Residential", 98, 3},
                                        {{2021, 5}, "Fostering", 441, 4}};
    const ot_activity_record second[] = {{{2021, 5}, "Residential", 101, 2}};
    ot_source source = {0};
    ot_batch batch = {0};
    fixture f;

    REQUIRE(set_up(&f));
    put_file(&f, OT_KIND_ACTIVITY, "p1", first, 3);
    put_file(&f, OT_KIND_ACTIVITY, "p2", second, 1);
    CHECK_INT(ot_store_source(f.store, OT_KIND_ACTIVITY, 0, &source, &f.err), OT_OK);
    CHECK_INT(source.next_batch(source.self, &batch, &f.err), OT_OK);
    CHECK_INT((int64_t)batch.count, 3);
    CHECK_INT(batch.of.activity[0].count, 96);
    CHECK_INT(batch.of.activity[1].count, 441);
    CHECK_INT(batch.of.activity[2].count, 101);
    source.close(source.self);
    tear_down(&f);
}

static void test_source_closed_early_leaves_the_workspace_free(void)
{
    const ot_account_record rows[] = {{"4100", "Agency", 5, false, 2}};
    ot_source source = {0};
    fixture f;

    REQUIRE(set_up(&f));
    put_file(&f, OT_KIND_ACCOUNTS, "k1", rows, 1);
    CHECK_INT(ot_store_source(f.store, OT_KIND_ACCOUNTS, 0, &source, &f.err), OT_OK);
    source.close(source.self);
    CHECK_INT(put_file(&f, OT_KIND_ACCOUNTS, "k2", rows, 1), OT_OK);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_source_of_an_empty_workspace_ends_at_once),
    CASE(test_source_gives_structure_of_the_newest_import_up_to_the_mark),
    CASE(test_source_gives_many_rows_in_batches_and_in_order),
    CASE(test_source_gives_forecasts_by_month_of_date_by_import_and_line),
    CASE(test_source_gives_activity_by_slices),
    CASE(test_source_closed_early_leaves_the_workspace_free),
};

OT_TEST_MAIN("store/source", cases)
