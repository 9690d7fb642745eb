#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What modules' makefiles say to Linux's kbuild: folders below, flags for one file, symbols of other folders, installing."""
import os
import subprocess
import sys
import tempfile

KERNELDIR = os.path.abspath("build/guest/build")
HEAD = "#include <linux/module.h>\nMODULE_LICENSE(\"GPL\");\n"
INIT = HEAD + "static int __init begin(void) { return 0; }\nmodule_init(begin);\n"


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def make(*args, folder=KERNELDIR, **environment):
    done = subprocess.run(["make", "-C", folder, *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          env={**{k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MAKELEVEL")}, **environment})
    return done.returncode, done.stdout.decode("utf-8", "replace")


def there(folder, *names):
    return [name for name in names if not os.path.exists(f"{folder}/{name}")]


def check_folders(work):
    """obj-m and obj-y of folders, objects below, ../, what subdir-ccflags-y and CFLAGS_ of a file reach."""
    write(f"{work}/Kbuild", "obj-m += z-first.o\nobj-y += low/\nobj-m += high/ side/lone.o\nsubdir-ccflags-y := -DABOVE=7\n"
                            "z-first-y := main.o part/one.o\nz-first-objs := part/two.o\nccflags-y := -DHERE=1 -DGONE\nccflags-remove-y := -DGONE\n"
                            "CFLAGS_main.o := -DONLY_MAIN\nCFLAGS_part/one.o := -DONLY_ONE\nCFLAGS_two.o := -DONLY_TWO\nCFLAGS_REMOVE_main.o := -DHERE=1\n")
    write(f"{work}/main.c", INIT + "#if !defined ONLY_MAIN || defined ONLY_ONE || ABOVE != 7 || defined GONE || defined HERE\n#error main\n#endif\n")
    write(f"{work}/part/one.c", "#if !defined ONLY_ONE || defined ONLY_MAIN || HERE != 1\n#error one\n#endif\n"
                                "const char *one_of(void);\nconst char *one_of(void) { return KBUILD_MODNAME; }\n")
    write(f"{work}/part/two.c", "#if !defined ONLY_TWO || defined ONLY_ONE\n#error two\n#endif\n")
    write(f"{work}/side/lone.c", INIT)
    write(f"{work}/low/Makefile", "obj-m := low.o\nlow-objs := own.o ../part/two.o\nobj-m += deep/\nsubdir-ccflags-y := -DLOWER=8\nCFLAGS_two.o := -DONLY_TWO\n")
    write(f"{work}/low/own.c", INIT + "#if ABOVE != 7 || LOWER != 8 || defined HERE\n#error low\n#endif\n")
    write(f"{work}/low/deep/Makefile", "obj-$(CONFIG_DEEP) := deep.o\nobj-$(CONFIG_NONE) += none.o\n")
    write(f"{work}/low/deep/deep.c", INIT + "#if ABOVE != 7 || LOWER != 8\n#error deep\n#endif\n")
    write(f"{work}/high/Kbuild", "obj-m := high.o\n")
    write(f"{work}/high/Makefile", "$(error a Kbuild goes before the Makefile)\n")
    write(f"{work}/high/high.c", INIT + "#ifdef LOWER\n#error high\n#endif\n")
    status, answer = make(f"M={work}", "CONFIG_DEEP=m", "-j2")
    if status or there(work, "z-first.ko", "side/lone.ko", "low/low.ko", "low/deep/deep.ko", "high/high.ko"):
        return f"not built: {answer}"
    with open(f"{work}/z-first.mod", encoding="ascii") as file:
        parts = file.read().split()
    if sorted(parts) != sorted(f"{work}/{name}.o" for name in ("main", "part/one", "part/two")):
        return f"z-first.mod says {parts}"
    with open(f"{work}/z-first.ko", "rb") as file:
        if b"z_first\0" not in file.read():
            return "z-first.ko's name is not z_first inside"
    with open(f"{work}/modules.order", encoding="ascii") as file:
        order = file.read().split()
    return "" if order.index(f"{work}/z-first.ko") < order.index(f"{work}/side/lone.ko") else f"modules.order: {order}"


def check_install(work):
    """modules_install of the above keeps its folders, depmod is run, and clean leaves sources alone."""
    status, answer = make(f"M={work}", "modules_install", f"INSTALL_MOD_PATH={work}/to", "INSTALL_MOD_STRIP=1", "INSTALL_MOD_DIR=mine")
    under = f"{work}/to/lib/modules/6.1.0-zonemu"
    if status or there(f"{under}/mine", "z-first.ko", "low/deep/deep.ko", "side/lone.ko"):
        return f"not installed: {answer}"
    if os.path.getsize(f"{under}/mine/z-first.ko") >= os.path.getsize(f"{work}/z-first.ko"):
        return "not stripped"
    if os.path.exists("/sbin/depmod"):
        with open(f"{under}/modules.dep", encoding="ascii") as file:
            if "mine/low/low.ko:" not in file.read():
                return "modules.dep does not name low.ko"
    if make(f"M={work}", "clean")[0] or not there(work, "z-first.ko", "low/deep/deep.o", "z-first.mod", "modules.order", "part/one.o"):
        return "clean failed"
    for folder, _, names in os.walk(work):
        left = [name for name in names if name.endswith((".o", ".mod", ".mod.c", ".symvers", ".order", ".d"))]
        if left and "/to" not in folder:
            return f"clean left {left} in {folder}"
    status, answer = make(f"M={work}", "modules_install", f"INSTALL_MOD_PATH={work}/to")
    return "" if status and "make modules first" in answer else f"installed what is not built: {answer}"


def check_symbols(work):
    """KBUILD_EXTRA_SYMBOLS in a Makefile, on the command line and in the environment; and of a folder not built yet."""
    write(f"{work}/a/Makefile", "obj-m := giver.o\n")
    write(f"{work}/a/giver.c", HEAD + "int given_here(void);\nint given_here(void) { return 1; }\nEXPORT_SYMBOL(given_here);\n")
    write(f"{work}/b/taker.c", HEAD + "int given_here(void);\nint taken(void);\nint taken(void) { return given_here(); }\n")
    extra = f"KBUILD_EXTRA_SYMBOLS={work}/a/Module.symvers"
    write(f"{work}/b/Makefile", f"obj-m := taker.o\n{extra}\n")
    status, answer = make(f"M={work}/b")
    if not status or "build that folder's modules first" not in answer:
        return f"symbols that are not there: {answer}"
    if make(f"M={work}/a")[0]:
        return "giver.ko failed"
    for words, args, environment in ((extra, (), {}), ("", (extra,), {}), ("", (), dict([extra.split("=")]))):
        write(f"{work}/b/Makefile", f"obj-m := taker.o\n{words}\n")
        status, answer = make(f"M={work}/b", *args, **environment)
        with open(f"{work}/b/taker.mod.c", encoding="ascii") as file:
            if status or 'depends, "giver"' not in file.read():
                return f"{words or args or environment}: {answer}"
        make(f"M={work}/b", "clean")
    write(f"{work}/b/Makefile", "obj-m := taker.o\n")
    status, answer = make(f"M={work}/b")
    return "" if status and "given_here" in answer else f"an unknown symbol: {answer}"


def check_ways(work):
    """The ways to say which folder; $(PWD), $(src), $(KBUILD_EXTMOD) and cc-option in flags; a Makefile that calls itself."""
    write(f"{work}/include/own.h", "#define OWN 5\n")
    write(f"{work}/it.c", INIT + "#include <own.h>\n#if OWN != 5 || !defined KNOWN || defined UNKNOWN\n#error flags\n#endif\n")
    for flags in ("-I$(PWD)/include", "-I$(src)/include", "-I$(KBUILD_EXTMOD)/include", "-I$(M)/include", "-I$(obj)/include"):
        for name in ("M", "SUBDIRS", "KBUILD_EXTMOD"):
            write(f"{work}/Makefile", f"ifneq ($(KERNELRELEASE),)\nobj-m := it.o\nEXTRA_CFLAGS += {flags} $(call cc-option,-DKNOWN)\n"
                                      "EXTRA_CFLAGS += $(call cc-option,-fno-such-flag -DUNKNOWN,-DELSE) $(call cc-disable-warning, no-such-warning)\n"
                                      "else\nPWD := $(shell pwd)\n"
                                      f"default:\n\t$(MAKE) -C $(KERNELDIR) {name}=$(PWD) modules\nendif\n"
                                      "clean:\n\trm -rf *.o *~ core .depend .*.cmd *.ko *.mod.c .tmp_versions\n"
                                      "depend .depend dep:\n\techo 'it.o: it.c' >.depend\nifeq (.depend,$(wildcard .depend))\ninclude .depend\nendif\n")
            if make("dep", folder=work)[0]:
                return "make dep failed"
            status, answer = make(f"KERNELDIR={KERNELDIR}", "DEBUG=y", folder=work)
            if (status or there(work, "it.ko")) and not (name != "M" and "$(M)" in flags):
                return f"{name}=, {flags}: {answer}"
            make("clean", folder=work)
    status, answer = make(f"M={work}", "it.ko")
    return "" if not status and not there(work, "it.ko") else f"one goal: {answer}"


def check_refused(work):
    """What cannot be built is told in one line."""
    for path, words in ((f"{work}/a folder", "a space"), (f"{work}/a:b", "a colon"), (f"{work}/nowhere", "no such folder"),
                        (f"{work}/empty", "neither a Kbuild nor a Makefile")):
        if not path.endswith("nowhere"):
            os.makedirs(path)
        status, answer = make(f"M={path}")
        errors = [line for line in answer.splitlines() if "***" in line]
        if not status or not errors or words not in errors[0]:
            return f"M={path}: {answer}"
    status, answer = make("help")
    return "" if not status and "modules_install" in answer and "clean" in answer else f"help: {answer}"


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as work:
        checks = (("folders", check_folders), ("folders", check_install), ("symbols", check_symbols), ("ways", check_ways), ("refused", check_refused))
        for number, (folder, check) in enumerate(checks, 1):
            os.makedirs(f"{work}/{folder}", exist_ok=True)
            said = check(f"{work}/{folder}")
            bad += bool(said)
            print(f"{'not ok' if said else 'ok'} {number} {check.__name__}" + (f": {said}" if said else ""))
    print("1..5")
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
