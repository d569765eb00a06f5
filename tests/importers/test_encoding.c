/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/encoding.h"
#include "tests/check.h"

/* The encoding told of bytes that are fed `piece` at a time. */
static ot_encoding told(const char *bytes, size_t length, size_t piece)
{
    ot_encoding_scan scan;

    ot_encoding_scan_init(&scan);
    for (size_t i = 0; i < length; i += piece)
        ot_encoding_scan_feed(&scan, bytes + i,
                              length - i < piece ? length - i : piece);
    return ot_encoding_scan_result(&scan);
}

static void check_told(const char *bytes, ot_encoding want)
{
    for (size_t piece = 1; piece <= 20; piece++)
        check_int_at((int64_t)told(bytes, strlen(bytes), piece), (int64_t)want, bytes,
                     __FILE__, __LINE__);
}

static void test_scan_tells_utf8(void)
{
    check_told("", OT_UTF8);
    check_told("cost_centre,account,amount\n030203,5105,4125.00\n", OT_UTF8);
    check_told("long ascii and then a pound \xC2\xA3 and an euro \xE2\x82\xAC",
               OT_UTF8);
    check_told("\xF0\x9F\x8C\x8D \xED\x9F\xBF \xEE\x80\x80 \xF4\x8F\xBF\xBF", OT_UTF8);
    check_told("\xEF\xBB\xBF"
               "cost_centre",
               OT_UTF8_BOM);
}

static void test_scan_tells_windows_1252(void)
{
    check_told("long ascii and then a pound \xA3 alone", OT_WINDOWS_1252);
    check_told("caf\xE9", OT_WINDOWS_1252);
    check_told("cut off \xE2\x82", OT_WINDOWS_1252);
    check_told("overlong \xC0\xAF", OT_WINDOWS_1252);
    check_told("overlong \xE0\x80\xAF", OT_WINDOWS_1252);
    check_told("surrogate \xED\xA0\x80", OT_WINDOWS_1252);
    check_told("beyond \xF4\x90\x80\x80", OT_WINDOWS_1252);
    check_told("stray \x80", OT_WINDOWS_1252);
    check_told("\xC2\xC2\xA3", OT_WINDOWS_1252);
}

static void test_scan_tells_utf16_by_its_mark(void)
{
    for (size_t piece = 1; piece < 6; piece++) {
        CHECK_INT(told("\xFF\xFE"
                       "a\0b\0",
                       6, piece),
                  OT_UTF16_LE);
        CHECK_INT(told("\xFE\xFF\0a\0b", 6, piece), OT_UTF16_BE);
    }
}

static void test_scan_finds_the_line_of_a_nul(void)
{
    static const char bytes[] = "one\ntwo\nth\0ee\nfour\0\n";

    for (size_t piece = 1; piece < sizeof bytes; piece++) {
        ot_encoding_scan scan;

        ot_encoding_scan_init(&scan);
        for (size_t i = 0; i < sizeof bytes - 1; i += piece)
            ot_encoding_scan_feed(&scan, bytes + i,
                                  sizeof bytes - 1 - i < piece ? sizeof bytes - 1 - i
                                                               : piece);
        CHECK(scan.has_nul);
        CHECK_INT(scan.newlines, 2);
    }
}

static const check_case cases[] = {
    CASE(test_scan_tells_utf8),
    CASE(test_scan_tells_windows_1252),
    CASE(test_scan_tells_utf16_by_its_mark),
    CASE(test_scan_finds_the_line_of_a_nul),
};

OT_TEST_MAIN("importers/encoding", cases)
