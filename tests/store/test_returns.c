/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/returns.h"

#include "tests/store/fixture.h"

static const ot_return_identity mine = {
    "8d0c2bd0c4f0a2f0c9a37e3e59a1be55",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"};

static ot_return_row rows[2] = {
    {"030201", "Residential placements", "5000 Fees", 5, OT_NON_DSG, 1320028005,
     807387400, 176709700, 2086054712, true, 2073812400, 2144157200, 2105045333,
     "yours", true, 390028053},
    {"030210", "Placements team", "", 1, OT_DSG, 166196134, 65766500, 0, 160105100,
     false, 0, 0, 160621494, "projection", false, 0}};

static ot_return return_of(const char *manager, int period)
{
    return (ot_return){.as_at = {2021, period},
                       .workspace = "",
                       .manager = manager,
                       .driver = "COVID-19",
                       .reasons = "NIL\nVOL more",
                       .rows = rows,
                       .count = 2};
}

static int64_t issue(fixture *f, const char *manager, int period, const char *content)
{
    ot_return r = return_of(manager, period);
    ot_return_identity identity = mine;
    size_t fresh = 0;

    CHECK_INT(ot_store_returns_begin(f->store, &identity, &f->err), OT_OK);
    CHECK_INT(ot_store_return_issue(f->store, &r, content, TIME, &fresh, &f->err),
              OT_OK);
    CHECK_INT(ot_store_returns_end(f->store, true, "", TIME, &f->err), OT_OK);
    return r.issue;
}

static ot_status answer(fixture *f, int64_t number, const char *sha256, ot_pence amount,
                        size_t count)
{
    const ot_forecast_record record = {.cost_centre = "030201",
                                       .account = "",
                                       .fund = "NON-DSG",
                                       .subjective_group = 5,
                                       .amount = amount,
                                       .reason_code = "VOL",
                                       .comment = "two moves",
                                       .author = "Head of Placements",
                                       .date = 20210930,
                                       .line = 11,
                                       .returned = true};
    const ot_batch batch = {OT_KIND_FORECASTS, count, {.forecasts = &record}};
    ot_sink sink = {0};
    ot_status st;

    f->last = (ot_import){.kind = OT_KIND_FORECASTS, .time = TIME};
    snprintf(f->last.file, sizeof f->last.file, "%s.xlsx", sha256);
    snprintf(f->last.sha256, sizeof f->last.sha256, "%s", sha256);
    st = ot_store_return_import_begin(f->store, &f->last, april, number, 20210930,
                                      &sink, &f->err);
    if (st < 0)
        return st;
    if (count)
        st = sink.put_batch(sink.self, &batch, &f->err);
    if (st == OT_OK)
        st = sink.finish(sink.self, &f->err);
    sink.close(sink.self);
    return st;
}

static void test_identity_is_made_once(void)
{
    ot_return_identity other = {"0123456789abcdef0123456789abcdef", ""}, kept;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_return_identity(f.store, &kept, &f.err), OT_END);
    issue(&f, "Head of Placements", 5, "c1");
    CHECK_INT(ot_store_returns_begin(f.store, &other, &f.err), OT_OK);
    CHECK_TEXT(other.workspace, mine.workspace);
    CHECK_TEXT(other.key, mine.key);
    CHECK_INT(ot_store_returns_end(f.store, false, "", TIME, &f.err), OT_OK);
    CHECK_INT(ot_store_return_identity(f.store, &kept, &f.err), OT_OK);
    CHECK_TEXT(kept.key, mine.key);
    CHECK_INT(meddle(f.path, "UPDATE return_identity SET key = 'x'"), OT_EIO);
    tear_down(&f);
}

static void test_an_issue_is_kept_as_it_was(void)
{
    ot_arena arena = {0};
    ot_return got;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(issue(&f, "Head of Placements", 5, "c1"), 1);
    CHECK_INT(ot_store_return_get(f.store, 1, &arena, &got, &f.err), OT_OK);
    const ot_return want = return_of("Head of Placements", 5);
    CHECK_TEXT(ot_return_content_text(&got, &arena),
               ot_return_content_text(&want, &arena));
    CHECK_INT(ot_store_return_get(f.store, 2, &arena, &got, &f.err), OT_END);
    CHECK_INT(meddle(f.path, "UPDATE return_row SET last = 1"), OT_EIO);
    CHECK_INT(meddle(f.path, "DELETE FROM return_issue"), OT_EIO);
    ot_arena_clear(&arena);
    tear_down(&f);
}

static void test_the_same_content_is_the_same_issue(void)
{
    ot_period as_at;
    int64_t newest;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(issue(&f, "Head of Placements", 5, "c1"), 1);
    CHECK_INT(issue(&f, "Head of Placements", 5, "c1"), 1);
    CHECK_INT(issue(&f, "Head of SEND", 5, "c1"), 2);
    CHECK_INT(issue(&f, "Head of Placements", 5, "c2"), 3);
    CHECK_INT(issue(&f, "Head of Placements", 5, "c1"),
              4); /* what counts is the newest */
    CHECK_INT(issue(&f, "Head of Placements", 4, "c0"), 5); /* of an earlier month */
    CHECK_INT(
        ot_store_return_newest(f.store, "Head of Placements", &newest, &as_at, &f.err),
        OT_OK);
    CHECK_INT(newest, 4);
    CHECK_INT(as_at.number, 5);
    CHECK_INT(ot_store_return_newest(f.store, "Nobody", &newest, &as_at, &f.err),
              OT_OK);
    CHECK_INT(newest, 0);
    tear_down(&f);
}

static void test_what_is_not_kept_was_never_issued(void)
{
    ot_return r = return_of("Head of Placements", 5);
    ot_return_identity identity = mine;
    ot_period as_at;
    size_t fresh = 0;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_returns_begin(f.store, &identity, &f.err), OT_OK);
    CHECK_INT(ot_store_return_issue(f.store, &r, "c1", TIME, &fresh, &f.err), OT_OK);
    CHECK_INT((int64_t)fresh, 1);
    CHECK_INT(ot_store_returns_end(f.store, false, "", TIME, &f.err), OT_OK);
    CHECK_INT(ot_store_returns_period(f.store, &as_at, &f.err), OT_OK);
    CHECK_INT(as_at.year, 0);
    CHECK_INT(ot_store_return_identity(f.store, &identity, &f.err), OT_END);
    tear_down(&f);
}

static ot_status note_status(void *self, const ot_return_status *status, ot_error *err)
{
    char *text = self;

    (void)err;
    snprintf(text + strlen(text), 512 - strlen(text),
             "%s issue %d lines %d import %d answers %d %s given %d changed %d %" PRId64
             " -> %" PRId64 "\n",
             status->manager, (int)status->issue, (int)status->lines,
             (int)status->import, (int)status->answered, status->file,
             (int)status->given, (int)status->changed, status->last, status->forecast);
    return OT_OK;
}

static void check_status(fixture *f, const char *want)
{
    char text[512] = "";

    CHECK_INT(ot_store_returns_status(f->store, (ot_period){2021, 5}, note_status, text,
                                      &f->err),
              OT_OK);
    CHECK_TEXT(text, want);
}

static size_t forecasts_in_force(fixture *f, ot_pence *sum)
{
    ot_source source = {0};
    ot_batch batch;
    size_t count = 0;

    *sum = 0;
    CHECK_INT(ot_store_source(f->store, OT_KIND_FORECASTS, 0, &source, &f->err), OT_OK);
    while (source.next_batch(source.self, &batch, &f->err) == OT_OK)
        for (size_t i = 0; i < batch.count; i++, count++)
            *sum += batch.of.forecasts[i].amount;
    source.close(source.self);
    return count;
}

static void test_an_answer_replaces_earlier_answers_and_no_list(void)
{
    const ot_forecast_record listed = {.cost_centre = "030201",
                                       .account = "",
                                       .fund = "",
                                       .amount = 1000,
                                       .reason_code = "",
                                       .comment = "",
                                       .author = "",
                                       .date = 20210914};
    ot_pence sum;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(put_file(&f, OT_KIND_FORECASTS, "list", &listed, 1), OT_OK);
    issue(&f, "Head of Placements", 5, "c1");
    issue(&f, "Head of SEND", 5, "c1");
    check_status(&f,
                 "Head of Placements issue 1 lines 2 import 0 answers 0  given 0 "
                 "changed 0 0 -> 0\n"
                 "Head of SEND issue 2 lines 2 import 0 answers 0  given 0 changed 0 "
                 "0 -> 0\n");
    CHECK_INT(answer(&f, 1, "a1", 2200000000, 1), OT_OK);
    CHECK(f.last.current);
    CHECK_INT((int64_t)forecasts_in_force(&f, &sum), 2);
    CHECK_INT(sum, 2200000000 + 1000);
    CHECK_INT(answer(&f, 1, "a2", 0, 0),
              OT_OK); /* blank: what was there before counts */
    CHECK(f.last.current);
    CHECK_INT((int64_t)forecasts_in_force(&f, &sum), 1);
    CHECK_INT(sum, 1000);
    CHECK_INT(answer(&f, 1, "a3", 2300000000, 1), OT_OK);
    issue(&f, "Head of Placements", 5, "c2");
    check_status(
        &f, "Head of Placements issue 3 lines 2 import 4 answers 1 a3.xlsx given 1 "
            "changed 1 2105045333 -> 2300000000\n"
            "Head of SEND issue 2 lines 2 import 0 answers 0  given 0 changed 0 0 -> "
            "0\n");
    tear_down(&f);
}

static void test_an_answer_to_an_older_issue_is_refused(void)
{
    int64_t mark;
    fixture f;

    REQUIRE(set_up(&f));
    issue(&f, "Head of Placements", 5, "c1");
    issue(&f, "Head of Placements", 6, "c1");
    CHECK_INT(answer(&f, 1, "a1", 2200000000, 1), OT_EINPUT);
    CHECK_CONTAINS(f.err.message, "a newer return was issued");
    CHECK_INT(ot_store_mark(f.store, &mark, &f.err), OT_OK);
    CHECK_INT(mark, 0);
    CHECK_INT(answer(&f, 2, "a2", 2200000000, 1), OT_OK);
    tear_down(&f);
}

static ot_status note_given(void *self, const ot_return_given *given, ot_error *err)
{
    (void)err;
    ++*(int *)self;
    CHECK_TEXT(given->cost_centre, "030201");
    CHECK_TEXT(given->name, "Residential placements");
    CHECK_TEXT(given->reason, "VOL");
    CHECK_TEXT(given->comment, "two moves");
    CHECK_INT(given->subjective_group, 5);
    CHECK_INT(given->fund, OT_NON_DSG);
    CHECK_INT(given->last, 2105045333);
    CHECK_INT(given->forecast, 2200000000);
    CHECK(given->had_driver && !given->has_driver);
    CHECK_INT(given->last_driver, 390028053);
    return OT_OK;
}

static void test_what_was_given_stands_beside_what_was_issued(void)
{
    int told = 0;
    fixture f;

    REQUIRE(set_up(&f));
    issue(&f, "Head of Placements", 5, "c1");
    CHECK_INT(answer(&f, 1, "a1", 2200000000, 1), OT_OK);
    CHECK_INT(ot_store_return_given(f.store, f.last.id, note_given, &told, &f.err),
              OT_OK);
    CHECK_INT(told, 1);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_identity_is_made_once),
    CASE(test_an_issue_is_kept_as_it_was),
    CASE(test_the_same_content_is_the_same_issue),
    CASE(test_what_is_not_kept_was_never_issued),
    CASE(test_an_answer_replaces_earlier_answers_and_no_list),
    CASE(test_an_answer_to_an_older_issue_is_refused),
    CASE(test_what_was_given_stands_beside_what_was_issued),
};

OT_TEST_MAIN("store/returns", cases)
