/* SPDX-License-Identifier: GPL-3.0-or-later */
/* commentary.h - a file with the author's words for the report, in any encoding that an
 * editor writes. Knows no slot by name. */
#ifndef OT_IMPORTERS_COMMENTARY_H
#define OT_IMPORTERS_COMMENTARY_H

#include "engine/commentary.h"
#include "importers/fingerprint.h"

/* Reads the whole file. sha256 (may be NULL) gets that of its bytes. OT_EIO where it
 * cannot be read, OT_EINPUT where a mark is wrong. The caller clears, also after a
 * failure. */
ot_status ot_commentary_read(const char *path, ot_commentary *out,
                             char sha256[OT_SHA256_TEXT], ot_error *err);

#endif
