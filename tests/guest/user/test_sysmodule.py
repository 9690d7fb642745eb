#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""/sys/module under busybox: what a module shows there, parameters written, who uses it, and how it goes."""
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

LOOK = r"""
#include <linux/delay.h>
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
static int level = 3, secret = 4, fixed = 5, sink, fail, keep, slow;
static char *text = "as compiled", *words[4] = {"a"};
static int nr_words = 1, odd[3] = {1, 3, 5};
static int get_slowly(char *buf, const struct kernel_param *kp)
{
	pr_notice("look: slow begins\n");
	msleep(1500);
	return sprintf(buf, "slow\n");
}
static const struct kernel_param_ops slow_ops = {.set = param_set_int, .get = get_slowly};
module_param(level, int, 0644);
module_param(secret, int, 0);
module_param(fixed, int, 0444);
module_param(sink, int, 0200);
module_param(fail, int, 0);
module_param(keep, int, 0);
module_param(text, charp, 0644);
module_param_array(words, charp, &nr_words, 0644);
module_param_array(odd, int, NULL, 0640);
module_param_cb(slow, &slow_ops, &slow, 0444);
static int unusual __attribute__((used, section("no/file"))) = 1;
static int usual __attribute__((used, section("a_file"))) = 1;
static struct platform_driver driver = {.driver = {.name = "looker"}};
int look_at(void)
{
	return level;
}
EXPORT_SYMBOL_GPL(look_at);
static int __init look_init(void)
{
	int err = fail ?: platform_driver_register(&driver);

	if (!err && keep && !kobject_create_and_add("kept", &THIS_MODULE->mkobj.kobj))
		return -ENOMEM;
	return err;
}
static void __exit look_exit(void)
{
	kernel_param_lock(THIS_MODULE);
	pr_notice("look: level %d sink %d text %s\n", level, sink, text);
	kernel_param_unlock(THIS_MODULE);
	platform_driver_unregister(&driver);
}
module_init(look_init);
module_exit(look_exit);
MODULE_LICENSE("GPL");
MODULE_VERSION("1.2-test");
MODULE_INFO(srcversion, "0123456789ABCDEF");
"""

HOLDER = r"""
#include <linux/module.h>
int look_at(void);
static int __init holder_init(void)
{
	return look_at() < 0;
}
module_init(holder_init);
static void __exit holder_exit(void)
{
}
module_exit(holder_exit);
MODULE_LICENSE("GPL");
"""

# The kernel's own names are not to be had.
PRINTK = HOLDER.replace("look_at()", "0").replace("int look_at(void);", "")

INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
cd /sys/module
try() { "$@" 2>&1; }
echo "built in: $(ls -d kernel kunit printk | tr '\n' ' ')"
echo "panic: $(cat kernel/parameters/panic) $(echo 7 > kernel/parameters/panic; cat kernel/parameters/panic)"
echo "ignore: $(cat printk/parameters/ignore_loglevel)"
try insmod /printk.ko
insmod /look.ko level=8 words=x,y,z; rmmod look # what is kept for ever, is
free() { awk '/MemFree/ { print $2 }' /proc/meminfo; }
insmod /look.ko fail=-5 2> /dev/null
before=$(free)
for i in 1 2 3 4 5 6 7 8 9 10; do insmod /look.ko fail=-5 words=a,b,c 2> /dev/null; done
echo "failed: $(ls -d look 2> /dev/null | wc -l) $(($(free) - before))"
insmod /look.ko level=8 words=x,y,z
echo "files: $(ls look | tr '\n' ' ')"
for file in initstate refcnt initsize taint version srcversion; do echo "$file: $(cat look/$file)"; done
echo "coresize: $(cat look/coresize) $(awk '$1 == "look" { print $2 }' /proc/modules)"
echo "parameters: $(ls -l look/parameters | awk 'NF > 3 { print substr($1, 1, 10), $NF }' | tr '\n' ' ')"
cd look/parameters
for file in level fixed text words odd; do echo "value $file: $(cat $file)"; done
try cat sink
try sh -c 'echo 1 > fixed'
echo 42 > level; echo "level: $(cat level)"
echo 7 > sink
try sh -c 'echo words > level'; echo "level: $(cat level)"
try sh -c 'echo 99999999999 > level'
for i in 1 2 3 4 5 6 7 8; do echo -n "text number $i" > text; done; echo "text: $(cat text)"
echo -n one,two,three,four > words; echo "words: $(cat words)"
echo -n last > words; echo "words: $(cat words)"
try sh -c 'echo -n 1,2,3,4,5 > words'
echo 2,4 > odd; echo "odd: $(cat odd)"
cd ../..
echo "sections: $(ls -l look/sections/.text | cut -c 1-10) $(cat look/sections/.text) $(awk '$1 == "look" { print $6 }' /proc/modules)"
echo "unusual: $(ls look/sections | grep file | tr '\n' ' ')"
echo "driver: $(ls look/drivers) $(cd -P look/drivers/platform:looker && pwd) $(cd -P /sys/bus/platform/drivers/looker/module && pwd)"
echo add > look/uevent && try sh -c 'echo nothing > look/uevent'
insmod /holder.ko
echo "holders: $(ls look/holders) $(cd -P look/holders/holder && pwd)"
try rmmod look
rmmod holder
echo "holders: $(ls look/holders | wc -l)"
echo "lsmod: $(lsmod | tr -s ' ' | tail -n 1)"
echo "modinfo: $(modinfo -F version look)"
exec 5< look/version
(cat look/parameters/slow > /read; echo done >> /read) &
sleep 1
rmmod look
echo "slow reader: $(cat /read | tr '\n' ' ')"
wait
try cat <&5
exec 5<&-
echo "gone: $(ls -d look /sys/bus/platform/drivers/looker 2> /dev/null | wc -l)"
before=$(free)
for i in 1 2 3 4 5 6 7 8 9 10; do
	insmod /look.ko
	echo -n one,two,three,four > look/parameters/words; echo -n last > look/parameters/words
	cat look/*/* > /dev/null 2>&1
	rmmod look
done
echo "after ten: $(($(free) - before))"
insmod /look.ko keep=1
rmmod look
echo "kept: $(ls -d look 2> /dev/null | wc -l) $(grep -c '^look ' /proc/modules)"
insmod /look.ko && rmmod look && echo "again"
dmesg | grep -E 'look: |slabs|leaks' | sed 's/^\[ *[0-9.]*\] /log: /'
echo "=== end"
poweroff -f
"""


def build(folder):
    for name, source in (("look", LOOK), ("holder", HOLDER), ("printk", PRINTK)):
        with open(f"{folder}/{name}.c", "w", encoding="ascii") as file:
            file.write(source)
    with open(f"{folder}/Makefile", "w", encoding="ascii") as file:
        file.write("obj-m := look.o holder.o printk.o\n")
    done = subprocess.run(["make", "-C", os.path.abspath("build/guest/build"), f"M={folder}", "modules"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        sys.exit(done.stdout.decode())


def make_initramfs(path, folder):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys", "lib", "lib/modules", "lib/modules/6.1.0-zonemu"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(f"{DEBIAN}/busybox-static/bin/busybox"))
    for name in ("look", "holder", "printk"):
        cpio.add(f"{name}.ko", stat.S_IFREG | 0o644, initramfs.read(f"{folder}/{name}.ko"))
    cpio.add("lib/modules/6.1.0-zonemu/modules.dep", stat.S_IFREG | 0o644, b"/look.ko:\n")
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def run(path, cpus):
    done = subprocess.run([machine.ZONEMU, "-initrd", path, "-m", "32M", "-smp", str(cpus), "-append", "quiet loglevel=1", "-display", "none",
                           "-serial", "stdio", "-monitor", "none", "-icount", "shift=0,sleep=off"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=200, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


WANTED = [
    "built in: kernel kunit printk ", "panic: 0 7", "ignore: N", "insmod: can't insert '/printk.ko': Invalid argument",
    "files: coresize drivers holders initsize initstate parameters refcnt sections srcversion taint uevent version ",
    "initstate: live", "refcnt: 0", "initsize: 0", "taint: O", "version: 1.2-test", "srcversion: 0123456789ABCDEF",
    "parameters: -r--r--r-- fixed -rw-r--r-- level -rw-r----- odd --w------- sink -r--r--r-- slow -rw-r--r-- text -rw-r--r-- words ",
    "value level: 8", "value fixed: 5", "value text: as compiled", "value words: x,y,z", "value odd: 1,3,5",
    "unusual: a_file ", "level: 42", "sh: write error: Invalid argument", "sh: write error: Numerical result out of range", "text: text number 8",
    "words: one,two,three,four", "words: last", "odd: 2,4,5", "holders: holder /sys/module/holder", "holders: 0", "lsmod: look 12288 0 ",
    "modinfo: 1.2-test", "cat: can't open 'sink': Permission denied", "sh: can't create fixed: Permission denied",
    "slow reader: slow done ", "cat: read error: No such device", "gone: 0", "kept: 0 0", "again",
    "driver: platform:looker /sys/bus/platform/drivers/looker /sys/module/look",
    "log: look: level 42 sink 7 text text number 8", "log: look: its object in /sys/module is still referred to; its memory stays"]


def judge(report, text):
    if os.environ.get("VERBOSE"):
        print(text)
    lines = text.split("\n")
    report.true("ran to its end", "=== end" in lines)
    for want in WANTED:
        report.true(want, want in lines)
    report.equal("a value that cannot be read as a number changes nothing", lines.count("level: 42"), 2)
    report.equal("what was written and is wrong is refused", lines.count("sh: write error: Invalid argument"), 3)
    report.true("who is used stays", re.search(r"^rmmod: can't unload module 'look': Resource temporarily unavailable$", text, re.M))
    report.true("the size of /proc/modules", re.search(r"^coresize: (\d+) \1$", text, re.M))
    report.true("root sees where it is", re.search(r"^sections: -r-------- (0xc[0-9a-f]{7}) \1$", text, re.M))
    report.true("no leak is told", "leaks" not in text)
    for what in ("failed: 0", "after ten:"):
        found = re.search(rf"^{what} (-?\d+)$", text, re.M)
        report.true(f"memory is as before, {what} {found and found[1]} KiB", found and abs(int(found[1])) < 40)


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("sysmodule: Debian's busybox cannot be reached")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        build(folder)
        make_initramfs(f"{folder}/initramfs.gz", folder)
        for cpus in (1, 2):
            judge(report, run(f"{folder}/initramfs.gz", cpus))
    report.close()


main()
