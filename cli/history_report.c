/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_report.c - the history of a workspace as one table. */
#include <stdio.h>
#include <time.h>

#include "cli/history.h"

enum {
    RECORD,
    NUMBER,
    TIME,
    WHO,
    WHAT,
    PERIOD,
    FILE_NAME,
    SHA256,
    RECORDS,
    CONTROL_TOTAL,
    STATE,
    MARK,
    VERSION,
    DETAIL,
    PREVIOUS,
    HASH
};

static const ot_column columns[] = {
    [RECORD] = {.id = "record", .heading = "Record"},
    [NUMBER] = {.id = "number", .heading = "Number", .kind = OT_COLUMN_COUNT},
    [TIME] = {.id = "time", .heading = "Time (UTC)"},
    [WHO] = {.id = "who", .heading = "Who"},
    [WHAT] = {.id = "what", .heading = "What"},
    [PERIOD] = {.id = "period", .heading = "Period"},
    [FILE_NAME] = {.id = "file", .heading = "File"},
    [SHA256] = {.id = "sha256", .heading = "SHA-256"},
    [RECORDS] = {.id = "records", .heading = "Records", .kind = OT_COLUMN_COUNT},
    [CONTROL_TOTAL] = {.id = "control_total", .heading = "Control Total"},
    [STATE] = {.id = "state", .heading = "State"},
    [MARK] = {.id = "imports_up_to", .heading = "Imports", .kind = OT_COLUMN_COUNT},
    [VERSION] = {.id = "version", .heading = "Version"},
    [DETAIL] = {.id = "detail", .heading = "Detail"},
    [PREVIOUS] = {.id = "previous_hash", .heading = "Previous Hash"},
    [HASH] = {.id = "hash", .heading = "Hash"}};

typedef struct writer {
    ot_session *session;
    ot_report *report;
    uint32_t row;
    ot_error *err;
    ot_status st;
} writer;

static void put_text(writer *w, uint32_t column, const char *text)
{
    if (w->st == OT_OK && *text)
        w->st = ot_report_set_text(w->report, w->row, column, text, w->err);
}

static void put_number(writer *w, uint32_t column, int64_t number)
{
    if (w->st == OT_OK)
        ot_report_set_number(w->report, w->row, column, number);
}

static void put_period(writer *w, ot_period period)
{
    char text[OT_PERIOD_TEXT];

    put_text(w, PERIOD, ot_period_text(w->session->profile.calendar, period, text));
}

static void begin_row(writer *w, const char *record, int64_t number, int64_t seconds)
{
    time_t when = (time_t)seconds;
    char text[32] = "";
    struct tm utc;

    w->st = ot_report_row(w->report, OT_ROW_ITEM, 0, &w->row, w->err);
    put_text(w, RECORD, record);
    if (number)
        put_number(w, NUMBER, number);
    if (gmtime_r(&when, &utc) &&
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc))
        put_text(w, TIME, text);
}

static bool add_import(void *self, const ot_import *import)
{
    writer *w = self;
    char text[OT_PENCE_TEXT + 32] = "";

    begin_row(w, "import", import->id, import->time);
    put_text(w, WHAT, ot_kind_name(import->kind));
    put_text(w, FILE_NAME, import->file);
    put_text(w, SHA256, import->sha256);
    put_number(w, RECORDS, import->records);
    if (import->kind == OT_KIND_ACTIVITY)
        snprintf(text, sizeof text, "%lld", (long long)import->control_total);
    else if (import->kind == OT_KIND_LEDGER || import->kind == OT_KIND_FORECASTS)
        ot_pence_text(import->control_total, text);
    put_text(w, CONTROL_TOTAL, text);
    snprintf(text, sizeof text, "%s %lld",
             import->current ? "in part superseded by" : "superseded by",
             (long long)import->superseded_by);
    put_text(w, STATE, import->superseded_by ? text : "in force");
    return w->st == OT_OK;
}

static bool add_run(void *self, const ot_run *run)
{
    writer *w = self;

    begin_row(w, "run", run->id, run->time);
    put_period(w, run->as_at);
    put_text(w, SHA256, run->options_sha256);
    put_number(w, MARK, run->mark);
    put_text(w, VERSION, run->version);
    return w->st == OT_OK;
}

static bool add_closing(void *self, const ot_closing *closing)
{
    writer *w = self;

    begin_row(w, "closing", 0, closing->time);
    put_text(w, WHO, closing->who);
    put_period(w, closing->period);
    put_text(w, STATE, closing->reopened ? "reopened" : "closed");
    put_text(w, DETAIL, closing->reason);
    return w->st == OT_OK;
}

static ot_status add_entry(void *self, const ot_audit_entry *entry, ot_error *err)
{
    writer *w = self;

    w->err = err;
    begin_row(w, "log", entry->id, entry->time);
    put_text(w, WHO, entry->who);
    put_text(w, WHAT, entry->command);
    put_text(w, STATE, entry->outcome);
    put_text(w, DETAIL, entry->detail);
    put_text(w, PREVIOUS, entry->previous);
    put_text(w, HASH, entry->hash);
    return w->st;
}

ot_status ot_history_report(ot_session *session, ot_report **report, ot_error *err)
{
    writer w = {.session = session, .err = err};
    ot_status st = OT_OK;

    *report = w.report = ot_report_new("history", "History");
    if (!w.report)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++)
        st = ot_report_column(w.report, &columns[i], err);
    if (st == OT_OK)
        st = ot_store_imports(session->store, 0, add_import, &w, err);
    if (st == OT_OK && w.st == OT_OK)
        st = ot_store_runs(session->store, add_run, &w, err);
    if (st == OT_OK && w.st == OT_OK)
        st = ot_store_closings(session->store, add_closing, &w, err);
    if (st == OT_OK && w.st == OT_OK)
        st = ot_store_audit(session->store, add_entry, &w, err);
    return st < 0 ? st : w.st;
}
