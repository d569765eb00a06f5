/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trace_text.c - a trace as indented lines: amounts first, one below the other. */
#include <inttypes.h>
#include <string.h>

#include "exporters/exporter.h"
#include "exporters/table.h"
#include "exporters/text.h"
#include "exporters/trace.h"

#define DEPTH        3
#define PARTS_SHOWN  12 /* of the figure itself */
#define PARTS_BELOW  4  /* of its operands */
#define CELLS_SHOWN  24
#define RANGES_SHOWN 12
#define AMOUNT_WIDTH 16

/* Texts come from files: nothing in them may steer a terminal. */
static void put_text(const char *text, FILE *out)
{
    while (*text) {
        const char *from = text;
        uint32_t point = ot_text_next(&text);

        if (point == OT_TEXT_BAD || (ot_text_control(point) && point != '\n'))
            putc('?', out);
        else
            fwrite(from, 1, (size_t)(text - from), out);
    }
}

ot_status ot_trace_place(const ot_trace *trace, char text[OT_PLACE_TEXT], ot_error *err)
{
    char address[OT_ADDRESS_TEXT];
    ot_status st = OT_OK;

    text[0] = '\0';
    if (!trace->report)
        return OT_OK;
    st = ot_workbook_address(trace->report, trace->row, trace->column, address, err);
    if (st == OT_OK)
        snprintf(text, OT_PLACE_TEXT, "%.40s%s%s", trace->report->id,
                 *address ? "!" : "", address);
    return st;
}

static const char *value_of(const ot_trace *trace, char text[OT_VALUE_TEXT_SIZE])
{
    const ot_column column = {.kind = trace->unit, .decimals = trace->decimals};
    const ot_value value = {.kind = trace->value,
                            .number = trace->number,
                            .denominator = trace->denominator,
                            .text = trace->text};

    return ot_value_printed(&column, &value, text);
}

static const char *unit_of(const ot_trace *trace)
{
    if (trace->value != OT_VALUE_NUMBER)
        return "";
    return trace->unit == OT_COLUMN_THOUSANDS ? " £000"
           : trace->unit == OT_COLUMN_PENCE   ? " £"
                                              : "";
}

/* "1,234.56" */
static const char *pounds(ot_pence amount, char text[OT_VALUE_TEXT_SIZE])
{
    const ot_trace trace = {
        .unit = OT_COLUMN_PENCE, .value = OT_VALUE_NUMBER, .number = amount};

    return value_of(&trace, text);
}

static void put_cell(const ot_trace_view *view, const ot_cell *cell, FILE *out)
{
    const ot_trace trace = {.cell = cell};
    char period[OT_PERIOD_TEXT];
    static const char *const names[] = {"", " account ", " fund ", " project "};

    fprintf(out, "ledger %s %s,", ot_measure_name(cell->measure),
            ot_period_text(view->calendar, cell->period, period));
    for (int d = 0; d < OT_DIMENSIONS; d++) {
        const char *text = ot_explain_text(view->explainer, &trace, (ot_dimension)d);

        if (!*text)
            continue;
        fputs(d ? names[d] : " cost centre ", out);
        put_text(text, out);
    }
    fprintf(out, " (%" PRId64 " line%s)", (int64_t)cell->lines,
            cell->lines == 1 ? "" : "s");
}

static ot_status put_part(const ot_trace_view *view, const ot_trace *trace, int level,
                          FILE *out, ot_error *err)
{
    char value[OT_VALUE_TEXT_SIZE], place[OT_PLACE_TEXT];
    ot_status st = ot_trace_place(trace, place, err);

    fprintf(out, "%*s%c %*s%s  ", 2 * level, "", trace->sign < 0 ? '-' : '+',
            AMOUNT_WIDTH, value_of(trace, value), unit_of(trace));
    if (trace->cell)
        put_cell(view, trace->cell, out);
    if (*place)
        fprintf(out, "%s ", place);
    put_text(trace->name, out);
    if (trace->off)
        fputs("  DOES NOT ADD UP", out);
    putc('\n', out);
    return st;
}

static void put_rule(const ot_trace *trace, int level, FILE *out)
{
    char value[OT_VALUE_TEXT_SIZE];
    ot_trace apart = {
        .value = OT_VALUE_NUMBER, .unit = trace->unit, .number = trace->apart};

    if (*trace->rule) {
        fprintf(out, "%*s= ", 2 * level, "");
        put_text(trace->rule, out);
        putc('\n', out);
    }
    if (trace->apart)
        fprintf(out, "%*s  and %s, %s\n", 2 * level, "", value_of(&apart, value),
                trace->why ? trace->why : "for no reason that is known");
    if (trace->off) {
        apart.number = trace->off_by;
        fprintf(out, "%*s  DOES NOT ADD UP: %s more than its parts come to\n",
                2 * level, "", value_of(&apart, value));
    }
}

static bool all_ledger(const ot_trace *trace)
{
    for (size_t i = 0; i < trace->part_count; i++)
        if (!trace->parts[i]->cell)
            return false;
    return true;
}

static ot_status put_parts(const ot_trace_view *view, const ot_trace *trace, int level,
                           int depth, FILE *out, ot_error *err)
{
    size_t shown = trace->part_count, count = trace->part_count;
    ot_status st = OT_OK;

    put_rule(trace, level, out);
    /* Ledger cells are listed below, once. */
    if (!count || all_ledger(trace))
        return OT_OK;
    if (view->depth == 0 && shown > (level ? PARTS_BELOW : PARTS_SHOWN))
        shown = level ? PARTS_BELOW : PARTS_SHOWN;
    for (size_t i = 0; st == OT_OK && i < shown; i++) {
        st = put_part(view, trace->parts[i], level, out, err);
        if (st == OT_OK && depth > 1)
            st = put_parts(view, trace->parts[i], level + 2, depth - 1, out, err);
    }
    if (shown < count) {
        ot_trace rest = {.value = OT_VALUE_NUMBER, .unit = trace->parts[0]->unit};
        char value[OT_VALUE_TEXT_SIZE];

        for (size_t i = shown; i < count; i++)
            rest.number += trace->parts[i]->sign * trace->parts[i]->number;
        fprintf(out, "%*s+ %*s%s  and %zu more (--depth shows all)\n", 2 * level, "",
                AMOUNT_WIDTH, value_of(&rest, value), unit_of(&rest), count - shown);
    }
    return st;
}

static void put_groups(const ot_trace_view *view, FILE *out)
{
    ot_pence sum = 0, whole;
    char text[OT_VALUE_TEXT_SIZE];

    if (!view->group_count)
        return;
    fputs("\nfrom the ledger\n", out);
    for (size_t i = 0; i < view->group_count; i++) {
        const ot_trace_group *g = &view->groups[i];
        char first[OT_PERIOD_TEXT], last[OT_PERIOD_TEXT];

        ot_period_text(view->calendar, g->first, first);
        ot_period_text(view->calendar, g->last, last);
        fprintf(out,
                "  %*s £  %s %s%s%s, %zu cell%s of %" PRId64 " line%s, import %" PRId64
                "\n",
                AMOUNT_WIDTH, pounds(g->amount, text), ot_measure_name(g->measure),
                first, strcmp(first, last) ? " to " : "",
                strcmp(first, last) ? last : "", g->cells, g->cells == 1 ? "" : "s",
                g->lines, g->lines == 1 ? "" : "s", g->import);
        sum += g->amount;
    }
    if (ot_trace_pence(view->trace, &whole)) {
        if (whole != sum)
            fprintf(out, "  %*s £  and from managers' forecasts, models and the past\n",
                    AMOUNT_WIDTH, pounds(whole - sum, text));
        fprintf(out, "  %*s £  in all\n", AMOUNT_WIDTH, pounds(whole, text));
    }
    for (size_t i = 0; i < view->cell_count && view->cell_count <= CELLS_SHOWN; i++) {
        if (!view->times[i])
            continue;
        fprintf(out, "    %+d x %*s £  ", view->times[i], AMOUNT_WIDTH,
                pounds(view->cells[i]->amount, text));
        put_cell(view, view->cells[i], out);
        putc('\n', out);
    }
}

static void put_lines(const ot_trace_source *s, FILE *out)
{
    char text[OT_VALUE_TEXT_SIZE];

    fprintf(out, "      %" PRId64 " line%s: ", s->found, s->found == 1 ? "" : "s");
    for (size_t i = 0; i < s->line_count && i < RANGES_SHOWN; i++) {
        fprintf(out, "%s%ld", i ? ", " : "", s->lines[i].first);
        if (s->lines[i].last > s->lines[i].first)
            fprintf(out, "-%ld", s->lines[i].last);
    }
    if (s->line_count > RANGES_SHOWN)
        fprintf(out, " and %zu more ranges", s->line_count - RANGES_SHOWN);
    if (s->has_amount)
        fprintf(out, "; they come to %s", pounds(s->amount, text));
    putc('\n', out);
    for (size_t i = 0; i < s->first_count; i++)
        fprintf(out, "      line %ld: %s\n", s->first[i].line,
                pounds(s->first[i].amount, text));
}

/* The first of the lines that are kept, and what the others come to. */
static void put_kept(const ot_trace_view *view, const ot_trace_source *s, FILE *out)
{
    ot_pence rest = s->amount;
    char text[OT_VALUE_TEXT_SIZE], period[OT_PERIOD_TEXT];

    for (size_t i = 0; i < s->kept_count; i++) {
        const ot_trace_line *line = &s->kept_lines[i];
        const char *const texts[] = {line->document, line->supplier, line->text};

        rest -= line->amount;
        fprintf(out, "      line %ld: %s  %s %s ", line->line,
                pounds(line->amount, text), ot_measure_name(line->measure),
                ot_period_text(view->calendar, line->period, period));
        put_text(line->cost_centre, out);
        putc(' ', out);
        put_text(line->account, out);
        for (int t = 0; t < 3; t++) {
            if (!*texts[t])
                continue;
            fputs(" | ", out);
            put_text(texts[t], out);
        }
        putc('\n', out);
    }
    if (s->kept_all > (int64_t)s->kept_count)
        fprintf(out, "      and %" PRId64 " more: %s\n",
                s->kept_all - (int64_t)s->kept_count, pounds(rest, text));
}

static void put_sources(const ot_trace_view *view, FILE *out)
{
    if (view->source_count)
        fputs("\nimports and files\n", out);
    for (size_t i = 0; i < view->source_count; i++) {
        const ot_trace_source *s = &view->sources[i];

        fprintf(out, "  import %" PRId64 ", %s, ", s->id, s->kind);
        put_text(s->file, out);
        fprintf(out, ", %" PRId64 " records, %s\n    sha256 %s\n    ", s->records,
                s->when, s->sha256);
        put_text(s->state, out);
        putc('\n', out);
        if (s->kept)
            fputs("    its lines are kept in the workspace\n", out);
        if (s->found)
            put_lines(s, out);
        put_kept(view, s, out);
    }
}

/* What the ends come to, in pence, and what rounding makes of it. */
static void put_pence(const ot_trace *trace, FILE *out)
{
    char whole[OT_VALUE_TEXT_SIZE], rounding[OT_VALUE_TEXT_SIZE];
    char printed[OT_VALUE_TEXT_SIZE];
    ot_pence pence;

    if (trace->unit != OT_COLUMN_THOUSANDS || !ot_trace_pence(trace, &pence))
        return;
    fprintf(out, "\nto the penny £%s, printed %s £000: rounding £%s\n",
            pounds(pence, whole), value_of(trace, printed),
            pounds(trace->number * 100000 - pence, rounding));
}

ot_status ot_trace_text_write(const ot_trace_view *view, FILE *out, ot_error *err)
{
    const ot_trace *trace = view->trace;
    char value[OT_VALUE_TEXT_SIZE], place[OT_PLACE_TEXT];
    ot_status st = ot_trace_place(trace, place, err);

    fprintf(out, "%s%s", place, *place ? "  " : "");
    put_text(trace->name, out);
    if (trace->value != OT_VALUE_BLANK)
        fprintf(out, ": %s%s", value_of(trace, value), unit_of(trace));
    else if (trace->kind == OT_TRACE_FIGURE)
        fputs(": blank", out);
    putc('\n', out);
    if (*trace->words) {
        put_text(trace->words, out);
        putc('\n', out);
    }
    fprintf(out, "%s\n\n", view->run);
    if (st == OT_OK)
        st = put_parts(view, trace, 0, view->depth ? view->depth : DEPTH, out, err);
    put_groups(view, out);
    put_sources(view, out);
    put_pence(trace, out);
    fputs(trace->part_count ? "\n" : "", out);
    put_text(view->verdict, out);
    putc('\n', out);
    if (st == OT_OK && (fflush(out) != 0 || ferror(out)))
        st = ot_fail(err, OT_EIO, "the explanation could not be written");
    return st;
}
