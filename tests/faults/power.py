# SPDX-License-Identifier: GPL-3.0-or-later
"""A power cut: what was written but not synced may be gone, in any piece of it.

faultline writes every operation down. From that any moment's possible disks are made:
names (made, renamed, removed) come to the disk in their order, at least up to the last
sync of a directory; of a file's bytes what was synced is there, and of each later piece
of 512 bytes the old or the new, by chance. Then all that holds after a kill must hold;
and after the command's end it must be the new state, whatever was not synced."""
import dataclasses
import json
import random
import shutil
from pathlib import Path

from harness import (SCENES, Wrong, after_fault, attempt_all, check_done, copy_of, drop,
                     reference, tree)

SHORT, LONG = 2, 60
SECTOR = 512
NAMES = {"creat", "rename", "renameat", "renameat2", "link", "linkat", "unlink",
         "unlinkat", "mkdir", "mkdirat", "rmdir"}
REMOVE_DIRECTORY, EXCHANGE = 0x200, 2


@dataclasses.dataclass
class Node:
    """A file: bytes that are on the disk for sure, and the writes since."""
    sure: bytearray
    later: list

    def write(self, at, data):
        self.later.append((at, data))

    def sync(self):
        self.sure, self.later = bytearray(self.with_all()), []

    def with_all(self):
        return self.with_some(lambda: True)

    def with_some(self, keep):
        made = bytearray(self.sure)
        for at, data in self.later:
            if data is None:  # cut or grown to a length
                if keep():
                    made[at:] = b""
                    made.extend(bytes(at - len(made)))
                continue
            for start in range(0, len(data), SECTOR):
                piece = data[start:start + SECTOR]
                if keep():
                    here = at + start
                    made.extend(bytes(max(0, here - len(made))))
                    made[here:here + len(piece)] = piece
        return bytes(made)


def read_journal(path):
    found, data, at = [], path.read_bytes(), 0
    while at < len(data):
        end = data.index(b"\n", at)
        one = json.loads(data[at:end])
        at = end + 1 + one["bytes"]
        one["data"] = data[end + 1:at]
        found.append(one)
    return found


class Disk:
    """Names and files below a root, as they were and as they become."""

    def __init__(self, root):
        self.root = Path(root)
        self.names = {}  # path -> Node, or None for a directory
        for path in self.root.rglob("*"):
            self.names[str(path)] = None if path.is_dir() else Node(
                bytearray(path.read_bytes()), [])

    def moved(self, old, new):
        return {path: path.replace(old, new, 1) for path in self.names
                if path == old or path.startswith(old + "/")}

    def rename(self, one):
        old, new = one["path"], one["path2"]
        there = self.moved(old, new)
        back = self.moved(new, old) if one["flags"] & EXCHANGE else {}
        nodes = {to: self.names[path] for path, to in {**there, **back}.items()}
        for path in {**there, **back}:
            del self.names[path]
        self.names.update(nodes)

    def do_name(self, one):
        kind, path = one["op"], one["path"]
        if kind.startswith("rename"):
            self.rename(one)
        elif kind.startswith("link"):
            self.names[one["path2"]] = self.names[path]
        elif kind.startswith("unlink") or kind == "rmdir":
            self.names.pop(path, None)
        elif kind.startswith("mkdir"):
            self.names[path] = None
        else:
            self.names.setdefault(path, one["node"])

    def make(self, keep, where):
        for path, node in sorted(self.names.items()):
            target = where / Path(path).relative_to(self.root)
            if node is None:
                target.mkdir(parents=True, exist_ok=True)
            elif target.parent.is_dir():
                target.write_bytes(node.with_some(keep))
                target.chmod(0o600)


def is_name(one):
    return one["op"] in NAMES or one["create"] and not one["exists"]


def follow(journal, root, until, chance):
    """The disk as a cut after `until` operations may leave it."""
    live, done, synced = Disk(root), [], 0
    durable = Disk(root)
    shared = dict(durable.names)  # the same files under both
    live.names = dict(shared)
    for one in journal[:until]:
        path = one["path"] = str(Path(one["path"]))
        one["path2"] = str(Path(one["path2"]))
        if not path.startswith(str(root) + "/") and path != str(root):
            continue
        if is_name(one):
            one["node"] = Node(bytearray(), [])
            live.do_name(one)
            done.append(one)
        node = live.names.get(path)
        if one["op"] in ("write", "pwrite64", "writev", "pwritev") and node:
            node.write(one["at"], one["data"])
        elif one["op"] in ("ftruncate", "truncate") and node:
            node.write(one["at"], None)
        elif one["truncate"] and one["exists"] and node:
            node.write(0, None)
        elif one["op"] in ("fsync", "fdatasync"):
            if node:
                node.sync()
            elif node is None and (path == str(root) or path in live.names):
                synced = len(done)
    for one in done[:chance.randint(synced, len(done))]:
        durable.do_name(one)
    return durable


def cut(program, ref, journal, recorded, where, seed):
    def attempt(trial):
        chance = random.Random(f"{seed} {trial}")
        root = copy_of(ref, where)
        likely = chance.choice((0, 0.1, 0.5, 0.9))
        state = follow([dict(one) for one in journal], recorded, trial[1], chance)
        shutil.rmtree(root)
        root.mkdir()
        state.make(lambda: chance.random() < likely, root)
        try:
            if trial[1] == len(journal):
                check_done(ref, root, type("Said", (), {"status": 0}))
            after_fault(program, ref, root)
        except Wrong as error:
            raise Wrong(f"cut after {journal[trial[1] - 1]['op']} "
                        f"{journal[trial[1] - 1]['path']}: {error}") from error
        drop(root, where)
    return attempt


def run(program, options, where):
    tallies, chance = [], random.Random(options.seed)
    each = LONG if options.long else SHORT
    for number, scene in enumerate(SCENES):
        here = where / f"power-{number}"
        here.mkdir()
        ref = reference(program, scene, here)
        root = copy_of(ref, here)
        program.met(root, scene.command, "--journal", str(here / "journal"))
        journal = read_journal(here / "journal")
        end = {name: tree(root / name) for name in scene.outputs}
        if not scene.random and end != ref.after:
            raise SystemExit(f"{scene.name}: the recorded run is not as the other")
        # The files as they were before stand where they were recorded.
        shutil.rmtree(root)
        shutil.copytree(ref.prepared, root, symlinks=True)
        points = [chance.randint(1, len(journal)) for _ in range(each - max(1, each // 4))]
        points += [len(journal)] * max(1, each // 4)
        tallies.append(attempt_all(
            f"power cut: {scene.name} ({len(journal)} operations)",
            [(scene.name, point, at) for at, point in enumerate(points)],
            cut(program, ref, journal, root, here, options.seed), options.workers))
    return tallies
