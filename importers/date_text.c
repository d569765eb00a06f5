/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/date_text.h"

#include "importers/quoted.h"
#include "importers/utf8.h"

#include <string.h>

static bool is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

/* The character that stands for a separator, or '\0'. */
static char separator(uint32_t c)
{
    if (ot_utf8_is_space(c) || c == '_')
        return ' ';
    if (ot_utf8_is_dash(c))
        return '-';
    return c == '/' || c == '.' || c == ':' || c == ',' ? (char)c : '\0';
}

/* Passes separators; spaces around another one do not count. False: two that do. */
static bool pass_separators(const char **at, char *before)
{
    const char *next = *at;
    char c;

    *before = '\0';
    while ((c = separator(ot_utf8_next(&next))) != '\0') {
        if (c != ' ' && *before != '\0' && *before != ' ')
            return false;
        if (c != ' ' || *before == '\0')
            *before = c;
        *at = next;
    }
    return true;
}

static const char *read_number(const char *at, ot_token *token)
{
    for (; is_digit((unsigned char)*at); at++) {
        if (++token->digits > 8)
            return NULL;
        token->value = token->value * 10 + (*at - '0');
    }
    return at;
}

static const char *read_word(const char *at, ot_token *token)
{
    size_t n = 0;

    for (; is_letter((unsigned char)*at); at++) {
        if (n == OT_TOKEN_WORD - 1)
            return NULL;
        token->word[n++] = (char)(*at | 0x20);
    }
    return at;
}

size_t ot_tokens_read(const char *text, ot_token tokens[OT_TOKENS])
{
    size_t count = 0;
    char before;

    for (;;) {
        if (!pass_separators(&text, &before))
            return 0;
        if (*text == '\0')
            return before == '\0' || before == ' ' ? count : 0;
        if (count == OT_TOKENS || (count == 0 && before != '\0' && before != ' '))
            return 0;
        tokens[count] = (ot_token){.before = before};
        if (is_digit((unsigned char)*text))
            text = read_number(text, &tokens[count++]);
        else if (is_letter((unsigned char)*text))
            text = read_word(text, &tokens[count++]);
        else
            return 0;
        if (!text)
            return 0;
    }
}

int ot_month_of_word(const char *word)
{
    if (strcmp(word, "sept") == 0)
        return 9;
    for (int month = 1; month <= OT_MONTHS; month++) {
        const char *name = ot_month_name(month);
        size_t i = 0;

        while (word[i] != '\0' && (name[i] | 0x20) == word[i])
            i++;
        if (word[i] == '\0' && (i == 3 || name[i] == '\0'))
            return month;
    }
    return 0;
}

int ot_year_of_token(const ot_token *token)
{
    if (token->digits != 2)
        return token->value;
    return token->value < 70 ? 2000 + token->value : 1900 + token->value;
}

static ot_date date_of(int year, int month, int day)
{
    return ot_date_valid(year, month, day) ? year * 10000 + month * 100 + day : 0;
}

/* hh:mm, hh:mm:ss and perhaps fractions, behind a date; also "T" and "Z" of ISO 8601.
 */
static bool is_time(const ot_token *t, size_t count)
{
    size_t numbers = 0;

    if (count > 0 && strcmp(t->word, "t") == 0) {
        t++;
        count--;
    } else if (count > 0 && t->before != ' ') {
        return false;
    }
    for (; numbers < count && t[numbers].digits > 0; numbers++)
        if (numbers > 0 && t[numbers].before != ':' && t[numbers].before != '.')
            return false;
    if (numbers < count &&
        (strcmp(t[numbers].word, "z") == 0 || strcmp(t[numbers].word, "am") == 0 ||
         strcmp(t[numbers].word, "pm") == 0))
        count--;
    return numbers == count && numbers >= 2;
}

static bool short_number(const ot_token *token)
{
    return token->digits == 1 || token->digits == 2;
}

static bool is_year(const ot_token *token)
{
    return token->digits == 2 || token->digits == 4;
}

static bool three_parts(const ot_token *t, ot_date *date)
{
    bool named = t[1].digits == 0;

    if (t[0].digits == 4 && short_number(&t[1]) && short_number(&t[2]) &&
        t[1].before == t[2].before && (t[1].before == '-' || t[1].before == '/')) {
        *date = date_of(t[0].value, t[1].value, t[2].value);
        return true;
    }
    if (!short_number(&t[0]) || !is_year(&t[2]))
        return false;
    if (named && ot_month_of_word(t[1].word) > 0) {
        *date =
            date_of(ot_year_of_token(&t[2]), ot_month_of_word(t[1].word), t[0].value);
        return true;
    }
    if (named || !short_number(&t[1]) || t[1].before != t[2].before ||
        (t[1].before != '/' && t[1].before != '-' && t[1].before != '.'))
        return false;
    *date = date_of(ot_year_of_token(&t[2]), t[1].value, t[0].value);
    return true;
}

bool ot_tokens_date(const ot_token *tokens, size_t count, ot_date *date)
{
    if (count == 1 && tokens[0].digits == 8) {
        *date = date_of(tokens[0].value / 10000, tokens[0].value / 100 % 100,
                        tokens[0].value % 100);
        return true;
    }
    return count >= 3 && (count == 3 || is_time(tokens + 3, count - 3)) &&
           three_parts(tokens, date);
}

ot_status ot_date_parse(const char *text, ot_date *out, ot_error *err)
{
    ot_token tokens[OT_TOKENS];
    size_t count = ot_tokens_read(text, tokens);
    ot_date date = 0;

    if (count == 0 || !ot_tokens_date(tokens, count, &date))
        return ot_fail(err, OT_EINPUT,
                       "'%s' is not a date; write it as 30/09/2021 or 2021-09-30",
                       OT_QUOTED(text));
    if (date == 0)
        return ot_fail(err, OT_EINPUT,
                       "'%s' is not a day of the calendar (the day stands before the "
                       "month)",
                       OT_QUOTED(text));
    *out = date;
    return OT_OK;
}
