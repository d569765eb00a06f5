# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on the fixtures: their generators give the committed files, byte for byte."""
import subprocess
import sys
import tempfile
from pathlib import Path

GENERATORS = {"make-averill": "averill-2023-24",
              "make-gloucestershire": "gloucestershire-2021-22",
              "make-placements": "placements-2021-22",
              "make-series": "series"}
BY_HAND = {"outturn.ini"}


def files_of(root):
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def check_fixtures(root):
    found = []
    for generator, name in GENERATORS.items():
        with tempfile.TemporaryDirectory(prefix="outturn-check-") as directory:
            run = subprocess.run([sys.executable, root / "scripts" / generator, directory],
                                 capture_output=True, text=True, check=False)
            made, kept = Path(directory), root / "fixtures" / name
            if run.returncode:
                found.append(f"scripts/{generator}: {run.stderr.strip()[-300:]}")
                continue
            here, there = files_of(made), files_of(kept) - BY_HAND
            found += [f"fixtures/{name}/{path}: not there, and {generator} writes it"
                      for path in sorted(here - there)]
            found += [f"fixtures/{name}/{path}: {generator} does not write it"
                      for path in sorted(there - here)]
            found += [f"fixtures/{name}/{path}: not what {generator} writes"
                      for path in sorted(here & there)
                      if (made / path).read_bytes() != (kept / path).read_bytes()]
    return found
