# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules on the manual page: it documents what `outturn --help` lists, and no more."""
import re
import subprocess

PAGE = "docs/outturn.1"


def output_of(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          check=True).stdout


def options_of(help_text):
    """Options of a help text's `options` list: those of the command, in order."""
    return [line.split()[0] for line in help_text.splitlines() if line.startswith("  --")]


def helped(outturn):
    """What the program lists: {command: its own options}, and options of every command."""
    text = output_of(outturn, "--help")
    block = text.split("commands:\n", 1)[1].split("\n\n", 1)[0]
    every = options_of(text)
    commands = {}
    for name in (line.split()[0] for line in block.splitlines() if line.startswith("  ")):
        options = options_of(output_of(outturn, name, "--help"))
        commands[name] = [option for option in options if option not in every]
    return commands, every


def documented(page):
    """The same from the manual page's text."""
    commands, every, here = {}, [], None
    for line in page.replace("\\-", "-").splitlines():
        command = re.match(r"\.SS outturn (\S+)", line)
        option = re.match(r"\.B (--\S+)", line)
        if command:
            here = commands.setdefault(command.group(1), [])
        elif line.startswith(".SH"):
            here = every if line == ".SH OPTIONS OF EVERY COMMAND" else None
        elif option and here is not None:
            here.append(option.group(1))
    return commands, every


def differences(where, program, page):
    found = [f"{PAGE}: {where}: {name} is not documented" for name in program
             if name not in page]
    return found + [f"{PAGE}: {where}: {name} is not in the program" for name in page
                    if name not in program]


def check_commands(root, outturn):
    commands, every = helped(outturn)
    page_commands, page_every = documented((root / PAGE).read_text(encoding="utf-8"))
    if not commands or not every:
        return ["outturn --help lists no commands or no options"]
    found = differences("commands", commands, page_commands)
    found += differences("every command", every, page_every)
    for name in commands:
        found += differences(name, commands[name], page_commands.get(name, commands[name]))
    return found


def check_page_made(root, man_page):
    """The page is what the tables give today."""
    if output_of(man_page) != (root / PAGE).read_text(encoding="utf-8"):
        return [f"{PAGE}: not what outturn-man-page prints today: make it again"]
    return []


def check_page_lint(root, _outturn):
    run = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", PAGE],
                         cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                         text=True, check=False, env={"PATH": "/usr/bin:/bin", "LC_ALL":
                                                      "C.UTF-8", "MANROFFSEQ": "",
                                                      "MANWIDTH": "80"})
    found = [f"{PAGE}: {line}" for line in run.stderr.splitlines()]
    if run.returncode and not found:
        found = [f"{PAGE}: man cannot format it"]
    return found
