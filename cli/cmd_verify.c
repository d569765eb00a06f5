/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_verify.c - is a pack what the workspace says it is? It is made again, beside, and
 * compared; the pack itself is only read. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/past_run.h"
#include "cli/verify.h"

/* What a manifest says; texts as they stand in it. */
typedef struct manifest {
    char *text;
    char version[32], as_at[OT_PERIOD_TEXT], profile[65];
    bool publish;
    const char *by; /* whose folder it has, or NULL */
    char formats[32];
} manifest;

/* The text of a member of ours: "name": "value". False where there is none. */
static bool member(const char *text, const char *name, char *value, size_t size)
{
    char key[64];
    const char *from, *end;

    snprintf(key, sizeof key, "\"%s\": \"", name);
    from = strstr(text, key);
    if (!from)
        return false;
    from += strlen(key);
    end = strchr(from, '"');
    if (!end || (size_t)(end - from) >= size)
        return false;
    memcpy(value, from, (size_t)(end - from));
    value[end - from] = '\0';
    return true;
}

/* The formats that its list of files has. */
static void read_formats(manifest *m)
{
    static const char *const formats[] = {"xlsx", "csv", "md", "html"};
    const char *from = strstr(m->text, "\"files\": ["),
               *to = from ? strchr(from, ']') : NULL;

    for (size_t i = 0; to && i < sizeof formats / sizeof formats[0]; i++) {
        char ending[16];
        const char *at;

        snprintf(ending, sizeof ending, ".%s\"", formats[i]);
        at = strstr(from, ending);
        if (!at || at > to)
            continue;
        if (*m->formats)
            strcat(m->formats, ",");
        strcat(m->formats, formats[i]);
    }
}

static ot_status read_manifest(const char *dir, manifest *m, ot_error *err)
{
    size_t size;
    ot_status st = ot_verify_read(dir, "manifest.json", &m->text, &size, err);

    if (st < 0)
        return st;
    if (!strstr(m->text, "\"program\": \"outturn\"") ||
        !member(m->text, "version", m->version, sizeof m->version) ||
        !member(m->text, "as_at", m->as_at, sizeof m->as_at) ||
        !member(m->text, "profile_sha256", m->profile, sizeof m->profile))
        return ot_fail_at(err, OT_EINPUT, dir, 0,
                          "manifest.json is not a manifest of a pack: it says neither "
                          "version, month nor profile as ours do");
    m->publish = strstr(m->text, "\"publish\": true") != NULL;
    m->by = strstr(m->text, "\"managers/")   ? "manager"
            : strstr(m->text, "\"services/") ? "service"
                                             : NULL;
    read_formats(m);
    return OT_OK;
}

/* Inputs in force as at a run against those of the manifest: both ways. */
typedef struct inputs {
    const char *text;
    size_t in_force, listed;
    bool strange; /* one in force is not listed */
} inputs;

static bool look_up(void *self, const ot_import *import)
{
    inputs *in = self;

    if (!import->current)
        return true;
    in->in_force++;
    if (!strstr(in->text, import->sha256))
        in->strange = true;
    return true;
}

static size_t count_inputs(const char *text)
{
    const char *at = strstr(text, "\"inputs\": [");
    size_t count = 0;

    while (at && (at = strstr(at, "\"sha256\": \""))) {
        at++;
        count++;
    }
    return count;
}

typedef struct run_search {
    ot_session *session;
    const manifest *m;
    ot_run found;
    bool same_month, same_profile; /* some run is of it */
    ot_status st;
    ot_error *err;
} run_search;

static bool consider(void *self, const ot_run *run)
{
    run_search *search = self;
    inputs in = {.text = search->m->text, .listed = count_inputs(search->m->text)};
    char iso[OT_PERIOD_TEXT];

    ot_period_iso(search->session->profile.calendar, run->as_at, iso);
    if (strcmp(iso, search->m->as_at) != 0)
        return true;
    search->same_month = true;
    if (strcmp(run->options_sha256, search->m->profile) != 0)
        return true;
    search->same_profile = true;
    search->st =
        ot_store_imports(search->session->store, run->mark, look_up, &in, search->err);
    if (search->st == OT_OK && !in.strange && in.in_force == in.listed)
        search->found = *run;
    return search->st == OT_OK;
}

/* The newest run of the pack's month, profile and inputs. */
static ot_status find_run(ot_session *session, const manifest *m, ot_run *run,
                          ot_error *err)
{
    run_search search = {.session = session, .m = m, .err = err};
    ot_status st = ot_store_runs(session->store, consider, &search, err);

    if (st == OT_OK)
        st = search.st;
    if (st < 0)
        return st;
    *run = search.found;
    if (run->id)
        return OT_OK;
    return ot_fail(err, OT_EINPUT, "no run of the workspace is as at %s with %s",
                   m->as_at,
                   !search.same_month     ? "anything: is it the right workspace?"
                   : !search.same_profile ? "the profile that the manifest names"
                                          : "the inputs that the manifest lists");
}

/* The pack has folders of files, one deep. */
static void remove_made(const char *dir, int depth)
{
    DIR *open = opendir(dir);
    struct dirent *entry;

    while (open && (entry = readdir(open))) {
        char path[OT_VERIFY_BYTES];
        bool dots = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;

        if (!dots &&
            snprintf(path, sizeof path, "%s/%s", dir, entry->d_name) <
                (int)sizeof path &&
            unlink(path) != 0 && depth)
            remove_made(path, depth - 1);
    }
    if (open)
        closedir(open);
    rmdir(dir);
}

/* Makes the pack again, in a directory of its own that is then removed. */
static ot_status compare(ot_session *session, const manifest *m, const ot_work *work,
                         const char *dir, ot_verify_count *count, ot_error *err)
{
    const char *folder = getenv("TMPDIR");
    char base[OT_VERIFY_BYTES - 64], made[OT_VERIFY_BYTES];
    const char *sheets[OT_SHEETS + 1] = {NULL};
    size_t sheet_count = 0;
    ot_status st;

    for (int i = 0; i < OT_SHEETS; i++)
        if (work->pack.sheets[i])
            sheets[sheet_count++] = work->pack.sheets[i]->id;
    snprintf(base, sizeof base, "%.4000s/outturn-verify-XXXXXX",
             folder && *folder ? folder : "/tmp");
    if (!mkdtemp(base))
        return ot_fail_at(err, OT_EIO, base, 0,
                          "no directory can be made to write the pack again in");
    snprintf(made, sizeof made, "%s/pack", base);
    st = ot_pack_write(session, work, made, *m->formats ? m->formats : NULL, err);
    if (st == OT_OK)
        st = ot_verify_compare(dir, made, sheets, count, err);
    remove_made(made, 1);
    rmdir(base);
    return st;
}

static bool count_newer(void *self, const ot_import *import)
{
    *(size_t *)self += import->superseded_by > 0;
    return true;
}

/* What a reader should know besides: another version, figures restated since. */
static ot_status tell_notes(ot_session *session, const manifest *m, const ot_run *run,
                            ot_error *err)
{
    size_t then = 0, now = 0;
    int64_t mark;
    ot_status st = ot_store_mark(session->store, &mark, err);

    if (strcmp(m->version, OUTTURN_VERSION) != 0)
        printf("the pack says that outturn %s made it, and this is " OUTTURN_VERSION
               ": differences may be the program's\n",
               m->version);
    if (st == OT_OK)
        st = ot_store_imports(session->store, run->mark, count_newer, &then, err);
    if (st == OT_OK)
        st = ot_store_imports(session->store, 0, count_newer, &now, err);
    if (st == OT_OK && mark > run->mark)
        printf(
            "%lld imports came since the run, and restated parts of %zu: a pack made "
            "now would be another\n",
            (long long)(mark - run->mark), now > then ? now - then : 0);
    return st;
}

static ot_status verify(ot_session *session, ot_arguments *arguments, bool *same,
                        ot_error *err)
{
    const char *dir = arguments->operands[0];
    manifest m = {0};
    ot_verify_count count = {0};
    ot_work work = {0};
    ot_run run;
    ot_status st = read_manifest(dir, &m, err);

    for (int i = 0; ot_options()[i].name; i++)
        if (strcmp(ot_options()[i].name, "publish") == 0)
            arguments->values[i] = m.publish ? "" : NULL;
        else if (strcmp(ot_options()[i].name, "by") == 0)
            arguments->values[i] = m.by;
    if (st == OT_OK)
        st = find_run(session, &m, &run, err);
    if (st == OT_OK)
        st = ot_session_take_back(session, &run, err);
    if (st == OT_OK)
        st = ot_session_make_again(session, &run, &work, err);
    if (st == OT_OK)
        st = compare(session, &m, &work, dir, &count, err);
    if (st == OT_OK)
        st = tell_notes(session, &m, &run, err);
    *same = !count.differing && !count.missing && !count.extra;
    if (st == OT_OK && *same)
        printf("the pack is that of run %lld: %zu files are the same, byte for byte\n",
               (long long)run.id, count.files);
    else if (st == OT_OK)
        printf("the pack is not as run %lld made it: of %zu files %zu not the same, "
               "%zu missing; files that are not the pack's: %zu\n",
               (long long)run.id, count.files, count.differing, count.missing,
               count.extra);
    ot_work_clear(&work);
    free(m.text);
    return st;
}

int ot_run_verify(const ot_arguments *given)
{
    ot_arguments arguments = *given;
    ot_error err = {0};
    ot_session session;
    bool same = false;
    ot_status st;

    if (arguments.operand_count != 1) {
        ot_fail(&err, OT_EUSAGE, "verify takes the directory of one pack");
        return ot_command_fail(&arguments, &err);
    }
    st = ot_session_open(&session, &arguments, NULL, true, &err);
    if (st == OT_OK)
        st = verify(&session, &arguments, &same, &err);
    if (st < 0)
        ot_command_fail(&arguments, &err);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : same ? OT_EXIT_DONE : OT_EXIT_FINDINGS;
}
