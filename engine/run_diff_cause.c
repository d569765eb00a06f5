/* SPDX-License-Identifier: GPL-3.0-or-later */
/* run_diff_cause.c - the words for why a line changed. */
#include <inttypes.h>
#include <string.h>

#include "engine/position.h"
#include "engine/run_diff_internal.h"

static const ot_diff_line nothing = {.basis = "", .method = ""};

static const ot_diff_line *side(const ot_diff_line *line)
{
    return line ? line : &nothing;
}

bool ot_diff_changed(const ot_diff_pair *pair)
{
    const ot_diff_line *a = pair->before, *b = pair->after;

    return !a || !b || a->budget != b->budget || a->actual != b->actual ||
           a->projected != b->projected || a->adopted != b->adopted ||
           a->has_driver != b->has_driver ||
           (a->has_driver && a->driver != b->driver) ||
           strcmp(a->basis, b->basis) != 0 || strcmp(a->method, b->method) != 0;
}

typedef struct cause {
    const ot_diff_input *input;
    const ot_diff_line *before, *after;
    const ot_line_key *key;
    bool one_sided;
    ot_arena *texts;
    const char *words; /* NULL: no memory */
} cause;

static void add(cause *c, const char *words)
{
    if (c->words && words)
        c->words =
            ot_arena_format(c->texts, "%s%s%s", c->words, *c->words ? "; " : "", words);
    else
        c->words = NULL;
}

/* Which imports are meant: those of the ledger that changed the line (or any line), of
 * the managers' forecasts of its cost centre, of the structure, of placements. */
typedef enum wanted { LEDGER, ANY_LEDGER, FORECASTS, STRUCTURE, PLACEMENTS } wanted;

static bool is_wanted(const cause *c, const ot_diff_touch *touch, wanted what)
{
    switch (what) {
    case LEDGER:
        return touch->kind == OT_KIND_LEDGER &&
               ot_line_key_compare(&touch->line, c->key) == 0;
    case ANY_LEDGER:
        return touch->kind == OT_KIND_LEDGER;
    case FORECASTS:
        return touch->kind == OT_KIND_FORECASTS &&
               strcmp(touch->line.cost_centre, c->key->cost_centre) == 0;
    case STRUCTURE:
        return ot_kind_is_structure(touch->kind);
    case PLACEMENTS:
        return ot_kind_is_personal(touch->kind);
    }
    return false;
}

/* "import 14 (july.csv), import 15 (august.csv)"; "" where there is none. */
static const char *imports(const cause *c, wanted what)
{
    const char *text = "";
    int64_t last = 0;

    for (size_t i = 0; text && i < c->input->touch_count; i++) {
        const ot_diff_touch *touch = &c->input->touches[i];

        if (touch->import == last || !is_wanted(c, touch, what))
            continue;
        last = touch->import;
        text = ot_arena_format(c->texts, "%s%simport %" PRId64 " (%s)", text,
                               *text ? ", " : "", touch->import, touch->file);
    }
    return text;
}

static void add_imports(cause *c, const char *words, wanted what)
{
    const char *named = imports(c, what);

    if (!named)
        c->words = NULL;
    else if (*named)
        add(c, ot_arena_format(c->texts, "%s%s", words, named));
}

static bool is_basis(const ot_diff_line *line, ot_basis basis)
{
    return strcmp(line->basis, ot_basis_name(basis)) == 0;
}

static void add_manager(cause *c)
{
    bool was = is_basis(c->before, OT_BASIS_MANAGER),
         is = is_basis(c->after, OT_BASIS_MANAGER);
    bool other = c->before->adopted != c->after->adopted ||
                 c->before->has_driver != c->after->has_driver ||
                 c->before->driver != c->after->driver;
    const char *named = imports(c, FORECASTS);
    const char *words = "";

    if (!was && is)
        words = named && *named ? "manager's forecast came into force"
                                : "manager's forecast is adopted now";
    else if (was && !is)
        words = named && *named ? "manager's forecast is not in force any more"
                                : "manager's forecast is not adopted any more";
    else if (was && other)
        words = "manager's forecast is another";
    if (!named)
        c->words = NULL;
    else if (*words)
        add(c, ot_arena_format(c->texts, "%s%s%s", words, *named ? ": " : "", named));
}

static void add_basis(cause *c)
{
    if (!c->one_sided && strcmp(c->before->basis, c->after->basis) != 0)
        add(c, ot_arena_format(c->texts, "basis %s instead of %s", c->after->basis,
                               c->before->basis));
    if (is_basis(c->before, OT_BASIS_PLACEMENTS) ||
        is_basis(c->after, OT_BASIS_PLACEMENTS))
        add_imports(c, "placements of ", PLACEMENTS);
    if (!c->one_sided && strcmp(c->before->method, c->after->method) != 0)
        add(c, ot_arena_format(c->texts, "method '%s' instead of '%s'",
                               c->after->method, c->before->method));
}

static const char *backtest_words(const cause *c)
{
    int64_t was = c->input->before.backtest, is = c->input->after.backtest;

    if (!was)
        return ot_arena_format(c->texts, "learnt from back-test %" PRId64, is);
    if (!is)
        return ot_arena_format(c->texts, "not from back-test %" PRId64, was);
    return ot_arena_format(
        c->texts, "learnt from back-test %" PRId64 " instead of %" PRId64, is, was);
}

/* What holds for all lines of a run, where it can bear on what changed here. */
static void add_run_wide(cause *c)
{
    const ot_diff_run *before = &c->input->before, *after = &c->input->after;
    char was[OT_PERIOD_TEXT], is[OT_PERIOD_TEXT];
    bool projected = c->before->projected != c->after->projected ||
                     strcmp(c->before->method, c->after->method) != 0;
    bool forecast = projected || c->before->adopted != c->after->adopted ||
                    c->before->driver != c->after->driver ||
                    c->before->has_driver != c->after->has_driver ||
                    strcmp(c->before->basis, c->after->basis) != 0;

    if (ot_period_compare(before->as_at, after->as_at) != 0)
        add(c, ot_arena_format(c->texts, "as at %s instead of %s",
                               ot_period_text(c->input->calendar, after->as_at, is),
                               ot_period_text(c->input->calendar, before->as_at, was)));
    if (projected && before->backtest != after->backtest)
        add(c, backtest_words(c));
    if (forecast && strcmp(before->version, after->version) != 0)
        add(c, ot_arena_format(c->texts, "program %s instead of %s", after->version,
                               before->version));
    if (strcmp(before->profile, after->profile) != 0 &&
        (forecast || c->before->budget != c->after->budget))
        add(c, "the profile changed");
}

/* Where the line's own imports do not tell. */
static void add_fallback(cause *c)
{
    bool projected = c->before->projected != c->after->projected ||
                     strcmp(c->before->method, c->after->method) != 0;

    if (c->words && !*c->words && projected)
        add_imports(c, "learnt from other lines, changed by ", ANY_LEDGER);
    if (c->words && !*c->words && projected)
        add(c, "learnt from other lines and earlier forecasts");
    if (c->words && !*c->words)
        add(c, "no cause is known");
}

const char *ot_diff_cause(const ot_diff_input *input, const ot_diff_pair *pair,
                          ot_arena *texts)
{
    const ot_diff_line *any = pair->before ? pair->before : pair->after;
    cause c = {.input = input,
               .before = side(pair->before),
               .after = side(pair->after),
               .key = &any->line,
               .one_sided = !pair->before || !pair->after,
               .texts = texts,
               .words = ""};
    const char *ledger;

    if (c.one_sided)
        add(&c, ot_arena_format(texts, "only in run %" PRId64,
                                pair->before ? input->before.id : input->after.id));
    ledger = imports(&c, LEDGER);
    add_imports(&c, "", LEDGER);
    if (c.one_sided ||
        (ledger && !*ledger &&
         (c.before->budget != c.after->budget || c.before->actual != c.after->actual)))
        add_imports(&c, "structure of ", STRUCTURE);
    add_manager(&c);
    add_basis(&c);
    add_run_wide(&c);
    add_fallback(&c);
    return c.words;
}
