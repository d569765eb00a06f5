/* SPDX-License-Identifier: GPL-3.0-or-later */
/* projection_fixture.h - a series, and what holds for every projection of any. */
#ifndef OT_PROJECTION_FIXTURE_H
#define OT_PROJECTION_FIXTURE_H

#include "engine/forecast/projection.h"
#include "tests/check.h"

/* A care budget in pence, from April, four years and five months:
 * set.seed(2021); eff <- c(-9,-4,2,0,-6,1,3,2,5,0,-3,31)*1e5; n <- 53; t <- 1:n
 * month <- (t-1)%%12+1
 * y <- round(23851700 + 41000*t + eff[month] + rnorm(n, sd=640000)) */
static const ot_pence care[53] = {
    22914326, 23887272, 24397836, 24245865, 24031454, 22967256, 24606216, 24965662,
    24729514, 25368876, 23310089, 27269092, 23601177, 24991167, 25693561, 23329156,
    24987619, 24773789, 25878618, 25840224, 24609536, 24634862, 23789980, 28708894,
    22936739, 24585142, 24227216, 24773130, 24380732, 25886128, 24165852, 24437016,
    26357144, 24335993, 24599799, 27414277, 23645703, 24078702, 25594974, 25814731,
    25007189, 26800237, 25693825, 27212500, 26174698, 25230721, 26423030, 28455343,
    25160623, 25944557, 25822514, 24539944, 25452694};
#define CARE_TO_DATE INT64_C(126920332)

/* What holds for every projection, whatever the method. */
static inline void check_sound(const ot_series *series, const ot_projection *p)
{
    size_t as_at =
        ((size_t)series->first_month - 1 + series->count - 1) % OT_MONTHS + 1;
    ot_pence sum = 0;

    for (size_t m = 0; m < OT_MONTHS; m++)
        sum += p->path[m];
    CHECK_INT(sum, p->outturn);
    for (size_t m = 0; m < as_at; m++)
        CHECK_INT(p->path[m], as_at - m <= series->count
                                  ? series->months[series->count - (as_at - m)]
                                  : 0);
    CHECK(p->lo95 <= p->lo80 && p->lo80 <= p->outturn);
    CHECK(p->outturn <= p->hi80 && p->hi80 <= p->hi95);
    if (!p->has_interval)
        CHECK(p->lo95 == p->outturn && p->hi95 == p->outturn);
}

static inline ot_projection project_with(const ot_pence *months, size_t count,
                                         int first_month, ot_pence budget,
                                         size_t minimum_months)
{
    ot_series series = {months, count, first_month};
    ot_projection_options options = {minimum_months};
    ot_projection made = {0};
    ot_error err = {0};

    CHECK_INT(ot_projection_make(&series, budget, &options, &made, &err), OT_OK);
    CHECK_TEXT(err.message, "");
    check_sound(&series, &made);
    return made;
}

static inline ot_projection project(const ot_pence *months, size_t count,
                                    int first_month, ot_pence budget)
{
    return project_with(months, count, first_month, budget, 0);
}

#endif
