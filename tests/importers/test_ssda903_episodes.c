/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/child_fixture.h"

#define HEADER                                                                         \
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,"         \
    "HOME_POST,PL_POST,URN"
#define FIRST "C100001,14/05/2019,S,C2,N1,U4,PR4,,,,ZZ99 3VZ,ZZ99 3WZ,SC040001\n"

static fixture_import import;

static void test_episodes_are_read_with_keyed_children(void)
{
    const ot_episode_record *e;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES,
                HEADER "\n" FIRST " c100001 ,2021-06-18,P,C2,N1,K2,PR4,2022-03-30,X1,"
                       "CHANGEPL,ZZ99 3VZ,ZZ99 3WZ,SC040002\n",
                0, &source, &batch);
    REQUIRE(batch.count == 2 && batch.kind == OT_KIND_EPISODES);
    e = batch.of.episodes;
    CHECK_TEXT(e[0].child, CHILD_100001);
    CHECK_INT(e[0].start, 20190514);
    CHECK_INT(e[0].end, 0);
    CHECK_TEXT(e[0].reason_new, "S");
    CHECK_TEXT(e[0].legal_status, "C2");
    CHECK_TEXT(e[0].need, "N1");
    CHECK_TEXT(e[0].place, "U4");
    CHECK_TEXT(e[0].provider, "PR4");
    CHECK_TEXT(e[0].reason_end, "");
    CHECK_TEXT(e[0].urn, "SC040001");
    CHECK_INT(e[0].line, 2);
    CHECK_TEXT(e[1].child, CHILD_100001);
    CHECK_INT(e[1].start, 20210618);
    CHECK_INT(e[1].end, 20220330);
    CHECK_TEXT(e[1].reason_end, "X1");
    CHECK_TEXT(e[1].reason_change, "CHANGEPL");
    CHECK_INT(e[1].line, 3);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    check_unsaid(&import, &s, "100001");
    check_unsaid(&import, &s, "ZZ99");
    scratch_close(&s);
}

static void check_year(const char *text, int want, int64_t notes)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES, text, 0, &source, &batch);
    check_int_at((int64_t)batch.count, 1, text, __FILE__, __LINE__);
    if (batch.count > 0)
        check_int_at(batch.of.episodes[0].year, want, text, __FILE__, __LINE__);
    fixture_finish(&import, &source);
    CHECK_INT(import.notes, notes);
    scratch_close(&s);
}

static void test_year_is_that_of_the_latest_day_and_told(void)
{
    check_year(HEADER "\nC1,31/03/2021,S,C2,N1,U4,PR4,,,,,,\n", 2020, 1);
    check_year(HEADER "\nC1,01/04/2021,S,C2,N1,U4,PR4,,,,,,\n", 2021, 1);
    check_year(HEADER "\nC1,01/04/2015,S,C2,N1,U4,PR4,31/03/2022,E3,,,,\n", 2021, 1);
    CHECK_CONTAINS(import.issues[0].message,
                   "is taken for that of 2021/22, in which its latest DECOM or DEC "
                   "lies (2022-03-31)");
}

static void test_year_column_goes_before_the_days(void)
{
    check_year(HEADER ",YEAR\nC1,14/05/2019,S,C2,N1,U4,PR4,,,,,,,2023\n", 2022, 0);
    check_year(HEADER ",Year\nC1,14/05/2019,S,C2,N1,U4,PR4,,,,,,,2021/22\n", 2021, 0);
    check_year(HEADER ",YEAR\nC1,14/05/2019,S,C2,N1,U4,PR4,,,,,,,2021-22\n", 2021, 0);
    check_year(HEADER ",YEAR\nC1,14/05/2019,S,C2,N1,U4,PR4,,,,,,,2021/2022\n", 2021, 0);
}

static void test_case_of_codes_is_folded_and_told_once_a_column(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES,
                HEADER ",YEAR\nc1,14/05/2019,S,C2,N1,u4,pr4,,,,,,sc040001,2022\n"
                       "c2,14/05/2019,S,C2,N1,k2,PR4,,,,,,SC040002,2022\n",
                0, &source, &batch);
    REQUIRE(batch.count == 2);
    CHECK_TEXT(batch.of.episodes[0].place, "U4");
    CHECK_TEXT(batch.of.episodes[0].provider, "PR4");
    CHECK_TEXT(batch.of.episodes[0].urn, "SC040001");
    CHECK_TEXT(batch.of.episodes[1].place, "K2");
    fixture_finish(&import, &source);
    REQUIRE(import.notes == 3);
    CHECK_TEXT(import.issues[0].message,
               "PLACE has lower-case letters in 2 rows; they are read in upper case");
    CHECK_TEXT(import.issues[1].message, "PLACE_PROVIDER has lower-case letters in 1 "
                                         "row; they are read in upper case");
    CHECK_CONTAINS(import.issues[2].message, "URN has lower-case letters in 1 row");
    scratch_close(&s);
}

static void test_bad_rows_are_rejected_and_no_child_is_told(void)
{
    static const char *const messages[] = {
        "DECOM is not a day of the calendar, written as 30/09/2021 or 2021-09-30",
        "CHILD is blank",
        "DECOM is blank",
        "DEC is not a day",
        "PLACE is blank",
        "CHILD is no code",
        "YEAR is not a year",
        "YEAR is blank"};
    scratch s;
    ot_source source;
    ot_batch batch;
    char rejects[4096];

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES,
                HEADER ",YEAR\n"
                       "C100001,31/06/2021,S,C2,N1,U4,PR4,,,,ZZ99 3VZ,,SC040001,2022\n"
                       ",14/05/2019,S,C2,N1,U4,C100002,,,,,,,2022\n"
                       "C100003,,S,C2,N1,U4,PR4,,,,,,,2022\n"
                       "C100004,14/05/2019,S,C2,N1,U4,PR4,later,,,,,,2022\n"
                       "C100005,14/05/2019,S,C2,N1,,PR4,,,,,,,2022\n"
                       "1.00E+05,14/05/2019,S,C2,N1,U4,PR4,,,,,,,2022\n"
                       "C100006,14/05/2019,S,C2,N1,U4,PR4,,,,,,,22\n"
                       "C100007,14/05/2019,S,C2,N1,U4,PR4,,,,,,,\n",
                0, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 8);
    for (size_t i = 0; i < 8; i++)
        CHECK_CONTAINS(import.issues[i].message, messages[i]);
    check_unsaid(&import, &s, "C1000");
    check_unsaid(&import, &s, "ZZ99");
    check_unsaid(&import, &s, "1.00E");
    scratch_read(&s, "input.rejects.csv", rejects, sizeof rejects);
    CHECK_CONTAINS(rejects, "2,\"DECOM is not a day of the calendar, written as "
                            "30/09/2021 or 2021-09-30\",(withheld),\"31/06/2021\","
                            "\"S\",\"C2\",\"N1\",\"U4\",\"PR4\",,,,(withheld),,"
                            "\"SC040001\",\"2022\"\n");
    scratch_close(&s);
}

/* Where columns may have moved, an identifier may stand anywhere. */
static void test_rows_that_have_moved_are_withheld_whole(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;
    char rejects[4096];

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES,
                HEADER "\n"
                       "7,C100001,14/05/2019,S,C2,N1,U4,PR4,,,,ZZ99 3VZ,,SC040001\n"
                       "C100002,S,C2,N1\n"
                       "C100003,C100003,S,C2,N1,U4,PR4,,,,,,C100003X\n"
                       "C100004,\"14/05/2019\"x,S,C2,N1,U4,PR4,,,,,,\n" FIRST,
                0, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_INT(import.rejects, 4);
    check_unsaid(&import, &s, "C10000");
    check_unsaid(&import, &s, "ZZ99");
    scratch_read(&s, "input.rejects.csv", rejects, sizeof rejects);
    CHECK_CONTAINS(rejects, "(withheld),(withheld),(withheld),(withheld)\n");
    CHECK_CONTAINS(rejects, ",(withheld),(withheld),\"S\",\"C2\"");
    CHECK(strstr(rejects, "14/05/2019") == NULL);
    scratch_close(&s);
}

static void test_file_without_headings_is_refused_and_its_first_row_not_told(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES, FIRST FIRST, 0, &source, &batch);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message,
               "no column for CHILD, DECOM, RNE, PLACE, PLACE_PROVIDER, DEC; none "
               "of its headings is known");
    child_start(&import, &s, OT_KIND_EPISODES, "CHILD,DECOM,RNE,C100001\n", 0, &source,
                &batch);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message,
               "no column for PLACE, PLACE_PROVIDER, DEC; of its headings these "
               "are known: CHILD, DECOM, RNE");
    scratch_close(&s);
}

static void test_file_without_rows_or_without_a_key_is_refused(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    child_start(&import, &s, OT_KIND_EPISODES, HEADER "\n", 0, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message, "the file has headings but no rows");
    fixture_start(&import, &s, OT_KIND_EPISODES, HEADER "\n" FIRST, NULL, &source,
                  &batch);
    CHECK_INT(import.end, OT_EUSAGE);
    scratch_close(&s);
}

static void test_thousands_of_episodes_come_in_batches_with_one_year(void)
{
    enum { ROWS = 9001 };
    char *text = malloc(200 + (size_t)ROWS * 64);
    size_t length, rows = 0, largest = 0;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(text != NULL && scratch_open(&s));
    length = (size_t)sprintf(text, HEADER "\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t)sprintf(text + length,
                                  "C%06d,%02d/0%d/2021,S,C2,N1,U4,PR4,,,,,,SC04%04d\n",
                                  i, i % 28 + 1, i % 3 + 1, i % 500);
    sprintf(text + length - 1, "\nC1,30/06/2021,S,C2,N1,U4,PR4,,,,,,\n");
    child_start(&import, &s, OT_KIND_EPISODES, text, 0, &source, &batch);
    free(text);
    while (import.end == OT_OK) {
        largest = batch.count > largest ? batch.count : largest;
        for (size_t i = 0; i < batch.count; i++) {
            CHECK_INT(batch.of.episodes[i].year, 2021);
            CHECK_INT((int64_t)batch.of.episodes[i].line, (int64_t)(rows + i + 2));
        }
        rows += batch.count;
        import.end = source.next_batch(source.self, &batch, &import.err);
    }
    CHECK_INT(import.end, OT_END);
    CHECK_INT((int64_t)rows, ROWS + 1);
    CHECK(largest <= 4096);
    CHECK_INT(source.next_batch(source.self, &batch, NULL), OT_END);
    source.close(source.self);
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_episodes_are_read_with_keyed_children),
    CASE(test_year_is_that_of_the_latest_day_and_told),
    CASE(test_year_column_goes_before_the_days),
    CASE(test_case_of_codes_is_folded_and_told_once_a_column),
    CASE(test_bad_rows_are_rejected_and_no_child_is_told),
    CASE(test_rows_that_have_moved_are_withheld_whole),
    CASE(test_file_without_headings_is_refused_and_its_first_row_not_told),
    CASE(test_file_without_rows_or_without_a_key_is_refused),
    CASE(test_thousands_of_episodes_come_in_batches_with_one_year),
};

OT_TEST_MAIN("importers/ssda903_episodes", cases)
