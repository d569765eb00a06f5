/* SPDX-License-Identifier: GPL-3.0-or-later */
/* supplier_text.h - how suppliers are headed and compared: ASCII letters in upper case.
 * Knows no list of them. */
#ifndef OT_SUPPLIER_TEXT_H
#define OT_SUPPLIER_TEXT_H

/* Headings of a column of suppliers, best first: numbers before names. */
#define OT_SUPPLIER_SYNONYMS                                                           \
    "supplierid suppliernumber supplierno suppliercode supplierref vendorid "          \
    "vendornumber vendorno vendor creditor creditorno creditornumber suppliername "    \
    "vendorname"

/* In place. */
static inline void ot_supplier_fold(char *text)
{
    for (; *text != '\0'; text++)
        if (*text >= 'a' && *text <= 'z')
            *text = (char)(*text - 'a' + 'A');
}

#endif
