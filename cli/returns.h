/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.h - what the files of the returns command share.
 * Knows the workspace's key for returns, and never prints it. */
#ifndef OT_CLI_RETURNS_H
#define OT_CLI_RETURNS_H

#include "cli/session.h"
#include "engine/returns_sheet.h"
#include "importers/fingerprint.h"
#include "store/returns.h"

/* HMAC-SHA256 of a text under the key of the workspace. OT_EIO where it is no key. */
ot_status ot_returns_seal(const ot_return_identity *identity, const char *text,
                          char seal[OT_SHA256_TEXT], ot_error *err);
/* The hashes of a return's rows, in the arena; NULL: no memory. */
const char *const *ot_returns_hashes(const ot_return *r, ot_arena *arena);

/* outturn import returns FILE... */
int ot_run_import_returns(const ot_arguments *arguments);
/* Prints who has returned, or of --manager what was given. */
ot_status ot_returns_print_status(ot_session *session, ot_error *err);

#endif
