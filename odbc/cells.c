/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/cells.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "odbc/decimal.h"

ot_status ot_cells_init(ot_cells *cells, const ot_request *request,
                        const ot_statement *statement, FILE *out, ot_error *err)
{
    *cells = (ot_cells){.request = request,
                        .statement = statement,
                        .out = out,
                        .codes = ot_codes_new(request->codes),
                        .totals = ot_totals_new()};
    if (cells->codes && cells->totals)
        return OT_OK;
    ot_cells_clear(cells);
    return ot_fail_memory(err);
}

void ot_cells_clear(ot_cells *cells)
{
    ot_codes_free(cells->codes);
    ot_totals_free(cells->totals);
    *cells = (ot_cells){0};
}

static ot_status check_written(const ot_cells *cells, ot_error *err)
{
    return ferror(cells->out) ? ot_fail(err, OT_EIO,
                                        "the cells could not be written; was outturn "
                                        "ended?")
                              : OT_OK;
}

ot_status ot_cells_headings(ot_cells *cells, ot_error *err)
{
    const ot_statement *s = cells->statement;

    for (int i = 0; i < s->group_count; i++)
        if (s->groups[i] >= 0)
            fprintf(cells->out, "%s,", ot_request_column(s->groups[i]));
    for (int i = 0; i < s->amount_count; i++)
        fprintf(cells->out, "%s%s", i ? "," : "", ot_request_column(s->amounts[i]));
    fputc('\n', cells->out);
    return check_written(cells, err);
}

static void put_text(FILE *out, const char *text)
{
    if (!text[strcspn(text, "\",")]) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static ot_status take_groups(ot_cells *cells, char **texts, const char **codes,
                             ot_error *err)
{
    const ot_statement *s = cells->statement;
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < s->group_count; i++) {
        const int group = s->groups[i];
        const bool may_lack = group == OT_ODBC_FUND || group == OT_ODBC_PROJECT;

        codes[i] = "";
        if (group < 0)
            continue;
        if (!texts[i] && !may_lack)
            return ot_fail(err, OT_EINPUT, "there are lines without a %s (NULL)",
                           ot_request_column(group));
        if (texts[i])
            st = ot_codes_take(cells->codes, group, texts[i], &codes[i], err);
        if (st == OT_OK && !may_lack && !*codes[i])
            return ot_fail(err, OT_EINPUT, "there are lines with a blank %s",
                           ot_request_column(group));
    }
    return st;
}

/* "2021/22 P05 ACTUAL": what control totals are by. */
static void write_key(const ot_statement *s, const char **codes, const char *amount,
                      char *key, size_t size)
{
    size_t length = 0;

    key[0] = '\0';
    for (int i = 0; i < s->group_count && length < size; i++)
        if (s->groups[i] >= OT_ODBC_YEAR)
            length += (size_t)snprintf(key + length, size - length, "%s%s",
                                       length ? " " : "", codes[i]);
    if (s->amount_count > 1 && length < size)
        snprintf(key + length, size - length, " %s", amount);
}

static ot_status take_amount(ot_cells *cells, const char *sum, const char *count,
                             int64_t lines, const char *name, ot_pence *amount,
                             ot_error *err)
{
    int64_t with_amount = 0;
    ot_status st = ot_decimal_count(count ? count : "", &with_amount, err);

    if (st == OT_OK && (!sum || with_amount != lines))
        return ot_fail(err, OT_EINPUT,
                       "%" PRId64 " of %" PRId64 " lines have no %s (NULL); where that "
                       "is meant to be 0, say so: column.%s = (COALESCE(..., 0))",
                       lines - with_amount, lines, name, name);
    return st < 0 ? st : ot_decimal_pence(sum, cells->request->pence, amount, err);
}

/* Says in which cell an error is. */
static ot_status in_cell(const ot_statement *s, const char **codes, ot_status st,
                         ot_error *err)
{
    char message[sizeof err->message], place[128] = "";
    size_t length = 0;

    if (st >= 0 || !err)
        return st;
    for (int i = 0; i < s->group_count && length < sizeof place; i++)
        if (codes[i] && *codes[i])
            length += (size_t)snprintf(place + length, sizeof place - length, "%s%s",
                                       length ? " " : "", codes[i]);
    snprintf(message, sizeof message, "%s", err->message);
    snprintf(err->message, sizeof err->message, "%.180s [cell %.60s]", message, place);
    return st;
}

static ot_status put_amounts(ot_cells *cells, char **texts, const char **codes,
                             int64_t lines, ot_error *err)
{
    const ot_statement *s = cells->statement;
    char key[1024], text[OT_PENCE_TEXT];
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < s->amount_count; i++) {
        const char *name = ot_request_column(s->amounts[i]);
        char **sum = texts + s->group_count + 2 * i;
        ot_pence amount = 0;

        st = take_amount(cells, sum[0], sum[1], lines, name, &amount, err);
        write_key(s, codes, name, key, sizeof key);
        if (st == OT_OK)
            st = ot_totals_add(cells->totals, key, amount, lines, err);
        if (st == OT_OK && cells->out) {
            fputs(i ? "," : "", cells->out);
            fputs(ot_pence_text(amount, text), cells->out);
        }
    }
    return st;
}

ot_status ot_cells_row(void *self, char **texts, int count, ot_error *err)
{
    ot_cells *cells = self;
    const ot_statement *s = cells->statement;
    const char *codes[OT_ODBC_GROUPS + 1] = {NULL};
    int64_t lines = 0;
    ot_status st = take_groups(cells, texts, codes, err);

    if (st == OT_OK)
        st = ot_decimal_count(texts[count - 1] ? texts[count - 1] : "", &lines, err);
    for (int i = 0; st == OT_OK && cells->out && i < s->group_count; i++) {
        if (s->groups[i] < 0)
            continue;
        put_text(cells->out, codes[i]);
        fputc(',', cells->out);
    }
    if (st == OT_OK)
        st = put_amounts(cells, texts, codes, lines, err);
    if (st < 0)
        return in_cell(s, codes, st, err);
    cells->rows++;
    if (!cells->out)
        return OT_OK;
    fputc('\n', cells->out);
    return check_written(cells, err);
}

ot_status ot_cells_trailer(const ot_cells *cells, ot_error *err)
{
    ot_pence amount;
    int64_t lines;
    char text[OT_PENCE_TEXT];

    ot_totals_all(cells->totals, &amount, &lines);
    fprintf(cells->out, OT_ODBC_TRAILER "%" PRId64 " rows %" PRId64 " lines %s\n",
            cells->rows, lines, ot_pence_text(amount, text));
    fflush(cells->out);
    return check_written(cells, err);
}
