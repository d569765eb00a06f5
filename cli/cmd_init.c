/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cmd_init.c - init: a starter profile that explains itself, and empty structure files.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/print.h"
#include "cli/profile.h"
#include "cli/session.h"

typedef struct template
{
    const char *name, *text;
}
template;

static const template structure_files[] = {
    {"structure/services.csv",
     "service,name,code,group,order,total_label,budget_manager\n"},
    {"structure/cost_centres.csv", "cost_centre,name,service,group,manager,fund\n"},
    {"structure/accounts.csv", "account,name,subjective_group,income\n"},
    {"structure/high_risk.csv", "area,parent,order,manager,cost_centres,accounts\n"},
    {"forecasts/forecasts.csv", "cost_centre,subjective_group,account,fund,forecast,"
                                "change,driver,reason_code,comment,"
                                "author,date,expires\n"},
};

/* Values that a new council is likely to keep. */
static const char *starter_value(const ot_profile_key *key)
{
    static const struct {
        const char *section, *key, *value;
    } values[] = {{"council", "name", "Our Council"},
                  {"council", "fiscal_year_start", "April"},
                  {"workspace", "file", "outturn.db"},
                  {"structure", "services", "structure/services.csv"},
                  {"structure", "cost_centres", "structure/cost_centres.csv"},
                  {"structure", "accounts", "structure/accounts.csv"},
                  {"structure", "high_risk", "structure/high_risk.csv"},
                  {"ledger", "files", "ledger/*.csv"},
                  {"ledger", "shape", "plain"},
                  {"forecasts", "files", "forecasts/*.csv"},
                  {"report", "out", "pack"}};

    for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
        if (strcmp(values[i].section, key->section) == 0 &&
            strcmp(values[i].key, key->key) == 0)
            return values[i].value;
    return NULL;
}

static void write_profile(FILE *file)
{
    const char *section = "";

    fputs("# The profile of a council for outturn. Lines that begin with # are "
          "comments:\n"
          "# take the # away to set a key. Paths are relative to this file.\n",
          file);
    for (const ot_profile_key *key = ot_profile_keys(); key->section; key++) {
        const char *value = starter_value(key);
        bool prefix = key->key[strlen(key->key) - 1] == '.';

        if (strcmp(section, key->section) != 0)
            fprintf(file, "\n[%s]\n", key->section);
        section = key->section;
        fprintf(file, "# %s\n", key->meaning);
        if (value)
            fprintf(file, "%s = %s\n", key->key, value);
        else
            fprintf(file, "#%s%s =\n", key->key, prefix ? "..." : "");
    }
}

static ot_status make_directory(const char *path, ot_error *err)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return ot_fail_at(err, OT_EIO, path, 0, "the directory cannot be made: %s",
                          strerror(errno));
    return OT_OK;
}

/* A new file; one that is there is never touched. */
static ot_status make_file(const char *dir, const char *name, const char *text,
                           ot_error *err)
{
    char path[4096];
    FILE *file;
    bool failed;

    snprintf(path, sizeof path, "%.3000s/%s", dir, name);
    file = fopen(path, "wx");
    if (!file)
        return ot_fail_at(err, OT_EIO, path, 0, "%s",
                          errno == EEXIST
                              ? "the file is there already; init writes over "
                                "nothing: name a new directory"
                              : strerror(errno));
    if (text)
        fputs(text, file);
    else
        write_profile(file);
    failed = ferror(file) != 0;
    if (fclose(file) != 0 || failed)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be written: %s",
                          strerror(errno));
    return OT_OK;
}

static ot_status make_all(const char *dir, ot_error *err)
{
    static const char *const folders[] = {"", "/structure", "/ledger", "/forecasts"};
    ot_status st = OT_OK;

    for (size_t i = 0; st == OT_OK && i < sizeof folders / sizeof folders[0]; i++) {
        char path[4096];

        snprintf(path, sizeof path, "%.3000s%s", dir, folders[i]);
        st = make_directory(path, err);
    }
    if (st == OT_OK)
        st = make_file(dir, "outturn.ini", NULL, err);
    for (size_t i = 0;
         st == OT_OK && i < sizeof structure_files / sizeof structure_files[0]; i++)
        st = make_file(dir, structure_files[i].name, structure_files[i].text, err);
    return st;
}

int ot_run_init(const ot_arguments *arguments)
{
    ot_error err = {0};
    ot_status st;

    if (arguments->operand_count != 1)
        st = ot_fail(&err, OT_EUSAGE,
                     "init wants one directory; see outturn init --help");
    else
        st = make_all(arguments->operands[0], &err);
    if (st < 0)
        return ot_command_fail(arguments, &err);
    ot_console_put(stdout, arguments->operands[0]);
    fputs(" is ready. Fill in structure/*.csv, put the ledger extracts into ledger/, "
          "look through\noutturn.ini, then: outturn run ",
          stdout);
    ot_print_line("%s/outturn.ini", arguments->operands[0]);
    return OT_EXIT_DONE;
}
