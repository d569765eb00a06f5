/* SPDX-License-Identifier: GPL-3.0-or-later */
/* dataset.h - everything a run looks at, read from sources and kept in memory.
 * Knows where nothing comes from. */
#ifndef OT_DATASET_H
#define OT_DATASET_H

#include "engine/cube.h"
#include "engine/structure.h"

typedef struct ot_dataset ot_dataset;

ot_dataset *ot_dataset_new(void); /* NULL: no memory */
void ot_dataset_free(ot_dataset *dataset);

/* Takes one batch of any kind; texts are copied. */
ot_status ot_dataset_put(ot_dataset *dataset, const ot_batch *batch, ot_error *err);
/* Reads source to its end and closes it. */
ot_status ot_dataset_read(ot_dataset *dataset, ot_source *source, ot_error *err);
/* Seals the structure (see ot_structure_seal). */
ot_status ot_dataset_seal(ot_dataset *dataset, const ot_issue_sink *issues,
                          ot_error *err);

const ot_structure *ot_dataset_structure(const ot_dataset *dataset);
ot_cube *ot_dataset_cube(const ot_dataset *dataset);
/* Managers' forecasts and activity counts, in the order they came. */
const ot_forecast_record *ot_dataset_forecasts(const ot_dataset *dataset,
                                               size_t *count);
const ot_activity_record *ot_dataset_activity(const ot_dataset *dataset, size_t *count);

/* Children's placements, in the order they came: from a store by year, then as in the
 * file. NULL where there is none. */
const ot_episode_record *ot_dataset_episodes(const ot_dataset *dataset, size_t *count);
const ot_child_record *ot_dataset_children(const ot_dataset *dataset, size_t *count);
const ot_uasc_record *ot_dataset_uasc(const ot_dataset *dataset, size_t *count);
const ot_placement_cost_record *ot_dataset_placement_costs(const ot_dataset *dataset,
                                                           size_t *count);
/* What was paid for them, by period, and which supplier is which provider. */
const ot_payment_record *ot_dataset_payments(const ot_dataset *dataset, size_t *count);
const ot_provider_record *ot_dataset_providers(const ot_dataset *dataset,
                                               size_t *count);

#endif
