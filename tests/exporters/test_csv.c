/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/exporter.h"
#include "sample.h"
#include "tests/check.h"

/* The report's CSV, to be freed. */
static char *csv_of(const ot_report *report)
{
    char *text = NULL;
    size_t size;
    ot_error err;
    FILE *out = open_memstream(&text, &size);

    sample_must(out ? OT_OK : OT_ENOMEM, &(ot_error){.message = "no memory stream"});
    sample_must(ot_csv_write(report, out, &err), &err);
    fclose(out);
    return text;
}

static void test_csv_write_quotes_and_leaves_out_print_rows(void)
{
    ot_report *small = sample_small();
    char *text = csv_of(small);

    CHECK_TEXT(text, "area,code,budget,variance,percent\n"
                     "External Placements,CF0302,31149,12787,41.1\n"
                     "\"of which \"\"residential\"\", secure\",CF0302/1,9036,-1,-0.0\n"
                     "\"'=HYPERLINK(\"\"x\"\")\",\" 0301\",-12764,88,-0.7\n"
                     "Total,,18385,12875,70.0\n");
    free(text);
    ot_report_free(small);
}

static void test_csv_write_gives_pence_and_line_breaks_as_they_are(void)
{
    ot_column list[] = {
        {.id = "reason", .heading = "Reason"},
        {.id = "fee", .heading = "Weekly fee", .kind = OT_COLUMN_PENCE}};
    ot_report *fees = sample_start("fees", "Fees");
    uint32_t at;
    char *text;

    sample_columns(fees, list, 2);
    at = sample_row(fees, OT_ROW_ITEM, 0);
    sample_text(fees, at, 0, "Fee raised\nin July");
    ot_report_set_number(fees, at, 1, -238517);
    text = csv_of(fees);
    CHECK_TEXT(text, "reason,fee\n\"Fee raised\nin July\",-2385.17\n");
    free(text);
    ot_report_free(fees);
}

static void test_csv_write_gives_the_table_meant_for_csv(void)
{
    ot_column column = {.id = "period", .heading = "Period"};
    ot_report *activity = sample_activity();
    char *text;

    activity->csv = sample_start("activity", "Activity");
    sample_columns(activity->csv, &column, 1);
    sample_text(activity->csv, sample_row(activity->csv, OT_ROW_ITEM, 0), 0, "2021-08");
    sample_row(activity->csv, OT_ROW_ITEM, 0);
    text = csv_of(activity);
    CHECK_TEXT(text, "period\n2021-08\n\"\"\n");
    free(text);
    ot_report_free(activity);
}

static void test_csv_write_refuses_a_report_without_columns(void)
{
    ot_report *empty = sample_start("empty", "Empty");
    ot_error err;

    CHECK_INT(ot_csv_write(empty, stdout, &err), OT_EUSAGE);
    CHECK_TEXT(err.message, "report 'empty' has no columns to show");
    ot_report_free(empty);
}

static void test_csv_write_tells_a_full_disk(void)
{
    FILE *full = fopen("/dev/full", "w");
    ot_report *small = sample_small();
    ot_error err;

    REQUIRE(full != NULL);
    CHECK_INT(ot_csv_write(small, full, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "report 'small' could not be written: No space left");
    fclose(full);
    ot_report_free(small);
}

static const check_case cases[] = {
    CASE(test_csv_write_quotes_and_leaves_out_print_rows),
    CASE(test_csv_write_gives_pence_and_line_breaks_as_they_are),
    CASE(test_csv_write_gives_the_table_meant_for_csv),
    CASE(test_csv_write_refuses_a_report_without_columns),
    CASE(test_csv_write_tells_a_full_disk),
};

OT_TEST_MAIN("exporters/csv", cases)
