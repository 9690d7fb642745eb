#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What GCC makes of loops with SSE2, at several levels of its art, gives the same numbers in the
machine as on the host's own processor.
"""
import pathlib
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SOURCE = "tests/images/compiled/kernels.c"
BUILT = pathlib.Path("build/tests/images")
SSE2 = ["-msse2", "-mfpmath=sse", "-ffp-contract=off"]
BARE = ["-DBARE", "-m32", "-ffreestanding", "-fno-pic", "-fno-pie", "-no-pie", "-fno-stack-protector",
        "-fno-asynchronous-unwind-tables", "-fno-builtin", "-nostdlib", "-static", "-Wl,--build-id=none",
        "-Wl,-N", "-Wl,-Ttext=0x100000", "-Wl,-e,start", "-Wl,--no-warn-rwx-segments",
        "-Wl,--section-start=.text.start=0x100000"]
LEVELS = [["-O0"], ["-O1"], ["-O2"], ["-O3"], ["-O3", "-funroll-loops"], ["-Os", "-ftree-vectorize"]]


def compile_to(name, options):
    BUILT.mkdir(parents=True, exist_ok=True)
    subprocess.run(["gcc", *options, SOURCE, "-o", str(BUILT / name)], check=True)
    return str(BUILT / name)


def output(command):
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, timeout=120, check=False)
    return done.returncode, done.stdout.decode("latin-1").replace("\r", "").splitlines()


def main():
    report = machine.Report()
    _, want = output([compile_to("kernels", ["-O2", *SSE2, "-mno-avx"])])
    report.equal("lines on the host", len(want), 21)
    for number, level in enumerate(LEVELS):
        image = compile_to(f"kernels{number}.elf", [*level, *SSE2, *BARE])
        status, got = output([machine.ZONEMU, "-nographic", "-panel", "none", "-kernel", image, "-no-reboot",
                              "-device", "isa-debug-exit,iobase=0xf4,iosize=4"])
        report.equal(f"{level}: status", status, 1)
        report.equal(f"{level}: lines", got, want)
    report.close()


main()
