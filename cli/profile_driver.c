/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/profile_driver.h"

#include <string.h>

#include "engine/selector.h"

/* The id names a sheet and files: lower-case letters, digits and '-'. */
static ot_status check_id(const char *value, ot_error *err)
{
    static const char *const taken[] = {"summary",
                                        "sla",
                                        "high-risk",
                                        "activity",
                                        "activity-trend",
                                        "detail",
                                        "checks",
                                        "projection",
                                        "bridge",
                                        "placements",
                                        "placement-months",
                                        "placement-activity",
                                        "placement-checks",
                                        "placement-payments",
                                        "accruals",
                                        "pack",
                                        "manifest",
                                        "report",
                                        "index"};

    if (!*value || strlen(value) > 20 ||
        value[strspn(value, "abcdefghijklmnopqrstuvwxyz0123456789-")])
        return ot_fail(err, OT_EINPUT,
                       "id = '%s' is not up to 20 lower-case letters, digits and '-'",
                       value);
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (strcmp(value, taken[i]) == 0)
            return ot_fail(err, OT_EINPUT,
                           "id = '%s' is the name of another sheet or file", value);
    return OT_OK;
}

static ot_status check_name(const char *value, ot_error *err)
{
    if (strlen(value) > 40)
        return ot_fail(err, OT_EINPUT, "name = '%.40s...' is longer than 40 bytes",
                       value);
    return OT_OK;
}

static ot_status check_nothing(const char *value, ot_error *err)
{
    (void)value;
    (void)err;
    return OT_OK;
}

ot_status ot_driver_set(ot_profile *profile, const char *key, const char *value,
                        ot_error *err)
{
    const struct {
        const char *key;
        const char **text;
        ot_status (*check)(const char *value, ot_error *err);
    } keys[] = {{"id", &profile->position.driver.id, check_id},
                {"name", &profile->position.driver.name, check_name},
                {"projects", &profile->position.driver.projects, ot_selector_check},
                {"start", &profile->driver_start, check_nothing},
                {"end", &profile->driver_end, check_nothing}};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(key, keys[i].key) != 0)
            continue;
        if (keys[i].check(value, err) < 0)
            return OT_EINPUT;
        *keys[i].text = ot_arena_copy(&profile->arena, value);
        return *keys[i].text ? OT_OK : ot_fail_memory(err);
    }
    return ot_fail(err, OT_EINPUT, "unknown key '%s'", key);
}
