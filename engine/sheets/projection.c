/* SPDX-License-Identifier: GPL-3.0-or-later */
/* projection.c - services, groups, high-risk areas and the whole as the statistical
 * projection sees them, with intervals that know how far misses of lines go together;
 * and whether the forecast adopted lies within them. */
#include "engine/forecast/aggregate.h"
#include "engine/sheets/sheet.h"

enum {
    GROUP,
    SERVICE,
    CODE,
    BUDGET,
    FORECAST,
    PROJECTED,
    LO80,
    HI80,
    LO95,
    HI95,
    STANDING,
    COLUMNS
};

#define INTERVAL "Statistical projection"

static const ot_column columns[COLUMNS] = {
    [GROUP] = {.id = "group", .heading = "Group", .media = OT_MEDIA_CSV},
    [SERVICE] = {.id = "service_area", .heading = "Service Area", .width = 42},
    [CODE] = {.id = "code", .heading = "Code", .width = 13},
    [BUDGET] = {.id = "budget", .heading = "Budget"},
    [FORECAST] = {.id = "forecast", .heading = "Adopted Forecast"},
    [PROJECTED] = {.id = "projection", .heading = "Outturn", .super = INTERVAL},
    [LO80] = {.id = "lo80", .heading = "80% from", .super = INTERVAL},
    [HI80] = {.id = "hi80", .heading = "80% to", .super = INTERVAL},
    [LO95] = {.id = "lo95", .heading = "95% from", .super = INTERVAL},
    [HI95] = {.id = "hi95", .heading = "95% to", .super = INTERVAL},
    [STANDING] = {.id = "standing", .heading = "The adopted forecast is", .width = 24},
};

typedef struct sheet {
    const ot_sheet_context *context;
    ot_report *report;
    ot_aggregate *sum; /* of the row being made */
    uint32_t services;
} sheet;

/* Which lines a row is the sum of: those from first to last or, where area is not
 * OT_NONE, of a high-risk area and its child rows. */
typedef struct extent {
    uint32_t first, last, area;
} extent;

static ot_status add_columns(sheet *s, ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < COLUMNS; i++) {
        ot_column column = columns[i];

        if (i >= BUDGET && i <= HI95) {
            column.kind = OT_COLUMN_THOUSANDS;
            column.unit = "£000";
            column.width = 13;
        }
        st = ot_report_column(s->report, &column, err);
    }
    return st;
}

static bool is_in(const sheet *s, const extent *e, const ot_line *line)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(s->context->structure, &count);

    return e->area == OT_NONE || line->area == e->area ||
           (line->area != OT_NONE && areas[line->area].parent == e->area);
}

typedef struct figures {
    ot_pence budget, forecast, projected;
    bool has_interval;
    ot_bounds bounds;
} figures;

static ot_status add_line(sheet *s, const ot_line *line, figures *f, ot_error *err)
{
    const ot_projection *p = &line->projection;
    const ot_bounds bounds = {(double)p->outturn, (double)p->lo80, (double)p->hi80,
                              (double)p->lo95, (double)p->hi95};

    f->has_interval |= p->has_interval;
    if (ot_pence_add(&f->budget, line->budget, err) < 0 ||
        ot_pence_add(&f->forecast, line->forecast, err) < 0 ||
        ot_pence_add(&f->projected, p->outturn, err) < 0)
        return OT_ERANGE;
    return ot_aggregate_add(
        s->sum, line->service == OT_NONE ? s->services : line->service, &bounds, err);
}

static ot_status add_up(sheet *s, const extent *e, figures *f, ot_error *err)
{
    const ot_position *position = s->context->position;
    ot_status st = OT_OK;

    *f = (figures){0};
    ot_aggregate_reset(s->sum);
    for (uint32_t i = e->first; st == OT_OK && i <= e->last; i++)
        if (is_in(s, e, &position->lines[i]))
            st = add_line(s, &position->lines[i], f, err);
    ot_aggregate_bounds(s->sum, position->agreement.within, position->agreement.between,
                        &f->bounds);
    return st;
}

static const char *standing(const figures *f)
{
    double forecast = (double)f->forecast;

    if (!f->has_interval)
        return "";
    if (f->bounds.lo80 <= forecast && forecast <= f->bounds.hi80)
        return "within 80%";
    if (f->bounds.lo95 <= forecast && forecast <= f->bounds.hi95)
        return "within 95%";
    return forecast > f->bounds.hi95 ? "above the interval" : "below the interval";
}

/* A figure of the detail sheet summed in a workbook's own formula. */
static ot_status set_from_detail(sheet *s, uint32_t row, uint32_t column,
                                 const extent *e, uint32_t detail, ot_pence amount,
                                 ot_error *err)
{
    const ot_ref ref = {"detail", e->first, e->last, detail, 1};

    ot_report_set_number(s->report, row, column, ot_thousands(amount));
    if (e->area != OT_NONE) {
        const ot_lines_of lines = {
            .first = e->first, .last = e->last, .area = e->area, .in_area = true};

        return ot_origin_lines(s->context, s->report, row, column, &lines, detail, NULL,
                               NULL, err);
    }
    return ot_report_set_formula(s->report, row, column, OT_FORMULA_THOUSANDS, &ref, 1,
                                 err);
}

static ot_status set_figures(sheet *s, uint32_t row, const extent *e, ot_error *err)
{
    figures f;
    ot_status st = add_up(s, e, &f, err);
    const double bounds[] = {f.bounds.lo80, f.bounds.hi80, f.bounds.lo95,
                             f.bounds.hi95};
    const ot_agreement *agreement = &s->context->position->agreement;
    const char *words = ot_report_format(
        s->report,
        "the intervals of the row's lines, each from its own months and past errors, "
        "taken together with correlations %.2f within a service and %.2f between "
        "services",
        agreement->within, agreement->between);

    if (st == OT_OK)
        st = set_from_detail(s, row, BUDGET, e, OT_DETAIL_BUDGET, f.budget, err);
    if (st == OT_OK)
        st = set_from_detail(s, row, FORECAST, e, OT_DETAIL_FORECAST, f.forecast, err);
    if (st == OT_OK)
        st = set_from_detail(s, row, PROJECTED, e, OT_DETAIL_PROJECTED, f.projected,
                             err);
    for (uint32_t i = 0; st == OT_OK && f.has_interval && i < 4; i++) {
        ot_pence pence;

        st = ot_pence_from_double(bounds[i], &pence, err);
        if (st < 0)
            return st;
        ot_report_set_number(s->report, row, LO80 + i, ot_thousands(pence));
        st = ot_report_set_model(s->report, row, LO80 + i, OT_KIND_BIT(OT_KIND_LEDGER),
                                 words, err);
    }
    return st == OT_OK ? ot_report_set_text(s->report, row, STANDING, standing(&f), err)
                       : st;
}

static ot_status add_row(sheet *s, ot_row_kind kind, int level,
                         const char *const *texts, const extent *e, ot_error *err)
{
    uint32_t row;
    ot_status st = ot_report_row(s->report, kind, level, &row, err);

    for (uint32_t i = GROUP; st == OT_OK && i <= CODE; i++)
        st = ot_report_set_text(s->report, row, i, texts[i], err);
    if (st == OT_OK && e)
        st = set_figures(s, row, e, err);
    if (st == OT_OK && e && e->area == OT_NONE) {
        ot_value *name = ot_report_value(s->report, row, SERVICE);

        name->link_sheet = "detail";
        name->link_row = e->first;
    }
    return st;
}

/* The lines of services first .. end - 1; false where there are none. */
static bool lines_of(const sheet *s, uint32_t first, uint32_t end, extent *e)
{
    const ot_tally *now = s->context->now;

    *e = (extent){OT_NONE, 0, OT_NONE};
    for (uint32_t i = first; i < end; i++) {
        if (now->first[i] == OT_NONE)
            continue;
        if (e->first == OT_NONE)
            e->first = now->first[i];
        e->last = now->last[i];
    }
    return e->first != OT_NONE;
}

static ot_status add_services(sheet *s, uint32_t first, uint32_t end, int level,
                              const char *group, ot_error *err)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(s->context->structure, &count);
    ot_status st = OT_OK;
    extent e;

    for (uint32_t i = first; st == OT_OK && i < end; i++) {
        const char *const texts[] = {group, services[i].name, services[i].code};

        if (lines_of(s, i, i + 1, &e))
            st = add_row(s, OT_ROW_ITEM, level, texts, &e, err);
    }
    return st;
}

static ot_status add_group(sheet *s, const ot_group *group, ot_error *err)
{
    const char *const heading[] = {group->name, group->name, ""};
    const char *const total[] = {group->name, group->total_label, ""};
    uint32_t end = group->first_service + group->service_count;
    extent e;
    ot_status st;

    if (!lines_of(s, group->first_service, end, &e))
        return OT_OK;
    st = add_row(s, OT_ROW_HEADING, 0, heading, NULL, err);
    if (st == OT_OK)
        st = add_services(s, group->first_service, end, 1, group->name, err);
    return st == OT_OK ? add_row(s, OT_ROW_SUBTOTAL, 0, total, &e, err) : st;
}

static ot_status add_areas(sheet *s, ot_error *err)
{
    static const char *const heading[] = {"", "High Risk Areas", ""};
    const ot_position *position = s->context->position;
    uint32_t count;
    const ot_area *areas = ot_structure_areas(s->context->structure, &count);
    ot_status st = OT_OK;

    if (count && position->count)
        st = add_row(s, OT_ROW_HEADING, 0, heading, NULL, err);
    for (uint32_t i = 0; st == OT_OK && i < count && position->count; i++) {
        const char *const texts[] = {"High Risk Areas", areas[i].name, ""};
        const extent e = {0, (uint32_t)position->count - 1, i};

        st = add_row(s, areas[i].parent == OT_NONE ? OT_ROW_ITEM : OT_ROW_CHILD, 1,
                     texts, &e, err);
    }
    return st;
}

static ot_status add_rows(sheet *s, ot_error *err)
{
    static const char *const total[] = {"", "Total", ""};
    uint32_t group_count, service = 0;
    const ot_group *groups = ot_structure_groups(s->context->structure, &group_count);
    size_t lines = s->context->now->all_services.lines;
    const extent all = {0, (uint32_t)lines - 1, OT_NONE};
    ot_status st = OT_OK;

    for (uint32_t i = 0; st == OT_OK && i < group_count; i++) {
        st = add_group(s, &groups[i], err);
        service = groups[i].first_service + groups[i].service_count;
    }
    if (st == OT_OK)
        st = add_services(s, service, s->services, 0, "", err);
    if (st == OT_OK && lines)
        st = add_row(s, OT_ROW_TOTAL, 0, total, &all, err);
    return st == OT_OK ? add_areas(s, err) : st;
}

static ot_status add_notes(sheet *s, ot_error *err)
{
    const ot_agreement *agreement = &s->context->position->agreement;
    bool over = s->context->position->options.as_at.number >= OT_MONTHS;
    ot_status st = ot_report_note(
        s->report,
        over
            ? "The year is complete: the projection is the actual, and there is "
              "nothing left to be unsure of."
            : "The projection is made for every line of the detail sheet from its own "
              "months "
              "and from what such projections came to in earlier years; rows here are "
              "sums "
              "of "
              "lines. An interval of 80% is to hold the outturn in four years of five.",
        err);

    if (st < 0 || over)
        return st;
    return ot_report_note(
        s->report,
        ot_report_format(
            s->report,
            "Misses of lines go together (correlation %.2f within a service, %.2f "
            "between services), so intervals of sums are wider than chance alone would "
            "make them. %s",
            agreement->within, agreement->between,
            agreement->reconciled ? "The projection of the whole by itself has been "
                                    "worked in: in earlier "
                                    "years that was the better way."
                                  : "Lines are added up as they are."),
        err);
}

ot_status ot_sheet_projection(const ot_sheet_context *context, ot_report **out,
                              ot_error *err)
{
    sheet s = {.context = context};
    ot_status st =
        ot_sheet_begin(context, "projection", "Statistical Projection", out, err);

    ot_structure_services(context->structure, &s.services);
    s.report = *out;
    s.sum = ot_aggregate_new((size_t)s.services + 1);
    if (st == OT_OK && !s.sum)
        st = ot_fail_memory(err);
    if (st == OT_OK) {
        s.report->frozen_columns = CODE;
        st = add_columns(&s, err);
    }
    if (st == OT_OK)
        st = add_rows(&s, err);
    if (st == OT_OK)
        st = add_notes(&s, err);
    ot_aggregate_free(s.sum);
    return st;
}
