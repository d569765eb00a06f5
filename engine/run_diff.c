/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run_diff.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "engine/run_diff_internal.h"
#include "engine/structure.h"

enum {
    CENTRE,
    GROUP,
    FUND,
    AREA,
    BUDGET, /* each figure: before, after, change */
    ACTUAL = BUDGET + 3,
    PROJECTED = ACTUAL + 3,
    ADOPTED = PROJECTED + 3,
    DRIVER = ADOPTED + 3,
    BASIS_BEFORE = DRIVER + 3,
    BASIS_AFTER,
    METHOD_BEFORE,
    METHOD_AFTER,
    CAUSE,
    COLUMNS
};

#define FIGURE(place, name, title, sides)                                              \
    [place] = {.id = name "_before",                                                   \
               .heading = "Before",                                                    \
               .super = title " £",                                                    \
               .kind = OT_COLUMN_PENCE,                                                \
               .media = (sides)},                                                      \
    [(place) + 1] = {.id = name "_after",                                              \
                     .heading = "After",                                               \
                     .super = title " £",                                              \
                     .kind = OT_COLUMN_PENCE,                                          \
                     .media = (sides)},                                                \
    [(place) + 2] = {.id = name "_change",                                             \
                     .heading = "Change",                                              \
                     .super = title " £",                                              \
                     .kind = OT_COLUMN_PENCE}

static const ot_column columns[COLUMNS] = {
    [CENTRE] = {.id = "cost_centre", .heading = "Cost Centre"},
    [GROUP] = {.id = "subjective_group", .heading = "Subjective Group"},
    [FUND] = {.id = "fund", .heading = "Fund"},
    [AREA] = {.id = "high_risk_area", .heading = "High-risk Area"},
    FIGURE(BUDGET, "budget", "Budget", OT_MEDIA_CSV),
    FIGURE(ACTUAL, "actual", "Actual", OT_MEDIA_CSV),
    FIGURE(PROJECTED, "projection", "Projection", OT_MEDIA_CSV),
    FIGURE(ADOPTED, "forecast", "Adopted Forecast", OT_MEDIA_ALL),
    FIGURE(DRIVER, "driver", "Driver", OT_MEDIA_CSV),
    [BASIS_BEFORE] = {.id = "basis_before", .heading = "Before", .super = "Basis"},
    [BASIS_AFTER] = {.id = "basis_after", .heading = "After", .super = "Basis"},
    [METHOD_BEFORE] = {.id = "method_before",
                       .heading = "Method before",
                       .media = OT_MEDIA_CSV},
    [METHOD_AFTER] = {.id = "method_after",
                      .heading = "Method after",
                      .media = OT_MEDIA_CSV},
    [CAUSE] = {.id = "cause", .heading = "Cause"}};

/* The five figures of a line, or their sums. */
enum { FIGURES = 5 };

typedef struct sums {
    ot_pence figures[FIGURES];
    bool has_driver;
} sums;

static sums figures_of(const ot_diff_line *line)
{
    if (!line)
        return (sums){0};
    return (sums){{line->budget, line->actual, line->projected, line->adopted,
                   line->has_driver ? line->driver : 0},
                  line->has_driver};
}

static ot_status add_up(const ot_diff_run *run, sums *all, ot_error *err)
{
    ot_status st = OT_OK;

    *all = (sums){0};
    for (size_t i = 0; i < run->count; i++) {
        const sums line = figures_of(&run->lines[i]);

        for (int f = 0; st == OT_OK && f < FIGURES; f++)
            st = ot_pence_add(&all->figures[f], line.figures[f], err);
        all->has_driver = all->has_driver || line.has_driver;
    }
    return st;
}

static ot_status set_figures(ot_report *report, uint32_t row, const sums *before,
                             const sums *after, ot_error *err)
{
    ot_status st = OT_OK;

    for (uint32_t f = 0; st == OT_OK && f < FIGURES; f++) {
        uint32_t column = BUDGET + 3 * f;
        bool driver = column == DRIVER;
        ot_pence change = after->figures[f];

        if (driver && !before->has_driver && !after->has_driver)
            continue;
        st = ot_pence_add(&change, -before->figures[f], err);
        if (!driver || before->has_driver)
            ot_report_set_number(report, row, column, before->figures[f]);
        if (!driver || after->has_driver)
            ot_report_set_number(report, row, column + 1, after->figures[f]);
        ot_report_set_number(report, row, column + 2, change);
    }
    return st;
}

static ot_status set_texts(ot_report *report, uint32_t row, const ot_diff_pair *pair,
                           ot_error *err)
{
    const ot_diff_line *any = pair->before ? pair->before : pair->after;
    const struct {
        uint32_t column;
        const char *text;
    } texts[] = {{CENTRE, any->line.cost_centre},
                 {GROUP, ot_subjective_group_name(any->line.subjective_group)},
                 {FUND, ot_fund_name((ot_fund)any->line.fund)},
                 {AREA, any->line.area},
                 {BASIS_BEFORE, pair->before ? pair->before->basis : ""},
                 {BASIS_AFTER, pair->after ? pair->after->basis : ""},
                 {METHOD_BEFORE, pair->before ? pair->before->method : ""},
                 {METHOD_AFTER, pair->after ? pair->after->method : ""}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof texts / sizeof texts[0]; i++)
        if (*texts[i].text)
            st = ot_report_set_text(report, row, texts[i].column, texts[i].text, err);
    return st;
}

static ot_status add_row(const ot_diff_input *input, const ot_diff_pair *pair,
                         ot_report *report, ot_error *err)
{
    const sums before = figures_of(pair->before), after = figures_of(pair->after);
    ot_arena texts = {0};
    const char *cause = ot_diff_cause(input, pair, &texts);
    uint32_t row = 0;
    ot_status st =
        cause ? ot_report_row(report, OT_ROW_ITEM, 0, &row, err) : ot_fail_memory(err);

    if (st == OT_OK)
        st = set_texts(report, row, pair, err);
    if (st == OT_OK)
        st = set_figures(report, row, &before, &after, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, CAUSE, cause, err);
    ot_arena_clear(&texts);
    return st;
}

static ot_status add_totals(const ot_diff_input *input, ot_report *report,
                            ot_error *err)
{
    sums before, after;
    uint32_t row = 0;
    ot_status st = add_up(&input->before, &before, err);

    if (st == OT_OK)
        st = add_up(&input->after, &after, err);
    if (st == OT_OK)
        st = ot_report_row(report, OT_ROW_TOTAL, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, CENTRE, "Total of all lines", err);
    return st == OT_OK ? set_figures(report, row, &before, &after, err) : st;
}

static int compare_lines(const void *left, const void *right)
{
    const ot_diff_line *const *a = left, *const *b = right;

    return ot_line_key_compare(&(*a)->line, &(*b)->line);
}

/* The lines of a run by their keys; the caller frees. NULL: no memory. */
static const ot_diff_line **sorted_lines(const ot_diff_run *run)
{
    const ot_diff_line **lines = malloc((run->count + 1) * sizeof *lines);

    for (size_t i = 0; lines && i < run->count; i++)
        lines[i] = &run->lines[i];
    if (lines && run->count)
        qsort(lines, run->count, sizeof *lines, compare_lines);
    return lines;
}

static ot_status add_rows(const ot_diff_input *input, ot_report *report, ot_error *err)
{
    const ot_diff_line **before = sorted_lines(&input->before);
    const ot_diff_line **after = sorted_lines(&input->after);
    size_t a = 0, b = 0;
    ot_status st = before && after ? OT_OK : ot_fail_memory(err);

    while (st == OT_OK && (a < input->before.count || b < input->after.count)) {
        int by = a == input->before.count  ? 1
                 : b == input->after.count ? -1
                                           : compare_lines(&before[a], &after[b]);
        const ot_diff_pair pair = {by <= 0 ? before[a] : NULL,
                                   by >= 0 ? after[b] : NULL};

        if (ot_diff_changed(&pair))
            st = add_row(input, &pair, report, err);
        a += by <= 0;
        b += by >= 0;
    }
    free(before);
    free(after);
    return st;
}

static ot_status describe(const ot_diff_input *input, ot_report *report, ot_error *err)
{
    const ot_diff_run *const runs[] = {&input->before, &input->after};
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < 2; i++) {
        char period[OT_PERIOD_TEXT];
        const char *text = ot_report_format(
            report,
            "%s: run %" PRId64 ", as at %s, imports up to %" PRId64 ", program %s",
            i ? "After" : "Before", runs[i]->id,
            ot_period_text(input->calendar, runs[i]->as_at, period), runs[i]->mark,
            runs[i]->version);

        st = text ? ot_report_title(report, text, err) : ot_fail_memory(err);
    }
    for (int c = 0; st == OT_OK && c < COLUMNS; c++)
        st = ot_report_column(report, &columns[c], err);
    return st;
}

ot_status ot_run_diff(const ot_diff_input *input, ot_report **report, ot_error *err)
{
    ot_status st;

    *report = ot_report_new("history-diff", "What Changed from Run to Run");
    if (!*report)
        return ot_fail_memory(err);
    (*report)->frozen_columns = AREA + 1;
    st = describe(input, *report, err);
    if (st == OT_OK)
        st = add_rows(input, *report, err);
    if (st == OT_OK && (*report)->row_count == 0)
        st = ot_report_note(*report, "No line differs.", err);
    return st == OT_OK ? add_totals(input, *report, err) : st;
}
