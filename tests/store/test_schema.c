/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/past.h"
#include "store/schema.h"

#include "tests/store/fixture.h"

/* A program after this one, which knows one more step and one that fails. */
static const char *const next_step[] = {
    "CREATE TABLE note (import INTEGER NOT NULL REFERENCES import, text TEXT NOT NULL)",
    "INSERT INTO note (import, text) SELECT id, file FROM import ORDER BY id", NULL};
static const char *const failing_step[] = {"CREATE TABLE half_made (id INTEGER)",
                                           "INSERT INTO no_such_table VALUES (1)",
                                           NULL};

static ot_status bring(fixture *f, const ot_schema *schema, bool read_only)
{
    ot_db *db = NULL;
    ot_status st = ot_db_open(f->path, read_only, 1000, &db, &f->err);

    if (st == OT_OK)
        st = ot_schema_bring(db, schema, read_only, f->path, &f->err);
    ot_db_close(db);
    return st;
}

static int64_t ask(fixture *f, const char *sql)
{
    int64_t number = -1;
    ot_db *db = NULL;

    if (ot_db_open(f->path, true, 1000, &db, &f->err) == OT_OK)
        ot_db_ask(db, sql, &number, &f->err);
    ot_db_close(db);
    return number;
}

/* The first column of all rows, one after the other; the caller frees. */
static char *select_text(const char *path, const char *sql)
{
    ot_db *db = NULL;
    ot_stmt *stmt = NULL;
    ot_error err = {0};
    size_t size = 0;
    char *text = NULL;
    FILE *out = open_memstream(&text, &size);

    if (ot_db_open(path, true, 1000, &db, &err) == OT_OK &&
        ot_db_prepare(db, sql, &stmt, &err) == OT_OK)
        while (ot_stmt_next(stmt, &err) == OT_OK)
            fputs(ot_stmt_text(stmt, 0), out);
    ot_stmt_free(stmt);
    ot_db_close(db);
    fclose(out);
    return text;
}

static void test_schema_marks_the_file_as_ours(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ask(&f, "PRAGMA application_id"), OT_APPLICATION_ID);
    CHECK_INT(ask(&f, "PRAGMA user_version"), ot_schema_current.version);
    tear_down(&f);
}

enum { NOW = 9 }; /* versions there are */

static void test_schema_migrates_an_older_file_and_keeps_its_records(void)
{
    const char *const *steps[] = {ot_schema_current.steps[0],
                                  ot_schema_current.steps[1],
                                  ot_schema_current.steps[2],
                                  ot_schema_current.steps[3],
                                  ot_schema_current.steps[4],
                                  ot_schema_current.steps[5],
                                  ot_schema_current.steps[6],
                                  ot_schema_current.steps[7],
                                  ot_schema_current.steps[8],
                                  next_step,
                                  failing_step};
    const ot_schema next = {.steps = steps, .version = NOW + 1},
                    after_next = {.steps = steps, .version = NOW + 2};
    char *before, *after;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_schema_current.version, NOW);
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 455000));
    ot_store_close(f.store);
    f.store = NULL;

    CHECK_INT(bring(&f, &next, true), OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "written by an older outturn");
    CHECK_INT(ask(&f, "PRAGMA user_version"), NOW);
    CHECK_INT(bring(&f, &next, false), OT_OK);
    CHECK_INT(ask(&f, "PRAGMA user_version"), NOW + 1);
    CHECK_INT(ask(&f, "SELECT count(*) FROM note"), 2);
    CHECK_INT(ask(&f, "SELECT count(*) FROM cell_block"), 2);
    CHECK_INT(bring(&f, &next, true), OT_OK);

    /* A step that fails half way changes nothing. */
    before = dump(f.path);
    CHECK_INT(bring(&f, &after_next, false), OT_EIO);
    after = dump(f.path);
    CHECK_TEXT(after, before);
    CHECK_INT(ask(&f, "PRAGMA user_version"), NOW + 1);
    free(before);
    free(after);
    tear_down(&f);
}

/* A workspace of the program before placements: what it wrote then stands there now,
 * and placements go into it. */
static void test_schema_migrates_a_file_of_version_1(void)
{
    static const char *const wrote[] = {
        "INSERT INTO import VALUES (1, 'ledger', 'july.csv', 'a1', 1, 310000, 7)",
        "INSERT INTO slice VALUES (1, 1, 'ledger', 'ACTUAL', 2021, 4)",
        "INSERT INTO code VALUES (1, '020101'), (2, '4100'), (3, 'NON-DSG'), (4, '')",
        "INSERT INTO cell VALUES (1, 1, 2, 3, 4, 310000, 1)"};
    const ot_schema first = {.steps = ot_schema_current.steps, .version = 1};
    const ot_uasc_record uasc = {"9ce0396dbb2da30fe6e976d8426818b5", 0, 2021, 2};
    const ot_store_options reading = {.read_only = true};
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    unlink(f.path);
    CHECK_INT(bring(&f, &first, false), OT_OK);
    for (size_t i = 0; i < sizeof wrote / sizeof *wrote; i++)
        CHECK_INT(meddle(f.path, wrote[i]), OT_OK);
    CHECK_INT(ask(&f, "PRAGMA user_version"), 1);
    f.store = open_again(&f, &reading);
    CHECK(f.store == NULL);
    CHECK_CONTAINS(f.err.message, "written by an older outturn");

    f.store = open_again(&f, NULL);
    REQUIRE(f.store != NULL);
    CHECK_INT(ask(&f, "PRAGMA user_version"), NOW);
    CHECK_LEDGER(&f, 0, "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n");
    CHECK_INT(put_file(&f, OT_KIND_UASC, "u1", &uasc, 1), OT_OK);
    CHECK_INT(ask(&f, "SELECT count(*) FROM uasc"), 1);
    CHECK_LEDGER(&f, 0, "020101 4100 NON-DSG  ACTUAL 2021/4 310000 x1\n");
    tear_down(&f);
}

/* 10,000 cells of two months and an import that replaced one: rows become blocks, and
 * every sum and what is in force as at each import stay as they were. */
static void test_schema_makes_blocks_of_the_rows_of_version_6(void)
{
    static const char *const wrote[] = {
        "INSERT INTO code VALUES (1, 'DSG'), (2, ''), (3, '4100')",
        "WITH RECURSIVE n (i) AS (SELECT 4 UNION ALL SELECT i + 1 FROM n WHERE i < "
        "5003) INSERT INTO code SELECT i, printf('%05d', i * 7919 % 90001) FROM n",
        "INSERT INTO import VALUES (1, 'ledger', 'may.csv', 'a1', 20000, 0, 7),"
        " (2, 'ledger', 'may again.csv', 'a2', 1, -238517, 8)",
        "INSERT INTO slice VALUES (1, 1, 'ledger', 'ACTUAL', 2021, 1),"
        " (2, 1, 'ledger', 'ACTUAL', 2021, 2), (3, 2, 'ledger', 'ACTUAL', 2021, 2)",
        "INSERT INTO cell SELECT s.id, c.id, 3, 1, 2,"
        " (c.id * 104729 % 2000003 - 1000001) * s.id * 1000000, 2"
        " FROM slice s, code c WHERE s.import = 1 AND c.id > 3",
        "INSERT INTO cell VALUES (3, 1000, 3, 1, 2, -238517, 1)"};
    const ot_schema sixth = {.steps = ot_schema_current.steps, .version = 6};
    char *before, *after;
    int64_t records, total;
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    unlink(f.path);
    CHECK_INT(bring(&f, &sixth, false), OT_OK);
    for (size_t i = 0; i < sizeof wrote / sizeof *wrote; i++)
        CHECK_INT(meddle(f.path, wrote[i]), OT_OK);
    records = ask(&f, "SELECT sum(lines) FROM cell");
    total = ask(&f, "SELECT sum(amount) FROM cell WHERE slice = 1");
    before = select_text(
        f.path, "SELECT cc.text || ' 4100 DSG  ACTUAL 2021/' || s.period || ' ' ||"
                " c.amount || ' x' || c.lines || x'0a' FROM cell c"
                " JOIN slice s ON s.id = c.slice JOIN code cc ON cc.id = c.cost_centre"
                " WHERE s.import = 1 ORDER BY cc.text, s.period");
    f.store = open_again(&f, NULL);
    REQUIRE(f.store != NULL);
    CHECK_INT(ask(&f, "SELECT count(*) FROM sqlite_schema WHERE name = 'cell'"), 0);
    CHECK_INT(ask(&f, "SELECT count(*) FROM cell_block"), 5);
    CHECK_INT(ask(&f, "SELECT sum(lines) FROM cell_block"), records);
    CHECK_INT(ask(&f, "SELECT sum(amount) FROM cell_block WHERE slice = 1"), total);
    CHECK_INT(ask(&f, "SELECT sum(amount) FROM cell_block WHERE slice = 3"), -238517);
    after = ledger_text(f.store, 1, &f.err);
    CHECK(strlen(before) > 300000);
    CHECK_TEXT(after, before);
    free(before);
    free(after);
    tear_down(&f);
}

static ot_status check_old_line(void *self, const ot_run_line *line, ot_error *err)
{
    (void)err;
    ++*(int *)self;
    CHECK_TEXT(line->cost_centre, "020101");
    CHECK_TEXT(line->method, "damped trend");
    CHECK_TEXT(line->basis, "model");
    CHECK_INT(line->projected, 431870000);
    CHECK_INT(line->hi95, 442500000);
    CHECK(line->has_interval);
    CHECK_INT(line->months_used, 0);
    CHECK(isnan(line->typical));
    CHECK(isnan(line->manager_error));
    CHECK(!line->has_driver);
    return OT_OK;
}

/* A run of the program before projections learnt: its lines say what they said, and
 * nothing of what was not known then. */
static void test_schema_keeps_the_runs_of_version_1(void)
{
    static const char *const wrote[] = {
        "INSERT INTO code VALUES (1, '020101'), (2, 'NON-DSG'), (3, ''),"
        " (4, 'damped trend'), (5, 'model')",
        "INSERT INTO profile VALUES (1, '[council]')",
        "INSERT INTO run VALUES (1, 2021, 5, 4, 1631606400, '9f86d081', '0.8.0', 1)",
        "INSERT INTO run_line VALUES (1, 1, 1, 2, 3, 5, 412000000, 238517099, "
        "431870000,"
        " 425000000, 438900000, 421300000, 442500000, 431870000, NULL, 4, 5)"};
    const ot_schema first = {.steps = ot_schema_current.steps, .version = 1};
    int64_t backtest = -1;
    int lines = 0;
    ot_run run = {0};
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    unlink(f.path);
    CHECK_INT(bring(&f, &first, false), OT_OK);
    for (size_t i = 0; i < sizeof wrote / sizeof *wrote; i++)
        CHECK_INT(meddle(f.path, wrote[i]), OT_OK);
    f.store = open_again(&f, NULL);
    REQUIRE(f.store != NULL);
    CHECK_INT(ot_store_run_get(f.store, 1, &run, &f.err), OT_OK);
    CHECK_INT(run.mark, 4);
    CHECK_TEXT(run.version, "0.8.0");
    CHECK_INT(run.backtest, 0);
    CHECK_NEAR(run.within, 0.1, 0);
    CHECK_NEAR(run.between, 0.05, 0);
    CHECK(!run.reconciled);
    CHECK_INT(run.past_years, 0);
    CHECK_INT(ot_store_run_lines(f.store, 1, check_old_line, &lines, &f.err), OT_OK);
    CHECK_INT(lines, 1);
    CHECK_INT(ot_store_backtest_newest(f.store, &backtest, &f.err), OT_OK);
    CHECK_INT(backtest, 0);
    tear_down(&f);
}

/* Periods that were closed before there was a log stay closed; from now on nothing of
 * what was imported or closed can be changed. */
static void test_schema_keeps_the_closings_of_version_4(void)
{
    static const char *const kept[] = {"UPDATE closing SET reopened = 1",
                                       "DELETE FROM closing", "DELETE FROM import"};
    const ot_schema fourth = {.steps = ot_schema_current.steps, .version = 4};
    bool closed = false;
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    unlink(f.path);
    CHECK_INT(bring(&f, &fourth, false), OT_OK);
    CHECK_INT(meddle(f.path, "INSERT INTO closing VALUES (1, 2021, 4, 7, 0, '')"),
              OT_OK);
    CHECK_INT(
        meddle(f.path,
               "INSERT INTO import VALUES (1, 'ledger', 'july.csv', 'a1', 0, 0, 7)"),
        OT_OK);
    f.store = open_again(&f, NULL);
    REQUIRE(f.store != NULL);
    CHECK_INT(ot_store_is_closed(f.store, (ot_period){2021, 4}, &closed, &f.err),
              OT_OK);
    CHECK(closed);
    CHECK_INT(ask(&f, "SELECT count(*) FROM audit"), 0);
    CHECK_INT(ask(&f, "SELECT count(*) FROM closing WHERE who = ''"), 1);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        CHECK_INT(meddle(f.path, kept[i]), OT_EIO);
    tear_down(&f);
}

static void test_schema_builds_a_new_file_from_all_steps(void)
{
    const char *const *steps[] = {
        ot_schema_current.steps[0], ot_schema_current.steps[1],
        ot_schema_current.steps[2], ot_schema_current.steps[3],
        ot_schema_current.steps[4], ot_schema_current.steps[5],
        ot_schema_current.steps[6], ot_schema_current.steps[7],
        ot_schema_current.steps[8], next_step};
    const ot_schema next = {.steps = steps, .version = NOW + 1};
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    f.store = NULL;
    unlink(f.path);
    CHECK_INT(bring(&f, &next, false), OT_OK);
    CHECK_INT(ask(&f, "PRAGMA user_version"), NOW + 1);
    CHECK_INT(ask(&f, "SELECT count(*) FROM note"), 0);
    CHECK_INT(ask(&f, "SELECT count(*) FROM episode"), 0);
    tear_down(&f);
}

static void test_schema_refuses_a_newer_file(void)
{
    fixture f;
    char *before, *after;

    REQUIRE(set_up(&f));
    ot_store_close(f.store);
    CHECK_INT(meddle(f.path, "PRAGMA user_version = 10"), OT_OK);
    before = dump(f.path);
    f.store = open_again(&f, NULL);
    CHECK(f.store == NULL);
    CHECK_INT(f.err.code, OT_EINPUT);
    CHECK_TEXT(f.err.message,
               "the workspace was written by a newer outturn (its schema is 10, this "
               "program knows up to 9): use that version");
    after = dump(f.path);
    CHECK_TEXT(after, before);
    free(before);
    free(after);
    tear_down(&f);
}

static void test_schema_refuses_another_programs_database_and_leaves_it(void)
{
    ot_store *store;
    fixture f;

    REQUIRE(set_up(&f));
    snprintf(f.path, sizeof f.path, "%s/other.db", f.folder);
    CHECK_INT(meddle(f.path, "CREATE TABLE invoice (id INTEGER, amount INTEGER)"),
              OT_OK);
    store = open_again(&f, NULL);
    CHECK(store == NULL);
    CHECK_INT(f.err.code, OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "another program's SQLite file");
    CHECK_INT(ask(&f, "SELECT count(*) FROM sqlite_schema"), 1);
    CHECK_INT(ask(&f, "PRAGMA application_id"), 0);
    /* Not even its way of writing is changed. */
    CHECK_INT(ask(&f, "SELECT journal_mode = 'delete' FROM pragma_journal_mode"), 1);
    /* An empty one that is marked as another's, too. */
    unlink(f.path);
    CHECK_INT(meddle(f.path, "PRAGMA application_id = 252006674"),
              OT_OK); /* Fossil's */
    store = open_again(&f, NULL);
    CHECK(store == NULL);
    CHECK_CONTAINS(f.err.message, "another program's SQLite file");
    tear_down(&f);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    if (file) {
        fputs(text, file);
        fclose(file);
    }
}

static void test_schema_refuses_a_file_that_is_no_database(void)
{
    static const char csv[] = "cost_centre,account,amount\n020101,4100,2385.17\n";
    struct stat file;
    ot_store *store;
    fixture f;

    REQUIRE(set_up(&f));
    snprintf(f.path, sizeof f.path, "%s/ledger.csv", f.folder);
    write_text(f.path, csv);
    store = open_again(&f, NULL);
    CHECK(store == NULL);
    CHECK_INT(f.err.code, OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "not an outturn workspace");
    CHECK_INT(stat(f.path, &file), 0);
    CHECK_INT(file.st_size, (int64_t)strlen(csv));
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_schema_marks_the_file_as_ours),
    CASE(test_schema_migrates_an_older_file_and_keeps_its_records),
    CASE(test_schema_migrates_a_file_of_version_1),
    CASE(test_schema_makes_blocks_of_the_rows_of_version_6),
    CASE(test_schema_keeps_the_runs_of_version_1),
    CASE(test_schema_keeps_the_closings_of_version_4),
    CASE(test_schema_builds_a_new_file_from_all_steps),
    CASE(test_schema_refuses_a_newer_file),
    CASE(test_schema_refuses_another_programs_database_and_leaves_it),
    CASE(test_schema_refuses_a_file_that_is_no_database),
};

OT_TEST_MAIN("store/schema", cases)
