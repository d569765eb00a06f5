/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_book.c - a workbook's parts, found as its relationships say. */
#include <stdlib.h>
#include <string.h>

#include "importers/xlsx_internal.h"

#define LONGEST_PART 1024

ot_status ot_xlsx_part(ot_xlsx *book, const char *part, const ot_xlsx_reader *reader,
                       ot_error *err)
{
    ot_xlsx_xml *xml = ot_xlsx_xml_new(reader, book->name);
    const ot_xlsx_taker taker = {xml, ot_xlsx_xml_take};
    ot_status st =
        xml ? ot_xlsx_zip_read(book->zip, part, &taker, err) : ot_fail_memory(err);

    ot_xlsx_xml_free(xml);
    return st;
}

typedef struct relation_search {
    ot_xlsx *book;
    const char *id, *type; /* what is sought */
    const char *target;
} relation_search;

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), wanted = strlen(end);

    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

static ot_status start_relation(void *self, const char *element,
                                const char *const *attributes, ot_error *err)
{
    relation_search *search = self;
    const char *id = ot_xlsx_attribute(attributes, "Id");
    const char *type = ot_xlsx_attribute(attributes, "Type");
    const char *target = ot_xlsx_attribute(attributes, "Target");
    const char *mode = ot_xlsx_attribute(attributes, "TargetMode");

    if (strcmp(element, "Relationship") != 0 || search->target || !id || !type ||
        !target || (mode && strcmp(mode, "Internal") != 0))
        return OT_OK;
    if (search->id ? strcmp(id, search->id) != 0 : !ends_with(type, search->type))
        return OT_OK;
    search->target = ot_arena_copy(&search->book->arena, target);
    return search->target ? OT_OK : ot_fail_memory(err);
}

/* "worksheets/sheet1.xml" from "xl/workbook.xml" is "xl/worksheets/sheet1.xml"; with a
 * slash in front it is counted from the root. It is looked up in the archive, and never
 * anywhere else. */
static const char *resolve(ot_arena *arena, const char *part, const char *target)
{
    const char *slash = strrchr(part, '/');

    if (*target == '/')
        return target + 1;
    while (strncmp(target, "./", 2) == 0)
        target += 2;
    return ot_arena_format(arena, "%.*s%s", slash ? (int)(slash - part + 1) : 0, part,
                           target);
}

ot_status ot_xlsx_related(ot_xlsx *book, const char *part, const char *id,
                          const char *type, const char **target, ot_error *err)
{
    relation_search search = {book, id, type, NULL};
    const ot_xlsx_reader reader = {&search, start_relation, NULL, NULL};
    const char *slash = strrchr(part, '/');
    const char *relations = ot_arena_format(&book->arena, "%.*s_rels/%s.rels",
                                            slash ? (int)(slash - part + 1) : 0, part,
                                            slash ? slash + 1 : part);
    ot_status st;

    *target = NULL;
    if (!relations || strlen(relations) > LONGEST_PART)
        return ot_fail_memory(err);
    st = ot_xlsx_part(book, relations, &reader, err);
    if (st < 0 || !search.target)
        return st < 0 ? st : OT_OK;
    *target = resolve(&book->arena, part, search.target);
    if (!*target)
        return ot_fail_memory(err);
    if (strlen(*target) > LONGEST_PART)
        return ot_fail_at(err, OT_EINPUT, book->name, 0,
                          "the workbook names a part of itself by too long a name");
    return OT_OK;
}

static ot_status start_workbook(void *self, const char *element,
                                const char *const *attributes, ot_error *err)
{
    ot_xlsx *book = self;
    const char *name = ot_xlsx_attribute(attributes, "name");
    const char *id = ot_xlsx_attribute(attributes, "id");
    void *sheets = book->sheets;
    ot_xlsx_sheet_entry *entry;
    ot_status st;

    if (strcmp(element, "sheet") != 0 || !name || !id)
        return OT_OK;
    if (book->sheet_count == OT_XLSX_SHEETS)
        return ot_fail_at(err, OT_EINPUT, book->name, 0,
                          "the workbook has more sheets than are read: send the return "
                          "itself");
    st = ot_xlsx_reserve(&sheets, book->sheet_count, &book->sheet_room,
                         sizeof *book->sheets, err);
    book->sheets = sheets;
    if (st < 0)
        return st;
    entry = &book->sheets[book->sheet_count++];
    *entry = (ot_xlsx_sheet_entry){ot_arena_copy(&book->arena, name),
                                   ot_arena_copy(&book->arena, id)};
    return entry->name && entry->id ? OT_OK : ot_fail_memory(err);
}

static ot_status read_shared(ot_xlsx *book, ot_error *err)
{
    const ot_xlsx_reader reader = {book, start_workbook, NULL, NULL};
    const char *strings = NULL, *styles = NULL;
    ot_status st =
        ot_xlsx_related(book, "", NULL, "/officeDocument", &book->workbook, err);

    if (st == OT_OK)
        st = book->workbook ? ot_xlsx_part(book, book->workbook, &reader, err) : OT_END;
    if (st == OT_END || (st == OT_OK && !book->sheet_count))
        return ot_fail_at(err, OT_EINPUT, book->name, 0,
                          "the file is an archive, but no workbook (.xlsx): send the "
                          "return itself");
    if (st == OT_OK)
        st = ot_xlsx_related(book, book->workbook, NULL, "/sharedStrings", &strings,
                             err);
    if (st == OT_OK && strings)
        st = ot_xlsx_read_strings(book, strings, err);
    if (st == OT_OK)
        st = ot_xlsx_related(book, book->workbook, NULL, "/styles", &styles, err);
    if (st == OT_OK && styles)
        st = ot_xlsx_read_styles(book, styles, err);
    return st;
}

ot_status ot_xlsx_open(const uint8_t *bytes, size_t size, const char *name,
                       ot_xlsx **book, ot_error *err)
{
    ot_xlsx *made = calloc(1, sizeof *made);
    ot_status st;

    if (!made)
        return ot_fail_memory(err);
    made->name = name;
    st = ot_xlsx_zip_open(bytes, size, name, &made->zip, err);
    if (st == OT_OK)
        st = read_shared(made, err);
    if (st < 0) {
        ot_xlsx_close(made);
        return st;
    }
    *book = made;
    return OT_OK;
}

void ot_xlsx_close(ot_xlsx *book)
{
    if (!book)
        return;
    ot_xlsx_zip_close(book->zip);
    ot_arena_clear(&book->arena);
    free(book->sheets);
    free(book->strings);
    free(book->styles);
    free(book);
}
