# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of scripts/analyse that watch the program while it runs."""
import os
import re
import subprocess
import sys

from analysis.tools import BUILD, HERE, ROOT

# Tests of all that has threads: series, the fast lane's readers, the simulation of
# placements, a batch of returns.
THREADED = (r"^(cli/(threads|number-of-threads|placements-threads|returns|series)|"
            r"importers/fast_lane(_random)?|engine/simulation)$")


def build(preset, *targets):
    log = BUILD / f"build-{preset}.log"
    with log.open("w") as out:
        for command in (["cmake", "--preset", preset],
                        ["cmake", "--build", "--preset", preset, *targets]):
            if subprocess.run(command, cwd=ROOT, stdout=out, stderr=out).returncode:
                sys.exit(f"analyse: the build failed: see {log.relative_to(ROOT)}")


def valgrind(_jobs):
    """The commands that make fuzz_workspace's workspace, each under memcheck."""
    build("dev", "--target", "outturn")
    folder = BUILD / "memcheck"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    wrapper = folder / "outturn"
    wrapper.write_text(
        "#!/bin/sh\nexec valgrind --quiet --leak-check=full --show-leak-kinds=definite,"
        "indirect,possible --errors-for-leak-kinds=definite,indirect,possible "
        f"--error-exitcode=99 --suppressions='{HERE}/valgrind.supp' "
        f"--log-file='{folder}/%p.log' '{ROOT}/build/dev/cli/outturn' \"$@\"\n")
    wrapper.chmod(0o755)
    run = subprocess.run([ROOT / "tests/fuzz/make-workspace", wrapper, ROOT / "fixtures",
                          folder / "workspace.db"], capture_output=True, text=True,
                         check=False)
    (BUILD / "valgrind.log").write_text(run.stdout + run.stderr)
    logs = sorted(folder.glob("*.log"))
    found = [f"{log.relative_to(ROOT)}: {log.read_text().splitlines()[0]}" for log in logs
             if log.stat().st_size]
    if run.returncode and not found:
        found = [f"make-workspace failed: {run.stderr.strip()[-300:]}"]
    if not logs:
        found.append("nothing was run")
    return f"{len(logs)} commands", found, ""


def tsan(jobs):
    build("tsan")
    run = subprocess.run(
        ["ctest", "--test-dir", ROOT / "build/tsan", "-R", THREADED, "-j", str(jobs),
         "--output-on-failure"], capture_output=True, text=True, errors="replace",
        env={**os.environ, "TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1"},
        check=False)
    (BUILD / "tsan.log").write_text(run.stdout + run.stderr)
    counts = re.search(r"(\d+) tests failed out of (\d+)", run.stdout)
    total = int(counts[2]) if counts else 0
    found = re.findall(r"^\s+(\d+ - \S+ \(.*\))$", run.stdout, re.M)
    found += re.findall(r"^SUMMARY: ThreadSanitizer: .*$", run.stdout, re.M)
    if not total or (run.returncode and not found):
        found.append("ctest failed: see build/analyse/tsan.log")
    return f"{total} tests", found, ""
