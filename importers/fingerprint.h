/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fingerprint.h - what identifies a file: SHA-256 (nettle), size, encoding.
 * Knows bytes only. */
#ifndef OT_FINGERPRINT_H
#define OT_FINGERPRINT_H

#include "engine/status.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum ot_encoding {
    OT_UTF8,
    OT_UTF8_BOM,
    OT_WINDOWS_1252,
    OT_UTF16_LE,
    OT_UTF16_BE
} ot_encoding;

#define OT_SHA256_TEXT 65

typedef struct ot_fingerprint {
    char sha256[OT_SHA256_TEXT]; /* 64 hexadecimal digits */
    uint64_t bytes;
    ot_encoding encoding;
} ot_fingerprint;

/* Reads the whole file once. OT_EIO where it cannot be read (a directory says so). */
ot_status ot_fingerprint_file(const char *path, ot_fingerprint *out, ot_error *err);
/* SHA-256 of a text in memory. */
void ot_fingerprint_text(const char *text, char sha256[OT_SHA256_TEXT]);
void ot_fingerprint_bytes(const uint8_t *bytes, size_t count,
                          char sha256[OT_SHA256_TEXT]);
/* HMAC-SHA256 of a text under a key. */
void ot_fingerprint_keyed(const uint8_t *key, size_t key_bytes, const char *text,
                          char hmac[OT_SHA256_TEXT]);

#endif
