#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The zones of every memory size, against the 2.6.11 formulas computed here anew.

The memory map is that of a QEMU "pc": usable 0-9fbff and 1 MiB up to 128 KiB
below the top of RAM. Page 0 is nobody's.
"""
import math
import re
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

PAGE = 4096
KIB, MIB = 1 << 10, 1 << 20
DMA_END, LOWMEM_END = 16 * MIB // PAGE, 896 * MIB // PAGE


def usable_pages(ram, limit):
    """Page frame ranges [first, end) that are RAM the kernel may use."""
    ranges = []
    for start, end in ((0, 0x9FC00), (MIB, ram - 128 * KIB)):
        end = min(end, limit)
        first, last = -(-start // PAGE), end // PAGE
        if last > first:
            ranges.append((max(first, 1), last))
    return ranges


def expected(ram, limit):
    ranges = usable_pages(ram, limit)
    max_pfn = ranges[-1][1]
    bounds = {"DMA": (1, min(DMA_END, max_pfn)), "Normal": (DMA_END, min(LOWMEM_END, max_pfn)),
              "HighMem": (LOWMEM_END, max_pfn)}
    zones = {}
    for name, (first, end) in bounds.items():
        present = sum(max(0, min(end, b) - max(first, a)) for a, b in ranges)
        zones[name] = {"first": first, "end": end, "spanned": max(0, end - first), "present": present}
    low = zones["DMA"]["present"] + zones["Normal"]["present"]
    high = zones["HighMem"]["present"]
    min_free = max(128, min(65536, math.isqrt(low * 4 * 16)))
    for name, zone in zones.items():
        if name == "HighMem":
            zone["min"] = max(32, min(128, zone["present"] // 1024))
        else:
            zone["min"] = (min_free // 4) * zone["present"] // low
        zone["low"], zone["high"] = zone["min"] * 5 // 4, zone["min"] * 6 // 4
        batch = min(zone["present"] // 1024, 64) // 4
        zone["batch"] = max(1, batch)
    normal = zones["Normal"]["present"]
    zones["DMA"]["protection"] = (0, normal // 256, (normal + high) // 256)
    zones["Normal"]["protection"] = (0, 0, high // 32)
    zones["HighMem"]["protection"] = (0, 0, 0)
    return zones, min_free


def parse_zoneinfo(text):
    zones, zone = {}, None
    for line in text.splitlines():
        if match := re.match(r"Node 0, zone\s+(\w+)", line):
            zone = zones.setdefault(match[1], {})
        elif zone is not None and (match := re.match(r"\s+(min|low|high|spanned|present|managed)\s+(\d+)$", line)):
            zone.setdefault(match[1], int(match[2]))
        elif zone is not None and (match := re.match(r"\s+protection: \((.*)\)", line)):
            zone["protection"] = tuple(int(n) for n in match[1].split(", "))
        elif zone is not None and (match := re.match(r"\s+batch: (\d+)", line)):
            zone["batch"] = int(match[1])
    return zones


def check(report, args, ram, limit):
    lines = ["cat /proc/zoneinfo", "cat /proc/sys/vm/min_free_kbytes", "dmesg"]
    status, output = machine.run(args, lines)
    what = " ".join(args)
    report.equal(f"{what}: exit status", status, 0)
    answer = machine.answers(output, lines)
    if len(answer) < 3:
        report.true(f"{what}: answers in {output[-500:]!r}", False)
        return
    want, min_free = expected(ram, limit)
    got = parse_zoneinfo(answer[0])
    report.equal(f"{what}: min_free_kbytes", answer[1].strip(), str(min_free))
    for name, zone in want.items():
        if not zone["spanned"]:
            report.true(f"{what}: {name} empty in the log",
                        re.search(rf"{name}\s+empty", answer[2]))
            continue
        for field in ("spanned", "present", "min", "low", "high", "protection", "batch"):
            report.equal(f"{what}: {name} {field}", got.get(name, {}).get(field), zone[field])
        span = f"[mem {zone['first'] * PAGE:#018x}-{zone['end'] * PAGE - 1:#018x}]"
        report.true(f"{what}: {name} {span} in the log",
                    re.search(rf"{name}\s+{re.escape(span)}", answer[2]))
    shown = " ".join(f"{name} {zone['present']} {zone['min']}/{zone['low']}/{zone['high']} "
                     f"batch {zone['batch']}" for name, zone in want.items() if zone["spanned"])
    print(f"{what}: {shown}")


def main():
    report = machine.Report()
    check(report, ["-m", "128", "mem=126M"], 128 * MIB, 126 * MIB)
    for size in (16, 64, 512, 896, 1024, 2048, 3583):
        check(report, ["-m", str(size)], size * MIB, size * MIB)
    for size in (16, 64, 512, 896, 1024, 2048):
        check(report, ["-m", "3583", f"mem={size}M"], 3583 * MIB, size * MIB)
    report.close()


main()
