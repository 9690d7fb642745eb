#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Programs that would break the kernel if they could: 100,000 random system calls, fork bombs.

Random calls: with one processor and with two. Afterwards what lies at addresses that the calls had for
pointers must be what it was, and the kernel's code, too; and every kind of object must be
there as often as before. LONG=1: two million.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

BUSYBOX = "build/debian/busybox-static/bin/busybox"
PROGRAMS = ["build/guest/user/fuzz", "build/guest/user/bomb", "build/guest/user/torture"]
BAD = re.compile(r"BUG|Oops|WARNING|Kernel panic|bad page|Call Trace|DAMAGED")
SEED = 41

# What is kept in caches may come and go; objects by the hundred are a leak.
SLACK_OBJECTS, SLACK_KB = 64, 256

RC = """#!/bin/sh
kcall 'p = kmalloc(4096, GFP_KERNEL)' >/dev/null
kcall 'q = kmalloc(4096, GFP_KERNEL)' >/dev/null
kcall 'memset(p, 0x5a, 4096)' >/dev/null
kcall 'memset(q, 0x5a, 4096)' >/dev/null
kcall 't = vmalloc(700K)' >/dev/null
kcall 'memcpy(t, 0xc0100000, 700K)' >/dev/null
addr=$(kcall p | sed 's/.*= \\(0x[0-9a-f]*\\).*/\\1/')
state() {
	sync
	echo 3 >/proc/sys/vm/drop_caches
	echo "state $1"
	grep MemFree /proc/meminfo
	cat /proc/slabinfo
	echo "end $1"
}
%s
kcall 'memcmp(p, q, 4096)'
kcall 'memcmp(t, 0xc0100000, 700K)'
poweroff -f
"""


def boot(folder, commands, *args):
    """What the machine printed from the first program on."""
    rc, initramfs = os.path.join(folder, "rc"), os.path.join(folder, "initramfs.gz")
    with open(rc, "w", encoding="ascii") as file:
        file.write(RC % commands)
    subprocess.run(["tools/mkinitramfs.py", "--rc", rc, initramfs, BUSYBOX, *PROGRAMS], check=True)
    args = ["-initrd", initramfs, "-icount", "shift=0,sleep=off", *args]
    done = subprocess.run(machine.command(args), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=1500, check=False)
    output = done.stdout.decode("utf-8", "replace").replace("\r", "")
    return output.partition("as init process\n")[2]


def states(output):
    """What each `state N` printed: free KiB, and objects by cache."""
    found = []
    for text in re.findall(r"^state \d+\n(.*?)^end \d+$", output, re.M | re.S):
        caches = re.findall(r"^(\S+)\s+(\d+)\s+\d+\s+\d+\s+\d+\s+\d+ : tunables", text, re.M)
        found.append((int(re.search(r"MemFree: +(\d+)", text)[1]),
                      {name: int(active) for name, active in caches}))
    return found


def nothing_lost(report, what, output):
    found = states(output)
    report.equal(f"{what}: states", len(found), 2)
    if len(found) != 2:
        return
    (free, objects), (free_after, objects_after) = found
    report.true(f"{what}: {free - free_after} KiB lost", free - free_after <= SLACK_KB)
    more = {name: count - objects.get(name, 0) for name, count in objects_after.items()
            if count - objects.get(name, 0) > SLACK_OBJECTS}
    report.equal(f"{what}: objects left", more, {})


def random_calls(report, folder, calls, *args):
    what = f"{calls} random calls {' '.join(args)}"
    output = boot(folder, f"fuzz 2000 4 1 $addr\nstate 0\nfuzz {calls} 4 {SEED} $addr\nstate 1", *args)
    made = [int(count) for count in re.findall(r"^# fuzz: (\d+) calls made", output, re.M)]
    # who is killed may count the call yet, and a clone() the last one along with its parent
    report.true(f"{what}: {made} made", len(made) == 2 and calls <= made[1] <= calls + 16)
    report.equal(f"{what}: to their end", output.count("# fuzz: done\n"), 2)
    report.true(f"{what}: nothing bad", not BAD.search(output))
    report.equal(f"{what}: the kernel's memory", len(re.findall(r"^= 0: \d+ instructions", output, re.M)), 2)
    nothing_lost(report, what, output)
    if report.failures:
        print(output[-20000:])


def fork_bombs(report, folder, seconds, *args):
    """One that takes memory, until processes are killed; and the shell's, until there are too many."""
    commands = f"""for p in /proc/[0-9]*; do echo -1000 >$p/oom_score_adj; done 2>/dev/null
bomb 0
bomb 0 sh -c 'a() {{ a | a & }}; a' 2>/dev/null
echo now
bomb {seconds}
bomb {seconds} sh -c 'a() {{ a | a & }}; a' 2>/dev/null"""
    output = boot(folder, commands, *args)
    what = f"fork bombs {' '.join(args)}"
    after = output.partition("\nnow\n")[2]
    report.equal(f"{what}: come to their end", after.count("\nok 1 bomb"), 2)
    report.true(f"{what}: by being killed", "Out of memory: Killed process" in output)
    report.true(f"{what}: nothing bad", not re.search(r"BUG|Oops|WARNING|panic|bad page", output))
    if report.failures:
        print(output[-20000:])


def shared_map(report, folder):
    """What a program writes through a map after fsync() is on the disk after the next one."""
    image = os.path.join(folder, "disk")
    with open(image, "wb") as file:
        file.truncate(4 << 20)
    subprocess.run(["mke2fs", "-q", "-F", image], check=True, env={**os.environ, "PATH": os.environ["PATH"] + ":/sbin"})
    output = boot(folder, "mount -t ext2 /dev/hdb /mnt\ntorture --write /mnt/file", "-kernel", machine.KERNEL,
                  "-drive", f"file={image},format=raw,index=1,if=ide")
    with open(image, "rb") as file:
        content = file.read()
    report.true("shared map: written", "# written" in output)
    report.equal("shared map: on the disk", re.findall(rb"written for the (\d)", content), [b"3"])


def main():
    fetched = subprocess.run(["tools/fetch-debian.sh", "build/debian", "busybox-static"], check=False,
                             stdout=subprocess.DEVNULL)
    if fetched.returncode == 77:
        print("busybox-static:i386 cannot be fetched: skipped")
        return 77
    if subprocess.run(["make", "-s", "user"], check=False).returncode:
        print("no static C library for i386: skipped")
        return 77
    calls = 1000000 if os.environ.get("LONG") else 50000
    print(f"seed {SEED}")
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        random_calls(report, folder, calls)
        random_calls(report, folder, calls, "-smp", "2")
        fork_bombs(report, folder, 1, "-m", "24M")
        shared_map(report, folder)
        if os.environ.get("LONG"):
            fork_bombs(report, folder, 10, "-m", "64M", "-smp", "2")
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
