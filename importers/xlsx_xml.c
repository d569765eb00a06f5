/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "importers/xlsx_xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "importers/xlsx.h"

#define SEPARATOR  '\n' /* between namespace and name: no attribute can hold it raw */
#define ATTRIBUTES 64   /* of one element; none of ours has a tenth of that */

struct ot_xlsx_xml {
    XML_Parser parser;
    ot_xlsx_reader reader;
    const char *name;
    int depth;
    int foreign; /* depth at which something began that is left out; 0: nothing */
    ot_status status;
    ot_error *err;
};

static void stop(ot_xlsx_xml *xml, ot_status st)
{
    if (xml->status == OT_OK && st < 0) {
        xml->status = st;
        XML_StopParser(xml->parser, XML_FALSE);
    }
}

/* The name behind its namespace. */
static const char *local(const char *name)
{
    const char *separator = strrchr(name, SEPARATOR);

    return separator ? separator + 1 : name;
}

/* Of sheets and of relationships, transitional and strict. */
static bool is_ours(const char *name)
{
    static const char *const spaces[] = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/package/2006/relationships"};
    const char *separator = strrchr(name, SEPARATOR);

    for (size_t i = 0; separator && i < sizeof spaces / sizeof *spaces; i++)
        if (strlen(spaces[i]) == (size_t)(separator - name) &&
            strncmp(name, spaces[i], (size_t)(separator - name)) == 0)
            return true;
    return false;
}

static void XMLCALL start(void *self, const XML_Char *name, const XML_Char **given)
{
    ot_xlsx_xml *xml = self;
    const char *attributes[2 * ATTRIBUTES + 1];
    size_t count = 0;

    if (xml->status < 0)
        return;
    if (++xml->depth > OT_XLSX_DEPTH) {
        stop(xml, ot_fail_at(xml->err, OT_EINPUT, xml->name, 0,
                             "the workbook's XML is nested too deep: send the return "
                             "itself"));
        return;
    }
    if (xml->foreign)
        return;
    if (!is_ours(name)) {
        xml->foreign = xml->depth;
        return;
    }
    for (; count < (size_t)2 * ATTRIBUTES && given[count]; count += 2) {
        attributes[count] = local(given[count]);
        attributes[count + 1] = given[count + 1];
    }
    attributes[count] = NULL;
    stop(xml, xml->reader.start(xml->reader.self, local(name), attributes, xml->err));
}

static void XMLCALL end(void *self, const XML_Char *name)
{
    ot_xlsx_xml *xml = self;

    if (xml->status < 0)
        return;
    if (xml->foreign == xml->depth--) {
        xml->foreign = 0;
        return;
    }
    if (!xml->foreign && xml->reader.end)
        stop(xml, xml->reader.end(xml->reader.self, local(name), xml->err));
}

static void XMLCALL text(void *self, const XML_Char *bytes, int length)
{
    ot_xlsx_xml *xml = self;

    if (xml->status < 0 || xml->foreign || !xml->reader.text)
        return;
    stop(xml, xml->reader.text(xml->reader.self, bytes, (size_t)length, xml->err));
}

static void XMLCALL document_type(void *self, const XML_Char *name,
                                  const XML_Char *system, const XML_Char *public_id,
                                  int internal)
{
    ot_xlsx_xml *xml = self;

    (void)name, (void)system, (void)public_id, (void)internal;
    stop(xml, ot_fail_at(xml->err, OT_EINPUT, xml->name, 0,
                         "the workbook's XML has a document type (DOCTYPE), which no "
                         "spreadsheet program writes: send the return itself"));
}

ot_xlsx_xml *ot_xlsx_xml_new(const ot_xlsx_reader *reader, const char *name)
{
    ot_xlsx_xml *xml = calloc(1, sizeof *xml);

    if (!xml)
        return NULL;
    xml->parser = XML_ParserCreateNS(NULL, SEPARATOR);
    if (!xml->parser) {
        free(xml);
        return NULL;
    }
    xml->reader = *reader;
    xml->name = name;
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, start, end);
    XML_SetCharacterDataHandler(xml->parser, text);
    XML_SetStartDoctypeDeclHandler(xml->parser, document_type);
    return xml;
}

void ot_xlsx_xml_free(ot_xlsx_xml *xml)
{
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    free(xml);
}

ot_status ot_xlsx_xml_take(void *self, const char *bytes, size_t count, bool last,
                           ot_error *err)
{
    ot_xlsx_xml *xml = self;

    xml->err = err;
    if (XML_Parse(xml->parser, bytes, (int)count, last) == XML_STATUS_OK)
        return OT_OK;
    if (xml->status < 0)
        return xml->status;
    if (XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
        return ot_fail_memory(err);
    return ot_fail_at(err, OT_EINPUT, xml->name, 0,
                      "the workbook's XML is damaged (%s): save it again as .xlsx and "
                      "send that",
                      XML_ErrorString(XML_GetErrorCode(xml->parser)));
}

const char *ot_xlsx_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    return NULL;
}
