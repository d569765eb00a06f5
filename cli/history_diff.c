/* SPDX-License-Identifier: GPL-3.0-or-later */
/* history_diff.c - two runs of the workspace brought together for the engine to
 * compare.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/history.h"
#include "cli/print.h"
#include "engine/run_diff.h"
#include "store/changes.h"

/* A run with its lines in memory. */
typedef struct kept_run {
    ot_run run;
    ot_diff_line *lines;
    size_t count, room;
    ot_arena *texts;
} kept_run;

typedef struct comparison {
    ot_session *session;
    kept_run before, after;
    ot_dataset *dataset; /* the structure as the later of the two saw it */
    ot_diff_touch *touches;
    size_t touch_count, touch_room;
    ot_arena texts;
} comparison;

static ot_status grow(void **items, size_t *room, size_t size, ot_error *err)
{
    size_t wanted = *room ? 2 * *room : 256;
    void *grown = realloc(*items, wanted * size);

    if (!grown)
        return ot_fail_memory(err);
    *items = grown;
    *room = wanted;
    return OT_OK;
}

static ot_status keep_line(void *self, const ot_run_line *line, ot_error *err)
{
    kept_run *kept = self;
    void *lines = kept->lines;
    ot_diff_line *made;

    if (kept->count == kept->room &&
        grow(&lines, &kept->room, sizeof *kept->lines, err) < 0)
        return OT_ENOMEM;
    kept->lines = lines;
    made = &kept->lines[kept->count];
    *made = (ot_diff_line){
        .line = {.cost_centre = ot_arena_copy(kept->texts, line->cost_centre),
                 .area = ot_arena_copy(kept->texts, line->area),
                 .subjective_group = line->subjective_group,
                 .fund = strcmp(line->fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG},
        .budget = line->budget,
        .actual = line->actual,
        .projected = line->projected,
        .adopted = line->adopted,
        .driver = line->driver,
        .has_driver = line->has_driver,
        .basis = ot_arena_copy(kept->texts, line->basis),
        .method = ot_arena_copy(kept->texts, line->method)};
    if (!made->line.cost_centre || !made->line.area || !made->basis || !made->method)
        return ot_fail_memory(err);
    kept->count++;
    return OT_OK;
}

static ot_status read_run(comparison *c, const char *number, kept_run *kept,
                          ot_error *err)
{
    char *end = NULL;
    long long id;
    ot_status st;

    errno = 0;
    id = strtoll(number, &end, 10);
    if (errno || end == number || *end || id < 1)
        return ot_fail(err, OT_EUSAGE, "run '%s' is not a number of the history",
                       number);
    kept->texts = &c->texts;
    st = ot_store_run_get(c->session->store, id, &kept->run, err);
    return st == OT_OK ? ot_store_run_lines(c->session->store, id, keep_line, kept, err)
                       : st;
}

/* By which lines' codes ledger changes are told. */
static ot_status read_structure(comparison *c, int64_t mark, ot_error *err)
{
    ot_status st = OT_OK;

    c->dataset = ot_dataset_new();
    if (!c->dataset)
        return ot_fail_memory(err);
    for (int kind = 0; st == OT_OK && kind < OT_KINDS; kind++) {
        ot_source source;

        if (!ot_kind_is_structure((ot_kind)kind))
            continue;
        st = ot_store_source(c->session->store, (ot_kind)kind, mark, &source, err);
        if (st == OT_OK)
            st = ot_dataset_read(c->dataset, &source, err);
    }
    return st == OT_OK ? ot_dataset_seal(c->dataset, &(ot_issue_sink){0}, err) : st;
}

/* The line that a code of the ledger belongs to. */
static ot_line_key line_of(const ot_structure *structure, const ot_change *change)
{
    uint32_t count;
    uint32_t centre = ot_structure_find_cost_centre(structure, change->cost_centre);
    uint32_t account = ot_structure_find_account(structure, change->account);
    uint32_t area =
        ot_structure_area_of(structure, change->cost_centre, change->account, NULL);
    ot_line_key key = {.cost_centre = change->cost_centre, .area = ""};

    if (account != OT_NONE)
        key.subjective_group =
            ot_structure_accounts(structure, &count)[account].subjective_group;
    if (*change->fund)
        key.fund = strcmp(change->fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG;
    else if (centre != OT_NONE)
        key.fund = (int)ot_structure_cost_centres(structure, &count)[centre].fund;
    if (area != OT_NONE)
        key.area = ot_structure_areas(structure, &count)[area].name;
    return key;
}

static ot_status keep_change(void *self, const ot_change *change, ot_error *err)
{
    comparison *c = self;
    void *touches = c->touches;
    ot_diff_touch *made;

    if (c->touch_count == c->touch_room &&
        grow(&touches, &c->touch_room, sizeof *c->touches, err) < 0)
        return OT_ENOMEM;
    c->touches = touches;
    made = &c->touches[c->touch_count];
    *made = (ot_diff_touch){.import = change->import, .kind = change->kind};
    made->line = line_of(ot_dataset_structure(c->dataset), change);
    made->file = ot_arena_copy(&c->texts, change->file);
    made->line.cost_centre = ot_arena_copy(&c->texts, change->cost_centre);
    if (!made->file || !made->line.cost_centre)
        return ot_fail_memory(err);
    c->touch_count++;
    return OT_OK;
}

static ot_diff_run described(const kept_run *kept)
{
    return (ot_diff_run){.id = kept->run.id,
                         .mark = kept->run.mark,
                         .backtest = kept->run.backtest,
                         .as_at = kept->run.as_at,
                         .version = kept->run.version,
                         .profile = kept->run.options_sha256,
                         .lines = kept->lines,
                         .count = kept->count};
}

static ot_status compare(comparison *c, ot_error *err)
{
    const ot_arguments *arguments = c->session->arguments;
    int64_t from, to;
    ot_report *report = NULL;
    ot_diff_input input;
    ot_status st = read_run(c, arguments->operands[1], &c->before, err);

    if (st == OT_OK)
        st = read_run(c, arguments->operands[2], &c->after, err);
    if (st < 0)
        return st;
    from =
        c->before.run.mark < c->after.run.mark ? c->before.run.mark : c->after.run.mark;
    to = c->before.run.mark + c->after.run.mark - from;
    st = read_structure(c, to, err);
    if (st == OT_OK && from < to)
        st = ot_store_changes(c->session->store, from, to, keep_change, c, err);
    if (st < 0)
        return st;
    input = (ot_diff_input){.calendar = c->session->profile.calendar,
                            .before = described(&c->before),
                            .after = described(&c->after),
                            .touches = c->touches,
                            .touch_count = c->touch_count};
    st = ot_run_diff(&input, &report, err);
    if (st == OT_OK)
        st = ot_print_report(arguments, report, err);
    ot_report_free(report);
    return st;
}

ot_status ot_history_diff(ot_session *session, ot_error *err)
{
    comparison c = {.session = session};
    ot_status st;

    if (session->arguments->operand_count != 3)
        return ot_fail(err, OT_EUSAGE,
                       "two runs are wanted, by their numbers in the history: outturn "
                       "history diff 1 2");
    st = compare(&c, err);
    free(c.before.lines);
    free(c.after.lines);
    free(c.touches);
    ot_dataset_free(c.dataset);
    ot_arena_clear(&c.texts);
    return st;
}
