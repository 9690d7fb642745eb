#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What the kernel offers to modules, by modules that use it (guest/modules/services), under busybox.

The script prints `=== NAME` before each step; a step's lines are judged by the function of that name."""
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

DEBIAN = "build/debian"
MODULES = ["verdicts", "clear_test", "traced"]

INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t debugfs none /sys/kernel/debug
exec < /dev/null > /dev/console 2>&1
cd /modules
log() { dmesg -c | sed 's/^\[ *[0-9.]*\] //'; }
log > /boot
echo === boot
grep auto-init /boot
echo === clear
insmod clear_test.ko
log
grep -q init_on /proc/cmdline && poweroff -f
echo === verdicts
insmod verdicts.ko
log
echo === results
cat /sys/kernel/debug/kunit/verdicts/results
rmmod verdicts
ls /sys/kernel/debug/kunit
T=/sys/kernel/tracing
mount -t tracefs none $T
echo === traced
insmod traced.ko
cat /sys/module/traced/parameters/go
echo 1 > $T/events/services/enable
echo 0 > $T/events/services/traced_other/enable
cat /sys/module/traced/parameters/go
cat $T/events/services/enable; sort $T/set_event
sed '/^#/d; s/.* [0-9.]*: \(.*: \)/\1/' $T/trace
echo === format
cat $T/events/services/traced_data/format
rmmod traced
ls -d $T/events/services
echo === kmem
echo > $T/trace
echo 1 > $T/events/kmem/kmalloc/enable
echo kmem:mm_page_alloc >> $T/set_event
cat /proc/meminfo > /dev/null
echo 0 > $T/tracing_on
grep -c 'kmalloc: call_site=single_open' $T/trace
grep -c 'mm_page_alloc: page=[0-9a-f]* pfn=0x[0-9a-f]* order=0 migratetype=0 gfp_flags=GFP' $T/trace
echo > $T/set_event
cat $T/events/enable
echo 1 > $T/tracing_on
echo mark > $T/trace_marker
timeout 1 cat $T/trace_pipe 2> /dev/null | tail -1 | sed 's/.*: \(.*: \)/\1/'
echo === end
poweroff -f
"""


def make_initramfs(path, busybox):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys", "tmp", "mnt", "modules"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(busybox))
    for name in MODULES:
        cpio.add(f"modules/{name}.ko", stat.S_IFREG | 0o644, initramfs.read(f"build/guest/modules/{name}.ko"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def run(path, words):
    """The steps: name to lines."""
    done = subprocess.run([machine.ZONEMU, "-initrd", path, "-m", "64M", "-append", f"quiet loglevel=1 {words}", "-display", "none",
                           "-serial", "stdio", "-monitor", "none", "-icount", "shift=0,sleep=off"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    if os.environ.get("VERBOSE"):
        print(text)
    parts = re.split(r"^=== (\w+)\n", text, flags=re.M)
    return {name: lines.split("\n")[:-1] for name, lines in zip(parts[1::2], parts[2::2])}


def verdicts(report, steps):
    """KTAP, and what failed expectations say."""
    said = steps["verdicts"]
    results = [line.strip() for line in said if re.match(r" *(not )?ok \d", line)]
    report.equal("results", results, [
        "ok 1 passes", "ok 2 resources_went_last_first", "not ok 3 goes_on", "not ok 4 stops", "not ok 5 dies",
        "ok 6 passed_over # SKIP not today", "ok 1 param-0", "ok 2 param-1", "not ok 3 param-2",
        "not ok 7 squares_are_right", "not ok 2 verdicts", "ok 1 passed_over # SKIP not today", "ok 3 over # SKIP"])
    for line in ("    # goes_on: EXPECTATION FAILED at services/verdicts.c:36", "    Expected three == 4, but", "        three == 3",
                 "of 10", "    Expected test->name == \"else\", but", "        test->name == \"goes_on\"",
                 "    Expected three == 3 to be false, but is true", "    # goes_on: was here",
                 "    # stops: ASSERTION FAILED at services/verdicts.c:46", "    Expected nothing is not error, but is: -12",
                 "kunit: dies ended in the middle of it", "    # squares_are_right: pass:2 fail:1 skip:0 total:3",
                 "# verdicts: pass:2 fail:4 skip:1 total:7", "# Totals: pass:4 fail:4 skip:1 total:9"):
        report.true(f"said: {line}", line in said)
    report.true("an assertion ends the test", not any("should not come here" in line for line in said))
    results = steps["results"]
    report.true("results in debugfs", "    ok 1 passes" in results and "not ok 1 verdicts" in results)
    report.equal("gone with the module", results[-1], "clear")


def clear(report, steps, words, verdict):
    """init_on_alloc, init_on_free."""
    on = [f"heap {kind}:{'on' if f'init_on_{kind}' in words else 'off'}" for kind in ("alloc", "free")]
    report.equal(f"{words}: told at boot", steps["boot"], [f"mem auto-init: stack:off, {on[0]}, {on[1]}"])
    report.true(f"{words}: {verdict} of {steps['clear']}", verdict in [line.strip() for line in steps["clear"]])


def traced(report, steps):
    """Tracepoints of a module: probes of its own, events by files, the lines that they make."""
    report.equal("tracepoints", steps["traced"], [
        "20 0", "40 1", "X", "services:traced_begin", "services:traced_data", "services:traced_even", "go: plain 3",
        "traced_begin: step 1 one", "traced_begin: step 2 two", "traced_even: even 2 two",
        "traced_data: abc {0xa,0x14,0x1e} READ|WRITE|0x4", "go: plain 3"])
    text = steps["format"]
    for line in ("name: traced_data", "\tfield:int common_pid;\toffset:4;\tsize:4;\tsigned:1;",
                 "\tfield:__data_loc int[] data;\toffset:8;\tsize:4;\tsigned:1;", "\tfield:u64 flags;\toffset:12;\tsize:8;\tsigned:0;",
                 "\tfield:char name[4];\toffset:20;\tsize:4;\tsigned:1;"):
        report.true(f"format: {line}", line in text)
    report.true("events go with the module", "No such file" in text[-1])


def kmem(report, steps):
    """The kernel's own probes as events."""
    said = steps["kmem"]
    report.true(f"kmalloc and pages traced: {said}", int(said[0]) >= 1 and int(said[1]) >= 1)
    report.equal("all off; marker; pipe", [line for line in said[2:] if line != "Terminated"], ["0", "tracing_mark_write: mark"])


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("no busybox: skipped")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path, f"{DEBIAN}/busybox-static/bin/busybox")
        steps = run(path, "")
        report.true("ran to its end", "end" in steps)
        clear(report, steps, "", "ok 1 clear # SKIP")
        for step in (verdicts, traced, kmem):
            step(report, steps)
        for words in ("init_on_alloc=1", "init_on_free=1"):
            clear(report, run(path, words), words, "ok 1 clear")
    report.close()


main()
