/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/table.h"

const char *ot_row_next_text(ot_row *row)
{
    const char *copy =
        ot_arena_copy(row->arena, ot_stmt_text(row->stmt, row->column++));

    if (!copy)
        row->no_memory = true;
    return copy;
}

int64_t ot_row_next_int(ot_row *row)
{
    return ot_stmt_int(row->stmt, row->column++);
}

#define INSERT OT_TABLE_INSERT
#define SELECT OT_TABLE_SELECT

#define SERVICE_COLUMNS                                                                \
    "service, name, code, service_group, total_label, budget_manager, position, line"

static void describe_service(const void *record, ot_entry *entry)
{
    entry->line = ((const ot_service_record *)record)->line;
}

static void put_service(ot_stmt *stmt, const void *record)
{
    const ot_service_record *service = record;

    ot_stmt_bind_text(stmt, service->service);
    ot_stmt_bind_text(stmt, service->name);
    ot_stmt_bind_text(stmt, service->code);
    ot_stmt_bind_text(stmt, service->group);
    ot_stmt_bind_text(stmt, service->total_label);
    ot_stmt_bind_text(stmt, service->budget_manager);
    ot_stmt_bind_int(stmt, service->order);
    ot_stmt_bind_int(stmt, service->line);
}

static void get_service(ot_row *row, void *record)
{
    ot_service_record *service = record;

    service->service = ot_row_next_text(row);
    service->name = ot_row_next_text(row);
    service->code = ot_row_next_text(row);
    service->group = ot_row_next_text(row);
    service->total_label = ot_row_next_text(row);
    service->budget_manager = ot_row_next_text(row);
    service->order = (long)ot_row_next_int(row);
    service->line = (long)ot_row_next_int(row);
}

#define COST_CENTRE_COLUMNS                                                            \
    "cost_centre, name, service, service_group, manager, fund, line"

static void describe_cost_centre(const void *record, ot_entry *entry)
{
    entry->line = ((const ot_cost_centre_record *)record)->line;
}

static void put_cost_centre(ot_stmt *stmt, const void *record)
{
    const ot_cost_centre_record *centre = record;

    ot_stmt_bind_text(stmt, centre->cost_centre);
    ot_stmt_bind_text(stmt, centre->name);
    ot_stmt_bind_text(stmt, centre->service);
    ot_stmt_bind_text(stmt, centre->group);
    ot_stmt_bind_text(stmt, centre->manager);
    ot_stmt_bind_text(stmt, centre->fund);
    ot_stmt_bind_int(stmt, centre->line);
}

static void get_cost_centre(ot_row *row, void *record)
{
    ot_cost_centre_record *centre = record;

    centre->cost_centre = ot_row_next_text(row);
    centre->name = ot_row_next_text(row);
    centre->service = ot_row_next_text(row);
    centre->group = ot_row_next_text(row);
    centre->manager = ot_row_next_text(row);
    centre->fund = ot_row_next_text(row);
    centre->line = (long)ot_row_next_int(row);
}

#define ACCOUNT_COLUMNS "account, name, subjective_group, income, line"

static void describe_account(const void *record, ot_entry *entry)
{
    entry->line = ((const ot_account_record *)record)->line;
}

static void put_account(ot_stmt *stmt, const void *record)
{
    const ot_account_record *account = record;

    ot_stmt_bind_text(stmt, account->account);
    ot_stmt_bind_text(stmt, account->name);
    ot_stmt_bind_int(stmt, account->subjective_group);
    ot_stmt_bind_int(stmt, account->income);
    ot_stmt_bind_int(stmt, account->line);
}

static void get_account(ot_row *row, void *record)
{
    ot_account_record *account = record;

    account->account = ot_row_next_text(row);
    account->name = ot_row_next_text(row);
    account->subjective_group = (int)ot_row_next_int(row);
    account->income = ot_row_next_int(row) != 0;
    account->line = (long)ot_row_next_int(row);
}

#define HIGH_RISK_COLUMNS                                                              \
    "area, parent, manager, cost_centres, accounts, position, line"

static void describe_high_risk(const void *record, ot_entry *entry)
{
    entry->line = ((const ot_high_risk_record *)record)->line;
}

static void put_high_risk(ot_stmt *stmt, const void *record)
{
    const ot_high_risk_record *area = record;

    ot_stmt_bind_text(stmt, area->area);
    ot_stmt_bind_text(stmt, area->parent);
    ot_stmt_bind_text(stmt, area->manager);
    ot_stmt_bind_text(stmt, area->cost_centres);
    ot_stmt_bind_text(stmt, area->accounts);
    ot_stmt_bind_int(stmt, area->order);
    ot_stmt_bind_int(stmt, area->line);
}

static void get_high_risk(ot_row *row, void *record)
{
    ot_high_risk_record *area = record;

    area->area = ot_row_next_text(row);
    area->parent = ot_row_next_text(row);
    area->manager = ot_row_next_text(row);
    area->cost_centres = ot_row_next_text(row);
    area->accounts = ot_row_next_text(row);
    area->order = (long)ot_row_next_int(row);
    area->line = (long)ot_row_next_int(row);
}

#define FORECAST_COLUMNS                                                               \
    "cost_centre, account, fund, subjective_group, is_change, amount, driver,"         \
    " reason_code, comment, author, date, expires, line, returned"

/* Dates are yyyymmdd. */
static void describe_forecast(const void *record, ot_entry *entry)
{
    const ot_forecast_record *forecast = record;

    entry->slice.part = forecast->cost_centre;
    entry->slice.year = forecast->date / 10000;
    entry->slice.period =
        forecast->date / 100 % 100 + (forecast->returned ? OT_SLICE_RETURNED : 0);
    entry->amount = forecast->amount;
    entry->line = forecast->line;
}

static void put_forecast(ot_stmt *stmt, const void *record)
{
    const ot_forecast_record *forecast = record;

    ot_stmt_bind_text(stmt, forecast->cost_centre);
    ot_stmt_bind_text(stmt, forecast->account);
    ot_stmt_bind_text(stmt, forecast->fund);
    ot_stmt_bind_int(stmt, forecast->subjective_group);
    ot_stmt_bind_int(stmt, forecast->is_change);
    ot_stmt_bind_int(stmt, forecast->amount);
    if (forecast->has_driver)
        ot_stmt_bind_int(stmt, forecast->driver);
    else
        ot_stmt_bind_null(stmt);
    ot_stmt_bind_text(stmt, forecast->reason_code);
    ot_stmt_bind_text(stmt, forecast->comment);
    ot_stmt_bind_text(stmt, forecast->author);
    ot_stmt_bind_int(stmt, forecast->date);
    ot_stmt_bind_int(stmt, forecast->expires);
    ot_stmt_bind_int(stmt, forecast->line);
    ot_stmt_bind_int(stmt, forecast->returned);
}

static void get_forecast(ot_row *row, void *record)
{
    ot_forecast_record *forecast = record;

    forecast->cost_centre = ot_row_next_text(row);
    forecast->account = ot_row_next_text(row);
    forecast->fund = ot_row_next_text(row);
    forecast->subjective_group = (int)ot_row_next_int(row);
    forecast->is_change = ot_row_next_int(row) != 0;
    forecast->amount = ot_row_next_int(row);
    forecast->has_driver = !ot_stmt_null(row->stmt, row->column);
    forecast->driver = ot_row_next_int(row);
    forecast->reason_code = ot_row_next_text(row);
    forecast->comment = ot_row_next_text(row);
    forecast->author = ot_row_next_text(row);
    forecast->date = (ot_date)ot_row_next_int(row);
    forecast->expires = (ot_date)ot_row_next_int(row);
    forecast->line = (long)ot_row_next_int(row);
    forecast->returned = ot_row_next_int(row) != 0;
}

static void describe_activity(const void *record, ot_entry *entry)
{
    const ot_activity_record *activity = record;

    entry->slice =
        (ot_slice){activity->type, activity->period.year, activity->period.number};
    entry->amount = activity->count;
    entry->line = activity->line;
}

/* Type and period are the slice's. */
static void put_activity(ot_stmt *stmt, const void *record)
{
    const ot_activity_record *activity = record;

    ot_stmt_bind_int(stmt, activity->count);
    ot_stmt_bind_int(stmt, activity->line);
}

static void get_activity(ot_row *row, void *record)
{
    ot_activity_record *activity = record;

    activity->type = ot_row_next_text(row);
    activity->period.year = (int)ot_row_next_int(row);
    activity->period.number = (int)ot_row_next_int(row);
    activity->count = (long)ot_row_next_int(row);
    activity->line = (long)ot_row_next_int(row);
}

static const ot_table tables[OT_KINDS] = {
    [OT_KIND_SERVICES] = {INSERT("service", SERVICE_COLUMNS, "?, ?, ?, ?, ?, ?, ?, ?"),
                          SELECT("service", SERVICE_COLUMNS, "now.import, seq"),
                          sizeof(ot_service_record), describe_service, put_service,
                          get_service},
    [OT_KIND_COST_CENTRES] = {INSERT("cost_centre", COST_CENTRE_COLUMNS,
                                     "?, ?, ?, ?, ?, ?, ?"),
                              SELECT("cost_centre", COST_CENTRE_COLUMNS,
                                     "now.import, seq"),
                              sizeof(ot_cost_centre_record), describe_cost_centre,
                              put_cost_centre, get_cost_centre},
    [OT_KIND_ACCOUNTS] = {INSERT("account", ACCOUNT_COLUMNS, "?, ?, ?, ?, ?"),
                          SELECT("account", ACCOUNT_COLUMNS, "now.import, seq"),
                          sizeof(ot_account_record), describe_account, put_account,
                          get_account},
    [OT_KIND_HIGH_RISK] = {INSERT("high_risk", HIGH_RISK_COLUMNS,
                                  "?, ?, ?, ?, ?, ?, ?"),
                           SELECT("high_risk", HIGH_RISK_COLUMNS, "now.import, seq"),
                           sizeof(ot_high_risk_record), describe_high_risk,
                           put_high_risk, get_high_risk},
    [OT_KIND_FORECASTS] = {INSERT("forecast", FORECAST_COLUMNS,
                                  "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"),
                           SELECT("forecast", FORECAST_COLUMNS,
                                  "now.import, line, seq"),
                           sizeof(ot_forecast_record), describe_forecast, put_forecast,
                           get_forecast},
    [OT_KIND_ACTIVITY] = {INSERT("activity", "count, line", "?, ?"),
                          SELECT("activity", "part, year, period, count, line",
                                 "year, period, part, seq"),
                          sizeof(ot_activity_record), describe_activity, put_activity,
                          get_activity},
};

const ot_table *ot_table_of(ot_kind kind)
{
    switch (kind) {
    case OT_KIND_EPISODES:
        return &ot_table_episodes;
    case OT_KIND_CHILDREN:
        return &ot_table_children;
    case OT_KIND_UASC:
        return &ot_table_uasc;
    case OT_KIND_PLACEMENT_COSTS:
        return &ot_table_placement_costs;
    case OT_KIND_PAYMENTS:
        return &ot_table_payments;
    case OT_KIND_PROVIDERS:
        return &ot_table_providers;
    default:
        return tables[kind].insert ? &tables[kind] : NULL;
    }
}
