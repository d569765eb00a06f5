/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_history.c - history, close and reopen. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/audit.h"
#include "cli/history.h"
#include "cli/print.h"
#include "exporters/text.h"

/* Coordinated universal time: the same on every machine. */
static const char *time_text(int64_t seconds, char text[32])
{
    time_t t = (time_t)seconds;
    struct tm utc;

    if (!gmtime_r(&t, &utc) || !strftime(text, 32, "%Y-%m-%d %H:%M", &utc))
        snprintf(text, 32, "-");
    return text;
}

static bool print_import(void *self, const ot_import *import)
{
    char total[OT_PENCE_TEXT] = "", when[32], state[48] = "in force";

    (void)self;
    if (import->kind == OT_KIND_ACTIVITY)
        snprintf(total, sizeof total, "%lld", (long long)import->control_total);
    else if (ot_kind_has_amounts(import->kind))
        ot_pence_text(import->control_total, total);
    if (!import->current)
        snprintf(state, sizeof state, "superseded by %lld",
                 (long long)import->superseded_by);
    else if (import->superseded_by)
        snprintf(state, sizeof state, "in part superseded by %lld",
                 (long long)import->superseded_by);
    ot_print_line("%6lld  %s  %-15s  %9lld  %18s  %-28s  %s", (long long)import->id,
                  time_text(import->time, when), ot_kind_name(import->kind),
                  (long long)import->records, total, state, import->file);
    return true;
}

static bool print_run(void *self, const ot_run *run)
{
    const ot_session *session = self;
    char period[OT_PERIOD_TEXT], when[32];

    ot_print_line("%6lld  %s  as at %s, imports up to %lld, version %s",
                  (long long)run->id, time_text(run->time, when),
                  ot_period_text(session->profile.calendar, run->as_at, period),
                  (long long)run->mark, run->version);
    return true;
}

static bool print_closing(void *self, const ot_closing *closing)
{
    const ot_session *session = self;
    char period[OT_PERIOD_TEXT], when[32];

    ot_print_line("        %s  %s %s%s%s%s%s", time_text(closing->time, when),
                  ot_period_text(session->profile.calendar, closing->period, period),
                  closing->reopened ? "reopened" : "closed",
                  *closing->who ? " by " : "", closing->who,
                  closing->reopened ? ": " : "",
                  closing->reopened ? closing->reason : "");
    return true;
}

/* A detail without most digits of its hashes. */
static void print_short(const char *text)
{
    while (*text) {
        const char *start = text;
        size_t digits = strspn(text, "0123456789abcdef");

        if (digits == 64)
            printf("%.12s", text);
        else if (digits)
            printf("%.*s", (int)digits, text);
        text += digits;
        if (!digits && ot_text_control(ot_text_next(&text)))
            putchar('?');
        else if (!digits)
            printf("%.*s", (int)(text - start), start);
    }
}

static ot_status print_entry(void *self, const ot_audit_entry *entry, ot_error *err)
{
    bool done = strcmp(entry->outcome, "done") == 0;
    char when[32];

    (void)self;
    (void)err;
    printf("%6lld  %s  %-10s  by ", (long long)entry->id, time_text(entry->time, when),
           entry->command);
    ot_console_put(stdout, entry->who);
    fputs(": ", stdout);
    print_short(entry->detail);
    ot_print_line("%s%s", done || !*entry->detail ? "" : ": ",
                  done ? "" : entry->outcome);
    return OT_OK;
}

static ot_status print_history(ot_session *session, ot_error *err)
{
    ot_status st;

    printf("imports (times in UTC)\n%6s  %-16s  %-15s  %9s  %18s  %-28s  %s\n", "id",
           "time", "kind", "records", "control total", "state", "file");
    st = ot_store_imports(session->store, 0, print_import, NULL, err);
    if (st == OT_OK) {
        puts("\nruns");
        st = ot_store_runs(session->store, print_run, session, err);
    }
    if (st == OT_OK) {
        puts("\nclosed periods");
        st = ot_store_closings(session->store, print_closing, session, err);
    }
    if (st == OT_OK) {
        puts("\nlog");
        st = ot_store_audit(session->store, print_entry, NULL, err);
    }
    return st;
}

static ot_status print_all(ot_session *session, ot_error *err)
{
    const char *format = ot_argument(session->arguments, "format");
    ot_report *report = NULL;
    ot_status st;

    if (!format || strcmp(format, "table") == 0)
        return print_history(session, err);
    st = ot_history_report(session, &report, err);
    if (st == OT_OK)
        st = ot_print_report(session->arguments, report, err);
    ot_report_free(report);
    return st;
}

int ot_run_history(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    bool sound = true;
    bool diff = arguments->operand_count && strcmp(arguments->operands[0], "diff") == 0;
    ot_status st;

    if (arguments->operand_count && !diff) {
        ot_fail(&err, OT_EUSAGE, "'%s' is not wanted here; see outturn history --help",
                arguments->operands[0]);
        return ot_command_fail(arguments, &err);
    }
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK && ot_argument(arguments, "verify"))
        st = ot_session_verify(&session, &sound, &err);
    else if (st == OT_OK)
        st = diff ? ot_history_diff(&session, &err) : print_all(&session, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_session_close(&session);
    if (st < 0)
        return OT_EXIT_FAILED;
    return sound ? OT_EXIT_DONE : OT_EXIT_FINDINGS;
}

/* Opens the workspace and reads the one period that close and reopen take. */
static ot_status open_for_period(ot_session *session, const ot_arguments *arguments,
                                 ot_period *period, ot_error *err)
{
    ot_status st;

    *session = (ot_session){0};
    if (arguments->operand_count != 1)
        return ot_fail(err, OT_EUSAGE, "one period is wanted, such as 2021-08");
    st = ot_session_open(session, arguments, NULL, true, err);
    if (st == OT_OK)
        st = ot_period_parse(session->profile.calendar, arguments->operands[0], period,
                             err);
    return st;
}

static int finish(ot_session *session, const ot_arguments *arguments, ot_period period,
                  const char *done, ot_status st, const ot_error *err)
{
    char text[OT_PERIOD_TEXT];
    ot_error later;

    if (st < 0)
        ot_session_fail(session, arguments, err);
    else
        printf("%s is %s\n", ot_period_text(session->profile.calendar, period, text),
               done);
    if (st == OT_OK && strcmp(arguments->command, "close") == 0) {
        st = ot_session_print_last(session, &later);
        if (st < 0)
            ot_command_fail(arguments, &later);
    }
    ot_session_close(session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}

int ot_run_close(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_period period;
    char text[OT_PERIOD_TEXT];
    bool has = false;
    ot_status st = open_for_period(&session, arguments, &period, &err);

    if (st == OT_OK)
        st = ot_store_has_actuals(session.store, period, &has, &err);
    if (st == OT_OK && !has)
        st = ot_fail(
            &err, OT_EINPUT,
            "%s has no actuals yet, and a late extract would be refused once it "
            "is closed: import its ledger first",
            ot_period_text(session.profile.calendar, period, text));
    if (st == OT_OK)
        st = ot_store_close_period(session.store, period, (int64_t)time(NULL), &err);
    return finish(&session, arguments, period, "closed: its actuals are locked", st,
                  &err);
}

int ot_run_reopen(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_period period;
    const char *reason = ot_argument(arguments, "reason");
    char text[OT_PERIOD_TEXT];
    bool closed = false;
    ot_status st = open_for_period(&session, arguments, &period, &err);

    if (st == OT_OK && !reason)
        st = ot_fail(&err, OT_EUSAGE,
                     "reopen wants --reason TEXT: it is kept in the history");
    if (st == OT_OK)
        st = ot_store_is_closed(session.store, period, &closed, &err);
    if (st == OT_OK && !closed)
        st = ot_fail(&err, OT_EINPUT, "%s is not closed",
                     ot_period_text(session.profile.calendar, period, text));
    if (st == OT_OK)
        st = ot_store_reopen_period(session.store, period, reason, (int64_t)time(NULL),
                                    &err);
    return finish(&session, arguments, period, "open again", st, &err);
}
