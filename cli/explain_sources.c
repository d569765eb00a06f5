/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_sources.c - from the ends of a trace to ledger cells, imports and files. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/explain_internal.h"
#include "store/in_force.h"

/* Makes room for one more; NULL: no memory. */
static void *grow(void *items, size_t count, size_t size)
{
    /* Powers of two only. */
    return count & (count - 1) ? items : realloc(items, (count ? 2 * count : 1) * size);
}

static ot_status keep_slice(void *self, const ot_in_force *slice, ot_error *err)
{
    ot_finder *f = self;
    ot_in_force *grown = grow(f->slices, f->slice_count, sizeof *grown);

    if (!grown)
        return ot_fail_memory(err);
    f->slices = grown;
    grown[f->slice_count] = *slice;
    grown[f->slice_count].part = ot_arena_copy(&f->out->arena, slice->part);
    return grown[f->slice_count++].part ? OT_OK : ot_fail_memory(err);
}

/* The import of a slice; 0: none. part NULL: any. */
static int64_t import_of(const ot_finder *f, ot_kind kind, const char *part, int year,
                         int period)
{
    for (size_t i = 0; i < f->slice_count; i++) {
        const ot_in_force *s = &f->slices[i];

        if (s->kind == kind && s->year == year && s->period == period &&
            (!part || strcmp(s->part, part) == 0))
            return s->import;
    }
    return 0;
}

static const char *time_text(ot_arena *arena, int64_t seconds)
{
    time_t t = (time_t)seconds;
    struct tm utc;
    char text[32];

    if (!gmtime_r(&t, &utc) || !strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &utc))
        return "-";
    return ot_arena_copy(arena, text);
}

static bool keep_import(void *self, const ot_import *import)
{
    ot_finder *f = self;
    ot_import *grown = grow(f->imports, f->import_count, sizeof *grown);

    if (!grown)
        return false;
    f->imports = grown;
    grown[f->import_count++] = *import;
    return true;
}

/* The source of an import, made when first asked for. */
static ot_status use_import(ot_finder *f, int64_t id, ot_trace_source **source,
                            ot_error *err)
{
    ot_explain_sources *out = f->out;
    ot_trace_source *grown;
    const ot_import *import = NULL;

    for (size_t i = 0; i < out->source_count; i++)
        if (out->sources[i].id == id) {
            *source = &out->sources[i];
            return OT_OK;
        }
    for (size_t i = 0; i < f->import_count; i++)
        if (f->imports[i].id == id)
            import = &f->imports[i];
    grown = import ? grow(out->sources, out->source_count, sizeof *grown) : NULL;
    if (!grown)
        return import
                   ? ot_fail_memory(err)
                   : ot_fail(err, OT_EIO, "the workspace has no import %" PRId64, id);
    out->sources = grown;
    *source = &grown[out->source_count];
    **source = (ot_trace_source){.id = id,
                                 .kind = ot_kind_name(import->kind),
                                 .file = ot_arena_copy(&out->arena, import->file),
                                 .sha256 = ot_arena_copy(&out->arena, import->sha256),
                                 .when = time_text(&out->arena, import->time),
                                 .records = import->records,
                                 .state = "",
                                 .kept = import->lines_kept,
                                 .has_amount = import->kind == OT_KIND_LEDGER};
    if (!(*source)->file || !(*source)->sha256 || !(*source)->when)
        return ot_fail_memory(err);
    out->source_count++;
    return OT_OK;
}

ot_status ot_source_line(ot_arena *arena, ot_trace_source *source, long line,
                         ot_error *err)
{
    size_t count = source->line_count;
    ot_trace_lines *last = count ? &source->lines[count - 1] : NULL;

    if (last && line >= last->first && line <= last->last)
        return OT_OK;
    source->found++;
    if (last && line == last->last + 1) {
        last->last = line;
        return OT_OK;
    }
    if (!(count & (count - 1))) {
        ot_trace_lines *lines =
            ot_arena_get(arena, (count ? 2 * count : 1) * sizeof *lines);

        if (!lines)
            return ot_fail_memory(err);
        if (count)
            memcpy(lines, source->lines, count * sizeof *lines);
        source->lines = lines;
    }
    source->lines[source->line_count++] = (ot_trace_lines){line, line};
    return OT_OK;
}

/* All imports in force of the kinds; of a ledger those with actuals. */
static ot_status use_kinds(ot_finder *f, unsigned kinds, ot_error *err)
{
    ot_trace_source *source;
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < f->slice_count; i++) {
        const ot_in_force *s = &f->slices[i];

        if (!(kinds & OT_KIND_BIT(s->kind)) ||
            (s->kind == OT_KIND_LEDGER &&
             strcmp(s->part, ot_measure_name(OT_ACTUAL)) != 0))
            continue;
        st = use_import(f, s->import, &source, err);
    }
    return st;
}

static ot_status use_record(ot_finder *f, const ot_trace *trace, ot_error *err)
{
    const ot_forecast_record *record = trace->forecast;
    ot_trace_source *source;
    int64_t id = import_of(f, OT_KIND_FORECASTS, record->cost_centre,
                           record->date / 10000, record->date / 100 % 100);
    ot_status st = id ? use_import(f, id, &source, err) : OT_OK;

    return st == OT_OK && id && record->line
               ? ot_source_line(&f->out->arena, source, record->line, err)
               : st;
}

/* A count of a file. */
static ot_status use_count(ot_finder *f, const ot_trace *trace, ot_error *err)
{
    ot_trace_source *source;
    int64_t id = import_of(f, OT_KIND_ACTIVITY, trace->part, trace->period.year,
                           trace->period.number);
    ot_status st = id ? use_import(f, id, &source, err) : OT_OK;

    return st == OT_OK && id && trace->line
               ? ot_source_line(&f->out->arena, source, trace->line, err)
               : st;
}

static ot_status add_cell(ot_finder *f, const ot_cell *cell, int sign, ot_error *err)
{
    ot_counted_cell *grown = grow(f->counted, f->counted_count, sizeof *grown);

    if (!grown)
        return ot_fail_memory(err);
    f->counted = grown;
    grown[f->counted_count++] = (ot_counted_cell){cell, sign};
    return OT_OK;
}

/* The ends of a trace; sign: of all above. */
static ot_status gather(ot_finder *f, const ot_trace *trace, int sign, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < trace->part_count; i++)
        st = gather(f, trace->parts[i], sign * trace->parts[i]->sign, err);
    if (st < 0)
        return st;
    if (trace->cell)
        return add_cell(f, trace->cell, sign, err);
    if (trace->forecast)
        return use_record(f, trace, err);
    if (trace->part)
        return use_count(f, trace, err);
    if (trace->part_count || !trace->kinds)
        return OT_OK;
    f->kinds |= trace->kinds;
    return OT_OK;
}

static int compare_counted(const void *left, const void *right)
{
    const ot_cell *a = ((const ot_counted_cell *)left)->cell;
    const ot_cell *b = ((const ot_counted_cell *)right)->cell;

    return (a > b) - (a < b);
}

/* Each cell once, with how often it counts; those that cancel out go. once: signs mean
 * nothing (a ratio's parts, a code's measures). */
static ot_status merge_cells(ot_finder *f, bool once, ot_error *err)
{
    ot_explain_sources *out = f->out;

    out->cells = malloc((f->counted_count + 1) * sizeof *out->cells);
    out->times = malloc((f->counted_count + 1) * sizeof *out->times);
    if (!out->cells || !out->times)
        return ot_fail_memory(err);
    if (f->counted_count)
        qsort(f->counted, f->counted_count, sizeof *f->counted, compare_counted);
    for (size_t i = 0; i < f->counted_count;) {
        const ot_cell *cell = f->counted[i].cell;
        int times = 0;

        for (; i < f->counted_count && f->counted[i].cell == cell; i++)
            times += f->counted[i].sign;
        if (once || times) {
            out->cells[out->cell_count] = cell;
            out->times[out->cell_count++] = once ? 1 : times;
        }
    }
    return OT_OK;
}

static ot_trace_group *group_of(ot_explain_sources *out, const ot_cell *cell,
                                int64_t import)
{
    ot_trace_group *grown;

    for (size_t i = 0; i < out->group_count; i++)
        if (out->groups[i].measure == cell->measure && out->groups[i].import == import)
            return &out->groups[i];
    grown = grow(out->groups, out->group_count, sizeof *grown);
    if (!grown)
        return NULL;
    out->groups = grown;
    grown[out->group_count] = (ot_trace_group){.measure = cell->measure,
                                               .first = cell->period,
                                               .last = cell->period,
                                               .import = import};
    return &grown[out->group_count++];
}

static int compare_groups(const void *left, const void *right)
{
    const ot_trace_group *a = left, *b = right;

    if (a->measure != b->measure)
        return (int)a->measure - (int)b->measure;
    return (a->import > b->import) - (a->import < b->import);
}

static ot_status group_cells(ot_finder *f, ot_error *err)
{
    ot_explain_sources *out = f->out;
    ot_status st = OT_OK;

    f->cell_imports = malloc((out->cell_count + 1) * sizeof *f->cell_imports);
    if (!f->cell_imports)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < out->cell_count; i++) {
        const ot_cell *cell = out->cells[i];
        int64_t id = import_of(f, OT_KIND_LEDGER, ot_measure_name(cell->measure),
                               cell->period.year, cell->period.number);
        ot_trace_source *source;
        ot_trace_group *group = group_of(out, cell, id);

        if (!group)
            return ot_fail_memory(err);
        f->cell_imports[i] = id;
        group->cells++;
        group->lines += cell->lines;
        group->amount += out->times[i] * cell->amount;
        if (ot_period_compare(cell->period, group->first) < 0)
            group->first = cell->period;
        if (ot_period_compare(cell->period, group->last) > 0)
            group->last = cell->period;
        st = use_import(f, id, &source, err);
        if (st == OT_OK)
            source->wanted += cell->amount;
    }
    if (out->group_count)
        qsort(out->groups, out->group_count, sizeof *out->groups, compare_groups);
    return st;
}

static int compare_sources(const void *left, const void *right)
{
    const ot_trace_source *a = left, *b = right;

    return (a->id > b->id) - (a->id < b->id);
}

ot_status ot_explain_find_sources(ot_session *session, const ot_explainer *explainer,
                                  const ot_trace *trace, int64_t mark,
                                  const char *folder, ot_explain_sources *out,
                                  ot_error *err)
{
    ot_finder f = {
        .session = session, .explainer = explainer, .folder = folder, .out = out};
    ot_pence pence;
    ot_status st = ot_store_in_force(session->store, mark, keep_slice, &f, err);

    if (st == OT_OK)
        st = ot_store_imports(session->store, mark, keep_import, &f, err);
    if (st == OT_OK)
        st = gather(&f, trace, 1, err);
    if (st == OT_OK)
        st = use_kinds(&f, f.kinds, err);
    if (st == OT_OK)
        st = merge_cells(&f, !ot_trace_pence(trace, &pence), err);
    if (st == OT_OK)
        st = group_cells(&f, err);
    if (st == OT_OK && out->source_count)
        qsort(out->sources, out->source_count, sizeof *out->sources, compare_sources);
    if (st == OT_OK)
        st = ot_explain_read_files(&f, err);
    free(f.slices);
    free(f.imports);
    free(f.counted);
    free(f.cell_imports);
    return st;
}

void ot_explain_sources_clear(ot_explain_sources *sources)
{
    free(sources->cells);
    free(sources->times);
    free(sources->groups);
    free(sources->sources);
    ot_arena_clear(&sources->arena);
    *sources = (ot_explain_sources){0};
}
