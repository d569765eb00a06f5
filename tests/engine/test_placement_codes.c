/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_codes.c - the codes of the return, and what they mean for the stock.
 */
#include "engine/placements/codes.h"

#include "tests/check.h"

static void check_type(const char *code, ot_placement_type type)
{
    const ot_place_code *place = ot_place_code_find(code);

    REQUIRE(place != NULL);
    CHECK_INT(place->use, OT_PLACE_COUNTED);
    CHECK_INT(place->type, type);
    CHECK(place->needs_provider);
}

static void test_counted_places_have_their_types(void)
{
    static const char *const residential[] = {"K2", "R1", "R3", "S1"};
    static const char *const fostering[] = {"U4", "U5", "U6"};
    static const char *const supported[] = {"H5", "P2", "K3"};

    for (size_t i = 0; i < 4; i++)
        check_type(residential[i], OT_PLACEMENT_RESIDENTIAL);
    for (size_t i = 0; i < 3; i++) {
        check_type(fostering[i], OT_PLACEMENT_FOSTERING);
        check_type(supported[i], OT_PLACEMENT_SUPPORTED_LIVING);
    }
    check_type("K1", OT_PLACEMENT_SECURE);
}

static void test_other_places_are_known_and_not_counted(void)
{
    static const char *const others[] = {"U1", "U2", "U3", "P1", "P3", "A3",  "A4",
                                         "A5", "A6", "R2", "R5", "Z1", "Z11", "Z14"};

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        const ot_place_code *place = ot_place_code_find(others[i]);

        REQUIRE(place != NULL);
        CHECK_INT(place->use, OT_PLACE_NOT_COUNTED);
    }
    CHECK(ot_place_code_find("R2")->tell);
    CHECK(!ot_place_code_find("U2")->tell);
    CHECK(!ot_place_code_find("Z1")->needs_provider);
    CHECK(ot_place_code_find("X9") == NULL);
    CHECK(ot_place_code_find("u4") == NULL);
    CHECK(ot_place_code_find("") == NULL);
}

static void test_temporary_moves_keep_and_need_no_provider(void)
{
    static const char *const moves[] = {"T0", "T1", "T2", "T3", "T4"};

    for (size_t i = 0; i < 5; i++) {
        REQUIRE(ot_place_code_find(moves[i]) != NULL);
        CHECK_INT(ot_place_code_find(moves[i])->use, OT_PLACE_KEEPS);
        CHECK(!ot_place_code_find(moves[i])->needs_provider);
    }
    CHECK(ot_place_code_find("T5") == NULL);
}

static void check_years(const char *code, int year, bool good)
{
    const ot_place_code *place = ot_place_code_find(code);

    REQUIRE(place != NULL);
    CHECK_INT(ot_place_code_in_year(place, year), good);
}

static void test_codes_are_dated_by_fiscal_year(void)
{
    check_years("H5", 2024, true);
    check_years("H5", 2025, false);
    check_years("P2", 2025, false);
    check_years("K3", 2023, false);
    check_years("K3", 2024, true);
    check_years("K3", 2031, true);
    check_years("Z1", 2024, true);
    check_years("Z1", 2025, false);
    check_years("Z12", 2024, false);
    check_years("Z12", 2025, true);
    check_years("K2", 2014, true);
    check_years("Z12", 0, true);
}

static void test_provider_codes_end_with_five(void)
{
    CHECK(ot_provider_code_known("PR0"));
    CHECK(ot_provider_code_known("PR5"));
    CHECK(!ot_provider_code_known("PR6"));
    CHECK(!ot_provider_code_known("PR"));
    CHECK(!ot_provider_code_known("PR44"));
    CHECK(!ot_provider_code_known(""));
    CHECK(ot_provider_code_external("PR4"));
    CHECK(ot_provider_code_external("PR5"));
    CHECK(!ot_provider_code_external("PR3"));
}

/* Checks 527, 528, 529, 530, 531 and 550 on the return. */
static void test_impossible_pairs_are_those_of_the_returns_own_checks(void)
{
    static const struct pair {
        const char *place, *provider;
        bool impossible;
    } pairs[] = {{"P1", "PR0", false}, {"K2", "PR0", true},  {"U4", "PR0", true},
                 {"P1", "PR1", true},  {"R2", "PR1", true},  {"R5", "PR1", true},
                 {"U4", "PR1", false}, {"K2", "PR1", false}, {"R5", "PR2", true},
                 {"U6", "PR2", false}, {"K1", "PR2", false}, {"U4", "PR3", true},
                 {"U1", "PR3", true},  {"K1", "PR3", true},  {"A3", "PR3", true},
                 {"A6", "PR3", true},  {"R1", "PR3", false}, {"H5", "PR3", false},
                 {"P1", "PR4", true},  {"U5", "PR4", false}, {"P1", "PR5", true},
                 {"R2", "PR5", false}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        CHECK_INT(ot_provider_impossible(pairs[i].place, pairs[i].provider),
                  pairs[i].impossible);
}

static void test_short_breaks_are_told_by_the_legal_status(void)
{
    CHECK(ot_legal_status_short_break("V3"));
    CHECK(ot_legal_status_short_break("V4"));
    CHECK(!ot_legal_status_short_break("V2"));
    CHECK(!ot_legal_status_short_break("C2"));
    CHECK(!ot_legal_status_short_break(""));
}

/* Checks 144 and 149 on the return. */
static void test_legal_statuses_and_reasons_are_those_of_the_return(void)
{
    CHECK(ot_legal_status_known("C2") && ot_legal_status_known("V4"));
    CHECK(!ot_legal_status_known("C9") && !ot_legal_status_known(""));
    CHECK(ot_reason_end_known("X1") && ot_reason_end_known("E4B"));
    CHECK(!ot_reason_end_known("E4") && !ot_reason_end_known("E99"));
}

static const check_case cases[] = {
    CASE(test_counted_places_have_their_types),
    CASE(test_other_places_are_known_and_not_counted),
    CASE(test_temporary_moves_keep_and_need_no_provider),
    CASE(test_codes_are_dated_by_fiscal_year),
    CASE(test_provider_codes_end_with_five),
    CASE(test_impossible_pairs_are_those_of_the_returns_own_checks),
    CASE(test_short_breaks_are_told_by_the_legal_status),
    CASE(test_legal_statuses_and_reasons_are_those_of_the_return),
};

OT_TEST_MAIN("placement_codes", cases)
