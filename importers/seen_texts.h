/* SPDX-License-Identifier: GPL-3.0-or-later */
/* seen_texts.h - short texts that were seen before, and the number each was given.
 * Knows not what a number means. */
#ifndef OT_SEEN_TEXTS_H
#define OT_SEEN_TEXTS_H

#include "engine/status.h"

#include <stdint.h>
#include <string.h>

#define OT_SEEN_BYTES 16 /* of the longest text that is kept */

/* A text of so many bytes, filled up with NULs: equal words, equal texts. */
typedef struct ot_seen_key {
    uint64_t word[2];
} ot_seen_key;

#define OT_SEEN_FREE UINT64_MAX /* no text is of bytes 0xFF */
#define OT_UNSEEN    (UINT32_MAX - 1)

typedef struct ot_seen_slot {
    ot_seen_key key; /* word[0] OT_SEEN_FREE: free, and number is OT_UNSEEN */
    uint32_t number;
} ot_seen_slot;

typedef struct ot_seen_texts {
    ot_seen_slot *slots;
    size_t count, mask; /* slots less one, a power of two less one */
} ot_seen_texts;

ot_status ot_seen_init(ot_seen_texts *seen, ot_error *err);
void ot_seen_clear(ot_seen_texts *seen);
/* Adds a key that is not there. */
ot_status ot_seen_put(ot_seen_texts *seen, ot_seen_key key, uint32_t number,
                      ot_error *err);

/* length is at most OT_SEEN_BYTES, which may be read from text; no NUL among them. */
static inline ot_seen_key ot_seen_key_of(const char *text, size_t length)
{
    static const unsigned char kept[2 * OT_SEEN_BYTES] = {
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255};
    ot_seen_key key, mask;

    memcpy(&key, text, sizeof key);
    memcpy(&mask, kept + OT_SEEN_BYTES - length, sizeof mask);
    key.word[0] &= mask.word[0];
    key.word[1] &= mask.word[1];
    return key;
}

static inline size_t ot_seen_hash(ot_seen_key key)
{
    uint64_t hash = (key.word[0] ^ (key.word[1] << 29 | key.word[1] >> 35)) *
                    UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(hash ^ hash >> 32);
}

/* Its slot, or the free one where it would be. */
static inline ot_seen_slot *ot_seen_find(const ot_seen_texts *seen, ot_seen_key key)
{
    size_t at = ot_seen_hash(key) & seen->mask;

    while (seen->slots[at].key.word[0] != key.word[0] ||
           seen->slots[at].key.word[1] != key.word[1]) {
        if (seen->slots[at].key.word[0] == OT_SEEN_FREE)
            break;
        at = (at + 1) & seen->mask;
    }
    return &seen->slots[at];
}

#endif
