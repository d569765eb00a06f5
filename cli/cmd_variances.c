/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_variances.c - where do I stand? asked of any roll-up. */
#include "engine/variances.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "cli/session.h"
#include "cli/suggest.h"
#include "importers/amount.h"

#define MOST_ROWS 1000000

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

static ot_status read_level(const ot_arguments *arguments, ot_roll *by, ot_error *err)
{
    const char *const *names = ot_roll_names();
    const char *text = ot_argument(arguments, "by");
    char hint[OT_SUGGESTION];

    for (int i = 0; text && names[i]; i++)
        if (strcmp(text, names[i]) == 0) {
            *by = (ot_roll)i;
            return OT_OK;
        }
    if (!text)
        return OT_OK;
    return ot_fail(err, OT_EUSAGE,
                   "--by '%s' is no level%s; see outturn variances "
                   "--help",
                   text, ot_suggestion(text, names, hint));
}

static ot_status read_filter(const ot_arguments *arguments, ot_variances_filter *filter,
                             ot_error *err)
{
    int top = 0;
    ot_status st;

    *filter =
        (ot_variances_filter){.manager = ot_argument(arguments, "manager"),
                              .service = ot_argument(arguments, "service"),
                              .group = ot_argument(arguments, "group"),
                              .area = ot_argument(arguments, "area"),
                              .cost_centre = ot_argument(arguments, "cost-centre"),
                              .fund = ot_argument(arguments, "fund"),
                              .sort = ot_argument(arguments, "sort")};
    st = read_level(arguments, &filter->by, err);
    if (st == OT_OK)
        st = read_over(arguments, &filter->over, err);
    if (st == OT_OK)
        st = ot_argument_number(arguments, "top", 1, MOST_ROWS, &top, err);
    filter->top = (size_t)top;
    return st;
}

static ot_status build(ot_session *session, const ot_work *work,
                       const ot_variances_filter *filter, ot_report **report,
                       ot_error *err)
{
    ot_breakdown breakdown;
    ot_status st = ot_breakdown_make(work->dataset, &work->position, &breakdown, err);
    const ot_variances_input input = {.position = &work->position,
                                      .breakdown = &breakdown,
                                      .prior = work->prior,
                                      .prior_count = work->prior_count,
                                      .has_prior = work->has_prior,
                                      .rag = &session->profile.pack.rag};

    if (st < 0)
        return st;
    st = ot_variances_build(&input, filter, report, err);
    ot_breakdown_clear(&breakdown);
    return st;
}

static ot_status show(ot_session *session, ot_error *err)
{
    const ot_arguments *arguments = session->arguments;
    ot_variances_filter filter;
    ot_period as_at;
    ot_work work = {0};
    ot_report *report = NULL;
    ot_status st = read_filter(arguments, &filter, err);

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
        st = build(session, &work, &filter, &report, err);
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
