/* SPDX-License-Identifier: GPL-3.0-or-later */
/* random.h - random numbers by seed and number of the stream, the same on every day and
 * with any number of threads.
 * Knows no clock and no simulation. The generator is xoshiro256++ (Blackman and Vigna
 * 2021), its state filled by splitmix64 (Steele, Lea and Flood 2014); what is drawn
 * from it is drawn by the GSL. */
#ifndef OT_RANDOM_H
#define OT_RANDOM_H

#include <stdint.h>

/* In the caller's storage; nothing to clear. */
typedef struct ot_random {
    uint64_t state[4];
} ot_random;

/* A seed of its own for part `number` of what `seed` stands for, so that streams can be
 * divided: a simulated year, a placement in it, and so on. */
uint64_t ot_random_key(uint64_t seed, uint64_t number);

/* Stream `number` of `seed`. */
void ot_random_init(ot_random *random, uint64_t seed, uint64_t number);

/* 0 <= value < 1, 53 bits. */
double ot_random_uniform(ot_random *random);
/* 0 to count - 1; count > 0. */
uint32_t ot_random_below(ot_random *random, uint32_t count);
/* Mean 0, standard deviation 1. */
double ot_random_normal(ot_random *random);
/* Mean 1: the time to the next event, where one comes in a unit of time. */
double ot_random_exponential(ot_random *random);
/* Mean shape x scale, variance shape x scale^2; both above 0. */
double ot_random_gamma(ot_random *random, double shape, double scale);
/* Mean a / (a + b); both above 0. */
double ot_random_beta(ot_random *random, double a, double b);
/* mean >= 0. */
uint32_t ot_random_poisson(ot_random *random, double mean);

#endif
