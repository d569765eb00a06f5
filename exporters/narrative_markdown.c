/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_markdown.c - the report in words as Markdown, with slots for the author. */
#include <string.h>

#include "exporters/exporter.h"
#include "exporters/markdown.h"

static void put_run(FILE *out, const ot_phrase *run)
{
    char buffer[OT_PHRASE_TEXT_SIZE];
    const char *text = ot_phrase_text(run, buffer), *mark = run->strong ? "**" : "";

    fputs(mark, out);
    ot_markdown_words(out, text);
    fputs(mark, out);
}

/* A page of a document made from it holds names and figures, no other texts. */
static void keep_narrow(ot_table *table)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < table->count; i++)
        if (!kept || !ot_table_is_text(table, i))
            table->columns[kept++] = table->columns[i];
    table->count = kept;
}

static ot_status put_table(FILE *out, const ot_block *block, ot_error *err)
{
    ot_table table;
    ot_status st =
        ot_table_choose(&table, block->table, block->columns, block->column_count, err);

    if (st < 0)
        return st;
    for (size_t i = 0; i < block->run_count; i++) {
        fputs(i ? "" : "**", out);
        put_run(out, &block->runs[i]);
        fputs(i + 1 == block->run_count ? "**\n\n" : "", out);
    }
    keep_narrow(&table);
    ot_markdown_table(out, &table, block->plain);
    for (size_t i = 0; block->notes && i < block->table->note_count; i++)
        ot_markdown_line(out, "\n*", block->table->notes[i], "*\n");
    ot_table_clear(&table);
    return OT_OK;
}

/* Items of a list stand close, whatever else after an empty line. */
static ot_status put_block(FILE *out, const ot_section *section, size_t index,
                           ot_error *err)
{
    const ot_block *block = &section->blocks[index];
    bool item = block->kind == OT_BLOCK_ITEM;

    if (!item || !index || section->blocks[index - 1].kind != OT_BLOCK_ITEM)
        putc('\n', out);
    if (block->kind == OT_BLOCK_TABLE)
        return put_table(out, block, err);
    fputs(item ? "- " : "", out);
    for (size_t i = 0; i < block->run_count; i++)
        put_run(out, &block->runs[i]);
    putc('\n', out);
    return OT_OK;
}

static void put_slot(FILE *out, const char *slot, const char *period, const char *text)
{
    fprintf(out, "\n%s %s%s%s -->\n", OT_SLOT_BEGIN, slot, *period ? " " : "", period);
    if (*text)
        fprintf(out, "\n%s\n\n", text);
    fprintf(out, "%s\n", OT_SLOT_END);
}

/* The file's words stand before the slot: they are changed in the file. */
static void put_words(FILE *out, const ot_placed *placed, const char *slot)
{
    const ot_words *words;
    size_t at = 0;

    while ((words = ot_placed_file(placed, slot, &at)))
        fprintf(out, "\n%s\n", words->text);
    words = ot_placed_kept(placed, slot);
    put_slot(out, slot, placed->narrative->period, words ? words->text : "");
}

static ot_status put_section(FILE *out, const ot_placed *placed, size_t index,
                             ot_error *err)
{
    const ot_section *section = &placed->narrative->sections[index];
    bool attachment = strncmp(section->number, "Att", 3) == 0;
    ot_status st = OT_OK;

    fprintf(out, "\n%s %s%s ", section->level == 1 ? "##" : "###", section->number,
            attachment            ? ":"
            : section->level == 1 ? "."
                                  : "");
    ot_markdown_line(out, "", section->heading, "\n");
    for (size_t i = 0; st == OT_OK && i < section->block_count; i++)
        st = put_block(out, section, i, err);
    if (st == OT_OK && section->slot)
        put_words(out, placed, section->slot);
    return st;
}

static void put_homeless(FILE *out, const ot_placed *placed)
{
    const ot_words *words;
    size_t at = 0;
    bool any = false;

    while ((words = ot_placed_homeless(placed, &at))) {
        if (!any)
            fputs(
                "\n" OT_SLOT_HOMELESS "\n\n"
                "*Kept from the report before: of another month, of a section that "
                "this report has not, or a second time. Move them or take them out.*\n",
                out);
        any = true;
        put_slot(out, words->slot, words->period, words->text);
    }
}

ot_status ot_narrative_markdown(const ot_placed *placed, FILE *out, ot_error *err)
{
    const ot_narrative *narrative = placed->narrative;
    ot_status st = OT_OK;

    ot_markdown_line(out, "# ", narrative->title, "\n");
    for (size_t i = 0; i < narrative->line_count; i++) {
        bool last = i + 1 == narrative->line_count;

        ot_markdown_line(out, i ? "" : "\n", narrative->lines[i], last ? "\n" : "\\\n");
    }
    fputs(
        "\n<!-- Your own words go between the two marks of a slot: they are kept when "
        "the report is made again. All else is made anew. -->\n",
        out);
    for (size_t i = 0; st == OT_OK && i < narrative->section_count; i++)
        st = put_section(out, placed, i, err);
    if (st == OT_OK)
        put_homeless(out, placed);
    return st == OT_OK ? ot_stream_close(out, "report.md", err) : st;
}
