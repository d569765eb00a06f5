/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/placement_values.h"

#include "tests/check.h"

enum { CHILD, YEAR, FIELDS };

static const ot_field fields[FIELDS] = {{"CHILD", "", true}, {"YEAR", "", false}};

/* One row of two cells, of which the second has a column only if has_year. */
typedef struct one_row {
    char base[128];
    ot_csv_field cells[2];
    ot_csv_row row;
    ot_header header;
    ot_reading reading;
} one_row;

static ot_reading *row_of(one_row *r, const char *child, const char *year)
{
    size_t length = strlen(child);

    memset(r, 0, sizeof *r);
    snprintf(r->base + 1, sizeof r->base - 1, "%s|%s", child, year ? year : "");
    r->base[1 + length] = '\0';
    r->cells[0] = (ot_csv_field){1, length};
    r->cells[1] = (ot_csv_field){2 + length, year ? strlen(year) : 0};
    r->row = (ot_csv_row){.line = 2, .base = r->base, .fields = r->cells, .count = 2};
    r->header = (ot_header){.column = {0, year ? 1 : -1}, .columns = 2};
    r->reading.values.row = &r->row;
    r->reading.values.header = &r->header;
    r->reading.values.fields = fields;
    return &r->reading;
}

static void test_year_of_a_return_is_read_in_both_forms(void)
{
    static const struct {
        const char *text;
        int year;
    } years[] = {{"2022", 2021},     {" 2022 ", 2021},    {"2021/22", 2021},
                 {"2021-22", 2021},  {"2021/2022", 2021}, {"1999/00", 1999},
                 {"1999/2000", 1999}};

    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        ot_error err = {0};
        one_row r;
        int year = -1;

        CHECK_INT(ot_placement_year(row_of(&r, "", years[i].text), YEAR, &year, &err),
                  OT_OK);
        check_int_at(year, years[i].year, years[i].text, __FILE__, __LINE__);
    }
}

static void test_year_that_is_none_is_refused(void)
{
    static const char *const years[] = {
        "22",    "2021/23",    "2021/2023", "2021/21",   "202122", "2021.22", "2021 22",
        "21/22", "2021/22/23", "20220",     "year 2022", "1921",   "2021/222"};

    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        ot_error err = {0};
        one_row r;
        int year = -1;

        check_int_at(ot_placement_year(row_of(&r, "", years[i]), YEAR, &year, &err),
                     OT_EINPUT, years[i], __FILE__, __LINE__);
        CHECK_CONTAINS(err.message, "YEAR is not a year");
    }
}

static void test_year_without_a_column_is_none(void)
{
    one_row r;
    int year = -1;

    CHECK_INT(ot_placement_year(row_of(&r, "", NULL), YEAR, &year, NULL), OT_OK);
    CHECK_INT(year, 0);
}

static void test_word_that_is_blank_is_the_absent_one(void)
{
    const char *word = NULL;
    one_row r;
    ot_reading *reading = row_of(&r, "", "Therapy Plus");

    CHECK_INT(ot_placement_word(reading, CHILD, "fee", &word, NULL), OT_OK);
    CHECK_TEXT(word, "fee");
    CHECK_INT(ot_placement_word(reading, YEAR, "fee", &word, NULL), OT_OK);
    CHECK_TEXT(word, "therapy plus");
    ot_arena_clear(&reading->texts);
}

static void test_year_of_a_day_begins_in_april_or_as_the_calendar_says(void)
{
    CHECK_INT(ot_placement_return_year_of(20220331), 2021);
    CHECK_INT(ot_placement_return_year_of(20220401), 2022);
    CHECK_INT(ot_placement_year_of((ot_calendar){0}, 20220331), 2021);
    CHECK_INT(ot_placement_year_of((ot_calendar){1}, 20220331), 2022);
    CHECK_INT(ot_placement_year_of((ot_calendar){7}, 20220630), 2021);
}

static const check_case cases[] = {
    CASE(test_year_of_a_return_is_read_in_both_forms),
    CASE(test_year_that_is_none_is_refused),
    CASE(test_year_without_a_column_is_none),
    CASE(test_word_that_is_blank_is_the_absent_one),
    CASE(test_year_of_a_day_begins_in_april_or_as_the_calendar_says),
};

OT_TEST_MAIN("importers/placement_values", cases)
