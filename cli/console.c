/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/console.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "exporters/text.h"

#define REJECTS_SHOWN 20
#define BAR_CELLS     30
#define BAR_NAME      28

static void end_bar(ot_console *console)
{
    if (console->bar_shown)
        fputs("\r\033[K", stderr);
    console->bar_shown = false;
}

void ot_console_put(FILE *out, const char *text)
{
    while (*text) {
        const char *start = text;

        if (ot_text_control(ot_text_next(&text)))
            fputc('?', out);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
}

static void put_safely(const char *text)
{
    ot_console_put(stderr, text);
}

static void put_place(const char *input, long line)
{
    if (!*input)
        return;
    put_safely(input);
    if (line)
        fprintf(stderr, ":%ld", line);
    fputs(": ", stderr);
}

void ot_console_error(ot_console *console, const ot_error *err)
{
    end_bar(console);
    fputs("outturn: ", stderr);
    put_place(err->input, err->line);
    put_safely(err->message);
    fputc('\n', stderr);
}

static void say(ot_console *console, const char *format, va_list args)
{
    char text[1024];

    end_bar(console);
    vsnprintf(text, sizeof text, format, args);
    put_safely(text);
    fputc('\n', stderr);
}

void ot_console_say(ot_console *console, const char *format, ...)
{
    va_list args;

    if (console->quiet)
        return;
    va_start(args, format);
    say(console, format, args);
    va_end(args);
}

void ot_console_detail(ot_console *console, const char *format, ...)
{
    va_list args;

    if (!console->verbose)
        return;
    va_start(args, format);
    say(console, format, args);
    va_end(args);
}

static void print_issue(void *self, const ot_issue *issue)
{
    static const char *const words[] = {"note", "warning", "rejected"};
    ot_console *console = self;

    if (issue->severity == OT_REJECT)
        console->rejects++;
    if (issue->severity != OT_REJECT && console->quiet)
        return;
    if (issue->severity == OT_REJECT && console->rejects > REJECTS_SHOWN) {
        if (console->rejects == REJECTS_SHOWN + 1)
            ot_console_say(console, "further ones are not shown");
        return;
    }
    end_bar(console);
    put_place(issue->input, issue->line);
    fprintf(stderr, "%s: ", words[issue->severity]);
    put_safely(issue->message);
    fputc('\n', stderr);
}

ot_issue_sink ot_console_issues(ot_console *console)
{
    return (ot_issue_sink){console, print_issue};
}

void ot_console_progress(ot_console *console, const char *what, uint64_t done,
                         uint64_t total)
{
    char name[BAR_NAME + 1];
    int percent, filled;

    if (console->quiet || !total || !isatty(STDERR_FILENO))
        return;
    percent = (int)((double)done * 100.0 / (double)total);
    if (console->bar_shown && percent == console->bar_percent)
        return;
    console->bar_percent = percent;
    console->bar_shown = true;
    filled = percent * BAR_CELLS / 100;
    snprintf(name, sizeof name, "%-*.*s", BAR_NAME, BAR_NAME, what);
    fputc('\r', stderr);
    put_safely(name);
    fputs(" [", stderr);
    for (int i = 0; i < BAR_CELLS; i++)
        fputc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %3d%%", percent);
    if (done >= total)
        end_bar(console);
}

void ot_console_end_progress(ot_console *console)
{
    end_bar(console);
}

int ot_console_width(void)
{
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    struct winsize size;

    if (width >= 20 && width <= 10000)
        return (int)width;
    if (!isatty(STDOUT_FILENO))
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        return size.ws_col;
    return 80;
}

bool ot_console_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *locale = getenv(names[i]);
        const char *charset = locale ? strchr(locale, '.') : NULL;

        if (locale && *locale)
            return charset && (strncasecmp(charset, ".utf-8", 6) == 0 ||
                               strncasecmp(charset, ".utf8", 5) == 0);
    }
    return false;
}
