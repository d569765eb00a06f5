/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/selector.h"

#include <stdint.h>
#include <string.h>

/* An item of a selector, without the blanks around it. */
typedef struct item {
    const char *text;
    size_t length;
} item;

static bool blank(const char *text)
{
    return text[strspn(text, " \t")] == '\0';
}

/* The item that starts at *at, which moves behind its ';' (or to NULL at the end). */
static item next_item(const char **at)
{
    const char *start = *at + strspn(*at, " \t");
    const char *end = strchr(start, ';');
    item found;

    *at = end ? end + 1 : NULL;
    found.text = start;
    found.length = end ? (size_t)(end - start) : strlen(start);
    while (found.length && strchr(" \t", start[found.length - 1]))
        found.length--;
    return found;
}

/* Splits "A..B"; false where the item is not a range. */
static bool split_range(item whole, item *low, item *high)
{
    for (size_t i = 0; i + 1 < whole.length; i++) {
        if (whole.text[i] == '.' && whole.text[i + 1] == '.') {
            *low = (item){whole.text, i};
            *high = (item){whole.text + i + 2, whole.length - i - 2};
            return true;
        }
    }
    return false;
}

static ot_status check_item(item part, const char *selector, ot_error *err)
{
    item low, high;

    if (!part.length)
        return ot_fail(err, OT_EINPUT, "selector '%s' has an empty item", selector);
    if (!split_range(part, &low, &high))
        return OT_OK;
    if (!low.length || low.length != high.length)
        return ot_fail(err, OT_EINPUT,
                       "range '%.*s' needs two codes of the same length",
                       (int)part.length, part.text);
    if (memcmp(low.text, high.text, low.length) > 0)
        return ot_fail(err, OT_EINPUT, "range '%.*s' ends before it begins",
                       (int)part.length, part.text);
    return OT_OK;
}

ot_status ot_selector_check(const char *selector, ot_error *err)
{
    const char *at = selector;
    ot_status st = OT_OK;

    if (blank(selector))
        return OT_OK;
    while (st == OT_OK && at) {
        item part = next_item(&at);

        if (!part.length && !at)
            break; /* a ';' at the end */
        st = check_item(part, selector, err);
    }
    return st;
}

/* '*' is any run of characters; going back only to the last '*' is enough. */
static bool pattern_matches(item pattern, const char *code)
{
    size_t p = 0, star = SIZE_MAX;
    const char *from = code;

    while (*code) {
        if (p < pattern.length && pattern.text[p] == '*') {
            star = ++p;
            from = code;
        } else if (p < pattern.length && pattern.text[p] == *code) {
            p++;
            code++;
        } else if (star != SIZE_MAX) {
            p = star;
            code = ++from;
        } else {
            return false;
        }
    }
    while (p < pattern.length && pattern.text[p] == '*')
        p++;
    return p == pattern.length;
}

bool ot_selector_matches(const char *selector, const char *code)
{
    const char *at = selector;

    if (blank(selector))
        return true;
    while (at) {
        item part = next_item(&at), low, high;

        if (split_range(part, &low, &high)) {
            if (strlen(code) == low.length && memcmp(code, low.text, low.length) >= 0 &&
                memcmp(code, high.text, high.length) <= 0)
                return true;
        } else if (part.length && pattern_matches(part, code)) {
            return true;
        }
    }
    return false;
}
