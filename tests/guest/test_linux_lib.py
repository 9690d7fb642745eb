#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Linux 6.1's own tests of its library, and samples, as they are: compiled against KERNELDIR, loaded, their verdicts read.

The sources are Debian's linux-source-6.1, fetched and not kept; with LONG only, as it is large."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

PACKAGE = "linux-source-6.1"
DEBIAN = "build/debian"
WORK = "build/tests/guest/linux-lib"
# What each says when all is well; words for the command line where it wants some.
VERDICTS = {
    "lib/bitfield_kunit.c": "ok 1 bitfields", "lib/cmdline_kunit.c": "ok 1 cmdline", "lib/globtest.c": "64 self-tests passed, 0 failed",
    "lib/is_signed_type_kunit.c": "ok 1 is_signed_type", "lib/kunit/kunit-example-test.c": "ok 1 example",
    "lib/list-test.c": "# hlist: pass:18 fail:0 skip:0 total:18", "lib/memcpy_kunit.c": "ok 1 memcpy", "lib/overflow_kunit.c": "ok 1 overflow",
    "lib/rbtree_test.c": "augmented rbtree testing", "lib/percpu_test.c": "percpu test done", "lib/test_bitops.c": "Completed bitops test",
    "lib/test_bits.c": "ok 1 bits-test", "lib/math/test_div64.c": "Completed 64bit/32bit division and modulo test",
    "lib/test_free_pages.c": "Test completed", "lib/test_hash.c": "ok 1 hash", "lib/test_hexdump.c": "all 1184 tests passed",
    "lib/test_kprobes.c": "ok 1 kprobes_test", "lib/test_list_sort.c": "ok 1 list_sort", "lib/test_memcat_p.c": "test passed",
    "lib/test_meminit.c": "all 131 tests passed!", "lib/test_min_heap.c": "test passed", "lib/test_module.c": "Hello, world",
    "lib/test_siphash.c": "self-tests: pass", "lib/test_scanf.c": "all 2383 tests passed", "lib/test_sort.c": "ok 1 lib_sort", "lib/test_string.c": "String selftests succeeded",
    "lib/test_strscpy.c": "all 32 tests passed", "lib/test_uuid.c": "all 18 tests passed", "kernel/backtracetest.c": "end of backtrace testing",
    "samples/kfifo/bytestream-example.c": "test passed", "samples/kfifo/inttype-example.c": "test passed",
    "samples/kfifo/record-example.c": "test passed", "samples/kprobes/kprobe_example.c": "Planted kprobe at",
    "samples/kprobes/kretprobe_example.c": "Planted return probe at kernel_clone", "samples/kobject/kobject-example.c": "",
    "samples/kobject/kset-example.c": "", "samples/trace_printk/trace-printk.c": "",
    "samples/trace_events/trace-events-sample.c": "",
}
WORDS = {"lib/test_meminit.c": "init_on_alloc=1"}
HEADERS = ["tools/testing/selftests/kselftest_module.h", "samples/trace_events/trace-events-sample.h"]
# These do what they do when they are loaded, and refuse to stay.
PASSING = {"rbtree_test", "percpu_test"}
WRONG = re.compile(r"\bnot ok\b|WARNING:|BUG:|Oops|not loaded: (?!error -11\b)|symbol ")


def fetch():
    done = subprocess.run(["tools/fetch-debian.sh", DEBIAN, PACKAGE], check=False)
    tar = f"{DEBIAN}/{PACKAGE}/usr/src/{PACKAGE}.tar.xz"
    if done.returncode or not os.path.exists(tar):
        print(f"{PACKAGE} cannot be had: skipped")
        sys.exit(77)
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    names = [f"{PACKAGE}/{name}" for name in [*VERDICTS, *HEADERS]]
    subprocess.run(["tar", "-xJf", tar, "-C", WORK, "--strip-components=1", *names], check=True)
    folders = sorted({os.path.dirname(name) for name in VERDICTS})
    for folder in folders:
        modules = [os.path.basename(name)[:-2] for name in VERDICTS if os.path.dirname(name) == folder]
        with open(f"{WORK}/{folder}/Kbuild", "w", encoding="ascii") as kbuild:
            kbuild.write("obj-m := " + " ".join(f"{name}.o" for name in modules) + "\nccflags-y := -I$(src)\n")
    return folders


def main():
    if not os.environ.get("LONG"):
        print("wants LONG=1: skipped")
        sys.exit(77)
    report = machine.Report()
    for folder in fetch():
        built = subprocess.run(["make", "-C", "build/guest/build", f"M={os.path.abspath(WORK)}/{folder}", "modules"],
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        report.equal(f"{folder}: compiled" if not built.returncode else built.stdout.decode()[-2000:], built.returncode, 0)
    for source, verdict in VERDICTS.items():
        name = os.path.basename(source)[:-2]
        _, output = machine.run(["-m", "256", "-icount", "shift=0,sleep=off", "-append", f"kcall {WORDS.get(source, '')}",
                                 "-initrd", f"{WORK}/{source[:-2]}.ko"], ["lsmod"])
        loaded = name.replace("-", "_") in machine.answers(output, ["lsmod"])[0]
        report.true(f"{name}: says {verdict!r}", verdict in output)
        report.equal(f"{name}: loaded", loaded, name not in PASSING)
        report.equal(f"{name}: complaints", [line for line in output.split("\n") if WRONG.search(line)], [])
    print(f"{len(VERDICTS)} modules of Linux 6.1")
    report.close()


main()
