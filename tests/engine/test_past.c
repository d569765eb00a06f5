/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_past.c - forecasts of earlier months, found again by line and month. */
#include "engine/past.h"

#include "tests/check.h"
#include "tests/engine/random.h"

static ot_past_entry entry_of(const char *centre, int group, int fund, const char *area,
                              int year, int month, ot_pence amount)
{
    ot_past_entry entry = {
        .line = {centre, area, group, fund},
        .forecast = {.year = year, .month = month, .history = amount * 3}};

    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        entry.forecast.members[i] = i == OT_YEAR_THETA ? OT_PAST_NONE : amount + i;
    return entry;
}

static ot_past_entry said_then(ot_past_entry entry)
{
    entry.forecast.then = true;
    entry.forecast.has_manager = true;
    entry.forecast.manager = entry.forecast.members[OT_YEAR_RUN_RATE] + 5000;
    return entry;
}

/* Sealed, of entries in this order. */
static ot_past *past_of(const ot_past_entry *entries, size_t count)
{
    ot_past *past = ot_past_new();
    ot_error err = {0};

    CHECK(past != NULL);
    for (size_t i = 0; past && i < count; i++)
        CHECK_INT(ot_past_add(past, &entries[i], &err), OT_OK);
    if (past)
        CHECK_INT(ot_past_seal(past, &err), OT_OK);
    return past;
}

/* The run-rate kept of the line of an entry at its month; OT_PAST_NONE: not there. */
static ot_pence kept(const ot_past *past, const ot_past_entry *entry)
{
    size_t count;
    const ot_past_forecast *of = ot_past_of(past, &entry->line, &count);
    const ot_past_forecast *at =
        ot_past_at(of, count, entry->forecast.year, entry->forecast.month);

    return at ? at->members[OT_YEAR_RUN_RATE] : OT_PAST_NONE;
}

static void test_entry_comes_back_as_it_was_added(void)
{
    const ot_past_entry entry =
        said_then(entry_of("030201", 5, 1, "Placements", 2019, 7, 91230417));
    ot_past *past = past_of(&entry, 1);
    size_t count;
    const ot_past_forecast *got = ot_past_of(past, &entry.line, &count);

    REQUIRE(got != NULL && count == 1);
    CHECK_INT(got->year, 2019);
    CHECK_INT(got->month, 7);
    CHECK(got->then);
    CHECK_INT(got->history, 91230417 * 3);
    CHECK(got->has_manager);
    CHECK_INT(got->manager, 91235417);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        CHECK_INT(got->members[i], entry.forecast.members[i]);
    ot_past_free(past);
}

static void test_texts_are_copied(void)
{
    char centre[] = "030201", area[] = "Placements";
    const ot_past_entry entry = entry_of(centre, 5, 0, area, 2019, 7, 88000000),
                        same = entry_of("030201", 5, 0, "Placements", 2019, 7, 0);
    ot_past *past = past_of(&entry, 1);

    centre[0] = area[0] = 'x';
    CHECK_INT(kept(past, &same), 88000000);
    CHECK_INT(kept(past, &entry), OT_PAST_NONE);
    ot_past_free(past);
}

/* The same 4 x 3 entries in three orders: by line, by month, and backwards. */
static void test_order_of_adding_does_not_matter(void)
{
    static const char *const centres[] = {"030201", "030202", "070001", "000150"};
    ot_past_entry entries[3][12];

    for (size_t i = 0; i < 12; i++) {
        const char *centre = centres[i / 3];
        int month = (int)(i % 3) + 9;
        ot_past_entry one =
            entry_of(centre, 1, 0, "", 2020, month, (ot_pence)i * 731 + 40000);

        entries[0][i] = one;
        entries[1][(i % 3) * 4 + i / 3] = one;
        entries[2][11 - i] = one;
    }
    for (size_t order = 0; order < 3; order++) {
        ot_past *past = past_of(entries[order], 12);

        for (size_t i = 0; i < 12; i++)
            CHECK_INT(kept(past, &entries[0][i]), (ot_pence)i * 731 + 40000);
        ot_past_free(past);
    }
}

static void test_forecasts_of_a_line_stand_by_year_and_month(void)
{
    static const int months[][2] = {{2021, 3}, {2019, 11}, {2020, 1},
                                    {2019, 2}, {2020, 11}, {2021, 1}};
    static const int want[][2] = {{2019, 2},  {2019, 11}, {2020, 1},
                                  {2020, 11}, {2021, 1},  {2021, 3}};
    ot_past_entry entries[6];
    size_t count;
    const ot_past_forecast *got;
    ot_past *past;

    for (size_t i = 0; i < 6; i++)
        entries[i] = entry_of("030201", 5, 0, "", months[i][0], months[i][1], 1200000);
    past = past_of(entries, 6);
    got = ot_past_of(past, &entries[0].line, &count);
    REQUIRE(count == 6);
    for (size_t i = 0; i < 6; i++) {
        CHECK_INT(got[i].year, want[i][0]);
        CHECK_INT(got[i].month, want[i][1]);
        CHECK(ot_past_at(got, count, want[i][0], want[i][1]) == &got[i]);
    }
    ot_past_free(past);
}

static void test_later_entry_replaces_an_earlier_one(void)
{
    const ot_past_entry other = entry_of("070001", 1, 0, "", 2020, 6, 55000),
                        first = entry_of("030201", 5, 0, "", 2020, 6, 41000000),
                        second = entry_of("030201", 5, 0, "", 2020, 6, 42000000);
    const ot_past_entry entries[] = {first, other, second};
    ot_past *past = past_of(entries, 3);
    size_t count;

    CHECK_INT(kept(past, &first), 42000000);
    CHECK_INT(kept(past, &other), 55000);
    ot_past_of(past, &first.line, &count);
    CHECK_INT((int64_t)count, 1);
    ot_past_free(past);
}

static void test_what_was_known_then_is_replaced_only_by_such(void)
{
    const ot_past_entry worked_out = entry_of("030201", 5, 0, "", 2020, 6, 41000000),
                        then = said_then(entry_of("030201", 5, 0, "", 2020, 6, 38000)),
                        later = said_then(entry_of("030201", 5, 0, "", 2020, 6, 39000));
    const ot_past_entry orders[][3] = {{worked_out, then, worked_out},
                                       {then, worked_out, worked_out},
                                       {then, later, worked_out},
                                       {later, worked_out, then}};
    static const ot_pence want[] = {38000, 38000, 39000, 38000};

    for (size_t i = 0; i < 4; i++) {
        ot_past *past = past_of(orders[i], 3);

        CHECK_INT(kept(past, &then), want[i]);
        ot_past_free(past);
    }
}

static void test_lines_differ_by_each_part_of_their_name(void)
{
    const ot_past_entry entries[] = {
        entry_of("030201", 5, 0, "", 2020, 6, 1000),
        entry_of("030202", 5, 0, "", 2020, 6, 2000),
        entry_of("030201", 4, 0, "", 2020, 6, 3000),
        entry_of("030201", 5, 1, "", 2020, 6, 4000),
        entry_of("030201", 5, 0, "Placements", 2020, 6, 5000)};
    ot_past *past = past_of(entries, 5);

    for (size_t i = 0; i < 5; i++) {
        CHECK_INT(kept(past, &entries[i]), (ot_pence)(i + 1) * 1000);
        for (size_t k = 0; k < 5; k++) {
            int by = ot_line_key_compare(&entries[i].line, &entries[k].line);

            CHECK_INT(by == 0, i == k);
            CHECK_INT(by<0, ot_line_key_compare(&entries[k].line, &entries[i].line)> 0);
        }
    }
    CHECK(ot_line_key_compare(&entries[2].line, &entries[0].line) < 0);
    CHECK(ot_line_key_compare(&entries[3].line, &entries[4].line) > 0);
    ot_past_free(past);
}

static void test_missing_line_or_month_is_none(void)
{
    const ot_past_entry entry = entry_of("030201", 5, 0, "", 2020, 6, 41000000),
                        other = entry_of("030200", 5, 0, "", 2020, 6, 0);
    ot_past *past = past_of(&entry, 1), *empty = past_of(NULL, 0);
    size_t count = 7;
    const ot_past_forecast *of = ot_past_of(past, &entry.line, &count);

    CHECK(ot_past_at(of, count, 2020, 5) == NULL);
    CHECK(ot_past_at(of, count, 2020, 7) == NULL);
    CHECK(ot_past_at(of, count, 2021, 6) == NULL);
    CHECK(ot_past_of(past, &other.line, &count) == NULL);
    CHECK_INT((int64_t)count, 0);
    CHECK(ot_past_at(NULL, 0, 2020, 6) == NULL);
    count = 7;
    CHECK(ot_past_of(empty, &entry.line, &count) == NULL);
    CHECK_INT((int64_t)count, 0);
    count = 7;
    CHECK(ot_past_of(NULL, &entry.line, &count) == NULL);
    CHECK_INT((int64_t)count, 0);
    ot_past_free(past);
    ot_past_free(empty);
    ot_past_free(NULL);
}

/* 1,500 lines x 11 months in a random order, every one found again. */
static void test_many_lines_are_all_found(void)
{
    enum { LINES = 1500, MONTHS = 11, ALL = LINES * MONTHS };
    static char codes[LINES][8];
    ot_past_entry *entries = malloc(ALL * sizeof *entries);
    uint64_t state = 20210914;
    ot_past *past;
    int wrong = 0;

    REQUIRE(entries != NULL);
    for (int i = 0; i < ALL; i++) {
        snprintf(codes[i / MONTHS], sizeof codes[0], "%06d", i / MONTHS * 7 % LINES);
        entries[i] =
            entry_of(codes[i / MONTHS], 1, 0, "", 2020, i % MONTHS + 1, 100000 + i);
    }
    for (uint32_t i = ALL - 1; i > 0; i--) {
        uint32_t k = random_below(&state, i + 1);
        ot_past_entry swapped = entries[i];

        entries[i] = entries[k];
        entries[k] = swapped;
    }
    past = past_of(entries, ALL);
    for (int i = 0; i < ALL; i++) {
        size_t count;

        wrong += kept(past, &entries[i]) != entries[i].forecast.members[0];
        ot_past_of(past, &entries[i].line, &count);
        wrong += count != MONTHS;
    }
    CHECK_INT(wrong, 0);
    ot_past_free(past);
    free(entries);
}

static const check_case cases[] = {
    CASE(test_entry_comes_back_as_it_was_added),
    CASE(test_texts_are_copied),
    CASE(test_order_of_adding_does_not_matter),
    CASE(test_forecasts_of_a_line_stand_by_year_and_month),
    CASE(test_later_entry_replaces_an_earlier_one),
    CASE(test_what_was_known_then_is_replaced_only_by_such),
    CASE(test_lines_differ_by_each_part_of_their_name),
    CASE(test_missing_line_or_month_is_none),
    CASE(test_many_lines_are_all_found),
};

OT_TEST_MAIN("past", cases)
