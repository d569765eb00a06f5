/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/input_file.h"
#include "tests/importers/import_fixture.h"

static void test_input_file_gives_bytes_and_size(void)
{
    scratch s;
    ot_input_file file;
    ot_error err = {0};
    char bytes[8];
    size_t got = 0;

    REQUIRE(scratch_open(&s));
    REQUIRE(ot_input_file_open(scratch_text(&s, "in.csv", "0123456789"), &file, &err) ==
            OT_OK);
    CHECK_INT((int64_t)file.bytes, 10);
    CHECK_INT(ot_input_file_read(&file, bytes, sizeof bytes, &got, &err), OT_OK);
    CHECK_INT((int64_t)got, 8);
    CHECK_INT(ot_input_file_read(&file, bytes, sizeof bytes, &got, &err), OT_OK);
    CHECK_INT((int64_t)got, 2);
    CHECK_INT(ot_input_file_read(&file, bytes, sizeof bytes, &got, &err), OT_OK);
    CHECK_INT((int64_t)got, 0);
    CHECK_INT(ot_input_file_seek(&file, 9, &err), OT_OK);
    CHECK_INT(ot_input_file_read(&file, bytes, sizeof bytes, &got, &err), OT_OK);
    CHECK_INT(bytes[0], '9');
    ot_input_file_close(&file);
    scratch_close(&s);
}

static void test_input_file_names_what_it_refuses(void)
{
    scratch s;
    ot_input_file file;
    ot_error err = {0};

    REQUIRE(scratch_open(&s));
    CHECK_INT(ot_input_file_open(s.directory, &file, &err), OT_EINPUT);
    CHECK_TEXT(err.message, "this is a directory; name a file in it");
    CHECK_TEXT(err.input, s.directory);
    CHECK_INT(ot_input_file_open("/dev/null", &file, &err), OT_EINPUT);
    CHECK_TEXT(err.message, "this is not an ordinary file; save it as one first");
    CHECK_INT(ot_input_file_open(scratch_path(&s, "none.csv"), &file, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "the file cannot be opened: ");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_input_file_gives_bytes_and_size),
    CASE(test_input_file_names_what_it_refuses),
};

OT_TEST_MAIN("importers/input_file", cases)
