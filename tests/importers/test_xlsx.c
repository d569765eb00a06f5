/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_xlsx.c - workbooks made part by part, in all the ways that programs write them
 * and in ways that none does. */
#include "importers/xlsx.h"

#include <unistd.h>
#include <zip.h>

#include "tests/check.h"

#define MAIN  "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELS  "http://schemas.openxmlformats.org/package/2006/relationships"
#define TYPES "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

typedef struct part {
    const char *name, *text;
} part;

#define ROOT_RELS                                                                      \
    {                                                                                  \
        "_rels/.rels",                                                                 \
            "<Relationships xmlns='" RELS "'><Relationship Id='r1' Type='" TYPES       \
            "/officeDocument' Target='xl/workbook.xml'/>"                              \
            "</Relationships>"                                                         \
    }
#define BOOK                                                                           \
    {                                                                                  \
        "xl/workbook.xml",                                                             \
            "<workbook xmlns='" MAIN "' xmlns:r='" TYPES "'><sheets>"                  \
            "<sheet name='Notes' sheetId='4' r:id='r9'/>"                              \
            "<sheet name='Return' sheetId='1' r:id='r1'/></sheets></workbook>"         \
    }
#define BOOK_RELS                                                                      \
    {                                                                                  \
        "xl/_rels/workbook.xml.rels",                                                  \
            "<Relationships xmlns='" RELS "'>"                                         \
            "<Relationship Id='r1' Type='" TYPES "/worksheet'"                         \
            " Target='/xl/worksheets/sheet1.xml'/>"                                    \
            "<Relationship Id='r2' Type='" TYPES "/sharedStrings'"                     \
            " Target='sharedStrings.xml'/><Relationship Id='r3' Type='" TYPES          \
            "/styles' Target='./styles.xml'/></Relationships>"                         \
    }
#define STRINGS                                                                        \
    {                                                                                  \
        "xl/sharedStrings.xml",                                                        \
            "<sst xmlns='" MAIN "'><si><t>plain</t></si><si><r><t>rich</t></r>"        \
            "<r><t xml:space='preserve'> text</t></r><rPh><t>aloud</t></rPh></si>"     \
            "<si><t>a_x000A_b_x005F_x0041_</t></si></sst>"                             \
    }
#define STYLES                                                                         \
    {                                                                                  \
        "xl/styles.xml",                                                               \
            "<styleSheet xmlns='" MAIN "'><numFmts>"                                   \
            "<numFmt numFmtId='164' formatCode='#,##0;[Red]-#,##0;\"day\"'/>"          \
            "<numFmt numFmtId='165' formatCode='yyyy\\-mm'/>"                          \
            "<numFmt numFmtId='166' formatCode='0.0%'/></numFmts>"                     \
            "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>"                \
            "<xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='165'/>"               \
            "<xf numFmtId='14'/><xf numFmtId='166'/></cellXfs></styleSheet>"           \
    }
#define SHEET(rows)                                                                    \
    {                                                                                  \
        "xl/worksheets/sheet1.xml",                                                    \
            "<worksheet xmlns='" MAIN "'><sheetData>" rows "</sheetData></worksheet>"  \
    }

/* The archive's bytes; the caller frees. */
static uint8_t *make(const part *parts, size_t count, size_t *size)
{
    int failed;
    uint8_t *bytes = NULL;
    FILE *file;
    zip_t *zip = zip_open("made.xlsx", ZIP_CREATE | ZIP_TRUNCATE, &failed);

    for (size_t i = 0; zip && i < count; i++)
        CHECK(zip_file_add(
                  zip, parts[i].name,
                  zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0),
                  0) >= 0);
    CHECK(zip && zip_close(zip) == 0);
    file = fopen("made.xlsx", "rb");
    bytes = malloc(1 << 20);
    *size = file && bytes ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file)
        fclose(file);
    unlink("made.xlsx");
    return bytes;
}

typedef struct reading {
    uint8_t *bytes;
    ot_xlsx *book;
    ot_arena arena;
    ot_grid grid;
    ot_error err;
    ot_status st;
} reading;

static reading read_parts(const part *parts, size_t count)
{
    reading r = {0};
    size_t size;

    r.bytes = make(parts, count, &size);
    r.st = ot_xlsx_open(r.bytes, size, "x.xlsx", &r.book, &r.err);
    if (r.st == OT_OK)
        r.st = ot_xlsx_sheet(r.book, "Return", &r.arena, &r.grid, &r.err);
    return r;
}

static void done(reading *r)
{
    ot_xlsx_close(r->book);
    ot_arena_clear(&r->arena);
    free(r->bytes);
}

#define READ(...)                                                                      \
    read_parts((const part[]){__VA_ARGS__},                                            \
               sizeof((const part[]){__VA_ARGS__}) / sizeof(part))
#define READ_SHEET(rows) READ(ROOT_RELS, BOOK, BOOK_RELS, STRINGS, STYLES, SHEET(rows))

static void check_cell_is(const reading *r, uint32_t row, uint32_t column,
                          ot_grid_kind kind, const char *text, double number)
{
    const ot_grid_cell *cell = ot_grid_at(&r->grid, row, column);

    CHECK(cell != NULL);
    if (!cell)
        return;
    CHECK_INT(cell->kind, kind);
    CHECK_TEXT(cell->text, text);
    CHECK(cell->number == number);
}

static void test_cells_are_read_as_programs_write_them(void)
{
    reading r = READ_SHEET(
        "<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' t='s'><v>1</v></c>"
        "<c r='C3' t='s'><v>2</v></c><c r='E3' t='inlineStr'><is><t>in</t><r><t>line"
        "</t></r></is></c></row><row r='5'><c r='B5'><v>1234.5600000000001</v></c>"
        "<c r='C5' s='1'><f>A1*2</f><v>-1.25E+3</v></c><c r='D5' t='str'><f>x</f>"
        "<v>yes</v></c><c r='E5' t='b'><v>1</v></c><c r='F5' t='e'><v>#N/A</v></c>"
        "<c r='G5'><f>A1</f></c><c r='H5' s='1'/></row>");

    CHECK_INT(r.st, OT_OK);
    CHECK_TEXT(r.err.message, "");
    CHECK_INT((int64_t)r.grid.count, 10);
    check_cell_is(&r, 2, 0, OT_GRID_TEXT, "plain", 0);
    check_cell_is(&r, 2, 1, OT_GRID_TEXT, "rich text", 0);
    check_cell_is(&r, 2, 2, OT_GRID_TEXT, "a\nb_x0041_", 0);
    check_cell_is(&r, 2, 4, OT_GRID_TEXT, "inline", 0);
    check_cell_is(&r, 4, 1, OT_GRID_NUMBER, "", 1234.5600000000001);
    check_cell_is(&r, 4, 2, OT_GRID_NUMBER, "", -1250);
    check_cell_is(&r, 4, 3, OT_GRID_TEXT, "yes", 0);
    check_cell_is(&r, 4, 4, OT_GRID_LOGICAL, "", 1);
    check_cell_is(&r, 4, 5, OT_GRID_FAULT, "#N/A", 0);
    check_cell_is(&r, 4, 6, OT_GRID_BLANK, "", 0);
    CHECK(ot_grid_at(&r.grid, 4, 2) && ot_grid_at(&r.grid, 4, 2)->has_formula);
    CHECK(ot_grid_at(&r.grid, 4, 6) && ot_grid_at(&r.grid, 4, 6)->has_formula);
    done(&r);
}

static void test_dates_and_percentages_are_told_by_their_style(void)
{
    reading r = READ_SHEET("<row r='1'><c r='A1' s='1'><v>5</v></c><c r='B1' s='2'>"
                           "<v>5</v></c><c r='C1' s='3'><v>5</v></c><c r='D1' s='4'>"
                           "<v>5</v></c><c r='E1' t='d'><v>2021-09-14</v></c>"
                           "<c r='F1' s='99'><v>5</v></c></row>");

    check_cell_is(&r, 0, 0, OT_GRID_NUMBER, "", 5);
    check_cell_is(&r, 0, 1, OT_GRID_DATE, "", 5);
    check_cell_is(&r, 0, 2, OT_GRID_DATE, "", 5);
    check_cell_is(&r, 0, 3, OT_GRID_PERCENT, "", 5);
    check_cell_is(&r, 0, 4, OT_GRID_DATE, "", 0);
    check_cell_is(&r, 0, 5, OT_GRID_NUMBER, "", 5);
    done(&r);
}

static void test_cells_without_address_and_out_of_order_find_their_place(void)
{
    reading r = READ_SHEET("<row r='9'><c r='A9'><v>9</v></c></row>"
                           "<row r='2'><c><v>1</v></c><c><v>2</v></c><c r='F2'><v>3</v>"
                           "</c><c><v>4</v></c></row><row><c><v>5</v></c></row>");

    CHECK_INT(r.st, OT_OK);
    check_cell_is(&r, 1, 0, OT_GRID_NUMBER, "", 1);
    check_cell_is(&r, 1, 1, OT_GRID_NUMBER, "", 2);
    check_cell_is(&r, 1, 5, OT_GRID_NUMBER, "", 3);
    check_cell_is(&r, 1, 6, OT_GRID_NUMBER, "", 4);
    check_cell_is(&r, 2, 0, OT_GRID_NUMBER, "", 5);
    check_cell_is(&r, 8, 0, OT_GRID_NUMBER, "", 9);
    done(&r);
}

static void test_prefixes_and_foreign_elements_do_not_matter(void)
{
    reading r = READ(ROOT_RELS, BOOK, BOOK_RELS, STRINGS, STYLES,
                     {"xl/worksheets/sheet1.xml",
                      "<x:worksheet xmlns:x='" MAIN "' xmlns='urn:other'><x:sheetData>"
                      "<x:row r='1'><x:c r='A1'><x:v>7</x:v></x:c><c><v>8</v></c>"
                      "</x:row><row><x:row r='2'><x:c><x:v>9</x:v></x:c></x:row></row>"
                      "</x:sheetData></x:worksheet>"});

    CHECK_INT(r.st, OT_OK);
    CHECK_INT((int64_t)r.grid.count, 1);
    check_cell_is(&r, 0, 0, OT_GRID_NUMBER, "", 7);
    done(&r);
}

static void check_refused(reading r, const char *words)
{
    CHECK_INT(r.st, OT_EINPUT);
    CHECK_CONTAINS(r.err.message, words);
    CHECK_TEXT(r.err.input, "x.xlsx");
    done(&r);
}

static void test_cells_that_no_program_writes_are_refused(void)
{
    check_refused(READ_SHEET("<row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c>"
                             "</row>"),
                  "cell A1 of the workbook is not written as");
    check_refused(READ_SHEET("<row r='1'><c r='1A'><v>1</v></c></row>"), "cell A1");
    check_refused(READ_SHEET("<row r='0'><c><v>1</v></c></row>"), "cell");
    check_refused(READ_SHEET("<row r='1'><c r='XFE1'><v>1</v></c></row>"), "cell");
    check_refused(READ_SHEET("<row r='1'><c r='A1048577'><v>1</v></c></row>"), "cell");
    check_refused(READ_SHEET("<row r='1'><c t='s'><v>3</v></c></row>"), "cell A1");
    check_refused(READ_SHEET("<row r='1'><c t='s'><v>-1</v></c></row>"), "cell A1");
    check_refused(READ_SHEET("<row r='1'><c><v>0x1p3</v></c></row>"), "cell A1");
    check_refused(READ_SHEET("<row r='1'><c><v>nan</v></c></row>"), "cell A1");
    check_refused(READ_SHEET("<row r='1'><c><v>1e</v></c></row>"), "cell A1");
    check_refused(READ_SHEET("<row r='1'><c t='q'><v>1</v></c></row>"), "cell A1");
}

static void test_document_types_and_entities_are_refused(void)
{
    check_refused(READ(ROOT_RELS, BOOK, BOOK_RELS, STRINGS, STYLES,
                       {"xl/worksheets/sheet1.xml",
                        "<!DOCTYPE worksheet [<!ENTITY a 'x'>]><worksheet xmlns='" MAIN
                        "'><sheetData/></worksheet>"}),
                  "document type (DOCTYPE)");
    check_refused(
        READ({"_rels/.rels", "<!DOCTYPE a SYSTEM 'file:///etc/hostname'><a/>"}),
        "document type (DOCTYPE)");
    check_refused(READ_SHEET("<row r='1'><c t='str'><v>&other;</v></c></row>"),
                  "XML is damaged");
}

static void test_broken_books_are_refused(void)
{
    check_refused(READ({"a.txt", "a"}), "no workbook");
    check_refused(READ(ROOT_RELS), "no workbook");
    check_refused(READ_SHEET("<row r='1'>"), "XML is damaged");
    check_refused(READ(ROOT_RELS, BOOK, {"XL/workbook.xml", "<a/>"}),
                  "two parts of one name");
}

static void test_a_sheet_that_is_not_there_is_no_failure(void)
{
    reading r = READ(ROOT_RELS, BOOK, BOOK_RELS);

    CHECK_INT(r.st, OT_END); /* named, but without its part */
    CHECK_INT(ot_xlsx_sheet(r.book, "Other", &r.arena, &r.grid, &r.err), OT_END);
    CHECK_INT(ot_xlsx_sheet(r.book, "Notes", &r.arena, &r.grid, &r.err), OT_END);
    done(&r);
}

static void test_every_cut_and_every_flipped_bit_is_refused_or_read(void)
{
    const part parts[] = {ROOT_RELS, BOOK,   BOOK_RELS,
                          STRINGS,   STYLES, SHEET("<row r='1'><c><v>1</v></c></row>")};
    size_t size;
    uint8_t *bytes = make(parts, 6, &size);
    size_t read = 0;

    for (size_t cut = 0; cut < 2 * size; cut++) {
        ot_error err = {0};
        ot_xlsx *book = NULL;
        ot_arena arena = {0};
        ot_grid grid;
        ot_status st;
        size_t at = cut < size ? 0 : cut - size;

        bytes[at] ^= cut < size ? 0 : 4;
        st = ot_xlsx_open(bytes, cut < size ? cut : size, "x.xlsx", &book, &err);
        if (st == OT_OK)
            st = ot_xlsx_sheet(book, "Return", &arena, &grid, &err);
        read += st == OT_OK;
        CHECK(st >= 0 || *err.message);
        CHECK(st >= 0 || st == OT_EINPUT);
        CHECK(cut >= size || st < 0);
        bytes[at] ^= cut < size ? 0 : 4;
        ot_xlsx_close(book);
        ot_arena_clear(&arena);
    }
    CHECK(read < size / 3);
    free(bytes);
}

static const check_case cases[] = {
    CASE(test_cells_are_read_as_programs_write_them),
    CASE(test_dates_and_percentages_are_told_by_their_style),
    CASE(test_cells_without_address_and_out_of_order_find_their_place),
    CASE(test_prefixes_and_foreign_elements_do_not_matter),
    CASE(test_cells_that_no_program_writes_are_refused),
    CASE(test_document_types_and_entities_are_refused),
    CASE(test_broken_books_are_refused),
    CASE(test_a_sheet_that_is_not_there_is_no_failure),
    CASE(test_every_cut_and_every_flipped_bit_is_refused_or_read),
};

OT_TEST_MAIN("importers/xlsx", cases)
