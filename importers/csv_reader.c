/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libcsv is fed one line at a time, so that the line a record began on is known, and in
 * strict mode, so that a quote that was not doubled is seen before it swallows the
 * lines that follow: such a record ends with its line and is handed over with a fault.
 */
#include "importers/csv_reader.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK        ((size_t)256 * 1024)
#define RECORD_LIMIT ((size_t)1024 * 1024)
#define PARSER       (CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL)
#define LENIENT      CSV_REPALL_NL

/* A record that was read: its fields and where its text stands. */
typedef struct span {
    long line;
    size_t first_field, field_count;
    size_t raw, raw_length;
    const char *fault;
} span;

struct ot_csv_reader {
    ot_text_file *file;
    struct csv_parser parser;
    ot_csv_options options;
    char *raw; /* text read: complete records not yet handed over, and the open one */
    size_t raw_length, raw_capacity;
    char *texts; /* fields, each NUL-terminated; texts[0] is NUL */
    size_t texts_length, texts_capacity;
    ot_csv_field *fields;
    size_t field_count, field_capacity;
    span *rows;
    size_t row_count, row_capacity, next_row;
    span open; /* the record that is being read */
    bool is_open;
    bool row_ended;  /* told by the callback */
    bool skipping;   /* up to the end of the line of a fault */
    bool after_cr;   /* the last byte fed was a carriage return */
    bool no_memory;  /* a callback could not keep a field */
    long line;       /* of the next byte to be fed */
    uint64_t offset; /* of raw in the file */
    bool at_end;
    ot_error failure; /* told once the records before it are handed over */
};

/* array with room for `need` items of `size` bytes, or NULL: no memory. */
static void *room(void *array, size_t *capacity, size_t need, size_t size)
{
    size_t wanted = *capacity ? *capacity : 256;
    void *grown;

    if (array && need <= *capacity)
        return array;
    while (wanted < need)
        wanted *= 2;
    grown = realloc(array, wanted * size);
    if (grown)
        *capacity = wanted;
    return grown;
}

static bool keep_text(ot_csv_reader *r, const void *text, size_t length)
{
    char *texts = room(r->texts, &r->texts_capacity, r->texts_length + length + 1, 1);

    if (!texts)
        return false;
    r->texts = texts;
    if (length > 0)
        memcpy(texts + r->texts_length, text, length);
    texts[r->texts_length + length] = '\0';
    r->texts_length += length + 1;
    return true;
}

static bool keep_field(ot_csv_reader *r, ot_csv_field field)
{
    ot_csv_field *fields =
        room(r->fields, &r->field_capacity, r->field_count + 1, sizeof *fields);

    if (!fields)
        return false;
    r->fields = fields;
    fields[r->field_count++] = field;
    return true;
}

static void field_done(void *text, size_t length, void *self)
{
    ot_csv_reader *r = self;
    ot_csv_field field = {r->texts_length, length};

    if (!r->no_memory)
        r->no_memory = !keep_text(r, text, length) || !keep_field(r, field);
}

static void row_done(int end, void *self)
{
    ot_csv_reader *r = self;

    (void)end;
    r->row_ended = true;
}

ot_csv_reader *ot_csv_reader_new(ot_text_file *file, const ot_csv_options *options)
{
    ot_csv_reader *r = calloc(1, sizeof *r);

    if (!r)
        return NULL;
    r->file = file;
    if (options)
        r->options = *options;
    if (r->options.chunk == 0)
        r->options.chunk = CHUNK;
    if (r->options.record_limit == 0)
        r->options.record_limit = RECORD_LIMIT;
    if (r->options.delimiter == '\0')
        r->options.delimiter = ',';
    r->line = r->options.line ? r->options.line : 1;
    r->offset = ot_text_file_done(file);
    csv_init(&r->parser, PARSER);
    csv_set_delim(&r->parser, (unsigned char)r->options.delimiter);
    csv_set_blk_size(&r->parser, 4096);
    if (!keep_text(r, NULL, 0)) {
        ot_csv_reader_free(r);
        return NULL;
    }
    return r;
}

void ot_csv_reader_free(ot_csv_reader *reader)
{
    if (!reader)
        return;
    csv_free(&reader->parser);
    free(reader->raw);
    free(reader->texts);
    free(reader->fields);
    free(reader->rows);
    free(reader);
}

static ot_status fail_row(const ot_csv_reader *r, const char *message, ot_error *err)
{
    return ot_fail_at(err, OT_EINPUT, ot_text_file_path(r->file),
                      r->is_open ? r->open.line : r->line, "%s", message);
}

/* Forgets what was handed over and moves the open record to the front. */
static void compact(ot_csv_reader *r)
{
    size_t first = r->is_open ? r->open.first_field : r->field_count;
    size_t kept = r->field_count - first;
    size_t text = kept ? r->fields[first].offset : r->texts_length;
    size_t raw = r->is_open ? r->open.raw : r->raw_length;

    for (size_t i = 0; i < kept; i++) {
        r->fields[i] = r->fields[first + i];
        r->fields[i].offset -= text - 1;
    }
    memmove(r->texts + 1, r->texts + text, r->texts_length - text);
    if (r->raw_length > raw)
        memmove(r->raw, r->raw + raw, r->raw_length - raw);
    r->texts_length -= text - 1;
    r->raw_length -= raw;
    r->offset += raw;
    r->field_count = kept;
    r->open.first_field = 0;
    r->open.raw = 0;
    r->row_count = r->next_row = 0;
}

/* The open record ends at byte `end` of raw; a blank line is no record. */
static ot_status close_row(ot_csv_reader *r, size_t end, ot_error *err)
{
    span row = r->open, *rows;

    while (end > row.raw && (r->raw[end - 1] == '\n' || r->raw[end - 1] == '\r'))
        end--;
    row.raw_length = end - row.raw;
    row.field_count = r->field_count - row.first_field;
    if (row.raw_length > r->options.record_limit)
        return fail_row(r, "record is longer than 1 MiB; is a quote left open in it?",
                        err);
    r->is_open = false;
    if (row.field_count == 0 && !row.fault)
        return OT_OK;
    rows = room(r->rows, &r->row_capacity, r->row_count + 1, sizeof *rows);
    if (!rows)
        return ot_fail_memory(err);
    r->rows = rows;
    rows[r->row_count++] = row;
    return OT_OK;
}

/* A quote stands inside a quoted field and is not doubled: the record cannot be
 * trusted. */
static void fault(ot_csv_reader *r)
{
    csv_fini(&r->parser, NULL, NULL, NULL);
    r->open.fault = "a quoted field goes on after its closing quote (a quote inside a "
                    "quoted field must be doubled)";
    if (r->field_count > r->open.first_field)
        r->texts_length = r->fields[r->open.first_field].offset;
    r->field_count = r->open.first_field;
    r->skipping = true;
}

/* Feeds part of a line. In an unquoted field a quote is an ordinary character. */
static ot_status parse(ot_csv_reader *r, const char *text, size_t length, ot_error *err)
{
    while (length > 0 && !r->skipping) {
        size_t done = csv_parse(&r->parser, text, length, field_done, row_done, r);

        if (done < length && csv_error(&r->parser) == CSV_EPARSE) {
            if (r->parser.quoted) {
                fault(r);
                break;
            }
            csv_set_opts(&r->parser, LENIENT);
            done += csv_parse(&r->parser, text + done, 1, field_done, row_done, r);
            csv_set_opts(&r->parser, PARSER);
            r->parser.status = CSV_SUCCESS;
        } else if (done < length) {
            return ot_fail_memory(err);
        }
        text += done;
        length -= done;
    }
    return r->no_memory ? ot_fail_memory(err) : OT_OK;
}

/* Where the line that begins at `from` ends: behind "\n", "\r\n" or a lone "\r".
 * *behind is the end by "\n" alone, which is sought once however many lines end
 * otherwise. */
static size_t line_end(const char *raw, size_t from, size_t to, size_t *behind)
{
    const char *at;
    size_t end;

    if (*behind <= from) {
        at = memchr(raw + from, '\n', to - from);
        *behind = at ? (size_t)(at - raw) + 1 : to;
    }
    at = memchr(raw + from, '\r', *behind - from);
    if (!at)
        return *behind;
    end = (size_t)(at - raw) + 1;
    return end < to && raw[end] == '\n' ? end + 1 : end;
}

static void open_row(ot_csv_reader *r, size_t raw)
{
    if (r->is_open)
        return;
    r->is_open = true;
    r->open = (span){.line = r->line, .first_field = r->field_count, .raw = raw};
}

/* Feeds raw[from, to): one line, or part of one. */
static ot_status feed_line(ot_csv_reader *r, size_t from, size_t to, ot_error *err)
{
    bool rest_of_crlf = r->after_cr && r->raw[from] == '\n' && to == from + 1;
    bool ended = r->raw[to - 1] == '\n' || r->raw[to - 1] == '\r';
    ot_status st;

    open_row(r, from);
    r->row_ended = false;
    r->after_cr = r->raw[to - 1] == '\r';
    st = parse(r, r->raw + from, to - from, err);
    if (st < 0)
        return st;
    if (r->row_ended || (r->skipping && ended)) {
        r->skipping = false;
        st = close_row(r, to, err);
    } else if (to - r->open.raw > r->options.record_limit) {
        st = fail_row(r, "record is longer than 1 MiB; is a quote left open in it?",
                      err);
    }
    if (ended && !rest_of_crlf)
        r->line++;
    return st;
}

static ot_status finish(ot_csv_reader *r, ot_error *err)
{
    r->at_end = true;
    if (!r->skipping && csv_fini(&r->parser, field_done, row_done, r) != 0)
        return fail_row(
            r, "the record that begins here has a quote that is never closed", err);
    if (r->no_memory)
        return ot_fail_memory(err);
    r->skipping = false;
    return r->is_open ? close_row(r, r->raw_length, err) : OT_OK;
}

/* Reads and parses one more piece of the file. err is not NULL. */
static ot_status refill(ot_csv_reader *r, ot_error *err)
{
    size_t got = 0, from, to, behind = 0;
    char *raw;
    const char *nul;
    ot_status st;

    compact(r);
    raw = room(r->raw, &r->raw_capacity, r->raw_length + r->options.chunk, 1);
    if (!raw)
        return ot_fail_memory(err);
    r->raw = raw;
    from = r->raw_length;
    st = ot_text_file_read(r->file, r->raw + from, r->options.chunk, &got, err);
    if (st < 0) {
        err->line = r->line;
        return st;
    }
    if (got == 0)
        return finish(r, err);
    nul = memchr(r->raw + from, '\0', got);
    r->raw_length = nul ? (size_t)(nul - r->raw) : from + got;
    behind = from;
    for (; st >= 0 && from < r->raw_length; from = to) {
        to = r->after_cr && r->raw[from] == '\n'
                 ? from + 1
                 : line_end(r->raw, from, r->raw_length, &behind);
        st = feed_line(r, from, to, err);
    }
    if (st >= 0 && nul)
        return ot_fail_at(
            err, OT_EINPUT, ot_text_file_path(r->file), r->line,
            "the file holds NUL characters: it is damaged; export it again");
    return st;
}

ot_status ot_csv_reader_next(ot_csv_reader *reader, ot_csv_row *row, ot_error *err)
{
    const span *s;

    while (reader->next_row == reader->row_count) {
        if (reader->failure.code < 0) {
            if (err)
                *err = reader->failure;
            return reader->failure.code;
        }
        if (reader->at_end)
            return OT_END;
        refill(reader, &reader->failure);
    }
    s = &reader->rows[reader->next_row++];
    *row = (ot_csv_row){.line = s->line,
                        .base = reader->texts,
                        .fields = reader->fields + s->first_field,
                        .count = s->field_count,
                        .raw = reader->raw + s->raw,
                        .raw_length = s->raw_length,
                        .offset = reader->offset + s->raw,
                        .fault = s->fault};
    return OT_OK;
}

bool ot_csv_reader_buffered(const ot_csv_reader *reader)
{
    return reader->next_row < reader->row_count;
}

bool ot_csv_row_blank(const ot_csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (row->fields[i].length > 0)
            return false;
    return !row->fault;
}
