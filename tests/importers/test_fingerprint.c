/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fingerprint.h"
#include "tests/importers/import_fixture.h"

/* FIPS 180-2, appendix B: "abc", the two-block message and a million times "a". */
#define SHA_ABC     "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA_TWO     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
#define SHA_MILLION "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
#define SHA_EMPTY   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void test_fingerprint_of_texts_is_sha_256(void)
{
    char sha256[OT_SHA256_TEXT];

    ot_fingerprint_text("abc", sha256);
    CHECK_TEXT(sha256, SHA_ABC);
    ot_fingerprint_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                        sha256);
    CHECK_TEXT(sha256, SHA_TWO);
    ot_fingerprint_text("", sha256);
    CHECK_TEXT(sha256, SHA_EMPTY);
}

static void test_fingerprint_of_a_file_is_of_all_its_bytes(void)
{
    ot_fingerprint print = {0};
    ot_error err = {0};
    char *million = malloc(1000000);
    scratch s;

    REQUIRE(million);
    REQUIRE(scratch_open(&s));
    memset(million, 'a', 1000000);
    REQUIRE(scratch_bytes(&s, "million.csv", million, 1000000));
    CHECK_INT(ot_fingerprint_file(s.path, &print, &err), OT_OK);
    CHECK_TEXT(print.sha256, SHA_MILLION);
    CHECK_INT((int64_t)print.bytes, 1000000);
    free(million);
    scratch_close(&s);
}

static void test_fingerprint_of_pieces_is_that_of_the_whole(void)
{
    static const size_t sizes[] = {1, 63, 64, 65, 4096};
    ot_fingerprinting *made = ot_fingerprinting_new();
    char block[4096];
    ot_fingerprint print = {0};
    size_t left = 1000000;

    REQUIRE(made != NULL);
    memset(block, 'a', sizeof block);
    for (size_t i = 0; left > 0; i++) {
        size_t size = sizes[i % 5] < left ? sizes[i % 5] : left;

        ot_fingerprinting_feed(made, block, size);
        left -= size;
    }
    ot_fingerprinting_end(made, &print);
    CHECK_TEXT(print.sha256, SHA_MILLION);
    CHECK_INT((int64_t)print.bytes, 1000000);
    ot_fingerprinting_free(made);
}

static void test_fingerprint_takes_empty_files(void)
{
    ot_fingerprint print = {0};
    ot_error err = {0};
    scratch s;

    REQUIRE(scratch_open(&s));
    CHECK_INT(ot_fingerprint_file(scratch_text(&s, "empty.csv", ""), &print, &err),
              OT_OK);
    CHECK_TEXT(print.sha256, SHA_EMPTY);
    CHECK_INT((int64_t)print.bytes, 0);
    scratch_close(&s);
}

static void test_fingerprint_refuses_what_cannot_be_read(void)
{
    ot_fingerprint print = {0};
    ot_error err = {0};
    scratch s;

    REQUIRE(scratch_open(&s));
    CHECK_INT(ot_fingerprint_file(s.directory, &print, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "directory");
    CHECK_INT(err.code, OT_EIO);
    CHECK_INT(ot_fingerprint_file(scratch_path(&s, "none.csv"), &print, &err), OT_EIO);
    CHECK_CONTAINS(err.message, "cannot be opened");
    CHECK_INT(ot_fingerprint_file(s.directory, &print, NULL), OT_EIO);
    scratch_close(&s);
}

static const check_case cases[] = {
    CASE(test_fingerprint_of_texts_is_sha_256),
    CASE(test_fingerprint_of_a_file_is_of_all_its_bytes),
    CASE(test_fingerprint_of_pieces_is_that_of_the_whole),
    CASE(test_fingerprint_takes_empty_files),
    CASE(test_fingerprint_refuses_what_cannot_be_read),
};

OT_TEST_MAIN("importers/fingerprint", cases)
