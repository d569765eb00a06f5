/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exporters/exporter.h"
#include "sample.h"
#include "tests/check.h"

/* The report as Markdown, to be freed. */
static char *markdown_of(const ot_report *report)
{
    char *text = NULL;
    size_t size;
    ot_error err;
    FILE *out = open_memstream(&text, &size);

    sample_must(out ? OT_OK : OT_ENOMEM, &(ot_error){.message = "no memory stream"});
    sample_must(ot_markdown_write(report, out, &err), &err);
    fclose(out);
    return text;
}

static void test_markdown_write_draws_the_printed_table(void)
{
    ot_report *small = sample_small();
    char *text = markdown_of(small);

    CHECK_TEXT(
        text,
        "## High risk analysis\n"
        "\n"
        "High Risk Analysis · Year-End Forecast input in September 2021\n"
        "\n"
        "| High Risk Area | Budget Manager | Full Year Budget (£000) | Variance Total "
        "(£000) | Variance % |\n"
        "| --- | --- | ---: | ---: | ---: |\n"
        "| **Children's social care and placements** | | | | |\n"
        "| External Placements | Head of \\| Commissioning | 31,149 | 12,787 | 41.1% "
        "|\n"
        "| &nbsp;&nbsp;of which \"residential\", secure | | 9,036 | -1 | -0.0% |\n"
        "| | | *-12* | *ok* | *See row* |\n"
        "| *Fostering has a budget of its own.* | | | | |\n"
        "| =HYPERLINK(\"x\") | Fostering &lt;Manager> | -12,764 | 88 | -0.7% |\n"
        "| | | | | |\n"
        "| **Total** | | **18,385** | **12,875** | **70.0%** |\n"
        "\n"
        "*An overspend is positive.*\n");
    free(text);
    ot_report_free(small);
}

static void test_markdown_write_escapes_marks_and_line_feeds(void)
{
    ot_column column = {.id = "reason", .heading = "Reason"};
    ot_report *reasons = sample_start("reasons", "Reasons & *causes*");
    char *text;

    sample_columns(reasons, &column, 1);
    sample_text(reasons, sample_row(reasons, OT_ROW_ITEM, 0), 0,
                "new_fee_2021 | R&D;\n[x](y) <b> `c` ~~d~~ \\");
    sample_footnote(reasons, "# no heading");
    text = markdown_of(reasons);
    CHECK_TEXT(text, "## Reasons & \\*causes\\*\n\n"
                     "| Reason |\n| --- |\n"
                     "| new\\_fee\\_2021 \\| R&amp;D;<br>\\[x\\](y) &lt;b> \\`c\\` "
                     "\\~\\~d\\~\\~ \\\\ |\n"
                     "\n*# no heading*\n");
    free(text);
    ot_report_free(reasons);
}

static const check_case cases[] = {
    CASE(test_markdown_write_draws_the_printed_table),
    CASE(test_markdown_write_escapes_marks_and_line_feeds),
};

OT_TEST_MAIN("exporters/markdown", cases)
