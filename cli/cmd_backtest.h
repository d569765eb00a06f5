/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_backtest.h - the two things that can be forecast as they were known then: series
 * of a file (cmd_backtest.c) and the workspace. Not for other commands. */
#ifndef OT_CMD_BACKTEST_H
#define OT_CMD_BACKTEST_H

#include "cli/command.h"
#include "cli/series_out.h"

int ot_backtest_workspace(const ot_arguments *arguments);

#endif
