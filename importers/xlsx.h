/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx.h - sheets of a workbook (.xlsx) as Excel, LibreOffice and libraries write them.
 * The file is not trusted: what is read is limited, no name in it is ever used as a
 * path, a document type and with it every entity is refused.
 * Knows what stands in cells; knows nothing of what it means. */
#ifndef OT_XLSX_H
#define OT_XLSX_H

#include "engine/arena.h"
#include "engine/grid.h"

/* Beyond any return, and small enough to be read whole. */
#define OT_XLSX_FILE_BYTES   ((size_t)16 << 20)   /* of the file */
#define OT_XLSX_PARTS        512                  /* in the archive */
#define OT_XLSX_PART_BYTES   ((uint64_t)48 << 20) /* of one, unpacked */
#define OT_XLSX_TOTAL_BYTES  ((uint64_t)96 << 20) /* of all */
#define OT_XLSX_RATIO        200 /* unpacked by packed, of a part of a megabyte or more */
#define OT_XLSX_DEPTH        64 /* elements within elements */
#define OT_XLSX_SHEETS       256
#define OT_XLSX_STYLES       65536
#define OT_XLSX_CELLS        500000 /* of a sheet, that hold something */
#define OT_XLSX_STRINGS      200000
#define OT_XLSX_STRING_BYTES ((size_t)24 << 20) /* of all */
#define OT_XLSX_TEXT_BYTES   131072             /* of a cell */

typedef struct ot_xlsx ot_xlsx;

/* Reads what all sheets share. bytes are borrowed, and live as long as the book; name
 * is for messages. OT_EINPUT says what is wrong with the file. */
ot_status ot_xlsx_open(const uint8_t *bytes, size_t size, const char *name,
                       ot_xlsx **book, ot_error *err);
void ot_xlsx_close(ot_xlsx *book); /* NULL: nothing */

/* The cells of the sheet of that name, in the arena; OT_END where there is none. */
ot_status ot_xlsx_sheet(ot_xlsx *book, const char *sheet, ot_arena *arena,
                        ot_grid *grid, ot_error *err);

#endif
