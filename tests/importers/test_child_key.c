/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/child_key.h"

#include "tests/importers/child_fixture.h"

#include <sys/stat.h>

#define KEY_TEXT "000102030405060708090A0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

static ot_status open_key(const char *path, ot_child_key *key, ot_error *err)
{
    bool made;

    return ot_child_key_open(path, true, key, &made, err);
}

static void test_hash_is_the_first_half_of_hmac_sha256(void)
{
    char child[OT_CHILD_TEXT];

    ot_child_key_hash(child_fixture_key(), "C100001", child);
    CHECK_TEXT(child, CHILD_100001);
}

static void test_hash_does_not_heed_blanks_and_case(void)
{
    char child[OT_CHILD_TEXT], other[OT_CHILD_TEXT];

    ot_child_key_hash(child_fixture_key(), " \tc100001\r\n", child);
    CHECK_TEXT(child, CHILD_100001);
    ot_child_key_hash(child_fixture_key(), "C100002", other);
    CHECK(strcmp(child, other) != 0);
}

static void test_hash_and_mark_hang_on_the_key(void)
{
    ot_child_key key = *child_fixture_key();
    char child[OT_CHILD_TEXT], first[OT_CHILD_TEXT], second[OT_CHILD_TEXT];

    ot_child_key_mark(&key, first);
    CHECK_INT((int64_t)strlen(first), OT_CHILD_TEXT - 1);
    key.bytes[31] ^= 1;
    ot_child_key_hash(&key, "C100001", child);
    ot_child_key_mark(&key, second);
    CHECK(strcmp(child, CHILD_100001) != 0);
    CHECK(strcmp(first, second) != 0);
}

static void test_key_is_read_in_any_case_and_with_a_line_end(void)
{
    ot_child_key key = {{0}};
    ot_error err = {0};
    scratch s;

    REQUIRE(scratch_open(&s));
    REQUIRE(scratch_text(&s, "placements.key", KEY_TEXT "\r\n") != NULL);
    CHECK_INT(chmod(s.path, 0600), 0);
    CHECK_INT(open_key(s.path, &key, &err), OT_OK);
    CHECK(memcmp(&key, child_fixture_key(), sizeof key) == 0);
    scratch_close(&s);
}

static void test_missing_key_is_made_once_for_its_owner_alone(void)
{
    ot_child_key key = {{0}}, again = {{0}}, other = {{0}};
    ot_error err = {0};
    struct stat status;
    bool made = false;
    scratch s;

    REQUIRE(scratch_open(&s));
    scratch_path(&s, "placements.key");
    CHECK_INT(ot_child_key_open(s.path, false, &key, &made, &err), OT_OK);
    CHECK(made);
    REQUIRE(stat(s.path, &status) == 0);
    CHECK_INT(status.st_mode & 0777, 0600);
    CHECK_INT(status.st_size, 65);
    CHECK_INT(ot_child_key_open(s.path, false, &again, &made, &err), OT_OK);
    CHECK(!made);
    CHECK(memcmp(&key, &again, sizeof key) == 0);
    /* Nothing else is left, and another key is another. */
    CHECK_INT(scratch_files(&s), 1);
    CHECK_INT(
        ot_child_key_open(scratch_path(&s, "other.key"), false, &other, &made, &err),
        OT_OK);
    CHECK(memcmp(&key, &other, sizeof key) != 0);
    scratch_close(&s);
}

static void test_missing_key_is_not_made_where_it_must_exist(void)
{
    ot_child_key key;
    ot_error err = {0};
    scratch s;

    REQUIRE(scratch_open(&s));
    CHECK_INT(open_key(scratch_path(&s, "placements.key"), &key, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "put it back, or begin a new workspace");
    CHECK_TEXT(err.input, s.path);
    CHECK_INT(scratch_files(&s), 0);
    scratch_close(&s);
}

static void test_key_that_others_may_read_is_refused(void)
{
    static const mode_t modes[] = {0640, 0604, 0620, 0602, 0644, 0610};
    ot_child_key key;
    scratch s;

    REQUIRE(scratch_open(&s));
    REQUIRE(scratch_text(&s, "placements.key", KEY_TEXT "\n") != NULL);
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        ot_error err = {0};

        CHECK_INT(chmod(s.path, modes[i]), 0);
        CHECK_INT(open_key(s.path, &key, &err), OT_EINPUT);
        CHECK_CONTAINS(err.message, "chmod 600");
    }
    scratch_close(&s);
}

static void test_key_that_is_none_is_refused_and_not_told(void)
{
    static const char *const texts[] = {"",
                                        "abc",
                                        KEY_TEXT "0",
                                        KEY_TEXT " 1",
                                        "x" KEY_TEXT,
                                        " " KEY_TEXT,
                                        "g00102030405060708090a0b0c0d0e0f10111213141516"
                                        "1718191a1b1c1d1e1f"};
    ot_child_key key;
    scratch s;

    REQUIRE(scratch_open(&s));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ot_error err = {0};

        REQUIRE(scratch_text(&s, "placements.key", texts[i]) != NULL);
        CHECK_INT(chmod(s.path, 0600), 0);
        CHECK_INT(open_key(s.path, &key, &err), OT_EINPUT);
        CHECK_CONTAINS(err.message, "is not 64 hexadecimal digits");
        CHECK(strstr(err.message, "0102") == NULL);
    }
    scratch_close(&s);
}

static void test_key_in_a_place_that_is_none_is_told(void)
{
    ot_child_key key;
    ot_error err = {0};
    bool made;
    scratch s;

    REQUIRE(scratch_open(&s));
    CHECK_INT(
        ot_child_key_open(scratch_path(&s, "no/where.key"), false, &key, &made, &err),
        OT_EIO);
    CHECK_CONTAINS(err.message, "cannot be made");
    CHECK_INT(ot_child_key_open(s.directory, false, &key, &made, &err), OT_EINPUT);
    CHECK_CONTAINS(err.message, "not a regular file");
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_hash_is_the_first_half_of_hmac_sha256),
    CASE(test_hash_does_not_heed_blanks_and_case),
    CASE(test_hash_and_mark_hang_on_the_key),
    CASE(test_key_is_read_in_any_case_and_with_a_line_end),
    CASE(test_missing_key_is_made_once_for_its_owner_alone),
    CASE(test_missing_key_is_not_made_where_it_must_exist),
    CASE(test_key_that_others_may_read_is_refused),
    CASE(test_key_that_is_none_is_refused_and_not_told),
    CASE(test_key_in_a_place_that_is_none_is_told),
};

OT_TEST_MAIN("importers/child_key", cases)
