/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/report_origin.h"

#include <string.h>

#include "engine/report_memory.h"

static ot_status copy_text(ot_report *report, const char **text, ot_error *err)
{
    if (!*text)
        return OT_OK;
    *text = ot_report_copy(report, *text);
    return *text ? OT_OK : ot_fail_memory(err);
}

static ot_status copy_refs(ot_report *report, ot_formula *formula, ot_error *err)
{
    ot_ref *copies =
        ot_report_memory(report, (formula->ref_count + 1) * sizeof *copies);

    if (!copies)
        return ot_fail_memory(err);
    for (size_t i = 0; i < formula->ref_count; i++) {
        const char *sheet = formula->refs[i].sheet;

        copies[i] = formula->refs[i];
        /* Refs come in runs of one sheet. */
        if (i && sheet == formula->refs[i - 1].sheet)
            copies[i].sheet = copies[i - 1].sheet;
        else if (copy_text(report, &copies[i].sheet, err) < 0)
            return OT_ENOMEM;
    }
    formula->refs = copies;
    return OT_OK;
}

ot_status ot_report_set_origin(ot_report *report, uint32_t row, uint32_t column,
                               const ot_origin *origin, ot_error *err)
{
    ot_origin *made = ot_report_memory(report, sizeof *made);
    ot_term *terms = ot_report_memory(report, (origin->term_count + 1) * sizeof *terms);
    ot_status st;

    if (!made || !terms)
        return ot_fail_memory(err);
    *made = *origin;
    made->terms = terms;
    st = copy_refs(report, &made->formula, err);
    if (st == OT_OK)
        st = copy_text(report, &made->why, err);
    for (size_t i = 0; st == OT_OK && i < origin->term_count; i++) {
        terms[i] = origin->terms[i];
        st = copy_text(report, &terms[i].words, err);
        if (st == OT_OK)
            st = copy_text(report, &terms[i].part, err);
    }
    if (st == OT_OK)
        ot_report_value(report, row, column)->origin = made;
    return st;
}

ot_status ot_report_set_model(ot_report *report, uint32_t row, uint32_t column,
                              unsigned kinds, const char *why, ot_error *err)
{
    const ot_origin origin = {.why = why, .kinds = kinds};

    return why ? ot_report_set_origin(report, row, column, &origin, err)
               : ot_fail_memory(err);
}
