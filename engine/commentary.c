/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/commentary.h"

#include <stdlib.h>
#include <string.h>

#define BLANKS " \t\r\n\v\f"

typedef struct parser {
    const char *name;
    ot_commentary *out;
    long line;         /* now */
    bool open;         /* within a slot, that */
    ot_words words;    /* is being read */
    const char *begin; /* of its text */
    size_t outside;    /* bytes */
    bool homeless;     /* nothing more is kept of what is outside */
} parser;

/* The line without blanks at both ends. */
static void trim(const char **line, size_t *length)
{
    while (*length && strchr(BLANKS, (*line)[*length - 1]))
        --*length;
    while (*length && strchr(BLANKS, **line)) {
        ++*line;
        --*length;
    }
}

static bool begins(const char *line, size_t length, const char *with)
{
    size_t wanted = strlen(with);

    return length >= wanted && memcmp(line, with, wanted) == 0;
}

/* The next word of [*at, end), copied; "" at the end, NULL: no memory. */
static const char *next_word(parser *p, const char **at, const char *end)
{
    const char *from;
    char *word;

    while (*at < end && strchr(BLANKS, **at))
        ++*at;
    from = *at;
    while (*at < end && !strchr(BLANKS, **at))
        ++*at;
    word = ot_arena_get(&p->out->arena, (size_t)(*at - from) + 1);
    if (word)
        memcpy(word, from, (size_t)(*at - from));
    return word;
}

static bool is_slot_name(const char *name)
{
    return *name && strlen(name) <= 40 &&
           !name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")];
}

static bool is_month(const char *period)
{
    return strlen(period) == 7 && strspn(period, "0123456789") == 4 &&
           period[4] == '-' && strspn(period + 5, "0123456789") == 2;
}

/* "<!-- outturn:slot NAME [MONTH] -->". */
static ot_status open_slot(parser *p, const char *line, size_t length, ot_error *err)
{
    const char *at = line + strlen(OT_SLOT_BEGIN), *end = line + length;
    const char *rest;

    if (p->open)
        return ot_fail_at(err, OT_EINPUT, p->name, p->words.line,
                          "the slot '%.60s' is not closed before line %ld: put "
                          "'" OT_SLOT_END "' below its words",
                          p->words.slot, p->line);
    if (length < 3 || memcmp(end - 3, "-->", 3) != 0)
        return ot_fail_at(err, OT_EINPUT, p->name, p->line,
                          "the mark of a slot does not end in '-->' on its line");
    end -= 3;
    p->words = (ot_words){.line = p->line};
    p->words.slot = next_word(p, &at, end);
    p->words.period = next_word(p, &at, end);
    rest = next_word(p, &at, end);
    if (!p->words.slot || !p->words.period || !rest)
        return ot_fail_memory(err);
    if (!is_slot_name(p->words.slot) || *rest ||
        (*p->words.period && !is_month(p->words.period)))
        return ot_fail_at(err, OT_EINPUT, p->name, p->line,
                          "the mark cannot be read: it is '" OT_SLOT_BEGIN
                          " NAME 2021-08 -->', the month may be left out");
    p->open = true;
    return OT_OK;
}

/* The lines from p->begin to end, without CR and without blank lines at both ends. */
static char *copy_words(parser *p, const char *end)
{
    const char *from = p->begin, *line = from;
    char *text, *to;

    for (; line < end && strchr(BLANKS, *line); line++)
        if (*line == '\n')
            from = line + 1;
    while (end > from && strchr(BLANKS, end[-1]))
        end--;
    text = to = ot_arena_get(&p->out->arena, (size_t)(end - from) + 1);
    for (; text && from < end; from++)
        if (*from != '\r')
            *to++ = *from;
    return text;
}

static ot_status close_slot(parser *p, const char *end, ot_error *err)
{
    ot_commentary *out = p->out;

    if (!p->open)
        return ot_fail_at(err, OT_EINPUT, p->name, p->line,
                          "'" OT_SLOT_END
                          "' closes no slot: put the mark that opens it "
                          "above its words again");
    p->open = false;
    p->words.text = copy_words(p, end);
    if (!p->words.text)
        return ot_fail_memory(err);
    if (!*p->words.text)
        return OT_OK;
    if (out->count == out->room) {
        size_t room = out->room ? out->room * 2 : 16;
        ot_words *grown = realloc(out->items, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        out->items = grown;
        out->room = room;
    }
    out->items[out->count++] = p->words;
    return OT_OK;
}

static void keep_outside(parser *p, const char *line, size_t length)
{
    char *to = p->out->outside;

    for (size_t i = 0; i < length; i++) {
        bool blank = strchr(BLANKS, line[i]) != NULL;

        if (!blank)
            to[p->outside++] = line[i];
        else if (p->outside && to[p->outside - 1] != ' ')
            to[p->outside++] = ' ';
    }
    to[p->outside] = '\0';
}

static ot_status take_line(parser *p, const char *whole, const char *next,
                           ot_error *err)
{
    const char *line = whole;
    size_t length = (size_t)(next - whole);
    ot_status st = OT_OK;

    trim(&line, &length);
    if (begins(line, length, OT_SLOT_BEGIN)) {
        st = open_slot(p, line, length, err);
        p->begin = next;
    } else if (begins(line, length, "<!-- /outturn:slot")) {
        st = close_slot(p, whole, err);
    } else if (begins(line, length, OT_SLOT_HOMELESS) && !p->open) {
        p->homeless = true;
    } else if (!p->open && !p->homeless) {
        keep_outside(p, whole, (size_t)(next - whole));
    }
    return st;
}

ot_status ot_commentary_parse(const char *name, const char *text, ot_commentary *out,
                              ot_error *err)
{
    parser p = {.name = name, .out = out};
    ot_status st = OT_OK;

    *out = (ot_commentary){.outside = calloc(strlen(text) + 2, 1)};
    if (!out->outside)
        return ot_fail_memory(err);
    while (st == OT_OK && *text) {
        const char *feed = strchr(text, '\n');
        const char *next = feed ? feed + 1 : text + strlen(text);

        p.line++;
        st = take_line(&p, text, next, err);
        text = next;
    }
    if (st == OT_OK && p.open)
        st = ot_fail_at(err, OT_EINPUT, name, p.words.line,
                        "the slot '%.60s' is not closed: put '" OT_SLOT_END
                        "' below its words",
                        p.words.slot);
    return st;
}

void ot_commentary_clear(ot_commentary *commentary)
{
    free(commentary->items);
    free(commentary->outside);
    ot_arena_clear(&commentary->arena);
    *commentary = (ot_commentary){0};
}

bool ot_narrative_has_slot(const ot_narrative *narrative, const char *slot)
{
    for (size_t i = 0; i < narrative->section_count; i++)
        if (narrative->sections[i].slot &&
            strcmp(narrative->sections[i].slot, slot) == 0)
            return true;
    return false;
}

static bool is_of(const ot_placed *placed, const ot_words *words, const char *slot)
{
    return strcmp(words->slot, slot) == 0 &&
           (!*words->period || strcmp(words->period, placed->narrative->period) == 0);
}

const ot_words *ot_placed_kept(const ot_placed *placed, const char *slot)
{
    for (size_t i = 0; placed->kept && i < placed->kept->count; i++)
        if (is_of(placed, &placed->kept->items[i], slot))
            return &placed->kept->items[i];
    return NULL;
}

const ot_words *ot_placed_file(const ot_placed *placed, const char *slot, size_t *at)
{
    while (placed->file && *at < placed->file->count) {
        const ot_words *words = &placed->file->items[(*at)++];

        if (is_of(placed, words, slot))
            return words;
    }
    return NULL;
}

const ot_words *ot_placed_homeless(const ot_placed *placed, size_t *at)
{
    while (placed->kept && *at < placed->kept->count) {
        const ot_words *words = &placed->kept->items[(*at)++];

        if (!ot_narrative_has_slot(placed->narrative, words->slot) ||
            ot_placed_kept(placed, words->slot) != words)
            return words;
    }
    return NULL;
}
