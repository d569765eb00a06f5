/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_audit.c - the log and its chain, and what verification finds. The hash is a
 * digest of 64 bits here: the chain is the store's, SHA-256 the program's. */
#include "store/audit.h"

#include "tests/store/fixture.h"

/* FNV-1a four times over, each with another start. */
static void digest(void *self, const char *text, char digits[OT_HASH_TEXT])
{
    (void)self;
    for (int part = 0; part < 4; part++) {
        uint64_t hash = UINT64_C(14695981039346656037) + (uint64_t)part;

        for (const char *c = text; *c; c++)
            hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
        snprintf(digits + 16 * part, 17, "%016" PRIx64, hash);
    }
}

static const ot_auditor auditor = {.sha256 = digest,
                                   .who = "j.osei",
                                   .command = "import",
                                   .options = "--allow-rejects 3",
                                   .time = TIME};
static const ot_store_options audited = {.auditor = &auditor};

static bool set_up_audited(fixture *f)
{
    if (!set_up(f))
        return false;
    ot_store_close(f->store);
    unlink(f->path);
    f->store = open_again(f, &audited);
    return f->store != NULL;
}

static ot_status list(void *self, const ot_audit_entry *entry, ot_error *err)
{
    char *text = self;

    (void)err;
    sprintf(text + strlen(text), "%" PRId64 " %s %s: %s: %s\n", entry->id, entry->who,
            entry->command, entry->detail, entry->outcome);
    return OT_OK;
}

static ot_chain chain_of(fixture *f)
{
    ot_chain chain = {0};

    CHECK_INT(ot_store_audit_chain(f->store, &chain, &f->err), OT_OK);
    return chain;
}

static void keep_fault(void *self, const char *what)
{
    char *text = self;

    sprintf(text + strlen(text), "%s\n", what);
}

static void test_changes_are_noted_with_who_did_them(void)
{
    char text[4096] = "";
    fixture f;

    REQUIRE(set_up_audited(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 5, 238517));
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 5}, TIME, &f.err),
              OT_OK);
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 5}, TIME, &f.err),
              OT_OK);
    CHECK_INT(ot_store_reopen_period(f.store, (ot_period){2021, 5}, "late journal",
                                     TIME, &f.err),
              OT_OK);
    CHECK_INT(ot_store_audit(f.store, list, text, &f.err), OT_OK);
    CHECK_TEXT(
        text, "1 j.osei import: workspace made: done\n"
              "2 j.osei import: import 1: ledger 'a1.csv', sha256 a1, 1 records, "
              "control total 2385.17; --allow-rejects 3: done\n"
              "3 j.osei import: period 5 of the year from 2021 closed; "
              "--allow-rejects 3: done\n"
              "4 j.osei import: period 5 of the year from 2021 reopened: late journal; "
              "--allow-rejects 3: done\n");
    CHECK_INT(chain_of(&f).entries, 4);
    CHECK_INT(chain_of(&f).broken, 0);
    tear_down(&f);
}

static bool keep_who(void *self, const ot_closing *closing)
{
    char *text = self;

    sprintf(text + strlen(text), "%s;", closing->who);
    return true;
}

static void test_closings_say_who_closed(void)
{
    char text[256] = "";
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 4}, TIME, &f.err),
              OT_OK);
    ot_store_close(f.store);
    f.store = open_again(&f, &audited);
    REQUIRE(f.store != NULL);
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 5}, TIME, &f.err),
              OT_OK);
    CHECK_INT(ot_store_closings(f.store, keep_who, text, &f.err), OT_OK);
    CHECK_TEXT(text, ";j.osei;");
    tear_down(&f);
}

static void test_every_kind_of_change_is_noted(void)
{
    const ot_what_if dearer = {
        .name = "dearer", .starts = "", .fee_uplift = "5%", .cap = "", .time = TIME};
    const ot_run_line line = {.cost_centre = "020101",
                              .fund = "DSG",
                              .area = "",
                              .adopted = 431870045,
                              .method = "",
                              .basis = "manager"};
    ot_run run = {.as_at = {2021, 5}, .mark = 1, .time = TIME, .version = "0.9.0"};
    char text[4096] = "";
    fixture f;

    REQUIRE(set_up_audited(&f));
    CHECK_INT(ot_store_child_mark_set(f.store, "0123", &f.err), OT_OK);
    CHECK_INT(ot_store_what_if_save(f.store, &dearer, &f.err), OT_OK);
    CHECK_INT(ot_store_what_if_forget(f.store, "dearer", TIME, &f.err), OT_OK);
    CHECK_INT(ot_store_what_if_forget(f.store, "dearer", TIME, &f.err), OT_EINPUT);
    CHECK_INT(ot_store_run_save(f.store, &run, "[council]", &line, 1, &f.err), OT_OK);
    CHECK_INT(ot_store_audit(f.store, list, text, &f.err), OT_OK);
    CHECK_CONTAINS(text, "2 j.osei import: mark of the key for children's identifiers");
    CHECK_CONTAINS(text, "3 j.osei import: what-if 'dearer' saved");
    CHECK_CONTAINS(text, "4 j.osei import: what-if 'dearer' forgotten");
    CHECK_CONTAINS(text,
                   "5 j.osei import: run 1: as at period 5 of the year from 2021, "
                   "imports up to 1, profile sha256 , version 0.9.0, back-test 0, "
                   "1 lines, adopted 4318700.45");
    CHECK_INT(chain_of(&f).entries, 5);
    tear_down(&f);
}

static void test_a_change_that_cannot_be_noted_is_not_made(void)
{
    fixture f;
    int64_t mark = -1;

    REQUIRE(set_up_audited(&f));
    CHECK_INT(meddle(f.path, "CREATE TRIGGER stop BEFORE INSERT ON audit"
                             " BEGIN SELECT RAISE(ABORT, 'no'); END"),
              OT_OK);
    CHECK_INT(PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 5, 238517)), OT_EIO);
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 5}, TIME, &f.err),
              OT_EIO);
    CHECK_INT(meddle(f.path, "DROP TRIGGER stop"), OT_OK);
    CHECK_INT(ot_store_mark(f.store, &mark, &f.err), OT_OK);
    CHECK_INT(mark, 0);
    CHECK_INT(chain_of(&f).entries, 1);
    CHECK_INT(PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 5, 238517)), OT_OK);
    CHECK_INT(chain_of(&f).entries, 2);
    tear_down(&f);
}

static void test_what_was_refused_is_noted_and_changes_nothing_else(void)
{
    char text[1024] = "";
    fixture f;

    REQUIRE(set_up_audited(&f));
    CHECK_INT(ot_store_audit_refused(f.store, "ledger 'july.csv'",
                                     "refused: period '2021/22 P04' is closed", &f.err),
              OT_OK);
    CHECK_INT(ot_store_audit(f.store, list, text, &f.err), OT_OK);
    CHECK_CONTAINS(text, "2 j.osei import: ledger 'july.csv'; --allow-rejects 3: "
                         "refused: period '2021/22 P04' is closed\n");
    CHECK_INT(chain_of(&f).broken, 0);
    tear_down(&f);
}

static void test_the_log_is_only_added_to(void)
{
    static const char *const tries[] = {
        "UPDATE audit SET who = 'nobody'",
        "DELETE FROM audit WHERE id = 2",
        "INSERT INTO audit VALUES (9, 1, 'a', 'b', 'c', 'done', '0', '1')",
        "INSERT OR REPLACE INTO audit VALUES (1, 1, 'a', 'b', 'c', 'done', '0', '1')",
        "UPDATE import SET control_total = 1",
        "DELETE FROM import",
        "UPDATE slice SET period = 6",
        "DELETE FROM slice",
        "DELETE FROM closing"};
    fixture f;

    REQUIRE(set_up_audited(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 5, 238517));
    CHECK_INT(ot_store_close_period(f.store, (ot_period){2021, 5}, TIME, &f.err),
              OT_OK);
    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
        CHECK_INT(meddle(f.path, tries[i]), OT_EIO);
    CHECK_INT(chain_of(&f).entries, 3);
    CHECK_INT(chain_of(&f).broken, 0);
    tear_down(&f);
}

/* Entry 3 of five is tampered with by each statement: the chain names `broken`. */
static void test_the_first_entry_that_is_not_whole_is_named(void)
{
    static const struct {
        const char *sql;
        int64_t broken;
        const char *fault;
    } tries[] = {
        {"UPDATE audit SET who = 'nobody' WHERE id = 3", 3, "it was changed"},
        {"UPDATE audit SET time = time + 1 WHERE id = 3", 3, "it was changed"},
        {"UPDATE audit SET outcome = 'done ' WHERE id = 3", 3, "it was changed"},
        {"DELETE FROM audit WHERE id = 3", 3, "it is missing"},
        {"DELETE FROM audit WHERE id = 1", 1, "it is missing"},
        {"UPDATE audit SET previous = hash WHERE id = 3", 3, "it was changed"},
        {"UPDATE audit SET id = 9 WHERE id = 3; UPDATE audit SET id = 3 WHERE id = 4;"
         " UPDATE audit SET id = 4 WHERE id = 9",
         3, "it was changed"}};

    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        ot_chain chain;
        fixture f;

        REQUIRE(set_up_audited(&f));
        for (int period = 4; period < 8; period++)
            CHECK_INT(
                ot_store_close_period(f.store, (ot_period){2021, period}, TIME, &f.err),
                OT_OK);
        CHECK_INT(meddle(f.path, "DROP TRIGGER audit_no_UPDATE;"
                                 "DROP TRIGGER audit_no_DELETE"),
                  OT_OK);
        CHECK_INT(meddle(f.path, tries[i].sql), OT_OK);
        chain = chain_of(&f);
        CHECK_INT(chain.broken, tries[i].broken);
        CHECK_CONTAINS(chain.fault, tries[i].fault);
        tear_down(&f);
    }
}

/* An entry made again whole, hash and all: the one after it does not follow. */
static void test_an_entry_put_in_anothers_place_breaks_the_next(void)
{
    ot_audit_entry entry = {.id = 2,
                            .time = TIME,
                            .who = "nobody",
                            .command = "close",
                            .detail = "nothing",
                            .outcome = "done"};
    char hash[OT_HASH_TEXT], previous[OT_HASH_TEXT], sql[512];
    ot_db *db = NULL;
    ot_chain chain;
    char *text;
    fixture f;

    REQUIRE(set_up_audited(&f));
    for (int period = 4; period < 6; period++)
        CHECK_INT(
            ot_store_close_period(f.store, (ot_period){2021, period}, TIME, &f.err),
            OT_OK);
    CHECK_INT(ot_db_open(f.path, true, 1000, &db, &f.err), OT_OK);
    CHECK_INT(ot_db_ask_text(db, "SELECT hash FROM audit WHERE id = 1", previous,
                             sizeof previous, &f.err),
              OT_OK);
    ot_db_close(db);
    entry.previous = previous;
    text = ot_audit_text(&entry);
    REQUIRE(text != NULL);
    CHECK_CONTAINS(text, "outturn log 1\nid 2\ntime 1631606400\nwho 6 nobody\n"
                         "command 5 close\ndetail 7 nothing\noutcome 4 done\n"
                         "previous 64 ");
    digest(NULL, text, hash);
    free(text);
    snprintf(sql, sizeof sql,
             "DROP TRIGGER audit_no_UPDATE; UPDATE audit SET who = 'nobody',"
             " command = 'close', detail = 'nothing', hash = '%s' WHERE id = 2",
             hash);
    CHECK_INT(meddle(f.path, sql), OT_OK);
    chain = chain_of(&f);
    CHECK_INT(chain.broken, 3);
    CHECK_CONTAINS(chain.fault, "it does not follow the entry before");
    CHECK_INT(chain.entries, 2);
    tear_down(&f);
}

#define UPDATE_BLOCK "DROP TRIGGER cell_block_no_UPDATE; UPDATE cell_block SET "
#define NOTHING_STORED                                                                 \
    "import 1 ('a1.csv') was of 1 records, 0 are stored\nimport 1 ('a1.csv') had the " \
    "control total 2385.17, what is stored adds up to 0.00\n"

static void test_verification_compares_what_is_stored_with_what_was_noted(void)
{
    static const struct {
        const char *sql, *fault;
    } tries[] = {
        {UPDATE_BLOCK "amount = amount + 100", "import 1: block 1 of slice 1 is not as "
                                               "it was written\n" NOTHING_STORED},
        {UPDATE_BLOCK "data = zeroblob(length(data))",
         "import 1: block 1 of slice 1 is not as it was written\n" NOTHING_STORED},
        {UPDATE_BLOCK "checksum = 1 - checksum",
         "import 1: block 1 of slice 1 is not as it was written\n" NOTHING_STORED},
        {"PRAGMA foreign_keys = OFF; DELETE FROM code WHERE text = '4100'",
         "import 1: block 1 of slice 1 has a code that is not there\n" NOTHING_STORED},
        {"DROP TRIGGER cell_block_no_DELETE; DELETE FROM cell_block", NOTHING_STORED},
        {"DROP TRIGGER import_no_UPDATE; UPDATE import SET records = 2,"
         " control_total = control_total + 100",
         "import 1 ('a1.csv') was of 2 records, 1 are stored\nimport 1 ('a1.csv') had "
         "the control total 2386.17, what is stored adds up to 2385.17\n"
         "import 1 is not as the log says\n"},
        {"DROP TRIGGER import_no_UPDATE; UPDATE import SET file = 'b.csv'",
         "import 1 is not as the log says\n"},
        {"DROP TRIGGER run_line_no_UPDATE; UPDATE run_line SET adopted = adopted - 1",
         "run 1 is not as the log says\n"}};
    const ot_run_line line = {.cost_centre = "020101",
                              .fund = "DSG",
                              .area = "",
                              .adopted = 431870045,
                              .method = "",
                              .basis = "manager"};

    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        ot_run run = {.as_at = {2021, 5}, .mark = 1, .time = TIME};
        char text[2048] = "";
        fixture f;

        REQUIRE(set_up_audited(&f));
        PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 5, 238517));
        CHECK_INT(ot_store_run_save(f.store, &run, "", &line, 1, &f.err), OT_OK);
        CHECK_INT(ot_store_verify(f.store, keep_fault, text, &f.err), OT_OK);
        CHECK_TEXT(text, "");
        CHECK_INT(meddle(f.path, tries[i].sql), OT_OK);
        CHECK_INT(ot_store_verify(f.store, keep_fault, text, &f.err), OT_OK);
        CHECK_TEXT(text, tries[i].fault);
        tear_down(&f);
    }
}

static void test_the_log_of_an_older_workspace_begins_with_what_is_there(void)
{
    char text[4096] = "";
    fixture f;

    REQUIRE(set_up(&f)); /* without a log */
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    PUT_LEDGER(&f, "a2", line_of("020101", OT_ACTUAL, 5, 455000));
    ot_store_close(f.store);
    f.store = open_again(&f, &audited);
    REQUIRE(f.store != NULL);
    CHECK_INT(ot_store_audit(f.store, list, text, &f.err), OT_OK);
    CHECK_CONTAINS(text, "1 j.osei import: log begun");
    CHECK_CONTAINS(text, "2 j.osei import: import 1: ledger 'a1.csv', sha256 a1, 1 "
                         "records, control total 3100.00: done\n");
    CHECK_CONTAINS(text, "3 j.osei import: import 2");
    text[0] = '\0';
    CHECK_INT(ot_store_verify(f.store, keep_fault, text, &f.err), OT_OK);
    CHECK_TEXT(text, "");
    CHECK_INT(chain_of(&f).entries, 3);
    tear_down(&f);
}

static void test_without_an_auditor_there_is_no_log_and_no_chain(void)
{
    ot_chain chain;
    char text[256] = "";
    fixture f;

    REQUIRE(set_up(&f));
    PUT_LEDGER(&f, "a1", line_of("020101", OT_ACTUAL, 4, 310000));
    CHECK_INT(ot_store_audit_refused(f.store, "x", "refused: y", &f.err), OT_OK);
    CHECK_INT(ot_store_audit(f.store, list, text, &f.err), OT_OK);
    CHECK_TEXT(text, "");
    CHECK_INT(ot_store_audit_chain(f.store, &chain, &f.err), OT_EUSAGE);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_changes_are_noted_with_who_did_them),
    CASE(test_closings_say_who_closed),
    CASE(test_every_kind_of_change_is_noted),
    CASE(test_a_change_that_cannot_be_noted_is_not_made),
    CASE(test_what_was_refused_is_noted_and_changes_nothing_else),
    CASE(test_the_log_is_only_added_to),
    CASE(test_the_first_entry_that_is_not_whole_is_named),
    CASE(test_an_entry_put_in_anothers_place_breaks_the_next),
    CASE(test_verification_compares_what_is_stored_with_what_was_noted),
    CASE(test_the_log_of_an_older_workspace_begins_with_what_is_there),
    CASE(test_without_an_auditor_there_is_no_log_and_no_chain),
};

OT_TEST_MAIN("store/audit", cases)
