/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pack_files.c - a pack as a directory of files: whole, or not there at all. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/manifest.h"
#include "cli/report_files.h"
#include "exporters/exporter.h"

#define PATH_BYTES     4096
#define MANIFEST_BYTES 262144

typedef struct pack_files {
    ot_session *session;
    const ot_work *work;
    char dir[PATH_BYTES]; /* being filled */
    bool xlsx, csv, md, html;
    ot_report_words words;
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
    *file = fopen(path, "wb");
    if (!*file)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be made: %s",
                          strerror(errno));
    return OT_OK;
}

static ot_status close_file(FILE *file, const char *path, ot_status st, ot_error *err)
{
    bool failed = fflush(file) != 0 || fsync(fileno(file)) != 0;

    failed = fclose(file) != 0 || failed;
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

/* Removes a directory of files (packs have no folders in them). */
static void remove_directory(const char *dir)
{
    DIR *open = opendir(dir);
    struct dirent *entry;
    char path[PATH_BYTES];

    while (open && (entry = readdir(open))) {
        int length = snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);

        if (length > 0 && length < PATH_BYTES && strcmp(entry->d_name, ".") != 0 &&
            strcmp(entry->d_name, "..") != 0)
            unlink(path);
    }
    if (open)
        closedir(open);
    rmdir(dir);
}

/* The manifest of a pack in dir; NULL where there is none of ours. To be freed. */
static char *read_manifest(const char *dir)
{
    char path[PATH_BYTES], *text = calloc(1, MANIFEST_BYTES);
    FILE *file;

    snprintf(path, sizeof path, "%.4000s/manifest.json", dir);
    file = fopen(path, "rb");
    if (text && file && fread(text, 1, MANIFEST_BYTES - 1, file) > 0 &&
        strstr(text, "\"program\": \"outturn\"")) {
        fclose(file);
        return text;
    }
    if (file)
        fclose(file);
    free(text);
    return NULL;
}

/* The first entry of dir that its manifest does not list as a file of the pack. */
static bool has_stranger(const char *dir, const char *manifest, char name[256])
{
    DIR *open = opendir(dir);
    struct dirent *entry;
    bool found = false;

    while (open && !found && (entry = readdir(open))) {
        char quoted[300];

        snprintf(quoted, sizeof quoted, "\"%.255s\"", entry->d_name);
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
                strcmp(entry->d_name, "manifest.json") != 0 &&
                !(manifest && strstr(manifest, quoted));
        if (found)
            snprintf(name, 256, "%.255s", entry->d_name);
    }
    if (open)
        closedir(open);
    return found;
}

/* May dir be replaced? It must not be there, or be empty, or hold a pack and nothing
 * else. */
static ot_status check_target(const char *dir, bool *exists, ot_error *err)
{
    struct stat info;
    char name[256], *manifest;
    ot_status st = OT_OK;

    *exists = lstat(dir, &info) == 0;
    if (!*exists)
        return OT_OK;
    if (!S_ISDIR(info.st_mode))
        return ot_fail_at(err, OT_EUSAGE, dir, 0,
                          "the pack's directory is a file or a link: name another with "
                          "--out");
    manifest = read_manifest(dir);
    if (has_stranger(dir, manifest, name))
        st = ot_fail_at(err, OT_EUSAGE, dir, 0,
                        "the directory holds other things than a pack ('%.100s'): name "
                        "another with --out",
                        name);
    free(manifest);
    return st;
}

/* Puts the finished directory in its place. */
static ot_status move_in(const pack_files *files, const char *dir, bool exists,
                         ot_error *err)
{
    char old[PATH_BYTES];

    snprintf(old, sizeof old, "%.4070s.old-%ld", dir, (long)getpid());
    if (exists && rename(dir, old) != 0)
        return ot_fail_at(err, OT_EIO, dir, 0,
                          "the older pack cannot be moved away: %s", strerror(errno));
    if (rename(files->dir, dir) != 0) {
        ot_fail_at(err, OT_EIO, dir, 0, "the pack cannot be put in place: %s",
                   strerror(errno));
        if (exists)
            rename(old, dir);
        return OT_EIO;
    }
    if (exists)
        remove_directory(old);
    return OT_OK;
}

/* So that a power cut leaves the whole pack or none under its name. */
static void sync_directory(const char *dir)
{
    int folder = open(dir, O_RDONLY | O_DIRECTORY);

    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
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
    return st == OT_OK ? write_manifest(files, err) : st;
}

/* Makes the pack beside dir and puts it there. */
static ot_status replace(pack_files *files, const char *dir, bool exists, ot_error *err)
{
    ot_status st;

    snprintf(files->dir, sizeof files->dir, "%.4070s.new-%ld", dir, (long)getpid());
    if (mkdir(files->dir, 0777) != 0)
        return ot_fail_at(err, OT_EIO, dir, 0,
                          "the pack's directory cannot be made: %s", strerror(errno));
    st = fill(files, err);
    if (st == OT_OK)
        sync_directory(files->dir);
    if (st == OT_OK)
        st = move_in(files, dir, exists, err);
    if (st < 0)
        remove_directory(files->dir);
    return st;
}

ot_status ot_pack_write(ot_session *session, const ot_work *work, const char *dir,
                        const char *formats, ot_error *err)
{
    pack_files files = {.session = session, .work = work};
    char clean[PATH_BYTES - 64];
    size_t length;
    bool exists;
    ot_status st = read_formats(formats, &files, err);

    if (st == OT_OK && strlen(dir) >= sizeof clean)
        st = ot_fail(err, OT_EUSAGE, "the path of the pack is too long");
    snprintf(clean, sizeof clean, "%s", dir);
    for (length = strlen(clean); length > 1 && clean[length - 1] == '/'; length--)
        clean[length - 1] = '\0';
    if (st == OT_OK)
        st = check_target(clean, &exists, err);
    if (st < 0)
        return st;
    st = ot_report_words_read(session, clean, files.md, &files.words, err);
    if (st == OT_OK)
        st = replace(&files, clean, exists, err);
    if (st == OT_OK && files.md)
        ot_report_words_tell(session, work, &files.words);
    ot_report_words_clear(&files.words);
    return st;
}
