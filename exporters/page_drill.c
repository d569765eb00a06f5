/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_drill.c - the drill-down as JSON: rows of numbers, texts by their number. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "engine/pool.h"
#include "exporters/page_internal.h"

/* Beyond this whole numbers of a script are not exact. */
#define EXACT (INT64_C(1) << 53)

typedef struct writer {
    const ot_drill *drill;
    ot_pool *texts, *accounts; /* accounts: code and name */
    FILE *out;
    ot_status st;
    ot_error *err;
} writer;

static void put_pence(writer *w, ot_pence amount)
{
    if ((amount >= EXACT || amount <= -EXACT) && w->st == OT_OK)
        w->st = ot_fail(w->err, OT_ERANGE,
                        "an amount is beyond what a page can hold exactly (90 million "
                        "million pounds): leave html out of --format");
    fprintf(w->out, "%" PRId64, amount);
}

static void put_next(writer *w, ot_pence amount)
{
    putc(',', w->out);
    put_pence(w, amount);
}

static void put_maybe(writer *w, bool has, ot_pence amount)
{
    if (has)
        put_next(w, amount);
    else
        fputs(",null", w->out);
}

/* The number of a text in a pool. */
static void put_pooled(writer *w, ot_pool *pool, const char *text)
{
    uint32_t id = 0;

    if (w->st == OT_OK)
        w->st = ot_pool_put(pool, text ? text : "", &id, w->err);
    fprintf(w->out, ",%" PRIu32, id);
}

static void put_pool(writer *w, const char *name, const ot_pool *pool)
{
    fprintf(w->out, ",\n\"%s\":[", name);
    for (uint32_t i = 0; i < ot_pool_count(pool); i++) {
        fputs(i ? "," : "", w->out);
        ot_page_string(ot_pool_text(pool, i), w->out);
    }
    putc(']', w->out);
}

/* lo80, hi80, lo95, hi95; 0 where there is none. */
static void put_interval(writer *w, bool has, const ot_pence bounds[4])
{
    fputs(has ? ",[" : ",0", w->out);
    for (int i = 0; has && i < 4; i++) {
        fputs(i ? "," : "", w->out);
        put_pence(w, bounds[i]);
    }
    fputs(has ? "]" : "", w->out);
}

static void put_months(writer *w, const ot_pence *months, int count)
{
    fputs(",[", w->out);
    for (int m = 0; m < count; m++) {
        fputs(m ? "," : "", w->out);
        put_pence(w, months[m]);
    }
    putc(']', w->out);
}

/* "78%", or "" without interval. */
static void put_chance(writer *w, const ot_drill_node *node)
{
    char text[OT_PERCENT_TEXT];

    if (node->has_interval)
        fprintf(w->out, ",\"%s%%\"",
                ot_percent_text(llround(node->probability * 10000), 10000, 0, text));
    else
        fputs(",\"\"", w->out);
}

static void put_node(writer *w, const ot_drill_node *node)
{
    const ot_pence bounds[4] = {node->lo80, node->hi80, node->lo95, node->hi95};

    fprintf(w->out, "[%d,%" PRId64 ",", (int)node->level,
            node->parent == OT_NONE ? -1 : (int64_t)node->parent);
    ot_page_string(node->code, w->out);
    putc(',', w->out);
    ot_page_string(node->name, w->out);
    put_pooled(w, w->texts, node->manager);
    fprintf(w->out, ",%" PRIu32 ",%" PRIu32, node->first_line, node->line_count);
    put_next(w, node->projected);
    put_interval(w, node->has_interval, bounds);
    fprintf(w->out, ",%d,%d", (int)node->rag, (int)node->probable);
    put_chance(w, node);
    if (node->level != OT_DRILL_CENTRE && node->has_months) {
        put_months(w, node->months.actual, OT_MONTHS);
        put_months(w, node->months.budget, OT_MONTHS);
    }
    putc(']', w->out);
}

static int months_known(const ot_drill *drill)
{
    int number = drill->position->options.as_at.number;

    return number > OT_MONTHS ? OT_MONTHS : number;
}

/* [account, months, budget, forecast, budget by month]: months without the nothings at
 * their end; budget and forecast only where they are not those of the line. */
static void put_account(writer *w, const ot_line *line, const ot_drill_account *account)
{
    int months = months_known(w->drill);
    char text[512];
    uint32_t id = 0;

    snprintf(text, sizeof text, "%.200s %.300s", account->code, account->name);
    if (w->st == OT_OK)
        w->st = ot_pool_put(w->accounts, text, &id, w->err);
    while (months && !account->months.actual[months - 1])
        months--;
    fprintf(w->out, "[%" PRIu32, id);
    put_months(w, account->months.actual, months);
    if (account->budget != line->budget || account->forecast != line->forecast ||
        account->profiled) {
        put_next(w, account->budget);
        put_next(w, account->forecast);
    }
    if (account->profiled)
        put_months(w, account->months.budget, OT_MONTHS);
    putc(']', w->out);
}

/* "4.2" of 4.2 % as the detail sheet prints it; -1 for none. */
static void put_fraction(writer *w, double fraction)
{
    char text[OT_PERCENT_TEXT];

    if (isnan(fraction))
        fputs(",-1", w->out);
    else
        fprintf(w->out, ",%s",
                ot_percent_text(llround(fraction * 10000), 10000, 1, text));
}

/* What most lines have not: where there is none of it, it is not there. */
static void put_rare(writer *w, const ot_drill_line *shown)
{
    const ot_line *line = shown->line;
    bool has_driver = line->driver_basis != OT_DRIVER_BLANK;
    char date[OT_PERIOD_TEXT];

    if (!line->has_manager && !has_driver && !shown->has_prior)
        return;
    put_maybe(w, line->has_manager, line->manager);
    fprintf(w->out, ",\"%s\"", ot_date_text(line->manager_date, date));
    put_maybe(w, has_driver, line->driver);
    fprintf(w->out, ",%d", (int)line->driver_basis);
    put_maybe(w, shown->has_prior, shown->prior);
}

/* Bounds of its interval as distances from the projection. */
static void put_line(writer *w, const ot_drill_line *shown)
{
    const ot_line *line = shown->line;
    const ot_projection *p = &line->projection;
    const ot_pence bounds[4] = {p->outturn - p->lo80, p->hi80 - p->outturn,
                                p->outturn - p->lo95, p->hi95 - p->outturn};

    fprintf(w->out, "[%d,%d,%" PRId64, line->subjective_group, (int)line->fund,
            line->area == OT_NONE ? 0 : (int64_t)line->area + 1);
    put_next(w, line->original);
    put_next(w, line->virement);
    put_next(w, line->actual);
    put_next(w, line->commitment);
    put_next(w, line->forecast);
    fprintf(w->out, ",%d", (int)line->basis);
    put_pooled(w, w->texts, line->reason);
    put_next(w, p->outturn);
    put_pooled(w, w->texts, p->method);
    put_fraction(w, p->typical);
    put_interval(w, p->has_interval, bounds);
    fputs(",[", w->out);
    for (uint32_t i = 0; i < shown->account_count; i++) {
        fputs(i ? "," : "", w->out);
        put_account(w, line, &w->drill->accounts[shown->first_account + i]);
    }
    putc(']', w->out);
    put_rare(w, shown);
    putc(']', w->out);
}

/* Short names of the fiscal year's months. */
static void put_month_names(writer *w)
{
    const ot_position_options *options = &w->drill->position->options;

    fputs("\"months\":[", w->out);
    for (int m = 1; m <= OT_MONTHS; m++) {
        int year, month;

        ot_period_to_month(options->calendar, (ot_period){options->as_at.year, m},
                           &year, &month);
        fprintf(w->out, "%s\"%.3s\"", m > 1 ? "," : "", ot_month_name(month));
    }
    putc(']', w->out);
}

static void put_names(writer *w)
{
    const ot_position *position = w->drill->position;
    uint32_t count;
    const ot_area *areas = ot_structure_areas(position->structure, &count);

    fputs(",\n\"rags\":[", w->out);
    for (int i = OT_RAG_NONE; i <= OT_RAG_RED; i++)
        fprintf(w->out, "%s\"%s\"", i ? "," : "", ot_rag_name((ot_rag)i));
    fputs("],\n\"groups\":[", w->out);
    for (int i = 0; i < OT_SUBJECTIVE_GROUPS; i++)
        fprintf(w->out, "%s\"%s\"", i ? "," : "", ot_subjective_group_name(i));
    fputs("],\"funds\":[", w->out);
    for (int i = 0; i < OT_FUNDS; i++)
        fprintf(w->out, "%s\"%s\"", i ? "," : "", ot_fund_name((ot_fund)i));
    fputs("],\"bases\":[", w->out);
    for (int i = 0; i < OT_BASES; i++)
        fprintf(w->out, "%s\"%s\"", i ? "," : "", ot_basis_name((ot_basis)i));
    fputs("],\"driverBases\":[", w->out);
    for (int i = OT_DRIVER_BLANK; i <= OT_DRIVER_MODELLED; i++)
        fprintf(w->out, "%s\"%s\"", i ? "," : "",
                ot_driver_basis_name((ot_driver_basis)i));
    fputs("],\"areas\":[", w->out);
    for (uint32_t i = 0; i < count; i++) {
        fputs(i ? "," : "", w->out);
        ot_page_string(areas[i].name, w->out);
    }
    putc(']', w->out);
}

static void put_legends(writer *w)
{
    char text[OT_RAG_LEGEND];

    fputs(",\n\"legends\":[", w->out);
    ot_rag_legend(&w->drill->rag, text);
    ot_page_string(text, w->out);
    putc(',', w->out);
    ot_rag_probability_legend(&w->drill->rag, text);
    ot_page_string(text, w->out);
    putc(']', w->out);
}

static void put_all(writer *w)
{
    const ot_drill *drill = w->drill;
    const ot_driver *driver = &drill->position->options.driver;

    put_month_names(w);
    fprintf(w->out, ",\"asAt\":%d,\"withheld\":%s,\"driver\":", months_known(drill),
            drill->withheld ? "true" : "false");
    if (driver->id)
        ot_page_string(driver->name, w->out);
    else
        fputs("null", w->out);
    put_names(w);
    put_legends(w);
    fputs(",\n\"nodes\":[", w->out);
    for (uint32_t i = 0; i < drill->node_count; i++) {
        fputs(i ? ",\n" : "\n", w->out);
        put_node(w, &drill->nodes[i]);
    }
    fputs("],\n\"lines\":[", w->out);
    for (uint32_t i = 0; i < drill->line_count; i++) {
        fputs(i ? ",\n" : "\n", w->out);
        put_line(w, &drill->lines[i]);
    }
    putc(']', w->out);
    put_pool(w, "texts", w->texts);
    put_pool(w, "accounts", w->accounts);
    fputs(",\n", w->out);
}

ot_status ot_page_drill(const ot_page *page, FILE *out, ot_error *err)
{
    writer w = {.drill = page->drill, .out = out, .err = err};

    if (!page->drill)
        return OT_OK;
    w.texts = ot_pool_new();
    w.accounts = ot_pool_new();
    if (!w.texts || !w.accounts)
        w.st = ot_fail_memory(err);
    else
        put_all(&w);
    ot_pool_free(w.texts);
    ot_pool_free(w.accounts);
    return w.st;
}
