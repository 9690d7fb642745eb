#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Modules with random bytes in random places: refused or loaded, never an oops, and nothing is left behind.

Whatever a change makes of one, it is not to run: its init function is moved out of its code, which the loader
finds at the end, after everything else has been read, resolved and relocated. LONG=1 takes ten times as many.
"""
import os
import random
import re
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import badko  # noqa: E402
import machine  # noqa: E402

MODULES = "build/guest/modules"
FROM = ["export", "hello", "hellop", "params", "percpu", "leaky", "scullc", "threads", "jiq", "hrt", "ids", "slabs"]
SEED = 20261121
BATCH = 100  # files a machine takes
COUNT = 2000 if os.environ.get("LONG") else 200


def interesting(elf):
    """Where a change is most likely to be noticed: (offset, bytes) of the header, the section table and what is no code."""
    spans = [(0, 52), (elf.shoff, 40 * elf.count)]
    for i in range(1, elf.count):
        s = elf.section(i)
        if s["type"] in (badko.SYMTAB, badko.STRTAB, badko.REL) or elf.names[i] in (
                ".modinfo", ".gnu.linkonce.this_module", "__param", "__ksymtab", "__ex_table", "__bug_table"):
            spans.append((s["offset"], s["size"]))
    return [span for span in spans if span[1]]


def mutate(data, rnd):
    elf = badko.Elf(data)
    badko.init_elsewhere(elf, rnd)
    spans = interesting(elf)
    for _ in range(rnd.choice((1, 1, 2, 4, 16))):
        off, size = rnd.choice(spans) if rnd.random() < 0.9 else (0, len(elf.data))
        at = off + rnd.randrange(size)
        how = rnd.randrange(4)
        if how == 0:
            elf.data[at] ^= 1 << rnd.randrange(8)
        elif how == 1:
            elf.data[at] = rnd.randrange(256)
        elif how == 2:
            elf.data[at] = rnd.choice((0, 1, 0x7f, 0x80, 0xff))
        else:
            word = rnd.choice((0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff0, size, len(elf.data)))
            elf.data[at:at + 4] = word.to_bytes(4, "little")[:len(elf.data) - at]
    return bytes(elf.data)


def free_kib(text):
    return int(re.search(r"MemFree: +(\d+) kB", text).group(1))


def run_batch(report, folder, batch):
    """All of them at boot and once more, to warm up; then again, with memory measured around."""
    measure = ["cat /proc/meminfo", "lsmod", "cat /proc/vmallocinfo"]
    insmod = [f"insmod {name}" for name in batch]
    lines = [*insmod, *measure, *insmod, *measure]
    status, output = machine.run(["-m", "64", "-append", "quiet loglevel=7", "-icount", "shift=0,sleep=off", "-initrd",
                                  ",".join(f"{folder}/{n}.ko" for n in batch)], lines, timeout=120)
    report.equal("exit status", status, 0)
    said = machine.answers(output, lines)
    refused = 0
    for name, answer in zip(batch, said):
        refused += bool(re.search(r"^insmod: .*: error -\d+$", answer, re.M))
        report.true(f"{name}: no oops: {answer[-600:]!r}", "Call Trace" not in answer and "BUG" not in answer)
    before, after = said[len(batch)], said[2 * len(batch) + 3]
    report.equal("free memory, KiB", free_kib(after), free_kib(before))
    report.equal("module memory", "[" in said[len(batch) + 2], "[" in said[-1])
    return refused


def main():
    print(f"seed {SEED}, {COUNT} files")
    report, rnd = machine.Report(), random.Random(SEED)
    images = []
    for name in FROM:
        if os.path.exists(f"{MODULES}/{name}.ko"):
            with open(f"{MODULES}/{name}.ko", "rb") as file:
                images.append(file.read())
    report.true("ten to begin with", len(images) >= 10)
    refused = 0
    for first in range(0, COUNT, BATCH):
        with tempfile.TemporaryDirectory() as folder:
            batch = [f"m{first + n}" for n in range(BATCH)]
            for name in batch:
                with open(f"{folder}/{name}.ko", "wb") as file:
                    file.write(mutate(rnd.choice(images), rnd))
            refused += run_batch(report, folder, batch)
    print(f"{refused} of {COUNT} refused")
    report.true("refused, nearly all of them", refused >= COUNT * 9 // 10)
    report.close()


if __name__ == "__main__":
    if not os.path.exists(f"{MODULES}/hello.ko"):
        print("no modules built")
        sys.exit(77)
    main()
