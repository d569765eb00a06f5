/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_json.c - the whole trace as JSON. Amounts are decimal texts, as in the other
 * JSON; thousands and counts are numbers. */
#include <inttypes.h>

#include "exporters/json.h"
#include "exporters/trace.h"

static void member(const char *name, const char *text, FILE *out)
{
    fprintf(out, ", \"%s\": ", name);
    ot_json_string(text, out);
}

static void put_value(const ot_trace *trace, FILE *out)
{
    const ot_column column = {.kind = trace->unit, .decimals = trace->decimals};
    const ot_value value = {.kind = trace->value,
                            .number = trace->number,
                            .denominator = trace->denominator,
                            .text = trace->text};
    char text[OT_VALUE_TEXT_SIZE];
    bool whole = trace->value == OT_VALUE_NUMBER && trace->unit != OT_COLUMN_PENCE;

    fputs(", \"value\": ", out);
    if (whole)
        fprintf(out, "%" PRId64, trace->number);
    else
        ot_json_string(ot_value_plain(&column, &value, text), out);
    if (trace->value == OT_VALUE_NUMBER)
        member("unit",
               trace->unit == OT_COLUMN_THOUSANDS ? "£000"
               : trace->unit == OT_COLUMN_PENCE   ? "£"
                                                  : "number",
               out);
}

static void put_cell(const ot_trace_view *view, const ot_trace *trace, FILE *out)
{
    static const char *const names[OT_DIMENSIONS] = {"cost_centre", "account", "fund",
                                                     "project"};
    char period[OT_PERIOD_TEXT];

    member("measure", ot_measure_name(trace->cell->measure), out);
    member("period", ot_period_text(view->calendar, trace->cell->period, period), out);
    for (int d = 0; d < OT_DIMENSIONS; d++)
        member(names[d], ot_explain_text(view->explainer, trace, (ot_dimension)d), out);
    fprintf(out, ", \"lines\": %" PRId64, (int64_t)trace->cell->lines);
}

static ot_status put_trace(const ot_trace_view *view, const ot_trace *trace, FILE *out,
                           ot_error *err)
{
    static const char *const kinds[] = {"figure", "code",   "ledger",
                                        "record", "stated", "model"};
    char place[OT_PLACE_TEXT];
    ot_status st = ot_trace_place(trace, place, err);

    fprintf(out, "{\"kind\": \"%s\", \"sign\": %d", kinds[trace->kind], trace->sign);
    if (*place)
        member("cell", place, out);
    if (*trace->name)
        member("name", trace->name, out);
    if (*trace->words)
        member("definition", trace->words, out);
    put_value(trace, out);
    if (*trace->rule)
        member("rule", trace->rule, out);
    if (trace->apart) {
        fprintf(out, ", \"apart\": %" PRId64, trace->apart);
        member("because", trace->why ? trace->why : "", out);
    }
    fprintf(out, ", \"adds_up\": %s", trace->off ? "false" : "true");
    if (trace->cell)
        put_cell(view, trace, out);
    if (trace->line)
        fprintf(out, ", \"line\": %ld", trace->line);
    if (trace->part_count)
        fputs(", \"parts\": [", out);
    for (size_t i = 0; st == OT_OK && i < trace->part_count; i++) {
        fputs(i ? ",\n" : "\n", out);
        st = put_trace(view, trace->parts[i], out, err);
    }
    fputs(trace->part_count ? "]}" : "}", out);
    return st;
}

static void put_groups(const ot_trace_view *view, FILE *out)
{
    fputs(",\n \"ledger\": [", out);
    for (size_t i = 0; i < view->group_count; i++) {
        const ot_trace_group *g = &view->groups[i];
        char first[OT_PERIOD_TEXT], last[OT_PERIOD_TEXT], amount[OT_PENCE_TEXT];

        fprintf(out, "%s\n  {\"measure\": \"%s\"", i ? "," : "",
                ot_measure_name(g->measure));
        member("from", ot_period_text(view->calendar, g->first, first), out);
        member("to", ot_period_text(view->calendar, g->last, last), out);
        member("amount", ot_pence_text(g->amount, amount), out);
        fprintf(out,
                ", \"cells\": %zu, \"lines\": %" PRId64 ", \"import\": %" PRId64 "}",
                g->cells, g->lines, g->import);
    }
    fputs("]", out);
}

static void put_kept(const ot_trace_view *view, const ot_trace_source *s, FILE *out)
{
    fprintf(out, ", \"lines_kept\": %" PRId64 ", \"first_kept\": [", s->kept_all);
    for (size_t i = 0; i < s->kept_count; i++) {
        const ot_trace_line *line = &s->kept_lines[i];
        char amount[OT_PENCE_TEXT], period[OT_PERIOD_TEXT];

        fprintf(out, "%s\n    {\"line\": %ld", i ? "," : "", line->line);
        member("amount", ot_pence_text(line->amount, amount), out);
        member("measure", ot_measure_name(line->measure), out);
        member("period", ot_period_text(view->calendar, line->period, period), out);
        member("cost_centre", line->cost_centre, out);
        member("account", line->account, out);
        member("document", line->document, out);
        member("supplier", line->supplier, out);
        member("text", line->text, out);
        putc('}', out);
    }
    putc(']', out);
}

static void put_source(const ot_trace_view *view, const ot_trace_source *s, FILE *out)
{
    char amount[OT_PENCE_TEXT];

    fprintf(out, "\n  {\"import\": %" PRId64, s->id);
    member("kind", s->kind, out);
    member("file", s->file, out);
    member("sha256", s->sha256, out);
    member("when", s->when, out);
    fprintf(out, ", \"records\": %" PRId64, s->records);
    member("state", s->state, out);
    fputs(", \"lines\": [", out);
    for (size_t i = 0; i < s->line_count; i++)
        fprintf(out, "%s[%ld, %ld]", i ? ", " : "", s->lines[i].first,
                s->lines[i].last);
    putc(']', out);
    if (s->has_amount)
        member("amount", ot_pence_text(s->amount, amount), out);
    if (s->kept_lines)
        put_kept(view, s, out);
    putc('}', out);
}

ot_status ot_trace_json_write(const ot_trace_view *view, FILE *out, ot_error *err)
{
    ot_status st;

    fputs("{\"run\": ", out);
    ot_json_string(view->run, out);
    fprintf(out, ", \"adds_up\": %s", view->adds_up ? "true" : "false");
    member("verdict", view->verdict, out);
    fputs(",\n \"trace\": ", out);
    st = put_trace(view, view->trace, out, err);
    put_groups(view, out);
    fputs(",\n \"imports\": [", out);
    for (size_t i = 0; i < view->source_count; i++) {
        fputs(i ? "," : "", out);
        put_source(view, &view->sources[i], out);
    }
    fputs("]}\n", out);
    if (st == OT_OK && (fflush(out) != 0 || ferror(out)))
        st = ot_fail(err, OT_EIO, "the explanation could not be written");
    return st;
}
