/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/verify_internal.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define TOLD    20 /* differences of one file, one by one */
#define FIELD   200
#define LARGEST ((size_t)1 << 30)

static bool is_ending(const char *name, const char *ending)
{
    size_t length = strlen(name), tail = strlen(ending);

    return length > tail && strcmp(name + length - tail, ending) == 0;
}

ot_status ot_verify_read(const char *dir, const char *name, char **text, size_t *size,
                         ot_error *err)
{
    char path[OT_VERIFY_BYTES];
    int length = snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = length < (int)sizeof path ? fopen(path, "rb") : NULL;
    struct stat info;
    bool read = false;

    *text = NULL;
    if (file && fstat(fileno(file), &info) == 0 && S_ISREG(info.st_mode) &&
        (size_t)info.st_size < LARGEST)
        *text = malloc((size_t)info.st_size + 1);
    if (*text) {
        *size = fread(*text, 1, (size_t)info.st_size, file);
        (*text)[*size] = '\0';
        read = *size == (size_t)info.st_size;
    }
    if (file)
        fclose(file);
    if (read)
        return OT_OK;
    free(*text);
    *text = NULL;
    return ot_fail_at(err, OT_EIO, path, 0, "the file cannot be read: %s",
                      file ? "it is no plain file, or changes" : strerror(errno));
}

/* Control characters are shown as '?'. */
static void print_field(const char *text, size_t length)
{
    putchar('\'');
    for (size_t i = 0; i < length && i < FIELD; i++)
        putchar((unsigned char)text[i] < ' ' || text[i] == 127 ? '?' : text[i]);
    fputs(length > FIELD ? "...'" : "'", stdout);
}

void ot_verify_tell(size_t *told, const char *place, const char *found,
                    size_t found_size, const char *expected, size_t expected_size)
{
    if (++*told > TOLD)
        return;
    printf("  %s: found ", place);
    print_field(found, found_size);
    fputs(", expected ", stdout);
    print_field(expected, expected_size);
    putchar('\n');
}

/* The bytes of the first field from *at, which is moved behind its comma. */
static size_t next_field(const char **at, const char *end, const char **field)
{
    bool quoted = false;
    const char *p = *at;
    size_t length;

    *field = p;
    for (; p < end && (quoted || *p != ','); p++)
        quoted ^= *p == '"';
    length = (size_t)(p - *field);
    *at = p < end ? p + 1 : NULL;
    return length;
}

/* Cells of a row of a table, by the heading's names. */
static void compare_cells(const char *heading, const char *heading_end,
                          const char *found, const char *found_end,
                          const char *expected, const char *expected_end, size_t line,
                          size_t *told)
{
    while (found || expected) {
        const char *name = "", *a = "", *b = "";
        size_t name_size = heading ? next_field(&heading, heading_end, &name) : 0;
        size_t a_size = found ? next_field(&found, found_end, &a) : 0;
        size_t b_size = expected ? next_field(&expected, expected_end, &b) : 0;
        char place[96];

        if (a_size == b_size && memcmp(a, b, a_size) == 0)
            continue;
        snprintf(place, sizeof place, "line %zu, %.*s", line,
                 name_size < 60 ? (int)name_size : 60, name);
        ot_verify_tell(told, place, a, a_size, b, b_size);
    }
}

static const char *end_of_line(const char *from, const char *end)
{
    const char *feed = from < end ? memchr(from, '\n', (size_t)(end - from)) : NULL;

    return feed ? feed : end;
}

/* Lines one by one; of a table cell by cell. Gives how many are not the same. */
static size_t compare_lines(const char *found, size_t found_size, const char *expected,
                            size_t expected_size, bool table)
{
    const char *a = found, *a_end = found + found_size;
    const char *b = expected, *b_end = expected + expected_size;
    const char *heading_end = end_of_line(expected, b_end);
    size_t told = 0;

    for (size_t line = 1; a < a_end || b < b_end; line++) {
        const char *a_stop = end_of_line(a, a_end), *b_stop = end_of_line(b, b_end);
        size_t a_size = (size_t)(a_stop - a), b_size = (size_t)(b_stop - b);
        char place[32];

        snprintf(place, sizeof place, "line %zu", line);
        if (a_size == b_size && memcmp(a, b, a_size) == 0)
            ;
        else if (table && a < a_end && b < b_end)
            compare_cells(expected, heading_end, a, a_stop, b, b_stop, line, &told);
        else
            ot_verify_tell(&told, place, a, a_size, b, b_size);
        a = a_stop < a_end ? a_stop + 1 : a_end;
        b = b_stop < b_end ? b_stop + 1 : b_end;
    }
    if (told > TOLD)
        printf("  and %zu more\n", told - TOLD);
    return told;
}

/* A workbook that cannot be read differs, and why is said. */
static void compare_workbook(const ot_verify_text *found,
                             const ot_verify_text *expected, const char *const *sheets,
                             ot_verify_count *count)
{
    ot_error why = {0};
    size_t told = 0;

    if (ot_verify_workbooks(found, expected, sheets, &told, &why) < 0)
        printf("  its cells cannot be compared: %s\n", why.message);
    else if (!told)
        puts("  every value is the same: a formula's text, a format or a property is "
             "not");
    if (told > TOLD)
        printf("  and %zu more\n", told - TOLD);
    count->cells += told;
}

static ot_status compare_file(const char *found_dir, const char *expected_dir,
                              const char *name, const char *const *sheets,
                              ot_verify_count *count, ot_error *err)
{
    char *found = NULL, *expected = NULL;
    size_t found_size, expected_size;
    ot_status st = ot_verify_read(expected_dir, name, &expected, &expected_size, err);

    if (st < 0)
        return st;
    count->files++;
    if (ot_verify_read(found_dir, name, &found, &found_size, NULL) < 0) {
        printf("%s: missing\n", name);
        count->missing++;
    } else if (found_size != expected_size ||
               memcmp(found, expected, found_size) != 0) {
        bool binary = is_ending(name, ".xlsx");

        printf("%s: differs\n", name);
        count->differing++;
        if (binary)
            compare_workbook(&(ot_verify_text){name, found, found_size},
                             &(ot_verify_text){name, expected, expected_size}, sheets,
                             count);
        else
            count->cells += compare_lines(found, found_size, expected, expected_size,
                                          is_ending(name, ".csv"));
    }
    free(found);
    free(expected);
    return OT_OK;
}

static int not_hidden(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool holds(struct dirent **names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i]->d_name, name) == 0)
            return true;
    return false;
}

static void free_names(struct dirent **names, int count)
{
    for (int i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static bool is_folder(const char *dir, const char *name)
{
    char path[OT_VERIFY_BYTES];
    struct stat info;

    return snprintf(path, sizeof path, "%s/%s", dir, name) < (int)sizeof path &&
           lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

/* The names in dir or in a folder of it; -1: there is no such folder. */
static int list(const char *dir, const char *folder, struct dirent ***names)
{
    char path[OT_VERIFY_BYTES];

    snprintf(path, sizeof path, "%.3800s/%.255s", dir, folder);
    return scandir(path, names, not_hidden, by_name);
}

/* What is in a folder of both ("": in the two themselves), and in folders of those. */
static ot_status compare_folder(const char *found, const char *expected,
                                const char *folder, const char *const *sheets,
                                ot_verify_count *count, ot_error *err)
{
    struct dirent **here = NULL, **made = NULL;
    int here_count = list(found, folder, &here);
    int made_count = list(expected, folder, &made);
    char name[600];
    ot_status st = OT_OK;

    if ((here_count < 0 && !*folder) || made_count < 0)
        st = ot_fail_at(err, OT_EIO, here_count < 0 ? found : expected, 0,
                        "the directory cannot be read: %s", strerror(errno));
    for (int i = 0; st == OT_OK && i < made_count; i++) {
        snprintf(name, sizeof name, "%s%s%s", folder, *folder ? "/" : "",
                 made[i]->d_name);
        if (is_folder(expected, name))
            st = compare_folder(found, expected, name, sheets, count, err);
        else
            st = compare_file(found, expected, name, sheets, count, err);
    }
    for (int i = 0; st == OT_OK && i < here_count; i++)
        if (!holds(made, made_count, here[i]->d_name)) {
            printf("%s%s%s: not a file of the pack\n", folder, *folder ? "/" : "",
                   here[i]->d_name);
            count->extra++;
        }
    free_names(here, here_count);
    free_names(made, made_count);
    return st;
}

ot_status ot_verify_compare(const char *found, const char *expected,
                            const char *const *sheets, ot_verify_count *count,
                            ot_error *err)
{
    return compare_folder(found, expected, "", sheets, count, err);
}
