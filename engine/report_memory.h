/* SPDX-License-Identifier: GPL-3.0-or-later */
/* report_memory.h - memory that lives as long as a report. Internal to the engine. */
#ifndef OT_REPORT_MEMORY_H
#define OT_REPORT_MEMORY_H

#include "engine/report.h"

/* size zeroed bytes, owned by the report; NULL: no memory. */
void *ot_report_memory(ot_report *report, size_t size);

#endif
