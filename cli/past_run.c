/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/past_run.h"

#include <errno.h>
#include <stdlib.h>

static bool keep_newest(void *self, const ot_run *run)
{
    *(ot_run *)self = *run;
    return true;
}

ot_status ot_session_find_run(const ot_session *session, ot_run *run, ot_error *err)
{
    const char *number = ot_argument(session->arguments, "run");
    ot_period as_at;
    char *end = NULL;
    ot_status st = ot_session_as_at(session, &as_at, err);

    *run = (ot_run){0};
    if (st < 0)
        return st;
    if (number) {
        errno = 0;
        run->id = strtoll(number, &end, 10);
        if (errno || end == number || *end || run->id < 1)
            return ot_fail(err, OT_EUSAGE, "--run '%s' is not a number of the history",
                           number);
        return ot_store_run_get(session->store, run->id, run, err);
    }
    if (as_at.year)
        st = ot_store_run_find(session->store, as_at, 0, run, err);
    else
        st = ot_store_runs(session->store, keep_newest, run, err);
    if (st >= 0 && !run->id)
        return ot_fail(err, OT_EINPUT, "there is no such run yet; see outturn history");
    return st < 0 ? st : OT_OK;
}

ot_status ot_session_take_back(ot_session *session, const ot_run *run, ot_error *err)
{
    ot_profile then = {0};
    char *text;
    const char *out = ot_session_out(session);
    ot_status st = ot_store_run_profile(session->store, run->id, &text, err);

    if (st < 0)
        return st;
    st = ot_profile_parse(text, "the run's profile", session->profile.folder, &then,
                          err);
    free(text);
    if (st == OT_OK && then.commentary)
        then.commentary = ot_profile_path(&then, then.commentary);
    if (st == OT_OK && out) {
        then.out = ot_arena_copy(&then.arena, out);
        then.folder = "";
    }
    if (st < 0) {
        ot_profile_clear(&then);
        return st;
    }
    ot_profile_clear(&session->profile);
    session->profile = then;
    return OT_OK;
}

ot_status ot_session_make_again(ot_session *session, const ot_run *run, ot_work *work,
                                ot_error *err)
{
    ot_status st = ot_work_load(session, run->mark, run->as_at, work, err);

    if (st == OT_OK)
        work->run = *run;
    if (st == OT_OK)
        st = ot_work_outlook(session, work, err);
    if (st == OT_OK)
        st = ot_work_project(session, work, run, err);
    if (st == OT_OK)
        st = ot_work_read_prior(session, work, err);
    return st == OT_OK ? ot_work_pack(session, work, err) : st;
}
