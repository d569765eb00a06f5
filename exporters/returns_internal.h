/* SPDX-License-Identifier: GPL-3.0-or-later */
/* returns_internal.h - how the cells of a return look. */
#ifndef OT_EXPORTERS_RETURNS_INTERNAL_H
#define OT_EXPORTERS_RETURNS_INTERNAL_H

#include "exporters/returns.h"
#include "exporters/workbook_internal.h"

typedef enum ot_return_look {
    OT_LOOK_TITLE,
    OT_LOOK_SUBTITLE,
    OT_LOOK_WORDS,
    OT_LOOK_HEADING,
    OT_LOOK_HEADING_RIGHT,
    OT_LOOK_HEADING_INPUT,
    OT_LOOK_HEADING_SUM, /* the same, above amounts */
    OT_LOOK_TEXT,
    OT_LOOK_AMOUNT,
    OT_LOOK_INPUT_TEXT,
    OT_LOOK_INPUT_AMOUNT,
    OT_LOOK_TOTAL_TEXT,
    OT_LOOK_TOTAL_AMOUNT,
    OT_LOOKS
} ot_return_look;

/* All of them for a workbook. OT_ENOMEM. */
ot_status ot_return_looks(lxw_workbook *book, lxw_format *looks[OT_LOOKS],
                          ot_error *err);

#endif
