/* SPDX-License-Identifier: GPL-3.0-or-later */
/* print.h - a report on the standard output: as a table, CSV or JSON by --format.
 * Knows no command. */
#ifndef OT_PRINT_H
#define OT_PRINT_H

#include "cli/command.h"
#include "engine/report.h"

/* OT_EUSAGE for another format; OT_EIO. */
ot_status ot_print_report(const ot_arguments *arguments, const ot_report *report,
                          ot_error *err);
/* As a table, in colour on a terminal unless NO_COLOR is set. */
ot_status ot_print_table(const ot_report *report, ot_error *err);

/* A line to stdout, of texts that came from files: nothing in it steers a terminal. */
void ot_print_line(const char *format, ...) OT_PRINTF(1, 2);

#endif
