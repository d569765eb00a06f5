/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page.c - the page as a whole: its policy, headline, contents, sheets and data. */
#include "exporters/page.h"

#include <string.h>

#include "exporters/page_internal.h"

static const ot_report *titled(const ot_page *page)
{
    return page->headline ? page->headline : page->sheet_count ? page->sheets[0] : NULL;
}

static bool is_council(const ot_page *page, const char *line)
{
    return page->council && strcmp(page->council, line) == 0;
}

/* The first title line that is not the council's name. */
static const char *main_title(const ot_page *page)
{
    const ot_report *report = titled(page);

    for (size_t i = 0; report && i < report->title_count; i++)
        if (!is_council(page, report->titles[i]))
            return report->titles[i];
    return report ? report->name : "Budget monitoring";
}

static void put_head(const ot_page *page, FILE *out)
{
    fprintf(out,
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
            "'none'; "
            "script-src '%s'; style-src '%s'; base-uri 'none'; form-action 'none'\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
            ot_page_script_hash, ot_page_style_hash);
    ot_page_text(main_title(page), out);
    if (page->council) {
        fputs(" - ", out);
        ot_page_text(page->council, out);
    }
    fputs("</title>\n<style>", out);
    fputs(ot_page_style, out);
    fputs("</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
          "figures</a>\n",
          out);
}

/* Title lines that are neither the council nor the main title nor the sheet's name. */
static void put_titles(const ot_page *page, FILE *out)
{
    const ot_report *report = titled(page);
    const char *title = main_title(page);
    bool any = false;

    fputs("<header class=\"top\">\n", out);
    if (page->council) {
        fputs("<p class=\"council\">", out);
        ot_page_text(page->council, out);
        fputs("</p>\n", out);
    }
    fputs("<h1>", out);
    ot_page_text(title, out);
    fputs("</h1>\n<p class=\"dates\">", out);
    for (size_t i = 0; report && i < report->title_count; i++) {
        const char *line = report->titles[i];

        if (line == title || is_council(page, line) || strcmp(line, report->name) == 0)
            continue;
        fputs(any ? " · " : "", out);
        ot_page_text(line, out);
        any = true;
    }
    fputs("</p>\n</header>\n", out);
}

static void put_contents(const ot_page *page, FILE *out)
{
    fputs("<nav aria-label=\"Contents\"><ul>\n", out);
    if (page->headline)
        fputs("<li><a href=\"#headline\">Headline</a></li>\n", out);
    if (page->drill)
        fputs("<li><a href=\"#drill\">Look into the figures</a></li>\n", out);
    for (size_t i = 0; i < page->sheet_count; i++) {
        fputs("<li><a href=\"#sheet-", out);
        ot_page_text(page->sheets[i]->id, out);
        fputs("\">", out);
        ot_page_text(page->sheets[i]->name, out);
        fputs("</a></li>\n", out);
    }
    fputs("</ul></nav>\n", out);
}

/* What a row says in words, or NULL. */
static const char *words_of(const ot_report *report, uint32_t row)
{
    const ot_value *value = &report->rows[row].values[report->column_count - 1];

    return value->kind == OT_VALUE_TEXT ? value->text : NULL;
}

/* "over-spend of £17 million" large, what follows below it. */
static void put_figure(const char *name, const char *words, FILE *out)
{
    const char *comma = strchr(words, ','), *bracket = strchr(words, '(');
    const char *end = bracket && (!comma || bracket < comma) ? bracket : comma;
    char lead[160];

    if (!end)
        end = words + strlen(words);
    snprintf(lead, sizeof lead, "%.*s", (int)(end - words > 150 ? 150 : end - words),
             words);
    fputs("<div><dt>", out);
    ot_page_text(name, out);
    fputs("</dt><dd><span class=\"lead\">", out);
    ot_page_text(lead, out);
    fputs("</span> ", out);
    for (end = words + strlen(lead); *end == ' ' || *end == ','; end++)
        continue;
    ot_page_text(end, out);
    fputs("</dd></div>\n", out);
}

static void put_headline(const ot_page *page, FILE *out)
{
    const ot_report *report = page->headline;
    int parts = 0;

    fputs("<section id=\"headline\" aria-labelledby=\"h-headline\">\n"
          "<h2 id=\"h-headline\">Headline</h2>\n<dl class=\"figures\">\n",
          out);
    for (uint32_t row = 0; row < report->row_count; row++) {
        const ot_value *name = &report->rows[row].values[0];
        const char *words = words_of(report, row);

        if (report->rows[row].kind == OT_ROW_HEADING && parts++ == 1) {
            fputs("</dl>\n<h3>", out);
            ot_page_text(name->text, out);
            fputs("</h3>\n<dl class=\"words\">\n", out);
        }
        if (parts > 2)
            break;
        if (!words || name->kind != OT_VALUE_TEXT)
            continue;
        if (parts < 2) {
            put_figure(name->text, words, out);
            continue;
        }
        fputs("<dt>", out);
        ot_page_text(name->text, out);
        fputs("</dt><dd>", out);
        ot_page_text(words, out);
        fputs("</dd>\n", out);
    }
    fputs("</dl>\n", out);
    if (page->drill)
        fputs("<div id=\"whole\"></div>\n", out);
    fputs("</section>\n", out);
}

static void put_drill_place(FILE *out)
{
    fputs(
        "<section id=\"drill\" aria-labelledby=\"h-drill\">\n"
        "<h2 id=\"h-drill\">Look into the figures</h2>\n"
        "<p class=\"quiet\">Open a service area to its cost centres, a cost centre to "
        "its lines, a line to its accounts; Months shows how a row's year goes. Lines "
        "are what forecasts are made for. Months to come share what is left of the "
        "adopted forecast evenly, and so does a budget that the ledger has in one "
        "sum; an interval is of the year's outturn, and drawn straight from now to "
        "then.</p>\n<noscript><p>This part needs scripts, which are switched off; "
        "detail.csv holds every line.</p></noscript>\n<div "
        "id=\"tree\"></div>\n</section>\n",
        out);
}

/* Title lines of a sheet that are not the page's. */
static void put_own_titles(const ot_page *page, const ot_report *report, FILE *out)
{
    const ot_report *shown = titled(page);

    for (size_t i = 0; i < report->title_count; i++) {
        bool known = strcmp(report->titles[i], report->name) == 0;

        for (size_t k = 0; !known && shown && k < shown->title_count; k++)
            known = strcmp(report->titles[i], shown->titles[k]) == 0;
        if (known)
            continue;
        fputs("<p class=\"quiet\">", out);
        ot_page_text(report->titles[i], out);
        fputs("</p>\n", out);
    }
}

static ot_status put_sheet(const ot_page *page, const ot_report *report, int *charts,
                           FILE *out, ot_error *err)
{
    ot_status st;

    fputs("<section id=\"sheet-", out);
    ot_page_text(report->id, out);
    fputs("\" aria-labelledby=\"h-", out);
    ot_page_text(report->id, out);
    fputs("\">\n<h2 id=\"h-", out);
    ot_page_text(report->id, out);
    fputs("\">", out);
    ot_page_text(report->name, out);
    fputs("</h2>\n", out);
    put_own_titles(page, report, out);
    ot_page_chart_places(page, report, charts, out);
    st = ot_page_table(page, report, out, err);
    if (report->note_count)
        fputs("<div class=\"notes\">\n", out);
    for (size_t i = 0; i < report->note_count; i++) {
        fputs("<p>", out);
        ot_page_text(report->notes[i], out);
        fputs("</p>\n", out);
    }
    fputs(report->note_count ? "</div>\n</section>\n" : "</section>\n", out);
    return st;
}

ot_status ot_page_write(const ot_page *page, FILE *out, ot_error *err)
{
    int charts = 0;
    ot_status st = OT_OK;

    put_head(page, out);
    put_titles(page, out);
    put_contents(page, out);
    fputs("<main id=\"main\" tabindex=\"-1\">\n", out);
    if (page->headline)
        put_headline(page, out);
    if (page->drill)
        put_drill_place(out);
    for (size_t i = 0; st == OT_OK && i < page->sheet_count; i++)
        st = put_sheet(page, page->sheets[i], &charts, out, err);
    fputs("</main>\n<footer>Made by Outturn. The figures are those of the pack's "
          "workbook; manifest.json names what it was made from.</footer>\n"
          "<script type=\"application/json\" id=\"data\">{",
          out);
    if (st == OT_OK)
        st = ot_page_drill(page, out, err);
    ot_page_charts(page, out);
    fputs("}</script>\n<script>", out);
    fputs(ot_page_script, out);
    fputs("</script>\n</body>\n</html>\n", out);
    if (st < 0)
        return st;
    if (fflush(out) != 0 || ferror(out))
        return ot_fail(err, OT_EIO,
                       "the page could not be written: is there room on its disk?");
    return OT_OK;
}
