/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recognise.c - which table about children's placements a file is, by its columns:
 * whatever a council calls the files, a whole folder can be given. */
#include "importers/header_search.h"
#include "importers/importer_state.h"

enum {
    CHILD,
    DOB,
    SEX,
    UPN,
    ETHNIC,
    DECOM,
    RNE,
    LS,
    PLACE,
    DEC,
    DUC,
    DATE_INT,
    FOSTER_CARE,
    DATE_PLACED,
    REASON_CEASED,
    SDQ,
    HEALTH_CHECK,
    IN_TOUCH,
    ACCOMMODATION,
    MISSING,
    MISSING_START,
    REVIEW,
    PREVIOUS,
    WORKER,
    WORKER_START,
    START,
    END,
    WEEKLY_FEE,
    TOTAL,
    COLUMNS
};

static const ot_field columns[COLUMNS] = {
    [CHILD] = {"CHILD", "childid childidentifier", false},
    [DOB] = {"DOB", "dateofbirth birthdate", false},
    [SEX] = {"SEX", "gender", false},
    [UPN] = {"UPN", "", false},
    [ETHNIC] = {"ETHNIC", "ethnicity", false},
    [DECOM] = {"DECOM", "", false},
    [RNE] = {"RNE", "", false},
    [LS] = {"LS", "legalstatus", false},
    [PLACE] = {"PLACE", "placement placementtype", false},
    [DEC] = {"DEC", "", false},
    [DUC] = {"DUC", "dateuascceased", false},
    [DATE_INT] = {"DATE_INT", "datematch", false},
    [FOSTER_CARE] = {"FOSTER_CARE", "nbadoptr sexadoptr lsadoptr", false},
    [DATE_PLACED] = {"DATE_PLACED", "", false},
    [REASON_CEASED] = {"REASON_PLACED_CEASED", "dateplacedceased", false},
    [SDQ] = {"SDQ_SCORE", "sdqreason convicted", false},
    [HEALTH_CHECK] = {"HEALTH_CHECK", "immunisations teethcheck healthassessment",
                      false},
    [IN_TOUCH] = {"IN_TOUCH", "", false},
    [ACCOMMODATION] = {"ACCOM", "activ", false},
    [MISSING] = {"MISSING", "", false},
    [MISSING_START] = {"MIS_START", "misend", false},
    [REVIEW] = {"REVIEW", "reviewcode", false},
    [PREVIOUS] = {"PREV_PERM", "laperm dateperm", false},
    [WORKER] = {"SW_ID", "swreason", false},
    [WORKER_START] = {"SW_DECOM", "swdec", false},
    [START] = {"start", "startdate from", false},
    [END] = {"end", "enddate to", false},
    [WEEKLY_FEE] = {"weekly_fee", "weeklycost weeklyrate fee", false},
    [TOTAL] = {"total_to_date", "totalcommitted costtodate", false},
};

/* A table is the first of which as many columns are there as are needed. */
typedef struct known_table {
    const char *name;
    ot_kind kind; /* OT_KINDS: left alone */
    int of[5];    /* columns, ended by -1 */
    int needed;
} known_table;

static const known_table tables[] = {
    {"UASC", OT_KIND_UASC, {DUC, -1}, 1},
    {"Episodes", OT_KIND_EPISODES, {DECOM, RNE, PLACE, DEC, -1}, 3},
    {"AD1", OT_KINDS, {DATE_INT, FOSTER_CARE, -1}, 1},
    {"PlacedAdoption", OT_KINDS, {DATE_PLACED, REASON_CEASED, -1}, 1},
    {"OC2", OT_KINDS, {SDQ, HEALTH_CHECK, -1}, 1},
    {"OC3", OT_KINDS, {IN_TOUCH, ACCOMMODATION, -1}, 1},
    {"Missing", OT_KINDS, {MISSING, MISSING_START, -1}, 1},
    {"Reviews", OT_KINDS, {REVIEW, -1}, 1},
    {"PrevPerm", OT_KINDS, {PREVIOUS, -1}, 1},
    {"SWEpisodes", OT_KINDS, {WORKER, WORKER_START, -1}, 1},
    {"placement costs", OT_KIND_PLACEMENT_COSTS, {WEEKLY_FEE, TOTAL, -1}, 1},
    {"Header", OT_KIND_CHILDREN, {SEX, DOB, UPN, ETHNIC, -1}, 2},
};

static const known_table *find_table(const ot_header *header)
{
    if (!ot_header_has(header, CHILD))
        return NULL;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        int found = 0;

        for (const int *column = tables[i].of; *column >= 0; column++)
            found += ot_header_has(header, (size_t)*column);
        if (found >= tables[i].needed)
            return &tables[i];
    }
    return NULL;
}

static ot_status read_header(const char *path, ot_header *header, ot_error *err)
{
    const ot_header_rules rules = {.fields = columns, .field_count = COLUMNS};
    ot_text_file *file = NULL;
    ot_csv_reader *reader = NULL;
    ot_header_place place;
    ot_csv_row row;
    ot_status st = ot_text_file_open(path, &file, err);

    if (st >= 0)
        st = ot_header_search(file, &rules, 0, 0, &place, err);
    if (st >= 0)
        st = ot_header_open(file, &place, 0, &reader, &row, err);
    if (st >= 0)
        ot_header_match(&rules, &row, header);
    ot_csv_reader_free(reader);
    ot_text_file_close(file);
    return st;
}

ot_status ot_importer_recognise(const char *path, ot_kind *kind, const char **table,
                                ot_error *err)
{
    ot_header header;
    const known_table *known;
    ot_status st = read_header(path, &header, err);

    *kind = OT_KINDS;
    *table = NULL;
    if (st < 0)
        return ot_importer_fail(path, st, err);
    known = find_table(&header);
    if (known) {
        *kind = known->kind;
        *table = known->name;
    }
    return OT_OK;
}
