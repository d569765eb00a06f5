/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_costs.c - placement_costs.csv: what placements cost a week, who contributes
 * to it, or what they have cost in the year to date. */
#include "importers/placement_values.h"

enum {
    CHILD,
    START,
    END,
    ELEMENT,
    WEEKLY_FEE,
    EDUCATION,
    HEALTH,
    TOTAL_TO_DATE,
    YEAR,
    FIELDS
};

static const ot_field fields[FIELDS] = {
    [CHILD] = {"child", "childid childidentifier", true},
    [START] = {"start", "startdate from", true},
    [END] = {"end", "enddate to", true},
    [ELEMENT] = {"element", "costelement", false},
    [WEEKLY_FEE] = {"weekly_fee", "weeklycost weeklyrate fee", false},
    [EDUCATION] = {"education", "educationcontribution", false},
    [HEALTH] = {"health", "healthcontribution nhscontribution", false},
    [TOTAL_TO_DATE] = {"total_to_date", "totalcommitted costtodate", false},
    [YEAR] = {"year", "financialyear", false},
};

static ot_status check_header(ot_reading *reading, ot_error *err)
{
    if (ot_header_has(reading->values.header, WEEKLY_FEE) ||
        ot_header_has(reading->values.header, TOTAL_TO_DATE))
        return OT_OK;
    return ot_fail(err, OT_EINPUT, "no column for weekly_fee (or total_to_date)");
}

static ot_status read_amounts(const ot_reading *reading, ot_placement_cost_record *out,
                              ot_error *err)
{
    bool has_education = false, has_health = false;
    ot_status st = ot_placement_amount(reading, WEEKLY_FEE, &out->has_weekly,
                                       &out->weekly_fee, err);

    if (st >= 0)
        st = ot_placement_amount(reading, EDUCATION, &has_education, &out->education,
                                 err);
    if (st >= 0)
        st = ot_placement_amount(reading, HEALTH, &has_health, &out->health, err);
    if (st >= 0)
        st = ot_placement_amount(reading, TOTAL_TO_DATE, &out->has_total,
                                 &out->total_to_date, err);
    if (st < 0)
        return st;
    if (!out->has_weekly && !out->has_total)
        return ot_fail(err, OT_EINPUT, "weekly_fee and total_to_date are both blank");
    if (out->weekly_fee < 0 || out->education < 0 || out->health < 0)
        return ot_fail(err, OT_EINPUT,
                       "weekly_fee, education and health must not be negative");
    if (!out->has_weekly && (has_education || has_health))
        return ot_fail(err, OT_EINPUT,
                       "education and health are shares of a weekly_fee, which is "
                       "blank");
    return OT_OK;
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    ot_placement_cost_record *out = records;
    ot_status st = ot_placement_child(reading, CHILD, &out->child, err);

    if (st >= 0)
        st = ot_placement_date(reading, START, OT_REQUIRED, &out->start, err);
    if (st >= 0)
        st = ot_placement_date(reading, END, OT_OPTIONAL, &out->end, err);
    if (st >= 0 && out->end != 0 && out->end < out->start)
        st = ot_fail(err, OT_EINPUT, "end is before start");
    if (st >= 0)
        st = ot_placement_word(reading, ELEMENT, "fee", &out->element, err);
    if (st >= 0)
        st = read_amounts(reading, out, err);
    if (st >= 0)
        st = ot_placement_year(reading, YEAR, &out->year, err);
    if (st < 0)
        return st;
    out->line = reading->values.row->line;
    *count = 1;
    return OT_OK;
}

/* Where the file names no year: the one its latest start lies in. Ends do not count:
 * they may be planned for years to come. */
static ot_status settle(ot_reading *reading, void *records, size_t count,
                        const char **told, ot_error *err)
{
    ot_placement_cost_record *costs = records;
    ot_date latest = 0;
    int year;

    *told = NULL;
    if (count == 0 || ot_header_has(reading->values.header, YEAR))
        return OT_OK;
    for (size_t i = 0; i < count; i++)
        latest = costs[i].start > latest ? costs[i].start : latest;
    year = ot_placement_year_of(reading->values.periods.calendar, latest);
    for (size_t i = 0; i < count; i++)
        costs[i].year = year;
    *told = ot_placement_year_told(reading, year, "latest start", latest);
    return *told ? OT_OK : ot_fail_memory(err);
}

const ot_import_kind ot_import_placement_costs = {.fields = fields,
                                                  .field_count = FIELDS,
                                                  .record_size =
                                                      sizeof(ot_placement_cost_record),
                                                  .check_header = check_header,
                                                  .read_row = read_row,
                                                  .needs_rows = true,
                                                  .personal = UINT64_C(1) << CHILD,
                                                  .settle = settle};
