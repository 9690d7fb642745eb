#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Debian's own programs, linked against its shared C library, as they come: bash, coreutils, strace."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

DEBIAN = "build/debian"
PACKAGES = ["libc6", "bash", "coreutils", "strace", "libtinfo6", "libacl1", "libattr1",
            "libselinux1", "libpcre2-8-0", "libgmp10"]

SCRIPT = """#!/bin/busybox sh
part() { echo "=== $1"; }
part bash; /bin/bash --norc <<'END'
echo $((6 * 7)) ${BASH_VERSINFO[0]}; a=(one two three); echo ${a[@]:1}
for i in {1..3}; do echo $i; done | /usr/bin/tac | /usr/bin/paste -sd+
cat <(echo substituted); coproc { read line; echo "got $line"; }
echo asked >&${COPROC[1]}; read answer <&${COPROC[0]}; echo $answer
trap 'echo trapped' USR1; kill -USR1 $$; printf '%q\\n' 'a b'
END
part coreutils; cd /tmp; /usr/bin/seq 1000 | /usr/bin/shuf --random-source=/bin/busybox | /usr/bin/sort -n | /usr/bin/sha256sum
/bin/echo text >file; /bin/cp -a file copy; /bin/mv copy moved; /bin/ls -1; /usr/bin/stat -c '%s %a %F' moved
/usr/bin/factor 123456789012345678901; /bin/dd if=/dev/zero bs=64k count=3 status=none | /usr/bin/wc -c
/usr/bin/timeout 0.2 /bin/sleep 10; echo $?; /usr/bin/nproc; /usr/bin/tail -n 1 /etc/passwd | /usr/bin/cut -d: -f1
part strace; /usr/bin/strace -e trace=openat,write,exit_group /bin/echo traced 2>&1
part follow; /usr/bin/strace -f -o /tmp/log -e trace=execve,clone,exit_group /bin/bash --norc -c '/bin/true; /bin/false; :'
/bin/cut -d' ' -f2- /tmp/log | /bin/sed 's/0x[0-9a-f]*/ADDRESS/g'
part end
busybox poweroff -f
"""

# The libraries that echo opens, and what it does.
TRACED = [r'openat\(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY\|O_LARGEFILE\|O_CLOEXEC\) = -1 ENOENT.*',
          r'openat\(AT_FDCWD, "/lib/i386-linux-gnu/.*libc.so.6", O_RDONLY\|O_LARGEFILE\|O_CLOEXEC\) = 3',
          r'write\(1, "traced\\n", 7traced', r"\)                 = 7",
          r"exit_group\(0\)                           = \?", r"\+\+\+ exited with 0 \+\+\+"]


def run():
    trees = [word for name in PACKAGES for word in ("--tree", f"{DEBIAN}/{name}")]
    with tempfile.TemporaryDirectory() as folder:
        rc, out = os.path.join(folder, "rc"), os.path.join(folder, "initramfs.gz")
        with open(rc, "w", encoding="ascii") as file:
            file.write(SCRIPT)
        subprocess.run(["tools/mkinitramfs.py", "--rc", rc, *trees, out,
                        f"{DEBIAN}/busybox-static/bin/busybox"], check=True)
        done = subprocess.run(machine.command(["-m", "256M", "-initrd", out]),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=200, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    found = re.split(r"^=== (\w+)\n", text, flags=re.M)
    return {name: part.splitlines() for name, part in zip(found[1::2], found[2::2])}, text


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static", *PACKAGES], check=False,
                      stdout=subprocess.DEVNULL).returncode:
        print("dynamic: Debian's packages cannot be reached")
        return 77
    report = machine.Report()
    part, text = run()
    report.true("to the end", "end" in part)
    if "end" not in part:
        print(text[-2000:])
    report.equal("bash", part.get("bash"), ["42 5", "two three", "3+2+1", "substituted",
                                            "got asked", "trapped", "a\\ b"])
    report.equal("coreutils", part.get("coreutils"), [
        "67d4ff71d43921d5739f387da09746f405e425b07d727e4c69d029461d1f051f  -", "file", "moved",
        "5 644 regular file", "123456789012345678901: 11 5471 10000799 205126079", "196608", "124", "1", "root"])
    # where the library is looked for first depends on what processor this is
    got = [line for line in part.get("strace", []) if "libc.so.6" not in line or "ENOENT" not in line]
    for number, pattern in enumerate(TRACED):
        report.true(f"strace: {pattern}", number < len(got) and re.match(pattern, got[number]))
    follow = "\n".join(part.get("follow", []))
    report.true("strace -f: three programs", follow.count("execve(") == 3)
    report.true("strace -f: their ends", "+++ exited with 1 +++" in follow and
                "+++ exited with 0 +++" in follow)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
