#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""ERA=2.6, 4.9 and their kin: every header compiles under each, signatures change when Linux's did, what is not there is told."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

KERNELDIR = os.path.abspath("build/guest/build")
ERAS = ["", "2.6", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]
# Of the kernel's own, or of sources that define something first.
NOT_ALONE = {"era.h", "blk_4_x.h", "blk_5_x.h", "era_2_6.h", "export-internal.h", "blk_2_6.h", "i2c_2_6.h", "module_held.h", "tty_driver_2_6.h"}

HEAD = "#include <linux/module.h>\nMODULE_LICENSE(\"GPL\");\n"
# What was how, and until when.
CHANGES = {
    "work": ("<linux/workqueue.h>", "static void f(void *p) { }\nstruct work_struct w;\nvoid t(void) { INIT_WORK(&w, f, NULL); schedule_delayed_work(&w, HZ); }", ["2.6"]),
    "work2": ("<linux/workqueue.h>", "static void f(struct work_struct *w) { }\nstruct delayed_work w;\nvoid t(void) { INIT_DELAYED_WORK(&w, f); schedule_delayed_work(&w, HZ); }", ["", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]),
    "attr": ("<linux/device.h>", "static ssize_t f(struct device *d, char *buf) { return 0; }\nDEVICE_ATTR(x, 0444, f, NULL);", ["2.6"]),
    "attr3": ("<linux/device.h>", "static ssize_t f(struct device *d, struct device_attribute *a, char *buf) { return 0; }\nDEVICE_ATTR(x, 0444, f, NULL);", ["", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]),
    "disk": ("<linux/blkdev.h>", "static int f(struct inode *i, struct file *p) { return 0; }\nstruct block_device_operations o = {.open = f};", ["2.6", "2.6.21"]),
    "disk2": ("<linux/blkdev.h>", "static int f(struct block_device *b, fmode_t m) { return 0; }\nstruct block_device_operations o = {.open = f};", ["", "2.6.32", "3.x", "4.9", "5.4"]),
    "class": ("<linux/device.h>", "void t(struct class *c) { device_create(c, NULL, 0, \"x\"); }", ["2.6", "2.6.21"]),
    "ioctl": ("<linux/fs.h>", "static int f(struct inode *i, struct file *p, unsigned int c, unsigned long a) { return current->uid; }\nstruct file_operations o = {.ioctl = f};", ["", "2.6", "2.6.21", "2.6.32"]),
    "timer_setup": ("<linux/timer.h>", "static void f(struct timer_list *t) { }\nstruct timer_list l;\nvoid t(void) { l.function = f; }", ["", "5.4"]),
    "fault": ("<linux/mm.h>", "static int f(struct vm_area_struct *v, struct vm_fault *m) { return m->virtual_address ? filemap_fault(v, m) : 0; }\nstruct vm_operations_struct o = {.fault = f};", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9"]),
    "fault1": ("<linux/mm.h>", "static vm_fault_t f(struct vm_fault *m) { return filemap_fault(m); }\nstruct vm_operations_struct o = {.fault = f};", ["", "5.4"]),
    "proc": ("<linux/proc_fs.h>", "static const struct file_operations o;\nvoid t(void) { proc_create(\"x\", 0, NULL, &o); }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]),
    "seq": ("<linux/seq_file.h>", "int t(struct seq_file *m) { seq_puts(m, \"x\"); return seq_printf(m, \"%d\", 1); }", ["2.6", "2.6.21", "2.6.32", "3.x"]),
    "debugfs": ("<linux/debugfs.h>", "struct dentry *t(u32 *n) { return debugfs_create_u32(\"n\", 0644, NULL, n); }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]),
    "kernel_read": ("<linux/fs.h>", "int t(struct file *f, char *b) { return kernel_read(f, 0, b, 9) + kernel_write(f, b, 9, 9); }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9"]),
    "pages": ("<linux/mm.h>", "long t(struct page **p) { return get_user_pages(current, current->mm, 0, 1, 1, 0, p, NULL); }", ["2.6", "2.6.21", "2.6.32", "3.x"]),
    "hash": ("<linux/list.h>", "struct x { struct hlist_node n; } *x;\nvoid t(struct hlist_head *h) { struct hlist_node *p, *n; hlist_for_each_entry(x, p, h, n) ; hlist_for_each_entry_safe(x, p, n, h, n) ; }", ["2.6", "2.6.21", "2.6.32"]),
    "time": ("<linux/time.h>", "s64 t(void) { struct timespec a = current_kernel_time(), b = timespec_sub(a, a); return timespec_to_ns(&b); }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]),
    "aio": ("<linux/fs.h>", "static ssize_t f(struct kiocb *i, const struct iovec *v, unsigned long n, loff_t p) { return 0; }\nstruct file_operations o = {.aio_read = f};", ["2.6.21", "2.6.32", "3.x"]),
    "segment": ("<linux/blkdev.h>", "void t(struct bio *b) { struct bio_vec *v; int i; bio_for_each_segment(v, b, i) ; }", ["2.6", "2.6.21", "2.6.32", "3.x"]),
    "iter": ("<linux/blkdev.h>", "void t(struct bio *b) { struct bio_vec v; struct bvec_iter i; bio_for_each_segment(v, b, i) ; }", ["", "4.9", "5.4"]),
    "end_io": ("<linux/blkdev.h>", "static void f(struct bio *b, int e) { }\nvoid t(struct bio *b) { b->bi_end_io = f; }", ["2.6.32", "3.x"]),
    "bio": ("<linux/blkdev.h>", "void t(struct block_device *d) { struct bio *b = bio_alloc(GFP_NOIO, 1); bio_set_dev(b, d); }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9", "5.4"]),
    "sq": ("<linux/blk-mq.h>", "struct request_queue *t(struct blk_mq_tag_set *s) { return blk_mq_init_sq_queue(s, NULL, 1, 0); }\nblk_qc_t f(struct bio *b) { return b->bi_disk ? BLK_QC_T_NONE : 0; }", ["5.4"]),
    "rtc": ("<linux/rtc.h>", "void t(struct rtc_time *m) { unsigned long n; rtc_tm_to_time(m, &n); rtc_time_to_tm(n, m); }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9"]),
    "uid": ("<linux/cred.h>", "bool t(void) { return uid_eq(current_uid(), GLOBAL_ROOT_UID); }", ["", "3.x", "4.9", "5.4"]),
    "timer": ("<linux/timer.h>", "static void f(unsigned long d) { }\nstruct timer_list l;\nvoid t(void) { init_timer(&l); l.function = f; l.data = 1; }", ["2.6", "2.6.21", "2.6.32", "3.x", "4.9"]),
}


def make(folder, era, *args):
    done = subprocess.run(["make", "-C", KERNELDIR, f"M={folder}", *([f"ERA={era}"] if era else []), *args, "modules"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def write(folder, sources):
    for old in os.listdir(folder):
        os.remove(f"{folder}/{old}")
    for name, text in sources.items():
        with open(f"{folder}/{name}.c", "w", encoding="ascii") as file:
            file.write(text)
    with open(f"{folder}/Makefile", "w", encoding="ascii") as file:
        file.write("obj-m := " + " ".join(f"{name}.o" for name in sources) + "\n")


def every_header(report, folder, era):
    include = "".join(f"#include <linux/{name}>\n" for name in sorted(os.listdir("guest/include/linux"))
                      if name.endswith(".h") and name not in NOT_ALONE)
    if era.startswith("2.6"):
        include += "".join(f"#include <linux/{name}>\n" for name in sorted(os.listdir("guest/include/era-2.6/linux")))
    write(folder, {"every": HEAD + include})
    status, output = make(folder, era)
    report.equal(f"ERA={era}: every header" if not status else output[:2000], status, 0)


def changes(report, folder, era):
    """Each compiles without a word in the eras it is of, and not in the others."""
    write(folder, {name: HEAD + f"#include {header}\n#include <linux/fs.h>\n#include <linux/sched.h>\n{text}\n"
                   for name, (header, text, eras) in CHANGES.items()})
    _, output = make(folder, era, "-k", "KCFLAGS=-Werror")
    for name, (_, _, eras) in CHANGES.items():
        compiles = os.path.exists(f"{folder}/{name}.o")
        if name == "ioctl" and not era.startswith("2.6"):
            report.true("current->uid is kept for those who ask", compiles)
            continue
        said = "\n".join(line for line in output.split("\n") if f"/{name}.c" in line)
        report.true(f"ERA={era}: {name} {'compiles' if era in eras else 'does not compile'}\n{said[:800]}", compiles == (era in eras))


def what_is_not_there(report, folder):
    write(folder, {"header": HEAD + "#include <linux/no_such_thing.h>\n"})
    status, output = make(folder, "")
    report.true("a missing header is an error", status)
    report.equal("and one line names the list", re.findall(r"^ERROR: .*", output, re.M),
                 ["ERROR: the kernel has no <linux/no_such_thing.h>; doc/linux-api.md lists what there is"])
    source = {"symbol": HEAD + "void no_such_call(void);\nint init_module(void) { no_such_call(); return 0; }\n"}
    line = "symbol.ko: the kernel has no no_such_call; doc/linux-api.md lists what there is"
    for era, word in (("", "ERROR"), ("2.6", "WARNING")):
        write(folder, source)
        status, output = make(folder, era)
        report.equal(f"ERA={era}: a missing symbol", (bool(status), re.findall(r"^(?:ERROR|WARNING): symbol.*", output, re.M)),
                     (word == "ERROR", [f"{word}: {line}"]))
    _, output = machine.run(["-initrd", f"{folder}/symbol.ko"], [])
    report.true("insmod names the list", "unknown symbol no_such_call (doc/linux-api.md lists what there is)" in output)
    status, output = make(folder, "2.4")
    report.true("an era that is none", status and "ERA=2.4: 2.6 (which is 2.6.10) or 2.6.N" in output)
    report.true("nor this", "ERA=6.2: " in make(folder, "6.2")[1])


def asked_for_in_a_makefile(report, folder):
    """However the folder's own Makefile says the era, all of the build knows it, or says how to."""
    source = {"own": HEAD + "#if LINUX_VERSION_CODE != KERNEL_VERSION(2, 6, 9)\n#error\n#endif\nvoid later(void);\nint init_module(void) { later(); return 0; }\n"}
    for line in ("ERA := 2.6.9", "ccflags-y += -DERA=2.6.9", "EXTRA_CFLAGS += -DERA=2.6.9", "CFLAGS_own.o := -DERA=2.6.9"):
        write(folder, source)
        with open(f"{folder}/Makefile", "a", encoding="ascii") as file:
            file.write(line + "\n")
        status, output = make(folder, "")
        with open(f"{folder}/own.ko", "rb") if not status else open(os.devnull, "rb") as file:
            marked = b"\0era=2.6\0" in file.read()
        report.true(f"{line}\n{output[-500:]}", not status and marked and "WARNING: own.ko: the kernel has no later" in output)
    write(folder, source)
    status, output = make(folder, "", "KCFLAGS=-D__ERA_2_6__=9")
    report.true("the kernel's own macro is not the way", status and "see HACKING.md" in output)


def book_makefile(report, folder):
    """2.6.10's ways: SUBDIRS=, CFLAGS that are added to, a default for KERNELDIR, .depend."""
    write(folder, {"book": HEAD + "#if WANTED != 3 || LINUX_VERSION_CODE != KERNEL_VERSION(2, 6, 10)\n#error\n#endif\n"})
    with open(f"{folder}/Makefile", "w", encoding="ascii") as file:
        file.write("CFLAGS += -O2 -DWANTED=$(LDDINC)\nifneq ($(KERNELRELEASE),)\nobj-m := book.o\nelse\n"
                   "KERNELDIR ?= /lib/modules/$(shell uname -r)/build\nPWD := $(shell pwd)\n"
                   "default:\n\t$(MAKE) -C $(KERNELDIR) SUBDIRS=$(PWD) LDDINC=3 modules\nendif\n"
                   "depend .depend dep:\n\t$(CC) $(CFLAGS) -M *.c > .depend\nifeq (.depend,$(wildcard .depend))\ninclude .depend\nendif\n")
    done = subprocess.run(["make", "-C", folder, "ERA=2.6", f"KERNELDIR={KERNELDIR}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    report.equal("the book's Makefile" if not done.returncode else done.stdout.decode()[-1000:], os.path.exists(f"{folder}/book.ko"), True)


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        for era in ERAS:
            every_header(report, folder, era)
            changes(report, folder, era)
        what_is_not_there(report, folder)
        asked_for_in_a_makefile(report, folder)
        book_makefile(report, folder)
    report.close()


main()
