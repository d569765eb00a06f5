/* SPDX-License-Identifier: GPL-3.0-or-later */
/* property_world.h - a council made up from a seed: any structure, any ledger, any
 * forecasts. Keeps what it posted, so that totals can be had without the engine. */
#ifndef OT_TEST_PROPERTY_WORLD_H
#define OT_TEST_PROPERTY_WORLD_H

#include "tests/engine/council.h"
#include "tests/engine/random.h"

#define WORLD_CENTRES  90
#define WORLD_ACCOUNTS 30
#define WORLD_LINES    6000
#define WORLD_YEAR     2021
#define WORLD_CODE     24

typedef struct world {
    council c;
    uint64_t state;
    uint32_t centre_count, account_count, service_count;
    char centres[WORLD_CENTRES][WORLD_CODE], accounts[WORLD_ACCOUNTS][WORLD_CODE];
    ot_fund funds[WORLD_CENTRES]; /* of cost centres; unknown ones: NON-DSG */
    ot_ledger_record lines[WORLD_LINES];
    uint32_t line_centre[WORLD_LINES]; /* whose code it is; centre_count: unknown */
    size_t line_count;
    bool whole_forecasts; /* only whole cost centres, one each: the total is known */
    ot_pence forecast_change; /* that these make on the budget */
    char fault[512];          /* the first property that did not hold */
    uint64_t seed;
} world;

static inline uint32_t pick(world *w, uint32_t count)
{
    return random_below(&w->state, count);
}

static inline bool one_in(world *w, uint32_t count)
{
    return pick(w, count) == 0;
}

/* Any sign, mostly thousands of pounds, now and then millions or pennies. */
static inline ot_pence any_amount(world *w)
{
    static const int64_t most[] = {99, 250000, 9000000, 9000000, 800000000};

    return random_amount(&w->state, most[pick(w, 5)]);
}

static inline void make_services(world *w)
{
    static const char *const groups[] = {"", "Education", "Families", "Commissioned",
                                         "Zero"};

    w->service_count = 1 + pick(w, 12);
    for (uint32_t i = 0; i < w->service_count; i++) {
        char id[16];

        snprintf(id, sizeof id, "CF%02u", (unsigned)i);
        council_service(&w->c, id, "", groups[pick(w, 5)], (long)pick(w, 9));
    }
}

static inline void make_codes(world *w)
{
    static const char *const funds[] = {"", "DSG", "NON-DSG"};

    w->centre_count = 1 + pick(w, WORLD_CENTRES - 1);
    for (uint32_t i = 0; i < w->centre_count; i++) {
        char service[16];
        uint32_t fund = pick(w, 3);

        snprintf(w->centres[i], WORLD_CODE, "%02u%02u", (unsigned)(i % 7) & 15,
                 (unsigned)i % 97);
        snprintf(service, sizeof service, "CF%02u",
                 (unsigned)pick(w, w->service_count));
        w->funds[i] = fund == 1 ? OT_DSG : OT_NON_DSG;
        council_centre(&w->c, w->centres[i], service, funds[fund]);
    }
    snprintf(w->centres[w->centre_count], WORLD_CODE, "99X");
    w->account_count = 1 + pick(w, WORLD_ACCOUNTS - 1);
    for (uint32_t i = 0; i < w->account_count; i++) {
        snprintf(w->accounts[i], WORLD_CODE, "%u%03u", (unsigned)(i % 9) + 1,
                 (unsigned)i % 97);
        council_account(&w->c, w->accounts[i], (int)(1 + pick(w, 10)));
    }
    snprintf(w->accounts[w->account_count], WORLD_CODE, "77X");
}

/* A selector of codes that begin "0d" (cost centres) or "d" (accounts). */
static inline const char *make_selector(world *w, bool centres, char text[64])
{
    unsigned a = (unsigned)pick(w, 9), b = (unsigned)pick(w, 9);

    switch (pick(w, 4)) {
    case 0:
        return "";
    case 1:
        snprintf(text, 64, centres ? "0%u*" : "%u*", a);
        break;
    case 2:
        snprintf(text, 64, centres ? "0%u00..0%u99; 01*2" : "%u000..%u999",
                 a < b ? a : b, a < b ? b : a);
        break;
    default:
        snprintf(text, 64, "%s; *%u",
                 centres ? w->centres[pick(w, w->centre_count)]
                         : w->accounts[pick(w, w->account_count)],
                 a);
    }
    return text;
}

static inline void make_areas(world *w)
{
    uint32_t roots = pick(w, 7);

    for (uint32_t i = 0; i < roots; i++) {
        uint32_t children = one_in(w, 3) ? 1 + pick(w, 4) : 0;
        char name[16], child[32], centres[64], accounts[64];

        snprintf(name, sizeof name, "Area %u", (unsigned)i);
        council_area(&w->c, name, "", (long)pick(w, 5),
                     children ? "" : make_selector(w, true, centres),
                     children ? "" : make_selector(w, false, accounts));
        for (uint32_t k = 0; k < children; k++) {
            snprintf(child, sizeof child, "%s part %u", name, (unsigned)k);
            council_area(&w->c, child, name, (long)pick(w, 5),
                         make_selector(w, true, centres),
                         make_selector(w, false, accounts));
        }
    }
}

static inline void make_line(world *w, ot_ledger_record *line, uint32_t *centre)
{
    static const char *const funds[] = {"", "", "DSG", "NON-DSG"};
    static const char *const projects[] = {"", "", "", "COVID-A", "ROOF"};
    static const ot_measure measures[] = {OT_BUDGET,   OT_BUDGET,    OT_VIREMENT,
                                          OT_ACTUAL,   OT_ACTUAL,    OT_ACTUAL,
                                          OT_FORECAST, OT_COMMITMENT};
    uint32_t account = one_in(w, 40) ? w->account_count : pick(w, w->account_count);
    ot_measure measure = measures[pick(w, w->whole_forecasts ? 6 : 8)];

    *centre = one_in(w, 40) ? w->centre_count : pick(w, w->centre_count);
    *line =
        ledger_line(w->centres[*centre], w->accounts[account], funds[pick(w, 4)],
                    measure, 1 + (int)pick(w, one_in(w, 5) ? 16 : 12), any_amount(w));
    line->project = projects[pick(w, 5)];
    if (measure == OT_ACTUAL)
        line->period.year -= (int)pick(w, 4);
    else if (one_in(w, 10))
        line->period.year += (int)pick(w, 3) - 1;
}

static inline void make_ledger(world *w)
{
    uint32_t count = one_in(w, 12) ? WORLD_LINES - pick(w, 2500) : pick(w, 900);

    for (w->line_count = 0; w->line_count < count; w->line_count++)
        make_line(w, &w->lines[w->line_count], &w->line_centre[w->line_count]);
    council_put(&w->c, (ot_batch){OT_KIND_LEDGER, w->line_count, {.ledger = w->lines}});
}

static inline void make_options(world *w)
{
    static const int starts[] = {0, 1, 7};
    ot_position_options *options = &w->c.options;

    options->calendar.start_month = starts[pick(w, 3)];
    options->as_at = (ot_period){WORLD_YEAR, 1 + (int)pick(w, 13)};
    options->virements_all = one_in(w, 2);
    options->commitments_movements = one_in(w, 2);
    if (!one_in(w, 3))
        options->driver = (ot_driver){.id = "covid",
                                      .name = "COVID-19",
                                      .projects = one_in(w, 4) ? NULL : "COVID*"};
    w->whole_forecasts = one_in(w, 4);
    if (w->whole_forecasts) {
        options->order[0] = OT_BASIS_MANAGER;
        options->order_count = 1; /* else the budget */
    } else if (one_in(w, 6)) {
        options->order[0] = OT_BASIS_BUDGET;
        options->order_count = 1;
    } else if (one_in(w, 3)) {
        options->order[0] = OT_BASIS_MODEL;
        options->order[1] = OT_BASIS_MANAGER;
        options->order_count = 2;
    }
}

#endif
