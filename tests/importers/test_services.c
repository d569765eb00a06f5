/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

#define HEADER "service,name,code,group,order,total_label,budget_manager\n"

static void test_services_are_read_with_every_column(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_SERVICES,
                  HEADER
                  "CIC,\"Children in Care\",CF0302,Children & Families,20,Total C&F,"
                  "Head of Service\nOES,Other Education,, ,-5,,\n",
                  NULL, &source, &batch);
    REQUIRE(batch.count == 2 && batch.kind == OT_KIND_SERVICES);
    CHECK_TEXT(batch.of.services[0].service, "CIC");
    CHECK_TEXT(batch.of.services[0].name, "Children in Care");
    CHECK_TEXT(batch.of.services[0].code, "CF0302");
    CHECK_TEXT(batch.of.services[0].group, "Children & Families");
    CHECK_TEXT(batch.of.services[0].total_label, "Total C&F");
    CHECK_TEXT(batch.of.services[0].budget_manager, "Head of Service");
    CHECK_INT(batch.of.services[0].order, 20);
    CHECK_INT(batch.of.services[0].line, 2);
    CHECK_TEXT(batch.of.services[1].code, "OES");
    CHECK_TEXT(batch.of.services[1].group, "");
    CHECK_TEXT(batch.of.services[1].total_label, "");
    CHECK_INT(batch.of.services[1].order, -5);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_services_reject_rows_without_name_or_order(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_SERVICES,
                  HEADER ",Name,,,1,,\nCIC,,,,1,,\nCIC,Name,,,,,\nCIC,Name,,,first,,\n"
                         "CIC,Name,,,1.5,,\n",
                  NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 5);
    CHECK_TEXT(import.issues[0].message, "service is blank");
    CHECK_TEXT(import.issues[1].message, "name is blank");
    CHECK_TEXT(import.issues[2].message, "order is blank");
    CHECK_TEXT(import.issues[3].message, "order 'first' is not a whole number");
    CHECK_TEXT(import.issues[4].message, "order '1.5' is not a whole number");
    scratch_close(&s);
}

static void test_services_without_rows_are_noted(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_SERVICES, HEADER, NULL, &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    CHECK_INT(import.notes, 1);
    CHECK_TEXT(import.issues[0].message, "the file has headings but no rows");
    scratch_close(&s);
}

static void test_services_need_their_columns(void)
{
    static fixture_import import;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_SERVICES, "service,colour\n", NULL, &source,
                  &batch);
    CHECK_INT(import.end, OT_EINPUT);
    CHECK_TEXT(import.err.message,
               "no column for name, order; the headings are: service, colour");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_services_are_read_with_every_column),
    CASE(test_services_reject_rows_without_name_or_order),
    CASE(test_services_without_rows_are_noted),
    CASE(test_services_need_their_columns),
};

OT_TEST_MAIN("importers/services", cases)
