/* SPDX-License-Identifier: GPL-3.0-or-later */
/* terminal_layout.h - how wide each column of a report is on a terminal.
 * Knows widths in characters; draws nothing. Internal to exporters/. */
#ifndef OT_EXPORTERS_TERMINAL_LAYOUT_H
#define OT_EXPORTERS_TERMINAL_LAYOUT_H

#include "exporters/table.h"

#define OT_TERMINAL_GAP    2 /* blanks between columns */
#define OT_TERMINAL_INDENT 2 /* blanks for each level of a row */

typedef struct ot_terminal_layout {
    ot_table table;
    size_t *widths; /* [table.count] */
    size_t total;   /* with the gaps */
    size_t heading_lines;
    bool more; /* columns follow that did not fit */
} ot_terminal_layout;

/* The columns that name the rows and those from *from on, as wide as what they hold.
 * Where that is beyond width (0: no limit), the widest text columns are narrowed, never
 * numbers; where texts could not be read then, columns without any value are left out,
 * then those with a `drop`, the highest first (left_out[column] of the report is set),
 * and last those at the end, before which *from is left: they come in a part of their
 * own. */
ot_status ot_terminal_lay_out(ot_terminal_layout *layout, const ot_report *report,
                              size_t width, uint32_t *from, bool *left_out,
                              ot_error *err);
void ot_terminal_layout_clear(ot_terminal_layout *layout);

/* The columns from place on (count of them) with the gaps between. */
size_t ot_terminal_span(const ot_terminal_layout *layout, uint32_t place,
                        uint32_t count);

#endif
