/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/period_text.h"

#include "importers/date_text.h"
#include "importers/quoted.h"

#include <string.h>

/* What is being read. */
typedef struct reading {
    const char *text;
    const ot_period_rules *rules;
    ot_period *out;
    ot_error *err;
} reading;

static ot_status fail_ambiguous(const reading *r, const char *other)
{
    return ot_fail(r->err, OT_EINPUT,
                   "period '%s' is ambiguous: period of a fiscal year or %s; say "
                   "periods = fiscal or periods = calendar",
                   OT_QUOTED(r->text), other);
}

static ot_status fail_form(const reading *r)
{
    return ot_fail(r->err, OT_EINPUT,
                   "'%s' is not a period such as 2021/22 P06 or Sep-21",
                   OT_QUOTED(r->text));
}

static ot_status fiscal(const reading *r, int year, int number)
{
    if (number < 1 || number > OT_PERIODS_MAX)
        return ot_fail(r->err, OT_EINPUT, "period '%s': %d is not between 1 and %d",
                       OT_QUOTED(r->text), number, OT_PERIODS_MAX);
    *r->out = (ot_period){year, number};
    if (!ot_period_valid(*r->out))
        return fail_form(r);
    return OT_OK;
}

static ot_status month_of(const reading *r, int year, int month)
{
    if (month < 1 || month > OT_MONTHS)
        return ot_fail(r->err, OT_EINPUT, "period '%s': %d is not a month",
                       OT_QUOTED(r->text), month);
    *r->out = ot_period_from_month(r->rules->calendar, year, month);
    if (!ot_period_valid(*r->out))
        return fail_form(r);
    return OT_OK;
}

/* The month of the fiscal year that starts in `year`. */
static ot_status month_in_year(const reading *r, int year, int month)
{
    int start = r->rules->calendar.start_month ? r->rules->calendar.start_month : 4;

    return month_of(r, month < start ? year + 1 : year, month);
}

/* A year with a period or month whose reading is stated or else refused. */
static ot_status stated(const reading *r, int year, int number)
{
    switch (r->rules->reading) {
    case OT_PERIODS_FISCAL:
        return fiscal(r, year, number);
    case OT_PERIODS_CALENDAR:
        return month_of(r, year, number);
    case OT_PERIODS_UNSTATED:
        break;
    }
    return fail_ambiguous(r, "calendar month");
}

static ot_status need_year(const reading *r, int *year)
{
    if (r->rules->fiscal_year == 0)
        return ot_fail(
            r->err, OT_EINPUT,
            "period '%s' names no year; say fiscal_year, or give the year in "
            "a column",
            OT_QUOTED(r->text));
    *year = r->rules->fiscal_year;
    return OT_OK;
}

static bool is_period_word(const ot_token *t)
{
    static const char *const words[] = {"p", "pd", "per", "prd", "period"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(t->word, words[i]) == 0)
            return true;
    return false;
}

static bool is_closing_word(const ot_token *t)
{
    return strcmp(t->word, "adj") == 0 || strcmp(t->word, "adjustment") == 0;
}

static bool short_number(const ot_token *t)
{
    return t->digits >= 1 && t->digits <= 3;
}

/* 2021/22, 2021-22, 2021/2022, 21/22: two years of which one follows the other. */
static bool year_pair(const ot_token *t, int *year)
{
    int first = ot_year_of_token(&t[0]), second = ot_year_of_token(&t[1]);

    if ((t[0].digits != 4 && t[0].digits != 2) ||
        (t[1].before != '/' && t[1].before != '-') ||
        (t[1].digits != 2 && (t[1].digits != 4 || t[0].digits != 4)) ||
        second != first + 1)
        return false;
    *year = first;
    return true;
}

/* What is left once the fiscal year is known: P6, Adj1, Sep or 6. */
static ot_status in_year(const reading *r, int year, const ot_token *t, size_t count)
{
    if (count == 2 && is_period_word(&t[0]) && short_number(&t[1]))
        return fiscal(r, year, t[1].value);
    if (count == 2 && is_closing_word(&t[0]) && t[1].digits == 1) {
        if (t[1].value < 1 || t[1].value > OT_PERIODS_MAX - OT_MONTHS)
            return fail_form(r);
        return fiscal(r, year, OT_MONTHS + t[1].value);
    }
    if (count == 1 && ot_month_of_word(t[0].word) > 0)
        return month_in_year(r, year, ot_month_of_word(t[0].word));
    if (count == 1 && t[0].digits == 3)
        return fiscal(r, year, t[0].value);
    if (count != 1 || !short_number(&t[0]))
        return fail_form(r);
    switch (r->rules->reading) {
    case OT_PERIODS_FISCAL:
        return fiscal(r, year, t[0].value);
    case OT_PERIODS_CALENDAR:
        return month_in_year(r, year, t[0].value);
    case OT_PERIODS_UNSTATED:
        break;
    }
    return fail_ambiguous(r, "calendar month");
}

/* "2021 P06", "P06 2021": the year alone does not say which fiscal year is meant,
 * unless the year starts in January. */
static ot_status period_of_bare_year(const reading *r, const ot_token *year,
                                     const ot_token *number)
{
    if (r->rules->reading != OT_PERIODS_FISCAL && r->rules->calendar.start_month != 1)
        return ot_fail(r->err, OT_EINPUT,
                       "period '%s' is ambiguous: write the year as 2021/22, or say "
                       "periods = fiscal (the year in which it starts)",
                       OT_QUOTED(r->text));
    return fiscal(r, year->value, number->value);
}

static ot_status two_tokens(const reading *r, const ot_token *t)
{
    int month = ot_month_of_word(t[0].word);

    if (month > 0 && (t[1].digits == 2 || t[1].digits == 4))
        return month_of(r, ot_year_of_token(&t[1]), month);
    if (t[0].digits == 4 && ot_month_of_word(t[1].word) > 0)
        return month_of(r, t[0].value, ot_month_of_word(t[1].word));
    if (t[0].digits == 3 && t[1].digits == 4 && t[1].before != ' ')
        return fiscal(r, t[1].value, t[0].value);
    if (short_number(&t[0]) && t[1].digits == 4 && t[1].before != ' ')
        return stated(r, t[1].value, t[0].value);
    if (t[0].digits == 4 && t[1].digits == 2 && t[1].before == '-')
        return month_of(r, t[0].value, t[1].value);
    return OT_END;
}

static ot_status three_tokens(const reading *r, const ot_token *t)
{
    if (t[0].digits == 4 && t[2].digits > 0 && t[2].digits <= 2) {
        if (strcmp(t[1].word, "m") == 0)
            return month_of(r, t[0].value, t[2].value);
        if (is_period_word(&t[1]))
            return period_of_bare_year(r, &t[0], &t[2]);
    }
    if (is_period_word(&t[0]) && short_number(&t[1]) && t[2].digits == 4)
        return period_of_bare_year(r, &t[2], &t[1]);
    if (is_closing_word(&t[0]) && (t[2].digits == 4 || t[2].digits == 2))
        return in_year(r, ot_year_of_token(&t[2]), t, 2);
    return OT_END;
}

static ot_status parse_tokens(const reading *r, const ot_token *t, size_t count)
{
    int year = 0;
    ot_status st = OT_END;

    if (count >= 3 && year_pair(t, &year))
        return in_year(r, year, t + 2, count - 2);
    if (count >= 3 && year_pair(t + count - 2, &year))
        return in_year(r, year, t, count - 2);
    if (count == 1 && t[0].digits == 6)
        return stated(r, t[0].value / 100, t[0].value % 100);
    if (count == 2)
        st = two_tokens(r, t);
    else if (count == 3)
        st = three_tokens(r, t);
    if (st != OT_END)
        return st;
    if (count == 1 && t[0].digits > 3)
        return fail_form(r);
    if (count > 2 || (count == 2 && !is_period_word(&t[0]) && !is_closing_word(&t[0])))
        return fail_form(r);
    if (count == 1 && t[0].digits == 0 && ot_month_of_word(t[0].word) == 0)
        return fail_form(r);
    st = need_year(r, &year);
    return st < 0 ? st : in_year(r, year, t, count);
}

ot_status ot_period_text_parse(const char *text, const ot_period_rules *rules,
                               ot_period *out, ot_error *err)
{
    ot_token tokens[OT_TOKENS];
    size_t count = ot_tokens_read(text, tokens);
    reading r = {text, rules, out, err};
    ot_date date = 0;

    if (count == 0)
        return fail_form(&r);
    if (!ot_tokens_date(tokens, count, &date))
        return parse_tokens(&r, tokens, count);
    if (date == 0)
        return ot_fail(err, OT_EINPUT,
                       "'%s' is not a day of the calendar (the day stands before the "
                       "month)",
                       OT_QUOTED(text));
    return month_of(&r, date / 10000, date / 100 % 100);
}

ot_status ot_fiscal_year_parse(const char *text, int *year, ot_error *err)
{
    ot_token tokens[OT_TOKENS];
    size_t count = ot_tokens_read(text, tokens);

    if (count == 2 && year_pair(tokens, year))
        return OT_OK;
    if (count == 1 && tokens[0].digits == 4 &&
        ot_period_valid((ot_period){tokens[0].value, 1})) {
        *year = tokens[0].value;
        return OT_OK;
    }
    return ot_fail(err, OT_EINPUT, "'%s' is not a fiscal year such as 2021/22",
                   OT_QUOTED(text));
}
