/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_bad_files.c - every file of fixtures/bad and what a person is told of it. */
#include "tests/importers/import_fixture.h"

typedef struct bad_file {
    const char *file;
    ot_status end;
    int64_t count;       /* good records in it */
    long line;           /* of the error, or of the one rejected row */
    const char *message; /* part of what is said of that line; NULL: nothing is */
} bad_file;

static const bad_file files[] = {
    {"missing-column.csv", OT_EINPUT, 0, 1,
     "no column for account; the headings are: cost_centre, nominal ledger key, fund"},
    {"ambiguous-period.csv", OT_EINPUT, 2, 3, "period '202106' is ambiguous"},
    {"american-date.csv", OT_EINPUT, 2, 3, "the day stands before the month"},
    {"three-decimals.csv", OT_EINPUT, 2, 3, "'4125.125' has more than two decimals"},
    {"unterminated-quote.csv", OT_EINPUT, 1, 3, "a quote that is never closed"},
    {"open-quote-in-row.csv", OT_EINPUT, 2, 3, "goes on after its closing quote"},
    {"unquoted-comma.csv", OT_EINPUT, 2, 3, "the row has 11 fields, the header 10"},
    {"nul-bytes.csv", OT_EINPUT, 0, 3, "the file holds NUL bytes"},
    {"empty.csv", OT_EINPUT, 0, 0, "the file is empty"},
    {"header-only.csv", OT_EINPUT, 0, 0, "the file has headings but no rows"},
    {"beyond-limit.csv", OT_EINPUT, 2, 3, "is beyond 10,000,000,000,000.00"},
    {"decimal-comma.csv", OT_EINPUT, 2, 3, "seems to have a decimal comma"},
    {"blank-amount.csv", OT_EINPUT, 2, 3, "amount is blank"},
    {"lone-dash.csv", OT_EINPUT, 2, 3, "amount is a lone dash"},
    {"unknown-measure.csv", OT_EINPUT, 2, 3, "measure 'ACCRUAL' is not BUDGET"},
    {"invalid-fund.csv", OT_EINPUT, 2, 3, "fund 'GRANT' is neither DSG nor NON-DSG"},
    {"scientific-code.csv", OT_EINPUT, 2, 3, "cost_centre '3.02E+04'"},
    {"mixed-forms.csv", OT_EINPUT, 0, 1, "mix an amount and measures"},
    {"heading-twice.csv", OT_EINPUT, 0, 1, "'amount' stands over two columns"},
    {"utf-16.txt", OT_END, 2, 0, "the file is in UTF-16 (little-endian)"},
    {"windows-1252.csv", OT_END, 2, 0, "the file is in Windows-1252"},
    {"formula-text.csv", OT_END, 3, 0, NULL},
};

/* Reads a fixture; rejected rows go into the test's own directory. */
static void read_bad(fixture_import *import, scratch *s, const char *file,
                     const ot_import_options *options)
{
    char path[512], rejects[512];
    ot_import_options o = options ? *options : (ot_import_options){0};

    snprintf(path, sizeof path, "%s/bad/%s", OT_FIXTURES, file);
    snprintf(rejects, sizeof rejects, "%s/rejects.csv", s->directory);
    o.rejects_path = rejects;
    fixture_read(import, path, &o, 0);
}

static void test_bad_files_are_told_as_they_are(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const bad_file *f = &files[i];
        int by_issue;

        read_bad(&import, &s, f->file, NULL);
        by_issue = import.issue_count > 0;
        check_int_at(import.end, f->end, f->file, __FILE__, __LINE__);
        check_int_at(import.count, f->count, f->file, __FILE__, __LINE__);
        check_int_at(import.rejects > 0, f->end < 0 && f->count == 2, f->file, __FILE__,
                     __LINE__);
        if (!f->message)
            continue;
        check_contains_at(by_issue ? import.issues[0].message : import.err.message,
                          f->message, f->file, __FILE__, __LINE__);
        check_int_at(by_issue ? import.issues[0].line : import.err.line, f->line,
                     f->file, __FILE__, __LINE__);
    }
    scratch_close(&s);
}

static void test_bad_amounts_are_read_once_the_profile_says_so(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    read_bad(&import, &s, "blank-amount.csv",
             &(ot_import_options){.blank_is_zero = true});
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.count, 3);
    CHECK_INT(import.rows[1].amount, 0);
    read_bad(&import, &s, "lone-dash.csv", &(ot_import_options){.blank_is_zero = true});
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.rows[1].amount, 0);
    read_bad(&import, &s, "ambiguous-period.csv",
             &(ot_import_options){.periods = OT_PERIODS_FISCAL});
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.rows[1].period.number, 6);
    read_bad(&import, &s, "ambiguous-period.csv",
             &(ot_import_options){.periods = OT_PERIODS_CALENDAR});
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.rows[1].period.number, 3);
    scratch_close(&s);
}

static void test_decimal_commas_turn_the_other_amounts_into_rejects(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    read_bad(&import, &s, "decimal-comma.csv",
             &(ot_import_options){.decimal_comma = true, .allowed_rejects = 2});
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 1);
    CHECK_INT(import.rows[0].amount, 412500);
    CHECK_INT(import.rejects, 2);
    scratch_close(&s);
}

static void test_formula_like_texts_are_data(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    read_bad(&import, &s, "formula-text.csv", NULL);
    REQUIRE(import.count == 3);
    CHECK_TEXT(import.rows[1].cost_centre, "=030203");
    CHECK_TEXT(import.rows[1].account, "@5105");
    CHECK_TEXT(import.rows[1].project, "+C19");
    CHECK_TEXT(import.rows[1].document, "=HYPERLINK(\"http://example.invalid\")");
    CHECK_TEXT(import.rows[1].supplier, "-Brookfield");
    CHECK_TEXT(import.rows[1].text, "=1+1");
    scratch_close(&s);
}

static void test_encodings_keep_their_characters(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    read_bad(&import, &s, "windows-1252.csv", NULL);
    REQUIRE(import.count == 2);
    CHECK_TEXT(import.rows[0].text,
               "Residential placement, July \xE2\x80\x93 caf\xC3\xA9 "
               "at \xC2\xA3"
               "12.50");
    read_bad(&import, &s, "utf-16.txt", NULL);
    REQUIRE(import.count == 2);
    CHECK_CONTAINS(import.rows[0].text, "July \xC2\xA3");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_bad_files_are_told_as_they_are),
    CASE(test_bad_amounts_are_read_once_the_profile_says_so),
    CASE(test_decimal_commas_turn_the_other_amounts_into_rejects),
    CASE(test_formula_like_texts_are_data),
    CASE(test_encodings_keep_their_characters),
};

OT_TEST_MAIN("importers/bad_files", cases)
