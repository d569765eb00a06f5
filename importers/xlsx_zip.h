/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_zip.h - the parts of a workbook's archive (libzip), within limits.
 * Knows archives; knows no XML. Internal to the reader of workbooks. */
#ifndef OT_XLSX_ZIP_H
#define OT_XLSX_ZIP_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/status.h"

typedef struct ot_xlsx_zip ot_xlsx_zip;

/* Takes the unpacked bytes of a part, piece by piece; last: with the last of them. */
typedef struct ot_xlsx_taker {
    void *self;
    ot_status (*take)(void *self, const char *bytes, size_t count, bool last,
                      ot_error *err);
} ot_xlsx_taker;

/* Opens and checks the whole directory of the archive. bytes are borrowed. */
ot_status ot_xlsx_zip_open(const uint8_t *bytes, size_t size, const char *name,
                           ot_xlsx_zip **zip, ot_error *err);
void ot_xlsx_zip_close(ot_xlsx_zip *zip);
/* OT_END where there is no such part. */
ot_status ot_xlsx_zip_read(ot_xlsx_zip *zip, const char *part,
                           const ot_xlsx_taker *taker, ot_error *err);

#endif
