/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_simulation.c - seconds of a simulation by size: bench_simulation [TIMES [YEARS
 * [THREADS]]]. The county of placement_world.h times so many (22: 5,000 open). */
#include <time.h>

#include "tests/engine/placement_world.h"

#include <stdio.h>

#include "tests/engine/hands.h"

int main(int argc, char **argv)
{
    double times = argc > 1 ? atof(argv[1]) : 22.0, seconds;
    uint32_t years = argc > 2 ? (uint32_t)atoi(argv[2]) : 10000, open = 0;
    world_rates rates = world_county;
    ot_simulation_options options = world_options(years);
    ot_simulation_input input;
    ot_placement_list list;
    hands two = {argc > 3 ? (size_t)atoi(argv[3]) : 1};
    ot_parallel parallel = {&two, hands_run};
    struct timespec from, to;
    ot_simulation result;
    ot_error err = {0};
    world w;

    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        rates.starts[t] *= times;
    world_init(&w, &rates, 1);
    input = world_input(&w, &list);
    timespec_get(&from, TIME_UTC);
    if (ot_simulation_run(&input, &options, &parallel, &result, &err) < 0) {
        fprintf(stderr, "bench_simulation: %s\n", err.message);
        return EXIT_FAILURE;
    }
    timespec_get(&to, TIME_UTC);
    seconds =
        (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    for (size_t t = 0; t < OT_PLACEMENT_TYPES; t++)
        open += result.basis[t].open;
    printf("%u open, %u years, %zu threads: %.2f s; outturn %.2f (80%%: %.2f to %.2f) "
           "million\n",
           (unsigned)open, (unsigned)years, two.count, seconds,
           (double)result.outturn[OT_PLACEMENT_TYPES].mean / 1e8,
           (double)result.outturn[OT_PLACEMENT_TYPES].lo80 / 1e8,
           (double)result.outturn[OT_PLACEMENT_TYPES].hi80 / 1e8);
    world_clear(&w);
    return EXIT_SUCCESS;
}
