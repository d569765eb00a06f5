/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fixture.h - the returns and costs of fixtures/placements-2021-22 as the importers
 * read them, whole or as they were known on a day. */
#ifndef OT_TEST_PLACEMENTS_FIXTURE_H
#define OT_TEST_PLACEMENTS_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/dataset.h"
#include "engine/placements/day.h"
#include "importers/importer.h"

#define PLACEMENTS_FIXTURE OT_FIXTURES "/placements-2021-22"
#define PLACEMENTS_FIRST   2017 /* fiscal years of the returns */
#define PLACEMENTS_LAST    2021
#define PLACEMENTS_NOTES   32

static const ot_calendar placements_calendar = {4};

/* What the importers told: rows refused, and notes with the year of the return. */
typedef struct placements_told {
    size_t rejects, count;
    int reading; /* the return that is read now */
    struct {
        int year;
        char text[256];
    } notes[PLACEMENTS_NOTES];
} placements_told;

static inline void placements_hear(void *self, const ot_issue *issue)
{
    placements_told *told = self;

    told->rejects += issue->severity == OT_REJECT;
    if (issue->severity != OT_NOTE || told->count == PLACEMENTS_NOTES)
        return;
    told->notes[told->count].year = told->reading;
    snprintf(told->notes[told->count++].text, sizeof told->notes[0].text, "%s",
             issue->message);
}

/* Rows of costs as they would have been on a day: of what comes later nothing. */
static inline ot_status placements_put_costs(ot_dataset *dataset, const ot_batch *batch,
                                             ot_day known, ot_error *err)
{
    ot_placement_cost_record *rows = malloc((batch->count + 1) * sizeof *rows);
    ot_batch kept = {.kind = OT_KIND_PLACEMENT_COSTS, .of.placement_costs = rows};
    ot_status st;

    if (!rows)
        return ot_fail_memory(err);
    for (size_t i = 0; i < batch->count; i++) {
        ot_placement_cost_record row = batch->of.placement_costs[i];

        if (ot_day_from_date(row.start) > known)
            continue;
        if (row.end && ot_day_from_date(row.end) > known + 1)
            row.end = 0;
        rows[kept.count++] = row;
    }
    st = ot_dataset_put(dataset, &kept, err);
    free(rows);
    return st;
}

static inline ot_status placements_read_file(ot_dataset *dataset, const char *path,
                                             ot_kind kind, int year, ot_day known,
                                             placements_told *told, ot_error *err)
{
    static const ot_child_key key = {{0x5a, 0x11, 0x93}};
    const ot_issue_sink issues = {told, placements_hear};
    const ot_import_options options = {.calendar = placements_calendar,
                                       .child_key = &key,
                                       .fiscal_year = year,
                                       .rejects_path = "placements.rejects.csv",
                                       .issues = told ? &issues : NULL};
    ot_source source;
    ot_batch batch;
    ot_status st = ot_importer_open(path, kind, &options, &source, err);

    if (st < 0)
        return st;
    while ((st = source.next_batch(source.self, &batch, err)) == OT_OK) {
        st = kind == OT_KIND_PLACEMENT_COSTS
                 ? placements_put_costs(dataset, &batch, known, err)
                 : ot_dataset_put(dataset, &batch, err);
        if (st < 0)
            break;
    }
    source.close(source.self);
    return st == OT_END ? OT_OK : st;
}

/* All of it; costs as known at the end of a day (OT_DAY_OPEN - 1: as they are). told
 * may be NULL. NULL where a file cannot be read. */
static inline ot_dataset *placements_read(ot_day known, placements_told *told)
{
    static const struct {
        const char *name;
        ot_kind kind;
    } tables[] = {{"episodes", OT_KIND_EPISODES},
                  {"header", OT_KIND_CHILDREN},
                  {"uasc", OT_KIND_UASC}};
    ot_dataset *dataset = ot_dataset_new();
    ot_error err = {0};
    ot_status st = dataset ? OT_OK : OT_ENOMEM;
    char path[512];

    for (int year = PLACEMENTS_FIRST; year <= PLACEMENTS_LAST; year++)
        for (size_t i = 0; st == OT_OK && i < sizeof tables / sizeof *tables; i++) {
            snprintf(path, sizeof path, PLACEMENTS_FIXTURE "/ssda903/%d-%02d/%s.csv",
                     year, (year + 1) % 100, tables[i].name);
            if (told)
                told->reading = year;
            st = placements_read_file(dataset, path, tables[i].kind, year, known, told,
                                      &err);
        }
    if (st == OT_OK)
        st = placements_read_file(dataset, PLACEMENTS_FIXTURE "/placement_costs.csv",
                                  OT_KIND_PLACEMENT_COSTS, 0, known, told, &err);
    if (st == OT_OK)
        return dataset;
    fprintf(stderr, "%s: %s\n", err.input, err.message);
    ot_dataset_free(dataset);
    return NULL;
}

#define PLACEMENTS_ALL (OT_DAY_OPEN - 1)

#endif
