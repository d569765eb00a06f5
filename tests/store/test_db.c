/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/fixture.h"

static void test_db_file_is_made_for_its_owner_only(void)
{
    struct stat file;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(stat(f.path, &file), 0);
    CHECK_INT(file.st_mode & 07777, 0600);
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    strcat(f.path, "-wal");
    CHECK_INT(stat(f.path, &file), 0);
    CHECK_INT(file.st_mode & 07777, 0600);
    memcpy(strrchr(f.path, '-'), "-shm", 4);
    CHECK_INT(stat(f.path, &file), 0);
    CHECK_INT(file.st_mode & 07777, 0600);
    tear_down(&f);
}

static void test_db_opens_a_file_whose_name_means_memory_to_sqlite(void)
{
    ot_db *db = NULL;
    ot_error err = {0};

    CHECK_INT(ot_db_open(":memory:", false, 100, &db, &err), OT_OK);
    ot_db_close(db);
    CHECK_INT(access("./:memory:", F_OK), 0);
    CHECK_INT(unlink("./:memory:"), 0);
}

static void test_db_in_a_missing_folder_says_so(void)
{
    ot_db *db = NULL;
    ot_error err = {0};

    CHECK_INT(ot_db_open("no-such-folder/w.db", false, 100, &db, &err), OT_EIO);
    CHECK_TEXT(err.message, "the workspace cannot be made: No such file or directory");
    CHECK_TEXT(err.input, "no-such-folder/w.db");
    CHECK(db == NULL);
}

static void test_db_statement_binds_in_order_and_can_be_used_again(void)
{
    ot_stmt *stmt = NULL;
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, true, 100, &db, &f.err) == OT_OK);
    REQUIRE(ot_db_prepare(db, "SELECT ? || '-' || ?, ?, ?", &stmt, &f.err) == OT_OK);
    for (int64_t i = 0; i < 2; i++) {
        ot_stmt_bind_text(stmt, "Zoë's");
        ot_stmt_bind_int(stmt, 2021 + i);
        ot_stmt_bind_null(stmt);
        ot_stmt_bind_int(stmt, INT64_MIN);
        CHECK_INT(ot_stmt_next(stmt, &f.err), OT_OK);
        CHECK_TEXT(ot_stmt_text(stmt, 0), i ? "Zoë's-2022" : "Zoë's-2021");
        CHECK(ot_stmt_null(stmt, 1));
        CHECK_TEXT(ot_stmt_text(stmt, 1), "");
        CHECK_INT(ot_stmt_int(stmt, 2), INT64_MIN);
        CHECK_INT(ot_stmt_next(stmt, &f.err), OT_END);
    }
    ot_stmt_free(stmt);
    ot_db_close(db);
    tear_down(&f);
}

static void test_db_failed_bind_is_told_by_the_next_step(void)
{
    ot_stmt *stmt = NULL;
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, true, 100, &db, &f.err) == OT_OK);
    REQUIRE(ot_db_prepare(db, "SELECT ?", &stmt, &f.err) == OT_OK);
    ot_stmt_bind_int(stmt, 1);
    ot_stmt_bind_int(stmt, 2);
    CHECK_INT(ot_stmt_next(stmt, &f.err), OT_EIO);
    CHECK_CONTAINS(f.err.message, "the workspace failed: ");
    ot_stmt_bind_int(stmt, 3);
    CHECK_INT(ot_stmt_next(stmt, &f.err), OT_OK);
    CHECK_INT(ot_stmt_int(stmt, 0), 3);
    ot_stmt_free(stmt);
    ot_db_close(db);
    tear_down(&f);
}

static void test_db_rollback_undoes_and_is_harmless_without_a_transaction(void)
{
    int64_t count = -1;
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, false, 100, &db, &f.err) == OT_OK);
    ot_db_rollback(db);
    CHECK_INT(ot_db_begin(db, &f.err), OT_OK);
    CHECK_INT(ot_db_run(db, "INSERT INTO code (text) VALUES ('020101')", &f.err),
              OT_OK);
    ot_db_rollback(db);
    CHECK_INT(ot_db_ask(db, "SELECT count(*) FROM code", &count, &f.err), OT_OK);
    CHECK_INT(count, 0);
    ot_db_close(db);
    tear_down(&f);
}

static void test_db_reading_only_refuses_to_write(void)
{
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, true, 100, &db, &f.err) == OT_OK);
    CHECK_INT(ot_db_run(db, "INSERT INTO code (text) VALUES ('020101')", &f.err),
              OT_EIO);
    CHECK_CONTAINS(f.err.message, "cannot be written to");
    ot_db_close(db);
    tear_down(&f);
}

static void test_db_settings_guard_what_is_written(void)
{
    int64_t value = -1;
    char mode[16] = "";
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, false, 100, &db, &f.err) == OT_OK);
    CHECK_INT(ot_db_ask(db, "PRAGMA foreign_keys", &value, &f.err), OT_OK);
    CHECK_INT(value, 1);
    CHECK_INT(ot_db_ask(db, "PRAGMA synchronous", &value, &f.err), OT_OK);
    CHECK_INT(value, 2); /* FULL */
    CHECK_INT(ot_db_ask_text(db, "PRAGMA journal_mode", mode, sizeof mode, &f.err),
              OT_OK);
    CHECK_TEXT(mode, "wal");
    CHECK_INT(
        ot_db_run(db, "INSERT INTO slice VALUES (1, 99, 'ledger', '', 0, 0)", &f.err),
        OT_EIO);
    CHECK_CONTAINS(f.err.message, "FOREIGN KEY");
    ot_db_close(db);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_db_file_is_made_for_its_owner_only),
    CASE(test_db_opens_a_file_whose_name_means_memory_to_sqlite),
    CASE(test_db_in_a_missing_folder_says_so),
    CASE(test_db_statement_binds_in_order_and_can_be_used_again),
    CASE(test_db_failed_bind_is_told_by_the_next_step),
    CASE(test_db_rollback_undoes_and_is_harmless_without_a_transaction),
    CASE(test_db_reading_only_refuses_to_write),
    CASE(test_db_settings_guard_what_is_written),
};

OT_TEST_MAIN("store/db", cases)
