/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/profile.h"

#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/profile_source.h"
#include "importers/input_file.h"

#define LINE_MAX_BYTES    8192
#define PROFILE_MAX_BYTES ((size_t)1 << 20)
#define SOURCE            "source "

typedef struct reading {
    ot_profile *profile;
    bool failed;
    ot_error error;
} reading;

/* "source NAME" of the table is any section that begins with "source ". */
static bool section_matches(const char *known, const char *section)
{
    const char *name = strstr(known, " NAME");

    if (!name)
        return strcmp(known, section) == 0;
    return strncmp(known, section, (size_t)(name + 1 - known)) == 0;
}

static bool key_matches(const ot_profile_key *key, const char *section,
                        const char *name)
{
    size_t length = strlen(key->key);

    if (!section_matches(key->section, section))
        return false;
    if (key->key[length - 1] == '.')
        return strncmp(key->key, name, length) == 0 && name[length];
    return strcmp(key->key, name) == 0;
}

static int take_value(void *self, const char *section, const char *name,
                      const char *value)
{
    reading *r = self;

    if (r->failed)
        return 0;
    if (!*value) {
        r->failed = true;
        ot_fail(&r->error, OT_EINPUT, "'%s' has no value: give it one or take it out",
                name);
        return 0;
    }
    for (const ot_profile_key *key = ot_profile_keys(); key->section; key++) {
        if (!key_matches(key, section, name))
            continue;
        if (strncmp(section, SOURCE, strlen(SOURCE)) == 0 &&
            ot_profile_source_begin(r->profile, section + strlen(SOURCE), &r->error) <
                0) {
            r->failed = true;
            return 0;
        }
        r->failed = key->set(r->profile, name, value, &r->error) < 0;
        return !r->failed;
    }
    r->failed = true;
    ot_fail(&r->error, OT_EINPUT,
            "'%s' in section [%s] is not known; see PROFILE in the manual page", name,
            section);
    return 0;
}

static ot_status check_whole(ot_profile *profile, const char *name, ot_error *err)
{
    ot_driver *driver = &profile->position.driver;
    ot_status st = OT_OK;

    if (!driver->id != !driver->name)
        return ot_fail_at(err, OT_EINPUT, name, 0,
                          "section [driver] needs both id and name, or neither");
    if (profile->driver_start)
        st = ot_period_parse(profile->calendar, profile->driver_start, &driver->start,
                             err);
    if (st == OT_OK && profile->driver_end)
        st = ot_period_parse(profile->calendar, profile->driver_end, &driver->end, err);
    if (st == OT_OK)
        st = ot_rag_check(&profile->pack.rag, err);
    if (st == OT_OK)
        st = ot_profile_sources_check(profile, err);
    if (st < 0)
        snprintf(err->input, sizeof err->input, "%s", name);
    return st;
}

ot_status ot_profile_parse(const char *text, const char *name, const char *folder,
                           ot_profile *out, ot_error *err)
{
    reading r = {.profile = out};
    int line;

    *out = (ot_profile){0};
    out->text = strdup(text);
    out->folder = ot_arena_copy(&out->arena, folder);
    if (!out->text || !out->folder)
        return ot_fail_memory(err);
    ini_allow_inline_comments = false; /* " ; " stands in selectors */
    ini_use_stack = false;
    ini_max_line = LINE_MAX_BYTES;
    ini_initial_alloc = LINE_MAX_BYTES;
    line = ini_parse_string(text, take_value, &r);
    if (r.failed) {
        *err = r.error;
        snprintf(err->input, sizeof err->input, "%s", name);
        err->line = line;
        return r.error.code;
    }
    if (line)
        return ot_fail_at(err, OT_EINPUT, name, line,
                          "the line is neither [section] nor key = value");
    out->position.calendar = out->ledger.calendar = out->calendar;
    return check_whole(out, name, err);
}

/* All of an open file, up to one byte more than a profile may have. */
static ot_status read_whole(ot_input_file *file, char **text, size_t *used,
                            ot_error *err)
{
    size_t room = PROFILE_MAX_BYTES + 2, got = 1;
    ot_status st = OT_OK;

    *used = 0;
    *text = malloc(room);
    if (!*text)
        return ot_fail_memory(err);
    while (st == OT_OK && got && *used < room - 1) {
        st = ot_input_file_read(file, *text + *used, room - 1 - *used, &got, err);
        *used += st == OT_OK ? got : 0;
    }
    (*text)[*used] = '\0';
    return st;
}

static ot_status read_text(const char *path, char **text, ot_error *err)
{
    ot_input_file file;
    size_t used = 0;
    ot_status st = ot_input_file_open(path, &file, err);

    *text = NULL;
    if (st < 0)
        return st;
    st = read_whole(&file, text, &used, err);
    ot_input_file_close(&file);
    if (st == OT_OK && used > PROFILE_MAX_BYTES)
        st = ot_fail_at(err, OT_EINPUT, path, 0,
                        "this is too large for a profile (more than 1 MB): is it one?");
    if (st == OT_OK && strlen(*text) != used)
        st = ot_fail_at(err, OT_EINPUT, path, 0, "the profile holds NUL bytes");
    if (st < 0)
        free(*text);
    return st;
}

ot_status ot_profile_read(const char *path, ot_profile *out, ot_error *err)
{
    const char *slash = strrchr(path, '/');
    char *text, *folder = strdup(path);
    ot_status st;

    *out = (ot_profile){0};
    if (!folder)
        return ot_fail_memory(err);
    folder[slash ? slash + 1 - path : 0] = '\0';
    st = read_text(path, &text, err);
    if (st == OT_OK) {
        st = ot_profile_parse(text, path, folder, out, err);
        free(text);
    }
    free(folder);
    return st;
}

void ot_profile_clear(ot_profile *profile)
{
    free(profile->text);
    free(profile->ledger_files.items);
    free(profile->forecast_files.items);
    free(profile->activity_files.items);
    free(profile->placement_files.items);
    free(profile->payment_files.items);
    free(profile->ledger_sources.items);
    free(profile->sources);
    free(profile->columns);
    free(profile->labels);
    ot_arena_clear(&profile->arena);
    *profile = (ot_profile){0};
}

const char *ot_profile_path(ot_profile *profile, const char *path)
{
    if (*path == '/' || !profile->folder)
        return path;
    return ot_arena_format(&profile->arena, "%s%s", profile->folder, path);
}

const char *ot_profile_pattern(ot_profile *profile, const char *pattern)
{
    char *escaped, *to;

    if (*pattern == '/' || !profile->folder)
        return pattern;
    to = escaped = ot_arena_get(&profile->arena,
                                2 * strlen(profile->folder) + strlen(pattern) + 1);
    if (!escaped)
        return NULL;
    for (const char *from = profile->folder; *from; from++) {
        if (strchr("*?[\\", *from))
            *to++ = '\\';
        *to++ = *from;
    }
    strcpy(to, pattern);
    return escaped;
}
