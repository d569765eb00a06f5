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

static void test_terminal_write_fits_the_width_by_shortening_texts(void)
{
    ot_report *small = sample_small();
    char *text = drawing_of(small, &(ot_terminal_options){.width = 60});

    CHECK_TEXT(text, "High Risk Analysis\n"
                     "Year-End Forecast input in September 2021\n"
                     "\n"
                     "                                             ── Variance ───\n"
                     "                                       Full\n"
                     "                     Budget            Year\n"
                     "High Risk Area       Manager         Budget   Total        %\n"
                     "                                       £000    £000\n"
                     "────────────────────────────────────────────────────────────\n"
                     "Children's social care and placements\n"
                     "External Placements  Head of | Co…   31,149  12,787    41.1%\n"
                     "  of which \"residential\", secure      9,036      -1    -0.0%\n"
                     "                                        -12      ok  See row\n"
                     "Fostering has a budget of its own.\n"
                     "=HYPERLINK(\"x\")      Fostering <M…  -12,764      88    -0.7%\n"
                     "\n"
                     "────────────────────────────────────────────────────────────\n"
                     "Total                                18,385  12,875    70.0%\n"
                     "\n"
                     "An overspend is positive.\n");
    free(text);
    ot_report_free(small);
}

static void test_terminal_write_never_goes_beyond_the_width(void)
{
    ot_report *sla = sample_sla();
    char *text = drawing_of(sla, &(ot_terminal_options){.width = 100});
    const char *at = text, *line;
    size_t bytes, longest = 0;
    char copy[1024];

    while (ot_text_line(&at, 0, &line, &bytes)) {
        REQUIRE(bytes < sizeof copy);
        memcpy(copy, line, bytes);
        copy[bytes] = '\0';
        if (ot_text_length(copy) > longest)
            longest = ot_text_length(copy);
    }
    CHECK_INT((int64_t)longest, 100);
    free(text);
    ot_report_free(sla);
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
    CASE(test_terminal_write_fits_the_width_by_shortening_texts),
    CASE(test_terminal_write_never_goes_beyond_the_width),
    CASE(test_terminal_write_colours_negatives_and_totals),
    CASE(test_terminal_write_passes_no_control_character),
};

OT_TEST_MAIN("exporters/terminal", cases)
