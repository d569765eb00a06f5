/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placements.c - files and folders about children's placements, and the key that they
 * are read with. Knows no column: the importers tell which table a file is. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/session.h"

#define DEFAULT_KEY "placements.key"

typedef struct placement_file {
    const char *path;
    ot_kind kind;      /* OT_KINDS: left alone */
    const char *table; /* or NULL: nothing that is known */
} placement_file;

typedef struct placement_folder {
    placement_file *files;
    size_t count;
} placement_folder;

static bool ends_in(const char *name, const char *ending)
{
    size_t length = strlen(name), end = strlen(ending);

    return length > end && strcasecmp(name + length - end, ending) == 0;
}

static int is_table(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && ends_in(entry->d_name, ".csv") &&
           !ends_in(entry->d_name, ".rejects.csv");
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Episodes first: their year is the other tables'. Then by name. */
static int by_kind_and_name(const void *a, const void *b)
{
    const placement_file *first = a, *second = b;
    bool one = first->kind == OT_KIND_EPISODES,
         other = second->kind == OT_KIND_EPISODES;

    return one != other ? (int)other - (int)one : strcmp(first->path, second->path);
}

static ot_status look_at(ot_session *session, const char *folder, const char *name,
                         placement_file *file, ot_error *err)
{
    size_t length = strlen(folder);
    bool slash = length == 0 || folder[length - 1] == '/';

    file->path = ot_arena_format(&session->profile.arena, "%s%s%s", folder,
                                 slash ? "" : "/", name);
    if (!file->path)
        return ot_fail_memory(err);
    return ot_importer_recognise(file->path, &file->kind, &file->table, err);
}

/* Every *.csv of a folder ("" the current one), recognised. One that cannot be read is
 * left alone where it is not wanted. The caller frees files. */
static ot_status read_folder(ot_session *session, const char *folder, bool wanted,
                             placement_folder *out, ot_error *err)
{
    struct dirent **names = NULL;
    int count = scandir(*folder ? folder : ".", &names, is_table, by_name);
    ot_status st = OT_OK;

    *out = (placement_folder){0};
    if (count < 0)
        return ot_fail_at(err, OT_EIO, folder, 0, "the folder cannot be read");
    out->files = calloc((size_t)count + 1, sizeof *out->files);
    if (!out->files)
        st = ot_fail_memory(err);
    for (int i = 0; i < count; i++) {
        if (st == OT_OK) {
            st = look_at(session, folder, names[i]->d_name, &out->files[i], err);
            if (st < 0 && st != OT_ENOMEM && !wanted)
                st = OT_OK;
            out->count += st == OT_OK;
        }
        free(names[i]);
    }
    free(names);
    if (st < 0) {
        free(out->files);
        out->files = NULL;
        return st;
    }
    qsort(out->files, out->count, sizeof *out->files, by_kind_and_name);
    return OT_OK;
}

static ot_status open_key(ot_session *session, ot_error *err)
{
    const char *written = session->profile.placement_key;
    const char *path =
        ot_profile_path(&session->profile, written ? written : DEFAULT_KEY);
    char mark[OT_STORE_MARK];
    bool made;
    ot_status st;

    if (!path)
        return ot_fail_memory(err);
    st = ot_store_child_mark(session->store, mark, err);
    if (st == OT_OK)
        st = ot_child_key_open(path, *mark != '\0', &session->child_key, &made, err);
    if (st < 0)
        return st;
    if (made)
        ot_console_say(session->console,
                       "%s: a new key for children's identifiers was made; keep it "
                       "safe, apart from the workspace: without it no further file "
                       "about children can be imported",
                       path);
    ot_child_key_mark(&session->child_key, mark);
    st = ot_store_child_mark_set(session->store, mark, err);
    if (st < 0 && !*err->input)
        snprintf(err->input, sizeof err->input, "%.127s", path);
    session->has_child_key = st == OT_OK;
    return st;
}

/* The year of the returns in a file of Episodes; *year -1 where there are several, also
 * with *year as it was. */
static ot_status add_year(const char *path, const ot_import_options *options, int *year,
                          ot_error *err)
{
    ot_import_options silent = *options;
    ot_source source;
    ot_batch batch;
    ot_status st;

    silent.issues = NULL;
    silent.progress = NULL;
    st = ot_importer_open(path, OT_KIND_EPISODES, &silent, &source, err);
    if (st < 0)
        return st;
    while ((st = source.next_batch(source.self, &batch, err)) == OT_OK)
        for (size_t i = 0; i < batch.count; i++) {
            int next = batch.of.episodes[i].year;

            *year = *year == 0 || *year == next ? next : -1;
        }
    source.close(source.self);
    return st == OT_END ? OT_OK : st;
}

/* A Header without a year is of the same return as the Episodes in its folder. */
static ot_status find_year(ot_session *session, const char *path,
                           ot_import_options *options, ot_error *err)
{
    const char *slash = strrchr(path, '/');
    char *folder = strdup(path);
    placement_folder tables = {0};
    int year = 0;
    ot_status st;

    if (!folder)
        return ot_fail_memory(err);
    folder[slash ? slash + 1 - path : 0] = '\0';
    st = read_folder(session, folder, false, &tables, err);
    for (size_t i = 0; st == OT_OK && i < tables.count; i++)
        if (tables.files[i].kind == OT_KIND_EPISODES)
            st = add_year(tables.files[i].path, options, &year, err);
    options->fiscal_year = year > 0 ? year : 0;
    free(tables.files);
    free(folder);
    return st;
}

ot_status ot_session_read_children(ot_session *session, ot_kind kind, const char *path,
                                   ot_import_options *options, ot_error *err)
{
    ot_status st = session->has_child_key ? OT_OK : open_key(session, err);

    /* These are the ledger's, of which payments may be an extract. */
    if (kind != OT_KIND_PAYMENTS) {
        options->shape = NULL;
        options->measure = NULL;
        options->fiscal_year = 0;
    }
    options->child_key = &session->child_key;
    if (st == OT_OK && (kind == OT_KIND_CHILDREN || kind == OT_KIND_UASC))
        st = find_year(session, path, options, err);
    return st;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void tell_left_alone(ot_session *session, const placement_file *file,
                            bool listed)
{
    void (*tell)(ot_console *, const char *, ...) =
        listed ? ot_console_detail : ot_console_say;

    if (file->table)
        tell(session->console, "%s: left alone, it is the return's table %s",
             base_name(file->path), file->table);
    else
        tell(session->console,
             "%s: left alone, by its columns it is no table about children's "
             "placements",
             base_name(file->path));
}

static ot_status import_folder(ot_session *session, const char *path, bool listed,
                               ot_error *err)
{
    placement_folder folder;
    size_t taken = 0;
    ot_status st = read_folder(session, path, true, &folder, err);

    if (st < 0)
        return st;
    for (size_t i = 0; st == OT_OK && i < folder.count; i++) {
        const placement_file *file = &folder.files[i];

        taken += file->kind != OT_KINDS;
        if (file->kind == OT_KINDS)
            tell_left_alone(session, file, listed);
        else
            st = ot_session_import(session, file->kind, file->path, listed, err);
    }
    free(folder.files);
    if (st == OT_OK && taken == 0)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the folder holds no .csv file with the columns of Episodes, "
                          "Header, UASC or placement costs");
    return st;
}

static ot_status import_path(ot_session *session, const char *path, bool listed,
                             ot_error *err)
{
    placement_file file = {.path = path};
    struct stat status;
    ot_status st;

    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return import_folder(session, path, listed, err);
    st = ot_importer_recognise(path, &file.kind, &file.table, err);
    if (st < 0)
        return st;
    if (file.kind != OT_KINDS)
        return ot_session_import(session, file.kind, path, listed, err);
    if (!file.table)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "by its columns the file is no table about children's "
                          "placements: Episodes has CHILD, DECOM, RNE, PLACE and DEC, "
                          "Header CHILD, SEX and DOB, UASC CHILD and DUC, costs child, "
                          "start and weekly_fee");
    tell_left_alone(session, &file, listed);
    return OT_OK;
}

ot_status ot_session_import_placements(ot_session *session, const char *path,
                                       bool listed, ot_error *err)
{
    ot_status st;

    if (!path)
        return ot_fail_memory(err);
    session->attempt =
        ot_arena_format(&session->audit_texts, "placements '%s'", base_name(path));
    session->reading = true;
    st = session->attempt ? import_path(session, path, listed, err)
                          : ot_fail_memory(err);
    if (st == OT_OK) {
        session->attempt = NULL;
        session->reading = false;
    }
    return st;
}
