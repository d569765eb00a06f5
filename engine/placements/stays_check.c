/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stays_check.c - what is odd about an episode's codes. */
#include "engine/placements/day.h"
#include "engine/placements/stays_internal.h"

#include <string.h>

#define CODE_LENGTH 3

/* A code as quoted: what is too long for one may be anything, and is not repeated. */
static const char *quoted(const char *code)
{
    return strlen(code) <= CODE_LENGTH ? code : "(too long)";
}

static ot_status check_place(const ot_span *span, int year, ot_stays *stays,
                             ot_error *err)
{
    const ot_episode_record *row = span->row;
    const ot_place_code *place = ot_place_code_find(row->place);

    if (!place)
        return ot_stay_findings_add(&stays->rows, OT_STAY_UNKNOWN_PLACE, row->year,
                                    row->line, span->start, err,
                                    "place '%s' is not a code of the return: not "
                                    "counted",
                                    quoted(row->place));
    if (!ot_place_code_in_year(place, year))
        return ot_stay_findings_add(&stays->rows, OT_STAY_PLACE_OUT_OF_DATE, row->year,
                                    row->line, span->start, err,
                                    "place '%s' is a code of other years", place->code);
    return OT_OK;
}

static ot_status check_provider(const ot_span *span, ot_stays *stays, ot_error *err)
{
    const ot_episode_record *row = span->row;
    const ot_place_code *place = ot_place_code_find(row->place);

    if (!place || !place->needs_provider)
        return OT_OK;
    if (!ot_provider_code_known(row->provider))
        return ot_stay_findings_add(
            &stays->rows, OT_STAY_UNKNOWN_PROVIDER, row->year, row->line, span->start,
            err, "provider '%s' is not a code of the return", quoted(row->provider));
    if (ot_provider_impossible(row->place, row->provider))
        return ot_stay_findings_add(
            &stays->rows, OT_STAY_IMPOSSIBLE, row->year, row->line, span->start, err,
            "provider %s is impossible for place %s", row->provider, place->code);
    if (place->tell && ot_provider_code_external(row->provider) &&
        !ot_legal_status_short_break(row->legal_status))
        return ot_stay_findings_add(
            &stays->rows, OT_STAY_NOT_COUNTED, row->year, row->line, span->start, err,
            "provider %s in place %s is outside the external stock", row->provider,
            place->code);
    return OT_OK;
}

/* Codes that say neither where nor with whom; blank ones are left alone. */
static ot_status check_others(const ot_span *span, ot_stays *stays, ot_error *err)
{
    const ot_episode_record *row = span->row;
    ot_status st = OT_OK;

    if (row->legal_status[0] && !ot_legal_status_known(row->legal_status))
        st = ot_stay_findings_add(
            &stays->rows, OT_STAY_UNKNOWN_CODE, row->year, row->line, span->start, err,
            "legal status '%s' is not a code of the return", quoted(row->legal_status));
    if (st == OT_OK && row->reason_end[0] && !ot_reason_end_known(row->reason_end))
        st = ot_stay_findings_add(&stays->rows, OT_STAY_UNKNOWN_CODE, row->year,
                                  row->line, span->start, err,
                                  "reason of the end '%s' is not a code of the return",
                                  quoted(row->reason_end));
    return st;
}

ot_status ot_span_check(const ot_span *span, int year, ot_stays *stays, ot_error *err)
{
    const ot_episode_record *row = span->row;
    ot_status st = check_place(span, year, stays, err);

    if (st == OT_OK)
        st = check_provider(span, stays, err);
    if (st == OT_OK)
        st = check_others(span, stays, err);
    if (st == OT_OK && row->end && ot_day_from_date(row->end) <= stays->as_at &&
        !row->reason_end[0])
        st = ot_stay_findings_add(&stays->rows, OT_STAY_END_WITHOUT_CAUSE, row->year,
                                  row->line, span->start, err,
                                  "the episode has an end but no reason (REC)");
    return st;
}
