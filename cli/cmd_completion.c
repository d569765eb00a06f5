/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_completion.c - completion: the script of a shell, and what there is in a
 * workspace to complete. */
#include <stdio.h>
#include <string.h>

#include "cli/completion.h"
#include "cli/print.h"
#include "cli/session.h"
#include "cli/suggest.h"

typedef struct listing {
    const ot_session *session;
    ot_pool *seen; /* each text once */
} listing;

static ot_status tell(listing *l, const char *text, ot_error *err)
{
    uint32_t known = ot_pool_count(l->seen), id;
    ot_status st = *text ? ot_pool_put(l->seen, text, &id, err) : OT_OK;

    if (st == OT_OK && *text && id == known)
        ot_print_line("%s", text);
    return st;
}

static bool tell_run(void *self, const ot_run *run)
{
    const listing *l = self;
    char text[OT_PERIOD_TEXT];

    printf("%lld\t%s\n", (long long)run->id,
           ot_period_iso(l->session->profile.calendar, run->as_at, text));
    return true;
}

static bool tell_period(void *self, const ot_run *run)
{
    listing *l = self;
    char text[OT_PERIOD_TEXT];

    if (run->as_at.number > OT_MONTHS)
        return true;
    return tell(l, ot_period_iso(l->session->profile.calendar, run->as_at, text),
                NULL) == OT_OK;
}

static ot_status tell_batch(listing *l, const ot_batch *batch, const char *list,
                            ot_error *err)
{
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < batch->count; i++) {
        if (strcmp(list, "managers") == 0)
            st = tell(l, batch->of.cost_centres[i].manager, err);
        else if (strcmp(list, "cost-centres") == 0)
            st = tell(l, batch->of.cost_centres[i].cost_centre, err);
        else if (strcmp(list, "services") == 0)
            st = tell(l, batch->of.services[i].name, err);
        else if (strcmp(list, "groups") == 0)
            st = tell(l, batch->of.services[i].group, err);
        else
            st = tell(l, batch->of.high_risk[i].area, err);
    }
    return st;
}

static ot_status tell_structure(listing *l, const char *list, ot_error *err)
{
    ot_kind kind = strcmp(list, "areas") == 0      ? OT_KIND_HIGH_RISK
                   : strcmp(list, "services") == 0 ? OT_KIND_SERVICES
                   : strcmp(list, "groups") == 0   ? OT_KIND_SERVICES
                                                   : OT_KIND_COST_CENTRES;
    ot_source source;
    ot_batch batch;
    int64_t mark;
    ot_status st = ot_store_mark(l->session->store, &mark, err);

    if (st == OT_OK)
        st = ot_store_source(l->session->store, kind, mark, &source, err);
    if (st < 0)
        return st;
    while ((st = source.next_batch(source.self, &batch, err)) == OT_OK)
        if ((st = tell_batch(l, &batch, list, err)) < 0)
            break;
    source.close(source.self);
    return st < 0 ? st : OT_OK;
}

static ot_status tell_list(const ot_session *session, const char *list, ot_error *err)
{
    listing l = {session, ot_pool_new()};
    ot_status st;

    if (!l.seen)
        return ot_fail_memory(err);
    if (strcmp(list, "runs") == 0)
        st = ot_store_runs(session->store, tell_run, &l, err);
    else if (strcmp(list, "periods") == 0)
        st = ot_store_runs(session->store, tell_period, &l, err);
    else
        st = tell_structure(&l, list, err);
    ot_pool_free(l.seen);
    return st;
}

static bool is_one_of(const char *text, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(text, *words) == 0)
            return true;
    return false;
}

static int run_list(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session;
    ot_status st;

    if (!is_one_of(arguments->operands[1], ot_completion_lists())) {
        ot_fail(&err, OT_EUSAGE, "there is no list '%s'", arguments->operands[1]);
        return ot_command_fail(arguments, &err);
    }
    st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = tell_list(&session, arguments->operands[1], &err);
    if (st < 0)
        ot_command_fail(arguments, &err);
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}

int ot_run_completion(const ot_arguments *arguments)
{
    const char *const *operands = arguments->operands;
    char hint[OT_SUGGESTION];
    ot_error err = {0};

    if (arguments->operand_count == 2 && strcmp(operands[0], "list") == 0)
        return run_list(arguments);
    if (arguments->operand_count != 1) {
        ot_fail(&err, OT_EUSAGE, "completion wants one shell: bash, zsh or fish");
        return ot_command_fail(arguments, &err);
    }
    if (!is_one_of(operands[0], ot_completion_shells())) {
        ot_fail(&err, OT_EUSAGE, "'%s' is no shell known here (bash, zsh, fish)%s",
                operands[0], ot_suggestion(operands[0], ot_completion_shells(), hint));
        return ot_command_fail(arguments, &err);
    }
    ot_completion_write(operands[0], stdout);
    return OT_EXIT_DONE;
}
