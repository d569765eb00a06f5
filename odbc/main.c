/* SPDX-License-Identifier: GPL-3.0-or-later */
/* main.c - outturn-odbc: asks a source, and writes its answer. Run by outturn, which
 * reads what is written; see protocol.h. A driver that crashes, crashes here. */
#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "odbc/ledger.h"

#define GRACE_SECONDS 10

static void say(const char *message)
{
    fprintf(stderr, OT_ODBC_SAYS "%s\n", message);
}

/* By the watchdog's thread, while a driver hangs in another one. */
static void give_up(ot_watchdog_reason reason)
{
    static const char late[] = OT_ODBC_SAYS
        "not done within the source's timeout, and the driver does not cancel\n";
    static const char cancelled[] =
        OT_ODBC_SAYS "cancelled, though the driver does not answer\n";
    ssize_t done = reason == OT_WATCHDOG_TIMEOUT
                       ? write(STDERR_FILENO, late, sizeof late - 1)
                       : write(STDERR_FILENO, cancelled, sizeof cancelled - 1);

    _exit(done < 0 ? 3 : 2);
}

static ot_status read_request(char *text, size_t size, ot_error *err)
{
    size_t used = 0;
    ssize_t got;

    do {
        got = read(STDIN_FILENO, text + used, size - 1 - used);
        if (got > 0)
            used += (size_t)got;
    } while ((got > 0 && used < size - 1) || (got < 0 && errno == EINTR));
    text[used] = '\0';
    if (got < 0)
        return ot_fail(err, OT_EIO, "the request cannot be read: %s", strerror(errno));
    return OT_OK;
}

static ot_status serve(ot_connection *connection, ot_request *request, ot_error *err)
{
    ot_status st =
        ot_connection_open(connection, request->connection, request->password, err);

    if (st == OT_OK)
        st = request->explain ? ot_odbc_explain(connection, request, stdout, err)
                              : ot_odbc_ledger(connection, request, stdout, err);
    return st;
}

int main(int argc, char **argv)
{
    char text[OT_ODBC_REQUEST_MAX];
    ot_request request;
    ot_connection connection;
    ot_watchdog *watchdog = NULL;
    ot_error err = {0};
    ot_status st;

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        puts("outturn-odbc " OUTTURN_VERSION);
        return 0;
    }
    if (!setlocale(LC_CTYPE, "C.UTF-8")) /* what drivers give texts in */
        setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN);
    ot_connection_init(&connection);
    st = read_request(text, sizeof text, &err);
    if (st == OT_OK)
        st = ot_request_parse(text, &request, &err);
    if (st == OT_OK)
        st = ot_watchdog_start(request.timeout, GRACE_SECONDS, ot_connection_cancel,
                               give_up, &connection, &watchdog, &err);
    if (st == OT_OK) {
        connection.watchdog = watchdog;
        st = serve(&connection, &request, &err);
    }
    if (st < 0)
        say(err.message);
    ot_connection_close(&connection);
    ot_watchdog_stop(watchdog);
    ot_request_wipe(text, sizeof text);
    return st < 0 ? 2 : 0;
}
