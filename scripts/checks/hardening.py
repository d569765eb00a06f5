# SPDX-License-Identifier: GPL-3.0-or-later
"""The program is hardened: what cmake/OutturnHardening.cmake asks for is in the binary."""
import subprocess

# What readelf must say of the program, and what it means when it does not.
SEEN = [
    ("Position-Independent Executable", "not position independent (PIE)"),
    ("GNU_RELRO", "its relocations stay writable (RELRO)"),
    ("Flags: NOW", "symbols are bound lazily (BIND_NOW)"),
    ("__stack_chk_fail", "no stack protector"),
    ("_chk@", "no fortified calls (FORTIFY_SOURCE)"),
]
FAULTS = len(SEEN) + 1  # and an executable stack


def check_hardening(program):
    text = subprocess.run(["readelf", "--wide", "-hldsn", program], capture_output=True,
                          text=True, check=True).stdout
    found = [f"{program.name}: {fault}" for words, fault in SEEN if words not in text]
    stack = next((line for line in text.splitlines() if "GNU_STACK" in line), "")
    if not stack or "RWE" in stack:
        found.append(f"{program.name}: its stack is executable")
    return found
