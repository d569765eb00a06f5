/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/slice.h"

#include "tests/store/fixture.h"

static void test_slice_is_numbered_once(void)
{
    const ot_slice one = {"ACTUAL", 2021, 5}, other = {"ACTUAL", 2021, 6},
                   third = {"5 ACTUAL", 2021, 0};
    ot_slices *slices = NULL;
    ot_error err = {0};
    int64_t id = 0;

    REQUIRE(ot_slices_new(41, &slices, &err) == OT_OK);
    CHECK_INT(ot_slices_put(slices, &one, &id, &err), OT_OK);
    CHECK_INT(id, 41);
    CHECK_INT(ot_slices_put(slices, &other, &id, &err), OT_OK);
    CHECK_INT(id, 42);
    CHECK_INT(ot_slices_put(slices, &third, &id, &err), OT_OK);
    CHECK_INT(id, 43);
    CHECK_INT(ot_slices_put(slices, &one, &id, &err), OT_OK);
    CHECK_INT(id, 41);
    ot_slices_free(slices);
}

static void test_slices_of_ten_years_are_written(void)
{
    const ot_activity_record rows[] = {{{2011, 1}, "Residential", 98, 2}};
    ot_activity_record *many = calloc(1200, sizeof *many);
    int64_t count = 0;
    ot_db *db = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    for (int i = 0; i < 1200; i++) {
        many[i] = rows[0];
        many[i].period = (ot_period){2011 + i / 120, 1 + i / 10 % 12};
        many[i].type = &"abcdefghij"[i % 10];
    }
    CHECK_INT(put_file(&f, OT_KIND_ACTIVITY, "p1", many, 1200), OT_OK);
    REQUIRE(ot_db_open(f.path, true, 100, &db, &f.err) == OT_OK);
    CHECK_INT(ot_db_ask(db,
                        "SELECT count(*) FROM slice JOIN activity ON slice = id"
                        " WHERE kind = 'activity' AND import = 1",
                        &count, &f.err),
              OT_OK);
    CHECK_INT(count, 1200);
    CHECK_INT(ot_db_ask(db, "SELECT count(*) FROM slice WHERE part = 'fghij'", &count,
                        &f.err),
              OT_OK);
    CHECK_INT(count, 120);
    ot_db_close(db);
    free(many);
    tear_down(&f);
}

static void test_slice_text_names_it_in_words(void)
{
    char text[OT_SLICE_TEXT];

    CHECK_TEXT(
        ot_slice_text(OT_KIND_LEDGER, &(ot_slice){"COMMITMENT", 2021, 13}, april, text),
        "COMMITMENT 2021/22 P13");
    CHECK_TEXT(
        ot_slice_text(OT_KIND_FORECASTS, &(ot_slice){"030205", 2021, 9}, april, text),
        "forecasts for 030205 dated 2021-09");
    CHECK_TEXT(ot_slice_text(OT_KIND_FORECASTS, &(ot_slice){"", 0, 0}, april, text),
               "forecasts without a date");
    CHECK_TEXT(ot_slice_text(OT_KIND_HIGH_RISK, &(ot_slice){"", 0, 0}, april, text),
               "high_risk");
}

static const check_case cases[] = {
    CASE(test_slice_is_numbered_once),
    CASE(test_slices_of_ten_years_are_written),
    CASE(test_slice_text_names_it_in_words),
};

OT_TEST_MAIN("store/slice", cases)
