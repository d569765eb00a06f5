/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check.h - CUnit with values: what was expected and what came, and one main for all.
 * A test file lists its cases in a static array and ends with OT_TEST_MAIN. */
#ifndef OT_CHECK_H
#define OT_CHECK_H

#include <CUnit/Basic.h>
#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct check_case {
    const char *name;
    void (*run)(void);
} check_case;

#define CASE(function)                                                                 \
    {                                                                                  \
#function, function                                                            \
    }

static inline void check_int_at(int64_t got, int64_t want, const char *what,
                                const char *file, unsigned line)
{
    char text[256];

    if (got != want)
        snprintf(text, sizeof text, "%s is %" PRId64 ", wanted %" PRId64, what, got,
                 want);
    CU_assertImplementation(got == want, line, got == want ? what : strdup(text), file,
                            "", CU_FALSE);
}

static inline void check_text_at(const char *got, const char *want, const char *what,
                                 const char *file, unsigned line)
{
    char text[1024];
    int same = got && want && strcmp(got, want) == 0;

    if (!same)
        snprintf(text, sizeof text, "%.200s is '%.350s', wanted '%.350s'", what,
                 got ? got : "(null)", want ? want : "(null)");
    CU_assertImplementation(same, line, same ? what : strdup(text), file, "", CU_FALSE);
}

/* want holds within a relative (beyond 1 in size) or absolute tolerance. */
static inline void check_near_at(double got, double want, double tolerance,
                                 const char *what, const char *file, unsigned line)
{
    char text[256];
    double scale = fabs(want) > 1.0 ? fabs(want) : 1.0;
    int near = fabs(got - want) <= tolerance * scale;

    if (!near)
        snprintf(text, sizeof text, "%s is %.15g, wanted %.15g", what, got, want);
    CU_assertImplementation(near, line, near ? what : strdup(text), file, "", CU_FALSE);
}

static inline void check_contains_at(const char *got, const char *part,
                                     const char *what, const char *file, unsigned line)
{
    char text[1024];
    int has = got && strstr(got, part) != NULL;

    if (!has)
        snprintf(text, sizeof text, "%.200s is '%.350s', wanted it to hold '%.350s'",
                 what, got ? got : "(null)", part);
    CU_assertImplementation(has, line, has ? what : strdup(text), file, "", CU_FALSE);
}

#define CHECK(condition)      CU_ASSERT(condition)
#define CHECK_INT(got, want)  check_int_at((got), (want), #got, __FILE__, __LINE__)
#define CHECK_TEXT(got, want) check_text_at((got), (want), #got, __FILE__, __LINE__)
#define CHECK_NEAR(got, want, tolerance)                                               \
    check_near_at((got), (want), (tolerance), #got, __FILE__, __LINE__)
#define CHECK_CONTAINS(got, part)                                                      \
    check_contains_at((got), (part), #got, __FILE__, __LINE__)
/* Ends the test function where going on would crash. */
#define REQUIRE(condition)                                                             \
    do {                                                                               \
        int holds_ = !!(condition);                                                    \
        CU_assertImplementation(holds_, __LINE__, #condition, __FILE__, "", CU_FALSE); \
        if (!holds_)                                                                   \
            return;                                                                    \
    } while (0)

static inline int check_main(const char *suite_name, const check_case *cases,
                             size_t count)
{
    CU_pSuite suite;
    unsigned failures;

    if (CU_initialize_registry() != CUE_SUCCESS)
        return EXIT_FAILURE;
    suite = CU_add_suite(suite_name, NULL, NULL);
    for (size_t i = 0; suite && i < count; i++)
        if (!CU_add_test(suite, cases[i].name, cases[i].run))
            suite = NULL;
    if (!suite || CU_basic_run_tests() != CUE_SUCCESS) {
        CU_cleanup_registry();
        return EXIT_FAILURE;
    }
    failures = CU_get_number_of_failure_records();
    CU_cleanup_registry();
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#define OT_TEST_MAIN(suite, cases)                                                     \
    int main(void)                                                                     \
    {                                                                                  \
        return check_main(suite, cases, sizeof(cases) / sizeof((cases)[0]));           \
    }

#endif
