# SPDX-License-Identifier: GPL-3.0-or-later
"""A disk that fails or is full: each operation on a file fails once, or from then on; a
limit on the size of files; a small file system; folders that may not be written."""
import errno
import os
import random
import re
import resource
import shutil
import subprocess

from harness import (DONE, SCENES, Wrong, after_fault, attempt_all, check_done, copy_of,
                     drop, names, reference)

SHORT = 1  # operations of each scene and kind that are failed in the short form
KINDS = (("no space left, once", errno.ENOSPC, ()),
         ("no space left from then on", errno.ENOSPC, ("--stay",)),
         ("input/output error", errno.EIO, ()),
         ("unreadable", errno.EIO, ("--reads",)))
TELLS = re.compile(r"No space left|disk is full|make room|quota|File too large|"
                   r"Input/output error|disk failed|check the disk|workspace|directory|"
                   r"cannot be|could not be|there is no")
NO_SPACE = re.compile(r"no space left|disk is full|room|quota", re.I)


def check_said(ref, root, said, what):
    """Done is done, all of it; else status 2, and a person can see why."""
    if said.status in DONE:
        check_done(ref, root, said)
        return
    if said.status != 2:
        raise Wrong(f"{what}: exit status {said.status}: {said.err[-300:]}")
    lines = [line for line in said.err.splitlines() if line.startswith("outturn: ")]
    if len(lines) != 1 or not TELLS.search(lines[0]):
        raise Wrong(f"{what}: does not say what is wrong: {said.err[-300:]!r}")


def failing(program, ref, where, number, options):
    def attempt(trial):
        root = copy_of(ref, where)
        said, _, what = program.met(root, ref.scene.command, "--fail", str(trial[1]),
                                    "--errno", str(number), *options)
        try:
            check_said(ref, root, said, what)
            after_fault(program, ref, root)
        except Wrong as error:
            raise Wrong(f"failed at {what}: {error}") from error
        if said.status == 2 and number == errno.ENOSPC and "write" in what.split()[0] \
                and not NO_SPACE.search(said.err):
            raise Wrong(f"failed at {what}: says nothing of the space: {said.err!r}")
        drop(root, where)
    return attempt


def fail_operations(program, ref, where, options, chance):
    for name, number, more in KINDS:
        root = copy_of(ref, where)
        _, operations, _ = program.met(root, ref.scene.command,
                                       *[one for one in more if one == "--reads"])
        drop(root, where)
        points = range(1, operations + 1)
        most = options.most or operations if options.long else SHORT
        points = sorted(chance.sample(points, min(most, operations)))
        yield attempt_all(
            f"{name}: {ref.scene.name} ({operations} operations)",
            [(ref.scene.name, point) for point in points],
            failing(program, ref, where, number, more), options.workers)


def limited(program, ref, where):
    """No file beyond a size, as the shell's ulimit -f, with the signal as it is."""
    def attempt(trial):
        root = copy_of(ref, where)

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (trial[1], trial[1]))

        said = program.run(root, ref.scene.command, preexec_fn=limit)
        check_said(ref, root, said, f"limit of {trial[1]} bytes")
        after_fault(program, ref, root)
        drop(root, where)
    return attempt


def mounted(size, place):
    return subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "outturn",
                           str(place)], capture_output=True, check=False).returncode == 0


def full(program, ref, where):
    """A file system that is full in the middle of it; then there is room again."""
    def attempt(trial):
        place = where / f"small-{trial[1]}"
        place.mkdir()
        used = sum(one.stat().st_size + 4096 for one in ref.prepared.parent.rglob("*"))
        if not mounted(used + trial[1], place):
            raise SystemExit("a small file system cannot be mounted")
        try:
            shutil.copytree(ref.prepared.parent, place / "at", symlinks=True)
            root = place / "at" / ref.scene.councils[0]
            said = program.run(root, ref.scene.command)
            check_said(ref, root, said, f"{trial[1]} bytes of room")
            subprocess.run(["mount", "-o", "remount,size=256m", str(place)], check=True)
            after_fault(program, ref, root)
        finally:
            subprocess.run(["umount", str(place)], check=True)
    return attempt


def locked(program, ref, where):
    """Where nothing may be written: said, and nothing changed. Root may write
    everywhere, so it drops to another user first."""
    def attempt(_):
        root = copy_of(ref, where)
        before = names(root)
        for one in (root, *root.rglob("*")):
            one.chmod(0o555 if one.is_dir() else 0o444)

        def become():
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(65534)
                os.setuid(65534)

        for one in (where, *where.parents):
            if os.geteuid() == 0 and one.owner() == "root" and one != one.parent:
                one.chmod(one.stat().st_mode | 0o055)
        said = program.run(root, ref.scene.command, preexec_fn=become)
        if said.status != 2 or not said.err.startswith("outturn: "):
            raise Wrong(f"read-only: {said.status}: {said.err[:300]!r}")
        if names(root) != before:
            raise Wrong(f"read-only: there is more: {names(root) ^ before}")
        for one in (root, *root.rglob("*")):
            one.chmod(0o755 if one.is_dir() else 0o644)
        drop(root, where)
    return attempt


def run(program, options, where):
    tallies, chance = [], random.Random(options.seed)
    for number, scene in enumerate(SCENES):
        here = where / f"disk-{number}"
        here.mkdir()
        ref = reference(program, scene, here)
        tallies += fail_operations(program, ref, here, options, chance)
        sizes = [chance.randrange(0, 200_000) for _ in range(20 if options.long else 1)]
        tallies.append(attempt_all(f"limit on the size of files: {scene.name}",
                                   [(scene.name, size) for size in sizes],
                                   limited(program, ref, here), options.workers))
        tallies.append(attempt_all(f"nothing may be written: {scene.name}",
                                   [(scene.name,)], locked(program, ref, here), 1))
        if os.geteuid() == 0 and options.long:
            rooms = [chance.randrange(0, 1_200_000) for _ in range(20)]
            tallies.append(attempt_all(f"full file system: {scene.name}",
                                       [(scene.name, room) for room in rooms],
                                       full(program, ref, here), 1))
    return tallies
