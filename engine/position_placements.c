/* SPDX-License-Identifier: GPL-3.0-or-later */
/* position_placements.c - the forecast of external placements given to the lines that
 * they are paid from. */
#include <stdlib.h>
#include <string.h>

#include "engine/forecast/reconcile.h"
#include "engine/position_internal.h"

/* The area and its child rows. */
static bool is_of_area(const ot_builder *builder, const ot_line *line, const char *name)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(builder->structure, &count);
    const ot_area *area = line->area == OT_NONE ? NULL : &areas[line->area];

    return area &&
           (strcmp(area->name, name) == 0 ||
            (area->parent != OT_NONE && strcmp(areas[area->parent].name, name) == 0));
}

/* Each line gets its own projection, and what the placements are above or below the sum
 * of these is shared by the squares of the widths of their intervals: who is least sure
 * moves most (as ot_reconcile_share). The driver's part goes by size. */
static ot_status share(ot_builder *builder, const uint32_t *lines, size_t count,
                       const ot_placement_forecast *placements, ot_error *err)
{
    ot_pence *pence = calloc(3 * count, sizeof *pence);
    ot_pence *sizes = pence, *changes = pence + count, *drivers = changes + count;
    double *widths = calloc(count, sizeof *widths);
    ot_pence change = placements->forecast;
    ot_status st = pence && widths ? OT_OK : ot_fail_memory(err);

    for (size_t i = 0; st == OT_OK && i < count; i++) {
        const ot_projection *own = &builder->lines[lines[i]].projection;

        sizes[i] = own->outturn;
        widths[i] = (double)(own->hi80 - own->lo80);
        st = ot_pence_add(&change, -own->outturn, err);
    }
    if (st == OT_OK)
        st = ot_reconcile_share(change, widths, count, changes, err);
    if (st == OT_OK)
        st = ot_pence_split(placements->driver, sizes, count, drivers, err);
    for (size_t i = 0; st == OT_OK && i < count; i++) {
        ot_line *line = &builder->lines[lines[i]];

        line->has_placements = true;
        line->placements = line->projection.outturn;
        line->has_placements_driver = placements->has_driver;
        line->placements_driver = drivers[i];
        st = ot_pence_add(&line->placements, changes[i], err);
    }
    free(pence);
    free(widths);
    return st;
}

ot_status ot_builder_give_placements(ot_builder *builder, ot_error *err)
{
    const ot_placement_forecast *placements = &builder->means->placements;
    uint32_t *lines;
    size_t count = 0;
    ot_status st = OT_OK;

    if (!placements->area)
        return OT_OK;
    lines = malloc((builder->line_count + 1) * sizeof *lines);
    if (!lines)
        return ot_fail_memory(err);
    for (size_t i = 0; i < builder->line_count; i++)
        if (ot_builder_counts(builder, i) &&
            is_of_area(builder, &builder->lines[i], placements->area))
            lines[count++] = (uint32_t)i;
    if (count)
        st = share(builder, lines, count, placements, err);
    else
        st = ot_findings_add(
            builder->findings, true, "forecasts", "placements", NULL, err,
            "no line is in the high-risk area '%s' that placements are "
            "paid from: their forecast is in no figure",
            placements->area);
    free(lines);
    return st;
}
