/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scanner.c - every way of scanning gives what reading byte by byte gives. */
#include "importers/scanner.h"
#include "tests/check.h"

enum { TEXTS = 3000, BYTES = 700 };

static uint64_t state = 1979;

static unsigned below(unsigned limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((state >> 33) % limit);
}

/* Fields in the right form, so that a survey finds nothing wrong. */
static size_t make_text(char *text)
{
    static const char *const fields[] = {
        "2385.17",     "",
        "\"a,b\"",     "\"\n\"",
        "caf\xC3\xA9", "\"\"\"x\"\"\"",
        "\"\"",        "Severn Vale Transport and Coaches Limited"};
    size_t length = 0, wanted = below(BYTES - 100);

    while (length < wanted) {
        const char *field = fields[below(8)];

        memcpy(text + length, field, strlen(field));
        length += strlen(field);
        if (below(9) == 0)
            text[length++] = '\r';
        text[length] = ',';
        if (below(4) == 0 || (length > 0 && text[length - 1] == '\r'))
            text[length] = '\n';
        length++;
    }
    if (length > 0)
        text[length - 1] = '\n';
    return length;
}

static void check_records(const ot_scanner *scanner, const char *text, size_t length)
{
    static ot_records records;
    size_t count = 0, begin = 0, at = 0, lines = 0;
    bool inside = false;

    ot_records_init(&records, text, 0, length, ',');
    while (scanner->next(&records, &count)) {
        for (size_t i = 0; i < count; i++) {
            const ot_scan_record *r = &records.records[i];
            size_t line = lines;

            CHECK_INT(r->begin, (int64_t)begin);
            CHECK_INT(r->line, (int64_t)line);
            for (uint32_t f = 0; f < r->count; f++, at++) {
                while (inside || (text[at] != ',' && text[at] != '\n')) {
                    inside ^= text[at] == '"';
                    lines += text[at++] == '\n';
                }
                CHECK_INT(records.ends[r->first + f], (int64_t)at);
            }
            CHECK_INT(text[at - 1], '\n');
            lines++;
            begin = at;
        }
    }
    CHECK_INT((int64_t)begin, (int64_t)length);
}

static void test_fields_and_records_end_where_they_do(void)
{
    static char text[BYTES + OT_SCAN_PAD];

    for (int i = 0; i < TEXTS; i++) {
        size_t length = make_text(text);

        for (const ot_scanner *s = ot_scanners(); s->name; s++)
            check_records(s, text, length);
    }
}

static ot_survey survey(const ot_scanner *scanner, const char *text, size_t length,
                        size_t from, size_t to)
{
    ot_survey s;

    scanner->survey(text, length, from, to, ',', &s);
    return s;
}

/* Cut anywhere, the two parts of a sound text are sound by one of two beginnings. */
static void test_surveys_of_parts_fit_together(void)
{
    static char text[BYTES + OT_SCAN_PAD];

    for (int i = 0; i < TEXTS; i++) {
        size_t length = make_text(text), cut = length ? below((unsigned)length) : 0;
        size_t newlines = 0;

        for (size_t b = 0; b < length; b++)
            newlines += text[b] == '\n';
        for (const ot_scanner *s = ot_scanners(); s->name; s++) {
            ot_survey first = survey(s, text, length, 0, cut);
            ot_survey second = survey(s, text, length, cut, length);

            CHECK_INT((int64_t)(first.newlines + second.newlines), (int64_t)newlines);
            CHECK_INT(first.odd_quotes, second.odd_quotes);
            CHECK(first.wrong[0] == SIZE_MAX);
            CHECK(second.wrong[first.odd_quotes] == SIZE_MAX);
            CHECK(!first.damaged && !second.damaged);
        }
    }
}

static void test_what_is_wrong_is_found_where_it_is(void)
{
    static const struct {
        const char *text;
        int wrong; /* -1: nothing */
        bool damaged;
    } texts[] = {{"a,b\n", -1, false},      {"a,5\" pipe\n", 3, false},
                 {"a,\"b\" c\n", 4, false}, {"a, \"b\"\n", 3, false},
                 {"a\rb\n", 1, false},      {"a,\"b\"\r\n", -1, false},
                 {"\xE9,a\n", -1, true},    {"\xC3\xA9,\xE2\x82\xAC\n", -1, false},
                 {"\xE2\x82,\n", -1, true}, {"\xED\xA0\x80\n", -1, true},
                 {"\xA9\n", -1, true},      {"\xF0\x9F\x92\xB7\n", -1, false},
                 {"\xC0\x80\n", -1, true},  {"\xF4\x90\x80\x80\n", -1, true}};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char text[64 + OT_SCAN_PAD] = "";
        size_t length = strlen(texts[i].text);

        memcpy(text, texts[i].text, length);
        for (const ot_scanner *s = ot_scanners(); s->name; s++) {
            ot_survey got = survey(s, text, length, 0, length);

            CHECK_INT(got.wrong[0] == SIZE_MAX ? -1 : (int)got.wrong[0],
                      texts[i].wrong);
            CHECK_INT(got.damaged, texts[i].damaged);
        }
    }
}

static void test_a_nul_is_damage(void)
{
    char text[4 + OT_SCAN_PAD] = {'a', '\0', '\n'};

    for (const ot_scanner *s = ot_scanners(); s->name; s++)
        CHECK(survey(s, text, 3, 0, 3).damaged);
}

static void test_a_record_may_have_more_fields_than_are_kept(void)
{
    static char text[20000 + OT_SCAN_PAD];
    static ot_records records;

    memset(text, ',', 19999);
    text[19999] = '\n';
    for (const ot_scanner *s = ot_scanners(); s->name; s++) {
        size_t count = 0, seen = 0;

        ot_records_init(&records, text, 0, 20000, ',');
        while (s->next(&records, &count)) {
            seen += count;
            if (count > 0)
                CHECK_INT(records.records[0].count, 20000);
        }
        CHECK_INT((int64_t)seen, 1);
    }
}

static const check_case cases[] = {
    CASE(test_fields_and_records_end_where_they_do),
    CASE(test_surveys_of_parts_fit_together),
    CASE(test_what_is_wrong_is_found_where_it_is), CASE(test_a_nul_is_damage),
    CASE(test_a_record_may_have_more_fields_than_are_kept)};

OT_TEST_MAIN("scanner", cases)
