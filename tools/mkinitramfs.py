#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Build the mini-kernel's initramfs: mkinitramfs.py [--rc FILE] [--tree DIR]... OUT [BUSYBOX] [PROGRAM...]

BUSYBOX is a static busybox for i386; with it come its applets' names and the files of
guest/rootfs: what its init mounts and starts. Without it (an empty string) the first PROGRAM
is /init. Each PROGRAM goes to /bin; FILE is a script that runs before the first shell. What is
in a DIR (a package that tools/fetch-debian.sh has unpacked) comes as it is, with its libraries.

What is already packed does not pack twice, but busybox unpacks quickest when it is not packed
at all: a boot has more instructions to lose than a disk has bytes. So the blocks of the gzip
file are stored ones. The same input gives the same bytes.
"""
import gzip
import os
import stat
import subprocess
import sys

from cpio import Cpio, read

ROOTFS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "guest", "rootfs")
FOLDERS = ["bin", "dev", "etc", "lib", "mnt", "proc", "root", "sbin", "sys", "tmp", "usr",
           "usr/bin", "usr/sbin", "var", "run"]


def applets(busybox):
    """The names it answers to; it says so itself, where this machine can run it."""
    try:
        text = subprocess.run([busybox, "--list"], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ["sh", "mount", "umount", "init", "cat", "sync"]
    return text.decode().split()


def add_tree(cpio):
    """The files of guest/rootfs; the names that stand in a folder for programs."""
    commands = set()
    for folder, folders, files in os.walk(ROOTFS):
        folders.sort()
        inside = os.path.relpath(folder, ROOTFS)
        if inside != "." and inside not in FOLDERS:
            cpio.add(inside, stat.S_IFDIR | 0o755)
        for name in sorted(files):
            path = os.path.join(folder, name)
            target = os.path.normpath(os.path.join(inside, name))
            if os.path.islink(path):
                cpio.add(target, stat.S_IFLNK | 0o777, os.readlink(path).encode())
            else:
                mode = 0o755 if os.access(path, os.X_OK) else 0o644
                cpio.add(target, stat.S_IFREG | mode, read(path))
            if os.path.basename(folder) in ("bin", "sbin"):
                commands.add(name)
    return commands


def add_busybox(cpio, busybox):
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, read(busybox))
    commands = add_tree(cpio)
    for name in applets(busybox):
        if name != "busybox" and name not in commands:
            cpio.add("bin/" + name, stat.S_IFLNK | 0o777, b"busybox")
    # last: an archive that memory was too small for has no first program
    cpio.add("init", stat.S_IFLNK | 0o777, b"bin/busybox")


def add_package(cpio, top, seen):
    """A package's files; not what is only to be read by people."""
    for folder, folders, files in sorted(os.walk(top)):
        relative = os.path.relpath(folder, top)
        if relative.startswith(("usr/share/doc", "usr/share/man", "usr/share/locale")):
            continue
        for name in sorted(folders + files):
            path, inside = os.path.join(folder, name), os.path.normpath(os.path.join(relative, name))
            if inside in seen or name == ".fetched":
                continue
            seen.add(inside)
            if os.path.islink(path):
                cpio.add(inside, stat.S_IFLNK | 0o777, os.readlink(path).encode())
            elif os.path.isdir(path):
                cpio.add(inside, stat.S_IFDIR | 0o755)
            else:
                cpio.add(inside, stat.S_IFREG | os.stat(path).st_mode & 0o7777, read(path))


def main():
    args, rc, trees = sys.argv[1:], None, []
    while args[0] in ("--rc", "--tree"):
        if args[0] == "--rc":
            rc = args[1]
        else:
            trees.append(args[1])
        args = args[2:]
    out, busybox, programs = args[0], (args + [""])[1], args[2:]
    cpio = Cpio()
    for name in FOLDERS:
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("dev/null", stat.S_IFCHR | 0o666, device=(1, 3))
    seen = set(FOLDERS)
    for tree in trees:
        add_package(cpio, tree, seen)
    if rc:
        cpio.add("etc/rc", stat.S_IFREG | 0o755, read(rc))
    for program in programs:
        cpio.add("bin/" + os.path.basename(program), stat.S_IFREG | 0o755, read(program))
    if busybox:
        add_busybox(cpio, busybox)
    elif programs:
        cpio.add("init", stat.S_IFREG | 0o755, read(programs[0]))
    with open(out + ".new", "wb") as file, gzip.GzipFile(fileobj=file, filename="", mode="wb",
                                                         compresslevel=0, mtime=0) as packed:
        packed.write(cpio.finish())
    os.replace(out + ".new", out)


if __name__ == "__main__":
    main()
