/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/stream.h"

void ot_stream_options(const ot_stream *stream, ot_import_options *options)
{
    options->rejects_path = stream->rejects;
    if (!stream->answered)
        return;
    options->shape = NULL;
    options->columns = NULL;
    options->column_count = 0;
    options->decimal_comma = false;
    options->blank_is_zero = false;
    options->measure = stream->measure;
    options->allowed_rejects = 0;
}

static void report_issue(void *self, const ot_issue *issue)
{
    const ot_stream_issues *issues = self;
    ot_issue named = *issue;

    if (issues->stream)
        named.input = issues->stream->name;
    issues->sink.report(issues->sink.self, &named);
}

ot_issue_sink ot_stream_issue_sink(ot_stream_issues *issues)
{
    return (ot_issue_sink){issues, report_issue};
}
