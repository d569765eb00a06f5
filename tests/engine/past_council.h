/* SPDX-License-Identifier: GPL-3.0-or-later */
/* past_council.h - a council whose ledger holds years before this one, what was
 * forecast of them, and what looking back on them told. Knows no file. */
#ifndef OT_TEST_PAST_COUNCIL_H
#define OT_TEST_PAST_COUNCIL_H

#include "tests/engine/council.h"
#include "tests/engine/random.h"

/* The first year of the ledger; as at August 2021 that is four complete years. */
#define PAST_FIRST 2017

static inline void council_month(council *c, const char *centre, const char *account,
                                 ot_measure measure, int year, int number,
                                 ot_pence amount)
{
    ot_ledger_record record = ledger_line(centre, account, "", measure, number, amount);

    record.period.year = year;
    council_post(c, record);
}

/* Every month from April of `from` to the as-at month: about `level`, up to a quarter
 * more or less. */
static inline void council_months(council *c, const char *centre, const char *account,
                                  int from, ot_pence level, uint64_t seed)
{
    ot_period as_at = c->options.as_at;

    for (int year = from; year <= as_at.year; year++)
        for (int m = 1; m <= (year < as_at.year ? OT_MONTHS : as_at.number); m++)
            council_month(c, centre, account, OT_ACTUAL, year, m,
                          level + random_amount(&seed, level / 4));
}

/* Sealed, nothing posted. Children in Care and Safeguarding are one group; the third
 * service stands by itself. Placements are high risk. */
static inline council past_structure(void)
{
    council c = council_new();

    council_service(&c, "CF0301", "Safeguarding", "Families", 1);
    council_service(&c, "CF0302", "Children in Care", "Families", 2);
    council_service(&c, "CF07", "Commissioning Function", "", 3);
    council_centre(&c, "030101", "CF0301", "");
    council_centre(&c, "030102", "CF0301", "");
    council_centre(&c, "030201", "CF0302", "");
    council_centre(&c, "030202", "CF0302", "");
    council_centre(&c, "070001", "CF07", "");
    council_account(&c, "1000", 1);
    council_account(&c, "4100", 4);
    council_account(&c, "5005", 5);
    council_account(&c, "9000", 9);
    council_area(&c, "External Placements", "", 1, "", "");
    council_area(&c, "Fostering", "External Placements", 1, "030201", "5005");
    council_area(&c, "Residential", "External Placements", 2, "030202", "5005");
    council_area(&c, "Income", "", 2, "*", "9000");
    council_seal(&c);
    return c;
}

/* Lines of the ledger that past_council posts. */
enum { PAST_LINES = 7 };

/* Seven lines with four complete years and five months. */
static inline council past_council(void)
{
    council c = past_structure();

    council_months(&c, "030101", "1000", PAST_FIRST, 17941250, 11);
    council_months(&c, "030101", "4100", PAST_FIRST, 803115, 12);
    council_months(&c, "030102", "1000", PAST_FIRST, 9120040, 13);
    council_months(&c, "030201", "5005", PAST_FIRST, 41277305, 14);
    council_months(&c, "030202", "5005", PAST_FIRST, 26630418, 15);
    council_months(&c, "070001", "1000", PAST_FIRST, 5518872, 16);
    council_months(&c, "070001", "9000", PAST_FIRST, -1240650, 17);
    return c;
}

/* What looking back told, in the order told. */
typedef struct seen_past {
    struct seen {
        char code[16];
        int group;
        ot_outturn forecast;
        double actual;
        bool kept, has_manager;
        ot_pence manager;
    } items[2000];
    size_t count;
} seen_past;

static inline ot_status see(void *self, const ot_hindsight *h, ot_error *err)
{
    seen_past *past = self;
    struct seen *one = &past->items[past->count];

    if (past->count == sizeof past->items / sizeof past->items[0])
        return ot_fail(err, OT_ERANGE, "more than was thought of");
    past->count++;
    *one = (struct seen){.group = h->line->subjective_group,
                         .forecast = *h->forecast,
                         .actual = h->actual,
                         .kept = h->then != NULL,
                         .has_manager = h->then && h->then->has_manager,
                         .manager = h->then ? h->then->manager : 0};
    snprintf(one->code, sizeof one->code, "%s", h->line->code);
    return OT_OK;
}

/* What was told of a line at a month; NULL: nothing. */
static inline const struct seen *seen_at(const seen_past *past, const char *code,
                                         int group, int year, int month)
{
    for (size_t i = 0; i < past->count; i++) {
        const struct seen *one = &past->items[i];

        if (strcmp(one->code, code) == 0 && one->group == group &&
            one->forecast.year == year && one->forecast.month == month)
            return one;
    }
    return NULL;
}

/* Sealed. */
static inline ot_past *past_of(const ot_past_entry *entries, size_t count)
{
    ot_past *past = ot_past_new();
    ot_error err = {0};

    CHECK(past != NULL);
    for (size_t i = 0; past && i < count; i++)
        CHECK_INT(ot_past_add(past, &entries[i], &err), OT_OK);
    if (past)
        CHECK_INT(ot_past_seal(past, &err), OT_OK);
    return past;
}

static inline void check_same_fraction(double got, double want)
{
    CHECK_INT(isnan(got), isnan(want));
    if (!isnan(want))
        CHECK_NEAR(got, want, 0);
}

static inline void check_same_projection(const ot_projection *got,
                                         const ot_projection *want)
{
    CHECK_INT(got->outturn, want->outturn);
    CHECK_INT(got->lo80, want->lo80);
    CHECK_INT(got->hi80, want->hi80);
    CHECK_INT(got->lo95, want->lo95);
    CHECK_INT(got->hi95, want->hi95);
    CHECK_INT(got->has_interval, want->has_interval);
    CHECK_TEXT(got->method, want->method);
    CHECK_INT((int64_t)got->months_used, (int64_t)want->months_used);
    check_same_fraction(got->typical, want->typical);
    check_same_fraction(got->manager, want->manager);
}

static inline void check_same_position(const ot_position *got, const ot_position *want)
{
    CHECK_INT((int64_t)got->count, (int64_t)want->count);
    for (size_t i = 0; i < got->count && i < want->count; i++)
        check_same_projection(&got->lines[i].projection, &want->lines[i].projection);
    CHECK_NEAR(got->agreement.within, want->agreement.within, 0);
    CHECK_NEAR(got->agreement.between, want->agreement.between, 0);
    CHECK_INT(got->agreement.reconciled, want->agreement.reconciled);
    CHECK_INT((int64_t)got->agreement.years, (int64_t)want->agreement.years);
}

/* What looking back with this past tells. */
static inline void look_back(council *c, const ot_past *past, seen_past *seen)
{
    const ot_projection_means means = {
        .past = past, .hindsight = see, .hindsight_self = seen};

    seen->count = 0;
    council_project(c, &means);
}

#endif
