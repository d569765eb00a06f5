/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/forecast/projection.h"

#include "engine/forecast/member.h"

#define MINIMUM_MONTHS 24

static ot_status read_history(const ot_series *series, ot_pence revised_budget,
                              const ot_projection_options *options, ot_history *out,
                              ot_error *err)
{
    size_t lead = 0;

    if (series->count == 0)
        return ot_fail(err, OT_EUSAGE, "a series without a month cannot be projected");
    if (series->first_month < 1 || series->first_month > OT_MONTHS)
        return ot_fail(err, OT_EUSAGE,
                       "month '%d' a series begins with is not in 1 to 12",
                       series->first_month);
    *out = (ot_history){.revised_budget = revised_budget};
    out->minimum_months = options ? options->minimum_months : 0;
    if (out->minimum_months == 0)
        out->minimum_months = MINIMUM_MONTHS;
    while (lead < series->count && series->months[lead] == 0)
        lead++;
    out->months = series->months + lead;
    out->count = series->count - lead;
    out->first_month =
        (int)(((size_t)(series->first_month - 1) + lead) % OT_MONTHS) + 1;
    out->as_at =
        (int)(((size_t)(series->first_month - 1) + series->count - 1) % OT_MONTHS) + 1;
    out->this_year = out->count < (size_t)out->as_at ? out->count : (size_t)out->as_at;
    for (size_t i = 0; i < out->count; i++) {
        out->has_positive = out->has_positive || out->months[i] > 0;
        out->has_negative = out->has_negative || out->months[i] < 0;
    }
    for (size_t i = out->count - out->this_year; i < out->count; i++) {
        ot_status st = ot_pence_add(&out->to_date, out->months[i], err);

        if (st < 0)
            return st;
    }
    return OT_OK;
}

/* The sensible side: no negative rest of the year after a history without negatives. */
static double bounded(const ot_history *history, double amount)
{
    if (history->has_positive && !history->has_negative && amount < 0)
        return 0.0;
    if (history->has_negative && !history->has_positive && amount > 0)
        return 0.0;
    return amount;
}

/* to_date + an amount for the months to come. */
static ot_status year_with(const ot_history *history, double rest, ot_pence *out,
                           ot_error *err)
{
    ot_pence whole;
    ot_status st = ot_pence_from_double(bounded(history, rest), &whole, err);

    *out = history->to_date;
    return st < 0 ? st : ot_pence_add(out, whole, err);
}

static ot_status fill_path(const ot_history *history, const ot_fit *fit, ot_pence rest,
                           ot_pence path[OT_MONTHS], ot_error *err)
{
    const ot_pence *last = history->months + history->count;
    size_t as_at = (size_t)history->as_at, to_come = OT_MONTHS - as_at;
    bool mixed = history->has_positive && history->has_negative;
    ot_pence projected[OT_MONTHS] = {0};
    ot_status st;

    for (size_t m = 0; m < as_at; m++)
        path[m] = as_at - m <= history->this_year ? *(last - (as_at - m)) : 0;
    for (size_t m = 0; m < to_come; m++) {
        st = ot_pence_from_double(bounded(history, fit->path[as_at + m]), &projected[m],
                                  err);
        if (st < 0)
            return st;
    }
    if (to_come == 0)
        return OT_OK;
    if (!mixed)
        return ot_pence_split(rest, projected, to_come, path + as_at, err);
    for (size_t m = 0; m + 1 < to_come; m++) {
        path[as_at + m] = projected[m];
        rest -= projected[m];
    }
    path[OT_MONTHS - 1] = rest;
    return OT_OK;
}

static ot_status finish(const ot_history *history, const ot_fit *fit,
                        ot_projection *out, ot_error *err)
{
    ot_status st = year_with(history, fit->rest, &out->outturn, err);

    if (st < 0 || (st = year_with(history, fit->lo80, &out->lo80, err)) < 0 ||
        (st = year_with(history, fit->hi80, &out->hi80, err)) < 0 ||
        (st = year_with(history, fit->lo95, &out->lo95, err)) < 0 ||
        (st = year_with(history, fit->hi95, &out->hi95, err)) < 0)
        return st;
    out->has_interval = fit->has_interval;
    out->months_used = fit->months_used;
    return fill_path(history, fit, out->outturn - history->to_date, out->path, err);
}

ot_status ot_projection_make(const ot_series *series, ot_pence revised_budget,
                             const ot_projection_options *options, ot_projection *out,
                             ot_error *err)
{
    ot_projection made = {0};
    ot_history history;
    ot_fit fit = {0};
    ot_status st = read_history(series, revised_budget, options, &history, err);

    if (st < 0)
        return st;
    st = OT_END;
    for (size_t i = 0; i < OT_METHODS && st == OT_END; i++) {
        made.method = ot_members[i].method;
        st = ot_members[i].fit(&history, &fit, err);
    }
    if (st == OT_OK)
        st = finish(&history, &fit, &made, err);
    if (st == OT_OK)
        *out = made;
    return st;
}
