/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_backtest_workspace.c - every past month of the workspace forecast again as it was
 * known then: what later forecasts learn from, and how good they have been. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"
#include "cli/cmd_backtest.h"
#include "cli/print.h"
#include "engine/track_record.h"

typedef struct past_months {
    ot_session *session;
    const ot_work *now;
    ot_work then;      /* the dataset of a mark */
    int64_t then_mark; /* -1: none is loaded */
    ot_past_entry *entries;
    size_t count, room;
    ot_arena texts;
} past_months;

/* The first month of actuals; year 0: none. */
static ot_status first_month(const ot_work *work, ot_period *first, ot_error *err)
{
    const ot_cell *cells;
    size_t count;
    ot_status st = ot_cube_cells(ot_dataset_cube(work->dataset), &cells, &count, err);

    *first = (ot_period){0};
    for (size_t i = 0; st == OT_OK && i < count; i++)
        if (cells[i].measure == OT_ACTUAL &&
            (!first->year || ot_period_compare(cells[i].period, *first) < 0))
            *first = cells[i].period;
    return st;
}

/* Entries outlive the datasets that their texts are of. */
static ot_status keep_entries(past_months *past, const ot_past_entry *said,
                              size_t count, ot_error *err)
{
    if (past->count + count > past->room) {
        size_t room = 2 * (past->count + count) + 4096;
        ot_past_entry *grown = realloc(past->entries, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        past->entries = grown;
        past->room = room;
    }
    for (size_t i = 0; i < count; i++) {
        ot_past_entry *entry = &past->entries[past->count];

        *entry = said[i];
        entry->line.cost_centre = ot_arena_copy(&past->texts, said[i].line.cost_centre);
        entry->line.area = ot_arena_copy(&past->texts, said[i].line.area);
        if (!entry->line.cost_centre || !entry->line.area)
            return ot_fail_memory(err);
        past->count++;
    }
    return OT_OK;
}

/* Loads what was known at a mark unless it is loaded. Where the structure was not there
 * yet, or nothing of the year, today's imports must do. */
static ot_status load_then(past_months *past, ot_period period, int64_t mark,
                           ot_error *err)
{
    ot_status st;

    if (past->then_mark == mark)
        return OT_OK;
    ot_work_clear(&past->then);
    past->then_mark = -1;
    st = ot_work_load(past->session, mark, period, &past->then, err);
    if (st == OT_EINPUT && mark) {
        ot_work_clear(&past->then);
        st = ot_work_load(past->session, 0, period, &past->then, err);
    }
    if (st == OT_OK)
        past->then_mark = mark;
    return st;
}

static ot_status forecast_month(past_months *past, ot_period period, ot_error *err)
{
    ot_past_entry *said = NULL;
    size_t count = 0;
    int64_t mark;
    ot_status st = ot_store_known_then(past->session->store, period, &mark, err);

    if (st == OT_OK)
        st = load_then(past, period, mark, err);
    if (st < 0)
        return st;
    ot_position_clear(&past->then.position);
    ot_findings_clear(&past->then.findings);
    past->then.run.as_at = period;
    st = ot_work_members(past->session, &past->then, err);
    if (st == OT_OK)
        st = ot_work_said(&past->then, &said, &count, err);
    if (st == OT_OK)
        st = keep_entries(past, said, count, err);
    free(said);
    return st;
}

/* All months from the first whole year on that lie before the as-at month, but for the
 * last of each year: then there is nothing to forecast. */
static ot_status forecast_months(past_months *past, ot_error *err)
{
    ot_period first, end = past->now->run.as_at;
    ot_status st = first_month(past->now, &first, err);
    ot_console *console = past->session->console;
    uint64_t done = 0, all;

    if (st < 0)
        return st;
    if (first.number > 1)
        first = (ot_period){first.year + 1, 1};
    if (end.number > OT_MONTHS)
        end.number = OT_MONTHS;
    all = end.year >= first.year
              ? (uint64_t)((end.year - first.year) * OT_MONTHS + end.number)
              : 0;
    past->session->threads.console = NULL; /* one bar for all months */
    for (ot_period p = first; st == OT_OK && ot_period_compare(p, end) < 0;
         p = ot_period_shift(p, 1)) {
        if (p.number < OT_MONTHS)
            st = forecast_month(past, p, err);
        ot_console_progress(console, "forecasting past months", ++done, all);
    }
    ot_console_end_progress(console);
    past->session->threads.console = console;
    return st;
}

static ot_status learn(ot_session *session, const ot_work *now, ot_error *err)
{
    past_months past = {.session = session, .now = now, .then_mark = -1};
    ot_status st = forecast_months(&past, err);

    if (st == OT_OK)
        st = ot_store_backtest_save(session->store, now->run.time, past.entries,
                                    past.count, err);
    ot_work_clear(&past.then);
    free(past.entries);
    ot_arena_clear(&past.texts);
    return st;
}

/* What looking back gives: the record and, where asked for, every forecast as CSV. */
typedef struct looking_back {
    ot_track_record *record;
    ot_series_out out;
    const ot_structure *structure;
    int first_year;
} looking_back;

static void put_amount(FILE *file, double pence)
{
    fprintf(file, ",%.2f", pence / 100);
}

static void put_forecast(looking_back *back, const ot_hindsight *h)
{
    const ot_outturn *o = h->forecast;
    const ot_line_key key = ot_line_key_of(back->structure, h->line);
    FILE *file = back->out.file;

    ot_series_out_text(&back->out, key.cost_centre);
    fprintf(file, ",%d,%s,", key.subjective_group, ot_fund_name(h->line->fund));
    ot_series_out_text(&back->out, key.area);
    fprintf(file, ",%d,%d", o->year, o->month);
    put_amount(file, h->actual);
    put_amount(file, o->outturn);
    put_amount(file, o->lo80);
    put_amount(file, o->hi80);
    put_amount(file, o->lo95);
    put_amount(file, o->hi95);
    if (h->then && h->then->has_manager)
        put_amount(file, (double)h->then->manager);
    else
        putc(',', file);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++) {
        if (o->members[i] == o->members[i])
            put_amount(file, o->members[i]);
        else
            putc(',', file);
    }
    putc('\n', file);
}

static void put_headings(FILE *file)
{
    fputs("cost_centre,subjective_group,fund,high_risk_area,year,month,outturn,"
          "projection,lo80,hi80,lo95,hi95,manager",
          file);
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        fprintf(file, ",%s", ot_year_member_name((ot_year_member)i));
    putc('\n', file);
}

static ot_status take_hindsight(void *self, const ot_hindsight *hindsight,
                                ot_error *err)
{
    looking_back *back = self;

    if (hindsight->forecast->year < back->first_year)
        return OT_OK;
    if (back->out.path)
        put_forecast(back, hindsight);
    return ot_track_record_add(back->record, hindsight, err);
}

static ot_status print_record(const looking_back *back, ot_console *console,
                              ot_error *err)
{
    ot_report *report = NULL;
    ot_status st;

    if (!ot_track_record_count(back->record)) {
        ot_console_say(console, "the ledger holds no complete year before this one: "
                                "there is nothing to compare with yet");
        return OT_OK;
    }
    st = ot_track_record_report(back->record, &report, err);
    if (st == OT_OK)
        st = ot_print_table(report, err);
    ot_report_free(report);
    return st;
}

static ot_status look_back(ot_session *session, ot_work *now, int first_year,
                           ot_error *err)
{
    looking_back back = {.structure = ot_dataset_structure(now->dataset),
                         .first_year = first_year};
    const ot_projection_means means = {.hindsight = take_hindsight,
                                       .hindsight_self = &back};
    ot_status st;

    back.record = ot_track_record_new(back.structure);
    if (!back.record)
        return ot_fail_memory(err);
    st = ot_series_out_open(session->arguments, &back.out, err);
    if (st == OT_OK && back.out.path)
        put_headings(back.out.file);
    if (st == OT_OK)
        st = ot_work_look_back(session, now, &means, err);
    if (back.out.path)
        st = ot_series_out_close(&back.out, st, err);
    if (st == OT_OK)
        st = print_record(&back, session->console, err);
    ot_track_record_free(back.record);
    return st;
}

int ot_backtest_workspace(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_work now = {0};
    int first_year = 0;
    ot_status st =
        ot_argument_number(arguments, "first-year", 0, 9999, &first_year, &err);

    if (st == OT_OK && ot_argument(arguments, "year-start"))
        st = ot_fail(&err, OT_EUSAGE,
                     "--year-start goes with a file of series; the workspace's year "
                     "starts as the profile says");
    if (st < 0)
        return ot_command_fail(arguments, &err);
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = ot_work_load(&session, 0, (ot_period){0}, &now, &err);
    if (st == OT_OK)
        st = learn(&session, &now, &err);
    if (st == OT_OK)
        st = look_back(&session, &now, first_year, &err);
    if (st < 0)
        ot_session_fail(&session, arguments, &err);
    ot_work_clear(&now);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
