/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/print.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "exporters/exporter.h"
#include "exporters/json.h"

#define LINE_BYTES 8192

ot_status ot_print_table(const ot_report *report, ot_error *err)
{
    const char *no_colour = getenv("NO_COLOR");
    ot_terminal_options options = {.width = ot_console_width()};

    options.ascii = options.width && !ot_console_utf8();
    options.colour = isatty(STDOUT_FILENO) && !(no_colour && *no_colour);
    return ot_terminal_write(report, stdout, &options, err);
}

ot_status ot_print_report(const ot_arguments *arguments, const ot_report *report,
                          ot_error *err)
{
    const char *format = ot_argument(arguments, "format");

    if (!format || strcmp(format, "table") == 0)
        return ot_print_table(report, err);
    if (strcmp(format, "csv") == 0)
        return ot_csv_write(report, stdout, err);
    if (strcmp(format, "json") == 0)
        return ot_json_write(report, stdout, err);
    return ot_fail(err, OT_EUSAGE, "--format knows table, csv and json here, not '%s'",
                   format);
}

void ot_print_line(const char *format, ...)
{
    char text[LINE_BYTES];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ot_console_put(stdout, text);
    putchar('\n');
}
