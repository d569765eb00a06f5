/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet_cells.h - rows and cells of a report, found by their texts and headings. */
#ifndef OT_TEST_SHEET_CELLS_H
#define OT_TEST_SHEET_CELLS_H

#include "engine/report.h"
#include "tests/check.h"

#define NO_CELL UINT32_MAX

static inline uint32_t find_column(const ot_report *report, const char *id)
{
    for (uint32_t i = 0; i < report->column_count; i++)
        if (strcmp(report->columns[i].id, id) == 0)
            return i;
    return NO_CELL;
}

/* The first row of a kind that has `text` in some cell. */
static inline uint32_t find_row(const ot_report *report, ot_row_kind kind,
                                const char *text)
{
    for (uint32_t row = 0; row < report->row_count; row++)
        for (uint32_t i = 0; report->rows[row].kind == kind && i < report->column_count;
             i++)
            if (report->rows[row].values[i].kind == OT_VALUE_TEXT &&
                strcmp(report->rows[row].values[i].text, text) == 0)
                return row;
    return NO_CELL;
}

/* A row as its CSV line, text columns first to last, into line. */
static inline const char *row_line(const ot_report *report, uint32_t row, char *line,
                                   size_t size)
{
    size_t used = 0;

    line[0] = '\0';
    if (row >= report->row_count)
        return "(no such row)";
    for (uint32_t i = 0; i < report->column_count && used < size; i++) {
        char text[OT_VALUE_TEXT_SIZE];

        used += (size_t)snprintf(
            line + used, size - used, "%s%s", i ? "," : "",
            ot_value_plain(&report->columns[i], &report->rows[row].values[i], text));
    }
    return line;
}

static inline const ot_value *cell_of(const ot_report *report, uint32_t row,
                                      const char *column)
{
    static const ot_value none = {0};
    uint32_t at = find_column(report, column);

    CHECK(row < report->row_count && at != NO_CELL);
    return row < report->row_count && at != NO_CELL ? &report->rows[row].values[at]
                                                    : &none;
}

/* Row and column of report must print as want. */
#define CHECK_CELL(report, row, column, want)                                          \
    do {                                                                               \
        char cell_text_[OT_VALUE_TEXT_SIZE];                                           \
        uint32_t cell_at_ = find_column((report), (column));                           \
        CHECK(cell_at_ != NO_CELL);                                                    \
        if (cell_at_ != NO_CELL)                                                       \
            check_text_at(ot_value_plain(&(report)->columns[cell_at_],                 \
                                         cell_of((report), (row), (column)),           \
                                         cell_text_),                                  \
                          (want), column, __FILE__, __LINE__);                         \
    } while (0)

#endif
