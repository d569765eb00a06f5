/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ssda903_episodes.c - Episodes of the SSDA903 return: where each child was placed.
 * Postcodes are not read. */
#include "importers/placement_values.h"

enum {
    CHILD,
    DECOM,
    RNE,
    LS,
    CIN,
    PLACE,
    PROVIDER,
    DEC,
    REC,
    CHANGE,
    URN,
    YEAR,
    FIELDS
};

static const ot_field fields[FIELDS] = {
    [CHILD] = {"CHILD", "childid childidentifier", true},
    [DECOM] = {"DECOM", "", true},
    [RNE] = {"RNE", "", true},
    [LS] = {"LS", "legalstatus", false},
    [CIN] = {"CIN", "cinneed needcode", false},
    [PLACE] = {"PLACE", "placement placementtype", true},
    [PROVIDER] = {"PLACE_PROVIDER", "placementprovider", true},
    [DEC] = {"DEC", "", true},
    [REC] = {"REC", "", false},
    [CHANGE] = {"REASON_PLACE_CHANGE", "reasonplacementchange", false},
    [URN] = {"URN", "ofstedurn placeurn", false},
    [YEAR] = {"YEAR", "returnyear", false},
};

static ot_status read_codes(ot_reading *reading, ot_episode_record *out, ot_error *err)
{
    const struct {
        size_t field;
        ot_presence presence;
        const char **text;
    } codes[] = {{RNE, OT_OPTIONAL, &out->reason_new},
                 {LS, OT_OPTIONAL, &out->legal_status},
                 {CIN, OT_OPTIONAL, &out->need},
                 {PLACE, OT_REQUIRED, &out->place},
                 {PROVIDER, OT_OPTIONAL, &out->provider},
                 {REC, OT_OPTIONAL, &out->reason_end},
                 {CHANGE, OT_OPTIONAL, &out->reason_change},
                 {URN, OT_OPTIONAL, &out->urn}};
    ot_status st = OT_OK;

    for (size_t i = 0; st >= 0 && i < sizeof codes / sizeof *codes; i++)
        st = ot_placement_code(reading, codes[i].field, codes[i].presence,
                               codes[i].text, err);
    return st;
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    ot_episode_record *out = records;
    ot_status st = ot_placement_child(reading, CHILD, &out->child, err);

    if (st >= 0)
        st = ot_placement_date(reading, DECOM, OT_REQUIRED, &out->start, err);
    if (st >= 0)
        st = ot_placement_date(reading, DEC, OT_OPTIONAL, &out->end, err);
    if (st >= 0)
        st = read_codes(reading, out, err);
    if (st >= 0)
        st = ot_placement_year(reading, YEAR, &out->year, err);
    if (st < 0)
        return st;
    out->line = reading->values.row->line;
    *count = 1;
    return OT_OK;
}

/* Where the file names no year: the one its latest day lies in. A return is of the past
 * year, so that no day of it lies behind 31 March. */
static ot_status settle(ot_reading *reading, void *records, size_t count,
                        const char **told, ot_error *err)
{
    ot_episode_record *episodes = records;
    ot_date latest = 0;
    int year;

    *told = NULL;
    if (count == 0 || ot_header_has(reading->values.header, YEAR))
        return OT_OK;
    for (size_t i = 0; i < count; i++) {
        latest = episodes[i].start > latest ? episodes[i].start : latest;
        latest = episodes[i].end > latest ? episodes[i].end : latest;
    }
    year = ot_placement_return_year_of(latest);
    for (size_t i = 0; i < count; i++)
        episodes[i].year = year;
    *told = ot_placement_year_told(reading, year, "latest DECOM or DEC", latest);
    return *told ? OT_OK : ot_fail_memory(err);
}

const ot_import_kind ot_import_episodes = {.fields = fields,
                                           .field_count = FIELDS,
                                           .record_size = sizeof(ot_episode_record),
                                           .read_row = read_row,
                                           .needs_rows = true,
                                           .personal = UINT64_C(1) << CHILD,
                                           .settle = settle};
