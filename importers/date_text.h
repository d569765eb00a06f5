/* SPDX-License-Identifier: GPL-3.0-or-later */
/* date_text.h - texts cut into numbers and words, and dates read from them.
 * Knows the British order of day and month only: it never guesses. */
#ifndef OT_DATE_TEXT_H
#define OT_DATE_TEXT_H

#include "engine/period.h"

#include <stddef.h>

#define OT_TOKENS     10
#define OT_TOKEN_WORD 12

/* A run of digits or of letters. */
typedef struct ot_token {
    int digits;               /* how many; 0: a word */
    int value;                /* of up to 8 digits */
    char word[OT_TOKEN_WORD]; /* lower case */
    char before; /* what stands between this and the token before: '\0' nothing, ' ' or
                    '_' (given as ' '), '/', '-', '.', ':' or ',' */
} ot_token;

/* Cuts text; returns the number of tokens, or 0 where it is blank or holds anything
 * that no date or period holds. */
size_t ot_tokens_read(const char *text, ot_token tokens[OT_TOKENS]);

/* Month (1-12) of an English name, in full or cut to three letters (or "sept"); 0:
 * none. */
int ot_month_of_word(const char *word);
/* 1970-2069 of two digits, else the value itself. */
int ot_year_of_token(const ot_token *token);

/* 30/09/2021 30/09/21 30.09.2021 30-09-2021 30-Sep-2021 2021-09-30 20210930, each
 * perhaps with a time of day behind it, which is passed over. False where the tokens
 * are no date at all; *date 0 where they have the form of one but name no day. */
bool ot_tokens_date(const ot_token *tokens, size_t count, ot_date *date);

/* The same from text. OT_EINPUT where it is no date. */
ot_status ot_date_parse(const char *text, ot_date *out, ot_error *err);

#endif
