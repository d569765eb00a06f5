/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const ot_option options[] = {
    {"profile", "FILE", "the council's profile; else ./outturn.ini where there is one"},
    {"workspace", "FILE", "the workspace; else as the profile says, else outturn.db"},
    {"quiet", NULL, "say nothing but results and errors"},
    {"verbose", NULL, "say more of what is done"},
    {"threads", "N", "threads to forecast with; else one for each processor"},
    {"help", NULL, "show this help"},
    {"version", NULL, "show the version"},
    {"as-at", "PERIOD", "the month to report, 2021-08 or 2021/22 P05; else the newest"},
    {"out", "PATH",
     "directory of the pack, else as the profile says, else pack; for series and "
     "backtest "
     "the file"},
    {"format", "LIST",
     "what to write: xlsx, csv, md, html; for variances and history table, csv, json; "
     "for explain text, json"},
    {"publish", NULL,
     "leave out counts from 1 to 4 and what they could be worked out from"},
    {"depth", "LEVELS",
     "levels of operands to show, all of each; else 3, a dozen of each"},
    {"run", "NUMBER", "a past run, by its number in the history"},
    {"allow-rejects", "N", "rows that may be rejected without refusing the file"},
    {"control-total", "AMOUNT", "refuse the file unless its amounts add up to this"},
    {"keep-lines", NULL,
     "keep the ledger's lines too, with documents and suppliers: they may name people"},
    {"dry-run", NULL, "read a ledger and print its totals, but keep nothing"},
    {"odbc", "SOURCE", "ask the profile's [source SOURCE] instead of reading a file"},
    {"shape", "NAME", "ready shape of the ledger: plain, sap-ksb1, oracle-gl, unit4"},
    {"periods", "HOW", "how 202106 is read: fiscal or calendar"},
    {"manager", "ROLE", "only cost centres of this budget manager"},
    {"status", NULL, "list which returns came back, when, and what they changed"},
    {"service", "NAME", "only this service area, by identifier, code or name"},
    {"group", "NAME", "only this group of service areas"},
    {"area", "NAME", "only this high-risk area"},
    {"cost-centre", "CODE", "only this cost centre"},
    {"fund", "FUND", "only DSG or NON-DSG"},
    {"by", "LEVEL",
     "a row for each cost-centre, manager, service, group, area, account, "
     "subjective-group or fund; else cost-centre; for run and export manager or "
     "service: "
     "a workbook and a page for each too, in a folder of the pack"},
    {"over", "POUNDS", "only variances of more than this, over or under"},
    {"sort", "COLUMN",
     "by this column of the CSV, amounts the largest first; -COLUMN the other way"},
    {"top", "N", "only the first so many rows; the others in one row"},
    {"horizon", "MONTHS", "how many months ahead; 12"},
    {"to-year-end", NULL, "up to the end of the fiscal year each series is in"},
    {"origin", "PERIOD", "the last period taken as known; else each series' last"},
    {"year-start", "MONTH", "month the fiscal year of the series starts in; april"},
    {"quick", NULL, "without the members that search: much faster, a little worse"},
    {"reason", "TEXT", "why a closed period is opened again"},
    {"starts", "CHANGE", "what if so many more start: +10%, or residential=-5%"},
    {"fee-uplift", "PERCENT", "what if all fees were dearer from now on: 5%"},
    {"cap", "TYPE=N", "what if no more than so many were placed: residential=120"},
    {"save", "NAME", "keep the what-if under a name, and compare"},
    {"forget", "NAME", "do not keep a what-if any longer"},
    {"compare", NULL, "all what-ifs that are kept, side by side"},
    {"first-year", "YEAR",
     "report from this fiscal year on, learning from earlier ones"},
    {"cube", NULL,
     "every sum of the ledger that is in force, or was for a run, with its import and "
     "lines of the file; to the file of --out or the standard output"},
    {"verify", NULL, "check that the log is whole and the workspace as it was written"},
    {"deep", NULL, "first do what history --verify does"},
    {NULL, NULL, NULL}};

static const char *const global_options[] = {"profile", "workspace", "threads", "quiet",
                                             "verbose", "help",      NULL};

static const ot_command commands[] = {
    {"run",
     "[PROFILE]",
     "import what changed, check, forecast and write the pack: the month in one go",
     {"as-at", "out", "format", "by", "publish", NULL},
     ot_run_run},
    {"init",
     "DIR",
     "write a starter profile and empty structure files",
     {NULL},
     ot_run_init},
    {"import",
     "KIND FILE...",
     "read files into the workspace; KIND is ledger, services, cost_centres, accounts, "
     "high_risk, forecasts, activity, payments, providers, returns or placements (then "
     "a FILE may be a folder); a ledger may come through a pipe: FILE is \"-\" or the "
     "pipe's name",
     {"odbc", "allow-rejects", "control-total", "keep-lines", "dry-run", "shape",
      "periods", NULL},
     ot_run_import},
    {"source",
     "explain NAME",
     "show what a warehouse is asked for its ledger, the engine's plan of it, and "
     "whether the lines are added up where they are; exit status 1 where they are not",
     {NULL},
     ot_run_source},
    {"check",
     "",
     "list what a person should look at before a pack",
     {"as-at", "deep", NULL},
     ot_run_check},
    {"forecast",
     "",
     "project every line and keep the run",
     {"as-at", NULL},
     ot_run_forecast},
    {"variances",
     "",
     "show where budgets stand, to date and for the year, by cost centre or as asked",
     {"by", "manager", "service", "group", "area", "cost-centre", "fund", "over",
      "sort", "top", "as-at", "format", NULL},
     ot_run_variances},
    {"export",
     "",
     "write the pack of a past run again; with --cube the ledger's sums as CSV",
     {"out", "run", "as-at", "format", "by", "publish", "cube", NULL},
     ot_run_export},
    {"backtest",
     "[SERIES.csv]",
     "forecast the outturns of past years as they were known then, of the workspace or "
     "of any monthly series, against what came out; the workspace learns from it",
     {"year-start", "first-year", "out", NULL},
     ot_run_backtest},
    {"placements",
     "",
     "show what external placements will cost, as things stand and what if",
     {"as-at", "starts", "fee-uplift", "cap", "save", "forget", "compare", "format",
      NULL},
     ot_run_placements},
    {"explain",
     "FIGURE|CODE",
     "show where a FIGURE (SHEET!CELL as in pack.xlsx, or SHEET ROW COLUMN by name) is "
     "from, down to files and their lines; or what a cost centre, account, service "
     "area "
     "or high-risk area is made of",
     {"run", "as-at", "depth", "publish", "format", NULL},
     ot_run_explain},
    {"verify",
     "DIR",
     "make a pack again from the workspace, by its manifest, and show every file, line "
     "and cell that is not the same",
     {NULL},
     ot_run_verify},
    {"history",
     "[diff A B]",
     "list imports, runs, closed periods and the log of who did what; or show what "
     "changed from run A to run B, and why",
     {"verify", "format", NULL},
     ot_run_history},
    {"close", "PERIOD", "lock the actuals of a period", {NULL}, ot_run_close},
    {"reopen", "PERIOD", "open a closed period again", {"reason", NULL}, ot_run_reopen},
    {"returns",
     "",
     "write a workbook for each budget manager to forecast in; or list which "
     "of them came back",
     {"out", "as-at", "manager", "status", "format", NULL},
     ot_run_returns},
    {"series",
     "FILE",
     "forecast the months to come of the monthly series in a CSV file (series_id, "
     "period, "
     "value)",
     {"horizon", "to-year-end", "year-start", "origin", "quick", "out", NULL},
     ot_run_series},
    {"completion",
     "SHELL",
     "print the completion script of bash, zsh or fish; installed with the program",
     {NULL},
     ot_run_completion},
    {NULL, NULL, NULL, {NULL}, NULL}};

const ot_command *ot_commands(void)
{
    return commands;
}

const ot_option *ot_options(void)
{
    return options;
}

const char *const *ot_global_options(void)
{
    return global_options;
}

const char *ot_argument(const ot_arguments *arguments, const char *option)
{
    for (int i = 0; options[i].name; i++)
        if (strcmp(options[i].name, option) == 0)
            return arguments->values[i];
    return NULL;
}

ot_status ot_argument_number(const ot_arguments *arguments, const char *option,
                             long low, long high, int *number, ot_error *err)
{
    const char *text = ot_argument(arguments, option);
    char *end;
    long value;

    if (!text)
        return OT_OK;
    errno = 0;
    value = strtol(text, &end, 10);
    if (end == text || *end || errno || value < low || value > high)
        return ot_fail(err, OT_EUSAGE,
                       "--%s '%s' is not a whole number from %ld to %ld", option, text,
                       low, high);
    *number = (int)value;
    return OT_OK;
}

int ot_command_fail(const ot_arguments *arguments, const ot_error *err)
{
    ot_console_error(arguments->console, err);
    return OT_EXIT_FAILED;
}
