/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/header_search.h"

#include <string.h>

typedef struct search {
    const ot_header_rules *rules;
    size_t title_lines;
    long best; /* score of the best row so far */
    bool complete;
    ot_header_place place;
} search;

/* The line by which a spreadsheet is told the separator. */
static bool is_separator_line(const ot_csv_row *row)
{
    return row->count >= 1 && row->count <= 2 &&
           strncmp(ot_csv_text(row, 0), "sep=", 4) == 0;
}

static void consider(search *s, const ot_csv_row *row, ot_header_place place)
{
    ot_header header;
    long score;

    ot_header_match(s->rules, row, &header);
    score = (header.complete ? 1000000 : 0) + (long)header.found * 1000 +
            (long)(header.columns < 999 ? header.columns : 999);
    if (score <= s->best)
        return;
    s->best = score;
    s->complete = header.complete;
    s->place = place;
}

static ot_status search_rows(search *s, ot_csv_reader *reader, char delimiter,
                             ot_error *err)
{
    ot_header_place place = {delimiter, 0};
    size_t seen = 0;
    ot_status st;

    for (; seen <= s->title_lines; place.row++) {
        ot_csv_row row;

        st = ot_csv_reader_next(reader, &row, err);
        if (st != OT_OK)
            return st;
        if (row.fault || ot_csv_row_blank(&row) ||
            (place.row == 0 && is_separator_line(&row)))
            continue;
        consider(s, &row, place);
        seen++;
    }
    return OT_OK;
}

static ot_status start(ot_text_file *file, char delimiter, size_t chunk,
                       ot_csv_reader **reader, ot_error *err)
{
    ot_status st = ot_text_file_rewind(file, err);

    if (st < 0)
        return st;
    *reader = ot_csv_reader_new(
        file, &(ot_csv_options){.delimiter = delimiter, .chunk = chunk});
    return *reader ? OT_OK : ot_fail_memory(err);
}

ot_status ot_header_search(ot_text_file *file, const ot_header_rules *rules,
                           size_t title_lines, size_t chunk, ot_header_place *place,
                           ot_error *err)
{
    static const char delimiters[] = {',', ';', '\t'};
    search s = {.rules = rules, .title_lines = title_lines, .best = -1};
    ot_error first = {.code = OT_OK};

    for (size_t i = 0; i < sizeof delimiters; i++) {
        ot_csv_reader *reader = NULL;
        ot_error failure = {.code = OT_OK};
        ot_status st = start(file, delimiters[i], chunk, &reader, &failure);

        if (st >= 0)
            st = search_rows(&s, reader, delimiters[i], &failure);
        ot_csv_reader_free(reader);
        if (st < 0 && (first.code == OT_OK || failure.code == OT_EIO))
            first = failure;
    }
    /* A fault behind the header is told when its row is read; but where the disk failed
     * once, or memory, the right separator may have been passed over. */
    if (first.code < 0 &&
        (!s.complete || first.code == OT_EIO || first.code == OT_ENOMEM)) {
        if (err)
            *err = first;
        return first.code;
    }
    if (s.best < 0)
        return ot_fail(err, OT_EINPUT, "the file has no row of headings");
    *place = s.place;
    return OT_OK;
}

ot_status ot_header_open(ot_text_file *file, const ot_header_place *place, size_t chunk,
                         ot_csv_reader **reader, ot_csv_row *header, ot_error *err)
{
    ot_csv_reader *r = NULL;
    ot_status st = start(file, place->delimiter, chunk, &r, err);

    for (size_t i = 0; st == OT_OK && i <= place->row; i++)
        st = ot_csv_reader_next(r, header, err);
    if (st == OT_END)
        st = ot_fail(err, OT_EIO, "the file was changed while it was read");
    if (st < 0) {
        ot_csv_reader_free(r);
        return st;
    }
    *reader = r;
    return OT_OK;
}
