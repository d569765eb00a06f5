/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/sheets/withheld.h"

#include <stdlib.h>
#include <string.h>

#include "engine/publish.h"

#define SHORT_MONTH 28 /* nights: fewer than those of 5 placements in it are few */
#define YEARS       4  /* fiscal years that the sums of the sheet are of, at most */
#define TERMS_MAX   16
#define NO_CELL     UINT32_MAX

struct ot_withheld {
    const ot_sheet_context *context;
    const ot_outlook *outlook;
    ot_publish *publish;
    ot_period first; /* month of the census */
    size_t months;
    uint32_t (*cells)[OT_PLACEMENT_ROWS][OT_COUNTED]; /* [months] */
    int year;                                         /* first of the sums */
    uint32_t sums[YEARS][OT_PLACEMENT_ROWS][OT_COUNTED];
    uint32_t stays[OT_PLACEMENT_ROWS]; /* placements with nights in the year costed */
    ot_activity_counts counts;
    uint32_t *counted; /* [counts.count] */
};

static bool shows(const ot_withheld *w, int type)
{
    return type == OT_PLACEMENT_TYPES || ot_placement_row_shown(w->outlook, type);
}

/* Flows are missed less than what is open, types less than all of them. */
static int missed(int type, int counted)
{
    return (type == OT_PLACEMENT_TYPES) + (counted == OT_COUNTED_STOCK ? 2 : 0);
}

/* The types that are shown add up to all of them; cells by type. */
static ot_status add_types(ot_withheld *w, const uint32_t *cells, size_t stride,
                           ot_error *err)
{
    ot_publish_term terms[OT_PLACEMENT_ROWS];
    size_t count = 0;

    for (int type = 0; type < OT_PLACEMENT_ROWS; type++)
        if (shows(w, type))
            terms[count++] = (ot_publish_term){cells[(size_t)type * stride],
                                               type == OT_PLACEMENT_TYPES ? -1 : 1};
    return ot_publish_sum(w->publish, terms, count, err);
}

static ot_status add_month(ot_withheld *w, size_t month, ot_error *err)
{
    ot_period period = ot_period_shift(w->first, (int)month);
    ot_status st = OT_OK;

    for (int type = 0; type < OT_PLACEMENT_ROWS; type++)
        for (int i = 0; st == OT_OK && i < OT_COUNTED; i++) {
            int64_t count = ot_census_figure(w->outlook, (ot_counted)i, type, period);
            uint32_t *cell = &w->cells[month][type][i];

            if (i == OT_COUNTED_NIGHTS) {
                bool few = count > 0 && count < OT_PUBLISH_LEAST * SHORT_MONTH;

                st = ot_publish_cell(w->publish, few ? 0 : count, cell, err);
                if (st == OT_OK && few)
                    ot_publish_hold(w->publish, *cell);
            } else {
                st = ot_publish_cell(w->publish, count, cell, err);
            }
            if (st == OT_OK)
                ot_publish_miss(w->publish, *cell, missed(type, i));
        }
    return st;
}

/* Stock less that of a month ago, starts and moves in, with ends and moves out. */
static ot_status add_flow(ot_withheld *w, size_t month, int type, ot_error *err)
{
    static const struct {
        ot_counted counted;
        int sign;
    } flows[] = {{OT_COUNTED_STOCK, 1},
                 {OT_COUNTED_STARTS, -1},
                 {OT_COUNTED_MOVES_IN, -1},
                 {OT_COUNTED_ENDS, 1},
                 {OT_COUNTED_MOVES_OUT, 1}};
    ot_publish_term terms[6];

    for (size_t i = 0; i < 5; i++)
        terms[i] =
            (ot_publish_term){w->cells[month][type][flows[i].counted], flows[i].sign};
    terms[5] = (ot_publish_term){w->cells[month - 1][type][OT_COUNTED_STOCK], -1};
    return ot_publish_sum(w->publish, terms, 6, err);
}

static ot_status add_census(ot_withheld *w, ot_error *err)
{
    ot_status st = OT_OK;

    w->first = ot_census_whole(w->context->dataset, w->outlook);
    w->months = (size_t)((w->outlook->as_at.year - w->first.year) * OT_MONTHS +
                         w->outlook->as_at.number - w->first.number + 1);
    w->cells = malloc(w->months * sizeof *w->cells);
    if (!w->cells)
        return ot_fail_memory(err);
    for (size_t m = 0; st == OT_OK && m < w->months; m++) {
        st = add_month(w, m, err);
        for (int i = 0; st == OT_OK && i < OT_COUNTED; i++)
            st = add_types(w, &w->cells[m][0][i], OT_COUNTED, err);
        for (int type = 0; st == OT_OK && m && type < OT_PLACEMENT_ROWS; type++)
            if (shows(w, type))
                st = add_flow(w, m, type, err);
    }
    return st;
}

/* Sum of the months first..last, which are of one fiscal year. */
static ot_status add_year_sum(ot_withheld *w, size_t first, size_t last, int type,
                              int counted, uint32_t *cell, ot_error *err)
{
    ot_publish_term terms[TERMS_MAX];
    size_t count = 0;
    int64_t sum = 0;
    ot_status st;

    for (size_t m = first; m <= last; m++) {
        terms[count++] = (ot_publish_term){w->cells[m][type][counted], 1};
        sum += ot_census_figure(w->outlook, (ot_counted)counted, type,
                                ot_period_shift(w->first, (int)m));
    }
    st = ot_publish_cell(w->publish, sum, cell, err);
    if (st == OT_OK)
        ot_publish_miss(w->publish, *cell, 1 + missed(type, counted));
    terms[count++] = (ot_publish_term){*cell, -1};
    return st == OT_OK ? ot_publish_sum(w->publish, terms, count, err) : st;
}

static ot_status add_years(ot_withheld *w, ot_error *err)
{
    size_t shown = w->months < OT_PLACEMENT_MONTHS ? w->months : OT_PLACEMENT_MONTHS;
    size_t m = w->months - shown;
    ot_status st = OT_OK;

    w->year = ot_period_shift(w->first, (int)m).year;
    for (int year = 0; year < YEARS && st == OT_OK && m < w->months; year++) {
        size_t last =
            m + (size_t)(OT_MONTHS - ot_period_shift(w->first, (int)m).number);

        if (last >= w->months)
            last = w->months - 1;
        for (int i = OT_COUNTED_STARTS; i < OT_COUNTED; i++) {
            for (int type = 0; st == OT_OK && type < OT_PLACEMENT_ROWS; type++)
                st = add_year_sum(w, m, last, type, i, &w->sums[year][type][i], err);
            if (st == OT_OK)
                st = add_types(w, &w->sums[year][0][i], OT_COUNTED, err);
        }
        m = last + 1;
    }
    return st;
}

static ot_status add_stays(ot_withheld *w, ot_error *err)
{
    const ot_costing *costing = &w->outlook->costing;
    int64_t counts[OT_PLACEMENT_ROWS] = {0};
    ot_status st = OT_OK;

    for (size_t i = 0; i < costing->count; i++) {
        bool any = false;

        for (int m = 0; m < OT_MONTHS; m++)
            any |= costing->stays[i].nights[m] > 0;
        counts[w->outlook->stays.list.items[i].type] += any;
        counts[OT_PLACEMENT_TYPES] += any;
    }
    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_ROWS; type++)
        st = ot_publish_cell(w->publish, counts[type], &w->stays[type], err);
    if (st == OT_OK)
        ot_publish_miss(w->publish, w->stays[OT_PLACEMENT_TYPES], 1);
    for (int type = 0; st == OT_OK && type < OT_PLACEMENT_TYPES; type++)
        if (costing->types[type].with_fee > 0 &&
            costing->types[type].with_fee < OT_PUBLISH_LEAST)
            ot_publish_hold(w->publish, w->stays[type]); /* its mean fee */
    return st == OT_OK ? add_types(w, w->stays, 1, err) : st;
}

static uint32_t census_cell(const ot_withheld *w, ot_counted counted, int type,
                            ot_period period)
{
    int month =
        (period.year - w->first.year) * OT_MONTHS + period.number - w->first.number;

    if (!w->outlook || month < 0 || (size_t)month >= w->months)
        return NO_CELL;
    return w->cells[month][type][counted];
}

/* The cell of the census that a count of the activity sheet tells as well. */
static uint32_t same_cell(const ot_withheld *w, const ot_activity_record *record)
{
    for (int type = 0; type < OT_PLACEMENT_ROWS; type++)
        if (strcmp(record->type, ot_placement_row_code(type)) == 0)
            return census_cell(w, OT_COUNTED_STOCK, type, record->period);
    return NO_CELL;
}

/* Where the types of a month add up to its total, readers know. */
static ot_status add_activity_sum(ot_withheld *w, size_t total, ot_error *err)
{
    const ot_activity_record *items = w->counts.items;
    ot_publish_term terms[TERMS_MAX];
    size_t count = 0;
    long sum = 0;

    terms[count++] = (ot_publish_term){w->counted[total], -1};
    for (size_t i = 0; i < w->counts.count && count < TERMS_MAX; i++) {
        if (i == total || ot_period_compare(items[i].period, items[total].period) != 0)
            continue;
        sum += items[i].count;
        terms[count++] = (ot_publish_term){w->counted[i], 1};
    }
    if (sum != items[total].count)
        return OT_OK;
    return ot_publish_sum(w->publish, terms, count, err);
}

static ot_status add_activity(ot_withheld *w, ot_error *err)
{
    ot_status st = ot_activity_gather(w->context, &w->counts, err);

    if (st == OT_OK)
        w->counted = malloc((w->counts.count + 1) * sizeof *w->counted);
    if (st == OT_OK && !w->counted)
        st = ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < w->counts.count; i++) {
        const ot_activity_record *record = &w->counts.items[i];
        uint32_t same = same_cell(w, record);

        st = ot_publish_cell(w->publish, record->count, &w->counted[i], err);
        if (st == OT_OK)
            ot_publish_miss(w->publish, w->counted[i],
                            strcmp(record->type, "total") == 0 ? 3 : 2);
        if (st == OT_OK && same != NO_CELL) {
            const ot_publish_term terms[] = {{same, 1}, {w->counted[i], -1}};

            st = ot_publish_sum(w->publish, terms, 2, err);
        }
    }
    for (size_t i = 0; st == OT_OK && i < w->counts.count; i++)
        if (strcmp(w->counts.items[i].type, "total") == 0)
            st = add_activity_sum(w, i, err);
    return st;
}

/* Where a month of the year costed has its stock or its nights left out, so are the
 * amounts of the type. */
static bool hold_amounts(ot_withheld *w)
{
    bool any = false;

    for (int type = 0; type < OT_PLACEMENT_ROWS; type++) {
        bool out = false;

        for (int month = 1; month <= OT_MONTHS; month++) {
            ot_period period = {w->outlook->costing.year, month};

            out |= ot_withheld_month(w, OT_COUNTED_STOCK, type, period) ||
                   ot_withheld_month(w, OT_COUNTED_NIGHTS, type, period);
        }
        if (out && !ot_withheld_amounts(w, type)) {
            ot_publish_hold(w->publish, w->stays[type]);
            any = true;
        }
    }
    return any;
}

static ot_status decide(ot_withheld *w, ot_error *err)
{
    ot_status st;

    do {
        st = ot_publish_decide(w->publish, err);
    } while (st == OT_OK && w->outlook && hold_amounts(w));
    return st;
}

ot_status ot_withheld_make(const ot_sheet_context *context, ot_withheld **out,
                           ot_error *err)
{
    ot_withheld *w = calloc(1, sizeof *w);
    ot_status st = OT_OK;

    *out = w;
    if (!w)
        return ot_fail_memory(err);
    w->context = context;
    w->outlook = context->outlook;
    for (int i = 0; i < YEARS * OT_PLACEMENT_ROWS * OT_COUNTED; i++)
        (&w->sums[0][0][0])[i] = NO_CELL;
    w->publish = ot_publish_new();
    if (!w->publish)
        return ot_fail_memory(err);
    if (w->outlook)
        st = add_census(w, err);
    if (st == OT_OK && w->outlook)
        st = add_years(w, err);
    if (st == OT_OK && w->outlook)
        st = add_stays(w, err);
    if (st == OT_OK)
        st = add_activity(w, err);
    return st == OT_OK ? decide(w, err) : st;
}

void ot_withheld_free(ot_withheld *withheld)
{
    if (!withheld)
        return;
    ot_publish_free(withheld->publish);
    free(withheld->cells);
    free(withheld->counts.items);
    free(withheld->counted);
    free(withheld);
}

static const char *mark_of(const ot_withheld *w, uint32_t cell)
{
    if (cell == NO_CELL || ot_publish_state_of(w->publish, cell) == OT_PUBLISH_SHOWN)
        return NULL;
    return ot_publish_state_of(w->publish, cell) == OT_PUBLISH_FEW ? "<5" : "*";
}

const char *ot_withheld_month(const ot_withheld *withheld, ot_counted counted, int type,
                              ot_period period)
{
    return withheld ? mark_of(withheld, census_cell(withheld, counted, type, period))
                    : NULL;
}

const char *ot_withheld_year(const ot_withheld *withheld, ot_counted counted, int type,
                             int year)
{
    if (!withheld || year < withheld->year || year >= withheld->year + YEARS)
        return NULL;
    return mark_of(withheld, withheld->sums[year - withheld->year][type][counted]);
}

const char *ot_withheld_activity(const ot_withheld *withheld, const char *type,
                                 ot_period period)
{
    for (size_t i = 0; withheld && i < withheld->counts.count; i++) {
        const ot_activity_record *record = &withheld->counts.items[i];

        if (ot_period_compare(record->period, period) == 0 &&
            strcmp(record->type, type) == 0)
            return mark_of(withheld, withheld->counted[i]);
    }
    return NULL;
}

bool ot_withheld_amounts(const ot_withheld *withheld, int type)
{
    return withheld && mark_of(withheld, withheld->stays[type]) != NULL;
}
