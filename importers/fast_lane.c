/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fast_lane.h"

#include "importers/encoding.h"
#include "importers/fast_blocks.h"
#include "importers/importer_state.h"

#include <stdlib.h>

/* A source that sums a file whole at its first call, and then gives the sums and, where
 * they stand in the file, the rows that were left to the ordinary reader. */
typedef struct fast_lane {
    ot_importer *im; /* its header, rejects and counts; NULL once left */
    ot_import_options options;
    ot_fast_plan plan;
    ot_fast_blocks blocks;
    ot_fingerprinting *print; /* NULL: not wanted */
    ot_fast_hand *total;      /* NULL: there is no plain row */
    const ot_cell_sum **sums; /* of total, in the order of their lines */
    size_t sums_given, regions_given;
    bool summed;
    bool left; /* the file is read by `ordinary` */
    ot_source ordinary;
} fast_lane;

static void close_lane(void *self)
{
    fast_lane *lane = self;

    if (lane->left)
        lane->ordinary.close(lane->ordinary.self);
    ot_fast_blocks_clear(&lane->blocks);
    ot_fingerprinting_free(lane->print);
    free(lane->sums);
    ot_importer_close(lane->im);
    free(lane);
}

/* What stands before the rows must be UTF-8 as well. */
static ot_status check_head(const ot_importer *im, ot_fingerprinting *print,
                            ot_error *err)
{
    ot_encoding_scan scan;
    char text[4096];
    uint64_t at = 0;
    size_t got = 1;
    ot_status st = OT_OK;

    ot_encoding_scan_init(&scan);
    for (; at < im->rows_at && got > 0 && st == OT_OK; at += got) {
        size_t size =
            im->rows_at - at < sizeof text ? (size_t)(im->rows_at - at) : sizeof text;

        st = ot_text_file_read_at(im->file, at, text, size, &got, err);
        ot_encoding_scan_feed(&scan, text, got);
        if (print)
            ot_fingerprinting_feed(print, text, got);
    }
    if (st == OT_OK && (scan.not_utf8 || scan.pending > 0 || scan.has_nul))
        return ot_fail(err, OT_EUSAGE, "the header is not in UTF-8");
    return st;
}

static ot_status sum_file(fast_lane *lane, ot_error *err)
{
    const ot_importer *im = lane->im;
    ot_fast_blocks *b = &lane->blocks;
    ot_status st = OT_OK;

    if (lane->options.fingerprint) {
        b->print = lane->print = ot_fingerprinting_new();
        st = lane->print ? OT_OK : ot_fail_memory(err);
    }
    if (st == OT_OK)
        st = check_head(im, lane->print, err);
    if (st < 0)
        return st;
    b->offset = b->printed = im->rows_at;
    b->line = im->rows_line;
    do {
        st = ot_fast_blocks_round(b, err);
        if (im->progress)
            im->progress(im->progress_self, b->offset, ot_text_file_bytes(im->file));
    } while (st == OT_OK);
    st = st == OT_END ? ot_fast_blocks_total(b, &lane->total, err) : st;
    if (st >= 0 && lane->print)
        ot_fingerprinting_end(lane->print, lane->options.fingerprint);
    if (st < 0 || !lane->total)
        return st;
    lane->im->rows += lane->total->rows;
    return ot_cell_sums_sort(&lane->total->sums, &lane->sums, err);
}

/* Nothing was told or given so far: the ordinary reader begins at the beginning. */
static ot_status leave_lane(fast_lane *lane, ot_error *err)
{
    ot_status st = ot_importer_open_chunked(lane->im->path, OT_KIND_LEDGER,
                                            &lane->options, 0, &lane->ordinary, err);

    lane->left = st == OT_OK;
    return st;
}

static const ot_cell_sum *next_sum(const fast_lane *lane)
{
    if (!lane->total || lane->sums_given == lane->total->sums.count)
        return NULL;
    return lane->sums[lane->sums_given];
}

static const ot_slow_region *next_region(const fast_lane *lane)
{
    if (lane->regions_given == lane->blocks.region_count)
        return NULL;
    return &lane->blocks.regions[lane->regions_given];
}

static size_t take_sums(fast_lane *lane)
{
    const ot_slow_region *region = next_region(lane);
    ot_ledger_record *records = lane->im->records;
    const ot_cell_sum *sum;
    size_t count = 0;

    while (count + OT_CELL_PLACES <= OT_IMPORTER_BATCH &&
           (sum = next_sum(lane)) != NULL && (!region || sum->line < region->line)) {
        for (uint32_t i = 0; i < OT_CELL_PLACES; i++)
            if (sum->lines[i] > 0)
                ot_fast_record(lane->total, sum, i, &records[count++]);
        lane->sums_given++;
    }
    return count;
}

/* Opens the ordinary reader on the region, which may be one row of millions. */
static ot_status open_region(fast_lane *lane, const ot_slow_region *region,
                             ot_error *err)
{
    ot_importer *im = lane->im;
    ot_csv_options options = {.delimiter = im->delimiter, .line = region->line};
    ot_status st = ot_text_file_seek(im->file, region->offset, err);

    if (st < 0)
        return st;
    if (region->bytes < 4096)
        options.chunk = (size_t)region->bytes + 1;
    ot_csv_reader_free(im->reader);
    im->reader = ot_csv_reader_new(im->file, &options);
    return im->reader ? OT_OK : ot_fail_memory(err);
}

static void close_region(fast_lane *lane)
{
    ot_csv_reader_free(lane->im->reader);
    lane->im->reader = NULL;
    lane->regions_given++;
}

/* Rows of the region up to the end of it or of the reader's piece. */
static ot_status take_region(fast_lane *lane, size_t *count, ot_error *err)
{
    const ot_slow_region *region = next_region(lane);
    uint64_t end = region->offset + region->bytes;
    ot_importer *im = lane->im;
    ot_csv_row row = {0};
    ot_status st = im->reader ? OT_OK : open_region(lane, region, err);

    while (st == OT_OK && *count + OT_RECORDS_PER_ROW <= OT_IMPORTER_BATCH) {
        st = ot_csv_reader_next(im->reader, &row, err);
        if (st == OT_END || (st == OT_OK && row.offset >= end)) {
            close_region(lane);
            return OT_OK;
        }
        if (st == OT_OK)
            st = ot_importer_take_row(im, &row, count, err);
        if (st < 0 || !ot_csv_reader_buffered(im->reader))
            break;
    }
    return st;
}

static ot_status give_next(fast_lane *lane, ot_batch *batch, ot_error *err)
{
    ot_importer *im = lane->im;
    size_t count = 0;
    ot_status st = OT_OK;

    while (st == OT_OK && count == 0) {
        const ot_slow_region *region = next_region(lane);
        const ot_cell_sum *sum = next_sum(lane);

        if (!sum && !region)
            return ot_importer_finish(im, OT_END, err);
        if (!sum || (region && region->line <= sum->line))
            st = take_region(lane, &count, &im->end);
        else
            count = take_sums(lane);
    }
    if (st < 0)
        return ot_importer_finish(im, st, err);
    ot_batch_set(batch, im->kind, im->records, count);
    return OT_OK;
}

static ot_status next_batch(void *self, ot_batch *batch, ot_error *err)
{
    fast_lane *lane = self;
    ot_importer *im = lane->im;
    ot_status st = OT_OK;

    if (lane->left)
        return lane->ordinary.next_batch(lane->ordinary.self, batch, err);
    if (im->ended) {
        if (im->end.code < 0 && err)
            *err = im->end;
        return im->end.code;
    }
    if (!lane->summed) {
        lane->summed = true;
        st = sum_file(lane, &im->end);
        if (st == OT_EUSAGE) {
            im->end = (ot_error){0};
            st = leave_lane(lane, &im->end);
            if (st == OT_OK)
                return next_batch(self, batch, err);
        }
        if (st < 0)
            return ot_importer_finish(im, st, err);
        ot_csv_reader_free(im->reader);
        im->reader = NULL;
    }
    return give_next(lane, batch, err);
}

ot_status ot_fast_lane_open(const char *path, const ot_import_options *options,
                            const ot_fast_sizes *sizes, ot_source *source,
                            ot_error *err)
{
    fast_lane *lane = calloc(1, sizeof *lane);
    ot_status st;

    if (!lane)
        return ot_fail_memory(err);
    lane->options = *options;
    /* What is wrong with the file, the ordinary importer says. */
    if (ot_importer_new(path, OT_KIND_LEDGER, options, 0, true, &lane->im, NULL) !=
            OT_OK ||
        !ot_fast_plan_make(&lane->im->reading, lane->im->delimiter, &lane->plan)) {
        ot_importer_close(lane->im);
        free(lane);
        return OT_END;
    }
    st = ot_fast_blocks_init(&lane->blocks, lane->im->file, &lane->plan,
                             options->parallel, sizes, err);
    if (st < 0) {
        close_lane(lane);
        return st;
    }
    *source = (ot_source){lane, next_batch, close_lane};
    return OT_OK;
}
