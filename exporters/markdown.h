/* SPDX-License-Identifier: GPL-3.0-or-later */
/* markdown.h - texts and tables as Markdown that GitHub and pandoc read alike.
 * Knows no document. Internal to exporters/. */
#ifndef OT_EXPORTERS_MARKDOWN_H
#define OT_EXPORTERS_MARKDOWN_H

#include "exporters/table.h"

/* A text as it stands: what Markdown or HTML would take for a mark is escaped, a line
 * feed becomes a break, other control characters go. */
void ot_markdown_text(FILE *out, const char *text);
/* The same within a sentence: a line feed becomes a blank. */
void ot_markdown_words(FILE *out, const char *text);
/* A text on one line between before and after, without blanks at its begin. */
void ot_markdown_line(FILE *out, const char *before, const char *text,
                      const char *after);
/* A pipe table; plain: without headings over several columns. */
void ot_markdown_table(FILE *out, const ot_table *table, bool plain);

#endif
