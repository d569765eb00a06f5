/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fingerprint.h"

#include "importers/encoding.h"
#include "importers/input_file.h"

#include <nettle/hmac.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK ((size_t)256 * 1024)

static void put_digits(const uint8_t digest[SHA256_DIGEST_SIZE],
                       char text[OT_SHA256_TEXT])
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < SHA256_DIGEST_SIZE; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[OT_SHA256_TEXT - 1] = '\0';
}

static void hexadecimal(struct sha256_ctx *hash, char sha256[OT_SHA256_TEXT])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(hash, sizeof digest, digest);
    put_digits(digest, sha256);
}

static ot_status read_all(ot_input_file *file, struct sha256_ctx *hash,
                          ot_encoding_scan *scan, uint64_t *bytes, ot_error *err)
{
    uint8_t *block = malloc(BLOCK);
    size_t got = 0;
    ot_status st;

    if (!block)
        return ot_fail_memory(err);
    *bytes = 0;
    while ((st = ot_input_file_read(file, block, BLOCK, &got, err)) >= 0 && got > 0) {
        sha256_update(hash, got, block);
        ot_encoding_scan_feed(scan, block, got);
        *bytes += got;
    }
    free(block);
    return st;
}

ot_status ot_fingerprint_file(const char *path, ot_fingerprint *out, ot_error *err)
{
    ot_input_file file;
    struct sha256_ctx hash;
    ot_encoding_scan scan;
    uint64_t bytes = 0;
    ot_status st = ot_input_file_open(path, &file, err);

    if (st < 0) {
        if (err)
            err->code = OT_EIO;
        return OT_EIO;
    }
    sha256_init(&hash);
    ot_encoding_scan_init(&scan);
    st = read_all(&file, &hash, &scan, &bytes, err);
    ot_input_file_close(&file);
    if (st < 0)
        return st;
    hexadecimal(&hash, out->sha256);
    out->bytes = bytes;
    out->encoding = ot_encoding_scan_result(&scan);
    return OT_OK;
}

void ot_fingerprint_bytes(const uint8_t *bytes, size_t count,
                          char sha256[OT_SHA256_TEXT])
{
    struct sha256_ctx hash;

    sha256_init(&hash);
    sha256_update(&hash, count, bytes);
    hexadecimal(&hash, sha256);
}

void ot_fingerprint_text(const char *text, char sha256[OT_SHA256_TEXT])
{
    ot_fingerprint_bytes((const uint8_t *)text, strlen(text), sha256);
}

void ot_fingerprint_keyed(const uint8_t *key, size_t key_bytes, const char *text,
                          char hmac[OT_SHA256_TEXT])
{
    struct hmac_sha256_ctx hash;
    uint8_t digest[SHA256_DIGEST_SIZE];

    hmac_sha256_set_key(&hash, key_bytes, key);
    hmac_sha256_update(&hash, strlen(text), (const uint8_t *)text);
    hmac_sha256_digest(&hash, sizeof digest, digest);
    put_digits(digest, hmac);
}
