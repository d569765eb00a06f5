/* SPDX-License-Identifier: GPL-3.0-or-later */
/* watchdog.h - a thread that ends what takes too long or is no longer wanted.
 * Drivers drop query timeouts, so it calls a function that cancels; where that does not
 * help within some seconds, it ends the process. Knows no database. */
#ifndef OT_ODBC_WATCHDOG_H
#define OT_ODBC_WATCHDOG_H

#include "engine/status.h"

typedef enum ot_watchdog_reason {
    OT_WATCHDOG_NONE,
    OT_WATCHDOG_TIMEOUT,
    OT_WATCHDOG_SIGNAL /* SIGINT or SIGTERM */
} ot_watchdog_reason;

typedef struct ot_watchdog ot_watchdog;

/* Before any other thread is begun: SIGINT and SIGTERM are the watchdog's from now on.
 * give_up is called when cancelling has not helped for `grace` seconds; it must not
 * come back. */
ot_status ot_watchdog_start(int seconds, int grace, void (*cancel)(void *self),
                            void (*give_up)(ot_watchdog_reason reason), void *self,
                            ot_watchdog **out, ot_error *err);
/* Ends the thread. */
void ot_watchdog_stop(ot_watchdog *watchdog);
/* Why it has cancelled, from any thread. */
ot_watchdog_reason ot_watchdog_fired(const ot_watchdog *watchdog);
/* "the time of 600 seconds is over" or "cancelled". */
ot_status ot_watchdog_fail(const ot_watchdog *watchdog, ot_error *err);

#endif
