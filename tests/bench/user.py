#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What programs cost, in guest instructions: under the mini-kernel and Linux 6.1, side by side.

guest/user/userbench.c, one binary, runs on both, in the same machine, from the same
initramfs, with Debian's busybox. Linux is started with what makes it fastest: no mitigations,
and memory that is not cleared twice. Then the boot, to the character of the shell's prompt.

Status 0: nowhere more than Linux, and a tenth of its boot; 1: somewhere; 77: as far as could
be seen, for Linux could not be had. user.py [ROW] asks for rows with that in their name;
user.py --record writes all of them down, for tests/guest/user/test_userbench.py to hold ours to.
"""
import os
import re
import stat
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../boot/linux"))
from initramfs import Cpio, pack, read  # noqa: E402

ZONEMU = os.environ.get("ZONEMU", "build/zonemu")
DEBIAN = "build/debian"
BUSYBOX = f"{DEBIAN}/busybox-static/bin/busybox"
USERBENCH = "build/guest/user/userbench"
OUT = "build/bench/user"
PROMPT = "prompt: "
MACHINE = ["-nographic", "-panel", "none", "-m", "128", "-icount", "shift=0,sleep=off"]
FASTEST = "quiet init_on_alloc=0 init_on_free=0 mitigations=off slub_debug=-"
BOOT_SHARE = 0.1
BOOT = "boot to busybox's prompt"
RECORD = "tests/guest/user/userbench.tsv"

INIT = """#!/bin/sh
mount -t tmpfs tmpfs /tmp
%s
poweroff -f
"""
SHELL = f"""#!/bin/sh
export PS1='{PROMPT}'
exec sh -i </dev/console >/dev/console 2>&1
"""


def fetched(*packages):
    run = subprocess.run(["tools/fetch-debian.sh", DEBIAN, *packages], check=False)
    if run.returncode not in (0, 77):
        sys.exit(run.returncode)
    return run.returncode == 0


def initramfs(name, init):
    os.makedirs(OUT, exist_ok=True)
    cpio = Cpio()
    for folder in ("bin", "dev", "tmp"):
        cpio.add(folder, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("dev/null", stat.S_IFCHR | 0o666, device=(1, 3))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, read(BUSYBOX))
    for applet in ("sh", "mount", "poweroff", "true"):
        cpio.add(f"bin/{applet}", stat.S_IFLNK | 0o777, b"busybox")
    cpio.add("bin/userbench", stat.S_IFREG | 0o755, read(USERBENCH))
    cpio.add("init", stat.S_IFREG | 0o755, init.encode())
    pack(cpio, f"{OUT}/{name}.gz")
    return f"{OUT}/{name}.gz"


def linux_args():
    boot = f"{DEBIAN}/linux-image-686/boot"
    kernel = next(name for name in sorted(os.listdir(boot)) if name.startswith("vmlinuz"))
    return ["-kernel", f"{boot}/{kernel}", "-append", "console=ttyS0 panic=-1 " + FASTEST]


def rows(args, bench, timeout):
    """Row to instructions, as userbench prints them."""
    run = subprocess.run([ZONEMU, *MACHINE, *args, "-initrd", initramfs("bench", INIT % bench)],
                         stdin=subprocess.DEVNULL, timeout=timeout, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, check=False)
    output = run.stdout.decode("utf-8", "replace").replace("\r", "")
    found = re.findall(r"userbench: (.*?) +(\d+)\s*$", output, re.M)
    if not found:
        sys.exit("the benchmark printed nothing:\n" + output[-2000:])
    return {name: int(cost) for name, cost in found}


def boot(args, timeout):
    """Instructions from reset until the serial port gets the prompt's last character."""
    log = f"{OUT}/boot.trace"
    command = [ZONEMU, *MACHINE, *args, "-initrd", initramfs("shell", SHELL),
               "-trace", f"io:write,file={log}"]
    guest = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    seen = b""
    while not seen.endswith(PROMPT.encode()):
        more = os.read(guest.stdout.fileno(), 1)
        if not more:
            sys.exit("no prompt:\n" + seen.decode("utf-8", "replace")[-2000:])
        seen += more
    guest.stdin.write(b"poweroff -f\n")
    guest.stdin.flush()
    guest.communicate(timeout=timeout)
    stamp, text = 0, ""
    with open(log, encoding="ascii") as file:
        for line in file:
            sent = re.match(r"\s*(\d+).*io:write.*port=0x03f8 .*value=0x([0-9a-f]+)", line)
            if sent:
                stamp, text = int(sent.group(1)), (text + chr(int(sent.group(2), 16)))[-16:]
                if text.endswith(PROMPT):
                    break
    return stamp


def record(ours, theirs):
    with open(RECORD, "w", encoding="ascii") as file:
        file.write("# row, guest instructions here and on Linux 6.1 (tests/bench/user.py --record)\n")
        file.writelines(f"{name}\t{cost}\t{theirs[name]}\n" for name, cost in ours.items())


def table(ours, theirs):
    """True: nowhere more than Linux."""
    good = True
    print("%-34s %12s %12s %6s" % ("guest instructions", "zonemu", "Linux 6.1", "ratio"))
    for name, cost in ours.items():
        if name not in theirs:
            print("%-34s %12d %12s" % (name, cost, "-"))
            continue
        more = cost > theirs[name] * (BOOT_SHARE if name == BOOT else 1)
        good = good and not more
        print("%-34s %12d %12d %6.2f%s" % (name, cost, theirs[name], cost / theirs[name],
                                           "  more" if more else ""))
    return good


def main():
    recording = sys.argv[1:] == ["--record"]
    only = "" if recording else " ".join(sys.argv[1:])
    if not fetched("busybox-static"):
        print("busybox cannot be had: skipped")
        return 77
    bench = f"userbench '{only}'"
    ours = rows([], bench, 600)
    theirs = rows(linux_args(), bench, 1200) if fetched("linux-image-686") else {}
    if not only:
        ours[BOOT] = boot([], 60)
        if theirs:
            theirs[BOOT] = boot(linux_args(), 300)
    good = table(ours, theirs)
    if not theirs:
        print("Linux's kernel cannot be had: its column is skipped")
    elif recording:
        record(ours, theirs)
    return 1 if not good else 0 if theirs else 77


if __name__ == "__main__":
    sys.exit(main())
