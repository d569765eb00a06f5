/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/csv_reader.h"
#include "tests/importers/import_fixture.h"

#include <stdarg.h>

/* What a file's records look like: "LINE[field|field]", faults as "LINE!", and at the
 * end "END" or "LINE: message". */
typedef struct picture {
    char text[4096];
    size_t length;
} picture;

static void draw(picture *p, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(p->text + p->length, sizeof p->text - p->length, format, args);
    va_end(args);
    if (n > 0 && (size_t)n < sizeof p->text - p->length)
        p->length += (size_t)n;
}

static void draw_row(picture *p, const ot_csv_row *row)
{
    if (row->fault) {
        draw(p, "%ld!", row->line);
        return;
    }
    draw(p, "%ld[", row->line);
    for (size_t i = 0; i < row->count; i++)
        draw(p, "%s%s", i > 0 ? "|" : "", ot_csv_text(row, i));
    draw(p, "]");
}

static void draw_file(picture *p, const char *path, const ot_csv_options *options)
{
    ot_text_file *file = NULL;
    ot_csv_reader *reader;
    ot_csv_row row;
    ot_error err = {0};
    ot_status st = ot_text_file_open(path, &file, &err);

    p->length = 0;
    p->text[0] = '\0';
    if (st < 0) {
        draw(p, "%ld: %s", err.line, err.message);
        return;
    }
    reader = ot_csv_reader_new(file, options);
    while (reader && (st = ot_csv_reader_next(reader, &row, &err)) == OT_OK)
        draw_row(p, &row);
    if (st == OT_END)
        draw(p, "END");
    else
        draw(p, "%ld: %s", err.line, err.message);
    ot_csv_reader_free(reader);
    ot_text_file_close(file);
}

static void check_drawn(const char *text, char delimiter, const char *want)
{
    scratch s;
    picture p = {"", 0};
    ot_csv_options options = {.delimiter = delimiter};

    REQUIRE(scratch_open(&s));
    draw_file(&p, scratch_text(&s, "case.csv", text), &options);
    check_text_at(p.text, want, text, __FILE__, __LINE__);
    scratch_close(&s);
}

static void test_reader_reads_simple_records(void)
{
    check_drawn("a,b,c\n1,2,3\n", ',', "1[a|b|c]2[1|2|3]END");
    check_drawn("a;b\n1;2,5\n", ';', "1[a|b]2[1|2,5]END");
    check_drawn("a\tb c\n\t2\n", '\t', "1[a|b c]2[|2]END");
}

static void test_reader_needs_no_line_end_at_the_end(void)
{
    check_drawn("a,b\n1,2", ',', "1[a|b]2[1|2]END");
    check_drawn("a,b\n1,\"2\"", ',', "1[a|b]2[1|2]END");
    check_drawn("a,b\n1,", ',', "1[a|b]2[1|]END");
    check_drawn("a", ',', "1[a]END");
}

static void test_reader_counts_every_sort_of_line_end(void)
{
    check_drawn("a,b\r\n1,2\r\n3,4\r\n", ',', "1[a|b]2[1|2]3[3|4]END");
    check_drawn("a,b\r1,2\r3,4\r", ',', "1[a|b]2[1|2]3[3|4]END");
    check_drawn("a,b\n1,2\r\n3,4\r5,6", ',', "1[a|b]2[1|2]3[3|4]4[5|6]END");
}

static void test_reader_counts_blank_lines(void)
{
    check_drawn("\n\na,b\n\n  \n1,2\n\r\n\r\n3,4\n\n", ',', "3[a|b]6[1|2]9[3|4]END");
    check_drawn("\r\r\na,b\n", ',', "3[a|b]END");
    check_drawn("a,b\n,\n1,2\n", ',', "1[a|b]2[|]3[1|2]END");
}

static void test_reader_reads_line_breaks_in_quotes(void)
{
    check_drawn("a,b\n1,\"two\nlines\"\n3,4\n", ',', "1[a|b]2[1|two\nlines]4[3|4]END");
    check_drawn("a,b\r\n1,\"two\r\nlines\"\r\n3,4\r\n", ',',
                "1[a|b]2[1|two\r\nlines]4[3|4]END");
    check_drawn("\"a\n\n\nb\",c\nd,e\n", ',', "1[a\n\n\nb|c]5[d|e]END");
    check_drawn("\"a\rb\",c\rd,e\r", ',', "1[a\rb|c]3[d|e]END");
}

static void test_reader_reads_doubled_quotes(void)
{
    check_drawn("\"Agency \"\"complex\"\" band\",2\n", ',',
                "1[Agency \"complex\" band|2]END");
    check_drawn("\"\"\"\",\"\",\"\"\"a\"\"\"\n", ',', "1[\"||\"a\"]END");
    check_drawn("{\"key\": \"value\"},1\n", ',', "1[{\"key\": \"value\"}|1]END");
    check_drawn("\"{\"\"key\"\": 1}\",1\n", ',', "1[{\"key\": 1}|1]END");
}

static void test_reader_takes_a_quote_in_a_bare_field_as_it_stands(void)
{
    check_drawn("5\" pipe,12\" ruler\n1,2\n", ',', "1[5\" pipe|12\" ruler]2[1|2]END");
}

static void test_reader_keeps_empty_fields_and_commas_in_quotes(void)
{
    check_drawn("a,,c\n,,\n\"1,234.56\",,\"\"\n", ',', "1[a||c]2[||]3[1,234.56||]END");
}

static void test_reader_trims_bare_fields_only(void)
{
    check_drawn(" a , b\t,\" c \" \n", ',', "1[a|b| c ]END");
}

static void test_reader_keeps_utf8_and_drops_the_mark(void)
{
    check_drawn("\xEF\xBB\xBF"
                "a,\xC2\xA3\n\xE2\x82\xAC,\xF0\x9F\x8C\x8D\n",
                ',', "1[a|\xC2\xA3]2[\xE2\x82\xAC|\xF0\x9F\x8C\x8D]END");
}

static void test_reader_ends_a_faulty_record_with_its_line(void)
{
    check_drawn("a,b\n\"September\" invoice,2\n3,4\n", ',', "1[a|b]2!3[3|4]END");
    check_drawn("a,b\n1,\"x\"y", ',', "1[a|b]2!END");
    check_drawn("\"opened\nhere \"and\" there,1\n3,4\n", ',', "1!3[3|4]END");
    check_drawn("a,b\r\n\"x\"y,2\r\n3,4\r\n", ',', "1[a|b]2!3[3|4]END");
}

static void test_reader_names_the_line_of_an_open_quote(void)
{
    check_drawn("a,b\n1,2\n3,\"never\nclosed\n5,6\n", ',',
                "1[a|b]2[1|2]3: the record that begins here has a quote that is never "
                "closed");
    check_drawn("a,\"", ',',
                "1: the record that begins here has a quote that is never "
                "closed");
}

static void test_reader_refuses_nul(void)
{
    static const char utf16[] = "\xFF\xFE"
                                "a\0,\0b\0\n\0c\0\0\0,\0d\0\n\0";
    scratch s;
    picture p = {"", 0};

    REQUIRE(scratch_open(&s));
    draw_file(&p, scratch_bytes(&s, "nul.csv", "a,b\n1,2\n3,\0004\n", 13), NULL);
    CHECK_CONTAINS(p.text, "3: the file holds NUL bytes");
    scratch_bytes(&s, "nul16.csv", utf16, sizeof utf16 - 1);
    for (size_t chunk = 1; chunk <= 20; chunk++) {
        draw_file(&p, s.path, &(ot_csv_options){.chunk = chunk});
        CHECK_TEXT(p.text,
                   "1[a|b]2: the file holds NUL characters: it is damaged; export "
                   "it again");
    }
    scratch_close(&s);
}

static void test_reader_names_the_line_of_bytes_that_mean_nothing(void)
{
    scratch s;
    picture p = {"", 0};

    REQUIRE(scratch_open(&s));
    scratch_text(&s, "bytes.csv", "a,b\n1,2\n3,\xA3\x81\n5,6\n");
    for (size_t chunk = 1; chunk <= 20; chunk++) {
        draw_file(&p, s.path, &(ot_csv_options){.chunk = chunk});
        CHECK_TEXT(p.text, "1[a|b]2[1|2]3: byte 81 near byte 11 is neither UTF-8 nor "
                           "Windows-1252; save the file as UTF-8");
    }
    scratch_close(&s);
}

static void test_reader_refuses_long_records(void)
{
    ot_csv_options options = {.record_limit = 64};
    char text[512] = "a,b\n";
    scratch s;
    picture p = {"", 0};

    for (int i = 0; i < 30; i++)
        strcat(text, "1,2\n");
    strcat(text, "\"");
    for (int i = 0; i < 70; i++)
        strcat(text, "x");
    strcat(text, "\",2\n");
    REQUIRE(scratch_open(&s));
    scratch_text(&s, "long.csv", text);
    for (options.chunk = 1; options.chunk <= 80; options.chunk++) {
        draw_file(&p, s.path, &options);
        CHECK_CONTAINS(p.text, "31[1|2]32: record is longer than 1 MiB");
    }
    scratch_close(&s);
}

/* Everything above in one file, read in pieces of every size. */
static void test_reader_gives_the_same_for_every_piece_size(void)
{
    static const char *const files[] = {
        "\xEF\xBB\xBFline,text\r\n\r\n1,\"two\r\nlines \"\"quoted\"\"\"\r\n "
        ",\r\n5,\xC2\xA3"
        "\r\n\"x\"y,\"z\r\n7,5\" pipe\r\n\"\n\n\",\r\n  \r\nlast,\"one\"",
        "a,b\r1,\"c\rd\"\r\r\n\n3,4\n\r5,6\r", "a,b\n\"open\n\n",
        "a,b\n1,2\n\"x\" ,\t\"y\"\t\n\"q\"\"r\" s,1\n2,3"};
    scratch s;

    REQUIRE(scratch_open(&s));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        picture whole = {"", 0}, pieces = {"", 0};

        scratch_text(&s, "pieces.csv", files[i]);
        draw_file(&whole, s.path, NULL);
        CHECK(whole.length > 20);
        for (size_t chunk = 1; chunk <= 64; chunk++) {
            draw_file(&pieces, s.path, &(ot_csv_options){.chunk = chunk});
            CHECK_TEXT(pieces.text, whole.text);
        }
    }
    scratch_close(&s);
}

static void test_reader_gives_the_record_as_it_stood(void)
{
    static const char text[] = "a , \"b\"\r\n1,\"two\r\nlines\"\r\n3,4";
    static const char *const want[] = {"a , \"b\"", "1,\"two\r\nlines\"", "3,4"};
    scratch s;
    ot_text_file *file = NULL;
    ot_csv_reader *reader;
    ot_csv_row row;
    ot_error err;

    REQUIRE(scratch_open(&s));
    for (size_t chunk = 1; chunk < 40; chunk += 7) {
        REQUIRE(ot_text_file_open(scratch_text(&s, "raw.csv", text), &file, &err) ==
                OT_OK);
        reader = ot_csv_reader_new(file, &(ot_csv_options){.chunk = chunk});
        REQUIRE(reader);
        for (size_t i = 0; i < 3; i++) {
            char raw[64];

            REQUIRE(ot_csv_reader_next(reader, &row, &err) == OT_OK);
            snprintf(raw, sizeof raw, "%.*s", (int)row.raw_length, row.raw);
            CHECK_TEXT(raw, want[i]);
        }
        CHECK_INT(ot_csv_reader_next(reader, &row, &err), OT_END);
        CHECK_INT(ot_csv_reader_next(reader, &row, &err), OT_END);
        ot_csv_reader_free(reader);
        ot_text_file_close(file);
    }
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_reader_reads_simple_records),
    CASE(test_reader_needs_no_line_end_at_the_end),
    CASE(test_reader_counts_every_sort_of_line_end),
    CASE(test_reader_counts_blank_lines),
    CASE(test_reader_reads_line_breaks_in_quotes),
    CASE(test_reader_reads_doubled_quotes),
    CASE(test_reader_takes_a_quote_in_a_bare_field_as_it_stands),
    CASE(test_reader_keeps_empty_fields_and_commas_in_quotes),
    CASE(test_reader_trims_bare_fields_only),
    CASE(test_reader_keeps_utf8_and_drops_the_mark),
    CASE(test_reader_ends_a_faulty_record_with_its_line),
    CASE(test_reader_names_the_line_of_an_open_quote),
    CASE(test_reader_refuses_nul),
    CASE(test_reader_names_the_line_of_bytes_that_mean_nothing),
    CASE(test_reader_refuses_long_records),
    CASE(test_reader_gives_the_same_for_every_piece_size),
    CASE(test_reader_gives_the_record_as_it_stood),
};

OT_TEST_MAIN("importers/csv_reader", cases)
