#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Every scenario that comes along passes, twice, with the same bytes; and its page is up to date."""
import glob
import os
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402


def play(path):
    done = subprocess.run([machine.ZONEMU, "-display", "none", "-scenario", path], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def main():
    report = machine.Report()
    for path in sorted(glob.glob("guest/scenarios/*.scn")):
        first = play(path)
        report.equal(f"{path} passes: {first[1]}", first[0], 0)
        report.equal(f"{path}, the second time", play(path), first)
        page = os.path.join("doc/lessons", os.path.basename(path).replace(".scn", ".md"))
        made = subprocess.run(["tools/gen-lesson.py", path], stdout=subprocess.PIPE, check=True).stdout.decode()
        with open(page, encoding="utf-8") as file:
            report.true(f"{page} is what tools/gen-lesson.py makes", file.read() == made)
    report.close()


main()
