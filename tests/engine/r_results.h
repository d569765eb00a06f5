/* SPDX-License-Identifier: GPL-3.0-or-later */
/* r_results.h - r/results.csv in memory: series and what R makes of them (r/make.R). */
#ifndef OT_TEST_R_RESULTS_H
#define OT_TEST_R_RESULTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define R_VALUES  8192
#define R_RESULTS 512
#define R_SERIES  32

/* Consecutive rows of one series and one what. */
typedef struct r_result {
    char series[32], what[32];
    const double *values;
    size_t count;
} r_result;

typedef struct r_results {
    double values[R_VALUES];
    r_result results[R_RESULTS];
    size_t value_count, count;
} r_results;

/* False where the file is not as make.R writes it, or is larger than there is room. */
static inline bool r_results_read(r_results *r, const char *path)
{
    char line[160], series[32] = "", what[32] = "";
    FILE *file = fopen(path, "r");
    bool well = file && fgets(line, sizeof line, file) &&
                strcmp(line, "series,what,place,value\n") == 0;
    size_t place;
    double value;

    r->value_count = r->count = 0;
    while (well && fgets(line, sizeof line, file)) {
        r_result *last = r->count > 0 ? &r->results[r->count - 1] : NULL;

        well =
            sscanf(line, "%31[^,],%31[^,],%zu,%lf", series, what, &place, &value) == 4;
        if (well && place == 1 && r->count < R_RESULTS) {
            last = &r->results[r->count++];
            *last = (r_result){.values = r->values + r->value_count};
            memcpy(last->series, series, sizeof series);
            memcpy(last->what, what, sizeof what);
        }
        well = well && last && strcmp(last->series, series) == 0 &&
               strcmp(last->what, what) == 0 && place == last->count + 1 &&
               r->value_count < R_VALUES;
        if (well) {
            r->values[r->value_count++] = value;
            last->count++;
        }
    }
    if (file)
        fclose(file);
    return well && r->count > 0;
}

/* NULL where R has not been asked that of the series. */
static inline const r_result *r_result_of(const r_results *r, const char *series,
                                          const char *what)
{
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->results[i].series, series) == 0 &&
            strcmp(r->results[i].what, what) == 0)
            return &r->results[i];
    return NULL;
}

/* Names of the series; how many. */
static inline size_t r_results_series(const r_results *r, const char *names[R_SERIES])
{
    size_t count = 0;

    for (size_t i = 0; i < r->count && count < R_SERIES; i++)
        if (strcmp(r->results[i].what, "value") == 0)
            names[count++] = r->results[i].series;
    return count;
}

#endif
