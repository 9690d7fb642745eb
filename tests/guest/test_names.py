#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A module's own names: what 6.1 has not, it may define; what Linux has as macros, it may call its variables."""
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

OWN = r"""
#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/pci.h>
#include <linux/random.h>
#include <linux/spinlock.h>
#include <linux/time.h>
#include <linux/version.h>
#if LINUX_VERSION_CODE < KERNEL_VERSION(6, 3, 0)
static inline void vm_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
	vma->vm_flags |= flags;
}
#endif
#if LINUX_VERSION_CODE >= KERNEL_VERSION(5, 0, 0)
struct own_timeval { long tv_sec, tv_usec; };
static inline void do_gettimeofday(struct own_timeval *tv)
{
	struct timespec64 ts;

	ktime_get_real_ts64(&ts);
	tv->tv_sec = ts.tv_sec;
	tv->tv_usec = ts.tv_nsec / 1000;
}
#endif
static u32 prandom_u32(void)
{
	return 4;
}
struct log_entry { int value; };
static void log_read(struct log_entry *entry)
{
	entry->value = 1;
}
static int param_show(int value)
{
	return value;
}
static int udelay = 2, mdelay = 3, write_lock = 5;
static DEFINE_MUTEX(read_lock);
static int __init start(void)
{
	struct vm_area_struct vma = {};
	struct own_timeval tv;
	struct log_entry entry;

	mutex_lock(&read_lock);
	mutex_unlock(&read_lock);
	vm_flags_set(&vma, 6);
	do_gettimeofday(&tv);
	log_read(&entry);
	pr_info("own: %lu %d %u %d %d %d\n", vma.vm_flags, tv.tv_sec > 1000000000, prandom_u32(), entry.value,
		param_show(7), udelay + mdelay + write_lock);
	return 0;
}
module_init(start);
MODULE_LICENSE("GPL");
"""
# And one of another day, as it comes.
OTHERS = r"""
#include <linux/module.h>
#include <linux/random.h>
#include <linux/time.h>
#include <linux/vmalloc.h>
static int __init start(void)
{
	struct timeval tv;

	do_gettimeofday(&tv);
	prandom_u32();
	dump_stack();
	pr_info("others: %d\n", tv.tv_sec > 1000000000);
	return 0;
}
module_init(start);
MODULE_LICENSE("GPL");
"""


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("own", OWN), ("others", OTHERS)):
            with open(f"{folder}/{name}.c", "w", encoding="ascii") as file:
                file.write(text)
        with open(f"{folder}/Makefile", "w", encoding="ascii") as file:
            file.write("obj-m := own.o others.o\n")
        made = subprocess.run(["make", "-s", "-C", "build/guest/build", f"M={folder}", "modules"], check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        report.equal("compiled", made.returncode, 0)
        report.true("without a word: " + made.stdout.decode(), b"warning" not in made.stdout)
        _, output = machine.run(["-share", folder], ["insmod /host/own.ko", "insmod /host/others.ko"])
    report.true("its own names", "own: 6 1 4 1 7 10" in output)
    report.true("the kernel's", "others: 1" in output)
    report.true("a stack", "Call Trace:" in output and "start+" in output)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
