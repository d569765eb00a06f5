/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.c - the workbook of a return, cell by cell as engine/returns_sheet.h says. */
#include "exporters/returns.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exporters/returns_internal.h"
#include "exporters/text.h"

#define PAPER_A3     8
#define REASONS_MOST 64
#define TWO_LINES    26 /* points */

/* In characters. */
static const double widths[OT_RETURN_COLUMNS] = {
    [OT_RETURN_CENTRE] = 11,     [OT_RETURN_NAME] = 28,
    [OT_RETURN_GROUP] = 18,      [OT_RETURN_ACCOUNT] = 22,
    [OT_RETURN_FUND] = 10,       [OT_RETURN_BUDGET] = 12,
    [OT_RETURN_ACTUAL] = 12,     [OT_RETURN_COMMITMENTS] = 13,
    [OT_RETURN_PROJECTION] = 12, [OT_RETURN_LOW] = 12,
    [OT_RETURN_HIGH] = 12,       [OT_RETURN_LAST] = 12,
    [OT_RETURN_BASIS] = 11,      [OT_RETURN_LAST_DRIVER] = 12,
    [OT_RETURN_FORECAST] = 14,   [OT_RETURN_VARIANCE] = 12,
    [OT_RETURN_DRIVER] = 12,     [OT_RETURN_REASON] = 10,
    [OT_RETURN_REMARK] = 40};

typedef struct drawing {
    const ot_return_sheet *sheet;
    lxw_worksheet *page;
    lxw_format *looks[OT_LOOKS];
    char *scratch; /* a text made clean */
    size_t room;
    lxw_error error;
} drawing;

/* The first failure counts. */
static void keep(drawing *d, lxw_error error)
{
    if (d->error == LXW_NO_ERROR)
        d->error = error;
}

static double pounds(ot_pence amount)
{
    return (double)amount / 100;
}

/* "_x0041_" is how sheets write what XML cannot hold: as a text it must not stand. */
static bool is_mark(const char *text)
{
    return strncmp(text, "_x", 2) == 0 &&
           strspn(text + 2, "0123456789abcdefABCDEF") >= 4 && text[6] == '_';
}

/* The text as a sheet can hold it, in the scratch space; NULL: no memory. */
static const char *sheet_text(drawing *d, const char *text)
{
    size_t size = 8 * strlen(text) + 1;
    char *clean, *to;

    if (ot_text_is_clean(text) && !strstr(text, "_x"))
        return text;
    if (2 * size > d->room) {
        char *grown = realloc(d->scratch, 2 * size);

        if (!grown)
            return NULL;
        d->scratch = grown;
        d->room = 2 * size;
    }
    clean = d->scratch + size;
    ot_text_clean(text, clean);
    for (to = d->scratch; *clean; *to++ = *clean++)
        if (is_mark(clean)) {
            memcpy(to, "_x005F", 6);
            to += 6;
        }
    *to = '\0';
    return d->scratch;
}

static void put_text(drawing *d, uint32_t row, uint32_t column, const char *text,
                     ot_return_look look)
{
    const char *clean = sheet_text(d, text);

    if (!clean)
        keep(d, LXW_ERROR_MEMORY_MALLOC_FAILED);
    else if (!*clean)
        keep(d, worksheet_write_blank(d->page, row, (lxw_col_t)column, d->looks[look]));
    else
        keep(d, worksheet_write_string(d->page, row, (lxw_col_t)column, clean,
                                       d->looks[look]));
}

static void put_formula(drawing *d, uint32_t row, uint32_t column,
                        const ot_return_cell *cell)
{
    const ot_return_sheet *sheet = d->sheet;
    bool in_row = cell->part == OT_RETURN_ROW_VARIANCE;
    char forecast[OT_GRID_NAME], last[OT_GRID_NAME], budget[OT_GRID_NAME],
        variance[OT_GRID_NAME], from[OT_GRID_NAME], to[OT_GRID_NAME], text[128];

    ot_grid_name(row, OT_RETURN_FORECAST, forecast);
    ot_grid_name(row, OT_RETURN_LAST, last);
    ot_grid_name(row, OT_RETURN_BUDGET, budget);
    ot_grid_name(row, OT_RETURN_VARIANCE, variance);
    ot_grid_name(sheet->first, column, from);
    ot_grid_name(sheet->total - 1, column, to);
    if (in_row)
        snprintf(text, sizeof text, "=IF(ISNUMBER(%s),%s,%s)-%s", forecast, forecast,
                 last, budget);
    else if (cell->part == OT_RETURN_TOTAL_FORECAST)
        snprintf(text, sizeof text, "=%s+%s", budget, variance);
    else
        snprintf(text, sizeof text, "=SUM(%s:%s)", from, to);
    keep(d, worksheet_write_formula_num(
                d->page, row, (lxw_col_t)column, text,
                d->looks[in_row ? OT_LOOK_AMOUNT : OT_LOOK_TOTAL_AMOUNT],
                pounds(cell->amount)));
}

static bool is_amount(uint32_t column)
{
    return (column >= OT_RETURN_BUDGET && column <= OT_RETURN_LAST) ||
           (column >= OT_RETURN_LAST_DRIVER && column <= OT_RETURN_DRIVER);
}

static ot_return_look heading_look(uint32_t column)
{
    if (column == OT_RETURN_FORECAST ||
        (column >= OT_RETURN_DRIVER && column <= OT_RETURN_REMARK))
        return is_amount(column) ? OT_LOOK_HEADING_SUM : OT_LOOK_HEADING_INPUT;
    return is_amount(column) ? OT_LOOK_HEADING_RIGHT : OT_LOOK_HEADING;
}

static void put_cell(drawing *d, uint32_t row, uint32_t column)
{
    static const ot_return_look words[] = {[OT_RETURN_TITLE] = OT_LOOK_TITLE,
                                           [OT_RETURN_SUBTITLE] = OT_LOOK_SUBTITLE,
                                           [OT_RETURN_WORDS] = OT_LOOK_WORDS};
    const ot_return_cell cell = ot_return_cell_at(d->sheet, row, column);

    switch (cell.part) {
    case OT_RETURN_NOTHING:
        return;
    case OT_RETURN_TITLE:
    case OT_RETURN_SUBTITLE:
    case OT_RETURN_WORDS:
        put_text(d, row, column, cell.text, words[cell.part]);
        return;
    case OT_RETURN_HEADING:
        put_text(d, row, column, cell.text, heading_look(column));
        return;
    case OT_RETURN_TEXT:
        put_text(d, row, column, cell.text, OT_LOOK_TEXT);
        return;
    case OT_RETURN_INPUT:
        put_text(d, row, column, "",
                 is_amount(column) ? OT_LOOK_INPUT_AMOUNT : OT_LOOK_INPUT_TEXT);
        return;
    case OT_RETURN_AMOUNT:
        keep(d, worksheet_write_number(d->page, row, (lxw_col_t)column,
                                       pounds(cell.amount), d->looks[OT_LOOK_AMOUNT]));
        return;
    case OT_RETURN_TOTAL_TEXT:
    case OT_RETURN_TOTAL_NOTHING:
        put_text(d, row, column, cell.text, OT_LOOK_TOTAL_TEXT);
        return;
    default:
        put_formula(d, row, column, &cell);
    }
}

/* What a column takes, told while it is filled in. It is all checked again. */
static void add_validation(drawing *d, uint32_t column, lxw_data_validation *rule)
{
    rule->ignore_blank = LXW_VALIDATION_ON;
    rule->error_type = LXW_VALIDATION_ERROR_TYPE_STOP;
    keep(d,
         worksheet_data_validation_range(d->page, d->sheet->first, (lxw_col_t)column,
                                         d->sheet->total - 1, (lxw_col_t)column, rule));
}

static void validate_amounts(drawing *d)
{
    char formula[160];
    uint32_t row = d->sheet->first + 1;
    lxw_data_validation amount = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL,
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .minimum_number = -(double)OT_PENCE_LIMIT / 100,
        .maximum_number = (double)OT_PENCE_LIMIT / 100,
        .error_title = "Not an amount",
        .error_message = "Please type the year's outturn as a plain number of pounds, "
                         "or leave the cell blank."};
    lxw_data_validation share = {
        .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
        .value_formula = formula,
        .error_title = "Too large a share",
        .error_message = "Please type a number of pounds no larger than the forecast "
                         "or its variance, or leave the cell blank."};

    add_validation(d, OT_RETURN_FORECAST, &amount);
    if (!d->sheet->has_driver)
        return;
    snprintf(formula, sizeof formula,
             "=AND(ISNUMBER(Q%u),ABS(Q%u)<=MAX(ABS(O%u),ABS(O%u-F%u)))", row, row, row,
             row, row);
    add_validation(d, OT_RETURN_DRIVER, &share);
}

static void validate_reasons(drawing *d)
{
    const char *list[REASONS_MOST + 1] = {NULL}, *code;
    char codes[512];
    size_t used = 0, length;
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .value_list = (char **)list,
        .error_title = "Not in the list",
        .error_message =
            "Please choose a reason of the list, or leave the cell blank."};

    for (size_t n = 0;
         n < REASONS_MOST &&
         (length = ot_return_reason(d->sheet->of->reasons, n, &code, NULL, NULL)) > 0 &&
         used + length + 1 < sizeof codes;
         n++) {
        list[n] = codes + used;
        memcpy(codes + used, code, length);
        codes[used + length] = '\0';
        used += length + 1;
    }
    if (list[0])
        add_validation(d, OT_RETURN_REASON, &rule);
}

static void validate_comments(drawing *d)
{
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LENGTH,
        .criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO,
        .value_number = OT_RETURN_COMMENT,
        .error_title = "Too long",
        .error_message = "Please use no more than 500 characters."};

    _Static_assert(OT_RETURN_COMMENT == 500, "the message says so");
    add_validation(d, OT_RETURN_REMARK, &rule);
}

static void set_columns(drawing *d)
{
    lxw_row_col_options hidden = {.hidden = LXW_TRUE};

    for (uint32_t i = 0; i < OT_RETURN_COLUMNS; i++) {
        lxw_col_t c = (lxw_col_t)i;
        bool drivers = i == OT_RETURN_LAST_DRIVER || i == OT_RETURN_DRIVER;

        keep(d, worksheet_set_column_opt(d->page, c, c, widths[i], NULL,
                                         drivers && !d->sheet->has_driver ? &hidden
                                                                          : NULL));
    }
}

static void set_page(drawing *d, const ot_workbook_options *options)
{
    const ot_return_sheet *sheet = d->sheet;
    lxw_protection rights = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE};

    worksheet_freeze_panes(d->page, sheet->first, OT_RETURN_GROUP);
    worksheet_gridlines(d->page, LXW_HIDE_ALL_GRIDLINES);
    worksheet_set_landscape(d->page);
    worksheet_set_paper(d->page, PAPER_A3);
    worksheet_set_margins(d->page, 0.4, 0.4, 0.6, 0.6);
    worksheet_fit_to_pages(d->page, 1, 0);
    keep(d, worksheet_repeat_rows(d->page, sheet->heading, sheet->heading));
    keep(d, worksheet_print_area(d->page, 0, 0, sheet->total, OT_RETURN_REMARK));
    keep(d, worksheet_set_footer(d->page, "&L&A&RPage &P of &N"));
    if (options->company && strlen(options->company) < 80 &&
        !strchr(options->company, '&')) {
        char header[96];

        snprintf(header, sizeof header, "&L%s", options->company);
        keep(d, worksheet_set_header(d->page, header));
    }
    worksheet_protect(d->page, NULL, &rights);
    worksheet_set_selection(d->page, sheet->first, OT_RETURN_FORECAST, sheet->first,
                            OT_RETURN_FORECAST);
}

/* Two lines where a text of the row needs them: not every program fits heights. */
static void set_height(drawing *d, uint32_t row)
{
    bool tall = false;

    for (uint32_t column = OT_RETURN_NAME; column <= OT_RETURN_ACCOUNT; column++) {
        const ot_return_cell cell = ot_return_cell_at(d->sheet, row, column);

        tall = tall || (double)ot_text_length(cell.text) > widths[column] - 3;
    }
    if (tall)
        keep(d, worksheet_set_row(d->page, row, TWO_LINES, NULL));
}

static void draw(drawing *d, const ot_workbook_options *options)
{
    set_columns(d);
    keep(d, worksheet_set_row(d->page, d->sheet->heading, TWO_LINES + 4, NULL));
    for (uint32_t row = d->sheet->first; row < d->sheet->total; row++)
        set_height(d, row);
    for (uint32_t row = 0; row <= d->sheet->total; row++)
        for (uint32_t column = 0; column < OT_RETURN_COLUMNS; column++)
            put_cell(d, row, column);
    validate_amounts(d);
    validate_reasons(d);
    validate_comments(d);
    set_page(d, options);
}

/* What the return is, and the proof of it: keys in column A, values in B. */
static void sign(lxw_worksheet *page, const ot_return_book *book, drawing *d)
{
    const ot_return *r = book->sheet->of;
    char number[64];
    uint32_t row = 0;

    d->page = page;
#define SIGN(key, value)                                                               \
    do {                                                                               \
        put_text(d, row, 0, key, OT_LOOK_WORDS);                                       \
        put_text(d, row++, 1, value, OT_LOOK_WORDS);                                   \
    } while (0)
    snprintf(number, sizeof number, "%d", OT_RETURN_FORMAT);
    SIGN("outturn return", number);
    SIGN("workspace", r->workspace);
    snprintf(number, sizeof number, "%lld", (long long)r->issue);
    SIGN("issue", number);
    snprintf(number, sizeof number, "%d/%d", r->as_at.year, r->as_at.number);
    SIGN("period", number);
    SIGN("manager", r->manager);
    snprintf(number, sizeof number, "%zu", r->count);
    SIGN("rows", number);
    SIGN("seal", book->seal);
    for (size_t i = 0; i < r->count; i++)
        SIGN("row", book->hashes[i]);
#undef SIGN
    worksheet_protect(page, NULL, NULL);
    worksheet_hide(page);
}

static ot_status fill(lxw_workbook *workbook, const ot_return_book *book,
                      const ot_workbook_options *options, ot_error *err)
{
    drawing d = {.sheet = book->sheet};
    lxw_worksheet *page = workbook_add_worksheet(workbook, OT_RETURN_SHEET);
    lxw_worksheet *hidden = workbook_add_worksheet(workbook, OT_RETURN_HIDDEN);
    ot_status st = ot_book_set_properties(workbook, options, err);

    if (st == OT_OK && (!page || !hidden))
        st = ot_fail_memory(err);
    if (st == OT_OK)
        st = ot_return_looks(workbook, d.looks, err);
    if (st == OT_OK) {
        d.page = page;
        draw(&d, options);
        sign(hidden, book, &d);
        st = ot_book_status(d.error, OT_RETURN_SHEET, err);
    }
    free(d.scratch);
    return st;
}

ot_status ot_return_write(const ot_return_book *book,
                          const ot_workbook_options *options, const char *path,
                          ot_error *err)
{
    lxw_workbook *workbook = workbook_new(path);
    ot_book_count counted;
    lxw_error error;
    ot_status st = workbook ? fill(workbook, book, options, err) : ot_fail_memory(err);

    if (st < 0) {
        if (workbook)
            lxw_workbook_free(workbook);
        return st;
    }
    counted = ot_book_count_of(workbook);
    error = workbook_close(workbook); /* frees it; the file is written only now */
    if (error != LXW_NO_ERROR)
        st = ot_fail(err, OT_EIO, "workbook '%s' could not be written: %s", path,
                     lxw_strerror(error));
    return st == OT_OK ? ot_workbook_verify(path, path, &counted, err) : st;
}
