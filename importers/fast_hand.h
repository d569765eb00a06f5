/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fast_hand.h - what one hand knows of the texts of a ledger, and has summed by cell.
 * What a text means is asked of the readers of ledger_fields.h, once for each text.
 * Knows no file and no rows. */
#ifndef OT_FAST_HAND_H
#define OT_FAST_HAND_H

#include "engine/pool.h"
#include "importers/cell_sums.h"
#include "importers/kinds.h"
#include "importers/scanner.h"
#include "importers/seen_texts.h"

enum {
    OT_FAST_COST_CENTRE,
    OT_FAST_ACCOUNT,
    OT_FAST_FUND,
    OT_FAST_PROJECT,
    OT_FAST_MEASURE,
    OT_FAST_PERIOD,
    OT_FAST_TEXTS
};

/* How the rows of a file are read; the same for all hands. */
typedef struct ot_fast_plan {
    const ot_reading *reading;
    const ot_scanner *scanner;
    char separator;
    size_t columns;
    int column[OT_FAST_TEXTS]; /* -1: none */
    int amount, credit;        /* credit: to be taken off the amount; -1: none */
    int second; /* the column that a period hangs on, too: year or date; -1: none */
    size_t period_field, second_field; /* of the ledger */
} ot_fast_plan;

/* False where a file with this header cannot be read so. */
bool ot_fast_plan_make(const ot_reading *reading, char separator, ot_fast_plan *plan);

/* Sums of so much cannot overflow, in whatever order they are added up. */
#define OT_FAST_SIZES ((uint64_t)INT64_MAX / 2)

/* What one hand has summed so far. */
typedef struct ot_fast_hand {
    const ot_fast_plan *plan;
    ot_reading reading; /* with a row of its own, that shows the texts in question */
    ot_csv_row row;
    ot_csv_field *fields;
    char texts[1024];
    ot_seen_texts seen[OT_FAST_TEXTS];
    ot_pool *codes[OT_FAST_MEASURE]; /* the dimensions' */
    ot_period *quarters;             /* the first period of each */
    uint32_t quarter_count;
    ot_cell_sums sums;
    uint64_t sizes; /* of the amounts, whatever their sign; at most OT_FAST_SIZES */
    size_t rows;
    struct ot_fast_hand *next, *next_idle; /* for the owner of several */
    ot_records records;
} ot_fast_hand;

ot_status ot_fast_hand_new(const ot_fast_plan *plan, ot_fast_hand **hand,
                           ot_error *err);
void ot_fast_hand_free(ot_fast_hand *hand);

/* A text that is not ended by a NUL. */
typedef struct ot_piece {
    const char *text;
    size_t length;
} ot_piece;

/* The number of a text, by which its cell's key is made; OT_NONE: it is refused. That
 * of a period is its quarter's times four, plus its place in it. second: of the plan's
 * second column, beside a period. OT_END: there are more texts than can be numbered. */
ot_status ot_fast_learn(ot_fast_hand *hand, int which, ot_piece text, ot_piece second,
                        uint32_t *number, ot_error *err);
/* An amount in any form; false: it is refused. */
bool ot_fast_amount(ot_fast_hand *hand, ot_piece text, ot_pence *out);
uint64_t ot_fast_key(const uint32_t numbers[OT_FAST_TEXTS]);

/* Adds what other has summed, by its texts. OT_END: there are more texts than can be
 * numbered, or larger sums than can be held. */
ot_status ot_fast_hand_merge(ot_fast_hand *hand, const ot_fast_hand *other,
                             ot_error *err);
/* The sum in one place of a slot as a record; its texts live as long as hand. */
void ot_fast_record(const ot_fast_hand *hand, const ot_cell_sum *sum, uint32_t place,
                    ot_ledger_record *out);

#endif
