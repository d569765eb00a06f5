/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/pipe.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/spool.h"
#include "cli/stream.h"

static bool is_standard_input(const char *operand)
{
    return strcmp(operand, "-") == 0;
}

bool ot_pipe_is(const char *operand)
{
    struct stat status;

    return is_standard_input(operand) ||
           (stat(operand, &status) == 0 && S_ISFIFO(status.st_mode));
}

ot_status ot_pipe_check(const char *operand, ot_error *err)
{
    struct stat status;

    if (!is_standard_input(operand))
        return OT_OK;
    if (fstat(STDIN_FILENO, &status) == 0 &&
        (S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode) ||
         S_ISSOCK(status.st_mode)))
        return OT_OK;
    return ot_fail_at(err, OT_EINPUT, "stdin", 0,
                      "the standard input is neither a pipe nor a file; as in: zcat "
                      "FILE.gz | outturn import ledger -");
}

/* A pipe that a shell made for the command, as for <(zcat FILE.gz), has a number. */
static bool is_numbered(const char *operand)
{
    return strncmp(operand, "/dev/fd/", 8) == 0 || strncmp(operand, "/proc/", 6) == 0;
}

static const char *base_name(const char *operand)
{
    const char *slash = strrchr(operand, '/');

    return slash ? slash + 1 : operand;
}

static const char *pipe_name(ot_arena *texts, const char *operand)
{
    if (is_standard_input(operand))
        return "stdin";
    return is_numbered(operand) ? ot_arena_format(texts, "pipe-%s", base_name(operand))
                                : base_name(operand);
}

/* Beside a pipe that has a name of its own, as beside a file; else here. */
static const char *rejects_path(ot_arena *texts, const char *operand, const char *name)
{
    bool here = is_standard_input(operand) || is_numbered(operand) ||
                strcmp(operand, "/dev/stdin") == 0;
    const char *path = here ? name : operand;
    size_t length = strlen(path);

    if (length > 4 && strcasecmp(path + length - 4, ".csv") == 0)
        length -= 4;
    return ot_arena_format(texts, "%.*s.rejects.csv", (int)length, path);
}

/* A descriptor that was set not to wait (by whoever shares it) is waited for. */
static ssize_t read_some(int from, char *bytes, size_t size)
{
    struct pollfd file = {.fd = from, .events = POLLIN};
    ssize_t got;

    while ((got = read(from, bytes, size)) < 0 && (errno == EINTR || errno == EAGAIN))
        if (errno == EAGAIN && poll(&file, 1, -1) < 0 && errno != EINTR)
            break;
    return got;
}

static ot_status read_to_end(int from, ot_spool *spool, ot_error *err)
{
    char bytes[65536];
    ssize_t got;
    ot_status st = OT_OK;

    while (st == OT_OK && (got = read_some(from, bytes, sizeof bytes)) != 0)
        st = got < 0
                 ? ot_fail(err, OT_EIO, "the pipe cannot be read: %s", strerror(errno))
                 : ot_spool_add(spool, bytes, (size_t)got, err);
    return st;
}

/* A file on the standard input may be the rejects file of an import before, mended. */
static ot_status check_rejects(int from, const char *rejects, ot_error *err)
{
    struct stat input, output;

    if (fstat(from, &input) == 0 && stat(rejects, &output) == 0 &&
        input.st_dev == output.st_dev && input.st_ino == output.st_ino)
        return ot_fail(err, OT_EUSAGE, "rejected rows cannot go into the input itself");
    return OT_OK;
}

static ot_status spool_pipe(const char *operand, const ot_stream *stream,
                            ot_spool *spool, ot_error *err)
{
    bool standard = is_standard_input(operand);
    int from = standard ? STDIN_FILENO : open(operand, O_RDONLY | O_CLOEXEC);
    ot_status st;

    if (from < 0)
        return ot_fail(err, OT_EIO, "the pipe cannot be opened: %s", strerror(errno));
    st = check_rejects(from, stream->rejects, err);
    if (st == OT_OK)
        st = ot_spool_open(spool, err);
    if (st == OT_OK)
        st = read_to_end(from, spool, err);
    if (!standard)
        close(from);
    return st;
}

ot_status ot_session_import_pipe(ot_session *session, const char *operand,
                                 ot_error *err)
{
    ot_arena *texts = &session->audit_texts;
    ot_stream stream = {.name = pipe_name(texts, operand)};
    ot_spool spool = {.descriptor = -1};
    ot_status st;

    if (!stream.name)
        return ot_fail_memory(err);
    stream.rejects = rejects_path(texts, operand, stream.name);
    session->attempt = ot_arena_format(texts, "ledger '%s'", stream.name);
    if (!stream.rejects || !session->attempt)
        return ot_fail_memory(err);
    st = spool_pipe(operand, &stream, &spool, err);
    if (st == OT_OK) {
        ot_console_detail(session->console, "%s: %llu bytes read", stream.name,
                          (unsigned long long)spool.bytes);
        session->attempt = NULL;
        st = ot_argument(session->arguments, "dry-run")
                 ? ot_session_dry_run(session, spool.path, &stream, err)
                 : ot_session_import_stream(session, spool.path, &stream, false, err);
    }
    ot_spool_close(&spool);
    if (st < 0 && !*err->input)
        snprintf(err->input, sizeof err->input, "%.127s", stream.name);
    return st;
}
