#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Modules written as for 2.6.10 (guest/modules/era26), at work: what they ask of the kernel is there and does what it did."""
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

FOLDER = "build/guest/modules"


def play(report, script, args=()):
    """script: lines typed, each with what is to be in the answer (a str), exactly the answer's words (a list), or not in it ("!...")."""
    lines = [line for line, _ in script]
    status, output = machine.run([*args, "-share", FOLDER], lines)
    report.equal("exit status", status, 0)
    for (line, wanted), answer in zip(script, machine.answers(output, lines)):
        if isinstance(wanted, list):
            report.equal(line, answer.split(), wanted)
        elif wanted.startswith("!"):
            report.true(f"{line}: {answer!r}", wanted[1:] not in answer)
        else:
            report.true(f"{line}: {wanted!r} in {answer!r}", wanted in answer)


I2C = [("insmod /host/old_i2c.ko", "old_i2c: plain at 4b"), ("ls /sys/bus/i2c/devices", ["0-0048@", "0-004b@", "i2c-0@"]),
       ("echo 55000 > /sys/bus/i2c/devices/0-004b/temp1_input", []), ("cat /sys/bus/i2c/devices/0-004b/temp1_input", ["55000"]),
       ("ls /sys/bus/i2c/drivers/old_i2c", ["0-0048@", "0-004b@", "bind", "module@", "unbind"]), ("rmmod old_i2c", []),
       ("insmod /host/old_i2c.ko ignore=0,0x48 force_fancy=0,0x50", "old_i2c: fancy at 50"), ("ls /sys/bus/i2c/devices", ["0-004b@", "0-0050@", "i2c-0@"]),
       ("cat /sys/bus/i2c/devices/0-0050/name", ["fancy"]), ("rmmod old_i2c", []), ("ls /sys/bus/i2c/devices", [])]


def main():
    report = machine.Report()
    play(report, I2C)
    report.close()


main()
