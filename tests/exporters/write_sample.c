/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write_sample FILE.xlsx [wrong]: a workbook with every kind of formula, for
 * scripts/recalculate; with `wrong` one cached value is not what its formula gives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exporters/exporter.h"
#include "sample.h"

int main(int argc, char **argv)
{
    static const ot_workbook_options options = {
        .title = "Monitoring pack, September 2021",
        .subject = "2021/22 forecast outturn",
        .company = "Gloucestershire County Council",
        .created_year = 2021,
        .created_month = 10,
        .created_day = 1,
    };
    ot_report *reports[] = {sample_sla(), sample_activity(), sample_small(),
                            sample_detail()};
    size_t count = sizeof reports / sizeof *reports;
    ot_error err;
    ot_status st;

    if (argc < 2) {
        fprintf(stderr, "usage: write_sample FILE.xlsx [wrong]\n");
        return EXIT_FAILURE;
    }
    if (argc > 2)
        ot_report_value(reports[0], 1, 7)->number += 1;
    st = ot_workbook_write((const ot_report *const *)reports, count, &options, argv[1],
                           &err);
    if (st < 0)
        fprintf(stderr, "write_sample: %s\n", err.message);
    for (size_t i = 0; i < count; i++)
        ot_report_free(reports[i]);
    return st < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
