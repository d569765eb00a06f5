/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cube_out.h"

#include <inttypes.h>

#include "cli/series_out.h"

static void put_cell(const ot_series_out *out, const ot_ledger_record *cell,
                     ot_calendar calendar)
{
    const char *codes[] = {cell->cost_centre, cell->account, cell->fund, cell->project};
    char period[OT_PERIOD_TEXT], pounds[OT_PENCE_TEXT];

    for (int i = 0; i < 4; i++) {
        ot_series_out_text(out, codes[i]);
        putc(',', out->file);
    }
    fprintf(out->file, "%s,%s,%" PRId64 ",%s,%ld,%" PRId64 ",%ld,%ld\n",
            ot_measure_name(cell->measure),
            ot_period_text(calendar, cell->period, period), cell->amount,
            ot_pence_text(cell->amount, pounds), cell->lines, cell->import,
            cell->first_line, cell->last_line);
}

ot_status ot_cube_out(ot_session *session, int64_t mark, ot_error *err)
{
    ot_calendar calendar = session->profile.calendar;
    ot_series_out out;
    ot_source source;
    ot_batch batch;
    ot_status st = ot_store_source(session->store, OT_KIND_LEDGER, mark, &source, err);

    if (st < 0)
        return st;
    st = ot_series_out_open(session->arguments, &out, err);
    if (st == OT_OK)
        fputs("cost_centre,account,fund,project,measure,period,pence,pounds,lines,"
              "import,first_line,last_line\n",
              out.file);
    while (st == OT_OK && (st = source.next_batch(source.self, &batch, err)) == OT_OK)
        for (size_t i = 0; i < batch.count; i++)
            put_cell(&out, &batch.of.ledger[i], calendar);
    source.close(source.self);
    return ot_series_out_close(&out, st == OT_END ? OT_OK : st, err);
}
