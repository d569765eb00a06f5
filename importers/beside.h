/* SPDX-License-Identifier: GPL-3.0-or-later */
/* beside.h - what is filled beside its name (NAME.new-PID) and gets the name when it is
 * whole; and what of it programs left that were killed. Whoever fills it holds a lock
 * on it, which the system takes back from the dead: so no process number is trusted.
 * Knows nothing of what is filled. */
#ifndef OT_BESIDE_H
#define OT_BESIDE_H

#include <sys/types.h>

#define OT_BESIDE_NEW  ".new-"
#define OT_BESIDE_OLD  ".old-"
#define OT_BESIDE_ROOM 32 /* what a name grows by, with its end */

/* `beside` has room for strlen(path) + OT_BESIDE_ROOM. */
void ot_beside_name(const char *path, const char *mark, char *beside);

/* A new file, for writing: no link is followed and nothing is replaced. The descriptor,
 * to be closed; -1 and errno. */
int ot_beside_make(const char *beside, mode_t mode);

/* Locks a file or directory of ours, until the descriptor is closed. -1 where it is
 * another's, is being filled or was removed, with errno EWOULDBLOCK; or with another
 * errno, as where the file system locks nothing. */
int ot_beside_lock(const char *beside);

/* Gives each of path's leftovers of a mark that nobody fills any longer. */
void ot_beside_leftovers(const char *path, const char *mark,
                         void (*found)(void *self, const char *leftover), void *self);

/* Removes path's leftovers that are files. */
void ot_beside_clear(const char *path);

/* Puts path's name onto the disk, so that a power cut does not take it back. 0 or an
 * errno; where the file system knows no such thing, 0. */
int ot_beside_sync(const char *path);

/* The folder that path is in, to be freed; NULL: out of memory. */
char *ot_beside_folder(const char *path);

#endif
