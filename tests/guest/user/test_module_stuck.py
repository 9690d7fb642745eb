#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Modules that will not come in or go out: an init that does not return, a count of its own, an oops in exit."""
import os
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/boot/linux")
sys.path.insert(0, "tests/guest")
import initramfs  # noqa: E402
import machine  # noqa: E402

DEBIAN = "build/debian"

STUCK = r"""
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/wait.h>
static char *how = "";
module_param(how, charp, 0);
static int stop;
module_param(stop, int, 0644);
static DECLARE_WAIT_QUEUE_HEAD(never);
static int put(const char *val, const struct kernel_param *kp)
{
	module_put(THIS_MODULE);
	return 0;
}
static const struct kernel_param_ops put_ops = {.set = put};
module_param_cb(put, &put_ops, NULL, 0200);
static int __init stuck_init(void)
{
	if (!strcmp(how, "sleep") || !strcmp(how, "loop"))
		while (!READ_ONCE(stop))
			if (!strcmp(how, "loop"))
				cond_resched();
			else if (wait_event_interruptible(never, READ_ONCE(stop)))
				return -EINTR;
	if (!strcmp(how, "own"))
		__module_get(THIS_MODULE);
	return 0;
}
static void __exit stuck_exit(void)
{
	if (!strcmp(how, "oops"))
		*(volatile int *)8 = 1;
}
module_init(stuck_init);
module_exit(stuck_exit);
MODULE_LICENSE("GPL");
"""

INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
cd /sys/module
try() { "$@" 2>&1; }
begin() { insmod /stuck.ko how=$1 & first=$!; usleep 300000; echo "$1: $(cat stuck/initstate) $(lsmod | grep -c '^stuck.*')"; }
second() { insmod /stuck.ko & second=$!; usleep 300000; }
lives() { [ -d /proc/$1 ] && echo lives || echo gone; }

begin loop
kill -9 $first
usleep 300000
echo "killed in its loop: $(lives $first)"
try rmmod stuck
second
echo "the second waits: $(lives $second)"
kill -TERM $second
wait $second
echo "the second, told to end: $?"
second
echo 1 > stuck/parameters/stop
wait $first; echo "the first: $?"
wait $second; echo "the second, when the first is in: $?"
echo "then: $(cat stuck/initstate)"
rmmod stuck

begin sleep
kill -TERM $first
wait $first; echo "asleep, told to end: $?"
echo "left: $(ls -d stuck 2> /dev/null | wc -l)"

insmod /stuck.ko how=own
echo "count: $(cat stuck/refcnt)"
try rmmod stuck
echo 1 > stuck/parameters/put
rmmod stuck && echo "given back, it goes"

insmod /stuck.ko how=oops
rmmod stuck; echo "rmmod: $?"
echo "state: $(cat stuck/initstate)"
try rmmod stuck
try insmod /stuck.ko
try cat stuck/parameters/stop
echo "=== end"
poweroff -f
"""

WANTED = """loop: coming 1
killed in its loop: lives
rmmod: can't unload module 'stuck': Device or resource busy
the second waits: lives
Terminated
the second, told to end: 143
insmod: can't insert '/stuck.ko': File exists
Killed
the first: 137
the second, when the first is in: 17
then: live
sleep: coming 1
Terminated
asleep, told to end: 143
left: 0
count: 1
rmmod: can't unload module 'stuck': Resource temporarily unavailable
given back, it goes
Segmentation fault
rmmod: 139
state: going
rmmod: can't unload module 'stuck': Device or resource busy
insmod: can't insert '/stuck.ko': Device or resource busy
0
=== end
"""


def build(folder):
    with open(f"{folder}/stuck.c", "w", encoding="ascii") as file:
        file.write(STUCK)
    with open(f"{folder}/Makefile", "w", encoding="ascii") as file:
        file.write("obj-m := stuck.o\n")
    done = subprocess.run(["make", "-C", os.path.abspath("build/guest/build"), f"M={folder}", "modules"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        sys.exit(done.stdout.decode())


def make_initramfs(path, folder):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(f"{DEBIAN}/busybox-static/bin/busybox"))
    cpio.add("stuck.ko", stat.S_IFREG | 0o644, initramfs.read(f"{folder}/stuck.ko"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def run(path, cpus):
    done = subprocess.run([machine.ZONEMU, "-initrd", path, "-m", "32M", "-smp", str(cpus), "-append", "quiet loglevel=0", "-display", "none",
                           "-serial", "stdio", "-monitor", "none", "-icount", "shift=0,sleep=off"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=200, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("module_stuck: Debian's busybox cannot be reached")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        make_initramfs(f"{folder}/initramfs.gz", folder)
        for cpus in (1, 2):
            report.equal(f"{cpus} processors", run(f"{folder}/initramfs.gz", cpus), WANTED)
    report.close()


main()
