/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dry_run.c - a ledger read to its end as an import would read it, and what it adds up
 * to. Knows no workspace. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/control.h"
#include "cli/print.h"
#include "cli/stream.h"

typedef struct totals {
    int64_t lines[OT_MEASURES];
    ot_pence amount[OT_MEASURES];
    int64_t all_lines;
    ot_control control;
} totals;

static ot_status add_batch(totals *t, const ot_batch *batch, ot_error *err)
{
    for (size_t i = 0; i < batch->count; i++) {
        const ot_ledger_record *record = &batch->of.ledger[i];

        t->lines[record->measure] += record->lines;
        t->all_lines += record->lines;
        if (ot_pence_add(&t->amount[record->measure], record->amount, err) < 0)
            return OT_ERANGE;
    }
    return ot_control_add(&t->control, batch, err);
}

static ot_status print_totals(const char *path, const totals *t, ot_error *err)
{
    char text[OT_PENCE_TEXT];

    ot_print_line("%s: %" PRId64 " lines, total %s", path, t->all_lines,
                  ot_pence_text(t->control.sum, text));
    for (int m = 0; m < OT_MEASURES; m++)
        if (t->lines[m] > 0)
            printf("  %-12s%14" PRId64 "%24s\n", ot_measure_name((ot_measure)m),
                   t->lines[m], ot_pence_text(t->amount[m], text));
    if (fflush(stdout) != 0)
        return ot_fail(err, OT_EIO, "the totals could not be written");
    return OT_OK;
}

static void show_progress(void *self, uint64_t done, uint64_t total)
{
    ot_console_progress(self, "reading", done, total);
}

ot_status ot_session_dry_run(ot_session *session, const char *path,
                             const ot_stream *stream, ot_error *err)
{
    const char *name = stream ? stream->name : path;
    ot_stream_issues named = {ot_console_issues(session->console), stream};
    ot_issue_sink issues = ot_stream_issue_sink(&named);
    ot_import_options options = ot_session_import_options(session, OT_KIND_LEDGER);
    ot_source source;
    ot_batch batch;
    totals t = {0};
    ot_status st = ot_control_read(session, &t.control, err);

    if (stream) {
        ot_stream_options(stream, &options);
        t.control.streamed = stream->answered ? &stream->total : NULL;
    }
    options.issues = &issues;
    options.progress = show_progress;
    options.progress_self = session->console;
    if (st == OT_OK)
        st = ot_importer_open(path, OT_KIND_LEDGER, &options, &source, err);
    if (st < 0)
        return st;
    while ((st = source.next_batch(source.self, &batch, err)) == OT_OK) {
        st = add_batch(&t, &batch, err);
        if (st < 0)
            break;
    }
    source.close(source.self);
    ot_console_end_progress(session->console);
    if (st == OT_END)
        st = ot_control_check(&t.control, err);
    if (st == OT_OK)
        st = print_totals(name, &t, err);
    if (st < 0 && (stream || !*err->input))
        snprintf(err->input, sizeof err->input, "%.127s", name);
    return st;
}
