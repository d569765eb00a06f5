/* SPDX-License-Identifier: GPL-3.0-or-later */
/* man_page.c - a program of the build: prints docs/outturn.1 from the tables that
 * parsing and --help are driven by, with the prose that is in no table. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/profile.h"

/* In roff a '-' is a hyphen, a leading '.' or '\'' a request, '\\' an escape. */
static void put(const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text; text++) {
        if (*text == '-')
            fputs("\\-", stdout);
        else if (*text == '\\')
            fputs("\\e", stdout);
        else
            putchar(*text);
    }
}

static void put_line(const char *text)
{
    put(text);
    putchar('\n');
}

static void section(const char *title)
{
    printf(".SH %s\n", title);
}

static const ot_option *find_option(const char *name)
{
    for (const ot_option *option = ot_options(); option->name; option++)
        if (strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

static void put_option(const char *name)
{
    const ot_option *option = find_option(name);

    fputs(".TP\n.B ", stdout);
    put("--");
    put(option->name);
    if (option->argument) {
        fputs(" \\fI", stdout);
        put(option->argument);
        fputs("\\fR", stdout);
    }
    putchar('\n');
    put_line(option->meaning);
}

static void put_commands(void)
{
    section("COMMANDS");
    for (const ot_command *command = ot_commands(); command->name; command++) {
        fputs(".SS outturn ", stdout);
        put(command->name);
        if (*command->operands) {
            putchar(' ');
            put(command->operands);
        }
        putchar('\n');
        put_line(command->summary);
        for (const char *const *name = command->options; *name; name++)
            put_option(*name);
    }
}

static void put_global_options(void)
{
    section("OPTIONS OF EVERY COMMAND");
    for (const char *const *name = ot_global_options(); *name; name++)
        put_option(*name);
}

static void put_profile(void)
{
    const char *last = "";

    section("PROFILE");
    puts("The profile is an INI file: lines\n.B key = value\nunder\n.B "
         "[section]\nheadings. "
         "A list\nof files has one path or pattern a line, further lines "
         "indented.\nPaths "
         "are relative to the profile. An unknown key is an error.");
    for (const ot_profile_key *key = ot_profile_keys(); key->section; key++) {
        if (strcmp(last, key->section) != 0)
            printf(".SS [%s]\n", key->section);
        last = key->section;
        fputs(".TP\n.B ", stdout);
        put(key->key);
        if (key->key[strlen(key->key) - 1] == '.')
            fputs("\\fINAME\\fR", stdout);
        putchar('\n');
        put_line(key->meaning);
    }
}

static void put_files(void)
{
    section("FILES");
    puts(
        ".TP\n.B outturn.ini\nthe profile that is read where none is named\n"
        ".TP\n.B outturn.db\nthe workspace: one SQLite file that remembers every "
        "import "
        "and run.\nKeep it on a local disk.\n"
        ".TP\n.B pack/\nthe pack: pack.xlsx with all sheets; sla, high\\-risk, "
        "activity "
        "and the\ndriver\\(aqs sheet as workbooks of their own; every sheet as CSV; "
        "report.md and\nreport.html, the report in words; index.html, all of it as one "
        "page; manifest.json with the inputs and their SHA\\-256\n"
        ".TP\n.IB NAME .rejects.csv\nbeside an input: its rejected rows, with line and "
        "reason");
}

static void put_rest(void)
{
    section("LOG");
    puts("Every change of the workspace is noted in its log with the user, the time, "
         "the "
         "inputs\nand their SHA\\-256, and what was refused, too. Each entry holds the "
         "hash of the one\nbefore:\n.B outturn history \\-\\-verify\nnames the first "
         "entry that was changed, put in or taken out. Who may write the\nfile can "
         "write "
         "the whole log anew: note down the hash that\n.B outturn close\nprints, and "
         "compare.");
    section("EXIT STATUS");
    puts(".TP\n.B 0\ndone\n.TP\n.B 1\ndone, with findings that need a person\n.TP\n.B "
         "2\n"
         "not done; nothing was changed but the log, which says what was refused");
    section("ENVIRONMENT");
    puts(
        ".TP\n.B TMPDIR\nwhere a ledger from a pipe and the answer of a warehouse are "
        "kept while they are imported; else /var/tmp\n"
        ".TP\n.B COLUMNS\nwidth of tables; else 100 on a terminal, no limit elsewhere\n"
        ".TP\n.B NO_COLOR\nwhen set, no colour");
    section("EXAMPLES");
    puts(".nf\noutturn init mycouncil\noutturn run mycouncil/outturn.ini "
         "\\-\\-as\\-at 2021\\-08\noutturn variances \\-\\-manager \\(dqHead of "
         "Transport\\(dq \\-\\-over 50000\noutturn export \\-\\-run 3 \\-\\-out "
         "july\\-again\n.fi");
    section("SEE ALSO");
    puts("The input files are described in\n.IR formats.md ,\nledgers in a "
         "warehouse in\n.IR warehouse.md ,\ninstalled with the "
         "program.");
}

int main(void)
{
    puts(".\\\" Made by outturn-man-page from the tables of commands, options and "
         "profile "
         "keys.\n.TH OUTTURN 1 \"\" \"outturn\" \"User Commands\"\n.SH NAME\noutturn "
         "\\- "
         "budget monitoring and forecasting for local\\-government finance\n.SH "
         "SYNOPSIS\n.B outturn\n.I COMMAND\n.RI [ OPTION ...]\n.RI [ FILE ...]\n.SH "
         "DESCRIPTION\nEvery month a finance business partner turns the ledger "
         "extract, the "
         "activity\ncounts and the budget managers\\(aq forecasts into a monitoring "
         "pack.\n"
         ".B outturn run\ndoes that in one go: it imports what changed, checks it, "
         "projects "
         "the outturn of\nevery line with an interval, adopts a forecast for each, "
         "splits "
         "the named driver\n(COVID\\-19, say) from the underlying position, and writes "
         "the "
         "workbooks.\nResults go to the standard output, everything else to the "
         "standard "
         "error.");
    put_commands();
    put_global_options();
    put_profile();
    put_files();
    put_rest();
    return 0;
}
