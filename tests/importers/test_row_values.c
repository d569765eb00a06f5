/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/row_values.h"
#include "tests/check.h"

static const ot_field fields[] = {{"count", "", false}, {"absent", "", false}};

/* One row of one field, and what reads it. */
typedef struct one {
    char base[512];
    ot_csv_field field;
    ot_csv_row row;
    ot_header header;
    ot_row_values values;
    ot_error err;
} one;

static const ot_row_values *row_of(one *o, const char *text)
{
    memset(o, 0, sizeof *o);
    snprintf(o->base + 1, sizeof o->base - 1, "%s", text);
    o->field = (ot_csv_field){1, strlen(text)};
    o->row = (ot_csv_row){.base = o->base, .fields = &o->field, .count = 1};
    o->header.column[1] = -1;
    o->values = (ot_row_values){.row = &o->row, .header = &o->header, .fields = fields};
    return &o->values;
}

static void test_text_of_a_field_that_is_not_there_is_blank(void)
{
    one o;

    CHECK_TEXT(ot_row_text(row_of(&o, " x "), 0), "x");
    CHECK_TEXT(ot_row_text(&o.values, 0), "x");
    CHECK_TEXT(ot_row_text(&o.values, 1), "");
    o.header.column[1] = 7;
    CHECK(ot_row_is_blank(&o.values, 1));
    CHECK(ot_row_is_blank(row_of(&o, " \xC2\xA0 "), 0));
}

static void check_code(const char *text, ot_presence presence, ot_status want,
                       const char *part)
{
    one o;
    const char *code = NULL;

    check_int_at(ot_row_code(row_of(&o, text), 0, presence, &code, &o.err), want, text,
                 __FILE__, __LINE__);
    if (want < 0)
        check_contains_at(o.err.message, part, text, __FILE__, __LINE__);
    else
        check_text_at(code, part, text, __FILE__, __LINE__);
}

static void test_codes_are_taken_as_they_stand(void)
{
    char length_255[256];

    memset(length_255, '7', 255);
    length_255[255] = '\0';
    check_code(" 020101 ", OT_REQUIRED, OT_OK, "020101");
    check_code("CF0203/04/05", OT_REQUIRED, OT_OK, "CF0203/04/05");
    check_code("1E5", OT_REQUIRED, OT_OK, "1E5");
    check_code("E+05", OT_REQUIRED, OT_OK, "E+05");
    check_code("#1", OT_REQUIRED, OT_OK, "#1");
    check_code("caf\xC3\xA9", OT_REQUIRED, OT_OK, "caf\xC3\xA9");
    check_code("", OT_OPTIONAL, OT_OK, "");
    check_code(length_255, OT_REQUIRED, OT_OK, length_255);
}

static void test_codes_that_are_spoilt_are_refused(void)
{
    char length_256[257];

    memset(length_256, '7', 256);
    length_256[256] = '\0';
    check_code("", OT_REQUIRED, OT_EINPUT, "count is blank");
    check_code(" \t ", OT_REQUIRED, OT_EINPUT, "count is blank");
    check_code("0201\n01", OT_REQUIRED, OT_EINPUT, "'0201 01' holds a line break");
    check_code("0201\x01", OT_OPTIONAL, OT_EINPUT, "control character");
    check_code("1.02E+05", OT_REQUIRED, OT_EINPUT, "what a spreadsheet made");
    check_code("2e+10", OT_REQUIRED, OT_EINPUT, "what a spreadsheet made");
    check_code("#N/A", OT_REQUIRED, OT_EINPUT, "what a spreadsheet made");
    check_code("#REF!", OT_OPTIONAL, OT_EINPUT, "what a spreadsheet made");
    check_code(length_256, OT_REQUIRED, OT_EINPUT, "longer than 255 bytes");
}

static void check_fund(const char *text, const char *want)
{
    one o;
    const char *fund = NULL;
    ot_status st = ot_row_fund(row_of(&o, text), 0, &fund, &o.err);

    check_int_at(st, want ? OT_OK : OT_EINPUT, text, __FILE__, __LINE__);
    if (want)
        check_text_at(fund, want, text, __FILE__, __LINE__);
    else
        check_contains_at(o.err.message, "is neither DSG nor NON-DSG", text, __FILE__,
                          __LINE__);
}

static void test_funds_are_dsg_or_not(void)
{
    check_fund("DSG", "DSG");
    check_fund("non dsg", "NON-DSG");
    check_fund("", "");
    check_fund("D", NULL);
    check_fund("DSG2", NULL);
    check_fund("D.S.G", NULL);
    check_fund("NON", NULL);
    check_fund("no", NULL);
    check_fund("-", NULL);
}

static void check_whole(const char *text, ot_status want, long value)
{
    one o;
    long got = 0;

    check_int_at(ot_row_whole(row_of(&o, text), 0, -5, 2000000, &got, &o.err), want,
                 text, __FILE__, __LINE__);
    check_int_at(got, value, text, __FILE__, __LINE__);
}

static void test_whole_numbers_have_no_pence(void)
{
    check_whole("131", OT_OK, 131);
    check_whole("1,234", OT_OK, 1234);
    check_whole("12.0", OT_OK, 12);
    check_whole("-5", OT_OK, -5);
    check_whole("0", OT_OK, 0);
    check_whole("12.5", OT_EINPUT, 0);
    check_whole("-6", OT_EINPUT, 0);
    check_whole("2000001", OT_EINPUT, 0);
    check_whole("", OT_EINPUT, 0);
    check_whole("-", OT_EINPUT, 0);
    check_whole("twelve", OT_EINPUT, 0);
}

static void test_messages_say_the_column(void)
{
    one o;
    ot_pence pence;
    ot_date date;

    CHECK_INT(ot_row_amount(row_of(&o, "1.005"), 0, &pence, &o.err), OT_EINPUT);
    CHECK_TEXT(o.err.message, "count: amount '1.005' has more than two decimals");
    CHECK_INT(ot_row_date(row_of(&o, "soon"), 0, OT_OPTIONAL, &date, &o.err),
              OT_EINPUT);
    CHECK_CONTAINS(o.err.message, "count: 'soon' is not a date");
    CHECK_INT(ot_row_date(row_of(&o, ""), 0, OT_REQUIRED, &date, &o.err), OT_EINPUT);
    CHECK_TEXT(o.err.message, "count is blank");
    CHECK_INT(ot_row_date(row_of(&o, ""), 0, OT_OPTIONAL, &date, &o.err), OT_OK);
    CHECK_INT(date, 0);
}

static const check_case cases[] = {
    CASE(test_text_of_a_field_that_is_not_there_is_blank),
    CASE(test_codes_are_taken_as_they_stand),
    CASE(test_codes_that_are_spoilt_are_refused),
    CASE(test_funds_are_dsg_or_not),
    CASE(test_whole_numbers_have_no_pence),
    CASE(test_messages_say_the_column),
};

OT_TEST_MAIN("importers/row_values", cases)
