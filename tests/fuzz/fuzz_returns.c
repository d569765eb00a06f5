/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_returns.c - any bytes as a return that came back: read and compared with what
 * was issued, or refused with a message. Bytes that begin with '<' are the XML of the
 * sheet itself, so that the fuzzer need not make archives. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "importers/returns.h"
#include "importers/xlsx.h"

static void need(int holds)
{
    if (!holds)
        abort();
}

static void check_grid(const ot_grid *grid)
{
    for (size_t i = 0; i < grid->count; i++) {
        const ot_grid_cell *cell = &grid->cells[i];

        need(cell->text &&
             (!i || cell[-1].row < cell->row ||
              (cell[-1].row == cell->row && cell[-1].column < cell->column)));
    }
}

/* Whatever the sheet holds: nothing is given that was not a good amount. */
static void compare(const ot_grid *grid)
{
    ot_return_row row = {.cost_centre = "030201",
                         .name = "Residential",
                         .account = "",
                         .subjective_group = 5,
                         .basis = "yours"};
    const ot_return r = {.as_at = {2021, 5},
                         .workspace = "",
                         .manager = "Head of Placements",
                         .driver = "COVID-19",
                         .reasons = "NIL\nVOL more",
                         .rows = &row,
                         .count = 1};
    const ot_issue_sink silent = {0};
    ot_return_answer answer;
    ot_arena arena = {0};
    ot_return_sheet sheet;
    size_t count, faults;
    ot_error err = {0};
    ot_status st;

    need(ot_return_lay_out(&r, (ot_calendar){4}, &arena, &sheet, &err) == OT_OK);
    st = ot_return_check(&sheet, grid, &silent, "x", &answer, &count, &faults, &err);
    need((st == OT_OK) == (faults == 0) && (st == OT_OK || *err.message));
    if (st == OT_OK && count)
        need(answer.forecast <= OT_PENCE_LIMIT && answer.forecast >= -OT_PENCE_LIMIT);
    ot_arena_clear(&arena);
}

static void add(zip_t *zip, const char *name, const void *data, size_t size)
{
    need(zip_file_add(zip, name, zip_source_buffer(zip, data, size, 0), 0) >= 0);
}

#define RELS   "http://schemas.openxmlformats.org/package/2006/relationships"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* An archive with data as its sheet; to be freed. */
static uint8_t *wrap(const uint8_t *data, size_t size, size_t *wrapped)
{
    static const char root[] = "<Relationships xmlns='" RELS "'><Relationship Id='a' "
                               "Type='" OFFICE "/officeDocument' Target='w'/>"
                               "</Relationships>";
    static const char book[] =
        "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>"
        "<sheet name='Return' id='b'/></workbook>";
    static const char rels[] =
        "<Relationships xmlns='" RELS "'><Relationship Id='b' "
        "Type='" OFFICE "/worksheet' Target='s'/>"
        "<Relationship Id='c' Type='" OFFICE
        "/sharedStrings' Target='s'/><Relationship Id='d' Type='" OFFICE
        "/styles' Target='s'/></Relationships>";
    zip_error_t error;
    zip_source_t *source;
    zip_t *zip;
    uint8_t *bytes;
    zip_stat_t stat;

    zip_error_init(&error);
    source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    need(source && zip);
    zip_source_keep(source);
    add(zip, "_rels/.rels", root, sizeof root - 1);
    add(zip, "w", book, sizeof book - 1);
    add(zip, "_rels/w.rels", rels, sizeof rels - 1);
    add(zip, "s", data, size);
    need(zip_close(zip) == 0 && zip_source_stat(source, &stat) == 0);
    *wrapped = (size_t)stat.size;
    bytes = malloc(*wrapped + 1);
    need(bytes && zip_source_open(source) == 0 &&
         zip_source_read(source, bytes, *wrapped) == (zip_int64_t)*wrapped);
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

static void read_sheet(const uint8_t *data, size_t size)
{
    ot_error err = {0};
    ot_arena arena = {0};
    ot_xlsx *book = NULL;
    ot_grid grid;
    size_t wrapped;
    uint8_t *bytes = wrap(data, size, &wrapped);
    ot_status st = ot_xlsx_open(bytes, wrapped, "x", &book, &err);

    if (st == OT_OK)
        st = ot_xlsx_sheet(book, OT_RETURN_SHEET, &arena, &grid, &err);
    need(st == OT_OK || (st < 0 && *err.message));
    if (st == OT_OK) {
        check_grid(&grid);
        compare(&grid);
    }
    ot_xlsx_close(book);
    ot_arena_clear(&arena);
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ot_error err = {0};
    ot_return_file file;
    ot_status st;

    if (size && *data == '<') {
        read_sheet(data, size);
        return 0;
    }
    st = ot_return_file_parse(data, size, "x", &file, &err);
    need(st == OT_OK || (st < 0 && *err.message));
    if (st == OT_OK) {
        need(file.issue > 0 && file.workspace && file.manager && file.seal);
        check_grid(&file.grid);
        compare(&file.grid);
    }
    ot_return_file_clear(&file);
    return 0;
}
