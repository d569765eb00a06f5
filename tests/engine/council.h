/* SPDX-License-Identifier: GPL-3.0-or-later */
/* council.h - a council made by hand: its structure, ledger and forecasts put record by
 * record, its position and its pack. Knows no file; every step must succeed. */
#ifndef OT_TEST_COUNCIL_H
#define OT_TEST_COUNCIL_H

#include "engine/pack.h"
#include "engine/position_means.h"
#include "tests/check.h"

typedef struct council {
    ot_dataset *data;
    ot_position_options options;
    ot_pack_options pack_options;
    ot_position position;
    ot_findings findings;
    ot_pack pack;
    ot_error err;
} council;

/* As at August 2021 unless the test sets another period. */
static inline council council_new(void)
{
    council c = {.data = ot_dataset_new(), .options = {.as_at = {2021, 5}}};

    CHECK(c.data != NULL);
    return c;
}

static inline void council_free(council *c)
{
    ot_pack_clear(&c->pack);
    ot_position_clear(&c->position);
    ot_findings_clear(&c->findings);
    ot_dataset_free(c->data);
}

static inline void council_put(council *c, ot_batch batch)
{
    ot_error err = {0};

    CHECK_INT(ot_dataset_put(c->data, &batch, &err), OT_OK);
    CHECK_TEXT(err.message, "");
}

/* group "": printed by itself. */
static inline void council_service(council *c, const char *id, const char *name,
                                   const char *group, long order)
{
    const ot_service_record record = {id,    name, "", group, "", "Head of Service",
                                      order, 1};

    council_put(c, (ot_batch){OT_KIND_SERVICES, 1, {.services = &record}});
}

static inline void council_centre(council *c, const char *code, const char *service,
                                  const char *fund)
{
    const ot_cost_centre_record record = {code,           "",   service, "",
                                          "Team Manager", fund, 1};

    council_put(c, (ot_batch){OT_KIND_COST_CENTRES, 1, {.cost_centres = &record}});
}

static inline void council_account(council *c, const char *code, int group)
{
    const ot_account_record record = {code, "", group, group == 9, 1};

    council_put(c, (ot_batch){OT_KIND_ACCOUNTS, 1, {.accounts = &record}});
}

static inline void council_area(council *c, const char *area, const char *parent,
                                long order, const char *centres, const char *accounts)
{
    const ot_high_risk_record record = {
        area, parent, "Head of Service", centres, accounts, order, 1};

    council_put(c, (ot_batch){OT_KIND_HIGH_RISK, 1, {.high_risk = &record}});
}

/* A ledger line of 2021/22 without project. */
static inline ot_ledger_record ledger_line(const char *centre, const char *account,
                                           const char *fund, ot_measure measure,
                                           int number, ot_pence amount)
{
    return (ot_ledger_record){.cost_centre = centre,
                              .account = account,
                              .fund = fund,
                              .project = "",
                              .measure = measure,
                              .period = {2021, number},
                              .amount = amount,
                              .lines = 1,
                              .document = "",
                              .supplier = "",
                              .text = ""};
}

static inline void council_post(council *c, ot_ledger_record record)
{
    council_put(c, (ot_batch){OT_KIND_LEDGER, 1, {.ledger = &record}});
}

static inline void council_ledger(council *c, const char *centre, const char *account,
                                  const char *fund, ot_measure measure, int number,
                                  ot_pence amount)
{
    council_post(c, ledger_line(centre, account, fund, measure, number, amount));
}

/* Texts of the record may be NULL: absent. */
static inline void council_forecast(council *c, ot_forecast_record record)
{
    const char **texts[] = {&record.cost_centre, &record.account, &record.fund,
                            &record.reason_code, &record.comment, &record.author};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i] = *texts[i] ? *texts[i] : "";
    council_put(c, (ot_batch){OT_KIND_FORECASTS, 1, {.forecasts = &record}});
}

static inline void council_activity(council *c, const char *type, int year, int number,
                                    long count)
{
    const ot_activity_record record = {{year, number}, type, count, 1};

    council_put(c, (ot_batch){OT_KIND_ACTIVITY, 1, {.activity = &record}});
}

static inline void council_seal(council *c)
{
    ot_error err = {0};

    CHECK_INT(ot_dataset_seal(c->data, NULL, &err), OT_OK);
    CHECK_TEXT(err.message, "");
}

/* Anew where there is a position already. means may be NULL. */
static inline void council_project(council *c, const ot_projection_means *means)
{
    ot_position_clear(&c->position);
    ot_findings_clear(&c->findings);
    CHECK_INT(ot_position_build(c->data, &c->options, means, &c->position, &c->findings,
                                &c->err),
              OT_OK);
    CHECK_TEXT(c->err.message, "");
}

static inline void council_position(council *c)
{
    council_project(c, NULL);
}

static inline void council_pack(council *c)
{
    CHECK_INT(ot_pack_build(&(ot_pack_input){.dataset = c->data,
                                             .position = &c->position,
                                             .options = &c->pack_options,
                                             .prior = NULL,
                                             .prior_count = 0,
                                             .has_prior = false},
                            &c->findings, &c->pack, &c->err),
              OT_OK);
    CHECK_TEXT(c->err.message, "");
}

/* The first line of a cost centre, subjective group and fund, whatever its area. */
static inline const ot_line *council_line(const council *c, const char *code, int group,
                                          ot_fund fund)
{
    for (size_t i = 0; i < c->position.count; i++) {
        const ot_line *line = &c->position.lines[i];

        if (strcmp(line->code, code) == 0 && line->subjective_group == group &&
            line->fund == fund)
            return line;
    }
    return NULL;
}

/* The finding of a topic whose message holds `part`, or NULL. */
static inline const ot_finding *find_finding(const ot_findings *findings,
                                             const char *topic, const char *part)
{
    for (size_t i = 0; i < findings->count; i++)
        if (strcmp(findings->items[i].topic, topic) == 0 &&
            strstr(findings->items[i].message, part))
            return &findings->items[i];
    return NULL;
}

static inline bool has_finding(const ot_findings *findings, const char *topic,
                               const char *part)
{
    return find_finding(findings, topic, part) != NULL;
}

#endif
