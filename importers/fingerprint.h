/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fingerprint.h - what identifies a file: SHA-256 (nettle) and size.
 * Knows bytes only. */
#ifndef OT_FINGERPRINT_H
#define OT_FINGERPRINT_H

#include "engine/status.h"
#include <stddef.h>
#include <stdint.h>

#define OT_SHA256_TEXT 65

typedef struct ot_fingerprint {
    char sha256[OT_SHA256_TEXT]; /* 64 hexadecimal digits */
    uint64_t bytes;
} ot_fingerprint;

/* Reads the whole file once. OT_EIO where it cannot be read (a directory says so). */
ot_status ot_fingerprint_file(const char *path, ot_fingerprint *out, ot_error *err);
/* The same of bytes that come in pieces, in their order. NULL: no memory. */
typedef struct ot_fingerprinting ot_fingerprinting;
ot_fingerprinting *ot_fingerprinting_new(void);
void ot_fingerprinting_feed(ot_fingerprinting *made, const void *bytes, size_t size);
void ot_fingerprinting_end(ot_fingerprinting *made, ot_fingerprint *out);
void ot_fingerprinting_free(ot_fingerprinting *made);
/* SHA-256 of a text in memory. */
void ot_fingerprint_text(const char *text, char sha256[OT_SHA256_TEXT]);
void ot_fingerprint_bytes(const uint8_t *bytes, size_t count,
                          char sha256[OT_SHA256_TEXT]);
/* HMAC-SHA256 of a text under a key. */
void ot_fingerprint_keyed(const uint8_t *key, size_t key_bytes, const char *text,
                          char hmac[OT_SHA256_TEXT]);

#endif
