/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_adopt.c - which forecast of every line is adopted, and the driver's share.
 */
#include <string.h>

#include "engine/position_internal.h"

/* Puts a copy of change before those that *list has. */
static ot_status note_change(ot_builder *builder, const ot_manager_change *change,
                             const ot_manager_change **list, ot_error *err)
{
    ot_manager_change *kept = ot_arena_get(&builder->position->arena, sizeof *kept);

    if (!kept)
        return ot_fail_memory(err);
    *kept = *change;
    kept->next = *list;
    *list = kept;
    return OT_OK;
}

/* A forecast by account covers its accounts only; the line's others stay at budget. So
 * the line's figure is its budget and, for each account covered, forecast less budget.
 */
static ot_status add_account(ot_builder *builder, const ot_leaf *leaf, ot_error *err)
{
    ot_draft *draft = &builder->drafts[leaf->line];
    ot_candidate *sum = &draft->candidates[OT_LEVEL_ACCOUNT];
    const ot_candidate *one = &leaf->candidate;

    if (leaf->ledger_period) {
        const ot_manager_change held = {.account = leaf->account,
                                        .period = leaf->ledger_period,
                                        .change = leaf->ledger_forecast - leaf->budget};

        draft->in_ledger = leaf->ledger_period;
        if (note_change(builder, &held, &draft->by_ledger, err) < 0)
            return OT_ENOMEM;
        if (ot_pence_add(&draft->ledger_change, leaf->ledger_forecast, err) < 0 ||
            ot_pence_add(&draft->ledger_change, -leaf->budget, err) < 0)
            return OT_ERANGE;
    }
    if (!one->record)
        return OT_OK;
    if (note_change(builder, &one->change, &draft->by_account, err) < 0)
        return OT_ENOMEM;
    if (!sum->record) {
        *sum = (ot_candidate){.amount = builder->lines[leaf->line].budget};
    }
    if (!sum->record || one->date > sum->date) {
        sum->record = one->record;
        sum->date = one->date;
    }
    sum->has_driver |= one->has_driver;
    if (ot_pence_add(&sum->amount, one->amount, err) < 0 ||
        ot_pence_add(&sum->amount, -leaf->budget, err) < 0)
        return OT_ERANGE;
    return ot_pence_add(&sum->driver, one->has_driver ? one->driver : 0, err);
}

/* The newest dated of the levels, then the most specific. */
static const ot_candidate *best_candidate(const ot_draft *draft)
{
    const ot_candidate *best = NULL;

    for (int level = 0; level < OT_LEVELS; level++) {
        const ot_candidate *one = &draft->candidates[level];

        if (one->record && (!best || one->date >= best->date))
            best = one;
    }
    return best;
}

bool ot_builder_counts(const ot_builder *builder, size_t line)
{
    return builder->drafts[line].current || best_candidate(&builder->drafts[line]);
}

static ot_status take_manager(ot_builder *builder, size_t i, const ot_candidate **best,
                              ot_error *err)
{
    ot_line *line = &builder->lines[i];
    const ot_draft *draft = &builder->drafts[i];

    *best = best_candidate(draft);
    if (*best) {
        line->has_manager = true;
        line->manager = (*best)->amount;
        line->manager_date = (*best)->date;
        if (*best != &draft->candidates[OT_LEVEL_ACCOUNT])
            return note_change(builder, &(*best)->change, &line->changes, err);
        line->changes = draft->by_account;
    } else if (draft->in_ledger) {
        line->has_manager = true;
        line->manager = line->budget;
        line->changes = draft->by_ledger;
        line->manager_date = ot_period_last_day(
            builder->position->options.calendar,
            (ot_period){builder->position->options.as_at.year, draft->in_ledger});
        return ot_pence_add(&line->manager, draft->ledger_change, err);
    }
    return OT_OK;
}

static bool can_use(const ot_line *line, ot_basis basis)
{
    switch (basis) {
    case OT_BASIS_MANAGER:
        return line->has_manager;
    case OT_BASIS_PLACEMENTS:
        return line->has_placements;
    case OT_BASIS_MODEL:
        return !line->idle;
    case OT_BASIS_BUDGET:
        return true;
    default:
        return false;
    }
}

static ot_basis choose_basis(const ot_position_options *options, const ot_line *line)
{
    static const ot_basis usual[] = {OT_BASIS_MANAGER, OT_BASIS_PLACEMENTS,
                                     OT_BASIS_MODEL, OT_BASIS_BUDGET};
    const ot_basis *order = options->order_count ? options->order : usual;
    size_t count = options->order_count ? options->order_count : 4;

    if (options->as_at.number >= OT_MONTHS)
        return OT_BASIS_ACTUAL;
    for (size_t i = 0; i < count; i++)
        if (can_use(line, order[i]))
            return order[i];
    return OT_BASIS_BUDGET;
}

static const char *manager_reason(ot_arena *arena, const ot_candidate *best)
{
    const ot_forecast_record *record = best ? best->record : NULL;

    if (!record)
        return "held in the ledger";
    if (*record->reason_code && *record->comment)
        return ot_arena_format(arena, "%s: %s", record->reason_code, record->comment);
    if (*record->reason_code || *record->comment)
        return ot_arena_format(arena, "%s%s", record->reason_code, record->comment);
    return "no reason given";
}

static const char *other_reason(ot_arena *arena, const ot_line *line,
                                const ot_forecast_record *expired)
{
    char date[OT_PERIOD_TEXT];
    const char *why = "no manager's forecast";

    if (expired)
        why = ot_arena_format(arena, "manager's forecast of %s has expired",
                              ot_date_text(expired->date, date));
    else if (line->has_manager)
        why = "as the profile orders";
    if (!why)
        return NULL;
    if (line->basis == OT_BASIS_PLACEMENTS)
        return ot_arena_format(
            arena,
            "%s; placements with contingency, shared by the lines' own projections",
            why);
    if (line->basis == OT_BASIS_BUDGET)
        return ot_arena_format(arena, "%s; revised budget", why);
    return ot_arena_format(arena, "%s; %s, %zu month%s", why, line->projection.method,
                           line->projection.months_used,
                           line->projection.months_used == 1 ? "" : "s");
}

static ot_status state_reason(ot_builder *builder, size_t i, const ot_candidate *best,
                              ot_error *err)
{
    ot_line *line = &builder->lines[i];
    ot_arena *arena = &builder->position->arena;

    if (line->basis == OT_BASIS_ACTUAL)
        line->reason = "the year is complete";
    else if (line->basis == OT_BASIS_MANAGER)
        line->reason = manager_reason(arena, best);
    else
        line->reason = other_reason(arena, line, builder->drafts[i].expired);
    return line->reason ? OT_OK : ot_fail_memory(err);
}

/* Declared with the adopted forecast or, at year end, the last one; else tagged on the
 * ledger; else, of placements, what their model says; else none. */
static void split_driver(const ot_builder *builder, ot_line *line,
                         const ot_candidate *best)
{
    if (!builder->position->options.driver.id)
        return;
    if (best && best->has_driver &&
        (line->basis == OT_BASIS_MANAGER || line->basis == OT_BASIS_ACTUAL)) {
        line->driver_basis = OT_DRIVER_DECLARED;
        line->driver = best->driver;
    } else if (line->has_tagged) {
        line->driver_basis = OT_DRIVER_TAGGED;
        line->driver = line->tagged;
    } else if (line->basis == OT_BASIS_PLACEMENTS && line->has_placements_driver) {
        line->driver_basis = OT_DRIVER_MODELLED;
        line->driver = line->placements_driver;
    }
}

static ot_status adopt_line(ot_builder *builder, size_t i, ot_error *err)
{
    ot_line *line = &builder->lines[i];
    const ot_position *position = builder->position;
    const ot_candidate *best;
    ot_status st = take_manager(builder, i, &best, err);

    if (st < 0)
        return st;
    line->months = position->series + i * position->months;
    line->basis = choose_basis(&position->options, line);
    if (line->basis == OT_BASIS_MANAGER)
        line->forecast = line->manager;
    else if (line->basis == OT_BASIS_PLACEMENTS)
        line->forecast = line->placements;
    else if (line->basis == OT_BASIS_MODEL)
        line->forecast = line->projection.outturn;
    else
        line->forecast = line->basis == OT_BASIS_ACTUAL ? line->actual : line->budget;
    split_driver(builder, line, best);
    st = ot_position_model_driver(position, line->months, &line->has_modelled,
                                  &line->modelled, err);
    if (st < 0)
        return st;
    return state_reason(builder, i, best, err);
}

ot_status ot_builder_adopt(ot_builder *builder, ot_error *err)
{
    ot_status st = OT_OK;
    size_t kept = 0;

    for (size_t i = 0; st == OT_OK && i < builder->leaf_count; i++)
        st = add_account(builder, &builder->leaves[i], err);
    for (size_t i = 0; st == OT_OK && i < builder->line_count; i++) {
        if (!ot_builder_counts(builder, i))
            continue;
        st = adopt_line(builder, i, err);
        if (st == OT_OK)
            builder->lines[kept++] = builder->lines[i];
    }
    builder->line_count = kept;
    return st;
}
