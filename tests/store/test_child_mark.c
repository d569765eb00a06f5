/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/store/fixture.h"

#define ONE   "9ce0396dbb2da30fe6e976d8426818b5"
#define OTHER "ee0f4117a699e84314204cc144eff3e2"

static void check_mark(fixture *f, const char *want)
{
    char mark[OT_STORE_MARK] = "?";

    CHECK_INT(ot_store_child_mark(f->store, mark, &f->err), OT_OK);
    CHECK_TEXT(mark, want);
}

static ot_status put_child(fixture *f, const char *sha256, int year)
{
    const ot_child_record child = {ONE, 20300301, year, 2};

    return put_file(f, OT_KIND_CHILDREN, sha256, &child, 1);
}

static void test_mark_counts_once_children_were_imported(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    check_mark(&f, "");
    /* No child came with the first: the key may be another yet. */
    CHECK_INT(ot_store_child_mark_set(f.store, ONE, &f.err), OT_OK);
    check_mark(&f, "");
    CHECK_INT(ot_store_child_mark_set(f.store, OTHER, &f.err), OT_OK);
    CHECK_INT(put_child(&f, "h1", 2021), OT_OK);
    check_mark(&f, OTHER);
    ot_store_close(f.store);
    f.store = open_again(&f, NULL);
    check_mark(&f, OTHER);
    tear_down(&f);
}

static void test_mark_is_that_of_payments_too(void)
{
    const ot_payment_record paid = {"SC040001", ONE, "", {2021, 5}, 485000, 1, 2};
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_child_mark_set(f.store, OTHER, &f.err), OT_OK);
    CHECK_INT(put_file(&f, OT_KIND_PAYMENTS, "p1", &paid, 1), OT_OK);
    check_mark(&f, OTHER);
    CHECK_INT(ot_store_child_mark_set(f.store, ONE, &f.err), OT_EINPUT);
    tear_down(&f);
}

static void test_mark_of_another_key_is_refused_and_changes_nothing(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_child_mark_set(f.store, ONE, &f.err), OT_OK);
    CHECK_INT(put_child(&f, "h1", 2021), OT_OK);
    CHECK_INT(ot_store_child_mark_set(f.store, OTHER, &f.err), OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "put that one back, or begin a new workspace");
    check_mark(&f, ONE);
    CHECK_INT(ot_store_child_mark_set(f.store, ONE, &f.err), OT_OK);
    /* The store is free for the next. */
    CHECK_INT(put_child(&f, "h2", 2022), OT_OK);
    tear_down(&f);
}

static void test_imports_of_other_kinds_need_no_mark(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_child_mark_set(f.store, ONE, &f.err), OT_OK);
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    check_mark(&f, "");
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_mark_counts_once_children_were_imported),
    CASE(test_mark_is_that_of_payments_too),
    CASE(test_mark_of_another_key_is_refused_and_changes_nothing),
    CASE(test_imports_of_other_kinds_need_no_mark),
};

OT_TEST_MAIN("store/child_mark", cases)
