/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/text_file.h"

#include "importers/encoding.h"
#include "importers/input_file.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define RAW     ((size_t)32 * 1024)
#define DECODED (RAW * 4) /* no encoding read here gives more than 3 bytes for one */

struct ot_text_file {
    ot_input_file input;
    ot_encoding encoding;
    uint64_t done;
    iconv_t decoder; /* only where decoding */
    bool decoding;
    char *raw, *decoded;
    size_t raw_length, decoded_at, decoded_length;
};

static ot_status scan_file(ot_text_file *file, ot_error *err)
{
    ot_encoding_scan scan;
    size_t got = 0;
    ot_status st;

    ot_encoding_scan_init(&scan);
    while ((st = ot_input_file_read(&file->input, file->decoded, DECODED, &got, err)) >=
               0 &&
           got > 0)
        ot_encoding_scan_feed(&scan, file->decoded, got);
    if (st < 0)
        return st;
    file->encoding = ot_encoding_scan_result(&scan);
    if (scan.head_length == ot_encoding_mark_length(file->encoding))
        return ot_fail_at(err, OT_EINPUT, file->input.path, 0, "the file is empty");
    if (scan.has_nul && file->encoding != OT_UTF16_LE && file->encoding != OT_UTF16_BE)
        return ot_fail_at(err, OT_EINPUT, file->input.path, scan.newlines + 1,
                          "the file holds NUL bytes: it is no text file, or damaged; "
                          "export it again as CSV");
    return OT_OK;
}

static ot_status start_decoder(ot_text_file *file, ot_error *err)
{
    const char *from = file->encoding == OT_WINDOWS_1252 ? "WINDOWS-1252"
                       : file->encoding == OT_UTF16_LE   ? "UTF-16LE"
                       : file->encoding == OT_UTF16_BE   ? "UTF-16BE"
                                                         : NULL;

    if (!from)
        return OT_OK;
    file->decoder = iconv_open("UTF-8", from);
    if (file->decoder == (iconv_t)-1)
        return ot_fail_at(err, OT_EIO, file->input.path, 0,
                          "the file is in %s, which this system cannot decode; save it "
                          "as UTF-8",
                          ot_encoding_name(file->encoding));
    file->decoding = true;
    return OT_OK;
}

/* Looks no further than a byte order mark goes. */
static ot_status scan_head(ot_text_file *file, ot_error *err)
{
    ot_encoding_scan scan;
    size_t got = 0;
    ot_status st =
        ot_input_file_read_at(&file->input, 0, file->raw, sizeof scan.head, &got, err);

    ot_encoding_scan_init(&scan);
    ot_encoding_scan_feed(&scan, file->raw, got);
    file->encoding = ot_encoding_scan_result(&scan);
    if (file->encoding == OT_WINDOWS_1252) /* or a character is cut there */
        file->encoding = OT_UTF8;
    return st;
}

static ot_status open_file(const char *path,
                           ot_status (*scan)(ot_text_file *, ot_error *),
                           ot_text_file **file, ot_error *err)
{
    ot_text_file *f = calloc(1, sizeof *f);
    ot_status st = OT_OK;

    if (!f)
        return ot_fail_memory(err);
    f->input.descriptor = -1;
    f->raw = malloc(RAW);
    f->decoded = malloc(DECODED);
    if (!f->raw || !f->decoded)
        st = ot_fail_memory(err);
    if (st >= 0)
        st = ot_input_file_open(path, &f->input, err);
    if (st >= 0)
        st = scan(f, err);
    if (st >= 0)
        st = start_decoder(f, err);
    if (st >= 0)
        st = ot_text_file_rewind(f, err);
    if (st < 0) {
        ot_text_file_close(f);
        return st;
    }
    *file = f;
    return OT_OK;
}

ot_status ot_text_file_open(const char *path, ot_text_file **file, ot_error *err)
{
    return open_file(path, scan_file, file, err);
}

ot_status ot_text_file_open_unseen(const char *path, ot_text_file **file, ot_error *err)
{
    return open_file(path, scan_head, file, err);
}

void ot_text_file_close(ot_text_file *file)
{
    if (!file)
        return;
    if (file->decoding)
        iconv_close(file->decoder);
    ot_input_file_close(&file->input);
    free(file->raw);
    free(file->decoded);
    free(file);
}

const char *ot_text_file_path(const ot_text_file *file)
{
    return file->input.path;
}

ot_encoding ot_text_file_encoding(const ot_text_file *file)
{
    return file->encoding;
}

uint64_t ot_text_file_bytes(const ot_text_file *file)
{
    return file->input.bytes;
}

uint64_t ot_text_file_done(const ot_text_file *file)
{
    return file->done;
}

ot_status ot_text_file_rewind(ot_text_file *file, ot_error *err)
{
    file->done = ot_encoding_mark_length(file->encoding);
    file->raw_length = file->decoded_at = file->decoded_length = 0;
    if (file->decoding)
        iconv(file->decoder, NULL, NULL, NULL, NULL);
    return ot_input_file_seek(&file->input, file->done, err);
}

static ot_status fail_decoding(const ot_text_file *file, unsigned char byte,
                               ot_error *err)
{
    if (file->encoding == OT_WINDOWS_1252)
        return ot_fail_at(err, OT_EINPUT, file->input.path, 0,
                          "byte %02X near byte %llu is neither UTF-8 nor Windows-1252; "
                          "save the file as UTF-8",
                          byte, (unsigned long long)(file->done - file->raw_length));
    return ot_fail_at(
        err, OT_EINPUT, file->input.path, 0,
        "the file is damaged near byte %llu: not valid %s; export it again",
        (unsigned long long)(file->done - file->raw_length),
        ot_encoding_name(file->encoding));
}

/* Fills decoded with the next piece; leaves it empty at the end of the file. */
static ot_status decode(ot_text_file *file, ot_error *err)
{
    size_t got = 0, left, room = DECODED, converted;
    char *in = file->raw, *out = file->decoded;
    ot_status st;

    st = ot_input_file_read(&file->input, file->raw + file->raw_length,
                            RAW - file->raw_length, &got, err);
    if (st < 0)
        return st;
    file->done += got;
    left = file->raw_length + got;
    file->decoded_at = file->decoded_length = 0;
    if (left == 0)
        return OT_OK;
    converted = iconv(file->decoder, &in, &left, &out, &room);
    file->raw_length = left;
    file->decoded_length = DECODED - room;
    /* EINVAL: a character is cut at the end of what was read; more may come. */
    if (converted == (size_t)-1 && (errno != EINVAL || got == 0) &&
        file->decoded_length == 0) /* else the text before the fault goes first */
        return fail_decoding(file, (unsigned char)*in, err);
    memmove(file->raw, in, left);
    return OT_OK;
}

ot_status ot_text_file_read(ot_text_file *file, char *buffer, size_t size, size_t *got,
                            ot_error *err)
{
    ot_status st;

    if (!file->decoding) {
        st = ot_input_file_read(&file->input, buffer, size, got, err);
        if (st >= 0)
            file->done += *got;
        return st;
    }
    while (file->decoded_at == file->decoded_length) {
        uint64_t before = file->done;

        st = decode(file, err);
        if (st < 0)
            return st;
        if (file->done == before && file->decoded_length == 0)
            break;
    }
    *got = file->decoded_length - file->decoded_at;
    if (*got > size)
        *got = size;
    memcpy(buffer, file->decoded + file->decoded_at, *got);
    file->decoded_at += *got;
    return OT_OK;
}

ot_status ot_text_file_read_at(const ot_text_file *file, uint64_t offset, char *buffer,
                               size_t size, size_t *got, ot_error *err)
{
    return ot_input_file_read_at(&file->input, offset, buffer, size, got, err);
}

ot_status ot_text_file_seek(ot_text_file *file, uint64_t offset, ot_error *err)
{
    file->done = offset;
    return ot_input_file_seek(&file->input, offset, err);
}
