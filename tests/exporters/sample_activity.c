/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#define YEARS 10

/* External placements, attachment 3; -1: still to come. */
static const int placements[YEARS][12] = {
    {131, 134, 129, 129, 126, 131, 127, 127, 127, 129, 126, 129},
    {159, 152, 149, 149, 138, 134, 135, 139, 133, 138, 142, 136},
    {136, 138, 142, 138, 132, 136, 134, 129, 124, 132, 124, 143},
    {153, 162, 174, 170, 169, 166, 178, 176, 189, 180, 178, 187},
    {184, 201, 205, 226, 215, 231, 221, 213, 222, 217, 234, 231},
    {245, 252, 248, 247, 241, 251, 246, 246, 246, 244, 252, 246},
    {270, 287, 287, 299, 305, 289, 294, 295, 307, 314, 312, 313},
    {320, 315, 317, 321, 321, 325, 330, 340, 336, 330, 336, 346},
    {331, 356, 354, 375, 392, 381, 375, 377, 401, 395, 404, 403},
    {436, 468, 482, 471, 459, -1, -1, -1, -1, -1, -1, -1},
};

/* The mean of a year's months, half away from zero, live. */
static void set_average(ot_report *activity, uint32_t at, uint32_t year)
{
    ot_ref months = {.last_row = 11, .column = year + 1, .sign = 1};
    int64_t sum = 0, count = 0;

    for (int month = 0; month < 12; month++) {
        if (placements[year][month] < 0)
            continue;
        sum += placements[year][month];
        count++;
    }
    ot_report_set_number(activity, at, year + 1, ot_divide_rounded(sum, count));
    sample_formula(activity, at, year + 1, OT_FORMULA_AVERAGE, &months, 1);
}

static void add_activity_charts(ot_report *activity, uint32_t averages)
{
    ot_chart_series years[YEARS], mean = {"Average", NULL, 0, 11, 0, YEARS};
    ot_chart lines = {OT_CHART_LINE, "External placements at month end",
                      "Placements",  years,
                      YEARS,         false};
    ot_chart bars = {
        OT_CHART_BAR, "Placements by month, 2021/22", "Placements", &mean, 1, false};
    ot_error err;

    for (uint32_t i = 0; i < YEARS; i++)
        years[i] =
            (ot_chart_series){activity->columns[i + 1].heading, NULL, 0, 11, 0, i + 1};
    (void)averages;
    sample_must(ot_report_add_chart(activity, &lines, &err), &err);
    sample_must(ot_report_add_chart(activity, &bars, &err), &err);
}

ot_report *sample_activity(void)
{
    static const char *const months[] = {"Apr", "May", "Jun", "Jul", "Aug", "Sep",
                                         "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"};
    ot_column month = {.id = "month", .heading = "Month"};
    ot_column year = {.kind = OT_COLUMN_COUNT, .super = "Total external placements"};
    ot_report *activity = sample_start("activity", "Activity: external placements");
    uint32_t at;

    sample_title(activity, "2021/22 Revenue Budget Monitoring Report - ATTACHMENT 3");
    sample_title(activity, "External placements");
    sample_columns(activity, &month, 1);
    for (int i = 0; i < YEARS; i++) {
        year.id = ot_report_format(activity, "y%d", 2012 + i);
        year.heading = ot_report_format(activity, "%d/%d", 12 + i, 13 + i);
        sample_columns(activity, &year, 1);
    }
    activity->frozen_columns = 1;
    for (int m = 0; m < 12; m++) {
        at = sample_row(activity, OT_ROW_ITEM, 0);
        sample_text(activity, at, 0, months[m]);
        for (uint32_t i = 0; i < YEARS; i++)
            if (placements[i][m] >= 0)
                ot_report_set_number(activity, at, i + 1, placements[i][m]);
    }
    at = sample_row(activity, OT_ROW_TOTAL, 0);
    sample_text(activity, at, 0, "Average");
    for (uint32_t i = 0; i < YEARS; i++)
        set_average(activity, at, i);
    sample_footnote(
        activity,
        "Placements with independent providers open at the end of the month.");
    add_activity_charts(activity, at);
    return activity;
}
