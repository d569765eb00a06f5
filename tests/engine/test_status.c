/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_status.c - errors complete enough to print, and issues told to whoever asks. */
#include "engine/status.h"

#include "tests/check.h"

static void test_fail_fills_the_error_and_returns_its_code(void)
{
    ot_error err = {0};

    CHECK_INT(ot_fail(&err, OT_EINPUT, "period '%s' is not known", "2021/22 P17"),
              OT_EINPUT);
    CHECK_INT(err.code, OT_EINPUT);
    CHECK_INT(err.line, 0);
    CHECK_TEXT(err.input, "");
    CHECK_TEXT(err.message, "period '2021/22 P17' is not known");
}

static void test_fail_at_keeps_the_file_and_the_line(void)
{
    ot_error err = {0};

    CHECK_INT(ot_fail_at(&err, OT_EIO, "ledger.csv", 40817, "cost centre '%s'", "0201"),
              OT_EIO);
    CHECK_TEXT(err.input, "ledger.csv");
    CHECK_INT(err.line, 40817);
    CHECK_TEXT(err.message, "cost centre '0201'");
}

static void test_fail_takes_no_error_and_no_input(void)
{
    ot_error err = {0};

    CHECK_INT(ot_fail(NULL, OT_ERANGE, "%d", 7), OT_ERANGE);
    CHECK_INT(ot_fail_at(&err, OT_EINPUT, NULL, 3, "wrong"), OT_EINPUT);
    CHECK_TEXT(err.input, "");
    CHECK_INT(ot_fail_memory(NULL), OT_ENOMEM);
    CHECK_INT(ot_fail_memory(&err), OT_ENOMEM);
    CHECK_TEXT(err.message, "out of memory");
}

static void test_fail_cuts_long_texts_at_the_room_there_is(void)
{
    ot_error err = {0};
    char longer[600];

    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    ot_fail_at(&err, OT_EINPUT, longer, 1, "%s", longer);
    CHECK_INT((int64_t)strlen(err.input), sizeof err.input - 1);
    CHECK_INT((int64_t)strlen(err.message), sizeof err.message - 1);
}

typedef struct heard {
    int count;
    ot_issue last;
    char message[64], input[64];
} heard;

static void hear(void *self, const ot_issue *issue)
{
    heard *h = self;

    h->count++;
    h->last = *issue;
    snprintf(h->message, sizeof h->message, "%s", issue->message);
    snprintf(h->input, sizeof h->input, "%s", issue->input);
}

static void test_issue_reaches_the_sink_with_its_place(void)
{
    heard h = {0};
    const ot_issue_sink sink = {&h, hear};

    ot_issue_tell(&sink, OT_REJECT, "accounts.csv", 12, "account '%s' is odd", "5005");
    CHECK_INT(h.count, 1);
    CHECK_INT(h.last.severity, OT_REJECT);
    CHECK_INT(h.last.line, 12);
    CHECK_TEXT(h.input, "accounts.csv");
    CHECK_TEXT(h.message, "account '5005' is odd");
    CHECK(h.last.record == NULL);
    ot_issue_tell(&sink, OT_NOTE, NULL, 0, "told");
    CHECK_TEXT(h.input, "");
    CHECK_INT(h.last.severity, OT_NOTE);
}

static void test_issue_without_anybody_to_hear_is_dropped(void)
{
    const ot_issue_sink deaf = {NULL, NULL};
    ot_error err = {0};

    ot_issue_tell(NULL, OT_WARNING, "x", 1, "nobody hears this");
    ot_issue_tell(&deaf, OT_WARNING, "x", 1, "nor this");
    CHECK_INT(err.code, OT_OK);
}

static const check_case cases[] = {
    CASE(test_fail_fills_the_error_and_returns_its_code),
    CASE(test_fail_at_keeps_the_file_and_the_line),
    CASE(test_fail_takes_no_error_and_no_input),
    CASE(test_fail_cuts_long_texts_at_the_room_there_is),
    CASE(test_issue_reaches_the_sink_with_its_place),
    CASE(test_issue_without_anybody_to_hear_is_dropped),
};

OT_TEST_MAIN("status", cases)
