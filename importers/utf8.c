/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/utf8.h"

uint32_t ot_utf8_next(const char **at)
{
    const unsigned char *p = (const unsigned char *)*at;
    uint32_t character = *p;
    unsigned more;

    if (character == 0)
        return 0;
    *at += 1;
    if (character < 0xC0)
        return character;
    more = character < 0xE0 ? 1 : character < 0xF0 ? 2 : 3;
    character &= 0x3FU >> more;
    for (unsigned i = 1; i <= more && (p[i] & 0xC0) == 0x80; i++, *at += 1)
        character = character << 6 | (p[i] & 0x3FU);
    return character;
}

bool ot_utf8_is_space(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') ||
           character == 0xA0 || (character >= 0x2000 && character <= 0x200B) ||
           character == 0x202F || character == 0x3000 || character == 0xFEFF;
}

bool ot_utf8_is_dash(uint32_t character)
{
    return character == '-' || (character >= 0x2010 && character <= 0x2015) ||
           character == 0x2212 || character == 0xFE63 || character == 0xFF0D;
}

/* Where the last character before end begins. */
static char *before(const char *text, char *end)
{
    do
        end--;
    while (end > text && ((unsigned char)*end & 0xC0) == 0x80);
    return end;
}

static bool plain(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c < 0x80;
}

char *ot_utf8_trim(char *text, size_t *length)
{
    char *end = text + *length;

    while (text < end && !plain(*text)) {
        const char *next = text;

        if (!ot_utf8_is_space(ot_utf8_next(&next)))
            break;
        text += next - text;
    }
    while (end > text && !plain(end[-1])) {
        char *last = before(text, end);
        const char *at = last;

        if (!ot_utf8_is_space(ot_utf8_next(&at)))
            break;
        *last = '\0';
        end = last;
    }
    *length = (size_t)(end - text);
    return text;
}
