/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/placements/placement.h"

const char *ot_placement_type_name(ot_placement_type type)
{
    static const char *const names[OT_PLACEMENT_TYPES] = {
        [OT_PLACEMENT_RESIDENTIAL] = "residential",
        [OT_PLACEMENT_FOSTERING] = "fostering",
        [OT_PLACEMENT_SUPPORTED_LIVING] = "supported_living",
        [OT_PLACEMENT_SECURE] = "secure"};

    return (unsigned)type < OT_PLACEMENT_TYPES ? names[type] : "";
}
