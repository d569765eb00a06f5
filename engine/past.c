/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/past.h"

#include <stdlib.h>
#include <string.h>

#include "engine/arena.h"

typedef struct entry {
    uint32_t line; /* of lines */
    uint32_t number;
    ot_past_forecast forecast;
} entry;

typedef struct line_entries {
    ot_line_key key;
    uint32_t number; /* as the entries name it */
    size_t first, count;
} line_entries;

struct ot_past {
    entry *entries;
    size_t count, room;
    line_entries *lines;
    size_t line_count, line_room;
    ot_past_forecast *forecasts; /* once sealed: by line as they came, year, month */
    ot_arena texts;
};

int ot_line_key_compare(const ot_line_key *a, const ot_line_key *b)
{
    int by = strcmp(a->cost_centre, b->cost_centre);

    if (!by)
        by = a->subjective_group - b->subjective_group;
    if (!by)
        by = a->fund - b->fund;
    return by ? by : strcmp(a->area, b->area);
}

ot_past *ot_past_new(void)
{
    return calloc(1, sizeof(ot_past));
}

void ot_past_free(ot_past *past)
{
    if (!past)
        return;
    free(past->entries);
    free(past->lines);
    free(past->forecasts);
    ot_arena_clear(&past->texts);
    free(past);
}

static ot_status add_line(ot_past *past, const ot_line_key *key, ot_error *err)
{
    line_entries *line;

    if (past->line_count == past->line_room) {
        size_t room = past->line_room ? 2 * past->line_room : 256;
        line_entries *grown = realloc(past->lines, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        past->lines = grown;
        past->line_room = room;
    }
    line = &past->lines[past->line_count];
    *line = (line_entries){.key = *key, .number = (uint32_t)past->line_count};
    line->key.cost_centre = ot_arena_copy(&past->texts, key->cost_centre);
    line->key.area = ot_arena_copy(&past->texts, key->area);
    if (!line->key.cost_centre || !line->key.area)
        return ot_fail_memory(err);
    past->line_count++;
    return OT_OK;
}

/* Entries mostly come line by line. A line may come again: sealing joins them. */
ot_status ot_past_add(ot_past *past, const ot_past_entry *added, ot_error *err)
{
    if (past->line_count == 0 ||
        ot_line_key_compare(&past->lines[past->line_count - 1].key, &added->line) != 0)
        if (add_line(past, &added->line, err) < 0)
            return OT_ENOMEM;
    if (past->count == past->room) {
        size_t room = past->room ? 2 * past->room : 4096;
        entry *grown = realloc(past->entries, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        past->entries = grown;
        past->room = room;
    }
    past->entries[past->count] = (entry){(uint32_t)(past->line_count - 1),
                                         (uint32_t)past->count, added->forecast};
    past->count++;
    return OT_OK;
}

static int compare_lines(const void *left, const void *right)
{
    const line_entries *a = left, *b = right;
    int by = ot_line_key_compare(&a->key, &b->key);

    return by ? by : (a->number > b->number) - (a->number < b->number);
}

/* The one that counts last: what was known then, then the later. */
static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;

    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->forecast.year != b->forecast.year)
        return a->forecast.year - b->forecast.year;
    if (a->forecast.month != b->forecast.month)
        return a->forecast.month - b->forecast.month;
    if (a->forecast.then != b->forecast.then)
        return a->forecast.then ? 1 : -1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Lines that came more than once become one; entries are numbered by what is left. */
static void join_lines(ot_past *past, uint32_t *place)
{
    size_t kept = 0;

    for (size_t i = 0; i < past->line_count; i++) {
        uint32_t number = past->lines[i].number;

        if (kept == 0 ||
            ot_line_key_compare(&past->lines[kept - 1].key, &past->lines[i].key) != 0)
            past->lines[kept++] = past->lines[i];
        place[number] = (uint32_t)(kept - 1);
    }
    past->line_count = kept;
    for (size_t i = 0; i < past->count; i++)
        past->entries[i].line = place[past->entries[i].line];
}

ot_status ot_past_seal(ot_past *past, ot_error *err)
{
    uint32_t *place = malloc((past->line_count + 1) * sizeof *place);
    size_t kept = 0;

    past->forecasts = malloc((past->count + 1) * sizeof *past->forecasts);
    if (!place || !past->forecasts) {
        free(place);
        return ot_fail_memory(err);
    }
    if (past->line_count)
        qsort(past->lines, past->line_count, sizeof *past->lines, compare_lines);
    join_lines(past, place);
    free(place);
    if (past->count)
        qsort(past->entries, past->count, sizeof *past->entries, compare_entries);
    for (size_t i = 0; i < past->count; i++) {
        const entry *one = &past->entries[i], *next = one + 1;
        line_entries *line = &past->lines[one->line];

        if (i + 1 < past->count && next->line == one->line &&
            next->forecast.year == one->forecast.year &&
            next->forecast.month == one->forecast.month)
            continue;
        if (line->count++ == 0)
            line->first = kept;
        past->forecasts[kept++] = one->forecast;
    }
    free(past->entries);
    past->entries = NULL;
    past->count = kept;
    return OT_OK;
}

static int compare_key(const void *key, const void *line)
{
    return ot_line_key_compare(key, &((const line_entries *)line)->key);
}

const ot_past_forecast *ot_past_of(const ot_past *past, const ot_line_key *line,
                                   size_t *count)
{
    const line_entries *found = NULL;

    if (past && past->line_count)
        found = bsearch(line, past->lines, past->line_count, sizeof *past->lines,
                        compare_key);
    *count = found ? found->count : 0;
    return found ? past->forecasts + found->first : NULL;
}

const ot_past_forecast *ot_past_at(const ot_past_forecast *forecasts, size_t count,
                                   int year, int month)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const ot_past_forecast *one = &forecasts[middle];

        if (one->year < year || (one->year == year && one->month < month))
            low = middle + 1;
        else
            high = middle;
    }
    if (low < count && forecasts[low].year == year && forecasts[low].month == month)
        return &forecasts[low];
    return NULL;
}
