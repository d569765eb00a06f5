/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_internal.h - what the files of the reader of workbooks share. */
#ifndef OT_XLSX_INTERNAL_H
#define OT_XLSX_INTERNAL_H

#include "importers/xlsx.h"
#include "importers/xlsx_xml.h"
#include "importers/xlsx_zip.h"

/* How a style shows a number. */
typedef enum ot_xlsx_shown {
    OT_XLSX_PLAIN,
    OT_XLSX_AS_DATE,
    OT_XLSX_AS_PERCENT
} ot_xlsx_shown;

typedef struct ot_xlsx_sheet_entry {
    const char *name, *id; /* of the relationship */
} ot_xlsx_sheet_entry;

/* A text that comes piece by piece. */
typedef struct ot_xlsx_text {
    char *bytes; /* NUL-ended once something was added */
    size_t length, room;
} ot_xlsx_text;

struct ot_xlsx {
    ot_xlsx_zip *zip;
    const char *name;
    ot_arena arena;
    const char *workbook; /* its part */
    ot_xlsx_sheet_entry *sheets;
    size_t sheet_count, sheet_room;
    const char **strings;
    size_t string_count, string_room, string_bytes;
    uint8_t *styles; /* ot_xlsx_shown of each */
    size_t style_count, style_room;
};

/* Reads a part through reader; OT_END where there is none. */
ot_status ot_xlsx_part(ot_xlsx *book, const char *part, const ot_xlsx_reader *reader,
                       ot_error *err);
/* The part that a relationship of `part` leads to, by its identifier or (id NULL) by
 * the end of its type; in the arena, NULL where there is none. */
ot_status ot_xlsx_related(ot_xlsx *book, const char *part, const char *id,
                          const char *type, const char **target, ot_error *err);
ot_status ot_xlsx_read_styles(ot_xlsx *book, const char *part, ot_error *err);
ot_status ot_xlsx_read_strings(ot_xlsx *book, const char *part, ot_error *err);

/* Room for one more item. */
ot_status ot_xlsx_reserve(void **items, size_t count, size_t *room, size_t size,
                          ot_error *err);
/* OT_EINPUT beyond OT_XLSX_TEXT_BYTES. */
ot_status ot_xlsx_text_add(ot_xlsx_text *text, const char *bytes, size_t count,
                           const char *name, ot_error *err);
/* Resolves _x000A_ and the like in place, as sheets write what XML cannot hold. */
void ot_xlsx_unescape(char *text);

#endif
