/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_record.c - the names that imports and measures are kept under. */
#include "engine/record.h"

#include "tests/check.h"

static void test_kinds_are_named_as_kept(void)
{
    const char *want[OT_KINDS] = {
        "ledger",          "services", "cost_centres", "accounts", "high_risk",
        "forecasts",       "activity", "episodes",     "children", "uasc",
        "placement_costs", "payments", "providers"};

    for (int kind = 0; kind < OT_KINDS; kind++)
        CHECK_TEXT(ot_kind_name((ot_kind)kind), want[kind]);
    CHECK_TEXT(ot_kind_name(OT_KIND_HIGH_RISK), "high_risk");
    CHECK_TEXT(ot_kind_name(OT_KIND_ACTIVITY), "activity");
}

static void test_kinds_are_structure_or_personal_or_neither(void)
{
    static const ot_kind structure[] = {OT_KIND_SERVICES, OT_KIND_COST_CENTRES,
                                        OT_KIND_ACCOUNTS, OT_KIND_HIGH_RISK};
    static const ot_kind personal[] = {OT_KIND_EPISODES, OT_KIND_CHILDREN, OT_KIND_UASC,
                                       OT_KIND_PLACEMENT_COSTS, OT_KIND_PAYMENTS};
    int structures = 0, personals = 0, wholes = 0;

    for (size_t i = 0; i < 4; i++)
        CHECK(ot_kind_is_structure(structure[i]) && ot_kind_is_whole(structure[i]));
    for (size_t i = 0; i < 5; i++)
        CHECK(ot_kind_is_personal(personal[i]));
    CHECK(ot_kind_is_whole(OT_KIND_PROVIDERS));
    for (int kind = 0; kind < OT_KINDS; kind++) {
        structures += ot_kind_is_structure((ot_kind)kind);
        personals += ot_kind_is_personal((ot_kind)kind);
        wholes += ot_kind_is_whole((ot_kind)kind);
    }
    CHECK(ot_kind_has_amounts(OT_KIND_LEDGER) && ot_kind_has_amounts(OT_KIND_PAYMENTS));
    CHECK(!ot_kind_has_amounts(OT_KIND_ACTIVITY));
    CHECK_INT(structures, 4);
    CHECK_INT(personals, 5);
    CHECK_INT(wholes, 5);
}

static void test_measures_are_named_as_in_ledgers(void)
{
    CHECK_TEXT(ot_measure_name(OT_BUDGET), "BUDGET");
    CHECK_TEXT(ot_measure_name(OT_VIREMENT), "VIREMENT");
    CHECK_TEXT(ot_measure_name(OT_ACTUAL), "ACTUAL");
    CHECK_TEXT(ot_measure_name(OT_COMMITMENT), "COMMITMENT");
    CHECK_TEXT(ot_measure_name(OT_FORECAST), "FORECAST");
}

static const check_case cases[] = {
    CASE(test_kinds_are_named_as_kept),
    CASE(test_kinds_are_structure_or_personal_or_neither),
    CASE(test_measures_are_named_as_in_ledgers),
};

OT_TEST_MAIN("record", cases)
