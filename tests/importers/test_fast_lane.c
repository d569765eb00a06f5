/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_fast_lane.c - the fast lane and the ordinary reader agree, file by file. */
#include "tests/importers/lane_digest.h"

#define HEAD "cost_centre,account,fund,project,period,measure,amount,text\n"
#define ROW  "000417,4810,DSG,,2021/22 P05,ACTUAL,2385.17,"

static digest ordinary, fast;

static const ot_parallel backwards = {NULL, run_backwards}, four = {NULL, run_crew};

/* Over block sizes that make a border fall at every byte. */
static void check_alike(const char *path, const ot_import_options *options, bool taken)
{
    static const size_t blocks[] = {1, 2, 3, 16};
    char rejects[600];

    snprintf(rejects, sizeof rejects, "rejects-%d.csv", (int)getpid());
    digest_read(&ordinary, path, rejects, options, NULL);
    for (size_t i = 0; i < 4; i++) {
        for (size_t block = 1; block <= 70; block += block < 16 ? 1 : 9) {
            ot_fast_sizes sizes = {block, blocks[i]};
            ot_import_options o = *options;

            o.parallel = i == 3 && block > 40 ? &four : i % 2 ? &backwards : NULL;
            CHECK_INT(digest_read(&fast, path, rejects, &o, &sizes), taken);
            if (taken)
                CHECK_TEXT(fast.text, ordinary.text);
        }
    }
    digest_read(&fast, path, rejects, options, &(ot_fast_sizes){0});
    if (taken)
        CHECK_TEXT(fast.text, ordinary.text);
}

static void check_text(const char *text)
{
    const ot_import_options options = {.allowed_rejects = 100};
    scratch s;

    REQUIRE(scratch_open(&s));
    REQUIRE(scratch_text(&s, "ledger.csv", text));
    check_alike(s.path, &options, true);
    scratch_close(&s);
}

static void test_plain_rows_are_summed_by_cell(void)
{
    check_text(HEAD ROW "week 1\n" ROW "week 2\n" ROW "\n");
    CHECK_INT(fast.summed, 1);
    CHECK_CONTAINS(fast.text, "000417|4810|DSG||2 2021/5 715551 3\n");
}

static void test_quotes(void)
{
    check_text(HEAD ROW "\"a, b\"\n" ROW "\"say \"\"hi\"\"\"\n" ROW "\"\"\n");
    check_text(HEAD ROW "\"two\nlines\"\n" ROW "\"\n\n\n\"\n" ROW "x\n");
    check_text(HEAD ROW "\"\"\"\"\n" ROW "\"\"\"x\"\n" ROW "\"x\"\"\"\n");
    check_text(HEAD "\"000417\",\"4810\",\"DSG\",\"\",\"2021/22 "
                    "P05\",\"ACTUAL\",\"2385.17\",\"\"\n");
    check_text(HEAD "\"0004\"\"17\",4810,DSG,,2021/22 P05,ACTUAL,1.00,\n");
}

static void test_quotes_at_odd_places(void)
{
    check_text(HEAD ROW "5\" pipe\n" ROW "x\n" ROW "y\n" ROW "z\n");
    check_text(HEAD ROW "\"bad\" tail\n" ROW "x\n" ROW "y\n" ROW "z\n");
    check_text(HEAD ROW " \"x\"\n" ROW "\"x\" \n" ROW "y\n");
    check_text(HEAD ROW "5\" by 4\"\n" ROW "x\n" ROW "5\"\n" ROW "5\"\n" ROW "y\n");
    check_text(HEAD ROW "x\n" ROW "\"open\n" ROW "y\n");
}

static void test_line_ends(void)
{
    check_text("cost_centre,account,period,measure,amount\r\n"
               "101,4810,2021/22 P05,ACTUAL,2385.17\r\n\r\n"
               "101,4810,2021/22 P05,ACTUAL,40.05\r\n");
    check_text(HEAD ROW "x\r" ROW "y\n" ROW "z\n");
    check_text(HEAD "\n\n  \n" ROW "x\n\n" ROW "y");
    check_text(HEAD ROW "\"x\r\ny\"\r\n" ROW "\"x\ry\"\n" ROW "z\r");
    check_text("\"cost\ncentre\",account,period,measure,amount\n"
               "101,4810,2021/22 P05,ACTUAL,2385.17\n101,4810,x,ACTUAL,40.05\n");
}

static void test_blanks_and_missing_fields(void)
{
    check_text(HEAD " 000417 ,4810\t,DSG,,2021/22 P05,ACTUAL, 2385.17 ,\n" ROW "x\n");
    check_text(HEAD "000417,4810,DSG,,2021/22 P05,ACTUAL,2385.17\n" ROW "x,\n");
    check_text(HEAD ROW "x,,,\n" ROW "x,more\n"
                        ",,,,,,,\n" ROW "\n");
    check_text(HEAD ",4810,DSG,,2021/22 P05,ACTUAL,1.00,\n" ROW "\n");
}

static void test_other_separators_and_a_byte_order_mark(void)
{
    check_text("\xEF\xBB\xBF" HEAD ROW "x\n" ROW "\xC2\xA3\n");
    check_text("cost_centre;account;period;measure;amount\n"
               "101;4810;2021/22 P05;ACTUAL;2385.17\n101;4810;Sep-21;ACTUAL;1.00\n");
    check_text("cost_centre\taccount\tperiod\tmeasure\tamount\n"
               "101\t4810\t2021/22 P05\tACTUAL\t2385.17\n"
               "101\t 4810\t2021/22 P05\tACTUAL\t2385.17\n");
}

static void test_bytes_that_are_no_utf8(void)
{
    check_text(HEAD ROW "caf\xE9\n" ROW "x\n");
    check_text(HEAD ROW "x\n" ROW "\xE2\x82\n");
    check_text(HEAD ROW "x\n" ROW "\"\xE2\x82\xAC\"\n" ROW "\xC2\xA0");
}

static void test_amounts_in_all_forms(void)
{
    static const char *const amounts[] = {"0",
                                          "-0.01",
                                          "12.5",
                                          "999999999999.99",
                                          "9999999999999.99",
                                          "-",
                                          "(12.50)",
                                          "\"1,234.5\"",
                                          "99999999999999999",
                                          "10000000000000.00",
                                          "1E5",
                                          "12.345",
                                          "12.500",
                                          "+3.00",
                                          "3.00CR",
                                          "3.00-"};
    char text[2048] = HEAD;

    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        strcat(text, "000417,4810,DSG,,2021/22 P05,ACTUAL,");
        strcat(text, amounts[i]);
        strcat(text, ",x\n");
    }
    check_text(text);
}

static void test_debits_and_credits(void)
{
    static const char *const sides[] = {"2385.17,",
                                        ",40.05",
                                        "1.00,0.25",
                                        "-3.10,",
                                        ",-7.5",
                                        ",",
                                        " ,4.00",
                                        "x,",
                                        "5.00,x",
                                        "0.00, ",
                                        "\"12.50\",",
                                        ",(3.10)",
                                        "9999999999999.99,-9999999999999.99"};
    char text[2048] = "cost_centre,account,period,measure,debit,credit\n";

    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        sprintf(text + strlen(text), "101,4810,2021/22 P05,ACTUAL,%s\n", sides[i]);
    check_text(text);
}

/* The forms of RFC 4180 and of what is met beyond it, as the last field and as one
 * between others, with both line ends. */
static void test_every_form_of_a_field(void)
{
    static const char *const fields[] = {
        "",
        "\"\"",
        "Ross-on-Wye",
        "\"Ross, on the Wye\"",
        "\"a \"\"quick\"\" move\"",
        "\"\"\"all of it\"\"\"",
        "\"{\"\"type\"\": \"\"invoice\"\", \"\"lines\"\": [1, 2]}\"",
        "\"51\xC2\xB0"
        "54'52\"\"N, 2\xC2\xB0"
        "34'48\"\"W\"",
        "\"first\nsecond\"",
        "\"first\r\nsecond\r\n\"",
        "\"they said\n\"\"no\"\"\n\"\"\"",
        "\xC3\xA9t\xC3\xA9 \xE2\x80\x94 \xF0\x9F\x8F\xA0",
        "\"\n\"",
        "\",\"",
        "' and `"};
    static const char *const ends[] = {"\n", "\r\n"};

    for (int end = 0; end < 2; end++) {
        char text[8192] = "cost_centre,supplier,account,period,measure,amount,text";

        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
            sprintf(text + strlen(text), "%s101,%s,4810,2021/22 P05,ACTUAL,2385.17,%s",
                    ends[end], fields[i], fields[i]);
        check_text(text);
        CHECK_INT(fast.summed, 1);
        CHECK_CONTAINS(fast.text, "101|4810|||2 2021/5 3577755 15\n");
    }
}

/* What the fuzzers begin with. */
static void test_the_corpus_of_the_fuzzers(void)
{
    static const char *const names[] = {"quoted", "wide", "episodes", "payments",
                                        "placement-costs"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const ot_import_options options = {.allowed_rejects = 1000};
        char path[600];

        snprintf(path, sizeof path, OT_TEST_DATA "/../fuzz/corpus/ledger/%s.csv",
                 names[i]);
        if (access(path, R_OK) == 0)
            check_alike(path, &options, i == 0);
        else
            CHECK_TEXT(path, "a file that is there");
    }
}

/* Beyond what sums may reach without a check, the ordinary reader takes over. */
static void test_amounts_too_large_to_be_summed(void)
{
    static char text[300000] = HEAD;
    size_t length = strlen(text);

    for (int i = 0; i < 5000; i++)
        length += (size_t)sprintf(text + length, "1,4810,,,Sep-21,ACTUAL,%s,\n",
                                  i % 2 ? "-9999999999999.99" : "9999999999999.99");
    check_text(text);
    CHECK_INT(fast.summed, 0);
}

static void test_all_fixtures(void)
{
    static const struct {
        const char *path, *shape;
        bool taken;
    } files[] = {{"gloucestershire-2021-22/ledger/ledger-2021-08.csv", NULL, true},
                 {"gloucestershire-2021-22/ledger/budget-2021-22.csv", NULL, true},
                 {"averill-2023-24/ledger/2023-24-p08.csv", NULL, false},
                 {"shapes/plain/ledger.csv", "plain", true},
                 {"shapes/oracle-gl/ledger.csv", "oracle-gl", true},
                 {"shapes/sap-ksb1/ledger.txt", "sap-ksb1", true},
                 {"shapes/unit4/ledger.csv", "unit4", true},
                 {"bad/american-date.csv", NULL, true},
                 {"bad/beyond-limit.csv", NULL, true},
                 {"bad/blank-amount.csv", NULL, true},
                 {"bad/formula-text.csv", NULL, true},
                 {"bad/invalid-fund.csv", NULL, true},
                 {"bad/missing-column.csv", NULL, false},
                 {"bad/empty.csv", NULL, false},
                 {"bad/nul-bytes.csv", NULL, true},
                 {"bad/open-quote-in-row.csv", NULL, true},
                 {"bad/unquoted-comma.csv", NULL, true},
                 {"bad/unterminated-quote.csv", NULL, true},
                 {"bad/windows-1252.csv", NULL, true},
                 {"bad/utf-16.txt", NULL, false}};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const ot_import_options options = {.shape = files[i].shape,
                                           .allowed_rejects = 1000};
        char path[600];

        snprintf(path, sizeof path, OT_FIXTURES "/%s", files[i].path);
        if (access(path, R_OK) == 0)
            check_alike(path, &options, files[i].taken);
        else
            CHECK_TEXT(path, "a file that is there");
    }
}

static const check_case cases[] = {CASE(test_plain_rows_are_summed_by_cell),
                                   CASE(test_quotes),
                                   CASE(test_quotes_at_odd_places),
                                   CASE(test_line_ends),
                                   CASE(test_blanks_and_missing_fields),
                                   CASE(test_other_separators_and_a_byte_order_mark),
                                   CASE(test_bytes_that_are_no_utf8),
                                   CASE(test_amounts_in_all_forms),
                                   CASE(test_debits_and_credits),
                                   CASE(test_every_form_of_a_field),
                                   CASE(test_the_corpus_of_the_fuzzers),
                                   CASE(test_amounts_too_large_to_be_summed),
                                   CASE(test_all_fixtures)};

OT_TEST_MAIN("fast lane", cases)
