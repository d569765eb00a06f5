/* SPDX-License-Identifier: GPL-3.0-or-later */
/* work_projection.c - the position of a piece of work: what its projection learns from,
 * or the run that holds it already. */
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"

bool ot_run_same_work(const ot_run *a, const ot_run *b)
{
    return a->mark == b->mark && a->backtest == b->backtest &&
           strcmp(a->options_sha256, b->options_sha256) == 0 &&
           strcmp(a->version, b->version) == 0;
}

/* The projections of a run, in the order of lines. */
typedef struct kept_lines {
    ot_kept_projection *items;
    size_t count, room;
    ot_arena texts;
} kept_lines;

static ot_status keep_line(void *self, const ot_run_line *line, ot_error *err)
{
    kept_lines *kept = self;
    ot_kept_projection *one;

    if (kept->count == kept->room) {
        size_t room = kept->room ? 2 * kept->room : 1024;
        ot_kept_projection *grown = realloc(kept->items, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        kept->items = grown;
        kept->room = room;
    }
    one = &kept->items[kept->count];
    *one = (ot_kept_projection){
        .line = {.cost_centre = ot_arena_copy(&kept->texts, line->cost_centre),
                 .area = ot_arena_copy(&kept->texts, line->area),
                 .subjective_group = line->subjective_group,
                 .fund = strcmp(line->fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG},
        .projection = {.outturn = line->projected,
                       .lo80 = line->lo80,
                       .hi80 = line->hi80,
                       .lo95 = line->lo95,
                       .hi95 = line->hi95,
                       .has_interval = line->has_interval,
                       .method = ot_arena_copy(&kept->texts, line->method),
                       .months_used = (size_t)line->months_used,
                       .typical = line->typical,
                       .manager = line->manager_error}};
    if (!one->line.cost_centre || !one->line.area || !one->projection.method)
        return ot_fail_memory(err);
    kept->count++;
    return OT_OK;
}

static int compare_kept(const void *left, const void *right)
{
    return ot_line_key_compare(&((const ot_kept_projection *)left)->line,
                               &((const ot_kept_projection *)right)->line);
}

static ot_status read_kept(ot_session *session, int64_t run, kept_lines *kept,
                           ot_error *err)
{
    ot_status st = ot_store_run_lines(session->store, run, keep_line, kept, err);

    if (kept->count)
        qsort(kept->items, kept->count, sizeof *kept->items, compare_kept);
    return st;
}

/* The newest run of the same work; its id is 0 where there is none. */
static ot_status find_kept(ot_session *session, const ot_work *work, ot_run *run,
                           ot_error *err)
{
    ot_status st = ot_store_run_find(session->store, work->run.as_at, 0, run, err);

    if (st != OT_OK || !ot_run_same_work(run, &work->run))
        run->id = 0;
    return st < 0 ? st : OT_OK;
}

static ot_status read_past(ot_session *session, ot_past **past, ot_error *err)
{
    ot_status st;

    *past = ot_past_new();
    if (!*past)
        return ot_fail_memory(err);
    st = ot_store_past_read(session->store, *past, err);
    return st == OT_OK ? ot_past_seal(*past, err) : st;
}

static ot_placement_forecast placement_forecast(const ot_session *session,
                                                const ot_work *work)
{
    const ot_outlook *outlook = &work->outlook;
    ot_placement_forecast forecast = {0};

    if (!work->has_outlook || !session->profile.placement_area)
        return forecast;
    forecast.area = session->profile.placement_area;
    forecast.forecast = ot_outlook_forecast(outlook);
    if (outlook->has_simulation)
        for (int type = 0; type < OT_PLACEMENT_TYPES; type++)
            forecast.has_driver |= outlook->simulation.basis[type].driver;
    if (forecast.has_driver)
        forecast.driver = outlook->simulation.driver[OT_PLACEMENT_TYPES].mean;
    return forecast;
}

static ot_status build(ot_session *session, ot_work *work, ot_projection_means *means,
                       ot_error *err)
{
    ot_position_options options = session->profile.position;
    ot_status st;

    options.as_at = work->run.as_at;
    means->parallel = &session->parallel;
    means->placements = placement_forecast(session, work);
    st = ot_position_build(work->dataset, &options, means, &work->position,
                           &work->findings, err);
    if (session->threads.console) /* else the bar is of more than this */
        ot_console_end_progress(session->console);
    return st;
}

ot_status ot_work_project(ot_session *session, ot_work *work, const ot_run *kept,
                          ot_error *err)
{
    kept_lines lines = {0};
    ot_past *past = NULL;
    ot_projection_means means = {0};
    ot_run run = kept ? *kept : (ot_run){0};
    ot_status st = kept ? OT_OK : find_kept(session, work, &run, err);

    if (st == OT_OK && run.id)
        st = read_kept(session, run.id, &lines, err);
    else if (st == OT_OK)
        st = read_past(session, &past, err);
    means.past = past;
    means.kept = lines.items;
    means.kept_count = lines.count;
    means.kept_agreement =
        (ot_agreement){run.within, run.between, run.reconciled, (size_t)run.past_years};
    work->projected = !run.id;
    if (st == OT_OK)
        st = build(session, work, &means, err);
    work->run.within = work->position.agreement.within;
    work->run.between = work->position.agreement.between;
    work->run.reconciled = work->position.agreement.reconciled;
    work->run.past_years = (int64_t)work->position.agreement.years;
    ot_past_free(past);
    free(lines.items);
    ot_arena_clear(&lines.texts);
    return st;
}

ot_status ot_work_members(ot_session *session, ot_work *work, ot_error *err)
{
    ot_projection_means means = {.members_only = true};

    return build(session, work, &means, err);
}

ot_status ot_work_look_back(ot_session *session, ot_work *work,
                            const ot_projection_means *wanted, ot_error *err)
{
    ot_past *past = NULL;
    ot_projection_means means = *wanted;
    ot_status st = read_past(session, &past, err);

    means.past = past;
    if (st == OT_OK)
        st = build(session, work, &means, err);
    ot_past_free(past);
    return st;
}

ot_status ot_work_said(const ot_work *work, ot_past_entry **entries, size_t *count,
                       ot_error *err)
{
    const ot_position *position = &work->position;
    ot_period as_at = position->options.as_at;

    *count = 0;
    *entries = malloc((position->count + 1) * sizeof **entries);
    if (!*entries)
        return ot_fail_memory(err);
    if (as_at.number >= OT_MONTHS)
        return OT_OK;
    for (size_t i = 0; i < position->count; i++) {
        const ot_line *line = &position->lines[i];
        ot_past_entry *entry = &(*entries)[(*count)++];

        *entry = (ot_past_entry){.line = ot_line_key_of(position->structure, line),
                                 .forecast = {.year = as_at.year,
                                              .month = as_at.number,
                                              .then = true,
                                              .has_manager = line->has_manager,
                                              .manager = line->manager}};
        memcpy(entry->forecast.members, line->members, sizeof line->members);
    }
    return OT_OK;
}
