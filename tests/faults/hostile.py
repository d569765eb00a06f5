# SPDX-License-Identifier: GPL-3.0-or-later
"""Content and surroundings that mean harm: formulas, escape codes and tags in texts; paths
and links that lead elsewhere; sizes beyond all reason; modes of what is written."""
import fcntl
import inspect
import os
import re
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time

import scan
from harness import BAD_ROWS, DONE, FIXTURES, Wrong, attempt_all

ESCAPE = re.compile("[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069]")
HEADING = "cost_centre,account,fund,period,measure,amount"
MEMORY = 3 << 30  # what no input may make outturn ask for


def want(condition, what):
    if not condition:
        raise Wrong(what)


class Case:
    """A directory of its own, with commands in it; what they say steers no terminal."""

    def __init__(self, program, root):
        self.program, self.root = program, root

    def run(self, *arguments, statuses=DONE, **more):
        said = self.program.run(self.root, arguments, **more)
        want(said.status in statuses, f"{arguments}: {said.status}: {said.err[-400:]!r}")
        for text in (said.out, said.err):
            want(not ESCAPE.search(text), f"{arguments} says {ESCAPE.search(text)!r}")
        if said.status == 2:
            want("outturn: " in said.err, f"{arguments} says nothing of why")
        return said

    def refuse(self, *arguments, says="", **more):
        said = self.run(*arguments, statuses=(2,), **more)
        want(says in said.err, f"{arguments} does not say {says!r}: {said.err[-300:]!r}")

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def council(self):
        shutil.copytree(FIXTURES / "averill-2023-24", self.root, dirs_exist_ok=True)


# ---- texts ----

def texts_of_a_pack_run_nothing(case):
    scan.hostile_council(case.root)
    case.run("run")
    looked, found = scan.check_files(case.root / "pack")
    want(looked > 10 and not found, f"{looked} files: {found[:5]}")
    for command in (("variances",), ("variances", "--format", "csv"), ("history",),
                    ("check",), ("check", "--deep"), ("variances", "--format", "json")):
        case.run(*command)
    said = case.run("variances", "--format", "csv").out
    want(not scan.csv_faults(said), f"variances: {scan.csv_faults(said)[:3]}")


def the_search_finds_what_is_planted(case):
    case.write("a.csv", "name\n=1+1\n")
    case.write("b.md", "a <script>alert(1)</script>\n")
    case.write("c.html", "<p onclick=alert(1)>a</p><img src=x onerror=alert(1)>")
    case.write("f.html", "<p>a</p><script>alert(1)</script>")
    case.write("d.txt", "a\x1b[31m")
    case.write("e.md", "[x](javascript:alert(1))")
    looked, found = scan.check_files(case.root)
    names = {one.split(":")[0] for one in found}
    want(looked == 6 and names == {"a.csv", "b.md", "c.html", "d.txt", "e.md", "f.html"}, names)


def names_of_files_steer_no_terminal(case):
    name = "a\x1b]0;owned\x07\u009b31m\u202e.csv"
    case.write(name, HEADING + "\n1000,4000,NON-DSG,2021/22 P01,actual,2385.17\n")
    case.run("import", "--shape", "plain", "ledger", name)
    case.run("history")
    case.run("history", "--format", "csv")
    case.run("history", "--verify")
    case.write(name + ".2", "nothing\n")
    case.refuse("import", "ledger", name + ".2")
    for command in (("-\x1b[31m",), ("--\x1b[31m",), (f"--as-at=\x1b[31m{name}",)):
        case.run("run", *command, statuses=(2,)) if command[0].startswith("--as") else None
        want("\x1b" not in case.program.run(case.root, ("run", *command)).err, command)
    want("\x1b" not in case.program.run(case.root, ("\x1b[31m",)).err, "command")
    case.refuse("run", "--out", "x\x1b[31m/y/z\x1b")
    case.refuse("import", "ledger", "missing\x1b[31m.csv")


def rejected_rows_stay_private(case):
    case.write("bad.csv", BAD_ROWS)
    os.symlink("elsewhere.csv", case.root / "bad.rejects.csv")
    case.write("elsewhere.csv", "mine\n")
    case.run("import", "--allow-rejects", "9", "--shape", "plain", "ledger", "bad.csv")
    want((case.root / "elsewhere.csv").read_text() == "mine\n", "a link was followed")
    want(mode(case.root / "bad.rejects.csv") == 0o600, "rejects can be read by others")


# ---- paths and links ----

def a_profile_leads_no_pack_file_elsewhere(case):
    case.council()
    text = (case.root / "outturn.ini").read_text()
    for name in ("../storm", "/etc/storm", "a/b", "~", "..", "x\ty", "projection", "pack",
                 "placements", "manifest", "index", "STORM"):
        case.write("outturn.ini", text.replace("id = storm", f"id = {name}"))
        case.refuse("run", says="id")
    case.write("outturn.ini", text.replace("out = pack", "out = ../beside/deep"))
    case.refuse("run")
    (case.root.parent / "beside").mkdir(exist_ok=True)
    case.run("run")  # where the pack goes is the profile's to say
    want((case.root.parent / "beside/deep/pack.xlsx").exists(), "no pack there")
    shutil.rmtree(case.root.parent / "beside")
    case.write("outturn.ini", text.replace("out = pack", "out = ~"))
    case.run("run")
    want((case.root / "~/pack.xlsx").exists(), "'~' is a name like another")


def a_link_in_a_packs_place_is_refused(case):
    case.council()
    (case.root / "mine").mkdir()
    case.write("mine/notes.txt", "mine")
    os.symlink("mine", case.root / "pack")
    case.refuse("run", says="link")
    want(os.listdir(case.root / "mine") == ["notes.txt"], "a link was followed")
    (case.root / "pack").unlink()
    os.symlink("nowhere", case.root / "pack")
    case.refuse("run", says="link")
    want(not (case.root / "nowhere").exists(), "a dangling link was followed")


def links_in_a_pack_are_replaced_not_followed(case):
    case.council()
    case.run("run")
    for make in (os.symlink, os.link):
        mine = case.write("mine.xlsx", "mine")
        (case.root / "pack/pack.xlsx").unlink()
        make(mine, case.root / "pack/pack.xlsx")
        case.run("run")
        want(mine.read_text() == "mine", f"{make.__name__}: a foreign file was changed")
        want(mode(case.root / "pack/pack.xlsx", os.lstat, stat.S_IFMT) == stat.S_IFREG,
             "the link is still there")


def a_workspace_that_is_none_is_left_alone(case):
    case.write("ledger.csv", HEADING + "\n1000,4000,NON-DSG,2021/22 P01,actual,2385.17\n")
    command = ("import", "--shape", "plain", "--workspace", "w.db", "ledger", "ledger.csv")
    mine = case.write("mine.txt", "my notes, longer than a database's first words\n" * 99)
    before = mine.read_bytes()
    os.symlink(mine, case.root / "w.db")
    case.refuse(*command)
    want(mine.read_bytes() == before, "a foreign file was changed through a link")
    (case.root / "w.db").unlink()
    os.symlink("nowhere.db", case.root / "w.db")
    case.refuse(*command)
    want(not (case.root / "nowhere.db").exists(), "a dangling link was followed")
    (case.root / "w.db").unlink()
    base = sqlite3.connect(case.root / "w.db")
    base.execute("create table mine (text)")
    base.commit()
    base.close()
    before = (case.root / "w.db").read_bytes()
    case.refuse(*command, says="not an outturn workspace")
    want((case.root / "w.db").read_bytes() == before, "a foreign database was changed")
    (case.root / "w.db").unlink()
    case.run("import", "--shape", "plain", "--workspace", "real.db", "ledger", "ledger.csv")
    os.symlink("real.db", case.root / "w.db")  # a link to a workspace is one's own choice
    case.run("history", "--workspace", "w.db", "--verify")


def a_key_is_not_made_through_a_link(case):
    shutil.copytree(FIXTURES / "placements-small", case.root, dirs_exist_ok=True)
    os.symlink("stolen.key", case.root / "placements.key")
    case.refuse("import", "placements", "2021-22")
    want(not (case.root / "stolen.key").exists(), "a key was made through a link")


def series_replaces_no_file_behind_a_link(case):
    shutil.copytree(FIXTURES / "series", case.root, dirs_exist_ok=True)
    mine = case.write("mine.txt", "mine")
    for make in (os.symlink, os.link):
        make(mine, case.root / "out.csv")
        case.run("series", "monthly.csv", "--horizon", "1", "--quick", "--out", "out.csv")
        want(mine.read_text() == "mine", f"{make.__name__}: a foreign file was changed")
        (case.root / "out.csv").unlink()


# ---- sizes and kinds of files ----

def no_file_is_waited_for_or_swallowed(case):
    os.mkfifo(case.root / "pipe")
    (case.root / "folder").mkdir()
    for name in ("pipe", "folder", "/dev/zero", "/dev/null", "missing"):
        for kind in ("ledger", "services", "forecasts", "activity", "payments"):
            if (name, kind) != ("pipe", "ledger"):  # that is what pipes are for
                case.refuse("import", kind, name)
        if name != "folder":
            case.refuse("import", "placements", name)
        case.refuse("run", name)
        case.refuse("series", name)
        case.refuse("backtest", name)
    for listed in ("pipe", "pi*"):
        case.write("outturn.ini", f"[ledger]\nfiles = {listed}\n")
        case.refuse("run", says="not an ordinary file")


def a_pipe_that_never_ends_leaves_nothing(case):
    (case.root / "spools").mkdir()

    def ledger_from(script, **more):
        return subprocess.Popen(["/bin/bash", "-c", script, case.program.path],
                                cwd=case.root, stderr=subprocess.PIPE,
                                env={**os.environ, "TMPDIR": str(case.root / "spools")},
                                **more)

    def leaves_nothing():
        want(not any((case.root / "spools").iterdir()), "a temporary file is left")
        want(not list(case.root.glob("*.rejects.csv")), "a rejects file is left")

    full = ledger_from('ulimit -f 2048; yes | "$0" import ledger -')
    said = full.communicate(timeout=60)[1]
    want(full.returncode == 2 and b"cannot be written" in said, f"a full disk: {said!r}")
    leaves_nothing()
    silent = ledger_from('exec "$0" import ledger -', stdin=subprocess.PIPE)
    silent.stdin.write(HEADING.encode())
    silent.stdin.flush()
    time.sleep(0.5)
    want(silent.poll() is None, "a pipe that says nothing more is not waited for")
    silent.send_signal(signal.SIGINT)
    silent.communicate(timeout=60)
    want(silent.returncode == -signal.SIGINT, f"a signal gave {silent.returncode}")
    leaves_nothing()
    for nothing in ("< /dev/null", "< /dev/zero", "<&-", "< ."):
        refused = ledger_from(f'"$0" import ledger - {nothing}')
        said = refused.communicate(timeout=60)[1]
        want(refused.returncode == 2 and b"neither a pipe nor a file" in said,
             f"{nothing}: {said!r}")


def amounts_at_the_edge_are_added_or_refused(case):
    most = "92233720368547758.07"
    row = "1000,4000,NON-DSG,2021/22 P01,actual,"
    case.write("over.csv", HEADING + "\n" + (row + most + "\n") * 2)
    case.refuse("import", "--shape", "plain", "ledger", "over.csv")
    case.write("even.csv", HEADING + "\n" + row + "-1000000000000.00\n" + row
               + "1000000000000.01\n")
    case.run("import", "--shape", "plain", "ledger", "even.csv")
    case.run("history", "--verify")
    case.write("beyond.csv", HEADING + "\n" + row + "9" * 400 + "\n")
    case.refuse("import", "--shape", "plain", "ledger", "beyond.csv")


def sizes_beyond_reason_are_refused(case):
    columns = ",".join(f"c{at}" for at in range(1_000_000))
    case.write("wide.csv", columns + "\n" + "1," * 999_999 + "1\n")
    case.write("tall.csv", '"' + "heading\n" * 1_000_000 + '",account\n1,2\n')
    case.write("deep.csv", HEADING + "\n" + '"' * 100_000 + "\n")
    case.write("long.csv", HEADING + "\n1000," + "4" * 30_000_000 + ",,,,\n")
    case.write("big.ini", "[council]\n" + "; nothing\n" * 10_000_000)
    case.write("line.ini", "[council]\nname = " + "x" * 1_000_000 + "\n")

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    limits = {} if case.sanitized else {"preexec_fn": limit}
    for name in ("wide.csv", "tall.csv", "deep.csv", "long.csv"):
        case.refuse("import", "--shape", "plain", "ledger", name, **limits)
        case.refuse("import", "services", name, **limits)
        case.refuse("series", name, **limits)
    for name in ("big.ini", "line.ini"):
        case.refuse("run", name, **limits)
        case.refuse("history", "--profile", name, **limits)


# ---- who may read ----

def mode(path, look=os.stat, part=stat.S_IMODE):
    return part(look(path).st_mode)


def children_are_for_their_owner_alone(case):
    for number, umask in enumerate((0o000, 0o077, 0o022)):
        where = case.root / str(number)
        shutil.copytree(FIXTURES / "placements-small", where / "in")
        inner = Case(case.program, where / "in")
        inner.run("import", "placements", "2021-22", umask=umask)
        reader = sqlite3.connect(where / "in/outturn.db")
        reader.execute("begin")
        reader.execute("select count(*) from import").fetchone()
        inner.run("import", "placements", "2022-23", umask=umask)
        for name in ("outturn.db", "outturn.db-wal", "outturn.db-shm", "placements.key"):
            want(mode(where / "in" / name) == 0o600,
                 f"umask {umask:o}: {name} has mode {mode(where / 'in' / name):o}")
        reader.close()


def packs_follow_the_umask_but_not_for_all_to_write(case):
    for umask in (0o000, 0o022, 0o077):
        where = case.root / f"{umask:o}"
        shutil.copytree(FIXTURES / "averill-2023-24", where)
        Case(case.program, where).run("run", umask=umask)
        for path in (where / "pack", *(where / "pack").iterdir()):
            right = (0o777 if path.is_dir() else 0o666) & ~umask & ~0o002
            want(mode(path) == right, f"umask {umask:o}: {path.name} has {mode(path):o}")


def leftovers_of_the_living_stay(case):
    case.council()
    (case.root / "pack.new-77").mkdir()
    case.write("pack.new-77/sla.csv", "dead")
    (case.root / "pack.new-mine").mkdir()
    case.write("pack.new-mine/notes.txt", "mine")
    (case.root / "pack.new-88").mkdir()
    held = os.open(case.root / "pack.new-88", os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)
    os.symlink("pack.new-mine", case.root / "pack.new-99")
    case.run("run")
    left = sorted(path.name for path in case.root.glob("pack*"))
    want(left == ["pack", "pack.new-88", "pack.new-99", "pack.new-mine"], left)
    want((case.root / "pack.new-mine/notes.txt").exists(), "a link was followed")
    os.close(held)
    shutil.move(case.root / "pack", case.root / "pack.old-55")
    (case.root / "outturn.db").unlink()
    case.refuse("export")
    case.run("run")
    want(not (case.root / "pack.old-55").exists(), "an older pack without a name stayed")


NOT_CASES = {"want", "mode", "run"}


def run(program, options, where):
    functions = [function for name, function in inspect.getmembers(
        sys.modules[__name__], inspect.isfunction)
        if function.__module__ == __name__ and name not in NOT_CASES]

    def attempt(trial):
        root = where / trial[0]
        root.mkdir()
        case = Case(program, root)
        case.sanitized = bool(options.scarce)
        next(one for one in functions if one.__name__ == trial[0])(case)

    return [attempt_all(f"hostile: {one.__name__.replace('_', ' ')}", [(one.__name__,)],
                        attempt, 1) for one in functions]
