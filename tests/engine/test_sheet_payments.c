/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet_payments.c - the months that are not paid as agreed, and the accruals. */
#include "engine/sheets/sheet.h"

#include "tests/engine/placement_payments.h"
#include "tests/engine/sheet_cells.h"

#define APRIL 242508 /* 893.45 a week, 19 nights */
#define MAY   395671
#define JUNE  382907

/* Sheets made of what a test put into `p`. */
typedef struct made {
    ot_dataset *dataset;
    ot_report *sheet, *accruals;
    ot_pack_options options;
    ot_findings findings;
    ot_error err;
} made;

static ot_status make(payments *p, made *m)
{
    static ot_position position;
    ot_outlook outlook = {0};
    ot_sheet_context context = {.position = &position,
                                .options = &m->options,
                                .outlook = &outlook,
                                .findings = &m->findings};
    const ot_batch batches[] = {
        {.kind = OT_KIND_PAYMENTS, .count = p->paid_count, .of.payments = p->paid},
        {.kind = OT_KIND_PROVIDERS,
         .count = p->provider_count,
         .of.providers = p->providers}};

    m->dataset = ot_dataset_new();
    if (!m->dataset || !costs_make(&p->costs, 20210831, NULL) ||
        ot_dataset_put(m->dataset, &batches[0], &m->err) < 0 ||
        ot_dataset_put(m->dataset, &batches[1], &m->err) < 0)
        return OT_EUSAGE;
    position.options.as_at = (ot_period){2021, 5};
    outlook.stays = p->costs.rows.stays; /* lent */
    outlook.costing = p->costs.costing;
    context.dataset = m->dataset;
    return ot_sheet_payments(&context, &m->sheet, &m->accruals, &m->err);
}

static void unmake(payments *p, made *m)
{
    ot_report_free(m->sheet);
    ot_report_free(m->accruals);
    ot_findings_clear(&m->findings);
    ot_dataset_free(m->dataset);
    payments_clear(p);
}

/* Two agencies, a flat that nobody is known to let, and a supplier of something else.
 */
static payments paid(void)
{
    payments p = {0};

    rows_add(&p.costs.rows, FIRST_CHILD, 20210412, 0, "U4", "PR4", "SC041832");
    rows_add(&p.costs.rows, SECOND_CHILD, 20210412, 20210601, "U4", "PR4", "9940081");
    rows_add(&p.costs.rows, THIRD_CHILD, 20210601, 0, "H5", "PR4", "");
    rows_header(&p.costs.rows, FIRST_CHILD, 20270301);
    rows_header(&p.costs.rows, SECOND_CHILD, 20270301);
    rows_header(&p.costs.rows, THIRD_CHILD, 20230301);
    costs_fee(&p.costs, FIRST_CHILD, 20210412, 0, 89345);
    costs_fee(&p.costs, SECOND_CHILD, 20210412, 20210601, 89345);
    costs_fee(&p.costs, THIRD_CHILD, 20210601, 0, 50000);
    payments_know(&p, "SC041832", "700123");
    payments_pay(&p, "700123", FIRST_CHILD, 1, APRIL);
    payments_pay(&p, "700123", FIRST_CHILD, 2, MAY + 25000);
    payments_pay(&p, "700123", FIRST_CHILD, 3, JUNE);
    payments_pay(&p, "700123", FIRST_CHILD, 4, MAY);
    payments_pay(&p, "9940081", "", 1, APRIL);
    payments_pay(&p, "9940081", "", 2, MAY);
    payments_pay(&p, "9940081", "", 3, 12345);
    payments_pay(&p, "TAXI CO", "", 4, 8000);
    return p;
}

static void check_row(const ot_report *report, uint32_t row, const char *want,
                      const char *file, unsigned line)
{
    char text[256];

    check_text_at(row_line(report, row, text, sizeof text), want, "row", file, line);
}

#define CHECK_ROW(report, row, want)                                                   \
    check_row((report), (row), (want), __FILE__, __LINE__)

static void test_months_are_listed_by_what_is_wrong_with_them(void)
{
    payments p = paid();
    made m = {0};
    const ot_report *r;

    REQUIRE(make(&p, &m) == OT_OK);
    r = m.sheet;
    CHECK_TEXT(r->id, "placement-payments");
    REQUIRE(r->row_count == 14);
    CHECK_ROW(r, 0,
              "paid after the end,9940081,2021-06,1,0.00,123.45,123.45,6381.79,6505.24,"
              "123.45,");
    CHECK_ROW(r, 1, "All paid after the end,,,1,0.00,123.45,123.45,,,,");
    CHECK_ROW(r, 2,
              "open but unpaid,SC041832,2021-08,1,3956.71,0.00,-3956.71,18124.28,"
              "14417.57,-3706.71,");
    CHECK_ROW(r, 4,
              "paid differs,SC041832,2021-05,1,3956.71,4206.71,250.00,6381.79,6631.79,"
              "250.00,");
    CHECK_ROW(r, 6,
              "paid without a placement,TAXI CO,2021-07,1,0.00,80.00,80.00,0.00,80.00,"
              "80.00,");
    CHECK_ROW(
        r, 8,
        "no provider known,not known,2021-06,1,2142.86,0.00,-2142.86,2142.86,0.00,"
        "-2142.86,");
    CHECK_INT(r->rows[11].kind, OT_ROW_SUBTOTAL);
    CHECK_ROW(r, 11, "All no provider known,,,3,6571.44,0.00,-6571.44,,,,");
    CHECK_INT(r->rows[12].kind, OT_ROW_SUBTOTAL);
    unmake(&p, &m);
}

/* Those that agree are one row; the total is all of them. */
static void test_months_that_agree_are_added_up_alone(void)
{
    payments p = paid();
    made m = {0};
    uint32_t total;

    REQUIRE(make(&p, &m) == OT_OK);
    CHECK_INT(find_row(m.sheet, OT_ROW_ITEM, "agrees"), NO_CELL);
    CHECK_ROW(m.sheet, find_row(m.sheet, OT_ROW_SUBTOTAL, "All agrees"),
              "All agrees,,,5,16592.65,16592.65,0.00,,,,");
    total = find_row(m.sheet, OT_ROW_TOTAL, "Total");
    CHECK_CELL(m.sheet, total, "months", "12");
    CHECK_CELL(m.sheet, total, "agreed", "31077.51");
    CHECK_CELL(m.sheet, total, "paid", "21002.81");
    CHECK_INT(cell_of(m.sheet, total, "paid")->formula.kind, OT_FORMULA_SUM);
    unmake(&p, &m);
}

static void test_accruals_are_agreed_less_paid_by_provider(void)
{
    payments p = paid();
    made m = {0};

    REQUIRE(make(&p, &m) == OT_OK);
    CHECK_TEXT(m.accruals->id, "accruals");
    REQUIRE(m.accruals->row_count == 3);
    CHECK_ROW(m.accruals, 0, "9940081,2021-08,6381.79,6505.24,,123.45");
    CHECK_ROW(m.accruals, 1, "SC041832,2021-08,18124.28,14417.57,3706.71,");
    CHECK_INT(m.accruals->rows[2].kind, OT_ROW_TOTAL);
    CHECK_ROW(m.accruals, 2, "Total,2021-08,24506.07,20922.81,3706.71,123.45");
    unmake(&p, &m);
}

static bool names(const ot_report *report, const char *child)
{
    for (uint32_t row = 0; row < report->row_count; row++)
        for (uint32_t i = 0; i < report->column_count; i++)
            if (report->rows[row].values[i].kind == OT_VALUE_TEXT &&
                strstr(report->rows[row].values[i].text, child))
                return true;
    return false;
}

static void test_no_sheet_and_no_finding_names_a_child(void)
{
    payments p = paid();
    made m = {0};

    REQUIRE(make(&p, &m) == OT_OK);
    CHECK(!names(m.sheet, FIRST_CHILD) && !names(m.accruals, FIRST_CHILD));
    CHECK_COUNT(m.findings.count, 5);
    for (size_t i = 0; i < m.findings.count; i++)
        CHECK(strstr(m.findings.items[i].message, FIRST_CHILD) == NULL);
    unmake(&p, &m);
}

static void test_lag_is_told_with_what_is_left_out(void)
{
    payments p = paid();
    made m = {.options.payments.lag = 1};

    REQUIRE(make(&p, &m) == OT_OK);
    REQUIRE(m.sheet->note_count == 4);
    CHECK_TEXT(
        m.sheet->notes[3],
        "Payments are posted 1 month after the month they are for. £4850.16 posted "
        "in the year to date is for last year and not in this table.");
    CHECK(find_row(m.sheet, OT_ROW_SUBTOTAL, "All not yet due") != NO_CELL);
    unmake(&p, &m);
}

/* One provider may have one child; nothing is told without payments. */
static void test_there_is_no_sheet_to_publish_or_without_payments(void)
{
    payments p = paid();
    made m = {.options.publish = true};

    REQUIRE(make(&p, &m) == OT_OK);
    CHECK(m.sheet == NULL && m.accruals == NULL);
    CHECK_COUNT(m.findings.count, 0);
    unmake(&p, &m);
    p = paid();
    p.paid_count = 0;
    m = (made){0};
    REQUIRE(make(&p, &m) == OT_OK);
    CHECK(m.sheet == NULL && m.accruals == NULL);
    CHECK_COUNT(m.findings.count, 0);
    unmake(&p, &m);
}

static const check_case cases[] = {
    CASE(test_months_are_listed_by_what_is_wrong_with_them),
    CASE(test_months_that_agree_are_added_up_alone),
    CASE(test_accruals_are_agreed_less_paid_by_provider),
    CASE(test_no_sheet_and_no_finding_names_a_child),
    CASE(test_lag_is_told_with_what_is_left_out),
    CASE(test_there_is_no_sheet_to_publish_or_without_payments),
};

OT_TEST_MAIN("engine/sheet_payments", cases)
