/* SPDX-License-Identifier: GPL-3.0-or-later */
/* selector.h - does a code belong to a list such as "0301*; 040100..040199; 5005"?
 * Knows codes as text only. Items are separated by ';'. An item is a code, a range
 * A..B (both of one length; a code of that length between them as text), or a pattern
 * in which '*' stands for any run of characters. Blank selects every code. */
#ifndef OT_SELECTOR_H
#define OT_SELECTOR_H

#include <stdbool.h>

#include "engine/status.h"

/* OT_EINPUT where an item is empty, a range is turned round or of two lengths. */
ot_status ot_selector_check(const char *selector, ot_error *err);
/* selector must have passed ot_selector_check. */
bool ot_selector_matches(const char *selector, const char *code);

#endif
