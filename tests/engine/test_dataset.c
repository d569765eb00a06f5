/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_dataset.c - batches of every kind taken from sources and kept. */
#include "engine/dataset.h"

#include "tests/engine/council.h"

/* A source of `left` batches of one ledger line each, then `last`. */
typedef struct feed {
    int left, closed;
    ot_status last;
    ot_ledger_record record;
    char centre[8];
} feed;

static ot_status feed_next(void *self, ot_batch *batch, ot_error *err)
{
    feed *f = self;

    memset(f->centre, '?', sizeof f->centre); /* the last batch's texts are gone */
    if (!f->left)
        return f->last < 0 ? ot_fail(err, f->last, "ledger.csv broke off") : f->last;
    snprintf(f->centre, sizeof f->centre, "03%02d", f->left--);
    f->record = ledger_line(f->centre, "5005", "", OT_ACTUAL, 5, 238517);
    *batch = (ot_batch){OT_KIND_LEDGER, 1, {.ledger = &f->record}};
    return OT_OK;
}

static void feed_close(void *self)
{
    ((feed *)self)->closed++;
}

static void test_source_is_read_to_its_end_and_closed(void)
{
    feed f = {.left = 12, .last = OT_END};
    ot_source source = {&f, feed_next, feed_close};
    ot_dataset *data = ot_dataset_new();
    const ot_cell *cells;
    size_t count;

    REQUIRE(data != NULL);
    CHECK_INT(ot_dataset_read(data, &source, NULL), OT_OK);
    CHECK_INT(f.closed, 1);
    REQUIRE(ot_cube_cells(ot_dataset_cube(data), &cells, &count, NULL) == OT_OK);
    CHECK_INT((int64_t)count, 12);
    CHECK_TEXT(ot_cube_text(ot_dataset_cube(data), &cells[11], OT_DIM_COST_CENTRE),
               "0312");
    ot_dataset_free(data);
}

static void test_source_that_fails_is_closed_and_its_error_told(void)
{
    feed f = {.left = 2, .last = OT_EIO};
    ot_source source = {&f, feed_next, feed_close};
    ot_dataset *data = ot_dataset_new();
    ot_error err = {0};

    REQUIRE(data != NULL);
    CHECK_INT(ot_dataset_read(data, &source, &err), OT_EIO);
    CHECK_TEXT(err.message, "ledger.csv broke off");
    CHECK_INT(f.closed, 1);
    ot_dataset_free(data);
}

static void test_texts_of_forecasts_and_activity_are_copied(void)
{
    council c = council_new();
    char centre[] = "0301", comment[] = "two more placements", type[] = "residential";
    const ot_forecast_record *forecasts;
    const ot_activity_record *activity;
    size_t count;

    council_forecast(&c, (ot_forecast_record){.cost_centre = centre,
                                              .comment = comment,
                                              .amount = 1600000,
                                              .has_driver = true,
                                              .driver = 0,
                                              .date = 20210914});
    council_activity(&c, type, 2021, 5, 68);
    memset(centre, '?', 4);
    memset(comment, '?', 4);
    memset(type, '?', 4);
    forecasts = ot_dataset_forecasts(c.data, &count);
    REQUIRE(count == 1);
    CHECK_TEXT(forecasts[0].cost_centre, "0301");
    CHECK_TEXT(forecasts[0].comment, "two more placements");
    CHECK(forecasts[0].has_driver);
    CHECK_INT(forecasts[0].driver, 0);
    activity = ot_dataset_activity(c.data, &count);
    REQUIRE(count == 1);
    CHECK_TEXT(activity[0].type, "residential");
    CHECK_INT(activity[0].count, 68);
    council_free(&c);
}

static void test_thousands_of_records_stay_in_the_order_they_came(void)
{
    council c = council_new();
    const ot_forecast_record *forecasts;
    const ot_activity_record *activity;
    size_t count;

    for (int i = 0; i < 5000; i++) {
        char centre[8];

        snprintf(centre, sizeof centre, "%04d", i % 700);
        council_forecast(
            &c, (ot_forecast_record){.cost_centre = centre, .amount = i * 101});
        council_activity(&c, i % 2 ? "fostering" : "residential", 2021, 5, i);
    }
    forecasts = ot_dataset_forecasts(c.data, &count);
    CHECK_INT((int64_t)count, 5000);
    CHECK_TEXT(forecasts[4999].cost_centre, "0099");
    CHECK_INT(forecasts[4999].amount, 504899);
    CHECK_TEXT(forecasts[0].cost_centre, "0000");
    activity = ot_dataset_activity(c.data, &count);
    CHECK_INT((int64_t)count, 5000);
    CHECK_TEXT(activity[4999].type, "fostering");
    CHECK_INT(activity[1234].count, 1234);
    council_free(&c);
}

static void test_structure_reaches_the_dataset_and_is_sealed_with_it(void)
{
    council c = council_new();
    const ot_service_record late = {"CF2", "Late", "", "", "", "", 9, 3};
    const ot_batch batch = {OT_KIND_SERVICES, 1, {.services = &late}};
    uint32_t count;

    council_service(&c, "CF1", "Schools", "Education", 1);
    council_centre(&c, "0201", "CF1", "DSG");
    council_seal(&c);
    CHECK_INT(ot_dataset_put(c.data, &batch, &c.err), OT_EUSAGE);
    ot_structure_services(ot_dataset_structure(c.data), &count);
    CHECK_INT(count, 1);
    CHECK_INT(ot_structure_find_cost_centre(ot_dataset_structure(c.data), "0201"), 0);
    council_free(&c);
}

static const check_case cases[] = {
    CASE(test_source_is_read_to_its_end_and_closed),
    CASE(test_source_that_fails_is_closed_and_its_error_told),
    CASE(test_texts_of_forecasts_and_activity_are_copied),
    CASE(test_thousands_of_records_stay_in_the_order_they_came),
    CASE(test_structure_reaches_the_dataset_and_is_sealed_with_it),
};

OT_TEST_MAIN("dataset", cases)
