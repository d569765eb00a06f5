/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_managers.c - managers' forecasts brought to the lines they speak of.
 *
 * Of several forecasts for the same codes the newest dated counts (the later record
 * where dates are equal), if dated not later than the end of the month after the as-at
 * period and not expired before the as-at period's end. A forecast for a cost centre or
 * a subjective group is split over its lines: each line keeps its revised budget, and
 * the change on the budget is shared in proportion to the size of the lines' budgets,
 * to the penny. Where several levels speak of one line, the newest dated counts, then
 * the most specific. */
#include <stdlib.h>
#include <string.h>

#include "engine/position_internal.h"

#define DAYS 31 /* no month is longer: dates are yyyymmdd */

/* A forecast with its codes resolved. */
typedef struct scope {
    const ot_forecast_record *record;
    ot_level level;
    ot_fund fund;
    uint32_t input; /* place in the input */
    bool expired;
} scope;

static int compare_codes(const scope *a, const scope *b)
{
    int by = strcmp(a->record->cost_centre, b->record->cost_centre);

    if (!by)
        by = (int)a->level - (int)b->level;
    if (!by)
        by = a->record->subjective_group - b->record->subjective_group;
    if (!by)
        by = strcmp(a->record->account, b->record->account);
    return by ? by : (int)a->fund - (int)b->fund;
}

static int compare_scopes(const void *left, const void *right)
{
    const scope *a = left, *b = right;
    int by = compare_codes(a, b);

    if (!by)
        by = (a->record->date > b->record->date) - (a->record->date < b->record->date);
    return by ? by : (a->input > b->input) - (a->input < b->input);
}

/* The first of the leaves (in order of code) that belong to a cost centre. */
static size_t first_leaf_of(const ot_builder *builder, const char *code)
{
    size_t low = 0, high = builder->leaf_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(builder->leaves[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The fund of a cost centre's leaves where they all have one. */
static bool fund_of_leaves(const ot_builder *builder, const char *code, ot_fund *fund)
{
    size_t first = first_leaf_of(builder, code), i = first;

    for (; i < builder->leaf_count && strcmp(builder->leaves[i].code, code) == 0; i++)
        if (builder->leaves[i].fund != builder->leaves[first].fund)
            return false;
    if (i > first)
        *fund = builder->leaves[first].fund;
    return i > first;
}

static scope make_scope(const ot_builder *builder, const ot_forecast_record *record,
                        uint32_t input)
{
    const ot_position_options *options = &builder->position->options;
    uint32_t count;
    uint32_t place =
        ot_structure_find_cost_centre(builder->structure, record->cost_centre);
    scope made = {.record = record, .input = input, .fund = OT_NON_DSG};

    if (*record->account)
        made.level = OT_LEVEL_ACCOUNT;
    else
        made.level = record->subjective_group ? OT_LEVEL_GROUP : OT_LEVEL_COST_CENTRE;
    if (*record->fund)
        made.fund = strcmp(record->fund, "DSG") == 0 ? OT_DSG : OT_NON_DSG;
    else if (!fund_of_leaves(builder, record->cost_centre, &made.fund) &&
             place != OT_NONE)
        made.fund = ot_structure_cost_centres(builder->structure, &count)[place].fund;
    made.expired =
        record->expires &&
        record->expires < ot_period_last_day(options->calendar, options->as_at);
    return made;
}

static bool in_scope(const ot_builder *builder, const scope *s, const ot_leaf *leaf)
{
    if (leaf->fund != s->fund)
        return false;
    if (s->level == OT_LEVEL_ACCOUNT)
        return strcmp(leaf->account, s->record->account) == 0;
    return s->level == OT_LEVEL_COST_CENTRE ||
           builder->lines[leaf->line].subjective_group == s->record->subjective_group;
}

/* Leaf numbers of a scope: of lines of this year, else of lines that earlier years had.
 * *count 0 where the ledger has none. NULL: no memory. */
static uint32_t *leaves_in(const ot_builder *builder, const scope *s, size_t *count)
{
    size_t first = first_leaf_of(builder, s->record->cost_centre), end = first;
    uint32_t *found;

    while (end < builder->leaf_count &&
           strcmp(builder->leaves[end].code, s->record->cost_centre) == 0)
        end++;
    found = malloc((end - first + 1) * sizeof *found);
    *count = 0;
    for (int earlier = 0; found && !*count && earlier < 2; earlier++)
        for (size_t i = first; i < end; i++)
            if (in_scope(builder, s, &builder->leaves[i]) &&
                builder->drafts[builder->leaves[i].line].current != earlier)
                found[(*count)++] = (uint32_t)i;
    return found;
}

/* What a record says, split over `count` budgets. amounts, drivers: [count]. *all gets
 * its change on all of them. */
static ot_status split_forecast(const ot_forecast_record *record,
                                const ot_pence *budgets, size_t count,
                                ot_pence *amounts, ot_pence *drivers,
                                ot_manager_change *all, ot_error *err)
{
    ot_status st = OT_OK;

    *all = (ot_manager_change){
        .record = record, .account = "", .whole = record->amount, .places = count};
    for (size_t i = 0; st == OT_OK && i < count; i++)
        st = ot_pence_add(&all->budget, budgets[i], err);
    if (st == OT_OK && !record->is_change)
        st = ot_pence_add(&all->whole, -all->budget, err);
    if (st == OT_OK)
        st = ot_pence_split(all->whole, budgets, count, amounts, err);
    if (st == OT_OK)
        st = ot_pence_split(record->driver, budgets, count, drivers, err);
    for (size_t i = 0; st == OT_OK && i < count; i++)
        st = ot_pence_add(&amounts[i], budgets[i], err);
    return st;
}

/* The same line may stand in several leaves: lines[] gets each once. */
static size_t distinct_lines(const ot_builder *builder, const uint32_t *leaves,
                             size_t count, uint32_t *lines)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t line = builder->leaves[leaves[i]].line;
        size_t at = 0;

        while (at < found && lines[at] != line)
            at++;
        if (at == found)
            lines[found++] = line;
    }
    return found;
}

static ot_status give_to_places(ot_builder *builder, const scope *s, uint32_t *places,
                                size_t count, ot_error *err)
{
    bool by_leaf = s->level == OT_LEVEL_ACCOUNT;
    ot_pence *budgets = calloc(count * 3, sizeof *budgets);
    ot_pence *amounts, *drivers;
    ot_manager_change all;
    ot_status st;

    if (!budgets)
        return ot_fail_memory(err);
    amounts = budgets + count;
    drivers = amounts + count;
    if (!by_leaf)
        count = distinct_lines(builder, places, count, places);
    for (size_t i = 0; i < count; i++)
        budgets[i] = by_leaf ? builder->leaves[places[i]].budget
                             : builder->lines[places[i]].budget;
    st = split_forecast(s->record, budgets, count, amounts, drivers, &all, err);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        ot_candidate *candidate =
            by_leaf ? &builder->leaves[places[i]].candidate
                    : &builder->drafts[places[i]].candidates[s->level];

        all.account = by_leaf ? builder->leaves[places[i]].account : "";
        all.change = amounts[i] - budgets[i];
        all.driver = drivers[i];
        *candidate = (ot_candidate){s->record,  s->record->date,
                                    amounts[i], s->record->has_driver,
                                    drivers[i], all};
    }
    free(budgets);
    return st;
}

/* A forecast where the ledger has nothing: a line of its own, so that it counts. */
static ot_status open_line(ot_builder *builder, const scope *s, ot_error *err)
{
    const ot_forecast_record *record = s->record;
    uint32_t count, line;
    uint32_t area = ot_structure_area_of(builder->structure, record->cost_centre,
                                         record->account, NULL);
    uint32_t account = ot_structure_find_account(builder->structure, record->account);
    int group = record->subjective_group;
    ot_status st;

    size_t first = first_leaf_of(builder, record->cost_centre);
    bool others = first < builder->leaf_count &&
                  strcmp(builder->leaves[first].code, record->cost_centre) == 0;

    if (*record->account)
        group = account == OT_NONE
                    ? 0
                    : ot_structure_accounts(builder->structure, &count)[account]
                          .subjective_group;
    st = ot_builder_line(builder, 0, record->cost_centre, group, s->fund, area, &line,
                         err);
    if (st == OT_OK)
        st = ot_builder_leaf(builder, record->cost_centre, record->account, s->fund,
                             line, err);
    if (st == OT_OK)
        builder->drafts[line].current = true;
    if (st == OT_OK && record->amount)
        st = ot_findings_add(
            builder->findings, others, "forecasts", record->cost_centre,
            &record->amount, err,
            "a forecast for cost centre %s stands where the ledger has no budget and "
            "no "
            "spend%s",
            record->cost_centre,
            others
                ? ", though it has some under other codes: is the fund or group right?"
                : "");
    return st;
}

static int compare_leaves(const void *left, const void *right)
{
    const ot_leaf *a = left, *b = right;
    int by = strcmp(a->code, b->code);

    if (!by)
        by = strcmp(a->account, b->account);
    if (!by)
        by = (int)a->fund - (int)b->fund;
    return by ? by : (a->line > b->line) - (a->line < b->line);
}

static void sort_leaves(ot_builder *builder)
{
    if (builder->leaf_count)
        qsort(builder->leaves, builder->leaf_count, sizeof *builder->leaves,
              compare_leaves);
}

/* A forecast for a cost centre that is not in the structure, or two for the same codes
 * of one date, of which only the later counts: a person should look. */
static ot_status tell_scope(ot_builder *builder, const scope *s, const scope *before,
                            ot_error *err)
{
    const ot_forecast_record *record = s->record;

    if (!s->expired && ot_structure_find_cost_centre(builder->structure,
                                                     record->cost_centre) == OT_NONE)
        return ot_findings_add(
            builder->findings, true, "forecasts", record->cost_centre, &record->amount,
            err,
            "a manager's forecast names cost centre %s, which is not "
            "in the structure; it is not counted",
            record->cost_centre);
    if (before && compare_codes(before, s) == 0 && before->record->date == record->date)
        return ot_findings_add(
            builder->findings, true, "forecasts", record->cost_centre,
            &before->record->amount, err,
            "two forecasts for the same codes of cost centre %s bear "
            "one date: the later in the file counts, this one does not",
            record->cost_centre);
    return OT_OK;
}

/* Forecasts that count, in order of codes; the superseded taken out. Those input until
 * the end of the year's first month are last year's. */
static ot_status current_scopes(ot_builder *builder, scope *scopes, size_t *count,
                                ot_error *err)
{
    const ot_position_options *options = &builder->position->options;
    ot_date until =
        ot_period_last_day(options->calendar, ot_period_shift(options->as_at, 1));
    ot_date after =
        ot_period_last_day(options->calendar, (ot_period){options->as_at.year, 1});
    size_t given, kept = 0, opening = 0;
    const ot_forecast_record *records = ot_dataset_forecasts(builder->dataset, &given);
    ot_status st = OT_OK;

    for (size_t i = 0; i < given; i++) {
        ot_date date = records[i].date;

        if (!date || (date > after && date <= until))
            scopes[kept++] = make_scope(builder, &records[i], (uint32_t)i);
        opening += date <= after && date > after - DAYS;
    }
    if (opening)
        st = ot_findings_add(builder->findings, false, "forecasts", "opening month",
                             NULL, err,
                             "%zu forecasts input in the year's first month are last "
                             "year's and not counted",
                             opening);
    qsort(scopes, kept, sizeof *scopes, compare_scopes);
    *count = 0;
    for (size_t i = 0; st == OT_OK && i < kept; i++) {
        if (i + 1 < kept && compare_codes(&scopes[i], &scopes[i + 1]) == 0)
            continue;
        st = tell_scope(builder, &scopes[i], i ? &scopes[i - 1] : NULL, err);
        if (ot_structure_find_cost_centre(builder->structure,
                                          scopes[i].record->cost_centre) != OT_NONE)
            scopes[(*count)++] = scopes[i];
    }
    return st;
}

static ot_status read_scope(ot_builder *builder, const scope *s, ot_error *err)
{
    size_t count;
    uint32_t *leaves = leaves_in(builder, s, &count);
    ot_status st = leaves ? OT_OK : ot_fail_memory(err);

    if (st == OT_OK && s->expired) {
        for (size_t i = 0; i < count; i++)
            builder->drafts[builder->leaves[leaves[i]].line].expired = s->record;
    } else if (st == OT_OK && count) {
        st = give_to_places(builder, s, leaves, count, err);
    }
    free(leaves);
    return st;
}

ot_status ot_builder_read_forecasts(ot_builder *builder, ot_error *err)
{
    size_t given, count = 0, leaves_before = builder->leaf_count;
    scope *scopes;
    ot_status st;

    ot_dataset_forecasts(builder->dataset, &given);
    scopes = malloc((given + 1) * sizeof *scopes);
    if (!scopes)
        return ot_fail_memory(err);
    sort_leaves(builder);
    st = current_scopes(builder, scopes, &count, err);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        size_t found, all = builder->leaf_count;
        uint32_t *leaves;

        builder->leaf_count = leaves_before;
        leaves = leaves_in(builder, &scopes[i], &found);
        builder->leaf_count = all;
        if (!leaves)
            st = ot_fail_memory(err);
        else if (!found && !scopes[i].expired)
            st = open_line(builder, &scopes[i], err);
        free(leaves);
    }
    sort_leaves(builder);
    for (size_t i = 0; st == OT_OK && i < count; i++)
        st = read_scope(builder, &scopes[i], err);
    free(scopes);
    return st;
}
