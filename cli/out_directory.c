/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/out_directory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PROGRAM "\"program\": \"outturn\""

ot_status ot_out_name(const ot_out_directory *out, const char *name, const char *ending,
                      char path[OT_OUT_PATH], ot_error *err)
{
    int length = snprintf(path, OT_OUT_PATH, "%s/%s%s", out->dir, name, ending);

    if (length < 0 || length >= OT_OUT_PATH)
        return ot_fail(err, OT_EUSAGE, "the path of the %s is too long",
                       out->kind->name);
    return OT_OK;
}

ot_status ot_out_open(const ot_out_directory *out, const char *name, const char *ending,
                      FILE **file, char path[OT_OUT_PATH], ot_error *err)
{
    if (ot_out_name(out, name, ending, path, err) < 0)
        return OT_EUSAGE;
    *file = fopen(path, "wb");
    if (!*file)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be made: %s",
                          strerror(errno));
    return OT_OK;
}

ot_status ot_out_close(FILE *file, const char *path, ot_status st, ot_error *err)
{
    bool failed = fflush(file) != 0 || fsync(fileno(file)) != 0;

    failed = fclose(file) != 0 || failed;
    if (st == OT_OK && failed)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be written: %s",
                          strerror(errno));
    return st;
}

/* Removes a directory of files (there are no folders in it). */
static void remove_directory(const char *dir)
{
    DIR *open = opendir(dir);
    struct dirent *entry;
    char path[OT_OUT_PATH];

    while (open && (entry = readdir(open))) {
        int length = snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);

        if (length > 0 && length < OT_OUT_PATH && strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0)
            unlink(path);
    }
    if (open)
        closedir(open);
    rmdir(dir);
}

/* The whole of a file, to be freed; NULL where it cannot be read. */
static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 65536, used = 0, got = 0;
    char *text = NULL;

    do {
        char *grown = file ? realloc(text, room *= 2) : NULL;

        if (!grown) {
            free(text);
            text = NULL;
            break;
        }
        text = grown;
        got = fread(text + used, 1, room - used - 1, file);
        used += got;
        text[used] = '\0';
    } while (got && used == room - 1);
    if (file)
        fclose(file);
    return text;
}

/* The manifest of such a directory in dir; NULL where there is none of ours. To be
 * freed. */
static char *read_manifest(const char *dir, const ot_out_kind *kind)
{
    char path[OT_OUT_PATH], *text;

    snprintf(path, sizeof path, "%.4000s/manifest.json", dir);
    text = read_text(path);
    if (text && strstr(text, PROGRAM) && strstr(text, kind->mark))
        return text;
    free(text);
    return NULL;
}

/* The first entry of dir that its manifest does not list as one of its files. */
static bool has_stranger(const char *dir, const char *manifest, char name[256])
{
    DIR *open = opendir(dir);
    struct dirent *entry;
    bool found = false;

    while (open && !found && (entry = readdir(open))) {
        char quoted[300];

        snprintf(quoted, sizeof quoted, "\"%.255s\"", entry->d_name);
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
                strcmp(entry->d_name, "manifest.json") != 0 &&
                !(manifest && strstr(manifest, quoted));
        if (found)
            snprintf(name, 256, "%.255s", entry->d_name);
    }
    if (open)
        closedir(open);
    return found;
}

/* May dir be replaced? It must not be there, or be empty, or hold what is written and
 * nothing else. */
static ot_status check_target(const ot_out_kind *kind, const char *dir, bool *exists,
                              ot_error *err)
{
    struct stat info;
    char name[256], *manifest;
    ot_status st = OT_OK;

    *exists = lstat(dir, &info) == 0;
    if (!*exists)
        return OT_OK;
    if (!S_ISDIR(info.st_mode))
        return ot_fail_at(err, OT_EUSAGE, dir, 0,
                          "the %s directory is a file or a link: name another with "
                          "--out",
                          kind->whose);
    manifest = read_manifest(dir, kind);
    if (has_stranger(dir, manifest, name))
        st = ot_fail_at(err, OT_EUSAGE, dir, 0,
                        "the directory holds other things than %s ('%.100s'): name "
                        "another with --out",
                        kind->article, name);
    free(manifest);
    return st;
}

/* Puts the finished directory in its place. */
static ot_status move_in(const ot_out_directory *out, ot_error *err)
{
    char old[OT_OUT_PATH];

    snprintf(old, sizeof old, "%.4020s.old-%ld", out->place, (long)getpid());
    if (out->exists && rename(out->place, old) != 0)
        return ot_fail_at(err, OT_EIO, out->place, 0,
                          "the older %s cannot be moved away: %s", out->kind->name,
                          strerror(errno));
    if (rename(out->dir, out->place) != 0) {
        ot_fail_at(err, OT_EIO, out->place, 0, "the %s cannot be put in place: %s",
                   out->kind->name, strerror(errno));
        if (out->exists)
            rename(old, out->place);
        return OT_EIO;
    }
    if (out->exists)
        remove_directory(old);
    return OT_OK;
}

/* So that a power cut leaves the whole pack or none under its name. */
static void sync_directory(const char *dir)
{
    int folder = open(dir, O_RDONLY | O_DIRECTORY);

    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
}

ot_status ot_out_begin(const ot_out_kind *kind, const char *place,
                       ot_out_directory *out, ot_error *err)
{
    size_t length = strlen(place);
    ot_status st;

    *out = (ot_out_directory){.kind = kind};
    if (length >= sizeof out->place)
        return ot_fail(err, OT_EUSAGE, "the path of the %s is too long", kind->name);
    memcpy(out->place, place, length + 1);
    for (; length > 1 && out->place[length - 1] == '/'; length--)
        out->place[length - 1] = '\0';
    st = check_target(kind, out->place, &out->exists, err);
    if (st < 0)
        return st;
    snprintf(out->dir, sizeof out->dir, "%s.new-%ld", out->place, (long)getpid());
    if (mkdir(out->dir, 0777) != 0)
        return ot_fail_at(err, OT_EIO, out->place, 0,
                          "the %s directory cannot be made: %s", kind->whose,
                          strerror(errno));
    return OT_OK;
}

ot_status ot_out_finish(ot_out_directory *out, ot_error *err)
{
    ot_status st;

    sync_directory(out->dir);
    st = move_in(out, err);
    if (st < 0)
        ot_out_drop(out);
    return st;
}

void ot_out_drop(const ot_out_directory *out)
{
    remove_directory(out->dir);
}
