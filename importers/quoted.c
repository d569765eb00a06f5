/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/quoted.h"

#include <string.h>

const char *ot_quoted_text(const char *text, char space[OT_QUOTED_TEXT])
{
    size_t length = strlen(text);

    if (length >= OT_QUOTED_TEXT) {
        length = OT_QUOTED_TEXT - 4;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
        memcpy(space + length, "...", 4);
    } else {
        space[length] = '\0';
    }
    memcpy(space, text, length);
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)space[i] < 0x20 || space[i] == 0x7F)
            space[i] = ' ';
    return space;
}
