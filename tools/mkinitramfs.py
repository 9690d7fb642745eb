#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Build the mini-kernel's initramfs: mkinitramfs.py [--rc FILE] OUT [BUSYBOX] [PROGRAM...]

BUSYBOX is a static busybox for i386; with it come its applets' names, an init
that mounts what there is and starts a shell. Without it (an empty string) the
first PROGRAM is /init. Each PROGRAM goes to /bin; FILE is a script that init runs
before the shell. The same input gives the same bytes.
"""
import gzip
import os
import stat
import subprocess
import sys

from cpio import Cpio, read

INIT = """#!/bin/sh
# The first program: mounts, names, and a shell on the console.
export PATH=/bin:/sbin:/usr/bin:/usr/sbin HOME=/root TERM=${TERM:-linux} PS1='# '
mount -t proc proc /proc 2>/dev/null
mount -t sysfs sysfs /sys 2>/dev/null
mount -t debugfs debugfs /sys/kernel/debug 2>/dev/null
mount -t devtmpfs devtmpfs /dev 2>/dev/null
mount -t tmpfs tmpfs /tmp 2>/dev/null
hostname zonemu
cd /root
[ ! -x /etc/rc ] || /etc/rc
while :; do
	setsid -c sh -l </dev/console >/dev/console 2>&1
done
"""

# The kernel's own prompt, from the shell: its answer comes from the file the line went to.
KCALL = """#!/bin/sh
# kcall 'STATEMENT': C calls and commands of the kernel's prompt. Without one: a prompt.
ask() {
	exec 3<>/proc/kcall || exit
	printf '%s\\n' "$1" >&3
	cat <&3
	exec 3>&-
}
if [ $# -gt 0 ]; then
	ask "$*"
	exit
fi
while printf 'zonemu> ' && read -r line; do
	[ "$line" != exit ] || exit 0
	ask "$line"
done
"""

FOLDERS = ["bin", "dev", "etc", "lib", "mnt", "proc", "root", "sbin", "sys", "tmp", "usr",
           "usr/bin", "usr/sbin", "var", "run"]
ETC = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/sh\n",
    "etc/group": "root:x:0:\n",
    "etc/profile": "export PS1='\\w # '\n",
    "etc/fstab": "",
}


def applets(busybox):
    """The names it answers to; it says so itself, where this machine can run it."""
    try:
        text = subprocess.run([busybox, "--list"], capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ["sh", "mount", "hostname", "setsid"]
    return text.decode().split()


def main():
    args, rc = sys.argv[1:], None
    if args[0] == "--rc":
        rc, args = args[1], args[2:]
    out, busybox, programs = args[0], (args + [""])[1], args[2:]
    cpio = Cpio()
    for name in FOLDERS:
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("dev/null", stat.S_IFCHR | 0o666, device=(1, 3))
    for name, text in ETC.items():
        cpio.add(name, stat.S_IFREG | 0o644, text.encode())
    if busybox:
        cpio.add("bin/busybox", stat.S_IFREG | 0o755, read(busybox))
        for name in applets(busybox):
            if name != "busybox":
                cpio.add("bin/" + name, stat.S_IFLNK | 0o777, b"busybox")
        cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
        cpio.add("bin/kcall", stat.S_IFREG | 0o755, KCALL.encode())
    elif programs:
        cpio.add("init", stat.S_IFREG | 0o755, read(programs[0]))
    if rc:
        cpio.add("etc/rc", stat.S_IFREG | 0o755, read(rc))
    for program in programs:
        cpio.add("bin/" + os.path.basename(program), stat.S_IFREG | 0o755, read(program))
    with open(out, "wb") as file, gzip.GzipFile(fileobj=file, filename="", mode="wb",
                                                mtime=0) as packed:
        packed.write(cpio.finish())


if __name__ == "__main__":
    main()
