#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""-share DIR: the mini-kernel mounts it at /host; its own tests look at the files that are made here."""
import os
import re
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402


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
        report.equal("no such directory", machine.run(["-share", folder + "/nowhere"], [])[0], 1)
        status, output = machine.run(["-m", "64"], ["selftest hostfs"])
        report.equal("skipped without", len(re.findall("# SKIP no directory", output)), 3)
    report.close()


main()
