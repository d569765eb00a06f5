/* SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.h - many files written into one new directory by several threads, and put onto
 * the disk together. Knows nothing of what is in them. */
#ifndef OT_CLI_BATCH_H
#define OT_CLI_BATCH_H

#include "cli/session.h"

typedef struct ot_files_batch {
    const char *what; /* is done, for the progress: "writing returns" */
    const char *dir;  /* that nobody else writes into */
    size_t count;
    ot_parallel_step step; /* writes what belongs to one item, leaves syncing */
    void *self;
} ot_files_batch;

/* By the session's threads, with a progress bar; then dir and all its files are on the
 * disk. OT_EIO, and whatever the step gives. */
ot_status ot_batch_write(ot_session *session, const ot_files_batch *batch,
                         ot_error *err);

#endif
