#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""guest/include for modules: each header alone compiles, and leads where Linux 6.1's leads."""
import concurrent.futures
import os
import re
import shlex
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

KERNELDIR = os.path.abspath("build/guest/build")
INCLUDE = "guest/include"

# What sources use after this one header and nothing else, as they may on Linux.
LEADS = {
    "linux/module.h": "LIST_HEAD(l); DEFINE_MUTEX(m); DEFINE_IDR(i); ktime_t t; struct rb_root r;"
                      "void f(void) { pr_info(\"%d\\n\", current->pid); }",
    "linux/device.h": "MODULE_LICENSE(\"GPL\"); DECLARE_COMPLETION(c); ktime_t t; struct kmem_cache *k;",
    "linux/cdev.h": "MODULE_LICENSE(\"GPL\"); struct device d; ktime_t t;",
    "linux/miscdevice.h": "MODULE_LICENSE(\"GPL\"); struct miscdevice m; int f(void) { return misc_register(&m); }",
    "linux/platform_device.h": "MODULE_LICENSE(\"GPL\"); struct platform_driver d; module_platform_driver(d);",
    "linux/interrupt.h": "DECLARE_WAIT_QUEUE_HEAD(q); DEFINE_MUTEX(m); int f(void) { return in_interrupt() + current->pid; }",
    "linux/delay.h": "DECLARE_WAIT_QUEUE_HEAD(q); void f(void) { wake_up_process(current); pr_info(\"x\\n\"); }",
    "linux/uaccess.h": "int f(void *p, void __user *u) { return raw_copy_from_user(p, u, 4) || signal_pending(current); }",
    "linux/fs.h": "struct semaphore s; uuid_t u; struct hrtimer t; uid_t f(void) { return current->cred->uid.val; }",
    "linux/mm.h": "struct file *g(struct inode *i); void *f(struct vm_area_struct *v) { return v->vm_file->f_op; }",
    "linux/pci.h": "MODULE_LICENSE(\"GPL\"); struct pci_driver d; module_pci_driver(d); struct dma_pool *p; struct inode *i;",
    "linux/i2c.h": "MODULE_LICENSE(\"GPL\"); struct task_struct *f(void) { return kthread_run((void *)f, 0, \"x\"); }",
    "linux/slab.h": "DECLARE_COMPLETION(c); DEFINE_MUTEX(m); struct kref k; DEFINE_PER_CPU(int, n);",
    "linux/timer.h": "void f(struct timer_list *t) { mod_timer(t, jiffies + HZ); pr_info(\"x\\n\"); }",
    "linux/kernel.h": "static int __init f(void) { return IS_ERR((void *)0) ? PTR_ERR((void *)0) : 0; } EXPORT_SYMBOL(f);",
    "linux/io.h": "void *f(void) { pr_info(\"x\\n\"); return vmalloc(4096); }",
    "linux/tty.h": "MODULE_LICENSE(\"GPL\"); struct device d; DEFINE_KFIFO(f, char, 16); struct tty_driver *t;",
    "linux/ftrace.h": "MODULE_LICENSE(\"GPL\"); uid_t f(void) { return current->cred->uid.val; }",
}


def flags():
    with open(os.path.join(KERNELDIR, "kernel.mk"), encoding="ascii") as file:
        values = dict(re.findall(r"^(\w+) :?= (.*)$", file.read(), re.M))
    return [values["GUEST_CC"], *shlex.split(values["MODULE_CFLAGS"].replace("$(KERNELDIR)", KERNELDIR)),
            "-DKBUILD_MODNAME=\"x\"", "-DKBUILD_BASENAME=x", "-fsyntax-only", "-x", "c", "-"]


def compile_text(text):
    """The first error, or nothing."""
    done = subprocess.run(flags(), input=text.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    errors = [line for line in done.stderr.decode().split("\n") if "error" in line]
    return errors[0] if done.returncode else ""


def headers():
    for folder, _, files in os.walk(INCLUDE):
        for name in files:
            path = os.path.relpath(os.path.join(folder, name), INCLUDE)
            if path.startswith(("linux/", "crypto/")) and "_2_6" not in name:
                yield path


def main():
    report = machine.Report()
    texts = {name: f"#include <{name}>\n" for name in sorted(headers())}
    texts.update({f"{name}, what it leads to": f"#include <{name}>\n{body}\n" for name, body in LEADS.items()})
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, error in zip(texts, pool.map(compile_text, texts.values())):
            report.equal(name, error, "")
    report.close()


if __name__ == "__main__":
    main()
