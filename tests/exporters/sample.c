/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sample_must(ot_status st, const ot_error *err)
{
    if (st >= 0)
        return;
    fprintf(stderr, "sample: %s\n", err->message);
    exit(EXIT_FAILURE);
}

ot_report *sample_start(const char *id, const char *name)
{
    ot_report *report = ot_report_new(id, name);
    ot_error err = {.message = "out of memory"};

    sample_must(report ? OT_OK : OT_ENOMEM, &err);
    return report;
}

void sample_title(ot_report *report, const char *text)
{
    ot_error err;

    sample_must(ot_report_title(report, text, &err), &err);
}

void sample_footnote(ot_report *report, const char *text)
{
    ot_error err;

    sample_must(ot_report_note(report, text, &err), &err);
}

void sample_columns(ot_report *report, const ot_column *list, size_t count)
{
    ot_error err;

    for (size_t i = 0; i < count; i++)
        sample_must(ot_report_column(report, &list[i], &err), &err);
}

uint32_t sample_row(ot_report *report, ot_row_kind kind, int level)
{
    ot_error err;
    uint32_t added;

    sample_must(ot_report_row(report, kind, level, &added, &err), &err);
    return added;
}

void sample_text(ot_report *report, uint32_t at, uint32_t column, const char *words)
{
    ot_error err;

    sample_must(ot_report_set_text(report, at, column, words, &err), &err);
}

void sample_formula(ot_report *report, uint32_t at, uint32_t column,
                    ot_formula_kind kind, const ot_ref *refs, size_t count)
{
    ot_error err;

    sample_must(ot_report_set_formula(report, at, column, kind, refs, count, &err),
                &err);
}

ot_ref sample_cell(uint32_t at, uint32_t column)
{
    return (ot_ref){.row = at, .last_row = at, .column = column, .sign = 1};
}

static void add_area(ot_report *small, ot_row_kind kind, const char *const words[3],
                     int64_t budget, int64_t variance)
{
    uint32_t at = sample_row(small, kind, kind == OT_ROW_CHILD ? 1 : 0);

    for (uint32_t i = 0; i < 3; i++)
        sample_text(small, at, i, words[i]);
    ot_report_set_number(small, at, 3, budget);
    ot_report_set_number(small, at, 4, variance);
    ot_report_set_ratio(small, at, 5, variance, budget);
}

static void add_failing_checks(ot_report *small)
{
    uint32_t at = sample_row(small, OT_ROW_CHECK, 0);
    ot_ref printed = sample_cell(1, 3), all = sample_cell(at, 3);
    ot_value *budget = ot_report_value(small, at, 3), *variance = budget + 1;

    budget->kind = variance->kind = OT_VALUE_CHECK;
    budget->number = -12; /* 31,149 printed, 31,161 in the ledger */
    sample_formula(small, at, 3, OT_FORMULA_CHECK, &printed, 1);
    budget->formula.against = INT64_C(3116112045);
    budget->formula.allowed = 150000;
    printed.column = 4;
    sample_formula(small, at, 4, OT_FORMULA_CHECK, &printed, 1);
    variance->formula.against = INT64_C(1278683000);
    variance->formula.allowed = 150000;
    sample_text(small, at, 5, "See row");
    sample_formula(small, at, 5, OT_FORMULA_ALL_OK, &all, 1);
    ot_report_value(small, at, 5)->formula.against = 4;
}

ot_report *sample_small(void)
{
    static const ot_column list[] = {
        {.id = "area", .heading = "High Risk Area"},
        {.id = "code", .heading = "Code", .media = OT_MEDIA_CSV},
        {.id = "manager", .heading = "Budget Manager", .media = OT_MEDIA_PRINT},
        {"budget", "Full Year Budget", NULL, "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 0},
        {"variance", "Total", "Variance", "£000", OT_COLUMN_THOUSANDS, 0, 0,
         .width = 0},
        {"percent", "%", "Variance", NULL, OT_COLUMN_PERCENT, 0, 1, .width = 0},
    };
    static const char *const areas[][3] = {
        {"External Placements", "CF0302", "Head of | Commissioning"},
        {"of which \"residential\", secure", "CF0302/1", ""},
        {"=HYPERLINK(\"x\")", " 0301", "Fostering <Manager>"},
        {"Total", "", ""},
    };
    ot_report *small = sample_start("small", "High risk analysis");
    uint32_t at;

    sample_title(small, "High Risk Analysis");
    sample_title(small, "Year-End Forecast input in September 2021");
    sample_columns(small, list, sizeof list / sizeof *list);
    at = sample_row(small, OT_ROW_HEADING, 0);
    sample_text(small, at, 0, "Children's social care and placements");
    add_area(small, OT_ROW_ITEM, areas[0], 31149, 12787);
    add_area(small, OT_ROW_CHILD, areas[1], 9036, -1);
    add_failing_checks(small);
    at = sample_row(small, OT_ROW_NOTE, 0);
    sample_text(small, at, 0, "Fostering has a budget of its own.");
    add_area(small, OT_ROW_ITEM, areas[2], -12764, 88);
    sample_row(small, OT_ROW_BLANK, 0);
    add_area(small, OT_ROW_TOTAL, areas[3], 18385, 12875);
    sample_footnote(small, "An overspend is positive.");
    return small;
}
