/* SPDX-License-Identifier: GPL-3.0-or-later */
/* quoted.h - an input's text as a message can hold it: short, one line, whole
 * characters. Knows nothing of what the text means. */
#ifndef OT_QUOTED_H
#define OT_QUOTED_H

#define OT_QUOTED_TEXT 52

/* text in space, which is returned; longer texts end in "...". */
const char *ot_quoted_text(const char *text, char space[OT_QUOTED_TEXT]);

/* Lives until the end of the enclosing block. */
#define OT_QUOTED(text) ot_quoted_text((text), (char[OT_QUOTED_TEXT]){0})

#endif
