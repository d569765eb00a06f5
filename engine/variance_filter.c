/* SPDX-License-Identifier: GPL-3.0-or-later */
/* variance_filter.c - which lines a variance table is of. */
#include <ctype.h>

#include "engine/variance_rolls.h"

/* Equal but for the case of ASCII letters; what is not asked for always is. */
static bool is(const char *text, const char *wanted)
{
    for (; *text && *wanted; text++, wanted++)
        if (tolower((unsigned char)*text) != tolower((unsigned char)*wanted))
            return false;
    return *text == *wanted;
}

static bool is_service(const ot_service *service, const char *wanted)
{
    return is(service->id, wanted) || is(service->code, wanted) ||
           is(service->name, wanted);
}

static bool in_service(const ot_structure *structure, uint32_t place,
                       const ot_variances_filter *f)
{
    uint32_t count;
    const ot_service *service = &ot_structure_services(structure, &count)[place];

    if (f->service && !is_service(service, f->service))
        return false;
    return !f->group ||
           (service->group != OT_NONE &&
            is(ot_structure_groups(structure, &count)[service->group].name, f->group));
}

static bool in_area(const ot_structure *structure, uint32_t place, const char *wanted)
{
    uint32_t count;
    const ot_area *areas = ot_structure_areas(structure, &count);

    return place != OT_NONE && (is(areas[place].name, wanted) ||
                                (areas[place].parent != OT_NONE &&
                                 is(areas[areas[place].parent].name, wanted)));
}

bool ot_rolls_want(const ot_rolls *rolls, const ot_line *line)
{
    const ot_variances_filter *f = rolls->filter;
    const ot_structure *structure = rolls->input->position->structure;
    uint32_t count;

    if (f->manager &&
        (line->cost_centre == OT_NONE ||
         !is(ot_structure_cost_centres(structure, &count)[line->cost_centre].manager,
             f->manager)))
        return false;
    if ((f->service || f->group) &&
        (line->service == OT_NONE || !in_service(structure, line->service, f)))
        return false;
    if (f->area && !in_area(structure, line->area, f->area))
        return false;
    if (f->cost_centre && !is(line->code, f->cost_centre))
        return false;
    return !f->fund || is(ot_fund_name(line->fund), f->fund);
}

static bool has_centre(const ot_structure *structure, const char *manager,
                       const char *code)
{
    uint32_t count;
    const ot_cost_centre *centres = ot_structure_cost_centres(structure, &count);

    for (uint32_t i = 0; i < count; i++)
        if ((!manager || is(centres[i].manager, manager)) &&
            (!code || is(centres[i].code, code)))
            return true;
    return false;
}

static bool has_service(const ot_structure *structure, const char *wanted)
{
    uint32_t count;
    const ot_service *services = ot_structure_services(structure, &count);

    for (uint32_t i = 0; i < count; i++)
        if (is_service(&services[i], wanted))
            return true;
    return false;
}

static bool has_group(const ot_structure *structure, const char *wanted)
{
    uint32_t count;
    const ot_group *groups = ot_structure_groups(structure, &count);

    for (uint32_t i = 0; i < count; i++)
        if (is(groups[i].name, wanted))
            return true;
    return false;
}

static bool has_area(const ot_structure *structure, const char *wanted)
{
    uint32_t count;

    ot_structure_areas(structure, &count);
    for (uint32_t i = 0; i < count; i++)
        if (in_area(structure, i, wanted))
            return true;
    return false;
}

ot_status ot_rolls_check_filter(const ot_rolls *rolls, ot_error *err)
{
    const ot_structure *s = rolls->input->position->structure;
    const ot_variances_filter *f = rolls->filter;

    if (f->manager && !has_centre(s, f->manager, NULL))
        return ot_fail(err, OT_EINPUT, "no cost centre has the budget manager '%s'",
                       f->manager);
    if (f->service && !has_service(s, f->service))
        return ot_fail(err, OT_EINPUT, "there is no service area '%s'", f->service);
    if (f->group && !has_group(s, f->group))
        return ot_fail(err, OT_EINPUT, "there is no group '%s'", f->group);
    if (f->area && !has_area(s, f->area))
        return ot_fail(err, OT_EINPUT, "there is no high-risk area '%s'", f->area);
    if (f->cost_centre && !has_centre(s, NULL, f->cost_centre))
        return ot_fail(err, OT_EINPUT, "there is no cost centre '%s'", f->cost_centre);
    if (f->fund && !is("DSG", f->fund) && !is("NON-DSG", f->fund))
        return ot_fail(err, OT_EINPUT, "there is no fund '%s': DSG or NON-DSG",
                       f->fund);
    return OT_OK;
}
