#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""-share DIR: the mini-kernel mounts it at /host; its own tests look at the files that are made here."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402


MODULE = """#include <linux/module.h>
static int n;
module_param(n, int, 0);
static int __init it_init(void) { printk("it is the TEXT, %d\\n", n); return 0; }
static void __exit it_exit(void) { }
module_init(it_init);
module_exit(it_exit);
MODULE_LICENSE("GPL");
"""


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as outer:
        folder = os.path.join(outer, "shared")
        os.makedirs(os.path.join(folder, "a/b"))
        with open(os.path.join(folder, "hello"), "w", encoding="ascii") as file:
            file.write("hello\n")
        with open(os.path.join(folder, "a/b/deep"), "w", encoding="ascii") as file:
            file.write("deep\n")
        with open(os.path.join(folder, "large"), "wb") as file:
            file.write(bytes(i % 251 for i in range(100000)))
        os.symlink("hello", os.path.join(folder, "link"))
        os.symlink("/etc/passwd", os.path.join(folder, "outside"))
        os.mkfifo(os.path.join(folder, "pipe"))
        status, output = machine.run(["-m", "64", "-share", folder], ["selftest hostfs"])
        report.equal("exit status", status, 0)
        report.true(f"said at boot: {output[:3000]}", "hostfs: the host's directory is at /host\n" in output)
        report.equal("tests that failed", re.findall("not ok.*|# SKIP.*", output), [])
        report.equal("tests", len(re.findall(r"^    ok ", output, re.M)), 3)
        for text in ("first", "second"):
            with open(os.path.join(folder, "a", "it.c"), "w", encoding="ascii") as file:
                file.write(MODULE.replace("TEXT", text))
            with open(os.path.join(folder, "a", "Makefile"), "w", encoding="ascii") as file:
                file.write("obj-m := it.o\n")
            subprocess.run(["make", "-C", os.path.abspath("build/guest/build"), f"M={folder}/a", "modules"],
                           stdout=subprocess.DEVNULL, check=True)
            _, output = machine.run(["-append", "quiet", "-share", folder],
                                    ["insmod /host/a/it.ko n=7", "dmesg", "lsmod", "rmmod it", "insmod /host/a/no.ko"])
            report.true(f"edit, make, insmod: {output[-900:]}", f"it is the {text}, 7" in output and
                        re.search("^it +[0-9]+ +0", output, re.M) and "insmod: /host/a/no.ko: error -2" in output)
        report.equal("no such directory", machine.run(["-share", folder + "/nowhere"], [])[0], 1)
        status, output = machine.run(["-m", "64"], ["selftest hostfs"])
        report.equal("skipped without", len(re.findall("# SKIP no directory", output)), 3)
    report.close()


main()
