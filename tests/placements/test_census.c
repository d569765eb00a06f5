/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_census.c - the fixture's episodes counted at every month end, against the counts
 * that a council published. */
#include "engine/placements/census.h"
#include "engine/placements/stays.h"

#include "tests/check.h"
#include "tests/placements/fixture.h"

#define ACTIVITY OT_FIXTURES "/gloucestershire-2021-22/activity/activity.csv"
#define MONTHS   53 /* April 2017 to August 2021 */
#define TOTAL    OT_PLACEMENT_TYPES
#define NONE     (-1)

static const ot_period first = {2017, 1};

/* [month][type]; NONE: not published. */
static int64_t published[MONTHS][OT_PLACEMENT_TYPES + 1];

static int month_of(ot_period period)
{
    return (period.year - first.year) * OT_MONTHS + period.number - first.number;
}

static int type_of(const char *name)
{
    for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
        if (strcmp(name, ot_placement_type_name((ot_placement_type)type)) == 0)
            return type;
    return strcmp(name, "total") == 0 ? TOTAL : NONE;
}

static int take_activity(const ot_activity_record *rows, size_t count)
{
    int taken = 0;

    for (size_t i = 0; i < count; i++) {
        int month = month_of(rows[i].period), type = type_of(rows[i].type);

        if (month < 0 || month >= MONTHS || type == NONE)
            continue;
        published[month][type] = rows[i].count;
        taken++;
    }
    return taken;
}

/* Of 2021/22 the report has no supported living: it is what is left of the total. */
static void derive_supported_living(void)
{
    for (int month = 48; month < MONTHS; month++)
        if (published[month][OT_PLACEMENT_SUPPORTED_LIVING] == NONE)
            published[month][OT_PLACEMENT_SUPPORTED_LIVING] =
                published[month][TOTAL] - published[month][OT_PLACEMENT_RESIDENTIAL] -
                published[month][OT_PLACEMENT_FOSTERING];
}

static void test_the_published_counts_are_read(void)
{
    const ot_import_options options = {.calendar = placements_calendar};
    ot_source source;
    ot_batch batch;
    ot_error err;
    int taken = 0;

    for (int month = 0; month < MONTHS; month++)
        for (int type = 0; type <= TOTAL; type++)
            published[month][type] = type == OT_PLACEMENT_SECURE ? 0 : NONE;
    REQUIRE(ot_importer_open(ACTIVITY, OT_KIND_ACTIVITY, &options, &source, &err) ==
            OT_OK);
    while (source.next_batch(source.self, &batch, &err) == OT_OK)
        taken += take_activity(batch.of.activity, batch.count);
    source.close(source.self);
    derive_supported_living();
    CHECK_INT(taken, MONTHS * 4 - 5);
    CHECK_INT(published[52][TOTAL], 459); /* August 2021, Attachment 3 */
}

static ot_stays_input input_of(const ot_dataset *dataset)
{
    ot_stays_input input = {0};

    input.episodes = ot_dataset_episodes(dataset, &input.episode_count);
    input.children = ot_dataset_children(dataset, &input.child_count);
    input.uasc = ot_dataset_uasc(dataset, &input.uasc_count);
    return input;
}

/* How many of a month's counts are not as published; each is told. */
static int differing(const ot_census *census, size_t at, int month)
{
    ot_census_count all = ot_census_month(census, at);
    int wrong = 0;

    for (int type = 0; type <= TOTAL; type++) {
        int64_t stock = type == TOTAL ? all.stock : census->counts[at][type].stock;

        CHECK_INT(stock, published[month][type]);
        wrong += stock != published[month][type];
    }
    if (wrong)
        printf("\n  month %d of 53, from April 2017\n", month + 1);
    return wrong;
}

static void test_every_month_and_type_is_counted_as_published(void)
{
    ot_dataset *dataset = placements_read(PLACEMENTS_ALL, NULL);
    ot_stays stays = {0};
    ot_census census = {0};
    ot_error err = {0};
    int wrong = 0;

    REQUIRE(dataset != NULL);
    ot_stays_input input = input_of(dataset);

    CHECK_INT(ot_stays_build(&input, ot_day_from_date(20210831), placements_calendar,
                             &stays, NULL, &err),
              OT_OK);
    CHECK_INT(ot_census_make(&stays.list, placements_calendar, first,
                             (ot_period){2021, 5}, &census, &err),
              OT_OK);
    REQUIRE(census.months == MONTHS);
    for (int month = 0; month < MONTHS; month++)
        wrong += differing(&census, (size_t)month, month);
    printf("\n  %d counts, %d not as published\n", MONTHS * (TOTAL + 1), wrong);
    ot_census_clear(&census);
    ot_stays_clear(&stays);
    ot_dataset_free(dataset);
}

/* Looked at again later, a month's count is what it was as far as it was known then. */
static void test_every_month_end_as_known_then_is_counted_as_published(void)
{
    ot_dataset *dataset = placements_read(PLACEMENTS_ALL, NULL);

    REQUIRE(dataset != NULL);
    ot_stays_input input = input_of(dataset);

    input.hide_later_ends = true;
    for (int month = 0; month < MONTHS; month++) {
        ot_period period = ot_period_shift(first, month);
        ot_day as_at = ot_days_of_month(placements_calendar, period).end - 1;
        ot_stays stays = {0};
        ot_census census = {0};
        ot_error err = {0};

        CHECK_INT(
            ot_stays_build(&input, as_at, placements_calendar, &stays, NULL, &err),
            OT_OK);
        CHECK_INT(ot_census_make(&stays.list, placements_calendar, period, period,
                                 &census, &err),
                  OT_OK);
        if (census.months == 1)
            differing(&census, 0, month);
        ot_census_clear(&census);
        ot_stays_clear(&stays);
    }
    ot_dataset_free(dataset);
}

static const check_case cases[] = {
    CASE(test_the_published_counts_are_read),
    CASE(test_every_month_and_type_is_counted_as_published),
    CASE(test_every_month_end_as_known_then_is_counted_as_published),
};

OT_TEST_MAIN("placements census", cases)
