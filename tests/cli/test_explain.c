/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every number of every sheet of three councils' packs is explained down to ledger
 * cells, records and models, and every step adds up. */
#include <sys/stat.h>
#include <unistd.h>

#include "cli/session.h"
#include "engine/explain.h"
#include "tests/check.h"

typedef struct council {
    ot_console console;
    ot_arguments arguments;
    ot_session session;
    ot_work work;
    char workspace[512], key[600];
    ot_error err;
    ot_status st;
} council;

static void set_option(council *c, const char *name, const char *value)
{
    for (int i = 0; ot_options()[i].name; i++)
        if (strcmp(ot_options()[i].name, name) == 0)
            c->arguments.values[i] = value;
}

/* One month, from the files to the pack. */
static void make_month(council *c, const char *profile, int year, int number)
{
    ot_error *err = &c->err;

    memset(&c->work, 0, sizeof c->work);
    c->st = ot_session_open(&c->session, &c->arguments, profile, false, err);
    c->session.profile.placement_key = c->key; /* not beside the fixture's profile */
    if (c->st == OT_OK)
        c->st = ot_session_import_all(&c->session, err);
    if (c->st == OT_OK)
        c->st = ot_work_load(&c->session, 0, (ot_period){year, number}, &c->work, err);
    if (c->st == OT_OK)
        c->st = ot_work_outlook(&c->session, &c->work, err);
    if (c->st == OT_OK)
        c->st = ot_work_project(&c->session, &c->work, NULL, err);
    if (c->st == OT_OK)
        c->st = ot_work_keep(&c->session, &c->work, err);
    if (c->st == OT_OK)
        c->st = ot_work_pack(&c->session, &c->work, err);
    CHECK_TEXT(c->err.message, "");
}

static void close_month(council *c)
{
    ot_work_clear(&c->work);
    ot_session_close(&c->session);
}

/* As at a month, with a run of the month before it to compare with. */
static void council_open(council *c, const char *name, int year, int number,
                         const char *publish)
{
    char profile[512];

    *c = (council){.console = {.quiet = true}, .arguments = {.command = "run"}};
    c->arguments.console = &c->console;
    snprintf(profile, sizeof profile, OT_FIXTURES "/%s/outturn.ini", name);
    snprintf(c->workspace, sizeof c->workspace, "explain-%s%s.db", name,
             publish ? "-published" : "");
    unlink(c->workspace);
    if (!getcwd(profile, sizeof profile))
        strcpy(profile, ".");
    snprintf(c->key, sizeof c->key, "%.500s/%.60s.key", profile, c->workspace);
    snprintf(profile, sizeof profile, OT_FIXTURES "/%s/outturn.ini", name);
    set_option(c, "workspace", c->workspace);
    make_month(c, profile, year, number - 1);
    close_month(c);
    set_option(c, "publish", publish);
    make_month(c, profile, year, number);
}

static void council_close(council *c)
{
    static const char *const files[] = {"", "-wal", "-shm", ".key"};

    close_month(c);
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        char path[600];

        snprintf(path, sizeof path, "%s%s", c->workspace, files[i]);
        unlink(path);
    }
}

static ot_pack_input input_of(const council *c)
{
    const ot_work *work = &c->work;

    return (ot_pack_input){.dataset = work->dataset,
                           .position = &work->position,
                           .options = &c->session.profile.pack,
                           .prior = work->prior,
                           .prior_count = work->prior_count,
                           .has_prior = work->has_prior,
                           .outlook = work->has_outlook ? &work->outlook : NULL,
                           .before = work->has_before ? &work->before : NULL,
                           .at_start = work->has_at_start ? &work->at_start : NULL};
}

/* What a trace ends in, counted by kind; a figure without parts that is worked out from
 * no records is an end in nothing. */
typedef struct ends {
    size_t ledger, records, stated, models, figures, nothing;
} ends;

static void count_ends(const ot_trace *trace, ends *e)
{
    for (size_t i = 0; i < trace->part_count; i++)
        count_ends(trace->parts[i], e);
    if (trace->part_count)
        return;
    e->ledger += trace->kind == OT_TRACE_LEDGER;
    e->records += trace->kind == OT_TRACE_RECORD;
    e->stated += trace->kind == OT_TRACE_STATED;
    e->models += trace->kind == OT_TRACE_MODEL;
    e->figures += trace->kind == OT_TRACE_FIGURE && trace->kinds;
    e->nothing += trace->kind == OT_TRACE_FIGURE && !trace->kinds && trace->number;
}

static bool is_number(const ot_value *value)
{
    return value->kind == OT_VALUE_NUMBER || value->kind == OT_VALUE_RATIO ||
           value->kind == OT_VALUE_CHECK;
}

static void tell_off(const ot_report *report, uint32_t row, const char *column,
                     const ot_trace *root)
{
    const ot_trace *first = NULL;
    char text[512];

    ot_trace_off(root, &first);
    snprintf(text, sizeof text, "%s row %u %s: '%s' (%s %s) off by %lld", report->id,
             row, column, first->name, first->report ? first->report->id : "",
             first->rule, (long long)first->off_by);
    CHECK_TEXT(text, "");
}

/* Every number of a sheet; gives how many there are. */
static size_t walk_sheet(ot_explainer *explainer, const ot_report *report, ends *e)
{
    size_t numbers = 0, told = 0;

    for (uint32_t row = 0; row < report->row_count; row++)
        for (uint32_t column = 0; column < report->column_count; column++) {
            ot_arena arena = {0};
            ot_error err = {0};
            ot_trace *trace = NULL;
            size_t nothing = e->nothing;

            if (!is_number(&report->rows[row].values[column]))
                continue;
            numbers++;
            CHECK_INT(
                ot_explain_figure(explainer, report, row, column, &arena, &trace, &err),
                OT_OK);
            if (trace && ot_trace_off(trace, NULL) && told++ < 5)
                tell_off(report, row, report->columns[column].id, trace);
            if (trace)
                count_ends(trace, e);
            if (e->nothing > nothing && told++ < 5)
                CHECK_TEXT(report->columns[column].id, "explained");
            ot_arena_clear(&arena);
        }
    CHECK(told == 0);
    return numbers;
}

static void walk(council *c, ends *e, size_t *numbers)
{
    const ot_pack_input input = input_of(c);
    ot_explainer *explainer = NULL;
    ot_error err = {0};

    *e = (ends){0};
    *numbers = 0;
    CHECK_INT(ot_explainer_new(&input, &c->work.pack, &explainer, &err), OT_OK);
    for (int i = 0; explainer && i < OT_SHEETS; i++)
        if (c->work.pack.sheets[i])
            *numbers += walk_sheet(explainer, c->work.pack.sheets[i], e);
    ot_explainer_free(explainer);
}

static void test_every_number_of_gloucestershire_adds_up(void)
{
    council c;
    ends e;
    size_t numbers;

    council_open(&c, "gloucestershire-2021-22", 2021, 5, NULL);
    REQUIRE(c.st == OT_OK);
    walk(&c, &e, &numbers);
    CHECK(numbers > 5000);
    CHECK(e.ledger > 0 && e.records > 0 && e.stated > 0 && e.models > 0);
    CHECK(e.nothing == 0);
    council_close(&c);
}

static void test_every_number_of_averill_adds_up(void)
{
    council c;
    ends e;
    size_t numbers;

    council_open(&c, "averill-2023-24", 2023, 9, NULL);
    REQUIRE(c.st == OT_OK);
    walk(&c, &e, &numbers);
    CHECK(numbers > 1000);
    CHECK(e.ledger > 0 && e.records > 0 && e.models > 0);
    CHECK(e.nothing == 0);
    council_close(&c);
}

static void test_every_number_with_placements_adds_up(void)
{
    council c;
    ends e;
    size_t numbers;

    council_open(&c, "placements-2021-22", 2021, 5, NULL);
    REQUIRE(c.st == OT_OK);
    walk(&c, &e, &numbers);
    CHECK(c.work.pack.sheets[OT_SHEET_PLACEMENTS] != NULL);
    CHECK(c.work.pack.sheets[OT_SHEET_BRIDGE] != NULL);
    CHECK(e.figures > 0 && e.models > 0);
    CHECK(e.nothing == 0);
    council_close(&c);
}

static void test_every_number_for_publication_adds_up(void)
{
    council c;
    ends e;
    size_t numbers;

    council_open(&c, "placements-2021-22", 2021, 5, "");
    REQUIRE(c.st == OT_OK);
    walk(&c, &e, &numbers);
    CHECK(numbers > 1000);
    CHECK(e.nothing == 0);
    council_close(&c);
}

static void test_a_figure_that_was_changed_does_not_add_up(void)
{
    council c;
    ot_pack_input input;
    ot_explainer *explainer = NULL;
    ot_arena arena = {0};
    ot_trace *trace = NULL;
    ot_error err = {0};

    council_open(&c, "averill-2023-24", 2023, 9, NULL);
    REQUIRE(c.st == OT_OK);
    input = input_of(&c);
    CHECK_INT(ot_explainer_new(&input, &c.work.pack, &explainer, &err), OT_OK);
    REQUIRE(explainer != NULL);
    ot_report *detail = c.work.pack.sheets[OT_SHEET_DETAIL];
    /* Actual to date, £1.00 more than its cells of the ledger. */
    detail->rows[3].values[11].number += 100;
    CHECK_INT(ot_explain_figure(explainer, detail, 3, 11, &arena, &trace, &err), OT_OK);
    REQUIRE(trace != NULL);
    CHECK(ot_trace_off(trace, NULL) == 1);
    CHECK_INT(trace->off_by, 100);
    ot_arena_clear(&arena);
    ot_explainer_free(explainer);
    council_close(&c);
}

static void test_every_code_of_averill_adds_up(void)
{
    council c;
    ot_pack_input input;
    ot_explainer *explainer = NULL;
    ot_error err = {0};
    uint32_t count;

    council_open(&c, "averill-2023-24", 2023, 9, NULL);
    REQUIRE(c.st == OT_OK);
    input = input_of(&c);
    CHECK_INT(ot_explainer_new(&input, &c.work.pack, &explainer, &err), OT_OK);
    REQUIRE(explainer != NULL);
    const ot_cost_centre *centres =
        ot_structure_cost_centres(c.work.position.structure, &count);
    CHECK(count > 20);
    for (uint32_t i = 0; i < count; i++) {
        ot_arena arena = {0};
        ot_trace *trace = NULL;

        CHECK_INT(ot_explain_code(explainer, centres[i].code, &arena, &trace, &err),
                  OT_OK);
        REQUIRE(trace != NULL);
        CHECK(ot_trace_off(trace, NULL) == 0);
        CHECK_CONTAINS(trace->words, "in service area");
        CHECK(trace->part_count == 3);
        ot_arena_clear(&arena);
    }
    ot_explainer_free(explainer);
    council_close(&c);
}

static const check_case cases[] = {CASE(test_every_number_of_gloucestershire_adds_up),
                                   CASE(test_every_number_of_averill_adds_up),
                                   CASE(test_every_number_with_placements_adds_up),
                                   CASE(test_every_number_for_publication_adds_up),
                                   CASE(test_a_figure_that_was_changed_does_not_add_up),
                                   CASE(test_every_code_of_averill_adds_up)};

OT_TEST_MAIN("explain", cases)
