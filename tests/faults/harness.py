# SPDX-License-Identifier: GPL-3.0-or-later
"""What the fault tests share: scenes (a prepared directory, the command that is
disturbed, what it writes), and what must hold after whatever happened to it.

A scene is data: to put another command under test, add a Scene to SCENES.
"""
import concurrent.futures
import dataclasses
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures"
SECONDS = 300
DONE = (0, 1)  # exit status: done, perhaps with findings
# What a killed program may leave beside its output until the next one comes.
LEFT = re.compile(r"\.(new|old)-\d+(/.*)?$|\.db-(wal|shm|journal)$")
# libxlsxwriter makes its temporary files by name and removes the name at once: where it
# could not, or was killed in between, an empty one stays in the temporary directory.
LIBRARY = re.compile(r"tmp\.\w{10}$")
TIMES = {"time", "who", "made", "at"}  # columns that differ from one run to the next
UNLIKE = {"audit"}  # tables of them alone


@dataclasses.dataclass(frozen=True)
class Scene:
    """A command to disturb. councils: directories of fixtures/ to copy, the first is
    where commands run. before: commands that prepare it. outputs: files or directories
    that hold the old whole or the new whole, always. exits: of the undisturbed command.
    random: files that differ each time. repeats: tables that each run adds to."""
    name: str
    councils: tuple
    command: tuple
    before: tuple = ()
    outputs: tuple = ()
    exits: tuple = DONE
    random: tuple = ()
    repeats: tuple = ()
    workspace: str = "outturn.db"


AVERILL = ("averill-2023-24",)
NOVEMBER = ("run", "--as-at", "2023-11", "--quiet")
RETURNS = ("--as-at", "2023-11", "--out", "issued")
FIRST = ("--as-at", "2023-11", "--out", "first")
SCENES = (
    Scene("import", AVERILL, ("import", "ledger", "ledger/history.csv"),
          before=(("import", "services", "structure/services.csv"),)),
    Scene("run, the first", AVERILL, ("run", "--quiet"), outputs=("pack",)),
    Scene("run, a month on", AVERILL, ("run", "--quiet"), before=(NOVEMBER,),
          outputs=("pack",)),
    Scene("export over an older pack", AVERILL, ("export", "--run", "1"),
          before=(NOVEMBER, ("run", "--quiet")), outputs=("pack",)),
    Scene("import with rejects", AVERILL,
          ("import", "--allow-rejects", "9", "--shape", "plain", "ledger", "bad.csv"),
          outputs=("bad.rejects.csv",)),
    Scene("children and their key", ("placements-small",),
          ("import", "placements", "2021-22"), random=("placements.key",)),
    Scene("back-test", AVERILL, ("backtest", "--quiet", "--out", "tested.csv"),
          before=(NOVEMBER,), outputs=("tested.csv",), repeats=("backtest",)),
    Scene("series", ("series",), ("series", "monthly.csv", "--horizon", "2", "--quick",
                                  "--out", "ahead.csv"),
          before=(("series", "monthly.csv", "--horizon", "1", "--quick", "--out",
                   "ahead.csv"),), outputs=("ahead.csv",), workspace=""),
    Scene("close", AVERILL, ("close", "2023-10"), before=(NOVEMBER,)),
    # The first issue makes the workspace's key, which is random.
    Scene("issue of returns", AVERILL, ("returns", "--quiet", *RETURNS),
          before=(NOVEMBER, ("returns", "--quiet", "--manager", "Parking Manager", *FIRST)),
          outputs=("issued",)),
    Scene("import of returns", AVERILL,
          ("import", "returns", "issued/Head-of-Older-People-2023-11.xlsx"),
          before=(NOVEMBER, ("returns", "--quiet", *RETURNS))),
)
BAD_ROWS = """cost_centre,account,fund,period,measure,amount
AS.110-01,E5010,NON-DSG,2023-04,actual,2385.17
AS.110-01,E5010,NON-DSG,2023-04,actual,23x5.17
AS.110-02,E5010,NON-DSG,2023-05,actual,-118.40
"""


class Wrong(Exception):
    """Something that must hold does not."""


@dataclasses.dataclass
class Said:
    status: int
    out: str
    err: str


class Program:
    """outturn, as each command is run: one thread, so that the order is the same."""

    def __init__(self, path, faultline=None):
        self.path, self.faultline = str(Path(path).resolve()), faultline
        if faultline:
            self.faultline = str(Path(faultline).resolve())

    def command(self, arguments):
        return [self.path, *arguments, "--threads", "1"]

    def run(self, where, arguments, prefix=(), **more):
        environment = {"PATH": os.environ["PATH"], "HOME": str(where), "LC_ALL": "C.UTF-8",
                       "TMPDIR": str(where), **more.pop("environment", {})}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
            if name in os.environ:
                environment.setdefault(name, os.environ[name])
        done = subprocess.run([*prefix, *self.command(arguments)], cwd=where,
                              env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=SECONDS, check=False, **more)
        return Said(done.returncode, done.stdout.decode("utf-8", "replace"),
                    done.stderr.decode("utf-8", "replace"))

    def met(self, where, arguments, *options):
        """Run below faultline: what was said, how many operations there were, and which
        was met. Of reads those of the directory's files: the others are the loader's."""
        count = Path(where).parent / "count"
        under = ("--under", str(where)) if "--reads" in options else ()
        said = self.run(where, arguments, prefix=(self.faultline, *under, "--count",
                                                  str(count), *options, "--"))
        if said.status == 125 or not count.exists():
            raise SystemExit(f"faultline did not run: {said.err}")
        number, what = count.read_text(encoding="utf-8", errors="replace").split("\n")[:2]
        return said, int(number), what


def prepare(program, scene, where):
    """The scene's directory before its command, below the directory `where`."""
    for council in scene.councils:
        shutil.copytree(FIXTURES / council, where / council)
    root = where / scene.councils[0]
    for path in where.rglob("*"):
        path.chmod(path.stat().st_mode | stat.S_IWUSR)
    (root / "bad.csv").write_text(BAD_ROWS, encoding="utf-8")
    for command in scene.before:
        said = program.run(root, command)
        if said.status not in DONE:
            raise SystemExit(f"{scene.name}: {' '.join(command)}: {said.err}")
    return root


def tree(path):
    """Every file below a path, or the path itself where it is a file; None: not there."""
    path = Path(path)
    if not path.exists():
        return None
    if path.is_file():
        return {".": path.read_bytes()}
    return {str(one.relative_to(path)): one.read_bytes()
            for one in sorted(path.rglob("*")) if one.is_file()}


def names(root):
    return {str(one.relative_to(root)) for one in root.rglob("*")}


def facts(path, counted=False):
    """All rows of a workspace but times and the log; counted: only how many."""
    if not path.exists():
        return {}
    base = sqlite3.connect(path)
    try:
        found = {}
        tables = [name for (name,) in base.execute(
            "select name from sqlite_schema where type = 'table' order by name")]
        for table in tables:
            cursor = base.execute(f'select * from "{table}"')
            kept = [at for at, column in enumerate(cursor.description)
                    if column[0] not in TIMES]
            if table not in UNLIKE:
                rows = sorted(repr([row[at] for at in kept]) for row in cursor)
                found[table] = [f"row {at}" for at in range(len(rows))] if counted else rows
        return found
    finally:
        base.close()


@dataclasses.dataclass
class Reference:
    """An undisturbed run: what was there before, and after."""
    scene: Scene
    prepared: Path
    before: dict
    after: dict
    names: set
    status: int
    facts: dict
    facts_before: dict
    seconds: float


def reference(program, scene, where):
    prepared = prepare(program, scene, where / "prepared")
    before = {name: tree(prepared / name) for name in scene.outputs}
    shutil.copytree(where / "prepared", where / "whole", symlinks=True)
    root = where / "whole" / scene.councils[0]
    started = os.times().elapsed
    said = program.run(root, scene.command)
    seconds = os.times().elapsed - started
    if said.status not in scene.exits:
        raise SystemExit(f"{scene.name}: {said.status}: {said.err}")
    after = {name: tree(root / name) for name in scene.outputs}
    return Reference(scene, prepared, before, after, names(root), said.status,
                     workspace_facts(scene, root),
                     workspace_facts(scene, prepared), seconds)


def workspace_facts(scene, root):
    # With a key that is new each time, children are known by other hashes each time.
    return facts(root / scene.workspace, bool(scene.random)) if scene.workspace else {}


def check_sound(program, scene, root):
    """SQLite's own check and outturn's, and nothing else wrong with the workspace."""
    path = root / scene.workspace
    if not scene.workspace or not path.exists():
        return
    base = sqlite3.connect(path)
    try:
        answer = base.execute("pragma integrity_check").fetchone()[0]
        empty = not base.execute("select count(*) from sqlite_schema").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise Wrong(f"SQLite cannot read the workspace: {error}") from error
    finally:
        base.close()
    if answer != "ok":
        raise Wrong(f"integrity_check: {answer}")
    if empty:
        return
    said = program.run(root, ("history", "--verify"))
    if said.status not in DONE or "fault:" in said.out:
        raise Wrong(f"history --verify: {said.status} {said.out[:300]} {said.err[:300]}")
    said = program.run(root, ("check", "--deep"))
    if "fault:" in said.out or said.status not in (0, 1, 2):
        raise Wrong(f"check --deep: {said.status} {said.out[:300]} {said.err[:300]}")


def check_state(ref, root):
    """Each table holds the old rows, or these and the first of the new ones; each output
    is the old one whole or the new one."""
    for name in ref.scene.outputs:
        now = tree(root / name)
        if now not in (ref.before[name], ref.after[name]):
            raise Wrong(f"{name} is neither the old one nor the new: {sorted(now or ())}")
    now = workspace_facts(ref.scene, root)
    for table in {**ref.facts, **now, **ref.facts_before}:
        rows, old = set(now.get(table, ())), set(ref.facts_before.get(table, ()))
        new = set(ref.facts.get(table, ()))
        if rows - new - old:
            raise Wrong(f"table {table} holds what no run writes: "
                        f"{sorted(rows - new - old)[0][:200]}")
        if (old & new) - rows:
            raise Wrong(f"table {table} lost {len((old & new) - rows)} rows")
    strange = {name for name in names(root) - ref.names - names(ref.prepared)
               if not LEFT.search(name) and not LIBRARY.match(name)}
    if strange:
        raise Wrong(f"left behind: {sorted(strange)}")


def check_done(ref, root, said, again=False):
    """It said that it is done: then all of it is."""
    for name in ref.scene.outputs:
        if tree(root / name) != ref.after[name]:
            raise Wrong(f"exit {said.status}, but {name} is not as it must be")
    now = workspace_facts(ref.scene, root)
    tables = [table for table in {**ref.facts, **now}
              if now.get(table) != ref.facts.get(table)
              and not (again and table in ref.scene.repeats)]
    if tables:
        raise Wrong(f"exit {said.status}, but the workspace is not as it must be: {tables}")


def check_again(program, ref, root):
    """The same command again: it succeeds, and all is as if nothing had happened."""
    said = program.run(root, ref.scene.command)
    if said.status not in (*ref.scene.exits, ref.status):
        raise Wrong(f"again: {said.status}: {said.err[:400]}")
    check_done(ref, root, said, again=True)
    found = {name for name in names(root) if not LIBRARY.match(name)}
    if found != ref.names:
        raise Wrong(f"again: too many or too few files: {sorted(found ^ ref.names)}")


def after_fault(program, ref, root):
    check_sound(program, ref.scene, root)
    check_state(ref, root)
    check_sound(program, ref.scene, root)
    check_again(program, ref, root)


def copy_of(ref, where):
    """A fresh copy of the prepared scene; its directory."""
    target = Path(tempfile.mkdtemp(dir=where))
    shutil.copytree(ref.prepared.parent, target / "at", symlinks=True)
    return target / "at" / ref.scene.councils[0]


def drop(root, where):
    shutil.rmtree(next(one for one in (root, *root.parents) if one.parent == where))


@dataclasses.dataclass
class Tally:
    """What was tried and what did not hold."""
    name: str
    tried: int = 0
    wrong: list = dataclasses.field(default_factory=list)

    def line(self):
        return f"{self.name}: {self.tried - len(self.wrong)} of {self.tried} survived"


def attempt_all(name, trials, attempt, workers):
    """attempt(trial) raises Wrong; each trial is a tuple that can be given again."""
    tally = Tally(name)

    def one(trial):
        try:
            attempt(trial)
            return None
        except Wrong as error:
            return f"{name} {trial}: {error}"

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for told in pool.map(one, trials):
            tally.tried += 1
            if told:
                tally.wrong.append(told)
    return tally
