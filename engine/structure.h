/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure.h - groups, service areas, cost centres, accounts and high-risk areas.
 * Knows the order things are printed in; knows no amounts. Built from records, then
 * sealed: checked as a whole, and not changed again. */
#ifndef OT_STRUCTURE_H
#define OT_STRUCTURE_H

#include "engine/pool.h"
#include "engine/record.h"

/* CIPFA subjective groups are numbered 1-10; 0 is an account that is not in accounts.
 */
#define OT_SUBJECTIVE_GROUPS 11

typedef enum ot_fund { OT_NON_DSG, OT_DSG, OT_FUNDS } ot_fund;

/* "NON-DSG", "DSG". */
const char *ot_fund_name(ot_fund fund);
/* "employees" ...; 0 gives "not in accounts". */
const char *ot_subjective_group_name(int subjective_group);

typedef struct ot_group {
    const char *name, *total_label, *manager;
    uint32_t first_service, service_count; /* services are in printing order */
} ot_group;

/* group is OT_NONE for a service printed by itself. */
typedef struct ot_service {
    const char *id, *name, *code, *manager;
    uint32_t group;
} ot_service;

typedef struct ot_cost_centre {
    const char *code, *name, *manager;
    uint32_t service;
    ot_fund fund;
} ot_cost_centre;

typedef struct ot_account {
    const char *code, *name;
    int subjective_group;
    bool income;
} ot_account;

/* parent is OT_NONE for a row of its own; child rows follow their parent. */
typedef struct ot_area {
    const char *name, *manager, *cost_centres, *accounts;
    uint32_t parent, child_count;
} ot_area;

typedef struct ot_structure ot_structure;

ot_structure *ot_structure_new(void); /* NULL: no memory */
void ot_structure_free(ot_structure *structure);

/* Takes the batches of the four structure kinds. OT_EUSAGE for other kinds or once
 * sealed; OT_EINPUT (with the line) for a code given twice or a selector that is wrong.
 */
ot_status ot_structure_put(ot_structure *structure, const ot_batch *batch,
                           ot_error *err);

/* Sorts into printing order and checks references; every fault is told to issues before
 * OT_EINPUT is returned. Services without a group come after the groups. */
ot_status ot_structure_seal(ot_structure *structure, const ot_issue_sink *issues,
                            ot_error *err);

/* Arrays of a sealed structure: in printing order (groups, services, areas), else by
 * code. */
const ot_group *ot_structure_groups(const ot_structure *s, uint32_t *count);
const ot_service *ot_structure_services(const ot_structure *s, uint32_t *count);
const ot_cost_centre *ot_structure_cost_centres(const ot_structure *s, uint32_t *count);
const ot_account *ot_structure_accounts(const ot_structure *s, uint32_t *count);
const ot_area *ot_structure_areas(const ot_structure *s, uint32_t *count);

/* Index into the arrays above, or OT_NONE. */
uint32_t ot_structure_find_cost_centre(const ot_structure *s, const char *code);
uint32_t ot_structure_find_account(const ot_structure *s, const char *code);

/* The high-risk area (without child rows) that takes a line, or OT_NONE. *second is the
 * next one that would have taken it too, or OT_NONE: a finding. second may be NULL. */
uint32_t ot_structure_area_of(const ot_structure *s, const char *cost_centre,
                              const char *account, uint32_t *second);

#endif
