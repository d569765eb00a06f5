/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/statement.h"

#include <stdio.h>
#include <string.h>

/* Room for any ledger's amounts; six decimals, so that a fraction of a penny shows. */
#define AMOUNT_TYPE "DECIMAL(24,6)"

int ot_statement_width(const ot_statement *statement)
{
    return statement->group_count + 2 * statement->amount_count + 1;
}

static void put(ot_statement *out, const char *text)
{
    size_t length = strlen(text);

    if (out->full || length >= sizeof out->text - out->length) {
        out->full = true;
        return;
    }
    memcpy(out->text + out->length, text, length + 1);
    out->length += length;
}

static void put_quoted(ot_statement *out, const char *name, size_t length, char quote)
{
    char piece[3] = {quote, '\0', '\0'};

    put(out, piece);
    for (size_t i = 0; i < length; i++) {
        piece[0] = name[i];
        piece[1] = name[i] == quote ? quote : '\0';
        put(out, piece);
    }
    piece[0] = quote;
    piece[1] = '\0';
    put(out, piece);
}

static ot_status fail_text(const char *what, const char *text, const char *why,
                           ot_error *err)
{
    return ot_fail(err, OT_EINPUT, "%s = '%.100s' %s", what, text, why);
}

/* Behind a quote at *text: to the quote that closes it, two of them being one inside.
 */
static bool skip_quoted(const char **text)
{
    const char quote = **text;

    for (++*text; **text; ++*text) {
        if (**text != quote)
            continue;
        if ((*text)[1] != quote)
            return true;
        ++*text;
    }
    return false;
}

/* Text that stands in a statement as it is: it must not end it, nor hide what follows.
 */
static ot_status check_expression(const char *what, const char *text, bool bracketed,
                                  ot_error *err)
{
    long depth = 0;

    if (strchr(text, '\\')) /* some engines escape a quote by it */
        return fail_text(what, text, "holds a '\\'", err);
    for (const char *at = text; *at; at++) {
        if (*at == '\'' || *at == '"' || *at == '`') {
            if (!skip_quoted(&at))
                return fail_text(what, text, "has a quote that is not closed", err);
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')') {
            depth--;
            if (depth < 0 || (depth == 0 && bracketed && at[1]))
                return fail_text(what, text, "closes a bracket too early", err);
        } else if (*at == ';' || *at == '#' || strncmp(at, "--", 2) == 0 ||
                   strncmp(at, "/*", 2) == 0 || (unsigned char)*at < 0x20) {
            return fail_text(what, text,
                             "holds ';', '#', a comment or a control character", err);
        }
    }
    return depth == 0 ? OT_OK
                      : fail_text(what, text, "has a bracket that is not closed", err);
}

static ot_status check_name(const char *what, const char *text, size_t length,
                            ot_error *err)
{
    if (length == 0 || length > 128)
        return fail_text(what, text, "is no name of up to 128 bytes", err);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20)
            return fail_text(what, text, "holds a control character", err);
    return OT_OK;
}

static ot_status put_column(ot_statement *out, const char *what, const char *text,
                            char quote, ot_error *err)
{
    ot_status st;

    if (*text == '(') {
        st = check_expression(what, text, true, err);
        put(out, text);
        return st;
    }
    st = check_name(what, text, strlen(text), err);
    put_quoted(out, text, strlen(text), quote);
    return st;
}

/* "schema.table": each part is quoted. */
static ot_status put_table(ot_statement *out, const char *table, char quote,
                           ot_error *err)
{
    const char *part = table;
    ot_status st = OT_OK;

    for (;;) {
        size_t length = strcspn(part, ".");

        st = check_name("table", table, length, err);
        if (st < 0)
            return st;
        put_quoted(out, part, length, quote);
        if (!part[length])
            return OT_OK;
        put(out, ".");
        part += length + 1;
    }
}

static const char *group_text(const ot_request *request, int group)
{
    return group < 0 ? request->partition : request->columns[group];
}

static ot_status put_groups(const ot_request *request, char quote, ot_statement *out,
                            ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < out->group_count; i++) {
        const int group = out->groups[i];

        put(out, i ? ", " : "");
        st = put_column(out, group < 0 ? "partition" : ot_request_column(group),
                        group_text(request, group), quote, err);
    }
    return st;
}

static ot_status put_amounts(const ot_request *request, char quote, ot_statement *out,
                             ot_error *err)
{
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < out->amount_count; i++) {
        const char *name = ot_request_column(out->amounts[i]);
        const char *text = request->columns[out->amounts[i]];

        put(out, ", SUM(CAST(");
        st = put_column(out, name, text, quote, err);
        put(out, " AS " AMOUNT_TYPE ")), COUNT(");
        if (st == OT_OK)
            st = put_column(out, name, text, quote, err);
        put(out, ")");
    }
    return st;
}

/* Is the partition key one of the columns that are grouped by already? */
static bool has_partition(const ot_request *request, const ot_statement *out)
{
    for (int i = 0; i < out->group_count; i++)
        if (strcmp(request->columns[out->groups[i]], request->partition) == 0)
            return true;
    return false;
}

static ot_status build(const ot_request *request, const char *quoted, int first,
                       ot_statement *out, ot_error *err)
{
    const char quote = *quoted && *quoted != ' ' ? *quoted : '"';
    ot_status st;

    *out = (ot_statement){0};
    for (int i = first; i < OT_ODBC_GROUPS; i++)
        if (request->columns[i])
            out->groups[out->group_count++] = i;
    for (int i = OT_ODBC_GROUPS; i < OT_ODBC_COLUMNS; i++)
        if (request->columns[i])
            out->amounts[out->amount_count++] = i;
    if (request->partition && !has_partition(request, out))
        out->groups[out->group_count++] = -1;
    put(out, "SELECT ");
    st = put_groups(request, quote, out, err);
    if (st == OT_OK)
        st = put_amounts(request, quote, out, err);
    put(out, ", COUNT(*) FROM ");
    if (st == OT_OK)
        st = put_table(out, request->table, quote, err);
    if (st == OT_OK && request->filter) {
        st = check_expression("filter", request->filter, false, err);
        put(out, " WHERE (");
        put(out, request->filter);
        put(out, ")");
    }
    put(out, " GROUP BY ");
    if (st == OT_OK)
        st = put_groups(request, quote, out, err);
    put(out, " ORDER BY "); /* the same cells, the same answer */
    if (st == OT_OK)
        st = put_groups(request, quote, out, err);
    if (st == OT_OK && out->full)
        return ot_fail(err, OT_EINPUT, "the source's statement is too long");
    return st;
}

ot_status ot_statement_cells(const ot_request *request, const char *quote,
                             ot_statement *out, ot_error *err)
{
    return build(request, quote, OT_ODBC_COST_CENTRE, out, err);
}

ot_status ot_statement_totals(const ot_request *request, const char *quote,
                              ot_statement *out, ot_error *err)
{
    return build(request, quote, OT_ODBC_YEAR, out, err);
}
