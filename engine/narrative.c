/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/narrative.h"

#include <stdlib.h>
#include <string.h>

#include "engine/arena.h"

/* What a narrative points to as `owned`. */
typedef struct narrative_memory {
    ot_arena arena;
    size_t line_room;
} narrative_memory;

static ot_arena *arena_of(ot_narrative *narrative)
{
    return &((narrative_memory *)narrative->owned)->arena;
}

ot_narrative *ot_narrative_new(const char *title, const char *period)
{
    ot_narrative *narrative = calloc(1, sizeof *narrative);
    narrative_memory *memory = calloc(1, sizeof *memory);

    if (!narrative || !memory) {
        free(narrative);
        free(memory);
        return NULL;
    }
    narrative->owned = memory;
    narrative->title = ot_arena_copy(&memory->arena, title);
    narrative->period = ot_arena_copy(&memory->arena, period);
    if (!narrative->title || !narrative->period) {
        ot_narrative_free(narrative);
        return NULL;
    }
    return narrative;
}

void ot_narrative_free(ot_narrative *narrative)
{
    if (!narrative)
        return;
    for (size_t i = 0; i < narrative->section_count; i++) {
        ot_section *section = &narrative->sections[i];

        for (size_t b = 0; b < section->block_count; b++)
            free(section->blocks[b].runs);
        free(section->blocks);
    }
    free(narrative->sections);
    free(narrative->lines);
    ot_arena_clear(arena_of(narrative));
    free(narrative->owned);
    free(narrative);
}

/* Room for one more of `size` bytes each behind items; NULL: no memory, and told. */
static void *grow(ot_pen *pen, void *items, size_t count, size_t *room, size_t size)
{
    size_t wanted = *room ? *room * 2 : 8;
    void *grown;

    if (count < *room)
        return items;
    grown = realloc(items, wanted * size);
    if (!grown) {
        pen->st = ot_fail_memory(pen->err);
        return NULL;
    }
    *room = wanted;
    return grown;
}

static const char *copy(ot_pen *pen, const char *text)
{
    const char *copied = ot_arena_copy(arena_of(pen->narrative), text);

    if (!copied)
        pen->st = ot_fail_memory(pen->err);
    return copied;
}

void ot_pen_line(ot_pen *pen, const char *text)
{
    ot_narrative *narrative = pen->narrative;
    narrative_memory *memory = narrative->owned;
    void *grown;

    if (pen->st < 0)
        return;
    grown = grow(pen, narrative->lines, narrative->line_count, &memory->line_room,
                 sizeof *narrative->lines);
    if (!grown)
        return;
    narrative->lines = grown;
    narrative->lines[narrative->line_count] = copy(pen, text);
    narrative->line_count += pen->st >= 0;
}

/* "2", "2.1", "Attachment 3". */
static const char *next_number(ot_pen *pen, int level)
{
    ot_narrative *narrative = pen->narrative;
    int *numbers = narrative->numbers;
    const char *number;

    if (level == 1) {
        numbers[0]++;
        numbers[1] = 0;
    }
    numbers[1] += level == 2;
    narrative->attachments += level == 0;
    if (level == 0)
        number = ot_arena_format(arena_of(narrative), "Attachment %d",
                                 narrative->attachments);
    else if (level == 1)
        number = ot_arena_format(arena_of(narrative), "%d", numbers[0]);
    else
        number = ot_arena_format(arena_of(narrative), "%d.%d", numbers[0], numbers[1]);
    if (!number)
        pen->st = ot_fail_memory(pen->err);
    return number;
}

void ot_pen_section(ot_pen *pen, int level, const char *heading, const char *slot)
{
    ot_narrative *narrative = pen->narrative;
    ot_section section = {.level = level == 1 ? 1 : 2};
    void *grown;

    if (pen->st < 0)
        return;
    section.number = next_number(pen, level);
    section.heading = copy(pen, heading);
    section.slot = slot ? copy(pen, slot) : NULL;
    grown = grow(pen, narrative->sections, narrative->section_count,
                 &narrative->section_room, sizeof section);
    if (grown)
        narrative->sections = grown;
    if (pen->st >= 0)
        narrative->sections[narrative->section_count++] = section;
}

static ot_block *newest_block(ot_pen *pen)
{
    ot_section *section;

    if (!pen->narrative->section_count)
        return NULL;
    section = &pen->narrative->sections[pen->narrative->section_count - 1];
    return section->block_count ? &section->blocks[section->block_count - 1] : NULL;
}

static ot_block *add_block(ot_pen *pen, ot_block_kind kind)
{
    ot_section *section;
    void *grown;

    if (pen->st >= 0 && !pen->narrative->section_count)
        pen->st = ot_fail(pen->err, OT_EUSAGE, "a block stands before any section");
    if (pen->st < 0)
        return NULL;
    section = &pen->narrative->sections[pen->narrative->section_count - 1];
    grown = grow(pen, section->blocks, section->block_count, &section->block_room,
                 sizeof *section->blocks);
    if (!grown)
        return NULL;
    section->blocks = grown;
    section->blocks[section->block_count++] = (ot_block){.kind = kind};
    return newest_block(pen);
}

void ot_pen_paragraph(ot_pen *pen)
{
    add_block(pen, OT_BLOCK_PARAGRAPH);
}

void ot_pen_item(ot_pen *pen)
{
    add_block(pen, OT_BLOCK_ITEM);
}

void ot_pen_table(ot_pen *pen, const ot_report *table, const uint32_t *columns,
                  uint32_t count)
{
    ot_block *block = add_block(pen, OT_BLOCK_TABLE);

    if (!block)
        return;
    block->table = table;
    block->columns = ot_arena_get(arena_of(pen->narrative),
                                  (table->column_count + 1) * sizeof *block->columns);
    if (!block->columns) {
        pen->st = ot_fail_memory(pen->err);
        return;
    }
    if (columns) {
        memcpy(block->columns, columns, count * sizeof *columns);
        block->column_count = count;
        return;
    }
    for (uint32_t i = 0; i < table->column_count; i++)
        if (table->columns[i].media != OT_MEDIA_CSV)
            block->columns[block->column_count++] = i;
}

static ot_phrase *add_run(ot_pen *pen, ot_phrase run)
{
    ot_block *block = newest_block(pen);
    void *grown;

    if (pen->st >= 0 && !block)
        pen->st = ot_fail(pen->err, OT_EUSAGE, "words stand before any block");
    if (pen->st < 0)
        return NULL;
    if (run.text)
        run.text = copy(pen, run.text);
    if (pen->st < 0)
        return NULL;
    grown = grow(pen, block->runs, block->run_count, &block->run_room, sizeof run);
    if (!grown)
        return NULL;
    block->runs = grown;
    block->runs[block->run_count] = run;
    return &block->runs[block->run_count++];
}

void ot_pen_say(ot_pen *pen, const char *words)
{
    add_run(pen, (ot_phrase){.kind = OT_PHRASE_WORDS, .text = words});
}

void ot_pen_name(ot_pen *pen, const char *text)
{
    add_run(pen, (ot_phrase){.kind = OT_PHRASE_NAME, .text = text});
}

void ot_pen_period(ot_pen *pen, const char *text)
{
    add_run(pen, (ot_phrase){.kind = OT_PHRASE_PERIOD, .text = text});
}

void ot_pen_cell(ot_pen *pen, const ot_report *sheet, uint32_t row, uint32_t column,
                 ot_form form)
{
    add_run(pen, (ot_phrase){.kind = OT_PHRASE_CELL,
                             .sheet = sheet,
                             .row = row,
                             .column = column,
                             .form = form});
}

void ot_pen_percent(ot_pen *pen, const ot_report *sheet, uint32_t row, uint32_t column,
                    int decimals)
{
    ot_phrase *run = add_run(pen, (ot_phrase){.kind = OT_PHRASE_CELL,
                                              .sheet = sheet,
                                              .row = row,
                                              .column = column,
                                              .form = OT_FORM_PERCENT});

    if (run)
        run->decimals = decimals;
}

void ot_pen_strong(ot_pen *pen)
{
    ot_block *block = newest_block(pen);

    if (pen->st >= 0 && block && block->run_count)
        block->runs[block->run_count - 1].strong = true;
}
