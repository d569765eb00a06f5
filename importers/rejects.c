/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/rejects.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/beside.h"

#define ENDING ".rejects.csv"

struct ot_rejects {
    char *path, *temporary;
    char *header;
    char delimiter;
    FILE *stream; /* NULL before the first row */
    int error;    /* errno of the first failure, 0: none */
    bool *open;   /* columns that may be written; NULL: all, as they stood */
    size_t columns, needed;
};

static char *make_path(const char *input, const char *path)
{
    size_t length = strlen(path ? path : input);
    char *made;

    if (!path && length > 4 && strcasecmp(input + length - 4, ".csv") == 0)
        length -= 4;
    made = malloc(length + sizeof ENDING);
    if (!made)
        return NULL;
    memcpy(made, path ? path : input, length);
    strcpy(made + length, path ? "" : ENDING);
    return made;
}

static char *copy(const char *text, size_t length, const char *ending)
{
    char *made = malloc(length + strlen(ending) + 1);

    if (!made)
        return NULL;
    memcpy(made, text, length);
    strcpy(made + length, ending);
    return made;
}

static bool same_file(const char *a, const char *b)
{
    struct stat first, second;

    return stat(a, &first) == 0 && stat(b, &second) == 0 &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

ot_status ot_rejects_new(const char *input, const char *path, char delimiter,
                         const ot_csv_row *header, ot_rejects **rejects, ot_error *err)
{
    ot_rejects *r = calloc(1, sizeof *r);

    if (!r)
        return ot_fail_memory(err);
    r->delimiter = delimiter;
    r->path = make_path(input, path);
    r->header = copy(header->raw, header->raw_length, "");
    r->temporary = r->path ? malloc(strlen(r->path) + OT_BESIDE_ROOM) : NULL;
    if (!r->temporary || !r->header) {
        ot_rejects_free(r);
        return ot_fail_memory(err);
    }
    if (same_file(input, r->path)) {
        ot_rejects_free(r);
        return ot_fail(err, OT_EUSAGE, "rejected rows cannot go into the input itself");
    }
    ot_beside_clear(r->path);
    ot_beside_name(r->path, OT_BESIDE_NEW, r->temporary);
    *rejects = r;
    return OT_OK;
}

void ot_rejects_free(ot_rejects *rejects)
{
    if (!rejects)
        return;
    if (rejects->stream) {
        fclose(rejects->stream);
        unlink(rejects->temporary);
    }
    free(rejects->path);
    free(rejects->temporary);
    free(rejects->header);
    free(rejects->open);
    free(rejects);
}

const char *ot_rejects_path(const ot_rejects *rejects)
{
    return rejects->path;
}

static void start(ot_rejects *r)
{
    int descriptor = ot_beside_make(r->temporary, S_IRUSR | S_IWUSR);

    if (descriptor >= 0)
        r->stream = fdopen(descriptor, "w");
    if (!r->stream) {
        r->error = errno;
        if (descriptor >= 0) {
            close(descriptor);
            unlink(r->temporary);
        }
        return;
    }
    fprintf(r->stream, "line%creason%c%s\n", r->delimiter, r->delimiter, r->header);
}

static void write_quoted(FILE *stream, const char *text, size_t length)
{
    fputc('"', stream);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '"')
            fputc('"', stream);
        fputc(text[i], stream);
    }
    fputc('"', stream);
}

ot_status ot_rejects_withhold(ot_rejects *rejects, const bool *open, size_t columns,
                              size_t needed, ot_error *err)
{
    bool *kept = malloc(columns ? columns * sizeof *kept : 1);

    if (!kept)
        return ot_fail_memory(err);
    memcpy(kept, open, columns * sizeof *kept);
    free(rejects->open);
    rejects->open = kept;
    rejects->columns = columns;
    rejects->needed = needed;
    return OT_OK;
}

/* Does text hold the other? A short one must be the whole of it: a code of one letter
 * is in many a text. */
static bool holds(const char *text, const char *other)
{
    size_t length, room = strlen(text);

    other += strspn(other, " ");
    length = strlen(other);
    if (length < 4)
        return length > 0 && strcasecmp(text, other) == 0;
    for (size_t i = 0; i + length <= room; i++)
        if (strncasecmp(text + i, other, length) == 0)
            return true;
    return false;
}

static bool is_withheld(const ot_rejects *r, const ot_csv_row *row, const char *text)
{
    for (size_t i = 0; i < r->columns; i++)
        if (!r->open[i] && holds(text, ot_csv_text(row, i)))
            return true;
    return false;
}

static void write_open(const ot_rejects *r, const ot_csv_row *row)
{
    bool in_place =
        !row->fault && row->count == r->columns && *ot_csv_text(row, r->needed) != '\0';

    for (size_t i = 0; i < (row->fault ? 1 : row->count); i++) {
        const char *text = ot_csv_text(row, i);

        if (i > 0)
            fputc(r->delimiter, r->stream);
        if (*text == '\0' && !row->fault)
            continue;
        if (in_place && r->open[i] && !is_withheld(r, row, text))
            write_quoted(r->stream, text, strlen(text));
        else
            fputs("(withheld)", r->stream);
    }
}

void ot_rejects_add(ot_rejects *rejects, const ot_csv_row *row, const char *reason)
{
    ot_rejects *r = rejects;

    if (!r->stream && r->error == 0)
        start(r);
    if (!r->stream)
        return;
    fprintf(r->stream, "%ld%c", row->line, r->delimiter);
    write_quoted(r->stream, reason, strlen(reason));
    fputc(r->delimiter, r->stream);
    if (r->open)
        write_open(r, row);
    else if (row->fault)
        write_quoted(r->stream, row->raw, row->raw_length);
    else
        fwrite(row->raw, 1, row->raw_length, r->stream);
    fputc('\n', r->stream);
    if (ferror(r->stream) && r->error == 0)
        r->error = errno;
}

static ot_status fail_writing(const ot_rejects *r, int number, ot_error *err)
{
    return ot_fail(err, OT_EIO, "the rejected rows could not be written to '%s': %s",
                   r->path, strerror(number));
}

static ot_status put_in_place(ot_rejects *r, ot_error *err)
{
    bool written = fflush(r->stream) == 0 && fsync(fileno(r->stream)) == 0;

    if (!written && r->error == 0)
        r->error = errno;
    if (fclose(r->stream) != 0 && r->error == 0)
        r->error = errno;
    r->stream = NULL;
    if (r->error == 0 && rename(r->temporary, r->path) != 0)
        r->error = errno;
    if (r->error == 0)
        r->error = ot_beside_sync(r->path);
    if (r->error == 0)
        return OT_OK;
    unlink(r->temporary);
    return fail_writing(r, r->error, err);
}

ot_status ot_rejects_finish(ot_rejects *rejects, ot_error *err)
{
    if (rejects->stream)
        return put_in_place(rejects, err);
    if (rejects->error != 0)
        return fail_writing(rejects, rejects->error, err);
    if (unlink(rejects->path) != 0 && errno != ENOENT && errno != ENOTDIR)
        return ot_fail(err, OT_EIO, "the old '%s' could not be removed: %s",
                       rejects->path, strerror(errno));
    return OT_OK;
}
