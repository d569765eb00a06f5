/* SPDX-License-Identifier: GPL-3.0-or-later */
/* narrative.h - the report in words: sections of paragraphs, list items and tables,
 * made of texts and of figures that are bound to cells of sheets. Knows cells and how
 * one is told in words; knows neither what is told nor Markdown. A figure's text is
 * formed from its cell whenever it is asked for, and is kept nowhere. */
#ifndef OT_NARRATIVE_H
#define OT_NARRATIVE_H

#include "engine/report.h"

/* How a cell is told. Amounts, counts and percents without their sign: the words around
 * them say which way. */
typedef enum ot_form {
    OT_FORM_TEXT,    /* of a cell of text, as it stands */
    OT_FORM_AMOUNT,  /* "£17.159 million", "£936k": £000, or pence rounded to it */
    OT_FORM_POUNDS,  /* "£92,146": pence rounded to pounds */
    OT_FORM_PERCENT, /* "41.1%" */
    OT_FORM_COUNT,   /* "459"; of a cell that is left out "fewer than 5" or
                        "not published" */
    OT_FORM_REASON   /* of a cell of text, what stands behind its code: "VOL: More" */
} ot_form;

typedef enum ot_phrase_kind {
    OT_PHRASE_WORDS,  /* of the program: holds no digit */
    OT_PHRASE_NAME,   /* from the profile, a heading or a title */
    OT_PHRASE_PERIOD, /* a month or a fiscal year */
    OT_PHRASE_CELL
} ot_phrase_kind;

typedef struct ot_phrase {
    ot_phrase_kind kind;
    bool strong;
    const char *text; /* NULL for a cell */
    const ot_report *sheet;
    uint32_t row, column;
    ot_form form;
    int decimals; /* of a percent; 0 means 1 */
} ot_phrase;

typedef enum ot_block_kind {
    OT_BLOCK_PARAGRAPH,
    OT_BLOCK_ITEM,
    OT_BLOCK_TABLE
} ot_block_kind;

typedef struct ot_block {
    ot_block_kind kind;
    ot_phrase *runs; /* of a table: its caption, where it has one */
    size_t run_count, run_room;
    const ot_report *table; /* rows but checks that are ok, blanks; notes below it */
    uint32_t *columns;      /* [column_count] of the table that are shown, in order */
    uint32_t column_count;
    bool plain; /* headings without those over several columns: the caption says it */
    bool notes; /* the table's notes follow it */
} ot_block;

typedef struct ot_section {
    int level;          /* 1, 2 */
    const char *number; /* "2.1", "Attachment 3" */
    const char *heading;
    const char *slot; /* name of the place for the author's own words, or NULL */
    ot_block *blocks;
    size_t block_count, block_room;
} ot_section;

/* Borrows the sheets that its cells are of, which must outlive it. */
typedef struct ot_narrative {
    const char *title, **lines; /* lines below the title */
    size_t line_count;
    const char *period; /* "2021-08" */
    ot_section *sections;
    size_t section_count, section_room;
    int numbers[2], attachments; /* so far */
    void *owned;
} ot_narrative;

ot_narrative *ot_narrative_new(const char *title,
                               const char *period); /* NULL: no memory */
void ot_narrative_free(ot_narrative *narrative);

/* What a narrative is written with: after a failure the rest does nothing, and st says
 * why. Texts are copied. */
typedef struct ot_pen {
    ot_narrative *narrative;
    ot_status st;
    ot_error *err;
} ot_pen;

/* slot may be NULL. level 0: an attachment, numbered by itself. */
void ot_pen_section(ot_pen *pen, int level, const char *heading, const char *slot);
void ot_pen_line(ot_pen *pen, const char *text); /* below the title */
void ot_pen_paragraph(ot_pen *pen);
void ot_pen_item(ot_pen *pen); /* neighbouring items are one list */
/* columns NULL: all but those for the CSV alone. */
void ot_pen_table(ot_pen *pen, const ot_report *table, const uint32_t *columns,
                  uint32_t count);
/* Into the newest block. */
void ot_pen_say(ot_pen *pen, const char *words);
void ot_pen_name(ot_pen *pen, const char *text);
void ot_pen_period(ot_pen *pen, const char *text);
void ot_pen_cell(ot_pen *pen, const ot_report *sheet, uint32_t row, uint32_t column,
                 ot_form form);
void ot_pen_percent(ot_pen *pen, const ot_report *sheet, uint32_t row, uint32_t column,
                    int decimals);
void ot_pen_strong(ot_pen *pen); /* what was said last stands out */

/* The words of a run: its text, or that of its cell as it is now. */
#define OT_PHRASE_TEXT_SIZE 64
const char *ot_phrase_text(const ot_phrase *run, char text[OT_PHRASE_TEXT_SIZE]);

/* "£17.159 million", or "£936k" below a million; thousands without sign. */
#define OT_AMOUNT_TEXT 48
char *ot_amount_text(int64_t thousands, char text[OT_AMOUNT_TEXT]);

#endif
