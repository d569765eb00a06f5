/* SPDX-License-Identifier: GPL-3.0-or-later */
/* text_file.h - a file as UTF-8 text, whatever encoding it is in.
 * Knows no lines, fields or records. */
#ifndef OT_TEXT_FILE_H
#define OT_TEXT_FILE_H

#include "engine/status.h"
#include "importers/encoding.h"

#include <stdint.h>

typedef struct ot_text_file ot_text_file;

/* Scans the whole file once for its encoding. OT_EIO where it cannot be read; OT_EINPUT
 * where it is empty or holds NUL bytes. path is borrowed until close. */
ot_status ot_text_file_open(const char *path, ot_text_file **file, ot_error *err);
/* The same without the scan: a file without a byte order mark is taken for UTF-8, and
 * the caller sees to it that it is. */
ot_status ot_text_file_open_unseen(const char *path, ot_text_file **file,
                                   ot_error *err);
void ot_text_file_close(ot_text_file *file);

const char *ot_text_file_path(const ot_text_file *file);
ot_encoding ot_text_file_encoding(const ot_text_file *file);
/* Bytes of the file in all, and read so far. */
uint64_t ot_text_file_bytes(const ot_text_file *file);
uint64_t ot_text_file_done(const ot_text_file *file);

/* Up to size bytes of UTF-8 into buffer, without a byte order mark; *got 0 is the end.
 * A character may be cut at the end of buffer. OT_EINPUT for bytes that mean nothing in
 * the file's encoding. */
ot_status ot_text_file_read(ot_text_file *file, char *buffer, size_t size, size_t *got,
                            ot_error *err);
/* Of a file in UTF-8: bytes from a place in it, its byte order mark counted, size of
 * them unless it ends before; by several threads at once, if need be. */
ot_status ot_text_file_read_at(const ot_text_file *file, uint64_t offset, char *buffer,
                               size_t size, size_t *got, ot_error *err);
/* Of a file in UTF-8: to a place in it. */
ot_status ot_text_file_seek(ot_text_file *file, uint64_t offset, ot_error *err);
/* Back to the first character. */
ot_status ot_text_file_rewind(ot_text_file *file, ot_error *err);

#endif
