#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Two runs with the same inputs are the same, byte for byte: console and trace."""
import os
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

LINES = ["p = kmalloc(65, GFP_KERNEL)", "q = __get_free_pages(GFP_DMA, 4)", "v = vmalloc(300*1024)",
         "stress(500)", "cat /proc/buddyinfo", "cat /proc/slabinfo", "msleep(30)", "cat /proc/interrupts", "kfree(p)"]


def traced_run(directory, number, icount):
    trace = os.path.join(directory, f"trace{number}")
    args = ["-m", "64", "-rtc", "base=2026-01-02T03:04:05", *icount,
            "-trace", f"cpu:event,io,kmem:*,sched:*,file={trace}"]
    status, output = machine.run(args, LINES)
    with open(trace, "rb") as file:
        return status, output, file.read()


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as directory:
        for icount in ([], ["-icount", "shift=0,sleep=off"]):
            first, second = (traced_run(directory, n, icount) for n in (1, 2))
            report.equal("exit status", first[0], 0)
            report.equal("exit status again", second[0], 0)
            report.true("console output is the same", first[1] == second[1])
            report.true("trace is the same", first[2] == second[2])
            report.true(f"trace of {len(first[2])} bytes is no trifle", len(first[2]) > 100000)
            print(f"{' '.join(icount) or 'paced'}: {first[2].count(b'%c' % 10)} trace lines, twice the same")
    report.close()


main()
