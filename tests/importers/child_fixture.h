/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child_fixture.h - imports of tables about children under a key that the tests know,
 * and a look whether anything that was told or written holds what nobody may know. */
#ifndef OT_CHILD_FIXTURE_H
#define OT_CHILD_FIXTURE_H

#include "importers/child_key.h"
#include "tests/importers/import_fixture.h"

/* 00 01 02 ... 1f */
static inline const ot_child_key *child_fixture_key(void)
{
    static ot_child_key key;

    for (size_t i = 0; i < sizeof key.bytes; i++)
        key.bytes[i] = (uint8_t)i;
    return &key;
}

/* The same from: printf C100001 | openssl dgst -sha256 -mac HMAC -macopt
 * hexkey:0001...1f
 */
#define CHILD_100001 "9ce0396dbb2da30fe6e976d8426818b5"

/* As fixture_start, with the key and the year of the return beside it. */
static inline void child_start(fixture_import *import, scratch *s, ot_kind kind,
                               const char *text, int year, ot_source *source,
                               ot_batch *batch)
{
    const ot_import_options options = {.child_key = child_fixture_key(),
                                       .fiscal_year = year};

    fixture_start(import, s, kind, text, &options, source, batch);
}

/* Nothing told, and no rejects, hold secret. */
static inline void check_unsaid(const fixture_import *import, scratch *s,
                                const char *secret)
{
    char rejects[4096];

    scratch_read(s, "input.rejects.csv", rejects, sizeof rejects);
    CHECK(strstr(rejects, secret) == NULL);
    CHECK(strstr(import->err.message, secret) == NULL);
    for (int64_t i = 0; i < import->issue_count; i++) {
        CHECK(strstr(import->issues[i].message, secret) == NULL);
        CHECK(strstr(import->issues[i].record, secret) == NULL);
    }
}

#endif
