/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(ot_error *err, ot_status code, const char *input, long line,
                 const char *format, va_list args)
{
    if (!err)
        return;
    err->code = code;
    err->line = line;
    snprintf(err->input, sizeof err->input, "%s", input ? input : "");
    vsnprintf(err->message, sizeof err->message, format, args);
}

ot_status ot_fail(ot_error *err, ot_status code, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fill(err, code, "", 0, format, args);
    va_end(args);
    return code;
}

ot_status ot_fail_at(ot_error *err, ot_status code, const char *input, long line,
                     const char *format, ...)
{
    va_list args;

    va_start(args, format);
    fill(err, code, input, line, format, args);
    va_end(args);
    return code;
}

ot_status ot_fail_memory(ot_error *err)
{
    return ot_fail(err, OT_ENOMEM, "out of memory");
}

void ot_issue_tell(const ot_issue_sink *sink, ot_severity severity, const char *input,
                   long line, const char *format, ...)
{
    char message[512];
    ot_issue issue = {severity, input ? input : "", line, message, NULL};
    va_list args;

    if (!sink || !sink->report)
        return;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    sink->report(sink->self, &issue);
}
