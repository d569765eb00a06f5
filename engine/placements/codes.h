/* SPDX-License-Identifier: GPL-3.0-or-later */
/* codes.h - the codes of the SSDA903 return that say where a child lives and who
 * provides it, by fiscal year, and what each means for the external stock. Knows no
 * episode and no cost.
 *
 * External is a placement with a private or voluntary provider, PR4 or PR5, in a place
 * of one of these types:
 *   residential        K2, R1, R3, S1 (R3: family centre or mother and baby unit)
 *   secure             K1, apart from the residential ones: paid for otherwise
 *   fostering          U4, U5, U6
 *   supported living   H5, P2 (until 2024/25), K3 (from 2024/25)
 * Not counted, whoever provides it:
 *   U1-U3   relatives and friends: the council's own allowances
 *   P1      with parents: nobody provides it
 *   A3-A6   placed for adoption: adopters are paid no fee
 *   R2      National Health Service or nursing: the health service pays
 *   R5      young offender institution or prison: not the council's contract
 *   P3      residential employment: the employer provides it
 *   Z1, Z11-Z14   anything else: the return asks for no provider, so none is external
 * A child with PR4 or PR5 in one of A3-A6, R2, R5, P3, Z1, Z11-Z14 is listed as not
 * counted, that a person may say otherwise.
 *   T0-T4   temporary moves: keep the placement that they interrupt
 * Short breaks are told by the legal status, V3 or V4, not by the place: whatever place
 * such an episode names, it is out of the stock.
 *
 * Years: those before a code's first or after its last year are known to be wrong; a
 * code without years is taken to be good in every return that can be read. */
#ifndef OT_CODES_H
#define OT_CODES_H

#include "engine/placements/placement.h"

typedef enum ot_place_use {
    OT_PLACE_UNKNOWN,     /* no code of any year */
    OT_PLACE_COUNTED,     /* of a type: external with PR4 or PR5 */
    OT_PLACE_NOT_COUNTED, /* never in the external stock */
    OT_PLACE_KEEPS        /* keeps the placement that it interrupts */
} ot_place_use;

typedef struct ot_place_code {
    const char *code;
    int from, to; /* fiscal years of returns, both included; 0: no limit known */
    ot_place_use use;
    ot_placement_type type; /* where counted */
    bool needs_provider;
    bool tell; /* not counted, and worth telling where PR4 or PR5 provides it */
} ot_place_code;

/* The code of a place; NULL: no code of any year. */
const ot_place_code *ot_place_code_find(const char *code);
/* Whether a return of that fiscal year may use it; year 0: not known, yes. */
bool ot_place_code_in_year(const ot_place_code *code, int year);

/* PR0 ... PR5. */
bool ot_provider_code_known(const char *code);
/* PR4 (private) or PR5 (voluntary). */
bool ot_provider_code_external(const char *code);
/* Whether the pair is ruled out by the Department for Education's validation checks on
 * the return (527 to 531, 550): PR1 and PR2 with P1, R2 and R5; PR3 with P1, A3-A6, K1,
 * K2 and U1-U6; PR4 and PR5 with P1; PR0 with anything but P1. U4-U6 with PR1 (the
 * council's own carers) and with PR2 are possible, and in-house. */
bool ot_provider_impossible(const char *place, const char *provider);

/* V3 or V4: a series of short breaks, or a single one. */
bool ot_legal_status_short_break(const char *legal_status);

/* A legal status (LS), and a reason for the end of an episode (REC), of the return: the
 * lists of the Department for Education's validation checks 144 and 149. */
bool ot_legal_status_known(const char *legal_status);
bool ot_reason_end_known(const char *reason);

#endif
