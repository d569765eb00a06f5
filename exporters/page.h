/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page.h - reports and a drill-down as one HTML file that needs nothing else.
 * Knows report.h and drill.h; knows neither which sheets there are nor where their
 * figures come from. */
#ifndef OT_PAGE_H
#define OT_PAGE_H

#include <stdio.h>

#include "engine/drill.h"

typedef struct ot_page {
    const char *council; /* above the title, or NULL */
    /* Whose titles are the page's. Its first column names a thing and its last says in
     * words how it stands: the rows of the first part are the headline, those of the
     * second are listed below it. NULL: there is none. */
    const ot_report *headline;
    const ot_report *const *sheets; /* [sheet_count] shown, in order */
    size_t sheet_count;
    const ot_report *const *behind; /* [behind_count] hold cells of charts, not shown */
    size_t behind_count;
    const ot_drill *drill; /* or NULL */
} ot_page;

/* The page as UTF-8. Its policy allows its own style and script by their hashes and
 * nothing else, so that no request can leave it; texts are escaped wherever they stand,
 * and control characters become U+FFFD. Without scripts the headline and the sheets are
 * there all the same. OT_ERANGE for an amount that a script cannot hold exactly (beyond
 * 90 million million pounds), OT_EIO where it cannot be written. */
ot_status ot_page_write(const ot_page *page, FILE *out, ot_error *err);

#endif
