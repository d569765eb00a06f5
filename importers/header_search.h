/* SPDX-License-Identifier: GPL-3.0-or-later */
/* header_search.h - which separator a file has and which of its rows is the header.
 * Knows headings by the rules given; knows no kind of record. */
#ifndef OT_HEADER_SEARCH_H
#define OT_HEADER_SEARCH_H

#include "importers/header.h"

typedef struct ot_header_place {
    char delimiter;
    size_t row; /* rows before it */
} ot_header_place;

/* Tries comma, semicolon and tab on the first row that is not blank and up to
 * title_lines rows behind it (a first line "sep=;" apart): best is a row with all
 * required fields, then the one with most fields, then with most columns. OT_EINPUT
 * where there is no row. Leaves file anywhere. */
ot_status ot_header_search(ot_text_file *file, const ot_header_rules *rules,
                           size_t title_lines, size_t chunk, ot_header_place *place,
                           ot_error *err);

/* A reader whose next row is the one behind the header, and that header row, which
 * lives until the next row is read. */
ot_status ot_header_open(ot_text_file *file, const ot_header_place *place, size_t chunk,
                         ot_csv_reader **reader, ot_csv_row *header, ot_error *err);

#endif
