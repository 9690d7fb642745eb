#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Run every command of doc/tour.md and of the README's prompt, and compare what they print.

In a console block, `$ ` starts a shell command and `zonemu> ` a line typed to the machine that
the command started. What follows is expected: a line of `...` stands for any lines, `...` at a
line's end for its rest, `*` for a number. Time stamps, addresses, frame numbers, counts of
instructions and places in slabs depend on the build and are not compared.
"""
import os
import re
import shlex
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

VARYING = [(r"^\[ *\d+\.\d+\] ", ""), (r"\b0x[0-9a-f]+", "0x"), (r"[\d]+ instructions", "instructions"),
           (r"pfn [\d-]+", "pfn"), (r"first is pfn \d+", "first is pfn"), (r"object \d+ of", "object of")]


def plain(line):
    for pattern, text in VARYING:
        line = re.sub(pattern, text, line)
    return line.rstrip()


def line_matches(want, got):
    rest = want.endswith("...")
    pattern = re.escape(plain(want[:-3] if rest else want)).replace(r"\*", r"\d+")
    return re.fullmatch(pattern + (".*" if rest else ""), plain(got)) is not None


def matches(want, got):
    """Wanted lines against printed ones; a line of `...` stands for any number of them."""
    if not want:
        return not got
    if want[0] == "...":
        return any(matches(want[1:], got[n:]) for n in range(len(got) + 1))
    return bool(got) and line_matches(want[0], got[0]) and matches(want[1:], got[1:])


def blocks(path):
    """Yield (command, boot output wanted, [(typed line, output wanted)]) of each `$ ` in the file."""
    command = None
    for block in re.findall(r"^```console\n(.*?)^```", open(path).read(), re.M | re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, boot, typed
                command, boot, typed = line[2:], [], []
            elif line.startswith(machine.PROMPT):
                typed.append((line[len(machine.PROMPT):], []))
            else:
                (typed[-1][1] if typed else boot).append(line)
    if command:
        yield command, boot, typed


def run(command, typed):
    command = command.replace("build/zonemu", shlex.quote(os.environ.get("ZONEMU", "build/zonemu")))
    lines = "".join(line + "\n" for line, _ in typed) + "poweroff\n"
    done = subprocess.run(command, shell=True, input=lines.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=300, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")


def check_typed(report, command, output, typed):
    for (line, want), got in zip(typed, machine.answers(output, [line for line, _ in typed])):
        good = matches(want, [text for text in got.split("\n") if text])
        report.true(f"`{line}` in `{command}` printed:\n{got}\ninstead of:\n" + "\n".join(want) + "\n", good)


def main():
    report = machine.Report()
    for command, boot, typed in [*blocks("README.md"), *blocks("doc/tour.md")]:
        status, output = run(command, typed)
        report.equal(f"status of `{command}`", status, 0)
        start = output.split(machine.PROMPT)[0].rstrip("\n").split("\n")
        if boot:
            report.true(f"`{command}` printed:\n" + "\n".join(start), matches(boot, start))
        check_typed(report, command, output, typed)
    report.close()


main()
