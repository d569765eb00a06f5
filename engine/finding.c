/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/finding.h"

#include <stdarg.h>
#include <stdlib.h>

ot_status ot_findings_add(ot_findings *findings, bool needs_person, const char *topic,
                          const char *what, const ot_pence *amount, ot_error *err,
                          const char *format, ...)
{
    ot_finding finding = {.needs_person = needs_person, .has_amount = amount != NULL};
    va_list args;

    if (findings->count == findings->room) {
        size_t room = findings->room ? findings->room * 2 : 32;
        ot_finding *grown = realloc(findings->items, room * sizeof *grown);

        if (!grown)
            return ot_fail_memory(err);
        findings->items = grown;
        findings->room = room;
    }
    finding.amount = amount ? *amount : 0;
    finding.topic = ot_arena_copy(&findings->arena, topic);
    finding.what = ot_arena_copy(&findings->arena, what);
    va_start(args, format);
    finding.message = ot_arena_vformat(&findings->arena, format, args);
    va_end(args);
    if (!finding.topic || !finding.what || !finding.message)
        return ot_fail_memory(err);
    findings->items[findings->count++] = finding;
    return OT_OK;
}

size_t ot_findings_open(const ot_findings *findings)
{
    size_t open = 0;

    for (size_t i = 0; i < findings->count; i++)
        open += findings->items[i].needs_person;
    return open;
}

void ot_findings_clear(ot_findings *findings)
{
    free(findings->items);
    ot_arena_clear(&findings->arena);
    *findings = (ot_findings){0};
}
