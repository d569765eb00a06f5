/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importer.c - rows of an open file become batches of records; bad rows are told. */
#include "importers/importer.h"

#include "importers/importer_state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *ot_importer_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return strlen(path) >= sizeof((ot_error *)0)->input && slash ? slash + 1 : path;
}

ot_status ot_importer_fail(const char *path, ot_status st, ot_error *err)
{
    if (st < 0 && err)
        snprintf(err->input, sizeof err->input, "%s", ot_importer_name(path));
    return st;
}

void ot_importer_close(void *self)
{
    ot_importer *im = self;

    if (!im)
        return;
    ot_rejects_free(im->rejects);
    ot_csv_reader_free(im->reader);
    ot_text_file_close(im->file);
    ot_arena_clear(&im->reading.texts);
    ot_pool_free(im->reading.sums);
    free(im->records);
    free(im->headings);
    free(im->path);
    free(im);
}

/* The row is told to the issues and kept for the rejects file. */
static void reject(ot_importer *im, const ot_csv_row *row, const char *reason)
{
    bool personal = ot_kind_is_personal(im->kind);
    char *record = personal ? NULL : malloc(row->raw_length + 1);
    ot_issue issue = {OT_REJECT, ot_importer_name(im->path), row->line, reason, record};

    im->rejected++;
    ot_rejects_add(im->rejects, row, reason);
    if (record) {
        memcpy(record, row->raw, row->raw_length);
        record[row->raw_length] = '\0';
    }
    if (im->issues.report)
        im->issues.report(im->issues.self, &issue);
    free(record);
}

/* Fields beyond the header's columns: mostly a separator in a text without quotes. */
static bool has_extra(const ot_importer *im, const ot_csv_row *row)
{
    for (size_t i = im->header.columns; i < row->count; i++)
        if (ot_csv_length(row, i) > 0)
            return true;
    return false;
}

/* Lists repeat their header on each page. */
static bool is_repeated_header(const ot_importer *im, const ot_csv_row *row)
{
    return im->reading.shape->totals && row->raw_length == im->headings_length &&
           memcmp(row->raw, im->headings, im->headings_length) == 0;
}

ot_status ot_importer_take_row(ot_importer *im, const ot_csv_row *row, size_t *count,
                               ot_error *err)
{
    ot_error why = {.code = OT_OK};
    char *records = im->records;
    size_t added = 0;
    ot_status st;

    if (ot_csv_row_blank(row))
        return OT_OK;
    im->rows++;
    im->reading.values.row = row;
    if (row->fault) {
        st = ot_fail(&why, OT_EINPUT, "%s", row->fault);
    } else if (has_extra(im, row)) {
        st = ot_fail(&why, OT_EINPUT,
                     "the row has %zu fields, the header %zu: is a separator in a text "
                     "that is not quoted?",
                     row->count, im->header.columns);
    } else {
        st = im->how->read_row(&im->reading, records + *count * im->how->record_size,
                               &added, &why);
    }
    if (st >= 0) {
        *count += added;
    } else if (st != OT_EINPUT && st != OT_ERANGE) {
        if (err)
            *err = why;
        return st;
    } else if (is_repeated_header(im, row)) {
        im->reading.passed_over++;
    } else {
        reject(im, row, why.message);
    }
    return OT_OK;
}

/* What is wrong with a file that was read to its end. */
static ot_status judge(ot_importer *im, ot_status rejects, ot_error *err)
{
    if (im->rejected > im->allowed)
        return ot_fail(err, OT_EINPUT, "%zu of %zu rows were rejected%s%s%s",
                       im->rejected, im->rows, rejects < 0 ? "" : "; they are in '",
                       rejects < 0 ? "" : ot_rejects_path(im->rejects),
                       rejects < 0 ? "" : "'");
    if (im->rows == im->reading.passed_over && im->how->needs_rows)
        return ot_fail(err, OT_EINPUT, "the file has headings but no rows");
    if (im->rows == 0)
        ot_issue_tell(&im->issues, OT_NOTE, ot_importer_name(im->path), 0,
                      "the file has headings but no rows");
    return OT_END;
}

ot_status ot_importer_finish(ot_importer *im, ot_status st, ot_error *err)
{
    ot_error why = {.code = OT_OK};
    ot_status rejects = ot_rejects_finish(im->rejects, &why);

    if (im->reading.passed_over > 0)
        ot_issue_tell(&im->issues, OT_NOTE, ot_importer_name(im->path), 0,
                      "%zu lines of totals and the like were passed over",
                      im->reading.passed_over);
    if (st == OT_END)
        st = judge(im, rejects, &im->end);
    if (rejects < 0 && st == OT_END) {
        im->end = why;
        st = rejects;
    } else if (rejects < 0) {
        ot_issue_tell(&im->issues, OT_WARNING, ot_importer_name(im->path), 0, "%s",
                      why.message);
    }
    im->end.code = st;
    im->ended = true;
    ot_importer_fail(im->path, st, &im->end);
    if (st < 0 && err)
        *err = im->end;
    return st;
}

static ot_status make_room(ot_importer *im, size_t count, size_t *room, ot_error *err)
{
    void *grown;

    if (count + OT_RECORDS_PER_ROW <= *room)
        return OT_OK;
    grown = realloc(im->records, *room * 2 * im->how->record_size);
    if (!grown)
        return ot_fail_memory(err);
    im->records = grown;
    *room *= 2;
    return OT_OK;
}

/* Every row, then what hangs on all of them. OT_END, or how it failed. */
static ot_status read_all(ot_importer *im, ot_error *err)
{
    size_t room = OT_IMPORTER_BATCH;
    const char *told = NULL;
    ot_csv_row row;
    ot_status st;

    while ((st = ot_csv_reader_next(im->reader, &row, err)) == OT_OK) {
        st = make_room(im, im->kept, &room, err);
        if (st == OT_OK)
            st = ot_importer_take_row(im, &row, &im->kept, err);
        if (st < 0)
            return st;
    }
    if (st != OT_END || !im->how->settle)
        return st;
    st = im->how->settle(&im->reading, im->records, im->kept, &told, err);
    if (told)
        ot_issue_tell(&im->issues, OT_NOTE, ot_importer_name(im->path), 0, "%s", told);
    return st < 0 ? st : OT_END;
}

static void tell_folded(const ot_importer *im)
{
    for (size_t i = 0; i < im->how->field_count; i++)
        if (im->reading.folded[i] > 0)
            ot_issue_tell(&im->issues, OT_NOTE, ot_importer_name(im->path), 0,
                          "%s has lower-case letters in %zu row%s; they are read in "
                          "upper case",
                          im->how->fields[i].name, im->reading.folded[i],
                          im->reading.folded[i] == 1 ? "" : "s");
}

/* Of a file about children, which is read to its end first. */
static ot_status next_kept(ot_importer *im, ot_batch *batch, ot_error *err)
{
    size_t count = im->kept - im->given;

    if (!im->ended) {
        ot_status st = read_all(im, &im->end);

        tell_folded(im);
        st = ot_importer_finish(im, st, err);
        if (im->progress)
            im->progress(im->progress_self, ot_text_file_done(im->file),
                         ot_text_file_bytes(im->file));
        if (st < 0)
            im->kept = 0;
        count = im->kept;
    }
    if (count == 0) {
        if (im->end.code < 0 && err)
            *err = im->end;
        return im->end.code;
    }
    if (count > OT_IMPORTER_BATCH)
        count = OT_IMPORTER_BATCH;
    ot_batch_set(batch, im->kind,
                 (const char *)im->records + im->given * im->how->record_size, count);
    im->given += count;
    return OT_OK;
}

/* A batch ends with the piece of the file that its texts stand in. */
ot_status ot_importer_next(void *self, ot_batch *batch, ot_error *err)
{
    ot_importer *im = self;
    size_t count = 0;

    if (ot_kind_is_personal(im->kind))
        return next_kept(im, batch, err);
    if (im->ended) {
        if (im->end.code < 0 && err)
            *err = im->end;
        return im->end.code;
    }
    do {
        ot_csv_row row;
        ot_status st = ot_csv_reader_next(im->reader, &row, &im->end);

        if (st == OT_OK)
            st = ot_importer_take_row(im, &row, &count, &im->end);
        if (st != OT_OK)
            return ot_importer_finish(im, st, err);
    } while (count == 0 || (count + OT_RECORDS_PER_ROW <= OT_IMPORTER_BATCH &&
                            ot_csv_reader_buffered(im->reader)));
    if (im->progress)
        im->progress(im->progress_self, ot_text_file_done(im->file),
                     ot_text_file_bytes(im->file));
    ot_batch_set(batch, im->kind, im->records, count);
    return OT_OK;
}
