/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_place.h - the directory that a pack, or a batch of returns, gets its name in:
 * filled beside it, then put in its place whole. Knows nothing of what it holds but its
 * manifest. */
#ifndef OT_PACK_PLACE_H
#define OT_PACK_PLACE_H

#include <stdbool.h>

#include "engine/status.h"

#define OT_PLACE_BYTES 4096

/* What is put there, in messages, and how its manifest is told from others'. */
typedef struct ot_place_kind {
    const char *name, *whose, *article; /* "pack", "pack's", "a pack" */
    const char *mark;                   /* a text that its manifest holds */
} ot_place_kind;

extern const ot_place_kind ot_place_of_pack;

typedef struct ot_pack_place {
    const ot_place_kind *kind;
    char dir[OT_PLACE_BYTES];     /* the pack's name */
    char filling[OT_PLACE_BYTES]; /* DIR.new-PID: to be filled */
    int lock;                     /* held on `filling`: its maker lives */
} ot_pack_place;

/* Makes the directory to be filled. DIR must not be there, or be empty, or hold one of
 * that kind and nothing else; a link is refused. What runs that were killed left beside
 * DIR is cleared away, and an older pack that one had moved away is brought back. */
ot_status ot_pack_place_open(const ot_place_kind *kind, const char *dir,
                             ot_pack_place *place, ot_error *err);

/* What was filled is put onto the disk and gets the pack's name, in one step where the
 * file system can exchange two names; the older pack goes. */
ot_status ot_pack_place_finish(ot_pack_place *place, ot_error *err);

/* Removes what was filled, unless it was finished. */
void ot_pack_place_close(ot_pack_place *place);

#endif
