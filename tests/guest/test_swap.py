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


def make_initramfs(path, program):
    """A cpio archive (newc) of one file, /init."""
    with open(program, "rb") as file:
        content = file.read()
    archive = b""
    for name, mode, data in (("init", 0o100755, content), ("TRAILER!!!", 0, b"")):
        fields = (1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0)
        archive += ("070701" + "".join(f"{field:08X}" for field in fields)).encode() + name.encode() + b"\0"
        archive += b"\0" * (-len(archive) % 4) + data
        archive += b"\0" * (-len(archive) % 4)
    with open(path, "wb") as file:
        file.write(archive)


def check_program(report, folder, in_file):
    """A program and its child, 48 MiB in a machine of 16."""
    program, initramfs, area = (os.path.join(folder, name) for name in ("swapper", "initramfs", "swap"))
    subprocess.run(["gcc", "-m32", "-static", "-nostdlib", "-ffreestanding", "-fno-pic", "-no-pie", "-O1",
                    "-fno-stack-protector", "-o", program, "tests/guest/swapper.c"], check=True)
    make_initramfs(initramfs, program)
    make_swap(area, 14336)
    drive = ["-hdb", area]
    if in_file:
        files, image = os.path.join(folder, "files"), os.path.join(folder, "ext2")
        os.mkdir(files)
        with open(area, "rb") as file, open(os.path.join(files, "swap"), "wb") as copy:
            copy.write(file.read().replace(bytes(PAGE), b"\xff" * PAGE))
        subprocess.run(["mke2fs", "-q", "-t", "ext2", "-b", "4096", "-d", files, image, "64m"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        drive = ["-hda", image]
    done = subprocess.run(machine.command(["-kernel", machine.KERNEL, "-m", "16M", "-initrd", initramfs, *drive]),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=200,
                          check=False)
    output = done.stdout.decode("utf-8", "replace").replace("\r", "")
    what = "a program, swapping to a file" if in_file else "a program"
    for line in ("swapon 0", "wrong in the parent 0", "wrong in the child 0", "wrong at last 0", "munmap 0", "swapoff 0"):
        report.true(f"{what}: {line}", f"{line}\n" in output)
    if in_file:
        report.true("umount", "umount 0\n" in output)
        fsck = subprocess.run(["e2fsck", "-f", "-n", image], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        report.equal("e2fsck", fsck.returncode, 0)
    if "swapoff 0\n" not in output:
        print(output)


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "swap")
        check(report, image, "16M", 1, 8192)
        check(report, image, "24M", 4, 12288)
        check_program(report, folder, False)
        check_program(report, folder, True)
        qemu = shutil.which("qemu-system-i386")
        if qemu:
            check(report, image, "16M", 1, 8192, qemu)
    report.close()


main()
