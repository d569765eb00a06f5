/* SPDX-License-Identifier: GPL-3.0-or-later */
/* typeface.h - how wide texts are in Arial, counted in its digits, as the widths of a
 * workbook's columns are. Knows no workbook. Internal to exporters/. */
#ifndef OT_EXPORTERS_TYPEFACE_H
#define OT_EXPORTERS_TYPEFACE_H

#include <stdbool.h>
#include <stddef.h>

/* The width of text on one line, and of its longest word. */
double ot_typeface_width(const char *text, bool bold);
double ot_typeface_longest_word(const char *text, bool bold);

/* The lines that text takes, broken at blanks, in a width of so many digits; at least
 * 1. A word that is too wide for a line is broken. */
size_t ot_typeface_lines(const char *text, double width, bool bold);

#endif
