# SPDX-License-Identifier: GPL-3.0-or-later
"""Breaks every rule in a copy of the tree and sees that the rule finds it."""
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import hardening

# rule; file; text that is appended, or a function of the text; words the finding must have.
APPENDED = [
    ("borders", "engine/money.c", '#include "store/store.h"\n', "must not know"),
    ("borders", "engine/money.c", "#include <unistd.h>\n", "not known"),
    ("borders", "importers/amount.c", '#include "exporters/exporter.h"\n', "must not know"),
    ("borders", "store/db.c", '#include "engine/position_internal.h"\n', "internal"),
    ("borders", "exporters/csv.c", "#include <csv.h>\n", "belongs to importers/"),
    ("borders", "odbc/cells.c", '#include "importers/importer.h"\n', "must not know"),
    ("borders", "cli/source.c", '#include "odbc/request.h"\n', "must not know"),
    ("borders", "cli/source.c", "#include <sql.h>\n", "belongs to odbc/"),
    ("calls", "odbc/fetch.c", 'void m(void) { puts("x"); }\n', "puts"),
    ("calls", "engine/money.c", 'void m(void) { printf("%d", 1); }\n', "printf"),
    ("calls", "store/db.c", "void m(void) { exit(1); }\n", "exit"),
    ("calls", "importers/amount.c", 'void m(void) { fputs("x", stderr); }\n', "stderr"),
    ("calls", "exporters/csv.c", "long m(void) { return (long)time(0); }\n", "time"),
    ("calls", "exporters/csv.c", 'void m(void) { setlocale(0, ""); }\n', "setlocale"),
    ("layout", "cli/main.c", "int  badly( int x ){return x;}\n", "clang-format"),
    ("length", "engine/money.c", "/* */\n" * 500, "is the limit"),
    ("length", "engine/money.h", "/* */\n" * 200, "is the limit"),
    ("paths", "docs/formats.md", "see /wo" "rk/shared/formats.md\n", "path of a machine"),
    ("scripts", "scripts/demo", "if true; then\n", "syntax error"),
    ("scripts", "scripts/bench", "def broken(:\n", "invalid syntax"),
    ("commands", "docs/outturn.1", ".SS outturn frobnicate\n", "not in the program"),
    ("page-made", "docs/outturn.1", "one more line\n", "not what"),
    ("page-lint", "docs/outturn.1", ".TP\n.nosuchmacro \\*[undefined\n", "docs/outturn.1"),
    ("fixtures", "fixtures/averill-2023-24/structure/accounts.csv", "X,x,1,n\n", "not what"),
    ("fixtures", "fixtures/averill-2023-24/ledger/extra.csv", "x\n", "does not write it"),
]
REPLACED = [
    ("licence", "engine/money.c", "SPDX-License-Identifier", "no SPDX line"),
    ("licence", "scripts/bench", "SPDX-License-Identifier", "no SPDX line"),
    ("scripts", "scripts/demo", "set -euo pipefail", "without set -eu"),
    ("commands", "docs/outturn.1", ".SS outturn history", "not documented"),
    ("commands", "docs/outturn.1", ".B \\-\\-allow\\-rejects", "not documented"),
    ("commands", "docs/outturn.1", ".B \\-\\-workspace", "not documented"),
]


def copy_tree(root, copy):
    shutil.copytree(root, copy, symlinks=True,
                    ignore=shutil.ignore_patterns("build", ".git", "__pycache__"))


def broken_files(copy):
    """(rule, words of the finding) with the file broken meanwhile, one after the other."""
    for rule, name, text, words in APPENDED:
        path = copy / name
        old = path.read_bytes() if path.exists() else None
        path.write_bytes((old or b"") + text.encode())
        yield rule, name, words
        if old is None:
            path.unlink()
        else:
            path.write_bytes(old)
    for rule, name, text, words in REPLACED:
        path = copy / name
        old = path.read_bytes()
        assert text.encode() in old, f"{name} has no '{text}'"
        path.write_bytes(old.replace(text.encode(), b"", 1))
        yield rule, name, words
        path.write_bytes(old)


def many_users(copy, rules):
    """The limit of files that include a third-party header."""
    for number in range(3):
        (copy / f"store/user{number}.c").write_text("#include <sqlite3.h>\n")
    found = [line for line in rules["borders"]() if "is the limit" in line]
    for number in range(3):
        (copy / f"store/user{number}.c").unlink()
    return found


def soft_program(directory):
    """What is said of a program built without any of the hardening."""
    source, program = directory / "soft.c", directory / "soft"
    source.write_text("int main(void) { return 0; }\n")
    subprocess.run(["gcc", "-O0", "-no-pie", "-fno-stack-protector", "-nostartfiles",
                    "-Wl,-z,norelro,-z,lazy,-z,execstack,--entry=main", "-o", program, source],
                   check=True, capture_output=True)
    return hardening.check_hardening(program)


def self_test(root, rules_of):
    missed = total = 0
    with tempfile.TemporaryDirectory(prefix="outturn-check-") as directory:
        copy = Path(directory) / "tree"
        copy_tree(root, copy)
        rules = rules_of(copy)
        before = {name: set(rule()) for name, rule in rules.items()}
        for rule, name, words in broken_files(copy):
            new = [line for line in rules[rule]() if line not in before[rule]]
            hit = next((line for line in new if words in line), None)
            print(f"{rule}: {f'found: {hit[:100]}' if hit else f'MISSED in {name} ({words})'}")
            total, missed = total + 1, missed + (hit is None)
        found = many_users(copy, rules)
        print(f"borders: {f'found: {found[0][:100]}' if found else 'MISSED sqlite3.h limit'}")
        total, missed = total + 1, missed + (not found)
        soft = soft_program(Path(directory))
        print(f"hardening: found {len(soft)} of {hardening.FAULTS} faults of a soft program")
        total, missed = total + hardening.FAULTS, missed + hardening.FAULTS - len(soft)
        untested = set(rules) - {entry[0] for entry in APPENDED + REPLACED} - {"hardening"}
    for name in sorted(untested):
        print(f"{name}: MISSED: no self-test breaks it")
    missed += len(untested)
    print(f"check: self-test broke {total} things in a copy, {missed} missed")
    return 1 if missed else 0
