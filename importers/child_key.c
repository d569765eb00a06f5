/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/child_key.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/hmac.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "importers/beside.h"

#define KEY_DIGITS ((size_t)2 * OT_CHILD_KEY_BYTES)
#define KEY_ROOM   (KEY_DIGITS + 64) /* digits and white space behind them */

static const char digits[] = "0123456789abcdef";

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void hexadecimal(const uint8_t *bytes, size_t count, char *text)
{
    for (size_t i = 0; i < count; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    text[2 * count] = '\0';
}

/* The value of a hexadecimal digit, or -1. */
static int value_of(char c)
{
    const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c | 0x20 : c) : NULL;

    return at ? (int)(at - digits) : -1;
}

static bool decode(const char *text, size_t length, ot_child_key *key)
{
    while (length > 0 && is_space(text[length - 1]))
        length--;
    if (length != KEY_DIGITS)
        return false;
    for (size_t i = 0; i < OT_CHILD_KEY_BYTES; i++) {
        int high = value_of(text[2 * i]), low = value_of(text[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        key->bytes[i] = (uint8_t)(high * 16 + low);
    }
    return true;
}

static ot_status fail_reading(const char *path, int number, ot_error *err)
{
    return ot_fail_at(err, OT_EIO, path, 0, "the key file cannot be read: %s",
                      strerror(number));
}

static ot_status check_mode(const char *path, int file, ot_error *err)
{
    struct stat status;

    if (fstat(file, &status) != 0)
        return fail_reading(path, errno, err);
    if (!S_ISREG(status.st_mode))
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the key for children's identifiers is not a regular file");
    if (status.st_mode & (S_IRWXG | S_IRWXO))
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "others than its owner may read or change the key for "
                          "children's identifiers: take that away (chmod 600)");
    return OT_OK;
}

static ot_status read_key(const char *path, int file, ot_child_key *key, ot_error *err)
{
    char text[KEY_ROOM];
    size_t length = 0;
    ssize_t got;
    bool good;
    ot_status st = check_mode(path, file, err);

    if (st < 0)
        return st;
    while (length < sizeof text &&
           (got = read(file, text + length, sizeof text - length)) != 0) {
        if (got < 0 && errno != EINTR)
            return fail_reading(path, errno, err);
        length += got > 0 ? (size_t)got : 0;
    }
    good = decode(text, length, key);
    memset(text, 0, sizeof text);
    return good ? OT_OK
                : ot_fail_at(err, OT_EINPUT, path, 0,
                             "the key for children's identifiers is not %zu "
                             "hexadecimal digits: put the right file back",
                             KEY_DIGITS);
}

static bool fill_random(ot_child_key *key)
{
    size_t filled = 0;

    while (filled < sizeof key->bytes) {
        ssize_t got = getrandom(key->bytes + filled, sizeof key->bytes - filled, 0);

        if (got < 0 && errno != EINTR)
            return false;
        filled += got > 0 ? (size_t)got : 0;
    }
    return true;
}

/* The whole of text to a file that is new; 0 or an errno. */
static int write_whole(int file, const char *text, size_t length)
{
    int number = 0;

    while (length > 0 && number == 0) {
        ssize_t wrote = write(file, text, length);

        if (wrote < 0 && errno != EINTR)
            number = errno;
        text += wrote > 0 ? wrote : 0;
        length -= wrote > 0 ? (size_t)wrote : 0;
    }
    if (number == 0 && fsync(file) != 0)
        number = errno;
    if (close(file) != 0 && number == 0)
        number = errno;
    return number;
}

/* Made beside path and then linked to it: another program sees no half of a key, and
 * the one of two that comes second takes the first's. EEXIST tells it. */
static int place_key(const char *path, char *temporary)
{
    char text[KEY_DIGITS + 2];
    ot_child_key key;
    int number, file = ot_beside_make(temporary, S_IRUSR | S_IWUSR);

    if (file < 0)
        return errno;
    if (!fill_random(&key)) {
        number = errno;
        close(file);
    } else {
        hexadecimal(key.bytes, sizeof key.bytes, text);
        strcat(text, "\n");
        number = write_whole(file, text, KEY_DIGITS + 1);
        memset(text, 0, sizeof text);
        memset(&key, 0, sizeof key);
    }
    if (number == 0 && link(temporary, path) != 0)
        number = errno;
    unlink(temporary);
    return number ? number : ot_beside_sync(path); /* before anybody is known by it */
}

static ot_status make_key(const char *path, bool *made, ot_error *err)
{
    char *temporary = malloc(strlen(path) + OT_BESIDE_ROOM);
    int number;

    if (!temporary)
        return ot_fail_memory(err);
    ot_beside_name(path, OT_BESIDE_NEW, temporary);
    number = place_key(path, temporary);
    free(temporary);
    *made = number == 0;
    if (number == 0 || number == EEXIST)
        return OT_OK;
    return ot_fail_at(err, OT_EIO, path, 0,
                      "the key for children's identifiers cannot be made: %s",
                      strerror(number));
}

ot_status ot_child_key_open(const char *path, bool must_exist, ot_child_key *key,
                            bool *made, ot_error *err)
{
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ot_status st;

    ot_beside_clear(path);
    *made = false;
    if (file < 0 && errno == ENOENT && must_exist)
        return ot_fail_at(err, OT_EINPUT, path, 0,
                          "the key for children's identifiers is not there, and the "
                          "workspace holds children that were read with it: put it "
                          "back, or begin a new workspace");
    if (file < 0 && errno == ENOENT) {
        st = make_key(path, made, err);
        if (st < 0)
            return st;
        file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    }
    if (file < 0)
        return fail_reading(path, errno, err);
    st = read_key(path, file, key, err);
    close(file);
    return st;
}

void ot_child_key_hash(const ot_child_key *key, const char *identifier,
                       char child[OT_CHILD_TEXT])
{
    struct hmac_sha256_ctx hash;
    uint8_t digest[(OT_CHILD_TEXT - 1) / 2];
    size_t length = strlen(identifier);

    while (length > 0 && is_space(*identifier)) {
        identifier++;
        length--;
    }
    while (length > 0 && is_space(identifier[length - 1]))
        length--;
    hmac_sha256_set_key(&hash, sizeof key->bytes, key->bytes);
    for (size_t i = 0; i < length; i++) {
        char c = identifier[i];
        uint8_t upper = (uint8_t)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);

        hmac_sha256_update(&hash, 1, &upper);
    }
    hmac_sha256_digest(&hash, sizeof digest, digest);
    hexadecimal(digest, sizeof digest, child);
}

/* No identifier is hashed that holds a line break. */
void ot_child_key_mark(const ot_child_key *key, char mark[OT_CHILD_TEXT])
{
    ot_child_key_hash(key, "KEY\nOF THIS WORKSPACE", mark);
}
