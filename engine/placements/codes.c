/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/codes.h"

#include <string.h>

#define COUNTED(code, type)                                                            \
    {                                                                                  \
        code, 0, 0, OT_PLACE_COUNTED, type, true, false                                \
    }
#define COUNTED_TO(code, to, type)                                                     \
    {                                                                                  \
        code, 0, to, OT_PLACE_COUNTED, type, true, false                               \
    }
#define COUNTED_FROM(code, from, type)                                                 \
    {                                                                                  \
        code, from, 0, OT_PLACE_COUNTED, type, true, false                             \
    }
#define LEFT_OUT(code, tell)                                                           \
    {                                                                                  \
        code, 0, 0, OT_PLACE_NOT_COUNTED, OT_PLACEMENT_TYPES, true, tell               \
    }
#define OTHER(code, from, to)                                                          \
    {                                                                                  \
        code, from, to, OT_PLACE_NOT_COUNTED, OT_PLACEMENT_TYPES, false, true          \
    }
#define KEEPS(code)                                                                    \
    {                                                                                  \
        code, 0, 0, OT_PLACE_KEEPS, OT_PLACEMENT_TYPES, false, false                   \
    }

static const ot_place_code codes[] = {
    COUNTED("K2", OT_PLACEMENT_RESIDENTIAL),
    COUNTED("R1", OT_PLACEMENT_RESIDENTIAL),
    COUNTED("R3", OT_PLACEMENT_RESIDENTIAL),
    COUNTED("S1", OT_PLACEMENT_RESIDENTIAL),
    COUNTED("K1", OT_PLACEMENT_SECURE),
    COUNTED("U4", OT_PLACEMENT_FOSTERING),
    COUNTED("U5", OT_PLACEMENT_FOSTERING),
    COUNTED("U6", OT_PLACEMENT_FOSTERING),
    COUNTED_TO("H5", 2024, OT_PLACEMENT_SUPPORTED_LIVING),
    COUNTED_TO("P2", 2024, OT_PLACEMENT_SUPPORTED_LIVING),
    COUNTED_FROM("K3", 2024, OT_PLACEMENT_SUPPORTED_LIVING),
    LEFT_OUT("U1", false),
    LEFT_OUT("U2", false),
    LEFT_OUT("U3", false),
    LEFT_OUT("P1", false),
    LEFT_OUT("P3", true),
    LEFT_OUT("A3", true),
    LEFT_OUT("A4", true),
    LEFT_OUT("A5", true),
    LEFT_OUT("A6", true),
    LEFT_OUT("R2", true),
    LEFT_OUT("R5", true),
    OTHER("Z1", 0, 2024),
    OTHER("Z11", 2025, 0),
    OTHER("Z12", 2025, 0),
    OTHER("Z13", 2025, 0),
    OTHER("Z14", 2025, 0),
    KEEPS("T0"),
    KEEPS("T1"),
    KEEPS("T2"),
    KEEPS("T3"),
    KEEPS("T4"),
};

/* Providers and the places that they cannot provide; PR0 is the reverse. */
static const struct impossible {
    const char *provider;
    const char *places[16];
} impossible[] = {
    {"PR1", {"P1", "R2", "R5"}},
    {"PR2", {"P1", "R2", "R5"}},
    {"PR3",
     {"P1", "A3", "A4", "A5", "A6", "K1", "K2", "U1", "U2", "U3", "U4", "U5", "U6"}},
    {"PR4", {"P1"}},
    {"PR5", {"P1"}},
};

static const char *const legal_statuses[] = {"C1", "C2", "D1", "E1", "J1", "J2", "J3",
                                             "L1", "L2", "L3", "V2", "V3", "V4"};

static const char *const reasons_end[] = {
    "X1",  "E11", "E12", "E13", "E14", "E15", "E16", "E17", "E2", "E3", "E4A",
    "E4B", "E41", "E45", "E46", "E47", "E48", "E5",  "E6",  "E7", "E8", "E9"};

const ot_place_code *ot_place_code_find(const char *code)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(codes[i].code, code) == 0)
            return &codes[i];
    return NULL;
}

bool ot_place_code_in_year(const ot_place_code *code, int year)
{
    return !year ||
           ((!code->from || year >= code->from) && (!code->to || year <= code->to));
}

bool ot_provider_code_known(const char *code)
{
    return strlen(code) == 3 && code[0] == 'P' && code[1] == 'R' && code[2] >= '0' &&
           code[2] <= '5';
}

bool ot_provider_code_external(const char *code)
{
    return strcmp(code, "PR4") == 0 || strcmp(code, "PR5") == 0;
}

bool ot_provider_impossible(const char *place, const char *provider)
{
    if (strcmp(provider, "PR0") == 0)
        return strcmp(place, "P1") != 0;
    for (size_t i = 0; i < sizeof impossible / sizeof impossible[0]; i++) {
        const char *const *ruled_out = impossible[i].places;

        if (strcmp(impossible[i].provider, provider) != 0)
            continue;
        for (; *ruled_out; ruled_out++)
            if (strcmp(*ruled_out, place) == 0)
                return true;
    }
    return false;
}

bool ot_legal_status_short_break(const char *legal_status)
{
    return strcmp(legal_status, "V3") == 0 || strcmp(legal_status, "V4") == 0;
}

static bool is_one_of(const char *code, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i], code) == 0)
            return true;
    return false;
}

bool ot_legal_status_known(const char *legal_status)
{
    return is_one_of(legal_status, legal_statuses,
                     sizeof legal_statuses / sizeof *legal_statuses);
}

bool ot_reason_end_known(const char *reason)
{
    return is_one_of(reason, reasons_end, sizeof reasons_end / sizeof *reasons_end);
}
