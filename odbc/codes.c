/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "odbc/codes.h"

#include <stdlib.h>
#include <string.h>

#include "engine/pool.h"

/* Of each column the spellings that came, and the same in upper case: where these are
 * fewer, two spellings are one code to an engine that does not tell cases apart. */
struct ot_codes {
    ot_code_case how;
    ot_pool *spellings[OT_ODBC_GROUPS], *folded[OT_ODBC_GROUPS];
};

ot_codes *ot_codes_new(ot_code_case how)
{
    ot_codes *codes = calloc(1, sizeof *codes);

    if (!codes)
        return NULL;
    codes->how = how;
    for (int i = 0; i < OT_ODBC_GROUPS; i++) {
        codes->spellings[i] = ot_pool_new();
        codes->folded[i] = ot_pool_new();
        if (!codes->spellings[i] || !codes->folded[i]) {
            ot_codes_free(codes);
            return NULL;
        }
    }
    return codes;
}

void ot_codes_free(ot_codes *codes)
{
    if (!codes)
        return;
    for (int i = 0; i < OT_ODBC_GROUPS; i++) {
        ot_pool_free(codes->spellings[i]);
        ot_pool_free(codes->folded[i]);
    }
    free(codes);
}

static char *trim(char *text)
{
    size_t length;

    text += strspn(text, " ");
    length = strlen(text);
    while (length && text[length - 1] == ' ')
        length--;
    text[length] = '\0';
    return text;
}

static void fold(char *text)
{
    for (; *text; text++)
        if (*text >= 'a' && *text <= 'z')
            *text = (char)(*text - 'a' + 'A');
}

static ot_status check_text(int column, const char *text, ot_error *err)
{
    for (const char *at = text; *at; at++)
        if ((unsigned char)*at < 0x20 || *at == 0x7F)
            return ot_fail(err, OT_EINPUT, "a %s holds a control character",
                           ot_request_column(column));
    if (mbstowcs(NULL, text, 0) == (size_t)-1)
        return ot_fail(err, OT_EINPUT,
                       "a %s is not UTF-8: set the driver's character set to it",
                       ot_request_column(column));
    return OT_OK;
}

static ot_status tell_apart(ot_codes *codes, int column, const char *text,
                            ot_error *err)
{
    ot_pool *folded = codes->folded[column];
    uint32_t known = ot_pool_count(codes->spellings[column]), id;
    char upper[1024];
    ot_status st = ot_pool_put(codes->spellings[column], text, &id, err);

    if (st < 0 || id < known)
        return st;
    strncpy(upper, text, sizeof upper - 1);
    upper[sizeof upper - 1] = '\0';
    fold(upper);
    st = ot_pool_put(folded, upper, &id, err);
    if (st == OT_OK && ot_pool_count(folded) < ot_pool_count(codes->spellings[column]))
        return ot_fail(err, OT_EINPUT,
                       "%s '%.60s' also comes in other capitals; say codes = upper "
                       "where they are one code, codes = as-is where they are not",
                       ot_request_column(column), text);
    return st;
}

ot_status ot_codes_take(ot_codes *codes, int column, char *text, const char **out,
                        ot_error *err)
{
    char *code = trim(text);
    ot_status st = check_text(column, code, err);

    *out = code;
    if (st < 0)
        return st;
    if (codes->how == OT_CASE_UPPER)
        fold(code);
    return codes->how == OT_CASE_UNSTATED ? tell_apart(codes, column, code, err)
                                          : OT_OK;
}
