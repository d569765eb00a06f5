/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_variances.c - the largest variances by service area, of DSG or of the rest,
 * with the high-risk areas and lines that they come from; and the largest movements. */
#include <stdlib.h>

#include "engine/narrative_write.h"

/* The service that most of an area's budget is in; OT_NONE where it has no line. */
static uint32_t service_of(const ot_writer *w, uint32_t area)
{
    const ot_position *position = w->context->position;
    uint32_t count, services, best = OT_NONE;
    const ot_area *areas = ot_structure_areas(w->context->structure, &count);
    int64_t most = -1;

    ot_structure_services(w->context->structure, &services);
    for (uint32_t service = 0; service < services; service++) {
        int64_t sum = 0;
        bool any = false;

        for (size_t i = 0; i < position->count; i++) {
            const ot_line *line = &position->lines[i];

            if (line->service != service || line->area == OT_NONE ||
                (line->area != area && areas[line->area].parent != area))
                continue;
            sum += line->budget < 0 ? -line->budget : line->budget;
            any = true;
        }
        if (any && sum > most) {
            most = sum;
            best = service;
        }
    }
    return best;
}

static bool is_told(int64_t part, int64_t whole)
{
    int64_t size = part < 0 ? -part : part;

    return size && size * 20 >= (whole < 0 ? -whole : whole);
}

/* What of a service's variance stands in the analysis of high-risk areas. */
static void say_areas(ot_writer *w, uint32_t service, ot_fund fund, int64_t whole)
{
    uint32_t count, parent = 0;
    const ot_area *areas = ot_structure_areas(w->context->structure, &count);
    uint32_t figure =
        OT_HIGH_RISK_FIGURES + (fund == OT_DSG ? OT_FIGURE_DSG : OT_FIGURE_NON_DSG);

    for (uint32_t i = 0; w->high_risk && i < count; i++) {
        ot_standing standing = {w->high_risk, i, figure, OT_NONE, OT_NONE, 0};
        uint32_t row;

        if (areas[i].parent != OT_NONE)
            continue;
        row = w->areas + parent++;
        if (!is_told(ot_sheet_number(w->high_risk, i, figure), whole) ||
            service_of(w, i) != service)
            continue;
        if (ot_sheet_number(w->high_risk, i, figure) ==
            ot_sheet_number(w->summary, row, w->variance))
            standing =
                (ot_standing){w->summary, row, w->variance, w->percent, w->budget, 1};
        ot_pen_say(&w->pen, " Its high-risk area ");
        ot_pen_cell(&w->pen, w->high_risk, i, 0, OT_FORM_TEXT);
        ot_pen_say(&w->pen, " shows ");
        ot_write_standing(w, &standing);
        ot_pen_say(&w->pen, ".");
        if (fund == OT_NON_DSG && standing.sheet == w->summary)
            ot_write_driver(w, row, ot_sheet_number(w->summary, row, w->variance));
    }
}

static void say_service(ot_writer *w, uint32_t service, ot_fund fund)
{
    uint32_t figure =
        OT_SLA_FIGURES + (fund == OT_DSG ? OT_FIGURE_DSG : OT_FIGURE_NON_DSG);
    uint32_t sla_row = ot_write_sla_row(w, service), row = w->services + service;
    int64_t variance = ot_sheet_number(w->sla, sla_row, figure);
    ot_standing standing = {w->sla, sla_row, figure, OT_NONE, OT_NONE, 0};

    if (variance == ot_sheet_number(w->summary, row, w->variance))
        standing =
            (ot_standing){w->summary, row, w->variance, w->percent, w->budget, 1};
    ot_pen_item(&w->pen);
    ot_pen_cell(&w->pen, w->summary, row, 0, OT_FORM_TEXT);
    ot_pen_strong(&w->pen);
    ot_pen_say(&w->pen, ": ");
    ot_write_standing(w, &standing);
    ot_pen_say(&w->pen, ".");
    if (fund == OT_NON_DSG)
        ot_write_driver(w, row, variance);
    say_areas(w, service, fund, variance);
    ot_write_lines(w, service, fund, variance);
}

static void say_intro(ot_writer *w, ot_fund fund, uint32_t count)
{
    ot_pen_paragraph(&w->pen);
    if (!count) {
        ot_pen_say(&w->pen, fund == OT_DSG ? "No service area has a DSG variance."
                            : w->context->has_dsg
                                ? "No service area has a variance outside DSG."
                                : "No service area has a variance.");
        return;
    }
    ot_pen_say(&w->pen, count == 1 ? "The one variance" : "The largest variances");
    ot_pen_say(&w->pen, fund == OT_DSG        ? " of services funded by DSG"
                        : w->context->has_dsg ? " of services not funded by DSG"
                                              : "");
    ot_pen_say(&w->pen, count == 1 ? " is:" : ", by service area, are:");
}

ot_status ot_write_variances(ot_writer *w, ot_fund fund)
{
    uint32_t figure =
        OT_SLA_FIGURES + (fund == OT_DSG ? OT_FIGURE_DSG : OT_FIGURE_NON_DSG);
    uint32_t count, places[OT_TOLD], largest;
    int64_t *numbers;

    ot_structure_services(w->context->structure, &count);
    numbers = calloc(count + 1, sizeof *numbers);
    if (!numbers)
        return ot_fail_memory(w->pen.err);
    for (uint32_t i = 0; i < count; i++)
        numbers[i] = ot_sheet_number(w->sla, ot_write_sla_row(w, i), figure);
    largest = ot_write_largest(numbers, count, places);
    free(numbers);
    if (fund == OT_DSG)
        ot_pen_section(&w->pen, 2, "Dedicated Schools Grant", "dsg");
    else
        ot_pen_section(&w->pen, 2, "Variance summary", "variance-summary");
    say_intro(w, fund, largest);
    for (uint32_t i = 0; i < largest; i++)
        say_service(w, places[i], fund);
    return w->pen.st;
}

static void say_moved(ot_writer *w, uint32_t service)
{
    uint32_t row = w->services + service;

    ot_pen_item(&w->pen);
    ot_pen_cell(&w->pen, w->summary, row, 0, OT_FORM_TEXT);
    ot_pen_strong(&w->pen);
    ot_pen_say(&w->pen, ": ");
    ot_write_movement(w, row);
    ot_pen_say(&w->pen, w->final ? "; it is " : "; the forecast is now ");
    ot_write_variance(w, w->summary, row, w->variance);
    ot_pen_say(&w->pen, ".");
    ot_write_moved_lines(w, service, ot_sheet_number(w->summary, row, w->movement));
}

ot_status ot_write_movements(ot_writer *w)
{
    uint32_t count, places[OT_TOLD], largest;
    int64_t *numbers;

    if (!w->context->prior)
        return w->pen.st;
    ot_structure_services(w->context->structure, &count);
    numbers = calloc(count + 1, sizeof *numbers);
    if (!numbers)
        return ot_fail_memory(w->pen.err);
    for (uint32_t i = 0; i < count; i++) {
        int64_t movement = ot_sheet_number(w->summary, w->services + i, w->movement);

        numbers[i] = ot_thousands(movement) ? movement : 0;
    }
    largest = ot_write_largest(numbers, count, places);
    free(numbers);
    ot_pen_section(&w->pen, 2, "Movement since last month", "movements");
    ot_pen_paragraph(&w->pen);
    ot_pen_say(&w->pen, !largest       ? "No service area has moved since last month."
                        : largest == 1 ? "One service area has moved since last month:"
                                       : "The service areas that moved most since last "
                                         "month are:");
    for (uint32_t i = 0; i < largest; i++)
        say_moved(w, places[i]);
    return w->pen.st;
}
