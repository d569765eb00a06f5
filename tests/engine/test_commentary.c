/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/commentary.h"
#include "tests/check.h"

static ot_status parse(const char *text, ot_commentary *out, ot_error *err)
{
    *err = (ot_error){0};
    return ot_commentary_parse("report.md", text, out, err);
}

static void test_words_between_marks_are_taken_as_they_stand(void)
{
    ot_commentary c;
    ot_error err;

    CHECK_INT(parse("# Report\n<!-- outturn:slot purpose 2021-08 -->\n\n"
                    "  Indented, *as is* |\n\n- item\n\n<!-- /outturn:slot -->\nEnd\n"
                    "  <!-- outturn:slot   other -->  \r\nTwo\r\nlines\r\n"
                    "<!-- /outturn:slot -->\r\n",
                    &c, &err),
              OT_OK);
    REQUIRE(c.count == 2);
    CHECK_TEXT(c.items[0].slot, "purpose");
    CHECK_TEXT(c.items[0].period, "2021-08");
    CHECK_TEXT(c.items[0].text, "  Indented, *as is* |\n\n- item");
    CHECK_INT(c.items[0].line, 2);
    CHECK_TEXT(c.items[1].slot, "other");
    CHECK_TEXT(c.items[1].period, "");
    CHECK_TEXT(c.items[1].text, "Two\nlines");
    CHECK_TEXT(c.outside, "# Report End ");
    ot_commentary_clear(&c);
}

static void test_empty_slots_are_no_words(void)
{
    ot_commentary c;
    ot_error err;

    CHECK_INT(parse("<!-- outturn:slot purpose 2021-08 -->\n \r\n\t\n"
                    "<!-- /outturn:slot -->",
                    &c, &err),
              OT_OK);
    CHECK(c.count == 0);
    ot_commentary_clear(&c);
    CHECK_INT(parse("", &c, &err), OT_OK);
    CHECK(c.count == 0);
    ot_commentary_clear(&c);
}

static void check_refused(const char *text, long line, const char *message)
{
    ot_commentary c;
    ot_error err;

    CHECK_INT(parse(text, &c, &err), OT_EINPUT);
    CHECK_INT(err.line, line);
    CHECK_TEXT(err.input, "report.md");
    CHECK_CONTAINS(err.message, message);
    ot_commentary_clear(&c);
}

static void test_marks_that_would_lose_words_are_refused_with_their_line(void)
{
    check_refused("a\n<!-- outturn:slot purpose 2021-08 -->\nwords\n", 2,
                  "'purpose' is not closed");
    check_refused("<!-- outturn:slot one -->\nwords\n<!-- outturn:slot two -->\n"
                  "<!-- /outturn:slot -->\n",
                  1, "'one' is not closed before line 3");
    check_refused("words\n<!-- /outturn:slot -->\n", 2, "closes no slot");
    check_refused("<!-- outturn:slot purpose 2021-08\nwords\n", 1, "does not end in");
    check_refused("<!-- outturn:slot -->\n", 1, "cannot be read");
    check_refused("<!-- outturn:slot Purpose -->\n", 1, "cannot be read");
    check_refused("<!-- outturn:slot purpose August -->\n", 1, "cannot be read");
    check_refused("<!-- outturn:slot purpose 2021-08 again -->\n", 1, "cannot be read");
}

static void test_outside_is_the_same_whatever_an_editor_does_to_line_ends(void)
{
    ot_commentary a, b;
    ot_error err;

    CHECK_INT(parse("One  two\n\n<!-- outturn:slot x -->\nw\n<!-- /outturn:slot -->\n"
                    "three\n",
                    &a, &err),
              OT_OK);
    CHECK_INT(parse("One two\r\n\r\n<!-- outturn:slot x -->\r\n"
                    "<!-- /outturn:slot -->\r\nthree",
                    &b, &err),
              OT_OK);
    CHECK_TEXT(a.outside, "One two three ");
    CHECK_TEXT(b.outside, "One two three");
    ot_commentary_clear(&a);
    ot_commentary_clear(&b);
}

static void test_words_without_a_place_may_be_taken_out_with_their_heading(void)
{
    ot_commentary a, b;
    ot_error err;

    CHECK_INT(parse("Text.\n\n" OT_SLOT_HOMELESS "\n\nNote.\n"
                    "<!-- outturn:slot x 2021-07 -->\nw\n<!-- /outturn:slot -->\n",
                    &a, &err),
              OT_OK);
    CHECK_INT(parse("Text.\n\n", &b, &err), OT_OK);
    CHECK_TEXT(a.outside, b.outside);
    CHECK(a.count == 1 && b.count == 0);
    ot_commentary_clear(&a);
    ot_commentary_clear(&b);
}

static void test_words_find_their_place_or_stand_at_the_end(void)
{
    static const char text[] =
        "<!-- outturn:slot purpose 2021-08 -->\nfirst\n<!-- /outturn:slot -->\n"
        "<!-- outturn:slot purpose 2021-08 -->\nsecond\n<!-- /outturn:slot -->\n"
        "<!-- outturn:slot purpose 2021-07 -->\nold\n<!-- /outturn:slot -->\n"
        "<!-- outturn:slot unknown 2021-08 -->\nlost\n<!-- /outturn:slot -->\n";
    ot_narrative *narrative = ot_narrative_new("Report", "2021-08");
    ot_pen pen = {.narrative = narrative};
    ot_commentary kept;
    ot_error err;
    ot_placed placed = {narrative, &kept, &kept};
    const ot_words *words;
    size_t at = 0;

    ot_pen_section(&pen, 1, "Purpose", "purpose");
    ot_pen_section(&pen, 1, "Other", "other");
    CHECK_INT(parse(text, &kept, &err), OT_OK);
    CHECK_TEXT(ot_placed_kept(&placed, "purpose")->text, "first");
    CHECK(ot_placed_kept(&placed, "other") == NULL);
    for (const char *const *want = (const char *const[]){"second", "old", "lost", NULL};
         *want; want++) {
        words = ot_placed_homeless(&placed, &at);
        REQUIRE(words != NULL);
        CHECK_TEXT(words->text, *want);
    }
    CHECK(ot_placed_homeless(&placed, &at) == NULL);
    at = 0;
    CHECK_TEXT(ot_placed_file(&placed, "purpose", &at)->text, "first");
    CHECK_TEXT(ot_placed_file(&placed, "purpose", &at)->text, "second");
    CHECK(ot_placed_file(&placed, "purpose", &at) == NULL);
    ot_commentary_clear(&kept);
    ot_narrative_free(narrative);
}

static const check_case cases[] = {
    CASE(test_words_between_marks_are_taken_as_they_stand),
    CASE(test_empty_slots_are_no_words),
    CASE(test_marks_that_would_lose_words_are_refused_with_their_line),
    CASE(test_outside_is_the_same_whatever_an_editor_does_to_line_ends),
    CASE(test_words_without_a_place_may_be_taken_out_with_their_heading),
    CASE(test_words_find_their_place_or_stand_at_the_end),
};

OT_TEST_MAIN("commentary", cases)
