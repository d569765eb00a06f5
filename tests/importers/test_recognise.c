/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/kinds.h"
#include "tests/importers/child_fixture.h"

static void check_table(const char *headings, ot_kind want_kind, const char *want_table)
{
    char text[512];
    ot_kind kind = OT_KIND_LEDGER;
    const char *table = NULL;
    ot_error err = {0};
    scratch s;

    REQUIRE(scratch_open(&s));
    snprintf(text, sizeof text, "%s\n", headings);
    CHECK_INT(
        ot_importer_recognise(scratch_text(&s, "x.csv", text), &kind, &table, &err),
        OT_OK);
    check_int_at(kind, want_kind, headings, __FILE__, __LINE__);
    if (want_table)
        check_text_at(table, want_table, headings, __FILE__, __LINE__);
    else
        CHECK(table == NULL);
    scratch_close(&s);
}

static void test_tables_that_are_read_are_told_by_their_columns(void)
{
    check_table("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,"
                "REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN",
                OT_KIND_EPISODES, "Episodes");
    check_table("LA,YEAR,CHILD,DECOM,RNE,PLACE,DEC", OT_KIND_EPISODES, "Episodes");
    check_table("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB", OT_KIND_CHILDREN, "Header");
    check_table("child;gender;date of birth", OT_KIND_CHILDREN, "Header");
    check_table("CHILD,SEX,DOB,DUC", OT_KIND_UASC, "UASC");
    check_table("child\tstart\tend\tweekly fee", OT_KIND_PLACEMENT_COSTS,
                "placement costs");
    check_table("child,start,end,total_to_date", OT_KIND_PLACEMENT_COSTS,
                "placement costs");
}

static void test_other_tables_of_the_return_are_left_alone(void)
{
    check_table("CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,"
                "LS_ADOPTR",
                OT_KINDS, "AD1");
    check_table("CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
                OT_KINDS, "PlacedAdoption");
    check_table("CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,"
                "TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE",
                OT_KINDS, "OC2");
    check_table("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM", OT_KINDS, "OC3");
    check_table("CHILD,DOB,MISSING,MIS_START,MIS_END", OT_KINDS, "Missing");
    check_table("CHILD,DOB,REVIEW,REVIEW_CODE", OT_KINDS, "Reviews");
    check_table("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM", OT_KINDS, "PrevPerm");
    check_table("CHILD,SW_ID,SW_DECOM,SW_DEC,SW_REASON", OT_KINDS, "SWEpisodes");
}

static void test_anything_else_is_no_table(void)
{
    check_table("cost_centre,account,fund,period,amount", OT_KINDS, NULL);
    check_table("child,name,school", OT_KINDS, NULL);
    check_table("DECOM,RNE,PLACE,DEC", OT_KINDS, NULL);
    check_table("C100001,14/05/2019,S,C2,N1,U4,PR4", OT_KINDS, NULL);
    check_table("period,type,count", OT_KINDS, NULL);
}

/* What the kinds need and call by is known here too. */
static void test_required_columns_of_every_kind_suffice(void)
{
    static const char *const more[] = {"", ",SEX", "", ",weekly_fee"};

    for (int kind = OT_KIND_EPISODES; kind <= OT_KIND_PLACEMENT_COSTS; kind++) {
        const ot_import_kind *how = ot_import_kind_of((ot_kind)kind);
        char headings[256] = "LA";
        size_t length = 2;
        ot_kind found;
        const char *table;
        scratch s;

        for (size_t i = 0; i < how->field_count; i++)
            if (how->fields[i].required)
                length += (size_t)snprintf(headings + length, sizeof headings - length,
                                           ",%s", how->fields[i].name);
        snprintf(headings + length, sizeof headings - length, "%s\n",
                 more[kind - OT_KIND_EPISODES]);
        REQUIRE(scratch_open(&s));
        CHECK_INT(ot_importer_recognise(scratch_text(&s, "x.csv", headings), &found,
                                        &table, NULL),
                  OT_OK);
        check_int_at(found, kind, headings, __FILE__, __LINE__);
        scratch_close(&s);
    }
}

static void test_file_that_cannot_be_read_is_told_by_name(void)
{
    ot_kind kind;
    const char *table;
    ot_error err = {0};
    scratch s;

    REQUIRE(scratch_open(&s));
    CHECK_INT(ot_importer_recognise(scratch_text(&s, "x.csv", ""), &kind, &table, &err),
              OT_EINPUT);
    CHECK_TEXT(err.input, s.path);
    CHECK_TEXT(err.message, "the file is empty");
    CHECK_INT(ot_importer_recognise(scratch_path(&s, "none.csv"), &kind, &table, &err),
              OT_EIO);
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_tables_that_are_read_are_told_by_their_columns),
    CASE(test_other_tables_of_the_return_are_left_alone),
    CASE(test_anything_else_is_no_table),
    CASE(test_required_columns_of_every_kind_suffice),
    CASE(test_file_that_cannot_be_read_is_told_by_name),
};

OT_TEST_MAIN("importers/recognise", cases)
