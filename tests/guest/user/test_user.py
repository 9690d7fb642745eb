#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Programs: Debian's busybox at the console, processes and memory under stress."""
import os
import re
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

BUSYBOX = "build/debian/busybox-static/bin/busybox"
PROGRAMS = ["build/guest/user/torture"]
BAD = re.compile(r"BUG|Oops|WARNING|Kernel panic|bad page")

SCRIPT = """#!/bin/sh
echo "sum $((6 * 7))" | tr a-z A-Z
mkdir -p /tmp/a/b && echo text >/tmp/a/b/f && cat /tmp/a/b/f && rm -r /tmp/a && ls /tmp | wc -l
seq 1 100 | awk '{ s += $1 } END { print "awk", s }'
printf 'b\\na\\nc\\n' | sort | tr '\\n' ' '; echo
echo hello | md5sum
(exit 3); echo "status $?"
kill -l 15
sh -c 'kill -TERM $$'; echo "killed $?"
trap 'echo trapped' USR1; kill -USR1 $$; trap - USR1
sleep 0.2 & wait $!; echo "waited $?"
printf '#!/bin/echo script\\n' >/tmp/s; chmod +x /tmp/s; /tmp/s end
dd if=/dev/zero bs=4096 count=64 2>/dev/null | wc -c
printf 'a\\n' | { read one; read two; echo "end after $one"; }
uname -sm
%s
poweroff -f
"""

EXPECTED = ["SUM 42", "text", "0", "awk 5050", "a b c ", "b1946ac92492d2347c6235b4d2611184  -",
            "status 3", "TERM", "killed 143", "trapped", "waited 0", "script /tmp/s end", "262144",
            "end after a", "Linux i686"]


def build(folder, script):
    rc, out = os.path.join(folder, "rc"), os.path.join(folder, "initramfs.gz")
    with open(rc, "w", encoding="ascii") as file:
        file.write(script)
    subprocess.run(["tools/mkinitramfs.py", "--rc", rc, out, BUSYBOX, *PROGRAMS], check=True)
    return out


def boot(initramfs, *args):
    done = subprocess.run(machine.command(["-initrd", initramfs, *args]), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=200, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


def shell(report, folder):
    output = boot(build(folder, SCRIPT % ""))
    begin = output.find("as init process\n")
    lines = output[begin:].split("\n")[1:]
    for want in EXPECTED:
        report.true(f"the shell says {want!r}", want in lines)
    report.true("nothing bad", not BAD.search(output[begin:]))


def stress(report, folder, *args):
    output = boot(build(folder, SCRIPT % "torture"), *args)
    begin = output.find("as init process\n")
    for number, name in re.findall(r"^not ok (\d+) (\S+)", output, re.M):
        report.true(f"torture {number} {name}", False)
    report.true(f"torture has ended {args}", "# totals: pass:18 fail:0" in output)
    report.true(f"nothing bad {args}", not BAD.search(output[begin:]))


def typed(report, folder):
    """Ctrl-C, jobs, Ctrl-Z at the terminal. A line is typed when the prompt has come."""
    guest = subprocess.Popen(machine.command(["-initrd", build(folder, "#!/bin/sh\n")]),
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    steps = [b"sleep 100\n", b"\x03", b"echo after $?\n", b"sleep 100\n", b"\x1a", b"jobs\n",
             b"kill %1\n", b"poweroff -f\n"]
    time.sleep(2)
    for step in steps:
        time.sleep(0.7)
        guest.stdin.write(step)
        guest.stdin.flush()
    output = guest.communicate(timeout=60)[0].decode("utf-8", "replace").replace("\r", "")
    report.true("Ctrl-C ends what runs", "after 130" in output)
    report.true("Ctrl-Z stops it", "Stopped" in output)


def main():
    fetched = subprocess.run(["tools/fetch-debian.sh", "build/debian", "busybox-static"], check=False)
    if fetched.returncode == 77:
        print("busybox-static:i386 cannot be fetched: skipped")
        return 77
    if subprocess.run(["make", "-s", "user"], check=False).returncode:
        print("no static C library for i386: skipped")
        return 77
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        shell(report, folder)
        stress(report, folder)
        stress(report, folder, "-smp", "2")
        typed(report, folder)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
