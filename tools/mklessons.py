#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What lessons boot with: mklessons.py OUT BUILD

OUT/mem.gz is an initramfs of one program, build/guest/user/mem; OUT/scull.gz goes on top of one
with a shell, and has the scull modules, their scripts and /lesson, an init; OUT/dma.gz the same
with isabuf; OUT/disk.img is an empty disk, OUT/floppy.img a floppy whose every sector begins with
its number. The same input gives the same bytes.
"""
import gzip
import os
import stat
import sys

from cpio import Cpio, read

DISK_BYTES = 32 << 20
SECTORS = 2880
LESSON = """#!/bin/sh
# A shell on the console, with a prompt that lessons know.
export PATH=/bin:/sbin:/usr/bin:/usr/sbin HOME=/ PS1='# '
mount -t proc proc /proc 2> /dev/null
mount -t devtmpfs devtmpfs /dev 2> /dev/null
cd /
while :; do
	setsid -c sh < /dev/console > /dev/console 2>&1
done
"""


def pack(cpio, path):
    with open(path, "wb") as file, gzip.GzipFile(fileobj=file, filename="", mode="wb", mtime=0) as packed:
        packed.write(cpio.finish())


def mem(path, build):
    cpio = Cpio()
    cpio.add("dev", stat.S_IFDIR | 0o755)
    cpio.add("proc", stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("init", stat.S_IFREG | 0o755, read(f"{build}/guest/user/mem"))
    pack(cpio, path)


def scull(path, build):
    cpio = Cpio()
    cpio.add("lesson", stat.S_IFREG | 0o755, LESSON.encode())
    for folder in ("lib", "lib/modules", "bin"):
        cpio.add(folder, stat.S_IFDIR | 0o755)
    for name in ("scull", "scullc", "scullp", "scullv"):
        cpio.add(f"lib/modules/{name}.ko", stat.S_IFREG | 0o644, read(f"{build}/guest/modules/{name}.ko"))
    for name in ("scull_load", "scull_unload"):
        cpio.add(f"bin/{name}", stat.S_IFREG | 0o755, read(f"guest/modules/scull/{name}"))
    pack(cpio, path)


def dma(path, build):
    cpio = Cpio()
    cpio.add("lesson", stat.S_IFREG | 0o755, LESSON.encode())
    for folder in ("lib", "lib/modules"):
        cpio.add(folder, stat.S_IFDIR | 0o755)
    cpio.add("lib/modules/isabuf.ko", stat.S_IFREG | 0o644, read(f"{build}/guest/modules/isabuf.ko"))
    pack(cpio, path)


def main():
    out, build = sys.argv[1:]
    os.makedirs(out, exist_ok=True)
    mem(f"{out}/mem.gz", build)
    scull(f"{out}/scull.gz", build)
    dma(f"{out}/dma.gz", build)
    with open(f"{out}/disk.img", "wb") as disk:
        disk.truncate(DISK_BYTES)
    with open(f"{out}/floppy.img", "wb") as floppy:
        for sector in range(SECTORS):
            floppy.write(f"sector {sector}\n".encode().ljust(512, b"\0"))


main()
