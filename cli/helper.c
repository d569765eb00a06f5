/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "odbc/protocol.h"

#define TICK_MS      200
#define EXTRA_TIME   20 /* seconds: the helper's own watchdog comes first */
#define DYING_TIME   15 /* from being asked to end to being ended */
#define DRAIN_TIME   2  /* for output of a helper that has ended */
#define SAID_BYTES   4096
#define LIBEXEC_PATH "../libexec/outturn/" OT_ODBC_HELPER

extern char **environ;

typedef struct running {
    pid_t pid;
    int out, err; /* -1 once ended */
    ot_spool *spool;
    char said[SAID_BYTES];
    size_t said_length;
    time_t deadline;
    bool told, exited;
    int status;
} running;

static volatile sig_atomic_t stop_signal;

static void note_signal(int number)
{
    stop_signal = number;
}

static time_t now(void)
{
    struct timespec at;

    clock_gettime(CLOCK_MONOTONIC, &at);
    return at.tv_sec;
}

void ot_answer_close(ot_answer *answer)
{
    ot_spool_close(&answer->spool);
}

/* The place of this program, not of the name it was called by. */
static ot_status find_helper(char *path, size_t size, ot_error *err)
{
    static const char *const places[] = {OT_ODBC_HELPER, LIBEXEC_PATH};
    char self[2048];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);

    if (length <= 0)
        return ot_fail(err, OT_EIO, "the place of this program cannot be found: %s",
                       strerror(errno));
    self[length] = '\0';
    *strrchr(self, '/') = '\0';
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        snprintf(path, size, "%s/%s", self, places[i]);
        if (access(path, X_OK) == 0)
            return OT_OK;
    }
    return ot_fail(err, OT_EIO,
                   "the helper " OT_ODBC_HELPER " is not installed: it is looked for "
                   "beside outturn and in " LIBEXEC_PATH);
}

/* The environment but for one variable, in memory the caller frees. */
static char **environment_without(const char *hidden)
{
    size_t count = 0, kept = 0, length = hidden ? strlen(hidden) : 0;
    char **copy;

    while (environ[count])
        count++;
    copy = malloc((count + 1) * sizeof *copy);
    for (size_t i = 0; copy && i < count; i++)
        if (!hidden ||
            !(strncmp(environ[i], hidden, length) == 0 && environ[i][length] == '='))
            copy[kept++] = environ[i];
    if (copy)
        copy[kept] = NULL;
    return copy;
}

/* In the child, after fork: nothing but what is safe there. */
static void become_helper(const char *path, char **environment, int in, int out,
                          int err, pid_t parent)
{
    char *const words[] = {(char[]){OT_ODBC_HELPER}, NULL};
    sigset_t none;

    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() == parent && dup2(in, 0) == 0 && dup2(out, 1) == 1 &&
        dup2(err, 2) == 2)
        execve(path, words, environment);
    _exit(127);
}

static void close_pair(int pair[2])
{
    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0)
            close(pair[i]);
}

static bool open_pair(int pair[2])
{
    if (pipe(pair) != 0)
        return false;
    fcntl(pair[0], F_SETFD, FD_CLOEXEC);
    fcntl(pair[1], F_SETFD, FD_CLOEXEC);
    return true;
}

static ot_status start(running *r, const char *request, size_t length,
                       const char *hidden, ot_error *err)
{
    int in[2] = {-1, -1}, out[2] = {-1, -1}, said[2] = {-1, -1};
    char path[4096], **environment = environment_without(hidden);
    const pid_t self = getpid();
    ot_status st =
        environment ? find_helper(path, sizeof path, err) : ot_fail_memory(err);

    if (st == OT_OK && (!open_pair(in) || !open_pair(out) || !open_pair(said)))
        st = ot_fail(err, OT_EIO, "no pipe can be made: %s", strerror(errno));
    r->pid = -1;
    if (st == OT_OK && (r->pid = fork()) == 0)
        become_helper(path, environment, in[0], out[1], said[1], self);
    if (st == OT_OK && r->pid < 0)
        st = ot_fail(err, OT_EIO, "the helper cannot be run: %s", strerror(errno));
    /* A request is shorter than a pipe holds: this does not wait. A helper that does
     * not read all of it says so itself. */
    if (st == OT_OK && write(in[1], request, length) < 0 && errno != EPIPE)
        kill(r->pid, SIGTERM);
    close_pair(in);
    if (st == OT_OK) {
        r->out = out[0];
        r->err = said[0];
        out[0] = said[0] = -1;
    }
    close_pair(out);
    close_pair(said);
    free(environment);
    return st;
}

/* The end of what it says is kept. */
static void hear(running *r)
{
    char text[1024];
    ssize_t got = read(r->err, text, sizeof text);

    if (got < 0 && errno == EINTR)
        return;
    if (got <= 0) {
        close(r->err);
        r->err = -1;
        return;
    }
    if (r->said_length + (size_t)got >= sizeof r->said) {
        size_t drop = r->said_length + (size_t)got - sizeof r->said + 1;

        memmove(r->said, r->said + drop, r->said_length - drop);
        r->said_length -= drop;
    }
    memcpy(r->said + r->said_length, text, (size_t)got);
    r->said_length += (size_t)got;
    r->said[r->said_length] = '\0';
}

static ot_status take(running *r, ot_error *err)
{
    char text[65536];
    ssize_t got = read(r->out, text, sizeof text);

    if (got > 0)
        return ot_spool_add(r->spool, text, (size_t)got, err);
    if (got < 0 && errno == EINTR)
        return OT_OK;
    close(r->out);
    r->out = -1;
    return OT_OK;
}

/* Asked once to end, then ended. */
static void end_in_time(running *r, ot_status st)
{
    if (r->exited)
        return;
    if (!r->told && (stop_signal || st < 0 || now() >= r->deadline)) {
        kill(r->pid, SIGTERM);
        r->told = true;
        r->deadline = now() + DYING_TIME;
    } else if (r->told && now() >= r->deadline) {
        kill(r->pid, SIGKILL);
    }
}

static ot_status attend(running *r, ot_error *err)
{
    ot_status st = OT_OK;

    while (!r->exited || ((r->out >= 0 || r->err >= 0) && now() < r->deadline)) {
        struct pollfd files[2] = {{.fd = st < 0 ? -1 : r->out, .events = POLLIN},
                                  {.fd = r->err, .events = POLLIN}};

        if (poll(files, 2, r->out < 0 && r->err < 0 ? 10 : TICK_MS) > 0) {
            if (files[0].revents)
                st = take(r, err);
            if (files[1].revents)
                hear(r);
        }
        if (!r->exited && waitpid(r->pid, &r->status, WNOHANG) == r->pid) {
            r->exited = true;
            r->deadline = now() + DRAIN_TIME;
        }
        end_in_time(r, st);
    }
    return st;
}

/* The last line it said, without what it begins with. */
static const char *last_word(running *r)
{
    char *line;

    while (r->said_length && r->said[r->said_length - 1] == '\n')
        r->said[--r->said_length] = '\0';
    line = strrchr(r->said, '\n');
    line = line ? line + 1 : r->said;
    return strncmp(line, OT_ODBC_SAYS, strlen(OT_ODBC_SAYS)) == 0
               ? line + strlen(OT_ODBC_SAYS)
               : line;
}

static ot_status judge(running *r, int seconds, ot_error *err)
{
    const char *said = last_word(r);

    if (stop_signal)
        return ot_fail(err, OT_EIO, "cancelled by a signal; nothing was kept");
    if (WIFEXITED(r->status) && WEXITSTATUS(r->status) == 0)
        return r->told ? ot_fail(err, OT_EIO, "not done within %d seconds", seconds)
                       : OT_OK;
    if (WIFEXITED(r->status) && *said)
        return ot_fail(err, OT_EIO, "%.240s", said);
    if (r->told)
        return ot_fail(err, OT_EIO, "not done within %d seconds; ended", seconds);
    if (WIFSIGNALED(r->status))
        return ot_fail(err, OT_EIO,
                       "the helper was ended by signal %d before it was done",
                       WTERMSIG(r->status));
    return ot_fail(err, OT_EIO, "the helper failed (exit status %d) and said nothing",
                   WEXITSTATUS(r->status));
}

/* Takes the last line off; without one of the right form the answer is not whole. */
static ot_status take_trailer(ot_answer *out, ot_error *err)
{
    const size_t mark = strlen(OT_ODBC_TRAILER);
    const uint64_t bytes = out->spool.bytes;
    char end[sizeof out->trailer + 32] = "", *line;
    const size_t room = sizeof end - 1, size = bytes < room ? (size_t)bytes : room;
    ssize_t got = pread(out->spool.descriptor, end, size, (off_t)(bytes - size));

    if (got == (ssize_t)size && size && end[size - 1] == '\n') {
        end[size - 1] = '\0';
        line = strrchr(end, '\n');
        line = line ? line + 1 : end;
        if (strncmp(line, OT_ODBC_TRAILER, mark) == 0 &&
            strlen(line + mark) < sizeof out->trailer) {
            strcpy(out->trailer, line + mark);
            out->spool.bytes = bytes - strlen(line) - 1;
            if (ftruncate(out->spool.descriptor, (off_t)out->spool.bytes) == 0)
                return OT_OK;
        }
    }
    return ot_fail(err, OT_EIO,
                   "the helper's answer is not whole: its last line is missing");
}

ot_status ot_helper_run(const char *request, size_t length, int seconds,
                        const char *hidden, ot_answer *out, ot_error *err)
{
    struct sigaction note = {.sa_handler = note_signal},
                     ignore = {.sa_handler = SIG_IGN}, before[3];
    running r = {.out = -1, .err = -1};
    ot_status st;

    *out = (ot_answer){.spool = {.descriptor = -1}};
    st = ot_spool_open(&out->spool, err);
    if (st < 0)
        return st;
    stop_signal = 0;
    sigaction(SIGINT, &note, &before[0]);
    sigaction(SIGTERM, &note, &before[1]);
    sigaction(SIGPIPE, &ignore, &before[2]);
    r.spool = &out->spool;
    r.deadline = now() + seconds + EXTRA_TIME;
    st = start(&r, request, length, hidden, err);
    if (st == OT_OK) {
        st = attend(&r, err);
        if (st == OT_OK)
            st = judge(&r, seconds, err);
    }
    sigaction(SIGINT, &before[0], NULL);
    sigaction(SIGTERM, &before[1], NULL);
    sigaction(SIGPIPE, &before[2], NULL);
    if (r.out >= 0)
        close(r.out);
    if (r.err >= 0)
        close(r.err);
    if (st == OT_OK)
        st = take_trailer(out, err);
    if (st < 0)
        ot_answer_close(out);
    return st;
}
