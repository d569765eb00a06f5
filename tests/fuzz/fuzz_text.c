/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_text.c - one text as an amount, a period, a date and a selector. What is
 * accepted must hold: an amount within the limit that reads back as itself, a period
 * that exists, a selector that can be matched. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "engine/selector.h"
#include "importers/amount.h"
#include "importers/date_text.h"
#include "importers/period_text.h"

static void need(int holds)
{
    if (!holds)
        abort();
}

static void try_amount(const char *text, ot_amount_rules rules)
{
    ot_amount_rules plain = {0};
    ot_pence amount, again;
    ot_error err;
    char printed[OT_PENCE_TEXT];

    if (ot_pence_parse(text, &rules, &amount, &err) != OT_OK)
        return;
    need(amount <= OT_PENCE_LIMIT && amount >= -OT_PENCE_LIMIT);
    need(ot_pence_parse(ot_pence_text(amount, printed), &plain, &again, &err) == OT_OK);
    need(again == amount);
}

static void try_period(const char *text, ot_period_rules rules)
{
    ot_period period;
    ot_error err;

    if (ot_period_text_parse(text, &rules, &period, &err) == OT_OK)
        need(ot_period_valid(period));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    ot_date date;
    ot_error err;

    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    try_amount(text, (ot_amount_rules){0});
    try_amount(text, (ot_amount_rules){.decimal_comma = true, .blank_is_zero = true});
    for (int reading = 0; reading < 3; reading++)
        try_period(text, (ot_period_rules){.calendar = {4},
                                           .reading = (ot_period_reading)reading,
                                           .fiscal_year = reading ? 2021 : 0});
    if (ot_date_parse(text, &date, &err) == OT_OK)
        need(ot_date_valid(date / 10000, date / 100 % 100, date % 100));
    if (ot_selector_check(text, &err) == OT_OK)
        ot_selector_matches(text, "020101");
    free(text);
    return 0;
}
