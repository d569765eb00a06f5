/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/outturn_median.h"

#include <stdlib.h>

static int compare(const void *left, const void *right)
{
    const ot_weighted *a = left, *b = right;

    if (a->value != b->value)
        return a->value < b->value ? -1 : 1;
    return (a->weight > b->weight) - (a->weight < b->weight);
}

void ot_weighted_sort(ot_weighted *items, size_t count)
{
    qsort(items, count, sizeof *items, compare);
}

double ot_weighted_quantile(const ot_weighted *sorted, size_t count, double p)
{
    double all = 0, before = 0, last = 0;

    for (size_t i = 0; i < count; i++)
        all += sorted[i].weight;
    for (size_t i = 0; i < count; i++) {
        double place = (before + sorted[i].weight / 2) / all;

        if (place >= p) {
            if (i == 0)
                return sorted[0].value;
            return sorted[i - 1].value + (sorted[i].value - sorted[i - 1].value) *
                                             (p - last) / (place - last);
        }
        last = place;
        before += sorted[i].weight;
    }
    return sorted[count - 1].value;
}
