/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_check.c - a sheet that came back against what was issued. Nothing that the
 * workbook itself locks or validates is relied on. */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/returns_sheet.h"

#define FOUND_BYTES 72

typedef struct checking {
    const ot_return_sheet *sheet;
    const ot_grid *grid;
    const ot_issue_sink *issues;
    const char *input;
    size_t faults;
} checking;

/* A double nearest to a decimal of two places is off by half a unit in its last place;
 * a few sums of such by a few. */
ot_status ot_return_pence(double pounds, ot_pence *out, ot_error *err)
{
    double back;

    if (pounds == 0 && signbit(pounds))
        return ot_fail(err, OT_EINPUT, "a negative zero is no amount: type 0");
    if (!(fabs(pounds) <= (double)OT_PENCE_LIMIT / 100))
        return ot_fail(err, OT_ERANGE, "the amount is beyond what can be held exactly");
    if (ot_pence_from_double(pounds * 100, out, err) < 0)
        return OT_ERANGE;
    back = (double)*out / 100;
    return fabs(pounds - back) <= fabs(back) * 2 * DBL_EPSILON ? OT_OK : OT_END;
}

/* What stands in a cell, in few words; long texts are cut, between characters. */
static const char *found_words(const ot_grid_cell *cell, char text[FOUND_BYTES])
{
    size_t length;

    if (!cell || (cell->kind == OT_GRID_BLANK && !cell->has_formula) ||
        (cell->kind == OT_GRID_TEXT && !*cell->text))
        return "nothing";
    switch (cell->kind) {
    case OT_GRID_NUMBER:
        snprintf(text, FOUND_BYTES, "%.15g", cell->number);
        break;
    case OT_GRID_DATE:
        return "a date";
    case OT_GRID_PERCENT:
        snprintf(text, FOUND_BYTES, "%.12g%%", cell->number * 100);
        break;
    case OT_GRID_LOGICAL:
        return cell->number != 0 ? "TRUE" : "FALSE";
    case OT_GRID_BLANK:
        return "a formula without its result";
    default:
        length = strlen(cell->text);
        if (length > 50)
            for (length = 50; ((unsigned char)cell->text[length] & 0xC0) == 0x80;)
                length--;
        snprintf(text, FOUND_BYTES, "'%.*s%s'", (int)length, cell->text,
                 cell->text[length] ? "..." : "");
    }
    return text;
}

static void tell(checking *c, uint32_t row, uint32_t column, const char *what,
                 const char *advice)
{
    char name[OT_GRID_NAME], found[FOUND_BYTES];

    c->faults++;
    ot_issue_tell(c->issues, OT_REJECT, c->input, 0, "cell %s holds %s; %s: %s",
                  ot_grid_name(row, column, name),
                  found_words(ot_grid_at(c->grid, row, column), found), what, advice);
}

static bool is_empty(const ot_grid_cell *cell)
{
    return !cell || (cell->kind == OT_GRID_BLANK && !cell->has_formula) ||
           (cell->kind == OT_GRID_TEXT && !*cell->text && !cell->has_formula);
}

static bool same_text(const ot_grid_cell *cell, const char *text)
{
    if (!*text)
        return is_empty(cell);
    return cell && cell->kind == OT_GRID_TEXT && !cell->has_formula &&
           strcmp(cell->text, text) == 0;
}

static bool same_amount(const ot_grid_cell *cell, ot_pence amount)
{
    ot_pence found;
    ot_error ignored;

    return cell && cell->kind == OT_GRID_NUMBER && !cell->has_formula &&
           ot_return_pence(cell->number, &found, &ignored) == OT_OK && found == amount;
}

/* A cell that is not the manager's. */
static void check_locked(checking *c, uint32_t row, uint32_t column,
                         const ot_return_cell *issued)
{
    const ot_grid_cell *cell = ot_grid_at(c->grid, row, column);
    char wanted[FOUND_BYTES + 16], pounds[OT_PENCE_TEXT];

    switch (issued->part) {
    case OT_RETURN_INPUT:
        return;
    case OT_RETURN_AMOUNT:
        if (same_amount(cell, issued->amount))
            return;
        snprintf(wanted, sizeof wanted, "%s was issued",
                 ot_pence_text(issued->amount, pounds));
        break;
    case OT_RETURN_ROW_VARIANCE:
    case OT_RETURN_TOTAL_SUM:
    case OT_RETURN_TOTAL_FORECAST:
        if (cell && cell->has_formula)
            return;
        snprintf(wanted, sizeof wanted, "a formula was issued");
        break;
    default:
        if (same_text(cell, issued->text))
            return;
        snprintf(wanted, sizeof wanted, "%s%.60s%s was issued",
                 *issued->text ? "'" : "", *issued->text ? issued->text : "nothing",
                 *issued->text ? "'" : "");
    }
    tell(c, row, column, wanted, "the cell is locked, put back what was issued");
}

/* Where a row of the sheet is that of row i of the return; lines of a return differ in
 * these three cells. */
static bool is_row(const checking *c, uint32_t row, size_t i)
{
    static const uint32_t keys[] = {OT_RETURN_CENTRE, OT_RETURN_GROUP, OT_RETURN_FUND};

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const ot_return_cell issued =
            ot_return_cell_at(c->sheet, c->sheet->first + (uint32_t)i, keys[k]);

        if (!same_text(ot_grid_at(c->grid, row, keys[k]), issued.text))
            return false;
    }
    return true;
}

/* Does this row of the sheet hold any row of the return? */
static bool is_issued(const checking *c, uint32_t row)
{
    for (size_t i = 0; i < c->sheet->of->count; i++)
        if (is_row(c, row, i))
            return true;
    return false;
}

/* Is row i of the return anywhere on the sheet? */
static bool is_there(const checking *c, size_t i)
{
    const ot_grid *grid = c->grid;
    uint32_t last = grid->count ? grid->cells[grid->count - 1].row : 0;

    for (uint32_t row = c->sheet->first; row <= last; row++)
        if (ot_grid_at(grid, row, OT_RETURN_CENTRE) && is_row(c, row, i))
            return true;
    return false;
}

/* Why row i does not stand where it was issued. */
static const char *misplaced(const checking *c, size_t i)
{
    uint32_t row = c->sheet->first + (uint32_t)i;
    bool issued = is_issued(c, row);

    if (!is_there(c, i))
        return issued || same_text(ot_grid_at(c->grid, row, 0), "Total")
                   ? "a row was deleted here, put it back"
                   : "the row was changed, put back what was issued";
    return issued ? "the order of rows was changed, put it back"
                  : "a row was added here, take it out";
}

/* Rows that were moved, taken out or put in: told once, for every cell below would be
 * told else. False: there are such. */
static bool check_rows(checking *c)
{
    const ot_return_sheet *sheet = c->sheet;
    char wanted[96];

    for (size_t i = 0; i < sheet->of->count; i++) {
        const ot_return_row *issued = &sheet->of->rows[i];
        uint32_t row = sheet->first + (uint32_t)i;

        if (is_row(c, row, i))
            continue;
        snprintf(wanted, sizeof wanted, "%.24s %.24s %.8s was issued for this row",
                 issued->cost_centre,
                 ot_subjective_group_name(issued->subjective_group),
                 ot_fund_name(issued->fund));
        tell(c, row, OT_RETURN_CENTRE, wanted, misplaced(c, i));
        return false;
    }
    if (!same_text(ot_grid_at(c->grid, sheet->total, 0), "Total") &&
        same_text(ot_grid_at(c->grid, sheet->total + 1, 0), "Total")) {
        tell(c, sheet->total, 0, "'Total' was issued",
             "a row was added here, take it out");
        return false;
    }
    return true;
}

static ot_status read_amount(checking *c, uint32_t row, uint32_t column, bool *given,
                             bool *rounded, ot_pence *amount)
{
    const ot_grid_cell *cell = ot_grid_at(c->grid, row, column);
    ot_error err = {0};
    ot_status st;

    *given = !is_empty(cell);
    if (!*given)
        return OT_OK;
    if (cell->kind != OT_GRID_NUMBER) {
        tell(c, row, column, "an amount in pounds is wanted",
             cell->kind == OT_GRID_BLANK
                 ? "open the file, let it calculate and save it, or type the amount"
                 : "type a plain number, or nothing");
        return OT_EINPUT;
    }
    st = ot_return_pence(cell->number, amount, &err);
    if (st == OT_END && !cell->has_formula) {
        tell(c, row, column, "an amount has no more than two decimals",
             "type pounds and pence");
        return OT_EINPUT;
    }
    if (st < 0)
        tell(c, row, column, "an amount in pounds is wanted", err.message);
    *rounded = st == OT_END;
    return st < 0 ? st : OT_OK;
}

/* A driver's share may be as large as the forecast, or as the variance that it is the
 * cause of. */
static bool is_beyond(const ot_return_row *row, const ot_return_answer *answer)
{
    ot_pence most = answer->forecast < 0 ? -answer->forecast : answer->forecast;
    ot_pence variance = answer->forecast - row->budget;
    ot_pence share = answer->driver < 0 ? -answer->driver : answer->driver;

    variance = variance < 0 ? -variance : variance;
    return share > (variance > most ? variance : most);
}

static bool same_code(const char *text, size_t length, const char *code,
                      size_t code_length)
{
    return length == code_length && strncmp(text, code, length) == 0;
}

static void read_reason(checking *c, uint32_t row, ot_return_answer *answer)
{
    const ot_grid_cell *cell = ot_grid_at(c->grid, row, OT_RETURN_REASON);
    const char *code;
    size_t length;

    answer->reason = "";
    if (is_empty(cell))
        return;
    for (size_t n = 0;
         cell->kind == OT_GRID_TEXT &&
         (length = ot_return_reason(c->sheet->of->reasons, n, &code, NULL, NULL));
         n++)
        if (same_code(cell->text, strlen(cell->text), code, length)) {
            answer->reason = cell->text;
            return;
        }
    tell(c, row, OT_RETURN_REASON, "a reason of the list is wanted",
         "choose one, or leave it blank");
}

static size_t characters(const char *text)
{
    size_t count = 0;

    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

static void read_comment(checking *c, uint32_t row, ot_return_answer *answer)
{
    const ot_grid_cell *cell = ot_grid_at(c->grid, row, OT_RETURN_REMARK);
    char wanted[64];

    answer->comment = "";
    if (is_empty(cell))
        return;
    if (cell->kind != OT_GRID_TEXT) {
        tell(c, row, OT_RETURN_REMARK, "a comment is text",
             "put it into words, or leave it blank");
        return;
    }
    answer->comment = cell->text;
    if (characters(cell->text) <= OT_RETURN_COMMENT)
        return;
    snprintf(wanted, sizeof wanted, "%zu characters, at most %d are taken",
             characters(cell->text), OT_RETURN_COMMENT);
    tell(c, row, OT_RETURN_REMARK, wanted, "shorten it");
}

/* What was given for a row; true: there is a forecast. */
static bool read_answer(checking *c, size_t i, ot_return_answer *answer)
{
    uint32_t row = c->sheet->first + (uint32_t)i;
    bool given = false, ignored = false;
    ot_status st = read_amount(c, row, OT_RETURN_FORECAST, &given, &answer->rounded,
                               &answer->forecast);

    answer->row = i;
    if (c->sheet->has_driver &&
        read_amount(c, row, OT_RETURN_DRIVER, &answer->has_driver, &ignored,
                    &answer->driver) == OT_OK &&
        answer->has_driver && given && st == OT_OK &&
        is_beyond(&c->sheet->of->rows[i], answer))
        tell(c, row, OT_RETURN_DRIVER,
             "a share beyond the forecast, and beyond its variance", "correct either");
    read_reason(c, row, answer);
    read_comment(c, row, answer);
    if (!given && (answer->has_driver || *answer->reason || *answer->comment))
        tell(c, row, OT_RETURN_FORECAST,
             "a forecast is wanted where there is a share, a reason or a comment",
             "type it, also where the last one stands");
    return given && st == OT_OK;
}

/* Cells where nothing was issued. */
static void check_strays(checking *c)
{
    for (size_t i = 0; i < c->grid->count; i++) {
        const ot_grid_cell *cell = &c->grid->cells[i];
        const ot_return_cell issued =
            ot_return_cell_at(c->sheet, cell->row, cell->column);

        if (issued.part == OT_RETURN_NOTHING && !is_empty(cell))
            check_locked(c, cell->row, cell->column, &issued);
    }
}

ot_status ot_return_check(const ot_return_sheet *sheet, const ot_grid *grid,
                          const ot_issue_sink *issues, const char *input,
                          ot_return_answer *answers, size_t *answer_count,
                          size_t *faults, ot_error *err)
{
    checking c = {sheet, grid, issues, input, 0};
    bool in_place = check_rows(&c);

    *answer_count = 0;
    for (uint32_t row = 0; in_place && row <= sheet->total; row++)
        for (uint32_t column = 0; column < OT_RETURN_COLUMNS; column++) {
            const ot_return_cell issued = ot_return_cell_at(sheet, row, column);

            if (issued.part != OT_RETURN_NOTHING)
                check_locked(&c, row, column, &issued);
        }
    if (in_place)
        check_strays(&c);
    for (size_t i = 0; in_place && i < sheet->of->count; i++) {
        ot_return_answer answer = {0};

        if (read_answer(&c, i, &answer))
            answers[(*answer_count)++] = answer;
    }
    *faults = c.faults;
    if (!c.faults)
        return OT_OK;
    return ot_fail_at(err, OT_EINPUT, input, 0,
                      "%zu fault%s: the return is refused as a whole", c.faults,
                      c.faults == 1 ? "" : "s");
}
