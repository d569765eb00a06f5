# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of scripts/analyse that read the source and run nothing of it."""
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = ROOT / "build/analyse"
HERE = Path(__file__).resolve().parent
PRODUCT = ("cli", "engine", "exporters", "importers", "odbc", "store")
# The macros of model.h would be in the way of the functions themselves.
NOT_MODELLED = "engine/status.c"

# gcc 12 -fanalyzer, switched off:
GCC_OFF = (
    # Loses sight of memory that a caller's structure holds: of 27 findings 26 were that.
    # ASan's leak check and valgrind look for leaks.
    "-Wno-analyzer-malloc-leak",
    # Does not see that a function which gives OT_OK has filled what it points to: of 24
    # findings none was right. valgrind looks for them.
    "-Wno-analyzer-use-of-uninitialized-value",
)
# cppcheck 2.10, switched off:
OFF = (
    # What a loop starts from, or several of its branches need, stands at the head of the
    # function: the house's order.
    "variableScope",
    # The arrays and structures that it reports as never used are handed out by address.
    "unreadVariable",
    # A loop over a count that it works out wrongly, or a constant that a table may change.
    "knownConditionTrueFalse",
    # `continue` names what an empty branch does.
    "redundantContinue",
)


class Allowed:
    """The lines of allowed.txt for one tool."""

    def __init__(self, tool):
        self.left, self.used = {}, set()
        for line in (HERE / "allowed.txt").read_text(encoding="utf-8").splitlines():
            words = line.split(None, 3)
            if words and not line.startswith("#") and words[0] == tool:
                if len(words) < 4:
                    sys.exit(f"analyse: allowed.txt: without a reason: {line}")
                self.left[words[1], words[2]] = line

    def allows(self, check, path):
        for key in ((check, path), (check, "*")):
            if key in self.left:
                self.used.add(key)
                return True
        return False

    def stale(self):
        return [f"allowed.txt: found no more: {line}" for key, line in self.left.items()
                if key not in self.used]


def commands():
    """What build/dev compiles, configured anew: file and its command's words."""
    log = BUILD / "configure.log"
    with log.open("w") as out:
        if subprocess.run(["cmake", "--preset", "dev"], cwd=ROOT, stdout=out,
                          stderr=out).returncode:
            sys.exit(f"analyse: cmake failed: see {log.relative_to(ROOT)}")
    entries = json.loads((ROOT / "build/dev/compile_commands.json").read_text())
    return {str(Path(one["file"]).relative_to(ROOT)): one["command"].split()
            for one in entries}


def product(known):
    files = sorted(path for path in known if path.split("/")[0] in PRODUCT)
    if not files:
        sys.exit("analyse: there is nothing to look at")
    return files


def flags_of(words):
    """Definitions, directories, warnings and the standard; nothing that only gcc knows."""
    return [word.replace("\\", "") for word in words
            if re.match(r"-(D|I|W|std=|isystem)", word) and "FORTIFY" not in word] + [
                word for before, word in zip(words, words[1:]) if before == "-isystem"]


def run_all(name, jobs, arguments):
    """Runs every command; all that they said, in order, which is kept as NAME.log too."""
    def one(words):
        run = subprocess.run(words, cwd=ROOT, capture_output=True, text=True,
                             errors="replace", check=False)
        return run.stdout + run.stderr, run.returncode

    with ThreadPoolExecutor(jobs) as pool:
        said = list(pool.map(one, arguments))
    text = "".join(part for part, _ in said)
    (BUILD / f"{name}.log").write_text(text, encoding="utf-8")
    failed = [" ".join(words[-2:]) for words, (part, code) in zip(arguments, said)
              if code and not re.search(r"(warning|error): ", part)]
    return text, [f"{words}: failed without a word: see build/analyse/{name}.log"
                  for words in failed]


LINE = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+)(:\d+)?: "
                  r"(?P<kind>warning|error|style|performance|portability|fatal error): "
                  r"(?P<what>.*?)(?: \[(?P<check>[^\[\]]+)\])?$", re.M)


def findings(tool, text):
    """What is left of the findings in text, and how many were allowed."""
    allowed, found, let = Allowed(tool), [], 0
    for hit in LINE.finditer(text):
        path = hit["file"].removeprefix(f"{ROOT}/").removeprefix("../../")
        check = (hit["check"] or "error").split(",")[0]
        if allowed.allows(check, path):
            let += 1
            continue
        line = f"{path}:{hit['line']}: {hit['what']} [{check}]"
        if line not in found:
            found.append(line)
    return found + allowed.stale(), f" ({let} allowed)"


def clang(jobs):
    known = commands()
    text, failed = run_all("clang", jobs, [
        ["clang", "-fsyntax-only", "-fno-caret-diagnostics", *flags_of(words),
         "-Wno-error", path]
        for path, words in sorted(known.items())])
    found, more = findings("clang", text)
    return f"{len(known)} files", found + failed, more


def modelled(path):
    return [] if path == NOT_MODELLED else ["-include", str(HERE / "model.h")]


def tidy(jobs):
    known = commands()
    files = product(known)
    text, failed = run_all("tidy", jobs, [
        ["clang-tidy", "--quiet", path, "--", *modelled(path), *flags_of(known[path]),
         "-Wno-error"] for path in files])
    found, more = findings("tidy", text)
    return f"{len(files)} files", found + failed, more


def gcc(jobs):
    known = commands()
    files = product(known)
    text, failed = run_all("gcc", jobs, [
        ["gcc", "-O1", "-g", "-fanalyzer", *GCC_OFF, "-fdiagnostics-path-format=none",
         "-fno-diagnostics-show-caret", "-fno-diagnostics-show-cwe", *modelled(path),
         *flags_of(known[path]), "-Wno-error", "-S", "-o", "/dev/null", path]
        for path in files])
    found, more = findings("gcc", text)
    return f"{len(files)} files", found + failed, more


def cppcheck(jobs):
    cache = BUILD / "cppcheck"
    cache.mkdir(exist_ok=True)
    files = product(commands())
    text, failed = run_all("cppcheck", 1, [
        ["cppcheck", "--quiet", "--std=c11", "--error-exitcode=1", f"-j{jobs}",
         "--enable=warning,style,performance,portability", f"--cppcheck-build-dir={cache}",
         *(f"--suppress={check}" for check in OFF), "-I.", "-D_POSIX_C_SOURCE=200809L",
         '-DOUTTURN_VERSION="0"',
         "--template={file}:{line}: {severity}: {message} [{id}]", *files]])
    found, more = findings("cppcheck", text)
    return f"{len(files)} files", found + failed, more
