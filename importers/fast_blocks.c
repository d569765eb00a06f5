/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fast_blocks.h"

#include <stdlib.h>
#include <string.h>

#define ALONE_BYTES    ((size_t)256 * 1024) /* of a block: fits a core's own cache */
#define SHARED_BYTES   ((size_t)512 * 1024)
#define SHARED_BLOCKS  16
#define LONGEST_RECORD ((size_t)1024 * 1024)

ot_status ot_fast_blocks_init(ot_fast_blocks *blocks, ot_text_file *file,
                              const ot_fast_plan *plan, const ot_parallel *parallel,
                              const ot_fast_sizes *sizes, ot_error *err)
{
    size_t block = parallel ? SHARED_BYTES : ALONE_BYTES;
    size_t count = parallel ? SHARED_BLOCKS : 1;

    *blocks = (ot_fast_blocks){.file = file,
                               .plan = plan,
                               .parallel = parallel,
                               .block = sizes->block ? sizes->block : block,
                               .blocks = sizes->blocks ? sizes->blocks : count,
                               .lock = ATOMIC_FLAG_INIT};
    blocks->stretch = blocks->block / 16 + 1;
    blocks->block_at = calloc(blocks->blocks, sizeof *blocks->block_at);
    return blocks->block_at ? OT_OK : ot_fail_memory(err);
}

void ot_fast_blocks_clear(ot_fast_blocks *blocks)
{
    while (blocks->hands) {
        ot_fast_hand *next = blocks->hands->next;

        ot_fast_hand_free(blocks->hands);
        blocks->hands = next;
    }
    for (size_t i = 0; blocks->block_at && i < blocks->blocks; i++)
        free(blocks->block_at[i].slow.rows);
    free(blocks->block_at);
    free(blocks->regions);
    free(blocks->text);
}

static ot_status leave(const char *why, ot_error *err)
{
    return ot_fail(err, OT_EUSAGE, "%s", why);
}

static void lock(ot_fast_blocks *b)
{
    while (atomic_flag_test_and_set_explicit(&b->lock, memory_order_acquire))
        continue;
}

static void unlock(ot_fast_blocks *b)
{
    atomic_flag_clear_explicit(&b->lock, memory_order_release);
}

/* A hand that nobody works with; a new one where there is none. */
static ot_status take_hand(ot_fast_blocks *b, ot_fast_hand **hand, ot_error *err)
{
    ot_status st;

    lock(b);
    *hand = b->idle;
    if (*hand)
        b->idle = (*hand)->next_idle;
    unlock(b);
    if (*hand)
        return OT_OK;
    st = ot_fast_hand_new(b->plan, hand, err);
    if (st < 0)
        return st;
    lock(b);
    (*hand)->next = b->hands;
    b->hands = *hand;
    unlock(b);
    return OT_OK;
}

static void give_back(ot_fast_blocks *b, ot_fast_hand *hand)
{
    lock(b);
    hand->next_idle = b->idle;
    b->idle = hand;
    unlock(b);
}

static ot_status read_block(void *self, size_t item, ot_error *err)
{
    ot_fast_blocks *b = self;
    ot_block *block = &b->block_at[item];
    size_t got = 0;
    ot_status st = ot_text_file_read_at(b->file, b->offset + block->from,
                                        b->text + block->from, b->block, &got, err);

    block->to = block->from + got;
    return st;
}

static ot_status survey_block(void *self, size_t item, ot_error *err)
{
    ot_fast_blocks *b = self;
    ot_block *block = &b->block_at[item];

    (void)err;
    b->plan->scanner->survey(b->text, b->length, block->from, block->to,
                             b->plan->separator, &block->survey);
    return OT_OK;
}

static ot_status sum_block(void *self, size_t item, ot_error *err)
{
    ot_fast_blocks *b = self;
    ot_block *block = &b->block_at[item];
    ot_fast_hand *hand = NULL;
    ot_status st;

    block->slow.count = 0;
    if (block->begin == block->end)
        return OT_OK;
    st = take_hand(b, &hand, err);
    if (st < 0)
        return st;
    st = ot_fast_rows(hand, b->text, block->begin, block->end, block->line,
                      &block->slow, err);
    give_back(b, hand);
    return st == OT_END ? leave("too many codes or too large amounts", err) : st;
}

/* What is new of the text, which takes longer than a block: it is begun with. */
static void print_text(ot_fast_blocks *b)
{
    uint64_t end = b->offset + b->length - b->ended;

    if (!b->print || end <= b->printed)
        return;
    ot_fingerprinting_feed(b->print, b->text + (b->printed - b->offset),
                           (size_t)(end - b->printed));
    b->printed = end;
}

static ot_status print_or_sum(void *self, size_t item, ot_error *err)
{
    if (item > 0)
        return sum_block(self, item - 1, err);
    print_text(self);
    return OT_OK;
}

static ot_status make_room(ot_fast_blocks *b, ot_error *err)
{
    size_t room = b->kept + b->block * b->blocks + 1 + OT_SCAN_PAD;
    char *text;

    if (b->kept > LONGEST_RECORD)
        return leave("a record is too long", err);
    if (room <= b->room)
        return OT_OK;
    room += room / 2;
    text = realloc(b->text, room);
    if (!text)
        return ot_fail_memory(err);
    memset(text + b->room, 0, room - b->room);
    b->text = text;
    b->room = room;
    return OT_OK;
}

/* Reads the blocks behind what was kept. At the end of the file a newline is added
 * where there is none. */
static ot_status read_blocks(ot_fast_blocks *b, ot_error *err)
{
    ot_status st = make_room(b, err);

    for (size_t i = 0; i < b->blocks; i++)
        b->block_at[i].from = b->kept + i * b->block;
    if (st >= 0)
        st = ot_parallel_run(b->parallel, b->blocks, read_block, b, err);
    if (st < 0)
        return st;
    b->length = b->kept;
    b->at_end = false;
    for (size_t i = 0; i < b->blocks; i++) {
        ot_block *block = &b->block_at[i];

        if (b->at_end && block->to > block->from)
            return ot_fail(err, OT_EIO, "the file was changed while it was read");
        if (b->at_end)
            block->from = block->to = b->length;
        b->at_end = b->at_end || block->to < block->from + b->block;
        b->length = block->to;
    }
    b->ended = b->at_end && b->length > 0 && b->text[b->length - 1] != '\n';
    if (b->ended) {
        b->text[b->length++] = '\n';
        b->block_at[b->blocks - 1].to = b->length;
    }
    b->block_at[0].from = 0;
    return OT_OK;
}

/* Where the record begins that holds text[at]; inside: at stands in quotes. */
static size_t begin_of(const char *text, size_t at, bool inside)
{
    for (; at > 0; at--) {
        if (text[at - 1] == '"')
            inside = !inside;
        else if (text[at - 1] == '\n' && !inside)
            break;
    }
    return at;
}

/* Where the first record begins at or behind text[at], but end at most. */
static size_t begin_from(const char *text, size_t at, size_t end, bool inside)
{
    if (at == 0 || at >= end || (text[at - 1] == '\n' && !inside))
        return at < end ? at : end;
    for (; at < end; at++) {
        if (text[at] == '"')
            inside = !inside;
        else if (text[at] == '\n' && !inside)
            return at + 1;
    }
    return end;
}

static size_t count_of(const char *text, size_t from, size_t to, char c)
{
    size_t count = 0;
    const char *at = text + from;

    while ((at = memchr(at, c, (size_t)(text + to - at))) != NULL) {
        count++;
        at++;
    }
    return count;
}

/* Puts the surveys together: what stands in quotes, line numbers, and the end of what
 * can be read here. *wrong: the record there is not for here. */
static ot_status join(ot_fast_blocks *b, size_t *end, bool *wrong, ot_error *err)
{
    bool inside = false;
    size_t lines = 0, at = SIZE_MAX;

    *wrong = false;
    for (size_t i = 0; i < b->blocks; i++)
        if (b->block_at[i].survey.damaged)
            return leave("it holds NULs or is not in UTF-8", err);
    for (size_t i = 0; i < b->blocks; i++) {
        ot_block *block = &b->block_at[i];

        block->inside = inside;
        block->lines_before = lines;
        at = block->survey.wrong[inside];
        if (at != SIZE_MAX) {
            inside ^= count_of(b->text, block->from, at, '"') & 1;
            *end = begin_of(b->text, at, inside);
            *wrong = true;
            for (i++; i < b->blocks; i++) /* nothing is known of those behind */
                b->block_at[i].from = b->block_at[i].to = b->length;
            return OT_OK;
        }
        inside ^= block->survey.odd_quotes;
        lines += block->survey.newlines;
    }
    *end = begin_of(b->text, b->length, inside);
    b->newlines = lines;
    return OT_OK;
}

/* Which records are whose. */
static void share_out(ot_fast_blocks *b, size_t end)
{
    for (size_t i = 0; i < b->blocks; i++) {
        ot_block *block = &b->block_at[i];

        block->begin = begin_from(b->text, block->from, end, block->inside);
        block->end = end;
        if (block->begin < end)
            block->line =
                b->line + (long)(block->lines_before +
                                 count_of(b->text, block->from, block->begin, '\n'));
        if (i > 0)
            b->block_at[i - 1].end = block->begin;
    }
}

/* Regions side by side are one: to begin to read takes longer than a row. */
static ot_status add_region(ot_fast_blocks *b, ot_slow_region region, ot_error *err)
{
    ot_slow_region *last = b->region_count ? &b->regions[b->region_count - 1] : NULL;

    if (last && last->offset + last->bytes == region.offset) {
        last->bytes += region.bytes;
        return OT_OK;
    }
    if (b->region_count == b->region_room) {
        size_t room = b->region_room ? b->region_room * 2 : 64;
        ot_slow_region *regions = realloc(b->regions, room * sizeof *regions);

        if (!regions)
            return ot_fail_memory(err);
        b->regions = regions;
        b->region_room = room;
    }
    b->regions[b->region_count++] = region;
    return OT_OK;
}

static ot_status keep_slow_rows(ot_fast_blocks *b, ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; i < b->blocks; i++) {
        const ot_slow_rows *slow = &b->block_at[i].slow;

        for (size_t r = 0; r < slow->count && st == OT_OK; r++) {
            const ot_slow_row *row = &slow->rows[r];

            st = add_region(b,
                            (ot_slow_region){b->offset + row->begin,
                                             row->end - row->begin, row->line},
                            err);
        }
    }
    return st;
}

/* Lets the ordinary reader go over a stretch of the text, from `end`, to learn where
 * the next record begins. All of it has been surveyed. */
static ot_status pass_stretch(ot_fast_blocks *b, size_t end, ot_error *err)
{
    ot_slow_region region = {b->offset + end, 0,
                             b->line + (long)count_of(b->text, 0, end, '\n')};
    ot_csv_options options = {
        .delimiter = b->plan->separator, .chunk = b->stretch, .line = region.line};
    uint64_t surveyed = b->offset + b->length;
    ot_csv_reader *reader = NULL;
    ot_csv_row row = {.offset = region.offset};
    ot_status st = ot_text_file_seek(b->file, region.offset, err);

    if (st >= 0) {
        reader = ot_csv_reader_new(b->file, &options);
        st = reader ? OT_OK : ot_fail_memory(err);
    }
    while (st == OT_OK && row.offset < region.offset + b->stretch)
        st = ot_csv_reader_next(reader, &row, err);
    ot_csv_reader_free(reader);
    if (st == OT_EINPUT || (st == OT_END && !b->at_end) ||
        (st == OT_OK && row.offset > surveyed))
        return leave("a record cannot be read", err);
    if (st < 0)
        return st;
    region.bytes = (st == OT_END ? surveyed : row.offset) - region.offset;
    b->offset = region.offset + region.bytes;
    b->line = row.line;
    b->kept = 0;
    b->stretch *= 2;
    if (add_region(b, region, err) < 0)
        return OT_ENOMEM;
    return st;
}

ot_status ot_fast_blocks_round(ot_fast_blocks *blocks, ot_error *err)
{
    ot_fast_blocks *b = blocks;
    size_t end = 0;
    bool wrong = false;
    ot_status st = read_blocks(b, err);

    if (st >= 0)
        st = ot_parallel_run(b->parallel, b->blocks, survey_block, b, err);
    if (st >= 0)
        st = join(b, &end, &wrong, err);
    if (st < 0)
        return st;
    share_out(b, end);
    st = ot_parallel_run(b->parallel, b->blocks + 1, print_or_sum, b, err);
    if (st >= 0)
        st = keep_slow_rows(b, err);
    if (st < 0)
        return st;
    if (wrong)
        return pass_stretch(b, end, err);
    if (b->at_end && end < b->length)
        return leave("a quote is left open", err);
    if (b->line > (long)UINT32_MAX)
        return leave("it has more lines than can be numbered", err);
    b->line += (long)(b->newlines - count_of(b->text, end, b->length, '\n'));
    b->offset += end;
    b->kept = b->length - end;
    memmove(b->text, b->text + end, b->kept);
    return b->at_end ? OT_END : OT_OK;
}

ot_status ot_fast_blocks_total(ot_fast_blocks *blocks, ot_fast_hand **total,
                               ot_error *err)
{
    ot_fast_hand *first = blocks->hands;
    ot_status st = OT_OK;

    *total = first;
    if (!first)
        return OT_OK;
    while (st == OT_OK && first->next) {
        ot_fast_hand *other = first->next;

        st = ot_fast_hand_merge(first, other, err);
        first->next = other->next;
        ot_fast_hand_free(other);
    }
    if (st == OT_END)
        return leave("too many codes or too large amounts", err);
    return st;
}
