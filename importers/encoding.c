/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/encoding.h"

#include <string.h>

void ot_encoding_scan_init(ot_encoding_scan *scan)
{
    *scan = (ot_encoding_scan){0};
}

/* The first byte of a character longer than one byte, as in RFC 3629, section 4. */
static bool lead_byte(ot_encoding_scan *scan, unsigned char byte)
{
    scan->low = 0x80;
    scan->high = 0xBF;
    if (byte >= 0xC2 && byte <= 0xDF) {
        scan->pending = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        scan->pending = 2;
        if (byte == 0xE0)
            scan->low = 0xA0;
        else if (byte == 0xED)
            scan->high = 0x9F;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        scan->pending = 3;
        if (byte == 0xF0)
            scan->low = 0x90;
        else if (byte == 0xF4)
            scan->high = 0x8F;
    } else {
        return false;
    }
    return true;
}

static bool next_byte(ot_encoding_scan *scan, unsigned char byte)
{
    if (scan->pending > 0) {
        if (byte < scan->low || byte > scan->high)
            return false;
        scan->low = 0x80;
        scan->high = 0xBF;
        scan->pending--;
        return true;
    }
    return byte < 0x80 || lead_byte(scan, byte);
}

static void check_utf8(ot_encoding_scan *scan, const unsigned char *bytes,
                       size_t length)
{
    static const uint64_t high_bits = UINT64_C(0x8080808080808080);

    for (size_t i = 0; i < length && !scan->not_utf8; i++) {
        uint64_t words[4];

        while (scan->pending == 0 && length - i > sizeof words) {
            memcpy(words, bytes + i, sizeof words);
            if ((words[0] | words[1] | words[2] | words[3]) & high_bits)
                break;
            i += sizeof words;
        }
        scan->not_utf8 = !next_byte(scan, bytes[i]);
    }
}

static void look_for_nul(ot_encoding_scan *scan, const unsigned char *bytes,
                         size_t length)
{
    const unsigned char *nul = memchr(bytes, 0, length);
    size_t before = nul ? (size_t)(nul - bytes) : length;

    while (before > 0) { /* as many as a byte can count, which is faster */
        size_t some = before < 255 ? before : 255;
        unsigned char count = 0;

        for (size_t i = 0; i < some; i++)
            count = (unsigned char)(count + (bytes[i] == '\n'));
        scan->newlines += count;
        bytes += some;
        before -= some;
    }
    scan->has_nul = nul != NULL;
}

void ot_encoding_scan_feed(ot_encoding_scan *scan, const void *bytes, size_t length)
{
    const unsigned char *b = bytes;

    for (size_t i = 0; i < length && scan->head_length < sizeof scan->head; i++)
        scan->head[scan->head_length++] = b[i];
    if (!scan->not_utf8)
        check_utf8(scan, b, length);
    if (!scan->has_nul)
        look_for_nul(scan, b, length);
}

ot_encoding ot_encoding_scan_result(const ot_encoding_scan *scan)
{
    if (scan->head_length >= 2 && memcmp(scan->head, "\xFF\xFE", 2) == 0)
        return OT_UTF16_LE;
    if (scan->head_length >= 2 && memcmp(scan->head, "\xFE\xFF", 2) == 0)
        return OT_UTF16_BE;
    if (scan->head_length >= 3 && memcmp(scan->head, "\xEF\xBB\xBF", 3) == 0)
        return OT_UTF8_BOM;
    return scan->not_utf8 || scan->pending > 0 ? OT_WINDOWS_1252 : OT_UTF8;
}

size_t ot_encoding_mark_length(ot_encoding encoding)
{
    switch (encoding) {
    case OT_UTF8_BOM:
        return 3;
    case OT_UTF16_LE:
    case OT_UTF16_BE:
        return 2;
    case OT_UTF8:
    case OT_WINDOWS_1252:
        break;
    }
    return 0;
}

const char *ot_encoding_name(ot_encoding encoding)
{
    switch (encoding) {
    case OT_UTF8:
        break;
    case OT_UTF8_BOM:
        return "UTF-8 with a byte order mark";
    case OT_WINDOWS_1252:
        return "Windows-1252";
    case OT_UTF16_LE:
        return "UTF-16 (little-endian)";
    case OT_UTF16_BE:
        return "UTF-16 (big-endian)";
    }
    return "UTF-8";
}
