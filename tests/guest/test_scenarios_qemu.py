#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The scenarios that need no device of zonemu's own pass on QEMU, too: test_scenarios_qemu.py [FILE...]"""
import concurrent.futures
import glob
import shutil
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402
import scenario_on_qemu  # noqa: E402


def main():
    if not shutil.which("qemu-system-i386"):
        print("scenarios on QEMU: there is no qemu-system-i386")
        sys.exit(77)
    report = machine.Report()
    played = done = left = 0
    alone, waiting = [], []
    paths = sys.argv[1:] or sorted(glob.glob("guest/scenarios/*.scn"))
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        results = list(pool.map(scenario_on_qemu.play, paths))
    for path, result in zip(paths, results):
        if result is None:
            alone.append(path)
        elif isinstance(result, str):
            waiting.append(path)
        else:
            played, done, left = played + 1, done + result[1], left + result[2]
            report.equal(path, result[0], None)
    print(f"{played} scenarios on QEMU: {done} steps done, {left} that QEMU cannot show left out; "
          f"{len(alone)} need zonemu's devices, {len(waiting)} a shell (make initramfs)")
    report.close()


main()
