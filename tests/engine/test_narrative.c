/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_narrative.c - the model of the report in words, and cells told in words. */
#include "engine/narrative.h"
#include "tests/check.h"

enum { NAME, THOUSANDS, PENCE, PERCENT, COUNT };

static ot_report *cells(void)
{
    static const ot_column columns[] = {
        {.id = "name", .heading = "Name"},
        {.id = "thousands", .heading = "T", .kind = OT_COLUMN_THOUSANDS},
        {.id = "pence", .heading = "P", .kind = OT_COLUMN_PENCE},
        {.id = "percent", .heading = "%", .kind = OT_COLUMN_PERCENT},
        {.id = "count", .heading = "N", .kind = OT_COLUMN_COUNT}};
    ot_report *report = ot_report_new("cells", "Cells");
    uint32_t row;

    CHECK(report != NULL);
    for (size_t i = 0; i < 5; i++)
        CHECK_INT(ot_report_column(report, &columns[i], NULL), OT_OK);
    CHECK_INT(ot_report_row(report, OT_ROW_ITEM, 0, &row, NULL), OT_OK);
    return report;
}

static const char *told(const ot_report *report, uint32_t column, ot_form form,
                        int decimals)
{
    static char text[OT_PHRASE_TEXT_SIZE];
    const ot_phrase phrase = {.kind = OT_PHRASE_CELL,
                              .sheet = report,
                              .column = column,
                              .form = form,
                              .decimals = decimals};

    return ot_phrase_text(&phrase, text);
}

static void test_amounts_are_told_in_millions_or_thousands_without_sign(void)
{
    static const struct {
        int64_t thousands;
        const char *want;
    } amounts[] = {{17159, "£17.159 million"},
                   {-4181, "£4.181 million"},
                   {1000, "£1.000 million"},
                   {999, "£999k"},
                   {-521, "£521k"},
                   {0, "£0k"}};
    ot_report *report = cells();

    for (size_t i = 0; i < sizeof amounts / sizeof amounts[0]; i++) {
        ot_report_set_number(report, 0, THOUSANDS, amounts[i].thousands);
        CHECK_TEXT(told(report, THOUSANDS, OT_FORM_AMOUNT, 0), amounts[i].want);
    }
    ot_report_set_number(report, 0, PENCE, -44371084);
    CHECK_TEXT(told(report, PENCE, OT_FORM_AMOUNT, 0), "£444k");
    ot_report_set_number(report, 0, PENCE, 9214581);
    CHECK_TEXT(told(report, PENCE, OT_FORM_POUNDS, 0), "£92,146");
    ot_report_free(report);
}

static void test_percents_and_counts_are_told_without_sign(void)
{
    ot_report *report = cells();

    ot_report_set_ratio(report, 0, PERCENT, 17159, 126557);
    CHECK_TEXT(told(report, PERCENT, OT_FORM_PERCENT, 2), "13.56%");
    CHECK_TEXT(told(report, PERCENT, OT_FORM_PERCENT, 0), "13.6%");
    ot_report_set_ratio(report, 0, PERCENT, 211, -5130);
    CHECK_TEXT(told(report, PERCENT, OT_FORM_PERCENT, 1), "4.1%");
    ot_report_set_number(report, 0, COUNT, 19176);
    CHECK_TEXT(told(report, COUNT, OT_FORM_COUNT, 0), "19,176");
    ot_report_free(report);
}

static void test_what_is_left_out_for_publication_is_said_to_be(void)
{
    ot_report *report = cells();

    CHECK_TEXT(told(report, COUNT, OT_FORM_COUNT, 0), "no figure");
    CHECK_INT(ot_report_set_text(report, 0, COUNT, "<5", NULL), OT_OK);
    CHECK_TEXT(told(report, COUNT, OT_FORM_COUNT, 0), "fewer than 5");
    CHECK_INT(ot_report_set_text(report, 0, COUNT, "*", NULL), OT_OK);
    CHECK_TEXT(told(report, COUNT, OT_FORM_COUNT, 0), "not published");
    ot_report_free(report);
}

static void test_a_reason_is_what_follows_its_code(void)
{
    static const char *const reasons[][2] = {
        {"VOL: More placements", "More placements"},
        {"More placements", "More placements"},
        {"Fees rose: by the contract", "Fees rose: by the contract"},
        {"NIL", ""},
        {"PLAN: No saving: none expected", "No saving: none expected"}};
    ot_report *report = cells();

    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        CHECK_INT(ot_report_set_text(report, 0, NAME, reasons[i][0], NULL), OT_OK);
        CHECK_TEXT(told(report, NAME, OT_FORM_REASON, 0), reasons[i][1]);
        CHECK_TEXT(told(report, NAME, OT_FORM_TEXT, 0), reasons[i][0]);
    }
    ot_report_free(report);
}

static void test_a_figure_follows_its_cell(void)
{
    ot_report *report = cells();
    ot_narrative *narrative = ot_narrative_new("Report", "2021-08");
    ot_pen pen = {.narrative = narrative};
    char text[OT_PHRASE_TEXT_SIZE];

    REQUIRE(narrative != NULL);
    ot_report_set_number(report, 0, THOUSANDS, 12787);
    ot_pen_section(&pen, 1, "Position", "position");
    ot_pen_paragraph(&pen);
    ot_pen_cell(&pen, report, 0, THOUSANDS, OT_FORM_AMOUNT);
    ot_report_set_number(report, 0, THOUSANDS, 12788);
    CHECK_TEXT(ot_phrase_text(&narrative->sections[0].blocks[0].runs[0], text),
               "£12.788 million");
    ot_narrative_free(narrative);
    ot_report_free(report);
}

static void test_sections_are_numbered_and_attachments_by_themselves(void)
{
    static const struct {
        int level;
        const char *number;
    } sections[] = {{1, "1"},           {1, "2"}, {2, "2.1"},
                    {2, "2.2"},         {1, "3"}, {0, "Attachment 1"},
                    {0, "Attachment 2"}};
    ot_narrative *narrative = ot_narrative_new("Report", "2021-08");
    ot_pen pen = {.narrative = narrative};

    for (size_t i = 0; i < 7; i++)
        ot_pen_section(&pen, sections[i].level, "Heading", NULL);
    REQUIRE(narrative->section_count == 7);
    for (size_t i = 0; i < 7; i++)
        CHECK_TEXT(narrative->sections[i].number, sections[i].number);
    CHECK_INT(narrative->sections[5].level, 2);
    ot_narrative_free(narrative);
}

static void test_words_without_a_block_are_refused_and_stop_the_pen(void)
{
    ot_error err = {0};
    ot_narrative *narrative = ot_narrative_new("Report", "2021-08");
    ot_pen pen = {.narrative = narrative, .err = &err};

    ot_pen_say(&pen, "words");
    CHECK_INT(pen.st, OT_EUSAGE);
    ot_pen_section(&pen, 1, "Heading", NULL);
    CHECK(narrative->section_count == 0);
    ot_narrative_free(narrative);
}

static const check_case cases[] = {
    CASE(test_amounts_are_told_in_millions_or_thousands_without_sign),
    CASE(test_percents_and_counts_are_told_without_sign),
    CASE(test_what_is_left_out_for_publication_is_said_to_be),
    CASE(test_a_reason_is_what_follows_its_code),
    CASE(test_a_figure_follows_its_cell),
    CASE(test_sections_are_numbered_and_attachments_by_themselves),
    CASE(test_words_without_a_block_are_refused_and_stop_the_pen),
};

OT_TEST_MAIN("narrative", cases)
