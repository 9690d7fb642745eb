#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The kernel's self-tests, at sizes that have one, two and three zones, on one CPU and on four."""
import re
import sys
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402


def check(report, args, skipped):
    status, output = machine.run([*args, "selftest", "poweroff"], [])
    what = " ".join(args)
    report.equal(f"{what}: exit status", status, 0)
    report.equal(f"{what}: failed", re.findall(r"^\s*not ok.*", output, re.M), [])
    totals = re.search(r"^# totals: pass:(\d+) fail:0 skip:(\d+)$", output, re.M)
    report.true(f"{what}: totals in {output[-300:]!r}", totals)
    # suites that want a drive are tried where there is one; a machine without ISA DMA has one more
    tried = re.sub(r"^    KTAP version 1\n(?:    .*\n)*?ok \d+ \w+ # SKIP all of it$", "", output, flags=re.M)
    left_out = set(re.findall(r"ok \d+ (\w+) # SKIP", tried)) - {"counts_are_in_bytes"}
    report.equal(f"{what}: skipped", sorted(left_out), skipped)
    plans = re.findall(r"^    1\.\.(\d+)$", output, re.M)
    results = re.findall(r"^    (?:not )?ok \d+", output, re.M)
    report.equal(f"{what}: results as planned", len(results), sum(map(int, plans)))


HIGH = ["high_memory_is_preferred_and_falls_back", "high_page_has_no_address_until_kmap"]
BOOT = ["big_physical_area", "ram_above_mem"]
SIZES = [
    (["-m", "16"], [*BOOT, *HIGH, "normal_falls_back_to_dma"]),
    (["-m", "128", "mem=126M", "bigphysarea=256"], HIGH),
    (["-m", "1024"], BOOT),
    (["-m", "2048"], BOOT),
]


def main():
    report = machine.Report()
    runs = [(["-smp", cpus, *size], sorted(skipped)) for size, skipped in SIZES for cpus in ("1", "4")]
    runs.append((["-m", "64", "failslab=1,0,0,0", "slab_debug=FZPU"], sorted([*BOOT, *HIGH])))
    # they sleep most of the time
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda run: check(report, *run), runs))
    report.close()


main()
