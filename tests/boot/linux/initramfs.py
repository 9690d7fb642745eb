#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Build an initramfs: initramfs.py KERNEL_DIR BUSYBOX_DIR OUT

KERNEL_DIR and BUSYBOX_DIR are unpacked packages. What comes out holds busybox,
the modules that the scenarios load, an init, and the scenarios; the same input
gives the same bytes.
"""
import gzip
import os
import re
import stat
import sys

MODULES = ["floppy", "ata_piix", "sd_mod", "sr_mod", "isofs", "ext4", "crc32c_generic", "psmouse",
           "evdev", "parport_pc", "lp", "cpuid",
           "i2c-dev", "i2c-piix4", "i2c-parport", "sht21", "snd-sb16", "snd-pcm-oss"]
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../../../tools"))
from cpio import Cpio, read  # noqa: E402


def pack(cpio, out):
    """The archive, finished and compressed; the same input gives the same bytes."""
    with open(out, "wb") as file, gzip.GzipFile(fileobj=file, filename="", mode="wb",
                                                mtime=0) as packed:
        packed.write(cpio.finish())


def find_modules(root):
    """Module name to path, in the tree of one kernel release."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if name.endswith(".ko"):
                found[name[:-3].replace("-", "_")] = os.path.join(folder, name)
    return found


def needed(name, found, order):
    """A module after everything that it depends on."""
    if name in order or name not in found:
        return
    depends = re.search(rb"\0depends=([^\0]*)\0", read(found[name])).group(1).decode()
    for other in filter(None, depends.split(",")):
        needed(other.replace("-", "_"), found, order)
    order.append(name)


def underscored(name):
    return name.replace("-", "_")


def add_modules(cpio, kernel):
    release = os.listdir(os.path.join(kernel, "lib/modules"))[0]
    found = find_modules(os.path.join(kernel, "lib/modules", release))
    order = []
    for name in map(underscored, MODULES):
        needed(name, found, order)
    cpio.add("lib/modules", stat.S_IFDIR | 0o755)
    for name in order:
        cpio.add("lib/modules/%s.ko" % name, stat.S_IFREG | 0o644, read(found[name]))
    # In an order in which each may be loaded: `load NAME` takes the lines of NAME.
    lines = []
    for name in map(underscored, MODULES):
        chain = []
        needed(name, found, chain)
        lines.append("%s: %s\n" % (name, " ".join(chain)))
    cpio.add("lib/modules/chains", stat.S_IFREG | 0o644, "".join(lines).encode())


def main():
    kernel, busybox, out = sys.argv[1:]
    cpio = Cpio()
    for folder in ("bin", "dev", "lib", "mnt", "proc", "root", "scenario", "sys", "tmp"):
        cpio.add(folder, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, read(os.path.join(busybox, "bin/busybox")))
    cpio.add("bin/sh", stat.S_IFLNK | 0o777, b"busybox")
    add_modules(cpio, kernel)
    cpio.add("init", stat.S_IFREG | 0o755, read(os.path.join(HERE, "init")))
    for name in sorted(os.listdir(os.path.join(HERE, "scenario"))):
        cpio.add("scenario/" + name, stat.S_IFREG | 0o755,
                 read(os.path.join(HERE, "scenario", name)))
    pack(cpio, out)


if __name__ == "__main__":
    main()
