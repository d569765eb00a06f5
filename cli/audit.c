/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/audit.h"

#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/print.h"
#include "importers/fingerprint.h"

_Static_assert(OT_HASH_TEXT == OT_SHA256_TEXT, "the log's hashes are SHA-256");

static void sha256(void *self, const char *text, char digits[OT_HASH_TEXT])
{
    (void)self;
    ot_fingerprint_text(text, digits);
}

static const char *who_it_is(ot_arena *texts)
{
    const uid_t user = geteuid();
    const struct passwd *known = getpwuid(user);

    if (known && *known->pw_name)
        return ot_arena_copy(texts, known->pw_name);
    return ot_arena_format(texts, "%llu", (unsigned long long)user);
}

/* "--as-at 2021-08 --allow-rejects 3": but for those that change nothing that is done,
 * and the reason, which the entry of a reopening holds. */
static const char *options_given(ot_arena *texts, const ot_arguments *arguments)
{
    static const char *const silent[] = {"workspace", "quiet",  "verbose", "threads",
                                         "help",      "format", "reason",  NULL};
    const char *text = "";

    for (const ot_option *option = ot_options(); text && option->name; option++) {
        const char *value = ot_argument(arguments, option->name);
        const char *const *name = silent;

        while (*name && strcmp(*name, option->name) != 0)
            name++;
        if (value && !*name)
            text = ot_arena_format(texts, "%s%s--%s%s%s", text, *text ? " " : "",
                                   option->name, *value ? " " : "", value);
    }
    return text;
}

ot_status ot_session_audit(ot_session *session, ot_error *err)
{
    ot_auditor *auditor = &session->auditor;

    *auditor = (ot_auditor){
        .sha256 = sha256,
        .who = who_it_is(&session->audit_texts),
        .command = session->arguments->command,
        .options = options_given(&session->audit_texts, session->arguments),
        .time = (int64_t)time(NULL)};
    return auditor->who && auditor->options ? OT_OK : ot_fail_memory(err);
}

/* Is it a command that changes the workspace? */
static bool changes(const ot_arguments *arguments)
{
    static const char *const changing[] = {"run",   "import", "forecast", "backtest",
                                           "close", "reopen", "returns"};

    for (size_t i = 0; i < sizeof changing / sizeof changing[0]; i++)
        if (strcmp(arguments->command, changing[i]) == 0)
            return true;
    return ot_argument(arguments, "save") || ot_argument(arguments, "forget");
}

/* The message up to the first thing that could be from the file: messages quote cells,
 * and list headings after a colon or a semicolon. */
static void keep_discreet(const char *message, char *text, size_t size)
{
    size_t length = strcspn(message, "'\"`:;");

    snprintf(text, size, "%.*s%s", (int)length, message, message[length] ? "..." : "");
}

static void refused(ot_session *session, const ot_error *err)
{
    bool failed = err->code == OT_EIO || err->code == OT_ENOMEM || err->code == OT_EFIT;
    char message[sizeof err->message + 16], line[32] = "", *outcome, *detail;
    ot_error ignored;

    if (session->reading)
        keep_discreet(err->message, message, sizeof message);
    else
        snprintf(message, sizeof message, "%s", err->message);
    if (err->line)
        snprintf(line, sizeof line, ":%ld", err->line);
    outcome = ot_arena_format(&session->audit_texts, "%s: %s%s%s%s",
                              failed ? "failed" : "refused", err->input, line,
                              *err->input ? ": " : "", message);
    detail = ot_arena_format(&session->audit_texts, "%s",
                             session->attempt ? session->attempt
                             : session->arguments->operand_count &&
                                     strcmp(session->arguments->command, "run")
                                 ? session->arguments->operands[0]
                                 : "");
    if (!outcome || !detail ||
        ot_store_audit_refused(session->store, detail, outcome, &ignored) < 0)
        ot_console_detail(session->console, "this could not be noted in the log");
}

int ot_session_fail(ot_session *session, const ot_arguments *arguments,
                    const ot_error *err)
{
    int status = ot_command_fail(arguments, err);

    if (session->store && changes(arguments))
        refused(session, err);
    return status;
}

static void print_fault(void *self, const char *what)
{
    *(bool *)self = false;
    ot_print_line("fault: %s", what);
}

ot_status ot_session_verify(ot_session *session, bool *sound, ot_error *err)
{
    ot_chain chain;
    ot_status st = ot_store_audit_chain(session->store, &chain, err);

    if (st < 0)
        return st;
    *sound = !chain.broken;
    if (chain.broken)
        ot_print_line("fault: the log is not whole: entry %" PRId64 ": %s",
                      chain.broken, chain.fault);
    else
        printf("chain of %" PRId64 " entries is whole; hash of the last: %s\n",
               chain.entries, chain.last);
    st = ot_store_verify(session->store, print_fault, sound, err);
    if (st == OT_OK && *sound)
        puts("every import and run is as it was noted");
    return st;
}

typedef struct last_entry {
    int64_t id;
    char hash[OT_HASH_TEXT];
} last_entry;

static ot_status keep_last(void *self, const ot_audit_entry *entry, ot_error *err)
{
    last_entry *last = self;

    (void)err;
    last->id = entry->id;
    snprintf(last->hash, sizeof last->hash, "%s", entry->hash);
    return OT_OK;
}

ot_status ot_session_print_last(ot_session *session, ot_error *err)
{
    last_entry last = {0};
    ot_status st = ot_store_audit(session->store, keep_last, &last, err);

    if (st == OT_OK)
        printf("note down: entry %" PRId64 " of the log has the hash %s\n", last.id,
               last.hash);
    return st;
}
