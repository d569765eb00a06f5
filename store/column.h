/* SPDX-License-Identifier: GPL-3.0-or-later */
/* column.h - numbers as the bytes of a column, each as its distance from the lowest in
 * as few bytes as the column needs, and the checksum of such bytes (docs/workspace.md).
 * Knows not what the numbers mean. */
#ifndef OT_COLUMN_H
#define OT_COLUMN_H

#include <stddef.h>
#include <stdint.h>

/* Bytes before a column's values: the lowest, and the width. */
#define OT_COLUMN_HEAD 9

/* Bytes that a column of count values may take. */
#define OT_COLUMN_BYTES(count) (OT_COLUMN_HEAD + (size_t)8 * (count))

/* The values, one at least; returns where the next column begins. */
unsigned char *ot_column_write(unsigned char *to, const int64_t *values, size_t count);
/* The same the other way round; NULL: there are not so many bytes. */
const unsigned char *ot_column_read(const unsigned char *from, size_t left,
                                    size_t count, int64_t *values);

/* The checksum, begun with 0, with one more word, and with bytes and their size. Each
 * step can be undone, so that a change of one word is always found, and others but for
 * one in 2^64. */
uint64_t ot_checksum_word(uint64_t sum, uint64_t word);
uint64_t ot_checksum_bytes(uint64_t sum, const unsigned char *data, size_t size);

#endif
