/* SPDX-License-Identifier: GPL-3.0-or-later */
/* console.h - everything that is said to the person: results to stdout, the rest to
 * stderr. Knows nothing of budgets. */
#ifndef OT_CONSOLE_H
#define OT_CONSOLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "engine/status.h"

typedef struct ot_console {
    bool quiet, verbose;
    bool bar_shown; /* a progress bar stands on the last line */
    int bar_percent;
    size_t rejects; /* rows told so far */
} ot_console;

/* A text as it may be put onto a terminal: what would steer it (escapes, line breaks,
 * marks that turn the direction of writing, bytes that are no UTF-8) becomes '?'. */
void ot_console_put(FILE *out, const char *text);
/* "outturn: file:12: message" to stderr. */
void ot_console_error(ot_console *console, const ot_error *err);
/* A line to stderr unless quiet. */
void ot_console_say(ot_console *console, const char *format, ...) OT_PRINTF(2, 3);
/* A line to stderr only when verbose. */
void ot_console_detail(ot_console *console, const char *format, ...) OT_PRINTF(2, 3);

/* A sink that prints issues; of many rejected rows the first 20, the rest are counted.
 */
ot_issue_sink ot_console_issues(ot_console *console);

/* A progress bar, on a terminal only. done of total; total 0 or done == total ends it.
 */
void ot_console_progress(ot_console *console, const char *what, uint64_t done,
                         uint64_t total);
void ot_console_end_progress(ot_console *console);

/* Columns of the terminal on stdout, 0 where it is none. */
int ot_console_width(void);
/* Whether the environment's locale is a UTF-8 one. */
bool ot_console_utf8(void);

#endif
