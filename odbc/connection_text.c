/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/connection_text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* To the ';' behind an attribute, which may stand in braces. */
static const char *skip_attribute(const char *at)
{
    bool braces = false;

    for (; *at && (braces || *at != ';'); at++)
        braces = *at == '{' || (braces && *at != '}');
    return at;
}

bool ot_connection_has(const char *text, const char *name)
{
    const size_t length = strlen(name);

    while (*text) {
        text += strspn(text, "; ");
        if (strncasecmp(text, name, length) == 0 &&
            text[length + strspn(text + length, " ")] == '=')
            return true;
        text = skip_attribute(text);
    }
    return false;
}

typedef struct writing {
    char *text;
    size_t length;
    bool full;
} writing;

static void put(writing *w, const char *text, size_t length)
{
    if (length >= OT_CONNECTION_TEXT - w->length) {
        w->full = true;
        return;
    }
    memcpy(w->text + w->length, text, length);
    w->length += length;
    w->text[w->length] = '\0';
}

static void put_separator(writing *w)
{
    if (w->length && w->text[w->length - 1] != ';')
        put(w, ";", 1);
}

static void put_extra(writing *w, const char *text, const char *extra)
{
    while (extra && *extra) {
        const size_t length = strcspn(extra, ";");
        char name[64];

        snprintf(name, sizeof name, "%.*s", (int)strcspn(extra, "="), extra);
        if (!ot_connection_has(text, name)) {
            put_separator(w);
            put(w, extra, length);
        }
        extra += length + (extra[length] == ';');
    }
}

ot_status ot_connection_write(const char *text, const char *extra, const char *password,
                              char out[OT_CONNECTION_TEXT], ot_error *err)
{
    writing w = {.text = out};

    out[0] = '\0';
    put(&w, text, strlen(text));
    put_extra(&w, text, extra);
    if (password) {
        put_separator(&w);
        put(&w, "PWD={", 5);
        for (; *password; password++)
            put(&w, *password == '}' ? "}}" : password, *password == '}' ? 2 : 1);
        put(&w, "}", 1);
    }
    if (w.full)
        return ot_fail(err, OT_EINPUT, "the connection is longer than %d bytes",
                       OT_CONNECTION_TEXT);
    return OT_OK;
}

const char *ot_connection_streaming(const char *driver)
{
    static const struct {
        const char *name, *extra;
    } known[] = {
        {"psqlodbc", "UseDeclareFetch=1;Fetch=10000"},
        {"sqlite3odbc", "StepAPI=1"},
        /* 2^20 nothing kept, 2^21 forwards only */
        {"libmaodbc", "OPTIONS=3145728;CHARSET=utf8mb4"},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strncasecmp(driver, known[i].name, strlen(known[i].name)) == 0)
            return known[i].extra;
    return NULL;
}
