/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns.h - a forecast return as a workbook: one sheet to fill in, and one hidden
 * that says what it is and proves it. Knows engine/returns_sheet.h; knows no key and no
 * store. */
#ifndef OT_EXPORTERS_RETURNS_H
#define OT_EXPORTERS_RETURNS_H

#include "engine/returns_sheet.h"
#include "exporters/exporter.h"

typedef struct ot_return_book {
    const ot_return_sheet *sheet;
    const char *const *hashes; /* [sheet->of->count], of the rows */
    const char *seal;
} ot_return_book;

/* Writes it to path, a new file, and reads it back; the caller syncs it. Calls for
 * different paths may run at the same time. The same input gives the same bytes.
 * OT_EIO; OT_ERANGE for a return that no sheet can hold. */
ot_status ot_return_write(const ot_return_book *book,
                          const ot_workbook_options *options, const char *path,
                          ot_error *err);

#endif
