/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_returns.c - a return written, and read back by the reader of returns. */
#include "exporters/returns.h"

#include <unistd.h>

#include "importers/returns.h"
#include "tests/engine/return_form.h"

#define HASH "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static const ot_workbook_options options = {.title = "Forecast return",
                                            .company = "Council of A & B",
                                            .created_year = 2021,
                                            .created_month = 8,
                                            .created_day = 31};

static bool write_form(return_form *f, const char *path)
{
    static const char *const hashes[] = {HASH, HASH, HASH};
    const ot_return_book book = {&f->sheet, hashes, HASH};
    ot_status st = ot_return_write(&book, &options, path, &f->err);

    CHECK_INT(st, OT_OK);
    CHECK_TEXT(f->err.message, "");
    return st == OT_OK;
}

static void check_read_back(return_form *f, const char *path)
{
    const ot_issue_sink silent = {0};
    ot_return_answer answers[3];
    ot_return_file file;
    size_t count = 9, faults = 9;

    CHECK_INT(ot_return_file_read(path, "back.xlsx", &file, &f->err), OT_OK);
    CHECK_TEXT(f->err.message, "");
    CHECK_TEXT(file.workspace, f->r.workspace);
    CHECK_TEXT(file.manager, f->r.manager);
    CHECK_INT(file.issue, 7);
    CHECK_INT(ot_period_compare(file.as_at, f->r.as_at), 0);
    CHECK_INT((int64_t)file.count, 3);
    CHECK_TEXT(file.hashes[2], HASH);
    CHECK_TEXT(file.seal, HASH);
    CHECK_INT(ot_return_check(&f->sheet, &file.grid, &silent, "back.xlsx", answers,
                              &count, &faults, &f->err),
              OT_OK);
    CHECK_INT((int64_t)faults, 0);
    CHECK_INT((int64_t)count, 0);
    ot_return_file_clear(&file);
}

static void test_a_return_comes_back_as_it_was_written(void)
{
    static const char *const drivers[] = {"COVID-19", ""};
    return_form f;

    for (size_t i = 0; i < 2; i++) {
        form_make(&f, drivers[i]);
        f.rows[1].name = "=HYPERLINK(\"x\") <&> _x0041_ \"é\""; /* text, all of it */
        REQUIRE(write_form(&f, "return.xlsx"));
        check_read_back(&f, "return.xlsx");
        unlink("return.xlsx");
        form_free(&f);
    }
}

static char *slurp(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = malloc(1 << 20);

    *size = file && bytes ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static void test_the_same_return_is_the_same_bytes(void)
{
    size_t one_size, two_size;
    char *one, *two;
    return_form f;

    form_make(&f, "COVID-19");
    REQUIRE(write_form(&f, "one.xlsx") && write_form(&f, "two.xlsx"));
    one = slurp("one.xlsx", &one_size);
    two = slurp("two.xlsx", &two_size);
    CHECK(one_size > 4000);
    CHECK_INT((int64_t)one_size, (int64_t)two_size);
    CHECK(memcmp(one, two, one_size) == 0);
    free(one);
    free(two);
    unlink("one.xlsx");
    unlink("two.xlsx");
    form_free(&f);
}

static void test_a_return_that_cannot_be_written_is_told(void)
{
    static const char *const hashes[] = {HASH, HASH, HASH};
    return_form f;

    form_make(&f, "");
    const ot_return_book book = {&f.sheet, hashes, HASH};
    CHECK_INT(ot_return_write(&book, &options, "no/such/folder.xlsx", &f.err), OT_EIO);
    CHECK_CONTAINS(f.err.message, "'no/such/folder.xlsx' could not be written");
    form_free(&f);
}

static const check_case cases[] = {
    CASE(test_a_return_comes_back_as_it_was_written),
    CASE(test_the_same_return_is_the_same_bytes),
    CASE(test_a_return_that_cannot_be_written_is_told),
};

OT_TEST_MAIN("exporters/returns", cases)
