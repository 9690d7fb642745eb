#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""500 broken modules: each is refused with a line that says why, and leaves nothing behind."""
import os
import random
import re
import shutil
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import badko  # noqa: E402
import machine  # noqa: E402

MODULES = "build/guest/modules"
SEED = 20051120
COUNT = 500
BATCH = 60  # files a machine takes
CYCLE = 12  # of these, pairs that depend on each other


def read(name):
    with open(f"{MODULES}/{name}.ko", "rb") as file:
        return file.read()


def cyclic(rnd, number):
    """Two files, each of which says that it needs the other."""
    a, b = f"y{number:03}", f"z{number:03}"
    out = {}
    for name, needs in ((a, b), (b, a)):
        data = bytearray(read("import"))
        at = data.index(b"depends=export\0")
        data[at:at + 15] = b"depends=" + needs.encode() + b"\0\0\0"
        out[name] = bytes(data)
    return out


def broken(rnd):
    files, kinds = {}, {}
    for number in range(CYCLE // 2):
        for name, data in cyclic(rnd, number).items():
            files[name], kinds[name] = data, "cyclic"
    while len(files) < COUNT:
        name = f"b{len(files):03}"
        kind = badko.KINDS[len(files) % len(badko.KINDS)]
        elf = badko.Elf(read(rnd.choice(["hellop", "export", "hello"])))
        kind(elf, rnd)
        files[name], kinds[name] = bytes(elf.data), kind.__name__
    return files, kinds


def free_kib(text):
    return int(re.search(r"MemFree: +(\d+) kB", text).group(1))


def run_batch(report, folder, kinds, batch):
    """One machine: all refused at boot; once more at the prompt; and a third time, with memory measured around."""
    measure = ["cat /proc/meminfo", "lsmod", "cat /proc/vmallocinfo"]
    insmod = [f"insmod {name}" for name in batch]
    lines = [*insmod, *measure, *insmod, *measure]
    status, output = machine.run(["-append", "quiet loglevel=7", "-initrd", ",".join(f"{folder}/{n}.ko" for n in batch)], lines)
    report.equal("exit status", status, 0)
    said = machine.answers(output, lines)
    for name, answer in zip(batch, said):
        about = f"{name} ({kinds[name]}): {answer!r}"
        reasons = [line for line in answer.splitlines() if re.match(r"\[ *[\d.]+\] \S", line)]
        report.true(f"{about}: a reason", reasons)
        report.true(f"{about}: refused", re.search(r"^insmod: .*: error -\d+$", answer, re.M))
        report.true(f"{about}: one line for one fault", len(reasons) == 1 or kinds[name] == "unknown_symbol")
        report.true(f"{about}: no oops", "Call Trace" not in answer and "WARNING" not in answer)
    before, after = said[len(batch)], said[2 * len(batch) + 3]
    report.equal("modules left", said[2 * len(batch) + 4], "Module                  Size  Used by")
    report.true(f"module memory left: {said[-1]}", "[" not in said[-1])
    report.equal("free memory, KiB", free_kib(after), free_kib(before))


def main():
    print(f"seed {SEED}")
    report = machine.Report()
    files, kinds = broken(random.Random(SEED))
    folder = tempfile.mkdtemp()
    for name, data in files.items():
        with open(f"{folder}/{name}.ko", "wb") as file:
            file.write(data)
    names = list(files)
    for first in range(0, len(names), BATCH):
        run_batch(report, folder, kinds, names[first:first + BATCH])
    shutil.rmtree(folder)
    report.close()


if __name__ == "__main__":
    if not os.path.exists(f"{MODULES}/hello.ko"):
        print("no modules built")
        sys.exit(77)
    main()
