/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stays_spans.c - episodes put in order and their days put right. */
#include "engine/placements/day.h"
#include "engine/placements/stays_internal.h"

#include <stdlib.h>

static int compare_spans(const void *left, const void *right)
{
    const ot_span *a = left, *b = right;

    if (a->child != b->child)
        return a->child < b->child ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->row->year != b->row->year)
        return a->row->year < b->row->year ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* Every child is numbered, every episode known on the day is taken. */
static ot_status take(const ot_stays_input *input, ot_stays *stays, ot_spans *spans,
                      ot_error *err)
{
    for (size_t i = 0; i < input->episode_count; i++) {
        const ot_episode_record *row = &input->episodes[i];
        ot_span span = {.row = row, .order = i, .end = OT_DAY_OPEN};
        ot_status st = ot_pool_put(stays->children, row->child, &span.child, err);

        if (st < 0)
            return st;
        span.start = ot_day_from_date(row->start);
        if (span.start > stays->as_at)
            continue;
        if (row->end)
            span.end = ot_day_from_date(row->end);
        if (input->hide_later_ends && span.end > stays->as_at)
            span.end = OT_DAY_OPEN;
        spans->items[spans->count++] = span;
    }
    return OT_OK;
}

static bool same_start(const ot_span *a, const ot_span *b)
{
    return a->child == b->child && a->start == b->start;
}

static ot_status tell(ot_stays *stays, ot_stay_finding_kind kind, const ot_span *span,
                      const char *text, ot_error *err)
{
    return ot_stay_findings_add(&stays->rows, kind, span->row->year, span->row->line,
                                span->start, err, "%s", text);
}

/* Of the same start the last is kept; then those without a night go. */
static ot_status drop(ot_stays *stays, ot_spans *spans, ot_error *err)
{
    size_t kept = 0;

    for (size_t i = 0; i < spans->count; i++) {
        ot_span *span = &spans->items[i];
        ot_status st = OT_OK;

        if (i + 1 < spans->count && same_start(span, span + 1)) {
            if (span->row->year == span[1].row->year)
                st = tell(stays, OT_STAY_TWICE, span,
                          "the child has another episode from the same day in this "
                          "return: the later row is taken",
                          err);
        } else if (span->end < span->start) {
            st = tell(stays, OT_STAY_END_BEFORE_START, span,
                      "the end lies before the start: left out", err);
        } else if (span->end > span->start) {
            spans->items[kept++] = *span;
        }
        if (st < 0)
            return st;
    }
    spans->count = kept;
    return OT_OK;
}

static bool overlaps_next(const ot_spans *spans, size_t i)
{
    return i + 1 < spans->count && spans->items[i].child == spans->items[i + 1].child &&
           spans->items[i].end > spans->items[i + 1].start;
}

/* From the last back, so that for each it is known whether a later one is open. */
static ot_status shorten(ot_stays *stays, ot_spans *spans, ot_error *err)
{
    bool later_open = false;

    for (size_t i = spans->count; i-- > 0;) {
        ot_span *span = &spans->items[i];
        bool open = span->end == OT_DAY_OPEN;
        ot_status st = OT_OK;

        if (i + 1 == spans->count || span->child != span[1].child)
            later_open = false;
        if (overlaps_next(spans, i)) {
            if (open && later_open)
                st = tell(stays, OT_STAY_TWO_OPEN, span,
                          "a later episode of the child is open too: ended where the "
                          "next starts",
                          err);
            else
                st = tell(stays, OT_STAY_OVERLAP, span,
                          "overlaps the child's next episode: ended where that starts",
                          err);
            span->end = span[1].start;
        }
        if (st < 0)
            return st;
        later_open |= open;
    }
    return OT_OK;
}

ot_status ot_spans_gather(const ot_stays_input *input, ot_stays *stays, ot_spans *out,
                          ot_error *err)
{
    ot_status st;

    *out = (ot_spans){.items = malloc((input->episode_count + 1) * sizeof *out->items)};
    if (!out->items)
        return ot_fail_memory(err);
    st = take(input, stays, out, err);
    if (st < 0)
        goto done;
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_spans);
    st = drop(stays, out, err);
    if (st < 0)
        goto done;
    st = shorten(stays, out, err);
done:
    if (st < 0) {
        free(out->items);
        *out = (ot_spans){0};
    }
    return st;
}
