/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/audit.h"

#include <errno.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/source.h"

#define DEFAULT_PROFILE "outturn.ini"

static ot_status read_profile(ot_session *session, const char *path, ot_error *err)
{
    const char *given = ot_argument(session->arguments, "profile");

    if (!given)
        given = path;
    if (!given && access(DEFAULT_PROFILE, F_OK) == 0)
        given = DEFAULT_PROFILE;
    if (given)
        return ot_profile_read(given, &session->profile, err);
    return ot_profile_parse("", "", "", &session->profile, err);
}

/* Options of the command line that stand above the profile. */
static ot_status apply_options(ot_session *session, ot_error *err)
{
    static const struct {
        const char *option, *section, *key;
    } above[] = {{"shape", "ledger", "shape"},
                 {"periods", "ledger", "periods"},
                 {"allow-rejects", "ledger", "allow_rejects"}};

    for (size_t i = 0; i < sizeof above / sizeof above[0]; i++) {
        const char *value = ot_argument(session->arguments, above[i].option);

        if (!value)
            continue;
        for (const ot_profile_key *key = ot_profile_keys(); key->section; key++)
            if (strcmp(key->section, above[i].section) == 0 &&
                strcmp(key->key, above[i].key) == 0 &&
                key->set(&session->profile, key->key, value, err) < 0)
                return OT_EINPUT;
    }
    return OT_OK;
}

static const char *workspace_path(ot_session *session)
{
    const char *given = ot_argument(session->arguments, "workspace");

    if (given)
        return given;
    return ot_profile_path(&session->profile, session->profile.workspace
                                                  ? session->profile.workspace
                                                  : OT_DEFAULT_WORKSPACE);
}

ot_status ot_session_open_profile(ot_session *session, const ot_arguments *arguments,
                                  const char *profile_path, ot_error *err)
{
    ot_status st;

    *session = (ot_session){.arguments = arguments, .console = arguments->console};
    session->parallel = ot_threads_parallel(&session->threads);
    session->read_by = ot_threads_parallel(&session->readers);
    st = ot_threads_open(arguments, &session->threads, err);
    session->readers = (ot_threads){.count = session->threads.count, .at_once = 1};
    if (st == OT_OK)
        st = read_profile(session, profile_path, err);
    return st == OT_OK ? apply_options(session, err) : st;
}

ot_status ot_session_open(ot_session *session, const ot_arguments *arguments,
                          const char *profile_path, bool must_exist, ot_error *err)
{
    ot_store_options options = {.must_exist = must_exist};
    const char *path;
    ot_status st = ot_session_open_profile(session, arguments, profile_path, err);

    if (st < 0)
        return st;
    path = workspace_path(session);
    if (!path)
        return ot_fail_memory(err);
    st = ot_session_audit(session, err);
    options.auditor = &session->auditor;
    if (st < 0)
        return st;
    return ot_store_open(path, &options, &session->store, err);
}

void ot_session_close(ot_session *session)
{
    ot_store_close(session->store);
    ot_profile_clear(&session->profile);
    ot_arena_clear(&session->audit_texts);
    *session = (ot_session){0};
}

ot_status ot_session_readable(const char *path, ot_error *err)
{
    if (access(path, R_OK) == 0)
        return OT_OK;
    return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be opened: %s",
                      strerror(errno));
}

/* OT_KINDS: what is about placements, of whichever kind. */
static ot_status import_listed(ot_session *session, ot_kind kind, const char *path,
                               ot_error *err)
{
    return kind == OT_KINDS ? ot_session_import_placements(session, path, true, err)
                            : ot_session_import(session, kind, path, true, err);
}

static ot_status import_pattern(ot_session *session, ot_kind kind, const char *pattern,
                                ot_error *err)
{
    const char *path = ot_profile_pattern(&session->profile, pattern);
    glob_t found = {0};
    ot_status st = OT_OK;

    if (!path)
        return ot_fail_memory(err);
    if (!strpbrk(pattern, "*?["))
        return import_listed(session, kind, ot_profile_path(&session->profile, pattern),
                             err);
    if (glob(path, 0, NULL, &found) != 0) {
        globfree(&found);
        return ot_fail_at(
            err, OT_EINPUT, pattern, 0, "no %s file matches the profile's pattern '%s'",
            kind == OT_KINDS ? "placements" : ot_kind_name(kind), pattern);
    }
    for (size_t i = 0; st == OT_OK && i < found.gl_pathc; i++)
        if (!strstr(found.gl_pathv[i], ".rejects.csv"))
            st = import_listed(session, kind, found.gl_pathv[i], err);
    globfree(&found);
    return st;
}

static ot_status import_list(ot_session *session, ot_kind kind, const ot_texts *files,
                             ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < files->count; i++)
        st = import_pattern(session, kind, files->items[i], err);
    return st;
}

ot_status ot_session_import_all(ot_session *session, ot_error *err)
{
    ot_profile *profile = &session->profile;
    ot_status st = OT_OK;

    for (int kind = 0; st == OT_OK && kind < OT_KINDS; kind++)
        if (profile->structure[kind])
            st = ot_session_import(session, (ot_kind)kind,
                                   ot_profile_path(profile, profile->structure[kind]),
                                   true, err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_LEDGER, &profile->ledger_files, err);
    for (size_t i = 0; st == OT_OK && i < profile->ledger_sources.count; i++)
        st = ot_session_import_source(session, profile->ledger_sources.items[i], true,
                                      err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_FORECASTS, &profile->forecast_files, err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_ACTIVITY, &profile->activity_files, err);
    if (st == OT_OK)
        st = import_list(session, OT_KINDS, &profile->placement_files, err);
    if (st == OT_OK)
        st = import_list(session, OT_KIND_PAYMENTS, &profile->payment_files, err);
    return st;
}

ot_status ot_session_as_at(const ot_session *session, ot_period *as_at, ot_error *err)
{
    const char *text = ot_argument(session->arguments, "as-at");

    *as_at = (ot_period){0};
    return text ? ot_period_parse(session->profile.calendar, text, as_at, err) : OT_OK;
}

const char *ot_session_out(ot_session *session)
{
    const char *given = ot_argument(session->arguments, "out");

    if (given)
        return given;
    return ot_profile_path(&session->profile,
                           session->profile.out ? session->profile.out : "pack");
}
