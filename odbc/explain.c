/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - asks the engine for its plan, and shows who adds the lines up. */
#include "odbc/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "odbc/decimal.h"
#include "odbc/fetch.h"
#include "odbc/plan.h"
#include "odbc/statement.h"

#define PLAN_BYTES 4000

typedef struct explaining {
    ot_connection *connection;
    const ot_request *request;
    FILE *out;
    ot_plan plan;
    char *sql; /* room for a statement with words around it */
    size_t room;
    int64_t number;
} explaining;

/* Rows of a plan are printed; which column says who adds up is the engine's. */
static ot_status take_row(void *self, char **texts, int count, ot_error *err)
{
    explaining *x = self;
    const char *last = texts[count - 1] ? texts[count - 1] : "";

    (void)err;
    fputs("   ", x->out);
    for (int i = 0; i < count; i++)
        if (x->connection->engine == OT_ENGINE_POSTGRESQL ||
            (x->connection->engine == OT_ENGINE_SQLITE ? i == count - 1 : i > 1))
            fprintf(x->out, " %s", texts[i] ? texts[i] : "-");
    fputc('\n', x->out);
    if (x->connection->engine == OT_ENGINE_POSTGRESQL)
        ot_plan_postgresql(&x->plan, last);
    else if (x->connection->engine == OT_ENGINE_MARIADB)
        ot_plan_mariadb(&x->plan, last);
    else
        ot_plan_sqlite(&x->plan, last);
    return OT_OK;
}

static ot_status ask(explaining *x, const char *before, const char *sql,
                     const char *after, ot_fetch_row row, ot_error *err)
{
    snprintf(x->sql, x->room, "%s%s%s", before, sql, after);
    return ot_fetch(x->connection, x->sql, 0, PLAN_BYTES, row, x, err);
}

/* The last column of the last row as a number; -1 where it is none. */
static ot_status take_number(void *self, char **texts, int count, ot_error *err)
{
    explaining *x = self;

    if (!texts[count - 1] || ot_decimal_count(texts[count - 1], &x->number, err) < 0)
        x->number = -1;
    return OT_OK;
}

/* Adds "'TEXT'", its quotes doubled, to sql. */
static void put_literal(char *sql, size_t room, const char *text, size_t length)
{
    size_t used = strlen(sql);

    if (used + 2 * length + 3 > room)
        return;
    sql[used++] = '\'';
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\'' || text[i] == '\\')
            sql[used++] = text[i];
        sql[used++] = text[i];
    }
    sql[used++] = '\'';
    sql[used] = '\0';
}

/* Is the source's table one of Spider's? */
static ot_status is_spider(explaining *x, bool *spider, ot_error *err)
{
    char sql[2048] = "SELECT COUNT(*) FROM information_schema.TABLES WHERE "
                     "ENGINE = 'SPIDER' AND TABLE_SCHEMA = ";
    const char *table = x->request->table, *dot = strrchr(table, '.');
    const char *name = dot ? dot + 1 : table;
    ot_status st;

    if (dot)
        put_literal(sql, sizeof sql, table, (size_t)(dot - table));
    else
        strcat(sql, "DATABASE()");
    strcat(sql, " AND TABLE_NAME = ");
    put_literal(sql, sizeof sql, name, strlen(name));
    x->number = -1;
    st = ask(x, "", sql, "", take_number, err);
    *spider = x->number > 0;
    return st;
}

/* Spider tells what it has added up at its nodes in no plan, but counts it. */
static ot_status spider_count(explaining *x, ot_error *err)
{
    x->number = -1;
    return ask(x, "", "SHOW SESSION STATUS LIKE 'Spider_direct_aggregate'", "",
               take_number, err);
}

static ot_status mariadb_verdict(explaining *x, const char *sql, ot_verdict *verdict,
                                 ot_error *err)
{
    int64_t before = -1, direct = -1;
    bool spider = false;
    ot_status st = is_spider(x, &spider, err);

    if (st == OT_OK && spider && !x->plan.aggregates) {
        st = spider_count(x, err);
        before = x->number;
        if (st == OT_OK && before >= 0)
            st = ask(x, "", sql, " LIMIT 1", take_number, err);
        if (st == OT_OK && before >= 0)
            st = spider_count(x, err);
        if (before >= 0 && x->number >= before)
            direct = x->number - before;
    }
    *verdict = ot_plan_mariadb_verdict(&x->plan, spider, direct);
    return st;
}

static ot_status judge(explaining *x, const char *sql, ot_verdict *verdict,
                       ot_error *err)
{
    ot_status st = OT_OK;

    *verdict = OT_PLAN_UNKNOWN;
    switch (x->connection->engine) {
    case OT_ENGINE_POSTGRESQL: /* as it will be asked: rows are fetched by a cursor */
        st = ask(x, "EXPLAIN (VERBOSE, COSTS OFF) DECLARE outturn CURSOR FOR ", sql, "",
                 take_row, err);
        *verdict = ot_plan_postgresql_verdict(&x->plan);
        return st;
    case OT_ENGINE_MARIADB:
        st = ask(x, "EXPLAIN ", sql, "", take_row, err);
        return st < 0 ? st : mariadb_verdict(x, sql, verdict, err);
    case OT_ENGINE_SQLITE:
        st = ask(x, "EXPLAIN QUERY PLAN ", sql, "", take_row, err);
        *verdict = ot_plan_sqlite_verdict(&x->plan);
        return st;
    case OT_ENGINE_OTHER:
        break;
    }
    fputs("    (the plans of this engine are not known here)\n", x->out);
    return OT_OK;
}

static ot_status explain_one(explaining *x, const char *title,
                             const ot_statement *statement, ot_verdict *verdict,
                             ot_error *err)
{
    ot_status st;

    x->plan = (ot_plan){0};
    fprintf(x->out, "%s\n    %s\n  plan\n", title, statement->text);
    st = judge(x, statement->text, verdict, err);
    if (st < 0)
        return st;
    fprintf(x->out, "  %s\n", ot_verdict_name(*verdict));
    if (*x->plan.shown_by)
        fprintf(x->out, "  shown by: %s\n", x->plan.shown_by);
    return OT_OK;
}

static ot_status explain_both(explaining *x, ot_statement *s, ot_error *err)
{
    ot_verdict cells = OT_PLAN_UNKNOWN, totals = OT_PLAN_UNKNOWN;
    ot_status st = ot_statement_cells(x->request, x->connection->quote, &s[0], err);

    if (st == OT_OK)
        st = ot_statement_totals(x->request, x->connection->quote, &s[1], err);
    if (st < 0)
        return st;
    fprintf(x->out, "engine %s, driver %s\n", x->connection->product,
            x->connection->driver);
    st = explain_one(x, "cells", &s[0], &cells, err);
    if (st == OT_OK)
        st = explain_one(x, "control totals", &s[1], &totals, err);
    if (st < 0)
        return st;
    fprintf(x->out, OT_ODBC_TRAILER "explain %d\n",
            (int)ot_verdict_both(cells, totals));
    return fflush(x->out) == 0 ? OT_OK
                               : ot_fail(err, OT_EIO, "the plan cannot be written");
}

ot_status ot_odbc_explain(ot_connection *connection, const ot_request *request,
                          FILE *out, ot_error *err)
{
    explaining x = {.connection = connection, .request = request, .out = out};
    ot_statement *statements = malloc(2 * sizeof *statements);
    ot_status st;

    x.room = sizeof statements->text + 256;
    x.sql = malloc(x.room);
    st = statements && x.sql ? explain_both(&x, statements, err) : ot_fail_memory(err);
    free(statements);
    free(x.sql);
    return st;
}
