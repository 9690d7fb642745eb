# SPDX-License-Identifier: GPL-2.0-only
"""Run the machine headless with lines typed at the mini-kernel's prompt, and give back its output."""
import os
import subprocess
import sys
import threading

ZONEMU = os.environ.get("ZONEMU", "build/zonemu")
KERNEL = "build/guest/kernel.elf"
PROMPT = "zonemu> "


def command(args, program=ZONEMU):
    if "qemu" in os.path.basename(program):
        return [program, "-kernel", KERNEL, "-display", "none", "-serial", "stdio", "-monitor", "none", *args]
    return [program, "-nographic", "-panel", "none", "-initrd", "none", *args]


def run(args, lines, program=ZONEMU, timeout=300):
    """Type the lines, then poweroff. Returns (exit status, output)."""
    typed = "".join(line + "\n" for line in [*lines, "poweroff"])
    done = subprocess.run(command(args, program), input=typed.encode(), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=timeout, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")


def run_waiting(args, lines, program=ZONEMU, timeout=300):
    """The same, each line typed when the prompt has come: QEMU loses what comes before."""
    guest = subprocess.Popen(command(args, program), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    killer = threading.Timer(timeout, guest.kill)
    killer.start()
    output, begin = b"", 0
    for line in [*lines, "poweroff"]:
        while output.find(PROMPT.encode(), begin) < 0:
            more = os.read(guest.stdout.fileno(), 65536)
            if not more:
                break
            output += more
        begin = len(output)
        guest.stdin.write(line.encode() + b"\n")
        guest.stdin.flush()
    output += guest.stdout.read()
    killer.cancel()
    return guest.wait(), output.decode("utf-8", "replace").replace("\r", "")


def answers(output, lines):
    """What the prompt printed after each typed line, in order."""
    parts = output.split(PROMPT)[1:]
    return [part.partition("\n")[2].rstrip("\n") for part in parts[:len(lines)]]


class Report:
    """Counts checks; the closing line is the one Check prints, so that the runner can add it up."""

    def __init__(self):
        self.checks = self.failures = 0

    def equal(self, what, got, want):
        self.checks += 1
        if got != want:
            self.failures += 1
            print(f"{what}: got {got!r}, want {want!r}")

    def true(self, what, got):
        self.equal(what, bool(got), True)

    def close(self):
        good = 100 * (self.checks - self.failures) // max(self.checks, 1)
        print(f"{good}%: Checks: {self.checks}, Failures: {self.failures}, Errors: 0")
        sys.exit(1 if self.failures or not self.checks else 0)
