/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_page.c - the page: figures as printed, texts that cannot do anything, a policy
 * that names what may run. What a browser makes of it is tested in tests/page/. */
#include "exporters/page.h"
#include "sample.h"
#include "tests/engine/sla_council.h"

static char *page_of(const ot_page *page)
{
    char *text = NULL;
    size_t size;
    ot_error err = {0};
    FILE *out = open_memstream(&text, &size);

    sample_must(out ? OT_OK : OT_ENOMEM, &(ot_error){.message = "no memory stream"});
    sample_must(ot_page_write(page, out, &err), &err);
    fclose(out);
    return text;
}

static char *page_of_sheet(const ot_report *sheet)
{
    const ot_page page = {.sheets = &sheet, .sheet_count = 1};

    return page_of(&page);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (; (text = strstr(text, part)); text += strlen(part))
        count++;
    return count;
}

/* Where the part from its first mark to its last begins, cut off there; NULL: none. */
static char *between(char *text, const char *from, const char *to)
{
    char *start = strstr(text, from), *end = start ? strstr(start, to) : NULL;

    if (!end)
        return NULL;
    *end = '\0';
    return start;
}

static void test_every_figure_is_as_printed(void)
{
    ot_report *sla = sample_sla();
    char *text = page_of_sheet(sla), cell[160], buffer[OT_VALUE_TEXT_SIZE];
    size_t figures = 0;

    for (uint32_t row = 0; row < sla->row_count; row++)
        for (uint32_t i = 0; i < sla->column_count; i++) {
            const ot_value *value = &sla->rows[row].values[i];

            if (value->kind != OT_VALUE_NUMBER || sla->columns[i].media == OT_MEDIA_CSV)
                continue;
            snprintf(cell, sizeof cell, "<td class=\"n%s\">%s</td>",
                     value->number < 0 ? " neg" : "",
                     ot_value_printed(&sla->columns[i], value, buffer));
            CHECK_CONTAINS(text, cell);
            figures++;
        }
    CHECK(figures > 100);
    CHECK_CONTAINS(text, "<td class=\"n neg\">-24.7%</td>");
    free(text);
    ot_report_free(sla);
}

static void test_tables_have_captions_and_scopes(void)
{
    ot_report *sla = sample_sla();
    char *text = page_of_sheet(sla);

    CHECK_INT((int64_t)count_of(text, "<table"), 1);
    CHECK_INT((int64_t)count_of(text, "<caption"), 1);
    CHECK_CONTAINS(text, "<th scope=\"colgroup\" class=\"super\" colspan=\"");
    CHECK_CONTAINS(text, "<th scope=\"rowgroup\">");
    CHECK_CONTAINS(text, "<th scope=\"row\">Schools</th>");
    CHECK_CONTAINS(text, "<tr class=\"total\">");
    free(text);
    ot_report_free(sla);
}

static void test_a_wide_sheet_is_a_table_for_each_of_its_headings(void)
{
    ot_column list[25] = {{.id = "month", .heading = "Month"}};
    ot_report *wide = sample_start("activity", "Activity");
    char *text;
    uint32_t at;

    for (int i = 1; i < 25; i++)
        list[i] = (ot_column){.id = "n",
                              .heading = "Year",
                              .super = i < 13 ? "Residential" : "Fostering",
                              .kind = OT_COLUMN_COUNT};
    sample_columns(wide, list, 25);
    at = sample_row(wide, OT_ROW_ITEM, 0);
    sample_text(wide, at, 0, "April");
    for (uint32_t i = 1; i < 25; i++)
        ot_report_set_number(wide, at, i, 4000 + i);
    text = page_of_sheet(wide);
    CHECK_INT((int64_t)count_of(text, "<table"), 2);
    CHECK_CONTAINS(text, "<caption>Activity: Residential</caption>");
    CHECK_CONTAINS(text, "<caption>Activity: Fostering</caption>");
    CHECK_INT((int64_t)count_of(text, "<th scope=\"row\">April</th>"), 2);
    for (int i = 1; i < 25; i++) {
        char cell[40];

        snprintf(cell, sizeof cell, "<td class=\"n\">4,0%02d</td>", i);
        CHECK_INT((int64_t)count_of(text, cell), 1);
    }
    free(text);
    ot_report_free(wide);
}

#define HOSTILE "</script><script>alert('x')</script>\"&\x01\xE2\x80\xAE\xFF--><!--"

static void test_hostile_texts_are_only_texts(void)
{
    ot_column list[] = {{.id = "name", .heading = "<b>Name</b>", .super = HOSTILE},
                        {.id = "n", .heading = HOSTILE, .kind = OT_COLUMN_COUNT}};
    ot_report *sheet = sample_start("sheet", HOSTILE);
    char *text, *style;
    uint32_t at;

    sample_title(sheet, HOSTILE);
    sample_footnote(sheet, HOSTILE);
    sample_columns(sheet, list, 2);
    at = sample_row(sheet, OT_ROW_ITEM, 0);
    sample_text(sheet, at, 0, HOSTILE);
    text = page_of_sheet(sheet);
    CHECK_INT((int64_t)count_of(text, "<script"), 2); /* the data and the page's own */
    CHECK_INT((int64_t)count_of(text, "</script"), 2);
    CHECK(!strstr(text, "alert('x')"));
    CHECK(!strstr(text, "<b>"));
    CHECK(!strchr(text, '\x01'));
    CHECK(!strstr(text, "\xE2\x80\xAE"));
    CHECK(!strstr(text, "-->"));
    style = strstr(text, "&#60;/script&#62;&#60;script&#62;alert(&#39;x&#39;)"
                         "&#60;/script&#62;&#34;&#38;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF"
                         "\xBD--&#62;&#60;!--");
    CHECK(style != NULL);
    free(text);
    ot_report_free(sheet);
}

/* A council whose names are hostile, and its drill-down in the page's data. */
static void test_hostile_names_in_the_data_cannot_end_it(void)
{
    const ot_cost_centre_record centre = {"030101", HOSTILE, "CF0301", "",
                                          HOSTILE,  "",      1};
    const ot_account_record account = {"1000", HOSTILE, 1, false, 1};
    council c = council_new();
    ot_drill drill;
    ot_page page = {.drill = &drill};
    char *text, *data;

    council_service(&c, "CF0301", HOSTILE, "Families", 1);
    council_put(&c, (ot_batch){OT_KIND_COST_CENTRES, 1, {.cost_centres = &centre}});
    council_put(&c, (ot_batch){OT_KIND_ACCOUNTS, 1, {.accounts = &account}});
    council_seal(&c);
    council_ledger(&c, "030101", "1000", "", OT_ACTUAL, 2, 238517);
    council_position(&c);
    CHECK_INT(ot_drill_build(&(ot_pack_input){.dataset = c.data,
                                              .position = &c.position,
                                              .options = &c.pack_options},
                             NULL, &drill, &c.err),
              OT_OK);
    text = page_of(&page);
    data = between(text, "<script type=\"application/json\"", "</script>");
    REQUIRE(data != NULL);
    CHECK_CONTAINS(data, "\\u003c/script\\u003e\\u003cscript\\u003ealert('x')");
    CHECK_CONTAINS(data, "\\u0022\\u0026\\ufffd\\ufffd\\ufffd--\\u003e\\u003c!--");
    CHECK_CONTAINS(data, "[0,[0,238517]]");
    CHECK(!strstr(data + 10, "<"));
    free(text);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_the_policy_allows_what_is_in_the_page_and_no_more(void)
{
    ot_report *small = sample_small();
    char *text = page_of_sheet(small);

    CHECK_CONTAINS(text, "content=\"default-src 'none'; script-src 'sha256-");
    CHECK_CONTAINS(text, "; style-src 'sha256-");
    CHECK_CONTAINS(text, "base-uri 'none'; form-action 'none'\">");
    CHECK(!strstr(text, "unsafe-inline"));
    CHECK(!strstr(text, " style=\""));
    CHECK(!strstr(text, "src=\""));
    CHECK(!strstr(text, "@import"));
    CHECK(!strstr(text, "url("));
    free(text);
    ot_report_free(small);
}

static void test_what_the_page_is_told_by_the_headline_report(void)
{
    ot_column list[] = {
        {.id = "item", .heading = "Headline"},
        {.id = "variance", .heading = "Variance", .kind = OT_COLUMN_THOUSANDS},
        {.id = "statement", .heading = "In words"}};
    ot_report *summary = sample_start("summary", "Summary");
    ot_page page = {.council = "Larkshire County Council", .headline = summary};
    uint32_t at;
    char *text;

    sample_title(summary, "Larkshire County Council");
    sample_title(summary, "2021/22 Report");
    sample_title(summary, "Summary");
    sample_title(summary, "actuals to August 2021");
    sample_columns(summary, list, 3);
    for (int part = 0; part < 3; part++) {
        at = sample_row(summary, OT_ROW_HEADING, 0);
        sample_text(summary, at, 0, part ? part == 1 ? "Areas" : "Services" : "Whole");
        at = sample_row(summary, OT_ROW_ITEM, 0);
        sample_text(summary, at, 0, part ? part == 1 ? "Fostering" : "Schools" : "All");
        sample_text(summary, at, 2,
                    "over-spend of £12.787 million (41.1% of budget), of which more");
    }
    text = page_of(&page);
    CHECK_CONTAINS(text, "<p class=\"council\">Larkshire County Council</p>\n"
                         "<h1>2021/22 Report</h1>\n"
                         "<p class=\"dates\">actuals to August 2021</p>");
    CHECK_CONTAINS(text, "<dt>All</dt><dd><span class=\"lead\">over-spend of £12.787 "
                         "million </span> (41.1% of budget), of which more</dd>");
    CHECK_CONTAINS(text, "<h3>Areas</h3>");
    CHECK_CONTAINS(text, "<dt>Fostering</dt><dd>over-spend of £12.787 million (41.1% "
                         "of budget), of which more</dd>");
    CHECK(!strstr(text, "<dt>Schools</dt>"));
    free(text);
    ot_report_free(summary);
}

static void test_a_waterfall_has_the_levels_it_leads_between(void)
{
    ot_column list[] = {
        {.id = "step", .heading = "Step"},
        {.id = "amount", .heading = "Amount", .kind = OT_COLUMN_THOUSANDS}};
    static const struct {
        ot_row_kind kind;
        const char *name;
        int64_t number;
    } rows[] = {{OT_ROW_SUBTOTAL, "Before", 41497},
                {OT_ROW_ITEM, "Starts", 12574},
                {OT_ROW_ITEM, "Ends", -5982},
                {OT_ROW_ROUNDINGS, "Roundings", -1},
                {OT_ROW_TOTAL, "Now", 48088}};
    ot_chart_series series = {"Change", NULL, 1, 2, 0, 1};
    const ot_chart chart = {OT_CHART_BAR, "Why", "£000", &series, 1, true};
    ot_report *bridge = sample_start("bridge", "Bridge");
    ot_error err = {0};
    char *text;

    sample_columns(bridge, list, 2);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t at = sample_row(bridge, rows[i].kind, 0);

        sample_text(bridge, at, 0, rows[i].name);
        ot_report_set_number(bridge, at, 1, rows[i].number);
    }
    sample_must(ot_report_add_chart(bridge, &chart, &err), &err);
    text = page_of_sheet(bridge);
    CHECK_CONTAINS(text,
                   "<figure data-chart=\"0\" hidden><figcaption>Why</figcaption>");
    CHECK_CONTAINS(text, "\"cats\":[\"Starts\",\"Ends\"],\"printed\":[\"12,574\","
                         "\"-5,982\"],\"from\":{\"name\":\"Before\",\"value\":41497,"
                         "\"printed\":\"41,497\"},\"to\":{\"name\":\"Now\",\"value\":"
                         "48088,\"printed\":\"48,088\"}");
    free(text);
    ot_report_free(bridge);
}

static void test_a_chart_without_its_cells_is_left_out(void)
{
    ot_chart_series series = {"Total", "activity-trend", 0, 3, 0, 1};
    const ot_chart chart = {OT_CHART_LINE, "By month", "Number", &series, 1, false};
    ot_report *small = sample_small();
    ot_error err = {0};
    char *text;

    sample_must(ot_report_add_chart(small, &chart, &err), &err);
    text = page_of_sheet(small);
    CHECK(!strstr(text, "<figure data-chart"));
    CHECK_CONTAINS(text, "\"charts\":[]");
    free(text);
    ot_report_free(small);
}

static void test_an_amount_beyond_what_a_script_holds_is_refused(void)
{
    council c = sla_structure();
    ot_error err = {0};
    ot_drill drill;
    const ot_page page = {.drill = &drill};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    council_seal(&c);
    council_ledger(&c, "030101", "1000", "", OT_ACTUAL, 2, 238517);
    council_position(&c);
    CHECK_INT(ot_drill_build(&(ot_pack_input){.dataset = c.data,
                                              .position = &c.position,
                                              .options = &c.pack_options},
                             NULL, &drill, &c.err),
              OT_OK);
    drill.nodes[0].projected = INT64_C(1) << 53;
    CHECK_INT(ot_page_write(&page, out, &err), OT_ERANGE);
    CHECK_CONTAINS(err.message, "leave html out of --format");
    fclose(out);
    free(text);
    ot_drill_clear(&drill);
    council_free(&c);
}

static void test_a_page_that_cannot_be_written_says_so(void)
{
    FILE *full = fopen("/dev/full", "w");
    ot_report *small = sample_small();
    const ot_report *sheets[] = {small};
    const ot_page page = {.sheets = sheets, .sheet_count = 1};
    ot_error err = {0};

    REQUIRE(full != NULL);
    CHECK_INT(ot_page_write(&page, full, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "could not be written");
    fclose(full);
    ot_report_free(small);
}

static const check_case cases[] = {
    CASE(test_every_figure_is_as_printed),
    CASE(test_tables_have_captions_and_scopes),
    CASE(test_a_wide_sheet_is_a_table_for_each_of_its_headings),
    CASE(test_hostile_texts_are_only_texts),
    CASE(test_hostile_names_in_the_data_cannot_end_it),
    CASE(test_the_policy_allows_what_is_in_the_page_and_no_more),
    CASE(test_what_the_page_is_told_by_the_headline_report),
    CASE(test_a_waterfall_has_the_levels_it_leads_between),
    CASE(test_a_chart_without_its_cells_is_left_out),
    CASE(test_an_amount_beyond_what_a_script_holds_is_refused),
    CASE(test_a_page_that_cannot_be_written_says_so),
};

OT_TEST_MAIN("page", cases)
