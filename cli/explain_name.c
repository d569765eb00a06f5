/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_name.c - which cell of the pack is meant. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/explain.h"
#include "exporters/exporter.h"

#define NAME_BYTES 512

static const ot_report *find_sheet(const ot_pack *pack, const char *name)
{
    for (int i = 0; i < OT_SHEETS; i++)
        if (pack->sheets[i] && strcasecmp(pack->sheets[i]->id, name) == 0)
            return pack->sheets[i];
    return NULL;
}

static ot_status no_sheet(const ot_pack *pack, const char *name, ot_error *err)
{
    char list[160] = "";
    size_t used = 0;

    for (int i = 0; i < OT_SHEETS; i++)
        if (pack->sheets[i] && used < sizeof list)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     used ? ", " : "", pack->sheets[i]->id);
    return ot_fail(err, OT_EINPUT, "the pack has no sheet '%.40s'; it has %s", name,
                   list);
}

/* Letters and then digits, with dollar signs perhaps. */
static bool is_address(const char *text)
{
    size_t letters = 0, digits = 0;

    for (; *text; text++) {
        if (*text == '$')
            continue;
        if (isalpha((unsigned char)*text) && !digits)
            letters++;
        else if (isdigit((unsigned char)*text) && letters)
            digits++;
        else
            return false;
    }
    return letters > 0 && letters <= 3 && digits > 0;
}

static bool contains(const char *text, const char *part)
{
    size_t length = strlen(part);

    for (; *text; text++)
        if (strncasecmp(text, part, length) == 0)
            return true;
    return false;
}

/* How well a column goes by a name: 3 its id, 2 its headings, 1 the total under a
 * common heading, 0 not at all. */
static int column_fits(const ot_column *column, const char *name)
{
    char full[256];

    if (strcasecmp(column->id, name) == 0)
        return 3;
    snprintf(full, sizeof full, "%s %s", column->super ? column->super : "",
             column->heading ? column->heading : "");
    if (column->super && strcasecmp(full, name) == 0)
        return 2;
    if (column->heading && strcasecmp(column->heading, name) == 0)
        return 2;
    return column->super && strcasecmp(column->super, name) == 0 && column->heading &&
           strcasecmp(column->heading, "Total") == 0;
}

static ot_status find_column(const ot_report *report, const char *name,
                             uint32_t *column, ot_error *err)
{
    char list[170] = "";
    size_t used = 0;
    int best = 0, equal = 0;

    for (uint32_t i = 0; i < report->column_count; i++) {
        int fit = column_fits(&report->columns[i], name);

        if (used < sizeof list && report->columns[i].kind != OT_COLUMN_TEXT)
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                     used ? ", " : "", report->columns[i].id);
        equal = fit > best ? 1 : equal + (fit && fit == best);
        if (fit > best) {
            best = fit;
            *column = i;
        }
    }
    if (best && equal == 1)
        return OT_OK;
    return ot_fail(err, OT_EINPUT, "sheet '%s' has %s column '%.40s': %s", report->id,
                   best ? "more than one" : "no", name, list);
}

/* Whether a text of the row is, or holds, the name. */
static bool row_fits(const ot_report *report, uint32_t row, const char *name, bool part)
{
    for (uint32_t i = 0; i < report->column_count; i++) {
        const ot_value *value = &report->rows[row].values[i];

        if (value->kind == OT_VALUE_TEXT &&
            (part ? contains(value->text, name) : strcasecmp(value->text, name) == 0))
            return true;
    }
    return false;
}

static ot_status find_row(const ot_report *report, const char *name, uint32_t column,
                          uint32_t *row, ot_error *err)
{
    char list[140] = "", address[OT_ADDRESS_TEXT];
    size_t found = 0, used = 0;

    for (int part = 0; !found && part < 2; part++)
        for (uint32_t i = 0; i < report->row_count; i++) {
            if (report->rows[i].values[column].kind == OT_VALUE_BLANK ||
                report->rows[i].kind == OT_ROW_CHECK ||
                !row_fits(report, i, name, part))
                continue;
            if (!found++)
                *row = i;
            if (ot_workbook_address(report, i, column, address, err) < 0)
                return OT_ENOMEM;
            if (found <= 6 && used < sizeof list)
                used += (size_t)snprintf(list + used, sizeof list - used, "%s%s",
                                         used ? ", " : "", address);
        }
    if (found == 1)
        return OT_OK;
    if (!found)
        return ot_fail(err, OT_EINPUT,
                       "no row '%.60s' of sheet '%s' has a figure there", name,
                       report->id);
    return ot_fail(err, OT_EINPUT, "%zu rows of sheet '%s' go by '%.60s': say %s%s",
                   found, report->id, name, list, found > 6 ? " ..." : "");
}

/* "sla!E14" or "sla!Disabled Children!variance", cut up at its marks. */
static ot_status cut(const char *text, char copy[NAME_BYTES], const char *names[3],
                     int *count, ot_error *err)
{
    char *mark;

    if (strlen(text) >= NAME_BYTES)
        return ot_fail(err, OT_EUSAGE, "the name of the figure is too long");
    strcpy(copy, text);
    names[0] = copy;
    *count = 1;
    mark = strchr(copy, '!');
    if (!mark)
        return OT_OK;
    *mark = '\0';
    names[(*count)++] = mark + 1;
    mark = strrchr(mark + 1, '!');
    if (mark) {
        *mark = '\0';
        names[(*count)++] = mark + 1;
    }
    return OT_OK;
}

ot_status ot_explain_name(const ot_pack *pack, const ot_arguments *arguments,
                          const ot_report **report, uint32_t *row, uint32_t *column,
                          ot_error *err)
{
    char copy[NAME_BYTES];
    const char *names[3] = {"", "", ""};
    int count = arguments->operand_count;
    ot_status st = OT_OK;

    *report = NULL;
    if (count == 1)
        st = cut(arguments->operands[0], copy, names, &count, err);
    else
        for (int i = 0; i < count && i < 3; i++)
            names[i] = arguments->operands[i];
    if (st < 0 || count == 1)
        return st;
    if (count > 3)
        return ot_fail(err, OT_EUSAGE, "a figure is named by sheet, row and column");
    /* 'my sheet'!E14, as Excel writes it */
    if (names[0] == copy && *copy == '\'' && copy[strlen(copy) - 1] == '\'') {
        copy[strlen(copy) - 1] = '\0';
        names[0]++;
    }
    *report = find_sheet(pack, names[0]);
    if (!*report)
        return no_sheet(pack, names[0], err);
    if (count == 2 && is_address(names[1]))
        return ot_workbook_locate(*report, names[1], row, column, err);
    if (count == 2)
        return ot_fail(err, OT_EUSAGE, "'%.60s' names no column: SHEET!ROW!COLUMN",
                       names[1]);
    st = find_column(*report, names[2], column, err);
    return st == OT_OK ? find_row(*report, names[1], *column, row, err) : st;
}
