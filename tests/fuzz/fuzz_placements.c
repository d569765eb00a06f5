/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_placements.c - tables about children's placements through the importers, and
 * what can be read of them through stays, census and costing: each record within its
 * bounds, each count and cost possible, or refused with a message.
 *
 * An input is one table or more with a line "--" between them. The first byte of each
 * says what it is (e episodes, h Header, u UASC, c costs; any other by its last two
 * bits), the rest is the file. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/dataset.h"
#include "engine/placements/census.h"
#include "engine/placements/costing.h"
#include "engine/placements/day.h"
#include "importers/importer.h"
#include "tests/fuzz/scratch.h"

#define BETWEEN "\n--\n"
#define AS_AT   20210831

static const ot_calendar april = {4};

static void need(int holds)
{
    if (!holds)
        abort();
}

static void need_child(const char *child)
{
    need(strspn(child, "0123456789abcdef") == OT_CHILD_TEXT - 1);
    need(strlen(child) == OT_CHILD_TEXT - 1);
}

static void need_date(ot_date date, int may_be_open)
{
    need((date == 0 && may_be_open) ||
         ot_date_valid(date / 10000, date / 100 % 100, date % 100));
}

static void check_cost(const ot_placement_cost_record *row)
{
    need_child(row->child);
    need_date(row->start, 0);
    need_date(row->end, 1);
    need(row->end == 0 || row->end >= row->start);
    need(row->has_weekly || row->has_total);
    need(row->weekly_fee >= 0 && row->weekly_fee <= OT_PENCE_LIMIT);
    need(row->education >= 0 && row->health >= 0 && *row->element && row->year > 0);
    need(row->total_to_date <= OT_PENCE_LIMIT && row->total_to_date >= -OT_PENCE_LIMIT);
}

static void check_batch(const ot_batch *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        if (batch->kind == OT_KIND_EPISODES) {
            const ot_episode_record *row = &batch->of.episodes[i];

            need_child(row->child);
            need_date(row->start, 0);
            need_date(row->end, 1);
            need(*row->place && row->provider && row->urn && row->year > 0);
        } else if (batch->kind == OT_KIND_CHILDREN) {
            need_child(batch->of.children[i].child);
            need_date(batch->of.children[i].adult, 0);
            need(batch->of.children[i].adult % 100 == 1);
        } else if (batch->kind == OT_KIND_UASC) {
            need_child(batch->of.uasc[i].child);
            need_date(batch->of.uasc[i].until, 1);
        } else {
            check_cost(&batch->of.placement_costs[i]);
        }
}

static ot_kind kind_of(uint8_t first)
{
    static const ot_kind kinds[] = {OT_KIND_EPISODES, OT_KIND_CHILDREN, OT_KIND_UASC,
                                    OT_KIND_PLACEMENT_COSTS};
    const char *letter = first ? strchr("ehuc", first) : NULL;

    return kinds[letter ? letter - "ehuc" : first & 3];
}

static void hear(void *self, const ot_issue *issue)
{
    (void)self;
    need(issue->message && *issue->message);
}

static void read_table(ot_dataset *dataset, const uint8_t *data, size_t size)
{
    static const ot_child_key key = {{0x17, 0x2a}};
    static const ot_issue_sink issues = {NULL, hear};
    char path[SCRATCH], rejects[SCRATCH + 16];
    const ot_import_options options = {.calendar = {4},
                                       .child_key = &key,
                                       .fiscal_year = data[0] & 1 ? 2021 : 0,
                                       .allowed_rejects = data[0] & 1 ? 1000 : 0,
                                       .rejects_path = rejects,
                                       .issues = &issues};
    ot_source source;
    ot_batch batch;
    ot_error err = {0};
    ot_status st;
    int file;

    scratch_name(path);
    file = mkstemp(path);
    need(file >= 0 && write(file, data + 1, size - 1) == (ssize_t)(size - 1));
    close(file);
    snprintf(rejects, sizeof rejects, "%s.rejects", path);
    st = ot_importer_open(path, kind_of(data[0]), &options, &source, &err);
    if (st == OT_OK) {
        while ((st = source.next_batch(source.self, &batch, &err)) == OT_OK) {
            need(batch.kind == kind_of(data[0]));
            check_batch(&batch);
            need(ot_dataset_put(dataset, &batch, &err) == OT_OK);
        }
        source.close(source.self);
    }
    need(st == OT_END || (st < 0 && *err.message));
    unlink(path);
    unlink(rejects);
}

/* All that there is goes through; counts and costs that cannot be end the program. */
static void work_out(const ot_dataset *dataset)
{
    const ot_placement_cost_record *costs;
    ot_stays_input input = {.hide_later_ends = false};
    ot_stays stays;
    ot_census census;
    ot_costing costing;
    ot_error err = {0};
    size_t count;

    input.episodes = ot_dataset_episodes(dataset, &input.episode_count);
    input.children = ot_dataset_children(dataset, &input.child_count);
    input.uasc = ot_dataset_uasc(dataset, &input.uasc_count);
    costs = ot_dataset_placement_costs(dataset, &count);
    need(ot_stays_build(&input, ot_day_from_date(AS_AT), april, &stays, NULL, &err) ==
         OT_OK);
    need(ot_census_make(&stays.list, april, (ot_period){2021, 1}, (ot_period){2021, 12},
                        &census, &err) == OT_OK);
    for (size_t m = 1; m < census.months; m++) {
        ot_census_count now = ot_census_month(&census, m);

        need(now.stock == ot_census_month(&census, m - 1).stock + now.starts +
                              now.moves_in - now.ends - now.moves_out);
        need(now.uasc <= now.stock);
    }
    if (ot_costing_make(&stays, costs, count, april, NULL, &costing, NULL, &err) ==
        OT_OK) {
        need(costing.all.open >= costing.all.with_fee && costing.all.nights >= 0);
        ot_costing_clear(&costing);
    } else {
        need(*err.message != '\0');
    }
    ot_census_clear(&census);
    ot_stays_clear(&stays);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const size_t length = strlen(BETWEEN);
    ot_dataset *dataset = ot_dataset_new();

    if (!dataset)
        return 0;
    for (size_t from = 0, at = 0; at <= size; at++) {
        int ends = at == size;

        if (!ends && (size - at < length || memcmp(data + at, BETWEEN, length) != 0))
            continue;
        if (at > from)
            read_table(dataset, data + from, at - from);
        from = ends ? at : at + length;
        at = ends ? at : from - 1;
    }
    work_out(dataset);
    ot_dataset_free(dataset);
    return 0;
}
