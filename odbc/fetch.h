/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fetch.h - the rows of a statement as texts, in blocks of bounded size.
 * Knows ODBC; knows nothing of what the columns mean. */
#ifndef OT_ODBC_FETCH_H
#define OT_ODBC_FETCH_H

#include "odbc/connection.h"

#define OT_FETCH_COLUMNS 24
#define OT_FETCH_ROWS    1000 /* asked for at once; a driver may give fewer */

/* A row: texts[i] NULL where the engine has no value. May be changed in place; lives
 * during the call. A status below 0 ends the fetching. */
typedef ot_status (*ot_fetch_row)(void *self, char **texts, int count, ot_error *err);

/* width: columns that must come, 0: any. What does not fit into `bytes` (255 is the
 * longest code) is refused, never cut. OT_EIO where the engine or the driver fails, at
 * whichever row. */
ot_status ot_fetch(ot_connection *connection, const char *sql, int width, size_t bytes,
                   ot_fetch_row row, void *self, ot_error *err);

#endif
