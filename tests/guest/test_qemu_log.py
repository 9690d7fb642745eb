#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The same kernel file on QEMU: the same log, line for line, but for the lines explained here."""
import difflib
import re
import shutil
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

QEMU = "qemu-system-i386"
LINES = ["cat /proc/iomem", "cat /proc/ioports", "cat /proc/buddyinfo", "cat /proc/zoneinfo",
         "p = kmalloc(65, GFP_KERNEL)", "q = __get_free_pages(GFP_DMA, 4)", "v = vmalloc(300*1024)"]
EXPLAINED = [
    (r"CPU: ", "each says which processor it is"),
    (r"tsc: |Calibrating delay loop", "zonemu executes an instruction a nanosecond, QEMU as many as it can"),
    (r"rtc: ", "QEMU's clock goes on while the host boots it"),
    (r"pci 0000:", "the boards have different cards"),
    (r"hd[a-d]: ", "each says which drives it has"),
    (r"(AT Translated Set 2 keyboard|ImPS/2 Generic Wheel Mouse) as /devices/", "found while the boot goes on"),
]
MACHINES = [["-m", "16"], ["-m", "128", "-append", "mem=126M"], ["-m", "1G"]]


def log(args, program):
    extra = ["-serial", "null", "-nic", "none"] if program == QEMU else []
    _, output = machine.run_waiting(["-rtc", "base=2026-01-02T03:04:05", *args, *extra], LINES, program)
    begin = output.index("zonemu mini-kernel")
    lines = output[output.rindex("\n", 0, begin) + 1 if "\n" in output[:begin] else begin:].split("\n")
    return [plain(line) for line in lines]


def plain(line):
    """Without the time stamp (firmware's last words stand before the first one), and without how
    long a call took: zonemu counts instructions, QEMU's time-stamp counter counts time."""
    return re.sub(r"\d+ (instructions|cycles)", "time", re.sub(r"^.*?\[ *\d+\.\d+\] ", "", line))


def main():
    if not shutil.which(QEMU):
        print(f"{QEMU} is not installed")
        sys.exit(77)
    report = machine.Report()
    for args in MACHINES:
        ours, theirs = log(args, machine.ZONEMU), log(args, QEMU)
        report.true(f"{args}: a whole log", len(ours) > 150)
        differing = [line for line in difflib.unified_diff(ours, theirs, "zonemu", "qemu", lineterm="", n=0)
                     if re.match(r"[+-](?![+-])", line)]
        explained = [line for line in differing if any(re.match(why, line[1:]) for why, _ in EXPLAINED)]
        report.equal(f"{args}: unexplained lines", [line for line in differing if line not in explained], [])
        print(f"{' '.join(args)}: {len(ours)} lines, {len(explained)} differ as explained")
    report.close()


main()
