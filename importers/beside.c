/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/beside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

void ot_beside_name(const char *path, const char *mark, char *beside)
{
    snprintf(beside, strlen(path) + OT_BESIDE_ROOM, "%s%s%ld", path, mark,
             (long)getpid());
}

/* Is the open file the one that has the name still, and ours? */
static bool is_named(int file, const char *name)
{
    struct stat held, named;

    return fstat(file, &held) == 0 && lstat(name, &named) == 0 &&
           held.st_ino == named.st_ino && held.st_dev == named.st_dev &&
           held.st_uid == geteuid();
}

/* True also where the file system locks nothing: then nothing is cleared there. */
static bool lock(int file)
{
    return flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK;
}

int ot_beside_make(const char *beside, mode_t mode)
{
    int file = open(beside, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, mode);

    if (file >= 0 && lock(file) && is_named(file, beside))
        return file;
    if (file >= 0) {
        close(file);
        errno = EAGAIN; /* another program, clearing up, was quicker */
    }
    return -1;
}

int ot_beside_lock(const char *beside)
{
    int number, file = open(beside, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (file < 0)
        return -1;
    number = flock(file, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    if (!number && !is_named(file, beside))
        number = EWOULDBLOCK;
    if (!number)
        return file;
    close(file);
    errno = number;
    return -1;
}

/* Is name BASE, the mark, and a process number? */
static bool is_leftover(const char *name, const char *base, const char *mark)
{
    size_t length = strlen(base), digits;

    if (strncmp(name, base, length) != 0 ||
        strncmp(name + length, mark, strlen(mark)) != 0)
        return false;
    name += length + strlen(mark);
    digits = strspn(name, "0123456789");
    return digits > 0 && !name[digits];
}

char *ot_beside_folder(const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == path ? 1 : slash ? (size_t)(slash - path) : 0;

    return length ? strndup(path, length) : strdup(".");
}

static void look_at(const char *folder, const char *name,
                    void (*found)(void *self, const char *leftover), void *self)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    int held;

    if (!path)
        return;
    snprintf(path, size, "%s/%s", folder, name);
    held = ot_beside_lock(path);
    if (held >= 0) {
        found(self, path);
        close(held);
    }
    free(path);
}

void ot_beside_leftovers(const char *path, const char *mark,
                         void (*found)(void *self, const char *leftover), void *self)
{
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    char *folder = ot_beside_folder(path);
    DIR *open = folder ? opendir(folder) : NULL;
    struct dirent *entry;

    while (open && (entry = readdir(open)))
        if (is_leftover(entry->d_name, base, mark))
            look_at(folder, entry->d_name, found, self);
    if (open)
        closedir(open);
    free(folder);
}

static void remove_file(void *self, const char *leftover)
{
    (void)self;
    unlink(leftover); /* not where it is a directory */
}

void ot_beside_clear(const char *path)
{
    ot_beside_leftovers(path, OT_BESIDE_NEW, remove_file, NULL);
}

int ot_beside_sync(const char *path)
{
    char *name = ot_beside_folder(path);
    int folder = name ? open(name, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int number = folder < 0 ? errno : 0;

    if (folder >= 0 && fsync(folder) != 0 && errno != EINVAL)
        number = errno;
    if (folder >= 0)
        close(folder);
    free(name);
    return number;
}
