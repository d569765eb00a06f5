/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/profile_outlook.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/what_if.h"

static ot_status set_seed(ot_profile *profile, const char *key, const char *value,
                          ot_error *err)
{
    unsigned long long seed;
    char *end;

    errno = 0;
    seed = strtoull(value, &end, 10);
    if (end == value || *end || errno || *value == '-' || !seed)
        return ot_fail(err, OT_EINPUT, "%s = '%s' is not a whole number above 0", key,
                       value);
    profile->outlook.simulation.seed = seed;
    return OT_OK;
}

static ot_status set_simulations(ot_profile *profile, const char *key,
                                 const char *value, ot_error *err)
{
    char *end;
    long count;

    errno = 0;
    count = strtol(value, &end, 10);
    if (end == value || *end || errno || count < 100 || count > OT_SIMULATIONS_MAX)
        return ot_fail(err, OT_EINPUT, "%s = '%s' is not from 100 to %d", key, value,
                       OT_SIMULATIONS_MAX);
    profile->outlook.simulation.simulations = (uint32_t)count;
    return OT_OK;
}

ot_status ot_profile_outlook_set(ot_profile *profile, const char *key,
                                 const char *value, ot_error *err)
{
    if (strcmp(key, "contingency") == 0)
        return ot_percent_read(key, value, 0.01, 0.99,
                               &profile->outlook.simulation.percentile, err);
    if (strcmp(key, "uplift") == 0)
        return ot_percent_read(key, value, -0.5, 5, &profile->outlook.simulation.uplift,
                               err);
    return strcmp(key, "seed") == 0 ? set_seed(profile, key, value, err)
                                    : set_simulations(profile, key, value, err);
}
