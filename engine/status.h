/* SPDX-License-Identifier: GPL-3.0-or-later */
/* status.h - how a function says that it failed, and how bad rows are told.
 * Knows nothing of who prints: only cli/ does. */
#ifndef OT_STATUS_H
#define OT_STATUS_H

#include <stddef.h>

/* OT_END is success with nothing left to give; every failure is negative. */
typedef enum ot_status {
    OT_END = 1,
    OT_OK = 0,
    OT_EINPUT = -1, /* an input is wrong: a person must mend it */
    OT_EIO = -2,    /* a file or the workspace could not be read or written */
    OT_ENOMEM = -3,
    OT_ERANGE = -4, /* an amount or a count beyond what is held exactly */
    OT_EFIT = -5,   /* a model cannot be fitted to these figures */
    OT_EUSAGE = -6  /* the caller asked for something that does not exist */
} ot_status;

/* In the caller's storage, written only on failure. `input` names the file (or is
 * empty), `line` the line the record began on (or 0), `message` is fit to print. */
typedef struct ot_error {
    ot_status code;
    long line;
    char input[128];
    char message[256];
} ot_error;

#if defined(__GNUC__)
#define OT_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define OT_PRINTF(f, a)
#endif

/* Fills err (which may be NULL) and returns code, so that a failing function can end
 * with `return ot_fail(err, OT_EINPUT, "period '%s' is not known", text);`. */
ot_status ot_fail(ot_error *err, ot_status code, const char *format, ...)
    OT_PRINTF(3, 4);

/* The same with the place: input (a file name) and line. */
ot_status ot_fail_at(ot_error *err, ot_status code, const char *input, long line,
                     const char *format, ...) OT_PRINTF(5, 6);

/* Out of memory, said the same way everywhere. */
ot_status ot_fail_memory(ot_error *err);

/* One thing that a person should look at: a rejected row or a data-quality finding. */
typedef enum ot_severity { OT_NOTE, OT_WARNING, OT_REJECT } ot_severity;

typedef struct ot_issue {
    ot_severity severity;
    const char *input; /* file name, or "" */
    long line;         /* line the record began on, or 0 */
    const char *message;
    const char *record; /* the rejected row as it stood, or NULL */
} ot_issue;

/* Where issues go. report may be NULL: then they are dropped. */
typedef struct ot_issue_sink {
    void *self;
    void (*report)(void *self, const ot_issue *issue);
} ot_issue_sink;

void ot_issue_tell(const ot_issue_sink *sink, ot_severity severity, const char *input,
                   long line, const char *format, ...) OT_PRINTF(5, 6);

#endif
