/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/money.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define PENCE_PER_THOUSAND 100000

ot_status ot_pence_add(ot_pence *sum, ot_pence amount, ot_error *err)
{
    ot_pence result;

    if (__builtin_add_overflow(*sum, amount, &result))
        return ot_fail(err, OT_ERANGE, "a sum of amounts is too large to hold exactly");
    *sum = result;
    return OT_OK;
}

ot_status ot_pence_from_double(double pence, ot_pence *out, ot_error *err)
{
    if (!(fabs(pence) <= 9007199254740992.0))
        return ot_fail(err, OT_ERANGE, "a computed amount is not a number of pence");
    *out = (ot_pence)round(pence);
    return OT_OK;
}

int64_t ot_divide_rounded(int64_t n, int64_t d)
{
    int64_t quotient = n / d;
    int64_t rest = n % d;

    if (rest < 0)
        rest = -rest;
    if (rest >= d - rest)
        quotient += n < 0 ? -1 : 1;
    return quotient;
}

int64_t ot_thousands(ot_pence amount)
{
    return ot_divide_rounded(amount, PENCE_PER_THOUSAND);
}

__extension__ typedef __int128 wide;

static wide magnitude(ot_pence amount)
{
    return amount < 0 ? -(wide)amount : (wide)amount;
}

/* The share with the largest part left over takes the next penny. */
static void hand_out(wide rest, const wide *left, bool *taken, size_t count,
                     ot_pence *shares, int sign)
{
    for (; rest > 0; rest--) {
        size_t best = count;

        for (size_t i = 0; i < count; i++)
            if (!taken[i] && (best == count || left[i] > left[best]))
                best = i;
        if (best == count)
            return;
        taken[best] = true;
        shares[best] += sign;
    }
}

ot_status ot_pence_split(ot_pence total, const ot_pence *weights, size_t count,
                         ot_pence *shares, ot_error *err)
{
    wide all = 0, rest = magnitude(total);
    int sign = total < 0 ? -1 : 1;
    wide *left = malloc(count * sizeof *left);
    bool *taken = calloc(count, sizeof *taken);
    bool equal;

    if (!left || !taken) {
        free(left);
        free(taken);
        return ot_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++)
        all += magnitude(weights[i]);
    equal = all == 0;
    if (equal)
        all = (wide)count;
    for (size_t i = 0; i < count; i++) {
        wide weight = equal ? 1 : magnitude(weights[i]);
        wide part = magnitude(total) * weight / all;

        left[i] = magnitude(total) * weight % all;
        shares[i] = (ot_pence)(part * sign);
        rest -= part;
    }
    hand_out(rest, left, taken, count, shares, sign);
    free(left);
    free(taken);
    return OT_OK;
}

char *ot_pence_text(ot_pence amount, char text[OT_PENCE_TEXT])
{
    uint64_t size = amount < 0 ? 0 - (uint64_t)amount : (uint64_t)amount;

    snprintf(text, OT_PENCE_TEXT, "%s%" PRIu64 ".%02u", amount < 0 ? "-" : "",
             size / 100, (unsigned)(size % 100));
    return text;
}
