/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typeface.c - the advance widths of Arial, which are Helvetica's. */
#include "exporters/typeface.h"

#include "exporters/text.h"

#define FIRST 0x20
#define LAST  0x7E
#define DIGIT 556 /* thousandths of the type's size */
#define OTHER 667 /* a letter beyond ASCII: as a capital */

static const short widths[2][LAST - FIRST + 1] = {
    {278,  278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278,
     556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
     1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
     667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
     222,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
     556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584},
    {278, 333, 474, 556, 556, 889, 722, 278, 333, 333, 389, 584, 278, 333, 278, 278,
     556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
     975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
     667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
     278, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,
     611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584},
};

static double width_of(uint32_t point, bool bold)
{
    int width = point >= FIRST && point <= LAST ? widths[bold][point - FIRST] : OTHER;

    return (double)width / DIGIT;
}

static bool ends_word(uint32_t point)
{
    return point == ' ' || point == '\n';
}

double ot_typeface_width(const char *text, bool bold)
{
    double width = 0;
    uint32_t point;

    while ((point = ot_text_next(&text)) != 0)
        width += width_of(point, bold);
    return width;
}

double ot_typeface_longest_word(const char *text, bool bold)
{
    double longest = 0, width = 0;
    uint32_t point;

    while ((point = ot_text_next(&text)) != 0) {
        width = ends_word(point) ? 0 : width + width_of(point, bold);
        longest = width > longest ? width : longest;
    }
    return longest;
}

/* The width of the word that text begins with. */
static double word_width(const char *text, bool bold)
{
    double width = 0;
    uint32_t point;

    while ((point = ot_text_next(&text)) != 0 && !ends_word(point))
        width += width_of(point, bold);
    return width;
}

size_t ot_typeface_lines(const char *text, double width, bool bold)
{
    double used = 0;
    bool begins = true; /* a word */
    size_t lines = 1;

    for (;;) {
        double next = begins ? word_width(text, bold) : 0;
        uint32_t point = ot_text_next(&text);

        if (point == 0)
            return lines;
        if (point == '\n' || (begins && used > 0 && used + next > width)) {
            lines++;
            used = 0;
        }
        begins = ends_word(point);
        if (point == '\n')
            continue;
        if (point != ' ' && used > 0 && used + width_of(point, bold) > width) {
            lines++; /* within a word */
            used = 0;
        }
        if (point != ' ' || used > 0) /* no blank begins a line */
            used += width_of(point, bold);
    }
}
