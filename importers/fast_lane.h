/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fast_lane.h - a whole ledger file summed by cell, by any number of hands.
 * Every hand reads blocks of the file; what is not plain in them goes to the ordinary
 * importer, which stays the authority on the grammar, on what a row means and on what
 * is said about it. Knows files by text_file.h only. */
#ifndef OT_FAST_LANE_H
#define OT_FAST_LANE_H

#include "importers/importer.h"

/* Zero is the default; tests make the blocks small. */
typedef struct ot_fast_sizes {
    size_t block;  /* bytes read by one hand at a time */
    size_t blocks; /* read and held at once */
} ot_fast_sizes;

/* OT_END: this file cannot be read so, and nothing was told of it. Where that is found
 * only when it is read, the source reads it in the ordinary way. */
ot_status ot_fast_lane_open(const char *path, const ot_import_options *options,
                            const ot_fast_sizes *sizes, ot_source *source,
                            ot_error *err);

#endif
