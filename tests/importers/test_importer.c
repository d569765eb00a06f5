/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/importer.h"
#include "tests/importers/import_fixture.h"

#include <sys/stat.h>

#define GOOD "030203,5105,NON-DSG,,2021/22 P04,ACTUAL,4125.00\n"
#define ALSO "020101,1000,DSG,,2021/22 P05,BUDGET,18500.00\n"

static void test_import_gives_records_in_the_file_order(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s, FIXTURE_HEADER GOOD "\n" ALSO, NULL);
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.count, 2);
    CHECK_INT(import.batches, 1);
    CHECK_TEXT(import.rows[0].cost_centre, "030203");
    CHECK_INT(import.rows[0].amount, 412500);
    CHECK_INT(import.rows[0].line, 2);
    CHECK_TEXT(import.rows[1].fund, "DSG");
    CHECK_INT(import.rows[1].measure, OT_BUDGET);
    CHECK_INT(import.rows[1].line, 4);
    CHECK_TEXT(import.rows[1].document, "");
    CHECK_INT(import.done, import.total);
    scratch_close(&s);
}

static void test_import_finds_columns_in_any_order_and_spelling(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "Value Type;Amount (\xC2\xA3);COST CENTRE;Posting Date;Narrative;"
                 "G/L Account;Unknown\nActual;1,5;030203;30/09/2021;Note;5105;x\n",
                 &(ot_import_options){.decimal_comma = true});
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 1);
    CHECK_TEXT(import.rows[0].cost_centre, "030203");
    CHECK_TEXT(import.rows[0].account, "5105");
    CHECK_TEXT(import.rows[0].text, "Note");
    CHECK_INT(import.rows[0].amount, 150);
    CHECK_INT(import.rows[0].period.number, 6);
    scratch_close(&s);
}

static void test_import_takes_the_headings_of_the_profile(void)
{
    static const ot_column_name columns[] = {{"cost_centre", "CC Ref"},
                                             {"amount", "Value (net)"}};
    static const ot_column_name wrong[] = {{"amount", "Betrag"}};
    static const ot_column_name unknown[] = {{"colour", "Amount"}};
    ot_import_options options = {.columns = columns, .column_count = 2};
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv",
                 "cc ref,account,period,measure,amount,VALUE-NET\n"
                 "030203,5105,2021/22 P04,ACTUAL,99.99,4125.00\n");
    fixture_read(&import, s.path, &options, 0);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 1);
    CHECK_INT(import.rows[0].amount, 412500);
    options = (ot_import_options){.columns = wrong, .column_count = 1};
    fixture_read(&import, s.path, &options, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message,
                   "no column is headed 'Betrag' (given for amount)");
    CHECK_CONTAINS(import.err.message, "the headings are: cc ref, account, period");
    options.columns = unknown;
    fixture_read(&import, s.path, &options, 0);
    CHECK_INT(import.end, OT_EUSAGE);
    CHECK_CONTAINS(import.err.message, "'colour'");
    scratch_close(&s);
}

static void test_import_says_its_end_again(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;
    ot_error err = {0};

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv", FIXTURE_HEADER "x,5105,,,,ACTUAL,1.50\n");
    REQUIRE(ot_importer_open(s.path, OT_KIND_LEDGER, NULL, &source, &err) == OT_OK);
    CHECK_INT(source.next_batch(source.self, &batch, &err), OT_EINPUT);
    err = (ot_error){0};
    CHECK_INT(source.next_batch(source.self, &batch, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "1 of 1 rows were rejected");
    source.close(source.self);
    scratch_close(&s);
}

static void test_import_notes_the_encoding(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 "cost_centre,account,period,measure,amount,text\n"
                 "030203,5105,2021/22 P04,ACTUAL,\xA3"
                 "4125.00,caf\xE9\n",
                 NULL);
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.notes, 1);
    CHECK_CONTAINS(import.issues[0].message, "Windows-1252");
    CHECK_TEXT(import.rows[0].text, "caf\xC3\xA9");
    CHECK_INT(import.rows[0].amount, 412500);
    fixture_text(&import, &s, "\xEF\xBB\xBF" FIXTURE_HEADER GOOD, NULL);
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.issue_count, 0);
    scratch_close(&s);
}

static void test_import_refuses_directories_and_missing_files(void)
{
    static fixture_import import;
    scratch s;
    char path[600];

    REQUIRE(scratch_open(&s));
    fixture_read(&import, s.directory, NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message, "this is a directory; name a file in it");
    CHECK_TEXT(import.err.input, s.directory);
    snprintf(path, sizeof path, "%s/none.csv", s.directory);
    fixture_read(&import, path, NULL, 0);
    CHECK_INT(import.end, OT_EIO);
    CHECK_CONTAINS(import.err.message, "cannot be opened");
    snprintf(path, sizeof path, "%s/pipe", s.directory);
    REQUIRE(mkfifo(path, 0600) == 0);
    fixture_read(&import, path, NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_CONTAINS(import.err.message, "not an ordinary file");
    scratch_close(&s);
}

static void test_import_refuses_a_row_of_10_mb(void)
{
    static fixture_import import;
    size_t size = 10 * 1024 * 1024;
    char *text = malloc(size + 256);
    scratch s;

    REQUIRE(text);
    REQUIRE(scratch_open(&s));
    strcpy(text, FIXTURE_HEADER GOOD);
    memset(text + strlen(text), 'x', size);
    strcpy(text + size, "\n");
    fixture_read(&import, scratch_bytes(&s, "wide.csv", text, size + 1), NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.count, 1);
    CHECK_INT(import.err.line, 3);
    CHECK_CONTAINS(import.err.message, "longer than 1 MiB");
    memset(text, 'y', size);
    fixture_read(&import, scratch_bytes(&s, "wide.csv", text, size), NULL, 0);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.err.line, 1);
    free(text);
    scratch_close(&s);
}

static void test_import_fails_at_an_open_quote_after_the_rows_before_it(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 FIXTURE_HEADER GOOD
                 "x,5105,,,2021/22 P04,ACTUAL,?\n\"030203,5105\n" ALSO,
                 NULL);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.count, 1);
    CHECK_INT(import.rejects, 1);
    CHECK_INT(import.err.line, 4);
    CHECK_CONTAINS(import.err.message, "never closed");
    CHECK(scratch_has(&s, "ledger.rejects.csv"));
    scratch_close(&s);
}

static void test_import_refuses_options_that_do_not_exist(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv", FIXTURE_HEADER GOOD);
    fixture_read(&import, s.path, &(ot_import_options){.shape = "sage"}, 0);
    CHECK_INT(import.end, OT_EUSAGE);
    fixture_read(&import, s.path, &(ot_import_options){.measure = "accrual"}, 0);
    CHECK_INT(import.end, OT_EUSAGE);
    fixture_read(&import, s.path, &(ot_import_options){.calendar = {13}}, 0);
    CHECK_INT(import.end, OT_EUSAGE);
    scratch_close(&s);
}

static void check_same_rows(const fixture_import *a, const fixture_import *b)
{
    CHECK_INT(b->end, a->end);
    CHECK_INT(b->count, a->count);
    CHECK_INT(b->rejects, a->rejects);
    CHECK_TEXT(b->err.message, a->err.message);
    for (int64_t i = 0; i < a->count; i++)
        CHECK(memcmp(&a->rows[i], &b->rows[i], sizeof a->rows[i]) == 0);
    for (int64_t i = 0; i < a->issue_count; i++) {
        CHECK_INT(b->issues[i].line, a->issues[i].line);
        CHECK_TEXT(b->issues[i].record, a->issues[i].record);
    }
}

static void test_import_is_the_same_for_every_piece_size(void)
{
    static fixture_import whole, pieces;
    static const char text[] =
        "\xEF\xBB\xBF\r\ncost_centre,account,fund,project,period,measure,amount,"
        "text\r\n"
        "030203,5105,NON-DSG,,2021/22 P04,ACTUAL,\"4,125.00\",\"two\r\nlines, "
        "\"\"quoted\"\"\"\r\n\r\n"
        "030203,5105,NON-DSG,,2021/22 P04,ACTUAL,12.345,\"three\r\n\r\ndecimals\"\r\n"
        " 020101 ,1000, dsg ,\xC2\xA0"
        "C19\xC2\xA0,Sep-21,budget,(1 234.50),\xC2\xA3\r\n"
        "\"x\"y,1000,,,,,\r\n"
        "020101,1000,,,2021/22 P06,VIREMENT,-0.01,5\" pipe";
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "ledger.csv", text);
    fixture_read(&whole, s.path, NULL, 0);
    CHECK_INT(whole.count, 3);
    CHECK_INT(whole.rejects, 2);
    CHECK_TEXT(whole.rows[1].project, "C19");
    CHECK_INT(whole.rows[1].amount, -123450);
    CHECK_INT(whole.rows[2].line, 11);
    for (size_t chunk = 1; chunk <= 64; chunk++) {
        fixture_read(&pieces, s.path, NULL, chunk);
        check_same_rows(&whole, &pieces);
    }
    scratch_close(&s);
}

static void test_import_decodes_utf16_in_pieces_of_every_size(void)
{
    static fixture_import whole, pieces;
    char path[512];

    snprintf(path, sizeof path, "%s/bad/utf-16.txt", OT_FIXTURES);
    fixture_read(&whole, path, NULL, 0);
    CHECK_INT(whole.end, OT_END);
    CHECK_INT(whole.count, 2);
    for (size_t chunk = 1; chunk <= 64; chunk++) {
        fixture_read(&pieces, path, NULL, chunk);
        check_same_rows(&whole, &pieces);
    }
}

static void test_import_gives_large_files_in_batches(void)
{
    static fixture_import import;
    size_t rows = 20000, length = strlen(FIXTURE_HEADER);
    char *text = malloc(length + rows * strlen(GOOD) + 1);
    scratch s;

    REQUIRE(text);
    REQUIRE(scratch_open(&s));
    strcpy(text, FIXTURE_HEADER);
    for (size_t i = 0; i < rows; i++, length += strlen(GOOD))
        strcpy(text + length, GOOD);
    fixture_read(&import, scratch_bytes(&s, "large.csv", text, length), NULL, 0);
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.count, (int64_t)rows);
    CHECK(import.batches >= 5 && import.batches <= 20);
    free(text);
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_import_gives_records_in_the_file_order),
    CASE(test_import_finds_columns_in_any_order_and_spelling),
    CASE(test_import_takes_the_headings_of_the_profile),
    CASE(test_import_says_its_end_again),
    CASE(test_import_notes_the_encoding),
    CASE(test_import_refuses_directories_and_missing_files),
    CASE(test_import_refuses_a_row_of_10_mb),
    CASE(test_import_fails_at_an_open_quote_after_the_rows_before_it),
    CASE(test_import_refuses_options_that_do_not_exist),
    CASE(test_import_is_the_same_for_every_piece_size),
    CASE(test_import_decodes_utf16_in_pieces_of_every_size),
    CASE(test_import_gives_large_files_in_batches),
};

OT_TEST_MAIN("importers/importer", cases)
