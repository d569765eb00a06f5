/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scarce.c - memory that runs out at the n-th request, and a clock that was set. To be
 * preloaded: whoever asks for memory; or, with SCARCE_WRAPPED, to be linked with
 * --wrap for malloc, calloc and realloc: what is linked in asks, not the libraries, and
 * below it the sanitizers' allocator. Knows nothing of Outturn.
 *
 * SCARCE_FAIL=N: the N-th allocation fails (SCARCE_STAY: and all after it).
 * SCARCE_COUNT=FILE: gets the number of allocations at the end.
 * SCARCE_CLOCK=SECONDS: added to the time of day. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#ifdef SCARCE_WRAPPED
#define OURS(call)   __wrap_##call
#define THEIRS(call) __real_##call
#else
#define OURS(call)   call
#define THEIRS(call) __libc_##call /* as the C library exports it */
#endif

void *OURS(malloc)(size_t size);
void *OURS(calloc)(size_t count, size_t size);
void *OURS(realloc)(void *old, size_t size);
extern void *THEIRS(malloc)(size_t size);
extern void *THEIRS(calloc)(size_t count, size_t size);
extern void *THEIRS(realloc)(void *old, size_t size);

static atomic_long seen;
static long fail_at, clock_offset;
static bool stay;
static const char *count_file;

static long number_of(const char *name)
{
    const char *text = getenv(name);

    return text ? atol(text) : 0;
}

__attribute__((constructor)) static void begin(void)
{
    stay = getenv("SCARCE_STAY") != NULL;
    clock_offset = number_of("SCARCE_CLOCK");
    count_file = getenv("SCARCE_COUNT");
    seen = 0;
    fail_at = number_of("SCARCE_FAIL");
}

__attribute__((destructor)) static void end(void)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", (long)seen);
    int file = count_file ? open(count_file, O_CREAT | O_TRUNC | O_WRONLY, 0600) : -1;

    if (file >= 0 && write(file, text, (size_t)length) == length)
        close(file);
}

static bool refused(void)
{
    long at = ++seen;

    if (!fail_at || (stay ? at < fail_at : at != fail_at))
        return false;
    errno = ENOMEM;
    return true;
}

void *OURS(malloc)(size_t size)
{
    return refused() ? NULL : THEIRS(malloc)(size);
}

void *OURS(calloc)(size_t count, size_t size)
{
    return refused() ? NULL : THEIRS(calloc)(count, size);
}

void *OURS(realloc)(void *old, size_t size)
{
    return refused() ? NULL : THEIRS(realloc)(old, size);
}

#ifndef SCARCE_WRAPPED
time_t time(time_t *to)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    if (to)
        *to = now.tv_sec;
    return now.tv_sec;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int result = (int)syscall(SYS_clock_gettime, clock, now);

    if (result == 0 && clock == CLOCK_REALTIME)
        now->tv_sec += clock_offset;
    return result;
}
#endif
