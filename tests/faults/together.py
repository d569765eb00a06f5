# SPDX-License-Identifier: GPL-3.0-or-later
"""Several at once, and a clock that was set: readers while it imports, writers against
each other, one that is killed among them; time that goes back between two commands."""
import random
import signal
import subprocess
import threading
import time

from harness import (DONE, SCENES, Wrong, attempt_all, check_again, check_done,
                     check_sound, check_state, copy_of, drop, reference)

READS = (("history", "--verify"), ("variances", "--format", "csv"), ("history",),
         ("check",))
READ_DURING = ("run, a month on", "export over an older pack", "close")
SHORT, LONG = 1, 25
SETBACKS = (-1, -86400, -400 * 86400, -50 * 365 * 86400, 30 * 365 * 86400)


def want(condition, what):
    if not condition:
        raise Wrong(what)


def read_on(program, root, stop, wrong):
    """Readers never fail, and never see half of anything, while another writes."""
    number = 0
    while not stop.is_set():
        said = program.run(root, READS[number % len(READS)])
        number += 1
        if said.status not in DONE or "fault:" in said.out:
            wrong.append(f"{READS[(number - 1) % len(READS)]}: {said.status} {said.err}")


def readers(program, ref, where):
    def attempt(_):
        root = copy_of(ref, where)
        stop, wrong = threading.Event(), []
        threads = [threading.Thread(target=read_on, args=(program, root, stop, wrong))
                   for _ in range(3)]
        for thread in threads:
            thread.start()
        said = program.run(root, ref.scene.command)
        stop.set()
        for thread in threads:
            thread.join()
        want(not wrong, f"a reader: {wrong[:2]}")
        want(said.status in DONE, f"the writer: {said.status} {said.err}")
        check_done(ref, root, said)
        check_sound(program, ref.scene, root)
        drop(root, where)
    return attempt


def writers(program, ref, where, killed):
    """The same command four times at once; of killed ones one is, after a while."""
    def attempt(trial):
        root = copy_of(ref, where)
        processes = [subprocess.Popen(program.command(ref.scene.command), cwd=root,
                                      stdin=subprocess.DEVNULL,
                                      stdout=subprocess.DEVNULL,
                                      stderr=subprocess.PIPE) for _ in range(4)]
        if killed:
            time.sleep(trial[2])
            processes[0].kill()
        for number, process in enumerate(processes):
            said = process.communicate()[1].decode("utf-8", "replace")
            status = process.returncode
            if killed and number == 0 and status == -signal.SIGKILL:
                continue
            want(status in DONE or status == 2 and ("outturn: " in said),
                 f"writer {number}: {status} {said[-300:]}")
        check_sound(program, ref.scene, root)
        check_state(ref, root)
        check_again(program, ref, root)
        drop(root, where)
    return attempt


def clock_set(program, ref, where, preload):
    """A command under a clock that is elsewhere gives the same bytes, and so does the
    next one under the right clock; the log stays whole."""
    def attempt(trial):
        root = copy_of(ref, where)
        said = program.run(root, ref.scene.command,
                           environment={"LD_PRELOAD": str(preload.resolve()),
                                        "SCARCE_CLOCK": str(trial[1])})
        want(said.status in DONE, f"{said.status}: {said.err}")
        check_done(ref, root, said)
        check_sound(program, ref.scene, root)
        check_again(program, ref, root)
        drop(root, where)
    return attempt


def run(program, options, where):
    tallies, chance = [], random.Random(options.seed)
    each = LONG if options.long else SHORT
    for number, scene in enumerate(one for one in SCENES if one.before or one.outputs):
        here = where / f"together-{number}"
        here.mkdir()
        ref = reference(program, scene, here)
        if scene.name in READ_DURING:
            tallies.append(attempt_all(f"readers meanwhile: {scene.name}",
                                       [(scene.name, at) for at in range(each)],
                                       readers(program, ref, here), 1))
        if scene.outputs == ("pack",):
            tallies.append(attempt_all(
                f"four writers at once: {scene.name}",
                [(scene.name, at) for at in range(each)],
                writers(program, ref, here, False), 1))
            tallies.append(attempt_all(
                f"four writers at once, one killed: {scene.name}",
                [(scene.name, at, chance.uniform(0, 4 * ref.seconds))
                 for at in range(each)], writers(program, ref, here, True), 1))
        if options.preload:
            tallies.append(attempt_all(
                f"clock set: {scene.name}",
                [(scene.name, by) for by in
                 (SETBACKS if options.long else SETBACKS[2:3])],
                clock_set(program, ref, here, options.preload), options.workers))
    return tallies
