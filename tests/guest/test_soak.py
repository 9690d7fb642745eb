#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""All allocators on eight CPUs at once, with softirqs beneath, and with allocations that are made to fail."""
import os
import re
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

TIMES = "40" if os.environ.get("LONG") else "1"


def soak(report, what, args):
    status, output = machine.run([*args, "selftest=mm.soak*", f"soak={TIMES}", "poweroff"], [], timeout=1500)
    report.equal(f"{what}: exit status", status, 0)
    report.true(f"{what}: {output[-400:]!r}", re.search(r"^# totals: pass:1 fail:0 skip:0$", output, re.M))
    report.equal(f"{what}: complaints", re.findall(r"BUG:? .*|WARNING.*|Oops.*", output), [])


def main():
    report = machine.Report()
    soak(report, "8 CPUs", ["-smp", "8", "-m", "256"])
    soak(report, "watched", ["-smp", "2", "-m", "64", "slab_debug=FZPU"])
    report.close()


main()
