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

/* Code, name, amount and share of three rows, the last two to be left out. */
static ot_report *droppable(void)
{
    static const ot_column columns[] = {
        {.id = "code", .heading = "Code"},
        {.id = "name", .heading = "Name", .cut = true},
        {.id = "rag", .heading = "RAG", .signal = true},
        {.id = "variance",
         .heading = "Variance",
         .kind = OT_COLUMN_PENCE,
         .whole = true,
         .drop = 1},
        {.id = "reasons", .heading = "Reasons", .cut = true, .drop = 2}};
    static const char *const names[] = {"Home care, older people and carers",
                                        "Café in the park", "東京 twinning"};
    ot_report *report = ot_report_new("narrow", "Narrow");
    ot_error err;

    for (size_t i = 0; i < 5; i++)
        sample_must(ot_report_column(report, &columns[i], &err), &err);
    for (uint32_t i = 0; i < 3; i++) {
        uint32_t row;

        sample_must(ot_report_row(report, OT_ROW_ITEM, 0, &row, &err), &err);
        sample_must(ot_report_set_text(report, row, 0, "AS.110-02", &err), &err);
        sample_must(ot_report_set_text(report, row, 1, names[i], &err), &err);
        sample_must(ot_report_set_text(report, row, 2, i ? "green" : "red", &err),
                    &err);
        ot_report_set_number(report, row, 3, i ? -12345 : 30915450);
        sample_must(
            ot_report_set_text(report, row, 4, "Fees – as agreed in “May”", &err),
            &err);
    }
    return report;
}

static void test_narrow_terminals_leave_columns_out_and_say_so(void)
{
    ot_report *report = droppable();
    char *wide = drawing_of(report, NULL);
    char *middle = drawing_of(report, &(ot_terminal_options){.width = 52});
    char *narrow = drawing_of(report, &(ot_terminal_options){.width = 36});

    CHECK_CONTAINS(wide, "Home care, older people and carers  red     309,155  Fees – "
                         "as agreed in “May”\n");
    CHECK(strstr(wide, "Not shown") == NULL);
    CHECK_CONTAINS(middle, "AS.110-02  Home care, older people…  red     309,155\n");
    CHECK_CONTAINS(middle, "\nNot shown for want of width: reasons\n");
    CHECK_CONTAINS(narrow, "AS.110-02  Home care, older …  red\n");
    CHECK_CONTAINS(narrow, "variance, reasons\n");
    free(wide);
    free(middle);
    free(narrow);
    ot_report_free(report);
}

static void test_wide_characters_take_two_columns(void)
{
    ot_report *report = droppable();
    char *text = drawing_of(report, NULL);

    CHECK_CONTAINS(text, "Café in the park                    green      -123");
    CHECK_CONTAINS(text, "東京 twinning                       green      -123");
    CHECK_INT((int64_t)ot_text_point_width(0x6771), 2);
    CHECK_INT((int64_t)ot_text_point_width(0x0301), 0);
    CHECK_INT((int64_t)ot_text_point_width('e'), 1);
    CHECK_INT((int64_t)ot_text_width("cafe\xCC\x81", 99), 4);
    free(text);
    ot_report_free(report);
}

static void test_ascii_terminals_get_nothing_else(void)
{
    ot_report *report = droppable();
    char *text = drawing_of(report, &(ot_terminal_options){.width = 70, .ascii = true});

    for (const char *at = text; *at; at++)
        CHECK((unsigned char)*at < 0x80);
    CHECK_CONTAINS(text, "Cafe in the park");
    CHECK_CONTAINS(text, "?\?\?\? twinning");
    CHECK_CONTAINS(text, "Fees - as agreed in~");
    CHECK_CONTAINS(text, "----------");
    free(text);
    ot_report_free(report);
}

static void test_signals_are_words_and_colours(void)
{
    ot_report *report = droppable();
    char *text =
        drawing_of(report, &(ot_terminal_options){.width = 52, .colour = true});

    CHECK_CONTAINS(text, "\033[31mred\033[0m");
    CHECK_CONTAINS(text, "\033[32mgreen\033[0m");
    free(text);
    ot_report_free(report);
}

static const check_case cases[] = {
    CASE(test_terminal_write_aligns_the_table),
    CASE(test_terminal_write_fits_the_width_by_breaking_texts),
    CASE(test_terminal_write_puts_columns_that_do_not_fit_below),
    CASE(test_terminal_write_shows_all_columns_where_they_fit),
    CASE(test_terminal_write_never_goes_beyond_the_width),
    CASE(test_terminal_write_colours_negatives_and_totals),
    CASE(test_terminal_write_passes_no_control_character),
    CASE(test_narrow_terminals_leave_columns_out_and_say_so),
    CASE(test_wide_characters_take_two_columns),
    CASE(test_ascii_terminals_get_nothing_else),
    CASE(test_signals_are_words_and_colours),
};

OT_TEST_MAIN("exporters/terminal", cases)
