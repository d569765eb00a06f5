/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/profile_source.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define TIMEOUT_SECONDS 600

static ot_ledger_source *find(const ot_profile *profile, const char *name)
{
    for (size_t i = 0; i < profile->source_count; i++)
        if (strcmp(profile->sources[i].name, name) == 0)
            return &profile->sources[i];
    return NULL;
}

static ot_ledger_source *add(ot_profile *profile, const char *name)
{
    ot_ledger_source *grown =
        realloc(profile->sources, (profile->source_count + 1) * sizeof *grown);

    if (!grown)
        return NULL;
    profile->sources = grown;
    grown += profile->source_count;
    *grown = (ot_ledger_source){.name = ot_arena_copy(&profile->arena, name),
                                .timeout = TIMEOUT_SECONDS};
    if (!grown->name)
        return NULL;
    profile->source_count++;
    return grown;
}

ot_status ot_profile_source_begin(ot_profile *profile, const char *name, ot_error *err)
{
    static const char *const good = "abcdefghijklmnopqrstuvwxyz"
                                    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
    ot_ledger_source *source = find(profile, name);

    if (!*name || strlen(name) > OT_SOURCE_NAME || name[strspn(name, good)])
        return ot_fail(err, OT_EINPUT,
                       "[source %s] is not named by up to %d letters, digits, '-' and "
                       "'_'",
                       name, OT_SOURCE_NAME);
    if (!source)
        source = add(profile, name);
    if (!source)
        return ot_fail_memory(err);
    profile->source = (size_t)(source - profile->sources);
    return OT_OK;
}

/* The text of a simple key. */
static const char **text_of(ot_ledger_source *source, const char *key)
{
    static const struct {
        const char *key;
        size_t offset;
    } known[] = {
        {"connection", offsetof(ot_ledger_source, connection)},
        {"table", offsetof(ot_ledger_source, table)},
        {"filter", offsetof(ot_ledger_source, filter)},
        {"partition", offsetof(ot_ledger_source, partition)},
        {"unit", offsetof(ot_ledger_source, unit)},
        {"codes", offsetof(ot_ledger_source, codes)},
        {"measure", offsetof(ot_ledger_source, measure)},
        {"password_file", offsetof(ot_ledger_source, password_file)},
        {"password_variable", offsetof(ot_ledger_source, password_variable)},
    };

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].key, key) == 0)
            return (const char **)((char *)source + known[i].offset);
    return NULL;
}

static ot_status find_column(const char *key, int *column, ot_error *err)
{
    static const char *const names[OT_ODBC_COLUMNS] = OT_ODBC_COLUMN_NAMES;

    for (*column = 0; *column < OT_ODBC_COLUMNS; ++*column)
        if (strcmp(names[*column], key + strlen("column.")) == 0)
            return OT_OK;
    return ot_fail(err, OT_EINPUT,
                   "'%s' is no column of a source: there are column.cost_centre, "
                   "account, fund, project, year, period, measure and amount, or "
                   "instead of the last two budget, virement, actual, commitment and "
                   "forecast",
                   key);
}

/* A password in the connection would be kept with every run. */
static ot_status check_connection(const char *value, ot_error *err)
{
    static const char *const secret[] = {"pwd", "password", "pass", "passwd"};

    for (const char *at = value; *at; at++) {
        for (size_t i = 0; i < sizeof secret / sizeof secret[0]; i++) {
            const size_t length = strlen(secret[i]);

            if ((at == value || at[-1] == ';' || at[-1] == ' ') &&
                strncasecmp(at, secret[i], length) == 0 &&
                at[length + strspn(at + length, " ")] == '=')
                return ot_fail(err, OT_EINPUT,
                               "the connection holds a password: keep it in a file "
                               "(password_file) or in the environment "
                               "(password_variable)");
        }
    }
    return OT_OK;
}

static ot_status check_word(const char *key, const char *value, ot_error *err)
{
    static const struct {
        const char *key, *words[3];
    } known[] = {{"unit", {"pounds", "pence", NULL}},
                 {"codes", {"upper", "as-is", NULL}}};

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(known[i].key, key) != 0)
            continue;
        for (const char *const *word = known[i].words; *word; word++)
            if (strcmp(*word, value) == 0)
                return OT_OK;
        return ot_fail(err, OT_EINPUT, "%s = '%s' is neither %s nor %s", key, value,
                       known[i].words[0], known[i].words[1]);
    }
    return OT_OK;
}

static ot_status set_timeout(ot_ledger_source *source, const char *value, ot_error *err)
{
    char *end;
    long seconds = strtol(value, &end, 10);

    if (end == value || *end || seconds < 1 || seconds > 86400)
        return ot_fail(err, OT_EINPUT, "timeout = '%s' is not from 1 to 86400 seconds",
                       value);
    source->timeout = (int)seconds;
    return OT_OK;
}

ot_status ot_profile_source_set(ot_profile *profile, const char *key, const char *value,
                                ot_error *err)
{
    ot_ledger_source *source = &profile->sources[profile->source];
    const char **text = text_of(source, key);
    int column;

    if (strcmp(key, "timeout") == 0)
        return set_timeout(source, value, err);
    if (!text) {
        if (find_column(key, &column, err) < 0)
            return OT_EINPUT;
        text = &source->columns[column];
    }
    for (const char *at = value; *at; at++)
        if ((unsigned char)*at < 0x20)
            return ot_fail(err, OT_EINPUT, "'%s' holds a control character", key);
    if (check_word(key, value, err) < 0 ||
        (text == &source->connection && check_connection(value, err) < 0))
        return OT_EINPUT;
    *text = ot_arena_copy(&profile->arena, value);
    return *text ? OT_OK : ot_fail_memory(err);
}

ot_status ot_profile_sources_check(const ot_profile *profile, ot_error *err)
{
    const ot_ledger_source *found;

    for (size_t i = 0; i < profile->source_count; i++) {
        const ot_ledger_source *source = &profile->sources[i];

        if (!source->connection || !source->table)
            return ot_fail(err, OT_EINPUT, "[source %s] names no %s", source->name,
                           source->connection ? "table" : "connection");
        if (source->password_file && source->password_variable)
            return ot_fail(err, OT_EINPUT,
                           "[source %s] has both password_file and password_variable",
                           source->name);
        if (source->measure && source->columns[OT_ODBC_MEASURE])
            return ot_fail(err, OT_EINPUT,
                           "[source %s] has both measure and column.measure",
                           source->name);
    }
    for (size_t i = 0; i < profile->ledger_sources.count; i++)
        if (ot_profile_source_find(profile, profile->ledger_sources.items[i], &found,
                                   err) < 0)
            return OT_EINPUT;
    return OT_OK;
}

ot_status ot_profile_source_find(const ot_profile *profile, const char *name,
                                 const ot_ledger_source **out, ot_error *err)
{
    *out = find(profile, name);
    if (*out)
        return OT_OK;
    return ot_fail(err, OT_EINPUT, "the profile has no [source %.40s]", name);
}
