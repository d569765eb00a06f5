/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/publish.h"

#include <stdbool.h>

#include "tests/check.h"

#define CELLS_MOST 20
#define SUMS_MOST  12

/* A table that the tests can read: its counts, its sums and what was decided. */
typedef struct table {
    ot_publish *publish;
    int64_t counts[CELLS_MOST];
    bool protect[CELLS_MOST];
    uint32_t count;
    ot_publish_term sums[SUMS_MOST][CELLS_MOST];
    size_t lengths[SUMS_MOST], sum_count;
    ot_error err;
} table;

static uint32_t add(table *t, int64_t count)
{
    uint32_t cell = 0;

    CHECK_INT(ot_publish_cell(t->publish, count, &cell, &t->err), OT_OK);
    CHECK_INT(cell, t->count);
    t->counts[cell] = count;
    t->protect[cell] = count > 0 && count < OT_PUBLISH_LEAST;
    t->count++;
    return cell;
}

/* `total` is the sum of the others; minus: the sign of the last of them. */
static void add_sum(table *t, const uint32_t *cells, size_t count, int minus,
                    uint32_t total)
{
    ot_publish_term *terms = t->sums[t->sum_count];

    for (size_t i = 0; i < count; i++)
        terms[i] = (ot_publish_term){cells[i], i + 1 == count ? minus : 1};
    terms[count] = (ot_publish_term){total, -1};
    t->lengths[t->sum_count++] = count + 1;
    CHECK_INT(ot_publish_sum(t->publish, terms, count + 1, &t->err), OT_OK);
}

static table new_table(void)
{
    table t = {.publish = ot_publish_new()};

    CHECK(t.publish != NULL);
    return t;
}

static ot_publish_state state(const table *t, uint32_t cell)
{
    return ot_publish_state_of(t->publish, cell);
}

/* Whether `change` (by cell) leads from the counts to others that the reader cannot
 * tell from them: few stay 1 to 4, none goes below nothing, all sums hold. */
static bool is_hidden(const table *t, const int change[CELLS_MOST])
{
    for (uint32_t i = 0; i < t->count; i++) {
        int64_t count = t->counts[i] + change[i];

        if (count < 0 ||
            (state(t, i) == OT_PUBLISH_FEW && (count < 1 || count >= OT_PUBLISH_LEAST)))
            return false;
    }
    for (size_t s = 0; s < t->sum_count; s++) {
        int sum = 0;

        for (size_t k = 0; k < t->lengths[s]; k++)
            sum += t->sums[s][k].sign * change[t->sums[s][k].cell];
        if (sum)
            return false;
    }
    return true;
}

/* Tries all changes of at most `most` of the cells left out from `at` on. */
static bool search(const table *t, uint32_t target, uint32_t at, int most,
                   int change[CELLS_MOST])
{
    if (at == t->count)
        return change[target] != 0 && is_hidden(t, change);
    if (state(t, at) == OT_PUBLISH_SHOWN)
        return search(t, target, at + 1, most, change);
    for (change[at] = -most; change[at] <= most; change[at]++)
        if (search(t, target, at + 1, most, change))
            return true;
    change[at] = 0;
    return false;
}

/* Every protected cell could be another count for all that a reader knows. */
static bool keeps_secrets(const table *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        int change[CELLS_MOST] = {0};

        if (!t->protect[i])
            continue;
        if (state(t, i) == OT_PUBLISH_SHOWN ||
            (!search(t, i, 0, 1, change) && !search(t, i, 0, 2, change)))
            return false;
    }
    return true;
}

static void test_count_below_five_is_left_out_with_the_next_smallest(void)
{
    table t = new_table();
    const int64_t counts[] = {121, 215, 97, 3};
    uint32_t cells[4], total;

    for (size_t i = 0; i < 4; i++)
        cells[i] = add(&t, counts[i]);
    total = add(&t, 436);
    add_sum(&t, cells, 4, 1, total);
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    CHECK_INT(state(&t, cells[0]), OT_PUBLISH_SHOWN);
    CHECK_INT(state(&t, cells[1]), OT_PUBLISH_SHOWN);
    CHECK_INT(state(&t, cells[2]), OT_PUBLISH_HELD);
    CHECK_INT(state(&t, cells[3]), OT_PUBLISH_FEW);
    CHECK_INT(state(&t, total), OT_PUBLISH_SHOWN);
    CHECK(keeps_secrets(&t));
    ot_publish_free(t.publish);
}

static void test_nothing_and_five_and_more_are_shown(void)
{
    table t = new_table();
    uint32_t cells[3] = {add(&t, 0), add(&t, 5), add(&t, 38)}, total = add(&t, 43);

    add_sum(&t, cells, 3, 1, total);
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    for (uint32_t i = 0; i < t.count; i++)
        CHECK_INT(state(&t, i), OT_PUBLISH_SHOWN);
    ot_publish_free(t.publish);
}

/* 4 + 4: no other two counts from 1 to 4 make 8. */
static void test_few_that_their_sum_gives_away_take_a_third(void)
{
    table t = new_table();
    uint32_t cells[3] = {add(&t, 4), add(&t, 4), add(&t, 52)}, total = add(&t, 60);

    add_sum(&t, cells, 3, 1, total);
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    CHECK_INT(state(&t, cells[0]), OT_PUBLISH_FEW);
    CHECK_INT(state(&t, cells[1]), OT_PUBLISH_FEW);
    CHECK_INT(state(&t, cells[2]), OT_PUBLISH_HELD);
    CHECK(keeps_secrets(&t));
    ot_publish_free(t.publish);
}

/* Starts and ends from their sum and from their difference. */
static void test_two_sums_that_solve_each_other_take_a_third(void)
{
    table t = new_table();
    uint32_t cells[2] = {add(&t, 23), add(&t, 3)};
    uint32_t sum = add(&t, 26), difference = add(&t, 20);

    add_sum(&t, cells, 2, 1, sum);
    add_sum(&t, cells, 2, -1, difference);
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    CHECK(state(&t, sum) != OT_PUBLISH_SHOWN ||
          state(&t, difference) != OT_PUBLISH_SHOWN);
    CHECK(keeps_secrets(&t));
    ot_publish_free(t.publish);
}

static void test_cell_that_is_held_is_kept_from_being_worked_out(void)
{
    table t = new_table();
    uint32_t cells[3] = {add(&t, 3719), add(&t, 96), add(&t, 6409)};
    uint32_t total = add(&t, 10224);

    add_sum(&t, cells, 3, 1, total);
    ot_publish_hold(t.publish, cells[1]);
    t.protect[cells[1]] = true;
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    CHECK_INT(state(&t, cells[1]), OT_PUBLISH_HELD);
    CHECK_INT(state(&t, cells[0]), OT_PUBLISH_HELD);
    CHECK(keeps_secrets(&t));
    ot_publish_free(t.publish);
}

static void test_more_may_be_held_after_a_decision(void)
{
    table t = new_table();
    uint32_t cells[3] = {add(&t, 121), add(&t, 215), add(&t, 123)},
             total = add(&t, 459);

    add_sum(&t, cells, 3, 1, total);
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    CHECK_INT(state(&t, cells[1]), OT_PUBLISH_SHOWN);
    ot_publish_hold(t.publish, cells[1]);
    CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
    CHECK_INT(state(&t, cells[1]), OT_PUBLISH_HELD);
    CHECK_INT(state(&t, cells[0]), OT_PUBLISH_HELD);
    CHECK_INT(state(&t, cells[2]), OT_PUBLISH_SHOWN);
    ot_publish_free(t.publish);
}

/* Three types, two months, sums both ways: 12 cells. */
static table two_way(uint32_t seed)
{
    table t = new_table();
    uint32_t cells[2][4], rows[4];
    int64_t sums[4] = {0};

    for (int month = 0; month < 2; month++) {
        int64_t total = 0;

        for (int type = 0; type < 3; type++) {
            int64_t count;

            seed = seed * 1664525u + 1013904223u; /* Knuth's generator */
            count = (seed >> 16) % 3 ? (seed >> 20) % 6 : (seed >> 20) % 40;
            cells[month][type] = add(&t, count);
            total += count;
            sums[type] += count;
        }
        cells[month][3] = add(&t, total);
        sums[3] += total;
        add_sum(&t, cells[month], 3, 1, cells[month][3]);
    }
    for (int type = 0; type < 4; type++) {
        const uint32_t down[2] = {cells[0][type], cells[1][type]};

        rows[type] = add(&t, sums[type]);
        add_sum(&t, down, 2, 1, rows[type]);
    }
    add_sum(&t, rows, 3, 1, rows[3]);
    return t;
}

/* A reader who tries every other table near the true one finds one for each cell. */
static void test_no_cell_of_two_way_tables_can_be_recovered(void)
{
    size_t left_out = 0;

    for (uint32_t seed = 1; seed <= 1000; seed++) {
        table t = two_way(seed * 7919u);

        CHECK_INT(ot_publish_decide(t.publish, &t.err), OT_OK);
        for (uint32_t i = 0; i < t.count; i++)
            left_out += state(&t, i) != OT_PUBLISH_SHOWN;
        if (!keeps_secrets(&t)) {
            for (uint32_t i = 0; i < t.count; i++)
                fprintf(stderr, "%lld%s ", (long long)t.counts[i],
                        state(&t, i) == OT_PUBLISH_SHOWN ? ""
                        : state(&t, i) == OT_PUBLISH_FEW ? "<"
                                                         : "*");
            CU_FAIL("a cell can be recovered");
        }
        ot_publish_free(t.publish);
    }
    CHECK(left_out > 1000);
}

static const check_case cases[] = {
    CASE(test_count_below_five_is_left_out_with_the_next_smallest),
    CASE(test_nothing_and_five_and_more_are_shown),
    CASE(test_few_that_their_sum_gives_away_take_a_third),
    CASE(test_two_sums_that_solve_each_other_take_a_third),
    CASE(test_cell_that_is_held_is_kept_from_being_worked_out),
    CASE(test_more_may_be_held_after_a_decision),
    CASE(test_no_cell_of_two_way_tables_can_be_recovered),
};

OT_TEST_MAIN("publish", cases)
