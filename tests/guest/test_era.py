#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""ERA=2.6 and its kin: every header compiles under each, signatures change when Linux's did, what is not there is told."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

KERNELDIR = os.path.abspath("build/guest/build")
ERAS = ["", "2.6", "2.6.21", "2.6.32"]
# Of the kernel's own, or of sources that define something first.
NOT_ALONE = {"era_2_6.h", "export-internal.h", "blk_2_6.h", "i2c_2_6.h", "module_held.h", "tty_driver_2_6.h"}

HEAD = "#include <linux/module.h>\nMODULE_LICENSE(\"GPL\");\n"
# What was how, and until when.
CHANGES = {
    "work": ("<linux/workqueue.h>", "static void f(void *p) { }\nstruct work_struct w;\nvoid t(void) { INIT_WORK(&w, f, NULL); schedule_delayed_work(&w, HZ); }", ["2.6"]),
    "work2": ("<linux/workqueue.h>", "static void f(struct work_struct *w) { }\nstruct delayed_work w;\nvoid t(void) { INIT_DELAYED_WORK(&w, f); schedule_delayed_work(&w, HZ); }", ["", "2.6.21", "2.6.32"]),
    "attr": ("<linux/device.h>", "static ssize_t f(struct device *d, char *buf) { return 0; }\nDEVICE_ATTR(x, 0444, f, NULL);", ["2.6"]),
    "attr3": ("<linux/device.h>", "static ssize_t f(struct device *d, struct device_attribute *a, char *buf) { return 0; }\nDEVICE_ATTR(x, 0444, f, NULL);", ["", "2.6.21", "2.6.32"]),
    "disk": ("<linux/blkdev.h>", "static int f(struct inode *i, struct file *p) { return 0; }\nstruct block_device_operations o = {.open = f};", ["2.6", "2.6.21"]),
    "disk2": ("<linux/blkdev.h>", "static int f(struct block_device *b, fmode_t m) { return 0; }\nstruct block_device_operations o = {.open = f};", ["", "2.6.32"]),
    "class": ("<linux/device.h>", "void t(struct class *c) { device_create(c, NULL, 0, \"x\"); }", ["2.6", "2.6.21"]),
    "ioctl": ("<linux/fs.h>", "static int f(struct inode *i, struct file *p, unsigned int c, unsigned long a) { return current->uid; }\nstruct file_operations o = {.ioctl = f};", ["", "2.6", "2.6.21", "2.6.32"]),
    "timer": ("<linux/timer.h>", "static void f(unsigned long d) { }\nstruct timer_list l;\nvoid t(void) { init_timer(&l); l.function = f; l.data = 1; }", ["2.6", "2.6.21", "2.6.32"]),
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
    if era:
        include += "".join(f"#include <linux/{name}>\n" for name in sorted(os.listdir("guest/include/era-2.6/linux")))
    write(folder, {"every": HEAD + include})
    status, output = make(folder, era)
    report.equal(f"ERA={era}: every header" if not status else output[:2000], status, 0)


def changes(report, folder, era):
    """Each compiles without a word in the eras it is of, and not in the others."""
    for name, (header, text, eras) in CHANGES.items():
        write(folder, {name: HEAD + f"#include {header}\n#include <linux/fs.h>\n#include <linux/sched.h>\n{text}\n"})
        status, output = make(folder, era, "KCFLAGS=-Werror")
        if name == "ioctl" and not era:
            report.true("current->uid is kept for those who ask", not status)
            continue
        report.true(f"ERA={era}: {name} {'compiles' if era in eras else 'does not compile'}\n{output[-800:]}", (not status) == (era in eras))


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
