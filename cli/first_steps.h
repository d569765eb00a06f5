/* SPDX-License-Identifier: GPL-3.0-or-later */
/* first_steps.h - what a workspace still lacks, in the order in which it is needed,
 * each with the command to type next. Knows what is there; judges no figure. */
#ifndef OT_FIRST_STEPS_H
#define OT_FIRST_STEPS_H

#include "cli/command.h"

/* Prints the list where something is missing, and nothing where all is there. True
 * where no position can be worked out yet: structure or actuals are missing, or the
 * workspace itself. False also where that cannot be seen: then another step will say
 * why. */
bool ot_first_steps(const ot_arguments *arguments);

#endif
