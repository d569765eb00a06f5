/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_project.c - the year's outturn of every line, projected from its own months
 * and from what the forecasts of all lines came to in earlier years. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/error_pool.h"
#include "engine/forecast/reconcile.h"
#include "engine/position_agree.h"
#include "engine/position_internal.h"

/* All lines as series. What was there in earlier months and is not any more is learnt
 * from too. */
typedef struct projector {
    ot_builder *builder;
    size_t months;
    double *values, *budgets; /* [line][months] */
    uint64_t *digests;        /* [line][months] of a series up to a month */
    ot_outturn_series *series;
    const ot_past_forecast **past; /* [line] */
    size_t *past_count;
    ot_agreeing *agreeing; /* NULL: the year is complete, or nothing is learnt */
    uint32_t services;
} projector;

static uint64_t mix(uint64_t digest, uint64_t value)
{
    for (int byte = 0; byte < 8; byte++) {
        digest ^= value >> (8 * byte) & 0xff;
        digest *= UINT64_C(1099511628211); /* FNV-1a, 64 bits */
    }
    return digest;
}

/* What a forecast at the end of each month rests on, as one number: the months from the
 * first that is not 0, whether the ledger holds the whole year that one is in, and the
 * year's budget as known then. */
static void digest_line(projector *p, size_t line)
{
    const ot_builder *builder = p->builder;
    const ot_pence *months = builder->position->series + line * p->months;
    ot_period first = builder->position->first;
    uint64_t digest = UINT64_C(14695981039346656037);
    bool born = false;

    for (size_t m = 0; m < p->months; m++) {
        if (!born && months[m] != 0) {
            digest = mix(digest, m >= ((size_t)first.number - 1 + m) % OT_MONTHS);
            born = true;
        }
        if (born)
            digest = mix(digest, (uint64_t)months[m]);
        p->digests[line * p->months + m] =
            mix(mix(digest, builder->budgeted[m]),
                (uint64_t)builder->budgets[line * p->months + m]);
    }
}

static void fill_line(projector *p, size_t line)
{
    const ot_builder *builder = p->builder;
    const ot_position *position = builder->position;
    size_t from = line * p->months;

    for (size_t m = 0; m < p->months; m++) {
        p->values[from + m] = (double)position->series[from + m];
        p->budgets[from + m] =
            builder->budgeted[m] ? (double)builder->budgets[from + m] : NAN;
    }
    p->series[line] = (ot_outturn_series){.values = p->values + from,
                                          .count = p->months,
                                          .first_year = position->first.year,
                                          .first_month = position->first.number,
                                          .budgets = p->budgets + from};
}

static ot_status prepare(projector *p, ot_error *err)
{
    const ot_builder *builder = p->builder;
    const ot_position *position = builder->position;
    size_t count = builder->line_count, cells = count * p->months + 1;

    p->values = malloc(cells * sizeof *p->values);
    p->budgets = malloc(cells * sizeof *p->budgets);
    p->digests = malloc(cells * sizeof *p->digests);
    p->series = malloc((count + 1) * sizeof *p->series);
    p->past = malloc((count + 1) * sizeof *p->past);
    p->past_count = malloc((count + 1) * sizeof *p->past_count);
    ot_structure_services(builder->structure, &p->services);
    if (position->options.as_at.number < OT_MONTHS && !builder->means->members_only) {
        p->agreeing = ot_agreeing_new(p->services, position->options.as_at.number);
        if (!p->agreeing)
            return ot_fail_memory(err);
    }
    if (!p->values || !p->budgets || !p->digests || !p->series || !p->past ||
        !p->past_count)
        return ot_fail_memory(err);
    for (size_t i = 0; i < count; i++) {
        ot_line_key key = ot_line_key_of(builder->structure, &builder->lines[i]);

        fill_line(p, i);
        digest_line(p, i);
        p->past[i] = ot_past_of(builder->means->past, &key, &p->past_count[i]);
    }
    return OT_OK;
}

static void clear(projector *p)
{
    free(p->values);
    free(p->budgets);
    free(p->digests);
    free(p->series);
    free(p->past);
    free(p->past_count);
    ot_agreeing_free(p->agreeing);
}

static int64_t digest_at(const projector *p, size_t line, int year, int month)
{
    ot_period first = p->builder->position->first;
    size_t m = (size_t)((year - first.year) * OT_MONTHS + month - first.number);

    return (int64_t)p->digests[line * p->months + m];
}

/* What was said at the month at hand counts no more: its figures may have been mended
 * since, and it is to be said anew. */
static bool recall(void *self, size_t line, int year, int month, double *members)
{
    const projector *p = self;
    const ot_past_forecast *known =
        ot_past_at(p->past[line], p->past_count[line], year, month);
    ot_period as_at = p->builder->position->options.as_at;

    if (!known)
        return false;
    if (known->then ? year == as_at.year && month == as_at.number
                    : known->history != digest_at(p, line, year, month))
        return false;
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        members[i] =
            known->members[i] == OT_PAST_NONE ? NAN : (double)known->members[i];
    return true;
}

/* A member beyond what is held exactly counts as one that did not apply. */
static ot_pence whole_pence(double member)
{
    ot_pence pence;

    if (isnan(member) || ot_pence_from_double(member, &pence, NULL) < 0)
        return OT_PAST_NONE;
    return pence;
}

static ot_status keep(void *self, size_t line, int year, int month,
                      const double *members, ot_error *err)
{
    projector *p = self;
    ot_position *position = p->builder->position;
    ot_past_entry *entry;

    if (position->fresh_count == position->fresh_room) {
        size_t room = position->fresh_room ? 2 * position->fresh_room : 4096;
        ot_past_entry *grown = realloc(position->fresh, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        position->fresh = grown;
        position->fresh_room = room;
    }
    entry = &position->fresh[position->fresh_count++];
    *entry = (ot_past_entry){
        .line = ot_line_key_of(p->builder->structure, &p->builder->lines[line]),
        .forecast = {
            .year = year, .month = month, .history = digest_at(p, line, year, month)}};
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        entry->forecast.members[i] = whole_pence(members[i]);
    return OT_OK;
}

/* How far the manager's forecasts at this month of earlier years were off. */
static double manager_miss(const projector *p, size_t line)
{
    const ot_position *position = p->builder->position;
    const ot_pence *months = position->series + line * p->months;
    ot_period as_at = position->options.as_at;
    double sum = 0, count = 0;

    for (int year = position->first.year; year < as_at.year; year++) {
        const ot_past_forecast *then =
            ot_past_at(p->past[line], p->past_count[line], year, as_at.number);
        long from = (long)(year - position->first.year) * OT_MONTHS -
                    (position->first.number - 1);
        double actual = 0;

        if (!then || !then->has_manager || from < 0)
            continue;
        for (long m = from; m < from + OT_MONTHS; m++)
            actual += (double)months[m];
        sum += ot_error_relative((double)then->manager, actual);
        count++;
    }
    return count > 0 ? sum / count : NAN;
}

static const char *method_of(const ot_outturn *o)
{
    if (o->month == OT_MONTHS)
        return "the actual of the whole year";
    if (!o->idle)
        return ot_year_combination_name(o->leader);
    return o->leader == OT_YEAR_BUDGET ? "the budget: nothing posted in the last year"
                                       : "nothing posted in the last year";
}

static size_t months_used(const projector *p, size_t line)
{
    const ot_pence *months = p->builder->position->series + line * p->months;
    size_t born = 0;

    while (born < p->months && months[born] == 0)
        born++;
    return p->months - born;
}

static ot_status take(void *self, const ot_outturn *o, ot_error *err)
{
    projector *p = self;
    ot_line *line = &p->builder->lines[o->series];
    ot_projection *projection = &line->projection;
    const double from[] = {o->outturn, o->lo80, o->hi80, o->lo95, o->hi95};
    ot_pence *const to[] = {&projection->outturn, &projection->lo80, &projection->hi80,
                            &projection->lo95, &projection->hi95};

    for (size_t i = 0; i < sizeof to / sizeof to[0]; i++)
        if (ot_pence_from_double(from[i], to[i], err) < 0)
            return OT_ERANGE;
    projection->has_interval = o->month < OT_MONTHS;
    projection->method = method_of(o);
    projection->months_used = months_used(p, o->series);
    projection->typical = projection->has_interval && !o->idle ? o->expected : NAN;
    projection->manager = projection->has_interval ? manager_miss(p, o->series) : NAN;
    line->idle = o->idle;
    for (int i = 0; i < OT_YEAR_MEMBERS; i++)
        line->members[i] = whole_pence(o->members[i]);
    return OT_OK;
}

static size_t service_of(const projector *p, const ot_line *line)
{
    return line->service == OT_NONE ? p->services : line->service;
}

static ot_status look_back(void *self, const ot_outturn *forecast, double actual,
                           ot_error *err)
{
    projector *p = self;
    const ot_projection_means *means = p->builder->means;
    const ot_line *line = &p->builder->lines[forecast->series];
    ot_status st = p->agreeing ? ot_agreeing_line(p->agreeing, service_of(p, line),
                                                  forecast, actual, err)
                               : OT_OK;
    const ot_hindsight hindsight = {
        .line = line,
        .forecast = forecast,
        .actual = actual,
        .then = ot_past_at(p->past[forecast->series], p->past_count[forecast->series],
                           forecast->year, forecast->month)};

    return st == OT_OK && means->hindsight
               ? means->hindsight(means->hindsight_self, &hindsight, err)
               : st;
}

static ot_status project(projector *p, ot_error *err)
{
    const ot_projection_means *means = p->builder->means;
    const ot_outturn_memory memory = {p, recall, keep};
    const ot_outturn_sink sink = {p, take};
    const ot_outturn_options options = {.whole = true,
                                        .memory = &memory,
                                        .parallel = means->parallel,
                                        .last_only = means->members_only,
                                        .hindsight = look_back,
                                        .hindsight_self = p};

    return ot_outturn_project(p->series, p->builder->line_count, &options, &sink, err);
}

/* The sum of all lines as one series, in values and budgets of [months] each. */
static ot_outturn_series sum_lines(const projector *p, double *values, double *budgets)
{
    ot_outturn_series total = p->series[0];

    for (size_t m = 0; m < p->months; m++) {
        values[m] = budgets[m] = 0;
        for (size_t i = 0; i < p->builder->line_count; i++) {
            values[m] += p->values[i * p->months + m];
            budgets[m] += p->budgets[i * p->months + m];
        }
    }
    total.values = values;
    total.budgets = budgets;
    return total;
}

/* The bounds move with the outturn, but not to the wrong side of what is spent. */
static void move(ot_line *line, const ot_pence *months, size_t count, ot_pence by)
{
    ot_projection *projection = &line->projection;
    ot_pence *const figures[] = {&projection->outturn, &projection->lo80,
                                 &projection->hi80, &projection->lo95,
                                 &projection->hi95};
    bool positive = false, negative = false;

    for (size_t m = 0; m < count; m++) {
        positive = positive || months[m] > 0;
        negative = negative || months[m] < 0;
    }
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        *figures[i] += by;
        if (positive && !negative && *figures[i] < line->actual)
            *figures[i] = line->actual;
        if (negative && !positive && *figures[i] > line->actual)
            *figures[i] = line->actual;
    }
}

/* Shares a service's adjustment over its lines by the width of their intervals. */
static ot_status move_lines(projector *p, size_t service, double adjustment,
                            ot_error *err)
{
    ot_builder *builder = p->builder;
    double *sizes = malloc((builder->line_count + 1) * sizeof *sizes);
    ot_pence *shares = malloc((builder->line_count + 1) * sizeof *shares);
    size_t count = 0, next = 0;
    ot_pence whole;
    ot_status st = sizes && shares ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < builder->line_count; i++) {
        const ot_projection *one = &builder->lines[i].projection;

        if (service_of(p, &builder->lines[i]) == service)
            sizes[count++] = (double)(one->hi80 - one->lo80);
    }
    if (st == OT_OK)
        st = ot_pence_from_double(adjustment, &whole, err);
    if (st == OT_OK && count && whole)
        st = ot_reconcile_share(whole, sizes, count, shares, err);
    for (size_t i = 0; st == OT_OK && whole && i < builder->line_count; i++)
        if (service_of(p, &builder->lines[i]) == service)
            move(&builder->lines[i], builder->position->series + i * p->months,
                 p->months, shares[next++]);
    free(sizes);
    free(shares);
    return st;
}

static ot_status agree(projector *p, ot_error *err)
{
    ot_builder *builder = p->builder;
    ot_agreement *agreement = &builder->position->agreement;
    double *base = calloc(2 * (size_t)p->services + 3, sizeof *base);
    double *values = malloc(2 * p->months * sizeof *values);
    double *adjustments = base ? base + p->services + 2 : NULL;
    ot_outturn_series total;
    ot_status st = base && values ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < builder->line_count; i++)
        base[service_of(p, &builder->lines[i])] +=
            (double)builder->lines[i].projection.outturn;
    if (st == OT_OK) {
        total = sum_lines(p, values, values + p->months);
        st = ot_agreeing_finish(p->agreeing, &total, base, adjustments, agreement, err);
    }
    for (size_t k = 0; st == OT_OK && agreement->reconciled && k <= p->services; k++)
        st = move_lines(p, k, adjustments[k], err);
    free(base);
    free(values);
    return st;
}

static bool is_idle(const ot_pence *months, size_t count)
{
    for (size_t m = count < OT_MONTHS ? 0 : count - OT_MONTHS; m < count; m++)
        if (months[m] != 0)
            return false;
    return true;
}

static int compare_kept(const void *key, const void *kept)
{
    return ot_line_key_compare(key, &((const ot_kept_projection *)kept)->line);
}

/* True where every line that counts has one. */
static bool take_kept(ot_builder *builder)
{
    const ot_projection_means *means = builder->means;
    const ot_position *position = builder->position;

    for (size_t i = 0; i < builder->line_count; i++) {
        ot_line *line = &builder->lines[i];
        ot_line_key key = ot_line_key_of(builder->structure, line);
        const ot_kept_projection *kept =
            means->kept_count ? bsearch(&key, means->kept, means->kept_count,
                                        sizeof *means->kept, compare_kept)
                              : NULL;

        if (!kept && ot_builder_counts(builder, i))
            return false;
        if (!kept)
            continue;
        line->projection = kept->projection;
        line->projection.method =
            ot_arena_copy(&builder->position->arena, kept->projection.method);
        line->idle = is_idle(position->series + i * position->months, position->months);
        if (!line->projection.method)
            return false;
    }
    return means->kept_count > 0;
}

ot_status ot_builder_project(ot_builder *builder, ot_error *err)
{
    projector p = {.builder = builder, .months = builder->position->months};
    ot_status st;

    if (take_kept(builder)) {
        builder->position->agreement = builder->means->kept_agreement;
        return OT_OK;
    }
    st = prepare(&p, err);
    if (st == OT_OK)
        st = project(&p, err);
    if (st == OT_OK && p.agreeing && builder->line_count)
        st = agree(&p, err);
    clear(&p);
    return st;
}
