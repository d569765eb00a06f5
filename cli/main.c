/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - the command line: finds the command, reads its options, runs it. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/command.h"
#include "cli/suggest.h"

/* What was typed may come from a file's name: nothing in it steers a terminal. */
static void complain(const char *before, const char *typed, const char *after)
{
    fputs(before, stderr);
    ot_console_put(stderr, typed);
    fputs(after, stderr);
}

static void print_option(const ot_option *option)
{
    char left[48];

    snprintf(left, sizeof left, "--%s%s%s", option->name, option->argument ? " " : "",
             option->argument ? option->argument : "");
    printf("  %-22s %s\n", left, option->meaning);
}

static const ot_option *find_option(const char *name, size_t length)
{
    for (const ot_option *option = ot_options(); option->name; option++)
        if (strlen(option->name) == length && strncmp(option->name, name, length) == 0)
            return option;
    return NULL;
}

static void print_options(const char *const *names)
{
    for (; *names; names++)
        print_option(find_option(*names, strlen(*names)));
}

static void print_help(void)
{
    puts("outturn - budget monitoring and forecasting for local-government finance\n\n"
         "usage: outturn COMMAND [OPTION...] [FILE...]\n\ncommands:");
    for (const ot_command *command = ot_commands(); command->name; command++)
        printf("  %-10s %-13s %s\n", command->name, command->operands,
               command->summary);
    puts("\noptions of every command:");
    print_options(ot_global_options());
    puts("\n'outturn COMMAND --help' shows the options of a command, 'outturn "
         "--version' the\n"
         "version, 'man outturn' all of it. Exit status: 0 done, 1 done with findings "
         "that need a person, 2 not done.");
}

static void print_command_help(const ot_command *command)
{
    printf("usage: outturn %s [OPTION...]%s%s\n\n%s\n\noptions:\n", command->name,
           *command->operands ? " " : "", command->operands, command->summary);
    print_options(command->options);
    print_options(ot_global_options());
}

static bool takes(const ot_command *command, const char *name)
{
    for (const char *const *known = ot_global_options(); *known; known++)
        if (strcmp(*known, name) == 0)
            return true;
    for (const char *const *known = command->options; *known; known++)
        if (strcmp(*known, name) == 0)
            return true;
    return false;
}

/* Says which option was probably meant. */
static void refuse_option(const ot_command *command, const char *name, size_t length)
{
    const char *words[OT_COMMAND_OPTIONS + 16] = {NULL};
    char text[64], hint[OT_SUGGESTION];
    size_t count = 0;

    for (const char *const *known = command->options; *known; known++)
        words[count++] = *known;
    for (const char *const *known = ot_global_options();
         *known && count < 15 + OT_COMMAND_OPTIONS; known++)
        words[count++] = *known;
    snprintf(text, sizeof text, "%.*s", (int)length, name);
    ot_suggestion(text, words, hint);
    fprintf(stderr, "outturn: '%s' takes no option ", command->name);
    complain("--", text, "");
    fprintf(stderr, "%s%s%s; see outturn %s --help\n", *hint ? " (did you mean --" : "",
            *hint ? ot_nearest(text, words) : "", *hint ? "?)" : "", command->name);
}

/* Reads "--name", "--name=value" or "--name value" at argv[*at]. */
static bool read_option(const ot_command *command, char **argv, int argc, int *at,
                        ot_arguments *arguments)
{
    const char *name = argv[*at] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const ot_option *option = find_option(name, length);

    if (!option || !takes(command, option->name)) {
        refuse_option(command, name, length);
        return false;
    }
    if (!option->argument) {
        if (equals) {
            fprintf(stderr, "outturn: --%s takes no value\n", option->name);
            return false;
        }
        arguments->values[option - ot_options()] = "";
        return true;
    }
    if (!equals && *at + 1 >= argc) {
        fprintf(stderr, "outturn: --%s wants a value (%s)\n", option->name,
                option->argument);
        return false;
    }
    arguments->values[option - ot_options()] = equals ? equals + 1 : argv[++*at];
    return true;
}

/* Options may stand anywhere; "--" ends them. Operands are moved to the front of argv.
 */
static bool read_arguments(const ot_command *command, char **argv, int argc,
                           ot_arguments *arguments)
{
    bool ended = false;
    int kept = 0;

    for (int i = 0; i < argc; i++) {
        if (!ended && strcmp(argv[i], "--") == 0)
            ended = true;
        else if (!ended && strncmp(argv[i], "--", 2) == 0) {
            if (!read_option(command, argv, argc, &i, arguments))
                return false;
        } else if (!ended && argv[i][0] == '-' && argv[i][1]) {
            complain("outturn: unknown option '", argv[i], "'\n");
            return false;
        } else {
            argv[kept++] = argv[i];
        }
    }
    arguments->operands = (const char *const *)argv;
    arguments->operand_count = kept;
    return true;
}

static const ot_command *find_command(const char *name)
{
    for (const ot_command *command = ot_commands(); command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

static void refuse_command(const char *name)
{
    const char *words[65] = {NULL};
    char hint[OT_SUGGESTION];
    size_t count = 0;

    for (const ot_command *command = ot_commands(); command->name && count < 64;
         command++)
        words[count++] = command->name;
    complain("outturn: there is no command '", name, "'");
    fprintf(stderr, "%s; see outturn --help\n", ot_suggestion(name, words, hint));
}

static int run_command(const ot_command *command, char **argv, int argc)
{
    ot_console console = {0};
    ot_arguments arguments = {.command = command->name, .console = &console};
    int status;

    if (!read_arguments(command, argv, argc, &arguments))
        return OT_EXIT_FAILED;
    if (ot_argument(&arguments, "help")) {
        print_command_help(command);
        return OT_EXIT_DONE;
    }
    console.quiet = ot_argument(&arguments, "quiet") != NULL;
    console.verbose = ot_argument(&arguments, "verbose") != NULL;
    status = command->run(&arguments);
    ot_console_end_progress(&console);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("outturn: the results could not be written to the standard output\n",
              stderr);
        return OT_EXIT_FAILED;
    }
    return status;
}

/* A file at the limit of its size is an error to be told, not the end; and nobody but
 * those the files are meant for may write them, whatever the umask. */
static void set_manners(void)
{
    signal(SIGXFSZ, SIG_IGN);
    umask(umask(S_IWOTH) | S_IWOTH);
}

int main(int argc, char **argv)
{
    const ot_command *command;

    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        print_help();
        return argc < 2 ? OT_EXIT_FAILED : OT_EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("outturn " OUTTURN_VERSION);
        return OT_EXIT_DONE;
    }
    set_manners();
    command = find_command(argv[1]);
    if (!command) {
        refuse_command(argv[1]);
        return OT_EXIT_FAILED;
    }
    return run_command(command, argv + 2, argc - 2);
}
