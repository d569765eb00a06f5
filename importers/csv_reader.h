/* SPDX-License-Identifier: GPL-3.0-or-later */
/* csv_reader.h - a text file as records of fields, with the line each record began on.
 * The one place that knows libcsv; knows no header and no meaning of a field. */
#ifndef OT_CSV_READER_H
#define OT_CSV_READER_H

#include "importers/text_file.h"

/* Zero is the default: comma, pieces of 256 KiB, records of at most 1 MiB. */
typedef struct ot_csv_options {
    char delimiter;
    size_t chunk;        /* bytes of text parsed at once */
    size_t record_limit; /* bytes of the longest record accepted */
    long line;           /* number of the first line, 0: 1 */
} ot_csv_options;

typedef struct ot_csv_field {
    size_t offset, length;
} ot_csv_field;

/* Unquoted fields are trimmed of blanks and tabs. A record with a fault has no fields.
 */
typedef struct ot_csv_row {
    long line;
    char *base; /* where fields begin; base[0] is NUL */
    const ot_csv_field *fields;
    size_t count;
    const char *raw; /* as it stood, without the line's end; not NUL-terminated */
    size_t raw_length;
    uint64_t offset;   /* of raw in the file, where that is in UTF-8 */
    const char *fault; /* what is wrong with its quotes, or NULL */
} ot_csv_row;

typedef struct ot_csv_reader ot_csv_reader;

/* Reads file from where it stands. file is borrowed until free. NULL: no memory. */
ot_csv_reader *ot_csv_reader_new(ot_text_file *file, const ot_csv_options *options);
void ot_csv_reader_free(ot_csv_reader *reader);

/* The next record that is not a blank line, or OT_END. OT_EINPUT, with the line the
 * record began on, for a record beyond the limit, a quote that is still open at the end
 * of the file, and NUL characters. Field texts may be changed in place. */
ot_status ot_csv_reader_next(ot_csv_reader *reader, ot_csv_row *row, ot_error *err);
/* True where the next call of next leaves all rows since the last false as they are. */
bool ot_csv_reader_buffered(const ot_csv_reader *reader);

/* Field i, "" beyond the last. Do not write to the "". */
static inline char *ot_csv_text(const ot_csv_row *row, size_t i)
{
    return i < row->count ? row->base + row->fields[i].offset : row->base;
}

static inline size_t ot_csv_length(const ot_csv_row *row, size_t i)
{
    return i < row->count ? row->fields[i].length : 0;
}

/* True where every field is empty. */
bool ot_csv_row_blank(const ot_csv_row *row);

#endif
