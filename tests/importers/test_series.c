/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/series.h"

#include <unistd.h>

#include "tests/check.h"

static char dir[] = "series-XXXXXX";
static char path[64];

static void write_file(const char *text)
{
    FILE *file = fopen(path, "wb");

    if (!file)
        exit(EXIT_FAILURE);
    fputs(text, file);
    fclose(file);
}

static ot_status read_text(const char *text, ot_series_set *set, ot_error *err)
{
    *err = (ot_error){0};
    write_file(text);
    return ot_series_read(path, set, err);
}

static void test_series_keep_the_order_of_the_file_and_months_are_sorted(void)
{
    ot_series_set set;
    ot_error err;
    char text[OT_SERIES_PERIOD];

    REQUIRE(
        read_text("series_id,period,value\nroads,2021-05,812.25\nroads,2021-04,790\n"
                  "care,2021-11,52000.5\nroads,2021-06,-14.75\ncare,2021-12,5.1e4\n",
                  &set, &err) == OT_OK);
    REQUIRE(set.count == 2 && set.months);
    CHECK_TEXT(set.series[0].id, "roads");
    CHECK_INT((int64_t)set.series[0].count, 3);
    CHECK_NEAR(set.series[0].values[0], 790.0, 1e-12);
    CHECK_NEAR(set.series[0].values[2], -14.75, 1e-12);
    CHECK_TEXT(set.series[1].id, "care");
    CHECK_NEAR(set.series[1].values[1], 51000.0, 1e-12);
    CHECK_TEXT(ot_series_period_text(&set, set.series[1].first + 2, text), "2022-01");
    CHECK_INT((int64_t)set.filled, 0);
    ot_series_clear(&set);
}

static void test_headings_are_found_by_synonym_and_numbers_count_on(void)
{
    ot_series_set set;
    ot_error err;
    char text[OT_SERIES_PERIOD];

    REQUIRE(read_text("Key;Index;Amount\n\"a;b\";135;7.5\n\"a;b\";136;8.25\n", &set,
                      &err) == OT_OK);
    CHECK(!set.months);
    CHECK_TEXT(set.series[0].id, "a;b");
    CHECK_TEXT(ot_series_period_text(&set, set.series[0].first + 2, text), "137");
    ot_series_clear(&set);
}

static void test_a_month_that_is_missing_counts_as_nothing(void)
{
    ot_series_set set;
    ot_error err;

    REQUIRE(read_text(
                "series_id,period,value\nroads,2021-01,812.25\nroads,2021-04-30,790\n",
                &set, &err) == OT_OK);
    CHECK_INT((int64_t)set.series[0].count, 4);
    CHECK_INT((int64_t)set.filled, 2);
    CHECK_NEAR(set.series[0].values[1], 0.0, 1e-12);
    CHECK_NEAR(set.series[0].values[3], 790.0, 1e-12);
    ot_series_clear(&set);
}

static void test_bad_rows_are_refused_with_their_line(void)
{
    static const struct {
        const char *text, *message;
        long line;
    } bad[] = {
        {"series_id,period,value\nroads,2021-05,1\nroads,2021-05,2\n", "2021-05 twice",
         3},
        {"series_id,period,value\nroads,2021-05,1\nroads,17,2\n", "another form", 3},
        {"series_id,period,value\nroads,2021-13,1\n", "neither a month", 2},
        {"series_id,period,value\nroads,2021-05,\"1,200\"\n", "is not a number", 2},
        {"series_id,period,value\nroads,2021-05,NA\n", "is not a number", 2},
        {"series_id,period,value\nroads,2021-05,0x1f\n", "is not a number", 2},
        {"series_id,period,value\n,2021-05,5\n", "no series_id", 2},
        {"series_id,period,value\nroads,1921-05,5\nroads,2021-05,5\n", "50 years", 3},
        {"series_id,period\nroads,2021-05\n", "no column for value", 1},
        {"series_id,period,value\n", "no row below", 0},
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ot_series_set set;
        ot_error err;

        CHECK_INT(read_text(bad[i].text, &set, &err), OT_EINPUT);
        CHECK_CONTAINS(err.message, bad[i].message);
        CHECK_CONTAINS(err.input, "series.csv");
        if (bad[i].line != 1)
            CHECK_INT(err.line, bad[i].line);
        CHECK(set.series == NULL);
    }
}

static const check_case cases[] = {
    CASE(test_series_keep_the_order_of_the_file_and_months_are_sorted),
    CASE(test_headings_are_found_by_synonym_and_numbers_count_on),
    CASE(test_a_month_that_is_missing_counts_as_nothing),
    CASE(test_bad_rows_are_refused_with_their_line),
};

int main(void)
{
    int status;

    if (!mkdtemp(dir))
        return EXIT_FAILURE;
    snprintf(path, sizeof path, "%s/series.csv", dir);
    status = check_main("series", cases, sizeof cases / sizeof cases[0]);
    remove(path);
    rmdir(dir);
    return status;
}
