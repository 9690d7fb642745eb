#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Run every command of doc/tour.md and of the README's prompt, and compare what they print.

In a console block, `$ ` starts a shell command, and `zonemu> ` or `~ # ` a line typed to the
machine that the command started: to the kernel's prompt, or to the shell in it. Without busybox
at hand there is no shell, and what would be typed to it is left out. What follows is expected: a line of `...` stands for any lines, `...` at a
line's end for its rest, `*` for a number. Time stamps, addresses, frame numbers, counts of
instructions and places in slabs depend on the build and are not compared.
"""
import os
import re
import shlex
import subprocess
import sys
import threading

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SHELL = "~ # "
PROMPTS = (machine.PROMPT, SHELL)
# A shell asks its terminal where the cursor is.
SHELL_ASKS = "\033[6n"

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


def typed_at(line):
    """The prompt that it stands at, or None."""
    return next((prompt for prompt in PROMPTS if line.startswith(prompt)), None)


def blocks(path):
    """Yield (command, boot output wanted, [(typed line, output wanted)], prompt) of each `$ `."""
    command = prompt = None
    for block in re.findall(r"^```console\n(.*?)^```", open(path).read(), re.M | re.S):
        for line in block.splitlines():
            if line.startswith("$ "):
                if command:
                    yield command, boot, typed, prompt
                command, boot, typed, prompt = line[2:], [], [], None
            elif typed_at(line):
                prompt = typed_at(line)
                typed.append((line[len(prompt):], []))
            else:
                (typed[-1][1] if typed else boot).append(line)
    if command:
        yield command, boot, typed, prompt


def run(command, typed, prompt):
    """Each line is typed when the prompt has come: a terminal echoes what comes earlier in between."""
    command = command.replace("build/zonemu", shlex.quote(os.environ.get("ZONEMU", "build/zonemu")))
    guest = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    killer = threading.Timer(300, guest.kill)
    killer.start()
    output = b""
    for line in [*(line for line, _ in typed), "poweroff"]:
        begin = len(output)
        more = b"?"
        while more and not re.search(b"^" + prompt.encode(), output[begin:], re.M):
            more = os.read(guest.stdout.fileno(), 65536)
            output += more
        if more:
            guest.stdin.write(line.encode() + b"\n")
            guest.stdin.flush()
    output += guest.communicate()[0]
    killer.cancel()
    return guest.returncode, output.decode("utf-8", "replace").replace("\r", "")


def answers(output, prompt):
    """What was printed before the first prompt, and after each typed line."""
    parts = output.replace(SHELL_ASKS, "").split("\n" + prompt)
    return parts[0], [part.partition("\n")[2].rstrip("\n") for part in parts[1:]]


def check_typed(report, command, got, typed):
    report.true(f"`{command}` was asked {len(typed)} times and answered {len(got)}", len(got) >= len(typed))
    for (line, want), printed in zip(typed, got):
        good = matches(want, [text for text in printed.split("\n") if text])
        report.true(f"`{line}` in `{command}` printed:\n{printed}\ninstead of:\n" + "\n".join(want) + "\n", good)


def main():
    report = machine.Report()
    has_shell = os.path.exists("build/initramfs.gz")
    for command, boot, typed, prompt in [*blocks("README.md"), *blocks("doc/tour.md")]:
        if prompt == SHELL and not has_shell:
            print(f"`{command}`: no busybox at hand")
            continue
        status, output = run(command, typed, prompt or machine.PROMPT)
        report.equal(f"status of `{command}`", status, 0)
        start, got = answers("\n" + output, prompt or machine.PROMPT)
        if boot:
            start = start.strip("\n").split("\n")
            report.true(f"`{command}` printed:\n" + "\n".join(start), matches(boot, start))
        check_typed(report, command, got, typed)
    report.close()


main()
