#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""ARCHITECTURE.md's walks: every function is in its file, and the traced kmalloc takes these steps."""
import os
import re
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


def main():
    report = machine.Report()
    found = walks()
    report.equal("walks", len(found), 3)
    for title, steps in found.items():
        check_names(report, title, steps)
    check_kmalloc(report, next(iter(found.values())))
    report.close()


main()
