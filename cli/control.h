/* SPDX-License-Identifier: GPL-3.0-or-later */
/* control.h - what --control-total says, against what a file's amounts add up to.
 * Knows no file. */
#ifndef OT_CONTROL_H
#define OT_CONTROL_H

#include "cli/session.h"

typedef struct ot_control {
    bool given;
    ot_pence wanted, sum;
    const ot_pence *streamed; /* what a source says it has written, or NULL */
} ot_control;

/* OT_EINPUT where it is no amount. */
ot_status ot_control_read(const ot_session *session, ot_control *control,
                          ot_error *err);
/* Amounts of ledgers, forecasts and payments. */
ot_status ot_control_add(ot_control *control, const ot_batch *batch, ot_error *err);
/* OT_EINPUT where one is given and it is another than the sum, or a source's is. */
ot_status ot_control_check(const ot_control *control, ot_error *err);

#endif
