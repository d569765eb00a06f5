/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placements_driver.c - stays, census and costs of plain CSV files, printed for
 * placements_sql to compare. Reads only what that script writes: no quotes, ISO dates,
 * a header line, amounts in pence.
 *
 * usage: placements_driver EPISODES HEADERS UASC COSTS AS_AT FROM TO HIDE PAST
 * (dates; months such as 2019-04; 0 or 1) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/placements/census.h"
#include "engine/placements/costing.h"
#include "engine/placements/day.h"
#include "tests/engine/placements_print.h"

#define FIELDS 12

static ot_arena arena;
static const ot_calendar april = {0};

/* The fields of each line after the first, "" where a line has fewer. */
static const char **read_rows(const char *path, size_t *count)
{
    FILE *file = fopen(path, "r");
    const char **rows = NULL;
    char line[512];

    *count = 0;
    if (!file || !fgets(line, sizeof line, file))
        exit(2);
    while (fgets(line, sizeof line, file)) {
        char *text = ot_arena_copy(&arena, line);

        rows = realloc(rows, (*count + 1) * FIELDS * sizeof *rows);
        if (!rows || !text)
            exit(2);
        text[strcspn(text, "\n")] = '\0';
        for (int i = 0; i < FIELDS; i++) {
            char *comma = strchr(text, ',');

            rows[*count * FIELDS + (size_t)i] = text;
            if (comma)
                *comma = '\0';
            text = comma ? comma + 1 : text + strlen(text);
        }
        (*count)++;
    }
    fclose(file);
    return rows;
}

static ot_date date_of(const char *text)
{
    int year, month, day;

    return sscanf(text, "%d-%d-%d", &year, &month, &day) == 3
               ? year * 10000 + month * 100 + day
               : 0;
}

static int number_of(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

static ot_period month_of(const char *text)
{
    ot_period period;

    if (ot_period_parse(april, text, &period, NULL) < 0)
        exit(2);
    return period;
}

static void *make(size_t count, size_t size)
{
    void *made = ot_arena_get(&arena, (count + 1) * size);

    if (!made)
        exit(2);
    return made;
}

static void read_episodes(const char *path, ot_stays_input *input)
{
    const char **rows = read_rows(path, &input->episode_count);
    ot_episode_record *episodes = make(input->episode_count, sizeof *episodes);

    for (size_t i = 0; i < input->episode_count; i++) {
        const char **row = &rows[i * FIELDS];

        episodes[i] = (ot_episode_record){.child = row[0],
                                          .start = date_of(row[1]),
                                          .end = date_of(row[2]),
                                          .reason_new = "",
                                          .legal_status = row[3],
                                          .need = "",
                                          .place = row[4],
                                          .provider = row[5],
                                          .reason_end = "X1",
                                          .reason_change = "",
                                          .urn = row[6],
                                          .year = number_of(row[7]),
                                          .line = (long)i + 2};
    }
    input->episodes = episodes;
    free(rows);
}

static void read_children(const char *headers, const char *uasc, ot_stays_input *input)
{
    const char **rows = read_rows(headers, &input->child_count);
    ot_child_record *children = make(input->child_count, sizeof *children);
    ot_uasc_record *alone;

    for (size_t i = 0; i < input->child_count; i++)
        children[i] =
            (ot_child_record){rows[i * FIELDS], date_of(rows[i * FIELDS + 1]), 2021, 0};
    free(rows);
    rows = read_rows(uasc, &input->uasc_count);
    alone = make(input->uasc_count, sizeof *alone);
    for (size_t i = 0; i < input->uasc_count; i++)
        alone[i] =
            (ot_uasc_record){rows[i * FIELDS], date_of(rows[i * FIELDS + 1]), 2021, 0};
    free(rows);
    input->children = children;
    input->uasc = alone;
}

static ot_placement_cost_record *read_costs(const char *path, size_t *count)
{
    const char **rows = read_rows(path, count);
    ot_placement_cost_record *costs = make(*count, sizeof *costs);

    for (size_t i = 0; i < *count; i++) {
        const char **row = &rows[i * FIELDS];

        costs[i] = (ot_placement_cost_record){.child = row[0],
                                              .start = date_of(row[1]),
                                              .end = date_of(row[2]),
                                              .element = row[3],
                                              .has_weekly = row[4][0],
                                              .weekly_fee = number_of(row[4]),
                                              .education = number_of(row[5]),
                                              .health = number_of(row[6]),
                                              .has_total = row[7][0],
                                              .total_to_date = number_of(row[7]),
                                              .year = number_of(row[8]),
                                              .line = (long)i + 2};
    }
    free(rows);
    return costs;
}

int main(int argc, char **argv)
{
    ot_stays_input input = {0};
    ot_placement_cost_record *costs;
    ot_costing_options options = {0};
    ot_stays stays;
    ot_census census;
    ot_costing costing;
    ot_error err;
    size_t cost_count;

    if (argc != 10)
        return 2;
    read_episodes(argv[1], &input);
    read_children(argv[2], argv[3], &input);
    costs = read_costs(argv[4], &cost_count);
    input.hide_later_ends = number_of(argv[8]);
    options.past_eighteen = number_of(argv[9]);
    if (ot_stays_build(&input, ot_day_from_date(date_of(argv[5])), april, &stays, NULL,
                       &err) < 0 ||
        ot_census_make(&stays.list, april, month_of(argv[6]), month_of(argv[7]),
                       &census, &err) < 0 ||
        ot_costing_make(&stays, costs, cost_count, april, &options, &costing, NULL,
                        &err) < 0) {
        fprintf(stderr, "placements_driver: %s\n", err.message);
        return 2;
    }
    print_census(april, &census);
    print_costing(april, &costing);
    ot_costing_clear(&costing);
    ot_census_clear(&census);
    ot_stays_clear(&stays);
    ot_arena_clear(&arena);
    return 0;
}
