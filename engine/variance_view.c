/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/variance_view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BUDGET_CELLS 10

static int cells_of(ot_pence amount, ot_pence budget)
{
    double cells = round((double)amount / (double)budget * BUDGET_CELLS);

    return cells <= 0                      ? 0
           : cells > OT_VARIANCE_BAR_CELLS ? OT_VARIANCE_BAR_CELLS + 1
                                           : (int)cells;
}

const char *ot_variance_bar(ot_pence budget, ot_pence actual, ot_pence forecast,
                            char bar[OT_VARIANCE_BAR])
{
    int spent, expected;
    size_t at = 0;

    bar[0] = '\0';
    if (!budget || (forecast < 0) != (budget < 0))
        return bar;
    spent = cells_of(actual, budget);
    expected = cells_of(forecast, budget);
    for (int i = 0; i < OT_VARIANCE_BAR_CELLS; i++) {
        const char *cell = i >= expected       ? (i < BUDGET_CELLS ? " " : "")
                           : i >= BUDGET_CELLS ? "▓"
                           : i < spent         ? "█"
                                               : "░";

        if (i == OT_VARIANCE_BAR_CELLS - 1 && expected > OT_VARIANCE_BAR_CELLS)
            cell = "»";
        if (i == BUDGET_CELLS)
            at += (size_t)snprintf(bar + at, OT_VARIANCE_BAR - at, "│");
        at += (size_t)snprintf(bar + at, OT_VARIANCE_BAR - at, "%s", cell);
    }
    return bar;
}

typedef struct sorted {
    ot_row row;
    uint32_t order, was;
    const ot_value *value;
    bool reverse;
} sorted;

/* Below 0 where a stands before b in the usual order. */
static int compare_values(const ot_value *a, const ot_value *b)
{
    long double x, y;

    if (a->kind == OT_VALUE_TEXT && b->kind == OT_VALUE_TEXT)
        return strcmp(a->text, b->text);
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    x = (long double)a->number;
    y = (long double)b->number;
    if (a->kind == OT_VALUE_RATIO) {
        x /= (long double)a->denominator;
        y /= (long double)b->denominator;
    }
    return (x < y) - (x > y);
}

static bool is_blank(const ot_value *value)
{
    return value->kind == OT_VALUE_BLANK ||
           (value->kind == OT_VALUE_TEXT && !*value->text);
}

static int compare(const void *left, const void *right)
{
    const sorted *a = left, *b = right;
    bool a_blank = is_blank(a->value), b_blank = is_blank(b->value);
    int by = 0;

    if (a_blank != b_blank)
        return a_blank ? 1 : -1;
    if (!a_blank)
        by = compare_values(a->value, b->value);
    if (a->reverse)
        by = -by;
    return by ? by : (a->was > b->was) - (a->was < b->was);
}

static ot_status find_column(const ot_report *report, const char *id, uint32_t *column,
                             ot_error *err)
{
    char known[200] = "";
    size_t used = 0;

    for (uint32_t i = 0; i < report->column_count; i++) {
        const char *name = report->columns[i].id;

        if (report->columns[i].media == OT_MEDIA_PRINT)
            continue;
        if (strcmp(name, id) == 0) {
            *column = i;
            return OT_OK;
        }
        if (used + strlen(name) + 3 < sizeof known)
            used += (size_t)snprintf(known + used, sizeof known - used, "%s%s",
                                     used ? ", " : "", name);
    }
    return ot_fail(err, OT_EUSAGE, "there is no column '%s' to sort by; there are %s",
                   id, known);
}

ot_status ot_variance_sort(ot_report *report, const char *sort, uint32_t *order,
                           ot_error *err)
{
    bool reverse = *sort == '-';
    uint32_t column = 0;
    sorted *rows;

    if (find_column(report, sort + reverse, &column, err) < 0)
        return OT_EUSAGE;
    rows = malloc((report->row_count + 1) * sizeof *rows);
    if (!rows)
        return ot_fail_memory(err);
    for (uint32_t i = 0; i < report->row_count; i++)
        rows[i] = (sorted){report->rows[i], order[i], i,
                           &report->rows[i].values[column], reverse};
    qsort(rows, report->row_count, sizeof *rows, compare);
    for (uint32_t i = 0; i < report->row_count; i++) {
        report->rows[i] = rows[i].row;
        order[i] = rows[i].order;
    }
    free(rows);
    return OT_OK;
}
