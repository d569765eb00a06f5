/* SPDX-License-Identifier: GPL-3.0-or-later */
/* password.h - a source's password, from where nobody else can read it.
 * Knows files and the environment; prints and keeps nothing. */
#ifndef OT_PASSWORD_H
#define OT_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/status.h"

#define OT_PASSWORD_MAX 512

/* The one line of a file. OT_EINPUT where it is no ordinary file, belongs to another
 * user, may be read or written by others (its mode has to be 0600 or less), or is blank
 * or longer than one line. */
ot_status ot_password_read(const char *path, char password[OT_PASSWORD_MAX],
                           ot_error *err);
/* A variable of the environment; OT_EINPUT where it is not set or blank. */
ot_status ot_password_variable(const char *name, char password[OT_PASSWORD_MAX],
                               ot_error *err);
/* Overwrites memory; the compiler may not leave it out. */
void ot_password_wipe(void *memory, size_t size);

#endif
