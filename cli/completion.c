/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/completion.h"

#include <string.h>

#include "engine/record.h"
#include "engine/variances.h"
#include "importers/importer.h"

static const char *const shells[] = {"bash", "zsh", "fish", NULL};
static const char *const lists[] = {"periods", "managers", "services",     "groups",
                                    "areas",   "runs",     "cost-centres", NULL};
static const char *const funds[] = {"DSG", "NON-DSG", NULL};
static const char *const readings[] = {"fiscal", "calendar", NULL};
static const char *const formats[] = {"table", "csv",  "json", "xlsx",
                                      "md",    "html", NULL};
static const char *const months[] = {
    "january", "february",  "march",   "april",    "may",      "june", "july",
    "august",  "september", "october", "november", "december", NULL};

const char *const *ot_completion_shells(void)
{
    return shells;
}

const char *const *ot_completion_lists(void)
{
    return lists;
}

/* Options whose arguments are known; the others go by what their argument is called. */
static const struct {
    const char *option, *list;
    const char *const *words;
} known[] = {{"as-at", "periods", NULL},
             {"origin", "periods", NULL},
             {"manager", "managers", NULL},
             {"service", "services", NULL},
             {"group", "groups", NULL},
             {"area", "areas", NULL},
             {"cost-centre", "cost-centres", NULL},
             {"run", "runs", NULL},
             {"fund", NULL, funds},
             {"periods", NULL, readings},
             {"format", NULL, formats},
             {"year-start", NULL, months}};

ot_candidates ot_option_candidates(const ot_option *option)
{
    if (!option->argument)
        return (ot_candidates){0};
    if (strcmp(option->name, "by") == 0)
        return (ot_candidates){.words = ot_roll_names()};
    if (strcmp(option->name, "shape") == 0)
        return (ot_candidates){.words = ot_ledger_shapes()};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].option, option->name) == 0)
            return (ot_candidates){.words = known[i].words, .list = known[i].list};
    return (ot_candidates){.files = strstr(option->argument, "FILE") ||
                                    strstr(option->argument, "PATH") ||
                                    strstr(option->argument, "DIR")};
}

static const char *const *kinds(void)
{
    static const char *const names[] = {
        "ledger",   "services", "cost_centres", "accounts",   "high_risk", "forecasts",
        "activity", "payments", "providers",    "placements", NULL};

    return names;
}

ot_candidates ot_operand_candidates(const ot_command *command)
{
    if (strncmp(command->operands, "KIND", 4) == 0)
        return (ot_candidates){.words = kinds()};
    if (strncmp(command->operands, "SHELL", 5) == 0)
        return (ot_candidates){.words = shells};
    if (strncmp(command->operands, "PERIOD", 6) == 0)
        return (ot_candidates){.list = "periods"};
    return (ot_candidates){.files = *command->operands != '\0'};
}

static const ot_option *find_option(const char *name)
{
    for (const ot_option *option = ot_options(); option->name; option++)
        if (strcmp(option->name, name) == 0)
            return option;
    return NULL;
}

static void put_words(const char *const *words, FILE *out)
{
    for (int i = 0; words[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", words[i]);
}

/* text in single quotes; each of `marked` gets a '\' before it. */
static void put_quoted(const char *text, const char *marked, FILE *out)
{
    for (; *text; text++) {
        if (strchr(marked, *text))
            putc('\\', out);
        if (*text == '\'')
            fputs("'\\''", out);
        else
            putc(*text, out);
    }
}

static void bash_options(const char *const *names, FILE *out)
{
    for (; *names; names++)
        fprintf(out, " --%s", *names);
}

static void bash_value(const ot_candidates *c, const char *indent, FILE *out)
{
    fputs(indent, out);
    if (c->words) {
        fputs("_outturn_words \"$cur\" '", out);
        put_words(c->words, out);
        fputs("'", out);
    } else if (c->list) {
        fprintf(out, "_outturn_list \"$cur\" %s", c->list);
    } else {
        fputs(c->files ? ":" : "compopt +o default 2>/dev/null", out);
    }
    fputs("; return ;;\n", out);
}

static const char bash_head[] =
    "# bash completion for outturn; made by `outturn completion bash`.\n"
    "_outturn_words() {\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$2\" -- \"$1\")\n"
    "}\n"
    "_outturn_list() {\n"
    "    local i at=() line typed=${1//\\\\/}\n"
    "    typed=${typed#[\\'\\\"]}\n"
    "    for ((i = 1; i < COMP_CWORD - 1; i++)); do\n"
    "        case ${COMP_WORDS[i]} in --profile | --workspace)\n"
    "            at+=(\"${COMP_WORDS[i]}\" \"${COMP_WORDS[i + 1]}\") ;;\n"
    "        esac\n"
    "    done\n"
    "    while IFS= read -r line; do\n"
    "        [[ ${line,,} == \"${typed,,}\"* ]] && COMPREPLY+=(\"$(printf %q "
    "\"$line\")\")\n"
    "    done < <(\"${COMP_WORDS[0]}\" completion list \"$2\" \"${at[@]}\" "
    "2>/dev/null)\n"
    "}\n"
    "_outturn() {\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
    "    local command=${COMP_WORDS[1]} options=\n"
    "    COMPREPLY=()\n";

static void write_bash(FILE *out)
{
    fputs(bash_head, out);
    fputs("    if ((COMP_CWORD == 1)); then\n        _outturn_words \"$cur\" '", out);
    for (const ot_command *command = ot_commands(); command->name; command++)
        fprintf(out, "%s ", command->name);
    fputs("--help --version'\n        return\n    fi\n    case $prev in\n", out);
    for (const ot_option *option = ot_options(); option->name; option++) {
        const ot_candidates c = ot_option_candidates(option);

        if (!option->argument)
            continue;
        fprintf(out, "    --%s)", option->name);
        bash_value(&c, " ", out);
    }
    fputs("    esac\n    case $command in\n", out);
    for (const ot_command *command = ot_commands(); command->name; command++) {
        fprintf(out, "    %s) options='", command->name);
        bash_options(command->options, out);
        fputs("' ;;\n", out);
    }
    fputs("    esac\n    if [[ $cur == -* ]]; then\n        _outturn_words \"$cur\" "
          "\"$options",
          out);
    bash_options(ot_global_options(), out);
    fputs("\"\n        return\n    fi\n    ((COMP_CWORD == 2)) && case $command in\n",
          out);
    for (const ot_command *command = ot_commands(); command->name; command++) {
        const ot_candidates c = ot_operand_candidates(command);

        if (!c.words && !c.list)
            continue;
        fprintf(out, "    %s)", command->name);
        bash_value(&c, " ", out);
    }
    fputs("    esac\n}\ncomplete -o default -F _outturn outturn\n", out);
}

static void zsh_action(const ot_candidates *c, FILE *out)
{
    if (c->words) {
        putc('(', out);
        put_words(c->words, out);
        putc(')', out);
    } else if (c->list) {
        fprintf(out, " _outturn_list %s", c->list);
    } else if (c->files) {
        fputs("_files", out);
    } else {
        putc(' ', out);
    }
}

static void zsh_options(const char *const *names, FILE *out)
{
    for (; *names; names++) {
        const ot_option *option = find_option(*names);
        const ot_candidates c = ot_option_candidates(option);

        fprintf(out, "            '--%s%s[", option->name, option->argument ? "=" : "");
        put_quoted(option->meaning, "[]:\\", out);
        putc(']', out);
        if (option->argument) {
            fputs(":", out);
            put_quoted(option->argument, "[]:\\", out);
            fputs(":", out);
            zsh_action(&c, out);
        }
        fputs("' \\\n", out);
    }
}

static const char zsh_head[] =
    "#compdef outturn\n"
    "# zsh completion for outturn; made by `outturn completion zsh`.\n"
    "_outturn_list() {\n"
    "    local -a at found\n"
    "    [[ -n ${opt_args[--profile]} ]] && at+=(--profile ${opt_args[--profile]})\n"
    "    [[ -n ${opt_args[--workspace]} ]] && at+=(--workspace "
    "${opt_args[--workspace]})\n"
    "    found=(\"${(@f)$(outturn completion list $1 $at 2>/dev/null)}\")\n"
    "    compadd -a found\n"
    "}\n"
    "_outturn() {\n"
    "    local curcontext=$curcontext state line\n"
    "    local -a commands\n"
    "    typeset -A opt_args\n"
    "    commands=(\n";

static void write_zsh(FILE *out)
{
    fputs(zsh_head, out);
    for (const ot_command *command = ot_commands(); command->name; command++) {
        fprintf(out, "        '%s:", command->name);
        put_quoted(command->summary, ":\\", out);
        fputs("'\n", out);
    }
    fputs("    )\n    if ((CURRENT == 2)); then\n"
          "        _describe -t commands command commands\n"
          "        return\n    fi\n    local command=$words[2]\n"
          "    words=(\"${(@)words[2,-1]}\")\n    ((CURRENT--))\n"
          "    case $command in\n",
          out);
    for (const ot_command *command = ot_commands(); command->name; command++) {
        const ot_candidates c = ot_operand_candidates(command);

        fprintf(out, "    %s)\n        _arguments -s \\\n", command->name);
        zsh_options(command->options, out);
        zsh_options(ot_global_options(), out);
        if (*command->operands) {
            fputs("            '1:", out);
            put_quoted(command->operands, "[]:\\", out);
            putc(':', out);
            zsh_action(&c, out);
            fputs("' \\\n            '*:file:_files'", out);
        } else {
            fputs("            '*: : '", out);
        }
        fputs("\n        ;;\n", out);
    }
    fputs("    esac\n}\n"
          "if [[ $funcstack[1] == _outturn ]]; then _outturn \"$@\"; "
          "else compdef _outturn outturn; fi\n",
          out);
}

static void fish_values(const ot_candidates *c, FILE *out)
{
    if (c->words) {
        fputs(" -f -a '", out);
        put_words(c->words, out);
        fputs("'", out);
    } else if (c->list) {
        fprintf(out, " -f -a '(outturn completion list %s 2>/dev/null)'", c->list);
    } else if (!c->files) {
        fputs(" -f", out);
    }
}

/* In fish's single quotes only ' and \ are marked. */
static void fish_text(const char *text, FILE *out)
{
    putc('\'', out);
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            putc('\\', out);
        putc(*text, out);
    }
    putc('\'', out);
}

static void fish_options(const ot_command *command, const char *const *names, FILE *out)
{
    for (; *names; names++) {
        const ot_option *option = find_option(*names);
        const ot_candidates c = ot_option_candidates(option);

        fputs("complete -c outturn", out);
        if (command)
            fprintf(out, " -n '__fish_seen_subcommand_from %s'", command->name);
        fprintf(out, " -l %s", option->name);
        if (option->argument) {
            fputs(" -r", out);
            fish_values(&c, out);
        }
        fputs(" -d ", out);
        fish_text(option->meaning, out);
        putc('\n', out);
    }
}

static void write_fish(FILE *out)
{
    fputs("# fish completion for outturn; made by `outturn completion fish`.\n"
          "complete -c outturn -n __fish_use_subcommand -f\n",
          out);
    for (const ot_command *command = ot_commands(); command->name; command++) {
        const ot_candidates c = ot_operand_candidates(command);

        fprintf(out, "complete -c outturn -n __fish_use_subcommand -f -a %s -d ",
                command->name);
        fish_text(command->summary, out);
        putc('\n', out);
        if (!c.files) {
            fprintf(out, "complete -c outturn -n '__fish_seen_subcommand_from %s'",
                    command->name);
            if (strstr(command->operands, "FILE")) /* files follow the first */
                fputs(" -F", out);
            if (c.words) {
                fputs(" -a '", out);
                put_words(c.words, out);
                fputs("'", out);
            } else {
                fish_values(&c, out);
            }
            putc('\n', out);
        }
        fish_options(command, command->options, out);
    }
    fish_options(NULL, ot_global_options(), out);
}

void ot_completion_write(const char *shell, FILE *out)
{
    if (strcmp(shell, "bash") == 0)
        write_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        write_zsh(out);
    else
        write_fish(out);
}
