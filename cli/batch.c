/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* syncfs */
#include "cli/batch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define AT_ONCE 2 /* files take milliseconds: the threads end together */

static ot_status sync_file(int dir, const char *name, ot_error *err)
{
    int file = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    bool failed = file < 0 || fsync(file) != 0;
    int number = errno;

    if (file >= 0)
        close(file);
    return failed ? ot_fail_at(err, OT_EIO, name, 0, "the file cannot be written: %s",
                               strerror(number))
                  : OT_OK;
}

/* The file system is told to write everything at once; after that there is little left
 * for each file, but what failed of it is told only there. */
static ot_status sync_files(const char *path, ot_error *err)
{
    DIR *dir = opendir(path);
    struct dirent *entry;
    ot_status st = OT_OK;

    if (!dir)
        return ot_fail_at(err, OT_EIO, path, 0, "the directory cannot be read: %s",
                          strerror(errno));
    syncfs(dirfd(dir));
    while (st == OT_OK && (entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            st = sync_file(dirfd(dir), entry->d_name, err);
    if (st == OT_OK && fsync(dirfd(dir)) != 0 && errno != EINVAL)
        st = ot_fail_at(err, OT_EIO, path, 0,
                        "the directory cannot be put onto the disk: %s",
                        strerror(errno));
    closedir(dir);
    return st;
}

ot_status ot_batch_write(ot_session *session, const ot_files_batch *batch,
                         ot_error *err)
{
    ot_threads threads = {.count = session->threads.count,
                          .console = session->console,
                          .what = batch->what,
                          .at_once = AT_ONCE};
    ot_parallel parallel = ot_threads_parallel(&threads);
    ot_status st =
        ot_parallel_run(&parallel, batch->count, batch->step, batch->self, err);

    ot_console_end_progress(session->console);
    return st == OT_OK ? sync_files(batch->dir, err) : st;
}
