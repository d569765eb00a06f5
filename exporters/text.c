/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/text.h"

#include <string.h>

/* Bytes that follow a first byte, the bits it holds and the smallest point of the
 * length. */
typedef struct sequence {
    unsigned char mask, lead;
    int following;
    uint32_t smallest;
} sequence;

static const sequence sequences[] = {
    {0x80, 0x00, 0, 0x0},
    {0xE0, 0xC0, 1, 0x80},
    {0xF0, 0xE0, 2, 0x800},
    {0xF8, 0xF0, 3, 0x10000},
};

static uint32_t decode(const unsigned char *bytes, const sequence *s)
{
    uint32_t point = bytes[0] & (unsigned char)~s->mask;

    for (int i = 1; i <= s->following; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return OT_TEXT_BAD;
        point = point << 6 | (bytes[i] & 0x3F);
    }
    if (point < s->smallest || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return OT_TEXT_BAD;
    return point;
}

uint32_t ot_text_next(const char **at)
{
    const unsigned char *bytes = (const unsigned char *)*at;

    if (bytes[0] == '\0')
        return 0;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        const sequence *s = &sequences[i];
        uint32_t point;

        if ((bytes[0] & s->mask) != s->lead)
            continue;
        point = decode(bytes, s);
        *at += point == OT_TEXT_BAD ? 1 : s->following + 1;
        return point;
    }
    *at += 1;
    return OT_TEXT_BAD;
}

size_t ot_text_length(const char *text)
{
    size_t length = 0;

    while (ot_text_next(&text) != 0)
        length++;
    return length;
}

typedef struct span {
    uint32_t first, last;
} span;

static bool lies_in(uint32_t point, const span *spans, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (point >= spans[i].first && point <= spans[i].last)
            return true;
    return false;
}

size_t ot_text_point_width(uint32_t point)
{
    static const span none[] = {{0x0300, 0x036F}, {0x0483, 0x0489},  {0x0591, 0x05BD},
                                {0x0610, 0x061A}, {0x064B, 0x065F},  {0x1AB0, 0x1AFF},
                                {0x1DC0, 0x1DFF}, {0x200B, 0x200D},  {0x2060, 0x2060},
                                {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F},
                                {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF}};
    static const span wide[] = {
        {0x1100, 0x115F},  {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
        {0x20000, 0x3FFFD}};

    if (point < none[0].first || point == OT_TEXT_BAD)
        return 1;
    if (lies_in(point, none, sizeof none / sizeof *none))
        return 0;
    return lies_in(point, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

size_t ot_text_width(const char *text, size_t bytes)
{
    const char *start = text;
    size_t width = 0;

    while (*text && (size_t)(text - start) < bytes)
        width += ot_text_point_width(ot_text_next(&text));
    return width;
}

bool ot_text_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) ||
           (point >= 0x200E && point <= 0x200F) ||
           (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069) || point == OT_TEXT_BAD;
}

static const char *skip_blanks(const char *at)
{
    while (*at == ' ')
        at++;
    return at;
}

bool ot_text_line(const char **at, size_t width, const char **line, size_t *bytes)
{
    const char *start = skip_blanks(*at), *p = start, *blank = NULL;
    size_t length = 0;

    if (*start == '\0')
        return false;
    *line = start;
    while (*p != '\0' && *p != '\n') {
        const char *next = p;

        length += ot_text_point_width(ot_text_next(&next));
        if (width && length > width && p > start)
            break;
        if (*p == ' ')
            blank = p;
        p = next;
    }
    if (*p != '\0' && *p != '\n' && *p != ' ' && blank)
        p = blank;
    *bytes = (size_t)(p - start);
    while (*bytes && start[*bytes - 1] == ' ')
        --*bytes;
    *at = *p == '\n' ? p + 1 : p;
    return true;
}

size_t ot_text_lines(const char *text, size_t width)
{
    const char *line;
    size_t bytes, count = 0;

    while (ot_text_line(&text, width, &line, &bytes))
        count++;
    return count ? count : 1;
}

size_t ot_text_longest_word(const char *text)
{
    size_t longest = 0, length = 0;
    uint32_t point;

    while ((point = ot_text_next(&text)) != 0) {
        length =
            point == ' ' || point == '\n' ? 0 : length + ot_text_point_width(point);
        if (length > longest)
            longest = length;
    }
    return longest;
}

static bool fits_xml(uint32_t point)
{
    return point == '\t' || point == '\n' ||
           (point >= 0x20 && point != OT_TEXT_BAD && point != 0xFFFE &&
            point != 0xFFFF);
}

bool ot_text_is_clean(const char *text)
{
    uint32_t point;

    while ((point = ot_text_next(&text)) != 0)
        if (!fits_xml(point))
            return false;
    return true;
}

void ot_text_clean(const char *text, char *clean)
{
    while (*text != '\0') {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (fits_xml(point)) {
            memcpy(clean, start, (size_t)(text - start));
            clean += text - start;
        } else {
            *clean++ = '?';
        }
    }
    *clean = '\0';
}
