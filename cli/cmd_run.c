/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_run.c - run, forecast, check and export: commands that work a position out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"
#include "cli/cube_out.h"
#include "cli/first_steps.h"
#include "cli/pack_portions.h"
#include "cli/past_run.h"
#include "cli/print.h"

#define FINDINGS_TOLD 20

/* What a command does once the work is loaded; *status is set on success. */
typedef ot_status (*work_step)(ot_session *session, ot_work *work, int *status,
                               ot_error *err);

static int findings_status(const ot_work *work)
{
    return ot_findings_open(&work->pack.findings) ? OT_EXIT_FINDINGS : OT_EXIT_DONE;
}

static void tell_findings(ot_session *session, const ot_work *work)
{
    const ot_findings *findings = &work->pack.findings;
    size_t open = ot_findings_open(findings), told = 0;

    if (!open)
        return;
    ot_console_say(session->console, "%zu finding%s for a person to look at:", open,
                   open == 1 ? "" : "s");
    for (size_t i = 0; i < findings->count && told < FINDINGS_TOLD; i++) {
        if (!findings->items[i].needs_person)
            continue;
        ot_console_say(session->console, "  %s: %s", findings->items[i].topic,
                       findings->items[i].message);
        told++;
    }
    if (open > told)
        ot_console_say(session->console, "  and %zu more: see `outturn check`",
                       open - told);
}

/* What the summary says in words, below its table: the whole and the high-risk areas.
 */
static void print_statements(const ot_report *summary, uint32_t words)
{
    int headings = 0;

    putchar('\n');
    for (uint32_t i = 0; i < summary->row_count; i++) {
        const ot_row *row = &summary->rows[i];

        headings += row->kind == OT_ROW_HEADING;
        if (headings > 2)
            return;
        if (row->values[words].kind == OT_VALUE_TEXT)
            ot_print_line("%s: %s", row->values[0].text, row->values[words].text);
    }
}

/* The summary as a table, its words as sentences. The pack is written by then. */
static ot_status print_summary(ot_work *work, ot_error *err)
{
    ot_report *summary = work->pack.sheets[OT_SHEET_SUMMARY];
    uint32_t words = summary->column_count - 1;
    ot_status st;

    summary->columns[words].media = OT_MEDIA_CSV;
    st = ot_print_table(summary, err);
    if (st == OT_OK)
        print_statements(summary, words);
    return st;
}

static ot_status run_step(ot_session *session, ot_work *work, int *status,
                          ot_error *err)
{
    const char *out = ot_session_out(session);
    ot_status st = out ? ot_work_keep(session, work, err) : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_work_pack(session, work, err);
    if (st == OT_OK)
        st = ot_pack_write(session, work, out,
                           ot_argument(session->arguments, "format"), err);
    if (st == OT_OK)
        st = print_summary(work, err);
    if (st < 0)
        return st;
    putchar('\n');
    ot_print_line("The pack is in %s", out);
    tell_findings(session, work);
    *status = findings_status(work);
    return OT_OK;
}

static ot_status forecast_step(ot_session *session, ot_work *work, int *status,
                               ot_error *err)
{
    ot_status st = ot_work_keep(session, work, err);

    if (st == OT_OK)
        st = ot_work_pack(session, work, err);
    if (st == OT_OK)
        st = print_summary(work, err);
    if (st < 0)
        return st;
    tell_findings(session, work);
    *status = findings_status(work);
    return OT_OK;
}

static ot_status check_step(ot_session *session, ot_work *work, int *status,
                            ot_error *err)
{
    ot_status st;

    work->run.id = 0;
    st = ot_work_pack(session, work, err);
    if (st == OT_OK)
        st = ot_print_table(work->pack.sheets[OT_SHEET_CHECKS], err);
    if (st == OT_OK)
        *status = findings_status(work);
    return st;
}

/* Opens, loads as at --as-at (or `as_at`) and mark, does the step, closes. */
static int do_work(ot_session *session, int64_t mark, ot_period as_at,
                   const ot_run *run, work_step step)
{
    ot_error err = {0};
    ot_work work = {0};
    int status = OT_EXIT_FAILED;
    ot_status st = OT_OK;

    if (!as_at.year)
        st = ot_session_as_at(session, &as_at, &err);
    if (st == OT_OK)
        st = ot_work_load(session, mark, as_at, &work, &err);
    if (st == OT_OK && run)
        work.run = *run;
    if (st == OT_OK)
        st = ot_work_outlook(session, &work, &err);
    if (st == OT_OK)
        st = ot_work_project(session, &work, run, &err);
    if (st == OT_OK)
        st = step(session, &work, &status, &err);
    if (st < 0)
        status = ot_session_fail(session, session->arguments, &err);
    ot_work_clear(&work);
    return status;
}

int ot_run_run(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_pack_portions portions;
    int status = OT_EXIT_FAILED;
    ot_status st = ot_pack_portions_read(arguments, ot_argument(arguments, "format"),
                                         &portions, &err);

    if (st == OT_OK && arguments->operand_count > 1)
        st = ot_fail(&err, OT_EUSAGE, "run takes one profile; see outturn run --help");
    if (st < 0)
        return ot_command_fail(arguments, &err);
    st = ot_session_open(&session, arguments,
                         arguments->operand_count ? arguments->operands[0] : NULL,
                         false, &err);
    if (st == OT_OK)
        st = ot_session_import_all(&session, &err);
    if (st < 0)
        ot_session_fail(&session, arguments, &err);
    else
        status = do_work(&session, 0, (ot_period){0}, NULL, run_step);
    ot_session_close(&session);
    return status;
}

/* A command on a workspace that is there. */
static int with_workspace(const ot_arguments *arguments, work_step step)
{
    ot_error err = {0};
    ot_session session;
    int status = OT_EXIT_FAILED;
    bool sound = true;
    ot_status st;

    if (arguments->operand_count) {
        ot_fail(&err, OT_EUSAGE, "'%s' is not wanted here; see --help",
                arguments->operands[0]);
        return ot_command_fail(arguments, &err);
    }
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK && ot_argument(arguments, "deep"))
        st = ot_session_verify(&session, &sound, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    else
        status = do_work(&session, 0, (ot_period){0}, NULL, step);
    ot_session_close(&session);
    return status == OT_EXIT_DONE && !sound ? OT_EXIT_FINDINGS : status;
}

int ot_run_forecast(const ot_arguments *arguments)
{
    return with_workspace(arguments, forecast_step);
}

int ot_run_check(const ot_arguments *arguments)
{
    if (!arguments->operand_count && !ot_argument(arguments, "deep") &&
        ot_first_steps(arguments))
        return OT_EXIT_FINDINGS;
    return with_workspace(arguments, check_step);
}

static ot_status export_step(ot_session *session, ot_work *work, int *status,
                             ot_error *err)
{
    const char *out = ot_session_out(session);
    ot_status st = out ? ot_work_read_prior(session, work, err) : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_work_pack(session, work, err);
    if (st == OT_OK)
        st = ot_pack_write(session, work, out,
                           ot_argument(session->arguments, "format"), err);
    if (st < 0)
        return st;
    ot_print_line("The pack of run %lld is in %s", (long long)work->run.id, out);
    tell_findings(session, work);
    *status = findings_status(work);
    return OT_OK;
}

/* The ledger as a run saw it, or as it is now. */
static int export_cube(const ot_arguments *arguments)
{
    bool past = ot_argument(arguments, "run") || ot_argument(arguments, "as-at");
    ot_error err = {0};
    ot_session session;
    ot_run run = {0};
    ot_status st = ot_session_open(&session, arguments, NULL, true, &err);

    if (st == OT_OK && past)
        st = ot_session_find_run(&session, &run, &err);
    if (st == OT_OK)
        st = ot_cube_out(&session, run.mark, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}

int ot_run_export(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_run run;
    ot_pack_portions portions;
    int status = OT_EXIT_FAILED;
    ot_status st = ot_pack_portions_read(arguments, ot_argument(arguments, "format"),
                                         &portions, &err);

    if (st < 0)
        return ot_command_fail(arguments, &err);
    if (ot_argument(arguments, "cube"))
        return export_cube(arguments);
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = ot_session_find_run(&session, &run, &err);
    if (st == OT_OK)
        st = ot_session_take_back(&session, &run, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    else
        status = do_work(&session, run.mark, run.as_at, &run, export_step);
    ot_session_close(&session);
    return status;
}
