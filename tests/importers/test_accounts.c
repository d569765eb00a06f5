/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

static void test_accounts_are_read_with_every_column(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(
        &import, &s, OT_KIND_ACCOUNTS,
        "account,name,subjective_group,income\n1000,Salaries,1,n\n"
        "9200,Contributions,9,Yes\n9900,Capital charges,10,FALSE\n0040,,4,y\n",
        NULL, &source, &batch);
    REQUIRE(batch.count == 4 && batch.kind == OT_KIND_ACCOUNTS);
    CHECK_TEXT(batch.of.accounts[0].account, "1000");
    CHECK_TEXT(batch.of.accounts[0].name, "Salaries");
    CHECK_INT(batch.of.accounts[0].subjective_group, 1);
    CHECK(!batch.of.accounts[0].income);
    CHECK(batch.of.accounts[1].income);
    CHECK_INT(batch.of.accounts[2].subjective_group, 10);
    CHECK(!batch.of.accounts[2].income);
    CHECK_TEXT(batch.of.accounts[3].account, "0040");
    CHECK(batch.of.accounts[3].income);
    CHECK_INT(batch.of.accounts[3].line, 5);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_accounts_of_group_9_are_income_unless_said(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_ACCOUNTS,
                  "account,subjective group,income\n9200,9,\n9210,9,n\n1000,1,\n", NULL,
                  &source, &batch);
    REQUIRE(batch.count == 3);
    CHECK(batch.of.accounts[0].income);
    CHECK(!batch.of.accounts[1].income);
    CHECK(!batch.of.accounts[2].income);
    fixture_finish(&import, &source);
    scratch_close(&s);
}

static void test_accounts_reject_wrong_groups_and_flags(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_ACCOUNTS,
                  "account,name,subjective_group,income\n1000,Pay,0,\n1000,Pay,11,\n"
                  "1000,Pay,,\n1000,Pay,one,\n1000,Pay,1,perhaps\n,Pay,1,\n",
                  NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 6);
    CHECK_TEXT(import.issues[0].message, "subjective_group '0' is not from 1 to 10");
    CHECK_TEXT(import.issues[1].message, "subjective_group '11' is not from 1 to 10");
    CHECK_TEXT(import.issues[2].message, "subjective_group is blank");
    CHECK_TEXT(import.issues[3].message,
               "subjective_group 'one' is not a whole number");
    CHECK_TEXT(import.issues[4].message, "income 'perhaps' is neither y nor n");
    CHECK_TEXT(import.issues[5].message, "account is blank");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_accounts_are_read_with_every_column),
    CASE(test_accounts_of_group_9_are_income_unless_said),
    CASE(test_accounts_reject_wrong_groups_and_flags),
};

OT_TEST_MAIN("importers/accounts", cases)
