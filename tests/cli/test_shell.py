#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What zonemu boots to when nothing is named: the shell that lies beside the kernel, or the prompt."""
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SHELL_SAYS, PROMPT_SAYS = "in the shell", "42 (0x2a)"


def boot(program, *args, typed=f'echo "in the"" shell"; poweroff'):
    done = subprocess.run([program, "-nographic", *args], input=(typed + "\n").encode(), check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
    return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")


def to_shell(report, program, *args):
    status, output = boot(program, *args)
    report.equal(f"a shell {args}", (status, SHELL_SAYS in output), (0, True))


def to_prompt(report, program, *args):
    status, output = boot(program, *args, typed="6*7; poweroff")
    report.equal(f"the prompt {args}", (status, PROMPT_SAYS in output), (0, True))
    return output


def copy(folder, with_shell):
    """A tree like build/, whose name is not easily part of a list."""
    tree = os.path.join(folder, "a tree, copied" if with_shell else "bare")
    os.makedirs(f"{tree}/guest")
    shutil.copy(machine.ZONEMU, f"{tree}/zonemu")
    shutil.copy(machine.KERNEL, f"{tree}/guest/kernel.elf")
    if with_shell:
        shutil.copy("build/initramfs.gz", f"{tree}/initramfs.gz")
    return f"{tree}/zonemu"


def without(report, program):
    output = to_prompt(report, program, "mem=126M")
    report.true("it says how to get a shell", "No program to run" in output and "make initramfs" in output)
    output = to_prompt(report, program, "kcall")
    report.true("who asks for the prompt is told nothing", "No program to run" not in output)


def with_it(report, program):
    to_shell(report, program, "mem=126M")
    to_shell(report, program, "-m", "16", "-append", "quiet")
    to_shell(report, program, "-m", "16", "quiet", "-append", "panic=1 loglevel=1")
    for args in (["kcall"], ["-initrd", "none"], ["-kernel", machine.KERNEL], ["-append", "quiet kcall"],
                 ["-m", "4"]):
        output = to_prompt(report, program, *args)
        report.true(f"no file is unpacked {args}", "initramfs:" not in output)
    status, output = boot(program, "selftest=lib", "poweroff")
    report.equal("self-tests need no shell", (status, "initramfs:" in output, "# totals: pass:" in output),
                 (0, False, True))
    path = os.path.join(os.path.dirname(program), "guest/kernel.elf")
    to_shell(report, program, "-kernel", path, "-initrd", "build/initramfs.gz")
    to_shell(report, program, "-initrd", "build/initramfs.gz", "-drive",
             "file=build/guest/kernel.elf,format=raw,if=ide,snapshot=on")
    output = to_prompt(report, program, "-kernel", path, "-initrd", "build/initramfs.gz", "kcall")
    report.true("files without a shell", "initramfs: " in output)
    status, output = boot(program, "quiet", typed="free; kcall 'v = vmalloc(300*1024)'; poweroff")
    report.equal("the README's line", (status, "v = 0x" in output and "Mem:" in output), (0, True))


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        without(report, copy(folder, False))
        if os.path.exists("build/initramfs.gz"):
            with_it(report, copy(folder, True))
        else:
            print("no busybox at hand: its half is left out")
    report.close()


main()
