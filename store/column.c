/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/column.h"

static void write_number(unsigned char *to, uint64_t value, unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        to[i] = (unsigned char)(value >> 8 * i);
}

static uint64_t read_number(const unsigned char *from, unsigned width)
{
    uint64_t value = 0;

    for (unsigned i = 0; i < width; i++)
        value |= (uint64_t)from[i] << 8 * i;
    return value;
}

static unsigned width_of(uint64_t distance)
{
    unsigned width = 0;

    while (width < 8 && distance >> 8 * width != 0)
        width++;
    return width;
}

unsigned char *ot_column_write(unsigned char *to, const int64_t *values, size_t count)
{
    int64_t low = values[0], high = low;
    unsigned width;

    for (size_t i = 1; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    width = width_of((uint64_t)high - (uint64_t)low);
    write_number(to, (uint64_t)low, 8);
    to[8] = (unsigned char)width;
    to += OT_COLUMN_HEAD;
    for (size_t i = 0; i < count; i++, to += width)
        write_number(to, (uint64_t)values[i] - (uint64_t)low, width);
    return to;
}

const unsigned char *ot_column_read(const unsigned char *from, size_t left,
                                    size_t count, int64_t *values)
{
    uint64_t low;
    unsigned width;

    if (left < OT_COLUMN_HEAD || from[8] > 8 || left - OT_COLUMN_HEAD < count * from[8])
        return NULL;
    low = read_number(from, 8);
    width = from[8];
    from += OT_COLUMN_HEAD;
    for (size_t i = 0; i < count; i++, from += width)
        values[i] = (int64_t)(low + read_number(from, width));
    return from;
}

uint64_t ot_checksum_word(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    return sum ^ sum >> 32;
}

uint64_t ot_checksum_bytes(uint64_t sum, const unsigned char *data, size_t size)
{
    size_t at = 0;

    for (; at + 8 <= size; at += 8)
        sum = ot_checksum_word(sum, read_number(data + at, 8));
    sum = ot_checksum_word(sum, read_number(data + at, (unsigned)(size - at)));
    return ot_checksum_word(sum, size);
}
