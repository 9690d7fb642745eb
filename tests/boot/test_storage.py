#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A disk, a CD and a floppy worked by a plain driver, on zonemu and on QEMU, line by line.

DIFFERS names the lines in which the two may differ, with the reason.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SOURCE = "tests/boot/storage/storage.c"
QEMU = "qemu-system-i386"
DIFFERS = {
    "after it": "here the address of the last sector, as a drive leaves it; there the one after it",
    "beyond the end": "ATA-6 8.34: IDNF; there ABRT",
    "no such mode": "there is no multiword DMA mode 3",
    "read toc": "here the lead-out's control field is that of the track before it",
    "in minutes": "likewise",
    "sessions": "MMC-3 5.23: the last session's first track; there zeros",
    "once more": "SPC: sense data are gone when they were reported",
    "part id": "an 82078's command, invalid on the 82077AA",
    "both sides": "82077AA, status register 0: the head is the last one; SE is a seek's",
    "write to the second side": "likewise",
}


def build(work):
    image = os.path.join(work, "storage.elf")
    subprocess.run(["gcc", "-m32", "-march=i686", "-ffreestanding", "-fno-pic", "-fno-pie", "-nostdlib", "-static",
                    "-fno-stack-protector", "-fcf-protection=none", "-fno-asynchronous-unwind-tables", "-O1",
                    "-fno-strict-aliasing", "-Wl,-Ttext=0x101000,--section-start=.multiboot=0x100000,-e,start",
                    "-Wl,--build-id=none,-z,noexecstack,--no-warn-rwx-segments,-N", SOURCE, "-o", image], check=True)
    return image


def pattern(path, size, seed):
    """Bytes that do not repeat, the same in every run."""
    out, block = bytearray(), hashlib.sha256(seed).digest()
    while len(out) < size:
        out += block
        block = hashlib.sha256(block).digest()
    with open(path, "wb") as file:
        file.write(out[:size])
    return path


def run(program, kernel, folder):
    os.mkdir(folder)
    disk = pattern(f"{folder}/disk", 20 << 20, b"disk")
    cd = pattern(f"{folder}/cd", 1 << 20, b"cd")
    floppy = pattern(f"{folder}/floppy", 1474560, b"floppy")
    args = ["-m", "32", "-kernel", kernel, "-display", "none", "-serial", "stdio", "-monitor", "none",
            "-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-drive", f"file={disk},format=raw",
            "-cdrom", cd, "-drive", f"file={floppy},format=raw,if=floppy"]
    if program == machine.ZONEMU:
        args += ["-icount", "shift=0,sleep=off"]
    done = subprocess.run([program, *args], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=100, check=False)
    written = []
    for path in (disk, floppy):
        with open(path, "rb") as file:
            written.append(hashlib.md5(file.read()).hexdigest())
    return done.returncode, done.stdout.decode("latin-1").replace("\r", "").splitlines(), written


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as work:
        kernel = build(work)
        status, ours, written = run(machine.ZONEMU, kernel, f"{work}/ours")
        report.equal("status", status, 1)
        report.equal("the last line", ours[-1:], ["end"])
        if "-v" in sys.argv:
            print("\n".join(ours))
        if shutil.which(QEMU):
            status, theirs, peer_written = run(QEMU, kernel, f"{work}/theirs")
            report.equal("QEMU: status", status, 1)
            report.equal("QEMU: lines", len(theirs), len(ours))
            for n, (mine, peer) in enumerate(zip(ours, theirs)):
                if mine.split(":")[0] not in DIFFERS:
                    report.equal(f"line {n + 1}, here and on QEMU", mine, peer)
            report.equal("what is on the disks afterwards", written, peer_written)
    report.close()


main()
