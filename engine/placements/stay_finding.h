/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stay_finding.h - what is odd about single rows of episodes and costs, as a list that
 * a sheet can print, and as one finding a kind for the pack. Knows no child: a row is
 * named by its return and line. */
#ifndef OT_STAY_FINDING_H
#define OT_STAY_FINDING_H

#include "engine/finding.h"
#include "engine/placements/placement.h"

typedef enum ot_stay_finding_kind {
    OT_STAY_TWO_OPEN,          /* another open episode of the child starts later */
    OT_STAY_OVERLAP,           /* shortened to the child's next episode */
    OT_STAY_TWICE,             /* the same start twice in one return */
    OT_STAY_END_BEFORE_START,  /* dropped */
    OT_STAY_END_WITHOUT_CAUSE, /* DEC without REC */
    OT_STAY_UNKNOWN_PLACE,     /* not counted */
    OT_STAY_PLACE_OUT_OF_DATE, /* counted as the code meant */
    OT_STAY_UNKNOWN_PROVIDER,  /* not external */
    OT_STAY_UNKNOWN_CODE,      /* LS or REC: counted none the less */
    OT_STAY_IMPOSSIBLE,        /* the provider cannot provide such a place */
    OT_STAY_NOT_COUNTED,       /* PR4 or PR5 in a place outside the types */
    OT_STAY_INTERRUPTS_NONE,   /* T0-T4 without a placement before: not counted */
    OT_STAY_NO_HEADER,         /* the child is in no header: no 18th birthday */
    OT_STAY_ADULT,             /* still placed after the month of the 18th birthday */
    OT_STAY_NO_FEE,            /* costed at the mean of its type */
    OT_STAY_NIGHTS_NO_FEE,     /* a fee for some of the year's nights only */
    OT_STAY_FEE_NO_STAY,       /* a fee for no night of any external placement */
    OT_STAY_FEES_OVERLAP, /* two fees of one element for the same nights: both count */
    OT_STAY_TOTAL_NO_NIGHTS, /* a cost to date without a night to date */
    OT_STAY_FINDING_KINDS
} ot_stay_finding_kind;

/* year, line: of the episode, or of the cost for the kinds OT_STAY_FEE_NO_STAY and
 * after. day: its start. */
typedef struct ot_stay_finding {
    ot_stay_finding_kind kind;
    long line;
    int year;
    ot_day day;
    const char *text; /* "place 'X9' is not a code": fit to print */
} ot_stay_finding;

typedef struct ot_stay_findings {
    ot_stay_finding *items;
    size_t count, room;
    ot_arena arena;
} ot_stay_findings;

/* "end before start". */
const char *ot_stay_finding_name(ot_stay_finding_kind kind);
/* Whether the line is one of costs; else of episodes. */
bool ot_stay_finding_of_costs(ot_stay_finding_kind kind);
/* Whether a person must mend it; else it is told only. */
bool ot_stay_finding_needs_person(ot_stay_finding_kind kind);

/* The text is copied. */
ot_status ot_stay_findings_add(ot_stay_findings *list, ot_stay_finding_kind kind,
                               int year, long line, ot_day day, ot_error *err,
                               const char *format, ...) OT_PRINTF(7, 8);
/* By return, line and kind. */
void ot_stay_findings_sort(ot_stay_findings *list);
/* Adds to findings one for each kind in the list: how many, and where the first (as the
 * list is sorted) are. Topic "data quality". */
ot_status ot_stay_findings_tell(const ot_stay_findings *list, ot_calendar calendar,
                                ot_findings *findings, ot_error *err);
void ot_stay_findings_clear(ot_stay_findings *list);

#endif
