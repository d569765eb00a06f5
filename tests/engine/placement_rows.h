/* SPDX-License-Identifier: GPL-3.0-or-later */
/* placement_rows.h - episodes and what comes of them, for tests of placements. */
#ifndef OT_TEST_PLACEMENT_ROWS_H
#define OT_TEST_PLACEMENT_ROWS_H

#include "engine/placements/day.h"
#include "engine/placements/stays.h"

#include "tests/check.h"

#define FIRST_CHILD  "3f9a0c54d1e27b86a1b2c3d4e5f60718"
#define SECOND_CHILD "9b1d77e0c2a4483fb6d5e4f302918273"
#define THIRD_CHILD  "c04418de5a6b47f29c8d7e6f50413223"

#define ROWS_MOST    24

typedef struct rows {
    ot_episode_record episodes[ROWS_MOST];
    ot_child_record children[ROWS_MOST];
    ot_uasc_record uasc[ROWS_MOST];
    ot_stays_input input;
    ot_stays stays;
    ot_findings findings;
    ot_error err;
} rows;

/* In care under an interim order; ended for another placement where there is an end.
 * Lines count from 2. */
static inline ot_episode_record *rows_add(rows *r, const char *child, ot_date start,
                                          ot_date end, const char *place,
                                          const char *provider, const char *urn)
{
    ot_episode_record *row = &r->episodes[r->input.episode_count++];

    *row = (ot_episode_record){.child = child,
                               .start = start,
                               .end = end,
                               .reason_new = "S",
                               .legal_status = "C1",
                               .need = "N1",
                               .place = place,
                               .provider = provider,
                               .reason_end = end ? "X1" : "",
                               .reason_change = "",
                               .urn = urn,
                               .year = 2021,
                               .line = (long)r->input.episode_count + 1};
    return row;
}

static inline void rows_header(rows *r, const char *child, ot_date adult)
{
    r->children[r->input.child_count] =
        (ot_child_record){child, adult, 2021, (long)r->input.child_count + 2};
    r->input.child_count++;
}

static inline void rows_uasc(rows *r, const char *child, ot_date until, int year)
{
    r->uasc[r->input.uasc_count] =
        (ot_uasc_record){child, until, year, (long)r->input.uasc_count + 2};
    r->input.uasc_count++;
}

/* Whether it could be built; stays and findings are in r. */
static inline bool rows_build(rows *r, ot_date as_at)
{
    r->input.episodes = r->episodes;
    r->input.children = r->children;
    r->input.uasc = r->uasc;
    return ot_stays_build(&r->input, ot_day_from_date(as_at), (ot_calendar){0},
                          &r->stays, &r->findings, &r->err) == OT_OK;
}

static inline void rows_clear(rows *r)
{
    ot_stays_clear(&r->stays);
    ot_findings_clear(&r->findings);
}

static inline int rows_found(const rows *r, ot_stay_finding_kind kind)
{
    int found = 0;

    for (size_t i = 0; i < r->stays.rows.count; i++)
        found += r->stays.rows.items[i].kind == kind;
    return found;
}

/* end 0: open. */
static inline void check_stay_at(const rows *r, size_t at, ot_date start, ot_date end,
                                 ot_placement_type type, const char *provider,
                                 const char *file, unsigned line)
{
    const ot_placement *stay = &r->stays.list.items[at];

    check_int_at(at < r->stays.list.count, true, "stay exists", file, line);
    if (at >= r->stays.list.count)
        return;
    check_int_at(ot_day_to_date(stay->start), start, "start", file, line);
    check_int_at(stay->end == OT_DAY_OPEN ? 0 : ot_day_to_date(stay->end), end, "end",
                 file, line);
    check_int_at(stay->type, type, "type", file, line);
    check_text_at(stay->provider, provider, "provider", file, line);
}

#define CHECK_COUNT(got, want)                                                         \
    check_int_at((int64_t)(got), (want), #got, __FILE__, __LINE__)
#define CHECK_STAY(r, at, start, end, type, provider)                                  \
    check_stay_at((r), (at), (start), (end), (type), (provider), __FILE__, __LINE__)

#endif
