/* SPDX-License-Identifier: GPL-3.0-or-later */
/* formula.h - a small evaluator of a pack's live formulas, as a workbook computes them.
 * Works from the cells alone: it knows nothing of how the engine came to its values. */
#ifndef OT_TEST_FORMULA_H
#define OT_TEST_FORMULA_H

#include <string.h>

#include "engine/pack.h"

/* The sheet of a name; NULL is the sheet itself. */
static inline const ot_report *formula_sheet(const ot_pack *pack, const ot_report *self,
                                             const char *id)
{
    if (!id)
        return self;
    for (int i = 0; i < OT_SHEETS; i++)
        if (pack->sheets[i] && strcmp(pack->sheets[i]->id, id) == 0)
            return pack->sheets[i];
    return NULL;
}

/* A cell as SUM() sees it: text, blanks and checks are nothing. */
static inline int64_t formula_number(const ot_report *sheet, uint32_t row,
                                     uint32_t column)
{
    const ot_value *value = &sheet->rows[row].values[column];

    return value->kind == OT_VALUE_NUMBER ? value->number : 0;
}

/* Sum of sign x cells, and how many of them are numbers; false: a cell that is not. */
static inline bool formula_sum(const ot_pack *pack, const ot_report *self,
                               const ot_formula *formula, size_t count, int64_t *sum,
                               int64_t *numbers)
{
    *sum = *numbers = 0;
    for (size_t i = 0; i < count; i++) {
        const ot_ref *ref = &formula->refs[i];
        const ot_report *sheet = formula_sheet(pack, self, ref->sheet);

        if (!sheet || ref->row > ref->last_row || ref->last_row >= sheet->row_count ||
            ref->column >= sheet->column_count || (ref->sign != 1 && ref->sign != -1))
            return false;
        for (uint32_t row = ref->row; row <= ref->last_row; row++) {
            *sum += ref->sign * formula_number(sheet, row, ref->column);
            *numbers += sheet->rows[row].values[ref->column].kind == OT_VALUE_NUMBER;
        }
    }
    return true;
}

static inline int64_t formula_rounded(int64_t n, int64_t d)
{
    return (2 * (n < 0 ? -n : n) + d) / (2 * d) * (n < 0 ? -1 : 1);
}

static inline bool formula_ratio(const ot_pack *pack, const ot_report *self,
                                 const ot_value *value)
{
    int64_t number, denominator, numbers;
    const ot_formula *formula = &value->formula;
    ot_formula below = *formula;

    if (formula->ref_count != 2 ||
        !formula_sum(pack, self, formula, 1, &number, &numbers))
        return false;
    below.refs++;
    return formula_sum(pack, self, &below, 1, &denominator, &numbers) &&
           value->kind == OT_VALUE_RATIO && value->number == number &&
           value->denominator == denominator;
}

static inline bool formula_check(const ot_value *value, int64_t sum)
{
    int64_t off = sum * 100000 - value->formula.against;
    int64_t size = off < 0 ? -off : off;

    return value->kind == OT_VALUE_CHECK &&
           value->number ==
               (size <= value->formula.allowed ? 0 : formula_rounded(off, 100000));
}

static inline bool formula_all_ok(const ot_report *self, uint32_t row,
                                  const ot_value *value)
{
    bool ok = true;

    for (int64_t i = value->formula.refs[0].column; i <= value->formula.against; i++)
        ok = ok && (self->rows[row].values[i].kind != OT_VALUE_CHECK ||
                    self->rows[row].values[i].number == 0);
    return value->kind == OT_VALUE_TEXT &&
           strcmp(value->text, ok ? "All ok" : "See row") == 0;
}

/* Does a cell's formula give the value that stands in the cell? */
static inline bool formula_agrees(const ot_pack *pack, const ot_report *self,
                                  uint32_t row, uint32_t column)
{
    const ot_value *value = &self->rows[row].values[column];
    const ot_formula *formula = &value->formula;
    int64_t sum, numbers;

    if (formula->kind == OT_FORMULA_NONE)
        return true;
    if (formula->kind == OT_FORMULA_RATIO)
        return formula_ratio(pack, self, value);
    if (!formula_sum(pack, self, formula, formula->ref_count, &sum, &numbers))
        return false;
    switch (formula->kind) {
    case OT_FORMULA_SUM:
        return value->kind == OT_VALUE_NUMBER && value->number == sum;
    case OT_FORMULA_THOUSANDS:
        return value->kind == OT_VALUE_NUMBER &&
               value->number == formula_rounded(sum, 100000);
    case OT_FORMULA_AVERAGE:
        return numbers && value->kind == OT_VALUE_NUMBER &&
               value->number == formula_rounded(sum, numbers);
    case OT_FORMULA_CHECK:
        return formula_check(value, sum);
    default:
        return formula_all_ok(self, row, value);
    }
}

#endif
