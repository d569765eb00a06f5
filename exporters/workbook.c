/* SPDX-License-Identifier: GPL-3.0-or-later */
/* workbook.c - a workbook's file: opened beside its target, filled, checked and
 * renamed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "exporters/text.h"
#include "exporters/workbook_internal.h"

#define NAMES_TRIED 100
#define NAME_ROOM   48 /* what the temporary name is longer by */

const ot_sheet *ot_book_sheet(const ot_book *book, const ot_sheet *self,
                              const char *name)
{
    if (!name)
        return self;
    for (size_t i = 0; i < book->count; i++)
        if (strcasecmp(book->sheets[i].report->id, name) == 0)
            return &book->sheets[i];
    return NULL;
}

const char *ot_book_clean(ot_book *book, const char *text)
{
    if (ot_text_is_clean(text))
        return text;
    free(book->scratch);
    book->scratch = malloc(strlen(text) + 1);
    if (book->scratch)
        ot_text_clean(text, book->scratch);
    return book->scratch;
}

ot_status ot_book_status(lxw_error error, const char *sheet, ot_error *err)
{
    switch (error) {
    case LXW_NO_ERROR:
        return OT_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return ot_fail_memory(err);
    case LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED:
        return ot_fail(
            err, OT_ERANGE,
            "a text of report '%s' is longer than the 32,767 characters that a "
            "cell holds: shorten it",
            sheet);
    case LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED:
    case LXW_ERROR_INVALID_SHEETNAME_CHARACTER:
    case LXW_ERROR_SHEETNAME_START_END_APOSTROPHE:
    case LXW_ERROR_SHEETNAME_ALREADY_USED:
        return ot_fail(err, OT_EUSAGE, "'%s' cannot name a sheet: %s", sheet,
                       lxw_strerror(error));
    default:
        return ot_fail(err, OT_EIO, "sheet '%s' could not be written: %s", sheet,
                       lxw_strerror(error));
    }
}

/* Days from 1 January 1970 to a date of the proleptic Gregorian calendar. */
static int64_t days_to(int year, int month, int day)
{
    int64_t y = month <= 2 ? (int64_t)year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400, in_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + in_era * 365 + in_era / 4 - in_era / 100 + day_of_year -
           719468;
}

/* Midnight UTC of the date given; without one, the day zip archives count from. */
static time_t created_at(const ot_workbook_options *options)
{
    if (options->created_year == 0)
        return (time_t)(days_to(1980, 1, 1) * 86400);
    return (time_t)(days_to(options->created_year, options->created_month,
                            options->created_day) *
                    86400);
}

/* A property as XML can hold it, in Excel's 255 characters; *owned is to be freed. */
static ot_status set_property(const char *text, char **owned, ot_error *err)
{
    if (!text || !*text)
        return OT_OK;
    if (ot_text_length(text) > 255)
        return ot_fail(
            err, OT_EUSAGE,
            "a document property of the workbook has more than 255 characters: "
            "'%.60s…'",
            text);
    *owned = malloc(strlen(text) + 1);
    if (!*owned)
        return ot_fail_memory(err);
    ot_text_clean(text, *owned);
    return OT_OK;
}

ot_status ot_book_set_properties(lxw_workbook *book, const ot_workbook_options *options,
                                 ot_error *err)
{
    lxw_doc_properties properties = {.created = created_at(options)};
    ot_status st = set_property(options->title, &properties.title, err);

    if (st == OT_OK)
        st = set_property(options->subject, &properties.subject, err);
    if (st == OT_OK)
        st = set_property(options->company, &properties.company, err);
    if (st == OT_OK && workbook_set_properties(book, &properties) != LXW_NO_ERROR)
        st = ot_fail_memory(err);
    free(properties.title);
    free(properties.subject);
    free(properties.company);
    return st;
}

static ot_status add_sheets(ot_book *book, const ot_report *const *reports,
                            size_t count, ot_error *err)
{
    for (size_t i = 0; i < count; i++) {
        lxw_error error = workbook_validate_sheet_name(book->book, reports[i]->id);
        ot_status st = ot_book_status(error, reports[i]->id, err);

        if (st == OT_OK)
            st = ot_sheet_lay_out(&book->sheets[book->count++], reports[i], err);
        if (st < 0)
            return st;
        book->sheets[i].sheet = workbook_add_worksheet(book->book, reports[i]->id);
        if (!book->sheets[i].sheet)
            return ot_fail_memory(err);
    }
    return OT_OK;
}

static ot_status draw_sheet(ot_book *book, ot_sheet *sheet,
                            const ot_workbook_options *options, ot_error *err)
{
    ot_status st = ot_sheet_draw(book, sheet, err);

    if (st == OT_OK)
        st = ot_sheet_plan(book, sheet, err);
    if (st == OT_OK)
        st = ot_sheet_draw_charts(book, sheet, err);
    if (st == OT_OK)
        st = ot_sheet_set_page(book, sheet, options, err);
    return st;
}

static ot_status fill(ot_book *book, const ot_report *const *reports, size_t count,
                      const ot_workbook_options *options, ot_error *err)
{
    ot_status st = ot_book_set_properties(book->book, options, err);

    ot_formats_set_default(book->book);
    if (st == OT_OK)
        st = add_sheets(book, reports, count, err);
    for (size_t i = 0; i < count && st == OT_OK; i++)
        st = draw_sheet(book, &book->sheets[i], options, err);
    return st;
}

/* An empty file beside path that was not there before, by the umask as any other file.
 */
static ot_status reserve_name(const char *path, char *temporary, size_t size,
                              ot_error *err)
{
    for (int i = 0; i < NAMES_TRIED; i++) {
        int fd;

        snprintf(temporary, size, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        fd = open(temporary, O_CREAT | O_EXCL | O_WRONLY, 0666);
        if (fd >= 0) {
            close(fd);
            return OT_OK;
        }
        if (errno != EEXIST)
            break;
    }
    return ot_fail(err, OT_EIO, "workbook '%s' could not be created: %s", path,
                   strerror(errno));
}

/* Onto the disk, then to its name: whoever opens path finds the old file or the new. */
static ot_status publish(const char *temporary, const char *path, ot_error *err)
{
    int fd = open(temporary, O_RDONLY);
    int failed = fd < 0 || fsync(fd) < 0;

    if (fd >= 0 && close(fd) < 0)
        failed = 1;
    if (failed || rename(temporary, path) < 0)
        return ot_fail(err, OT_EIO, "workbook '%s' could not be written: %s", path,
                       strerror(errno));
    return OT_OK;
}

/* Did a write fail while errno was looked after? libxlsxwriter takes no notice of it in
 * its temporary files: a piece out of the middle of a sheet may be lost, and the rest
 * still be well-formed. */
static bool lost_bytes(int number)
{
    return number == ENOSPC || number == EDQUOT || number == EFBIG || number == EIO;
}

/* libxlsxwriter says "Zip generic error" of a full disk, the system knows better. Its
 * temporary files may be elsewhere than the workbook. */
static ot_status cannot_close(lxw_error error, int number, const char *path,
                              ot_error *err)
{
    bool known = lost_bytes(number) || number == EROFS || number == EACCES ||
                 number == EMFILE || number == ENFILE || number == ENOENT;

    if (error == LXW_ERROR_MEMORY_MALLOC_FAILED || number == ENOMEM)
        return ot_fail_memory(err);
    return ot_fail(err, OT_EIO,
                   "workbook '%s' could not be written: %s (there, or in the directory "
                   "for temporary files)",
                   path, known ? strerror(number) : lxw_strerror(error));
}

static ot_status write_to(const char *temporary, const char *path,
                          const ot_report *const *reports, size_t count,
                          const ot_workbook_options *options, ot_book_count *counted,
                          ot_error *err)
{
    ot_book book = {.book = workbook_new(temporary)};
    lxw_error error;
    ot_status st;

    book.formats.book = book.book;
    book.sheets = calloc(count, sizeof *book.sheets);
    if (book.book && book.sheets)
        st = fill(&book, reports, count, options, err);
    else
        st = ot_fail_memory(err);
    if (st == OT_OK) {
        if (counted)
            *counted = ot_book_count_of(book.book);
        errno = 0;
        error = workbook_close(book.book); /* frees it; the file is written only now */
        if (error != LXW_NO_ERROR || lost_bytes(errno))
            st = cannot_close(error, errno, path, err);
    } else if (book.book) {
        lxw_workbook_free(book.book);
    }
    for (size_t i = 0; i < book.count; i++)
        ot_sheet_clear(&book.sheets[i]);
    free(book.sheets);
    free(book.scratch);
    ot_formats_clear(&book.formats);
    return st;
}

/* One more time beside it: libxlsxwriter writes the same bytes each time, but of a
 * write to its temporary files that failed it takes no notice. What it lost then is not
 * to be seen in the workbook itself; it is not lost twice. */
static ot_status check_again(const char *temporary, const char *path,
                             const ot_report *const *reports, size_t count,
                             const ot_workbook_options *options, ot_error *err)
{
    size_t size = strlen(path) + NAME_ROOM;
    char *second = malloc(size);
    ot_status st;

    if (!second)
        return ot_fail_memory(err);
    st = reserve_name(path, second, size, err);
    if (st == OT_OK) {
        st = write_to(second, path, reports, count, options, NULL, err);
        if (st == OT_OK)
            st = ot_workbook_compare(temporary, second, path, err);
        if (unlink(second) != 0 && st == OT_OK) /* it would lie in the pack */
            st = ot_fail(err, OT_EIO, "the temporary file '%s' cannot be removed: %s",
                         second, strerror(errno));
    }
    free(second);
    return st;
}

/* Once: a piece that was lost without a word would be of some cells or strings, and
 * those are counted. */
static ot_status write_in_batch(const ot_report *const *reports, size_t count,
                                const ot_workbook_options *options, const char *path,
                                ot_error *err)
{
    ot_book_count counted;
    ot_status st = write_to(path, path, reports, count, options, &counted, err);

    if (st == OT_OK)
        st = ot_workbook_verify(path, path, &counted, err);
    if (st < 0)
        unlink(path);
    return st;
}

ot_status ot_workbook_write(const ot_report *const *reports, size_t count,
                            const ot_workbook_options *options, const char *path,
                            ot_error *err)
{
    static const ot_workbook_options none;
    size_t size = strlen(path) + NAME_ROOM;
    char *temporary;
    ot_status st;

    options = options ? options : &none;
    if (count == 0)
        return ot_fail(err, OT_EUSAGE, "workbook '%s' would have no sheet", path);
    if (options->in_batch)
        return write_in_batch(reports, count, options, path, err);
    temporary = malloc(size);
    if (!temporary)
        return ot_fail_memory(err);
    st = reserve_name(path, temporary, size, err);
    if (st < 0)
        goto done;
    st = write_to(temporary, path, reports, count, options, NULL, err);
    if (st == OT_OK)
        st = ot_workbook_verify(temporary, path, NULL, err);
    if (st == OT_OK)
        st = check_again(temporary, path, reports, count, options, err);
    if (st == OT_OK)
        st = publish(temporary, path, err);
    if (st < 0)
        unlink(temporary);
done:
    free(temporary);
    return st;
}
