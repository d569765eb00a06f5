/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/returns.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/xlsx.h"

enum { FORMAT, WORKSPACE, ISSUE, PERIOD, MANAGER, ROWS, SEAL, KEYS };

static const char *const keys[KEYS] = {"outturn return", "workspace", "issue", "period",
                                       "manager",        "rows",      "seal"};

static ot_status fail_hidden(const char *name, ot_error *err)
{
    return ot_fail_at(err, OT_EINPUT, name, 0,
                      "the hidden sheet '" OT_RETURN_HIDDEN
                      "' is not as it was issued: fill in the return as it came and "
                      "send that");
}

/* The texts of a row of the hidden sheet; NULL: it is not one of ours. */
static const char *text_at(const ot_grid *grid, uint32_t row, uint32_t column)
{
    const ot_grid_cell *cell = ot_grid_at(grid, row, column);

    return cell && cell->kind == OT_GRID_TEXT && !cell->has_formula ? cell->text : NULL;
}

static bool read_whole(const char *text, long long most, long long *out)
{
    char *end;

    if (*text < '0' || *text > '9')
        return false;
    errno = 0;
    *out = strtoll(text, &end, 10);
    return !*end && !errno && *out <= most;
}

static bool read_period(const char *text, ot_period *out)
{
    char *end;
    long year = strtol(text, &end, 10);
    long number = *end == '/' ? strtol(end + 1, &end, 10) : 0;

    if (*text < '1' || *text > '9' || *end || year > 9999)
        return false;
    *out = (ot_period){(int)year, (int)number};
    return ot_period_valid(*out);
}

static bool is_hash(const char *text)
{
    return text && strlen(text) == OT_SHA256_TEXT - 1 &&
           strspn(text, "0123456789abcdef") == OT_SHA256_TEXT - 1;
}

static ot_status read_hashes(const ot_grid *hidden, ot_return_file *out,
                             const char *name, ot_error *err)
{
    const char **hashes = ot_arena_get(&out->arena, (out->count + 1) * sizeof *hashes);

    if (!hashes)
        return ot_fail_memory(err);
    for (size_t i = 0; i < out->count; i++) {
        const char *key = text_at(hidden, (uint32_t)(KEYS + i), 0);

        hashes[i] = text_at(hidden, (uint32_t)(KEYS + i), 1);
        if (!key || strcmp(key, "row") != 0 || !is_hash(hashes[i]))
            return fail_hidden(name, err);
    }
    out->hashes = hashes;
    return OT_OK;
}

static ot_status read_claims(const ot_grid *hidden, ot_return_file *out,
                             const char *name, ot_error *err)
{
    const char *values[KEYS];
    long long issue, rows;

    for (uint32_t i = 0; i < KEYS; i++) {
        const char *key = text_at(hidden, i, 0);

        values[i] = text_at(hidden, i, 1);
        if (!key || strcmp(key, keys[i]) != 0 || !values[i])
            return fail_hidden(name, err);
        if (i == FORMAT && strtol(values[i], NULL, 10) != OT_RETURN_FORMAT)
            return ot_fail_at(err, OT_EINPUT, name, 0,
                              "the return is of format %.16s, this program reads %d: "
                              "issue it again and fill in that",
                              values[i], OT_RETURN_FORMAT);
    }
    if (!read_whole(values[ISSUE], INT64_MAX, &issue) || issue < 1 ||
        !read_period(values[PERIOD], &out->as_at) ||
        !read_whole(values[ROWS], OT_XLSX_CELLS, &rows) || !is_hash(values[SEAL]) ||
        hidden->count != 2 * ((size_t)rows + KEYS))
        return fail_hidden(name, err);
    out->workspace = values[WORKSPACE];
    out->manager = values[MANAGER];
    out->seal = values[SEAL];
    out->issue = issue;
    out->count = (size_t)rows;
    return read_hashes(hidden, out, name, err);
}

ot_status ot_return_file_parse(const uint8_t *bytes, size_t size, const char *name,
                               ot_return_file *out, ot_error *err)
{
    ot_xlsx *book = NULL;
    ot_grid hidden = {0};
    ot_status st;

    *out = (ot_return_file){0};
    ot_fingerprint_bytes(bytes, size, out->sha256);
    st = ot_xlsx_open(bytes, size, name, &book, err);
    if (st == OT_OK)
        st = ot_xlsx_sheet(book, OT_RETURN_HIDDEN, &out->arena, &hidden, err);
    if (st == OT_END)
        st =
            ot_fail_at(err, OT_EINPUT, name, 0,
                       "the workbook has no sheet '" OT_RETURN_HIDDEN
                       "': it is no return, or the hidden sheet was taken out; fill in "
                       "the return as it came and send that");
    if (st == OT_OK)
        st = read_claims(&hidden, out, name, err);
    if (st == OT_OK)
        st = ot_xlsx_sheet(book, OT_RETURN_SHEET, &out->arena, &out->grid, err);
    if (st == OT_END)
        st = ot_fail_at(err, OT_EINPUT, name, 0,
                        "the workbook has no sheet '" OT_RETURN_SHEET
                        "': give it its name back");
    ot_xlsx_close(book);
    return st;
}

static ot_status read_bytes(int file, size_t size, uint8_t *bytes, const char *name,
                            ot_error *err)
{
    size_t done = 0;

    while (done < size) {
        ssize_t got = read(file, bytes + done, size - done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return ot_fail_at(err, OT_EIO, name, 0, "the file cannot be read: %s",
                              got < 0 ? strerror(errno) : "it became shorter");
        done += (size_t)got;
    }
    return OT_OK;
}

static ot_status check_file(int file, const char *name, size_t *size, ot_error *err)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return ot_fail_at(err, OT_EIO, name, 0, "the file cannot be read: %s",
                          strerror(errno));
    if (!S_ISREG(about.st_mode))
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "this is no file: name the workbook itself");
    if (about.st_size < 1 || (uint64_t)about.st_size > OT_XLSX_FILE_BYTES)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          about.st_size < 1
                              ? "the file is empty"
                              : "the file is far larger than a return: send the return "
                                "itself");
    *size = (size_t)about.st_size;
    return OT_OK;
}

ot_status ot_return_file_read(const char *path, const char *name, ot_return_file *out,
                              ot_error *err)
{
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    uint8_t *bytes = NULL;
    size_t size = 0;
    ot_status st;

    *out = (ot_return_file){0};
    if (file < 0 && errno == ELOOP)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "this is a link to a file: name the workbook itself");
    if (file < 0)
        return ot_fail_at(err, OT_EIO, name, 0, "the file cannot be opened: %s",
                          strerror(errno));
    st = check_file(file, name, &size, err);
    if (st == OT_OK && !(bytes = malloc(size)))
        st = ot_fail_memory(err);
    if (st == OT_OK)
        st = read_bytes(file, size, bytes, name, err);
    close(file);
    if (st == OT_OK)
        st = ot_return_file_parse(bytes, size, name, out, err);
    free(bytes);
    return st;
}

void ot_return_file_clear(ot_return_file *file)
{
    ot_arena_clear(&file->arena);
    *file = (ot_return_file){0};
}
