/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/ledger_fields.h"
#include "tests/importers/import_fixture.h"

static void check_header(const char *header, const char *part)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s, header, NULL);
    check_int_at(import.end, OT_EINPUT, header, __FILE__, __LINE__);
    check_contains_at(import.err.message, part, header, __FILE__, __LINE__);
    check_int_at(import.err.line, 1, header, __FILE__, __LINE__);
    scratch_close(&s);
}

static void test_header_needs_codes_period_measure_and_amounts(void)
{
    check_header("account,period,measure,amount\n", "no column for cost_centre; the ");
    check_header("name,period,measure,amount\n",
                 "no column for cost_centre, account; ");
    check_header("cost_centre,account,measure,amount\n",
                 "no column for period or posting");
    check_header("cost_centre,account,period,measure\n",
                 "no column for amount; the head");
    check_header("cost_centre,account,period,amount\n", "no column for measure");
    check_header("cost_centre,account,period,measure,debit\n", "no column for amount");
    check_header("cost_centre,account,measure,apr,may\n", "no column for year");
    check_header("cost_centre;account;period;measure\n",
                 "cost_centre, account, period, ");
}

static void test_header_refuses_mixed_forms(void)
{
    check_header("cost_centre,account,period,measure,amount,budget\n",
                 "mix an amount and measures");
    check_header("cost_centre,account,year,measure,amount,apr\n",
                 "mix an amount and months");
    check_header("cost_centre,account,period,year,measure,actual,apr\n",
                 "mix measures and months");
    check_header("cost_centre,account,period,measure,debit,credit,actual\n",
                 "mix an amount and measures");
}

static void test_codes_keep_zeros_and_lose_blanks(void)
{
    static fixture_import import;
    scratch s;

    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s,
                 FIXTURE_HEADER "\"  000101 \",\xC2\xA0"
                                "0007,,\" C19-04\",Sep-21,ACTUAL,2385.17\n",
                 NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 1);
    CHECK_TEXT(import.rows[0].cost_centre, "000101");
    CHECK_TEXT(import.rows[0].account, "0007");
    CHECK_TEXT(import.rows[0].fund, "");
    CHECK_TEXT(import.rows[0].project, "C19-04");
    scratch_close(&s);
}

static void test_funds_have_two_canonical_forms(void)
{
    static fixture_import import;
    static const char *const texts[] = {
        "DSG", "dsg", " Dsg ", "NON-DSG", "non dsg", "NONDSG", "Non_DSG", "N", "n"};
    char text[1024] = FIXTURE_HEADER;
    scratch s;

    for (size_t i = 0; i < 9; i++)
        snprintf(text + strlen(text), sizeof text - strlen(text),
                 "030203,5105,%s,,Sep-21,ACTUAL,1.50\n", texts[i]);
    REQUIRE(scratch_open(&s));
    fixture_text(&import, &s, text, NULL);
    CHECK_INT(import.end, OT_END);
    REQUIRE(import.count == 9);
    for (int i = 0; i < 9; i++)
        CHECK_TEXT(import.rows[i].fund, i < 3 ? "DSG" : "NON-DSG");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_header_needs_codes_period_measure_and_amounts),
    CASE(test_header_refuses_mixed_forms),
    CASE(test_codes_keep_zeros_and_lose_blanks),
    CASE(test_funds_have_two_canonical_forms),
};

OT_TEST_MAIN("importers/ledger_fields", cases)
