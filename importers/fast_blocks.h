/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fast_blocks.h - a file in blocks, each read, looked through and summed by some hand.
 * A round takes some blocks that lie side by side. Quotes are counted from the start of
 * the file, so that it is proved where a block's first record begins. Knows no row. */
#ifndef OT_FAST_BLOCKS_H
#define OT_FAST_BLOCKS_H

#include "engine/parallel.h"
#include "importers/fast_lane.h"
#include "importers/fast_rows.h"
#include "importers/fingerprint.h"
#include "importers/text_file.h"

#include <stdatomic.h>

/* Rows for the ordinary reader: those that begin in `bytes` from offset. */
typedef struct ot_slow_region {
    uint64_t offset, bytes;
    long line;
} ot_slow_region;

typedef struct ot_block {
    size_t from, to;     /* in the text */
    size_t begin, end;   /* its records' */
    bool inside;         /* text[from] stands in quotes */
    size_t lines_before; /* of the text, before from */
    long line;           /* of begin */
    ot_survey survey;
    ot_slow_rows slow;
} ot_block;

typedef struct ot_fast_blocks {
    ot_text_file *file; /* borrowed, as is plan */
    const ot_fast_plan *plan;
    const ot_parallel *parallel;
    size_t block, blocks; /* bytes, number */
    size_t stretch;       /* bytes left to the ordinary reader when it is needed next */
    uint64_t offset;      /* of text in the file: a record begins there */
    long line;            /* of that record */
    char *text;
    size_t kept, length, room; /* kept: of the round before */
    size_t newlines;           /* in the text */
    bool at_end, ended;        /* ended: the last newline is none of the file's */
    ot_fingerprinting *print;  /* borrowed; NULL: none is made */
    uint64_t printed;          /* bytes of the file that went into it */
    ot_block *block_at;
    ot_fast_hand *hands, *idle; /* all; those nobody works with now */
    atomic_flag lock;           /* of these two */
    ot_slow_region *regions;
    size_t region_count, region_room;
} ot_fast_blocks;

ot_status ot_fast_blocks_init(ot_fast_blocks *blocks, ot_text_file *file,
                              const ot_fast_plan *plan, const ot_parallel *parallel,
                              const ot_fast_sizes *sizes, ot_error *err);
void ot_fast_blocks_clear(ot_fast_blocks *blocks);

/* One round from blocks->offset. OT_OK: there is more to come. OT_END: the end; else
 * an error, of which OT_EUSAGE says that this file cannot be read so. */
ot_status ot_fast_blocks_round(ot_fast_blocks *blocks, ot_error *err);
/* What all hands have summed, in the first of them; NULL: nothing. */
ot_status ot_fast_blocks_total(ot_fast_blocks *blocks, ot_fast_hand **total,
                               ot_error *err);

#endif
