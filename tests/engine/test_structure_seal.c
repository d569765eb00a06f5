/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_structure_seal.c - what is wrong with a structure is refused, each fault with
 * its line. */
#include "tests/engine/council.h"

typedef struct faults {
    size_t count;
    long lines[16];
    char messages[16][256];
} faults;

static void note(void *self, const ot_issue *issue)
{
    faults *f = self;

    CHECK_INT(issue->severity, OT_REJECT);
    if (f->count < 16) {
        f->lines[f->count] = issue->line;
        snprintf(f->messages[f->count++], 256, "%s", issue->message);
    }
}

static void expect_refusal(ot_kind kind, ot_batch batch, const char *message)
{
    ot_structure *s = ot_structure_new();
    ot_error err = {0};

    REQUIRE(s != NULL);
    batch.kind = kind;
    CHECK_INT(ot_structure_put(s, &batch, &err), OT_EINPUT);
    CHECK_TEXT(err.message, message);
    CHECK_INT(err.line, 17);
    ot_structure_free(s);
}

static void test_code_given_twice_is_refused_with_its_line(void)
{
    const ot_service_record services[] = {{"CF1", "a", "", "", "", "", 1, 2},
                                          {"CF1", "b", "", "", "", "", 2, 17}};
    const ot_cost_centre_record centres[] = {{"0201", "", "CF1", "", "", "", 2},
                                             {"0201", "", "CF1", "", "", "", 17}};
    const ot_account_record accounts[] = {{"5005", "", 5, false, 2},
                                          {"5005", "", 5, false, 17}};
    const ot_high_risk_record areas[] = {{"Fostering", "", "", "", "", 1, 2},
                                         {"Fostering", "", "", "", "", 2, 17}};

    expect_refusal(OT_KIND_SERVICES, (ot_batch){.count = 2, .of.services = services},
                   "service 'CF1' is given twice");
    expect_refusal(OT_KIND_COST_CENTRES,
                   (ot_batch){.count = 2, .of.cost_centres = centres},
                   "cost centre '0201' is given twice");
    expect_refusal(OT_KIND_ACCOUNTS, (ot_batch){.count = 2, .of.accounts = accounts},
                   "account '5005' is given twice");
    expect_refusal(OT_KIND_HIGH_RISK, (ot_batch){.count = 2, .of.high_risk = areas},
                   "high-risk area 'Fostering' is given twice");
}

static void test_blank_codes_groups_and_selectors_are_refused_with_their_line(void)
{
    const ot_cost_centre_record blank = {"", "", "CF1", "", "", "", 17};
    const ot_account_record eleven = {"5005", "", 11, false, 17};
    const ot_account_record zero = {"5006", "", 0, false, 17};
    const ot_high_risk_record turned = {"A", "", "", "0402..0401", "", 1, 17};
    const ot_high_risk_record empty = {"A", "", "", "", "5005;;6", 1, 17};

    expect_refusal(OT_KIND_COST_CENTRES,
                   (ot_batch){.count = 1, .of.cost_centres = &blank},
                   "cost centre has no code");
    expect_refusal(OT_KIND_ACCOUNTS, (ot_batch){.count = 1, .of.accounts = &eleven},
                   "account '5005' has subjective group 11, wanted 1 to 10");
    expect_refusal(OT_KIND_ACCOUNTS, (ot_batch){.count = 1, .of.accounts = &zero},
                   "account '5006' has subjective group 0, wanted 1 to 10");
    expect_refusal(OT_KIND_HIGH_RISK, (ot_batch){.count = 1, .of.high_risk = &turned},
                   "range '0402..0401' ends before it begins");
    expect_refusal(OT_KIND_HIGH_RISK, (ot_batch){.count = 1, .of.high_risk = &empty},
                   "selector '5005;;6' has an empty item");
}

static void test_other_kinds_are_no_structure(void)
{
    ot_structure *s = ot_structure_new();
    const ot_ledger_record line = ledger_line("0201", "5005", "", OT_ACTUAL, 5, 1);
    const ot_batch batch = {OT_KIND_LEDGER, 1, {.ledger = &line}};
    ot_error err = {0};

    REQUIRE(s != NULL);
    CHECK_INT(ot_structure_put(s, &batch, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "'ledger'");
    CHECK_INT(ot_structure_seal(s, NULL, &err), OT_OK);
    CHECK_INT(ot_structure_put(s, &batch, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "sealed");
    ot_structure_free(s);
}

static void put_wrong_centres(council *c)
{
    const ot_cost_centre_record centres[] = {
        {"0201", "", "CF9", "", "", "", 2},
        {"0202", "", "CF1", "Families", "", "", 3},
        {"0203", "", "CF1", "", "", "Dsg", 4},
        {"0204", "", "CF2", "Families", "", "DSG", 5},
        {"0205", "", "CF1", "Education", "", "NON-DSG", 6}};

    council_service(c, "CF1", "Schools", "Education", 1);
    council_service(c, "CF2", "Function", "", 2);
    council_put(c, (ot_batch){OT_KIND_COST_CENTRES, 5, {.cost_centres = centres}});
}

static void test_every_fault_of_cost_centres_is_told_with_its_line(void)
{
    council c = council_new();
    faults f = {0};
    const ot_issue_sink sink = {&f, note};

    put_wrong_centres(&c);
    CHECK_INT(ot_dataset_seal(c.data, &sink, &c.err), OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "4 fault(s)");
    REQUIRE(f.count == 4);
    for (int i = 0; i < 4; i++)
        CHECK_INT(f.lines[i], i + 2);
    CHECK_TEXT(f.messages[0],
               "cost centre '0201' names service 'CF9', which is not in services");
    CHECK_TEXT(f.messages[1],
               "cost centre '0202' names group 'Families', its service 'CF1' another");
    CHECK_TEXT(f.messages[2], "fund 'Dsg' of cost centre '0203' is neither DSG nor "
                              "NON-DSG");
    CHECK_TEXT(f.messages[3],
               "cost centre '0204' names group 'Families', its service 'CF2' another");
    council_free(&c);
}

static void test_faults_are_counted_even_when_nobody_listens(void)
{
    council c = council_new();

    put_wrong_centres(&c);
    CHECK_INT(ot_dataset_seal(c.data, NULL, &c.err), OT_EINPUT);
    CHECK_CONTAINS(c.err.message, "4 fault(s)");
    council_free(&c);
}

/* Seals areas given as {area, parent, selector}, which must fail with one fault. */
static void expect_area_fault(const char *const areas[][3], size_t count, long line,
                              const char *message)
{
    council c = council_new();
    faults f = {0};
    const ot_issue_sink sink = {&f, note};

    for (size_t i = 0; i < count; i++) {
        const ot_high_risk_record record = {
            areas[i][0], areas[i][1], "", areas[i][2], "", (long)(20 - i), (long)i + 2};

        council_put(&c, (ot_batch){OT_KIND_HIGH_RISK, 1, {.high_risk = &record}});
    }
    CHECK_INT(ot_dataset_seal(c.data, &sink, &c.err), OT_EINPUT);
    CHECK_INT((int64_t)f.count, 1);
    CHECK_INT(f.lines[0], line);
    CHECK_TEXT(f.messages[0], message);
    council_free(&c);
}

static void test_faults_of_areas_are_told_with_their_line(void)
{
    expect_area_fault(
        (const char *const[][3]){{"A", "", ""}, {"B", "Nowhere", "0301"}}, 2, 3,
        "high-risk area 'B' names parent 'Nowhere', which is not an area");
    expect_area_fault(
        (const char *const[][3]){{"A", "", ""}, {"B", "A", ""}, {"C", "B", "0301"}}, 3,
        4, "high-risk area 'C' is a child row of a child row: one level is allowed");
    expect_area_fault(
        (const char *const[][3]){{"A", "", "0301"}, {"B", "A", "0302"}}, 2, 2,
        "high-risk area 'A' has child rows and selectors: give it one or the other");
    expect_area_fault((const char *const[][3]){{"A", "A", ""}}, 1, 2,
                      "high-risk area 'A' is a child row of a child row: one level is "
                      "allowed");
}

static const check_case cases[] = {
    CASE(test_code_given_twice_is_refused_with_its_line),
    CASE(test_blank_codes_groups_and_selectors_are_refused_with_their_line),
    CASE(test_other_kinds_are_no_structure),
    CASE(test_every_fault_of_cost_centres_is_told_with_its_line),
    CASE(test_faults_are_counted_even_when_nobody_listens),
    CASE(test_faults_of_areas_are_told_with_their_line),
};

OT_TEST_MAIN("structure_seal", cases)
