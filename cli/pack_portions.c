/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/pack_portions.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/batch.h"
#include "cli/pack_place.h"
#include "cli/suggest.h"
#include "engine/portions.h"
#include "engine/returns.h"
#include "exporters/page.h"

#define PATH_BYTES      (OT_PLACE_BYTES + 256)
#define LONGEST_SUBJECT 255 /* of a document's properties */

/* What the threads share; none of it changes while they write. */
typedef struct folder {
    const ot_pack_portions *asked;
    ot_pack_input input;
    const char *council;
    ot_workbook_options options;
    ot_portions portions;
    ot_drill whole;
    const char **names; /* [portions.count] of the files, in the arena */
    ot_arena arena;
    char dir[OT_PLACE_BYTES + 16];
} folder;

static bool lists(const char *formats, const char *wanted)
{
    size_t length = strlen(wanted);

    for (const char *at = formats; at && *at; at += strcspn(at, ","), at += *at == ',')
        if (strcspn(at, ",") == length && strncmp(at, wanted, length) == 0)
            return true;
    return !formats;
}

ot_status ot_pack_portions_read(const ot_arguments *arguments, const char *formats,
                                ot_pack_portions *out, ot_error *err)
{
    static const char *const levels[] = {"manager", "service", NULL};
    static const char *const folders[] = {"managers", "services"};
    const char *by = ot_argument(arguments, "by");
    char hint[OT_SUGGESTION];

    *out = (ot_pack_portions){.xlsx = lists(formats, "xlsx"),
                              .html = lists(formats, "html")};
    for (int i = 0; by && levels[i]; i++)
        if (strcmp(by, levels[i]) == 0) {
            out->folder = folders[i];
            out->by = i;
        }
    if (by && !out->folder)
        return ot_fail(err, OT_EUSAGE,
                       "--by '%s' is not how a pack is shared out: manager or "
                       "service%s",
                       by, ot_suggestion(by, levels, hint));
    if (by && !out->xlsx && !out->html)
        return ot_fail(err, OT_EUSAGE,
                       "--by writes workbooks and pages: --format must have xlsx or "
                       "html");
    return OT_OK;
}

static ot_status write_workbook(const folder *f, const ot_portion_pack *pack,
                                const ot_portion *portion, const char *path,
                                ot_error *err)
{
    const ot_report *sheets[OT_PORTION_SHEETS];
    ot_workbook_options options = f->options;

    for (int i = 0; i < OT_PORTION_SHEETS; i++)
        sheets[i] = pack->sheets[i];
    if (strlen(portion->title) <= LONGEST_SUBJECT)
        options.subject = portion->title;
    options.in_batch = true;
    return ot_workbook_write(sheets, OT_PORTION_SHEETS, &options, path, err);
}

/* The detail sheet is what the drill-down opens to. */
static ot_status write_page(const folder *f, const ot_portion_pack *pack,
                            const char *path, ot_error *err)
{
    const ot_report *const sheets[] = {pack->sheets[OT_PORTION_VARIANCES],
                                       pack->sheets[OT_PORTION_PROJECTION]};
    const ot_page page = {.council = f->council,
                          .sheets = sheets,
                          .sheet_count = sizeof sheets / sizeof sheets[0],
                          .drill = &pack->drill};
    FILE *file = fopen(path, "wbx");
    ot_status st;

    if (!file)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be made: %s",
                          strerror(errno));
    st = ot_page_write(&page, file, err);
    if (fclose(file) != 0 && st == OT_OK)
        st = ot_fail_at(err, OT_EIO, path, 0, "the file cannot be written: %s",
                        strerror(errno));
    return st;
}

static ot_status write_portion(void *self, size_t item, ot_error *err)
{
    const folder *f = self;
    const ot_portion *portion = &f->portions.items[item];
    ot_portion_pack pack;
    char path[PATH_BYTES];
    ot_status st = ot_portion_build(&f->input, &f->whole, portion, &pack, err);

    snprintf(path, sizeof path, "%s/%s.xlsx", f->dir, f->names[item]);
    if (st == OT_OK && f->asked->xlsx)
        st = write_workbook(f, &pack, portion, path, err);
    snprintf(path, sizeof path, "%s/%s.html", f->dir, f->names[item]);
    if (st == OT_OK && f->asked->html)
        st = write_page(f, &pack, path, err);
    ot_portion_clear(&pack);
    return st;
}

/* Safe names, none of them twice, in the order of the portions. */
static ot_status name_files(folder *f, ot_error *err)
{
    const ot_position_options *options = &f->input.position->options;
    char period[OT_PERIOD_TEXT];

    ot_period_iso(options->calendar, options->as_at, period);
    f->names = ot_arena_get(&f->arena, (f->portions.count + 1) * sizeof *f->names);
    for (size_t i = 0; f->names && i < f->portions.count; i++) {
        f->names[i] = ot_return_file_name(f->portions.items[i].title, period, f->names,
                                          i, &f->arena);
        if (!f->names[i])
            return ot_fail_memory(err);
    }
    return f->names ? OT_OK : ot_fail_memory(err);
}

static ot_status fill(ot_session *session, folder *f, ot_error *err)
{
    const ot_files_batch batch = {.what = f->asked->by == OT_PORTIONS_BY_MANAGER
                                              ? "writing managers' files"
                                              : "writing services' files",
                                  .dir = f->dir,
                                  .count = f->portions.count,
                                  .step = write_portion,
                                  .self = f};

    if (mkdir(f->dir, 0777) != 0)
        return ot_fail_at(err, OT_EIO, f->dir, 0, "the directory cannot be made: %s",
                          strerror(errno));
    return ot_batch_write(session, &batch, err);
}

ot_status ot_pack_portions_write(ot_session *session, const ot_work *work,
                                 const ot_pack_portions *portions,
                                 const ot_workbook_options *options, const char *dir,
                                 ot_error *err)
{
    folder f = {.asked = portions,
                .input = {.dataset = work->dataset,
                          .position = &work->position,
                          .options = &session->profile.pack,
                          .prior = work->prior,
                          .prior_count = work->prior_count,
                          .has_prior = work->has_prior},
                .council = session->profile.pack.council,
                .options = *options};
    ot_status st;

    if (!portions->folder)
        return OT_OK;
    snprintf(f.dir, sizeof f.dir, "%s/%s", dir, portions->folder);
    st = ot_portions_make(&f.input, (ot_portions_by)portions->by, &f.portions, err);
    if (st == OT_OK)
        st = ot_drill_build(&f.input, NULL, &f.whole, err);
    if (st == OT_OK)
        st = name_files(&f, err);
    if (st == OT_OK)
        st = fill(session, &f, err);
    ot_drill_clear(&f.whole);
    ot_portions_clear(&f.portions);
    ot_arena_clear(&f.arena);
    return st;
}
