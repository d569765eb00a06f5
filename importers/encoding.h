/* SPDX-License-Identifier: GPL-3.0-or-later */
/* encoding.h - which encoding a file is in, told from all of its bytes.
 * Knows bytes only: it neither reads files nor decodes. */
#ifndef OT_ENCODING_H
#define OT_ENCODING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ot_encoding {
    OT_UTF8,
    OT_UTF8_BOM,
    OT_WINDOWS_1252,
    OT_UTF16_LE,
    OT_UTF16_BE
} ot_encoding;

/* Fed with a file from its first byte to its last, in pieces of any size. */
typedef struct ot_encoding_scan {
    unsigned char head[4]; /* first bytes of the file */
    size_t head_length;
    bool not_utf8;
    unsigned pending;        /* continuation bytes still to come */
    unsigned char low, high; /* what the next of them may be */
    long newlines;           /* before the first NUL byte */
    bool has_nul;
} ot_encoding_scan;

void ot_encoding_scan_init(ot_encoding_scan *scan);
void ot_encoding_scan_feed(ot_encoding_scan *scan, const void *bytes, size_t length);
/* A byte order mark decides; else all bytes valid UTF-8, else Windows-1252. */
ot_encoding ot_encoding_scan_result(const ot_encoding_scan *scan);
/* Bytes of the byte order mark that the file begins with. */
size_t ot_encoding_mark_length(ot_encoding encoding);
/* "UTF-8", "Windows-1252" ...: as printed. */
const char *ot_encoding_name(ot_encoding encoding);

#endif
