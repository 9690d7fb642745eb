#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Our own modules, of both eras: each is loaded, says what it should, goes, and leaks only what it means to."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

FOLDER = "build/guest/modules"

# What a module prints when it comes; lines that begin so, in this order.
SAYS = {
    "around": ["around: zones agree", "around: entries agree", "around: threads agree", "around: vectors agree"],
    "complete": ["complete: done in time", "complete: then nobody comes"],
    "export": [], "fifo": ["fifo: passed"], "hashes": ["hashes: 200 of 200 found"], "hello": ["Hello, world"],
    "hellop": ["(0) Hello, world"], "hrt": ["hrt: 40 periods of 250 us took 1000"], "ids": ["ids: passed"],
    "import": ["import: 1"], "jiq": [], "jit": [], "keys": [], "leaky": [],
    "notify": ["notify: first hears of 1", "notify: second hears of 1", "notify: first hears of 2"],
    "old_bus": ["old_bus: in pieces", "old_bus: olddev7 found", "old_bus: old3 in oldclass"],
    "old_cache": ["old_cache: some objects constructed"], "old_irq": ["old_irq: probing some lines: 0"],
    "old_disk": [], "old_map": [], "map_4_9": [], "disk_4_12": [], "disk_5_8": [], "pin_3_10": ["pin_3_10: 30a00"], "old_tty": [], "old_params": ["old_params: irq=5 ports=300,0,0,0 name=nobody mode=1"], "old_sem": ["old_sem: 7"],
    "old_tasklet": ["old_tasklet: 43, in an interrupt", "old_tasklet: 42, in an interrupt"],
    "old_timer": ["old_timer: three times 2 ticks in 6 ticks"], "old_work": ["old_work: for 2.6.10", "old_work: 3 left"],
    "ontick": ["ontick: CPU 0: 0 of 20 late", "ontick: CPU 1: 0 of 20 late"],
    "pages": ["pages: 2^4 pages of 4096 bytes"], "params": ["params: on=0 off=1 small=1 level=-2 number=3 wide=4 widest=5"],
    "percpu": ["percpu: CPU 0: 9 and 20", "percpu: CPU 1: 9 and 20"],
    "pitdma": ["pitdma: ports 0x300-0x307, channel 3"], "pools": ["pools: 6 given out, 4 of 4 still in reserve"],
    "rcu": ["rcu: 50 elements replaced under a reader, 0 torn"], "slabs": ["slabs: 100 objects of 108 bytes"],
    "sums": ["sums: crc16 bb3d ccitt 2189 crc32 cbf43926", "sums: 0 1-5,40,63-65 weight 9 next zero 66",
             "sums: 1000000000000 / 7 = 142857142857 rest 1; / 123456789012 = 8"],
    "threads": ["threads: spin: 4 threads of 1000 rounds give 4000"],
    "tree": ["tree: brown", "tree: dog", "tree: fox", "tree: jumps", "tree: lazy", "tree: over", "tree: quick", "tree: the",
             "tree: the", "tree: tree and list agree"],
    "vmap": ["vmap: "],
}
# These look at something, print it, and do not stay.
PASSING = {"delays": "delays: udelay(50)", "kdataalign": "char 1 short 2", "kdatasize": "char 1 short 2", "silly": "silly: b8000: memory"}
LOCKS = ["mutex", "sem", "rwsem", "seq", "atomic"]


def log_lines(answer):
    return [re.sub(r"^\[ *[\d.]+\] ", "", line) for line in answer.splitlines()]


def begins(answer, wanted):
    """Do lines begin with those wanted, in their order?"""
    lines = iter(log_lines(answer))
    return all(any(line.startswith(want) for line in lines) for want in wanted)


def check_many(report):
    """A hundred files, with commas in their names."""
    with tempfile.TemporaryDirectory() as folder:
        names = []
        for n in range(100):
            shutil.copy("build/guest/modules/hello.ko", f"{folder}/a,{n}.ko")
            names.append(f"{folder}/a,,{n}.ko")
        _, output = machine.run(["-m", "64M", "-append", "quiet kcall", "-initrd", ",".join(names)], ["lsmod"])
    report.equal("a hundred files, one module", (output.count("hello: loaded already"), len(re.findall(r"^hello ", output, re.M))), (99, 1))


def active_objects(slabinfo):
    """By cache, those in the lists of CPUs among them: a refill of one moves the count by less than forty."""
    return {name: int(n) for name, n in re.findall(r"^(kmalloc-\d+) +(\d+)", slabinfo, re.M)}


def check_come_and_go(report):
    """On several CPUs, too, a module that comes and goes takes nothing with it."""
    rounds = ["insmod import", "rmmod import"] * 40
    typed = ["rmmod import", *rounds, "cat /proc/slabinfo", *rounds, "cat /proc/slabinfo"]
    _, output = machine.run(["-smp", "4", "-m", "32", "-icount", "shift=0,sleep=off", "-append", "quiet", "-initrd", ",".join(f"{FOLDER}/{n}.ko" for n in ("export", "import"))], typed)
    said = machine.answers(output, typed)
    before, after = (active_objects(text) for text in (said[len(rounds) + 1], said[-1]))
    grown = {name: after[name] - before[name] for name in before if after[name] - before[name] >= 40}
    report.equal("objects left by 40 rounds, one a round or more", (len(before) > 5, grown), (True, {}))


def check_all_built(report):
    """Nothing that Kbuild names was left out for an unknown symbol."""
    with open("build/guest/modules-src/modules.order", encoding="ascii") as order:
        names = [os.path.basename(line.strip()) for line in order]
    report.equal("not built", [name for name in names if not os.path.exists(f"build/guest/modules/{name}")], [])


def check_rebuilt(report):
    """A module built for a kernel with another struct module: both of its halves are built anew for this one."""
    with tempfile.TemporaryDirectory() as folder:
        kernel, module = f"{folder}/kernel", f"{folder}/module"
        shutil.copytree("build/guest/build", kernel, symlinks=True)
        os.mkdir(module)
        shutil.copy("guest/modules/misc/hello.c", module)
        with open(f"{module}/Kbuild", "w", encoding="ascii") as file:
            file.write("obj-m := hello.o\n")
        flags, names = f"{kernel}/kernel.mk", [f"{module}/hello.o", f"{module}/hello.mod.o"]
        built = []
        for _ in range(2):
            subprocess.run(["make", "-s", "-C", kernel, f"M={module}", "modules"], check=True, stdout=subprocess.DEVNULL)
            built.append([os.stat(name).st_mtime_ns for name in names])
            os.utime(flags)
        report.equal("built anew with the kernel", [new > old for old, new in zip(*built)], [True, True])


def main():
    report = machine.Report()
    files = sorted({*SAYS, *PASSING, "wrong"})
    # boot loads them all; the prompt takes them out, and loads each once more by itself
    lines = ["rmmod import", *(f"rmmod {name}" for name in SAYS if name != "import"), "lsmod"]
    load = [f"insmod {name}" for name in [*SAYS, *PASSING]]
    extra = ["insmod params on number=-7 text=hello lines=1,2,3 names=a,b even=4", "rmmod params", "insmod params even=3",
             "insmod params lines=1,2,3,4,5", "insmod params nothing=1", "rmmod params",
             "insmod old_params irq=9 ports=1,2 name=somebody", "rmmod old_params", *(f"insmod threads lock={lock} rounds=200\nrmmod threads" for lock in LOCKS),
             "insmod ontick ticks=2500", "rmmod ontick", "insmod old_bus", "cat /sys/bus/old/version", "cat /sys/bus/old/drivers/olddev/what", "echo 300 > /sys/devices/old0/olddev7/speed",
             "cat /sys/devices/old0/olddev7/speed", "cat /sys/devices/old0/olddev7/uevent", "rmmod old_bus", "insmod wrong how=null"]
    listing = ["cat /proc/kallsyms", "cat /proc/vmallocinfo", "lsmod", "rmmod export"]
    typed = [*lines, *load, *listing, "rmmod import", "rmmod leaky", "rmmod old_irq", "rmmod old_bus", "rmmod jiq", "rmmod ontick", "rmmod threads", "rmmod params", "rmmod old_params", *extra]
    typed = [part for line in typed for part in line.split("\n")]
    status, output = machine.run(["-smp", "2", "-icount", "shift=0,sleep=off", "-initrd", ",".join(f"{FOLDER}/{n}.ko" for n in files)], typed)
    said = dict(zip(typed, machine.answers(output, typed)))
    report.equal("exit status", status, 0)
    report.equal("nothing left", said["lsmod"].splitlines()[0], "Module                  Size  Used by")
    for name, wanted in SAYS.items():
        answer = said[f"insmod {name}"]
        report.true(f"{name} says {wanted}: {answer!r}", begins(answer, wanted) and "error" not in answer)
        report.true(f"{name} is listed", re.search(rf"^{name} +\d+ ", said["lsmod"], re.M))
    for name, wanted in PASSING.items():
        report.true(f"{name} says {wanted}", begins(said[f"insmod {name}"], [wanted, f"{name}: not loaded: error -19"]))
    report.true("kallsyms has modules", re.search(r"^[0-9a-f]{8} t hello_exit\t\[hello\]$", said["cat /proc/kallsyms"], re.M))
    report.true("vmallocinfo names them", re.search(r"pages=\d+ vmalloc \[hello\]$", said["cat /proc/vmallocinfo"], re.M))
    report.true("who is used stays", "rmmod: export is used by import" in said["rmmod export"])
    leaks = said["rmmod leaky"]
    for what in ("leaks 96 bytes", "an object got at forget_objects+", "a vmalloc area got at leaky_init+", "leaks 16384 bytes",
                 "leaky: 4 allocations, 24680 bytes in all"):
        report.true(f"leaky: {what}: {leaks!r}", what in leaks)
    report.true("a silent rmmod", said["rmmod jiq"] == "")
    values = said[extra[0]]
    for want in ("on=1 off=1 small=1 level=-2 number=-7", "text=hello buffer=seven even=4", "lines[2]=3", "names[1]=b"):
        report.true(f"parameters: {want}", want in values)
    report.true("a bad value", "params: `3' invalid for parameter `even'" in said["insmod params even=3"])
    report.true("too many", "lines: can only take 4 arguments" in said["insmod params lines=1,2,3,4,5"])
    report.true("unknown parameter", "params: unknown parameter 'nothing' ignored" in said["insmod params nothing=1"])
    report.equal("attributes of 2.6.10", [said[f"cat /sys/{file}"] for file in ("bus/old/version", "bus/old/drivers/olddev/what", "devices/old0/olddev7/speed")],
                 ["old of 10", "olddev", "olddev7 300"])
    report.true("hotplug() of 2.6.10", "OLD_SPEED=300" in said["cat /sys/devices/old0/olddev7/uevent"])
    report.true("MODULE_PARM", "irq=9 ports=1,2,0,0 name=somebody mode=1" in said["insmod old_params irq=9 ports=1,2 name=somebody"])
    # longer than the ticks of two CPUs need to drift past each other
    report.true(f"no tick late: {said['insmod ontick ticks=2500']!r}",
                begins(said["insmod ontick ticks=2500"], [f"ontick: CPU {cpu}: 0 of 2500 late" for cpu in (0, 1)]))
    for lock in LOCKS:
        report.true(f"lock={lock}", f"threads: {lock}: 4 threads of 200 rounds give 800" in said[f"insmod threads lock={lock} rounds=200"])
    oops = said["insmod wrong how=null"]
    report.true(f"an oops names the module: {oops!r}", "EIP: " in oops and "[wrong]" in oops and "Modules linked in: wrong" in oops)
    _, output = machine.run(["-initrd", f"{FOLDER}/wrong.ko"], ["insmod wrong how=bug"])
    report.true("BUG of a module", "kernel BUG at memory/wrong.c:" in output)
    status, output = machine.run(["-initrd", f"{FOLDER}/wrong.ko how=null,{FOLDER}/hello.ko"], ["lsmod"])
    report.true(f"an oops at boot is its module's alone: {output[-800:]!r}",
                status == 0 and "Oops" in output and "Attempted to kill init" not in output and "Hello, world" in output)
    check_many(report)
    check_all_built(report)
    check_come_and_go(report)
    check_rebuilt(report)
    report.close()


main()
