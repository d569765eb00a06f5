/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/numbers.h"

#include <math.h>
#include <stdlib.h>

double ot_numbers_mean(const double *values, size_t count)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++)
        sum += values[i];
    return count > 0 ? sum / (double)count : 0.0;
}

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

void ot_numbers_sort(double *values, size_t count)
{
    if (count > 48) {
        qsort(values, count, sizeof *values, ascending);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        double value = values[i];
        size_t j = i;

        for (; j > 0 && values[j - 1] > value; j--)
            values[j] = values[j - 1];
        values[j] = value;
    }
}

double ot_numbers_quantile(const double *sorted, size_t count, double p)
{
    double place = p * (double)(count - 1);
    size_t low = (size_t)place;

    if (low + 1 >= count)
        return sorted[count - 1];
    return sorted[low] + (place - (double)low) * (sorted[low + 1] - sorted[low]);
}

double ot_numbers_median(double *values, size_t count)
{
    ot_numbers_sort(values, count);
    return count % 2 ? values[count / 2]
                     : 0.5 * (values[count / 2 - 1] + values[count / 2]);
}

double ot_numbers_step(const double *values, size_t count, size_t lag)
{
    double sum = 0.0;

    if (count <= lag)
        lag = 1;
    for (size_t i = lag; i < count; i++)
        sum += fabs(values[i] - values[i - lag]);
    return count > lag ? sum / (double)(count - lag) : 0.0;
}

bool ot_numbers_constant(const double *values, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (values[i] != values[0])
            return false;
    return true;
}

bool ot_numbers_positive(const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!(values[i] > 0.0))
            return false;
    return true;
}

void ot_numbers_line(const double *values, size_t count, double *intercept,
                     double *slope)
{
    double n = (double)count, middle = (n - 1.0) / 2.0, sum = 0.0;
    double mean = ot_numbers_mean(values, count);

    for (size_t i = 0; i < count; i++)
        sum += ((double)i - middle) * (values[i] - mean);
    *slope = count > 1 ? sum / (n * (n * n - 1.0) / 12.0) : 0.0;
    *intercept = mean - *slope * middle;
}
