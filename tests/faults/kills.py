# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 at the n-th operation on a file (which is exact, and is the same again) and
after a time (which also meets what is between them)."""
import random
import signal
import subprocess

from harness import (SCENES, Wrong, after_fault, attempt_all, check_done, copy_of, drop,
                     reference)

SHORT, LONG = 2, 60  # trials of each scene, of each kind


def by_operation(program, ref, where):
    def attempt(trial):
        root = copy_of(ref, where)
        said, _, what = program.met(root, ref.scene.command, "--kill", str(trial[1]))
        if said.status != 128 + signal.SIGKILL:
            raise Wrong(f"was not killed at {what}: {said.status} {said.err[:200]}")
        try:
            after_fault(program, ref, root)
        except Wrong as error:
            raise Wrong(f"killed at {what}: {error}") from error
        drop(root, where)
    return attempt


def by_time(program, ref, where):
    def attempt(trial):
        root = copy_of(ref, where)
        with subprocess.Popen(program.command(ref.scene.command), cwd=root,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            try:
                status = process.wait(trial[1])
            except subprocess.TimeoutExpired:
                process.kill()
                status = process.wait()
        if status >= 0:
            check_done(ref, root, program_said(status))
        after_fault(program, ref, root)
        drop(root, where)
    return attempt


def program_said(status):
    if status not in (0, 1):
        raise Wrong(f"not killed, but gave {status}")
    return type("Said", (), {"status": status})


def run(program, options, where):
    tallies, chance = [], random.Random(options.seed)
    each = LONG if options.long else SHORT
    for number, scene in enumerate(SCENES):
        here = where / f"kill-{number}"
        here.mkdir()
        ref = reference(program, scene, here)
        root = copy_of(ref, here)
        _, operations, _ = program.met(root, scene.command)
        points = chance.sample(range(1, operations + 1), min(each, operations))
        tallies.append(attempt_all(
            f"kill -9 at an operation: {scene.name} ({operations} operations)",
            [(scene.name, point) for point in points],
            by_operation(program, ref, here), options.workers))
        times = [chance.uniform(0.001, ref.seconds * 1.05) for _ in range(max(1, each // 3))]
        tallies.append(attempt_all(f"kill -9 after a time: {scene.name}",
                                   [(scene.name, round(time, 4)) for time in times],
                                   by_time(program, ref, here), options.workers))
    return tallies
