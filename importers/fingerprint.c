/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/fingerprint.h"

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

struct ot_fingerprinting {
    struct sha256_ctx hash;
    uint64_t bytes;
};

ot_fingerprinting *ot_fingerprinting_new(void)
{
    ot_fingerprinting *made = calloc(1, sizeof *made);

    if (made)
        sha256_init(&made->hash);
    return made;
}

void ot_fingerprinting_feed(ot_fingerprinting *made, const void *bytes, size_t size)
{
    sha256_update(&made->hash, size, bytes);
    made->bytes += size;
}

void ot_fingerprinting_end(ot_fingerprinting *made, ot_fingerprint *out)
{
    hexadecimal(&made->hash, out->sha256);
    out->bytes = made->bytes;
}

void ot_fingerprinting_free(ot_fingerprinting *made)
{
    free(made);
}

static ot_status read_all(ot_input_file *file, ot_fingerprinting *made, uint8_t *block,
                          ot_error *err)
{
    size_t got = 0;
    ot_status st;

    while ((st = ot_input_file_read(file, block, BLOCK, &got, err)) >= 0 && got > 0)
        ot_fingerprinting_feed(made, block, got);
    return st;
}

ot_status ot_fingerprint_file(const char *path, ot_fingerprint *out, ot_error *err)
{
    ot_input_file file;
    ot_fingerprinting *made;
    uint8_t *block;
    ot_status st = ot_input_file_open(path, &file, err);

    if (st < 0) {
        if (err)
            err->code = OT_EIO;
        return OT_EIO;
    }
    made = ot_fingerprinting_new();
    block = malloc(BLOCK);
    st = made && block ? read_all(&file, made, block, err) : ot_fail_memory(err);
    if (st >= 0)
        ot_fingerprinting_end(made, out);
    ot_fingerprinting_free(made);
    free(block);
    ot_input_file_close(&file);
    return st;
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
