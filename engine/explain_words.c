/* SPDX-License-Identifier: GPL-3.0-or-later */
/* explain_words.c - what every column of every sheet is, in the field's own terms, and
 * which records its figures are worked out from where no formula says it. */
#include <string.h>

#include "engine/explain.h"

#define LEDGER OT_KIND_BIT(OT_KIND_LEDGER)
#define ALL    ((1u << OT_KINDS) - 1)
#define PLACED OT_KINDS_PLACEMENTS
#define PAID   (PLACED | OT_KIND_BIT(OT_KIND_PAYMENTS) | OT_KIND_BIT(OT_KIND_PROVIDERS))
#define COUNTS (PLACED | OT_KIND_BIT(OT_KIND_ACTIVITY))

typedef struct definition {
    const char *sheet, *column; /* "*": any */
    const char *words;
    unsigned kinds;
} definition;

/* The first that fits counts. "driver" stands for the driver's sheet. */
static const definition definitions[] = {
    {"detail", "original_budget",
     "the budget as approved before the year began (measure BUDGET)", 0},
    {"detail", "virement", "transfers between budgets, to the month (measure VIREMENT)",
     0},
    {"detail", "budget", "the revised budget: original and virements", 0},
    {"detail", "actual", "posted in the year to the month, expenditure positive", 0},
    {"detail", "commitment", "ordered and not yet paid, at the month's end", 0},
    {"detail", "projection",
     "the year's outturn as the line's own months and past errors say", 0},
    {"detail", "manager_forecast", "the year's outturn as the budget manager says", 0},
    {"detail", "forecast", "the year's outturn as adopted", 0},
    {"detail", "variance",
     "forecast outturn less revised budget; an overspend is positive", 0},
    {"detail", "driver", "the part of the variance that is put down to the driver", 0},
    {"detail", "last_month", "the forecast adopted in last month's run", ALL},
    {"detail", "movement", "forecast outturn less that of last month", 0},
    {"driver", "total_variance",
     "the printed non-DSG variance of the net budget analysis", 0},
    {"driver", "net", "what is left of the variance without the driver: underlying", 0},
    {"driver", "modelled", "the driver's effect as a time series shows it", 0},
    {"driver", "lo95", "from here on the modelled effect lies, with 95%", 0},
    {"driver", "hi95", "up to here the modelled effect lies, with 95%", 0},
    {"driver", "*", "the part of the non-DSG variance that is put down to the driver",
     0},
    {"projection", "projection", "the lines' statistical projections, added up", 0},
    {"projection", "lo80", "the outturn is above this in nine years of ten", 0},
    {"projection", "hi80", "the outturn is below this in nine years of ten", 0},
    {"projection", "lo95", "lower bound that holds in 39 years of 40", 0},
    {"projection", "hi95", "upper bound that holds in 39 years of 40", 0},
    {"summary", "variance",
     "forecast outturn less budget, as printed in the sheet read", 0},
    {"summary", "driver", "the part of the non-DSG variance put down to the driver", 0},
    {"summary", "underlying", "the non-DSG variance without the driver", 0},
    {"summary", "last_month", "the variance of last month's run", 0},
    {"summary", "movement", "the variance less that of last month's run, to the penny",
     0},
    {"activity", "*", "number at the end of the month; below, the mean of the months",
     0},
    {"activity-trend", "*", "number at the end of the month, for the chart", COUNTS},
    {"placements", "open", "external placements open at the month's end", PLACED},
    {"placements", "to_date", "net cost of the year to the month's end", 0},
    {"placements", "rest_of_year", "net cost to come of the placements known", 0},
    {"placements", "committed", "net cost of the year of the placements known", 0},
    {"placements", "contingency", "what is set aside for starts, ends and moves", 0},
    {"placements", "forecast", "committed cost and contingency", 0},
    {"placements", "gross", "what providers are paid: net, education and health", 0},
    {"placements", "*", "external placements of the type", PLACED},
    {"placement-months", "open", "open at the month's end, counted", PLACED},
    {"placement-months", "*", "external placements of the type in the month", PLACED},
    {"placement-activity", "*", "counted from the episodes; a sum below", PLACED},
    {"bridge", "*",
     "the change of the forecast, each placement as known then against now", PLACED},
    {"placement-checks", "line", "line of the file", PLACED},
    {"placement-checks", "counts_file", "as a file of counts has it",
     OT_KIND_BIT(OT_KIND_ACTIVITY)},
    {"placement-checks", "*", "counted from the episodes", PLACED},
    {"placement-payments", "*", "agreed fees against what providers were paid", PAID},
    {"accruals", "*", "agreed fees less what providers were paid, to date", PAID},
    {"checks", "first", "the figure that is checked", ALL},
    {"checks", "second", "what it is checked against", ALL},
    {"checks", "difference", "the figure less what it is checked against", 0},
    {"*", "budget",
     "the revised budget (original and virements), in £000 half away from zero", 0},
    {"*", "forecast", "the adopted forecast outturn, in £000 half away from zero", 0},
    {"*", "variance_dsg", "variance of the lines funded by the Dedicated Schools Grant",
     0},
    {"*", "variance_non_dsg", "variance of all other lines", 0},
    {"*", "variance_total",
     "printed forecast less printed budget; an overspend is positive", 0},
    {"*", "percent", "variance as a percentage of the signed budget", 0}};

const char *ot_explain_words(const char *sheet, const char *column, const char *driver,
                             unsigned *kinds)
{
    if (driver && strcmp(sheet, driver) == 0)
        sheet = "driver";
    for (size_t i = 0; i < sizeof definitions / sizeof definitions[0]; i++) {
        const definition *d = &definitions[i];

        if ((strcmp(d->sheet, "*") != 0 && strcmp(d->sheet, sheet) != 0) ||
            (strcmp(d->column, "*") != 0 && strcmp(d->column, column) != 0))
            continue;
        *kinds = d->kinds;
        return d->words;
    }
    *kinds = 0;
    return NULL;
}
