/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/random.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

#define GOLDEN   UINT64_C(0x9e3779b97f4a7c15)
#define TWO_M53  (1.0 / 9007199254740992.0)
#define ALL_ONES 0xffffffffUL

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint64_t rotate(uint64_t x, int by)
{
    return (x << by) | (x >> (64 - by));
}

static uint64_t next(uint64_t s[4])
{
    uint64_t result = rotate(s[0] + s[3], 23) + s[0];
    uint64_t shifted = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = rotate(s[3], 45);
    return result;
}

uint64_t ot_random_key(uint64_t seed, uint64_t number)
{
    return mix(mix(seed + GOLDEN) + (number + 1) * GOLDEN);
}

void ot_random_init(ot_random *random, uint64_t seed, uint64_t number)
{
    uint64_t key = ot_random_key(seed, number);

    for (int i = 0; i < 4; i++) {
        key += GOLDEN;
        random->state[i] = mix(key);
    }
}

double ot_random_uniform(ot_random *random)
{
    return (double)(next(random->state) >> 11) * TWO_M53;
}

uint32_t ot_random_below(ot_random *random, uint32_t count)
{
    return (uint32_t)(((next(random->state) >> 32) * count) >> 32);
}

double ot_random_exponential(ot_random *random)
{
    return -log(1.0 - ot_random_uniform(random));
}

/* The generator as the GSL calls it: 32 bits, or a double. */
static unsigned long get(void *state)
{
    return (unsigned long)(next(state) >> 32);
}

static double get_double(void *state)
{
    return (double)(next(state) >> 11) * TWO_M53;
}

static void set(void *state, unsigned long seed)
{
    ot_random_init(state, seed, 0);
}

static const gsl_rng_type generator = {
    "xoshiro256++", ALL_ONES, 0, sizeof(ot_random), set, get, get_double};

static gsl_rng as_gsl(ot_random *random)
{
    return (gsl_rng){&generator, random};
}

double ot_random_normal(ot_random *random)
{
    gsl_rng rng = as_gsl(random);

    return gsl_ran_gaussian_ratio_method(&rng, 1.0);
}

double ot_random_gamma(ot_random *random, double shape, double scale)
{
    gsl_rng rng = as_gsl(random);

    return gsl_ran_gamma(&rng, shape, scale);
}

double ot_random_beta(ot_random *random, double a, double b)
{
    gsl_rng rng = as_gsl(random);

    return gsl_ran_beta(&rng, a, b);
}

uint32_t ot_random_poisson(ot_random *random, double mean)
{
    gsl_rng rng = as_gsl(random);

    return mean > 0 ? gsl_ran_poisson(&rng, mean) : 0;
}
