/* SPDX-License-Identifier: GPL-3.0-or-later */
/* connection_text.h - the text that a driver is connected with.
 * Knows attributes and their quoting; opens nothing. */
#ifndef OT_ODBC_CONNECTION_TEXT_H
#define OT_ODBC_CONNECTION_TEXT_H

#include <stdbool.h>

#include "engine/status.h"

#define OT_CONNECTION_TEXT 4096

/* Is there an attribute of this name, in any case? */
bool ot_connection_has(const char *text, const char *name);
/* *text with "extra" attributes that it has not yet (a list such as
 * "UseDeclareFetch=1;Fetch=10000", or NULL), and where password is not NULL with
 * PWD={...}, its '}' doubled. OT_EINPUT where it is too long. The caller wipes. */
ot_status ot_connection_write(const char *text, const char *extra, const char *password,
                              char out[OT_CONNECTION_TEXT], ot_error *err);
/* What a driver, by its file's name, is to be told so that it hands rows over as they
 * come, in UTF-8, instead of keeping them all first; NULL: nothing. */
const char *ot_connection_streaming(const char *driver);

#endif
