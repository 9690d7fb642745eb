#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""At the prompt: calls in other contexts, explanations, forms of other times, overruns that are found."""
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

CASES = [
    ("irq: a = kmalloc(64, GFP_ATOMIC)", ["in a hard interrupt", "did not sleep"]),
    ("irq: b = kmalloc(64, GFP_KERNEL)", ["in a hard interrupt", "sleeping function called from invalid context"]),
    ("softirq: c = kmalloc(64, GFP_ATOMIC)", ["in a softirq"]),
    ("atomic: d = alloc_page(GFP_ATOMIC)", ["with preemption off"]),
    ("irq: e = vmalloc(10000)", ["e = NULL", "not for interrupts"]),
    ("cpu 0: f = kmalloc(12, GFP_KERNEL)", ["on CPU 0"]),
    ("cpu 7: f = kmalloc(12, GFP_KERNEL)", ["error: there is no such CPU"]),
    ("p = kmalloc(65, GFP_KERNEL)", ["96 bytes for 65"]),
    ("explain last", ["kmalloc gave 0x", "this CPU's array of kmalloc-96: "]),
    ("explain p", ["cache kmalloc-96", "given out"]),
    ("q = alloc_pages(GFP_KERNEL, 3)", ["order 3 (8 pages)"]),
    ("explain q", ["buddy lists of zone Normal", "run_alloc_pages"]),
    ("x = __get_free_pages(GFP_ATOMIC, 11)", ["x = NULL", "beyond the largest block"]),
    ("explain", ["so: no block is that large"]),
    ("help kmem_cache_create", ["2.2-2.6.22:", "6.12 on:", "Lookaside Caches"]),
    ("request_dma(1, \"me\")", ["= 0"]),
    ("cat /proc/dma", [" 1: me", " 4: cascade"]),
    ("free_dma(1)", ["instructions"]),
    ("free_dma(1)", ["error: free_dma: channel 1 is nobody's"]),
    ("alloc_bootmem(100)", ["error: alloc_bootmem: only while booting"]),
    ("o = kmalloc(128, GFP_KERNEL)", ["cache kmalloc-128"]),
    ("memset(o, 1, 129)", ["129 bytes set"]),
    ("kfree(o)", ["128 bytes back"]),
    ("dmesg", ["BUG kmalloc-128", "Right Redzone overwritten", "Allocated in run_kmalloc", "First byte 0x1"]),
    ("o = kmalloc(100, GFP_KERNEL)", ["cache kmalloc-128"]),
    ("memset(o, 2, 101)", ["101 bytes set"]),
    ("kfree(o)", ["128 bytes back"]),
    ("dmesg", ["kmalloc Redzone overwritten", "First byte 0x2"]),
]


STRICT = [
    ("p = kmalloc(128K, GFP_KERNEL)", ["131072 bytes for 131072"]),
    ("q = kmalloc(128K + 1, GFP_KERNEL)", ["q = NULL", "beyond kmalloc_max="]),
    ("r = kmalloc(8192, GFP_KERNEL)", ["cache kmalloc-8k"]),
]


def run(report, args, cases):
    lines = [line for line, _ in cases]
    status, output = machine.run(args, lines)
    report.equal("exit status", status, 0)
    answers = machine.answers(output, lines)
    report.equal("answers", len(answers), len(lines))
    for (line, wanted), got in zip(cases, answers):
        for text in wanted:
            report.true(f"{line}: {text!r} in {got!r}", text in got)


def main():
    report = machine.Report()
    run(report, ["-m", "64", "slab_debug=ZU,kmalloc-128"], CASES)
    run(report, ["-m", "64", "kmalloc_max=128K"], STRICT)
    report.close()


main()
