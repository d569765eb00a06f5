/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_variances.c - the budget manager's question: where do I stand? */
#include "engine/variances.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/session.h"
#include "importers/amount.h"

static ot_status read_over(const ot_arguments *arguments, ot_pence *over, ot_error *err)
{
    const char *text = ot_argument(arguments, "over");

    *over = 0;
    if (!text)
        return OT_OK;
    if (ot_pence_parse(text, &(ot_amount_rules){0}, over, err) < 0 || *over < 0)
        return ot_fail(err, OT_EUSAGE, "--over '%s' is not an amount in pounds", text);
    return OT_OK;
}

static ot_status show(ot_session *session, ot_error *err)
{
    const ot_arguments *arguments = session->arguments;
    ot_variances_filter filter = {.manager = ot_argument(arguments, "manager"),
                                  .service = ot_argument(arguments, "service")};
    ot_period as_at;
    ot_work work = {0};
    ot_report *report = NULL;
    ot_status st = read_over(arguments, &filter.over, err);

    if (st == OT_OK)
        st = ot_session_as_at(session, &as_at, err);
    if (st == OT_OK)
        st = ot_work_load(session, 0, as_at, &work, err);
    if (st == OT_OK)
        st = ot_work_outlook(session, &work, err);
    if (st == OT_OK)
        st = ot_work_project(session, &work, NULL, err);
    if (st == OT_OK)
        st = ot_work_read_prior(session, &work, err);
    if (st == OT_OK)
        st = ot_variances_build(&work.position, work.prior, work.prior_count,
                                work.has_prior, &filter, &report, err);
    if (st == OT_OK)
        st = ot_print_report(arguments, report, err);
    ot_report_free(report);
    ot_work_clear(&work);
    return st;
}

int ot_run_variances(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_status st = ot_session_open(&session, arguments, NULL, true, &err);

    if (st == OT_OK)
        st = show(&session, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
