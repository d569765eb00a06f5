/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_structure.c - what is printed in which order, and where a code belongs. */
#include "engine/structure.h"

#include "tests/engine/council.h"

/* Groups in an order that neither their names nor the file give away. */
static council education(void)
{
    council c = council_new();

    council_service(&c, "CF0302", "Children in Care", "Children & Families", 20);
    council_service(&c, "CF07", "Commissioning Function", "", 5);
    council_service(&c, "CF0201", "Schools", "Education", 3);
    council_service(&c, "CF0301", "Safeguarding", "Children & Families", 10);
    council_service(&c, "CF0206", "Commissioning for Learning", "Education", 15);
    council_service(&c, "CF08", "Central Costs", "", 1);
    council_centre(&c, "0301", "CF0301", "");
    council_centre(&c, "0201", "CF0201", "DSG");
    council_centre(&c, "00201", "CF0201", "NON-DSG");
    council_account(&c, "5005", 5);
    council_account(&c, "1000", 1);
    return c;
}

static void test_groups_stand_in_order_of_their_first_service(void)
{
    council c = education();
    const ot_structure *s = ot_dataset_structure(c.data);
    uint32_t group_count, count;
    const ot_group *groups;
    const ot_service *services;
    static const char *const order[] = {"CF0201", "CF0206", "CF0301",
                                        "CF0302", "CF08",   "CF07"};

    council_seal(&c);
    groups = ot_structure_groups(s, &group_count);
    services = ot_structure_services(s, &count);
    REQUIRE(group_count == 2 && count == 6);
    CHECK_TEXT(groups[0].name, "Education");
    CHECK_TEXT(groups[0].total_label, "Total Education");
    CHECK_INT(groups[0].first_service, 0);
    CHECK_INT(groups[0].service_count, 2);
    CHECK_TEXT(groups[1].name, "Children & Families");
    CHECK_INT(groups[1].first_service, 2);
    CHECK_INT(groups[1].service_count, 2);
    for (uint32_t i = 0; i < count; i++)
        CHECK_TEXT(services[i].id, order[i]);
    CHECK_INT(services[3].group, 1);
    CHECK_INT(services[4].group, OT_NONE);
    council_free(&c);
}

static void test_services_of_one_order_stand_by_their_identifiers(void)
{
    council c = council_new();
    uint32_t count;
    const ot_service *services;

    council_service(&c, "B", "Quality", "Families", 1);
    council_service(&c, "A", "Safeguarding", "Families", 1);
    council_service(&c, "C", "Adoption", "Alternative", 1);
    council_seal(&c);
    services = ot_structure_services(ot_dataset_structure(c.data), &count);
    CHECK_TEXT(services[0].id, "C");
    CHECK_TEXT(services[1].id, "A");
    CHECK_TEXT(services[2].id, "B");
    council_free(&c);
}

static void test_blank_texts_fall_back_to_identifiers(void)
{
    council c = council_new();
    const ot_service_record bare[] = {
        {"CF01", "", "", "G", "", "", 2, 2},
        {"CF02", "Named", "CF02/03", "G", "G in total", "Head of G", 3, 3}};
    uint32_t count;
    const ot_service *services;
    const ot_group *groups;
    const ot_cost_centre *centres;
    const ot_account *accounts;

    council_put(&c, (ot_batch){OT_KIND_SERVICES, 2, {.services = bare}});
    council_centre(&c, "0101", "CF01", "");
    council_account(&c, "5005", 5);
    council_seal(&c);
    services = ot_structure_services(ot_dataset_structure(c.data), &count);
    CHECK_TEXT(services[0].name, "CF01");
    CHECK_TEXT(services[0].code, "CF01");
    CHECK_TEXT(services[1].code, "CF02/03");
    groups = ot_structure_groups(ot_dataset_structure(c.data), &count);
    CHECK_TEXT(groups[0].total_label, "G in total");
    CHECK_TEXT(groups[0].manager, "Head of G");
    centres = ot_structure_cost_centres(ot_dataset_structure(c.data), &count);
    CHECK_TEXT(centres[0].name, "0101");
    accounts = ot_structure_accounts(ot_dataset_structure(c.data), &count);
    CHECK_TEXT(accounts[0].name, "5005");
    council_free(&c);
}

static void test_codes_are_found_as_text_with_their_leading_zeros(void)
{
    council c = education();
    const ot_structure *s = ot_dataset_structure(c.data);
    uint32_t count;
    const ot_cost_centre *centres;
    const ot_account *accounts;

    council_seal(&c);
    centres = ot_structure_cost_centres(s, &count);
    REQUIRE(count == 3);
    CHECK_TEXT(centres[0].code, "00201");
    CHECK_INT(ot_structure_find_cost_centre(s, "00201"), 0);
    CHECK_INT(ot_structure_find_cost_centre(s, "0201"), 1);
    CHECK_INT(ot_structure_find_cost_centre(s, "0301"), 2);
    CHECK_INT(ot_structure_find_cost_centre(s, "201"), OT_NONE);
    CHECK_INT(centres[1].fund, OT_DSG);
    CHECK_INT(centres[0].fund, OT_NON_DSG);
    CHECK_INT(centres[2].fund, OT_NON_DSG);
    CHECK_INT(centres[2].service, 2);
    accounts = ot_structure_accounts(s, &count);
    CHECK_TEXT(accounts[0].code, "1000");
    CHECK_INT(ot_structure_find_account(s, "5005"), 1);
    CHECK_INT(ot_structure_find_account(s, "9999"), OT_NONE);
    CHECK_INT(accounts[1].subjective_group, 5);
    council_free(&c);
}

static void test_areas_stand_in_order_with_child_rows_below_their_parent(void)
{
    council c = council_new();
    const ot_structure *s = ot_dataset_structure(c.data);
    static const char *const order[] = {"External Placements", "Section 17 & Payments",
                                        "Section 17 Payments", "Discretionary Payments",
                                        "Pensions"};
    uint32_t count;
    const ot_area *areas;

    council_area(&c, "Discretionary Payments", "Section 17 & Payments", 9, "", "6*");
    council_area(&c, "Pensions", "", 3, "0701", "");
    council_area(&c, "Section 17 Payments", "Section 17 & Payments", 8, "0301", "6*");
    council_area(&c, "Section 17 & Payments", "", 2, "", "");
    council_area(&c, "External Placements", "", 1, "0302", "5*");
    council_seal(&c);
    areas = ot_structure_areas(s, &count);
    REQUIRE(count == 5);
    for (uint32_t i = 0; i < count; i++)
        CHECK_TEXT(areas[i].name, order[i]);
    CHECK_INT(areas[1].child_count, 2);
    CHECK_INT(areas[2].parent, 1);
    CHECK_INT(areas[3].parent, 1);
    CHECK_INT(areas[4].parent, OT_NONE);
    CHECK_INT(areas[0].child_count, 0);
    council_free(&c);
}

static void test_first_area_in_order_takes_the_line_and_the_next_is_told(void)
{
    council c = council_new();
    const ot_structure *s = ot_dataset_structure(c.data);
    uint32_t second = 77;

    council_area(&c, "Placements", "", 1, "0302*", "5000..5999");
    council_area(&c, "Parent", "", 2, "", "");
    council_area(&c, "Everything of 0302", "Parent", 3, "0302*", "");
    council_area(&c, "All pay", "", 4, "", "1*");
    council_seal(&c);
    CHECK_INT(ot_structure_area_of(s, "030201", "5005", &second), 0);
    CHECK_INT(second, 2);
    CHECK_INT(ot_structure_area_of(s, "030201", "7000", &second), 2);
    CHECK_INT(second, OT_NONE);
    CHECK_INT(ot_structure_area_of(s, "030201", "1000", &second), 2);
    CHECK_INT(second, 3);
    CHECK_INT(ot_structure_area_of(s, "0701", "1000", NULL), 3);
    CHECK_INT(ot_structure_area_of(s, "0701", "5005", &second), OT_NONE);
    CHECK_INT(second, OT_NONE);
    council_free(&c);
}

static void test_names_of_funds_and_subjective_groups_are_as_printed(void)
{
    CHECK_TEXT(ot_fund_name(OT_DSG), "DSG");
    CHECK_TEXT(ot_fund_name(OT_NON_DSG), "NON-DSG");
    CHECK_TEXT(ot_subjective_group_name(1), "employees");
    CHECK_TEXT(ot_subjective_group_name(5), "third party payments");
    CHECK_TEXT(ot_subjective_group_name(9), "income");
    CHECK_TEXT(ot_subjective_group_name(10), "capital financing");
    CHECK_TEXT(ot_subjective_group_name(0), "not in accounts");
    CHECK_TEXT(ot_subjective_group_name(11), "not in accounts");
    CHECK_TEXT(ot_subjective_group_name(-1), "not in accounts");
}

static void test_thousands_of_cost_centres_are_found(void)
{
    council c = council_new();
    const ot_structure *s = ot_dataset_structure(c.data);
    const ot_cost_centre *centres;
    uint32_t count;

    council_service(&c, "CF", "All", "", 1);
    for (int i = 0; i < 3000; i++) {
        char code[8];

        snprintf(code, sizeof code, "%06d", i * 7919 % 3001);
        council_centre(&c, code, "CF", i % 2 ? "DSG" : "NON-DSG");
    }
    council_seal(&c);
    centres = ot_structure_cost_centres(s, &count);
    REQUIRE(count == 3000);
    for (uint32_t i = 0; i < count; i++)
        if (ot_structure_find_cost_centre(s, centres[i].code) != i)
            CHECK_TEXT(centres[i].code, "(found at its own place)");
    CHECK_INT(centres[ot_structure_find_cost_centre(s, "001917")].fund, OT_DSG);
    council_free(&c);
    ot_structure_free(NULL);
}

static const check_case cases[] = {
    CASE(test_groups_stand_in_order_of_their_first_service),
    CASE(test_services_of_one_order_stand_by_their_identifiers),
    CASE(test_blank_texts_fall_back_to_identifiers),
    CASE(test_codes_are_found_as_text_with_their_leading_zeros),
    CASE(test_areas_stand_in_order_with_child_rows_below_their_parent),
    CASE(test_first_area_in_order_takes_the_line_and_the_next_is_told),
    CASE(test_names_of_funds_and_subjective_groups_are_as_printed),
    CASE(test_thousands_of_cost_centres_are_found),
};

OT_TEST_MAIN("structure", cases)
