/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_status.c - returns --status: who has returned, when, and what was changed. */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "cli/print.h"
#include "cli/returns.h"

enum {
    MANAGER,
    STATE,
    RETURNED,
    FILE_NAME,
    LINES,
    GIVEN,
    CHANGED,
    LAST,
    FORECAST,
    CHANGE,
    COLUMNS
};

static const ot_column columns[COLUMNS] = {
    [MANAGER] = {.id = "manager", .heading = "Budget Manager"},
    [STATE] = {.id = "state", .heading = "State"},
    [RETURNED] = {.id = "returned", .heading = "Returned (UTC)"},
    [FILE_NAME] = {.id = "file", .heading = "File"},
    [LINES] = {.id = "lines", .heading = "Lines", .kind = OT_COLUMN_COUNT},
    [GIVEN] = {.id = "forecast_lines", .heading = "Forecast", .kind = OT_COLUMN_COUNT},
    [CHANGED] = {.id = "changed_lines", .heading = "Changed", .kind = OT_COLUMN_COUNT},
    [LAST] = {.id = "last_forecast",
              .heading = "Last Forecast",
              .kind = OT_COLUMN_PENCE},
    [FORECAST] = {.id = "forecast", .heading = "Forecast", .kind = OT_COLUMN_PENCE},
    [CHANGE] = {.id = "change", .heading = "Change", .kind = OT_COLUMN_PENCE}};

enum {
    CENTRE,
    NAME,
    GROUP,
    FUND,
    BUDGET,
    OLD,
    NEW,
    BY,
    OLD_DRIVER,
    NEW_DRIVER,
    REASON,
    COMMENT,
    GIVEN_COLUMNS
};

static const ot_column given_columns[GIVEN_COLUMNS] = {
    [CENTRE] = {.id = "cost_centre", .heading = "Cost Centre"},
    [NAME] = {.id = "name", .heading = "Name"},
    [GROUP] = {.id = "subjective_group", .heading = "Subjective Group"},
    [FUND] = {.id = "fund", .heading = "Fund"},
    [BUDGET] = {.id = "budget", .heading = "Budget", .kind = OT_COLUMN_PENCE},
    [OLD] = {.id = "last_forecast",
             .heading = "Last Forecast",
             .kind = OT_COLUMN_PENCE},
    [NEW] = {.id = "forecast", .heading = "Forecast", .kind = OT_COLUMN_PENCE},
    [BY] = {.id = "change", .heading = "Change", .kind = OT_COLUMN_PENCE},
    [OLD_DRIVER] = {.id = "last_driver",
                    .heading = "Last Driver",
                    .kind = OT_COLUMN_PENCE},
    [NEW_DRIVER] = {.id = "driver", .heading = "Driver", .kind = OT_COLUMN_PENCE},
    [REASON] = {.id = "reason_code", .heading = "Reason"},
    [COMMENT] = {.id = "comment", .heading = "Comment"}};

typedef struct writer {
    ot_report *report;
    const char *manager; /* of whom alone; NULL: all */
    int64_t import;      /* his newest answer */
    size_t found, returned;
    ot_pence last, forecast;
    int64_t lines, given, changed;
} writer;

static ot_status set_text(writer *w, uint32_t row, uint32_t column, const char *text,
                          ot_error *err)
{
    return *text ? ot_report_set_text(w->report, row, column, text, err) : OT_OK;
}

static const char *state_of(const ot_return_status *status)
{
    if (!status->import)
        return "outstanding";
    return status->answered == status->issue ? "returned"
                                             : "returned, issued again since";
}

static char *time_text(int64_t seconds, char text[32])
{
    time_t when = (time_t)seconds;
    struct tm utc;

    if (!gmtime_r(&when, &utc) || !strftime(text, 32, "%Y-%m-%d %H:%M:%S", &utc))
        text[0] = '\0';
    return text;
}

static ot_status add_sums(writer *w, const ot_return_status *status, ot_error *err)
{
    w->lines += status->lines;
    if (!status->import)
        return OT_OK;
    w->returned++;
    w->given += status->given;
    w->changed += status->changed;
    if (ot_pence_add(&w->last, status->last, err) < 0)
        return OT_ERANGE;
    return ot_pence_add(&w->forecast, status->forecast, err);
}

static ot_status add_manager(void *self, const ot_return_status *status, ot_error *err)
{
    writer *w = self;
    char when[32];
    uint32_t row;
    ot_status st = add_sums(w, status, err);

    w->found++;
    if (st == OT_OK)
        st = ot_report_row(w->report, OT_ROW_ITEM, 0, &row, err);
    if (st == OT_OK)
        st = set_text(w, row, MANAGER, status->manager, err);
    if (st == OT_OK)
        st = set_text(w, row, STATE, state_of(status), err);
    if (st < 0)
        return st;
    ot_report_set_number(w->report, row, LINES, status->lines);
    if (!status->import)
        return OT_OK;
    ot_report_set_number(w->report, row, GIVEN, status->given);
    ot_report_set_number(w->report, row, CHANGED, status->changed);
    ot_report_set_number(w->report, row, LAST, status->last);
    ot_report_set_number(w->report, row, FORECAST, status->forecast);
    ot_report_set_number(w->report, row, CHANGE, status->forecast - status->last);
    st = set_text(w, row, RETURNED, time_text(status->time, when), err);
    return st == OT_OK ? set_text(w, row, FILE_NAME, status->file, err) : st;
}

static ot_status add_total(writer *w, ot_error *err)
{
    char text[64];
    uint32_t row;
    ot_status st = ot_report_row(w->report, OT_ROW_TOTAL, 0, &row, err);

    snprintf(text, sizeof text, "%zu of %zu returned", w->returned, w->found);
    if (st == OT_OK)
        st = set_text(w, row, MANAGER, "Total", err);
    if (st == OT_OK)
        st = set_text(w, row, STATE, text, err);
    if (st < 0)
        return st;
    ot_report_set_number(w->report, row, LINES, w->lines);
    ot_report_set_number(w->report, row, GIVEN, w->given);
    ot_report_set_number(w->report, row, CHANGED, w->changed);
    ot_report_set_number(w->report, row, LAST, w->last);
    ot_report_set_number(w->report, row, FORECAST, w->forecast);
    ot_report_set_number(w->report, row, CHANGE, w->forecast - w->last);
    return OT_OK;
}

static ot_status find_manager(void *self, const ot_return_status *status, ot_error *err)
{
    writer *w = self;

    (void)err;
    if (strcasecmp(w->manager, status->manager) == 0) {
        w->found++;
        w->import = status->import;
    }
    return OT_OK;
}

static ot_status add_given(void *self, const ot_return_given *given, ot_error *err)
{
    writer *w = self;
    uint32_t row;
    ot_status st = ot_report_row(w->report, OT_ROW_ITEM, 0, &row, err);

    if (st == OT_OK)
        st = set_text(w, row, CENTRE, given->cost_centre, err);
    if (st == OT_OK)
        st = set_text(w, row, NAME, given->name, err);
    if (st == OT_OK)
        st = set_text(w, row, GROUP, ot_subjective_group_name(given->subjective_group),
                      err);
    if (st == OT_OK)
        st = set_text(w, row, FUND, ot_fund_name(given->fund), err);
    if (st == OT_OK)
        st = set_text(w, row, REASON, given->reason, err);
    if (st == OT_OK)
        st = set_text(w, row, COMMENT, given->comment, err);
    if (st < 0)
        return st;
    ot_report_set_number(w->report, row, BUDGET, given->budget);
    ot_report_set_number(w->report, row, OLD, given->last);
    ot_report_set_number(w->report, row, NEW, given->forecast);
    ot_report_set_number(w->report, row, BY, given->forecast - given->last);
    if (given->had_driver)
        ot_report_set_number(w->report, row, OLD_DRIVER, given->last_driver);
    if (given->has_driver)
        ot_report_set_number(w->report, row, NEW_DRIVER, given->driver);
    return OT_OK;
}

/* The period asked for, or the newest that returns were issued for. */
static ot_status find_period(ot_session *session, ot_period *as_at, ot_error *err)
{
    ot_status st = ot_session_as_at(session, as_at, err);

    if (st == OT_OK && !as_at->year)
        st = ot_store_returns_period(session->store, as_at, err);
    if (st == OT_OK && !as_at->year)
        st = ot_fail(err, OT_EINPUT,
                     "no returns were issued yet: outturn returns --out DIR does");
    return st;
}

static ot_status begin_report(writer *w, const char *title, const ot_column *list,
                              size_t count, ot_error *err)
{
    ot_status st;

    w->report = ot_report_new("returns", "Forecast returns");
    st = w->report ? ot_report_title(w->report, title, err) : ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < count; i++)
        st = ot_report_column(w->report, &list[i], err);
    return st;
}

static ot_status fill_all(writer *w, ot_session *session, ot_period as_at,
                          const char *title, ot_error *err)
{
    ot_status st = begin_report(w, title, columns, COLUMNS, err);

    if (st == OT_OK)
        st = ot_store_returns_status(session->store, as_at, add_manager, w, err);
    if (st == OT_OK && !w->found)
        return ot_fail(err, OT_EINPUT, "no returns were issued for that period");
    return st == OT_OK ? add_total(w, err) : st;
}

static ot_status fill_one(writer *w, ot_session *session, ot_period as_at,
                          const char *title, ot_error *err)
{
    ot_status st = ot_store_returns_status(session->store, as_at, find_manager, w, err);

    if (st == OT_OK && !w->found)
        return ot_fail(err, OT_EINPUT, "no return was issued to '%s' for that period",
                       w->manager);
    if (st == OT_OK && !w->import)
        return ot_fail(err, OT_EINPUT, "the return of '%s' did not come back yet",
                       w->manager);
    if (st == OT_OK)
        st = begin_report(w, title, given_columns, GIVEN_COLUMNS, err);
    return st == OT_OK
               ? ot_store_return_given(session->store, w->import, add_given, w, err)
               : st;
}

ot_status ot_returns_print_status(ot_session *session, ot_error *err)
{
    writer w = {.manager = ot_argument(session->arguments, "manager")};
    char words[OT_PERIOD_TEXT], title[160];
    ot_period as_at;
    ot_status st = find_period(session, &as_at, err);

    if (st < 0)
        return st;
    ot_period_words(session->profile.calendar, as_at, words);
    snprintf(title, sizeof title, "Forecast returns%s%.60s, actuals to %s",
             w.manager ? ": " : "", w.manager ? w.manager : "", words);
    st = (w.manager ? fill_one : fill_all)(&w, session, as_at, title, err);
    if (st == OT_OK)
        st = ot_print_report(session->arguments, w.report, err);
    ot_report_free(w.report);
    return st;
}
