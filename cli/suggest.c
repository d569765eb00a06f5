/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/suggest.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 40

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int lower(char letter)
{
    return tolower((unsigned char)letter);
}

/* Restricted edit distance; words longer than LONGEST are far from all. */
static int distance(const char *a, const char *b)
{
    int rows[3][LONGEST + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    int m = (int)strlen(a), n = (int)strlen(b);

    if (m > LONGEST || n > LONGEST)
        return LONGEST;
    for (int j = 0; j <= n; j++)
        last[j] = before[j] = j;
    for (int i = 1; i <= m; i++) {
        int *spare = before;

        now[0] = i;
        for (int j = 1; j <= n; j++) {
            int change = last[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));

            now[j] = least(change, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]))
                now[j] = least(now[j], before[j - 2] + 1);
        }
        before = last;
        last = now;
        now = spare;
    }
    return last[n];
}

static const char *only_beginning(const char *text, const char *const *words)
{
    const char *found = NULL;

    for (; *text && *words; words++) {
        if (strncmp(*words, text, strlen(text)) != 0)
            continue;
        if (found)
            return NULL;
        found = *words;
    }
    return found;
}

const char *ot_nearest(const char *text, const char *const *words)
{
    const char *nearest = only_beginning(text, words);
    int shortest = LONGEST;

    if (nearest)
        return nearest;
    for (; *words; words++) {
        size_t longer = strlen(*words) > strlen(text) ? strlen(*words) : strlen(text);
        int away = distance(text, *words);

        if (away < shortest && away * 3 <= (int)longer) {
            shortest = away;
            nearest = *words;
        }
    }
    return nearest;
}

const char *ot_suggestion(const char *text, const char *const *words,
                          char hint[OT_SUGGESTION])
{
    const char *nearest = ot_nearest(text, words);

    if (nearest)
        snprintf(hint, OT_SUGGESTION, " (did you mean '%s'?)", nearest);
    else
        hint[0] = '\0';
    return hint;
}
