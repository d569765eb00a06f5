/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scratch.h - where fuzz targets put the files they want read: in TMPDIR, which
 * scripts/fuzz sets to memory. */
#ifndef OT_FUZZ_SCRATCH_H
#define OT_FUZZ_SCRATCH_H

#include <stdio.h>
#include <stdlib.h>

#define SCRATCH 256

/* A template for mkstemp and mkdtemp. */
static inline void scratch_name(char path[SCRATCH])
{
    const char *folder = getenv("TMPDIR");
    int length = snprintf(path, SCRATCH, "%s/outturn-fuzz-XXXXXX",
                          folder && *folder ? folder : "/tmp");

    if (length < 0 || length >= SCRATCH)
        abort();
}

#endif
