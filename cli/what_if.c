/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/what_if.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MOST_PLACEMENTS 1000000

static const char *const options[] = {"starts", "fee-uplift", "cap", NULL};

const char *const *ot_what_if_options(void)
{
    return options;
}

ot_status ot_percent_read(const char *what, const char *text, double low, double high,
                          double *out, ot_error *err)
{
    char *end;
    double value;

    errno = 0;
    value = strtod(text, &end);
    if (end != text)
        while (*end == ' ' || *end == '%')
            end++;
    if (end == text || *end || errno || !isfinite(value) || value / 100 < low ||
        value / 100 > high)
        return ot_fail(err, OT_EINPUT, "%s '%s' is not a percentage from %g%% to %g%%",
                       what, text, low * 100, high * 100);
    *out = value / 100;
    return OT_OK;
}

static ot_status find_type(const char *name, size_t length, ot_placement_type *type,
                           ot_error *err)
{
    for (int i = 0; i < OT_PLACEMENT_TYPES; i++) {
        const char *known = ot_placement_type_name((ot_placement_type)i);

        if (strlen(known) == length && strncmp(known, name, length) == 0) {
            *type = (ot_placement_type)i;
            return OT_OK;
        }
    }
    return ot_fail(err, OT_EUSAGE,
                   "'%.*s' is not a type of placement: residential, fostering, "
                   "supported_living or secure",
                   (int)length, name);
}

static ot_status set_cap(const char *text, uint32_t *cap, ot_error *err)
{
    char *end;
    long value;

    errno = 0;
    value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < 1 || value > MOST_PLACEMENTS)
        return ot_fail(err, OT_EUSAGE, "--cap '%s' is not a number of placements",
                       text);
    *cap = (uint32_t)value;
    return OT_OK;
}

/* One of "residential=120" or, for starts, "+10%" for every type. */
static ot_status read_one(const char *option, const char *text,
                          ot_simulation_options *simulation, ot_error *err)
{
    bool cap = strcmp(option, "cap") == 0;
    const char *value = strchr(text, '=');
    ot_placement_type type = OT_PLACEMENT_RESIDENTIAL;
    double change = 0;
    ot_status st;

    if (!value && cap)
        return ot_fail(err, OT_EUSAGE,
                       "--cap '%s' does not say of which type: write "
                       "residential=120",
                       text);
    if (value) {
        st = find_type(text, (size_t)(value - text), &type, err);
        if (st == OT_OK && cap)
            return set_cap(value + 1, &simulation->cap[type], err);
        if (st == OT_OK)
            st = ot_percent_read("--starts", value + 1, -1, 10, &change, err);
        if (st == OT_OK)
            simulation->starts_change[type] = change;
        return st;
    }
    st = ot_percent_read("--starts", text, -1, 10, &change, err);
    for (int i = 0; st == OT_OK && i < OT_PLACEMENT_TYPES; i++)
        simulation->starts_change[i] = change;
    return st;
}

ot_status ot_what_if_read(const char *option, const char *text,
                          ot_simulation_options *simulation, ot_error *err)
{
    char copy[256], *rest = copy, *part;
    ot_status st = OT_OK;

    if (strcmp(option, "fee-uplift") == 0)
        st = ot_percent_read("--fee-uplift", text, -0.5, 5, &simulation->fee_uplift,
                             err);
    else if (strlen(text) >= sizeof copy)
        st = ot_fail(err, OT_EUSAGE, "--%s is longer than %zu characters", option,
                     sizeof copy - 1);
    else {
        snprintf(copy, sizeof copy, "%s", text);
        while (st == OT_OK && (part = strtok_r(rest, ", ", &rest)))
            st = read_one(option, part, simulation, err);
    }
    if (st < 0 && err)
        err->code = OT_EUSAGE;
    return st < 0 ? OT_EUSAGE : OT_OK;
}
