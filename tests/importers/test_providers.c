/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/importers/import_fixture.h"

static fixture_import import;

static void test_providers_are_read_in_upper_case_without_their_names(void)
{
    const ot_provider_record *p;
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_PROVIDERS,
                  "Supplier No,Supplier Name,URN\n700123,Harbour Homes Ltd,sc040001 \n"
                  "ab-17,Northfield Care,9914065\n",
                  NULL, &source, &batch);
    REQUIRE(batch.count == 2 && batch.kind == OT_KIND_PROVIDERS);
    p = batch.of.providers;
    CHECK_TEXT(p[0].provider, "SC040001");
    CHECK_TEXT(p[0].supplier, "700123");
    CHECK_INT(p[0].line, 2);
    CHECK_TEXT(p[1].provider, "9914065");
    CHECK_TEXT(p[1].supplier, "AB-17");
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_END);
    scratch_close(&s);
}

static void test_provider_without_a_supplier_is_rejected(void)
{
    scratch s;
    ot_source source;
    ot_batch batch;

    REQUIRE(scratch_open(&s));
    fixture_start(&import, &s, OT_KIND_PROVIDERS,
                  "provider,supplier\nSC040001,\n,700123\n9914065,1.7E+05\n", NULL,
                  &source, &batch);
    fixture_finish(&import, &source);
    CHECK_INT(import.end, OT_EINPUT);
    REQUIRE(import.rejects == 3);
    CHECK_TEXT(import.issues[0].message, "supplier is blank");
    CHECK_TEXT(import.issues[1].message, "provider is blank");
    CHECK_CONTAINS(import.issues[2].message, "what a spreadsheet made of a code");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_providers_are_read_in_upper_case_without_their_names),
    CASE(test_provider_without_a_supplier_is_rejected),
};

OT_TEST_MAIN("importers/providers", cases)
