/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/returns.h"

#include "tests/check.h"

static void check_name(const char *manager, const char *want)
{
    ot_arena arena = {0};

    CHECK_TEXT(ot_return_file_name(manager, "2021-08", NULL, 0, &arena), want);
    ot_arena_clear(&arena);
}

static void test_names_keep_letters_and_digits_of_a_title(void)
{
    check_name("Head of Placements", "Head-of-Placements-2021-08");
    check_name("Museum and Cafés Manager (2)", "Museum-and-Cafés-Manager-2-2021-08");
}

static void test_names_lead_to_no_other_folder_and_hide_nothing(void)
{
    check_name("../../etc/passwd", "etc-passwd-2021-08");
    check_name("/absolute\\back:slash", "absolute-back-slash-2021-08");
    check_name(".hidden", "hidden-2021-08");
    check_name("--out", "out-2021-08");
    check_name("CON", "CON-2021-08");
    check_name("a\nb\x7f\x1b[31mc", "a-b-31mc-2021-08");
    check_name("\xE2\x80\xAEgnp.exe", "gnp-exe-2021-08"); /* writing turned round */
    check_name("\xC3", "manager-2021-08");
    check_name("***", "manager-2021-08");
}

static void test_long_titles_are_cut(void)
{
    char title[400];
    ot_arena arena = {0};

    memset(title, 'x', sizeof title - 1);
    title[sizeof title - 1] = '\0';
    CHECK(strlen(ot_return_file_name(title, "2021-08", NULL, 0, &arena)) < 100);
    ot_arena_clear(&arena);
}

static void test_no_name_is_given_twice_whatever_the_letter_case(void)
{
    const char *used[] = {"Head-of-HR-2021-08", "head-of-hr-2-2021-08"};
    ot_arena arena = {0};

    CHECK_TEXT(ot_return_file_name("HEAD OF HR", "2021-08", used, 1, &arena),
               "HEAD-OF-HR-2-2021-08");
    CHECK_TEXT(ot_return_file_name("Head/of/HR", "2021-08", used, 2, &arena),
               "Head-of-HR-3-2021-08");
    ot_arena_clear(&arena);
}

static const check_case cases[] = {
    CASE(test_names_keep_letters_and_digits_of_a_title),
    CASE(test_names_lead_to_no_other_folder_and_hide_nothing),
    CASE(test_long_titles_are_cut),
    CASE(test_no_name_is_given_twice_whatever_the_letter_case),
};

OT_TEST_MAIN("engine/returns_name", cases)
