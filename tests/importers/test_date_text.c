/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/date_text.h"
#include "tests/check.h"

static void check_date(const char *text, ot_date want)
{
    ot_error err = {0};
    ot_date date = 0;

    check_int_at(ot_date_parse(text, &date, &err), OT_OK, text, __FILE__, __LINE__);
    check_int_at(date, want, text, __FILE__, __LINE__);
}

static void check_refused(const char *text, const char *part)
{
    ot_error err = {0};
    ot_date date = 20210930;

    check_int_at(ot_date_parse(text, &date, &err), OT_EINPUT, text, __FILE__, __LINE__);
    check_int_at(date, 20210930, text, __FILE__, __LINE__);
    check_contains_at(err.message, part, text, __FILE__, __LINE__);
}

static void test_date_reads_british_dates(void)
{
    check_date("30/09/2021", 20210930);
    check_date("30/9/21", 20210930);
    check_date("01/04/99", 19990401);
    check_date("30.09.2021", 20210930);
    check_date("30-09-2021", 20210930);
    check_date("30-Sep-2021", 20210930);
    check_date("30 September 2021", 20210930);
    check_date("30-SEP-21", 20210930);
    check_date("29/02/2020", 20200229);
    check_date(" 04/05/2021 ", 20210504);
}

static void test_date_reads_iso_dates(void)
{
    check_date("2021-09-30", 20210930);
    check_date("2021/09/30", 20210930);
    check_date("20210930", 20210930);
}

static void test_date_passes_over_the_time(void)
{
    check_date("30/09/2021 00:00", 20210930);
    check_date("30/09/2021 23:59:59", 20210930);
    check_date("30/09/2021 11:30 pm", 20210930);
    check_date("2021-09-30T00:00:00", 20210930);
    check_date("2021-09-30T00:00:00.000Z", 20210930);
    check_date("2021-09-30 08:15:00", 20210930);
}

static void test_date_refuses_days_that_are_none(void)
{
    check_refused("09/30/2021", "the day stands before the month");
    check_refused("31/04/2021", "not a day of the calendar");
    check_refused("29/02/2021", "not a day of the calendar");
    check_refused("2021-13-01", "not a day of the calendar");
    check_refused("00/01/2021", "not a day of the calendar");
    check_refused("20211301", "not a day of the calendar");
}

static void test_date_refuses_other_texts(void)
{
    static const char *const texts[] = {"",
                                        "yesterday",
                                        "Sep-21",
                                        "30/09",
                                        "30/09-2021",
                                        "44469",
                                        "30/09/021",
                                        "30//09/21",
                                        "2021-09-30x",
                                        "30/09/2021 noon",
                                        "30/09/2021 12",
                                        "-"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        check_refused(texts[i], "is not a date");
}

static void test_months_are_known_by_name(void)
{
    CHECK_INT(ot_month_of_word("jan"), 1);
    CHECK_INT(ot_month_of_word("september"), 9);
    CHECK_INT(ot_month_of_word("sept"), 9);
    CHECK_INT(ot_month_of_word("sep"), 9);
    CHECK_INT(ot_month_of_word("may"), 5);
    CHECK_INT(ot_month_of_word("dec"), 12);
    CHECK_INT(ot_month_of_word("se"), 0);
    CHECK_INT(ot_month_of_word("janu"), 0);
    CHECK_INT(ot_month_of_word("decembers"), 0);
    CHECK_INT(ot_month_of_word(""), 0);
}

static const check_case cases[] = {
    CASE(test_date_reads_british_dates),  CASE(test_date_reads_iso_dates),
    CASE(test_date_passes_over_the_time), CASE(test_date_refuses_days_that_are_none),
    CASE(test_date_refuses_other_texts),  CASE(test_months_are_known_by_name),
};

OT_TEST_MAIN("importers/date_text", cases)
