/* SPDX-License-Identifier: GPL-3.0-or-later */
/* test_fast_lane_random.c - the fast lane and the ordinary reader agree on 20,000 small
 * ledgers (a million in the slow test), sound and spoilt, with blocks of 1 to 70 bytes.
 */
#include "tests/importers/lane_digest.h"

#ifndef FILES
#define FILES 20000
#endif
enum { LINES = 9, BYTES = 8192 };

static uint64_t state = 20211130;

static unsigned below(unsigned limit)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((state >> 33) % limit);
}

typedef struct making {
    char text[BYTES];
    size_t length;
    char separator;
    const char *newline;
    bool sides;   /* a debit and a credit instead of an amount */
    unsigned odd; /* one field in so many is odd; 0: none */
} making;

static void put(making *m, const char *text)
{
    for (; *text != '\0' && m->length < BYTES - 1; text++)
        m->text[m->length++] = *text;
}

static void put_separator(making *m)
{
    if (m->length < BYTES - 1)
        m->text[m->length++] = m->separator;
}

static bool is_odd(const making *m)
{
    return m->odd && below(m->odd) == 0;
}

#define PICK(list) ((list)[below(sizeof(list) / sizeof *(list))])

static void put_code(making *m)
{
    static const char *const sound[] = {"101", "101", "101", "\"101\"", "AB-7"};
    static const char *const odd[] = {" 101 ",
                                      "\t101",
                                      "1.02E+05",
                                      "",
                                      "\"10\"\"1\"",
                                      "\"1\n01\"",
                                      "#N/A",
                                      "\"\"",
                                      " \"101\"",
                                      "\"101\" ",
                                      "10\"1",
                                      "C-2021-000017-04-X",
                                      ("\xC2\xA0"
                                       "101"),
                                      "***",
                                      "---"};

    put(m, is_odd(m) ? PICK(odd) : PICK(sound));
}

static void put_amount(making *m)
{
    static const char *const sound[] = {"2385.17", "-40.05", "12",     "1234567.00",
                                        "-0.99",   "7.5",    "100.00", "3.10"};
    static const char *const odd[] = {"\"1,234.56\"",
                                      "(3.10)",
                                      "x",
                                      "",
                                      ("\xC2\xA3"
                                       "4.00"),
                                      "1.234",
                                      "5.",
                                      ".5",
                                      "12345678901234567.00",
                                      "10.00-",
                                      "--5.00",
                                      "-",
                                      "\"12.50\"",
                                      " 12.50 ",
                                      "1.02E+05",
                                      "9999999999999.00",
                                      "0x10",
                                      "\"12.5\"\"0\""};

    put(m, is_odd(m) ? PICK(odd) : PICK(sound));
}

static void put_text(making *m)
{
    static const char *const sound[] = {
        "",     "plain",       "\"a, b; c\"", "\"say \"\"hi\"\"\"", "\"two\nlines\"",
        "\"\"", "caf\xC3\xA9", "\"\r\nx\"",   "\"\"\"\"",           "\"\n\n\""};
    static const char *const odd[] = {
        "5\" pipe",     "\"bad\" tail",     " \"x\"", "\"open", "a\rb", "\"a\rb\"",
        "\x01",         "\"\"\"",           "x\"\"",  "\"\"x",  "\xC3", "\r",
        "\xE2\x82\xAC", "\xF0\x9F\x92\xB7", "\xA0"};

    put(m, is_odd(m) ? PICK(odd) : PICK(sound));
}

static void put_line(making *m)
{
    static const char *const periods[] = {"2021/22 P05", "2021/22 P06", "Sep-21",
                                          "\"2021/22 P05\""};
    static const char *const odd_periods[] = {
        "", "202106", "P5", "\"2021/22\nP05\"", " 2021/22 P05", "2021/22 P17"};
    static const char *const measures[] = {"ACTUAL", "Budget", "\"ACTUAL\"", "actuals"};
    static const char *const odd_measures[] = {"", "FOO", " ACTUAL ", "ACT\"UAL"};

    put_code(m);
    put_separator(m);
    put_code(m);
    put_separator(m);
    put(m, is_odd(m) ? "N" : below(2) ? "DSG" : "NON-DSG");
    put_separator(m);
    put(m, is_odd(m) ? PICK(odd_periods) : PICK(periods));
    put_separator(m);
    put(m, is_odd(m) ? PICK(odd_measures) : PICK(measures));
    put_separator(m);
    if (!m->sides || below(2))
        put_amount(m);
    if (m->sides) {
        put_separator(m);
        if (below(2))
            put_amount(m);
    }
    if (is_odd(m))
        return;
    put_separator(m);
    put_text(m);
    if (is_odd(m))
        put_separator(m);
    if (is_odd(m))
        put_code(m);
}

static void make_file(making *m)
{
    static const char *const headings[] = {"cost_centre", "account", "fund", "period",
                                           "measure"};
    static const unsigned odds[] = {0, 0, 100, 30, 8};
    static const char separators[] = {',', ',', ';', '\t'};
    unsigned lines = below(LINES);

    *m = (making){.separator = PICK(separators),
                  .newline = below(3) ? "\n" : "\r\n",
                  .sides = below(4) == 0,
                  .odd = PICK(odds)};
    if (below(8) == 0)
        put(m, "\xEF\xBB\xBF");
    for (int i = 0; i < 5; i++) {
        put(m, headings[i]);
        put_separator(m);
    }
    put(m, m->sides ? "debit" : "amount");
    put_separator(m);
    if (m->sides) {
        put(m, "credit");
        put_separator(m);
    }
    put(m, below(10) ? "text" : "\"a\ntext\"");
    for (unsigned i = 0; i < lines; i++) {
        put(m, is_odd(m) && below(4) == 0 ? "\r" : m->newline);
        if (is_odd(m))
            put(m, below(2) ? m->newline : "  \n");
        put_line(m);
    }
    if (below(4))
        put(m, m->newline);
    for (unsigned i = m->odd == 8 ? below(3) : 0; i > 0; i--)
        m->text[below((unsigned)m->length)] = (char)below(256);
}

static digest ordinary, fast;

static bool show(const making *m, const ot_fast_sizes *sizes, int file)
{
    if (strcmp(ordinary.text, fast.text) == 0)
        return true;
    fprintf(stderr, "file %d, blocks of %zu, %zu at once:\n%.*s\n", file, sizes->block,
            sizes->blocks, (int)m->length, m->text);
    fprintf(stderr, "ordinary:\n%s\nfast:\n%s\n", ordinary.text, fast.text);
    return false;
}

static void test_small_ledgers_are_read_alike(void)
{
    static const ot_parallel backwards = {NULL, run_backwards}, four = {NULL, run_crew};
    scratch s;
    long summed = 0, taken = 0;
    bool alike = true;
    char rejects[600];

    REQUIRE(scratch_open(&s));
    snprintf(rejects, sizeof rejects, "%s/rejects.csv", s.directory);
    for (int file = 0; file < FILES && alike; file++) {
        static making m;
        ot_fast_sizes sizes = {1 + below(70), 1 + below(5)};
        ot_import_options options = {.allowed_rejects = below(3),
                                     .parallel = file % 100 == 0 ? &four
                                                 : file % 2 == 0 ? &backwards
                                                                 : NULL};

        make_file(&m);
        unlink(s.path); /* file systems are slow to write a file anew */
        REQUIRE(scratch_bytes(&s, "ledger.csv", m.text, m.length));
        digest_read(&ordinary, s.path, rejects, &options, NULL);
        if (!digest_read(&fast, s.path, rejects, &options, &sizes))
            continue;
        taken++;
        summed += fast.summed > 0;
        alike = show(&m, &sizes, file);
    }
    scratch_close(&s);
    CHECK(alike);
    CHECK(taken > FILES / 2);
    CHECK(summed > FILES / 8);
    CHECK(fast.printed > FILES / 2);
    CHECK_INT(ordinary.printed, 0);
}

static const check_case cases[] = {CASE(test_small_ledgers_are_read_alike)};

OT_TEST_MAIN("fast lane, random ledgers", cases)
