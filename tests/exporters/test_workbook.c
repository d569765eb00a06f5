/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <dirent.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "exporters/exporter.h"
#include "sample.h"
#include "tests/check.h"

static const ot_workbook_options september = {
    .title = "Monitoring pack <September> & notes",
    .company = "Gloucestershire County Council",
    .created_year = 2021,
    .created_month = 10,
    .created_day = 1,
};

/* A directory of the test's own, entered; left and removed by leave_directory, which
 * gives how many files were in it. */
static void enter_directory(char name[32])
{
    strcpy(name, "workbook-XXXXXX");
    if (!mkdtemp(name) || chdir(name) < 0)
        abort();
}

static int leave_directory(const char *name)
{
    DIR *directory = opendir(".");
    struct dirent *entry;
    int count = 0;

    while (directory && (entry = readdir(directory))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        remove(entry->d_name);
    }
    if (!directory || closedir(directory) < 0 || chdir("..") < 0 || rmdir(name) < 0)
        abort();
    return count;
}

static ot_status write_pack(const char *path, ot_error *err)
{
    ot_report *reports[] = {sample_sla(), sample_activity(), sample_small(),
                            sample_detail()};
    ot_status st =
        ot_workbook_write((const ot_report *const *)reports, 4, &september, path, err);

    for (size_t i = 0; i < 4; i++)
        ot_report_free(reports[i]);
    return st;
}

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = calloc(1, 1 << 20);

    *size = file && bytes ? fread(bytes, 1, 1 << 20, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static void test_workbook_write_in_a_batch_gives_the_same_bytes(void)
{
    ot_report *report = sample_small();
    const ot_report *const reports[] = {report};
    ot_workbook_options batch = september;
    size_t size, in_batch;
    char name[32], *alone, *many;
    ot_error err;

    batch.in_batch = true;
    enter_directory(name);
    CHECK_INT(ot_workbook_write(reports, 1, &september, "alone.xlsx", &err), OT_OK);
    CHECK_INT(ot_workbook_write(reports, 1, &batch, "many.xlsx", &err), OT_OK);
    alone = read_whole("alone.xlsx", &size);
    many = read_whole("many.xlsx", &in_batch);
    CHECK(size > 1000);
    CHECK(in_batch == size && memcmp(alone, many, size) == 0);
    free(alone);
    free(many);
    CHECK_INT(leave_directory(name), 2);
    ot_report_free(report);
}

/* Of the write within a limit, in a batch: whatever is lost is told. */
static int write_batch_within(rlim_t limit)
{
    int state = 0;
    pid_t child = fork();

    if (child == 0) {
        ot_report *detail = sample_detail();
        const ot_report *const reports[] = {detail};
        ot_workbook_options batch = september;
        struct rlimit most = {limit, limit};
        ot_error err;
        ot_status st;

        batch.in_batch = true;
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &most);
        st = ot_workbook_write(reports, 1, &batch, "pack.xlsx", &err);
        ot_report_free(detail);
        _exit(-st);
    }
    return waitpid(child, &state, 0) == child && WIFEXITED(state) ? WEXITSTATUS(state)
                                                                  : 98;
}

static void test_workbook_write_in_a_batch_tells_a_full_disk(void)
{
    static const rlim_t limits[] = {0, 1000, 4096};
    char name[32];

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        enter_directory(name);
        CHECK_INT(write_batch_within(limits[i]), -OT_EIO);
        CHECK_INT(leave_directory(name), 0);
    }
    enter_directory(name);
    CHECK_INT(write_batch_within(1 << 20), OT_OK);
    CHECK_INT(leave_directory(name), 1);
}

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static void test_workbook_write_gives_the_same_bytes_in_any_time_zone(void)
{
    size_t sizes[2];
    char *bytes[2], name[32];
    ot_error err;

    enter_directory(name);
    set_zone("Pacific/Auckland");
    CHECK_INT(write_pack("first.xlsx", &err), OT_OK);
    sleep(1);
    set_zone("UTC");
    CHECK_INT(write_pack("second.xlsx", &err), OT_OK);
    bytes[0] = read_whole("first.xlsx", &sizes[0]);
    bytes[1] = read_whole("second.xlsx", &sizes[1]);
    CHECK(sizes[0] > 10000);
    CHECK_INT((int64_t)sizes[1], (int64_t)sizes[0]);
    CHECK(bytes[0] && bytes[1] && memcmp(bytes[0], bytes[1], sizes[0]) == 0);
    free(bytes[0]);
    free(bytes[1]);
    CHECK_INT(leave_directory(name), 2);
}

static void test_workbook_write_replaces_a_file_by_the_umask(void)
{
    struct stat made;
    char name[32];
    ot_error err;
    mode_t before = umask(027);

    enter_directory(name);
    CHECK_INT(write_pack("pack.xlsx", &err), OT_OK);
    CHECK_INT(write_pack("pack.xlsx", &err), OT_OK);
    CHECK_INT(stat("pack.xlsx", &made), 0);
    CHECK_INT(made.st_mode & 0777, 0640);
    umask(before);
    CHECK_INT(leave_directory(name), 1);
}

static void test_workbook_write_tells_a_missing_directory(void)
{
    ot_error err;

    CHECK_INT(write_pack("no-such-folder/pack.xlsx", &err), OT_EIO);
    CHECK_TEXT(err.message, "workbook 'no-such-folder/pack.xlsx' could not be created: "
                            "No such file or directory");
}

static void test_workbook_write_leaves_nothing_where_it_cannot_rename(void)
{
    char name[32];
    ot_error err;

    enter_directory(name);
    CHECK_INT(mkdir("pack.xlsx", 0777), 0);
    CHECK_INT(write_pack("pack.xlsx", &err), OT_EIO);
    CHECK_CONTAINS(err.message,
                   "workbook 'pack.xlsx' could not be written: Is a directory");
    CHECK_INT(leave_directory(name), 1);
}

/* Writes a pack where no file may be longer than limit bytes. Gives the status. */
static int write_within(rlim_t limit)
{
    struct rlimit size = {.rlim_cur = limit, .rlim_max = limit};
    pid_t child = fork();
    int state = 0;

    if (child == 0) {
        ot_error err;

        signal(SIGXFSZ, SIG_IGN);
        if (setrlimit(RLIMIT_FSIZE, &size) < 0)
            _exit(99);
        _exit(-write_pack("pack.xlsx", &err));
    }
    return waitpid(child, &state, 0) == child && WIFEXITED(state) ? WEXITSTATUS(state)
                                                                  : 98;
}

/* 35000 bytes hold the workbook, but not libxlsxwriter's temporary copy of its largest
 * sheet, a loss that libxlsxwriter does not tell. */
static void test_workbook_write_tells_a_full_disk_and_leaves_nothing(void)
{
    static const rlim_t limits[] = {0, 3000, 20000, 35000};
    char name[32];

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        enter_directory(name);
        CHECK_INT(write_within(limits[i]), -OT_EIO);
        CHECK_INT(leave_directory(name), 0);
    }
    enter_directory(name);
    CHECK_INT(write_within(1 << 20), OT_OK);
    CHECK_INT(leave_directory(name), 1);
}

static ot_status write_one(ot_report *report, ot_error *err)
{
    const ot_report *const reports[] = {report};
    ot_status st = ot_workbook_write(reports, 1, NULL, "one.xlsx", err);

    ot_report_free(report);
    return st;
}

static void test_workbook_write_refuses_names_no_sheet_can_have(void)
{
    ot_column column = {.id = "name", .heading = "Name"};
    ot_report *twice[] = {sample_small(), sample_small()};
    ot_report *bad = sample_start("a/b", "Slash");
    char name[32];
    ot_error err;

    enter_directory(name);
    sample_columns(bad, &column, 1);
    CHECK_INT(write_one(bad, &err), OT_EUSAGE);
    CHECK_CONTAINS(err.message, "'a/b' cannot name a sheet");
    CHECK_INT(
        ot_workbook_write((const ot_report *const *)twice, 2, NULL, "two.xlsx", &err),
        OT_EUSAGE);
    CHECK_CONTAINS(err.message, "'small' cannot name a sheet");
    CHECK_INT(ot_workbook_write(NULL, 0, NULL, "none.xlsx", &err), OT_EUSAGE);
    ot_report_free(twice[0]);
    ot_report_free(twice[1]);
    CHECK_INT(leave_directory(name), 0);
}

static void test_workbook_write_takes_any_text(void)
{
    ot_column column = {.id = "name", .heading = "=1+1 < \"2\"", .super = "<&>"};
    ot_report *odd = sample_start("R&D > 'x' <y>", "Name & \xA3 of <all>");
    ot_chart_series series = {"=\x01", NULL, 0, 0, 0, 0};
    ot_chart chart = {OT_CHART_LINE, "=A1", "<&>", &series, 1, false};
    char name[32];
    ot_error err;
    uint32_t at;

    sample_columns(odd, &column, 1);
    at = sample_row(odd, OT_ROW_ITEM, 0);
    sample_text(odd, at, 0, "\x1B[2J \xFF ]]> <a>\n=cmd");
    ot_report_value(odd, at, 0)->link_sheet = odd->id;
    sample_must(ot_report_add_chart(odd, &chart, &err), &err);
    enter_directory(name);
    CHECK_INT(write_one(odd, &err), OT_OK);
    CHECK_INT(leave_directory(name), 1);
}

static void test_workbook_write_refuses_a_text_no_cell_can_hold(void)
{
    ot_column column = {.id = "name", .heading = "Name"};
    ot_report *long_one = sample_start("long", "Long");
    char *text = calloc(1, 40000), name[32];
    ot_error err;

    REQUIRE(text != NULL);
    memset(text, 'x', 39999);
    sample_columns(long_one, &column, 1);
    sample_text(long_one, sample_row(long_one, OT_ROW_ITEM, 0), 0, text);
    free(text);
    enter_directory(name);
    CHECK_INT(write_one(long_one, &err), OT_ERANGE);
    CHECK_CONTAINS(err.message, "a text of report 'long' is longer than the 32,767");
    CHECK_INT(leave_directory(name), 0);
}

static const check_case cases[] = {
    CASE(test_workbook_write_gives_the_same_bytes_in_any_time_zone),
    CASE(test_workbook_write_in_a_batch_gives_the_same_bytes),
    CASE(test_workbook_write_in_a_batch_tells_a_full_disk),
    CASE(test_workbook_write_replaces_a_file_by_the_umask),
    CASE(test_workbook_write_tells_a_missing_directory),
    CASE(test_workbook_write_leaves_nothing_where_it_cannot_rename),
    CASE(test_workbook_write_tells_a_full_disk_and_leaves_nothing),
    CASE(test_workbook_write_refuses_names_no_sheet_can_have),
    CASE(test_workbook_write_takes_any_text),
    CASE(test_workbook_write_refuses_a_text_no_cell_can_hold),
};

OT_TEST_MAIN("exporters/workbook", cases)
