/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/first_steps.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/print.h"
#include "cli/session.h"

typedef enum need { NEEDED, WANTED, OPTIONAL } need;

/* What there is of each thing, in the order in which it is needed. */
typedef struct holdings {
    bool profile, services, cost_centres, accounts, budget, actuals, forecasts, run;
} holdings;

static ot_status has_rows(ot_store *store, int64_t mark, ot_kind kind, bool *has,
                          ot_error *err)
{
    ot_source source;
    ot_batch batch;
    ot_status st = ot_store_source(store, kind, mark, &source, err);

    if (st < 0)
        return st;
    while ((st = source.next_batch(source.self, &batch, err)) == OT_OK && !*has)
        *has = batch.count > 0;
    source.close(source.self);
    return st < 0 ? st : OT_OK;
}

static ot_status look_at_ledger(ot_store *store, int64_t mark, holdings *h,
                                ot_error *err)
{
    ot_source source;
    ot_batch batch;
    ot_status st = ot_store_source(store, OT_KIND_LEDGER, mark, &source, err);

    if (st < 0)
        return st;
    while (!(h->budget && h->actuals && h->forecasts) &&
           (st = source.next_batch(source.self, &batch, err)) == OT_OK)
        for (size_t i = 0; i < batch.count; i++) {
            h->budget |= batch.of.ledger[i].measure == OT_BUDGET;
            h->actuals |= batch.of.ledger[i].measure == OT_ACTUAL;
            h->forecasts |= batch.of.ledger[i].measure == OT_FORECAST;
        }
    source.close(source.self);
    return st < 0 ? st : OT_OK;
}

static bool note_run(void *self, const ot_run *run)
{
    (void)run;
    *(bool *)self = true;
    return false;
}

static ot_status look(ot_store *store, holdings *h, ot_error *err)
{
    const struct {
        ot_kind kind;
        bool *has;
    } kinds[] = {{OT_KIND_SERVICES, &h->services},
                 {OT_KIND_COST_CENTRES, &h->cost_centres},
                 {OT_KIND_ACCOUNTS, &h->accounts},
                 {OT_KIND_FORECASTS, &h->forecasts}};
    int64_t mark;
    ot_status st = ot_store_mark(store, &mark, err);

    if (st == OT_OK)
        st = look_at_ledger(store, mark, h, err);
    for (size_t i = 0; st == OT_OK && i < sizeof kinds / sizeof kinds[0]; i++)
        st = has_rows(store, mark, kinds[i].kind, kinds[i].has, err);
    return st == OT_OK ? ot_store_runs(store, note_run, &h->run, err) : st;
}

/* How to bring a kind of file in: by the profile where that names it. */
static void put_import(ot_session *session, const char *kind, const char *file,
                       const char *what)
{
    const char *path = file ? ot_profile_path(&session->profile, file) : NULL;
    const char *profile = ot_argument(session->arguments, "profile");

    if (path)
        ot_print_line("%s in %s, then: outturn import %s%s%s %s", what, path, kind,
                      profile ? " --profile " : "", profile ? profile : "", path);
    else
        ot_print_line("outturn import %s FILE", kind);
}

static void put_files(ot_session *session, const char *kind, const ot_texts *files,
                      const char *what)
{
    const char *profile = ot_argument(session->arguments, "profile");

    if (files->count)
        ot_print_line(
            "put %s where the profile looks for them (%s), then: outturn run%s%s", what,
            ot_profile_path(&session->profile, files->items[0]), profile ? " " : "",
            profile ? profile : "");
    else
        ot_print_line("outturn import %s FILE", kind);
}

static void put_next(ot_session *session, int step)
{
    const ot_profile *profile = &session->profile;
    const char *named = ot_argument(session->arguments, "profile");

    switch (step) {
    case 0:
        puts("outturn init DIRECTORY, then work there (a profile is not needed to "
             "import single files)");
        return;
    case 1:
        put_import(session, "services", profile->structure[OT_KIND_SERVICES],
                   "fill the service areas");
        return;
    case 2:
        put_import(session, "cost_centres", profile->structure[OT_KIND_COST_CENTRES],
                   "fill the cost centres");
        return;
    case 3:
        put_import(session, "accounts", profile->structure[OT_KIND_ACCOUNTS],
                   "fill the accounts");
        return;
    case 4:
        put_files(session, "ledger", &profile->ledger_files, "budgets");
        return;
    case 5:
        put_files(session, "ledger", &profile->ledger_files, "extracts of actuals");
        return;
    case 6:
        put_files(session, "forecasts", &profile->forecast_files, "forecasts");
        return;
    default:
        ot_print_line("outturn run%s%s", named ? " " : "", named ? named : "");
    }
}

/* The first thing that is missing has the command to type; those after it wait. */
static bool tell(ot_session *session, const holdings *h)
{
    const struct {
        bool has;
        need need;
        const char *what;
    } steps[] = {{h->profile, WANTED, "profile (outturn.ini)"},
                 {h->services, NEEDED, "structure: service areas"},
                 {h->cost_centres, NEEDED, "structure: cost centres"},
                 {h->accounts, NEEDED, "structure: accounts"},
                 {h->budget, WANTED, "budget"},
                 {h->actuals, NEEDED, "actuals"},
                 {h->forecasts, OPTIONAL, "managers' forecasts"},
                 {h->run, WANTED, "a run"}};
    const int count = (int)(sizeof steps / sizeof steps[0]);
    bool blocked = false, missing = false;

    for (int i = 0; i < count; i++) {
        blocked |= !steps[i].has && steps[i].need == NEEDED;
        missing |= !steps[i].has && i != 0 && i != count - 1;
    }
    if (!blocked && !missing)
        return false;
    puts("What is there, in the order in which it is needed:\n");
    for (int i = 0; i < count; i++) {
        printf("  %-8s %s%s\n", steps[i].has ? "there" : "MISSING", steps[i].what,
               steps[i].has                ? ""
               : steps[i].need == OPTIONAL ? " (lines without one go by the model)"
                                           : "");
        if (steps[i].has)
            continue;
        fputs("           next: ", stdout);
        put_next(session, i);
    }
    putchar('\n');
    return blocked;
}

bool ot_first_steps(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session = {0};
    holdings h = {0};
    const char *path;
    bool blocked = false;

    if (ot_session_open_profile(&session, arguments, NULL, &err) < 0) {
        ot_session_close(&session);
        return false;
    }
    h.profile = session.profile.text != NULL && *session.profile.text != '\0';
    path = ot_profile_path(&session.profile, session.profile.workspace
                                                 ? session.profile.workspace
                                                 : OT_DEFAULT_WORKSPACE);
    if (path && !ot_argument(arguments, "workspace") && access(path, F_OK) != 0) {
        blocked = tell(&session, &h);
        ot_session_close(&session);
        return blocked;
    }
    ot_session_close(&session);
    if (ot_session_open(&session, arguments, NULL, true, &err) == OT_OK &&
        look(session.store, &h, &err) == OT_OK)
        blocked = tell(&session, &h);
    ot_session_close(&session);
    return blocked;
}
