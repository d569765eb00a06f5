/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/text_file.h"
#include "tests/importers/import_fixture.h"

/* The text of a file read in pieces of one size, or the message of the failure. */
static void read_pieces(const char *path, size_t piece, char *text, size_t size)
{
    ot_text_file *file = NULL;
    ot_error err = {0};
    size_t length = 0, got = 0;

    text[0] = '\0';
    if (ot_text_file_open(path, &file, &err) < 0) {
        snprintf(text, size, "%s", err.message);
        return;
    }
    while (length + piece < size) {
        if (ot_text_file_read(file, text + length, piece, &got, &err) < 0) {
            snprintf(text, size, "%s", err.message);
            break;
        }
        if (got == 0)
            break;
        length += got;
        text[length] = '\0';
    }
    ot_text_file_close(file);
}

static void check_text_of(const char *bytes, size_t length, const char *want)
{
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_bytes(&s, "text.csv", bytes, length);
    for (size_t piece = 1; piece <= 16; piece++) {
        char text[300];

        read_pieces(s.path, piece, text, sizeof text);
        CHECK_TEXT(text, want);
    }
    scratch_close(&s);
}

static void test_text_file_reads_utf8_without_its_mark(void)
{
    check_text_of("a,\xC2\xA3,b", 6, "a,\xC2\xA3,b");
    check_text_of("\xEF\xBB\xBF"
                  "a,\xC2\xA3,b",
                  9, "a,\xC2\xA3,b");
}

static void test_text_file_decodes_windows_1252(void)
{
    check_text_of("\xA3 \x80 caf\xE9 \x96 end", 14,
                  "\xC2\xA3 \xE2\x82\xAC caf\xC3\xA9 \xE2\x80\x93 end");
}

static void test_text_file_decodes_utf16(void)
{
    check_text_of("\xFF\xFE"
                  "a\0\xA3\0\xAC\x20\x3C\xD8\x0D\xDF"
                  "b\0",
                  14,
                  "a\xC2\xA3\xE2\x82\xAC\xF0\x9F\x8C\x8D"
                  "b");
    check_text_of("\xFE\xFF\0a\0\xA3\x20\xAC\0b", 10,
                  "a\xC2\xA3\xE2\x82\xAC"
                  "b");
}

static void test_text_file_refuses_bytes_that_mean_nothing(void)
{
    check_text_of(
        "caf\xE9 and \x81 is none", 17,
        "byte 81 near byte 9 is neither UTF-8 nor Windows-1252; save the file as "
        "UTF-8");
    check_text_of("\xFF\xFE"
                  "a\0\x3C\xD8"
                  "b\0",
                  8,
                  "the file is damaged near byte 4: not valid UTF-16 (little-endian); "
                  "export it again");
    check_text_of("\xFF\xFE"
                  "a\0b",
                  5,
                  "the file is damaged near byte 4: not valid UTF-16 (little-endian); "
                  "export it again");
}

static void test_text_file_refuses_empty_files(void)
{
    check_text_of("", 0, "the file is empty");
    check_text_of("\xEF\xBB\xBF", 3, "the file is empty");
    check_text_of("\xFF\xFE", 2, "the file is empty");
}

static void test_text_file_decodes_long_files_whole(void)
{
    size_t count = 100000;
    char *bytes = malloc(count), *text = malloc(4 * count);
    scratch s;

    REQUIRE(bytes && text);
    REQUIRE(scratch_open(&s));
    memset(bytes, '\x80', count);
    scratch_bytes(&s, "euros.csv", bytes, count);
    read_pieces(s.path, 1000, text, 4 * count);
    CHECK_INT((int64_t)strlen(text), (int64_t)(3 * count));
    CHECK_TEXT(text + 3 * count - 3, "\xE2\x82\xAC");
    free(bytes);
    free(text);
    scratch_close(&s);
}

static void test_text_file_rewinds(void)
{
    static const char *const files[] = {"\xEF\xBB\xBFone,\xC2\xA3", "one,\xA3"};
    scratch s;

    REQUIRE(scratch_open(&s));
    for (size_t i = 0; i < 2; i++) {
        ot_text_file *file = NULL;
        ot_error err = {0};
        char text[32];

        REQUIRE(ot_text_file_open(scratch_text(&s, "again.csv", files[i]), &file,
                                  &err) == OT_OK);
        for (int turn = 0; turn < 3; turn++) {
            size_t got = 0;

            CHECK_INT(ot_text_file_read(file, text, sizeof text - 1, &got, &err),
                      OT_OK);
            text[got] = '\0';
            CHECK_TEXT(text, "one,\xC2\xA3");
            CHECK_INT((int64_t)ot_text_file_done(file),
                      (int64_t)ot_text_file_bytes(file));
            CHECK_INT(ot_text_file_rewind(file, &err), OT_OK);
        }
        ot_text_file_close(file);
    }
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_text_file_reads_utf8_without_its_mark),
    CASE(test_text_file_decodes_windows_1252),
    CASE(test_text_file_decodes_utf16),
    CASE(test_text_file_refuses_bytes_that_mean_nothing),
    CASE(test_text_file_refuses_empty_files),
    CASE(test_text_file_decodes_long_files_whole),
    CASE(test_text_file_rewinds),
};

OT_TEST_MAIN("importers/text_file", cases)
