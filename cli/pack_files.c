/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_files.c - a pack as a directory of files: whole, or not there at all. */
#include <stdio.h>
#include <string.h>

#include "cli/manifest.h"
#include "cli/out_directory.h"
#include "cli/session.h"
#include "exporters/exporter.h"

typedef struct pack_files {
    ot_session *session;
    const ot_work *work;
    ot_out_directory out;
    bool xlsx, csv, md;
} pack_files;

static ot_status read_formats(const char *formats, pack_files *files, ot_error *err)
{
    char copy[64], *rest = copy, *word;

    if (!formats) {
        files->xlsx = files->csv = files->md = true;
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
        else
            return ot_fail(err, OT_EUSAGE, "--format knows xlsx, csv and md, not '%s'",
                           word);
    }
    return OT_OK;
}

static ot_status write_csv(const pack_files *files, const ot_report *report,
                           ot_error *err)
{
    char path[OT_OUT_PATH];
    FILE *file;
    ot_status st = ot_out_open(&files->out, report->id, ".csv", &file, path, err);

    if (st < 0)
        return st;
    return ot_out_close(file, path, ot_csv_write(report, file, err), err);
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
    char path[OT_OUT_PATH];

    if (ot_out_name(&files->out, sheets[sheet]->id, ".xlsx", path, err) < 0)
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
    char path[OT_OUT_PATH];
    size_t count = 0;
    ot_status st = OT_OK;

    for (int i = 0; i < OT_SHEETS; i++)
        if (sheets[i])
            all[count++] = sheets[i];
    for (size_t i = 0; st == OT_OK && i < sizeof singles / sizeof singles[0]; i++)
        if (sheets[singles[i]])
            st = write_single(files, singles[i], err);
    if (st == OT_OK)
        st = ot_out_name(&files->out, "pack", ".xlsx", path, err);
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

static ot_status write_markdown(const pack_files *files, ot_error *err)
{
    static const ot_sheet shown[] = {OT_SHEET_SUMMARY,
                                     OT_SHEET_SLA,
                                     OT_SHEET_HIGH_RISK,
                                     OT_SHEET_ACTIVITY,
                                     OT_SHEET_DRIVER,
                                     OT_SHEET_PROJECTION,
                                     OT_SHEET_PLACEMENTS,
                                     OT_SHEET_PLACEMENT_MONTHS,
                                     OT_SHEET_PLACEMENT_ACTIVITY,
                                     OT_SHEET_PLACEMENT_CHECKS,
                                     OT_SHEET_CHECKS};
    ot_report *const *sheets = files->work->pack.sheets;
    char path[OT_OUT_PATH];
    FILE *file;
    ot_status st = ot_out_open(&files->out, "report", ".md", &file, path, err);

    if (st < 0)
        return st;
    for (size_t i = 0; st == OT_OK && i < sizeof shown / sizeof shown[0]; i++) {
        if (!sheets[shown[i]])
            continue;
        if (i)
            fputc('\n', file);
        st = ot_markdown_write(sheets[shown[i]], file, err);
    }
    return ot_out_close(file, path, st, err);
}

static ot_status write_manifest(const pack_files *files, ot_error *err)
{
    char path[OT_OUT_PATH];
    FILE *file;
    ot_status st = ot_out_open(&files->out, "manifest", ".json", &file, path, err);

    if (st < 0)
        return st;
    return ot_out_close(
        file, path,
        ot_manifest_write(files->session, files->work, files->out.dir, file, err), err);
}

static ot_status fill(const pack_files *files, ot_error *err)
{
    ot_status st = OT_OK;

    if (files->xlsx)
        st = write_workbooks(files, err);
    if (st == OT_OK && files->csv)
        st = write_csvs(files, err);
    if (st == OT_OK && files->md)
        st = write_markdown(files, err);
    return st == OT_OK ? write_manifest(files, err) : st;
}

ot_status ot_pack_write(ot_session *session, const ot_work *work, const char *dir,
                        const char *formats, ot_error *err)
{
    static const ot_out_kind pack = {"pack", "pack's", "a pack", "\"profile_sha256\""};
    pack_files files = {.session = session, .work = work};
    ot_status st = read_formats(formats, &files, err);

    if (st == OT_OK)
        st = ot_out_begin(&pack, dir, &files.out, err);
    if (st < 0)
        return st;
    st = fill(&files, err);
    if (st == OT_OK)
        return ot_out_finish(&files.out, err);
    ot_out_drop(&files.out);
    return st;
}
