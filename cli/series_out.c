/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/series_out.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

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
    length = strlen(out->path) + sizeof ".new";
    out->beside = malloc(length);
    if (!out->beside)
        return ot_fail_memory(err);
    snprintf(out->beside, length, "%s.new", out->path);
    out->file = fopen(out->beside, "w");
    return out->file ? OT_OK : cannot_write(out->beside, err);
}

ot_status ot_series_out_close(ot_series_out *out, ot_status st, ot_error *err)
{
    bool lost = out->file && (fflush(out->file) != 0 || ferror(out->file));

    if (out->path && out->file && fclose(out->file) != 0)
        lost = true;
    if (st >= 0 && !lost && out->beside && rename(out->beside, out->path) != 0)
        lost = true;
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
