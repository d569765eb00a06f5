/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *folder_of_spools(void)
{
    const char *folder = getenv("TMPDIR");

    return folder && *folder ? folder : "/var/tmp";
}

ot_status ot_spool_open(ot_spool *spool, ot_error *err)
{
    const char *folder = folder_of_spools();
    char path[2048];

    snprintf(path, sizeof path, "%.2000s/outturn-XXXXXX", folder);
    *spool = (ot_spool){.descriptor = mkstemp(path)};
    if (spool->descriptor < 0)
        return ot_fail(err, OT_EIO,
                       "no temporary file can be made in '%.100s': %s; TMPDIR names "
                       "another directory",
                       folder, strerror(errno));
    unlink(path);
    fcntl(spool->descriptor, F_SETFD, FD_CLOEXEC);
    snprintf(spool->path, sizeof spool->path, "/proc/self/fd/%d", spool->descriptor);
    return OT_OK;
}

void ot_spool_close(ot_spool *spool)
{
    if (spool->descriptor >= 0)
        close(spool->descriptor);
    spool->descriptor = -1;
}

ot_status ot_spool_add(ot_spool *spool, const char *bytes, size_t count, ot_error *err)
{
    while (count) {
        ssize_t done = write(spool->descriptor, bytes, count);

        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return ot_fail(err, OT_EIO,
                           "the temporary file in '%.100s' cannot be written: %s; "
                           "TMPDIR names another directory",
                           folder_of_spools(), strerror(errno));
        bytes += done;
        count -= (size_t)done;
        spool->bytes += (uint64_t)done;
    }
    return OT_OK;
}
