/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_text.c - texts of a workbook: put together, unescaped, and the list of those
 * that its sheets share. */
#include <stdlib.h>
#include <string.h>

#include "importers/xlsx_internal.h"

ot_status ot_xlsx_reserve(void **items, size_t count, size_t *room, size_t size,
                          ot_error *err)
{
    size_t wanted = *room ? *room * 2 : 64;
    void *grown;

    if (count < *room)
        return OT_OK;
    grown = realloc(*items, wanted * size);
    if (!grown)
        return ot_fail_memory(err);
    *items = grown;
    *room = wanted;
    return OT_OK;
}

ot_status ot_xlsx_text_add(ot_xlsx_text *text, const char *bytes, size_t count,
                           const char *name, ot_error *err)
{
    if (text->length + count > OT_XLSX_TEXT_BYTES)
        return ot_fail_at(
            err, OT_EINPUT, name, 0,
            "a cell of the workbook holds more text than a cell can: send "
            "the return itself");
    if (text->length + count + 1 > text->room) {
        size_t room = 2 * (text->length + count) + 64;
        char *grown = realloc(text->bytes, room);

        if (!grown)
            return ot_fail_memory(err);
        text->bytes = grown;
        text->room = room;
    }
    memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
    text->bytes[text->length] = '\0';
    return OT_OK;
}

/* The value of _xHHHH_ at text, or -1. */
static long escaped(const char *text)
{
    long value = 0;

    if (strncmp(text, "_x", 2) != 0)
        return -1;
    for (int i = 2; i < 6; i++) {
        char c = text[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : -1;

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return text[6] == '_' ? value : -1;
}

/* What it becomes is never longer. Halves of a pair, and NUL, stay as they are. */
void ot_xlsx_unescape(char *text)
{
    char *to = text;

    while (*text) {
        long value = escaped(text);

        if (value <= 0 || (value >= 0xD800 && value < 0xE000)) {
            *to++ = *text++;
            continue;
        }
        if (value < 0x80) {
            *to++ = (char)value;
        } else if (value < 0x800) {
            *to++ = (char)(0xC0 | value >> 6);
            *to++ = (char)(0x80 | (value & 0x3F));
        } else {
            *to++ = (char)(0xE0 | value >> 12);
            *to++ = (char)(0x80 | (value >> 6 & 0x3F));
            *to++ = (char)(0x80 | (value & 0x3F));
        }
        text += 7;
    }
    *to = '\0';
}

/* Shared strings: of each <si> the <t>, but not of <rPh>, how it is read aloud. */
typedef struct string_list {
    ot_xlsx *book;
    ot_xlsx_text text;
    bool in_item, in_text, aloud;
} string_list;

static ot_status start_string(void *self, const char *element,
                              const char *const *attributes, ot_error *err)
{
    string_list *list = self;

    (void)attributes, (void)err;
    if (strcmp(element, "si") == 0) {
        list->in_item = true;
        list->text.length = 0;
    } else if (strcmp(element, "rPh") == 0) {
        list->aloud = true;
    } else if (strcmp(element, "t") == 0) {
        list->in_text = list->in_item && !list->aloud;
    }
    return OT_OK;
}

static ot_status keep_string(string_list *list, ot_error *err)
{
    ot_xlsx *book = list->book;
    void *strings = book->strings;
    ot_status st = ot_xlsx_reserve(&strings, book->string_count, &book->string_room,
                                   sizeof *book->strings, err);
    char *copy;

    book->strings = strings;
    if (st < 0)
        return st;
    book->string_bytes += list->text.length;
    if (book->string_count == OT_XLSX_STRINGS ||
        book->string_bytes > OT_XLSX_STRING_BYTES)
        return ot_fail_at(err, OT_EINPUT, book->name, 0,
                          "the workbook holds more text than a return can: send the "
                          "return itself");
    copy = ot_arena_copy(&book->arena, list->text.length ? list->text.bytes : "");
    if (!copy)
        return ot_fail_memory(err);
    ot_xlsx_unescape(copy);
    book->strings[book->string_count++] = copy;
    return OT_OK;
}

static ot_status end_string(void *self, const char *element, ot_error *err)
{
    string_list *list = self;

    if (strcmp(element, "t") == 0)
        list->in_text = false;
    else if (strcmp(element, "rPh") == 0)
        list->aloud = false;
    else if (strcmp(element, "si") == 0) {
        list->in_item = false;
        return keep_string(list, err);
    }
    return OT_OK;
}

static ot_status add_string(void *self, const char *text, size_t length, ot_error *err)
{
    string_list *list = self;

    if (!list->in_text)
        return OT_OK;
    return ot_xlsx_text_add(&list->text, text, length, list->book->name, err);
}

ot_status ot_xlsx_read_strings(ot_xlsx *book, const char *part, ot_error *err)
{
    string_list list = {.book = book};
    const ot_xlsx_reader reader = {&list, start_string, end_string, add_string};
    ot_status st = ot_xlsx_part(book, part, &reader, err);

    free(list.text.bytes);
    return st < 0 ? st : OT_OK;
}
