#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Swap: programs' memory, more than the machine has, goes to the disk and comes back right."""
import os
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

PAGE = 4096


def make_swap(path, pages):
    """As mkswap does: version 1, the last page, no bad ones, the signature."""
    header = bytearray(PAGE)
    header[1024:1036] = struct.pack("<III", 1, pages - 1, 0)
    header[PAGE - 10:] = b"SWAPSPACE2"
    with open(path, "wb") as image:
        image.write(header)
        image.truncate(pages * PAGE)


def check(report, image, memory, cpus, pages, program=machine.ZONEMU):
    make_swap(image, pages)
    args = ["-kernel", machine.KERNEL] if program == machine.ZONEMU else []
    args += ["-m", memory, "-smp", str(cpus), "-drive", f"file={image},format=raw,index=1,if=ide",
             "-append", "selftest=swap poweroff"]
    done = subprocess.run(machine.command(args, program), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=200, check=False)
    output = done.stdout.decode("utf-8", "replace").replace("\r", "")
    good = "# totals: pass:1 fail:0 skip:0" in output and "Call Trace" not in output
    report.true(f"{memory}, {cpus} processors, {os.path.basename(program)}", good)
    if not good:
        print(output)


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "swap")
        check(report, image, "16M", 1, 8192)
        check(report, image, "24M", 4, 12288)
        qemu = shutil.which("qemu-system-i386")
        if qemu:
            check(report, image, "16M", 1, 8192, qemu)
    report.close()


main()
