/* SPDX-License-Identifier: GPL-3.0-or-later */
/* spool.h - what can be read only once, kept in a file without a name.
 * Knows bytes only. */
#ifndef OT_SPOOL_H
#define OT_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "engine/status.h"

/* Only this process can reach it, and it goes with the process, however that ends. */
typedef struct ot_spool {
    int descriptor; /* -1: none */
    char path[32];  /* by which this process can open it */
    uint64_t bytes;
} ot_spool;

/* In TMPDIR, else /var/tmp. OT_EIO. */
ot_status ot_spool_open(ot_spool *spool, ot_error *err);
void ot_spool_close(ot_spool *spool);
/* Adds to its end. OT_EIO, as where the disk is full. */
ot_status ot_spool_add(ot_spool *spool, const char *bytes, size_t count, ot_error *err);

#endif
