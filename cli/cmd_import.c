/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_import.c - import: files into the workspace, each whole or not at all. */
#include <string.h>

#include "cli/audit.h"
#include "cli/pipe.h"
#include "cli/returns.h"
#include "cli/source.h"
#include "cli/suggest.h"

/* OT_KINDS: placements, which are told by their columns. */
static ot_status find_kind(const char *name, ot_kind *kind, ot_error *err)
{
    const char *words[OT_KINDS + 2] = {NULL};
    char hint[OT_SUGGESTION];

    *kind = OT_KINDS;
    if (strcmp(name, "placements") == 0)
        return OT_OK;
    for (int i = 0; i < OT_KINDS; i++) {
        if (strcmp(ot_kind_name((ot_kind)i), name) == 0) {
            *kind = (ot_kind)i;
            return OT_OK;
        }
    }
    for (int i = 0; i < OT_KINDS; i++)
        words[i] = ot_kind_name((ot_kind)i);
    words[OT_KINDS] = "placements";
    return ot_fail(err, OT_EUSAGE,
                   "'%s' is not a kind of file%s; the kinds are ledger, services, "
                   "cost_centres, accounts, high_risk, forecasts, activity, "
                   "payments, providers, returns and placements",
                   name, ot_suggestion(name, words, hint));
}

static ot_status import_file(ot_session *session, ot_kind kind, const char *path,
                             ot_error *err)
{
    if (kind == OT_KIND_LEDGER && ot_pipe_is(path))
        return ot_session_import_pipe(session, path, err);
    if (ot_argument(session->arguments, "dry-run"))
        return ot_session_dry_run(session, path, NULL, err);
    if (kind == OT_KINDS)
        return ot_session_import_placements(session, path, false, err);
    return ot_session_import(session, kind, path, false, err);
}

/* A file named "-" is "./-". */
static ot_status check_file(ot_kind kind, const char *path, ot_error *err)
{
    if (strcmp(path, "-") != 0)
        return ot_session_readable(path, err);
    if (kind != OT_KIND_LEDGER)
        return ot_fail(err, OT_EUSAGE,
                       "only a ledger is read from the standard input; save the file "
                       "and name it");
    return ot_pipe_check(path, err);
}

static ot_status open_session(ot_session *session, const ot_arguments *arguments,
                              ot_kind kind, ot_error *err)
{
    if (!ot_argument(arguments, "dry-run"))
        return ot_session_open(session, arguments, NULL, false, err);
    if (kind != OT_KIND_LEDGER)
        return ot_fail(err, OT_EUSAGE, "--dry-run is for ledgers only");
    return ot_session_open_profile(session, arguments, NULL, err);
}

static ot_status check_operands(const ot_arguments *arguments, ot_error *err)
{
    const char *const *operands = arguments->operands;

    if (ot_argument(arguments, "keep-lines") && arguments->operand_count &&
        strcmp(operands[0], "ledger") != 0)
        return ot_fail(err, OT_EUSAGE, "--keep-lines is for ledgers only");
    if (ot_argument(arguments, "keep-lines") && ot_argument(arguments, "odbc"))
        return ot_fail(err, OT_EUSAGE,
                       "--keep-lines is for files: a source adds its lines up itself");
    if (!ot_argument(arguments, "odbc"))
        return arguments->operand_count >= 2
                   ? OT_OK
                   : ot_fail(err, OT_EUSAGE,
                             "import wants a kind and a file; see outturn import "
                             "--help");
    if (arguments->operand_count != 1 || strcmp(operands[0], "ledger") != 0)
        return ot_fail(err, OT_EUSAGE,
                       "with --odbc only the ledger is imported, and no file is named: "
                       "outturn import ledger --odbc %.40s",
                       ot_argument(arguments, "odbc"));
    return OT_OK;
}

int ot_run_import(const ot_arguments *arguments)
{
    const char *source = ot_argument(arguments, "odbc");
    ot_error err = {0};
    ot_session session = {0};
    ot_kind kind = OT_KIND_LEDGER;
    ot_status st = check_operands(arguments, &err);

    if (st == OT_OK && strcmp(arguments->operands[0], "returns") == 0)
        return ot_run_import_returns(arguments);
    if (st == OT_OK)
        st = find_kind(arguments->operands[0], &kind, &err);
    for (int i = 1; st == OT_OK && i < arguments->operand_count; i++)
        st = check_file(kind, arguments->operands[i], &err);
    if (st == OT_OK)
        st = open_session(&session, arguments, kind, &err);
    if (st == OT_OK && source)
        st = ot_session_import_source(&session, source, false, &err);
    for (int i = 1; st == OT_OK && i < arguments->operand_count; i++)
        st = import_file(&session, kind, arguments->operands[i], &err);
    if (st < 0)
        ot_session_fail(&session, arguments, &err);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
