/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/returns_sheet.h"

#include <string.h>

static bool put_line(ot_return_sheet *sheet, const char *text)
{
    if (!text || sheet->line_count == OT_RETURN_LINES)
        return false;
    sheet->lines[sheet->line_count++] = text;
    return true;
}

/* "NIL no change; VOL more or fewer people; ..." */
static const char *list_reasons(const char *reasons, ot_arena *arena)
{
    const char *text = "", *code, *meaning, *end;
    size_t length;

    for (size_t n = 0;
         text && (length = ot_return_reason(reasons, n, &code, &meaning, &end)); n++)
        text = ot_arena_format(arena, "%s%s%.*s%s%.*s", text, n ? "; " : "",
                               (int)length, code, end > meaning ? " " : "",
                               (int)(end - meaning), meaning);
    return text;
}

static bool put_instructions(ot_return_sheet *sheet, ot_arena *arena)
{
    const ot_return *r = sheet->of;
    bool good =
        put_line(sheet, "Please fill in the yellow cells and send this file back. "
                        "Everything else is locked: a return in which it was changed "
                        "is refused.") &&
        put_line(sheet, "Forecast: what the line will have cost by the end of the "
                        "year, in pounds; income is negative. Blank: the last forecast "
                        "stands.");

    if (good && sheet->has_driver)
        good = put_line(
            sheet,
            ot_arena_format(arena,
                            "Of which %s: how much of the forecast's variance it is "
                            "the cause of. 0 says none, blank that you do not know.",
                            r->driver));
    return good &&
           put_line(sheet, ot_arena_format(arena, "Reason, from the list: %s.",
                                           list_reasons(r->reasons, arena))) &&
           put_line(sheet,
                    ot_arena_format(arena,
                                    "Comment: up to %d characters, for the report. No "
                                    "names of people, and nothing about any child.",
                                    OT_RETURN_COMMENT)) &&
           put_line(sheet,
                    "Projection: what the ledger's past months make of the year; it "
                    "ends within the range beside it eight times out of ten. Pence "
                    "are kept, though not shown.");
}

static bool put_headings(ot_return_sheet *sheet, ot_arena *arena)
{
    static const char *const headings[OT_RETURN_COLUMNS] = {
        [OT_RETURN_CENTRE] = "Cost centre",
        [OT_RETURN_NAME] = "Name",
        [OT_RETURN_GROUP] = "Subjective group",
        [OT_RETURN_ACCOUNT] = "Account",
        [OT_RETURN_FUND] = "Fund",
        [OT_RETURN_BUDGET] = "Budget",
        [OT_RETURN_ACTUAL] = "Actual to date",
        [OT_RETURN_COMMITMENTS] = "Commitments",
        [OT_RETURN_PROJECTION] = "Projection",
        [OT_RETURN_LOW] = "Range from",
        [OT_RETURN_HIGH] = "Range to",
        [OT_RETURN_LAST] = "Last forecast",
        [OT_RETURN_BASIS] = "Source",
        [OT_RETURN_LAST_DRIVER] = "",
        [OT_RETURN_FORECAST] = "Forecast",
        [OT_RETURN_VARIANCE] = "Variance",
        [OT_RETURN_DRIVER] = "",
        [OT_RETURN_REASON] = "Reason",
        [OT_RETURN_REMARK] = "Comment"};
    const char *driver = sheet->of->driver;

    memcpy(sheet->headings, headings, sizeof headings);
    if (!sheet->has_driver)
        return true;
    sheet->headings[OT_RETURN_LAST_DRIVER] =
        ot_arena_format(arena, "Last of which %s", driver);
    sheet->headings[OT_RETURN_DRIVER] = ot_arena_format(arena, "Of which %s", driver);
    return sheet->headings[OT_RETURN_LAST_DRIVER] && sheet->headings[OT_RETURN_DRIVER];
}

static ot_pence amount_of(const ot_return_row *row, uint32_t column)
{
    switch (column) {
    case OT_RETURN_BUDGET:
        return row->budget;
    case OT_RETURN_ACTUAL:
        return row->actual;
    case OT_RETURN_COMMITMENTS:
        return row->commitment;
    case OT_RETURN_PROJECTION:
        return row->projection;
    case OT_RETURN_LOW:
        return row->low;
    case OT_RETURN_HIGH:
        return row->high;
    case OT_RETURN_LAST:
        return row->last;
    case OT_RETURN_LAST_DRIVER:
        return row->driver;
    case OT_RETURN_VARIANCE:
        return row->last - row->budget;
    default:
        return 0;
    }
}

static bool is_summed(const ot_return_sheet *sheet, uint32_t column)
{
    switch (column) {
    case OT_RETURN_BUDGET:
    case OT_RETURN_ACTUAL:
    case OT_RETURN_COMMITMENTS:
    case OT_RETURN_PROJECTION:
    case OT_RETURN_LAST:
    case OT_RETURN_VARIANCE:
        return true;
    case OT_RETURN_LAST_DRIVER:
    case OT_RETURN_DRIVER:
        return sheet->has_driver;
    default:
        return false;
    }
}

ot_status ot_return_lay_out(const ot_return *r, ot_calendar calendar, ot_arena *arena,
                            ot_return_sheet *out, ot_error *err)
{
    char words[OT_PERIOD_TEXT], period[OT_PERIOD_TEXT];
    ot_status st = OT_OK;

    *out = (ot_return_sheet){.of = r, .has_driver = *r->driver != '\0'};
    if (!put_line(out, ot_arena_format(arena, "Forecast return: %s", r->manager)) ||
        !put_line(out, ot_arena_format(arena, "Actuals to %s (%s)",
                                       ot_period_words(calendar, r->as_at, words),
                                       ot_period_text(calendar, r->as_at, period))) ||
        !put_instructions(out, arena) || !put_headings(out, arena))
        return ot_fail_memory(err);
    out->heading = (uint32_t)out->line_count + 1;
    out->first = out->heading + 1;
    out->total = out->first + (uint32_t)r->count;
    for (uint32_t column = 0; column < OT_RETURN_COLUMNS; column++)
        for (size_t i = 0; st == OT_OK && i < r->count && is_summed(out, column); i++)
            st = ot_pence_add(&out->sums[column], amount_of(&r->rows[i], column), err);
    return st;
}

static ot_return_cell text_cell(ot_return_part part, const char *text)
{
    return (ot_return_cell){part, text, 0};
}

static ot_return_cell row_cell(const ot_return_sheet *sheet, const ot_return_row *row,
                               uint32_t column)
{
    const ot_return_cell amount = {OT_RETURN_AMOUNT, "", amount_of(row, column)};
    const ot_return_cell blank = {OT_RETURN_TEXT, "", 0},
                         input = {OT_RETURN_INPUT, "", 0};

    switch (column) {
    case OT_RETURN_CENTRE:
        return text_cell(OT_RETURN_TEXT, row->cost_centre);
    case OT_RETURN_NAME:
        return text_cell(OT_RETURN_TEXT, row->name);
    case OT_RETURN_GROUP:
        return text_cell(OT_RETURN_TEXT,
                         ot_subjective_group_name(row->subjective_group));
    case OT_RETURN_ACCOUNT:
        return text_cell(OT_RETURN_TEXT, row->account);
    case OT_RETURN_FUND:
        return text_cell(OT_RETURN_TEXT, ot_fund_name(row->fund));
    case OT_RETURN_BASIS:
        return text_cell(OT_RETURN_TEXT, row->basis);
    case OT_RETURN_LOW:
    case OT_RETURN_HIGH:
        return row->has_range ? amount : blank;
    case OT_RETURN_LAST_DRIVER:
        return sheet->has_driver && row->has_driver ? amount : blank;
    case OT_RETURN_DRIVER:
        return sheet->has_driver ? input : blank;
    case OT_RETURN_FORECAST:
    case OT_RETURN_REASON:
    case OT_RETURN_REMARK:
        return input;
    case OT_RETURN_VARIANCE:
        return (ot_return_cell){OT_RETURN_ROW_VARIANCE, "", amount.amount};
    default:
        return amount;
    }
}

static ot_return_cell total_cell(const ot_return_sheet *sheet, uint32_t column)
{
    if (column == OT_RETURN_CENTRE)
        return text_cell(OT_RETURN_TOTAL_TEXT, "Total");
    if (column == OT_RETURN_FORECAST)
        return (ot_return_cell){OT_RETURN_TOTAL_FORECAST, "",
                                sheet->sums[OT_RETURN_LAST]};
    if (is_summed(sheet, column))
        return (ot_return_cell){OT_RETURN_TOTAL_SUM, "", sheet->sums[column]};
    return text_cell(OT_RETURN_TOTAL_NOTHING, "");
}

ot_return_cell ot_return_cell_at(const ot_return_sheet *sheet, uint32_t row,
                                 uint32_t column)
{
    if (column >= OT_RETURN_COLUMNS)
        return text_cell(OT_RETURN_NOTHING, "");
    if (row == sheet->heading)
        return text_cell(OT_RETURN_HEADING, sheet->headings[column]);
    if (row >= sheet->first && row < sheet->total)
        return row_cell(sheet, &sheet->of->rows[row - sheet->first], column);
    if (row == sheet->total)
        return total_cell(sheet, column);
    if (column > 0 || row >= sheet->line_count)
        return text_cell(OT_RETURN_NOTHING, "");
    return text_cell(row == 0   ? OT_RETURN_TITLE
                     : row == 1 ? OT_RETURN_SUBTITLE
                                : OT_RETURN_WORDS,
                     sheet->lines[row]);
}
