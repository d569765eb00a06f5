/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/password.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void ot_password_wipe(void *memory, size_t size)
{
    volatile unsigned char *byte = memory;

    while (size--)
        *byte++ = 0;
}

/* Of the open file, so that no other can take its place. */
static ot_status check_file(int descriptor, const char *path, ot_error *err)
{
    struct stat status;

    if (fstat(descriptor, &status) < 0)
        return ot_fail_at(err, OT_EIO, path, 0, "the password cannot be read: %s",
                          strerror(errno));
    if (!S_ISREG(status.st_mode))
        return ot_fail_at(err, OT_EINPUT, path, 0, "this is not an ordinary file");
    if (status.st_uid != geteuid())
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the password file belongs to another user");
    if (status.st_mode & 077)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the password file is open to others (mode %04o): chmod 600",
                          (unsigned)(status.st_mode & 07777));
    return OT_OK;
}

static ot_status check_text(const char *path, char *password, ot_error *err)
{
    const size_t length = strcspn(password, "\r\n");
    const char *rest = password + length + strspn(password + length, "\r\n");
    const bool more = *rest != '\0';

    ot_password_wipe(password + length, strlen(password + length));
    if (length == 0 || more)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the password has to be one line and not blank");
    return OT_OK;
}

ot_status ot_password_read(const char *path, char password[OT_PASSWORD_MAX],
                           ot_error *err)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = -1;
    ot_status st;

    if (descriptor < 0)
        return ot_fail_at(err, OT_EIO, path, 0, "the password cannot be read: %s",
                          strerror(errno));
    st = check_file(descriptor, path, err);
    if (st == OT_OK) {
        got = read(descriptor, password, OT_PASSWORD_MAX);
        if (got < 0)
            st = ot_fail_at(err, OT_EIO, path, 0, "the password cannot be read: %s",
                            strerror(errno));
        else if (got == OT_PASSWORD_MAX)
            st = ot_fail_at(err, OT_EINPUT, path, 0, "the password is too long");
    }
    close(descriptor);
    if (st < 0)
        return st;
    password[got] = '\0';
    return check_text(path, password, err);
}

ot_status ot_password_variable(const char *name, char password[OT_PASSWORD_MAX],
                               ot_error *err)
{
    const char *value = getenv(name);

    if (!value || strlen(value) >= OT_PASSWORD_MAX)
        return ot_fail(err, OT_EINPUT,
                       "password_variable: '%s' is %s in the environment", name,
                       value ? "too long" : "not set");
    strcpy(password, value);
    return check_text(name, password, err);
}
