/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/markdown.h"
#include "sample.h"
#include "tests/check.h"

/* The printed columns of the report as a table, to be freed. */
static char *markdown_of(const ot_report *report, bool plain)
{
    char *text = NULL;
    size_t size;
    ot_table table;
    ot_error err;
    FILE *out = open_memstream(&text, &size);

    sample_must(out ? OT_OK : OT_ENOMEM, &(ot_error){.message = "no memory stream"});
    sample_must(ot_table_init(&table, report, OT_MEDIA_CSV, &err), &err);
    ot_markdown_table(out, &table, plain);
    ot_table_clear(&table);
    fclose(out);
    return text;
}

static void test_markdown_table_draws_the_printed_rows_but_checks_that_are_ok(void)
{
    ot_report *small = sample_small();
    char *text = markdown_of(small, false);

    CHECK_TEXT(
        text,
        "| High Risk Area | Budget Manager | Full Year Budget (£000) | Variance Total "
        "(£000) | Variance % |\n"
        "| ----------------------- | ----------------------- | ----------: | "
        "-----------: | -----------: |\n"
        "| **Children's social care and placements** | | | | |\n"
        "| External Placements | Head of \\| Commissioning | 31,149 | 12,787 | 41.1% "
        "|\n"
        "| &nbsp;&nbsp;of which \"residential\", secure | | 9,036 | -1 | -0.0% |\n"
        "| | | *-12* | *ok* | *See row* |\n"
        "| *Fostering has a budget of its own.* | | | | |\n"
        "| =HYPERLINK(\"x\") | Fostering &lt;Manager> | -12,764 | 88 | -0.7% |\n"
        "| **Total** | | **18,385** | **12,875** | **70.0%** |\n");
    free(text);
    text = markdown_of(small, true);
    CHECK(strstr(text, "| Full Year Budget (£000) | Total (£000) | % |") != NULL);
    free(text);
    ot_report_free(small);
}

static void test_markdown_table_leaves_out_a_row_of_checks_that_are_ok(void)
{
    const ot_column column = {.id = "a", .heading = "A", .kind = OT_COLUMN_THOUSANDS};
    ot_report *report = sample_start("checks", "Checks");
    char *text;
    uint32_t row;

    sample_columns(report, &column, 1);
    row = sample_row(report, OT_ROW_CHECK, 0);
    ot_report_value(report, row, 0)->kind = OT_VALUE_CHECK;
    text = markdown_of(report, false);
    CHECK_TEXT(text, "| A |\n| ----: |\n");
    free(text);
    ot_report_value(report, row, 0)->number = 4;
    text = markdown_of(report, false);
    CHECK_TEXT(text, "| A |\n| -----: |\n| *4* |\n");
    free(text);
    ot_report_free(report);
}

static void test_markdown_table_rules_leave_room_for_the_longest_word(void)
{
    const ot_column columns[] = {
        {.id = "a", .heading = "Service area"},
        {.id = "b", .heading = "£ of it", .unit = "£000", .kind = OT_COLUMN_COUNT}};
    ot_report *report = sample_start("wide", "Wide");
    char *text;

    sample_columns(report, columns, 2);
    ot_report_set_number(report, sample_row(report, OT_ROW_ITEM, 0), 1, -1234567);
    text = markdown_of(report, false);
    CHECK_TEXT(text,
               "| Service area | £ of it (£000) |\n| ---------- | -------------: |\n"
               "| | -1,234,567 |\n");
    free(text);
    ot_report_free(report);
}

static void test_markdown_text_escapes_marks_and_line_feeds(void)
{
    ot_column column = {.id = "reason", .heading = "Reason"};
    ot_report *reasons = sample_start("reasons", "Reasons");
    char *text;

    sample_columns(reasons, &column, 1);
    sample_text(reasons, sample_row(reasons, OT_ROW_ITEM, 0), 0,
                "new_fee_2021 | R&D;\n[x](y) <b> `c` ~~d~~ $e$ f^2^ {#g} \\");
    text = markdown_of(reasons, false);
    CHECK_TEXT(text, "| Reason |\n| ----------------------- |\n"
                     "| new\\_fee\\_2021 \\| R&amp;D;<br> \\[x\\](y) &lt;b> \\`c\\` "
                     "\\~\\~d\\~\\~ \\$e\\$ f\\^2\\^ \\{#g\\} \\\\ |\n");
    free(text);
    ot_report_free(reasons);
}

static const check_case cases[] = {
    CASE(test_markdown_table_draws_the_printed_rows_but_checks_that_are_ok),
    CASE(test_markdown_table_leaves_out_a_row_of_checks_that_are_ok),
    CASE(test_markdown_table_rules_leave_room_for_the_longest_word),
    CASE(test_markdown_text_escapes_marks_and_line_feeds),
};

OT_TEST_MAIN("exporters/markdown", cases)
