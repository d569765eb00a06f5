/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/closing.h"

#include "tests/store/fixture.h"

static const ot_period july = {2021, 4}, august = {2021, 5};

static bool is_closed(fixture *f, ot_period period)
{
    bool closed = false;

    CHECK_INT(ot_store_is_closed(f->store, period, &closed, &f->err), OT_OK);
    return closed;
}

static bool list(void *self, const ot_closing *closing)
{
    char *text = self;

    sprintf(text + strlen(text), "%d/%d %" PRId64 " %s%s\n", closing->period.year,
            closing->period.number, closing->time,
            closing->reopened ? "open: " : "closed", closing->reason);
    return true;
}

static bool count_one(void *self, const ot_closing *closing)
{
    (void)closing;
    ++*(int *)self;
    return false;
}

static void test_closing_and_reopening_are_kept_in_order(void)
{
    char text[1024] = "";
    int count = 0;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK(!is_closed(&f, july));
    CHECK_INT(ot_store_close_period(f.store, july, TIME, &f.err), OT_OK);
    CHECK(is_closed(&f, july));
    CHECK(!is_closed(&f, august));
    CHECK_INT(ot_store_close_period(f.store, august, TIME + 1, &f.err), OT_OK);
    CHECK_INT(ot_store_reopen_period(f.store, july, "auditor's \"late\" journal; 3",
                                     TIME + 2, &f.err),
              OT_OK);
    CHECK(!is_closed(&f, july));
    CHECK(is_closed(&f, august));
    CHECK_INT(ot_store_close_period(f.store, july, TIME + 3, &f.err), OT_OK);
    CHECK(is_closed(&f, july));
    CHECK_INT(ot_store_closings(f.store, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "2021/4 1631606400 closed\n2021/5 1631606401 closed\n"
                     "2021/4 1631606402 open: auditor's \"late\" journal; 3\n"
                     "2021/4 1631606403 closed\n");
    CHECK_INT(ot_store_closings(f.store, count_one, &count, &f.err), OT_OK);
    CHECK_INT(count, 1);
    tear_down(&f);
}

static void test_closing_twice_notes_it_once(void)
{
    char text[1024] = "";
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_close_period(f.store, july, TIME, &f.err), OT_OK);
    CHECK_INT(ot_store_close_period(f.store, july, TIME + 9, &f.err), OT_OK);
    ot_store_closings(f.store, list, text, &f.err);
    CHECK_TEXT(text, "2021/4 1631606400 closed\n");
    tear_down(&f);
}

static void test_reopening_needs_a_closed_period_and_a_reason(void)
{
    char longest[300];
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_reopen_period(f.store, july, "late journal", TIME, &f.err),
              OT_EINPUT);
    CHECK_TEXT(f.err.message, "period 4 of the year that starts in 2021 is not closed");
    CHECK_INT(ot_store_close_period(f.store, july, TIME, &f.err), OT_OK);
    CHECK_INT(ot_store_reopen_period(f.store, july, " \t", TIME, &f.err), OT_EINPUT);
    CHECK_TEXT(f.err.message, "a period is opened again only with a reason");
    memset(longest, 'x', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    CHECK_INT(ot_store_reopen_period(f.store, july, longest, TIME, &f.err), OT_EINPUT);
    CHECK_TEXT(f.err.message, "the reason is longer than 255 bytes");
    CHECK(is_closed(&f, july));
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 17}, TIME, &f.err),
              OT_EINPUT);
    tear_down(&f);
}

static void test_closed_periods_are_the_ones_not_opened_again(void)
{
    ot_periods *periods = NULL;
    fixture f;

    REQUIRE(set_up(&f));
    ot_store_close_period(f.store, july, TIME, &f.err);
    ot_store_close_period(f.store, august, TIME, &f.err);
    ot_store_reopen_period(f.store, july, "late journal", TIME, &f.err);
    REQUIRE(ot_periods_closed(f.store, &periods, &f.err) == OT_OK);
    CHECK(!ot_periods_have(periods, july));
    CHECK(ot_periods_have(periods, august));
    CHECK(!ot_periods_have(periods, (ot_period){2020, 5}));
    ot_periods_free(periods);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_closing_and_reopening_are_kept_in_order),
    CASE(test_closing_twice_notes_it_once),
    CASE(test_reopening_needs_a_closed_period_and_a_reason),
    CASE(test_closed_periods_are_the_ones_not_opened_again),
};

OT_TEST_MAIN("store/closing", cases)
