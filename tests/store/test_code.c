/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/code.h"

#include "tests/store/fixture.h"

static void test_code_has_one_number_for_good(void)
{
    ot_codes *codes = NULL;
    int64_t first[600], id = 0;
    char text[16];
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, false, 100, &db, &f.err) == OT_OK);
    for (int round = 0; round < 2; round++) {
        CHECK_INT(ot_db_begin(db, &f.err), OT_OK);
        REQUIRE(ot_codes_new(db, &codes, &f.err) == OT_OK);
        for (int i = 0; i < 600; i++) {
            snprintf(text, sizeof text, "%06d", i * 31);
            CHECK_INT(ot_codes_put(codes, text, &id, &f.err), OT_OK);
            if (round == 0)
                first[i] = id;
            CHECK_INT(id, first[i]);
        }
        CHECK_INT(ot_codes_put(codes, "000031", &id, &f.err), OT_OK);
        CHECK_INT(id, first[1]);
        ot_codes_free(codes);
        CHECK_INT(ot_db_commit(db, &f.err), OT_OK);
    }
    CHECK_INT(ot_db_ask(db, "SELECT count(*) FROM code", &id, &f.err), OT_OK);
    CHECK_INT(id, 600);
    ot_db_close(db);
    tear_down(&f);
}

static void test_code_tells_case_and_leading_zeros_apart(void)
{
    static const char *const texts[] = {"0100", "100", "", "abc", "ABC", " abc"};
    ot_codes *codes = NULL;
    int64_t id = 0;
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    REQUIRE(ot_db_open(f.path, false, 100, &db, &f.err) == OT_OK);
    REQUIRE(ot_codes_new(db, &codes, &f.err) == OT_OK);
    for (int64_t i = 0; i < 6; i++) {
        CHECK_INT(ot_codes_put(codes, texts[i], &id, &f.err), OT_OK);
        CHECK_INT(id, i + 1);
    }
    ot_codes_free(codes);
    ot_db_close(db);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_code_has_one_number_for_good),
    CASE(test_code_tells_case_and_leading_zeros_apart),
};

OT_TEST_MAIN("store/code", cases)
