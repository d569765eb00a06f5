/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_findings.c - the wrong rows planted in the fixture: each is found where it
 * stands, and nothing else is found.
 *
 * Listed differently by the engine than in expected/findings.csv:
 *  - "unknown code" is five kinds: of PLACE, of PLACE_PROVIDER, of LS and REC, and for
 * K3, which the returns of 2024/25 and later have, a place of other years;
 *  - "letter case" is no finding: the importer reads capitals and notes the column and
 * how many rows, not which;
 *  - two open episodes and overlaps are told of the earlier episode's row, which is the
 * one that is shortened, and so it is in the list;
 *  - an overlap needs nobody: it is told only. */
#include "engine/placements/costing.h"

#include "tests/check.h"
#include "tests/placements/fixture.h"

#define EXPECTED PLACEMENTS_FIXTURE "/expected/findings.csv"
#define MOST     64

typedef struct planted {
    int year;
    long line;
    int kind; /* OT_STAY_FINDING_KINDS: letter case */
} planted;

static planted rows[MOST];
static size_t row_count;

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Of the third column and, for an unknown code, the fourth. */
static int kind_of(const char *finding)
{
    static const struct {
        const char *text;
        int kind;
    } kinds[] = {
        {"two open episodes,", OT_STAY_TWO_OPEN},
        {"overlap,", OT_STAY_OVERLAP},
        {"end before start,", OT_STAY_END_BEFORE_START},
        {"DEC without REC,", OT_STAY_END_WITHOUT_CAUSE},
        {"provider impossible for the placement,", OT_STAY_IMPOSSIBLE},
        {"unknown code,\"PLACE is K3", OT_STAY_PLACE_OUT_OF_DATE},
        {"unknown code,PLACE is", OT_STAY_UNKNOWN_PLACE},
        {"unknown code,PLACE_PROVIDER is", OT_STAY_UNKNOWN_PROVIDER},
        {"unknown code,LS is", OT_STAY_UNKNOWN_CODE},
        {"unknown code,REC is", OT_STAY_UNKNOWN_CODE},
        {"letter case,", OT_STAY_FINDING_KINDS},
    };

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (begins(finding, kinds[i].text))
            return kinds[i].kind;
    return -1;
}

static void test_the_list_of_planted_rows_is_read(void)
{
    FILE *file = fopen(EXPECTED, "r");
    char line[256];

    REQUIRE(file != NULL);
    CHECK(fgets(line, sizeof line, file) != NULL);
    while (fgets(line, sizeof line, file) && row_count < MOST) {
        planted *row = &rows[row_count++];
        char text[200] = "";

        CHECK(sscanf(line, "ssda903/%d-%*d/episodes.csv,%ld,%199[^\n]", &row->year,
                     &row->line, text) == 3);
        row->kind = kind_of(text);
        CHECK(row->kind >= 0);
    }
    fclose(file);
    CHECK_INT((int64_t)row_count, 21);
}

static bool is_planted(const ot_stay_finding *finding)
{
    for (size_t i = 0; i < row_count; i++)
        if (rows[i].year == finding->year && rows[i].line == finding->line &&
            rows[i].kind == (int)finding->kind)
            return true;
    return false;
}

static size_t times_found(const planted *row, const ot_stay_findings *found)
{
    size_t times = 0;

    for (size_t i = 0; i < found->count; i++)
        times += found->items[i].year == row->year &&
                 found->items[i].line == row->line &&
                 (int)found->items[i].kind == row->kind;
    return times;
}

/* Every planted row but those of the letter case once, and no row besides. */
static void compare(const ot_stay_findings *found)
{
    size_t wanted = 0;

    for (size_t i = 0; i < row_count; i++) {
        if (rows[i].kind == OT_STAY_FINDING_KINDS)
            continue;
        wanted++;
        if (times_found(&rows[i], found) != 1)
            printf("\n  not found: %d, line %ld\n", rows[i].year, rows[i].line);
        CHECK_INT((int64_t)times_found(&rows[i], found), 1);
    }
    CHECK_INT((int64_t)wanted, 18);
    for (size_t i = 0; i < found->count; i++) {
        if (!is_planted(&found->items[i]))
            printf("\n  not planted: %d, line %ld: %s\n", found->items[i].year,
                   found->items[i].line, found->items[i].text);
        CHECK(is_planted(&found->items[i]));
    }
}

static void test_planted_rows_are_found_and_nothing_else(void)
{
    ot_dataset *dataset = placements_read(PLACEMENTS_ALL, NULL);
    const ot_placement_cost_record *costs;
    ot_stays_input input = {0};
    ot_stays stays = {0};
    ot_costing costing = {0};
    ot_error err = {0};
    size_t count;

    REQUIRE(dataset != NULL);
    input.episodes = ot_dataset_episodes(dataset, &input.episode_count);
    input.children = ot_dataset_children(dataset, &input.child_count);
    input.uasc = ot_dataset_uasc(dataset, &input.uasc_count);
    costs = ot_dataset_placement_costs(dataset, &count);
    REQUIRE(ot_stays_build(&input, ot_day_from_date(20210831), placements_calendar,
                           &stays, NULL, &err) == OT_OK);
    compare(&stays.rows);
    for (int year = PLACEMENTS_FIRST; year <= PLACEMENTS_LAST; year++) {
        const ot_costing_options options = {.year = year};

        CHECK_INT(ot_costing_make(&stays, costs, count, placements_calendar, &options,
                                  &costing, NULL, &err),
                  OT_OK);
        CHECK_INT((int64_t)costing.rows.count, 0);
        ot_costing_clear(&costing);
    }
    ot_stays_clear(&stays);
    ot_dataset_free(dataset);
}

/* Columns with small letters that were noted of a return. */
static int folded_columns(const placements_told *told, int year)
{
    int folded = 0;

    for (size_t i = 0; i < told->count; i++)
        folded += told->notes[i].year == year &&
                  strstr(told->notes[i].text, "has lower-case letters in 1 row");
    return folded;
}

static void test_small_letters_are_noted_in_the_returns_that_have_them(void)
{
    placements_told told = {0};
    ot_dataset *dataset = placements_read(PLACEMENTS_ALL, &told);

    REQUIRE(dataset != NULL);
    CHECK_INT((int64_t)told.rejects, 0);
    for (int year = PLACEMENTS_FIRST; year <= PLACEMENTS_LAST; year++) {
        int wanted = 0;

        for (size_t i = 0; i < row_count; i++) /* RNE, LS, CIN, PLACE, PLACE_PROVIDER */
            wanted +=
                rows[i].year == year && rows[i].kind == OT_STAY_FINDING_KINDS ? 5 : 0;
        CHECK_INT(folded_columns(&told, year), wanted);
    }
    CHECK_INT((int64_t)told.count,
              15 + 5 + 1); /* and the years of 5 returns and costs */
    ot_dataset_free(dataset);
}

/* What is told on a pack's page: kinds with their rows. */
static void test_only_overlaps_need_nobody(void)
{
    int needing = 0;

    for (size_t i = 0; i < row_count; i++)
        if (rows[i].kind != OT_STAY_FINDING_KINDS) {
            bool needs =
                ot_stay_finding_needs_person((ot_stay_finding_kind)rows[i].kind);

            CHECK(needs == (rows[i].kind != OT_STAY_OVERLAP));
            needing += needs;
        }
    CHECK_INT(needing, 16);
}

static const check_case cases[] = {
    CASE(test_the_list_of_planted_rows_is_read),
    CASE(test_planted_rows_are_found_and_nothing_else),
    CASE(test_small_letters_are_noted_in_the_returns_that_have_them),
    CASE(test_only_overlaps_need_nobody),
};

OT_TEST_MAIN("placements findings", cases)
