/* SPDX-License-Identifier: GPL-3.0-or-later */
/* input_file.h - a file's bytes in pieces; directories and devices are refused.
 * Knows nothing of what the bytes mean. */
#ifndef OT_INPUT_FILE_H
#define OT_INPUT_FILE_H

#include "engine/status.h"

#include <stdint.h>

typedef struct ot_input_file {
    int descriptor;
    uint64_t bytes;   /* size when it was opened */
    const char *path; /* borrowed */
} ot_input_file;

/* OT_EIO where the file is missing or may not be read, OT_EINPUT where it is a
 * directory or a device. */
ot_status ot_input_file_open(const char *path, ot_input_file *file, ot_error *err);
void ot_input_file_close(ot_input_file *file);
/* Up to size bytes into buffer; *got 0 is the end of the file. */
ot_status ot_input_file_read(ot_input_file *file, void *buffer, size_t size,
                             size_t *got, ot_error *err);
/* The same from a place in the file, size bytes unless it ends before; by several
 * threads at once, if need be. */
ot_status ot_input_file_read_at(const ot_input_file *file, uint64_t offset,
                                void *buffer, size_t size, size_t *got, ot_error *err);
ot_status ot_input_file_seek(ot_input_file *file, uint64_t offset, ot_error *err);

#endif
