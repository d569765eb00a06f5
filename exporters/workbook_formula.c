/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_formula.c - a value's formula in the words of a spreadsheet. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "exporters/workbook_internal.h"

/* A formula being put together; full once something did not fit. */
typedef struct writer {
    const ot_book *book;
    const ot_sheet *self;
    char *text;
    size_t length;
    bool bad; /* too long, or it reads what is not in the workbook */
} writer;

static void put(writer *w, const char *format, ...) OT_PRINTF(2, 3);

static void put(writer *w, const char *format, ...)
{
    va_list args;
    int written;

    va_start(args, format);
    written = vsnprintf(w->text + w->length, OT_FORMULA_SIZE - w->length, format, args);
    va_end(args);
    if (written < 0 || (size_t)written >= OT_FORMULA_SIZE - w->length)
        w->bad = true;
    else
        w->length += (size_t)written;
}

void ot_quoted_name(const char *name, char text[OT_QUOTED_NAME])
{
    char *at = text;

    *at++ = '\'';
    for (; *name != '\0' && at < text + OT_QUOTED_NAME - 5; name++) {
        if (*name == '\'')
            *at++ = '\'';
        *at++ = *name;
    }
    memcpy(at, "'!", sizeof "'!");
}

/* The sheet that ref reads, or NULL (and the formula is bad). */
static const ot_sheet *sheet_of(writer *w, const ot_ref *ref)
{
    const ot_sheet *sheet = ot_book_sheet(w->book, w->self, ref->sheet);

    if (!sheet || ref->last_row < ref->row ||
        ref->last_row >= sheet->report->row_count ||
        ref->column >= sheet->report->column_count ||
        sheet->places[ref->column] == OT_NO_PLACE) {
        w->bad = true;
        return NULL;
    }
    return sheet;
}

static void put_cells(writer *w, const ot_ref *ref, uint32_t first, uint32_t last,
                      uint32_t last_column)
{
    const ot_sheet *sheet = sheet_of(w, ref);
    char name[OT_QUOTED_NAME] = "", from[LXW_MAX_CELL_NAME_LENGTH];
    char to[LXW_MAX_CELL_NAME_LENGTH];

    if (!sheet)
        return;
    if (last_column >= sheet->report->column_count ||
        sheet->places[last_column] == OT_NO_PLACE) {
        w->bad = true;
        return;
    }
    if (sheet != w->self)
        ot_quoted_name(sheet->report->id, name);
    lxw_rowcol_to_cell(from, ot_sheet_row(sheet, first),
                       (lxw_col_t)sheet->places[ref->column]);
    lxw_rowcol_to_cell(to, ot_sheet_row(sheet, last),
                       (lxw_col_t)sheet->places[last_column]);
    if (strcmp(from, to) == 0)
        put(w, "%s%s", name, from);
    else
        put(w, "%s%s:%s", name, from, to);
}

/* How many refs from i on continue it downwards, as one range. */
static size_t run_of(const ot_formula *formula, size_t i)
{
    const ot_ref *refs = formula->refs;
    size_t n = 1;

    for (; i + n < formula->ref_count; n++) {
        const ot_ref *before = &refs[i + n - 1], *next = &refs[i + n];
        bool same =
            before->sheet == next->sheet ||
            (before->sheet && next->sheet && strcmp(before->sheet, next->sheet) == 0);

        if (!same || next->column != before->column ||
            next->row != before->last_row + 1 || (next->sign < 0) != (before->sign < 0))
            break;
    }
    return n;
}

/* A run of refs as one term: a cell, or SUM(range). Gives the refs used. */
static size_t put_term(writer *w, const ot_formula *formula, size_t i)
{
    size_t n = run_of(formula, i);
    const ot_ref *ref = &formula->refs[i];
    uint32_t last = formula->refs[i + n - 1].last_row;
    bool range = last > ref->row;

    if (ref->sign < 0)
        put(w, "-");
    else if (i > 0)
        put(w, "+");
    if (range)
        put(w, "SUM(");
    put_cells(w, ref, ref->row, last, ref->column);
    if (range)
        put(w, ")");
    return n;
}

static void put_sum(writer *w, const ot_formula *formula)
{
    for (size_t i = 0; i < formula->ref_count;)
        i += put_term(w, formula, i);
}

static void put_one(writer *w, const ot_ref *ref)
{
    if (ref->sign < 0)
        put(w, "-");
    put_cells(w, ref, ref->row, ref->row, ref->column);
}

/* Pence in pounds, or in thousands of pounds, exactly. */
static void put_pence(writer *w, ot_pence pence, int64_t unit)
{
    uint64_t size = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
    uint64_t whole = size / (uint64_t)unit, rest = size % (uint64_t)unit;

    put(w, "%s%llu", pence < 0 ? "-" : "", (unsigned long long)whole);
    if (rest > 0)
        put(w, ".%0*llu", unit == 100 ? 2 : 5, (unsigned long long)rest);
}

/* The printed cell less `against`, which may itself be below nothing. */
static void put_difference(writer *w, const ot_formula *formula, bool in_pounds)
{
    const ot_ref *ref = &formula->refs[0];
    const ot_sheet *sheet = sheet_of(w, ref);
    bool pence = sheet && sheet->report->columns[ref->column].kind == OT_COLUMN_PENCE;

    put_one(w, ref);
    if (in_pounds && !pence)
        put(w, "*1000");
    else if (!in_pounds && pence)
        put(w, "/1000");
    put(w, formula->against < 0 ? "-(" : "-");
    put_pence(w, formula->against, in_pounds ? 100 : 100000);
    if (formula->against < 0)
        put(w, ")");
}

static void put_check(writer *w, const ot_formula *formula)
{
    put(w, "IF(ABS(ROUND(");
    put_difference(w, formula, true);
    put(w, ",2))<=");
    put_pence(w, formula->allowed, 100);
    put(w, ",\"ok\",ROUND(");
    put_difference(w, formula, false);
    put(w, ",0))");
}

static void put_text(writer *w, const char *text)
{
    put(w, "\"");
    for (; *text != '\0'; text++)
        put(w, "%s%c", *text == '"' ? "\"" : "", *text);
    put(w, "\"");
}

static void put_all_ok(writer *w, const ot_formula *formula, const ot_value *value)
{
    const ot_ref *ref = &formula->refs[0];
    bool failed = value->text && *value->text && strcmp(value->text, "All ok") != 0;
    uint32_t last = formula->against < 0 ? 0 : (uint32_t)formula->against;

    put(w, "IF(COUNTIF(");
    put_cells(w, ref, ref->row, ref->row, last);
    put(w, ",\"ok\")=COLUMNS(");
    put_cells(w, ref, ref->row, ref->row, last);
    put(w, "),\"All ok\",");
    put_text(w, failed ? value->text : "See row");
    put(w, ")");
}

/* Whole pence are rounded to two decimals, so that sums of binary fractions stay exact.
 */
static void put_rounded_sum(writer *w, const ot_formula *formula)
{
    put(w, "ROUND(");
    put_sum(w, formula);
    put(w, ",2)");
}

static void put_ratio(writer *w, const ot_formula *formula)
{
    put_one(w, &formula->refs[0]);
    put(w, "/");
    put_one(w, &formula->refs[1]);
}

static void put_average(writer *w, const ot_formula *formula, int decimals)
{
    const ot_ref *ref = &formula->refs[0];

    put(w, "ROUND(AVERAGE(");
    put_cells(w, ref, ref->row, ref->last_row, ref->column);
    put(w, "),%d)", decimals);
}

static void put_number(writer *w, const ot_column *column, const ot_formula *formula)
{
    bool pence = column->kind == OT_COLUMN_PENCE;

    switch (formula->kind) {
    case OT_FORMULA_SUM:
        if (pence)
            put_rounded_sum(w, formula);
        else
            put_sum(w, formula);
        break;
    case OT_FORMULA_AVERAGE:
        put_average(w, formula, pence ? 2 : 0);
        break;
    case OT_FORMULA_THOUSANDS:
        put(w, "ROUND(");
        put_rounded_sum(w, formula);
        put(w, "/1000,0)");
        break;
    case OT_FORMULA_NONE:
    case OT_FORMULA_RATIO:
    case OT_FORMULA_CHECK:
    case OT_FORMULA_ALL_OK:
        w->bad = true;
        break;
    }
}

bool ot_formula_text(const ot_book *book, const ot_sheet *self, const ot_column *column,
                     const ot_value *value, char text[OT_FORMULA_SIZE])
{
    const ot_formula *formula = &value->formula;
    writer w = {.book = book, .self = self, .text = text};

    if (formula->kind == OT_FORMULA_NONE || formula->ref_count == 0)
        return false;
    put(&w, "=");
    if (value->kind == OT_VALUE_NUMBER)
        put_number(&w, column, formula);
    else if (value->kind == OT_VALUE_RATIO && formula->kind == OT_FORMULA_RATIO &&
             formula->ref_count == 2)
        put_ratio(&w, formula);
    else if (value->kind == OT_VALUE_CHECK && formula->kind == OT_FORMULA_CHECK)
        put_check(&w, formula);
    else if (value->kind == OT_VALUE_TEXT && formula->kind == OT_FORMULA_ALL_OK)
        put_all_ok(&w, formula, value);
    else
        return false;
    return !w.bad;
}
