/* SPDX-License-Identifier: GPL-3.0-or-later */
/* scanner.h - where the fields and records of separated text end, 64 bytes at a time.
 * Knows separators, line ends and quotes that stand where they should; tells where one
 * does not, and leaves that to csv_reader.h. Knows no field's meaning. */
#ifndef OT_SCANNER_H
#define OT_SCANNER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Readable bytes behind every text that is scanned; what they hold does not matter. */
#define OT_SCAN_PAD 128

/* What is to be known of a piece of text before its records are. */
typedef struct ot_survey {
    size_t newlines;
    bool odd_quotes; /* an odd number of them */
    /* The first byte that csv_reader.h must judge: a quote at an odd place, a carriage
     * return without newline; SIZE_MAX: none. [1]: if the piece begins in quotes. */
    size_t wrong[2];
    bool damaged; /* a NUL, or no UTF-8 */
} ot_survey;

/* The field ends, places in text, are ends[first] to ends[first + count - 1]; the last
 * is the record's newline. With more than OT_SCAN_FIELDS there may be no ends. */
typedef struct ot_scan_record {
    uint32_t begin, first, count;
    uint32_t line; /* lines of the text before it */
} ot_scan_record;

#define OT_SCAN_FIELDS 512
#define OT_SCAN_BYTES  4096 /* scanned at once */

/* Goes through text[from, to), which holds whole records with nothing wrong. */
typedef struct ot_records {
    const char *text;
    size_t at, to;
    char separator;
    uint64_t inside; /* all ones: the next byte stands in quotes */
    uint32_t lines, end_count;
    ot_scan_record open;
    uint32_t ends[OT_SCAN_FIELDS + OT_SCAN_BYTES + 8];
    ot_scan_record records[OT_SCAN_BYTES];
} ot_records;

void ot_records_init(ot_records *records, const char *text, size_t from, size_t to,
                     char separator);

typedef struct ot_scanner {
    const char *name; /* "avx2", "sse2", "portable" */
    /* Of text[from, to). Looks at text[0, length) around it, too. */
    void (*survey)(const char *text, size_t length, size_t from, size_t to,
                   char separator, ot_survey *survey);
    /* False at the end. Else *count of records->records, maybe 0, until the next call.
     */
    bool (*next)(ot_records *records, size_t *count);
} ot_scanner;

/* Those this machine can do, best first, ended by a NULL name. */
const ot_scanner *ot_scanners(void);

#endif
