/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_portions.h - a workbook and a page for each budget manager, or service area, in
 * a folder of the pack. */
#ifndef OT_CLI_PACK_PORTIONS_H
#define OT_CLI_PACK_PORTIONS_H

#include "cli/session.h"
#include "exporters/exporter.h"

/* How --by shares the pack out. */
typedef struct ot_pack_portions {
    const char *folder; /* "managers" or "services"; NULL: not asked for */
    int by;             /* ot_portions_by */
    bool xlsx, html;    /* what is written of each */
} ot_pack_portions;

/* Reads --by, and refuses it where formats (a list, NULL: all) has neither of the two.
 * OT_EUSAGE. */
ot_status ot_pack_portions_read(const ot_arguments *arguments, const char *formats,
                                ot_pack_portions *out, ot_error *err);

/* Makes the folder in dir and fills it, unless it is not asked for; options: as of the
 * pack's workbooks. */
ot_status ot_pack_portions_write(ot_session *session, const ot_work *work,
                                 const ot_pack_portions *portions,
                                 const ot_workbook_options *options, const char *dir,
                                 ot_error *err);

#endif
