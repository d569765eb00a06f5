/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/header_search.h"
#include "tests/importers/import_fixture.h"

static const ot_field fields[] = {{"cost_centre", "", true}, {"amount", "", true}};
static const ot_header_rules rules = {.fields = fields, .field_count = 2};

/* Where the header of text is found, and the first heading read from there. */
static void check_place(const char *text, size_t title_lines, char delimiter,
                        int64_t row, long line)
{
    scratch s;
    ot_text_file *file = NULL;
    ot_csv_reader *reader = NULL;
    ot_header_place place = {0};
    ot_csv_row header = {0};
    ot_error err = {0};

    REQUIRE(scratch_open(&s));
    REQUIRE(ot_text_file_open(scratch_text(&s, "case.csv", text), &file, &err) ==
            OT_OK);
    check_int_at(ot_header_search(file, &rules, title_lines, 0, &place, &err), OT_OK,
                 text, __FILE__, __LINE__);
    check_int_at(place.delimiter, delimiter, text, __FILE__, __LINE__);
    check_int_at((int64_t)place.row, row, text, __FILE__, __LINE__);
    check_int_at(ot_header_open(file, &place, 0, &reader, &header, &err), OT_OK, text,
                 __FILE__, __LINE__);
    check_int_at(header.line, line, text, __FILE__, __LINE__);
    ot_csv_reader_free(reader);
    ot_text_file_close(file);
    scratch_close(&s);
}

static void test_search_finds_the_separator(void)
{
    check_place("cost centre,amount\n1,2\n", 0, ',', 0, 1);
    check_place("cost centre;amount\n1;2,5\n", 0, ';', 0, 1);
    check_place("cost centre\tamount\n1\t2,5\n", 0, '\t', 0, 1);
    check_place("\"cost, centre\";\"amount\"\n", 0, ';', 0, 1);
    check_place("\"cost centre\"\t\"amount\"\t\"a,b;c\"\n", 0, '\t', 0, 1);
}

static void test_search_passes_blank_lines_and_the_separator_line(void)
{
    check_place("\n\r\n,,\ncost centre,amount\n", 0, ',', 1, 4);
    check_place("sep=;\ncost centre;amount\n", 0, ';', 1, 2);
}

static void test_search_passes_title_lines_where_there_may_be_some(void)
{
    static const char text[] = "Account Analysis, by cost centre\nRun 30/09/2021\n\n"
                               "cost centre,amount\n";

    check_place(text, 5, ',', 2, 4);
    check_place(text, 0, ',', 0, 1);
    check_place("t\nt\nt\nt\ncost centre;amount\n", 4, ';', 4, 5);
    check_place("t\nt\nt\nt\ncost centre;amount\n", 3, ',', 0, 1);
}

static void test_search_settles_for_the_best_row(void)
{
    check_place("Title, of it\ncost centre;colour;shape\n1;2;3\n", 5, ';', 1, 2);
}

static void test_search_reads_headings_of_two_lines(void)
{
    check_place("\"cost\ncentre\",\"amount\n(\xC2\xA3)\"\n1,2\n", 0, ',', 0, 1);
}

static void check_refused(const char *text, const char *part, long line)
{
    scratch s;
    ot_text_file *file = NULL;
    ot_header_place place = {0};
    ot_error err = {0};

    REQUIRE(scratch_open(&s));
    REQUIRE(ot_text_file_open(scratch_text(&s, "case.csv", text), &file, &err) ==
            OT_OK);
    check_int_at(ot_header_search(file, &rules, 3, 0, &place, &err), OT_EINPUT, text,
                 __FILE__, __LINE__);
    check_contains_at(err.message, part, text, __FILE__, __LINE__);
    check_int_at(err.line, line, text, __FILE__, __LINE__);
    ot_text_file_close(file);
    scratch_close(&s);
}

static void test_search_refuses_files_without_a_row(void)
{
    check_refused("\n\n  \n", "no row of headings", 0);
    check_refused("sep=;\n", "no row of headings", 0);
    check_refused("\n\"cost centre,amount\n1,2\n", "never closed", 2);
}

static const check_case cases[] = {
    CASE(test_search_finds_the_separator),
    CASE(test_search_passes_blank_lines_and_the_separator_line),
    CASE(test_search_passes_title_lines_where_there_may_be_some),
    CASE(test_search_settles_for_the_best_row),
    CASE(test_search_reads_headings_of_two_lines),
    CASE(test_search_refuses_files_without_a_row),
};

OT_TEST_MAIN("importers/header_search", cases)
