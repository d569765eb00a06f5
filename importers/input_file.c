/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/input_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static ot_status check_regular(int descriptor, const char *path, uint64_t *bytes,
                               ot_error *err)
{
    struct stat status;

    if (fstat(descriptor, &status) < 0)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be read: %s",
                          strerror(errno));
    if (S_ISDIR(status.st_mode))
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "this is a directory; name a file in it");
    if (!S_ISREG(status.st_mode))
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "this is not an ordinary file; save it as one first");
    *bytes = (uint64_t)status.st_size;
    return OT_OK;
}

ot_status ot_input_file_open(const char *path, ot_input_file *file, ot_error *err)
{
    /* O_NONBLOCK: opening a named pipe must not wait for its writer. */
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ot_status st;

    if (descriptor < 0)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be opened: %s",
                          strerror(errno));
    *file = (ot_input_file){.descriptor = descriptor, .path = path};
    st = check_regular(descriptor, path, &file->bytes, err);
    if (st < 0)
        ot_input_file_close(file);
    return st;
}

void ot_input_file_close(ot_input_file *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    file->descriptor = -1;
}

ot_status ot_input_file_read(ot_input_file *file, void *buffer, size_t size,
                             size_t *got, ot_error *err)
{
    ssize_t n;

    do
        n = read(file->descriptor, buffer, size);
    while (n < 0 && errno == EINTR);
    if (n < 0)
        return ot_fail_at(err, OT_EIO, file->path, 0, "the file cannot be read: %s",
                          strerror(errno));
    *got = (size_t)n;
    return OT_OK;
}

ot_status ot_input_file_read_at(const ot_input_file *file, uint64_t offset,
                                void *buffer, size_t size, size_t *got, ot_error *err)
{
    char *to = buffer;
    ssize_t n;

    for (*got = 0; *got < size; *got += (size_t)n) {
        do
            n = pread(file->descriptor, to + *got, size - *got, (off_t)(offset + *got));
        while (n < 0 && errno == EINTR);
        if (n < 0)
            return ot_fail_at(err, OT_EIO, file->path, 0, "the file cannot be read: %s",
                              strerror(errno));
        if (n == 0)
            break;
    }
    return OT_OK;
}

ot_status ot_input_file_seek(ot_input_file *file, uint64_t offset, ot_error *err)
{
    if (lseek(file->descriptor, (off_t)offset, SEEK_SET) < 0)
        return ot_fail_at(err, OT_EIO, file->path, 0,
                          "the file cannot be read again: %s", strerror(errno));
    return OT_OK;
}
