#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What programs cost, in guest instructions: no more than when it was written down, nor than on Linux.

userbench.tsv is what tests/bench/user.py --record found. The C library and the compiler that
built the program, and its path through the allocators, may differ a little: hence the margin.
"""
import os
import sys

sys.path[:0] = ["tests/guest", "tests/bench"]
import machine  # noqa: E402
import user  # noqa: E402

MARGIN, SLACK = 1.15, 40


def main():
    if not os.path.exists(user.BUSYBOX) and not user.fetched("busybox-static"):
        print("no busybox: skipped")
        sys.exit(77)
    report = machine.Report()
    now = user.rows([], "userbench ''", 120)
    now[user.BOOT] = user.boot([], 60)
    with open(user.RECORD, encoding="ascii") as file:
        for line in file:
            if line.startswith("#"):
                continue
            name, ours, linux = line.rstrip("\n").split("\t")
            limit = min(int(ours) * MARGIN + SLACK, int(linux))
            got = now.get(name, 0)
            report.true(f"{name}: {got} instructions, at most {limit:.0f}", 0 < got <= limit)
    report.close()


main()
