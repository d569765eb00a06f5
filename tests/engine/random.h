/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random.h - the tests' own pseudo-random numbers: the same for a seed everywhere. */
#ifndef OT_TEST_RANDOM_H
#define OT_TEST_RANDOM_H

#include <stdint.h>

/* xorshift64* (Vigna 2016); the state must not be 0. */
static inline uint64_t random_next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

/* 0 .. count - 1. */
static inline uint32_t random_below(uint64_t *state, uint32_t count)
{
    return (uint32_t)((random_next(state) >> 32) % count);
}

/* -most .. most. */
static inline int64_t random_amount(uint64_t *state, int64_t most)
{
    return (int64_t)((random_next(state) >> 16) % (uint64_t)(2 * most + 1)) - most;
}

#endif
