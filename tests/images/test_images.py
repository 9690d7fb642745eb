#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Run each image here on zonemu, whose lines must be those of NAME.out, and on QEMU, whose lines
must be the same but for the cases that NAME.differs names, with the manual's word against QEMU.
A `*` there: QEMU is not asked at all.
"""
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

HERE = pathlib.Path("tests/images")
BUILT = pathlib.Path("build/tests/images")
EXIT = ["-device", "isa-debug-exit,iobase=0xf4,iosize=4", "-no-reboot"]
QEMU = "qemu-system-i386"
# Where timers are watched QEMU counts instructions too: no line depends on how busy the host is.
QEMU_ARGS = {"interrupts": ["-icount", "shift=3"]}


def build(source):
    BUILT.mkdir(parents=True, exist_ok=True)
    objects, image = BUILT / f"{source.stem}.o", BUILT / f"{source.stem}.elf"
    subprocess.run(["nasm", "-f", "elf32", f"-I{HERE}/", str(source), "-o", str(objects)], check=True)
    subprocess.run(["ld", "-m", "elf_i386", "-N", "--no-warn-rwx-segments", "-Ttext", "0x100000",
                    "-e", "start", str(objects), "-o", str(image)], check=True)
    return image


def lines_of(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120, check=False)
    lines = done.stdout.decode("latin-1").replace("\r", "").splitlines()
    # What is told to the machine's user: warnings, and transfers that wrap.
    aside = (f"{command[0]}: warning:", "zonemu: DMA channel ")
    return done.returncode, [line for line in lines if not line.startswith(aside)]


def explained(name):
    text = (HERE / f"{name}.differs").read_text()
    return {line.split(" -- ")[0] for line in text.splitlines() if line and line[0] != "#"}


def extra_args(source):
    """What a line "; machine:" asks for; @floppy is a disk whose sector n holds n + 1 + i."""
    for line in source.read_text().splitlines():
        if line.startswith("; machine: "):
            floppy = BUILT / "floppy.img"
            floppy.write_bytes(b"".join(bytes((n + 1 + i) & 255 for i in range(512)) for n in range(2880)))
            return line.removeprefix("; machine: ").replace("@floppy", str(floppy)).split()
    return []


def compare_qemu(report, name, image, want, args):
    cases = explained(name)
    if "*" in cases:
        return
    status, got = lines_of([QEMU, "-kernel", str(image), "-display", "none", "-serial", "stdio",
                            "-monitor", "none", *EXIT, *args, *QEMU_ARGS.get(name, [])])
    report.equal(f"{name} on QEMU: status", status, 1)
    report.equal(f"{name} on QEMU: lines", len(got), len(want))
    for ours, theirs in zip(want, got):
        if not any(ours.startswith(case + ": ") for case in cases):
            report.equal(f"{name} on QEMU", theirs, ours)


def main():
    if not shutil.which("nasm"):
        print("there is no nasm here")
        sys.exit(77)
    report = machine.Report()
    for source in sorted(HERE.glob("*.asm")):
        image, name = build(source), source.stem
        args = extra_args(source)
        want = (HERE / f"{name}.out").read_text().splitlines()
        status, got = lines_of([machine.ZONEMU, "-nographic", "-panel", "none", "-kernel", str(image),
                                *EXIT, *args])
        report.equal(f"{name}: status", status, 1)
        report.equal(f"{name}: lines", len(got), len(want))
        for n, line in enumerate(want):
            report.equal(f"{name}, line {n + 1}", got[n] if n < len(got) else None, line)
        if shutil.which(QEMU):
            compare_qemu(report, name, image, want, extra_args(source))
    report.close()


main()
