/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/seen_texts.h"
#include "tests/check.h"

static void test_texts_are_told_apart_by_all_their_bytes(void)
{
    static const char *const texts[] = {"",
                                        "0",
                                        "00",
                                        "000417",
                                        "2021/22 P05",
                                        "2021/22 P06",
                                        "1234567890123456",
                                        "1234567890123457",
                                        "\xEF\xBF\xBD"};
    ot_seen_texts seen;

    REQUIRE(ot_seen_init(&seen, NULL) == OT_OK);
    for (uint32_t i = 0; i < 9; i++) {
        char text[OT_SEEN_BYTES + 1] = "";
        ot_seen_key key;

        strcpy(text, texts[i]);
        key = ot_seen_key_of(text, strlen(text));
        CHECK_INT(ot_seen_find(&seen, key)->number, OT_UNSEEN);
        CHECK_INT(ot_seen_put(&seen, key, i, NULL), OT_OK);
    }
    for (uint32_t i = 0; i < 9; i++) {
        char text[2 * OT_SEEN_BYTES] = "";

        snprintf(text, sizeof text, "%sxyz", texts[i]); /* what follows is no part */
        CHECK_INT(ot_seen_find(&seen, ot_seen_key_of(text, strlen(texts[i])))->number,
                  i);
    }
    ot_seen_clear(&seen);
}

static void test_a_table_grows(void)
{
    ot_seen_texts seen;
    char text[2 * OT_SEEN_BYTES];

    REQUIRE(ot_seen_init(&seen, NULL) == OT_OK);
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%06u", i * 7);
        CHECK_INT(ot_seen_put(&seen, ot_seen_key_of(text, 6), i, NULL), OT_OK);
    }
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "%06u", i * 7);
        CHECK_INT(ot_seen_find(&seen, ot_seen_key_of(text, 6))->number, i);
    }
    ot_seen_clear(&seen);
}

static const check_case cases[] = {CASE(test_texts_are_told_apart_by_all_their_bytes),
                                   CASE(test_a_table_grows)};

OT_TEST_MAIN("seen texts", cases)
