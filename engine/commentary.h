/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commentary.h - the author's own words for the report, by slot and month, as they
 * stand between two marks, each on a line of its own:
 *
 *   <!-- outturn:slot overall-position 2021-08 -->
 *   Words, in Markdown.
 *   <!-- /outturn:slot -->
 *
 * Knows the marks and where words have their place; knows no file, and nothing of what
 * the words say. */
#ifndef OT_COMMENTARY_H
#define OT_COMMENTARY_H

#include "engine/arena.h"
#include "engine/narrative.h"

#define OT_SLOT_BEGIN "<!-- outturn:slot"
#define OT_SLOT_END   "<!-- /outturn:slot -->"
/* Above the slots of words that have no place in a report. */
#define OT_SLOT_HOMELESS "## Words without a place"

typedef struct ot_words {
    const char *slot, *period; /* "2021-08", or "": of every month */
    const char *text;          /* lines end in LF; blank lines at both ends are gone */
    long line;                 /* of the opening mark */
} ot_words;

typedef struct ot_commentary {
    ot_words *items; /* in the order of the text; slots without words are left out */
    size_t count, room;
    char *outside; /* the text outside of slots, each run of blanks and line ends as one
                      blank: what a report.md holds of the program's; up to where the
                      words without a place begin, which are there to be taken out */
    ot_arena arena;
} ot_commentary;

/* Reads the slots of a text in UTF-8. OT_EINPUT, with the line, for a mark that cannot
 * be read, a slot that is not closed and a close without a slot: words would be lost.
 * name: of the file, for messages. The caller clears, also after a failure. */
ot_status ot_commentary_parse(const char *name, const char *text, ot_commentary *out,
                              ot_error *err);
void ot_commentary_clear(ot_commentary *commentary);

/* Where all words of a report go. kept is what stood in its slots before, file the
 * author's file of words; both may be NULL. */
typedef struct ot_placed {
    const ot_narrative *narrative;
    const ot_commentary *kept, *file;
} ot_placed;

/* The words kept for a slot, or NULL: the first of this month (or of none). */
const ot_words *ot_placed_kept(const ot_placed *placed, const char *slot);
/* The next words of the file for a slot from *at on, of this month or of every month;
 * NULL at the end. */
const ot_words *ot_placed_file(const ot_placed *placed, const char *slot, size_t *at);
/* The next words that were kept and have no place in this report, from *at on: of
 * another month, of a slot that it has not, or a second time. */
const ot_words *ot_placed_homeless(const ot_placed *placed, size_t *at);
/* Whether the report has the slot. */
bool ot_narrative_has_slot(const ot_narrative *narrative, const char *slot);

#endif
