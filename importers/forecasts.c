/* SPDX-License-Identifier: GPL-3.0-or-later */
/* forecasts.c - forecasts.csv: what budget managers expect of the year. */
#include "engine/structure.h"
#include "importers/kinds.h"

enum {
    COST_CENTRE,
    SUBJECTIVE_GROUP,
    ACCOUNT,
    FUND,
    FORECAST,
    CHANGE,
    DRIVER,
    REASON_CODE,
    COMMENT,
    AUTHOR,
    DATE,
    EXPIRES,
    FIELDS
};

static const ot_field fields[FIELDS] = {
    [COST_CENTRE] = {"cost_centre",
                     "costcenter costcentrecode costcentercode costcode cc", true},
    [SUBJECTIVE_GROUP] = {"subjective_group", "cipfagroup cipfasubjectivegroup", false},
    [ACCOUNT] = {"account", "accountcode glaccount nominalcode nominal", false},
    [FUND] = {"fund", "fundcode fundingstream fundingsource funding", false},
    [FORECAST] = {"forecast", "forecastoutturn outturn", false},
    [CHANGE] = {"change", "changeonbudget", false},
    [DRIVER] = {"driver", "ofwhichdriver", false},
    [REASON_CODE] = {"reason_code", "reason", false},
    [COMMENT] = {"comment", "comments", false},
    [AUTHOR] = {"author", "by", false},
    [DATE] = {"date", "forecastdate dateofforecast", true},
    [EXPIRES] = {"expires", "expiry expirydate", false},
};

static ot_status check_header(ot_reading *reading, ot_error *err)
{
    char seen[150];

    if (ot_header_has(reading->values.header, FORECAST) ||
        ot_header_has(reading->values.header, CHANGE))
        return OT_OK;
    return ot_fail(err, OT_EINPUT,
                   "no column for forecast (or change); the headings are: %s",
                   ot_header_list(reading->values.row, seen, sizeof seen));
}

/* The outturn of the year or the change on the budget, and what the driver is of it. */
static ot_status read_amounts(const ot_row_values *v, ot_forecast_record *out,
                              ot_error *err)
{
    bool forecast = !ot_row_is_blank(v, FORECAST), change = !ot_row_is_blank(v, CHANGE);
    ot_status st;

    if (forecast == change)
        return ot_fail(err, OT_EINPUT,
                       forecast ? "forecast and change are both given; leave one blank"
                                : "forecast and change are both blank");
    out->is_change = change;
    st = ot_row_amount(v, change ? CHANGE : FORECAST, &out->amount, err);
    out->driver = 0;
    out->has_driver = !ot_row_is_blank(v, DRIVER);
    if (st >= 0 && out->has_driver)
        st = ot_row_amount(v, DRIVER, &out->driver, err);
    return st;
}

/* Subjective group, or account, or neither: the whole cost centre. */
static ot_status read_scope(const ot_row_values *v, ot_forecast_record *out,
                            ot_error *err)
{
    long group = 0;
    ot_status st = ot_row_code(v, ACCOUNT, OT_OPTIONAL, &out->account, err);

    if (st >= 0 && !ot_row_is_blank(v, SUBJECTIVE_GROUP)) {
        if (*out->account != '\0')
            return ot_fail(
                err, OT_EINPUT,
                "subjective_group and account are both given; leave one blank");
        st =
            ot_row_whole(v, SUBJECTIVE_GROUP, 1, OT_SUBJECTIVE_GROUPS - 1, &group, err);
    }
    out->subjective_group = (int)group;
    return st;
}

static ot_status read_dates(const ot_row_values *v, ot_forecast_record *out,
                            ot_error *err)
{
    ot_status st = ot_row_date(v, DATE, OT_REQUIRED, &out->date, err);

    if (st >= 0)
        st = ot_row_date(v, EXPIRES, OT_OPTIONAL, &out->expires, err);
    if (st >= 0 && out->expires != 0 && out->expires < out->date)
        return ot_fail(err, OT_EINPUT, "expires is before date");
    return st;
}

static ot_status read_row(ot_reading *reading, void *records, size_t *count,
                          ot_error *err)
{
    const ot_row_values *v = &reading->values;
    ot_forecast_record *out = records;
    ot_status st = ot_row_code(v, COST_CENTRE, OT_REQUIRED, &out->cost_centre, err);

    if (st >= 0)
        st = ot_row_fund(v, FUND, &out->fund, err);
    if (st >= 0)
        st = read_scope(v, out, err);
    if (st >= 0)
        st = read_amounts(v, out, err);
    if (st >= 0)
        st = read_dates(v, out, err);
    if (st < 0)
        return st;
    out->reason_code = ot_row_text(v, REASON_CODE);
    out->comment = ot_row_text(v, COMMENT);
    out->author = ot_row_text(v, AUTHOR);
    out->line = v->row->line;
    out->returned = false;
    *count = 1;
    return OT_OK;
}

const ot_import_kind ot_import_forecasts = {.fields = fields,
                                            .field_count = FIELDS,
                                            .record_size = sizeof(ot_forecast_record),
                                            .check_header = check_header,
                                            .read_row = read_row};
