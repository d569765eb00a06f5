/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2 */
#include "cli/pack_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST_BYTES 262144
#define MAKES_TRIED    10
#define ROOM_FOR_PID   32

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Removes a directory of files (packs have no folders in them). Links are removed, not
 * what they name. */
static void remove_directory(const char *dir)
{
    DIR *open = opendir(dir);
    struct dirent *entry;

    while (open && (entry = readdir(open)))
        if (!is_dots(entry->d_name))
            unlinkat(dirfd(open), entry->d_name, 0);
    if (open)
        closedir(open);
    rmdir(dir);
}

/* The manifest of a pack in dir; NULL where there is none of ours. To be freed. */
static char *read_manifest(const char *dir)
{
    char path[OT_PLACE_BYTES + ROOM_FOR_PID], *text = calloc(1, MANIFEST_BYTES);
    FILE *file;

    snprintf(path, sizeof path, "%s/manifest.json", dir);
    file = fopen(path, "rb");
    if (text && file && fread(text, 1, MANIFEST_BYTES - 1, file) > 0 &&
        strstr(text, "\"program\": \"outturn\"")) {
        fclose(file);
        return text;
    }
    if (file)
        fclose(file);
    free(text);
    return NULL;
}

/* The first entry of dir that its manifest does not list as a file of the pack. */
static bool has_stranger(const char *dir, const char *manifest, char name[256])
{
    DIR *open = opendir(dir);
    struct dirent *entry;
    bool found = false;

    while (open && !found && (entry = readdir(open))) {
        char quoted[300];

        snprintf(quoted, sizeof quoted, "\"%.255s\"", entry->d_name);
        found = !is_dots(entry->d_name) &&
                strcmp(entry->d_name, "manifest.json") != 0 &&
                !(manifest && strstr(manifest, quoted));
        if (found)
            snprintf(name, 256, "%.255s", entry->d_name);
    }
    if (open)
        closedir(open);
    return found;
}

static ot_status check_target(const char *dir, ot_error *err)
{
    struct stat info;
    char name[256], *manifest;
    ot_status st = OT_OK;

    if (lstat(dir, &info) != 0)
        return OT_OK;
    if (!S_ISDIR(info.st_mode))
        return ot_fail_at(err, OT_EUSAGE, dir, 0,
                          "the pack's directory is a file or a link: name another with "
                          "--out");
    manifest = read_manifest(dir);
    if (has_stranger(dir, manifest, name))
        st = ot_fail_at(err, OT_EUSAGE, dir, 0,
                        "the directory holds other things than a pack ('%.100s'): name "
                        "another with --out",
                        name);
    free(manifest);
    return st;
}

/* The lock of a directory that is being filled, or -1: whoever fills it lives. */
static int lock_directory(const char *dir)
{
    struct stat held, named;
    int lock = open(dir, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (lock < 0)
        return -1;
    if (flock(lock, LOCK_EX | LOCK_NB) == 0 && fstat(lock, &held) == 0 &&
        lstat(dir, &named) == 0 && held.st_ino == named.st_ino &&
        held.st_dev == named.st_dev && held.st_uid == geteuid())
        return lock;
    close(lock);
    return -1;
}

/* Is name BASE, `mark`, and a process number? */
static bool is_leftover(const char *name, const char *base, const char *mark)
{
    size_t length = strlen(base), digits;

    if (strncmp(name, base, length) != 0)
        return false;
    name += length;
    length = strlen(mark);
    if (strncmp(name, mark, length) != 0)
        return false;
    digits = strspn(name + length, "0123456789");
    return digits > 0 && !name[length + digits];
}

/* One that a run left which was killed: an older pack without a name gets it back, all
 * else goes. */
static void clear_leftover(const char *dir, const char *leftover, bool older)
{
    int lock = lock_directory(leftover);
    char *manifest = NULL;
    struct stat info;

    if (lock < 0)
        return;
    if (older && lstat(dir, &info) != 0 && errno == ENOENT)
        manifest = read_manifest(leftover);
    if (!manifest || rename(leftover, dir) != 0)
        remove_directory(leftover);
    free(manifest);
    close(lock);
}

static void folder_of(const char *dir, char folder[OT_PLACE_BYTES])
{
    char *slash;

    snprintf(folder, OT_PLACE_BYTES, "%s", dir);
    slash = strrchr(folder, '/');
    if (!slash)
        strcpy(folder, ".");
    else
        slash[slash == folder] = '\0';
}

static void clear_leftovers(const char *dir)
{
    const char *slash = strrchr(dir, '/'), *base = slash ? slash + 1 : dir;
    char folder[OT_PLACE_BYTES], path[2 * OT_PLACE_BYTES];
    struct dirent *entry;
    DIR *open;

    folder_of(dir, folder);
    open = opendir(folder);
    while (open && (entry = readdir(open))) {
        bool older = is_leftover(entry->d_name, base, ".old-");

        if (!older && !is_leftover(entry->d_name, base, ".new-"))
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        clear_leftover(dir, path, older);
    }
    if (open)
        closedir(open);
}

/* Another run may clear the directory away between its making and its lock. */
static ot_status make_filling(ot_pack_place *place, ot_error *err)
{
    for (int i = 0; i < MAKES_TRIED; i++) {
        if (mkdir(place->filling, 0777) != 0)
            return ot_fail_at(err, OT_EIO, place->dir, 0,
                              "the pack's directory cannot be made: %s",
                              strerror(errno));
        errno = 0;
        place->lock = lock_directory(place->filling);
        if (place->lock >= 0 || errno == EBADF || errno == ENOLCK || errno == ENOTSUP)
            return OT_OK; /* some network file systems lock no directories */
        rmdir(place->filling);
    }
    return ot_fail_at(
        err, OT_EIO, place->dir, 0,
        "the pack's directory cannot be made: another run is clearing up; "
        "try again");
}

ot_status ot_pack_place_open(const char *dir, ot_pack_place *place, ot_error *err)
{
    size_t length = strlen(dir);
    ot_status st;

    *place = (ot_pack_place){.lock = -1};
    if (length + ROOM_FOR_PID >= sizeof place->dir)
        return ot_fail(err, OT_EUSAGE, "the path of the pack is too long");
    memcpy(place->dir, dir, length + 1);
    while (length > 1 && place->dir[length - 1] == '/')
        place->dir[--length] = '\0';
    clear_leftovers(place->dir);
    st = check_target(place->dir, err);
    if (st < 0)
        return st;
    memcpy(place->filling, place->dir, length);
    snprintf(place->filling + length, ROOM_FOR_PID, ".new-%ld", (long)getpid());
    st = make_filling(place, err);
    if (st < 0)
        place->filling[0] = '\0';
    return st;
}

static ot_status sync_directory(const char *dir, ot_error *err)
{
    int folder = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int number = folder < 0 ? errno : 0;

    /* EINVAL: a file system that knows no such thing. */
    if (folder >= 0 && fsync(folder) != 0 && errno != EINVAL)
        number = errno;
    if (folder >= 0)
        close(folder);
    if (number)
        return ot_fail_at(err, OT_EIO, dir, 0,
                          "the directory cannot be put onto the disk: %s",
                          strerror(number));
    return OT_OK;
}

static ot_status cannot_place(const ot_pack_place *place, ot_error *err)
{
    return ot_fail_at(err, OT_EIO, place->dir, 0, "the pack cannot be put in place: %s",
                      strerror(errno));
}

/* Where two names cannot be exchanged: the older pack is without its name for a moment.
 */
static ot_status replace(const ot_pack_place *place, ot_error *err)
{
    char old[OT_PLACE_BYTES + ROOM_FOR_PID];
    ot_status st;

    snprintf(old, sizeof old, "%s.old-%ld", place->dir, (long)getpid());
    if (rename(place->dir, old) != 0)
        return ot_fail_at(err, OT_EIO, place->dir, 0,
                          "the older pack cannot be moved away: %s", strerror(errno));
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
    char folder[OT_PLACE_BYTES];
    struct stat info;
    ot_status st = sync_directory(filling, err);

    if (st == OT_OK)
        st = check_target(dir, err); /* much time has passed */
    if (st < 0)
        return st;
    folder_of(dir, folder);
    if (lstat(dir, &info) != 0) {
        if (rename(filling, dir) != 0)
            return cannot_place(place, err);
    } else if (renameat2(AT_FDCWD, filling, AT_FDCWD, dir, RENAME_EXCHANGE) == 0) {
        st = sync_directory(folder, err); /* before the older one goes */
        if (st == OT_OK)
            remove_directory(filling);
    } else if (cannot_exchange(errno)) {
        st = replace(place, err);
    } else {
        return cannot_place(place, err);
    }
    if (st == OT_OK)
        st = sync_directory(folder, err);
    place->filling[0] = '\0';
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
