/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_files.c - a pack as a directory of files: whole, or not there at all. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/manifest.h"
#include "cli/pack_place.h"
#include "cli/pack_portions.h"
#include "cli/report_files.h"
#include "exporters/exporter.h"

#define PATH_BYTES OT_PLACE_BYTES

typedef struct pack_files {
    ot_session *session;
    const ot_work *work;
    char dir[PATH_BYTES]; /* being filled */
    bool xlsx, csv, md, html;
    ot_pack_portions portions;
    ot_report_words words; /* the author's own */
} pack_files;

static ot_status read_formats(const char *formats, pack_files *files, ot_error *err)
{
    char copy[64], *rest = copy, *word;

    if (!formats) {
        files->xlsx = files->csv = files->md = files->html = true;
        return OT_OK;
    }
    snprintf(copy, sizeof copy, "%s", formats);
    while ((word = strtok_r(rest, ",", &rest))) {
        if (strcmp(word, "xlsx") == 0)
            files->xlsx = true;
        else if (strcmp(word, "csv") == 0)
            files->csv = true;
        else if (strcmp(word, "md") == 0)
            files->md = true;
        else if (strcmp(word, "html") == 0)
            files->html = true;
        else
            return ot_fail(err, OT_EUSAGE,
                           "--format knows xlsx, csv, md and html, not '%s'", word);
    }
    return OT_OK;
}

static ot_status name_file(const pack_files *files, const char *name,
                           const char *ending, char path[PATH_BYTES], ot_error *err)
{
    int length = snprintf(path, PATH_BYTES, "%s/%s%s", files->dir, name, ending);

    if (length < 0 || length >= PATH_BYTES)
        return ot_fail(err, OT_EUSAGE, "the path of the pack is too long");
    return OT_OK;
}

static ot_status open_file(const pack_files *files, const char *name,
                           const char *ending, FILE **file, char path[PATH_BYTES],
                           ot_error *err)
{
    if (name_file(files, name, ending, path, err) < 0)
        return OT_EUSAGE;
    *file = fopen(path, "wbx"); /* two sheets of one name would be one file */
    if (!*file)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be made: %s",
                          strerror(errno));
    return OT_OK;
}

static ot_status close_file(FILE *file, const char *path, ot_status st, ot_error *err)
{
    bool failed = fflush(file) != 0 || fsync(fileno(file)) != 0;

    failed = fclose(file) != 0 || failed;
    if (st == OT_EIO && err && !*err->input) /* writers of streams know no path */
        snprintf(err->input, sizeof err->input, "%s", path);
    if (st == OT_OK && failed)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be written: %s",
                          strerror(errno));
    return st;
}

static ot_status write_csv(const pack_files *files, const ot_report *report,
                           ot_error *err)
{
    char path[PATH_BYTES];
    FILE *file;
    ot_status st = open_file(files, report->id, ".csv", &file, path, err);

    if (st < 0)
        return st;
    return close_file(file, path, ot_csv_write(report, file, err), err);
}

static ot_workbook_options workbook_options(const pack_files *files,
                                            const char *subject)
{
    const ot_position_options *options = &files->work->position.options;
    ot_date day = ot_period_last_day(options->calendar, options->as_at);

    return (ot_workbook_options){.title = "Revenue Budget Monitoring Report",
                                 .subject = subject,
                                 .company = files->session->profile.pack.council,
                                 .created_year = day / 10000,
                                 .created_month = day / 100 % 100,
                                 .created_day = day % 100};
}

/* A workbook of one sheet, with the sheet its chart draws from. */
static ot_status write_single(const pack_files *files, ot_sheet sheet, ot_error *err)
{
    ot_report *const *sheets = files->work->pack.sheets;
    const ot_report *reports[2] = {sheets[sheet], sheets[OT_SHEET_ACTIVITY_TREND]};
    ot_workbook_options options = workbook_options(files, sheets[sheet]->name);
    char path[PATH_BYTES];

    if (name_file(files, sheets[sheet]->id, ".xlsx", path, err) < 0)
        return OT_EUSAGE;
    return ot_workbook_write(reports, sheet == OT_SHEET_ACTIVITY && reports[1] ? 2 : 1,
                             &options, path, err);
}

static ot_status write_workbooks(const pack_files *files, ot_error *err)
{
    static const ot_sheet singles[] = {OT_SHEET_SLA, OT_SHEET_HIGH_RISK,
                                       OT_SHEET_ACTIVITY, OT_SHEET_DRIVER};
    ot_report *const *sheets = files->work->pack.sheets;
    ot_workbook_options options = workbook_options(files, "Monitoring pack");
    const ot_report *all[OT_SHEETS];
    char path[PATH_BYTES];
    size_t count = 0;
    ot_status st = OT_OK;

    for (int i = 0; i < OT_SHEETS; i++)
        if (sheets[i])
            all[count++] = sheets[i];
    for (size_t i = 0; st == OT_OK && i < sizeof singles / sizeof singles[0]; i++)
        if (sheets[singles[i]])
            st = write_single(files, singles[i], err);
    if (st == OT_OK)
        st = name_file(files, "pack", ".xlsx", path, err);
    return st == OT_OK ? ot_workbook_write(all, count, &options, path, err) : st;
}

static ot_status write_csvs(const pack_files *files, ot_error *err)
{
    ot_report *const *sheets = files->work->pack.sheets;
    ot_status st = OT_OK;

    for (int i = 0; st == OT_OK && i < OT_SHEETS; i++)
        if (sheets[i] && i != OT_SHEET_ACTIVITY_TREND)
            st = write_csv(files, sheets[i], err);
    return st;
}

static ot_status write_page(const pack_files *files, ot_error *err)
{
    char path[PATH_BYTES];
    FILE *file;
    ot_status st = open_file(files, "index", ".html", &file, path, err);

    if (st < 0)
        return st;
    return close_file(file, path, ot_pack_page(files->session, files->work, file, err),
                      err);
}

static ot_status write_manifest(const pack_files *files, ot_error *err)
{
    char path[PATH_BYTES];
    FILE *file;
    ot_status st = open_file(files, "manifest", ".json", &file, path, err);

    if (st < 0)
        return st;
    return close_file(file, path,
                      ot_manifest_write(files->session, files->work, &files->words,
                                        files->dir, file, err),
                      err);
}

static ot_status write_portions(const pack_files *files, ot_error *err)
{
    ot_workbook_options options = workbook_options(files, NULL);

    return ot_pack_portions_write(files->session, files->work, &files->portions,
                                  &options, files->dir, err);
}

static ot_status fill(pack_files *files, ot_error *err)
{
    ot_status st = OT_OK;

    if (files->xlsx)
        st = write_workbooks(files, err);
    if (st == OT_OK && files->csv)
        st = write_csvs(files, err);
    if (st == OT_OK && files->md)
        st = ot_report_file_write(files->work, &files->words, files->dir, "report.md",
                                  ot_narrative_markdown, err);
    if (st == OT_OK && files->html)
        st = ot_report_file_write(files->work, &files->words, files->dir, "report.html",
                                  ot_narrative_html, err);
    if (st == OT_OK && files->html)
        st = write_page(files, err);
    if (st == OT_OK)
        st = write_portions(files, err);
    return st == OT_OK ? write_manifest(files, err) : st;
}

ot_status ot_pack_write(ot_session *session, const ot_work *work, const char *dir,
                        const char *formats, ot_error *err)
{
    pack_files files = {.session = session, .work = work};
    ot_pack_place place;
    ot_status st = read_formats(formats, &files, err);

    if (st == OT_OK)
        st = ot_pack_portions_read(session->arguments, formats, &files.portions, err);
    if (st < 0)
        return st;
    st = ot_pack_place_open(&ot_place_of_pack, dir, &place, err);
    if (st == OT_OK)
        st = ot_report_words_read(session, place.dir, files.md, &files.words, err);
    if (st == OT_OK) {
        snprintf(files.dir, sizeof files.dir, "%s", place.filling);
        st = fill(&files, err);
    }
    if (st == OT_OK)
        st = ot_pack_place_finish(&place, err);
    ot_pack_place_close(&place);
    if (st == OT_OK && files.md)
        ot_report_words_tell(session, work, &files.words);
    ot_report_words_clear(&files.words);
    return st;
}
