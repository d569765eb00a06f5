/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_explain.c - where does this come from? Of a run that was kept: nothing is
 * projected again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/explain.h"
#include "cli/past_run.h"

typedef struct explanation {
    ot_session *session;
    ot_work *work;
    ot_run run;
    char *folder; /* of the profile, before the run's own was taken */
    ot_explainer *explainer;
    ot_arena arena;
    ot_trace *trace;
    ot_explain_sources sources;
} explanation;

static ot_status make_trace(explanation *x, ot_error *err)
{
    const ot_work *work = x->work;
    const ot_pack_input input = {.dataset = work->dataset,
                                 .position = &work->position,
                                 .options = &x->session->profile.pack,
                                 .prior = work->prior,
                                 .prior_count = work->prior_count,
                                 .has_prior = work->has_prior,
                                 .outlook = work->has_outlook ? &work->outlook : NULL};
    const ot_report *report;
    uint32_t row, column;
    ot_status st = ot_explain_name(&work->pack, x->session->arguments, &report, &row,
                                   &column, err);
    ot_pack_input *kept = ot_arena_get(&x->arena, sizeof *kept);

    if (st == OT_OK && !kept)
        st = ot_fail_memory(err);
    if (st < 0)
        return st;
    *kept = input;
    st = ot_explainer_new(kept, &work->pack, &x->explainer, err);
    if (st < 0)
        return st;
    return report ? ot_explain_figure(x->explainer, report, row, column, &x->arena,
                                      &x->trace, err)
                  : ot_explain_code(x->explainer, x->session->arguments->operands[0],
                                    &x->arena, &x->trace, err);
}

/* Sources whose lines come to something else than the cells do. */
static size_t sources_off(const explanation *x, const ot_trace_source **first)
{
    size_t off = 0;

    for (size_t i = 0; i < x->sources.source_count; i++) {
        const ot_trace_source *source = &x->sources.sources[i];

        if (source->read && source->has_amount && source->amount != source->wanted &&
            !off++)
            *first = source;
    }
    return off;
}

static const char *verdict(explanation *x, bool *adds_up)
{
    const ot_trace *step = NULL;
    const ot_trace_source *source = NULL;
    size_t steps = ot_trace_off(x->trace, &step), files = sources_off(x, &source);
    char amount[OT_PENCE_TEXT], wanted[OT_PENCE_TEXT];

    *adds_up = !steps && !files;
    if (steps)
        return ot_arena_format(&x->arena, "does not add up: %zu step%s, first '%s'",
                               steps, steps == 1 ? "" : "s", step->name);
    if (files)
        return ot_arena_format(
            &x->arena,
            "does not add up: the lines of %s come to %s, the ledger cells to %s",
            source->file, ot_pence_text(source->amount, amount),
            ot_pence_text(source->wanted, wanted));
    if (x->trace->value == OT_VALUE_TEXT || !x->trace->part_count)
        return x->trace->value == OT_VALUE_NUMBER
                   ? "adds up: worked out from the records of the imports above"
                   : "nothing to add up: not a number";
    return "adds up";
}

static ot_status show(explanation *x, bool *adds_up, ot_error *err)
{
    const ot_arguments *arguments = x->session->arguments;
    const char *format = ot_argument(arguments, "format");
    ot_calendar calendar = x->session->profile.calendar;
    char month[OT_PERIOD_TEXT];
    ot_trace_view view = {.explainer = x->explainer,
                          .trace = x->trace,
                          .calendar = calendar,
                          .cells = x->sources.cells,
                          .times = x->sources.times,
                          .cell_count = x->sources.cell_count,
                          .groups = x->sources.groups,
                          .group_count = x->sources.group_count,
                          .sources = x->sources.sources,
                          .source_count = x->sources.source_count};
    ot_status st = ot_argument_number(arguments, "depth", 1, 64, &view.depth, err);

    if (st < 0)
        return st;
    view.run = ot_arena_format(&x->arena, "run %lld, as at %s", (long long)x->run.id,
                               ot_period_words(calendar, x->run.as_at, month));
    view.verdict = verdict(x, &view.adds_up);
    if (!view.run || !view.verdict)
        return ot_fail_memory(err);
    *adds_up = view.adds_up;
    if (!format || strcmp(format, "text") == 0)
        return ot_trace_text_write(&view, stdout, err);
    if (strcmp(format, "json") == 0)
        return ot_trace_json_write(&view, stdout, err);
    return ot_fail(err, OT_EUSAGE, "--format knows text and json here, not '%s'",
                   format);
}

/* Imports since the run: the figure is the run's, not today's. */
static ot_status tell_newer(explanation *x, ot_error *err)
{
    int64_t mark;
    ot_status st = ot_store_mark(x->session->store, &mark, err);

    if (st == OT_OK && mark > x->run.mark)
        ot_console_say(
            x->session->console,
            "run %lld saw imports up to %lld, and there are %lld now: this is "
            "the figure as it was printed then",
            (long long)x->run.id, (long long)x->run.mark, (long long)mark);
    return st;
}

static ot_status do_explain(explanation *x, bool *adds_up, ot_error *err)
{
    ot_session *session = x->session;
    ot_status st = ot_session_find_run(session, &x->run, err);

    if (st < 0)
        return st;
    x->folder = strdup(session->profile.folder ? session->profile.folder : "");
    if (!x->folder)
        return ot_fail_memory(err);
    st = ot_session_take_back(session, &x->run, err);
    if (st == OT_OK)
        st = ot_session_make_again(session, &x->run, x->work, err);
    if (st == OT_OK)
        st = make_trace(x, err);
    if (st == OT_OK)
        st = ot_explain_find_sources(session, x->explainer, x->trace, x->run.mark,
                                     x->folder, &x->sources, err);
    if (st == OT_OK)
        st = show(x, adds_up, err);
    return st == OT_OK ? tell_newer(x, err) : st;
}

int ot_run_explain(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_work work = {0};
    explanation x = {.session = &session, .work = &work};
    bool adds_up = false;
    ot_status st;

    if (!arguments->operand_count) {
        ot_fail(&err, OT_EUSAGE,
                "which figure? outturn explain SHEET!CELL, or a code; see --help");
        return ot_command_fail(arguments, &err);
    }
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = do_explain(&x, &adds_up, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_explain_sources_clear(&x.sources);
    ot_explainer_free(x.explainer);
    ot_arena_clear(&x.arena);
    free(x.folder);
    ot_work_clear(&work);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : adds_up ? OT_EXIT_DONE : OT_EXIT_FINDINGS;
}
