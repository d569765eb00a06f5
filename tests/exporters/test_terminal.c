/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/exporter.h"
#include "exporters/text.h"
#include "sample.h"
#include "tests/check.h"

/* The report as drawn on a terminal, to be freed. */
static char *drawing_of(const ot_report *report, const ot_terminal_options *options)
{
    char *text = NULL;
    size_t size;
    ot_error err;
    FILE *out = open_memstream(&text, &size);

    sample_must(out ? OT_OK : OT_ENOMEM, &(ot_error){.message = "no memory stream"});
    sample_must(ot_terminal_write(report, out, options, &err), &err);
    fclose(out);
    return text;
}

static void test_terminal_write_aligns_the_table(void)
{
    ot_report *small = sample_small();
    char *text = drawing_of(small, NULL);

    CHECK_TEXT(
        text,
        "High Risk Analysis\n"
        "Year-End Forecast input in September 2021\n"
        "\n"
        "                                                                    ── "
        "Variance ───\n"
        "                                                              Full\n"
        "                                                              Year\n"
        "High Risk Area                    Budget Manager            Budget   Total    "
        "    %\n"
        "                                                              £000    £000\n"
        "──────────────────────────────────────────────────────────────────────────────"
        "─────\n"
        "Children's social care and placements\n"
        "External Placements               Head of | Commissioning   31,149  12,787    "
        "41.1%\n"
        "  of which \"residential\", secure                             9,036      -1  "
        "  -0.0%\n"
        "                                                               -12      ok  "
        "See row\n"
        "Fostering has a budget of its own.\n"
        "=HYPERLINK(\"x\")                   Fostering <Manager>      -12,764      88  "
        "  -0.7%\n"
        "\n"
        "──────────────────────────────────────────────────────────────────────────────"
        "─────\n"
        "Total                                                       18,385  12,875    "
        "70.0%\n"
        "\n"
        "An overspend is positive.\n");
    free(text);
    ot_report_free(small);
}

static void test_terminal_write_fits_the_width_by_breaking_texts(void)
{
    ot_report *small = sample_small();
    char *text = drawing_of(small, &(ot_terminal_options){.width = 60});

    CHECK_TEXT(text, "High Risk Analysis\n"
                     "Year-End Forecast input in September 2021\n"
                     "\n"
                     "                                             ── Variance ───\n"
                     "                                       Full\n"
                     "                                       Year\n"
                     "High Risk Area    Budget Manager     Budget   Total        %\n"
                     "                                       £000    £000\n"
                     "────────────────────────────────────────────────────────────\n"
                     "Children's social care and placements\n"
                     "External          Head of |          31,149  12,787    41.1%\n"
                     "  Placements      Commissioning\n"
                     "  of which \"residential\", secure      9,036      -1    -0.0%\n"
                     "                                        -12      ok  See row\n"
                     "Fostering has a budget of its own.\n"
                     "=HYPERLINK(\"x\")   Fostering         -12,764      88    -0.7%\n"
                     "                  <Manager>\n"
                     "\n"
                     "────────────────────────────────────────────────────────────\n"
                     "Total                                18,385  12,875    70.0%\n"
                     "\n"
                     "An overspend is positive.\n");
    free(text);
    ot_report_free(small);
}

/* Two texts that name the rows, amounts of which one has no value, and a sentence. */
static ot_report *checks_report(void)
{
    static const ot_column list[] = {
        {.id = "topic", .heading = "Topic"},
        {.id = "check", .heading = "Check"},
        {.id = "figure", .heading = "Figure", .unit = "£", .kind = OT_COLUMN_PENCE},
        {.id = "none", .heading = "Last Month", .unit = "£", .kind = OT_COLUMN_PENCE},
        {.id = "against", .heading = "Against", .unit = "£", .kind = OT_COLUMN_PENCE},
        {.id = "explanation", .heading = "Explanation"},
    };
    ot_report *report = sample_start("checks", "Checks");
    uint32_t at;

    sample_columns(report, list, sizeof list / sizeof *list);
    report->frozen_columns = 2;
    at = sample_row(report, OT_ROW_ITEM, 0);
    sample_text(report, at, 0, "totals");
    sample_text(report, at, 1, "Budget = ledger");
    ot_report_set_number(report, at, 2, INT64_C(12655697000));
    ot_report_set_number(report, at, 4, INT64_C(12655697000));
    sample_text(report, at, 5, "every budget line of the ledger is in one line here");
    return report;
}

/* The rows' names in both parts; the column without a value in neither. */
static void test_terminal_write_puts_columns_that_do_not_fit_below(void)
{
    ot_report *checks = checks_report();
    char *text = drawing_of(checks, &(ot_terminal_options){.width = 62});

    CHECK_TEXT(text, "Checks\n"
                     "\n"
                     "Topic   Check                    Figure         Against\n"
                     "                                      £               £\n"
                     "───────────────────────────────────────────────────────\n"
                     "totals  Budget = ledger  126,556,970.00  126,556,970.00\n"
                     "\n"
                     "Topic   Check            Explanation\n"
                     "──────────────────────────────────────────────────────────────\n"
                     "totals  Budget = ledger  every budget line of the ledger is in\n"
                     "                         one line here\n");
    free(text);
    ot_report_free(checks);
}

static void test_terminal_write_shows_all_columns_where_they_fit(void)
{
    ot_report *checks = checks_report();
    char *text = drawing_of(checks, &(ot_terminal_options){.width = 130});

    CHECK_CONTAINS(text, "Last\n");
    CHECK_CONTAINS(text, "Month         Against  Explanation\n");
    CHECK_CONTAINS(text, "every budget line of the ledger is in one line here\n");
    free(text);
    ot_report_free(checks);
}

static size_t longest_line(const char *text)
{
    const char *line;
    size_t bytes, longest = 0;

    while (ot_text_line(&text, 0, &line, &bytes)) {
        size_t length = 0;

        for (const char *p = line; p < line + bytes; length++)
            ot_text_next(&p);
        longest = length > longest ? length : longest;
    }
    return longest;
}

static void test_terminal_write_never_goes_beyond_the_width(void)
{
    for (int width = 45; width <= 120; width++) {
        ot_report *reports[] = {sample_sla(), sample_small(), checks_report()};

        for (size_t i = 0; i < 3; i++) {
            char *text = drawing_of(reports[i], &(ot_terminal_options){.width = width});

            CHECK(longest_line(text) <= (size_t)width);
            free(text);
            ot_report_free(reports[i]);
        }
    }
}

static void test_terminal_write_colours_negatives_and_totals(void)
{
    ot_report *small = sample_small();
    char *text = drawing_of(small, &(ot_terminal_options){.colour = true});

    CHECK_CONTAINS(text, "\033[31m-12,764\033[0m");
    CHECK_CONTAINS(text, "\033[1m18,385\033[0m");
    CHECK_CONTAINS(text, "\033[31m-12\033[0m");
    CHECK_CONTAINS(text, "\033[32mok\033[0m");
    free(text);
    ot_report_free(small);
}

static void test_terminal_write_passes_no_control_character(void)
{
    ot_column column = {.id = "name", .heading = "Name"};
    ot_report *names = sample_start("names", "Names");
    char *text;

    sample_columns(names, &column, 1);
    sample_text(names, sample_row(names, OT_ROW_ITEM, 0), 0, "a\033[2Jb\xA3\nc\u202Ed");
    text = drawing_of(names, NULL);
    CHECK_CONTAINS(text, "a?[2Jb??c?d\n");
    free(text);
    ot_report_free(names);
}

static const check_case cases[] = {
    CASE(test_terminal_write_aligns_the_table),
    CASE(test_terminal_write_fits_the_width_by_breaking_texts),
    CASE(test_terminal_write_puts_columns_that_do_not_fit_below),
    CASE(test_terminal_write_shows_all_columns_where_they_fit),
    CASE(test_terminal_write_never_goes_beyond_the_width),
    CASE(test_terminal_write_colours_negatives_and_totals),
    CASE(test_terminal_write_passes_no_control_character),
};

OT_TEST_MAIN("exporters/terminal", cases)
