/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/header.h"
#include "tests/check.h"

enum { COST_CENTRE, AMOUNT, TEXT, FIELDS };

static const ot_field fields[FIELDS] = {{"cost_centre", "costcenter cc", true},
                                        {"amount", "value net", true},
                                        {"text", "", false}};

/* A row made of headings separated by '|'. */
typedef struct header_row {
    char base[1024];
    ot_csv_field fields[40];
    ot_csv_row row;
} header_row;

static const ot_csv_row *row_of(header_row *h, const char *headings)
{
    char *at = h->base + 1;

    memset(h, 0, sizeof *h);
    snprintf(h->base + 1, sizeof h->base - 1, "%s", headings);
    h->row = (ot_csv_row){.line = 1, .base = h->base, .fields = h->fields};
    for (;;) {
        size_t length = strcspn(at, "|");
        int last = at[length] == '\0';

        h->fields[h->row.count++] = (ot_csv_field){(size_t)(at - h->base), length};
        at[length] = '\0';
        if (last)
            return &h->row;
        at += length + 1;
    }
}

static void test_headings_lose_case_spaces_and_punctuation(void)
{
    char text[OT_HEADING_TEXT];

    CHECK_TEXT(ot_heading_normalise("Cost Centre", text), "costcentre");
    CHECK_TEXT(ot_heading_normalise("COST_CENTRE ", text), "costcentre");
    CHECK_TEXT(ot_heading_normalise("Val.in rep.cur.", text), "valinrepcur");
    CHECK_TEXT(ot_heading_normalise("Amount\n(\xC2\xA3)", text), "amount");
    CHECK_TEXT(ot_heading_normalise("\xC2\xA3", text), "");
    ot_heading_normalise("abcdefghijklmnopqrstuvwxyz 0123456789 "
                         "abcdefghijklmnopqrstuvwxyz 0123456789",
                         text);
    CHECK_INT((int64_t)strlen(text), OT_HEADING_TEXT - 1);
}

/* A file without headings may begin with a person. */
static void test_figures_are_not_listed_as_headings(void)
{
    char text[150];
    header_row h;

    ot_header_list(row_of(&h, "C100001|2|04/07/2009|B981234567890"), text, sizeof text);
    CHECK_TEXT(text, "none: the 4 columns begin with figures");
    ot_header_list(row_of(&h, "Actual 2021/22|202104"), text, sizeof text);
    CHECK_CONTAINS(text, "Actual 2021/22");
}

static void test_match_prefers_profile_then_name_then_shape_then_synonyms(void)
{
    static const ot_shape_heading shape[] = {{"amount", "valinrepcur"}, {NULL, NULL}};
    static const ot_column_name columns[] = {{"amount", "My Value"}};
    ot_header_rules rules = {.fields = fields, .field_count = FIELDS};
    header_row h;
    ot_header header;

    row_of(&h, "Value|Val.in rep.cur.|CC|my value|Amount");
    ot_header_match(&rules, &h.row, &header);
    CHECK_INT(header.column[COST_CENTRE], 2);
    CHECK_INT(header.column[AMOUNT], 4);
    CHECK_INT(header.column[TEXT], -1);
    CHECK(header.complete);
    CHECK_INT((int64_t)header.found, 2);
    rules.columns = columns;
    rules.column_count = 1;
    ot_header_match(&rules, &h.row, &header);
    CHECK_INT(header.column[AMOUNT], 3);
    rules.column_count = 0;
    rules.shape = shape;
    ot_header_match(&rules, row_of(&h, "Value|Val.in rep.cur.|CC"), &header);
    CHECK_INT(header.column[AMOUNT], 1);
    rules.shape = NULL;
    ot_header_match(&rules, &h.row, &header);
    CHECK_INT(header.column[AMOUNT], 0);
}

static void test_match_does_not_fall_back_from_the_profile(void)
{
    static const ot_column_name columns[] = {{"amount", "Betrag"}};
    ot_header_rules rules = {fields, FIELDS, NULL, columns, 1, false};
    header_row h;
    ot_header header;
    ot_error err = {0};

    ot_header_match(&rules, row_of(&h, "cost centre|amount"), &header);
    CHECK(!header.complete);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_EINPUT);
    CHECK_TEXT(err.message,
               "no column is headed 'Betrag' (given for amount); the headings "
               "are: cost centre, amount");
}

static void test_check_lists_what_is_missing_and_what_was_seen(void)
{
    ot_header_rules rules = {.fields = fields, .field_count = FIELDS};
    header_row h;
    ot_header header;
    ot_error err = {0};

    ot_header_match(&rules, row_of(&h, "Kostenstelle||Betrag|Text"), &header);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_EINPUT);
    CHECK_TEXT(err.message, "no column for cost_centre, amount; the headings are: "
                            "Kostenstelle, Betrag, Text");
}

static void test_check_cuts_long_lists(void)
{
    ot_header_rules rules = {.fields = fields, .field_count = FIELDS};
    header_row h;
    ot_header header;
    ot_error err = {0};
    char headings[600] = "amount";

    for (int i = 0; i < 30; i++)
        snprintf(headings + strlen(headings), sizeof headings - strlen(headings),
                 "|heading %d", i);
    ot_header_match(&rules, row_of(&h, headings), &header);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "amount, heading 0, heading 1, ");
    CHECK_TEXT(err.message + strlen(err.message) - 5, ", ...");
}

static void test_check_refuses_a_heading_that_stands_twice(void)
{
    ot_header_rules rules = {.fields = fields, .field_count = FIELDS};
    header_row h;
    ot_header header;
    ot_error err = {0};

    ot_header_match(&rules, row_of(&h, "CC|Amount|AMOUNT"), &header);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "'Amount' stands over two columns");
    ot_header_match(&rules, row_of(&h, "CC|Amount|other|other||"), &header);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_OK);
}

static void test_check_tells_only_known_headings_where_rules_are_discreet(void)
{
    static const ot_column_name columns[] = {{"text", "Notes"}};
    ot_header_rules rules = {.fields = fields, .field_count = FIELDS, .discreet = true};
    header_row h;
    ot_header header;
    ot_error err = {0};

    ot_header_match(&rules, row_of(&h, "CC|C100001|text"), &header);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_EINPUT);
    CHECK_TEXT(err.message,
               "no column for amount; of its headings these are known: CC, text");
    rules.columns = columns;
    rules.column_count = 1;
    ot_header_match(&rules, row_of(&h, "C100001|17/03/2012"), &header);
    CHECK_INT(ot_header_check(&rules, &h.row, &header, &err), OT_EINPUT);
    CHECK_TEXT(err.message, "no column is headed 'Notes' (given for text); none of its "
                            "headings is known");
}

static void test_rules_refuse_a_field_that_does_not_exist(void)
{
    static const ot_column_name columns[] = {{"text", "Notes"}, {"colour", "Colour"}};
    ot_header_rules rules = {fields, FIELDS, NULL, columns, 1, false};
    ot_error err = {0};

    CHECK_INT(ot_header_check_rules(&rules, &err), OT_OK);
    rules.column_count = 2;
    CHECK_INT(ot_header_check_rules(&rules, &err), OT_EUSAGE);
    CHECK_TEXT(err.message, "there is no field 'colour' to name a column for");
}

static const check_case cases[] = {
    CASE(test_headings_lose_case_spaces_and_punctuation),
    CASE(test_figures_are_not_listed_as_headings),
    CASE(test_match_prefers_profile_then_name_then_shape_then_synonyms),
    CASE(test_match_does_not_fall_back_from_the_profile),
    CASE(test_check_lists_what_is_missing_and_what_was_seen),
    CASE(test_check_cuts_long_lists),
    CASE(test_check_refuses_a_heading_that_stands_twice),
    CASE(test_check_tells_only_known_headings_where_rules_are_discreet),
    CASE(test_rules_refuse_a_field_that_does_not_exist),
};

OT_TEST_MAIN("importers/header", cases)
