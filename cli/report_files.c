/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_files.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/manifest.h"

#define PATH_BYTES 4096

/* Of all words, in the order they came: what another run must find to write the same.
 */
static ot_status fingerprint_words(const ot_commentary *words,
                                   char sha256[OT_SHA256_TEXT], ot_error *err)
{
    char *text = NULL;
    size_t size;
    FILE *out;

    if (!words->count)
        return OT_OK;
    out = open_memstream(&text, &size);
    if (!out)
        return ot_fail_memory(err);
    for (size_t i = 0; i < words->count; i++)
        fprintf(out, "%s %s\n%s\n", words->items[i].slot, words->items[i].period,
                words->items[i].text);
    if (fclose(out) != 0)
        return ot_fail_memory(err);
    ot_fingerprint_text(text, sha256);
    free(text);
    return OT_OK;
}

/* Has anything but words in slots been written into the report? */
static ot_status check_outside(const char *dir, const char *path,
                               const ot_commentary *kept, ot_error *err)
{
    char then[OT_SHA256_TEXT], now[OT_SHA256_TEXT];

    if (!ot_manifest_report_text(dir, then))
        return OT_OK;
    ot_fingerprint_text(kept->outside, now);
    if (strcmp(then, now) == 0)
        return OT_OK;
    return ot_fail_at(err, OT_EUSAGE, path, 0,
                      "the report was changed outside of its slots, where it is made "
                      "anew: move your words into a slot, or keep the file under "
                      "another name elsewhere and delete it here");
}

static ot_status read_kept(const char *dir, bool markdown, ot_report_words *out,
                           ot_error *err)
{
    char path[PATH_BYTES];
    ot_status st;

    snprintf(path, sizeof path, "%.4000s/report.md", dir);
    if (access(path, F_OK) != 0)
        return OT_OK;
    st = ot_commentary_read(path, &out->kept, NULL, err);
    if (st == OT_OK)
        st = check_outside(dir, path, &out->kept, err);
    if (st == OT_OK && out->kept.count && !markdown)
        st = ot_fail_at(err, OT_EUSAGE, path, 0,
                        "the report holds words of yours and would go: name md with "
                        "--format, or another directory with --out");
    return st == OT_OK ? fingerprint_words(&out->kept, out->kept_sha256, err) : st;
}

ot_status ot_report_words_read(ot_session *session, const char *dir, bool markdown,
                               ot_report_words *out, ot_error *err)
{
    const char *file = session->profile.commentary;
    const char *path = file ? ot_profile_path(&session->profile, file) : NULL;
    ot_status st;

    *out = (ot_report_words){0};
    if (file && !path)
        return ot_fail_memory(err);
    st = read_kept(dir, markdown, out, err);
    if (st == OT_OK && path)
        st = ot_commentary_read(path, &out->file, out->file_sha256, err);
    return st;
}

void ot_report_words_clear(ot_report_words *words)
{
    ot_commentary_clear(&words->kept);
    ot_commentary_clear(&words->file);
}

static ot_placed placed_of(const ot_work *work, const ot_report_words *words)
{
    return (ot_placed){work->pack.narrative, &words->kept, &words->file};
}

void ot_report_words_tell(ot_session *session, const ot_work *work,
                          const ot_report_words *words)
{
    const ot_placed placed = placed_of(work, words);
    const ot_words *homeless;
    size_t at = 0;

    while ((homeless = ot_placed_homeless(&placed, &at)))
        ot_console_say(
            session->console,
            "report.md: your words for '%s'%s%s have no place in this report "
            "and stand at its end",
            homeless->slot, *homeless->period ? " of " : "", homeless->period);
    for (size_t i = 0; i < words->file.count; i++)
        if (!ot_narrative_has_slot(placed.narrative, words->file.items[i].slot))
            ot_console_say(session->console,
                           "%s, line %ld: this report has no slot '%s': these words "
                           "are left out",
                           session->profile.commentary, words->file.items[i].line,
                           words->file.items[i].slot);
}

/* What report.md holds of the program's, as it will be read next time. */
static ot_status note_text(const char *path, ot_report_words *words, ot_error *err)
{
    ot_commentary written;
    ot_status st = ot_commentary_read(path, &written, NULL, err);

    if (st == OT_OK)
        ot_fingerprint_text(written.outside, words->text_sha256);
    ot_commentary_clear(&written);
    return st;
}

ot_status ot_report_file_write(const ot_work *work, ot_report_words *words,
                               const char *dir, const char *name,
                               ot_report_renderer *render, ot_error *err)
{
    const ot_placed placed = placed_of(work, words);
    char path[PATH_BYTES];
    FILE *file;
    ot_status st;
    bool failed;

    snprintf(path, sizeof path, "%.4000s/%s", dir, name);
    file = fopen(path, "wbx");
    if (!file)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be made: %s",
                          strerror(errno));
    st = render(&placed, file, err);
    failed = fflush(file) != 0 || fsync(fileno(file)) != 0;
    failed = fclose(file) != 0 || failed;
    if (st == OT_OK && failed)
        return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be written: %s",
                          strerror(errno));
    return st == OT_OK && strcmp(name, "report.md") == 0 ? note_text(path, words, err)
                                                         : st;
}
