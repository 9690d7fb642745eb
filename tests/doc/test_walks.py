#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""ARCHITECTURE.md's walks: every function is in its file, and the traced kmalloc takes these steps."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

PAGE_OFFSET = 0xc0000000
STEP = re.compile(r"`(\w+)` \(((?:\w+/)+\w+\.[chS])\)")


def walks():
    """{title: [(function, file)]} in the order of the text."""
    text = open("ARCHITECTURE.md").read().partition("## Three walks")[2]
    return {part.partition("\n")[0]: STEP.findall(part) for part in text.split("\n### ")[1:]}


def check_names(report, title, steps):
    report.true(f"{title}: has steps", len(steps) > 4)
    for function, path in steps:
        defined = os.path.exists(path) and re.search(rf"^\w[^;]*\b{function}\(", open(path).read(), re.M)
        report.true(f"{title}: {function} is in {path}", defined)


def trace_of(lines):
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "trace")
        events = f"cpu:*,mem:*,kmem:*,from=prompt:call_begin,until=prompt:call_end,file={path}"
        status, output = machine.run(["-append", "mem=126M quiet", "-trace", events], lines)
        return status, output, open(path).read()


def functions(trace):
    """The guest functions in the order in which they were entered or came back to."""
    return re.findall(r"cpu:insn +[0-9a-f]+ (\w+)", trace)


def in_order(wanted, seen):
    at = iter(seen)
    return [name for name in wanted if name not in at]


def check_kmalloc(report, steps):
    line = "p = kmalloc(3000, GFP_KERNEL | __GFP_ZERO)"
    status, output, trace = trace_of(["echo 2 > /proc/sys/vm/drop_caches", line])
    # what stands in a header is inlined: the trace has no name for it
    guest = [name for name, path in steps if re.fullmatch(r"(mm|guest)/.*\.c", path)]
    report.equal("status", status, 0)
    report.equal("steps that the trace lacks", in_order(guest, functions(trace)), [])
    # how many pages boot left on the CPU's list is nobody's promise
    events = [name for name in re.findall(r"kmem:(\w+)", trace) if name != "mm_page_pcpu_refill"]
    report.equal("events", events, ["mm_page_alloc", "slab_grow", "kmalloc"])
    address = int(re.search(r"^p = (0x[0-9a-f]+)", output, re.M).group(1), 16)
    store = re.search(rf"mem:write +la={address:08x} pa=([0-9a-f]+) .*value=0x0+$", trace, re.M)
    report.true("the object's first word is cleared", store)
    report.equal("where it lies in RAM", int(store.group(1), 16), address - PAGE_OFFSET)
    pfn = int(re.search(r"mm_page_alloc +pfn=(\d+)", trace).group(1))
    report.equal("its frame", pfn, int(store.group(1), 16) >> 12)


def dma_trace():
    with tempfile.TemporaryDirectory() as directory:
        path = os.path.join(directory, "trace")
        command = [machine.ZONEMU, "-nographic", "-panel", "none", "-m", "32M", "-append", "quiet", "-kernel", machine.KERNEL,
                   "-fda", "build/guest/lessons/floppy.img", "-snapshot", "-icount", "shift=0,sleep=off",
                   "-initrd", "build/guest/lessons/mem.gz,build/guest/modules/floppy.ko", "-trace", f"io:write,dma:*,irq:line,file={path}"]
        subprocess.run(command, input=b"share f 4 /dev/fd0\nread f 0\npoweroff\n", stdout=subprocess.DEVNULL, timeout=100, check=False)
        return open(path).read()


def check_dma(report):
    """The page is the last transfer: its registers, its bytes in a row, its interrupt."""
    trace = dma_trace()
    trace = trace[trace.rindex("dma1 ch2 count", 0, trace.index("left=4095")) - 2000:]
    trace = trace[trace.index("value=0x06 dma1 mask"):]
    low, high = (int(value, 16) for value in re.findall(r"value=0x(\w+) dma1 ch2 address", trace)[:2])
    page = int(re.search(r"port=0x0081 bytes=1 value=0x(\w+)", trace)[1], 16)
    cycles = [(int(pa, 16), int(left)) for pa, left in re.findall(r"dma:cycle .*channel=2 page=\w+ pa=0x(\w+) left=(\d+) ", trace)]
    start = page << 16 | high << 8 | low
    report.true("below 16 MiB, not across a line", start >> 16 == (start + 4095) >> 16)
    report.equal("each byte in its place", cycles[:4096], [(start + n, 4095 - n) for n in range(4096)])
    steps = ["value=0x06 dma1 mask", "dma1 clear byte pointer", "value=0x46 dma1 mode", "dma1 ch2 address", "dma1 ch2 count",
             "value=0x02 dma1 mask", "channel=2 high", "left=4095", "left=0 ", "TC", "irq=6 high", "value=0x06 dma1 mask", "irq=6 low"]
    at = 0
    for step in steps:
        found = trace.find(step, at)
        report.true(f"{step} comes next", found >= 0)
        at = max(found, at)


def main():
    report = machine.Report()
    found = walks()
    report.equal("walks", len(found), 3)
    for title, steps in found.items():
        check_names(report, title, steps)
    check_kmalloc(report, next(iter(found.values())))
    check_dma(report)
    report.close()


main()
