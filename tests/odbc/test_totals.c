/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/totals.h"

#include "tests/check.h"

static void test_equal_totals_agree_whatever_their_order_and_capitals(void)
{
    ot_totals *cells = ot_totals_new(), *control = ot_totals_new();
    ot_pence amount;
    int64_t lines;

    REQUIRE(cells && control);
    CHECK_INT(ot_totals_add(cells, "2021/22 P05 ACTUAL", 238517, 3, NULL), OT_OK);
    CHECK_INT(ot_totals_add(cells, "2021/22 P04 ACTUAL", -1250, 1, NULL), OT_OK);
    CHECK_INT(ot_totals_add(cells, "2021/22 P05 ACTUAL", 100, 2, NULL), OT_OK);
    CHECK_INT(ot_totals_add(control, "2021/22 P04 Actual", -1250, 1, NULL), OT_OK);
    CHECK_INT(ot_totals_add(control, "2021/22 P05 Actual", 238617, 5, NULL), OT_OK);
    CHECK_INT(ot_totals_compare(cells, control, NULL), OT_OK);
    ot_totals_all(cells, &amount, &lines);
    CHECK_INT(amount, 237367);
    CHECK_INT(lines, 6);
    ot_totals_free(cells);
    ot_totals_free(control);
}

static void check_apart(const char *key, ot_pence amount, int64_t lines)
{
    ot_totals *cells = ot_totals_new(), *control = ot_totals_new();
    ot_error err = {0};

    REQUIRE(cells && control);
    CHECK_INT(ot_totals_add(cells, "2021/22 P05", 238517, 3, NULL), OT_OK);
    CHECK_INT(ot_totals_add(control, "2021/22 P05", 238517, 3, NULL), OT_OK);
    CHECK_INT(ot_totals_add(control, key, amount, lines, NULL), OT_OK);
    CHECK_INT(ot_totals_compare(cells, control, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, key);
    CHECK_INT(ot_totals_compare(control, cells, NULL), OT_EINPUT);
    ot_totals_free(cells);
    ot_totals_free(control);
}

static void test_a_part_that_is_missing_is_named(void)
{
    check_apart("2021/22 P05", 1, 0);
    check_apart("2021/22 P05", 0, 1);
    check_apart("2021/22 P06", 0, 1);
    check_apart("2021/22 P06", -1250, 2);
}

static void test_sums_that_overflow_are_refused(void)
{
    ot_totals *totals = ot_totals_new();

    REQUIRE(totals);
    CHECK_INT(ot_totals_add(totals, "P01", INT64_MAX, 1, NULL), OT_OK);
    CHECK_INT(ot_totals_add(totals, "P01", 1, 1, NULL), OT_ERANGE);
    CHECK_INT(ot_totals_add(totals, "P02", 1, 1, NULL), OT_ERANGE);
    ot_totals_free(totals);
}

static const check_case cases[] = {
    CASE(test_equal_totals_agree_whatever_their_order_and_capitals),
    CASE(test_a_part_that_is_missing_is_named),
    CASE(test_sums_that_overflow_are_refused),
};
OT_TEST_MAIN("totals", cases)
