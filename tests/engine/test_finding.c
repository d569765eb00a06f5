/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_finding.c - the list of what a person should look at. */
#include "engine/finding.h"

#include "tests/check.h"

static void test_findings_are_kept_in_order_with_their_texts(void)
{
    ot_findings findings = {0};
    char code[] = "020101";
    ot_pence amount = -1234567;

    CHECK_INT(ot_findings_add(&findings, true, "coverage", code, &amount, NULL,
                              "cost centre %s is not in the structure", code),
              OT_OK);
    CHECK_INT(ot_findings_add(&findings, false, "forecasts", "stale", NULL, NULL,
                              "%d lines", 38),
              OT_OK);
    memset(code, '?', 6);
    amount = 0;
    REQUIRE(findings.count == 2);
    CHECK(findings.items[0].needs_person && findings.items[0].has_amount);
    CHECK_TEXT(findings.items[0].topic, "coverage");
    CHECK_TEXT(findings.items[0].what, "020101");
    CHECK_TEXT(findings.items[0].message, "cost centre 020101 is not in the structure");
    CHECK_INT(findings.items[0].amount, -1234567);
    CHECK(!findings.items[1].needs_person && !findings.items[1].has_amount);
    CHECK_TEXT(findings.items[1].message, "38 lines");
    ot_findings_clear(&findings);
}

static void test_open_counts_those_that_need_a_person(void)
{
    ot_findings findings = {0};

    for (int i = 0; i < 1000; i++)
        if (ot_findings_add(&findings, i % 3 == 0, "data quality", "ledger", NULL, NULL,
                            "finding %d", i) < 0)
            CU_FAIL("no memory");
    CHECK_INT((int64_t)findings.count, 1000);
    CHECK_INT((int64_t)ot_findings_open(&findings), 334);
    CHECK_TEXT(findings.items[0].message, "finding 0");
    CHECK_TEXT(findings.items[999].message, "finding 999");
    ot_findings_clear(&findings);
    CHECK_INT((int64_t)findings.count, 0);
    CHECK(findings.items == NULL);
    CHECK_INT((int64_t)ot_findings_open(&findings), 0);
}

static const check_case cases[] = {
    CASE(test_findings_are_kept_in_order_with_their_texts),
    CASE(test_open_counts_those_that_need_a_person),
};

OT_TEST_MAIN("finding", cases)
