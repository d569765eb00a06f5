/* SPDX-License-Identifier: GPL-3.0-or-later */
/* importer_chunk.h - the importer with the size of its pieces given: tests read files
 * in pieces of every size and expect the same records. Knows no more than importer.h.
 */
#ifndef OT_IMPORTER_CHUNK_H
#define OT_IMPORTER_CHUNK_H

#include "importers/importer.h"

/* As ot_importer_open; chunk: bytes of text read at once, 0: the usual. */
ot_status ot_importer_open_chunked(const char *path, ot_kind kind,
                                   const ot_import_options *options, size_t chunk,
                                   ot_source *source, ot_error *err);

#endif
