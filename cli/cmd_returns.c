/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_returns.c - returns: a workbook for every budget manager to forecast in. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#include "cli/audit.h"
#include "cli/batch.h"
#include "cli/pack_place.h"
#include "cli/returns.h"
#include "exporters/json.h"
#include "exporters/returns.h"

#define PATH_BYTES   (OT_PLACE_BYTES + 128)
#define REASONS_MOST 60
#define CODES_MOST   255 /* characters of the codes of a list, commas between them */

/* Everything of one batch of returns. */
typedef struct batch {
    ot_session *session;
    ot_work work;
    ot_returns returns;
    ot_return_identity identity;
    ot_pack_place place;
    const char **names; /* [returns.count], of the files, in the returns' arena */
    size_t fresh;
    ot_workbook_options options;
    int64_t time;
} batch;

static bool decode(const char *text, uint8_t *bytes, size_t count)
{
    static const char digits[] = "0123456789abcdef";

    for (size_t i = 0; i < count; i++) {
        const char *high = text[2 * i] ? strchr(digits, text[2 * i]) : NULL;
        const char *low =
            high && text[2 * i + 1] ? strchr(digits, text[2 * i + 1]) : NULL;

        if (!low)
            return false;
        bytes[i] = (uint8_t)((high - digits) * 16 + (low - digits));
    }
    return text[2 * count] == '\0';
}

ot_status ot_returns_seal(const ot_return_identity *identity, const char *text,
                          char seal[OT_SHA256_TEXT], ot_error *err)
{
    uint8_t key[(OT_RETURN_KEY - 1) / 2];

    if (!decode(identity->key, key, sizeof key))
        return ot_fail(err, OT_EIO,
                       "the workspace's key for returns is damaged: restore the "
                       "workspace from a back-up");
    ot_fingerprint_keyed(key, sizeof key, text, seal);
    memset(key, 0, sizeof key);
    return OT_OK;
}

const char *const *ot_returns_hashes(const ot_return *r, ot_arena *arena)
{
    const char **hashes = ot_arena_get(arena, (r->count + 1) * sizeof *hashes);

    for (size_t i = 0; hashes && i < r->count; i++) {
        char *text = ot_return_row_text(&r->rows[i], arena);
        char *hash = ot_arena_get(arena, OT_SHA256_TEXT);

        if (!text || !hash)
            return NULL;
        ot_fingerprint_text(text, hash);
        hashes[i] = hash;
    }
    return hashes;
}

/* Digits of random bytes of the system. */
static ot_status put_random(char *text, size_t digits, ot_error *err)
{
    uint8_t bytes[32];

    for (size_t filled = 0; filled < sizeof bytes;) {
        ssize_t got = getrandom(bytes + filled, sizeof bytes - filled, 0);

        if (got < 0 && errno != EINTR)
            return ot_fail(err, OT_EIO, "the key for returns cannot be made: %s",
                           strerror(errno));
        filled += got > 0 ? (size_t)got : 0;
    }
    for (size_t i = 0; i < digits / 2; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    memset(bytes, 0, sizeof bytes);
    return OT_OK;
}

/* The reasons of the profile as lines; *reasons NULL where it names none. */
static ot_status list_reasons(ot_session *session, const char **reasons, ot_error *err)
{
    const ot_texts *given = &session->profile.return_reasons;
    size_t codes = 0;

    *reasons = NULL;
    for (size_t i = 0; i < given->count; i++) {
        const char *one = given->items[i];
        size_t length = strcspn(one, " ");

        codes += length + 1;
        if (!length || strcspn(one, ",\"\n\t") < strlen(one) || i == REASONS_MOST ||
            codes > CODES_MOST)
            return ot_fail(err, OT_EINPUT,
                           "reason '%.40s' of [returns] cannot be offered: a code is "
                           "one word, there are no commas, and all codes together have "
                           "no more than %d characters",
                           one, CODES_MOST);
        *reasons = ot_arena_format(&session->profile.arena, "%s%s%s",
                                   *reasons ? *reasons : "", i ? "\n" : "", one);
        if (!*reasons)
            return ot_fail_memory(err);
    }
    return OT_OK;
}

static ot_status build(batch *b, ot_error *err)
{
    ot_session *session = b->session;
    ot_period as_at;
    const char *reasons;
    ot_status st = list_reasons(session, &reasons, err);

    if (st == OT_OK)
        st = ot_session_as_at(session, &as_at, err);
    if (st == OT_OK)
        st = ot_work_load(session, 0, as_at, &b->work, err);
    if (st == OT_OK)
        st = ot_work_outlook(session, &b->work, err);
    if (st == OT_OK)
        st = ot_work_project(session, &b->work, NULL, err);
    if (st == OT_OK)
        st = ot_returns_build(b->work.dataset, &b->work.position, reasons,
                              ot_argument(session->arguments, "manager"), &b->returns,
                              err);
    if (st == OT_OK && !b->returns.count)
        st = ot_fail(err, OT_EINPUT,
                     "no line has a budget manager: name them in the column manager of "
                     "cost_centres");
    return st;
}

/* Numbers of issues and names of files. */
static ot_status issue(batch *b, ot_error *err)
{
    ot_arena *arena = &b->returns.arena;
    char period[OT_PERIOD_TEXT];
    ot_status st = OT_OK;

    b->names = ot_arena_get(arena, (b->returns.count + 1) * sizeof *b->names);
    if (!b->names)
        return ot_fail_memory(err);
    for (size_t i = 0; st == OT_OK && i < b->returns.count; i++) {
        ot_return *r = &b->returns.items[i];
        ot_arena scratch = {0};
        char *text = ot_return_content_text(r, &scratch), content[OT_SHA256_TEXT];

        ot_period_iso(b->session->profile.calendar, r->as_at, period);
        b->names[i] = ot_return_file_name(r->manager, period, b->names, i, arena);
        r->workspace = b->identity.workspace;
        if (!text || !b->names[i]) {
            st = ot_fail_memory(err);
        } else {
            ot_fingerprint_text(text, content);
            st = ot_store_return_issue(b->session->store, r, content, b->time,
                                       &b->fresh, err);
        }
        ot_arena_clear(&scratch);
    }
    return st;
}

static ot_status write_return(void *self, size_t item, ot_error *err)
{
    const batch *b = self;
    const ot_return *r = &b->returns.items[item];
    ot_arena arena = {0};
    ot_return_sheet sheet;
    const char *const *hashes = ot_returns_hashes(r, &arena);
    char path[PATH_BYTES], seal[OT_SHA256_TEXT];
    const char *text = hashes
                           ? ot_return_seal_text(r->workspace, r->issue, r->as_at,
                                                 r->manager, hashes, r->count, &arena)
                           : NULL;
    ot_return_book book = {&sheet, hashes, seal};
    ot_status st =
        text ? ot_returns_seal(&b->identity, text, seal, err) : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_return_lay_out(r, b->session->profile.calendar, &arena, &sheet, err);
    snprintf(path, sizeof path, "%s/%s.xlsx", b->place.filling, b->names[item]);
    if (st == OT_OK)
        st = ot_return_write(&book, &b->options, path, err);
    ot_arena_clear(&arena);
    return st;
}

static ot_status write_manifest(const batch *b, ot_error *err)
{
    ot_calendar calendar = b->session->profile.calendar;
    ot_period as_at = b->work.position.options.as_at;
    char path[PATH_BYTES], iso[OT_PERIOD_TEXT], period[OT_PERIOD_TEXT];
    FILE *file;
    bool failed;

    snprintf(path, sizeof path, "%s/manifest.json", b->place.filling);
    file = fopen(path, "wb");
    if (!file)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be made: %s",
                          strerror(errno));
    fprintf(file,
            "{\n  \"program\": \"outturn\",\n  \"version\": \"%s\",\n"
            "  \"returns_as_at\": \"%s\",\n  \"period\": \"%s\",\n  \"returns\": [",
            OUTTURN_VERSION, ot_period_iso(calendar, as_at, iso),
            ot_period_text(calendar, as_at, period));
    for (size_t i = 0; i < b->returns.count; i++) {
        const ot_return *r = &b->returns.items[i];

        fputs(i ? ",\n    {\"manager\": " : "\n    {\"manager\": ", file);
        ot_json_string(r->manager, file);
        fprintf(file,
                ", \"file\": \"%s.xlsx\", \"issue\": %" PRId64 ", \"lines\": %zu}",
                b->names[i], r->issue, r->count);
    }
    fputs("\n  ]\n}\n", file);
    failed = fflush(file) != 0 || fsync(fileno(file)) != 0;
    failed = fclose(file) != 0 || failed;
    return failed ? ot_fail_at(err, OT_EIO, path, 0, "the file cannot be written: %s",
                               strerror(errno))
                  : OT_OK;
}

static ot_status fill(batch *b, ot_error *err)
{
    const ot_files_batch files = {.what = "writing returns",
                                  .dir = b->place.filling,
                                  .count = b->returns.count,
                                  .step = write_return,
                                  .self = b};
    ot_date day = ot_period_last_day(b->session->profile.calendar,
                                     b->work.position.options.as_at);
    ot_status st;

    b->options = (ot_workbook_options){.title = "Forecast return",
                                       .company = b->session->profile.pack.council,
                                       .created_year = day / 10000,
                                       .created_month = day / 100 % 100,
                                       .created_day = day % 100};
    st = ot_batch_write(b->session, &files, err);
    return st == OT_OK ? write_manifest(b, err) : st;
}

/* The workspace is held until the files are there: what was not written was not
 * issued. */
static ot_status issue_and_write(batch *b, ot_error *err)
{
    ot_store *store = b->session->store;
    char note[128] = "", period[OT_PERIOD_TEXT];
    ot_error ignored;
    ot_status st = put_random(b->identity.workspace, OT_RETURN_ID - 1, err);

    if (st == OT_OK)
        st = put_random(b->identity.key, OT_RETURN_KEY - 1, err);
    if (st == OT_OK)
        st = ot_store_returns_begin(store, &b->identity, err);
    if (st < 0)
        return st;
    st = issue(b, err);
    if (st == OT_OK)
        st = fill(b, err);
    if (b->fresh)
        snprintf(note, sizeof note, "%zu forecast returns issued as at %s", b->fresh,
                 ot_period_text(b->session->profile.calendar,
                                b->work.position.options.as_at, period));
    if (st == OT_OK)
        return ot_store_returns_end(store, true, note, b->time, err);
    ot_store_returns_end(store, false, "", b->time, &ignored);
    return st;
}

static const char *place_of(ot_session *session)
{
    const char *given = ot_argument(session->arguments, "out");

    return given ? given : ot_profile_path(&session->profile, "returns");
}

static void tell_left_out(const batch *b)
{
    if (b->returns.unmanaged)
        ot_console_say(b->session->console,
                       "%zu lines are in no return: their cost centres have no manager",
                       b->returns.unmanaged);
    if (b->returns.unmapped)
        ot_console_say(b->session->console,
                       "%zu lines are in no return: their accounts are not in accounts",
                       b->returns.unmapped);
}

static ot_status write_returns(ot_session *session, ot_error *err)
{
    static const ot_place_kind kind = {"returns", "returns'", "returns",
                                       "\"returns_as_at\""};
    batch b = {.session = session, .place = {.lock = -1}, .time = (int64_t)time(NULL)};
    const char *place = place_of(session);
    char words[OT_PERIOD_TEXT];
    ot_status st = place ? build(&b, err) : ot_fail_memory(err);

    if (st == OT_OK)
        st = ot_pack_place_open(&kind, place, &b.place, err);
    if (st == OT_OK)
        st = issue_and_write(&b, err);
    if (st == OT_OK)
        st = ot_pack_place_finish(&b.place, err);
    ot_pack_place_close(&b.place);
    if (st == OT_OK) {
        printf("%zu returns with actuals to %s are in %s (%zu newly issued)\n",
               b.returns.count,
               ot_period_words(session->profile.calendar, b.work.position.options.as_at,
                               words),
               place, b.fresh);
        tell_left_out(&b);
    }
    memset(&b.identity, 0, sizeof b.identity);
    ot_returns_clear(&b.returns);
    ot_work_clear(&b.work);
    return st;
}

int ot_run_returns(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_session session = {0};
    bool status = ot_argument(arguments, "status") != NULL;
    ot_status st = OT_OK;

    if (arguments->operand_count)
        st = ot_fail(&err, OT_EUSAGE,
                     "'%s' is not wanted here; outturn import returns FILE reads "
                     "returns",
                     arguments->operands[0]);
    else if (status && ot_argument(arguments, "out"))
        st = ot_fail(&err, OT_EUSAGE, "--status and --out do not go together");
    else if (!status && ot_argument(arguments, "format"))
        st = ot_fail(&err, OT_EUSAGE, "--format goes with --status");
    if (st == OT_OK)
        st = ot_session_open(&session, arguments, NULL, true, &err);
    if (st == OT_OK)
        st = status ? ot_returns_print_status(&session, &err)
                    : write_returns(&session, &err);
    if (st < 0) {
        if (status || !session.store)
            ot_command_fail(arguments, &err);
        else
            ot_session_fail(&session, arguments, &err);
    }
    ot_session_close(&session);
    return st < 0 ? OT_EXIT_FAILED : OT_EXIT_DONE;
}
