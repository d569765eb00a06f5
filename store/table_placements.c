/* SPDX-License-Identifier: GPL-3.0-or-later */
/* table_placements.c - how the records of children's placements, and of what they were
 * paid, lie in their tables. Years and periods are those of the slice. */
#include "store/table.h"

#define EPISODE_COLUMNS                                                                \
    "child, start_date, end_date, reason_new, legal_status, need, place, provider,"    \
    " reason_end, reason_change, urn, line"
#define CHILD_COLUMNS "child, adult, line"
#define UASC_COLUMNS  "child, until_date, line"
#define COST_COLUMNS                                                                   \
    "child, start_date, end_date, element, weekly_fee, education, health,"             \
    " total_to_date, line"

static void describe_episode(const void *record, ot_entry *entry)
{
    const ot_episode_record *episode = record;

    entry->slice.year = episode->year;
    entry->line = episode->line;
}

static void put_episode(ot_stmt *stmt, const void *record)
{
    const ot_episode_record *episode = record;

    ot_stmt_bind_text(stmt, episode->child);
    ot_stmt_bind_int(stmt, episode->start);
    ot_stmt_bind_int(stmt, episode->end);
    ot_stmt_bind_text(stmt, episode->reason_new);
    ot_stmt_bind_text(stmt, episode->legal_status);
    ot_stmt_bind_text(stmt, episode->need);
    ot_stmt_bind_text(stmt, episode->place);
    ot_stmt_bind_text(stmt, episode->provider);
    ot_stmt_bind_text(stmt, episode->reason_end);
    ot_stmt_bind_text(stmt, episode->reason_change);
    ot_stmt_bind_text(stmt, episode->urn);
    ot_stmt_bind_int(stmt, episode->line);
}

static void get_episode(ot_row *row, void *record)
{
    ot_episode_record *episode = record;

    episode->year = (int)ot_row_next_int(row);
    episode->child = ot_row_next_text(row);
    episode->start = (ot_date)ot_row_next_int(row);
    episode->end = (ot_date)ot_row_next_int(row);
    episode->reason_new = ot_row_next_text(row);
    episode->legal_status = ot_row_next_text(row);
    episode->need = ot_row_next_text(row);
    episode->place = ot_row_next_text(row);
    episode->provider = ot_row_next_text(row);
    episode->reason_end = ot_row_next_text(row);
    episode->reason_change = ot_row_next_text(row);
    episode->urn = ot_row_next_text(row);
    episode->line = (long)ot_row_next_int(row);
}

const ot_table ot_table_episodes = {
    OT_TABLE_INSERT("episode", EPISODE_COLUMNS, "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
    OT_TABLE_SELECT("episode", "year, " EPISODE_COLUMNS, "year, seq"),
    sizeof(ot_episode_record),
    describe_episode,
    put_episode,
    get_episode};

static void describe_child(const void *record, ot_entry *entry)
{
    const ot_child_record *child = record;

    entry->slice.year = child->year;
    entry->line = child->line;
}

static void put_child(ot_stmt *stmt, const void *record)
{
    const ot_child_record *child = record;

    ot_stmt_bind_text(stmt, child->child);
    ot_stmt_bind_int(stmt, child->adult);
    ot_stmt_bind_int(stmt, child->line);
}

static void get_child(ot_row *row, void *record)
{
    ot_child_record *child = record;

    child->year = (int)ot_row_next_int(row);
    child->child = ot_row_next_text(row);
    child->adult = (ot_date)ot_row_next_int(row);
    child->line = (long)ot_row_next_int(row);
}

const ot_table ot_table_children = {
    OT_TABLE_INSERT("child", CHILD_COLUMNS, "?, ?, ?"),
    OT_TABLE_SELECT("child", "year, " CHILD_COLUMNS, "year, seq"),
    sizeof(ot_child_record),
    describe_child,
    put_child,
    get_child};

static void describe_uasc(const void *record, ot_entry *entry)
{
    const ot_uasc_record *uasc = record;

    entry->slice.year = uasc->year;
    entry->line = uasc->line;
}

static void put_uasc(ot_stmt *stmt, const void *record)
{
    const ot_uasc_record *uasc = record;

    ot_stmt_bind_text(stmt, uasc->child);
    ot_stmt_bind_int(stmt, uasc->until);
    ot_stmt_bind_int(stmt, uasc->line);
}

static void get_uasc(ot_row *row, void *record)
{
    ot_uasc_record *uasc = record;

    uasc->year = (int)ot_row_next_int(row);
    uasc->child = ot_row_next_text(row);
    uasc->until = (ot_date)ot_row_next_int(row);
    uasc->line = (long)ot_row_next_int(row);
}

const ot_table ot_table_uasc = {
    OT_TABLE_INSERT("uasc", UASC_COLUMNS, "?, ?, ?"),
    OT_TABLE_SELECT("uasc", "year, " UASC_COLUMNS, "year, seq"),
    sizeof(ot_uasc_record),
    describe_uasc,
    put_uasc,
    get_uasc};

static void describe_cost(const void *record, ot_entry *entry)
{
    const ot_placement_cost_record *cost = record;

    entry->slice.year = cost->year;
    entry->line = cost->line;
}

static void bind_amount(ot_stmt *stmt, bool has, ot_pence amount)
{
    if (has)
        ot_stmt_bind_int(stmt, amount);
    else
        ot_stmt_bind_null(stmt);
}

static void put_cost(ot_stmt *stmt, const void *record)
{
    const ot_placement_cost_record *cost = record;

    ot_stmt_bind_text(stmt, cost->child);
    ot_stmt_bind_int(stmt, cost->start);
    ot_stmt_bind_int(stmt, cost->end);
    ot_stmt_bind_text(stmt, cost->element);
    bind_amount(stmt, cost->has_weekly, cost->weekly_fee);
    ot_stmt_bind_int(stmt, cost->education);
    ot_stmt_bind_int(stmt, cost->health);
    bind_amount(stmt, cost->has_total, cost->total_to_date);
    ot_stmt_bind_int(stmt, cost->line);
}

static void get_cost(ot_row *row, void *record)
{
    ot_placement_cost_record *cost = record;

    cost->year = (int)ot_row_next_int(row);
    cost->child = ot_row_next_text(row);
    cost->start = (ot_date)ot_row_next_int(row);
    cost->end = (ot_date)ot_row_next_int(row);
    cost->element = ot_row_next_text(row);
    cost->has_weekly = !ot_stmt_null(row->stmt, row->column);
    cost->weekly_fee = ot_row_next_int(row);
    cost->education = ot_row_next_int(row);
    cost->health = ot_row_next_int(row);
    cost->has_total = !ot_stmt_null(row->stmt, row->column);
    cost->total_to_date = ot_row_next_int(row);
    cost->line = (long)ot_row_next_int(row);
}

const ot_table ot_table_placement_costs = {
    OT_TABLE_INSERT("placement_cost", COST_COLUMNS, "?, ?, ?, ?, ?, ?, ?, ?, ?"),
    OT_TABLE_SELECT("placement_cost", "year, " COST_COLUMNS, "year, seq"),
    sizeof(ot_placement_cost_record),
    describe_cost,
    put_cost,
    get_cost};

#define PAYMENT_COLUMNS  "provider, child, cost_centre, amount, lines, line"
#define PROVIDER_COLUMNS "provider, supplier, line"

static void describe_payment(const void *record, ot_entry *entry)
{
    const ot_payment_record *payment = record;

    entry->slice.year = payment->period.year;
    entry->slice.period = payment->period.number;
    entry->amount = payment->amount;
    entry->line = payment->line;
}

static void put_payment(ot_stmt *stmt, const void *record)
{
    const ot_payment_record *payment = record;

    ot_stmt_bind_text(stmt, payment->provider);
    ot_stmt_bind_text(stmt, payment->child);
    ot_stmt_bind_text(stmt, payment->cost_centre);
    ot_stmt_bind_int(stmt, payment->amount);
    ot_stmt_bind_int(stmt, payment->lines);
    ot_stmt_bind_int(stmt, payment->line);
}

static void get_payment(ot_row *row, void *record)
{
    ot_payment_record *payment = record;

    payment->period.year = (int)ot_row_next_int(row);
    payment->period.number = (int)ot_row_next_int(row);
    payment->provider = ot_row_next_text(row);
    payment->child = ot_row_next_text(row);
    payment->cost_centre = ot_row_next_text(row);
    payment->amount = ot_row_next_int(row);
    payment->lines = (long)ot_row_next_int(row);
    payment->line = (long)ot_row_next_int(row);
}

const ot_table ot_table_payments = {
    OT_TABLE_INSERT("payment", PAYMENT_COLUMNS, "?, ?, ?, ?, ?, ?"),
    OT_TABLE_SELECT("payment", "year, period, " PAYMENT_COLUMNS, "year, period, seq"),
    sizeof(ot_payment_record),
    describe_payment,
    put_payment,
    get_payment};

static void describe_provider(const void *record, ot_entry *entry)
{
    entry->line = ((const ot_provider_record *)record)->line;
}

static void put_provider(ot_stmt *stmt, const void *record)
{
    const ot_provider_record *provider = record;

    ot_stmt_bind_text(stmt, provider->provider);
    ot_stmt_bind_text(stmt, provider->supplier);
    ot_stmt_bind_int(stmt, provider->line);
}

static void get_provider(ot_row *row, void *record)
{
    ot_provider_record *provider = record;

    provider->provider = ot_row_next_text(row);
    provider->supplier = ot_row_next_text(row);
    provider->line = (long)ot_row_next_int(row);
}

const ot_table ot_table_providers = {
    OT_TABLE_INSERT("provider", PROVIDER_COLUMNS, "?, ?, ?"),
    OT_TABLE_SELECT("provider", PROVIDER_COLUMNS, "now.import, seq"),
    sizeof(ot_provider_record),
    describe_provider,
    put_provider,
    get_provider};
