/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_file.c - a whole file as every kind of input: read to its end, each record
 * within its bounds, or refused with a message. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/fingerprint.h"
#include "importers/importer.h"
#include "tests/fuzz/scratch.h"

static void need(int holds)
{
    if (!holds)
        abort();
}

static void check_batch(const ot_batch *batch, ot_kind kind)
{
    need(batch->kind == kind);
    for (size_t i = 0; kind == OT_KIND_LEDGER && i < batch->count; i++) {
        const ot_ledger_record *record = &batch->of.ledger[i];

        need(ot_period_valid(record->period));
        need(record->measure < OT_MEASURES && *record->cost_centre && *record->account);
        need(record->amount <= OT_PENCE_LIMIT && record->amount >= -OT_PENCE_LIMIT);
    }
}

static void check_episodes(const ot_batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        const ot_episode_record *record = &batch->of.episodes[i];

        need(strlen(record->child) == OT_CHILD_TEXT - 1 && *record->place);
        need(record->start > 0 && record->end >= 0 && record->year > 0);
    }
}

static void check_payments(const ot_batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        const ot_payment_record *record = &batch->of.payments[i];

        need(ot_period_valid(record->period) && record->lines > 0);
        need(*record->provider || *record->child);
        need(!*record->child || strlen(record->child) == OT_CHILD_TEXT - 1);
    }
}

static void read_as(const char *path, const char *rejects, ot_kind kind,
                    const char *shape)
{
    static const ot_child_key key = {{0}};
    const ot_import_options options = {.calendar = {4},
                                       .child_key = &key,
                                       .shape = shape,
                                       .periods = OT_PERIODS_FISCAL,
                                       .rejects_path = rejects};
    ot_source source;
    ot_batch batch;
    ot_error err = {0};
    ot_status st = ot_importer_open(path, kind, &options, &source, &err);

    if (st == OT_OK) {
        while ((st = source.next_batch(source.self, &batch, &err)) == OT_OK)
            kind == OT_KIND_EPISODES   ? check_episodes(&batch)
            : kind == OT_KIND_PAYMENTS ? check_payments(&batch)
                                       : check_batch(&batch, kind);
        source.close(source.self);
    }
    need(st == OT_END || (st < 0 && *err.message));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[SCRATCH], rejects[SCRATCH + 16];
    const char *const *shape = ot_ledger_shapes();
    ot_fingerprint print;
    ot_kind known;
    const char *table;
    ot_error err;
    int file;

    scratch_name(path);
    file = mkstemp(path);
    need(file >= 0 && write(file, data, size) == (ssize_t)size);
    close(file);
    snprintf(rejects, sizeof rejects, "%s.rejects", path);
    ot_fingerprint_file(path, &print, &err);
    ot_importer_recognise(path, &known, &table, &err);
    for (; *shape; shape++)
        read_as(path, rejects, OT_KIND_LEDGER, *shape);
    for (int kind = 0; kind < OT_KINDS; kind++)
        if (kind != OT_KIND_LEDGER)
            read_as(path, rejects, (ot_kind)kind, NULL);
    unlink(path);
    unlink(rejects);
    return 0;
}
