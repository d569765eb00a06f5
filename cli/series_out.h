/* SPDX-License-Identifier: GPL-3.0-or-later */
/* series_out.h - where the results of the series commands go: the standard output, or a
 * file that is whole or not there.
 * Knows no series. */
#ifndef OT_SERIES_OUT_H
#define OT_SERIES_OUT_H

#include <stdio.h>

#include "cli/command.h"

typedef struct ot_series_out {
    FILE *file;
    const char *path; /* NULL: the standard output */
    char *beside;     /* what is written until the end */
} ot_series_out;

/* As --out says. OT_EIO, OT_ENOMEM. */
ot_status ot_series_out_open(const ot_arguments *arguments, ot_series_out *out,
                             ot_error *err);
/* Gives the file its name, or where st < 0 takes it away again. Returns st, or OT_EIO
 * where what was written got lost. */
ot_status ot_series_out_close(ot_series_out *out, ot_status st, ot_error *err);

/* One field of CSV, quoted where it has to be. */
void ot_series_out_text(const ot_series_out *out, const char *text);

#endif
