/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_track_record.c - errors, bias and coverage of past forecasts, and who was
 * nearer, worked out by hand. */
#include "engine/track_record.h"

#include "tests/engine/council.h"
#include "tests/engine/sheet_cells.h"

static void centre_of(council *c, const char *code, const char *service,
                      const char *manager)
{
    const ot_cost_centre_record record = {code, "", service, "", manager, "", 1};

    council_put(c, (ot_batch){OT_KIND_COST_CENTRES, 1, {.cost_centres = &record}});
}

/* Two services; the second is printed first. Two managers, one with two centres. */
static council with_managers(void)
{
    council c = council_new();

    council_service(&c, "CF0302", "Children in Care", "Families", 2);
    council_service(&c, "CF0301", "Safeguarding", "Families", 1);
    council_service(&c, "CF07", "Commissioning Function", "", 3);
    centre_of(&c, "030101", "CF0301", "Okafor");
    centre_of(&c, "030201", "CF0302", "Okafor");
    centre_of(&c, "030202", "CF0302", "Brandt");
    council_account(&c, "1000", 1);
    council_seal(&c);
    return c;
}

/* A record being filled. */
typedef struct filling {
    council c;
    ot_track_record *record;
    const ot_structure *structure;
} filling;

static filling begin(void)
{
    filling f = {.c = with_managers()};

    f.structure = ot_dataset_structure(f.c.data);
    f.record = ot_track_record_new(f.structure);
    CHECK(f.record != NULL);
    return f;
}

static void end(filling *f)
{
    ot_track_record_free(f->record);
    council_free(&f->c);
}

/* In pounds: forecast and outturn; 80% within 10,000.00, 95% within 20,000.00.
 * manager: 0, nobody forecast. */
static void add(filling *f, const char *code, int month, double forecast, double actual,
                double manager)
{
    uint32_t count;
    uint32_t place = ot_structure_find_cost_centre(f->structure, code);
    const ot_cost_centre *centres = ot_structure_cost_centres(f->structure, &count);
    const ot_line line = {.code = code,
                          .cost_centre = place,
                          .service =
                              place == OT_NONE ? OT_NONE : centres[place].service};
    const ot_outturn said = {.year = 2019,
                             .month = month,
                             .outturn = forecast * 100,
                             .lo80 = (forecast - 10000) * 100,
                             .hi80 = (forecast + 10000) * 100,
                             .lo95 = (forecast - 20000) * 100,
                             .hi95 = (forecast + 20000) * 100};
    const ot_past_forecast then = {.year = 2019,
                                   .month = month,
                                   .then = true,
                                   .has_manager = manager != 0,
                                   .manager = (ot_pence)(manager * 100)};
    const ot_hindsight hindsight = {&line, &said, actual * 100, &then};
    ot_error err = {0};

    CHECK_INT(ot_track_record_add(f->record, &hindsight, &err), OT_OK);
}

static void check_rows(filling *f, const char *const *want, size_t count)
{
    ot_report *report = NULL;
    char line[256];

    CHECK_INT(ot_track_record_report(f->record, &report, &f->c.err), OT_OK);
    REQUIRE(report != NULL);
    CHECK_INT(report->row_count, (int64_t)count);
    for (uint32_t i = 0; i < report->row_count && i < count; i++)
        CHECK_TEXT(row_line(report, i, line, sizeof line), want[i]);
    ot_report_free(report);
}

/* Safeguarding 412,000 for 400,000 (+12,000: within 95%) and 395,000 (-5,000: within
 * 80%): error 17,000 of 800,000, bias +7,000. Its manager was 4,000 and 1,000 off. In
 * care 1,170,000 for 1,200,000 (-30,000: outside both), its manager 45,000 off, and
 * 500,000 for 500,000 of another manager, who did not forecast. */
static void test_figures_are_those_worked_out_by_hand(void)
{
    static const char *const want[] = {
        "service,Safeguarding,2,2.1,0.9,50.0,100.0,2,0.6,2.1,manager",
        "service,Children in Care,2,1.8,-1.8,50.0,50.0,1,3.8,2.5,projection",
        "manager,Brandt,1,0.0,0.0,100.0,100.0,,,,",
        "manager,Okafor,3,2.4,-1.2,33.3,66.7,3,2.5,2.4,projection",
        "all,All lines,4,1.9,-0.9,50.0,75.0,3,2.5,2.4,projection",
    };
    filling f = begin();

    add(&f, "030201", 9, 1170000, 1200000, 1245000);
    add(&f, "030101", 5, 412000, 400000, 404000);
    add(&f, "030101", 11, 395000, 400000, 399000);
    add(&f, "030202", 3, 500000, 500000, 0);
    CHECK_INT((int64_t)ot_track_record_count(f.record), 4);
    check_rows(&f, want, 5);
    end(&f);
}

static void test_first_months_and_lines_closed_for_good_are_passed_over(void)
{
    static const char *const want[] = {
        "service,Safeguarding,1,3.0,3.0,0.0,100.0,,,,",
        "manager,Okafor,1,3.0,3.0,0.0,100.0,,,,",
        "all,All lines,1,3.0,3.0,0.0,100.0,,,,",
    };
    filling f = begin();

    add(&f, "030101", 1, 900000, 400000, 0);
    add(&f, "030101", 2, 900000, 400000, 0);
    add(&f, "030202", 6, 0, 0, 0);
    add(&f, "030101", 3, 412000, 400000, 0);
    CHECK_INT((int64_t)ot_track_record_count(f.record), 1);
    check_rows(&f, want, 3);
    end(&f);
}

static void test_line_outside_the_structure_has_rows_of_its_own(void)
{
    static const char *const want[] = {
        "service,(not in the structure),1,2.0,-2.0,100.0,100.0,1,10.0,2.0,projection",
        "manager,(not in the structure),1,2.0,-2.0,100.0,100.0,1,10.0,2.0,projection",
        "all,All lines,1,2.0,-2.0,100.0,100.0,1,10.0,2.0,projection",
    };
    filling f = begin();

    add(&f, "999999", 4, 98000, 100000, 110000);
    check_rows(&f, want, 3);
    end(&f);
}

/* Income: amounts are negative, and a bias above zero is still too high. */
static void test_income_is_measured_by_its_size(void)
{
    static const char *const want[] = {
        "service,Safeguarding,1,5.0,5.0,100.0,100.0,1,5.0,5.0,equal",
        "manager,Okafor,1,5.0,5.0,100.0,100.0,1,5.0,5.0,equal",
        "all,All lines,1,5.0,5.0,100.0,100.0,1,5.0,5.0,equal",
    };
    filling f = begin();

    add(&f, "030101", 7, -95000, -100000, -105000);
    check_rows(&f, want, 3);
    end(&f);
}

static void test_outturn_of_nothing_has_no_percentages(void)
{
    static const char *const want[] = {
        "service,Safeguarding,1,,,0.0,0.0,1,,,manager",
        "manager,Okafor,1,,,0.0,0.0,1,,,manager",
        "all,All lines,1,,,0.0,0.0,1,,,manager",
    };
    filling f = begin();

    add(&f, "030101", 7, 31000, 0, 500);
    check_rows(&f, want, 3);
    end(&f);
}

static void test_report_says_what_its_columns_are(void)
{
    filling f = begin();
    ot_report *report = NULL;

    add(&f, "030101", 5, 412000, 400000, 0);
    CHECK_INT(ot_track_record_report(f.record, &report, &f.c.err), OT_OK);
    REQUIRE(report != NULL);
    CHECK_TEXT(report->id, "backtest");
    CHECK_INT(report->rows[2].kind, OT_ROW_TOTAL);
    CHECK_TEXT(report->columns[find_column(report, "nearer")].heading, "Nearer");
    REQUIRE(report->note_count == 1);
    CHECK_CONTAINS(report->notes[0], "months 3 to 11 of years that are complete");
    ot_report_free(report);
    end(&f);
    ot_track_record_free(NULL);
}

static const check_case cases[] = {
    CASE(test_figures_are_those_worked_out_by_hand),
    CASE(test_first_months_and_lines_closed_for_good_are_passed_over),
    CASE(test_line_outside_the_structure_has_rows_of_its_own),
    CASE(test_income_is_measured_by_its_size),
    CASE(test_outturn_of_nothing_has_no_percentages),
    CASE(test_report_says_what_its_columns_are),
};

OT_TEST_MAIN("track_record", cases)
