/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/xlsx_zip.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

#include "importers/xlsx.h"

#define PIECE   65536
#define AGAIN   "save it again as .xlsx and send that"
#define RATIOED ((uint64_t)1 << 20)

struct ot_xlsx_zip {
    zip_t *archive;
    const char *name;
    char *piece;
};

static ot_status check_start(const uint8_t *bytes, size_t size, const char *name,
                             ot_error *err)
{
    static const uint8_t compound[] = {0xD0, 0xCF, 0x11, 0xE0};

    if (size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
        return OT_OK;
    if (size >= 4 && memcmp(bytes, compound, 4) == 0)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "the file is an old workbook (.xls) or has a password: save "
                          "it as .xlsx without a password");
    return ot_fail_at(err, OT_EINPUT, name, 0,
                      "the file is no workbook (.xlsx): send the return itself");
}

/* A part that says how it is packed, and that it unpacks to no more than it may. */
static ot_status check_part(const zip_stat_t *part, const char *name, ot_error *err)
{
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;

    if ((part->valid & wanted) != wanted)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "the workbook's archive is damaged: " AGAIN);
    if (part->encryption_method != ZIP_EM_NONE)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "the workbook is encrypted: save it without a password");
    if (part->comp_method != ZIP_CM_STORE && part->comp_method != ZIP_CM_DEFLATE)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "the workbook is packed in a way that no spreadsheet "
                          "program packs: " AGAIN);
    if (part->size > OT_XLSX_PART_BYTES ||
        (part->size > RATIOED && part->size / OT_XLSX_RATIO > part->comp_size))
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "a part of the workbook unpacks to far more than a return "
                          "can hold: send the return itself");
    return OT_OK;
}

static int compare_names(const void *left, const void *right)
{
    return strcasecmp(*(const char *const *)left, *(const char *const *)right);
}

/* Of two parts of one name another program may read the other one. */
static ot_status check_names(const char **names, size_t count, const char *name,
                             ot_error *err)
{
    if (count)
        qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count; i++)
        if (strcasecmp(names[i - 1], names[i]) == 0)
            return ot_fail_at(err, OT_EINPUT, name, 0,
                              "the workbook holds two parts of one name: " AGAIN);
    return OT_OK;
}

static ot_status check_directory(zip_t *archive, const char *name, ot_error *err)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);
    const char *names[OT_XLSX_PARTS];
    uint64_t total = 0;
    ot_status st = OT_OK;

    if (count < 1 || count > OT_XLSX_PARTS)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "the workbook has more parts than one can have: send the "
                          "return itself");
    for (zip_int64_t i = 0; st == OT_OK && i < count; i++) {
        zip_stat_t part;

        zip_stat_init(&part);
        if (zip_stat_index(archive, (zip_uint64_t)i, 0, &part) != 0)
            return ot_fail_at(err, OT_EINPUT, name, 0,
                              "the workbook's archive is damaged: " AGAIN);
        st = check_part(&part, name, err);
        names[i] = part.name;
        total += part.size; /* of at most 512 parts of at most 48 megabytes */
    }
    if (st == OT_OK && total > OT_XLSX_TOTAL_BYTES)
        st = ot_fail_at(err, OT_EINPUT, name, 0,
                        "the workbook unpacks to far more than a return can hold: send "
                        "the return itself");
    return st == OT_OK ? check_names(names, (size_t)count, name, err) : st;
}

ot_status ot_xlsx_zip_open(const uint8_t *bytes, size_t size, const char *name,
                           ot_xlsx_zip **zip, ot_error *err)
{
    ot_xlsx_zip *made;
    zip_source_t *source;
    zip_error_t error;
    ot_status st = check_start(bytes, size, name, err);

    if (st < 0)
        return st;
    made = calloc(1, sizeof *made);
    zip_error_init(&error);
    source = made ? zip_source_buffer_create(bytes, size, 0, &error) : NULL;
    if (source)
        made->archive =
            zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    if (made)
        made->piece = malloc(PIECE);
    if (!made || !source || !made->piece)
        st = ot_fail_memory(err);
    else if (!made->archive)
        st = ot_fail_at(err, OT_EINPUT, name, 0,
                        "the workbook's archive is damaged or cut short: " AGAIN);
    if (source && !made->archive)
        zip_source_free(source);
    zip_error_fini(&error);
    if (st == OT_OK)
        st = check_directory(made->archive, name, err);
    if (st < 0) {
        ot_xlsx_zip_close(made);
        return st;
    }
    made->name = name;
    *zip = made;
    return OT_OK;
}

void ot_xlsx_zip_close(ot_xlsx_zip *zip)
{
    if (!zip)
        return;
    if (zip->archive)
        zip_discard(zip->archive);
    free(zip->piece);
    free(zip);
}

/* No more than the directory says, however much more there is. */
static ot_status read_part(ot_xlsx_zip *zip, zip_file_t *file, uint64_t size,
                           const ot_xlsx_taker *taker, ot_error *err)
{
    uint64_t done = 0;
    zip_int64_t got;
    ot_status st = OT_OK;

    while (st == OT_OK && (got = zip_fread(file, zip->piece, PIECE)) > 0) {
        done += (uint64_t)got;
        if (done > size)
            break;
        st = taker->take(taker->self, zip->piece, (size_t)got, false, err);
    }
    if (st < 0)
        return st;
    if (done != size || got != 0)
        return ot_fail_at(err, OT_EINPUT, zip->name, 0,
                          "a part of the workbook is damaged: " AGAIN);
    return taker->take(taker->self, "", 0, true, err);
}

ot_status ot_xlsx_zip_read(ot_xlsx_zip *zip, const char *part,
                           const ot_xlsx_taker *taker, ot_error *err)
{
    zip_int64_t index = zip_name_locate(zip->archive, part, ZIP_FL_NOCASE);
    zip_stat_t about;
    zip_file_t *file;
    ot_status st;

    if (index < 0)
        return OT_END;
    zip_stat_init(&about);
    if (zip_stat_index(zip->archive, (zip_uint64_t)index, 0, &about) != 0 ||
        !(file = zip_fopen_index(zip->archive, (zip_uint64_t)index, 0)))
        return ot_fail_at(err, OT_EINPUT, zip->name, 0,
                          "a part of the workbook is damaged: " AGAIN);
    st = read_part(zip, file, about.size, taker, err);
    zip_fclose(file);
    return st;
}
