/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text.h - UTF-8 texts as renderers need them: measured, broken into lines, made safe.
 * Knows no locale. Lengths are in code points, widths in columns of a terminal.
 * Internal to exporters/. */
#ifndef OT_EXPORTERS_TEXT_H
#define OT_EXPORTERS_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What ot_text_next gives for a byte that is not UTF-8. */
#define OT_TEXT_BAD UINT32_C(0xFFFFFFFF)

/* The code point at *at, which is moved past it; OT_TEXT_BAD moves past one byte.
 * 0 at the end, where *at stays. */
uint32_t ot_text_next(const char **at);

/* Code points of text; a bad byte counts as one. */
size_t ot_text_length(const char *text);

/* Columns of a terminal that a code point takes: 0 for combining marks and what has no
 * width, 2 for East Asian wide and full width (Unicode Standard Annex 11) and pictures,
 * else 1. */
size_t ot_text_point_width(uint32_t point);
/* Of the first `bytes` of text, or of all where it ends before. */
size_t ot_text_width(const char *text, size_t bytes);

/* C0, C1, DEL, and what turns the direction of writing: unfit for a terminal. */
bool ot_text_control(uint32_t point);

/* The next line of text from *at, of at most width columns (0: no limit), broken at
 * a blank or line feed where there is one. False when nothing is left. */
bool ot_text_line(const char **at, size_t width, const char **line, size_t *bytes);

/* How many lines that makes; at least 1. */
size_t ot_text_lines(const char *text, size_t width);

/* Columns of the longest word. */
size_t ot_text_longest_word(const char *text);

/* Whether text holds what XML cannot: bad UTF-8 or control characters but tab and line
 * feed. ot_text_clean copies it with '?' for those; clean has room for strlen(text)
 * + 1. */
bool ot_text_is_clean(const char *text);
void ot_text_clean(const char *text, char *clean);

#endif
