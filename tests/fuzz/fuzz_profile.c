/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fuzz_profile.c - a text as a profile: taken whole or refused with a message. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/profile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    ot_profile profile;
    ot_error err = {0};

    if (!text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    if (ot_profile_parse(text, "profile", "", &profile, &err) < 0 && !*err.message)
        abort();
    ot_profile_clear(&profile);
    free(text);
    return 0;
}
