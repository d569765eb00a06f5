/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure_internal.h - what structure.c gathers and structure_seal.c puts in order.
 */
#ifndef OT_STRUCTURE_INTERNAL_H
#define OT_STRUCTURE_INTERNAL_H

#include "engine/arena.h"
#include "engine/structure.h"

/* Records as they came; texts copied into the arena. */
typedef struct ot_gathered {
    void *items;
    uint32_t count, room;
    ot_pool *codes; /* number in the pool = index of the item as it came */
} ot_gathered;

struct ot_structure {
    ot_arena arena;
    ot_gathered services, cost_centres, accounts, areas;
    bool sealed;
    ot_group *group_list;
    uint32_t group_count;
    ot_service *service_list;
    ot_cost_centre *cost_centre_list;
    ot_account *account_list;
    ot_area *area_list;
    uint32_t *cost_centre_places; /* by number in the pool: index in the sorted list */
    uint32_t *account_places;
};

#endif
