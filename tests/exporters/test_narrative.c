/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_narrative.c - the report in words as Markdown and as a page. */
#include "exporters/exporter.h"
#include "sample.h"
#include "tests/check.h"

#define HOSTILE "<script>alert('1')</script> & \"x\" | *b* [a](javascript:b)"

typedef struct report {
    ot_report *table;
    ot_narrative *narrative;
    ot_commentary kept, file;
} report;

static report make(const char *kept, const char *file)
{
    report r = {.table = sample_small()};
    ot_error err = {0};
    ot_pen pen = {.err = &err};
    uint32_t budget = 0;

    while (strcmp(r.table->columns[budget].heading, "Full Year Budget") != 0)
        budget++;
    pen.narrative = r.narrative = ot_narrative_new("Report of <2021>", "2021-08");
    ot_pen_line(&pen, "Borough & County");
    ot_pen_line(&pen, "August 2021");
    ot_pen_section(&pen, 1, "Summary", NULL);
    ot_pen_section(&pen, 2, "Position", "position");
    ot_pen_paragraph(&pen);
    ot_pen_say(&pen, "An over-spend of ");
    ot_pen_cell(&pen, r.table, 1, budget, OT_FORM_AMOUNT);
    ot_pen_say(&pen, " in ");
    ot_pen_name(&pen, HOSTILE);
    ot_pen_say(&pen, ".");
    ot_pen_item(&pen);
    ot_pen_name(&pen, "One");
    ot_pen_strong(&pen);
    ot_pen_item(&pen);
    ot_pen_name(&pen, "Two\nlines");
    ot_pen_section(&pen, 0, "Table", NULL);
    ot_pen_table(&pen, r.table, NULL, 0);
    sample_must(pen.st, &err);
    sample_must(ot_commentary_parse("report.md", kept, &r.kept, &err), &err);
    sample_must(ot_commentary_parse("words.md", file, &r.file, &err), &err);
    return r;
}

static char *render(const report *r,
                    ot_status (*with)(const ot_placed *, FILE *, ot_error *))
{
    const ot_placed placed = {r->narrative, &r->kept, &r->file};
    char *text = NULL;
    size_t size;
    ot_error err = {0};
    FILE *out = open_memstream(&text, &size);

    sample_must(out ? OT_OK : OT_ENOMEM, &(ot_error){.message = "no memory stream"});
    sample_must(with(&placed, out, &err), &err);
    fclose(out);
    return text;
}

static void clear(report *r)
{
    ot_commentary_clear(&r->kept);
    ot_commentary_clear(&r->file);
    ot_narrative_free(r->narrative);
    ot_report_free(r->table);
}

static void test_markdown_has_headings_lists_slots_and_tables(void)
{
    report r = make("", "");
    char *text = render(&r, ot_narrative_markdown);

    CHECK_TEXT(
        text,
        "# Report of &lt;2021>\n"
        "\n"
        "Borough & County\\\n"
        "August 2021\n"
        "\n"
        "<!-- Your own words go between the two marks of a slot: they are kept "
        "when the report is made again. All else is made anew. -->\n"
        "\n"
        "## 1. Summary\n"
        "\n"
        "### 1.1 Position\n"
        "\n"
        "An over-spend of £31.149 million in &lt;script>alert('1')&lt;/script> & "
        "\"x\" \\| \\*b\\* \\[a\\](javascript:b).\n"
        "\n"
        "- **One**\n"
        "- Two lines\n"
        "\n"
        "<!-- outturn:slot position 2021-08 -->\n"
        "<!-- /outturn:slot -->\n"
        "\n"
        "### Attachment 1: Table\n"
        "\n"
        "| High Risk Area | Full Year Budget (£000) | Variance Total (£000) | "
        "Variance % |\n"
        "| ----------------------- | ----------: | -----------: | -----------: |\n"
        "| **Children's social care and placements** | | | |\n"
        "| External Placements | 31,149 | 12,787 | 41.1% |\n"
        "| &nbsp;&nbsp;of which \"residential\", secure | 9,036 | -1 | -0.0% |\n"
        "| | *-12* | *ok* | *See row* |\n"
        "| *Fostering has a budget of its own.* | | | |\n"
        "| =HYPERLINK(\"x\") | -12,764 | 88 | -0.7% |\n"
        "| **Total** | **18,385** | **12,875** | **70.0%** |\n");
    free(text);
    clear(&r);
}

#define SLOT(name, period, words)                                                      \
    "<!-- outturn:slot " name " " period " -->\n\n" words "\n\n<!-- /outturn:slot "    \
    "-->\n"

/* What is written, read again and written again, is the same. */
static void test_words_in_slots_survive_being_written_again(void)
{
    static const char words[] =
        SLOT("position", "2021-08", "Our **own** words.\n\n- a list\n- of two")
            SLOT("position", "2021-07", "Of July.") SLOT("gone", "2021-08", "Lost?");
    report first = make(words, SLOT("position", "", "From the file.")), second;
    char *once = render(&first, ot_narrative_markdown), *twice;

    CHECK_CONTAINS(
        once, "\n- Two lines\n\nFrom the file.\n\n" SLOT(
                  "position", "2021-08", "Our **own** words.\n\n- a list\n- of two"));
    CHECK_CONTAINS(once, "## Words without a place\n");
    CHECK_CONTAINS(once, SLOT("position", "2021-07", "Of July."));
    CHECK_CONTAINS(once, SLOT("gone", "2021-08", "Lost?"));
    second = make(once, SLOT("position", "", "From the file."));
    twice = render(&second, ot_narrative_markdown);
    CHECK_TEXT(twice, once);
    free(once);
    free(twice);
    clear(&first);
    clear(&second);
}

static void test_page_escapes_names_and_the_authors_words(void)
{
    report r = make(SLOT("position", "2021-08",
                         "<img src=x onerror=alert(1)>\nline & "
                         "two\n\n<b>paragraph</b>"),
                    "");
    char *text = render(&r, ot_narrative_html);

    CHECK(strstr(text, "<script") == NULL);
    CHECK(strstr(text, "<img") == NULL);
    CHECK(strstr(text, "<b>") == NULL);
    CHECK_CONTAINS(text, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; "
                         "&quot;x&quot; | *b* [a](javascript:b)");
    CHECK_CONTAINS(text,
                   "<div class=\"own\">\n<p>&lt;img src=x onerror=alert(1)&gt;\n"
                   "line &amp; two</p>\n<p>&lt;b&gt;paragraph&lt;/b&gt;</p>\n</div>\n");
    CHECK_CONTAINS(text, "<title>Report of &lt;2021&gt;</title>");
    free(text);
    clear(&r);
}

static void test_page_is_one_that_can_be_read_aloud(void)
{
    report r = make("", "");
    char *text = render(&r, ot_narrative_html);

    CHECK_CONTAINS(text, "<html lang=\"en-GB\">");
    CHECK_CONTAINS(text,
                   "<h2 id=\"s1\">1. Summary</h2>\n<h3 id=\"s2\">1.1 Position</h3>");
    CHECK_CONTAINS(text, "<a href=\"#s3\">Attachment 1: Table</a>");
    CHECK_CONTAINS(text,
                   "<ul>\n<li><strong>One</strong></li>\n<li>Two\nlines</li>\n</ul>\n");
    CHECK_CONTAINS(text, "<th scope=\"colgroup\" colspan=\"2\">Variance</th>");
    CHECK_CONTAINS(text, "<th scope=\"col\" class=\"n\">Total (£000)</th>");
    CHECK_CONTAINS(text, "<tr><th scope=\"row\">External Placements</th>");
    CHECK_CONTAINS(text, "<td class=\"n neg\">-12,764</td>");
    CHECK_CONTAINS(text,
                   "role=\"region\" tabindex=\"0\" aria-label=\"High risk analysis\"");
    CHECK(strstr(text, "http:") == NULL && strstr(text, "https:") == NULL);
    free(text);
    clear(&r);
}

static void test_page_shows_bytes_that_are_no_text_as_question_marks(void)
{
    report r = make("", "");
    ot_pen pen = {.narrative = r.narrative};
    char *text;

    ot_pen_paragraph(&pen);
    ot_pen_name(&pen, "a\x1b[2Jb\xff\xe2\x80\xae"
                      "c");
    text = render(&r, ot_narrative_html);
    CHECK_CONTAINS(text, "<p>a?[2Jb??c</p>");
    free(text);
    clear(&r);
}

static void test_a_long_text_of_the_author_is_whole(void)
{
    char words[9000] = "<!-- outturn:slot position 2021-08 -->\n";
    report r;
    char *text;
    size_t found = 0;

    for (int i = 0; i < 2000; i++)
        strcat(words, "£é");
    strcat(words, "\n<!-- /outturn:slot -->\n");
    r = make(words, "");
    text = render(&r, ot_narrative_html);
    for (const char *at = text; (at = strstr(at, "£é")); at++)
        found++;
    CHECK(found == 2000);
    CHECK(strstr(text, "?£") == NULL && strstr(text, "£?") == NULL);
    free(text);
    clear(&r);
}

static const check_case cases[] = {
    CASE(test_markdown_has_headings_lists_slots_and_tables),
    CASE(test_words_in_slots_survive_being_written_again),
    CASE(test_page_escapes_names_and_the_authors_words),
    CASE(test_page_is_one_that_can_be_read_aloud),
    CASE(test_page_shows_bytes_that_are_no_text_as_question_marks),
    CASE(test_a_long_text_of_the_author_is_whole),
};

OT_TEST_MAIN("exporters/narrative", cases)
