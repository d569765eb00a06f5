/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/request.h"

#include <stdlib.h>
#include <string.h>

const char *ot_request_column(int column)
{
    static const char *const names[OT_ODBC_COLUMNS] = OT_ODBC_COLUMN_NAMES;

    return names[column];
}

void ot_request_wipe(void *memory, size_t size)
{
    volatile unsigned char *byte = memory;

    while (size--)
        *byte++ = 0;
}

static bool take_column(ot_request *out, const char *name, const char *value)
{
    for (int i = 0; i < OT_ODBC_COLUMNS; i++) {
        if (strcmp(name, ot_request_column(i)) == 0) {
            out->columns[i] = value;
            return true;
        }
    }
    return false;
}

static bool take_number(const char *value, int *number)
{
    char *end;
    long read = strtol(value, &end, 10);

    *number = (int)read;
    return end != value && !*end && read > 0 && read <= 86400;
}

static bool take(ot_request *out, const char *key, char *value)
{
    if (strcmp(key, "do") == 0)
        out->explain = strcmp(value, "explain") == 0;
    else if (strcmp(key, "connection") == 0)
        out->connection = value;
    else if (strcmp(key, "password") == 0)
        out->password = value;
    else if (strcmp(key, "table") == 0)
        out->table = value;
    else if (strcmp(key, "filter") == 0)
        out->filter = value;
    else if (strcmp(key, "partition") == 0)
        out->partition = value;
    else if (strcmp(key, "unit") == 0)
        out->pence = strcmp(value, "pence") == 0;
    else if (strcmp(key, "codes") == 0)
        out->codes = strcmp(value, "upper") == 0 ? OT_CASE_UPPER : OT_CASE_AS_IS;
    else if (strcmp(key, "timeout") == 0)
        return take_number(value, &out->timeout);
    else if (strncmp(key, "column.", 7) == 0)
        return take_column(out, key + 7, value);
    else
        return false;
    return true;
}

static ot_status check_columns(const ot_request *request, ot_error *err)
{
    static const int required[] = {OT_ODBC_COST_CENTRE, OT_ODBC_ACCOUNT,
                                   OT_ODBC_PERIOD};
    bool measures = false;

    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        if (!request->columns[required[i]])
            return ot_fail(err, OT_EINPUT, "the source names no column.%s",
                           ot_request_column(required[i]));
    for (int i = OT_ODBC_AMOUNT + 1; i < OT_ODBC_COLUMNS; i++)
        measures = measures || request->columns[i];
    if (measures &&
        (request->columns[OT_ODBC_AMOUNT] || request->columns[OT_ODBC_MEASURE]))
        return ot_fail(err, OT_EINPUT,
                       "the source names column.amount or column.measure beside "
                       "measures (budget, actual ...); keep one form");
    if (!measures && !request->columns[OT_ODBC_AMOUNT])
        return ot_fail(err, OT_EINPUT, "the source names no column.amount");
    return OT_OK;
}

ot_status ot_request_parse(char *text, ot_request *out, ot_error *err)
{
    char *line = text, *end;
    bool ended = false;

    *out = (ot_request){.timeout = 600};
    for (; !ended && (end = strchr(line, '\n')); line = end + 1) {
        char *space = strchr(line, ' ');

        *end = '\0';
        ended = strcmp(line, "end") == 0;
        if (ended)
            break;
        if (!space)
            return ot_fail(err, OT_EINPUT, "the request has a line without a value");
        *space = '\0';
        if (!take(out, line, space + 1))
            return ot_fail(err, OT_EINPUT, "the request's '%.40s' is not understood",
                           line);
    }
    if (!ended)
        return ot_fail(err, OT_EINPUT,
                       "the request is not whole; this program is for outturn to run");
    if (!out->connection || !out->table)
        return ot_fail(err, OT_EINPUT, "the source names no %s",
                       out->connection ? "table" : "connection");
    return check_columns(out, err);
}
