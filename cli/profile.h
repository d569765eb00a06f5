/* SPDX-License-Identifier: GPL-3.0-or-later */
/* profile.h - a council's profile: the INI file that names files, columns, driver and
 * report options. Read by libinih; an unknown section or key is an error, not ignored.
 */
#ifndef OT_PROFILE_H
#define OT_PROFILE_H

#include "engine/pack.h"
#include "importers/importer.h"

/* A list of texts, in the order of the file. */
typedef struct ot_texts {
    const char **items;
    size_t count, room;
} ot_texts;

typedef struct ot_profile {
    char *text;             /* of the file; what a run remembers */
    const char *folder;     /* that relative paths start from, ends in '/' or is "" */
    const char *workspace;  /* as written, or NULL */
    const char *out;        /* pack directory as written, or NULL */
    const char *commentary; /* the author's words, a file as written, or NULL */
    ot_calendar calendar;
    const char *structure[OT_KINDS]; /* by kind: services, cost_centres, accounts,
                                        high_risk, providers */
    ot_texts ledger_files, forecast_files, activity_files; /* paths or patterns */
    ot_texts placement_files;                              /* the same, and folders */
    ot_texts payment_files;                                /* paths or patterns */
    ot_texts return_reasons;                               /* "CODE meaning" */
    ot_texts ledger_sources;          /* names of sources that a run asks */
    struct ot_ledger_source *sources; /* see profile_source.h */
    size_t source_count, source;      /* source: the one that keys are about */
    const char *placement_key; /* file of the key for children, as written, or NULL */
    const char
        *placement_area; /* high-risk area that placements are paid from, or NULL */
    ot_outlook_options outlook;
    ot_import_options ledger;     /* but sinks and calendar */
    bool keep_lines;              /* of ledger files */
    ot_position_options position; /* but as_at */
    ot_pack_options pack;
    const char *driver_start, *driver_end; /* as written, until the calendar is known */
    ot_column_name *columns;
    ot_activity_label *labels;
    size_t column_room, label_room;
    ot_arena arena;
} ot_profile;

/* Reads path; OT_EINPUT names line, section and key. The caller clears, also on
 * failure. */
ot_status ot_profile_read(const char *path, ot_profile *out, ot_error *err);
/* The same from a text kept with a run; folder for its relative paths. */
ot_status ot_profile_parse(const char *text, const char *name, const char *folder,
                           ot_profile *out, ot_error *err);
void ot_profile_clear(ot_profile *profile);

/* A path of the profile made usable from here, in the profile's arena; NULL: no memory.
 */
const char *ot_profile_path(ot_profile *profile, const char *path);

/* The same for a pattern of glob(3): what the folder's own name holds is meant as it
 * is. */
const char *ot_profile_pattern(ot_profile *profile, const char *pattern);

/* Every key, for the man page and the starter profile: "section.key" and what it means;
 * NULL-ended. A section that ends in " NAME" may be there more than once, each with a
 * name of its own. */
typedef struct ot_profile_key {
    const char *section, *key, *meaning;
    ot_status (*set)(ot_profile *profile, const char *key, const char *value,
                     ot_error *err);
} ot_profile_key;
const ot_profile_key *ot_profile_keys(void);

#endif
