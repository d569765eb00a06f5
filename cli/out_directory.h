/* SPDX-License-Identifier: GPL-3.0-or-later */
/* out_directory.h - a directory of files that is whole or not there at all: filled
 * beside its place, which it then takes. Knows no file of it but its manifest.json. */
#ifndef OT_OUT_DIRECTORY_H
#define OT_OUT_DIRECTORY_H

#include <stdbool.h>
#include <stdio.h>

#include "engine/status.h"

#define OT_OUT_PATH 4096

/* What is written, in messages, and how its manifest is told from others'. */
typedef struct ot_out_kind {
    const char *name, *whose, *article; /* "pack", "pack's", "a pack" */
    const char *mark;                   /* a text that its manifest holds */
} ot_out_kind;

typedef struct ot_out_directory {
    const ot_out_kind *kind;
    char place[OT_OUT_PATH - 64]; /* where it shall stand */
    char dir[OT_OUT_PATH];        /* being filled */
    bool exists;                  /* something to be replaced is in its place */
} ot_out_directory;

/* Makes the directory to be filled. OT_EUSAGE where place is a file or a link, or a
 * directory with anything in it but what the manifest of such a directory lists. */
ot_status ot_out_begin(const ot_out_kind *kind, const char *place,
                       ot_out_directory *out, ot_error *err);
/* Puts it in its place. Drops it where that fails. */
ot_status ot_out_finish(ot_out_directory *out, ot_error *err);
/* Takes it away again. */
void ot_out_drop(const ot_out_directory *out);

/* The path of a file in it. */
ot_status ot_out_name(const ot_out_directory *out, const char *name, const char *ending,
                      char path[OT_OUT_PATH], ot_error *err);
/* Opens a file of it for writing; closing brings it to the disk and passes st on. */
ot_status ot_out_open(const ot_out_directory *out, const char *name, const char *ending,
                      FILE **file, char path[OT_OUT_PATH], ot_error *err);
ot_status ot_out_close(FILE *file, const char *path, ot_status st, ot_error *err);

#endif
