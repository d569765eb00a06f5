/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_placement_census.c - placements counted by month and type. */
#include "engine/placements/census.h"

#include "tests/engine/placement_rows.h"
#include "tests/engine/random.h"

static const ot_calendar april = {0};

/* Fostering from 12 April, a move to a children's home on 20 May, out on 30 June; a
 * second home from 1 June on, unaccompanied; a third from 31 May to 1 July. */
static rows three_children(void)
{
    rows r = {0};

    rows_add(&r, FIRST_CHILD, 20210412, 20210520, "U4", "PR4", "SC041832");
    rows_add(&r, FIRST_CHILD, 20210520, 20210630, "K2", "PR4", "SC061001");
    rows_add(&r, SECOND_CHILD, 20210601, 0, "K2", "PR4", "SC061001");
    rows_add(&r, THIRD_CHILD, 20210531, 20210701, "K2", "PR5", "SC070707");
    rows_uasc(&r, SECOND_CHILD, 0, 2021);
    return r;
}

static void check_count(const ot_census_count *got, const ot_census_count *want)
{
    CHECK_INT(got->stock, want->stock);
    CHECK_INT(got->uasc, want->uasc);
    CHECK_INT(got->starts, want->starts);
    CHECK_INT(got->ends, want->ends);
    CHECK_INT(got->moves_in, want->moves_in);
    CHECK_INT(got->moves_out, want->moves_out);
    CHECK_INT(got->nights, want->nights);
}

static void test_stock_flows_and_nights_of_each_month(void)
{
    rows r = three_children();
    ot_census census;
    const ot_placement_type home = OT_PLACEMENT_RESIDENTIAL;
    const ot_placement_type foster = OT_PLACEMENT_FOSTERING;

    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(ot_census_make(&r.stays.list, april, (ot_period){2021, 1},
                           (ot_period){2021, 4}, &census, NULL) == OT_OK);
    CHECK_COUNT(census.months, 4);
    /* stock, uasc, starts, ends, moves in, moves out, nights */
    check_count(&census.counts[0][foster], &(ot_census_count){1, 0, 1, 0, 0, 0, 19});
    check_count(&census.counts[0][home], &(ot_census_count){0, 0, 0, 0, 0, 0, 0});
    check_count(&census.counts[1][foster], &(ot_census_count){0, 0, 0, 0, 0, 1, 19});
    check_count(&census.counts[1][home], &(ot_census_count){2, 0, 1, 0, 1, 0, 13});
    check_count(&census.counts[2][home], &(ot_census_count){2, 1, 1, 1, 0, 0, 89});
    check_count(&census.counts[3][home], &(ot_census_count){1, 1, 0, 1, 0, 0, 31});
    check_count(&(ot_census_count){0}, &census.counts[3][OT_PLACEMENT_SECURE]);
    ot_census_clear(&census);
    rows_clear(&r);
}

static void test_all_types_of_a_month_are_their_sum(void)
{
    rows r = three_children();
    ot_census census;
    ot_census_count all;

    REQUIRE(rows_build(&r, 20210831));
    REQUIRE(ot_census_make(&r.stays.list, april, (ot_period){2021, 2},
                           (ot_period){2021, 2}, &census, NULL) == OT_OK);
    all = ot_census_month(&census, 0);
    check_count(&all, &(ot_census_count){2, 0, 1, 0, 1, 1, 32});
    ot_census_clear(&census);
    rows_clear(&r);
}

static void test_months_out_of_order_are_refused(void)
{
    ot_placement_list none = {0};
    ot_census census;
    ot_error err;

    CHECK_INT(ot_census_make(&none, april, (ot_period){2021, 3}, (ot_period){2021, 2},
                             &census, &err),
              OT_EUSAGE);
    CHECK_INT(ot_census_make(&none, april, (ot_period){2021, 3}, (ot_period){2021, 13},
                             &census, &err),
              OT_EUSAGE);
    CHECK(census.counts == NULL);
}

#define CHILDREN 400
#define EPISODES 2400

/* Episodes of random children, places and days, as a bad return would have them. */
static void make_random(uint64_t *state, ot_episode_record *episodes,
                        char children[CHILDREN][33])
{
    static const char *const places[] = {"U4", "U6", "K2", "R1", "K1",
                                         "H5", "P2", "T1", "U2", "X9"};
    static const char *const providers[] = {"PR4", "PR5", "PR1", "PR4"};

    for (int i = 0; i < CHILDREN; i++)
        snprintf(children[i], 33, "%016" PRIx64 "%016" PRIx64, random_next(state),
                 random_next(state));
    for (int i = 0; i < EPISODES; i++) {
        ot_day start =
            ot_day_from_date(20180401) + (ot_day)random_below(state, 365 * 4);
        ot_day end = start + (ot_day)random_below(state, 300) - 2;

        episodes[i] =
            (ot_episode_record){.child = children[random_below(state, CHILDREN)],
                                .start = ot_day_to_date(start),
                                .end = random_below(state, 5) ? ot_day_to_date(end) : 0,
                                .reason_new = "P",
                                .legal_status = random_below(state, 30) ? "C2" : "V4",
                                .need = "N1",
                                .place = places[random_below(state, 10)],
                                .provider = providers[random_below(state, 4)],
                                .reason_end = "X1",
                                .reason_change = "",
                                .urn = random_below(state, 2) ? "SC041832" : "SC061001",
                                .year = 2018 + (int)random_below(state, 4),
                                .line = i + 2};
    }
}

/* The months of a census that break the identity or have impossible figures. */
static int broken_months(const ot_census *census)
{
    int broken = 0;

    for (size_t m = 1; m < census->months; m++)
        for (int type = 0; type < OT_PLACEMENT_TYPES; type++) {
            const ot_census_count *was = &census->counts[m - 1][type];
            const ot_census_count *is = &census->counts[m][type];

            broken += is->stock != was->stock + is->starts + is->moves_in - is->ends -
                                       is->moves_out ||
                      is->uasc > is->stock ||
                      is->nights > 31 * (was->stock + is->starts + is->moves_in);
        }
    return broken;
}

static void test_stock_follows_from_flows_on_random_returns(void)
{
    static ot_episode_record episodes[EPISODES];
    static char children[CHILDREN][33];
    uint64_t state = 19890701;
    int broken = 0, uneven = 0;
    int64_t moves = 0, stock = 0;

    for (int round = 0; round < 12; round++) {
        ot_stays_input input = {.episodes = episodes, .episode_count = EPISODES};
        ot_stays stays;
        ot_census census;

        make_random(&state, episodes, children);
        input.hide_later_ends = round % 2;
        REQUIRE(ot_stays_build(&input, ot_day_from_date(20210331 - round % 3 * 10000),
                               april, &stays, NULL, NULL) == OT_OK);
        REQUIRE(ot_census_make(&stays.list, april, (ot_period){2017, 12},
                               (ot_period){2022, 12}, &census, NULL) == OT_OK);
        broken += broken_months(&census);
        for (size_t m = 0; m < census.months; m++) {
            ot_census_count all = ot_census_month(&census, m);

            uneven += all.moves_in != all.moves_out;
            moves += all.moves_in;
            stock += all.stock;
        }
        ot_census_clear(&census);
        ot_stays_clear(&stays);
    }
    CHECK_INT(broken, 0);
    CHECK_INT(uneven, 0);
    CHECK(moves > 500);
    CHECK(stock > 10000);
}

static const check_case cases[] = {
    CASE(test_stock_flows_and_nights_of_each_month),
    CASE(test_all_types_of_a_month_are_their_sum),
    CASE(test_months_out_of_order_are_refused),
    CASE(test_stock_follows_from_flows_on_random_returns),
};

OT_TEST_MAIN("placement_census", cases)
