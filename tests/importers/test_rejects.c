/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/rejects.h"
#include "tests/importers/import_fixture.h"

#define GOOD "030203,5105,NON-DSG,,2021/22 P04,ACTUAL,4125.00\n"
#define ALSO "020101,1000,DSG,,2021/22 P05,BUDGET,18500.00\n"

static void test_import_lists_every_reject_and_fails(void)
{
    static fixture_import import;
    scratch s;
    char rejects[600], name[600];

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 FIXTURE_HEADER GOOD "030203,5105,,,2021/22 P04,ACTUAL,12.345\n" ALSO
                                     ",5105,,,2021/22 P04,ACTUAL,\"1,000.00\"\n",
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.count, 2);
    CHECK_INT(import.rejects, 2);
    CHECK_INT(import.issues[0].line, 3);
    CHECK_TEXT(import.issues[0].message, "amount '12.345' has more than two decimals");
    CHECK_TEXT(import.issues[0].record, "030203,5105,,,2021/22 P04,ACTUAL,12.345");
    CHECK_INT(import.issues[1].line, 5);
    CHECK_TEXT(import.issues[1].message, "cost_centre is blank");
    snprintf(name, sizeof name, "%s/ledger.csv", s.directory);
    CHECK_TEXT(import.issues[1].input, name);
    CHECK_TEXT(import.err.input, name);
    CHECK_CONTAINS(import.err.message, "2 of 4 rows were rejected; they are in '");
    CHECK_CONTAINS(import.err.message, "/ledger.rejects.csv'");
    CHECK_TEXT(scratch_read(&s, "ledger.rejects.csv", rejects, sizeof rejects),
               "line,reason,cost_centre,account,fund,project,period,measure,amount\n"
               "3,\"amount '12.345' has more than two decimals\",030203,5105,,,2021/22 "
               "P04,ACTUAL,12.345\n"
               "5,\"cost_centre is blank\",,5105,,,2021/22 P04,ACTUAL,\"1,000.00\"\n");
    scratch_close(&s);
}

static void test_import_tolerates_allowed_rejects(void)
{
    static const char text[] = FIXTURE_HEADER GOOD "x,5105,,,2021/22 P04,ACTUAL,?\n"
                                                   "x,5105,,,2021/22 P99,ACTUAL,1.50\n";
    static fixture_import import;
    ot_import_options options = {.allowed_rejects = 2};
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s, text, &options);
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.count, 1);
    CHECK_INT(import.rejects, 2);
    CHECK(scratch_has(&s, "ledger.rejects.csv"));
    options.allowed_rejects = 1;
    fixture_text(&import, &s, text, &options);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "2 of 3 rows were rejected");
    scratch_close(&s);
}

static void test_import_without_rejects_leaves_no_rejects_file(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.rejects.csv", "line,reason\n3,old\n");
    fixture_text(&import, &s, FIXTURE_HEADER GOOD, NULL);
    CHECK_INT(import.end, OT_END);
    CHECK(!scratch_has(&s, "ledger.rejects.csv"));
    CHECK_INT(scratch_files(&s), 1);
    scratch_close(&s);
}

static void test_import_closed_early_leaves_no_file(void)
{
    ot_import_options options = {0};
    scratch s;
    ot_source source;
    ot_batch batch;
    ot_error err;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv", FIXTURE_HEADER "x,5105,,,,ACTUAL,1.50\n" GOOD);
    REQUIRE(ot_importer_open_chunked(s.path, OT_KIND_LEDGER, &options, 16, &source,
                                     &err) == OT_OK);
    CHECK_INT(source.next_batch(source.self, &batch, &err), OT_OK);
    CHECK_INT(scratch_files(&s), 2);
    source.close(source.self);
    CHECK_INT(scratch_files(&s), 1);
    scratch_close(&s);
}

static void test_import_puts_faulty_quotes_whole_into_the_rejects(void)
{
    static fixture_import import;
    scratch s;
    char rejects[600];

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 FIXTURE_HEADER "\"030203\" x,5105,,,2021/22 P04,ACTUAL,12.50\n" GOOD,
                 &(ot_import_options){.allowed_rejects = 1});
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.count, 1);
    CHECK_CONTAINS(
        scratch_read(&s, "ledger.rejects.csv", rejects, sizeof rejects),
        "must be doubled)\",\"\"\"030203\"\" x,5105,,,2021/22 P04,ACTUAL,12.50\"\n");
    scratch_close(&s);
}

static void test_mended_rejects_can_be_imported(void)
{
    static fixture_import import;
    scratch s;
    char rejects[600], *mistake;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "cost_centre;account;period;measure;amount\n"
                 "030203;5105;2021/22 P04;ACTUAL;41?5.00\n",
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    scratch_read(&s, "ledger.rejects.csv", rejects, sizeof rejects);
    mistake = strstr(rejects, "ACTUAL;41?5");
    REQUIRE(mistake);
    mistake[9] = '2';
    fixture_read(&import, scratch_text(&s, "mended.csv", rejects), NULL, 0);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 1);
    CHECK_INT(import.rows[0].amount, 412500);
    scratch_close(&s);
}

static void test_import_writes_rejects_where_told(void)
{
    static fixture_import import;
    ot_import_options options = {0};
    scratch s;
    char where[600];

    REQUIRE(scratch_open(&s));
    snprintf(where, sizeof where, "%s/put here.txt", s.directory);
    options.rejects_path = where;
    fixture_text(&import, &s, FIXTURE_HEADER "x,5105,,,2021/22 P04,ACTUAL,?\n",
                 &options);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK(scratch_has(&s, "put here.txt"));
    CHECK_INT(scratch_files(&s), 2);
    options.rejects_path = s.path;
    fixture_text(&import, &s, FIXTURE_HEADER GOOD, &options);
    CHECK_INT(import.end, OT_EUSAGE);
    CHECK_CONTAINS(import.err.message, "the input itself");
    scratch_close(&s);
}

static void test_import_says_where_rejects_could_not_be_written(void)
{
    static fixture_import import;
    ot_import_options options = {.rejects_path = "no such directory/rejects.csv",
                                 .allowed_rejects = 5};
    static const char text[] = FIXTURE_HEADER GOOD "x,5105,,,2021/22 P04,ACTUAL,?\n";
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s, text, &options);
    CHECK_INT(import.end, OT_EIO);
    CHECK_INT(import.rejects, 1);
    CHECK_CONTAINS(import.err.message, "no such directory/rejects.csv");
    options.allowed_rejects = 0;
    fixture_text(&import, &s, text, &options);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.warnings, 1);
    CHECK_TEXT(import.err.message, "1 of 2 rows were rejected");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_import_lists_every_reject_and_fails),
    CASE(test_import_tolerates_allowed_rejects),
    CASE(test_import_without_rejects_leaves_no_rejects_file),
    CASE(test_import_closed_early_leaves_no_file),
    CASE(test_import_puts_faulty_quotes_whole_into_the_rejects),
    CASE(test_mended_rejects_can_be_imported),
    CASE(test_import_writes_rejects_where_told),
    CASE(test_import_says_where_rejects_could_not_be_written),
};

OT_TEST_MAIN("importers/rejects", cases)
