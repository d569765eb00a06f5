/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative_text.h - a report in words as plain text, to be compared. */
#ifndef OT_TEST_NARRATIVE_TEXT_H
#define OT_TEST_NARRATIVE_TEXT_H

#include "engine/narrative.h"
#include "tests/check.h"

/* Headings as "# 2.1 Overall position", blocks as lines, tables as "[table]". */
static inline char *narrative_text(const ot_narrative *narrative)
{
    char *text = NULL, buffer[OT_PHRASE_TEXT_SIZE];
    size_t size;
    FILE *out = open_memstream(&text, &size);

    for (size_t s = 0; out && s < narrative->section_count; s++) {
        const ot_section *section = &narrative->sections[s];

        fprintf(out, "# %s %s\n", section->number, section->heading);
        for (size_t b = 0; b < section->block_count; b++) {
            const ot_block *block = &section->blocks[b];

            fputs(block->kind == OT_BLOCK_ITEM ? "- " : "", out);
            for (size_t i = 0; i < block->run_count; i++)
                fputs(ot_phrase_text(&block->runs[i], buffer), out);
            fputs(block->kind == OT_BLOCK_TABLE ? "[table]\n" : "\n", out);
        }
    }
    if (out)
        fclose(out);
    CHECK(text != NULL);
    return text;
}

#define CHECK_SAYS(text, want)                                                         \
    do {                                                                               \
        CHECK(strstr((text), (want)) != NULL);                                         \
        if (!strstr((text), (want)))                                                   \
            fprintf(stderr, "wanted: %s\nin:\n%s\n", (want), (text));                  \
    } while (0)
#define CHECK_SAYS_NOT(text, unwanted) CHECK(strstr((text), (unwanted)) == NULL)

#endif
