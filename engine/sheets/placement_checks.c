/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_checks.c - what is odd about single rows of episodes and costs, and whether
 * the census counts what the files of counts say. A row is named by its return and
 * line; no child is named in any way. */
#include <stdlib.h>
#include <string.h>

#include "engine/sheets/placements.h"

enum {
    CHECK,
    TABLE,
    RETURN,
    LINE,
    PERIOD,
    TYPE,
    WHAT,
    CENSUS,
    FILED,
    DIFFERENCE,
    RESULT,
    TEXT,
    COLUMNS
};

static const ot_column columns[COLUMNS] = {
    [CHECK] = {.id = "check", .heading = "Check", .width = 8},
    [TABLE] = {.id = "table", .heading = "Table", .width = 10},
    [RETURN] = {.id = "return", .heading = "Return", .width = 9},
    [LINE] = {.id = "line", .heading = "Line", .kind = OT_COLUMN_COUNT, .width = 7},
    [PERIOD] = {.id = "period", .heading = "Month", .width = 9},
    [TYPE] = {.id = "type", .heading = "Type", .width = 16},
    [WHAT] = {.id = "what", .heading = "What", .width = 40},
    [CENSUS] = {.id = "census",
                .heading = "Census",
                .kind = OT_COLUMN_COUNT,
                .width = 8},
    [FILED] = {.id = "counts_file",
               .heading = "Counts File",
               .kind = OT_COLUMN_COUNT,
               .width = 8},
    [DIFFERENCE] = {.id = "difference",
                    .heading = "Difference",
                    .kind = OT_COLUMN_COUNT,
                    .width = 11},
    [RESULT] = {.id = "result", .heading = "Result", .width = 9},
    [TEXT] = {.id = "text", .heading = "Explanation", .width = 70},
};

typedef struct sheet {
    const ot_sheet_context *context;
    const ot_outlook *outlook;
    ot_report *report;
} sheet;

static ot_status add_columns(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++)
        st = ot_report_column(s->report, &columns[i], err);
    return st;
}

/* texts by column; NULL: blank. */
static ot_status add_row(sheet *s, const char *const texts[COLUMNS], uint32_t *row,
                         ot_error *err)
{
    ot_status st = ot_report_row(s->report, OT_ROW_ITEM, 0, row, err);

    for (uint32_t i = 0; st == OT_OK && i < COLUMNS; i++)
        if (texts[i])
            st = ot_report_set_text(s->report, *row, i, texts[i], err);
    return st;
}

static ot_status add_heading(sheet *s, const char *text, ot_error *err)
{
    uint32_t row;
    ot_status st = ot_report_row(s->report, OT_ROW_HEADING, 0, &row, err);

    return st == OT_OK ? ot_report_set_text(s->report, row, CHECK, text, err) : st;
}

static ot_status add_finding(sheet *s, const ot_stay_finding *finding, ot_error *err)
{
    char year[OT_PERIOD_TEXT] = "";
    const char *texts[COLUMNS] = {
        [CHECK] = "row",
        [TABLE] = ot_stay_finding_of_costs(finding->kind) ? "costs" : "episodes",
        [RETURN] = year,
        [WHAT] = ot_stay_finding_name(finding->kind),
        [RESULT] = ot_stay_finding_needs_person(finding->kind) ? "look" : "note",
        [TEXT] = finding->text};
    uint32_t row;
    ot_status st;

    if (finding->year)
        ot_year_text(s->outlook->calendar, finding->year, year);
    st = add_row(s, texts, &row, err);
    if (st == OT_OK)
        ot_report_set_number(s->report, row, LINE, finding->line);
    return st;
}

static ot_status add_findings(sheet *s, ot_error *err)
{
    const ot_stay_findings *lists[] = {&s->outlook->stays.rows,
                                       &s->outlook->costing.rows};
    ot_status st = OT_OK;

    if (s->context->withheld)
        return OT_OK;
    if (lists[0]->count + lists[1]->count)
        st = add_heading(s, "Rows of the returns and of the costs", err);
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; st == OT_OK && k < lists[i]->count; k++)
            st = add_finding(s, &lists[i]->items[k], err);
    return st;
}

/* A count of the file and that of the census for the same month and type. */
typedef struct pair {
    ot_period period;
    int type;
    int64_t census, filed;
} pair;

typedef struct pairs {
    pair *items; /* by type, then month */
    size_t count;
} pairs;

static int compare_pairs(const void *left, const void *right)
{
    const pair *a = left, *b = right;

    return a->type != b->type ? a->type - b->type
                              : ot_period_compare(a->period, b->period);
}

static ot_status gather_pairs(const sheet *s, pairs *out, ot_error *err)
{
    size_t count;
    const ot_activity_record *records =
        ot_dataset_activity(s->context->dataset, &count);

    *out = (pairs){.items = malloc((count + 1) * sizeof *out->items)};
    if (!out->items)
        return ot_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        const ot_activity_record *record = &records[i];

        if (!ot_census_has(s->context->dataset, s->outlook, record->period))
            continue;
        for (int type = 0; type < OT_PLACEMENT_ROWS; type++)
            if (strcmp(record->type, ot_placement_row_code(type)) == 0)
                out->items[out->count++] =
                    (pair){record->period, type,
                           ot_census_figure(s->outlook, OT_COUNTED_STOCK, type,
                                            record->period),
                           record->count};
    }
    qsort(out->items, out->count, sizeof *out->items, compare_pairs);
    return OT_OK;
}

/* How many months of a type agree. */
static ot_status add_agreement(sheet *s, const pairs *all, int type, ot_error *err)
{
    size_t months = 0, equal = 0;
    uint32_t row;

    for (size_t i = 0; i < all->count; i++) {
        const pair *p = &all->items[i];

        months += p->type == type;
        equal += p->type == type && p->census == p->filed;
    }
    if (!months)
        return OT_OK;
    const char *const texts[COLUMNS] = {
        [CHECK] = "counts",
        [TYPE] = ot_placement_row_code(type),
        [WHAT] = "months of the census as in the counts file",
        [RESULT] = equal == months ? "ok" : "DIFFERS",
        [TEXT] =
            ot_report_format(s->report, "%zu of %zu months are equal", equal, months)};
    return add_row(s, texts, &row, err);
}

static ot_status add_difference(sheet *s, const pair *p, ot_error *err)
{
    char iso[OT_PERIOD_TEXT];
    uint32_t row;
    const char *const texts[COLUMNS] = {
        [CHECK] = "counts",
        [PERIOD] = ot_period_iso(s->outlook->calendar, p->period, iso),
        [TYPE] = ot_placement_row_code(p->type),
        [WHAT] = "open at the month's end",
        [RESULT] = "DIFFERS",
        [TEXT] = "the counts file's figure is printed in the sheet 'activity'"};
    ot_status st = add_row(s, texts, &row, err);
    const ot_ref refs[] = {{NULL, row, row, CENSUS, 1}, {NULL, row, row, FILED, -1}};

    if (st < 0)
        return st;
    ot_report_set_number(s->report, row, CENSUS, p->census);
    ot_report_set_number(s->report, row, FILED, p->filed);
    return ot_sheet_sum(s->report, row, DIFFERENCE, refs, 2, p->census - p->filed, err);
}

/* One finding for all; that of the month reported wants a person. */
static ot_status tell(sheet *s, const pairs *all, ot_error *err)
{
    size_t off = 0;
    bool now = false;

    for (size_t i = 0; i < all->count; i++) {
        const pair *p = &all->items[i];

        if (p->census == p->filed)
            continue;
        off++;
        now |= ot_period_compare(p->period, s->outlook->as_at) == 0;
    }
    if (!off)
        return OT_OK;
    return ot_findings_add(s->context->findings, now, "consistency",
                           "placements and counts file", NULL, err,
                           "%zu of %zu month-end counts differ between the placements "
                           "and the counts file: see sheet placement-checks",
                           off, all->count);
}

static ot_status reconcile(sheet *s, ot_error *err)
{
    pairs all;
    ot_status st = gather_pairs(s, &all, err);

    if (st == OT_OK && all.count)
        st = add_heading(s, "Counted placements against the counts file", err);
    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_ROWS; type++)
        st = add_agreement(s, &all, type, err);
    for (size_t i = 0; st == OT_OK && i < all.count; i++)
        if (all.items[i].census != all.items[i].filed && !s->context->withheld)
            st = add_difference(s, &all.items[i], err);
    if (st == OT_OK)
        st = tell(s, &all, err);
    free(all.items);
    return st;
}

ot_status ot_sheet_placement_checks(const ot_sheet_context *context, ot_report **out,
                                    ot_error *err)
{
    sheet s = {.context = context, .outlook = context->outlook};
    ot_status st = ot_sheet_begin(context, "placement-checks",
                                  "External Placements, Checks", out, err);

    s.report = *out;
    if (st == OT_OK)
        st = add_columns(&s, err);
    if (st == OT_OK)
        st = reconcile(&s, err);
    if (st == OT_OK)
        st = add_findings(&s, err);
    if (st == OT_OK && context->withheld)
        st = ot_report_note(
            s.report, "For publication: single rows and differences are left out.",
            err);
    return st;
}
