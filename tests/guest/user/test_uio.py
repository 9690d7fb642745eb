#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A device that a program drives: /dev/uio0 and /sys/class/uio under busybox, on zonemu and on QEMU."""
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/boot/linux")
sys.path.insert(0, "tests/guest")
sys.path.insert(0, "tools")
import initramfs  # noqa: E402
import machine  # noqa: E402
from cpio import Cpio, read  # noqa: E402

DEBIAN = "build/debian"
QEMU = "qemu-system-i386"
INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
insmod /uioedu.ko
cd /sys/class/uio/uio0
for file in name version event maps/*/* portio/*/*; do echo "$file $(cat $file)"; done
uiocalls
echo "event $(cat event)"
exec 5< /dev/uio0
rmmod uioedu 2> /dev/null || echo busy
exec 5<&-
rmmod uioedu && echo "left $(ls /sys/class/uio | wc -l) $(ls /dev | grep -c uio)"
poweroff -f
"""
SYSFS = ["name edu", "version 1", "event 0", "maps/map0/name registers", "maps/map0/offset 0x0", "maps/map0/size 0x00100000",
         "maps/map1/name words", "maps/map1/size 0x00001000", "portio/port0/name none such", "portio/port0/porttype port_x86",
         "portio/port0/size 0x8", "portio/port0/start 0x1234"]
CALLS = ["uio open 0", "uio version 010000ed", "uio factorial 3628800", "uio poll 0", "uio at once EAGAIN", "uio raise 4",
         "uio poll then 1", "uio read 4 count 1", "uio short EINVAL", "uio again EAGAIN", "uio words from the kernel",
         "uio map too much EINVAL", "uio map no such EINVAL", "event 1", "busy", "left 0 0"]


def make_initramfs(path):
    cpio = Cpio()
    for folder in ("bin", "dev", "proc", "sys"):
        cpio.add(folder, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, read(f"{DEBIAN}/busybox-static/bin/busybox"))
    cpio.add("bin/uiocalls", stat.S_IFREG | 0o755, read("build/guest/user/uiocalls"))
    cpio.add("uioedu.ko", stat.S_IFREG | 0o644, read("build/guest/modules/uioedu.ko"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("uio: Debian's packages cannot be reached")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path)
        for program in filter(shutil.which, (machine.ZONEMU, QEMU)):
            done = subprocess.run([program, "-kernel", machine.KERNEL, "-initrd", path, "-append", "quiet loglevel=1", "-display", "none",
                                   "-serial", "stdio", "-monitor", "none", "-device", "edu"], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
            lines = done.stdout.decode("utf-8", "replace").replace("\r", "").split("\n")
            for want in SYSFS + CALLS:
                report.true(f"{program}: {want}", want in lines)
            report.true(f"{program}: nothing leaks", not any("leaks" in line for line in lines))
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
