/* SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - does a file lie on a network file system, as far as can be told?
 * Knows file systems by their kind, not by their speed; knows no workspace. Elsewhere
 * than on Linux it cannot tell. */
#ifndef OT_PLACE_H
#define OT_PLACE_H

#include <stdbool.h>

/* The kind of network file system that path (or, where there is no such file, its
 * folder) is on, such as "NFS"; NULL: a local one, or not known. */
const char *ot_place_network(const char *path);

/* The same from what the system says of a file system: f_type of statfs, and its type
 * text in mountinfo ("fuse.sshfs"), NULL where not known. */
const char *ot_place_network_kind(unsigned long magic, const char *type);

/* The type text in one line of mountinfo (proc(5)) that is about device major:minor:
 * put into type (size bytes); false where the line is about another device. */
bool ot_place_mount_type(const char *line, unsigned major, unsigned minor, char *type,
                         int size);

#endif
