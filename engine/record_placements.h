/* SPDX-License-Identifier: GPL-3.0-or-later */
/* record_placements.h - records of looked-after children's placements, as the tables of
 * the SSDA903 return, a list of costs and what was paid give them. A child is 32
 * hexadecimal digits of a keyed hash. Knows no identifier, name, sex, postcode or date
 * of birth.
 *
 * `year` is the fiscal year of the return or of the file of costs (2021 for 2021/22).
 * Two years' returns repeat what goes on from one to the next: the same episode (open
 * in the first, perhaps ended in the second) and the same child may come twice. Codes
 * are in upper case and not looked up in any list. */
#ifndef OT_RECORD_PLACEMENTS_H
#define OT_RECORD_PLACEMENTS_H

#include <stdbool.h>

#include "engine/money.h"
#include "engine/period.h"

/* One row of Episodes; in brackets the columns. start is never 0, and end may lie
 * before it: that is for a finding, not for the file to be refused. */
typedef struct ot_episode_record {
    const char *child;
    ot_date start;             /* DECOM */
    ot_date end;               /* DEC; 0: open */
    const char *reason_new;    /* RNE */
    const char *legal_status;  /* LS */
    const char *need;          /* CIN */
    const char *place;         /* PLACE, "U4"; never "" */
    const char *provider;      /* PLACE_PROVIDER, "PR4"; "" where blank */
    const char *reason_end;    /* REC */
    const char *reason_change; /* REASON_PLACE_CHANGE */
    const char *urn;           /* URN of the provider */
    int year;
    long line;
} ot_episode_record;

/* One row of Header. adult: first day of the month of the 18th birthday, which is all
 * that is kept of the date of birth. year 0: the file named none. */
typedef struct ot_child_record {
    const char *child;
    ot_date adult;
    int year;
    long line;
} ot_child_record;

/* One row of UASC: an unaccompanied asylum-seeking child, until the day that ends (DUC;
 * 0: open). year 0: the file named none. */
typedef struct ot_uasc_record {
    const char *child;
    ot_date until;
    int year;
    long line;
} ot_uasc_record;

/* One row of placement_costs: an element of what a child's placement costs from start
 * to end (its night not paid; 0: open). At least one of has_weekly and has_total.
 * Contributions are what others pay of the weekly fee, in pence a week and 0 where
 * none. */
typedef struct ot_placement_cost_record {
    const char *child;
    ot_date start, end;
    const char *element; /* "fee", "therapy" ...: in lower case */
    bool has_weekly;
    ot_pence weekly_fee, education, health;
    bool has_total;
    ot_pence total_to_date; /* committed in the year to date */
    int year;
    long line;
} ot_placement_cost_record;

/* What a provider was paid in a month, for a child where the file names one: the sum of
 * `lines` lines of a file with the same texts and period. A month is in the files of
 * one import at a time. */
typedef struct ot_payment_record {
    const char *provider;    /* as the file calls it, in upper case; "" where a child
                                alone is named */
    const char *child;       /* "" where none is named */
    const char *cost_centre; /* that paid; "" where none is named */
    ot_period period;        /* posted in, or of the service: as the file says */
    ot_pence amount;
    long lines;
    long line; /* of the first */
} ot_payment_record;

/* Which provider of the episodes a supplier of the payments is; both in upper case. */
typedef struct ot_provider_record {
    const char *provider; /* URN as in the episodes; never "" */
    const char *supplier; /* as in the payments; never "" */
    long line;
} ot_provider_record;

#endif
