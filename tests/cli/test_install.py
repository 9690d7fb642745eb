#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""make install PREFIX=...: what is there runs away from the tree, and builds modules; uninstall leaves nothing."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

MODULE = """#include <linux/module.h>
#include <linux/i2c.h>
static int __init it_init(void) { pr_info("it: loaded\\n"); return 0; }
static void __exit it_exit(void) { pr_info("it: gone\\n"); }
module_init(it_init);
module_exit(it_exit);
MODULE_LICENSE("GPL");
"""


def make(*args, cwd="."):
    done = subprocess.run(["make", *args], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env={**os.environ, "MAKEFLAGS": ""})
    return done.returncode, done.stdout.decode("utf-8", "replace")[-2000:]


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as outer:
        prefix, work = os.path.join(outer, "usr"), os.path.join(outer, "work")
        os.makedirs(work)
        report.equal("make install", make("install", f"PREFIX={prefix}")[0], 0)
        zonemu = os.path.join(prefix, "bin/zonemu")

        write(f"{work}/it.c", MODULE)
        write(f"{work}/Makefile", "obj-m := it.o\nKERNELDIR := " + prefix + "/lib/zonemu/build\n"
              "default:\n\t$(MAKE) -C $(KERNELDIR) M=$(CURDIR) modules\n")
        status, said = make("default", cwd=work)
        report.true(f"a module built: {said}", status == 0 and os.path.exists(f"{work}/it.ko"))
        done = subprocess.run([zonemu, "-nographic", "-panel", "none", "-initrd", "none", "-share", work, "quiet"],
                              cwd=work, input=b"insmod /host/it.ko\nrmmod it\ndmesg\npoweroff\n",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        report.equal("exit status", done.returncode, 0)
        report.true(f"loaded and gone: {done.stdout[-900:]}", b"it: loaded" in done.stdout and b"it: gone" in done.stdout)

        listed = subprocess.run([zonemu, "-scenario", "list"], cwd=work, stdout=subprocess.PIPE, check=False).stdout
        report.true("lessons listed", listed.count(b"\n") > 20)
        done = subprocess.run([zonemu, "-scenario", "kmalloc"], cwd=work, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=60, check=False)
        report.equal(f"a lesson's status: {done.stdout[-600:]}", done.returncode, 0)

        report.equal("make uninstall", make("uninstall", f"PREFIX={prefix}")[0], 0)
        left = [name for _, _, names in os.walk(prefix) for name in names]
        report.equal("files left", left, [])
    report.close()


main()
