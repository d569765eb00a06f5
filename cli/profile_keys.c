/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile_keys.c - every key that a profile may hold: how its value is read, and what
 * it means. The manual page and the starter profile are made from the same table. */
#include "cli/profile.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/profile_driver.h"
#include "cli/profile_outlook.h"
#include "cli/profile_rag.h"
#include "cli/profile_source.h"
#include "engine/selector.h"

static ot_status keep(ot_profile *profile, const char **text, const char *value,
                      ot_error *err)
{
    *text = ot_arena_copy(&profile->arena, value);
    return *text ? OT_OK : ot_fail_memory(err);
}

/* Room for one more item behind an array. */
static ot_status reserve(void **items, size_t count, size_t *room, size_t size,
                         ot_error *err)
{
    size_t wanted = *room ? *room * 2 : 8;
    void *grown;

    if (count < *room)
        return OT_OK;
    grown = realloc(*items, wanted * size);
    if (!grown)
        return ot_fail_memory(err);
    *items = grown;
    *room = wanted;
    return OT_OK;
}

static ot_status append(ot_profile *profile, ot_texts *texts, const char *value,
                        ot_error *err)
{
    void *items = texts->items;
    ot_status st =
        reserve(&items, texts->count, &texts->room, sizeof *texts->items, err);

    texts->items = items;
    return st < 0 ? st : keep(profile, &texts->items[texts->count++], value, err);
}

/* Of "column.amount = Betrag" what stands behind the point, and the value. */
static ot_status keep_pair(ot_profile *profile, const char **name, const char **text,
                           const char *key, const char *value, ot_error *err)
{
    ot_status st = keep(profile, name, strchr(key, '.') + 1, err);

    return st < 0 ? st : keep(profile, text, value, err);
}

/* One of the words of a NULL-ended list; *index its place. */
static ot_status choose(const char *key, const char *value, const char *const *words,
                        int *index, ot_error *err)
{
    char known[128] = "";
    size_t used = 0;

    for (int i = 0; words[i]; i++) {
        if (strcasecmp(value, words[i]) == 0) {
            *index = i;
            return OT_OK;
        }
        used += (size_t)snprintf(known + used, sizeof known - used, "%s%s",
                                 i ? ", " : "", words[i]);
        if (used >= sizeof known)
            used = sizeof known - 1;
    }
    return ot_fail(err, OT_EINPUT, "%s = '%s' is not one of: %s", key, value, known);
}

#define SETTER(name)                                                                   \
    static ot_status name(ot_profile *profile, const char *key, const char *value,     \
                          ot_error *err)
#define UNUSED(x) ((void)(x))

SETTER(set_council)
{
    UNUSED(key);
    return keep(profile, &profile->pack.council, value, err);
}

SETTER(set_department)
{
    UNUSED(key);
    return keep(profile, &profile->pack.department, value, err);
}

SETTER(set_year_start)
{
    UNUSED(key);
    for (int month = 1; month <= OT_MONTHS; month++) {
        if (strlen(value) >= 3 &&
            strncasecmp(value, ot_month_name(month), strlen(value)) == 0) {
            profile->calendar.start_month = month;
            return OT_OK;
        }
    }
    return ot_fail(err, OT_EINPUT, "fiscal_year_start = '%s' is not a month's name",
                   value);
}

SETTER(set_workspace)
{
    UNUSED(key);
    return keep(profile, &profile->workspace, value, err);
}

SETTER(set_structure)
{
    for (int kind = 0; kind < OT_KINDS; kind++)
        if (strcmp(key, ot_kind_name((ot_kind)kind)) == 0)
            return keep(profile, &profile->structure[kind], value, err);
    return ot_fail(err, OT_EINPUT, "unknown key '%s'", key);
}

SETTER(set_ledger_files)
{
    UNUSED(key);
    return append(profile, &profile->ledger_files, value, err);
}

SETTER(set_ledger_sources)
{
    UNUSED(key);
    return append(profile, &profile->ledger_sources, value, err);
}

SETTER(set_forecast_files)
{
    UNUSED(key);
    return append(profile, &profile->forecast_files, value, err);
}

SETTER(set_return_reasons)
{
    UNUSED(key);
    return append(profile, &profile->return_reasons, value, err);
}

SETTER(set_activity_files)
{
    UNUSED(key);
    return append(profile, &profile->activity_files, value, err);
}

SETTER(set_placement_files)
{
    UNUSED(key);
    return append(profile, &profile->placement_files, value, err);
}

SETTER(set_placement_key)
{
    UNUSED(key);
    return keep(profile, &profile->placement_key, value, err);
}

SETTER(set_payment_files)
{
    UNUSED(key);
    return append(profile, &profile->payment_files, value, err);
}

SETTER(set_payment_centres)
{
    UNUSED(key);
    if (ot_selector_check(value, err) < 0)
        return OT_EINPUT;
    return keep(profile, &profile->pack.payments.cost_centres, value, err);
}

SETTER(set_shape)
{
    int index;

    if (choose(key, value, ot_ledger_shapes(), &index, err) < 0)
        return OT_EINPUT;
    profile->ledger.shape = ot_ledger_shapes()[index];
    return OT_OK;
}

SETTER(set_periods)
{
    static const char *const words[] = {"unstated", "fiscal", "calendar", NULL};
    int index;

    if (choose(key, value, words, &index, err) < 0)
        return OT_EINPUT;
    profile->ledger.periods = (ot_period_reading)index;
    return OT_OK;
}

/* A setter for a choice of two words, the second of which sets a flag. */
#define TWO_WORDS(name, field, first, second)                                          \
    SETTER(name)                                                                       \
    {                                                                                  \
        static const char *const words[] = {first, second, NULL};                      \
        int index;                                                                     \
                                                                                       \
        if (choose(key, value, words, &index, err) < 0)                                \
            return OT_EINPUT;                                                          \
        profile->field = index == 1;                                                   \
        return OT_OK;                                                                  \
    }

TWO_WORDS(set_decimal, ledger.decimal_comma, "point", "comma")
TWO_WORDS(set_blank, ledger.blank_is_zero, "error", "zero")
TWO_WORDS(set_keep_lines, keep_lines, "no", "yes")
TWO_WORDS(set_virements, position.virements_all, "to-date", "all")
TWO_WORDS(set_commitments, position.commitments_movements, "snapshot", "movements")

static ot_status read_number(const char *key, const char *value, long low, long high,
                             long *number, ot_error *err)
{
    char *end;

    errno = 0;
    *number = strtol(value, &end, 10);
    if (errno || end == value || *end || *number < low || *number > high)
        return ot_fail(err, OT_EINPUT, "%s = '%s' is not a number from %ld to %ld", key,
                       value, low, high);
    return OT_OK;
}

SETTER(set_allow_rejects)
{
    long number;

    if (read_number(key, value, 0, 1000000000, &number, err) < 0)
        return OT_EINPUT;
    profile->ledger.allowed_rejects = (size_t)number;
    return OT_OK;
}

SETTER(set_payment_lag)
{
    long number;

    if (read_number(key, value, 0, OT_MONTHS - 1, &number, err) < 0)
        return OT_EINPUT;
    profile->pack.payments.lag = (int)number;
    return OT_OK;
}

SETTER(set_fiscal_year)
{
    long number;

    if (read_number(key, value, 1900, 2999, &number, err) < 0)
        return OT_EINPUT;
    profile->ledger.fiscal_year = (int)number;
    return OT_OK;
}

SETTER(set_measure)
{
    UNUSED(key);
    return keep(profile, &profile->ledger.measure, value, err);
}

SETTER(set_column)
{
    size_t *count = &profile->ledger.column_count;
    void *items = profile->columns;
    ot_status st =
        reserve(&items, *count, &profile->column_room, sizeof *profile->columns, err);

    profile->columns = items;
    profile->ledger.columns = profile->columns;
    if (st == OT_OK)
        st = keep_pair(profile, &profile->columns[*count].field,
                       &profile->columns[*count].heading, key, value, err);
    *count += st == OT_OK;
    return st;
}

SETTER(set_label)
{
    size_t *count = &profile->pack.label_count;
    void *items = profile->labels;
    ot_status st =
        reserve(&items, *count, &profile->label_room, sizeof *profile->labels, err);

    profile->labels = items;
    profile->pack.labels = profile->labels;
    if (st == OT_OK)
        st = keep_pair(profile, &profile->labels[*count].type,
                       &profile->labels[*count].label, key, value, err);
    *count += st == OT_OK;
    return st;
}

SETTER(set_activity_title)
{
    UNUSED(key);
    return keep(profile, &profile->pack.activity_title, value, err);
}

SETTER(set_placement_area)
{
    UNUSED(key);
    return keep(profile, &profile->placement_area, value, err);
}

SETTER(set_basis)
{
    static const char *const words[] = {"manager", "placements", "model", "budget",
                                        NULL};
    char copy[128], *rest = copy, *word;

    snprintf(copy, sizeof copy, "%s", value);
    profile->position.order_count = 0;
    while ((word = strtok_r(rest, " ,", &rest))) {
        int index;

        if (choose(key, word, words, &index, err) < 0)
            return OT_EINPUT;
        if (profile->position.order_count == OT_BASES)
            return ot_fail(err, OT_EINPUT, "basis = '%s' names a basis twice", value);
        profile->position.order[profile->position.order_count++] = (ot_basis)index;
    }
    return OT_OK;
}

SETTER(set_out)
{
    UNUSED(key);
    return keep(profile, &profile->out, value, err);
}

SETTER(set_commentary)
{
    UNUSED(key);
    return keep(profile, &profile->commentary, value, err);
}

/* A key that ends in '.' stands for every key that begins so. */
static const ot_profile_key keys[] = {
    {"council", "name", "name of the council, above every sheet", set_council},
    {"council", "department", "department, above every sheet", set_department},
    {"council", "fiscal_year_start", "month the fiscal year starts in; April",
     set_year_start},
    {"workspace", "file", "the workspace file; outturn.db", set_workspace},
    {"structure", "services", "file of service areas and groups", set_structure},
    {"structure", "cost_centres", "file of cost centres", set_structure},
    {"structure", "accounts", "file of accounts", set_structure},
    {"structure", "high_risk", "file of high-risk areas; may be left out",
     set_structure},
    {"ledger", "files", "ledger files or patterns, one a line", set_ledger_files},
    {"ledger", "shape", "ready shape: plain, sap-ksb1, oracle-gl or unit4", set_shape},
    {"ledger", "periods", "how 202106 is read: fiscal or calendar", set_periods},
    {"ledger", "decimal", "point or comma", set_decimal},
    {"ledger", "blank", "a blank amount is an error or zero", set_blank},
    {"ledger", "allow_rejects", "rejected rows that are tolerable; 0",
     set_allow_rejects},
    {"ledger", "fiscal_year", "year of periods that name none, such as P6",
     set_fiscal_year},
    {"ledger", "measure", "measure of a file that has no such column", set_measure},
    {"ledger", "keep_lines",
     "yes: keep the lines of files too, for explain; they may name people; no",
     set_keep_lines},
    {"ledger", "virements", "to-date: posted by the period; all: the year's",
     set_virements},
    {"ledger", "commitments", "snapshot: outstanding at the period's end; movements",
     set_commitments},
    {"ledger", "column.", "column.FIELD = the heading it has in your files",
     set_column},
    {"ledger", "sources", "names of [source NAME] that a run asks, one a line",
     set_ledger_sources},
    {"source NAME", "connection",
     "ODBC connection, DSN=... or Driver=...;Server=...;UID=...; no password",
     ot_profile_source_set},
    {"source NAME", "password_file", "file of the password, its mode 0600",
     ot_profile_source_set},
    {"source NAME", "password_variable", "or variable of the environment that holds it",
     ot_profile_source_set},
    {"source NAME", "table", "table or view of the ledger's lines: NAME or SCHEMA.NAME",
     ot_profile_source_set},
    {"source NAME", "column.",
     "column.FIELD = column of the table as the engine spells it, or an expression in "
     "brackets; FIELD as in a ledger file",
     ot_profile_source_set},
    {"source NAME", "measure", "measure of all lines, where there is no column.measure",
     ot_profile_source_set},
    {"source NAME", "filter", "condition of the lines that are wanted, as in WHERE",
     ot_profile_source_set},
    {"source NAME", "partition",
     "column that the lines are spread over the engine's nodes by",
     ot_profile_source_set},
    {"source NAME", "unit", "pounds, or pence where amounts are whole pence; pounds",
     ot_profile_source_set},
    {"source NAME", "codes",
     "codes that differ in capitals alone: upper (they are one) or as-is; else refused",
     ot_profile_source_set},
    {"source NAME", "timeout", "seconds for all of it; 600", ot_profile_source_set},
    {"forecasts", "files", "managers' forecasts, files or patterns, one a line",
     set_forecast_files},
    {"activity", "files", "activity counts, files or patterns, one a line",
     set_activity_files},
    {"activity", "title", "title of the activity sheet", set_activity_title},
    {"activity", "label.", "label.TYPE = how the type is called in print", set_label},
    {"placements", "files",
     "tables of the SSDA903 return and costs: files, folders or patterns, one a line",
     set_placement_files},
    {"placements", "key",
     "file of the key that children's identifiers are replaced with; placements.key",
     set_placement_key},
    {"placements", "area",
     "high-risk area whose lines placements are paid from: they may then be forecast "
     "on the basis placements",
     set_placement_area},
    {"placements", "contingency", "point of the distribution that is forecast; 80%",
     ot_profile_outlook_set},
    {"placements", "uplift", "of fees when a fiscal year begins; 0%",
     ot_profile_outlook_set},
    {"placements", "simulations", "years that are played; 10000",
     ot_profile_outlook_set},
    {"placements", "seed", "that the simulated years begin from",
     ot_profile_outlook_set},
    {"payments", "files",
     "what providers were paid: files or patterns, one a line; may be ledger extracts",
     set_payment_files},
    {"payments", "providers",
     "file that says by supplier which provider (URN of the episodes) it is",
     set_structure},
    {"payments", "cost_centres",
     "selector of the cost centres that placements are paid from; all",
     set_payment_centres},
    {"payments", "lag",
     "months from the month that a payment is for to the one it is posted in; 0",
     set_payment_lag},
    {"returns", "reasons",
     "reasons offered in forecast returns: CODE meaning, one a line",
     set_return_reasons},
    {"driver", "id", "short name: sheet and file; covid", ot_driver_set},
    {"driver", "name", "name in print; COVID-19", ot_driver_set},
    {"driver", "projects", "selector of the project codes that tag it", ot_driver_set},
    {"driver", "start",
     "its first month, 2020-04: the detail sheet then models its effect",
     ot_driver_set},
    {"driver", "end", "its last month, where it has ended", ot_driver_set},
    {"rag", "amber_percent", "amber beyond this much of the budget; 1%", ot_rag_set},
    {"rag", "amber_pounds", "and beyond this much; 25,000", ot_rag_set},
    {"rag", "red_percent", "red beyond this much of the budget; 5%", ot_rag_set},
    {"rag", "red_pounds", "and beyond this much; 100,000", ot_rag_set},
    {"rag", "combine",
     "both: percent and pounds must be passed; either: one is enough; both",
     ot_rag_set},
    {"rag", "amber_probability",
     "amber where an overspend is more probable than this; 50%", ot_rag_set},
    {"rag", "red_probability", "red where it is more probable than this; 90%",
     ot_rag_set},
    {"report", "basis", "order of bases: manager placements model budget", set_basis},
    {"report", "out", "directory of the pack; pack", set_out},
    {"report", "commentary",
     "file of your own words for the report, by slot and month; may be left out",
     set_commentary},
    {NULL, NULL, NULL, NULL}};

const ot_profile_key *ot_profile_keys(void)
{
    return keys;
}
