#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""/proc/PID: what a program sees of itself and of others, in Linux 6.1's formats."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

BUSYBOX = "build/debian/busybox-static/bin/busybox"

SCRIPT = """#!/bin/sh
part() { echo "=== $1"; }
part maps; cat /proc/self/maps
part smaps; cat /proc/self/smaps
part rollup; cat /proc/self/smaps_rollup
part statm; cat /proc/self/statm
part limits; ulimit -n 100; cat /proc/self/limits
exec 5</etc/passwd; read line <&5
part fd; readlink /proc/$$/fd/5; head -n 1 /proc/$$/fd/5; cat /proc/$$/fd/6
part fdinfo; cat /proc/$$/fdinfo/5; exec 5<&-; cat /proc/$$/fdinfo/5
part exe; readlink /proc/$$/exe; readlink /proc/2/exe || echo none
part task; ls /proc/$$/task; echo "of $$"; ls -d /proc/$$/task/$$/task
part environ; MARK=here cat /proc/self/environ | tr '\\0' '\\n'
part auxv; od -A n -t u4 -w8 -v /proc/self/auxv
part mountinfo; cat /proc/self/mountinfo
part pagemap; dd if=/proc/self/pagemap bs=8 skip=32841 count=1 2>/dev/null | od -A n -t x8
part frames; wc -c </proc/kpagecount; wc -c </proc/kpageflags
dd if=/proc/kpageflags bs=8 count=1 2>/dev/null | od -A n -t x8
part oom; cat /proc/$$/oom_score_adj; echo 500 >/proc/$$/oom_score_adj; cat /proc/self/oom_score_adj
echo -1000 >/proc/$$/oom_score_adj; cat /proc/self/oom_score; echo 1001 >/proc/$$/oom_score_adj
part nobody; echo some:x:7:7:some:/:/bin/sh >>/etc/passwd
su some -c 'cat /proc/1/maps; ls /proc/1/fd; cat /proc/self/statm | wc -w'
part groups; cut -d ' ' -f 1,5,6 /proc/1/stat /proc/2/stat; kill -0 0 && echo own; ps
kill -9 2; ls -d /proc/2; setsid cut -d ' ' -f 1,5,6 /proc/self/stat
part kcall; kcall 'kc = kmalloc(100, GFP_KERNEL)'; kcall 'kfree(kc); 6 * 7'; kcall nothing_there
exec 6<>/proc/kcall; cat <&6; printf '1 + 1\\n1 + 2\\n' >&6; cat <&6; exec 6<&-
printf '4 * 4\\nexit\\n' | kcall; echo; su some -c 'cat /proc/kcall'
part oops; kcall 'panic_here = 1; ((int *)0)[0]'; kcall '7 * 7'
part end
poweroff -f
"""

AREA = re.compile(r"([0-9a-f]{8})-([0-9a-f]{8}) ([r-][w-][x-][ps]) [0-9a-f]{8} [0-9a-f]{2}:[0-9a-f]{2} \d+ *(.*)$")
SMAPS = ["Size", "KernelPageSize", "MMUPageSize", "Rss", "Pss", "Pss_Dirty", "Shared_Clean",
         "Shared_Dirty", "Private_Clean", "Private_Dirty", "Referenced", "Anonymous", "LazyFree",
         "AnonHugePages", "ShmemPmdMapped", "FilePmdMapped", "Shared_Hugetlb", "Private_Hugetlb",
         "Swap", "SwapPss", "Locked", "THPeligible", "VmFlags"]


def boot(folder, script):
    rc, out = os.path.join(folder, "rc"), os.path.join(folder, "initramfs.gz")
    with open(rc, "w", encoding="ascii") as file:
        file.write(script)
    subprocess.run(["tools/mkinitramfs.py", "--rc", rc, out, BUSYBOX], check=True)
    done = subprocess.run(machine.command(["-initrd", out]), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=100, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


def parts(output):
    """What came after each "=== NAME"."""
    found = re.split(r"^=== (\w+)\n", output, flags=re.M)
    return {name: text.splitlines() for name, text in zip(found[1::2], found[2::2])}


def memory(report, part):
    areas = [AREA.match(line) for line in part["maps"]]
    report.true("each line of maps has the form", areas and all(areas))
    names = [area.group(4) for area in areas if area]
    for name in ["/bin/busybox", "[heap]", "[vdso]", "[stack]"]:
        report.true(f"maps has {name}", name in names)
    named = [line for line, area in zip(part["maps"], areas) if area and area.group(4)]
    report.true("names stand in one column", all(line[48] == " " and line[49] != " " for line in named))
    fields = [line.split(":")[0] for line in part["smaps"] if not AREA.match(line)]
    report.true("smaps has Linux's fields", fields == SMAPS * len(areas))
    rss = sum(int(line.split()[1]) for line in part["smaps"] if line.startswith("Rss:"))
    report.true("the sum is of this size", 100 < rss < 2500)
    report.true("rollup", part["rollup"][0].endswith("[rollup]") and
                [line.split(":")[0] for line in part["rollup"][1:]] == SMAPS[3:-2])
    size, resident, shared, text, lib, data, dirty = map(int, part["statm"][0].split())
    report.true("statm", size > resident > shared > 0 and text > 300 and data > 10 and
                lib == dirty == 0)
    entry = int(part["pagemap"][0], 16)
    report.true("pagemap: the program's text is there, of a file, in some frame",
                entry >> 63 == 1 and entry >> 61 & 1 and 0 < entry & (1 << 55) - 1 < 1 << 20)
    report.true("a word for each frame", part["frames"][0] == part["frames"][1] and
                int(part["frames"][0]) % 8 == 0 and int(part["frames"][0]) > 200000)


def rest(report, part):
    report.true("limits", "Max open files            100                  100                  files     "
                in part["limits"] and len(part["limits"]) == 17)
    report.true("fd: the name, and from the begin", part["fd"][:2] ==
                ["/etc/passwd", "root:x:0:0:root:/root:/bin/sh"])
    report.true("fd: what is not open", "No such file" in part["fd"][2])
    info = part["fdinfo"]
    report.true("fdinfo", re.match(r"pos:\t\d+$", info[0]) and info[1] == "flags:\t0100000" and
                info[2].startswith("mnt_id:\t") and info[3].startswith("ino:\t"))
    report.true("fdinfo: closed", "No such file" in info[4])
    report.true("exe", part["exe"] == ["/bin/busybox", "none"])
    report.true("task", f"of {part['task'][0]}" == part["task"][1] and
                "No such file" in part["task"][2])
    report.true("environ", "MARK=here" in part["environ"])
    auxv = [tuple(map(int, line.split())) for line in part["auxv"]]
    report.true("auxv", (6, 4096) in auxv and (17, 100) in auxv and auxv[-1] == (0, 0))
    report.true("mountinfo", any(re.match(r"\d+ \d+ 0:\d+ / /proc rw - proc proc rw$", line)
                                 for line in part["mountinfo"]))
    report.true("oom", part["oom"][:3] == ["0", "500", "0"] and "nvalid argument" in part["oom"][3])
    nobody = "\n".join(part["nobody"])
    report.true("another user's is not to be seen", nobody.count("ermission denied") == 2)
    report.true("statm is for all", part["nobody"][-1].strip() == "7")


def groups(report, part):
    lines = part["groups"]
    report.true("busybox's init leads a session, threads of the kernel are in group and session 0",
                lines[:3] == ["1 1 1", "2 0 0", "own"])
    report.true("ps has threads of the kernel in brackets",
                any(re.match(r" *\d+ root +\[ksoftirqd/0\]", line) for line in lines))
    report.true("they cannot be killed", "/proc/2" in lines)
    report.true("setsid makes a group and a session", len(set(lines[-1].split())) == 1)


def kcall(report, part):
    lines = part["kcall"]
    report.true("kcall: an answer", re.match(r"kc = 0x[0-9a-f]{8}: 128 bytes for 100", lines[0]))
    report.true("kcall: a variable is kept, two statements", lines[1].startswith("kfree: 128 bytes back")
                and lines[2] == "= 42 (0x2a)")
    report.true("kcall: an error", lines[3].startswith("error: nothing is called nothing_there"))
    report.true("/proc/kcall: both lines' answers", lines[4:6] == ["= 2", "= 3"])
    report.true("kcall: a prompt", lines[6] == "zonemu> = 16 (0x10)")
    report.true("not for everybody", "ermission denied" in lines[-1])
    report.true("it goes on after an error", part["oops"][-1] == "= 49 (0x31)")


def main():
    fetched = subprocess.run(["tools/fetch-debian.sh", "build/debian", "busybox-static"], check=False)
    if fetched.returncode == 77:
        print("busybox-static:i386 cannot be fetched: skipped")
        return 77
    report = machine.Report()
    done = subprocess.run(machine.command([]), input=b"poweroff\n", stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=100, check=False)
    report.true("without a program the log says how to get one", b"make initramfs" in done.stdout)
    with tempfile.TemporaryDirectory() as folder:
        output = boot(folder, SCRIPT)
    part = parts(output)
    if "end" not in part:
        print(output)
        report.true("the script has come to its end", False)
        return report.close()
    memory(report, part)
    rest(report, part)
    groups(report, part)
    kcall(report, part)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
