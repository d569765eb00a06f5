/* SPDX-License-Identifier: GPL-3.0-or-later */
/* page_text.c - texts made safe: in HTML and in JSON within HTML. */
#include "exporters/page_internal.h"
#include "exporters/text.h"

void ot_page_text(const char *text, FILE *out)
{
    while (*text) {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (point == '\n')
            fputs("<br>", out);
        else if (point == '\t')
            putc(' ', out);
        else if (ot_text_control(point))
            fputs("\xEF\xBF\xBD", out);
        else if (point == '<' || point == '>' || point == '&' || point == '"' ||
                 point == '\'')
            fprintf(out, "&#%d;", (int)point);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
}

void ot_page_string(const char *text, FILE *out)
{
    putc('"', out);
    while (*text) {
        const char *start = text;
        uint32_t point = ot_text_next(&text);

        if (point == '\n' || point == '\t')
            putc(' ', out);
        else if (ot_text_control(point))
            fputs("\\ufffd", out);
        else if (point == '"' || point == '\\' || point == '<' || point == '>' ||
                 point == '&')
            fprintf(out, "\\u%04x", (unsigned)point);
        else
            fwrite(start, 1, (size_t)(text - start), out);
    }
    putc('"', out);
}
