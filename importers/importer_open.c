/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importer_open.c - options, encoding and header of a file that is about to be read. */
#include "importers/encoding.h"
#include "importers/fast_lane.h"
#include "importers/header_search.h"
#include "importers/importer_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Payments may be an extract of the ledger. */
static bool has_shapes(ot_kind kind)
{
    return kind == OT_KIND_LEDGER || kind == OT_KIND_PAYMENTS;
}

static ot_status read_options(ot_importer *im, const ot_import_options *options,
                              ot_error *err)
{
    ot_row_values *v = &im->reading.values;
    ot_status st = ot_ledger_shape_find(options->shape, &im->reading.shape, err);

    if (st < 0)
        return st;
    if (options->calendar.start_month < 0 || options->calendar.start_month > OT_MONTHS)
        return ot_fail(err, OT_EUSAGE, "the fiscal year cannot start in month %d",
                       options->calendar.start_month);
    v->header = &im->header;
    v->fields = im->how->fields;
    v->amounts = (ot_amount_rules){options->decimal_comma, options->blank_is_zero};
    v->periods =
        (ot_period_rules){options->calendar, options->periods, options->fiscal_year};
    if (has_shapes(im->kind) && options->periods == OT_PERIODS_UNSTATED)
        v->periods.reading = im->reading.shape->periods;
    im->reading.has_measure = options->measure || im->reading.shape->actuals;
    im->reading.measure = OT_ACTUAL;
    if (options->measure &&
        !ot_ledger_shape_measure(im->reading.shape, options->measure,
                                 &im->reading.measure))
        return ot_fail(err, OT_EUSAGE, "there is no measure '%.40s'", options->measure);
    if (ot_kind_is_personal(im->kind) && !options->child_key)
        return ot_fail(err, OT_EUSAGE, "%s cannot be read without a key for children",
                       ot_kind_name(im->kind));
    im->reading.child_key = options->child_key;
    im->reading.year = options->fiscal_year;
    im->allowed = options->allowed_rejects;
    if (options->issues)
        im->issues = *options->issues;
    im->progress = options->progress;
    im->progress_self = options->progress_self;
    im->rules = (ot_header_rules){
        .fields = im->how->fields,
        .field_count = im->how->field_count,
        .shape = has_shapes(im->kind) ? im->reading.shape->headings : NULL,
        .columns = options->columns,
        .column_count = options->column_count,
        .discreet = ot_kind_is_personal(im->kind)};
    return ot_header_check_rules(&im->rules, err);
}

static ot_status check_header(ot_importer *im, const ot_csv_row *row, ot_error *err)
{
    ot_status st = ot_header_check(&im->rules, row, &im->header, err);

    im->reading.values.row = row;
    if (st >= 0 && im->how->check_header)
        st = im->how->check_header(&im->reading, err);
    return st;
}

/* Could the file be read as another shape of ledger? Leaves file anywhere. */
static bool has_shape(const ot_importer *im, const ot_ledger_shape *shape)
{
    ot_importer other = *im;
    ot_header_place place;
    ot_csv_row row;
    bool has;

    other.reader = NULL;
    other.reading.shape = shape;
    other.reading.values.header = &other.header;
    other.reading.has_measure = im->reading.has_measure || shape->actuals;
    other.rules.shape = shape->headings;
    if (ot_header_search(im->file, &other.rules, shape->title_lines, 0, &place, NULL) <
            0 ||
        ot_header_open(im->file, &place, 0, &other.reader, &row, NULL) < 0)
        return false;
    ot_header_match(&other.rules, &row, &other.header);
    has = check_header(&other, &row, NULL) >= 0;
    ot_csv_reader_free(other.reader);
    return has;
}

/* Adds to err which other shape a ledger seems to have. */
static void suggest_shape(const ot_importer *im, ot_error *err)
{
    const char *const *names = ot_ledger_shapes();

    for (; im->kind == OT_KIND_LEDGER && err && *names; names++) {
        const ot_ledger_shape *shape = NULL;
        size_t length = strlen(err->message);

        if (ot_ledger_shape_find(*names, &shape, NULL) < 0 ||
            shape == im->reading.shape || !has_shape(im, shape))
            continue;
        snprintf(err->message + length, sizeof err->message - length,
                 " (with --shape %s it could be read)", *names);
        return;
    }
}

/* Only columns that are read, and are nobody's identifier, go into the rejects file. A
 * row without its identifier, or where that may be blank its first field, may have
 * moved. */
static ot_status withhold(ot_importer *im, size_t columns, ot_error *err)
{
    bool *open = calloc(columns + 1, sizeof *open);
    size_t needed = 0, first = 0;
    ot_status st;

    if (!open)
        return ot_fail_memory(err);
    for (size_t i = 0; i < im->how->field_count; i++) {
        if (!ot_header_has(&im->header, i))
            continue;
        if (!(im->how->personal & UINT64_C(1) << i)) {
            open[im->header.column[i]] = true;
            first = first ? first : (size_t)im->header.column[i] + 1;
        } else if (im->how->fields[i].required && !needed) {
            needed = (size_t)im->header.column[i] + 1;
        }
    }
    st = ot_rejects_withhold(im->rejects, open, columns, (needed ? needed : first) - 1,
                             err);
    free(open);
    return st;
}

static ot_status open_header(ot_importer *im, const ot_import_options *options,
                             size_t chunk, ot_error *err)
{
    ot_header_place place;
    ot_csv_row row;
    ot_status st;

    st = ot_header_search(im->file, &im->rules, im->reading.shape->title_lines, chunk,
                          &place, err);
    if (st >= 0)
        st = ot_header_open(im->file, &place, chunk, &im->reader, &row, err);
    if (st < 0)
        return st;
    ot_header_match(&im->rules, &row, &im->header);
    st = check_header(im, &row, err);
    if (st < 0) {
        if (err)
            err->line = row.line;
        suggest_shape(im, err);
        return st;
    }
    im->headings = malloc(row.raw_length + 1);
    if (!im->headings)
        return ot_fail_memory(err);
    memcpy(im->headings, row.raw, row.raw_length);
    im->headings_length = row.raw_length;
    im->delimiter = place.delimiter;
    im->rows_at = row.offset + row.raw_length;
    im->rows_line = row.line;
    for (size_t i = 0; i < row.raw_length; i++)
        im->rows_line += row.raw[i] == '\n';
    st = ot_rejects_new(im->path, options->rejects_path, place.delimiter, &row,
                        &im->rejects, err);
    return st >= 0 && ot_kind_is_personal(im->kind) ? withhold(im, row.count, err) : st;
}

static ot_status open_file(ot_importer *im, const ot_import_options *options,
                           size_t chunk, bool unseen, ot_error *err)
{
    ot_status st = read_options(im, options, err);

    if (st >= 0)
        st = unseen ? ot_text_file_open_unseen(im->path, &im->file, err)
                    : ot_text_file_open(im->path, &im->file, err);
    if (st < 0)
        return st;
    if (unseen && ot_text_file_encoding(im->file) != OT_UTF8 &&
        ot_text_file_encoding(im->file) != OT_UTF8_BOM)
        return OT_END;
    if (ot_text_file_encoding(im->file) != OT_UTF8 &&
        ot_text_file_encoding(im->file) != OT_UTF8_BOM)
        ot_issue_tell(&im->issues, OT_NOTE, ot_importer_name(im->path), 0,
                      "the file is in %s; it is read as such",
                      ot_encoding_name(ot_text_file_encoding(im->file)));
    st = open_header(im, options, chunk, err);
    if (st < 0)
        return st;
    im->rules = (ot_header_rules){0};
    im->records = malloc(OT_IMPORTER_BATCH * im->how->record_size);
    return im->records ? OT_OK : ot_fail_memory(err);
}

ot_status ot_importer_new(const char *path, ot_kind kind,
                          const ot_import_options *options, size_t chunk, bool unseen,
                          ot_importer **importer, ot_error *err)
{
    ot_importer *im;
    ot_status st;

    if ((unsigned)kind >= OT_KINDS)
        return ot_fail(err, OT_EUSAGE, "there is no kind of file numbered %d",
                       (int)kind);
    im = calloc(1, sizeof *im);
    if (!im)
        return ot_fail_memory(err);
    im->kind = kind;
    im->how = ot_import_kind_of(kind);
    im->path = malloc(strlen(path) + 1);
    if (!im->path) {
        ot_importer_close(im);
        return ot_fail_memory(err);
    }
    strcpy(im->path, path);
    st = open_file(im, options, chunk, unseen, err);
    if (st != OT_OK) {
        ot_importer_close(im);
        return ot_importer_fail(path, st, err);
    }
    *importer = im;
    return OT_OK;
}

ot_status ot_importer_open_chunked(const char *path, ot_kind kind,
                                   const ot_import_options *options, size_t chunk,
                                   ot_source *source, ot_error *err)
{
    static const ot_import_options defaults = {0};
    ot_importer *im = NULL;
    ot_status st = ot_importer_new(path, kind, options ? options : &defaults, chunk,
                                   false, &im, err);

    if (st == OT_OK)
        *source = (ot_source){im, ot_importer_next, ot_importer_close};
    return st;
}

ot_status ot_importer_open(const char *path, ot_kind kind,
                           const ot_import_options *options, ot_source *source,
                           ot_error *err)
{
    ot_status st = OT_END;

    if (options && options->summed && kind == OT_KIND_LEDGER)
        st = ot_fast_lane_open(path, options, &(ot_fast_sizes){0}, source, err);
    return st == OT_END ? ot_importer_open_chunked(path, kind, options, 0, source, err)
                        : st;
}
