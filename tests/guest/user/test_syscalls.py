#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""System calls by what they answer: guest/user/sc_*.c print it, line by line.

What must come out is in syscalls.expected: what Linux 6.1 printed in the same machine. With LONG=1
Linux runs again, and must print it again. UPDATE=1 writes the file from Linux. ONLY=sc_time runs one.
"""
import difflib
import glob
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

INIT = f"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t tmpfs tmp /tmp
exec < /dev/null > /dev/console 2>&1
cd /tmp
echo '{BEGIN}'
for program in %s; do
	echo "=== $program"
	$program
	echo "[$?]"
done
echo '{END}'
sleep 0.5
poweroff -f
"""


def programs():
    only = os.environ.get("ONLY", "sc_*")
    return sorted(os.path.basename(path)[:-2] for path in glob.glob(f"guest/user/{only}.c"))


def make_initramfs(path):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "tmp", "etc"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755,
             initramfs.read(f"{DEBIAN}/busybox-static/bin/busybox"))
    for name in programs():
        cpio.add(f"bin/{name}", stat.S_IFREG | 0o755, initramfs.read(f"build/guest/user/{name}"))
    cpio.add("init", stat.S_IFREG | 0o755, (INIT % " ".join(programs())).encode())
    initramfs.pack(cpio, path)


def run(args):
    done = subprocess.run([machine.ZONEMU, *args, "-display", "none", "-serial", "stdio",
                           "-monitor", "none"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    if BEGIN not in text or END not in text:
        sys.exit("syscalls: the programs did not run to their end:\n" + text[-2000:])
    return text.partition(BEGIN + "\n")[2].partition(END)[0]


def linux(path):
    boot = f"{DEBIAN}/linux-image-686/boot"
    image = next(name for name in sorted(os.listdir(boot)) if name.startswith("vmlinuz"))
    return run(["-kernel", f"{boot}/{image}", "-initrd", path, "-append",
                "console=ttyS0 quiet loglevel=1 panic=-1", "-icount", "shift=0,sleep=off"])


def by_program(text):
    """Name to lines."""
    parts = ("\n" + text).split("\n=== ")[1:]
    return {part.split("\n")[0]: part.rstrip("\n").split("\n")[1:] for part in parts}


def compare(report, got, want):
    for name in programs():
        one, other = got.get(name, []), want.get(name, [])
        print("\n".join(difflib.unified_diff(other, one, "Linux", name, lineterm="")), end="")
        report.true(f"{name} has run", other)
        for number, line in enumerate(other):
            report.equal(f"{name} line {number + 1}", one[number] if number < len(one) else None,
                         line)


def main():
    wanted = ["busybox-static"]
    is_long = os.environ.get("LONG") or os.environ.get("UPDATE")
    if is_long:
        wanted.append("linux-image-686")
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, *wanted], check=False,
                      stdout=subprocess.DEVNULL).returncode:
        print("syscalls: Debian's packages cannot be reached")
        return 77
    if subprocess.run(["make", "-s", "user"], check=False).returncode:
        print("syscalls: no static C library for i386")
        return 77
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path)
        text = linux(path) if is_long else ""
        if os.environ.get("UPDATE"):
            with open(f"{HERE}/syscalls.expected", "w", encoding="utf-8") as file:
                file.write(text)
        with open(f"{HERE}/syscalls.expected", encoding="utf-8") as file:
            expected = by_program(file.read())
        if is_long:
            compare(report, by_program(text), expected)
        compare(report, by_program(run(["-initrd", path, "-append", "quiet loglevel=1"])), expected)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
