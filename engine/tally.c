/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/tally.h"

#include <stdlib.h>
#include <string.h>

static ot_status start(const ot_structure *structure, ot_tally *out, ot_error *err)
{
    *out = (ot_tally){0};
    ot_structure_services(structure, &out->service_count);
    ot_structure_areas(structure, &out->area_count);
    out->services = calloc(out->service_count + 1, sizeof *out->services);
    out->areas = calloc(out->area_count + 1, sizeof *out->areas);
    out->first = malloc((out->service_count + 1) * sizeof *out->first);
    out->last = calloc(out->service_count + 1, sizeof *out->last);
    if (!out->services || !out->areas || !out->first || !out->last) {
        ot_tally_clear(out);
        return ot_fail_memory(err);
    }
    for (uint32_t i = 0; i < out->service_count; i++)
        out->first[i] = OT_NONE;
    return OT_OK;
}

static ot_status add_line(const ot_area *areas, const ot_line *line, uint32_t place,
                          ot_tally *out, ot_error *err)
{
    if (line->service == OT_NONE)
        return ot_sums_add(&out->outside, line, err);
    if (out->first[line->service] == OT_NONE)
        out->first[line->service] = place;
    out->last[line->service] = place;
    if (ot_sums_add(&out->services[line->service], line, err) < 0 ||
        ot_sums_add(&out->all_services, line, err) < 0)
        return OT_ERANGE;
    if (line->area == OT_NONE)
        return OT_OK;
    if (areas[line->area].parent != OT_NONE &&
        ot_sums_add(&out->areas[areas[line->area].parent], line, err) < 0)
        return OT_ERANGE;
    if (ot_sums_add(&out->areas[line->area], line, err) < 0)
        return OT_ERANGE;
    return ot_sums_add(&out->all_areas, line, err);
}

ot_status ot_tally_make(const ot_structure *structure, const ot_line *lines,
                        size_t count, ot_tally *out, ot_error *err)
{
    ot_status st = start(structure, out, err);
    uint32_t area_count;
    const ot_area *areas = ot_structure_areas(structure, &area_count);

    for (size_t i = 0; st == OT_OK && i < count; i++)
        st = add_line(areas, &lines[i], (uint32_t)i, out, err);
    if (st < 0)
        ot_tally_clear(out);
    return st;
}

static uint32_t find_area(const ot_area *areas, uint32_t count, const char *name)
{
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(areas[i].name, name) == 0)
            return i;
    return OT_NONE;
}

ot_status ot_tally_prior(const ot_structure *structure, const ot_prior_line *lines,
                         size_t count, ot_tally *out, ot_error *err)
{
    ot_status st = start(structure, out, err);
    uint32_t area_count, centre_count;
    const ot_area *areas = ot_structure_areas(structure, &area_count);
    const ot_cost_centre *centres = ot_structure_cost_centres(structure, &centre_count);

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_prior_line *prior = &lines[i];
        uint32_t centre = ot_structure_find_cost_centre(structure, prior->cost_centre);
        ot_line line = {
            .service = centre == OT_NONE ? OT_NONE : centres[centre].service,
            .fund = prior->fund,
            .area = find_area(areas, area_count, prior->area),
            .budget = prior->budget,
            .forecast = prior->forecast,
            .driver_basis = prior->has_driver ? OT_DRIVER_DECLARED : OT_DRIVER_BLANK,
            .driver = prior->driver};

        st = add_line(areas, &line, (uint32_t)i, out, err);
    }
    if (st < 0)
        ot_tally_clear(out);
    return st;
}

void ot_tally_clear(ot_tally *tally)
{
    free(tally->services);
    free(tally->areas);
    free(tally->first);
    free(tally->last);
    *tally = (ot_tally){0};
}

/* How far a printed figure would be from its true one, in pence. */
static int64_t distance(int64_t printed, ot_pence amount)
{
    int64_t off = printed * 100000 - amount;

    return off < 0 ? -off : off;
}

ot_printed ot_sums_print(const ot_sums *sums)
{
    ot_printed row = {.budget = ot_thousands(sums->budget),
                      .forecast = ot_thousands(sums->forecast)};
    const ot_pence *variance = sums->variance;

    row.total = row.forecast - row.budget;
    if (!sums->has_fund[OT_DSG] || !sums->has_fund[OT_NON_DSG]) {
        row.variance[sums->has_fund[OT_DSG] ? OT_DSG : OT_NON_DSG] = row.total;
        return row;
    }
    for (int fund = 0; fund < OT_FUNDS; fund++)
        row.variance[fund] = ot_thousands(variance[fund]);
    for (;;) {
        int64_t left = row.total - row.variance[OT_DSG] - row.variance[OT_NON_DSG];
        int64_t step = left > 0 ? 1 : -1;

        if (!left)
            return row;
        if (distance(row.variance[OT_NON_DSG] + step, variance[OT_NON_DSG]) <=
            distance(row.variance[OT_DSG] + step, variance[OT_DSG]))
            row.variance[OT_NON_DSG] += step;
        else
            row.variance[OT_DSG] += step;
    }
}
