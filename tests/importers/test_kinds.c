/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/kinds.h"
#include "tests/check.h"

/* Two fields that one heading would serve make a file be read wrongly. */
static int has_synonym(const ot_field *field, const char *heading)
{
    const char *at = field->synonyms;
    char name[OT_HEADING_TEXT];

    if (strcmp(ot_heading_normalise(field->name, name), heading) == 0)
        return 1;
    while (*at != '\0') {
        size_t length = strcspn(at, " ");

        if (strlen(heading) == length && strncmp(at, heading, length) == 0)
            return 1;
        at += length + (at[length] == ' ');
    }
    return 0;
}

static void test_no_heading_serves_two_fields(void)
{
    for (int kind = 0; kind < OT_KINDS; kind++) {
        const ot_import_kind *how = ot_import_kind_of((ot_kind)kind);

        CHECK(how->field_count > 0 && how->field_count <= OT_FIELDS_MAX);
        for (size_t i = 0; i < how->field_count; i++) {
            char name[OT_HEADING_TEXT];
            int served = 0;

            ot_heading_normalise(how->fields[i].name, name);
            for (size_t j = 0; j < how->field_count; j++)
                served += has_synonym(&how->fields[j], name);
            check_int_at(served, 1, name, __FILE__, __LINE__);
        }
    }
}

static void test_synonyms_are_normalised(void)
{
    for (int kind = 0; kind < OT_KINDS; kind++) {
        const ot_import_kind *how = ot_import_kind_of((ot_kind)kind);

        for (size_t i = 0; i < how->field_count; i++) {
            const char *at = how->fields[i].synonyms;

            CHECK_INT((int64_t)strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789 "),
                      (int64_t)strlen(at));
            CHECK(strstr(at, "  ") == NULL && at[0] != ' ');
        }
    }
}

static const check_case cases[] = {
    CASE(test_no_heading_serves_two_fields),
    CASE(test_synonyms_are_normalised),
};

OT_TEST_MAIN("importers/kinds", cases)
