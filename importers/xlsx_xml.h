/* SPDX-License-Identifier: GPL-3.0-or-later */
/* xlsx_xml.h - an XML part of a workbook as elements and text (expat): whatever its
 * prefixes, without document type and entities, and not nested without end.
 * Knows no part. Internal to the reader of workbooks. */
#ifndef OT_XLSX_XML_H
#define OT_XLSX_XML_H

#include <stdbool.h>

#include "engine/status.h"

/* What elements and attributes of a part are told to; names are without their prefix.
 * Elements of other namespaces than those of workbooks are left out with all that is in
 * them. attributes: name, value, name, value ... NULL; an attribute with a prefix by
 * its local name alone. */
typedef struct ot_xlsx_reader {
    void *self;
    ot_status (*start)(void *self, const char *element, const char *const *attributes,
                       ot_error *err);
    ot_status (*end)(void *self, const char *element, ot_error *err); /* or NULL */
    ot_status (*text)(void *self, const char *text, size_t length, ot_error *err);
} ot_xlsx_reader;

typedef struct ot_xlsx_xml ot_xlsx_xml;

ot_xlsx_xml *ot_xlsx_xml_new(const ot_xlsx_reader *reader, const char *name);
void ot_xlsx_xml_free(ot_xlsx_xml *xml);
/* Takes bytes: goes with ot_xlsx_taker. */
ot_status ot_xlsx_xml_take(void *xml, const char *bytes, size_t count, bool last,
                           ot_error *err);

/* The value of an attribute, or NULL. */
const char *ot_xlsx_attribute(const char *const *attributes, const char *name);

#endif
