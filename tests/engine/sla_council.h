/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sla_council.h - a small council whose sheets were worked out by hand. In £000:
 *
 *   service                     fund      budget   forecast  variance
 *   Schools                     DSG     -60987.6   -46397.6   14590.0
 *                               NON-DSG      0.0      500.3     500.3
 *   Commissioning for Learning  DSG      14941.5    15742.1     800.6
 *                               NON-DSG   1000.9     1014.9      14.0
 *   Safeguarding                NON-DSG  21334.4    22543.5    1209.1
 *   Quality                     NON-DSG      0.0       0.49      0.49
 *   Commissioning Function      DSG         18.0       98.3      80.3
 *                               NON-DSG    100.0      534.1     434.1
 *   all                                 -23592.8   -5963.91  17628.89 */
#ifndef OT_TEST_SLA_COUNCIL_H
#define OT_TEST_SLA_COUNCIL_H

#include "tests/engine/council.h"

/* Budget and the ledger's forecast of a cost centre and fund, in hundreds of pounds. */
static inline void put_hundreds(council *c, const char *centre, const char *account,
                                const char *fund, int64_t budget, int64_t forecast)
{
    council_ledger(c, centre, account, fund, OT_BUDGET, 1, budget * 10000);
    council_ledger(c, centre, account, fund, OT_FORECAST, 5, forecast * 10000);
}

/* Not sealed, so that a test can add areas. */
static inline council sla_structure(void)
{
    council c = council_new();

    council_service(&c, "CF0201", "Schools", "Education", 1);
    council_service(&c, "CF0206", "Commissioning for Learning", "Education", 2);
    council_service(&c, "CF0301", "Safeguarding", "Families", 3);
    council_service(&c, "CF0305", "Quality", "Families", 4);
    council_service(&c, "CF07", "Commissioning Function", "", 5);
    council_centre(&c, "020101", "CF0201", "DSG");
    council_centre(&c, "020601", "CF0206", "DSG");
    council_centre(&c, "030101", "CF0301", "");
    council_centre(&c, "030501", "CF0305", "");
    council_centre(&c, "070001", "CF07", "");
    council_account(&c, "1000", 1);
    council_account(&c, "5005", 5);
    return c;
}

static inline void sla_ledger(council *c)
{
    put_hundreds(c, "020101", "5005", "", -609876, -463976);
    put_hundreds(c, "020101", "5005", "NON-DSG", 0, 5003);
    put_hundreds(c, "020601", "5005", "DSG", 149415, 157421);
    put_hundreds(c, "020601", "5005", "NON-DSG", 10009, 10149);
    put_hundreds(c, "030101", "1000", "", 213344, 225435);
    council_ledger(c, "030501", "1000", "", OT_FORECAST, 5, 49000);
    put_hundreds(c, "070001", "1000", "DSG", 180, 983);
    put_hundreds(c, "070001", "1000", "", 1000, 5341);
}

/* Sealed, with its ledger, position and pack. */
static inline council sla_council(void)
{
    council c = sla_structure();

    council_seal(&c);
    sla_ledger(&c);
    council_position(&c);
    council_pack(&c);
    return c;
}

#endif
