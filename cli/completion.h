/* SPDX-License-Identifier: GPL-3.0-or-later */
/* completion.h - completion scripts for shells, made from the tables of commands and
 * options. Knows shells; knows no workspace. */
#ifndef OT_COMPLETION_H
#define OT_COMPLETION_H

#include <stdbool.h>
#include <stdio.h>

#include "cli/command.h"

/* What may stand for an option's argument or an operand: fixed words, a list that the
 * program gives of the workspace, or files. All NULL and false: anything. */
typedef struct ot_candidates {
    const char *const *words; /* NULL-ended */
    const char *list;         /* `outturn completion list LIST` */
    bool files;
} ot_candidates;

/* Of an option, by name and argument; of the first operand of a command. */
ot_candidates ot_option_candidates(const ot_option *option);
ot_candidates ot_operand_candidates(const ot_command *command);

/* Shells, and lists of the workspace; NULL-ended. */
const char *const *ot_completion_shells(void);
const char *const *ot_completion_lists(void);

/* The script for a shell of the list. */
void ot_completion_write(const char *shell, FILE *out);

#endif
