/* SPDX-License-Identifier: GPL-3.0-or-later */
/* faultline.c - runs a program whose n-th file operation fails, or is its last, or
 * whose every operation is written down. It stands between the program and the system
 * (seccomp's user notification), so that whatever library makes the call is met: no
 * preloading, no wrapped functions. Knows nothing of Outturn.
 *
 * usage: faultline [--reads] [--fail N --errno NUMBER [--stay]] [--kill N]
 *                  [--journal FILE] [--under DIR] --count FILE -- PROGRAM ARGUMENT...
 *
 * Operations are counted from 1: what writes, syncs, makes, renames or removes files
 * (with --reads: what opens them for reading, and reads); pipes are none. --under: only
 * those on files whose path begins so. --count gets the number of operations seen and
 * the one that was met. --stay: all operations from N on fail but those that remove.
 * The exit status is the program's; 128 + signal where one ended it; 125: no run. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#define NO_RUN       125
#define JOURNAL_MOST ((size_t)64 << 20)

/* What an operation is about: argument numbers, -1 for none. */
typedef struct operation {
    const char *name;
    int number;
    int fd, path, path2; /* path: relative to the directory at `fd`, if there is one */
    int data, size, offset, flags;
    bool reads, removes, opens;
} operation;

#define NONE       .fd = -1, .path = -1, .path2 = -1, .data = -1, .size = -1, .offset = -1
#define CALL(call) .name = #call, .number = SYS_##call, NONE, .flags = -1

/* A later initialiser of the same field is meant to win. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverride-init"
static const operation operations[] = {
    {CALL(write), .fd = 0, .data = 1, .size = 2},
    {CALL(pwrite64), .fd = 0, .data = 1, .size = 2, .offset = 3},
    {CALL(writev), .fd = 0, .data = 1, .size = 2},
    {CALL(pwritev), .fd = 0, .data = 1, .size = 2, .offset = 3},
    {CALL(ftruncate), .fd = 0, .offset = 1},
    {CALL(truncate), .path = 0, .offset = 1},
    {CALL(fallocate), .fd = 0},
    {CALL(fsync), .fd = 0},
    {CALL(fdatasync), .fd = 0},
    {CALL(openat), .fd = 0, .path = 1, .flags = 2, .opens = true},
    {CALL(renameat2), .fd = 0, .path = 1, .path2 = 3, .flags = 4},
    {CALL(renameat), .fd = 0, .path = 1, .path2 = 3},
    {CALL(linkat), .fd = 0, .path = 1, .path2 = 3},
    {CALL(symlinkat), .fd = 1, .path = 2},
    {CALL(unlinkat), .fd = 0, .path = 1, .flags = 2, .removes = true},
    {CALL(mkdirat), .fd = 0, .path = 1},
    {CALL(fchmod), .fd = 0},
    {CALL(read), .fd = 0, .reads = true},
    {CALL(pread64), .fd = 0, .reads = true},
#ifdef SYS_open /* machines of before have both kinds of call */
    {CALL(open), .path = 0, .flags = 1, .opens = true},
    {CALL(creat), .path = 0, .opens = true},
    {CALL(rename), .path = 0, .path2 = 1},
    {CALL(link), .path = 0, .path2 = 1},
    {CALL(symlink), .path = 1},
    {CALL(unlink), .path = 0, .removes = true},
    {CALL(mkdir), .path = 0},
    {CALL(rmdir), .path = 0, .removes = true},
#endif
};
#pragma GCC diagnostic pop

#define OPERATIONS (sizeof operations / sizeof *operations)

typedef struct line {
    bool reads, stay;
    long fail, kill, seen, met;
    int number; /* errno to fail with */
    const char *under, *count;
    FILE *journal;
    pid_t program;
    char path[PATH_MAX], path2[PATH_MAX]; /* of the operation at hand */
    char what[256];                       /* the one that was met */
} line;

static void die(const char *what)
{
    fprintf(stderr, "faultline: %s: %s\n", what, strerror(errno));
    exit(NO_RUN);
}

/* ---- the program's side ---- */

static int install_filter(void)
{
    struct sock_filter code[OPERATIONS + 3];
    struct sock_fprog filter = {sizeof code / sizeof *code, code};
    size_t at = 0;

    code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                              offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < OPERATIONS; i++)
        code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
                                                  (uint32_t)operations[i].number,
                                                  (uint8_t)(OPERATIONS - i), 0);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return -1;
    return (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                        SECCOMP_FILTER_FLAG_NEW_LISTENER, &filter);
}

static void pass_descriptor(int socket, int descriptor)
{
    char byte = 'd', room[CMSG_SPACE(sizeof descriptor)] = {0};
    struct iovec io = {&byte, 1};
    struct msghdr message = {.msg_iov = &io,
                             .msg_iovlen = 1,
                             .msg_control = room,
                             .msg_controllen = sizeof room};
    struct cmsghdr *control = CMSG_FIRSTHDR(&message);

    control->cmsg_level = SOL_SOCKET;
    control->cmsg_type = SCM_RIGHTS;
    control->cmsg_len = CMSG_LEN(sizeof descriptor);
    memcpy(CMSG_DATA(control), &descriptor, sizeof descriptor);
    if (sendmsg(socket, &message, 0) != 1)
        _exit(NO_RUN);
}

static int take_descriptor(int socket)
{
    char byte, room[CMSG_SPACE(sizeof(int))] = {0};
    struct iovec io = {&byte, 1};
    struct msghdr message = {.msg_iov = &io,
                             .msg_iovlen = 1,
                             .msg_control = room,
                             .msg_controllen = sizeof room};
    struct cmsghdr *control;
    int descriptor;

    if (recvmsg(socket, &message, 0) != 1)
        return -1;
    control = CMSG_FIRSTHDR(&message);
    if (!control || control->cmsg_type != SCM_RIGHTS)
        return -1;
    memcpy(&descriptor, CMSG_DATA(control), sizeof descriptor);
    return descriptor;
}

static int start(line *l, char **argv)
{
    int pair[2], listener;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        die("socketpair");
    l->program = fork();
    if (l->program < 0)
        die("fork");
    if (l->program == 0) {
        listener = install_filter();
        if (listener < 0)
            _exit(NO_RUN);
        pass_descriptor(pair[1], listener);
        close(listener);
        execv(argv[0], argv);
        _exit(NO_RUN);
    }
    close(pair[1]);
    listener = take_descriptor(pair[0]);
    close(pair[0]);
    if (listener < 0) {
        errno = ENOSYS;
        die("the system has no seccomp user notification");
    }
    return listener;
}

/* ---- looking at a call ---- */

static size_t peek(pid_t pid, uint64_t address, void *to, size_t size)
{
    struct iovec local = {to, size}, remote = {(void *)(uintptr_t)address, size};
    ssize_t got = process_vm_readv(pid, &local, 1, &remote, 1, 0);

    return got < 0 ? 0 : (size_t)got;
}

/* A text may end just before a page that is not there: page by page. */
static void peek_text(pid_t pid, uint64_t address, char text[PATH_MAX])
{
    size_t used = 0;

    text[0] = '\0';
    while (used < PATH_MAX - 1) {
        size_t room = 4096 - (size_t)((address + used) % 4096), got;

        if (room > PATH_MAX - 1 - used)
            room = PATH_MAX - 1 - used;
        got = peek(pid, address + used, text + used, room);
        if (got == 0)
            break;
        if (memchr(text + used, '\0', got))
            return;
        used += got;
    }
    text[used] = '\0';
}

static void link_target(const char *link, char path[PATH_MAX])
{
    ssize_t length = readlink(link, path, PATH_MAX - 1);

    path[length < 0 ? 0 : length] = '\0';
}

static void path_of_descriptor(pid_t pid, int descriptor, char path[PATH_MAX])
{
    char link[64];

    if (descriptor == AT_FDCWD)
        snprintf(link, sizeof link, "/proc/%d/cwd", (int)pid);
    else
        snprintf(link, sizeof link, "/proc/%d/fd/%d", (int)pid, descriptor);
    link_target(link, path);
}

static void path_at(pid_t pid, int folder, uint64_t address, char path[PATH_MAX])
{
    char text[PATH_MAX], base[PATH_MAX];
    int length;

    peek_text(pid, address, text);
    path_of_descriptor(pid, folder, base);
    length = snprintf(path, PATH_MAX, "%s%s%s", text[0] == '/' ? "" : base,
                      text[0] == '/' ? "" : "/", text);
    if (length >= PATH_MAX)
        path[0] = '\0';
}

static uint64_t argument(const struct seccomp_notif *call, int number, uint64_t none)
{
    return number < 0 ? none : call->data.args[number];
}

static int flags_of(const operation *o, const struct seccomp_notif *call)
{
    if (o->opens && o->flags < 0)
        return O_WRONLY | O_CREAT | O_TRUNC; /* creat */
    return (int)argument(call, o->flags, 0);
}

static void find_paths(line *l, const operation *o, const struct seccomp_notif *call)
{
    pid_t pid = (pid_t)call->pid;
    int folder = (int)argument(call, o->fd, (uint64_t)AT_FDCWD);

    l->path[0] = l->path2[0] = '\0';
    if (o->path < 0)
        path_of_descriptor(pid, folder, l->path);
    else
        path_at(pid, folder, call->data.args[o->path], l->path);
    if (o->path2 >= 0)
        path_at(pid, o->fd < 0 ? AT_FDCWD : (int)call->data.args[o->path2 - 1],
                call->data.args[o->path2], l->path2);
}

/* Is the call of the kind that is counted? */
static bool counts(const line *l, const operation *o, const struct seccomp_notif *call)
{
    bool reads = o->reads;

    if (o->opens)
        reads = (flags_of(o, call) & (O_ACCMODE | O_CREAT)) == O_RDONLY;
    return reads == l->reads && l->path[0] == '/' &&
           (!l->under || strncmp(l->path, l->under, strlen(l->under)) == 0);
}

/* ---- the journal: a line of JSON for each operation, its bytes after it ---- */

static void put_json(FILE *out, const char *text)
{
    putc('"', out);
    for (; *text; text++)
        if ((unsigned char)*text < 0x20 || *text == '"' || *text == '\\')
            fprintf(out, "\\u%04x", (unsigned)(unsigned char)*text);
        else
            putc(*text, out);
    putc('"', out);
}

/* Where a write without an offset of its own goes. */
static int64_t position(pid_t pid, int descriptor)
{
    char path[64], text[256];
    struct stat info;
    long long at = 0;
    unsigned flags = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, descriptor);
    file = fopen(path, "r");
    while (file && fgets(text, sizeof text, file))
        if (sscanf(text, "pos: %lld", &at) != 1)
            sscanf(text, "flags: %o", &flags);
    if (file)
        fclose(file);
    snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, descriptor);
    if ((flags & O_APPEND) && stat(path, &info) == 0)
        at = info.st_size;
    return at;
}

static char *bytes_of(const operation *o, const struct seccomp_notif *call,
                      size_t *size)
{
    bool pieces = strchr(o->name, 'v') != NULL;
    pid_t pid = (pid_t)call->pid;
    struct iovec parts[64];
    size_t count = 1;
    char *bytes;

    parts[0] = (struct iovec){(void *)(uintptr_t)call->data.args[o->data],
                              (size_t)call->data.args[o->size]};
    if (pieces) {
        count = (size_t)call->data.args[o->size];
        if (count > 64 || peek(pid, call->data.args[o->data], parts,
                               count * sizeof *parts) != count * sizeof *parts)
            die("a write of many pieces");
    }
    *size = 0;
    for (size_t i = 0; i < count; i++)
        *size += parts[i].iov_len;
    if (*size > JOURNAL_MOST || !(bytes = malloc(*size + 1)))
        die("a write is too large to be written down");
    for (size_t i = 0, at = 0; i < count; at += parts[i++].iov_len)
        if (peek(pid, (uint64_t)(uintptr_t)parts[i].iov_base, bytes + at,
                 parts[i].iov_len) != parts[i].iov_len)
            die("the bytes of a write");
    return bytes;
}

static void note(line *l, const operation *o, const struct seccomp_notif *call)
{
    char *bytes = NULL;
    size_t size = 0;
    struct stat info;
    int64_t at = (int64_t)argument(call, o->offset, 0);
    int flags = flags_of(o, call);

    if (o->data >= 0)
        bytes = bytes_of(o, call, &size);
    if (o->data >= 0 && o->offset < 0)
        at = position((pid_t)call->pid, (int)call->data.args[o->fd]);
    fprintf(l->journal, "{\"op\": \"%s\", \"path\": ", o->name);
    put_json(l->journal, l->path);
    fputs(", \"path2\": ", l->journal);
    put_json(l->journal, l->path2);
    fprintf(l->journal,
            ", \"at\": %lld, \"create\": %d, \"truncate\": %d, \"flags\": %d, "
            "\"exists\": %d, \"bytes\": %zu}\n",
            (long long)at, o->opens && (flags & O_CREAT), o->opens && (flags & O_TRUNC),
            o->opens ? 0 : flags, lstat(l->path, &info) == 0, size);
    if (size && fwrite(bytes, 1, size, l->journal) != size)
        die("the journal");
    free(bytes);
}

/* ---- meeting a call ---- */

static const operation *find(int number)
{
    for (size_t i = 0; i < OPERATIONS; i++)
        if (operations[i].number == number)
            return &operations[i];
    return NULL;
}

static void meet(line *l, const struct seccomp_notif *call,
                 struct seccomp_notif_resp *answer)
{
    const operation *o = find(call->data.nr);

    answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
    if (!o)
        return;
    find_paths(l, o, call);
    if (!counts(l, o, call))
        return;
    l->seen++;
    if (l->journal)
        note(l, o, call);
    if (l->seen == l->kill || l->seen == l->fail) {
        l->met = l->seen;
        snprintf(l->what, sizeof l->what, "%s %.200s", o->name, l->path);
    }
    if (l->seen == l->kill) {
        kill(l->program, SIGKILL);
    } else if (l->fail &&
               (l->seen == l->fail || (l->stay && l->seen > l->fail && !o->removes))) {
        answer->flags = 0;
        answer->error = -l->number;
    }
}

static void watch(line *l, int listener)
{
    struct seccomp_notif call;
    struct seccomp_notif_resp answer;
    struct pollfd wait = {.fd = listener, .events = POLLIN};

    for (;;) {
        if (poll(&wait, 1, -1) < 0 && errno != EINTR)
            die("poll");
        if (wait.revents & POLLIN) {
            memset(&call, 0, sizeof call);
            memset(&answer, 0, sizeof answer);
            if (ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, &call) != 0)
                continue; /* it was killed meanwhile */
            answer.id = call.id;
            meet(l, &call, &answer);
            ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &answer);
        } else if (wait.revents & (POLLHUP | POLLERR)) {
            return;
        }
    }
}

static char **read_arguments(line *l, char **argv)
{
    const char *journal = NULL;

    for (argv++; *argv && strcmp(*argv, "--") != 0; argv++) {
        if (strcmp(*argv, "--reads") == 0)
            l->reads = true;
        else if (strcmp(*argv, "--stay") == 0)
            l->stay = true;
        else if (!argv[1])
            break;
        else if (strcmp(*argv, "--fail") == 0)
            l->fail = atol(*++argv);
        else if (strcmp(*argv, "--errno") == 0)
            l->number = atoi(*++argv);
        else if (strcmp(*argv, "--kill") == 0)
            l->kill = atol(*++argv);
        else if (strcmp(*argv, "--under") == 0)
            l->under = *++argv;
        else if (strcmp(*argv, "--count") == 0)
            l->count = *++argv;
        else if (strcmp(*argv, "--journal") == 0)
            journal = *++argv;
        else
            break;
    }
    if (!*argv || strcmp(*argv, "--") != 0 || !argv[1] || !l->count) {
        fputs("faultline: see the usage at the head of faultline.c\n", stderr);
        exit(NO_RUN);
    }
    if (journal && !(l->journal = fopen(journal, "wb")))
        die(journal);
    return argv + 1;
}

int main(int argc, char **argv)
{
    line l = {.number = EIO};
    char **program = read_arguments(&l, argv);
    int status = 0, listener;
    FILE *count;

    (void)argc;
    listener = start(&l, program);
    watch(&l, listener);
    waitpid(l.program, &status, 0);
    if (l.journal && fclose(l.journal) != 0)
        die("the journal");
    count = fopen(l.count, "w");
    if (!count || fprintf(count, "%ld\n%s\n", l.seen, l.met ? l.what : "") < 0 ||
        fclose(count) != 0)
        die(l.count);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
