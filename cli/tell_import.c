/* SPDX-License-Identifier: GPL-3.0-or-later */
/* tell_import.c - what is said of an import that was made: how much came, and which
 * earlier imports it replaces. */
#include <stdio.h>
#include <string.h>

#include "cli/session.h"

/* Slices of one measure come in a row: they are told as one range. */
typedef struct superseded {
    ot_console *console;
    int64_t import;
    char file[256];
    char first[96], last[96];
    size_t forecasts; /* cost centres whose forecasts of a month were replaced */
} superseded;

static size_t words_before_period(const char *slice)
{
    const char *period = strrchr(slice, ' ');

    return period ? (size_t)(period - slice) : strlen(slice);
}

static void tell_range(superseded *range)
{
    const char *until = strrchr(range->last, ' ');

    if (range->forecasts)
        ot_console_say(range->console,
                       "  supersedes the forecasts of %zu cost centres and months",
                       range->forecasts);
    range->forecasts = 0;

    if (!*range->first)
        return;
    ot_console_say(range->console, "  supersedes %s%s%s of import %lld (%s)",
                   range->first,
                   strcmp(range->first, range->last) && until ? " to" : "",
                   strcmp(range->first, range->last) && until ? until : "",
                   (long long)range->import, range->file);
    range->first[0] = '\0';
}

static bool tell_superseded(void *self, const ot_import *import, const char *slice)
{
    superseded *range = self;
    size_t words = words_before_period(slice);

    if (import->kind == OT_KIND_FORECASTS) {
        range->forecasts++;
        return true;
    }

    if (*range->first &&
        (import->id != range->import || words != words_before_period(range->first) ||
         strncmp(range->first, slice, words) != 0))
        tell_range(range);
    if (!*range->first) {
        range->import = import->id;
        snprintf(range->file, sizeof range->file, "%s", import->file);
        snprintf(range->first, sizeof range->first, "%.95s", slice);
    }
    snprintf(range->last, sizeof range->last, "%.95s", slice);
    return true;
}

static void tell_import(ot_session *session, const ot_import *import)
{
    char total[OT_PENCE_TEXT + 16] = "", text[OT_PENCE_TEXT];

    if (ot_kind_has_amounts(import->kind))
        snprintf(total, sizeof total, ", total %s",
                 ot_pence_text(import->control_total, text));
    ot_console_say(session->console, "imported %s %s as import %lld: %lld records%s",
                   ot_kind_name(import->kind), import->file, (long long)import->id,
                   (long long)import->records, total);
}

ot_status ot_session_tell_import(ot_session *session, const ot_import *import,
                                 ot_error *err)
{
    superseded range = {.console = session->console};
    ot_status st;

    tell_import(session, import);
    st = ot_store_superseded(session->store, import->id, session->profile.calendar,
                             tell_superseded, &range, err);
    tell_range(&range);
    return st;
}
