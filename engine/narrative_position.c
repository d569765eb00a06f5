/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_position.c - the report's purpose and where the whole stands. */
#include <string.h>

#include "engine/checks.h"
#include "engine/narrative_write.h"

void ot_write_purpose(ot_writer *w)
{
    const ot_pack_options *options = w->context->options;
    ot_pen *pen = &w->pen;

    ot_pen_section(pen, 1, "Purpose of the report", "purpose");
    ot_pen_paragraph(pen);
    ot_pen_say(pen, w->final
                        ? "This report gives the revenue outturn of "
                        : "This report gives the forecast of the revenue outturn of ");
    ot_pen_period(pen, w->year);
    ot_pen_say(pen, " for ");
    ot_pen_name(pen, options->department ? options->department
                     : options->council  ? options->council
                                         : "all services");
    ot_pen_say(pen,
               ", by service area, against the budget as revised to date. It rests on "
               "actual spend to the end of ");
    ot_pen_period(pen, w->month);
    if (w->final) {
        ot_pen_say(pen, ".");
    } else {
        ot_pen_say(pen, " and on forecasts input in ");
        ot_pen_period(pen, w->input);
        ot_pen_say(pen, ".");
    }
    if (!w->context->has_dsg)
        return;
    ot_pen_paragraph(pen);
    ot_pen_say(
        pen, "Services paid for by the Dedicated Schools Grant (DSG), the government's "
             "grant for schools and for the education of children in early years and "
             "with high needs, are told apart from all others.");
}

static void say_standing(ot_writer *w, uint32_t row, bool budget)
{
    const ot_standing standing = {
        w->summary, row, w->variance, w->percent, budget ? w->budget : OT_NONE, 2};

    ot_write_standing(w, &standing);
    ot_pen_say(&w->pen, ".");
}

static void say_moved(ot_writer *w, uint32_t row)
{
    int64_t movement = ot_thousands(ot_sheet_number(w->summary, row, w->movement));

    if (!w->context->prior)
        return;
    if (!movement) {
        ot_pen_say(&w->pen, " It has not changed since last month.");
        return;
    }
    ot_pen_say(&w->pen, movement > 0 ? " Since last month it has worsened by "
                                     : " Since last month it has improved by ");
    ot_pen_cell(&w->pen, w->summary, row, w->movement, OT_FORM_AMOUNT);
    if (!ot_sheet_number(w->summary, row, w->before)) {
        ot_pen_say(&w->pen, ", when it was on budget.");
        return;
    }
    ot_pen_say(&w->pen, ", from ");
    ot_write_variance(w, w->summary, row, w->before);
    ot_pen_say(&w->pen, ".");
}

static void say_all(ot_writer *w, uint32_t row)
{
    ot_pen_say(&w->pen, w->final ? "Taken together, services came to "
                                 : "Taken together, services are forecast to come to ");
    if (ot_sheet_number(w->summary, row, w->forecast) < 0)
        ot_pen_say(&w->pen, "a net income of ");
    ot_pen_cell(&w->pen, w->summary, row, w->forecast, OT_FORM_AMOUNT);
    if (ot_sheet_number(w->summary, row, w->budget)) {
        ot_pen_say(&w->pen, ot_sheet_number(w->summary, row, w->budget) < 0
                                ? " against a net income budget of "
                                : " against a net budget of ");
        ot_pen_cell(&w->pen, w->summary, row, w->budget, OT_FORM_AMOUNT);
    } else {
        ot_pen_say(&w->pen, " without a budget");
    }
    ot_pen_say(&w->pen, ": ");
    say_standing(w, row, true);
}

/* "A, B and C" of the areas (or services) furthest in a direction; false: none. */
static bool say_names(ot_writer *w, uint32_t first, uint32_t count, int direction,
                      const char *before)
{
    uint32_t places[OT_TOLD], largest, named = 0, chosen[3];
    int64_t numbers[OT_TOLD * 64] = {0};

    if (count > sizeof numbers / sizeof numbers[0])
        count = sizeof numbers / sizeof numbers[0];
    for (uint32_t i = 0; i < count; i++) {
        int64_t number = ot_sheet_number(w->summary, first + i, w->variance);

        numbers[i] = number * direction > 0 ? number : 0;
    }
    largest = ot_write_largest(numbers, count, places);
    while (named < largest && named < 3) {
        chosen[named] = first + places[named];
        named++;
    }
    if (!named)
        return false;
    ot_pen_say(&w->pen, before);
    ot_pen_say(&w->pen, direction > 0 ? "largest over-spend" : "largest under-spend");
    ot_pen_say(&w->pen, named == 1 ? " is in " : "s are in ");
    for (uint32_t i = 0; i < named; i++) {
        if (i)
            ot_pen_say(&w->pen, i + 1 == named ? " and " : ", ");
        ot_pen_cell(&w->pen, w->summary, chosen[i], 0, OT_FORM_TEXT);
        ot_pen_say(&w->pen, " (");
        ot_pen_cell(&w->pen, w->summary, chosen[i], w->variance, OT_FORM_AMOUNT);
        ot_pen_say(&w->pen, ")");
    }
    ot_pen_say(&w->pen, ".");
    return true;
}

static void say_largest(ot_writer *w)
{
    uint32_t count = w->summary->row_count - w->services;
    const char *first = w->context->has_dsg ? "By service area, DSG included, the "
                                            : "By service area, the ";
    bool any;

    ot_pen_paragraph(&w->pen);
    any = say_names(w, w->services, count, 1, first);
    any = say_names(w, w->services, count, -1, any ? " The " : first) || any;
    if (!any)
        ot_pen_say(&w->pen, "Every service area is on budget.");
}

static void say_row(ot_writer *w, uint32_t row)
{
    const char *item = w->summary->rows[row].values[0].text;
    bool dsg = strcmp(item, "DSG funded services") == 0;
    bool all = strcmp(item, "All services") == 0;

    ot_pen_paragraph(&w->pen);
    if (all) {
        say_all(w, row);
    } else {
        ot_pen_say(&w->pen, w->final ? "The outturn of " : "The forecast for ");
        ot_pen_say(&w->pen, dsg ? "services funded by DSG is "
                                : "services not funded by DSG is ");
        say_standing(w, row, !dsg);
    }
    if (!dsg)
        ot_write_driver(w, row, ot_sheet_number(w->summary, row, w->variance));
    say_moved(w, row);
}

/* A month without a single actual counts as nothing in every figure: whoever reads them
 * is told first. */
static void say_missing_months(ot_writer *w)
{
    const ot_position *position = w->context->position;
    char words[OT_PERIOD_TEXT];
    ot_period months[OT_MONTHS];
    size_t count = ot_checks_missing_months(position, months);

    if (!count)
        return;
    ot_pen_paragraph(&w->pen);
    ot_pen_say(&w->pen, "These figures are not complete.");
    ot_pen_strong(&w->pen);
    ot_pen_say(&w->pen, " The ledger has no actuals at all in ");
    for (size_t i = 0; i < count; i++) {
        if (i)
            ot_pen_say(&w->pen, i + 1 == count ? " and " : ", ");
        ot_pen_period(&w->pen,
                      ot_period_words(position->options.calendar, months[i], words));
    }
    ot_pen_say(&w->pen, ": what is not there counts as nothing.");
}

void ot_write_overall(ot_writer *w)
{
    ot_pen_section(&w->pen, 2, "Overall position", "overall-position");
    say_missing_months(w);
    for (uint32_t row = w->overall; row < w->summary->row_count; row++) {
        if (w->summary->rows[row].kind != OT_ROW_ITEM)
            break;
        say_row(w, row);
    }
    say_largest(w);
    if (w->context->prior)
        return;
    ot_pen_paragraph(&w->pen);
    ot_pen_say(&w->pen,
               "There is no run of the month before to compare with, so this report "
               "shows no movement.");
}
