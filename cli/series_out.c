/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/series_out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/beside.h"

/* A device or pipe is written to; a file is replaced once the new one is whole. */
static bool is_special(const char *path)
{
    struct stat found;

    return stat(path, &found) == 0 && !S_ISREG(found.st_mode);
}

static ot_status cannot_write(const char *path, ot_error *err)
{
    return ot_fail(err, OT_EIO, "'%s' cannot be written: %s", path, strerror(errno));
}

/* A file that was not there before: no link is followed into another. */
static FILE *make_new(const char *path)
{
    int file = ot_beside_make(path, 0666);
    FILE *out = file < 0 ? NULL : fdopen(file, "w");

    if (file >= 0 && !out) {
        close(file);
        unlink(path);
    }
    return out;
}

ot_status ot_series_out_open(const ot_arguments *arguments, ot_series_out *out,
                             ot_error *err)
{
    size_t length;

    *out = (ot_series_out){.file = stdout, .path = ot_argument(arguments, "out")};
    if (!out->path)
        return OT_OK;
    if (is_special(out->path)) {
        out->file = fopen(out->path, "w");
        return out->file ? OT_OK : cannot_write(out->path, err);
    }
    length = strlen(out->path) + OT_BESIDE_ROOM;
    out->beside = malloc(length);
    if (!out->beside)
        return ot_fail_memory(err);
    ot_beside_clear(out->path);
    ot_beside_name(out->path, OT_BESIDE_NEW, out->beside);
    out->file = make_new(out->beside);
    return out->file ? OT_OK : cannot_write(out->path, err);
}

ot_status ot_series_out_close(ot_series_out *out, ot_status st, ot_error *err)
{
    bool lost = out->file && (fflush(out->file) != 0 || ferror(out->file));

    if (!lost && out->beside && out->file)
        lost = fsync(fileno(out->file)) != 0;
    if (out->path && out->file && fclose(out->file) != 0)
        lost = true;
    if (st >= 0 && !lost && out->beside)
        lost = rename(out->beside, out->path) != 0 ||
               (errno = ot_beside_sync(out->path)) != 0;
    if (st >= 0 && lost)
        st = ot_fail(err, OT_EIO, "'%s' cannot be written: %s",
                     out->path ? out->path : "the standard output", strerror(errno));
    if (st < 0 && out->beside && out->file)
        remove(out->beside);
    free(out->beside);
    *out = (ot_series_out){0};
    return st;
}

void ot_series_out_text(const ot_series_out *out, const char *text)
{
    if (!strpbrk(text, ",\"\r\n")) {
        fputs(text, out->file);
        return;
    }
    putc('"', out->file);
    for (; *text; text++) {
        if (*text == '"')
            putc('"', out->file);
        putc(*text, out->file);
    }
    putc('"', out->file);
}
