# SPDX-License-Identifier: GPL-3.0-or-later
"""Memory that runs out at the n-th request: a clean error, nothing half done, no leak
(where the sanitizers look), and the same again afterwards. Preloaded, the libraries'
requests fail as well: where one of them dies of it, that is told apart by where it
died, and the files must be sound all the same."""
import random

from harness import (DONE, SCENES, Program, Wrong, after_fault, attempt_all, check_done,
                     copy_of, drop, reference)

SHORT, LONG = 2, 150  # requests of each scene that fail, unless there are fewer
DIED = (-6, -11, 134, 139)  # aborted, or met a null pointer


def scarce(program, options):
    """The program whose memory can be made to run out, and the environment for it."""
    if options.scarce:
        return Program(options.scarce), {}
    if not options.preload:
        raise SystemExit("memory wants --preload or --scarce")
    return program, {"LD_PRELOAD": str(options.preload.resolve())}


def count(poor, environment, ref, where):
    root = copy_of(ref, where)
    file = where / "count"
    poor.run(root, ref.scene.command,
             environment={**environment, "SCARCE_COUNT": str(file)})
    drop(root, where)
    return int(file.read_text(encoding="ascii"))


def failing(program, poor, environment, ref, where, died):
    def attempt(trial):
        root = copy_of(ref, where)
        more = {"SCARCE_STAY": "1"} if trial[2] else {}
        said = poor.run(root, ref.scene.command, environment={
            **environment, **more, "SCARCE_FAIL": str(trial[1])})
        if said.status in DIED and environment:
            died.append(trial)  # in a library; see docs/testing.md
        elif said.status in DONE:
            check_done(ref, root, said)
        elif said.status != 2 or "outturn: " not in said.err or "Sanitizer" in said.err:
            raise Wrong(f"{said.status}: {said.err[-600:]!r}")
        after_fault(program, ref, root)
        drop(root, where)
    return attempt


def run(program, options, where):
    poor, environment = scarce(program, options)
    tallies, chance = [], random.Random(options.seed)
    for number, scene in enumerate(SCENES):
        here = where / f"memory-{number}"
        here.mkdir()
        ref = reference(program, scene, here)
        requests = count(poor, environment, ref, here)
        # Late requests are most of them, and much alike: half of those tried are early.
        early = range(1, min(requests, 2000) + 1)
        each = min(LONG if options.long else SHORT, requests)
        points = set(chance.sample(early, min(each // 2, len(early))))
        points |= set(chance.sample(range(1, requests + 1), each - each // 2))
        died = []
        tally = attempt_all(
            f"no memory: {scene.name} ({requests} requests)",
            [(scene.name, point, point % 2) for point in sorted(points)],
            failing(program, poor, environment, ref, here, died), options.workers)
        if died:
            print(f"  in a library, of no memory: {scene.name} {died[:5]}")
        tally.name += f", {len(died)} died in a library" if died else ""
        tallies.append(tally)
    return tallies
