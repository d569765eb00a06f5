/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utf8.h - the few characters beyond ASCII that ledgers put into amounts and dates.
 * Knows valid UTF-8 only. */
#ifndef OT_UTF8_H
#define OT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The character that *at begins with; *at moves behind it. 0 at the end. */
uint32_t ot_utf8_next(const char **at);
/* Blank, tab, line break and the spaces of Unicode that spreadsheets write. */
bool ot_utf8_is_space(uint32_t character);
/* Hyphens, dashes and the minus sign. */
bool ot_utf8_is_dash(uint32_t character);

/* Takes spaces off both ends: writes a NUL into text and returns where it begins now.
 * text must have length bytes and a NUL; *length becomes the trimmed length. */
char *ot_utf8_trim(char *text, size_t *length);

#endif
