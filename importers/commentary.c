/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/commentary.h"

#include <stdlib.h>
#include <string.h>

#include "importers/text_file.h"

#define BLOCK 65536

/* The whole text, to be freed. */
static ot_status read_all(ot_text_file *file, char **text, ot_error *err)
{
    size_t used = 0, room = 0, got = 1;
    ot_status st = OT_OK;

    while (st == OT_OK && got) {
        if (room - used < BLOCK + 1) {
            char *grown = realloc(*text, room + 2 * BLOCK);

            if (!grown)
                return ot_fail_memory(err);
            *text = grown;
            room += 2 * BLOCK;
        }
        st = ot_text_file_read(file, *text + used, BLOCK, &got, err);
        used += st == OT_OK ? got : 0;
        (*text)[used] = '\0';
    }
    return st;
}

ot_status ot_commentary_read(const char *path, ot_commentary *out,
                             char sha256[OT_SHA256_TEXT], ot_error *err)
{
    ot_text_file *file = NULL;
    ot_fingerprint fingerprint;
    char *text = NULL;
    ot_status st = ot_fingerprint_file(path, &fingerprint, err);

    *out = (ot_commentary){0};
    if (st == OT_OK && fingerprint.bytes > 0)
        st = ot_text_file_open(path, &file, err);
    if (st == OT_OK && file)
        st = read_all(file, &text, err);
    if (st == OT_OK)
        st = ot_commentary_parse(path, text ? text : "", out, err);
    if (st == OT_OK && sha256)
        memcpy(sha256, fingerprint.sha256, OT_SHA256_TEXT);
    ot_text_file_close(file);
    free(text);
    return st;
}
