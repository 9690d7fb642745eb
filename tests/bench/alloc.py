#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What allocations cost, in guest instructions: the mini-kernel's and Linux 6.1's, side by side.

guest/kernel/allocbench.c runs in both: part of the mini-kernel, and a module for Debian's
stock kernel, built here against its headers. Both are counted by the machine's time-stamp
counter. Linux is started with what makes it fastest: no mitigations, and memory that is
not cleared (Debian's kernels clear it by default; the mini-kernel does not).

Then guest/kernel/fragbench.c: what is lost within blocks, and what is left in one piece
after an hour, beside a buddy allocator alone.

Status 0: nowhere more than Linux, nor worse than a buddy allocator; 1: somewhere; 77: as
far as could be seen, for Linux could not be had.
"""
import os
import re
import stat
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../boot/linux"))
from initramfs import Cpio, read, pack  # noqa: E402

ZONEMU = os.environ.get("ZONEMU", "build/zonemu")
HERE = os.path.dirname(os.path.abspath(__file__))
DEBIAN = "build/debian"
OUT = "build/bench/linux"
PACKAGES = ["linux-image-686", "busybox-static", "linux-headers-686", "linux-headers-common"]
COUNTED = ["-nographic", "-icount", "shift=0,sleep=off"]
FASTEST = "quiet init_on_alloc=0 init_on_free=0 mitigations=off slub_debug=-"


def rows(output):
    found = re.findall(r"allocbench: (.*?) +(\d+)\s*$", output, re.M)
    return {name: int(cost) for name, cost in found}


def machine(args, timeout, find=rows):
    run = subprocess.run([ZONEMU, *COUNTED, *args], stdin=subprocess.DEVNULL, timeout=timeout,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = run.stdout.decode("utf-8", "replace").replace("\r", "")
    found = find(output)
    if not found:
        sys.exit("the benchmark printed nothing:\n" + output[-2000:])
    return found


def fetched():
    run = subprocess.run(["tools/fetch-debian.sh", DEBIAN, *PACKAGES], check=False)
    if run.returncode not in (0, 77):
        sys.exit(run.returncode)
    return run.returncode == 0


def headers():
    """The two halves of Linux's headers: of this configuration, and common to all."""
    half = []
    for package in PACKAGES[2:]:
        under = os.path.join(DEBIAN, package, "usr/src")
        half.append(os.path.join(under, os.listdir(under)[0]))
    return half


def flags(own, common):
    """What the kernel's own makefiles pass, as far as interfaces depend on it."""
    include = [f"-I{common}/arch/x86/include", f"-I{own}/arch/x86/include/generated",
               f"-I{common}/include", f"-I{own}/include", f"-I{common}/arch/x86/include/uapi",
               f"-I{own}/arch/x86/include/generated/uapi", f"-I{common}/include/uapi",
               f"-I{own}/include/generated/uapi", f"-I{OUT}"]
    for name in ("compiler-version", "kconfig", "compiler_types"):
        include += ["-include", f"{common}/include/linux/{name}.h"]
    target = ["-m32", "-march=geode", "-mregparm=3", "-freg-struct-return",
              "-mpreferred-stack-boundary=2", "-mno-sse", "-mno-mmx", "-msoft-float",
              "-fcf-protection=none", "-fno-pic", "-fno-pie", "-ffreestanding"]
    language = ["-std=gnu11", "-O2", "-fno-strict-aliasing", "-fno-common", "-fno-strict-overflow",
                "-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-fshort-wchar",
                "-fno-delete-null-pointer-checks", "-w"]
    names = ["-D__KERNEL__", "-DMODULE", '-DKBUILD_MODNAME="allocbench"',
             '-DKBUILD_BASENAME="allocbench"', '-DKBUILD_MODFILE="allocbench"',
             "-D__KBUILD_MODNAME=kmod_allocbench"]
    return ["-nostdinc", *include, *target, *language, *names]


def write_versions(objects, own):
    """Of each symbol that the module wants: the sum over its type that the kernel has."""
    wanted = subprocess.run(["nm", "-u", *objects], stdout=subprocess.PIPE, check=True)
    names = sorted({"module_layout", *re.findall(r"U (\w+)", wanted.stdout.decode())})
    sums = {}
    with open(os.path.join(own, "Module.symvers"), encoding="ascii") as file:
        for line in file:
            fields = line.split("\t")
            sums[fields[1]] = fields[0]
    with open(os.path.join(OUT, "versions.h"), "w", encoding="ascii") as file:
        for name in names:
            file.write('\t{%s, "%s"},\n' % (sums[name], name))


def build_module():
    own, common = headers()
    compiler = ["gcc", *flags(own, common), "-c"]
    objects = [f"{OUT}/allocbench.o", f"{OUT}/module.o"]
    ko = f"{OUT}/allocbench.ko"
    os.makedirs(OUT, exist_ok=True)
    subprocess.run([*compiler, "guest/kernel/allocbench.c", "-o", objects[0]], check=True)
    write_versions(objects[:1], own)
    subprocess.run([*compiler, f"{HERE}/linux/module.c", "-o", objects[1]], check=True)
    subprocess.run(["ld", "-m", "elf_i386", "-r", *objects, "-o", ko], check=True)
    return ko


def build_initramfs():
    cpio = Cpio()
    for folder in ("bin", "dev"):
        cpio.add(folder, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, read(f"{DEBIAN}/busybox-static/bin/busybox"))
    cpio.add("bin/sh", stat.S_IFLNK | 0o777, b"busybox")
    cpio.add("allocbench.ko", stat.S_IFREG | 0o644, read(build_module()))
    cpio.add("init", stat.S_IFREG | 0o755, read(f"{HERE}/linux/init"))
    pack(cpio, f"{OUT}/initramfs.gz")
    return f"{OUT}/initramfs.gz"


def linux():
    boot = f"{DEBIAN}/linux-image-686/boot"
    kernel = next(name for name in sorted(os.listdir(boot)) if name.startswith("vmlinuz"))
    return machine(["-m", "1024", "-kernel", f"{boot}/{kernel}", "-initrd", build_initramfs(),
                    "-append", "console=ttyS0 panic=-1 " + FASTEST], 600)


def fragments(output):
    inner = re.findall(r"fragbench: inner (.*?) +(\d+) KiB taken for (\d+), (\d+) per mille lost", output)
    outer = re.findall(r"fragbench: outer (.*?) +(\d+) KiB taken, largest order (\d+), (\d+) per mille.*?"
                       r"order (\d+).*?(\d+) failed", output)
    return ({name: tuple(map(int, numbers)) for name, *numbers in inner},
            {name: tuple(map(int, numbers)) for name, *numbers in outer}) if inner and outer else None


def fragmentation():
    """True: better than blocks of powers of two alone, within blocks and between them."""
    # so little memory that an hour shows
    inner, outer = machine(["-m", "17", "-append", "fragbench poweroff"], 300, fragments)
    print("\n%-17s %10s %10s %8s" % ("sizes recorded", "asked KiB", "taken KiB", "lost"))
    for name, (taken, asked, lost) in inner.items():
        print("%-17s %10d %10d %7.1f%%" % (name, asked, taken, lost / 10))
    print("\n%-17s %10s %13s %26s" % ("after an hour", "taken KiB", "largest order", "free in large blocks"))
    for name, (taken, largest, whole, big, _) in outer.items():
        print("%-17s %10d %13d %14.1f%% (order %d up)" % (name, taken, largest, whole / 10, big))
    ours, alone = outer["kmalloc"], outer["pages alone"]
    return (inner["kmalloc"][2] == min(lost for _, _, lost in inner.values()) and
            ours[1] >= alone[1] and ours[2] > alone[2] and not ours[4])


def main():
    ours = machine(["-m", "1024", "-append", "allocbench poweroff"], 120)
    theirs = linux() if fetched() else {}
    worse = [name for name in theirs if ours[name] > theirs[name]]
    print("%-33s %9s %10s" % ("guest instructions of a pair", "zonemu", "Linux 6.1"))
    for name, cost in ours.items():
        print("%-33s %9d %10s%s" % (name, cost, theirs.get(name, "-"),
                                    "  more" if name in worse else ""))
    if not theirs:
        print("Linux's headers cannot be had: its column is skipped")
    if not fragmentation() or worse:
        return 1
    return 0 if theirs else 77


if __name__ == "__main__":
    sys.exit(main())
