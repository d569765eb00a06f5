/* SPDX-License-Identifier: GPL-3.0-or-later */
/* json.h - a report as JSON, and JSON strings.
 * Knows report.h only. */
#ifndef OT_JSON_H
#define OT_JSON_H

#include <stdio.h>

#include "engine/report.h"

/* text between quotes, escaped (RFC 8259); bytes that are not UTF-8 become U+FFFD. */
void ot_json_string(const char *text, FILE *out);

/* {"id", "name", "columns": [...], "rows": [{...}]}: a member for each column of the
 * CSV that is not blank. Thousands and counts are numbers, pence and percent are
 * decimal texts. */
ot_status ot_json_write(const ot_report *report, FILE *out, ot_error *err);

#endif
