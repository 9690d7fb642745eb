#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Debian's busybox on the mini-kernel: each line of busybox.cmds, with its output and status.

What must come out is in busybox.expected: what Linux 6.1 printed in the same machine. With LONG=1
Linux runs again, and must print it again. UPDATE=1 writes the file from Linux.
"""
import difflib
import os
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/boot/linux")
sys.path.insert(0, "tests/guest")
import initramfs  # noqa: E402
import machine  # noqa: E402

HERE = "tests/guest/user"
DEBIAN = "build/debian"
BEGIN, END = "=== begin", "=== end"

# A command may take several lines: until `sh -n` has nothing against it.
INIT = """#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
exec < /dev/null > /dev/console 2>&1
cd /tmp
echo '%s'
for check in /checks/*; do
	echo "$ $(cat $check)"
	sh -c '. "$1"' sh $check 2>&1
	echo "[$?]"
	cd /tmp
done
echo '%s'
poweroff -f
""" % (BEGIN, END)


def commands():
    """The checks: a line each, but a here-document and a continued line belong together."""
    with open(f"{HERE}/busybox.cmds", encoding="ascii") as file:
        lines = file.read().split("\n")[:-1]
    found, at = [], 0
    while at < len(lines):
        command = lines[at]
        at += 1
        while command.endswith("\\") or ("<< END" in command and not command.endswith("\nEND")):
            command += "\n" + lines[at]
            at += 1
        found.append(command)
    return found


def make_initramfs(path, busybox):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "tmp", "checks"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(busybox))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    for number, command in enumerate(commands()):
        cpio.add(f"checks/{number:03}", stat.S_IFREG | 0o644, (command + "\n").encode())
    initramfs.pack(cpio, path)


def run(args):
    done = subprocess.run([machine.ZONEMU, *args, "-display", "none", "-serial", "stdio",
                           "-monitor", "none"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=600, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    if BEGIN not in text or END not in text:
        sys.exit("busybox: the checks did not run to their end:\n" + text[-2000:])
    return text.partition(BEGIN + "\n")[2].partition(END)[0]


def linux(path):
    kernel = sorted(os.listdir(f"{DEBIAN}/linux-image-686/boot"))
    image = next(name for name in kernel if name.startswith("vmlinuz"))
    return run(["-kernel", f"{DEBIAN}/linux-image-686/boot/{image}", "-initrd", path, "-append",
                "console=ttyS0 quiet loglevel=1 panic=-1", "-icount", "shift=0,sleep=off"])


def blocks(text):
    """Command to what it printed."""
    parts = ("\n" + text).split("\n$ ")[1:]
    return [part.rstrip("\n") for part in parts]


def main():
    wanted = ["busybox-static"]
    is_long = os.environ.get("LONG") or os.environ.get("UPDATE")
    if is_long:
        wanted.append("linux-image-686")
    fetched = subprocess.run(["tools/fetch-debian.sh", DEBIAN, *wanted], check=False,
                             stdout=subprocess.DEVNULL).returncode
    if fetched:
        print("busybox: Debian's packages cannot be reached")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path, f"{DEBIAN}/busybox-static/bin/busybox")
        if is_long:
            text = linux(path)
            if os.environ.get("UPDATE"):
                with open(f"{HERE}/busybox.expected", "w", encoding="utf-8") as file:
                    file.write(text)
        with open(f"{HERE}/busybox.expected", encoding="utf-8") as file:
            expected = blocks(file.read())
        if is_long:
            report.equal("Linux prints what it did", blocks(text), expected)
        got = blocks(run(["-initrd", path, "-append", "quiet loglevel=1"]))
    report.equal("as many checks", len(got), len(expected))
    for one, other in zip(got, expected):
        if one != other:
            print("\n".join(difflib.unified_diff(other.split("\n"), one.split("\n"), "Linux",
                                                 "here", lineterm="")))
        report.equal(other.split("\n")[0], one, other)
    report.close()


main()
