/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/stay_finding.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACES_SHOWN 5

/* what: the finding's name; text: after the number, for more than one and for one. */
static const struct kind {
    const char *what, *many, *one;
    bool needs_person;
} kinds[OT_STAY_FINDING_KINDS] = {
    [OT_STAY_TWO_OPEN] = {"two open episodes",
                          "episodes are open although a later one is open too",
                          "episode is open although a later one is open too", true},
    [OT_STAY_OVERLAP] = {"overlapping episodes",
                         "episodes were shortened to the start of the child's next one",
                         "episode was shortened to the start of the child's next one",
                         false},
    [OT_STAY_TWICE] = {"episode twice",
                       "episodes start on the day of another in the same return",
                       "episode starts on the day of another in the same return", true},
    [OT_STAY_END_BEFORE_START] = {"end before start",
                                  "episodes end before they start and were left out",
                                  "episode ends before it starts and was left out",
                                  true},
    [OT_STAY_END_WITHOUT_CAUSE] = {"end without reason",
                                   "episodes have an end (DEC) but no reason (REC)",
                                   "episode has an end (DEC) but no reason (REC)",
                                   true},
    [OT_STAY_UNKNOWN_PLACE] = {"unknown place",
                               "episodes have an unknown PLACE and are not counted",
                               "episode has an unknown PLACE and is not counted", true},
    [OT_STAY_PLACE_OUT_OF_DATE] = {"place of another year",
                                   "episodes have a PLACE of other years' returns",
                                   "episode has a PLACE of other years' returns", true},
    [OT_STAY_UNKNOWN_PROVIDER] = {"unknown provider",
                                  "episodes have an unknown or no PLACE_PROVIDER",
                                  "episode has an unknown or no PLACE_PROVIDER", true},
    [OT_STAY_UNKNOWN_CODE] = {"unknown code", "unknown LS or REC codes are in episodes",
                              "unknown LS or REC code is in an episode", true},
    [OT_STAY_IMPOSSIBLE] = {"impossible provider",
                            "episodes have a PLACE_PROVIDER impossible for the PLACE",
                            "episode has a PLACE_PROVIDER impossible for the PLACE",
                            true},
    [OT_STAY_NOT_COUNTED] = {"external, not counted",
                             "episodes with PR4 or PR5 are in places that are not "
                             "counted",
                             "episode with PR4 or PR5 is in a place that is not "
                             "counted",
                             false},
    [OT_STAY_INTERRUPTS_NONE] = {"temporary move alone",
                                 "temporary moves interrupt no placement",
                                 "temporary move interrupts no placement", true},
    [OT_STAY_NO_HEADER] = {"no header", "children have episodes but no header record",
                           "child has episodes but no header record", true},
    [OT_STAY_ADULT] = {"past the 18th birthday",
                       "placements last beyond the month of the 18th birthday",
                       "placement lasts beyond the month of the 18th birthday", true},
    [OT_STAY_NO_FEE] = {"no fee",
                        "external placements have no fee in the year: the mean of the "
                        "type is taken",
                        "external placement has no fee in the year: the mean of the "
                        "type is taken",
                        true},
    [OT_STAY_NIGHTS_NO_FEE] = {"nights without fee",
                               "external placements have nights in the year without "
                               "a fee",
                               "external placement has nights in the year without a "
                               "fee",
                               true},
    [OT_STAY_FEE_NO_STAY] = {"fee without placement",
                             "fees are for no night of an external placement",
                             "fee is for no night of an external placement", true},
    [OT_STAY_FEES_OVERLAP] = {"fees overlap",
                              "fees overlap another of the same child and element: "
                              "both are counted",
                              "fee overlaps another of the same child and element: "
                              "both are counted",
                              true},
    [OT_STAY_TOTAL_NO_NIGHTS] = {"cost without nights",
                                 "costs to date have no night to date and are left "
                                 "out",
                                 "cost to date has no night to date and is left out",
                                 true},
};

const char *ot_stay_finding_name(ot_stay_finding_kind kind)
{
    return kinds[kind].what;
}

bool ot_stay_finding_of_costs(ot_stay_finding_kind kind)
{
    return kind == OT_STAY_FEE_NO_STAY || kind == OT_STAY_FEES_OVERLAP ||
           kind == OT_STAY_TOTAL_NO_NIGHTS;
}

bool ot_stay_finding_needs_person(ot_stay_finding_kind kind)
{
    return kinds[kind].needs_person;
}

ot_status ot_stay_findings_add(ot_stay_findings *list, ot_stay_finding_kind kind,
                               int year, long line, ot_day day, ot_error *err,
                               const char *format, ...)
{
    ot_stay_finding item = {.kind = kind, .line = line, .year = year, .day = day};
    va_list args;

    if (list->count == list->room) {
        size_t room = list->room ? list->room * 2 : 32;
        ot_stay_finding *grown = realloc(list->items, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        list->items = grown;
        list->room = room;
    }
    va_start(args, format);
    item.text = ot_arena_vformat(&list->arena, format, args);
    va_end(args);
    if (!item.text)
        return ot_fail_memory(err);
    list->items[list->count++] = item;
    return OT_OK;
}

/* ": line 12 of 2021/22, line 48 of 2021/22 and 3 more". */
static void name_places(const ot_stay_findings *list, ot_stay_finding_kind kind,
                        ot_calendar calendar, size_t count, char *text, size_t room)
{
    size_t shown = 0, used = 0;

    for (size_t i = 0; i < list->count && shown < PLACES_SHOWN; i++) {
        char year[OT_PERIOD_TEXT];

        if (list->items[i].kind != kind)
            continue;
        if (list->items[i].year)
            ot_year_text(calendar, list->items[i].year, year);
        used += (size_t)snprintf(text + used, room - used, "%s line %ld%s%.8s",
                                 shown ? "," : ":", list->items[i].line,
                                 list->items[i].year ? " of " : "",
                                 list->items[i].year ? year : "");
        shown++;
    }
    if (count > shown)
        snprintf(text + used, room - used, " and %zu more", count - shown);
}

static int compare_items(const void *left, const void *right)
{
    const ot_stay_finding *a = left, *b = right;

    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return strcmp(a->text, b->text);
}

void ot_stay_findings_sort(ot_stay_findings *list)
{
    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_items);
}

ot_status ot_stay_findings_tell(const ot_stay_findings *list, ot_calendar calendar,
                                ot_findings *findings, ot_error *err)
{
    size_t counts[OT_STAY_FINDING_KINDS] = {0};

    if (list->count)
        qsort(list->items, list->count, sizeof *list->items, compare_items);

    for (size_t i = 0; i < list->count; i++)
        counts[list->items[i].kind]++;
    for (int kind = 0; kind < OT_STAY_FINDING_KINDS; kind++) {
        char places[PLACES_SHOWN * 48 + 48];
        ot_status st;

        if (!counts[kind])
            continue;
        name_places(list, (ot_stay_finding_kind)kind, calendar, counts[kind], places,
                    sizeof places);
        st = ot_findings_add(findings, kinds[kind].needs_person, "data quality",
                             kinds[kind].what, NULL, err, "%zu %s%s", counts[kind],
                             counts[kind] == 1 ? kinds[kind].one : kinds[kind].many,
                             places);
        if (st < 0)
            return st;
    }
    return OT_OK;
}

void ot_stay_findings_clear(ot_stay_findings *list)
{
    free(list->items);
    ot_arena_clear(&list->arena);
    *list = (ot_stay_findings){0};
}
