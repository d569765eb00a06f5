/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/source.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/helper.h"
#include "cli/password.h"
#include "cli/profile_source.h"
#include "cli/stream.h"
#include "importers/amount.h"

typedef struct request {
    char text[OT_ODBC_REQUEST_MAX];
    size_t length;
    bool full;
} request;

static void put(request *r, const char *key, const char *value)
{
    int length;

    if (!value || r->full)
        return;
    length = snprintf(r->text + r->length, sizeof r->text - r->length, "%s %s\n", key,
                      value);
    r->full = length < 0 || (size_t)length >= sizeof r->text - r->length;
    if (!r->full)
        r->length += (size_t)length;
}

static ot_status put_password(ot_session *session, const ot_ledger_source *source,
                              request *r, ot_error *err)
{
    char password[OT_PASSWORD_MAX] = "";
    ot_status st = OT_OK;

    if (source->password_file) {
        const char *path = ot_profile_path(&session->profile, source->password_file);

        st = path ? ot_password_read(path, password, err) : ot_fail_memory(err);
    } else if (source->password_variable) {
        st = ot_password_variable(source->password_variable, password, err);
    }
    if (st == OT_OK && *password)
        put(r, "password", password);
    ot_password_wipe(password, sizeof password);
    return st;
}

static ot_status write_request(ot_session *session, const ot_ledger_source *source,
                               const char *what, request *r, ot_error *err)
{
    static const char *const names[OT_ODBC_COLUMNS] = OT_ODBC_COLUMN_NAMES;
    char text[32];
    ot_status st;

    put(r, "do", what);
    put(r, "connection", source->connection);
    put(r, "table", source->table);
    put(r, "filter", source->filter);
    put(r, "partition", source->partition);
    put(r, "unit", source->unit);
    put(r, "codes", source->codes);
    for (int i = 0; i < OT_ODBC_COLUMNS; i++) {
        snprintf(text, sizeof text, "column.%s", names[i]);
        put(r, text, source->columns[i]);
    }
    snprintf(text, sizeof text, "%d", source->timeout);
    put(r, "timeout", text);
    st = put_password(session, source, r, err);
    if (st < 0)
        return st;
    if (r->full || sizeof r->text - r->length < sizeof "end\n")
        return ot_fail(err, OT_EINPUT, "[source %s] is longer than %d bytes in all",
                       source->name, OT_ODBC_REQUEST_MAX);
    strcpy(r->text + r->length, "end\n");
    r->length += strlen("end\n");
    return OT_OK;
}

/* Asks the source of this name; *source too. */
static ot_status ask(ot_session *session, const char *name, const char *what,
                     const ot_ledger_source **source, ot_answer *answer, ot_error *err)
{
    request r = {.length = 0};
    ot_status st = ot_profile_source_find(&session->profile, name, source, err);

    answer->spool.descriptor = -1;
    if (st < 0)
        return st;
    st = write_request(session, *source, what, &r, err);
    if (st == OT_OK) {
        ot_console_detail(session->console, "asking [source %s]", name);
        st = ot_helper_run(r.text, r.length, (*source)->timeout,
                           (*source)->password_variable, answer, err);
    }
    ot_password_wipe(&r, sizeof r);
    return st;
}

/* "596920 rows 5000000 lines 12345.67" */
static ot_status read_trailer(ot_session *session, const char *trailer,
                              ot_stream *stream, ot_error *err)
{
    const ot_amount_rules rules = {0};
    long long rows, lines;
    char total[64];

    if (sscanf(trailer, "%lld rows %lld lines %63s", &rows, &lines, total) != 3 ||
        ot_pence_parse(total, &rules, &stream->total, err) < 0)
        return ot_fail(err, OT_EIO, "the helper's answer ends in '%.60s'", trailer);
    ot_console_detail(session->console, "%s: %lld cells of %lld lines", stream->name,
                      rows, lines);
    return OT_OK;
}

static ot_status bring_in(ot_session *session, const ot_ledger_source *source,
                          const ot_answer *answer, bool listed, ot_error *err)
{
    char name[48], rejects[64];
    ot_stream stream = {.name = name, .answered = true, .measure = source->measure};
    ot_status st;

    snprintf(name, sizeof name, "odbc:%s", source->name);
    snprintf(rejects, sizeof rejects, "odbc-%s.rejects.csv", source->name);
    stream.rejects = ot_profile_path(&session->profile, rejects);
    if (!stream.rejects)
        return ot_fail_memory(err);
    st = read_trailer(session, answer->trailer, &stream, err);
    if (st < 0)
        return st;
    if (ot_argument(session->arguments, "dry-run"))
        return ot_session_dry_run(session, answer->spool.path, &stream, err);
    return ot_session_import_stream(session, answer->spool.path, &stream, listed, err);
}

ot_status ot_session_import_source(ot_session *session, const char *name, bool listed,
                                   ot_error *err)
{
    const ot_ledger_source *source;
    ot_answer answer;
    ot_status st;

    session->attempt = ot_arena_format(&session->audit_texts, "ledger 'odbc:%s'", name);
    if (!session->attempt)
        return ot_fail_memory(err);
    st = ask(session, name, "ledger", &source, &answer, err);
    if (st == OT_OK)
        st = bring_in(session, source, &answer, listed, err);
    ot_answer_close(&answer);
    if (st >= 0)
        session->attempt = NULL;
    else if (!*err->input)
        snprintf(err->input, sizeof err->input, "odbc:%.40s", name);
    return st;
}

static ot_status print_answer(const ot_answer *answer, ot_error *err)
{
    char text[4096];
    off_t at = 0;
    ssize_t got;

    while ((got = pread(answer->spool.descriptor, text, sizeof text, at)) > 0) {
        for (ssize_t i = 0; i < got; i++) /* it holds names from the engine */
            if (((unsigned char)text[i] < 0x20 && text[i] != '\n') || text[i] == 0x7F)
                text[i] = '?';
        fwrite(text, 1, (size_t)got, stdout);
        at += got;
    }
    return got < 0 ? ot_fail(err, OT_EIO, "the answer cannot be read again") : OT_OK;
}

ot_status ot_session_explain_source(ot_session *session, const char *name, bool *pulled,
                                    ot_error *err)
{
    const ot_ledger_source *source;
    ot_answer answer;
    int verdict = 0;
    ot_status st = ask(session, name, "explain", &source, &answer, err);

    if (st == OT_OK)
        st = print_answer(&answer, err);
    if (st == OT_OK && sscanf(answer.trailer, "explain %d", &verdict) != 1)
        st =
            ot_fail(err, OT_EIO, "the helper's answer ends in '%.60s'", answer.trailer);
    *pulled = verdict == OT_ODBC_PULLED;
    ot_answer_close(&answer);
    if (st < 0 && !*err->input)
        snprintf(err->input, sizeof err->input, "odbc:%.40s", name);
    return st;
}
