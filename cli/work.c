/* SPDX-License-Identifier: GPL-3.0-or-later */
/* work.c - from the workspace to a position, a kept run and a pack. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/session.h"
#include "importers/fingerprint.h"

static ot_status load_kinds(ot_session *session, int64_t mark, ot_dataset *dataset,
                            ot_error *err)
{
    ot_status st = OT_OK;

    for (int kind = 0; st == OT_OK && kind < OT_KINDS; kind++) {
        ot_source source;

        st = ot_store_source(session->store, (ot_kind)kind, mark, &source, err);
        if (st == OT_OK)
            st = ot_dataset_read(dataset, &source, err);
    }
    return st;
}

/* Cells of actuals in a period. */
static size_t postings_in(const ot_cell *cells, size_t count, ot_period period)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++)
        found += cells[i].measure == OT_ACTUAL &&
                 ot_period_compare(cells[i].period, period) == 0;
    return found;
}

/* The newest period of actuals before `before`; year 0 where there is none. */
static ot_period newest_before(const ot_cell *cells, size_t count, ot_period before)
{
    ot_period newest = {0};

    for (size_t i = 0; i < count; i++)
        if (cells[i].measure == OT_ACTUAL &&
            ot_period_compare(cells[i].period, before) < 0 &&
            ot_period_compare(cells[i].period, newest) > 0)
            newest = cells[i].period;
    return newest;
}

/* The newest month of actuals. Periods with less than a tenth of the postings of the
 * one before are passed over, up to three: a few are posted ahead, or in closing
 * periods. */
static ot_status find_as_at(ot_session *session, ot_dataset *dataset, ot_period *as_at,
                            ot_error *err)
{
    char text[OT_PERIOD_TEXT];
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(ot_dataset_cube(dataset), &cells, &count, err);

    if (st < 0)
        return st;
    *as_at = newest_before(cells, count, (ot_period){9999, 1});
    if (!as_at->year)
        return ot_fail(err, OT_EINPUT,
                       "the workspace holds no actuals: import a ledger first");
    for (int passed = 0; passed < 3; passed++) {
        ot_period before = newest_before(cells, count, *as_at);

        if (!before.year ||
            postings_in(cells, count, *as_at) * 10 >= postings_in(cells, count, before))
            break;
        ot_console_say(session->console,
                       "%s has only a few postings: it is taken as not begun (--as-at "
                       "says otherwise)",
                       ot_period_text(session->profile.calendar, *as_at, text));
        *as_at = before;
    }
    return OT_OK;
}

/* A month of a year that the ledger does not reach is a slip of the pen. */
static ot_status need_year(const ot_session *session, ot_dataset *dataset,
                           ot_period as_at, ot_error *err)
{
    char year[OT_PERIOD_TEXT];
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(ot_dataset_cube(dataset), &cells, &count, err);

    for (size_t i = 0; st == OT_OK && i < count; i++)
        if (cells[i].period.year == as_at.year)
            return OT_OK;
    if (st < 0)
        return st;
    return ot_fail(err, OT_EINPUT,
                   "the workspace holds no ledger of %s: import it first",
                   ot_year_text(session->profile.calendar, as_at.year, year));
}

static ot_status need_structure(const ot_dataset *dataset, ot_error *err)
{
    uint32_t count;

    ot_structure_cost_centres(ot_dataset_structure(dataset), &count);
    if (!count)
        return ot_fail(
            err, OT_EINPUT,
            "the workspace holds no structure: import services, cost_centres "
            "and accounts first, or name them in the profile");
    return OT_OK;
}

ot_status ot_work_load(ot_session *session, int64_t mark, ot_period as_at, ot_work *out,
                       ot_error *err)
{
    ot_issue_sink issues = ot_console_issues(session->console);
    int64_t backtest = 0;
    ot_status st;

    *out = (ot_work){.dataset = ot_dataset_new()};
    if (!out->dataset)
        return ot_fail_memory(err);
    st = mark ? OT_OK : ot_store_mark(session->store, &mark, err);
    if (st == OT_OK)
        st = load_kinds(session, mark, out->dataset, err);
    if (st == OT_OK)
        st = ot_dataset_seal(out->dataset, &issues, err);
    if (st == OT_OK)
        st = need_structure(out->dataset, err);
    if (st == OT_OK && !as_at.year)
        st = find_as_at(session, out->dataset, &as_at, err);
    if (st == OT_OK)
        st = need_year(session, out->dataset, as_at, err);
    if (st == OT_OK)
        st = ot_store_backtest_newest(session->store, &backtest, err);
    if (st < 0)
        return st;
    out->run = (ot_run){.as_at = as_at,
                        .mark = mark,
                        .time = (int64_t)time(NULL),
                        .backtest = backtest};
    snprintf(out->run.version, sizeof out->run.version, "%s", OUTTURN_VERSION);
    ot_fingerprint_text(session->profile.text, out->run.options_sha256);
    return OT_OK;
}

static ot_run_line run_line(const ot_line *line, const ot_area *areas)
{
    return (ot_run_line){.cost_centre = line->code,
                         .fund = ot_fund_name(line->fund),
                         .area = line->area == OT_NONE ? "" : areas[line->area].name,
                         .subjective_group = line->subjective_group,
                         .budget = line->budget,
                         .actual = line->actual,
                         .projected = line->projection.outturn,
                         .lo80 = line->projection.lo80,
                         .hi80 = line->projection.hi80,
                         .lo95 = line->projection.lo95,
                         .hi95 = line->projection.hi95,
                         .adopted = line->forecast,
                         .driver = line->driver,
                         .has_driver = line->driver_basis != OT_DRIVER_BLANK,
                         .method = line->projection.method,
                         .basis = ot_basis_name(line->basis),
                         .has_interval = line->projection.has_interval,
                         .months_used = (int64_t)line->projection.months_used,
                         .typical = line->projection.typical,
                         .manager_error = line->projection.manager};
}

/* For later projections: what was worked out of earlier months, and what is said now.
 */
static ot_status save_said(ot_session *session, const ot_work *work, ot_error *err)
{
    const ot_position *position = &work->position;
    ot_past_entry *entries = NULL;
    size_t count;
    ot_status st =
        ot_store_past_save(session->store, position->fresh, position->fresh_count, err);

    if (st == OT_OK)
        st = ot_work_said(work, &entries, &count, err);
    if (st == OT_OK)
        st = ot_store_past_save(session->store, entries, count, err);
    free(entries);
    return st;
}

static ot_status save_run(ot_session *session, ot_work *work, ot_error *err)
{
    const ot_position *position = &work->position;
    uint32_t areas_count;
    const ot_area *areas = ot_structure_areas(position->structure, &areas_count);
    ot_run_line *lines = malloc((position->count + 1) * sizeof *lines);
    ot_status st;

    if (!lines)
        return ot_fail_memory(err);
    for (size_t i = 0; i < position->count; i++)
        lines[i] = run_line(&position->lines[i], areas);
    st = ot_store_run_save(session->store, &work->run, session->profile.text, lines,
                           position->count, err);
    free(lines);
    return st == OT_OK && work->projected ? save_said(session, work, err) : st;
}

/* The period a month ago in the same fiscal year: year 0 where there is none. */
static ot_period month_before(ot_period as_at)
{
    if (as_at.number == 1)
        return (ot_period){0};
    return (ot_period){as_at.year, as_at.number - 1};
}

static ot_status newest_prior(ot_session *session, ot_period as_at, int64_t before,
                              int64_t *id, ot_error *err)
{
    ot_period prior = month_before(as_at);
    ot_run run;
    ot_status st;

    *id = 0;
    if (!prior.year)
        return OT_OK;
    st = ot_store_run_find(session->store, prior, before, &run, err);
    if (st == OT_OK)
        *id = run.id;
    return st < 0 ? st : OT_OK;
}

/* Was this very work kept before, with the same month before it to compare with? */
static ot_status find_equal(ot_session *session, ot_work *work, bool *found,
                            ot_error *err)
{
    ot_run last;
    int64_t then, now;
    ot_status st = ot_store_run_find(session->store, work->run.as_at, 0, &last, err);

    *found = false;
    if (st != OT_OK)
        return st < 0 ? st : OT_OK;
    if (!ot_run_same_work(&last, &work->run))
        return OT_OK;
    st = newest_prior(session, work->run.as_at, last.id, &then, err);
    if (st == OT_OK)
        st = newest_prior(session, work->run.as_at, 0, &now, err);
    if (st == OT_OK && then == now) {
        *found = true;
        work->run = last;
    }
    return st;
}

typedef struct prior_reader {
    ot_work *work;
    size_t room;
} prior_reader;

static ot_status keep_prior(void *self, const ot_run_line *line, ot_error *err)
{
    prior_reader *reader = self;
    ot_work *work = reader->work;
    ot_prior_line *prior;

    if (work->prior_count == reader->room) {
        size_t room = reader->room ? reader->room * 2 : 256;
        ot_prior_line *grown = realloc(work->prior, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        work->prior = grown;
        reader->room = room;
    }
    prior = &work->prior[work->prior_count];
    *prior = (ot_prior_line){
        .cost_centre = ot_arena_copy(&work->prior_texts, line->cost_centre),
        .area = ot_arena_copy(&work->prior_texts, line->area),
        .subjective_group = line->subjective_group,
        .fund = strcmp(line->fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG,
        .budget = line->budget,
        .forecast = line->adopted,
        .has_driver = line->has_driver,
        .driver = line->driver};
    if (!prior->cost_centre || !prior->area)
        return ot_fail_memory(err);
    work->prior_count++;
    return OT_OK;
}

ot_status ot_work_read_prior(ot_session *session, ot_work *work, ot_error *err)
{
    prior_reader reader = {.work = work};
    int64_t id;
    ot_status st = newest_prior(session, work->run.as_at, work->run.id, &id, err);

    if (st < 0 || !id)
        return st;
    work->has_prior = true;
    return ot_store_run_lines(session->store, id, keep_prior, &reader, err);
}

ot_status ot_work_keep(ot_session *session, ot_work *work, ot_error *err)
{
    bool found = false;
    ot_error ignored;
    ot_status st = ot_store_hold(session->store, err);

    if (st == OT_OK)
        st = find_equal(session, work, &found, err);
    if (st == OT_OK && !found)
        st = save_run(session, work, err);
    if (st == OT_OK)
        st = ot_store_release(session->store, err);
    else
        ot_store_release(session->store, &ignored);
    if (st == OT_OK)
        ot_console_detail(session->console, "run %lld%s", (long long)work->run.id,
                          found ? " (nothing has changed since)" : "");
    return st == OT_OK ? ot_work_read_prior(session, work, err) : st;
}

ot_status ot_work_pack(ot_session *session, ot_work *work, ot_error *err)
{
    ot_status st = ot_work_earlier_outlooks(session, work, err);

    session->profile.pack.publish = ot_argument(session->arguments, "publish") != NULL;
    const ot_pack_input input = {.dataset = work->dataset,
                                 .position = &work->position,
                                 .options = &session->profile.pack,
                                 .prior = work->prior,
                                 .prior_count = work->prior_count,
                                 .has_prior = work->has_prior,
                                 .outlook = work->has_outlook ? &work->outlook : NULL,
                                 .before = work->has_before ? &work->before : NULL,
                                 .at_start =
                                     work->has_at_start ? &work->at_start : NULL};

    return st == OT_OK ? ot_pack_build(&input, &work->findings, &work->pack, err) : st;
}

void ot_work_clear(ot_work *work)
{
    ot_pack_clear(&work->pack);
    ot_outlook_clear(&work->outlook);
    ot_outlook_clear(&work->before);
    ot_outlook_clear(&work->at_start);
    ot_position_clear(&work->position);
    ot_findings_clear(&work->findings);
    free(work->prior);
    ot_arena_clear(&work->prior_texts);
    ot_dataset_free(work->dataset);
    *work = (ot_work){0};
}
