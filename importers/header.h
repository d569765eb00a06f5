/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header.h - which column of a file holds which field.
 * Knows headings only; knows no kind of record and reads no values. */
#ifndef OT_HEADER_H
#define OT_HEADER_H

#include "importers/csv_reader.h"
#include "importers/importer.h"

#define OT_FIELDS_MAX  40
#define OT_COLUMNS_MAX 2000 /* columns of a file that headings are sought in */

/* One field of a kind of record, and what else it may be headed, best first: normalised
 * headings separated by blanks. */
typedef struct ot_field {
    const char *name; /* "cost_centre" */
    const char *synonyms;
    bool required;
} ot_field;

/* A heading (normalised) of a ready shape; goes before the synonyms. Ended by NULLs. */
typedef ot_column_name ot_shape_heading;

/* What a file's headings are looked up in. */
typedef struct ot_header_rules {
    const ot_field *fields;
    size_t field_count;            /* at most OT_FIELDS_MAX */
    const ot_shape_heading *shape; /* NULL: none */
    const ot_column_name *columns; /* as the profile names them; before all others */
    size_t column_count;
    bool discreet; /* of headings only those that are known are told: a file about
                      children may have none, and its first row be a child's */
} ot_header_rules;

typedef struct ot_header {
    int column[OT_FIELDS_MAX]; /* of each field; -1: none */
    size_t columns;            /* of the file */
    size_t found;              /* fields that have a column */
    bool complete;             /* every required one has */
} ot_header;

#define OT_HEADING_TEXT 64

/* Lower-case letters and digits of heading; the rest is left out. Returns text. */
char *ot_heading_normalise(const char *heading, char text[OT_HEADING_TEXT]);

/* OT_EUSAGE where columns names a field that does not exist. */
ot_status ot_header_check_rules(const ot_header_rules *rules, ot_error *err);
/* Looks the fields up in row. Finds what it can. */
void ot_header_match(const ot_header_rules *rules, const ot_csv_row *row,
                     ot_header *header);
/* OT_EINPUT where a heading that is used stands twice, a heading of columns is not
 * there, or a required field has no column: then the headings seen are listed. */
ot_status ot_header_check(const ot_header_rules *rules, const ot_csv_row *row,
                          const ot_header *header, ot_error *err);

/* The headings of row as a list for a message; of a row that holds figures, which is
 * none of headings and may be about a person, nothing but that. */
char *ot_header_list(const ot_csv_row *row, char *text, size_t size);

static inline bool ot_header_has(const ot_header *header, size_t field)
{
    return header->column[field] >= 0;
}

#endif
