#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The built-in prompt on the machine: its answers, its refusals, and that they repeat."""
import re
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

COST = r"\d+ instructions, did not sleep"
ADDR = r"0x[0-9a-f]{8}"

LOW = [
    ("p = kmalloc(65, GFP_KERNEL)",
     rf"p = {ADDR}: 96 bytes for 65, cache kmalloc-96, slab {ADDR} object \d+ of \d+, zone Normal, pfn \d+, {COST}"),
    ("p", rf"p = {ADDR}: cache kmalloc-96, slab {ADDR} object \d+ of \d+, zone Normal, pfn \d+"),
    ("kfree(p + 4)", rf"error: kfree: {ADDR} is 4 bytes into object \d+ of cache kmalloc-96, which begins at {ADDR}"),
    ("*(u32 *)p = 0x12345678; ((u8 *)p)[3]", r"= 305419896 \(0x12345678\)\n= 18 \(0x12\)"),
    ("kfree(p)", rf"kfree: 96 bytes back, cache kmalloc-96, .*, {COST}"),
    ("kfree(p)", rf"error: kfree: {ADDR} is a free object: freed before \(p still points at it\)"),
    ("kfree(0x1234)", r"error: kfree: 0x00001234 is no address of kmalloc\(\)'s: .*"),
    ("q = __get_free_pages(GFP_DMA, 4)",
     rf"q = 0xc0[0-9a-f]{{6}}: 65536 bytes, order 4 \(16 pages\), zone DMA, pfn \d+-\d+, {COST}"),
    ("free_pages(q, 3)", r"error: free_pages: order 3 given, but pfn \d+ was got with order 4: .*"),
    ("free_pages(q, 4)", rf"free_pages: 16 pages back, zone DMA, pfn \d+, {COST}"),
    ("v = vmalloc(300*1024)",
     rf"v = {ADDR}: 307200 bytes for 307200, area {ADDR}-{ADDR} and a guard page, 75 pages of zone Normal, .*"),
    ("memset(v, 0, 300K + 1)", rf"error: {ADDR}: not mapped; the CPU would fault there"),
    ("vfree(v)", rf"vfree: 307200 bytes back, {COST}"),
    ("__get_free_pages(GFP_KERNEL, 11)", rf"= NULL: beyond the largest block, order 10 \(4 MiB\), {COST}"),
    ("ioremap(0x200000, 4096)", rf"= NULL: that is RAM, which the kernel owns: .*, {COST}"),
    ("kmalloc(0, GFP_KERNEL)", r"= 0x00000010: ZERO_SIZE_PTR: .*"),
    ("*(u8 *)0x10", r"error: 0x00000010: a NULL pointer; page 0 is not mapped"),
    ("strcpy(0xc0100000, \"x\")", r"error: 0xc0100000: the kernel's own image; not written"),
    ("kmaloc(65, GFP_KERNEL)", r"error: nothing is called kmaloc; did you mean kmalloc\?"),
    ("kmalloc(65)", r"error: kmalloc: 1 argument given, 2 needed: void \*kmalloc\(size_t size, gfp_t flags\)"),
    ("fill(HighMem)", r"fill: zone HighMem is empty on this machine"),
    ("fill(Normal)", r"Normal: \d+ pages taken, .* then the next page came from DMA; \d+ pages left free .*"),
    ("fragment(Normal)", r"Normal: every second page, \d{4,} of them, given back, \d+ free"),
    ("release(Normal)", r"Normal: \d+ pages given back, \d+ free"),
    ("stress(1000)", r"stress: 1000 steps .* 0 gave NULL; .* 0 damaged; (\d+) pages free before, \1 after"),
    ("msleep(20)", r"msleep: \d+ instructions, slept"),
    ("echo 1000 > /proc/sys/vm/min_free_kbytes; cat /proc/sys/vm/min_free_kbytes", r"1000"),
    ("echo x > /proc/sys/vm/min_free_kbytes", r"echo: /proc/sys/vm/min_free_kbytes: Invalid argument"),
    ("echo 10 > /proc/sys/vm/min_free_kbytes; cat /proc/sys/vm/min_free_kbytes", r"10"),
    ("echo 200 > /proc/sys/vm/swappiness; echo 3 > /proc/sys/vm/drop_caches; cat /proc/vmstat", r"[\s\S]*\ndrop_slab 1\n[\s\S]*"),
    ("cat /proc/nosuch", r"cat: /proc/nosuch: No such file or directory"),
    ("x = " + "1 + " * 200 + "1", r"x = 201 \(0xc9\)"),
]

HIGH = [
    ("pg = alloc_page(GFP_HIGHUSER)",
     rf"pg = page {ADDR}: 4096 bytes, order 0, zone HighMem, pfn \d+, physical {ADDR}, "
     rf"no kernel address until kmap\(\), {COST}"),
    ("page_address(pg)", r"= NULL: zone HighMem, pfn \d+, high memory has no kernel address until kmap\(\), .*"),
    ("a = kmap(pg)", rf"a = {ADDR}: zone HighMem, pfn \d+, pkmap slot \d+ of 1024, {COST}"),
    ("page_address(pg) == a", r"= 1"),
    ("kunmap(pg)", r"kunmap: zone HighMem, .*"),
    ("kunmap(pg)", r"error: kunmap: pfn \d+ is not mapped by kmap\(\), or no longer"),
    ("fill(HighMem)", r"HighMem: \d+ pages taken, .* then the next page came from Normal; .*"),
    ("release(HighMem)", r"HighMem: \d+ pages given back, \d+ free"),
]


def check(report, args, expected):
    lines = [line for line, _ in expected]
    status, output = machine.run(args, lines)
    report.equal(" ".join(args) + ": exit status", status, 0)
    got = machine.answers(output, lines)
    for (line, pattern), answer in zip(expected, got):
        report.true(f"{line}: {answer!r} is not {pattern!r}", re.fullmatch(pattern, answer))
    report.equal("answers", len(got), len(lines))
    return output


def main():
    report = machine.Report()
    fixed = ["-rtc", "base=2024-01-01"]
    first = check(report, [*fixed, "-m", "128", "mem=126M"], LOW)
    report.equal("the same a second time", check(report, [*fixed, "-m", "128", "mem=126M"], LOW), first)
    check(report, ["-m", "1024"], HIGH)
    report.close()


main()
