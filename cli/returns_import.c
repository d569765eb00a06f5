/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_import.c - import returns: each file is checked against what was issued, and
 * its forecasts are kept, or it is refused whole. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/audit.h"
#include "cli/returns.h"
#include "importers/returns.h"

/* One file under way. */
typedef struct answer {
    ot_session *session;
    const ot_return_identity *identity;
    const char *name;
    ot_return_file file;
    ot_return issued;
    ot_return_sheet sheet;
    ot_return_answer *answers; /* [issued.count] */
    size_t count;
    ot_arena arena;
} answer;

/* However the first bytes compare: who tries out seals learns nothing from the time. */
static bool same_digits(const char *a, const char *b)
{
    unsigned differing = 0;

    for (size_t i = 0; i < OT_SHA256_TEXT - 1; i++)
        differing |= (unsigned)(a[i] ^ b[i]);
    return differing == 0;
}

/* Is the hidden sheet one that this workspace has sealed? */
static ot_status check_seal(answer *a, ot_error *err)
{
    const ot_return_file *f = &a->file;
    char seal[OT_SHA256_TEXT];
    const char *text;
    ot_status st;

    if (strcmp(f->workspace, a->identity->workspace) != 0)
        return ot_fail_at(err, OT_EINPUT, a->name, 0,
                          "the return was issued from another workspace (%.32s, this "
                          "one is %.32s): import it there, or issue it from here",
                          f->workspace,
                          *a->identity->workspace ? a->identity->workspace
                                                  : "one without returns");
    text = ot_return_seal_text(f->workspace, f->issue, f->as_at, f->manager, f->hashes,
                               f->count, &a->arena);
    st = text ? ot_returns_seal(a->identity, text, seal, err) : ot_fail_memory(err);
    if (st == OT_OK && !same_digits(seal, f->seal))
        st = ot_fail_at(err, OT_EINPUT, a->name, 0,
                        "the seal is broken: the hidden sheet was changed; fill in the "
                        "return as it came and send that");
    return st;
}

/* What was issued under this number, which must be what the file claims. */
static ot_status find_issue(answer *a, ot_error *err)
{
    const ot_return_file *f = &a->file;
    ot_return *r = &a->issued;
    const char *const *hashes;
    ot_status st = ot_store_return_get(a->session->store, f->issue, &a->arena, r, err);
    bool same;

    if (st < 0)
        return st;
    hashes = st == OT_OK ? ot_returns_hashes(r, &a->arena) : NULL;
    if (st == OT_OK && !hashes)
        return ot_fail_memory(err);
    same = st == OT_OK && strcmp(r->manager, f->manager) == 0 && r->count == f->count &&
           ot_period_compare(r->as_at, f->as_at) == 0;
    for (size_t i = 0; same && i < r->count; i++)
        same = strcmp(hashes[i], f->hashes[i]) == 0;
    r->workspace = f->workspace;
    if (same)
        return OT_OK;
    return ot_fail_at(err, OT_EINPUT, a->name, 0,
                      "the workspace does not hold this issue (number %" PRId64
                      "): was it restored from a back-up? Issue the return again and "
                      "fill in that",
                      f->issue);
}

static ot_status check_newest(const answer *a, ot_error *err)
{
    ot_calendar calendar = a->session->profile.calendar;
    char is[OT_PERIOD_TEXT], newest_text[OT_PERIOD_TEXT];
    int64_t newest = 0;
    ot_period as_at = {0};
    ot_status st = ot_store_return_newest(a->session->store, a->issued.manager, &newest,
                                          &as_at, err);

    if (st < 0 || newest == a->issued.issue)
        return st;
    ot_period_text(calendar, a->issued.as_at, is);
    if (ot_period_compare(as_at, a->issued.as_at) != 0)
        return ot_fail_at(err, OT_EINPUT, a->name, 0,
                          "the return is as at %s, and one as at %s was issued since: "
                          "fill in that",
                          is, ot_period_text(calendar, as_at, newest_text));
    return ot_fail_at(err, OT_EINPUT, a->name, 0,
                      "the return (issue %" PRId64 " as at %s) was superseded by issue "
                      "%" PRId64 " of the same month: fill in that",
                      a->issued.issue, is, newest);
}

static ot_status check_answer(answer *a, ot_error *err)
{
    ot_issue_sink issues = ot_console_issues(a->session->console);
    size_t faults;
    ot_status st = check_seal(a, err);

    if (st == OT_OK)
        st = find_issue(a, err);
    if (st == OT_OK)
        st = check_newest(a, err);
    if (st == OT_OK)
        st = ot_return_lay_out(&a->issued, a->session->profile.calendar, &a->arena,
                               &a->sheet, err);
    if (st < 0)
        return st;
    a->answers = ot_arena_get(&a->arena, (a->issued.count + 1) * sizeof *a->answers);
    if (!a->answers)
        return ot_fail_memory(err);
    a->session->console->rejects = 0;
    return ot_return_check(&a->sheet, &a->file.grid, &issues, a->name, a->answers,
                           &a->count, &faults, err);
}

static ot_forecast_record *make_records(answer *a)
{
    ot_date date = ot_return_date(a->session->profile.calendar, a->issued.as_at);
    ot_forecast_record *records =
        ot_arena_get(&a->arena, (a->count + 1) * sizeof *records);

    for (size_t i = 0; records && i < a->count; i++) {
        const ot_return_answer *given = &a->answers[i];
        const ot_return_row *row = &a->issued.rows[given->row];

        records[i] =
            (ot_forecast_record){.cost_centre = row->cost_centre,
                                 .account = "",
                                 .fund = ot_fund_name(row->fund),
                                 .subjective_group = row->subjective_group,
                                 .amount = given->forecast,
                                 .has_driver = given->has_driver,
                                 .driver = given->driver,
                                 .reason_code = given->reason,
                                 .comment = given->comment,
                                 .author = a->issued.manager,
                                 .date = date,
                                 .line = (long)(a->sheet.first + given->row + 1),
                                 .returned = true};
    }
    return records;
}

/* done: the very same file is in force. */
static ot_status keep(answer *a, ot_import *import, bool *done, ot_error *err)
{
    ot_forecast_record *records = make_records(a);
    ot_batch batch;
    ot_sink sink;
    ot_status st = records ? OT_OK : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_store_import_find(a->session->store, OT_KIND_FORECASTS, a->file.sha256,
                                  import, err);
    *done = st == OT_OK && import->current && !import->superseded_by;
    if (st < 0 || *done)
        return st;
    *import = (ot_import){.kind = OT_KIND_FORECASTS, .time = (int64_t)time(NULL)};
    snprintf(import->file, sizeof import->file, "%.255s", a->name);
    memcpy(import->sha256, a->file.sha256, sizeof import->sha256);
    st = ot_store_return_import_begin(
        a->session->store, import, a->session->profile.calendar, a->issued.issue,
        ot_return_date(a->session->profile.calendar, a->issued.as_at), &sink, err);
    if (st < 0)
        return st;
    ot_batch_set(&batch, OT_KIND_FORECASTS, records, a->count);
    if (a->count)
        st = sink.put_batch(sink.self, &batch, err);
    if (st == OT_OK)
        st = sink.finish(sink.self, err);
    sink.close(sink.self);
    return st;
}

/* A text of a file on one line. */
static void print_safely(const char *text)
{
    for (; *text; text++)
        putchar((unsigned char)*text < 0x20 || *text == 0x7F ? ' ' : *text);
}

static bool is_change(const ot_return_row *row, const ot_return_answer *given)
{
    return given->forecast != row->last || given->has_driver != row->has_driver ||
           given->driver != row->driver;
}

static void print_change(const answer *a, const ot_return_answer *given)
{
    const ot_return_row *row = &a->issued.rows[given->row];
    char old[OT_PENCE_TEXT], new[OT_PENCE_TEXT], by[OT_PENCE_TEXT];

    printf("  %s %s %s: %s -> %s (%s%s)%s", row->cost_centre,
           ot_subjective_group_name(row->subjective_group), ot_fund_name(row->fund),
           ot_pence_text(row->last, old), ot_pence_text(given->forecast, new),
           given->forecast > row->last ? "+" : "",
           ot_pence_text(given->forecast - row->last, by),
           given->rounded ? ", rounded to the penny" : "");
    if (given->has_driver != row->has_driver || given->driver != row->driver) {
        printf(", of which ");
        print_safely(a->issued.driver);
        printf(" %s -> %s",
               row->has_driver ? ot_pence_text(row->driver, old) : "not said",
               given->has_driver ? ot_pence_text(given->driver, new) : "not said");
    }
    if (*given->reason || *given->comment) {
        printf(", %s%s", given->reason, *given->reason && *given->comment ? ": " : "");
        print_safely(given->comment);
    }
    putchar('\n');
}

static void print_changes(const answer *a, const ot_import *import)
{
    char period[OT_PERIOD_TEXT];
    size_t changed = 0;

    for (size_t i = 0; i < a->count; i++)
        changed += is_change(&a->issued.rows[a->answers[i].row], &a->answers[i]);
    printf("%s: ", a->name);
    print_safely(a->issued.manager);
    printf(", %s, import %" PRId64
           ": %zu of %zu lines forecast, %zu changed against the last forecast\n",
           ot_period_text(a->session->profile.calendar, a->issued.as_at, period),
           import->id, a->count, a->issued.count, changed);
    for (size_t i = 0; i < a->count; i++)
        if (is_change(&a->issued.rows[a->answers[i].row], &a->answers[i]))
            print_change(a, &a->answers[i]);
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static ot_status take_file(answer *a, const char *path, ot_error *err)
{
    ot_import import;
    bool done = false;
    ot_status st = ot_return_file_read(path, a->name, &a->file, err);

    /* Messages may quote cells from here on: the log is to hold nothing of these. */
    a->session->reading = true;
    a->session->attempt =
        ot_arena_format(&a->session->audit_texts, "return '%s', sha256 %s", a->name,
                        *a->file.sha256 ? a->file.sha256 : "not known");
    if (st == OT_OK && !a->session->attempt)
        st = ot_fail_memory(err);
    if (st == OT_OK)
        st = check_answer(a, err);
    if (st == OT_OK)
        a->session->reading = false;
    if (st == OT_OK || st == OT_END)
        st = keep(a, &import, &done, err);
    if (st < 0)
        return st;
    if (done)
        ot_console_say(a->session->console,
                       "%s: no change, it is in force as import %lld", a->name,
                       (long long)import.id);
    else
        print_changes(a, &import);
    return OT_OK;
}

static ot_status import_file(ot_session *session, const ot_return_identity *identity,
                             const char *path)
{
    answer a = {.session = session, .identity = identity, .name = base_name(path)};
    ot_error err = {0};
    ot_status st = take_file(&a, path, &err);

    if (st < 0) {
        if (!*err.input)
            snprintf(err.input, sizeof err.input, "%.127s", a.name);
        fflush(stdout);
        ot_session_fail(session, session->arguments, &err);
    }
    session->reading = false;
    session->attempt = NULL;
    ot_return_file_clear(&a.file);
    ot_arena_clear(&a.arena);
    return st;
}

/* --allow-rejects and the like would be passed over in silence. */
static ot_status check_options(const ot_arguments *arguments, ot_error *err)
{
    static const char *const others[] = {"allow-rejects", "control-total", "dry-run",
                                         "shape", "periods"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (ot_argument(arguments, others[i]))
            return ot_fail(err, OT_EUSAGE, "--%s is not for returns", others[i]);
    return OT_OK;
}

int ot_run_import_returns(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session = {0};
    ot_return_identity identity = {0};
    int refused = 0, count = arguments->operand_count - 1;
    ot_status st = check_options(arguments, &err);

    if (st == OT_OK)
        st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = ot_store_return_identity(session.store, &identity, &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    for (int i = 1; st >= 0 && i <= count; i++) {
        refused += import_file(&session, &identity, arguments->operands[i]) < 0;
        ot_console_progress(session.console, "reading returns", (uint64_t)i,
                            (uint64_t)count);
    }
    if (st >= 0 && count > 1)
        ot_console_say(session.console, "%d of %d returns taken, %d refused",
                       count - refused, count, refused);
    memset(&identity, 0, sizeof identity);
    ot_session_close(&session);
    return st < 0 || refused ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
