/* SPDX-License-Identifier: GPL-3.0-or-later */
/* track_record.h - how the forecasts of earlier years did against what came out, the
 * projection's and the managers', by service and by budget manager.
 * Knows forecasts and outturns of lines; knows nothing of how they were made. */
#ifndef OT_TRACK_RECORD_H
#define OT_TRACK_RECORD_H

#include "engine/position_means.h"
#include "engine/report.h"

typedef struct ot_track_record ot_track_record;

/* NULL: no memory. The structure is borrowed. */
ot_track_record *ot_track_record_new(const ot_structure *structure);
void ot_track_record_free(ot_track_record *record);

/* Counts one forecast of a year that is complete, made at the end of months 3 to 11;
 * others are passed over. OT_ENOMEM. */
ot_status ot_track_record_add(ot_track_record *record, const ot_hindsight *hindsight,
                              ot_error *err);
size_t ot_track_record_count(const ot_track_record *record);

/* Rows: services in their order, budget managers by name, the whole. Columns:
 * forecasts; error (sum of |forecast - outturn| / sum of |outturn|); bias (sum of
 * forecast - outturn / sum of |outturn|, positive: too high); outturns within the 80%
 * and the 95% interval; managers' forecasts, their error and the projection's on the
 * same lines and months, and which of the two was nearer. A report of its own, the
 * caller's. */
ot_status ot_track_record_report(const ot_track_record *record, ot_report **out,
                                 ot_error *err);

#endif
