/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_cells.c - the cells of one sheet. Cells and rows without an address come behind
 * the one before, as the format says. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "importers/xlsx_internal.h"

#define ROWS    1048576
#define COLUMNS 16384

typedef struct sheet_reading {
    ot_xlsx *book;
    ot_arena *arena;
    ot_grid_cell *cells;
    size_t count, room;
    bool in_order;
    uint32_t row, column; /* of the next cell */
    bool in_cell, in_value, aloud;
    char type[12];
    long style;
    ot_grid_cell cell;
    ot_xlsx_text text;
    bool has_value;
} sheet_reading;

static ot_status bad_cell(const sheet_reading *s, ot_error *err)
{
    char name[OT_GRID_NAME];

    return ot_fail_at(err, OT_EINPUT, s->book->name, 0,
                      "cell %s of the workbook is not written as the format says: save "
                      "it again as .xlsx and send that",
                      ot_grid_name(s->cell.row, s->cell.column, name));
}

/* "AB12". */
static bool read_address(const char *text, uint32_t *row, uint32_t *column)
{
    uint32_t c = 0, r = 0;
    int letters = 0, digits = 0;

    for (; *text >= 'A' && *text <= 'Z' && letters < 4; text++, letters++)
        c = c * 26 + (uint32_t)(*text - 'A' + 1);
    for (; *text >= '0' && *text <= '9' && digits < 8; text++, digits++)
        r = r * 10 + (uint32_t)(*text - '0');
    if (*text || !letters || !digits || c > COLUMNS || !r || r > ROWS)
        return false;
    *row = r - 1;
    *column = c - 1;
    return true;
}

static ot_status start_row(sheet_reading *s, const char *const *attributes,
                           ot_error *err)
{
    const char *number = ot_xlsx_attribute(attributes, "r");
    char *end;
    unsigned long row;

    s->column = 0;
    if (!number)
        return OT_OK; /* the one after the last */
    row = strtoul(number, &end, 10);
    if (*number < '0' || *number > '9' || *end || row < 1 || row > ROWS) {
        s->cell.row = s->row;
        return bad_cell(s, err);
    }
    s->row = (uint32_t)row - 1;
    return OT_OK;
}

static ot_status start_cell(sheet_reading *s, const char *const *attributes,
                            ot_error *err)
{
    const char *address = ot_xlsx_attribute(attributes, "r");
    const char *type = ot_xlsx_attribute(attributes, "t");
    const char *style = ot_xlsx_attribute(attributes, "s");

    s->cell = (ot_grid_cell){.row = s->row, .column = s->column, .text = ""};
    if (address && !read_address(address, &s->cell.row, &s->cell.column))
        return bad_cell(s, err);
    if (s->cell.row >= ROWS || s->cell.column >= COLUMNS || s->in_cell ||
        (type && strlen(type) >= sizeof s->type))
        return bad_cell(s, err);
    s->row = s->cell.row;
    strcpy(s->type, type ? type : "n");
    s->style = style ? strtol(style, NULL, 10) : 0;
    s->text.length = 0;
    s->in_cell = true;
    s->has_value = s->aloud = false;
    return OT_OK;
}

static ot_status start_element(void *self, const char *element,
                               const char *const *attributes, ot_error *err)
{
    sheet_reading *s = self;

    if (strcmp(element, "row") == 0)
        return start_row(s, attributes, err);
    if (strcmp(element, "c") == 0)
        return start_cell(s, attributes, err);
    if (!s->in_cell)
        return OT_OK;
    if (strcmp(element, "f") == 0)
        s->cell.has_formula = true;
    else if (strcmp(element, "rPh") == 0)
        s->aloud = true;
    else if (strcmp(element, "v") == 0 || (strcmp(element, "t") == 0 && !s->aloud))
        s->in_value = s->has_value = true;
    return OT_OK;
}

static ot_status take_text(void *self, const char *text, size_t length, ot_error *err)
{
    sheet_reading *s = self;

    if (!s->in_value)
        return OT_OK;
    return ot_xlsx_text_add(&s->text, text, length, s->book->name, err);
}

static ot_status set_number(sheet_reading *s, const char *text, ot_error *err)
{
    size_t length = strspn(text, "0123456789+-.eE");
    char *end;

    if (!length || text[length])
        return bad_cell(s, err);
    s->cell.number = strtod(text, &end);
    if (*end)
        return bad_cell(s, err);
    s->cell.kind = OT_GRID_NUMBER;
    if (s->style > 0 && (size_t)s->style < s->book->style_count) {
        if (s->book->styles[s->style] == OT_XLSX_AS_DATE)
            s->cell.kind = OT_GRID_DATE;
        else if (s->book->styles[s->style] == OT_XLSX_AS_PERCENT)
            s->cell.kind = OT_GRID_PERCENT;
    }
    return OT_OK;
}

static ot_status set_text(sheet_reading *s, char *text, ot_error *err)
{
    ot_xlsx_unescape(text);
    s->cell.text = ot_arena_copy(s->arena, text);
    s->cell.kind = OT_GRID_TEXT;
    return s->cell.text ? OT_OK : ot_fail_memory(err);
}

static ot_status set_shared(sheet_reading *s, const char *text, ot_error *err)
{
    char *end;
    unsigned long index = strtoul(text, &end, 10);

    if (*text < '0' || *text > '9' || *end || index >= s->book->string_count)
        return bad_cell(s, err);
    s->cell.kind = OT_GRID_TEXT;
    s->cell.text = ot_arena_copy(s->arena, s->book->strings[index]);
    return s->cell.text ? OT_OK : ot_fail_memory(err);
}

static ot_status set_value(sheet_reading *s, ot_error *err)
{
    char *text = s->text.bytes;

    if (!s->has_value || !s->text.length) {
        /* A formula may give an empty text; else nothing is there. */
        if (s->has_value && strcmp(s->type, "n") != 0)
            s->cell.kind = OT_GRID_TEXT;
        return OT_OK;
    }
    if (strcmp(s->type, "n") == 0)
        return set_number(s, text, err);
    if (strcmp(s->type, "s") == 0)
        return set_shared(s, text, err);
    if (strcmp(s->type, "str") == 0 || strcmp(s->type, "inlineStr") == 0)
        return set_text(s, text, err);
    if (strcmp(s->type, "e") == 0) {
        ot_status st = set_text(s, text, err);

        s->cell.kind = OT_GRID_FAULT;
        return st;
    }
    if (strcmp(s->type, "d") == 0) {
        s->cell.kind = OT_GRID_DATE;
        return OT_OK;
    }
    if (strcmp(s->type, "b") != 0)
        return bad_cell(s, err);
    s->cell.kind = OT_GRID_LOGICAL;
    s->cell.number = strcmp(text, "1") == 0 || strcasecmp(text, "true") == 0;
    return OT_OK;
}

/* <0, 0, >0 by row, then column. */
static int compare_cells(const void *left, const void *right)
{
    const ot_grid_cell *a = left, *b = right;

    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static ot_status end_cell(sheet_reading *s, ot_error *err)
{
    void *cells = s->cells;
    ot_status st = set_value(s, err);

    s->in_cell = false;
    s->column = s->cell.column + 1;
    if (st < 0 || (s->cell.kind == OT_GRID_BLANK && !s->cell.has_formula))
        return st;
    if (s->count == OT_XLSX_CELLS)
        return ot_fail_at(err, OT_EINPUT, s->book->name, 0,
                          "a sheet of the workbook holds more cells than a return can: "
                          "send the return itself");
    st = ot_xlsx_reserve(&cells, s->count, &s->room, sizeof *s->cells, err);
    s->cells = cells;
    if (st < 0)
        return st;
    s->in_order = s->in_order &&
                  (!s->count || compare_cells(&s->cells[s->count - 1], &s->cell) < 0);
    s->cells[s->count++] = s->cell;
    return OT_OK;
}

static ot_status end_element(void *self, const char *element, ot_error *err)
{
    sheet_reading *s = self;

    if (strcmp(element, "v") == 0 || strcmp(element, "t") == 0)
        s->in_value = false;
    else if (strcmp(element, "rPh") == 0)
        s->aloud = false;
    else if (strcmp(element, "row") == 0)
        s->row++;
    else if (strcmp(element, "c") == 0 && s->in_cell)
        return end_cell(s, err);
    return OT_OK;
}

static ot_status put_in_order(sheet_reading *s, ot_error *err)
{
    if (s->in_order)
        return OT_OK;
    qsort(s->cells, s->count, sizeof *s->cells, compare_cells);
    for (size_t i = 1; i < s->count; i++)
        if (compare_cells(&s->cells[i - 1], &s->cells[i]) == 0) {
            s->cell = s->cells[i];
            return bad_cell(s, err);
        }
    return OT_OK;
}

static ot_status give(const sheet_reading *s, ot_grid *grid, ot_error *err)
{
    ot_grid_cell *cells = ot_arena_get(s->arena, (s->count + 1) * sizeof *cells);

    if (!cells)
        return ot_fail_memory(err);
    if (s->count)
        memcpy(cells, s->cells, s->count * sizeof *cells);
    *grid = (ot_grid){cells, s->count};
    return OT_OK;
}

static const ot_xlsx_sheet_entry *find_sheet(const ot_xlsx *book, const char *name)
{
    for (size_t i = 0; i < book->sheet_count; i++)
        if (strcmp(book->sheets[i].name, name) == 0)
            return &book->sheets[i];
    return NULL;
}

ot_status ot_xlsx_sheet(ot_xlsx *book, const char *sheet, ot_arena *arena,
                        ot_grid *grid, ot_error *err)
{
    sheet_reading s = {.book = book, .arena = arena, .in_order = true};
    const ot_xlsx_reader reader = {&s, start_element, end_element, take_text};
    const ot_xlsx_sheet_entry *entry = find_sheet(book, sheet);
    const char *part = NULL;
    ot_status st;

    if (!entry)
        return OT_END;
    st = ot_xlsx_related(book, book->workbook, entry->id, NULL, &part, err);
    if (st == OT_OK)
        st = part ? ot_xlsx_part(book, part, &reader, err) : OT_END;
    if (st == OT_OK)
        st = put_in_order(&s, err);
    if (st == OT_OK)
        st = give(&s, grid, err);
    free(s.cells);
    free(s.text.bytes);
    return st;
}
