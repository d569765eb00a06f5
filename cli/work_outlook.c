/* SPDX-License-Identifier: GPL-3.0-or-later */
/* work_outlook.c - the outlooks of placements that a pack is made from: now, a month
 * ago and at the end of last year. */
#include "cli/session.h"

/* The outlook of a dataset as at a period on a fiscal year; *has false where it has no
 * placements. */
static ot_status build(ot_session *session, const ot_dataset *dataset, ot_period as_at,
                       int year, ot_outlook *out, bool *has, ot_findings *findings,
                       ot_error *err)
{
    ot_outlook_options options = session->profile.outlook;
    const ot_driver *driver = &session->profile.position.driver;
    ot_status st;

    *has = ot_outlook_possible(dataset);
    if (!*has)
        return OT_OK;
    options.year = year;
    if (driver->id) {
        options.driver_start = driver->start;
        options.driver_end = driver->end;
    }
    session->threads.what = "simulating placements";
    st = ot_outlook_build(dataset, session->profile.calendar, as_at, &options,
                          &session->parallel, out, findings, err);
    session->threads.what = "forecasting";
    *has = st == OT_OK;
    ot_console_end_progress(session->console);
    return st;
}

ot_status ot_work_outlook(ot_session *session, ot_work *work, ot_error *err)
{
    return build(session, work->dataset, work->run.as_at, work->run.as_at.year,
                 &work->outlook, &work->has_outlook, &work->findings, err);
}

/* As known then: from the imports that the run of that month had. */
static ot_status build_before(ot_session *session, ot_work *work, ot_period as_at,
                              ot_error *err)
{
    ot_work then = {0};
    int64_t mark;
    ot_status st = ot_store_known_then(session->store, as_at, &mark, err);

    if (st == OT_OK && (!mark || mark > work->run.mark))
        mark = work->run.mark;
    if (st == OT_OK)
        st = ot_work_load(session, mark, as_at, &then, err);
    if (st == OT_OK)
        st = build(session, then.dataset, as_at, as_at.year, &work->before,
                   &work->has_before, NULL, err);
    ot_work_clear(&then);
    return st;
}

ot_status ot_work_earlier_outlooks(ot_session *session, ot_work *work, ot_error *err)
{
    ot_period as_at = work->run.as_at;
    ot_status st;

    if (!work->has_outlook)
        return OT_OK;
    if (as_at.number > OT_MONTHS)
        as_at.number = OT_MONTHS;
    st = build(session, work->dataset, (ot_period){as_at.year - 1, OT_MONTHS},
               as_at.year, &work->at_start, &work->has_at_start, NULL, err);
    if (st == OT_OK && as_at.number > 1)
        st =
            build_before(session, work, (ot_period){as_at.year, as_at.number - 1}, err);
    return st;
}
