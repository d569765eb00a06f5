/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/variances.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "engine/sheets/sheet.h"

enum {
    CENTRE,
    NAME,
    MANAGER,
    BUDGET,
    ACTUAL,
    FORECAST,
    VARIANCE,
    PERCENT,
    DRIVER,
    MOVEMENT,
    BASIS
};

typedef struct variances {
    const ot_position *position;
    const ot_prior_line *prior;
    size_t prior_count;
    bool has_prior;
    const ot_variances_filter *filter;
    ot_report *report;
    ot_sums all;
    ot_pence all_movement;
} variances;

static bool same_words(const char *a, const char *b)
{
    for (; *a && *b; a++, b++)
        if (tolower((unsigned char)*a) != tolower((unsigned char)*b))
            return false;
    return *a == *b;
}

static bool is_service(const ot_service *service, const char *text)
{
    return same_words(service->id, text) || same_words(service->code, text) ||
           same_words(service->name, text);
}

static ot_status check_filter(const variances *v, ot_error *err)
{
    uint32_t centre_count, service_count;
    const ot_structure *structure = v->position->structure;
    const ot_cost_centre *centres = ot_structure_cost_centres(structure, &centre_count);
    const ot_service *services = ot_structure_services(structure, &service_count);
    bool manager = !v->filter->manager, service = !v->filter->service;

    for (uint32_t i = 0; !manager && i < centre_count; i++)
        manager = same_words(centres[i].manager, v->filter->manager);
    for (uint32_t i = 0; !service && i < service_count; i++)
        service = is_service(&services[i], v->filter->service);
    if (!manager)
        return ot_fail(err, OT_EINPUT, "no cost centre has the budget manager '%s'",
                       v->filter->manager);
    if (!service)
        return ot_fail(err, OT_EINPUT, "there is no service area '%s'",
                       v->filter->service);
    return OT_OK;
}

static ot_status add_columns(const variances *v, ot_error *err)
{
    const char *driver = v->position->options.driver.name;
    ot_media with_driver = driver ? OT_MEDIA_ALL : OT_MEDIA_CSV;
    ot_media with_prior = v->has_prior ? OT_MEDIA_ALL : OT_MEDIA_CSV;
    const ot_column columns[] = {
        {.id = "cost_centre", .heading = "Cost Centre"},
        {.id = "name", .heading = "Name"},
        {.id = "budget_manager", .heading = "Budget Manager"},
        {.id = "budget", .heading = "Budget £", .kind = OT_COLUMN_PENCE},
        {.id = "actual", .heading = "Actual to Date £", .kind = OT_COLUMN_PENCE},
        {.id = "forecast", .heading = "Forecast £", .kind = OT_COLUMN_PENCE},
        {.id = "variance", .heading = "Variance £", .kind = OT_COLUMN_PENCE},
        {.id = "percent", .heading = "%", .kind = OT_COLUMN_PERCENT},
        {.id = "driver",
         .heading = driver ? driver : "Driver",
         .kind = OT_COLUMN_PENCE,
         .media = with_driver},
        {.id = "movement",
         .heading = "Movement £",
         .kind = OT_COLUMN_PENCE,
         .media = with_prior},
        {.id = "basis", .heading = "Basis"}};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof columns / sizeof columns[0]; i++)
        st = ot_report_column(v->report, &columns[i], err);
    return st;
}

static ot_pence variance_of(const ot_sums *sums)
{
    return sums->variance[OT_DSG] + sums->variance[OT_NON_DSG];
}

static bool is_wanted(const variances *v, const ot_line *line)
{
    uint32_t count;
    const ot_cost_centre *centres =
        ot_structure_cost_centres(v->position->structure, &count);
    const ot_service *services = ot_structure_services(v->position->structure, &count);
    bool known = line->service != OT_NONE;

    if (v->filter->manager &&
        (!known || !same_words(centres[line->cost_centre].manager, v->filter->manager)))
        return false;
    return !v->filter->service ||
           (known && is_service(&services[line->service], v->filter->service));
}

/* Variance then, of the cost centre. */
static ot_pence prior_variance(const variances *v, const char *code)
{
    ot_pence sum = 0;

    for (size_t i = 0; i < v->prior_count; i++)
        if (strcmp(v->prior[i].cost_centre, code) == 0)
            sum += v->prior[i].forecast - v->prior[i].budget;
    return sum;
}

static ot_status set_figures(variances *v, uint32_t row, const ot_sums *sums,
                             ot_pence movement, ot_error *err)
{
    ot_report_set_number(v->report, row, BUDGET, sums->budget);
    ot_report_set_number(v->report, row, ACTUAL, sums->actual);
    ot_report_set_number(v->report, row, FORECAST, sums->forecast);
    ot_report_set_number(v->report, row, VARIANCE, variance_of(sums));
    if (sums->has_driver)
        ot_report_set_number(v->report, row, DRIVER, sums->driver);
    if (v->has_prior)
        ot_report_set_number(v->report, row, MOVEMENT, movement);
    return ot_sheet_percent(v->report, row, PERCENT, VARIANCE, BUDGET, err);
}

/* The bases of lines from..to, each once: "manager, model". */
static void list_bases(const ot_position *position, size_t from, size_t to,
                       char text[64])
{
    bool used[OT_BASES] = {false};
    size_t length = 0;

    text[0] = '\0';
    for (size_t i = from; i < to; i++)
        used[position->lines[i].basis] = true;
    for (int basis = 0; basis < OT_BASES && length < 64; basis++)
        if (used[basis])
            length +=
                (size_t)snprintf(text + length, 64 - length, "%s%s", length ? ", " : "",
                                 ot_basis_name((ot_basis)basis));
}

static ot_status add_centre(variances *v, size_t from, size_t to, ot_error *err)
{
    const ot_line *line = &v->position->lines[from];
    uint32_t row, count;
    const ot_cost_centre *centres =
        ot_structure_cost_centres(v->position->structure, &count);
    bool known = line->service != OT_NONE;
    ot_sums sums = {0};
    ot_pence variance, movement;
    char bases[64];
    ot_status st = OT_OK;

    for (size_t i = from; st == OT_OK && i < to; i++)
        st = ot_sums_add(&sums, &v->position->lines[i], err);
    variance = variance_of(&sums);
    if (st < 0 || (v->filter->over && variance <= v->filter->over &&
                   variance >= -v->filter->over))
        return st;
    for (size_t i = from; st == OT_OK && i < to; i++)
        st = ot_sums_add(&v->all, &v->position->lines[i], err);
    movement = variance - prior_variance(v, line->code);
    v->all_movement += movement;
    list_bases(v->position, from, to, bases);
    if (st == OT_OK)
        st = ot_report_row(v->report, OT_ROW_ITEM, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(v->report, row, CENTRE, line->code, err);
    if (st == OT_OK)
        st = ot_report_set_text(
            v->report, row, NAME,
            known ? centres[line->cost_centre].name : "(not in the structure)", err);
    if (st == OT_OK)
        st = ot_report_set_text(v->report, row, MANAGER,
                                known ? centres[line->cost_centre].manager : "", err);
    if (st == OT_OK)
        st = ot_report_set_text(v->report, row, BASIS, bases, err);
    return st == OT_OK ? set_figures(v, row, &sums, movement, err) : st;
}

static ot_status add_rows(variances *v, ot_error *err)
{
    const ot_position *position = v->position;
    uint32_t row;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < position->count;) {
        size_t from = i;

        while (i < position->count &&
               strcmp(position->lines[i].code, position->lines[from].code) == 0)
            i++;
        if (is_wanted(v, &position->lines[from]))
            st = add_centre(v, from, i, err);
    }
    if (st == OT_OK)
        st = ot_report_row(v->report, OT_ROW_TOTAL, 0, &row, err);
    if (st == OT_OK)
        st = ot_report_set_text(v->report, row, NAME, "Total", err);
    return st == OT_OK ? set_figures(v, row, &v->all, v->all_movement, err) : st;
}

ot_status ot_variances_build(const ot_position *position, const ot_prior_line *prior,
                             size_t prior_count, bool has_prior,
                             const ot_variances_filter *filter, ot_report **out,
                             ot_error *err)
{
    variances v = {position, prior, prior_count, has_prior, filter, NULL, {0}, 0};
    char title[96], as_at[OT_PERIOD_TEXT];
    ot_status st = check_filter(&v, err);

    if (st < 0)
        return st;
    *out = v.report = ot_report_new("variances", "Variances by cost centre");
    if (!v.report)
        return ot_fail_memory(err);
    snprintf(
        title, sizeof title, "Variances by cost centre, actuals to %s",
        ot_period_words(position->options.calendar, position->options.as_at, as_at));
    v.report->frozen_columns = NAME + 1;
    st = ot_report_title(v.report, title, err);
    if (st == OT_OK)
        st = add_columns(&v, err);
    return st == OT_OK ? add_rows(&v, err) : st;
}
