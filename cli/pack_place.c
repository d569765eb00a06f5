/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "cli/pack_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/beside.h"

#define PROGRAM     "\"program\": \"outturn\""
#define MAKES_TRIED 10

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static bool is_folder(DIR *dir, const char *name)
{
    struct stat info;

    return fstatat(dirfd(dir), name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISDIR(info.st_mode);
}

/* Removes what `open` holds and closes it. Links are removed, not what they name. */
static void remove_files(DIR *open, int depth)
{
    struct dirent *entry;

    while (open && (entry = readdir(open))) {
        if (is_dots(entry->d_name))
            continue;
        if (depth && is_folder(open, entry->d_name)) {
            int inner = openat(dirfd(open), entry->d_name,
                               O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            DIR *folder = inner < 0 ? NULL : fdopendir(inner);

            remove_files(folder, depth - 1);
            unlinkat(dirfd(open), entry->d_name, AT_REMOVEDIR);
        } else {
            unlinkat(dirfd(open), entry->d_name, 0);
        }
    }
    if (open)
        closedir(open);
}

/* Removes a directory of files, and of folders of files as packs have them. */
static void remove_directory(const char *dir)
{
    remove_files(opendir(dir), 1);
    rmdir(dir);
}

const ot_place_kind ot_place_of_pack = {"pack", "pack's", "a pack",
                                        "\"profile_sha256\""};

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
static char *read_manifest(const char *dir, const ot_place_kind *kind)
{
    char path[OT_PLACE_BYTES + OT_BESIDE_ROOM], *text;

    snprintf(path, sizeof path, "%s/manifest.json", dir);
    text = read_text(path);
    if (text && strstr(text, PROGRAM) && strstr(text, kind->mark))
        return text;
    free(text);
    return NULL;
}

/* The first entry of dir, or of its folder, that its manifest does not list as a file
 * of the pack, or as one of its folders. */
static bool has_stranger(const char *dir, const char *folder, const char *manifest,
                         char name[256])
{
    char path[OT_PLACE_BYTES + 300];
    struct dirent *entry;
    bool found = false;
    DIR *open;

    snprintf(path, sizeof path, "%s/%s", dir, folder);
    open = opendir(path);
    while (open && !found && (entry = readdir(open))) {
        char quoted[600];
        bool inner = !*folder && is_folder(open, entry->d_name);

        snprintf(quoted, sizeof quoted, "\"%.255s%s%.255s%s", folder,
                 *folder ? "/" : "", entry->d_name, inner ? "/" : "\"");
        found = !is_dots(entry->d_name) &&
                (*folder || strcmp(entry->d_name, "manifest.json") != 0) &&
                !(manifest && strstr(manifest, quoted));
        if (found)
            snprintf(name, 256, "%.255s", entry->d_name);
        else if (inner && !is_dots(entry->d_name))
            found = has_stranger(dir, entry->d_name, manifest, name);
    }
    if (open)
        closedir(open);
    return found;
}

static ot_status check_target(const ot_place_kind *kind, const char *dir, ot_error *err)
{
    struct stat info;
    char name[256], *manifest;
    ot_status st = OT_OK;

    if (lstat(dir, &info) != 0)
        return OT_OK;
    if (!S_ISDIR(info.st_mode))
        return ot_fail_at(err, OT_EUSAGE, dir, 0,
                          "the %s directory is a file or a link: name another with "
                          "--out",
                          kind->whose);
    manifest = read_manifest(dir, kind);
    if (has_stranger(dir, "", manifest, name))
        st = ot_fail_at(err, OT_EUSAGE, dir, 0,
                        "the directory holds other things than %s ('%.100s'): name "
                        "another with --out",
                        kind->article, name);
    free(manifest);
    return st;
}

static void remove_leftover(void *self, const char *leftover)
{
    (void)self;
    remove_directory(leftover);
}

/* An older pack without a name gets it back. */
static void clear_older(void *self, const char *leftover)
{
    const ot_pack_place *place = self;
    const char *dir = place->dir;
    char *manifest = NULL;
    struct stat info;

    if (lstat(dir, &info) != 0 && errno == ENOENT)
        manifest = read_manifest(leftover, place->kind);
    if (!manifest || rename(leftover, dir) != 0)
        remove_directory(leftover);
    free(manifest);
}

/* Another run may clear the directory away between its making and its lock. */
static ot_status make_filling(ot_pack_place *place, ot_error *err)
{
    for (int i = 0; i < MAKES_TRIED; i++) {
        if (mkdir(place->filling, 0777) != 0)
            return ot_fail_at(err, OT_EIO, place->dir, 0,
                              "the %s directory cannot be made: %s", place->kind->whose,
                              strerror(errno));
        place->lock = ot_beside_lock(place->filling);
        if (place->lock >= 0 || (errno != EWOULDBLOCK && errno != ENOENT))
            return OT_OK; /* some network file systems lock no directories */
        rmdir(place->filling);
    }
    return ot_fail_at(err, OT_EIO, place->dir, 0,
                      "the %s directory cannot be made: another run is clearing up; "
                      "try again",
                      place->kind->whose);
}

ot_status ot_pack_place_open(const ot_place_kind *kind, const char *dir,
                             ot_pack_place *place, ot_error *err)
{
    size_t length = strlen(dir);
    ot_status st;

    *place = (ot_pack_place){.kind = kind, .lock = -1};
    if (length + OT_BESIDE_ROOM >= sizeof place->dir)
        return ot_fail(err, OT_EUSAGE, "the path of the %s is too long", kind->name);
    memcpy(place->dir, dir, length + 1);
    while (length > 1 && place->dir[length - 1] == '/')
        place->dir[--length] = '\0';
    ot_beside_leftovers(place->dir, OT_BESIDE_OLD, clear_older, place);
    ot_beside_leftovers(place->dir, OT_BESIDE_NEW, remove_leftover, NULL);
    st = check_target(kind, place->dir, err);
    if (st < 0)
        return st;
    ot_beside_name(place->dir, OT_BESIDE_NEW, place->filling);
    st = make_filling(place, err);
    if (st < 0)
        place->filling[0] = '\0';
    return st;
}

static ot_status sync_name(const char *path, ot_error *err)
{
    int number = ot_beside_sync(path);

    if (number)
        return ot_fail_at(err, OT_EIO, path, 0,
                          "the directory cannot be put onto the disk: %s",
                          strerror(number));
    return OT_OK;
}

/* The names in the directory that was filled. */
static ot_status sync_filling(const ot_pack_place *place, ot_error *err)
{
    char path[OT_PLACE_BYTES + 8];

    snprintf(path, sizeof path, "%s/.", place->filling);
    return sync_name(path, err);
}

static ot_status cannot_place(const ot_pack_place *place, ot_error *err)
{
    return ot_fail_at(err, OT_EIO, place->dir, 0, "the %s cannot be put in place: %s",
                      place->kind->name, strerror(errno));
}

/* Where two names cannot be exchanged: the older pack is without its name for a moment.
 */
static ot_status replace(const ot_pack_place *place, ot_error *err)
{
    char old[OT_PLACE_BYTES + OT_BESIDE_ROOM];
    ot_status st;

    ot_beside_name(place->dir, OT_BESIDE_OLD, old);
    if (rename(place->dir, old) != 0)
        return ot_fail_at(err, OT_EIO, place->dir, 0,
                          "the older %s cannot be moved away: %s", place->kind->name,
                          strerror(errno));
    if (rename(place->filling, place->dir) != 0) {
        st = cannot_place(place, err);
        rename(old, place->dir);
        return st;
    }
    remove_directory(old);
    return OT_OK;
}

static bool cannot_exchange(int number)
{
    return number == EINVAL || number == ENOSYS || number == ENOTSUP;
}

ot_status ot_pack_place_finish(ot_pack_place *place, ot_error *err)
{
    const char *filling = place->filling, *dir = place->dir;
    struct stat info;
    ot_status st = sync_filling(place, err);

    if (st == OT_OK)
        st = check_target(place->kind, dir, err); /* much time has passed */
    if (st < 0)
        return st;
    if (lstat(dir, &info) != 0) {
        st = rename(filling, dir) == 0 ? OT_OK : cannot_place(place, err);
    } else if (renameat2(AT_FDCWD, filling, AT_FDCWD, dir, RENAME_EXCHANGE) == 0) {
        st = sync_name(dir, err); /* before the older one goes */
        remove_directory(filling);
    } else {
        st = cannot_exchange(errno) ? replace(place, err) : cannot_place(place, err);
    }
    if (st == OT_OK) {
        place->filling[0] = '\0';
        st = sync_name(dir, err);
    }
    return st;
}

void ot_pack_place_close(ot_pack_place *place)
{
    if (place->filling[0])
        remove_directory(place->filling);
    if (place->lock >= 0)
        close(place->lock);
    *place = (ot_pack_place){.lock = -1};
}
