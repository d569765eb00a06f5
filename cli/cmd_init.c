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
    {"structure/README.txt",
     "The structure files: CSV with the headings that are there, a row each below.\n"
     "(A CSV cannot hold comments, so they are here.) Codes are text: leading zeros "
     "stay.\n\n"
     "services.csv - the rows of the budget analysis, in order of print\n"
     "  service         identifier that cost centres refer to, as CF0301\n"
     "  name, code      as printed\n"
     "  group           heading it stands under; blank: by itself\n"
     "  order           a number: 1, 2, 3 ...\n"
     "  total_label     what the group's total is called; once in a group is enough\n"
     "  budget_manager  role title, no person's name\n\n"
     "cost_centres.csv - every cost centre of the ledger, once\n"
     "  cost_centre     code as in the ledger\n"
     "  name\n"
     "  service         identifier in services.csv\n"
     "  group           may be blank: its service says it\n"
     "  manager         role title of the budget manager\n"
     "  fund            DSG or NON-DSG; blank: NON-DSG\n\n"
     "accounts.csv - every account (subjective code) of the ledger, once\n"
     "  account, name\n"
     "  subjective_group  CIPFA: 1 employees, 2 premises, 3 transport, 4 supplies,\n"
     "                    5 third party, 6 transfers, 7 support services,\n"
     "                    8 depreciation, 9 income, 10 capital financing\n"
     "  income          y or n\n\n"
     "high_risk.csv - may stay empty: areas that are watched, across the services\n"
     "  area, parent    name; the area that it is a part of, or blank\n"
     "  order, manager  as above\n"
     "  cost_centres, accounts  which codes: lists (A1;A2), ranges (A1..A9), "
     "A*, or *\n\n"
     "Example rows:\n"
     "  services.csv      CF0301,Safeguarding,CF/03/01,Families,1,,Head of "
     "Safeguarding\n"
     "  cost_centres.csv  030101,Duty team,CF0301,,Duty Team Manager,NON-DSG\n"
     "  accounts.csv      1000,Salaries,1,n\n"
     "  high_risk.csv     Agency staff,,1,Head of Safeguarding,*,1090..1099\n\n"
     "Then: outturn check says what is still missing, and what to type next.\n"},
    {"ledger/README.txt",
     "Put the ledger extracts here as CSV. Plain form (headings are found by name):\n\n"
     "  cost_centre,account,fund,project,period,measure,amount\n"
     "  030101,1000,NON-DSG,,2021/22 P01,BUDGET,238517.00\n"
     "  030101,1000,NON-DSG,,2021/22 P01,ACTUAL,19876.42\n\n"
     "measure is BUDGET, VIREMENT, ACTUAL, COMMITMENT or FORECAST; spend is positive, "
     "income\nnegative. SAP KSB1, Oracle GL and Unit4 extracts are read as they come: "
     "set shape in\noutturn.ini. A corrected file of a month replaces that month.\n"
     "Give the months and budgets of three or more earlier years: the projection "
     "learns from them.\n"},
    {"forecasts/README.txt",
     "forecasts.csv - managers' forecasts, a row each; may stay empty\n"
     "  cost_centre     code\n"
     "  subjective_group or account  what it is for; both blank: the whole cost "
     "centre\n"
     "  fund            DSG, NON-DSG or blank\n"
     "  forecast        the year's outturn, or\n"
     "  change          the change on the revised budget (one of the two)\n"
     "  driver          of which the named driver, or blank\n"
     "  reason_code, comment  why; shown in every pack\n"
     "  author          role title, no person's name\n"
     "  date            2021-09-14; of several the newest counts\n"
     "  expires         a date, or blank\n"},
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
    fputs(" is ready. Fill in structure/*.csv, put the ledger extracts into ledger/ (a "
          "README.txt in each\nsays how), look through outturn.ini. Then:\n\n",
          stdout);
    ot_print_line("    cd %s", arguments->operands[0]);
    puts("    outturn check       # what is missing, in order\n"
         "    outturn run         # import, check, forecast, write the pack");
    return OT_EXIT_DONE;
}
