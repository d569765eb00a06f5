/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook_verify.c - reads a workbook back: is each part of the archive whole?
 * Knows the zip format as far as libxlsxwriter writes it, and of XML only its nesting.
 */
#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "exporters/workbook_internal.h"

#define END_SIZE     22 /* end of central directory, without a comment */
#define CENTRAL_SIZE 46
#define LOCAL_SIZE   30
#define END_MARK     0x06054b50u
#define CENTRAL_MARK 0x02014b50u

/* A part of the archive as the central directory tells it. */
typedef struct zip_part {
    uint32_t crc, packed, size, offset;
    long next; /* where the directory goes on */
} zip_part;

/* Elements opened and closed so far. libxlsxwriter escapes every '<' and '>' that is
 * not of a tag. */
typedef struct xml_nesting {
    char kind, last; /* of the tag: its first character */
    bool in_tag;
    size_t length; /* of the tag so far */
    char tag[3];   /* what it begins with */
    long depth, opened;
    ot_book_count count; /* of <c ...> and <si> */
} xml_nesting;

static uint32_t get16(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8;
}

static uint32_t get32(const unsigned char *at)
{
    return get16(at) | get16(at + 2) << 16;
}

static void close_tag(xml_nesting *n)
{
    n->in_tag = false;
    if (n->kind == '/') {
        n->depth--;
    } else if (n->kind != '?') {
        n->opened++;
        n->depth += n->last != '/';
    }
}

static void count_tag(xml_nesting *n)
{
    if (n->tag[0] == 'c' && n->tag[1] == ' ')
        n->count.cells++;
    else if (n->length == 2 && n->tag[0] == 's' && n->tag[1] == 'i')
        n->count.strings++;
}

static void follow(xml_nesting *n, const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        char c = (char)bytes[i];

        if (!n->in_tag && c == '<') {
            n->in_tag = true;
            n->kind = '\0';
            n->length = 0;
        } else if (n->in_tag && c == '>') {
            count_tag(n);
            close_tag(n);
        } else if (n->in_tag) {
            if (n->kind == '\0')
                n->kind = c;
            if (n->length < sizeof n->tag)
                n->tag[n->length++] = c;
        }
        n->last = c;
    }
}

static bool is_whole(const xml_nesting *n)
{
    return !n->in_tag && n->depth == 0 && n->opened > 0;
}

/* Where the part's packed bytes begin. */
static bool seek_to(FILE *file, const zip_part *part)
{
    unsigned char local[LOCAL_SIZE];

    return fseek(file, (long)part->offset, SEEK_SET) == 0 &&
           fread(local, 1, sizeof local, file) == sizeof local &&
           fseek(file, (long)(get16(local + 26) + get16(local + 28)), SEEK_CUR) == 0;
}

/* Unpacks the part: the sum must be right and the elements closed, for a part cut short
 * before it was packed has a right sum too. */
static bool unpack(FILE *file, const zip_part *part, z_stream *stream,
                   ot_book_count *count)
{
    unsigned char in[8192], out[32768];
    uLong crc = crc32(0, NULL, 0);
    uint32_t left = part->packed;
    xml_nesting nesting = {0};
    int state = Z_OK;

    while (state == Z_OK) {
        size_t got;

        if (stream->avail_in == 0) {
            size_t wanted = left < sizeof in ? left : sizeof in;

            if (wanted == 0 || fread(in, 1, wanted, file) != wanted)
                return false;
            stream->next_in = in;
            stream->avail_in = (uInt)wanted;
            left -= (uint32_t)wanted;
        }
        stream->next_out = out;
        stream->avail_out = sizeof out;
        state = inflate(stream, Z_NO_FLUSH);
        got = sizeof out - stream->avail_out;
        crc = crc32(crc, out, (uInt)got);
        follow(&nesting, out, got);
    }
    count->cells += nesting.count.cells;
    count->strings += nesting.count.strings;
    return state == Z_STREAM_END && crc == part->crc &&
           stream->total_out == part->size && is_whole(&nesting);
}

static bool check_part(FILE *file, const zip_part *part, ot_book_count *count)
{
    z_stream stream = {0};
    bool whole;

    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return false;
    whole = seek_to(file, part) && unpack(file, part, &stream, count);
    inflateEnd(&stream);
    return whole;
}

static bool read_part(FILE *file, long at, zip_part *part)
{
    unsigned char entry[CENTRAL_SIZE];

    if (fseek(file, at, SEEK_SET) != 0 ||
        fread(entry, 1, sizeof entry, file) != sizeof entry ||
        get32(entry) != CENTRAL_MARK)
        return false;
    part->crc = get32(entry + 16);
    part->packed = get32(entry + 20);
    part->size = get32(entry + 24);
    part->offset = get32(entry + 42);
    part->next = at + CENTRAL_SIZE + (long)get16(entry + 28) + (long)get16(entry + 30) +
                 (long)get16(entry + 32);
    return true;
}

/* Cells are kept in a tree; its depth is logarithmic. */
static size_t count_cells(const lxw_cell *cell)
{
    return cell ? 1 + count_cells(RB_LEFT(cell, tree_pointers)) +
                      count_cells(RB_RIGHT(cell, tree_pointers))
                : 0;
}

static size_t count_rows(const lxw_row *row)
{
    return row ? (row->cells ? count_cells(row->cells->rbh_root) : 0) +
                     count_rows(RB_LEFT(row, tree_pointers)) +
                     count_rows(RB_RIGHT(row, tree_pointers))
               : 0;
}

ot_book_count ot_book_count_of(const lxw_workbook *book)
{
    ot_book_count count = {.strings = book->sst->unique_count};
    const lxw_worksheet *sheet;

    STAILQ_FOREACH(sheet, book->worksheets, list_pointers)
    count.cells += count_rows(sheet->table->rbh_root);
    return count;
}

/* How many parts, and where their directory begins. */
static bool read_end(FILE *file, uint32_t *count, long *directory)
{
    unsigned char end[END_SIZE];

    if (fseek(file, -END_SIZE, SEEK_END) != 0 ||
        fread(end, 1, sizeof end, file) != sizeof end || get32(end) != END_MARK)
        return false;
    *count = get16(end + 10);
    *directory = (long)get32(end + 16);
    return *count > 0;
}

static ot_status incomplete(const char *target, ot_error *err)
{
    return ot_fail(
        err, OT_EIO,
        "workbook '%s' came out incomplete: no space left on its disk or in the "
        "directory for temporary files? make room there",
        target);
}

ot_status ot_workbook_verify(const char *path, const char *target,
                             const ot_book_count *wanted, ot_error *err)
{
    ot_book_count found = {0};
    FILE *file = fopen(path, "rb");
    uint32_t count = 0;
    zip_part part = {0};
    bool whole = file && read_end(file, &count, &part.next);

    for (uint32_t i = 0; i < count && whole; i++)
        whole = read_part(file, part.next, &part) && check_part(file, &part, &found);
    if (file)
        fclose(file);
    if (whole && wanted)
        whole = found.cells == wanted->cells && found.strings == wanted->strings;
    if (whole)
        return OT_OK;
    return incomplete(target, err);
}

static bool same_bytes(FILE *a, FILE *b)
{
    char first[8192], second[sizeof first];
    size_t got;

    do {
        got = fread(first, 1, sizeof first, a);
        if (fread(second, 1, sizeof second, b) != got ||
            memcmp(first, second, got) != 0)
            return false;
    } while (got == sizeof first);
    return !ferror(a) && !ferror(b);
}

ot_status ot_workbook_compare(const char *path, const char *second, const char *target,
                              ot_error *err)
{
    FILE *a = fopen(path, "rb"), *b = fopen(second, "rb");
    bool same = a && b && same_bytes(a, b);

    if (a)
        fclose(a);
    if (b)
        fclose(b);
    return same ? OT_OK : incomplete(target, err);
}
