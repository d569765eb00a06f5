# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on the text of sources: borders, calls, licence lines, length, layout, paths.

A rule is a function of the root that gives a list of findings, "path:line: what".
"""
import re
import subprocess

PRODUCT = ("engine", "importers", "exporters", "store", "odbc", "cli")
C_STANDARD = {f"{name}.h" for name in (
    "assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal "
    "stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath "
    "threads time uchar wchar wctype").split()}
POSIX = {"dirent.h", "fcntl.h", "glob.h", "iconv.h", "pwd.h", "strings.h", "sys/ioctl.h", "sys/mman.h", "sys/random.h",
         "poll.h", "sys/file.h", "sys/prctl.h", "sys/stat.h", "sys/sysmacros.h", "sys/types.h", "sys/vfs.h", "sys/wait.h",
         "pthread.h", "unistd.h"}
# Third-party headers: the folder that may include them, and in how many files at most.
THIRD_PARTY = {
    "csv.h": ("importers", 2), "expat.h": ("importers", 1), "immintrin.h": ("importers", 1), "ini.h": ("cli", 2), "nettle/": ("importers", 2),
    "sql.h": ("odbc", 1), "sqlext.h": ("odbc", 1), "sqlite3.h": ("store", 2), "xlsxwriter.h": ("exporters", 2), "zip.h": ("importers", 1), "zlib.h": ("exporters", 2),
    "gsl/": ("engine", 8)}
# outturn-odbc is a program of its own: cli/ runs it, and knows no more than how to talk to it.
PROTOCOL = "odbc/protocol.h"
PROGRAMS = {"odbc/main.c"}
BELOW_CLI_CALLS = ("printf puts putchar perror exit _exit abort setlocale time clock "
                   "clock_gettime gettimeofday localtime localtime_r gmtime gmtime_r getenv "
                   "rand random srand srandom drand48").split()
C_LINES, HEADER_LINES = 500, 200
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(?:work|tmp)/[\w.-]")


def files(root, folders, endings):
    """Files of folders with one of the endings, in order; build folders left out."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix in endings and "__pycache__" not in path.parts:
                yield path


def code_of(text):
    """C text with comments and literals blanked, line by line as before."""
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    return pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)


def at(root, path, line, what):
    return f"{path.relative_to(root)}:{line}: {what}"


def includes_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1) == "<", match.group(2)


def third_party(name):
    return next((key for key in THIRD_PARTY
                 if name == key or key.endswith("/") and name.startswith(key)), None)


def border_broken(area, system, name):
    """What is wrong with an include in an area, or None."""
    if system:
        key = third_party(name)
        if key:
            owner = THIRD_PARTY[key][0]
            return None if area == owner else f"<{name}> belongs to {owner}/"
        if name in C_STANDARD or area != "engine" and name in POSIX:
            return None
        return f"<{name}> is not known to scripts/check"
    other = name.split("/")[0]
    if other == area:
        return None
    if other not in PRODUCT:
        return f'"{name}" is not named from the root'
    if name.endswith("_internal.h"):
        return f'"{name}" is internal to {other}/'
    if other == "odbc":
        return None if area == "cli" and name == PROTOCOL else f'{area}/ must not know "{name}"'
    if area == "cli" or other == "engine" and area != "engine":
        return None
    return f'{area}/ must not know "{name}"'


def check_borders(root):
    found, users = [], {}
    for area in PRODUCT:
        for path in files(root, [area], {".c", ".h"}):
            for number, system, name in includes_of(path):
                wrong = border_broken(area, system, name)
                if wrong:
                    found.append(at(root, path, number, wrong))
                if system and third_party(name):
                    users.setdefault(third_party(name), set()).add(path)
    for key, paths in users.items():
        if len(paths) > THIRD_PARTY[key][1]:
            names = ", ".join(sorted(str(path.relative_to(root)) for path in paths))
            found.append(f"<{key}> is included by {len(paths)} files ({names}); "
                         f"{THIRD_PARTY[key][1]} is the limit")
    return found


def check_calls(root):
    calls = re.compile(r"(?<![\w.>])(%s)\s*\(|\b(stderr|stdout)\b" % "|".join(BELOW_CLI_CALLS))
    found = []
    for path in files(root, PRODUCT[:-1], {".c", ".h"}):
        if str(path.relative_to(root)) in PROGRAMS:
            continue
        code = code_of(path.read_text(encoding="utf-8"))
        for number, line in enumerate(code.splitlines(), 1):
            match = calls.search(line)
            if match:
                found.append(at(root, path, number,
                                f"{match.group(1) or match.group(2)} is for cli/ alone"))
    return found


def check_licence(root):
    found = []
    sources = list(files(root, (*PRODUCT, "tests"), {".c", ".h"}))
    for path in [*sources, *scripts_of(root)]:
        if not any("SPDX-License-Identifier: GPL-3.0-or-later" in line for line
                   in path.read_text(encoding="utf-8").splitlines()[:2]):
            found.append(at(root, path, 1, "no SPDX line"))
    return found


def check_length(root):
    found = []
    for path in files(root, (*PRODUCT, "tests"), {".c", ".h"}):
        # A header of the tests holds code: it is as long as a source file may be.
        code = path.suffix == ".c" or "tests" in path.relative_to(root).parts
        limit = C_LINES if code else HEADER_LINES
        count = len(path.read_text(encoding="utf-8").splitlines())
        if count > limit:
            found.append(at(root, path, count, f"{count} lines; {limit} is the limit"))
    return found


def check_layout(root):
    paths = [str(path) for path in files(root, (*PRODUCT, "tests"), {".c", ".h"})]
    run = subprocess.run(["clang-format", "--dry-run", "-Werror", *paths], cwd=root,
                         capture_output=True, text=True, check=False)
    found = [line.removeprefix(f"{root}/") for line in run.stderr.splitlines()
             if ": error: " in line]
    return found or ([run.stderr.strip() or "clang-format failed"] if run.returncode else [])


def scripts_of(root):
    """Bash and Python scripts and modules; nothing that is only data."""
    for folder in ("scripts", ".ci", "tests"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.stat().st_size:
                with open(path, "rb") as file:
                    start = file.read(64)
                if path.suffix == ".py" or start.startswith(b"#!"):
                    yield path


def check_scripts(root):
    found = []
    for path in scripts_of(root):
        text = path.read_text(encoding="utf-8")
        if text.split("\n", 1)[0].endswith("bash"):
            run = subprocess.run(["bash", "-n", path], capture_output=True, text=True,
                                 check=False)
            if run.returncode:
                found.append(at(root, path, 1, run.stderr.strip().replace("\n", "; ")))
            if not re.search(r"^set -euo? ?(pipefail)?", text, re.M):
                found.append(at(root, path, 1, "bash without set -eu"))
        else:
            try:
                compile(text, str(path), "exec")
            except SyntaxError as error:
                found.append(at(root, path, error.lineno, error.msg))
    return found


def check_paths(root):
    found = []
    folders = (*PRODUCT, "tests", "scripts", ".ci", "docs", "fixtures", "cmake")
    paths = [path for folder in folders for path in sorted((root / folder).rglob("*"))]
    for path in [*paths, *sorted(root.glob("*"))]:
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE_PATH.search(line) and "XXXXXX" not in line:
                found.append(at(root, path, number, f"a path of a machine: {line.strip()[:70]}"))
    return found
