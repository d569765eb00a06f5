/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/track_record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    SCOPE,
    NAME,
    FORECASTS,
    ERROR,
    BIAS,
    WITHIN80,
    WITHIN95,
    MANAGERS,
    MANAGER_ERROR,
    MODEL_ERROR,
    NEARER
};

/* Pence as doubles: sums over many years of many lines. */
typedef struct score {
    const char *name;
    int64_t forecasts, within80, within95;
    double miss, bias, actual;
    int64_t managers;
    double manager_miss, model_miss, manager_actual; /* where a manager forecast too */
} score;

struct ot_track_record {
    const ot_structure *structure;
    score all;
    score *services; /* [service_count + 1], the last: in no service */
    uint32_t service_count;
    score *managers; /* as they came */
    size_t manager_count, manager_room;
};

ot_track_record *ot_track_record_new(const ot_structure *structure)
{
    ot_track_record *record = calloc(1, sizeof *record);
    const ot_service *services;

    if (!record)
        return NULL;
    record->structure = structure;
    services = ot_structure_services(structure, &record->service_count);
    record->services = calloc(record->service_count + 1, sizeof *record->services);
    if (!record->services) {
        free(record);
        return NULL;
    }
    for (uint32_t i = 0; i < record->service_count; i++)
        record->services[i].name = services[i].name;
    record->services[record->service_count].name = "(not in the structure)";
    record->all.name = "All lines";
    return record;
}

void ot_track_record_free(ot_track_record *record)
{
    if (!record)
        return;
    free(record->services);
    free(record->managers);
    free(record);
}

size_t ot_track_record_count(const ot_track_record *record)
{
    return (size_t)record->all.forecasts;
}

static ot_status manager_score(ot_track_record *record, const ot_line *line,
                               score **out, ot_error *err)
{
    uint32_t count;
    const ot_cost_centre *centres =
        ot_structure_cost_centres(record->structure, &count);
    const char *name = line->cost_centre == OT_NONE
                           ? "(not in the structure)"
                           : centres[line->cost_centre].manager;

    for (size_t i = 0; i < record->manager_count; i++)
        if (strcmp(record->managers[i].name, name) == 0) {
            *out = &record->managers[i];
            return OT_OK;
        }
    if (record->manager_count == record->manager_room) {
        size_t room = record->manager_room ? 2 * record->manager_room : 32;
        score *grown = realloc(record->managers, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        record->managers = grown;
        record->manager_room = room;
    }
    *out = &record->managers[record->manager_count++];
    **out = (score){.name = name};
    return OT_OK;
}

static void add_to(score *s, const ot_hindsight *h)
{
    const ot_outturn *o = h->forecast;

    s->forecasts++;
    s->within80 += o->lo80 <= h->actual && h->actual <= o->hi80;
    s->within95 += o->lo95 <= h->actual && h->actual <= o->hi95;
    s->miss += fabs(o->outturn - h->actual);
    s->bias += o->outturn - h->actual;
    s->actual += fabs(h->actual);
    if (!h->then || !h->then->has_manager)
        return;
    s->managers++;
    s->manager_miss += fabs((double)h->then->manager - h->actual);
    s->model_miss += fabs(o->outturn - h->actual);
    s->manager_actual += fabs(h->actual);
}

ot_status ot_track_record_add(ot_track_record *record, const ot_hindsight *hindsight,
                              ot_error *err)
{
    const ot_outturn *o = hindsight->forecast;
    uint32_t service = hindsight->line->service;
    score *manager = NULL;

    if (o->month < OT_BACKTEST_FIRST || o->month > OT_BACKTEST_LAST)
        return OT_OK;
    if (o->outturn == 0 && hindsight->actual == 0) /* closed, and stayed so */
        return OT_OK;
    if (manager_score(record, hindsight->line, &manager, err) < 0)
        return OT_ENOMEM;
    add_to(manager, hindsight);
    add_to(&record->services[service == OT_NONE ? record->service_count : service],
           hindsight);
    add_to(&record->all, hindsight);
    return OT_OK;
}

static ot_status add_columns(ot_report *report, ot_error *err)
{
    static const ot_column columns[] = {
        {.id = "scope", .heading = "By"},
        {.id = "name", .heading = "Name"},
        {.id = "forecasts", .heading = "Forecasts", .kind = OT_COLUMN_COUNT},
        {.id = "error", .heading = "Error", .kind = OT_COLUMN_PERCENT},
        {.id = "bias", .heading = "Bias", .kind = OT_COLUMN_PERCENT},
        {.id = "within80", .heading = "Within 80%", .kind = OT_COLUMN_PERCENT},
        {.id = "within95", .heading = "Within 95%", .kind = OT_COLUMN_PERCENT},
        {.id = "manager_forecasts", .heading = "By Manager", .kind = OT_COLUMN_COUNT},
        {.id = "manager_error", .heading = "Their Error", .kind = OT_COLUMN_PERCENT},
        {.id = "projection_error",
         .heading = "Projection's",
         .kind = OT_COLUMN_PERCENT},
        {.id = "nearer", .heading = "Nearer"}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++)
        st = ot_report_column(report, &columns[i], err);
    return st;
}

static void set_share(ot_report *report, uint32_t row, uint32_t column, double part,
                      double whole)
{
    if (whole >= 1)
        ot_report_set_ratio(report, row, column, llround(part), llround(whole));
}

static ot_status add_row(ot_report *report, const char *scope, const score *s,
                         ot_row_kind kind, ot_error *err)
{
    const char *nearer = s->manager_miss < s->model_miss   ? "manager"
                         : s->manager_miss > s->model_miss ? "projection"
                                                           : "equal";
    uint32_t row;
    ot_status st = ot_report_row(report, kind, 0, &row, err);

    if (st == OT_OK)
        st = ot_report_set_text(report, row, SCOPE, scope, err);
    if (st == OT_OK)
        st = ot_report_set_text(report, row, NAME, s->name, err);
    if (st == OT_OK && s->managers)
        st = ot_report_set_text(report, row, NEARER, nearer, err);
    if (st < 0)
        return st;
    ot_report_set_number(report, row, FORECASTS, s->forecasts);
    set_share(report, row, ERROR, s->miss, s->actual);
    set_share(report, row, BIAS, s->bias, s->actual);
    ot_report_set_ratio(report, row, WITHIN80, s->within80, s->forecasts);
    ot_report_set_ratio(report, row, WITHIN95, s->within95, s->forecasts);
    if (!s->managers)
        return OT_OK;
    ot_report_set_number(report, row, MANAGERS, s->managers);
    set_share(report, row, MANAGER_ERROR, s->manager_miss, s->manager_actual);
    set_share(report, row, MODEL_ERROR, s->model_miss, s->manager_actual);
    return OT_OK;
}

static int compare_names(const void *left, const void *right)
{
    return strcmp(((const score *)left)->name, ((const score *)right)->name);
}

static ot_status add_managers(const ot_track_record *record, ot_report *report,
                              ot_error *err)
{
    size_t size = record->manager_count * sizeof(score);
    score *sorted = malloc(size + 1);
    ot_status st = sorted ? OT_OK : ot_fail_memory(err);

    if (sorted && record->manager_count) {
        memcpy(sorted, record->managers, size);
        qsort(sorted, record->manager_count, sizeof *sorted, compare_names);
    }
    for (size_t i = 0; st == OT_OK && i < record->manager_count; i++)
        st = add_row(report, "manager", &sorted[i], OT_ROW_ITEM, err);
    free(sorted);
    return st;
}

ot_status ot_track_record_report(const ot_track_record *record, ot_report **out,
                                 ot_error *err)
{
    ot_status st;

    *out = ot_report_new("backtest", "Forecasts of Past Years against their Outturn");
    if (!*out)
        return ot_fail_memory(err);
    st = add_columns(*out, err);
    for (uint32_t i = 0; st == OT_OK && i <= record->service_count; i++)
        if (record->services[i].forecasts)
            st = add_row(*out, "service", &record->services[i], OT_ROW_ITEM, err);
    if (st == OT_OK)
        st = add_managers(record, *out, err);
    if (st == OT_OK)
        st = add_row(*out, "all", &record->all, OT_ROW_TOTAL, err);
    if (st == OT_OK)
        st =
            ot_report_note(*out,
                           "Forecasts made at the ends of months 3 to 11 of years that "
                           "are complete by now, each from what was known then. Error: "
                           "sum of what they were off over the sum of the outturns; "
                           "bias: above zero, too high. Their error and the "
                           "projection's are of the same lines and months.",
                           err);
    return st;
}
