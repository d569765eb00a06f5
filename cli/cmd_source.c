/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_source.c - source: what a warehouse is asked, and what it makes of it. */
#include <string.h>

#include "cli/source.h"

int ot_run_source(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session = {0};
    bool pulled = false;
    ot_status st;

    if (arguments->operand_count != 2 ||
        strcmp(arguments->operands[0], "explain") != 0) {
        ot_fail(&err, OT_EUSAGE,
                "source wants: explain NAME; see outturn source "
                "--help");
        return ot_command_fail(arguments, &err);
    }
    st = ot_session_open_profile(&session, arguments, NULL, &err);
    if (st == OT_OK)
        st = ot_session_explain_source(&session, arguments->operands[1], &pulled, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_session_close(&session);
    if (st < 0)
        return OT_EXIT_FAILED;
    return pulled ? OT_EXIT_FINDINGS : OT_EXIT_DONE;
}
