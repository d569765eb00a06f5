/* SPDX-License-Identifier: GPL-3.0-or-later */
/* accounts.c - accounts.csv: the CIPFA subjective group of each account. */
#include "engine/structure.h"
#include "importers/kinds.h"
#include "importers/quoted.h"

#include <string.h>

enum { ACCOUNT, NAME, SUBJECTIVE_GROUP, INCOME, FIELDS };

#define INCOME_GROUP 9

static const ot_field fields[FIELDS] = {
    [ACCOUNT] = {"account",
                 "accountcode code glaccount nominalcode nominal naturalaccount "
                 "subjectivecode subjective detailcode costelement",
                 true},
    [NAME] = {"name", "accountname description", false},
    [SUBJECTIVE_GROUP] = {"subjective_group", "cipfagroup cipfasubjectivegroup", true},
    [INCOME] = {"income", "incomeflag isincome", false},
};

/* Without a word for it, the accounts of the group of income are income. */
static ot_status read_income(const ot_row_values *v, int group, bool *income,
                             ot_error *err)
{
    static const char *const yes[] = {"y", "yes", "true", "1"};
    static const char *const no[] = {"n", "no", "false", "0"};
    const char *text = ot_row_text(v, INCOME);
    char word[OT_HEADING_TEXT];

    *income = group == INCOME_GROUP;
    if (*text == '\0')
        return OT_OK;
    ot_heading_normalise(text, word);
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
        if (strcmp(word, yes[i]) == 0 || strcmp(word, no[i]) == 0) {
            *income = strcmp(word, yes[i]) == 0;
            return OT_OK;
        }
    }
    return ot_fail(err, OT_EINPUT, "income '%s' is neither y nor n", OT_QUOTED(text));
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_account_record *out = records;
    long group = 0;
    ot_status st = ot_row_code(v, ACCOUNT, OT_REQUIRED, &out->account, err);

    if (st >= 0)
        st =
            ot_row_whole(v, SUBJECTIVE_GROUP, 1, OT_SUBJECTIVE_GROUPS - 1, &group, err);
    if (st >= 0)
        st = read_income(v, (int)group, &out->income, err);
    if (st < 0)
        return st;
    out->subjective_group = (int)group;
    out->name = ot_row_text(v, NAME);
    out->line = v->row->line;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_accounts = {.fields = fields,
                                           .field_count = FIELDS,
                                           .record_size = sizeof(ot_account_record),
                                           .read_row = read_row};
