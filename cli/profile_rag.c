/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/profile_rag.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "importers/amount.h"

#define MOST_PERCENT 1000

/* "5%", "2.5" or "2.5 %" in hundredths of a percent. */
static ot_status read_percent(const char *key, const char *value, int most,
                              int64_t *out, ot_error *err)
{
    char text[32];
    int length = snprintf(text, sizeof text, "%s", value);
    ot_pence hundredths = -1;

    if (length > 0 && length < (int)sizeof text && text[length - 1] == '%')
        text[length - 1] = '\0';
    if (length >= (int)sizeof text || strpbrk(text, "£CRDcrd()") ||
        ot_pence_parse(text, &(ot_amount_rules){0}, &hundredths, NULL) < 0 ||
        hundredths < 0 || hundredths > (int64_t)most * 100)
        return ot_fail(err, OT_EINPUT,
                       "%s = '%s' is not a percentage from 0 to %d, of at most two "
                       "decimals",
                       key, value, most);
    *out = hundredths;
    return OT_OK;
}

static ot_status read_pounds(const char *key, const char *value, int64_t *out,
                             ot_error *err)
{
    if (ot_pence_parse(value, &(ot_amount_rules){0}, out, NULL) < 0 || *out < 0)
        return ot_fail(err, OT_EINPUT, "%s = '%s' is not an amount in pounds", key,
                       value);
    return OT_OK;
}

static ot_rag_limit *find_limit(ot_rag_options *rag, const char *key)
{
    const struct {
        const char *key;
        ot_rag_limit *limit;
    } limits[] = {{"amber_percent", &rag->amber_percent},
                  {"red_percent", &rag->red_percent},
                  {"amber_pounds", &rag->amber_pounds},
                  {"red_pounds", &rag->red_pounds},
                  {"amber_probability", &rag->amber_probability},
                  {"red_probability", &rag->red_probability}};

    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (strcmp(limits[i].key, key) == 0)
            return limits[i].limit;
    return NULL;
}

ot_status ot_rag_set(ot_profile *profile, const char *key, const char *value,
                     ot_error *err)
{
    ot_rag_options *rag = &profile->pack.rag;
    ot_rag_limit *limit = find_limit(rag, key);
    ot_status st;

    if (!limit) {
        rag->either = strcasecmp(value, "either") == 0;
        if (!rag->either && strcasecmp(value, "both") != 0)
            return ot_fail(err, OT_EINPUT, "%s = '%s' is not one of: both, either", key,
                           value);
        return OT_OK;
    }
    if (strstr(key, "pounds"))
        st = read_pounds(key, value, &limit->value, err);
    else
        st = read_percent(key, value, strstr(key, "probability") ? 100 : MOST_PERCENT,
                          &limit->value, err);
    limit->stated = st == OT_OK;
    return st;
}
