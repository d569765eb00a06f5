/* SPDX-License-Identifier: GPL-3.0-or-later */
/* child_key.h - what a child's identifier is replaced by as it is read: HMAC-SHA256
 * (nettle) under a key that is kept in a file of its own. Who has the workspace but not
 * the key cannot tell, nor try out, whose rows they are.
 * Knows no file of children. */
#ifndef OT_CHILD_KEY_H
#define OT_CHILD_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/status.h"

#define OT_CHILD_KEY_BYTES 32
#define OT_CHILD_TEXT      33 /* 32 hexadecimal digits: the first half of the HMAC */

typedef struct ot_child_key {
    uint8_t bytes[OT_CHILD_KEY_BYTES];
} ot_child_key;

/* Reads the key from path: 64 hexadecimal digits and nothing else but white space at
 * the end. OT_EINPUT where it holds anything else, or where others than its owner may
 * read or write it. Where there is no such file one is made, with mode 0600 and random
 * bytes of the system, and *made set; with must_exist OT_EINPUT instead. */
ot_status ot_child_key_open(const char *path, bool must_exist, ot_child_key *key,
                            bool *made, ot_error *err);

/* Of the identifier without blanks around it, ASCII letters in upper case. */
void ot_child_key_hash(const ot_child_key *key, const char *identifier,
                       char child[OT_CHILD_TEXT]);

/* What tells one key from another, and nothing about the key. */
void ot_child_key_mark(const ot_child_key *key, char mark[OT_CHILD_TEXT]);

#endif
