/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_styles.c - which styles show a number as a date or a percentage: then it is not
 * the amount it seems to be. */
#include <stdlib.h>
#include <string.h>

#include "importers/xlsx_internal.h"

typedef struct custom_format {
    long id;
    ot_xlsx_shown shown;
} custom_format;

typedef struct style_list {
    ot_xlsx *book;
    custom_format *formats;
    size_t count, room;
    bool in_styles; /* within cellXfs */
} style_list;

/* By the letters of a format code outside quotes, escapes and brackets; [h] and the
 * like are times too. */
static ot_xlsx_shown shown_by_code(const char *code)
{
    ot_xlsx_shown shown = OT_XLSX_PLAIN;

    for (; *code; code++) {
        if (*code == '"') {
            code++;
            code += strcspn(code, "\"");
        } else if (*code == '[') {
            if (strchr("hHmMsS", code[1]) && code[1] && code[2] &&
                strchr("hHmMsS]", code[2]))
                return OT_XLSX_AS_DATE;
            code += strcspn(code, "]");
        } else if (*code == '\\' || *code == '_' || *code == '*') {
            code += code[1] != '\0';
        } else if (strncmp(code, "General", 7) == 0) {
            code += 6;
        } else if (strchr("dDmMyYhHsS", *code)) {
            return OT_XLSX_AS_DATE;
        } else if (*code == '%') {
            shown = OT_XLSX_AS_PERCENT;
        }
        if (!*code)
            break;
    }
    return shown;
}

/* Formats that every program knows by number: 14-22, 27-36, 45-47 and 50-58 are dates
 * and times, 9 and 10 percentages. */
static ot_xlsx_shown shown_by_number(long id)
{
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) ||
        (id >= 50 && id <= 58))
        return OT_XLSX_AS_DATE;
    return id == 9 || id == 10 ? OT_XLSX_AS_PERCENT : OT_XLSX_PLAIN;
}

static ot_status add_format(style_list *list, const char *const *attributes,
                            ot_error *err)
{
    const char *id = ot_xlsx_attribute(attributes, "numFmtId");
    const char *code = ot_xlsx_attribute(attributes, "formatCode");
    void *formats = list->formats;
    ot_status st;

    if (!id || !code)
        return OT_OK;
    if (list->count == OT_XLSX_STYLES)
        return ot_fail_at(err, OT_EINPUT, list->book->name, 0,
                          "the workbook has more formats than one can have");
    st =
        ot_xlsx_reserve(&formats, list->count, &list->room, sizeof *list->formats, err);
    list->formats = formats;
    if (st == OT_OK)
        list->formats[list->count++] =
            (custom_format){strtol(id, NULL, 10), shown_by_code(code)};
    return st;
}

static ot_status add_style(style_list *list, const char *const *attributes,
                           ot_error *err)
{
    const char *text = ot_xlsx_attribute(attributes, "numFmtId");
    long id = text ? strtol(text, NULL, 10) : 0;
    ot_xlsx *book = list->book;
    ot_xlsx_shown shown = shown_by_number(id);
    void *styles = book->styles;
    ot_status st;

    if (book->style_count == OT_XLSX_STYLES)
        return ot_fail_at(err, OT_EINPUT, book->name, 0,
                          "the workbook has more styles than one can have");
    for (size_t i = 0; i < list->count; i++)
        if (list->formats[i].id == id)
            shown = list->formats[i].shown;
    st = ot_xlsx_reserve(&styles, book->style_count, &book->style_room,
                         sizeof *book->styles, err);
    book->styles = styles;
    if (st == OT_OK)
        book->styles[book->style_count++] = (uint8_t)shown;
    return st;
}

static ot_status start_style(void *self, const char *element,
                             const char *const *attributes, ot_error *err)
{
    style_list *list = self;

    if (strcmp(element, "numFmt") == 0)
        return add_format(list, attributes, err);
    if (strcmp(element, "cellXfs") == 0)
        list->in_styles = true;
    if (strcmp(element, "xf") == 0 && list->in_styles)
        return add_style(list, attributes, err);
    return OT_OK;
}

static ot_status end_style(void *self, const char *element, ot_error *err)
{
    style_list *list = self;

    (void)err;
    if (strcmp(element, "cellXfs") == 0)
        list->in_styles = false;
    return OT_OK;
}

ot_status ot_xlsx_read_styles(ot_xlsx *book, const char *part, ot_error *err)
{
    style_list list = {.book = book};
    const ot_xlsx_reader reader = {&list, start_style, end_style, NULL};
    ot_status st = ot_xlsx_part(book, part, &reader, err);

    free(list.formats);
    return st < 0 ? st : OT_OK;
}
