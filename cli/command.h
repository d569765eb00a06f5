/* SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - the one table of commands and the one table of options: parsing, --help
 * and the manual page's test are driven by them. */
#ifndef OT_COMMAND_H
#define OT_COMMAND_H

#include "cli/console.h"

#define OT_COMMAND_OPTIONS 16

typedef struct ot_option {
    const char *name;     /* "out": --out */
    const char *argument; /* "DIR", or NULL for a flag */
    const char *meaning;
} ot_option;

/* What stood on the command line. */
typedef struct ot_arguments {
    const char *const *operands;
    int operand_count;
    const char *command;    /* its name */
    const char *values[64]; /* by place in the option table; NULL: not given */
    ot_console *console;
} ot_arguments;

/* Exit status: 0 done, 1 done with findings that need a person, 2 not done. */
enum { OT_EXIT_DONE = 0, OT_EXIT_FINDINGS = 1, OT_EXIT_FAILED = 2 };

typedef struct ot_command {
    const char *name, *operands, *summary;
    const char *options[OT_COMMAND_OPTIONS + 1]; /* names; NULL-ended */
    int (*run)(const ot_arguments *arguments);
} ot_command;

const ot_command *ot_commands(void);        /* ended by a NULL name */
const ot_option *ot_options(void);          /* ended by a NULL name */
const char *const *ot_global_options(void); /* names that every command takes */

/* The value of an option ("" for a flag that was given), or NULL. */
const char *ot_argument(const ot_arguments *arguments, const char *option);

/* A whole number of an option, from low to high; *number stays where it is not given.
 * OT_EUSAGE. */
ot_status ot_argument_number(const ot_arguments *arguments, const char *option,
                             long low, long high, int *number, ot_error *err);

/* Prints the error and gives OT_EXIT_FAILED. */
int ot_command_fail(const ot_arguments *arguments, const ot_error *err);

int ot_run_run(const ot_arguments *arguments);
int ot_run_init(const ot_arguments *arguments);
int ot_run_import(const ot_arguments *arguments);
int ot_run_source(const ot_arguments *arguments);
int ot_run_check(const ot_arguments *arguments);
int ot_run_forecast(const ot_arguments *arguments);
int ot_run_variances(const ot_arguments *arguments);
int ot_run_export(const ot_arguments *arguments);
int ot_run_backtest(const ot_arguments *arguments);
int ot_run_placements(const ot_arguments *arguments);
int ot_run_explain(const ot_arguments *arguments);
int ot_run_verify(const ot_arguments *arguments);
int ot_run_history(const ot_arguments *arguments);
int ot_run_close(const ot_arguments *arguments);
int ot_run_reopen(const ot_arguments *arguments);
int ot_run_returns(const ot_arguments *arguments);
int ot_run_series(const ot_arguments *arguments);
int ot_run_completion(const ot_arguments *arguments);

#endif
