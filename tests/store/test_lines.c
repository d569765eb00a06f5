/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_lines.c - ledger lines kept with their import: they come back, they change no
 * cell, and verification finds what is not as it was written. */
#include "store/lines.h"

#include "store/audit.h"
#include "store/line_block.h"
#include "tests/store/fixture.h"

/* Not a hash that anyone should use: the log's chain has tests of its own. */
static void digest(void *self, const char *text, char digits[OT_HASH_TEXT])
{
    uint64_t hash = UINT64_C(14695981039346656037);

    (void)self;
    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * UINT64_C(1099511628211);
    for (int part = 0; part < 4; part++)
        snprintf(digits + 16 * part, 17, "%016" PRIx64, hash);
}

static const ot_auditor auditor = {.sha256 = digest,
                                   .who = "j.osei",
                                   .command = "import",
                                   .options = "",
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

static ot_ledger_record bill(const char *cost_centre, int period, ot_pence amount,
                             long line, const char *document, const char *supplier,
                             const char *text)
{
    ot_ledger_record record = line_of(cost_centre, OT_ACTUAL, period, amount);

    record.line = line;
    record.document = document;
    record.supplier = supplier;
    record.text = text;
    return record;
}

/* Imports records with their lines. */
static ot_status keep(fixture *f, bool texts, const ot_ledger_record *records,
                      size_t count)
{
    ot_batch batch = {.kind = OT_KIND_LEDGER, .count = count, .of.ledger = records};
    ot_sink sink = {0};
    ot_status st;

    f->last = (ot_import){.kind = OT_KIND_LEDGER,
                          .file = "august.csv",
                          .sha256 = "a8",
                          .time = TIME,
                          .lines_kept = true,
                          .text_kept = texts};
    st = ot_store_import_begin(f->store, &f->last, april, &sink, &f->err);
    if (st < 0)
        return st;
    st = sink.put_batch(sink.self, &batch, &f->err);
    if (st == OT_OK)
        st = sink.finish(sink.self, &f->err);
    sink.close(sink.self);
    return st;
}

static ot_status keep_bills(fixture *f, bool texts)
{
    const ot_ledger_record bills[] = {
        bill("020101", 5, 238517, 2, "PI-1", "Acorn Care", "week 31"),
        bill("0301", 4, 88450, 3, "PI-2", "Acorn Care", "late"),
        bill("020101", 5, -450, 4, "PI-3", "", "credit"),
        bill("020101", 4, 4500, 5, "", "Beech & Co", "")};

    return keep(f, texts, bills, sizeof bills / sizeof *bills);
}

/* Kept lines as text, one a line; the caller frees. */
static char *lines_text(fixture *f, int64_t import, ot_status *st)
{
    ot_source source = {0};
    ot_batch batch;
    size_t size = 0;
    char *text = NULL;
    FILE *out = open_memstream(&text, &size);

    *st = ot_store_lines_of(f->store, import, &source, &f->err);
    while (*st == OT_OK &&
           (*st = source.next_batch(source.self, &batch, &f->err)) == OT_OK)
        for (size_t i = 0; i < batch.count; i++) {
            const ot_ledger_record *r = &batch.of.ledger[i];

            fprintf(out,
                    "%s %s %s %s %d/%d %" PRId64 " x%ld line %ld of %" PRId64
                    ": %s, %s, %s\n",
                    r->cost_centre, r->account, r->fund, ot_measure_name(r->measure),
                    r->period.year, r->period.number, r->amount, r->lines, r->line,
                    r->import, r->document, r->supplier, r->text);
        }
    if (source.close)
        source.close(source.self);
    fclose(out);
    return text;
}

static void check_lines(fixture *f, int64_t import, const char *want)
{
    ot_status st;
    char *got = lines_text(f, import, &st);

    CHECK_INT(st, OT_END);
    CHECK_TEXT(got, want);
    free(got);
}

static void test_lines_come_back_with_their_documents_suppliers_and_texts(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(keep_bills(&f, true), OT_OK);
    CHECK(f.last.lines_kept);
    check_lines(&f, 1,
                "020101 4100 NON-DSG ACTUAL 2021/5 238517 x1 line 2 of 1: PI-1, "
                "Acorn Care, week 31\n"
                "020101 4100 NON-DSG ACTUAL 2021/5 -450 x1 line 4 of 1: PI-3, , "
                "credit\n"
                "0301 4100 NON-DSG ACTUAL 2021/4 88450 x1 line 3 of 1: PI-2, Acorn "
                "Care, late\n"
                "020101 4100 NON-DSG ACTUAL 2021/4 4500 x1 line 5 of 1: , Beech & Co, "
                "\n");
    check_lines(&f, 2, "");
    tear_down(&f);
}

static void test_the_text_is_kept_only_where_it_is_asked_for(void)
{
    ot_status st;
    char *got, *all;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(keep_bills(&f, false), OT_OK);
    got = lines_text(&f, 1, &st);
    CHECK_CONTAINS(got, "line 2 of 1: PI-1, Acorn Care, \n");
    ot_store_close(f.store);
    f.store = NULL;
    all = dump(f.path);
    CHECK(strstr(all, "7765656B") == NULL); /* "week", in the hexadecimal of a blob */
    CHECK_CONTAINS(all, "41636F726E");      /* "Acorn" */
    free(got);
    free(all);
    tear_down(&f);
}

static void test_cells_are_the_same_with_and_without_lines(void)
{
    char *with, *without;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(keep_bills(&f, true), OT_OK);
    with = ledger_text(f.store, 0, &f.err);
    PUT_LEDGER(&f, "a9", bill("020101", 5, 238517, 2, "PI-1", "Acorn Care", ""),
               bill("0301", 4, 88450, 3, "", "", ""),
               bill("020101", 5, -450, 4, "", "", ""),
               bill("020101", 4, 4500, 5, "", "", ""));
    CHECK_INT(f.last.id, 2);
    CHECK(!f.last.lines_kept);
    without = ledger_text(f.store, 0, &f.err);
    CHECK_TEXT(with, without);
    CHECK_CONTAINS(with, "020101 4100 NON-DSG  ACTUAL 2021/5 238067 x2\n");
    check_lines(&f, 2, "");
    free(with);
    free(without);
    tear_down(&f);
}

static void test_a_sum_is_not_kept_as_a_line_and_nothing_stays_of_its_import(void)
{
    ot_ledger_record sum = bill("020101", 5, 238517, 2, "", "", "");
    ot_import found;
    fixture f;

    REQUIRE(set_up(&f));
    sum.lines = 2;
    CHECK_INT(keep(&f, true, &sum, 1), OT_EUSAGE);
    CHECK_CONTAINS(f.err.message, "a sum of 2 lines");
    CHECK_INT(ot_store_import_find(f.store, OT_KIND_LEDGER, "a8", &found, &f.err),
              OT_END);
    check_lines(&f, 1, "");
    tear_down(&f);
}

static void test_more_lines_than_a_block_holds_come_back_in_order(void)
{
    enum { COUNT = 2 * OT_BLOCK_LINES + 904 };
    ot_ledger_record *many = malloc(COUNT * sizeof *many);
    ot_source source = {0};
    ot_batch batch;
    ot_pence sum = 0;
    size_t seen = 0, wrong = 0;
    fixture f;

    REQUIRE(set_up(&f));
    for (int i = 0; i < COUNT; i++)
        many[i] =
            bill(i % 3 ? "020101" : "0301", 5, i * 7 - 30000, i + 2, "PI", "", "");
    CHECK_INT(keep(&f, true, many, COUNT), OT_OK);
    CHECK_INT(ot_store_lines_of(f.store, 1, &source, &f.err), OT_OK);
    while (source.next_batch(source.self, &batch, &f.err) == OT_OK)
        for (size_t i = 0; i < batch.count; i++, seen++) {
            wrong += batch.of.ledger[i].line != (long)seen + 2;
            sum += batch.of.ledger[i].amount;
        }
    CHECK_INT((int64_t)seen, COUNT);
    CHECK_INT((int64_t)wrong, 0);
    CHECK_INT(sum, f.last.control_total);
    source.close(source.self);
    free(many);
    tear_down(&f);
}

/* One text as large as a block's texts may be ends the block. */
static void test_long_texts_make_more_blocks(void)
{
    size_t size = (size_t)3 << 19;
    char *text = malloc(size + 1), *got;
    ot_status st;
    fixture f;

    REQUIRE(set_up(&f));
    memset(text, 'x', size);
    text[size] = '\0';
    {
        const ot_ledger_record bills[] = {bill("020101", 5, 100, 2, "PI-1", "", text),
                                          bill("020101", 5, 200, 3, "PI-2", "", text)};
        ot_db *db = NULL;
        int64_t blocks = 0;

        CHECK_INT(keep(&f, true, bills, 2), OT_OK);
        CHECK_INT(ot_db_open(f.path, true, 1000, &db, &f.err), OT_OK);
        CHECK_INT(ot_db_ask(db, "SELECT count(*) FROM line_block", &blocks, &f.err),
                  OT_OK);
        CHECK_INT(blocks, 2);
        ot_db_close(db);
    }
    got = lines_text(&f, 1, &st);
    CHECK_INT(st, OT_END);
    CHECK(strlen(got) > 2 * size);
    CHECK_CONTAINS(got, "200 x1 line 3 of 1: PI-2");
    free(got);
    free(text);
    tear_down(&f);
}

static void test_kept_lines_are_only_added_to(void)
{
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(keep_bills(&f, true), OT_OK);
    CHECK_INT(meddle(f.path, "DELETE FROM line_block"), OT_EIO);
    CHECK_INT(meddle(f.path, "UPDATE line_block SET amount = 0"), OT_EIO);
    tear_down(&f);
}

static void keep_fault(void *self, const char *what)
{
    char *text = self;

    sprintf(text + strlen(text), "%s\n", what);
}

/* A second block of the slice of May, whole in itself: a line of £1.00. */
static ot_status add_line(fixture *f)
{
    ot_stored_line line = {.code = {1, 2, 3, 4}, .line = 6, .amount = 100};
    ot_pool *texts = ot_pool_new();
    ot_db *db = NULL;
    ot_stmt *insert = NULL;
    unsigned char *data = NULL;
    ot_line_block block;
    uint32_t id;
    ot_status st = ot_pool_put(texts, "", &id, &f->err);

    if (st == OT_OK)
        st = ot_line_block_make(1, 2, &line, 1, texts, &data, &block, &f->err);
    if (st == OT_OK)
        st = ot_db_open(f->path, false, 1000, &db, &f->err);
    if (st == OT_OK)
        st = ot_db_prepare(db, OT_LINE_BLOCK_INSERT, &insert, &f->err);
    if (st == OT_OK)
        st = ot_line_block_put(insert, &block, &f->err);
    ot_stmt_free(insert);
    ot_db_close(db);
    ot_pool_free(texts);
    free(data);
    return st;
}

static void test_verification_finds_lines_that_are_not_as_they_were_written(void)
{
    static const struct {
        const char *sql, *fault;
    } tries[] = {
        {"DROP TRIGGER line_block_no_UPDATE; UPDATE line_block SET data ="
         " CAST(replace(CAST(data AS TEXT), 'Acorn', 'Alder') AS BLOB) WHERE slice = 1",
         "import 1: block 1 of the kept lines of slice 1 is not as it was written\n"},
        {"DROP TRIGGER line_block_no_UPDATE;"
         " UPDATE line_block SET amount = amount - 1 WHERE slice = 2",
         "import 1: block 1 of the kept lines of slice 2 is not as it was written\n"},
        {"DROP TRIGGER line_block_no_DELETE; DELETE FROM line_block WHERE slice = 2",
         "import 1: 2 cells of slice 2 are not what the kept lines come to\n"},
        {"DROP TRIGGER line_block_no_DELETE; DELETE FROM line_block",
         "import 1 is not as the log says\n"},
        {NULL, "import 1: 1 cell of slice 1 is not what the kept lines come to\n"}};

    for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
        char text[2048] = "";
        fixture f;

        REQUIRE(set_up_audited(&f));
        CHECK_INT(keep_bills(&f, true), OT_OK);
        CHECK_INT(ot_store_verify(f.store, keep_fault, text, &f.err), OT_OK);
        CHECK_TEXT(text, "");
        CHECK_INT(tries[i].sql ? meddle(f.path, tries[i].sql) : add_line(&f), OT_OK);
        CHECK_INT(ot_store_verify(f.store, keep_fault, text, &f.err), OT_OK);
        CHECK_TEXT(text, tries[i].fault);
        tear_down(&f);
    }
}

static void test_damaged_lines_are_not_read(void)
{
    ot_status st;
    char *got;
    fixture f;

    REQUIRE(set_up(&f));
    CHECK_INT(keep_bills(&f, true), OT_OK);
    CHECK_INT(meddle(f.path, "DROP TRIGGER line_block_no_UPDATE;"
                             " UPDATE line_block SET checksum = checksum + 1"),
              OT_OK);
    got = lines_text(&f, 1, &st);
    CHECK_INT(st, OT_EIO);
    CHECK_TEXT(got, "");
    CHECK_CONTAINS(f.err.message, "kept lines of the ledger (block 1 of slice 1)");
    free(got);
    tear_down(&f);
}

static const check_case cases[] = {
    CASE(test_lines_come_back_with_their_documents_suppliers_and_texts),
    CASE(test_the_text_is_kept_only_where_it_is_asked_for),
    CASE(test_cells_are_the_same_with_and_without_lines),
    CASE(test_a_sum_is_not_kept_as_a_line_and_nothing_stays_of_its_import),
    CASE(test_more_lines_than_a_block_holds_come_back_in_order),
    CASE(test_long_texts_make_more_blocks),
    CASE(test_kept_lines_are_only_added_to),
    CASE(test_verification_finds_lines_that_are_not_as_they_were_written),
    CASE(test_damaged_lines_are_not_read),
};

OT_TEST_MAIN("store/lines", cases)
