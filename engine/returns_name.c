/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_name.c - role titles made into names of files. Letters (of Latin scripts) and
 * digits stay, everything between them becomes one dash: no path, no hidden file, no
 * name that a system keeps for itself. */
#include <string.h>

#include "engine/returns.h"

#define LONGEST 80 /* bytes of a title that are kept */

/* How many bytes of the letter or digit at text, 0: it is none. Of UTF-8 the letters
 * from A with grave to z with hook, but for the signs of multiplication and division.
 */
static size_t letter(const char *text)
{
    unsigned char a = (unsigned char)text[0], b = (unsigned char)text[1];

    if ((a >= '0' && a <= '9') || (a >= 'A' && a <= 'Z') || (a >= 'a' && a <= 'z'))
        return 1;
    if (a < 0xC3 || a > 0xC9 || (b & 0xC0) != 0x80)
        return 0;
    return a == 0xC3 && (b == 0x97 || b == 0xB7) ? 0 : 2;
}

static void put_name(const char *title, char name[LONGEST + 8])
{
    size_t length = 0;
    bool gap = false;

    while (*title && length + 3 < LONGEST) {
        size_t bytes = letter(title);

        if (bytes && gap && length)
            name[length++] = '-';
        gap = !bytes;
        memcpy(name + length, title, bytes);
        length += bytes;
        title += bytes ? bytes : 1;
    }
    name[length] = '\0';
    if (!length)
        strcpy(name, "manager");
}

static bool equal_fold(const char *a, const char *b)
{
    for (; *a && *b; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a | 0x20) : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b | 0x20) : *b;

        if (x != y)
            return false;
    }
    return *a == *b;
}

static bool is_used(const char *name, const char *const *used, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (equal_fold(name, used[i]))
            return true;
    return false;
}

const char *ot_return_file_name(const char *manager, const char *period,
                                const char *const *used, size_t used_count,
                                ot_arena *arena)
{
    char name[LONGEST + 8];
    const char *given;

    put_name(manager, name);
    given = ot_arena_format(arena, "%s-%s", name, period);
    for (int n = 2; given && is_used(given, used, used_count); n++)
        given = ot_arena_format(arena, "%s-%d-%s", name, n, period);
    return given;
}
