/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_placements.c - what external placements will cost, as things stand and what if:
 * one what-if on the pack's own figures, or all that are kept side by side. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/audit.h"
#include "cli/print.h"
#include "cli/what_if.h"
#include "engine/placements/scenarios.h"

/* The what-if of the command line; texts "" where nothing is changed. */
static ot_what_if asked(const ot_arguments *arguments)
{
    const char *starts = ot_argument(arguments, "starts");
    const char *uplift = ot_argument(arguments, "fee-uplift");
    const char *cap = ot_argument(arguments, "cap");

    return (ot_what_if){.starts = starts ? starts : "",
                        .fee_uplift = uplift ? uplift : "",
                        .cap = cap ? cap : ""};
}

static bool changes(const ot_what_if *what_if)
{
    return *what_if->starts || *what_if->fee_uplift || *what_if->cap;
}

static ot_status apply(const ot_what_if *what_if, ot_simulation_options *simulation,
                       ot_error *err)
{
    ot_status st = OT_OK;

    if (*what_if->starts)
        st = ot_what_if_read("starts", what_if->starts, simulation, err);
    if (st == OT_OK && *what_if->fee_uplift)
        st = ot_what_if_read("fee-uplift", what_if->fee_uplift, simulation, err);
    if (st == OT_OK && *what_if->cap)
        st = ot_what_if_read("cap", what_if->cap, simulation, err);
    return st;
}

static const char *words(ot_arena *arena, const ot_what_if *what_if)
{
    const char *comma = *what_if->starts && *what_if->fee_uplift ? "; " : "";
    const char *cap_comma =
        (*what_if->starts || *what_if->fee_uplift) && *what_if->cap ? "; " : "";

    return ot_arena_format(arena, "%s%s%s%s%s%s%s%s", *what_if->starts ? "starts " : "",
                           what_if->starts, comma, *what_if->fee_uplift ? "fees " : "",
                           what_if->fee_uplift, cap_comma,
                           *what_if->cap ? "at most " : "", what_if->cap);
}

/* Outlooks side by side: as it stands, the one asked for, those that are kept. */
typedef struct comparison {
    ot_session *session;
    ot_work *work;
    ot_scenario *scenarios;
    ot_outlook **outlooks; /* [count], each its own */
    size_t count, room;
    ot_arena texts;
} comparison;

static ot_status add_scenario(comparison *c, const ot_what_if *what_if, ot_error *err)
{
    ot_scenario *scenario;
    ot_outlook_options kept = c->session->profile.outlook;
    ot_status st;

    if (c->count == c->room) {
        size_t room = c->room ? 2 * c->room : 8;
        ot_scenario *scenarios = realloc(c->scenarios, room * sizeof *scenarios);
        ot_outlook **outlooks;

        if (!scenarios)
            return ot_fail_memory(err);
        c->scenarios = scenarios;
        outlooks = realloc(c->outlooks, room * sizeof *outlooks);
        if (!outlooks)
            return ot_fail_memory(err);
        c->outlooks = outlooks;
        c->room = room;
    }
    scenario = &c->scenarios[c->count];
    *scenario = (ot_scenario){.name = ot_arena_copy(&c->texts, what_if->name),
                              .words = words(&c->texts, what_if)};
    if (!scenario->name || !scenario->words)
        return ot_fail_memory(err);
    c->outlooks[c->count] = calloc(1, sizeof **c->outlooks);
    if (!c->outlooks[c->count])
        return ot_fail_memory(err);
    scenario->outlook = c->outlooks[c->count++];
    st = apply(what_if, &c->session->profile.outlook.simulation, err);
    if (st == OT_OK)
        st = ot_work_outlook(c->session, c->work, err);
    c->session->profile.outlook = kept;
    if (st == OT_OK)
        *c->outlooks[c->count - 1] = c->work->outlook;
    c->work->outlook = (ot_outlook){0};
    return st;
}

static ot_status add_kept(void *self, const ot_what_if *what_if, ot_error *err)
{
    return add_scenario(self, what_if, err);
}

static void clear(comparison *c)
{
    for (size_t i = 0; i < c->count; i++) {
        ot_outlook_clear(c->outlooks[i]);
        free(c->outlooks[i]);
    }
    free(c->outlooks);
    free(c->scenarios);
    ot_arena_clear(&c->texts);
}

static ot_status compare(ot_session *session, ot_work *work, const ot_what_if *now,
                         ot_error *err)
{
    comparison c = {.session = session, .work = work};
    const ot_what_if nothing = {
        .name = "as it stands", .starts = "", .fee_uplift = "", .cap = ""};
    ot_what_if named = *now;
    ot_report *report = NULL;
    ot_status st = add_scenario(&c, &nothing, err);

    named.name = "what is asked now";
    if (st == OT_OK && changes(now) && !ot_argument(session->arguments, "save"))
        st = add_scenario(&c, &named, err);
    if (st == OT_OK)
        st = ot_store_what_ifs(session->store, add_kept, &c, err);
    ot_findings_clear(&work->findings);
    if (st == OT_OK)
        st = ot_scenarios_report(c.scenarios, c.count, &report, err);
    if (st == OT_OK)
        st = ot_print_report(session->arguments, report, err);
    ot_report_free(report);
    clear(&c);
    return st;
}

/* The pack's own sheet, with what was asked worked in. */
static ot_status show(ot_session *session, ot_work *work, const ot_what_if *now,
                      ot_error *err)
{
    ot_status st = apply(now, &session->profile.outlook.simulation, err);

    if (st == OT_OK)
        st = ot_work_outlook(session, work, err);
    if (st == OT_OK)
        st = ot_work_project(session, work, NULL, err);
    if (st == OT_OK)
        st = ot_work_pack(session, work, err);
    if (st == OT_OK && !work->pack.sheets[OT_SHEET_PLACEMENTS])
        st = ot_fail(err, OT_EINPUT, "there is too little to show of placements");
    return st == OT_OK ? ot_print_report(session->arguments,
                                         work->pack.sheets[OT_SHEET_PLACEMENTS], err)
                       : st;
}

static ot_status keep_names(ot_session *session, ot_what_if *now, int64_t time,
                            ot_error *err)
{
    const char *save = ot_argument(session->arguments, "save");
    const char *forget = ot_argument(session->arguments, "forget");
    ot_simulation_options tried = {0};
    ot_status st = apply(now, &tried, err);

    if (st == OT_OK && forget)
        st = ot_store_what_if_forget(session->store, forget, time, err);
    if (st < 0 || !save)
        return st;
    if (!changes(now))
        return ot_fail(err, OT_EUSAGE,
                       "--save '%s' has nothing to keep: say --starts, --fee-uplift or "
                       "--cap",
                       save);
    now->name = save;
    now->time = time;
    return ot_store_what_if_save(session->store, now, err);
}

static ot_status run(ot_session *session, ot_work *work, ot_error *err)
{
    ot_what_if now = asked(session->arguments);
    bool side_by_side = ot_argument(session->arguments, "compare") ||
                        ot_argument(session->arguments, "save") ||
                        ot_argument(session->arguments, "forget");
    ot_period as_at;
    ot_status st = ot_session_as_at(session, &as_at, err);

    if (st == OT_OK)
        st = ot_work_load(session, 0, as_at, work, err);
    if (st == OT_OK && !ot_outlook_possible(work->dataset))
        st = ot_fail(err, OT_EINPUT,
                     "the workspace holds no placements: import the SSDA903 tables and "
                     "the costs with `outturn import placements`");
    if (st == OT_OK)
        st = keep_names(session, &now, work->run.time, err);
    if (st < 0)
        return st;
    return side_by_side ? compare(session, work, &now, err)
                        : show(session, work, &now, err);
}

int ot_run_placements(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_work work = {0};
    ot_status st;

    if (arguments->operand_count) {
        ot_fail(&err, OT_EUSAGE, "'%s' is not wanted here; see --help",
                arguments->operands[0]);
        return ot_command_fail(arguments, &err);
    }
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = run(&session, &work, &err);
    if (st < 0)
        ot_session_fail(&session, arguments, &err);
    ot_work_clear(&work);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
