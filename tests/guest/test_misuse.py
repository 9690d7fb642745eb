#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What cannot be meant, DMA out of reach and what a module leaves behind: told with the function and the line of its code."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SOURCE = """#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/dma.h>

static noinline void program(unsigned long pa, unsigned int bytes)
{
	unsigned long flags = claim_dma_lock();

	disable_dma(1);
	clear_dma_ff(1);
	set_dma_mode(1, DMA_MODE_WRITE);
	set_dma_addr(1, pa);
	set_dma_count(1, bytes);
	enable_dma(1);
	release_dma_lock(flags);
}

static int __init bad_init(void)
{
	void *high = (void *)__get_free_pages(GFP_KERNEL, 0), *far = vmalloc(4096);
	void *low = (void *)__get_free_pages(GFP_KERNEL | GFP_DMA, 6);

	program(virt_to_phys(low), 4096);
	program(virt_to_phys(high), 4096);
	program(virt_to_phys(far), 4096);
	program(virt_to_phys(low) + 65536 - 4096, 8192);
	vfree(far);
	free_pages((unsigned long)high, 0);
	free_pages((unsigned long)low, 6);
	return 0;
}
module_init(bad_init);
MODULE_LICENSE("GPL");
"""
SET_LINE = SOURCE[:SOURCE.index("set_dma_addr")].count("\n") + 1
# The card asks for two pages: the first DREQs, at 8 kHz, take them through the line.
PLAY = "outb(0x41, 0x22c); outb(0x1f, 0x22c); outb(0x40, 0x22c); outb(0xc0, 0x22c); outb(0, 0x22c); outb(0xff, 0x22c); outb(0x1f, 0x22c)"


# Each line that something is to be said of ends in a mark; what is said is below.
LEFT = """#include <linux/cdev.h>
#include <linux/debugfs.h>
#include <linux/delay.h>
#include <linux/highmem.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kprobes.h>
#include <linux/kthread.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

static bool clean;
module_param(clean, bool, 0);
static struct timer_list timer;
static struct hrtimer hrtimer;
static void on_timer(struct timer_list *t) { mod_timer(t, jiffies + 1); } /* timer */
static enum hrtimer_restart on_hrtimer(struct hrtimer *t) { return HRTIMER_NORESTART; } /* hrtimer */
static void on_work(struct work_struct *work) { msleep(30); } /* work */
static DECLARE_DELAYED_WORK(work, on_work);
static irqreturn_t on_irq(int irq, void *dev) { return IRQ_NONE; } /* irq */
static int show(struct seq_file *m, void *v) { return 0; } /* proc */
static ssize_t read_none(struct file *f, char __user *b, size_t n, loff_t *o) { return 0; } /* device */
static const struct file_operations fops = {.owner = THIS_MODULE, .read = read_none};
static struct miscdevice misc = {.minor = MISC_DYNAMIC_MINOR, .name = "leftmisc", .fops = &fops};
static int pre(struct kprobe *p, struct pt_regs *regs) { return 0; }
static struct kprobe probe = {.symbol_name = "kernel_clone", .pre_handler = pre};
static int thread(void *unused) { for (;;) msleep(100); return 0; } /* thread */
static void on_tasklet(unsigned long unused)
{
	msleep(1); /* sleep */
}
static DECLARE_TASKLET_OLD(tasklet, on_tasklet);

static noinline void get_much(void)
{
	struct page *page = alloc_page(GFP_HIGHUSER); /* page */

	kmap(page); /* kmap */
	ioremap(0xb8000, 4096); /* ioremap */
	kmalloc(100, GFP_KERNEL); /* kmalloc */
}

static int __init left_init(void)
{
	if (clean)
		return 0;
	vmalloc(5000); /* vmalloc */
	get_much();
	timer_setup(&timer, on_timer, 0);
	mod_timer(&timer, jiffies + 1);
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = on_hrtimer;
	hrtimer_start(&hrtimer, ms_to_ktime(60000), HRTIMER_MODE_REL);
	schedule_delayed_work(&work, 1000);
	if (request_irq(11, on_irq, IRQF_SHARED, "left", &timer))
		return -EBUSY;
	proc_create_single("left", 0, NULL, show);
	misc_register(&misc);
	register_chrdev(240, "left", &fops);
	debugfs_create_file("left", 0444, NULL, NULL, &fops);
	register_kprobe(&probe);
	kthread_run(thread, NULL, "leftthread");
	tasklet_schedule(&tasklet);
	msleep(20);
	return 0;
}

static void __exit left_exit(void)
{
}
module_init(left_init);
module_exit(left_exit);
MODULE_LICENSE("GPL");
"""
SAID = {
    "timer": "left: leaves a timer running", "hrtimer": "left: leaves an hrtimer running", "work": "left: leaves a delayed work running",
    "irq": "left: leaves the handler of IRQ 11", "proc": "left: leaves /proc/left", "device": "left: leaves the device /dev/leftmisc",
    "thread": "left: leaves the thread leftthread", "sleep": "sleeps where it must not", "page": "left: leaks 4096 bytes at .*pages got",
    "kmap": r"left: leaks 4096 bytes at .*a kmap\(\) not undone", "ioremap": r"left: leaks 4096 bytes at .*an ioremap\(\) not undone",
    "kmalloc": "left: leaks 128 bytes at .*an object got", "vmalloc": "left: leaks 8192 bytes at .*a vmalloc area got",
}


# One thing each, by the name in how=, told at the line that ends in the same name.
WRONG = """#include <linux/cdev.h>
#include <linux/delay.h>
#include <linux/dma-mapping.h>
#include <linux/fs.h>
#include <linux/interrupt.h>
#include <linux/ioport.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

static char *how = "";
module_param(how, charp, 0);
static DEFINE_MUTEX(mutex);
static DEFINE_SPINLOCK(lock);
static dev_t number;
static dma_addr_t handle;
static char *p, *q;

static noinline void own_spinlock(void)
{
	spin_lock(&lock);
	spin_lock(&lock); /* spinlock */
	spin_unlock(&lock);
	preempt_enable();
}

static int twice(void *unused)
{
	if (!strcmp(how, "spinlock")) {
		own_spinlock();
		return 0;
	}
	mutex_lock(&mutex);
	mutex_lock(&mutex); /* mutex */
	return 0;
}

static int __init wrong_init(void)
{ /* init */
	struct platform_device_info info = {.name = "wrong", .id = PLATFORM_DEVID_NONE};
	bool is_init = !strcmp(how, "init");

	p = kmalloc(100, GFP_KERNEL);
	q = vmalloc(100);
	if (!strcmp(how, "free")) {
		kfree(p);
		kfree(p); /* free */
		p = NULL;
	}
	if (!strcmp(how, "amid"))
		kfree(p + 4); /* amid */
	if (!strcmp(how, "crash"))
		*(volatile int *)8 = 1; /* crash */
	if (!strcmp(how, "kfree"))
		kfree(q); /* kfree */
	if (!strcmp(how, "vfree"))
		vfree(p); /* vfree */
	if (!strcmp(how, "unlock"))
		mutex_unlock(&mutex); /* unlock */
	if (!strcmp(how, "irq"))
		free_irq(5, &mutex); /* irq */
	if (!strcmp(how, "map"))
		handle = dma_map_single(NULL, q, 100, DMA_TO_DEVICE); /* map */
	if (!strcmp(how, "copy")) {
		spin_lock(&lock);
		if (copy_to_user((void __user *)0x1000, p, 4)) /* copy */
			p[0] = 1;
		spin_unlock(&lock);
	}
	if (!strcmp(how, "cache"))
		kmem_cache_create("wrong", 100, 0, 0, NULL); /* cache */
	if (!strcmp(how, "ports"))
		request_region(0x300, 8, "wrong"); /* ports */
	if (!strcmp(how, "memory"))
		request_mem_region(0xfe000000, 8, "wrong"); /* memory */
	if (!strcmp(how, "number") && alloc_chrdev_region(&number, 0, 1, "wrong")) /* number */
		return -EBUSY;
	if (!strcmp(how, "platform"))
		platform_device_register_full(&info); /* platform */
	if (!strcmp(how, "coherent"))
		dma_alloc_coherent(NULL, 100, &handle, GFP_KERNEL); /* coherent */
	if (!strcmp(how, "past") || !strcmp(how, "after")) {
		if (!strcmp(how, "past"))
			p[128] = 1;
		kfree(p); /* past */
		if (!strcmp(how, "after"))
			p[3] = 1;
		p = kmalloc(100, GFP_KERNEL); /* after */
	}
	if (!strcmp(how, "mutex") || !strcmp(how, "spinlock"))
		kthread_run(twice, NULL, "wrong");
	if (!strcmp(how, "spinlock")) {
		msleep(1000);
		arch_spin_unlock(&lock.raw_lock); /* in the other's name, or it would be there for ever */
	}
	kfree(p);
	vfree(q);
	if (is_init)
		spin_lock(&lock);
	return 0;
}

static void __exit wrong_exit(void)
{
}
module_init(wrong_init);
module_exit(wrong_exit);
MODULE_LICENSE("GPL");
"""
WRONG_SAID = {
    "free": "kmalloc-128: [0-9a-f]{8} is free already", "amid": "kmalloc-128: [0-9a-f]{8} is not the beginning of an object",
    "kfree": "kmalloc: [0-9a-f]{8} is not in the linear map", "vfree": r"Trying to vfree\(\) bad address",
    "unlock": "mutex unlocked by .*, which does not hold it", "irq": "Trying to free already-free IRQ 5",
    "map": "ISA: rejecting DMA map of vmalloc memory", "copy": "sleeps where it must not", "init": "wrong: comes back with a spinlock held",
    "cache": "wrong: leaks .* a cache not destroyed", "ports": "wrong: leaves the I/O ports 00000300-00000307 requested",
    "memory": "wrong: leaves the memory region fe000000-fe000007 requested", "number": "wrong: leaks .* device numbers not given back",
    "platform": "wrong: leaks .* a platform device not unregistered", "coherent": "wrong: leaks 4096 bytes .*pages got",
    "mutex": "locks a mutex that it holds, and waits for ever",
}
# With slab_debug, what overwrites; with a second CPU, who waits without end.
WATCHED_SAID = {"past": "Right Redzone overwritten", "after": "Poison overwritten"}
CRASH_SAID = {"crash": "crashes"}
STUCK_SAID = {"spinlock": "waits for a spinlock that is not given back"}


def wrong(report, folder, said, args):
    typed = ["rmmod wrong"]
    for how in said:
        typed += [f"insmod wrong how={how}", "msleep(50)", "rmmod wrong", "rmmod none"]
    _, output = machine.run(["-icount", "shift=0,sleep=off", *args, "-initrd", f"{folder}/wrong.ko"], typed, timeout=60)
    report.true("the log goes on to the console", "rmmod: none is not loaded" in output)
    lines = WRONG.split("\n")
    for mark, text in said.items():
        number = [line.endswith(f"/* {mark} */") for line in lines].index(True) + 1
        report.true(f"{mark}: {text} in wrong.c:{number}", re.search(rf"zonemu: {text}.*\(wrong\.c:{number}\)$", output, re.M))


def build(folder):
    for name, source in (("bad-dma", SOURCE), ("left", LEFT), ("wrong", WRONG)):
        with open(os.path.join(folder, f"{name}.c"), "w", encoding="ascii") as file:
            file.write(source)
    with open(os.path.join(folder, "Makefile"), "w", encoding="ascii") as file:
        file.write("obj-m := bad-dma.o left.o wrong.o\n")
    done = subprocess.run(["make", "-C", os.path.abspath("build/guest/build"), f"M={folder}", "modules"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode()


def left_behind(report, folder):
    typed = ["insmod left", "rmmod left", "ls /proc", "insmod left clean=1", "rmmod left", "lsmod"]
    _, output = machine.run(["-m", "1024", "-append", "quiet", "-initrd", f"{folder}/left.ko clean=1"], ["rmmod left", *typed])
    lines = LEFT.split("\n")
    for mark, said in SAID.items():
        number = [line.endswith(f"/* {mark} */") for line in lines].index(True) + 1
        report.true(f"{mark}: {said} in left.c:{number}", re.search(rf"^zonemu: {said}.*\(left\.c:{number}\)$", output, re.M))
    for said in ("leaves a probe at kernel_clone", "leaves the debugfs file", "leaves the character device 240:0"):
        report.true(said, f"left: {said}" in output)
    answers = machine.answers(output, ["rmmod left", *typed])
    report.equal("none of it is left", [answers[0], "left" in answers[3].split(), answers[5], answers[6].count("\n")], ["", False, "", 0])


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        report.equal("the module is built", build(folder)[0], 0)
        _, output = machine.run(["-m", "64", "-append", "quiet", "-audio", "none,model=sb16",
                                 "-initrd", f"{folder}/bad-dma.ko"], ["insmod bad-dma", PLAY, "msleep(1200)"])
        said = re.findall("^zonemu: DMA channel 1: .*", output, re.M)
        report.true(f"what was said: {output[-2000:]}", len(said) == 3)
        report.true("above 16 MiB", re.search(r": 0x0[0-9a-f]{7} is above 16 MiB", "".join(said[:1])))
        report.true("no RAM at all", "nor is it RAM: an address of vmalloc()?" in "".join(said[1:2]))
        report.true("across 64 KiB", re.search(r"crosses a line of 64 KiB: after 0x..ffff comes 0x..0000",
                                               "".join(said[2:])))
        for line in said:
            report.true(f"who: {line}", re.search(rf"set up by program\+0x[0-9a-f]+ \[bad_dma\] "
                                                  rf"\(bad-dma\.c:({SET_LINE}|{SET_LINE + 1})\)$", line))
        left_behind(report, folder)
        wrong(report, folder, WRONG_SAID, ["-append", "quiet"])
        wrong(report, folder, WATCHED_SAID, ["-append", "quiet slab_debug"])
        wrong(report, folder, CRASH_SAID, ["-append", "quiet"])
        wrong(report, folder, STUCK_SAID, ["-smp", "2", "-append", "quiet"])
    report.close()


main()
