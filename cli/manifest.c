/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/manifest.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/pack_place.h"
#include "exporters/json.h"

#define REPORT_TEXT "\"report_text_sha256\": \""

typedef struct input_list {
    FILE *out;
    bool first;
} input_list;

static bool write_input(void *self, const ot_import *import)
{
    input_list *list = self;
    char total[OT_PENCE_TEXT];

    if (!import->current)
        return true;
    fputs(list->first ? "\n" : ",\n", list->out);
    list->first = false;
    fprintf(list->out, "    {\"kind\": \"%s\", \"file\": ", ot_kind_name(import->kind));
    ot_json_string(import->file, list->out);
    fprintf(list->out, ", \"sha256\": \"%s\", \"records\": %" PRId64, import->sha256,
            import->records);
    if (import->kind == OT_KIND_ACTIVITY)
        fprintf(list->out, ", \"control_total\": %" PRId64 "}", import->control_total);
    else if (ot_kind_has_amounts(import->kind))
        fprintf(list->out, ", \"control_total\": \"%s\"}",
                ot_pence_text(import->control_total, total));
    else
        putc('}', list->out);
    return true;
}

static int keep_name(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "manifest.json") != 0;
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* The files of dir or of one of its folders, each with the folder's name before it; of
 * dir those of its folders too. */
static ot_status write_names(const char *dir, const char *folder, bool *first,
                             FILE *out, ot_error *err)
{
    struct dirent **names;
    char path[OT_PLACE_BYTES + 512];
    struct stat info;
    ot_status st = OT_OK;
    int count;

    snprintf(path, sizeof path, "%s%s%s", dir, folder ? "/" : "", folder ? folder : "");
    count = scandir(path, &names, keep_name, compare_names);
    if (count < 0)
        return ot_fail_at(err, OT_EIO, path, 0, "the directory cannot be read");
    for (int i = 0; i < count; i++) {
        char name[600];

        snprintf(name, sizeof name, "%s%s%s", folder ? folder : "", folder ? "/" : "",
                 names[i]->d_name);
        snprintf(path, sizeof path, "%s/%s", dir, name);
        if (st == OT_OK && !folder && stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
            st = write_names(dir, names[i]->d_name, first, out, err);
        } else if (st == OT_OK) {
            fputs(*first ? "" : ", ", out);
            ot_json_string(name, out);
            *first = false;
        }
        free(names[i]);
    }
    free(names);
    return st;
}

static ot_status write_files(const char *dir, FILE *out, ot_error *err)
{
    bool first = true;
    ot_status st;

    fputs("  \"files\": [", out);
    st = write_names(dir, NULL, &first, out, err);
    fputs("],\n", out);
    return st;
}

/* The author's words, where there are any, and what a change of the rest is told by. */
static void write_words(const ot_session *session, const ot_report_words *words,
                        FILE *out)
{
    bool kept = *words->kept_sha256;

    if (*words->text_sha256)
        fprintf(out, "  %s%s\",\n", REPORT_TEXT, words->text_sha256);
    if (!kept && !*words->file_sha256)
        return;
    fputs("  \"words\": [", out);
    if (kept)
        fprintf(out, "{\"file\": \"report.md\", \"sha256\": \"%s\"}",
                words->kept_sha256);
    if (*words->file_sha256) {
        fprintf(out, "%s{\"file\": ", kept ? ", " : "");
        ot_json_string(session->profile.commentary, out);
        fprintf(out, ", \"sha256\": \"%s\"}", words->file_sha256);
    }
    fputs("],\n", out);
}

bool ot_manifest_report_text(const char *dir, char sha256[OT_SHA256_TEXT])
{
    char path[4096], line[512];
    bool found = false;
    FILE *file;

    snprintf(path, sizeof path, "%.4000s/manifest.json", dir);
    file = fopen(path, "rb");
    while (file && !found && fgets(line, sizeof line, file)) {
        const char *at = strstr(line, REPORT_TEXT);

        found = at && strlen(at) >= strlen(REPORT_TEXT) + OT_SHA256_TEXT - 1;
        if (found)
            snprintf(sha256, OT_SHA256_TEXT, "%.64s", at + strlen(REPORT_TEXT));
    }
    if (file)
        fclose(file);
    return found;
}

ot_status ot_manifest_write(ot_session *session, const ot_work *work,
                            const ot_report_words *words, const char *dir, FILE *out,
                            ot_error *err)
{
    const ot_position_options *options = &work->position.options;
    input_list list = {out, true};
    char iso[OT_PERIOD_TEXT], period[OT_PERIOD_TEXT];
    ot_status st;

    fprintf(
        out,
        "{\n  \"program\": \"outturn\",\n  \"version\": \"%s\",\n"
        "  \"as_at\": \"%s\",\n  \"period\": \"%s\",\n  \"profile_sha256\": \"%s\",\n"
        "  \"lines\": %zu,\n  \"findings\": %zu,\n  \"compared_with_last_month\": "
        "%s,\n",
        work->run.version, ot_period_iso(options->calendar, options->as_at, iso),
        ot_period_text(options->calendar, options->as_at, period),
        work->run.options_sha256, work->position.count,
        ot_findings_open(&work->pack.findings), work->has_prior ? "true" : "false");
    if (session->profile.pack.publish)
        fputs("  \"publish\": true,\n", out);
    write_words(session, words, out);
    st = write_files(dir, out, err);
    fputs("  \"inputs\": [", out);
    if (st == OT_OK)
        st = ot_store_imports(session->store, work->run.mark, write_input, &list, err);
    fputs("\n  ]\n}\n", out);
    return st;
}
