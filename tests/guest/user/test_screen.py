#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The screen's terminal: after each line of screen.cmds (what printf is given), cells and cursor.

screen.expected is what Linux 6.1 showed in the same machine, read from /dev/vcsa1: the cursor,
and of each row that is not blank its characters and its attributes, in runs. With LONG=1 Linux
runs again, and must show it again. UPDATE=1 writes the file from Linux.
"""
import base64
import difflib
import os
import re
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
COLUMNS, ROWS = 80, 25

INIT = """#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
exec < /dev/null > /dev/console 2>&1
stty raw < /dev/tty1
stty raw
for check in /checks/*; do
	printf '\\033[11;5r\\033c' > /dev/tty1
	printf "$(cat $check)" > /dev/tty1
	echo "=== $(cat $check)"
	base64 /dev/vcsa1
done
sleep 1
poweroff -f
"""


def commands():
    with open(f"{HERE}/screen.cmds", encoding="ascii") as file:
        return file.read().splitlines()


def make_initramfs(path):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "checks"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755,
             initramfs.read(f"{DEBIAN}/busybox-static/bin/busybox"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    for number, command in enumerate(commands()):
        cpio.add(f"checks/{number:03}", stat.S_IFREG | 0o644, command.encode())
    initramfs.pack(cpio, path)


def runs(values):
    """0707071f -> 07*3 1f"""
    found = re.findall(r"(..)((?:\1)*)", values.hex())
    return " ".join(value + (f"*{len(more) // 2 + 1}" if more else "") for value, more in found)


def text_of(dump):
    """One check's dump, to be read by people."""
    lines = [f"cursor {dump[3]} {dump[2]}"]
    for row in range(ROWS):
        cells = dump[4 + row * COLUMNS * 2:][:COLUMNS * 2]
        if cells != b" \x07" * COLUMNS:
            characters = "".join(chr(c) if 32 <= c < 127 else f"<{c:02x}>" for c in cells[::2])
            lines.append(f"{row:2} {characters.rstrip()} | {runs(cells[1::2])}")
    return "\n".join(lines)


def run(args):
    done = subprocess.run([machine.ZONEMU, *args, "-display", "none", "-serial", "stdio",
                           "-monitor", "none"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=600, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    found = re.findall(r"^=== (.*)\n((?:[A-Za-z0-9+/=]+\n)+)", text, re.M)
    if len(found) != len(commands()):
        sys.exit(f"screen: {len(found)} checks of {len(commands())}:\n" + text[-2000:])
    return [f"$ {command}\n{text_of(base64.b64decode(dump))}" for command, dump in found]


def linux(path):
    boot = f"{DEBIAN}/linux-image-686/boot"
    image = next(name for name in sorted(os.listdir(boot)) if name.startswith("vmlinuz"))
    return run(["-kernel", f"{boot}/{image}", "-initrd", path, "-append",
                "console=ttyS0 quiet loglevel=1 panic=-1", "-icount", "shift=0,sleep=off"])


def main():
    is_long = os.environ.get("LONG") or os.environ.get("UPDATE")
    wanted = ["busybox-static"] + (["linux-image-686"] if is_long else [])
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, *wanted], check=False,
                      stdout=subprocess.DEVNULL).returncode:
        print("screen: Debian's packages cannot be reached")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path)
        if is_long:
            shown = linux(path)
            if os.environ.get("UPDATE"):
                with open(f"{HERE}/screen.expected", "w", encoding="ascii") as file:
                    file.write("\n".join(shown) + "\n")
        with open(f"{HERE}/screen.expected", encoding="ascii") as file:
            expected = ["$ " + part.rstrip("\n") for part in ("\n" + file.read()).split("\n$ ")[1:]]
        if is_long:
            report.equal("Linux shows what it did", shown, expected)
        got = run(["-initrd", path, "-append", "quiet loglevel=1"])
    for one, other in zip(got, expected):
        if one != other:
            print("\n".join(difflib.unified_diff(other.split("\n"), one.split("\n"), "Linux",
                                                 "here", lineterm="", n=0)))
        report.equal(other.split("\n")[0], one, other)
    report.close()


main()
