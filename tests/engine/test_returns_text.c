/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/return_form.h"

/* Whatever is changed in a row changes its text, and the return's. */
static void test_texts_tell_every_field_of_a_row(void)
{
    return_form f;
    const char *row, *content;
    ot_return_row first;

    form_make(&f, "COVID-19");
    first = f.rows[0];
    row = ot_return_row_text(&f.rows[0], &f.arena);
    content = ot_return_content_text(&f.r, &f.arena);
#define OTHER(change)                                                                  \
    do {                                                                               \
        f.rows[0] = first;                                                             \
        change;                                                                        \
        CHECK(strcmp(ot_return_row_text(&f.rows[0], &f.arena), row) != 0);             \
        CHECK(strcmp(ot_return_content_text(&f.r, &f.arena), content) != 0);           \
    } while (0)
    OTHER(f.rows[0].cost_centre = "030202");
    OTHER(f.rows[0].name = "Residential");
    OTHER(f.rows[0].account = "");
    OTHER(f.rows[0].subjective_group = 4);
    OTHER(f.rows[0].fund = OT_DSG);
    OTHER(f.rows[0].budget++);
    OTHER(f.rows[0].actual++);
    OTHER(f.rows[0].commitment++);
    OTHER(f.rows[0].projection++);
    OTHER(f.rows[0].has_range = false);
    OTHER(f.rows[0].low--);
    OTHER(f.rows[0].high++);
    OTHER(f.rows[0].last++);
    OTHER(f.rows[0].basis = "budget");
    OTHER(f.rows[0].has_driver = false);
    OTHER(f.rows[0].driver++);
    f.rows[0] = first;
    CHECK_TEXT(ot_return_row_text(&f.rows[0], &f.arena), row);
    form_free(&f);
}

static void test_texts_cannot_run_into_each_other(void)
{
    return_form f;
    char *one, *two;

    form_make(&f, "");
    f.rows[0].name = "a\n9 b";
    f.rows[0].account = "c";
    one = ot_return_row_text(&f.rows[0], &f.arena);
    f.rows[0].name = "a";
    f.rows[0].account = "b\n1 c";
    two = ot_return_row_text(&f.rows[0], &f.arena);
    CHECK(strcmp(one, two) != 0);
    form_free(&f);
}

static void test_content_leaves_out_the_issue_and_the_workspace(void)
{
    return_form f;
    const char *content;

    form_make(&f, "");
    content = ot_return_content_text(&f.r, &f.arena);
    f.r.issue = 8;
    f.r.workspace = "another";
    CHECK_TEXT(ot_return_content_text(&f.r, &f.arena), content);
    f.r.as_at.number = 6;
    CHECK(strcmp(ot_return_content_text(&f.r, &f.arena), content) != 0);
    form_free(&f);
}

static void test_seal_is_of_these_lines(void)
{
    const char *hashes[] = {"aa11", "bb22"};
    ot_arena arena = {0};

    CHECK_TEXT(
        ot_return_seal_text("8d0c", 7, (ot_period){2021, 5}, "Head of HR", hashes, 2,
                            &arena),
        "outturn return seal 1\n4 8d0c\n7\n2021/5\n10 Head of HR\n2\naa11\nbb22\n");
    ot_arena_clear(&arena);
}

static const check_case cases[] = {
    CASE(test_texts_tell_every_field_of_a_row),
    CASE(test_texts_cannot_run_into_each_other),
    CASE(test_content_leaves_out_the_issue_and_the_workspace),
    CASE(test_seal_is_of_these_lines),
};

OT_TEST_MAIN("engine/returns_text", cases)
