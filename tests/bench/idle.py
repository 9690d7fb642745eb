#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""What an idle guest costs: percent of one host CPU, of zonemu and of QEMU, for Debian's kernel at its
shell with one and with four processors: idle.py [SECONDS]

Needs what `make check-linux` fetches (status 77 without it).
"""
import os
import shutil
import sys
import time

sys.path.insert(0, "tests/boot/linux")
from machine import DEBIAN, QEMU, ZONEMU, Machine  # noqa: E402

SETTLE_S = 3
LIMIT = 2.0


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def percent(program, cpus, seconds):
    args = ["-smp", str(cpus), "-m", "128M"]
    args += ["-M", "pc", "-accel", "tcg"] if program == QEMU else ["-icount", "shift=0,sleep=on"]
    machine = Machine(args, program)
    try:
        machine.wait_for_shell()
        time.sleep(SETTLE_S)
        before = cpu_seconds(machine.process.pid)
        time.sleep(seconds)
        return 100 * (cpu_seconds(machine.process.pid) - before) / seconds
    finally:
        machine.kill()


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    if not os.path.isdir(f"{DEBIAN}/linux-image-686") or not os.path.exists("build/boot/initramfs-686.gz"):
        print("no packages in build/debian (make check-linux fetches them): skipped")
        sys.exit(77)
    over = False
    for cpus in (1, 4):
        mine = percent(ZONEMU, cpus, seconds)
        line = f"idle Linux, -smp {cpus}: {mine:.1f} % of a host CPU"
        if shutil.which(QEMU):
            line += f"; QEMU {percent(QEMU, cpus, seconds):.1f} %"
        print(line, flush=True)
        over |= mine >= LIMIT
    sys.exit(over)


main()
