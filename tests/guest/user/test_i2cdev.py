#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""/dev/i2c-N by others' programs: busybox's i2c applets and Debian's i2c-tools, on either bus of the sensor."""
import os
import re
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/boot/linux")
sys.path.insert(0, "tests/guest")
import initramfs  # noqa: E402
import machine  # noqa: E402

DEBIAN = "build/debian"
LIBRARIES = {"lib/ld-linux.so.2": "libc6", "lib/libc.so.6": "libc6", "lib/libi2c.so.0": "libi2c0"}
TOOLS = ["i2cdetect", "i2cget", "i2cset", "i2ctransfer"]

# 24.686 degrees and 50 percent: 6838h and 72B2h by the datasheet's formulas, and a CRC; commands E3h and E5h.
SCRIPT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
for kind in busybox stock; do
	if [ $kind = busybox ]; then path=/bin; else path=/tools; fi
	say() { "$path/$@" 2>&1 | sed "s/^/$kind $bus $1: /"; }
	for bus in 0 1; do
		say i2cdetect -l
		say i2cdetect -y $bus 0x3e 0x42
		say i2cget -y $bus 0x40 0xe3 w
		say i2cget -y $bus 0x40 0xe5 w
		say i2cset -y $bus 0x40 0xe6 0x3b b
		say i2cget -y $bus 0x40 0xe7
		say i2cget -y $bus 0x41 0xe7
		say i2ctransfer -y $bus w1@0x40 0xe3 r3
		say i2cset -y $bus 0x40 0xe6 0x3a b
	done
done
echo === end
poweroff -f
"""


def crc(data):
    """CRC-8 with x^8 + x^5 + x^4 + 1, as the sensor's application note has it."""
    value = 0
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value << 1 ^ (0x131 if value & 0x80 else 0)
    return value


def find(package, name):
    for folder, _, files in os.walk(f"{DEBIAN}/{package}"):
        if os.path.basename(name) in files:
            return os.path.join(folder, os.path.basename(name))
    return None


def make_initramfs(path):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys", "lib", "tools"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(f"{DEBIAN}/busybox-static/bin/busybox"))
    for name, package in LIBRARIES.items():
        cpio.add(name, stat.S_IFREG | 0o755, initramfs.read(os.path.realpath(find(package, name))))
    for name in TOOLS:
        cpio.add(f"tools/{name}", stat.S_IFREG | 0o755, initramfs.read(find("i2c-tools", name)))
    cpio.add("init", stat.S_IFREG | 0o755, SCRIPT.encode())
    initramfs.pack(cpio, path)


def main():
    wanted = ["busybox-static", "i2c-tools", "libi2c0", "libc6"]
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, *wanted], check=False, stdout=subprocess.DEVNULL).returncode:
        print("i2c-dev: Debian's packages cannot be reached")
        sys.exit(77)
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path, modules = f"{folder}/initramfs.gz", "build/guest/modules"
        make_initramfs(path)
        done = subprocess.run([machine.ZONEMU, "-m", "64M", "-append", "quiet loglevel=1", "-display", "none", "-serial", "stdio",
                               "-monitor", "none", "-icount", "shift=0,sleep=off", "-initrd",
                               f"{path},{modules}/i2c-piix4.ko,{modules}/i2c-parport.ko type=0",
                               "-set", "sht21.temperature=24.686", "-set", "sht21.humidity=50"],
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=200, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    if os.environ.get("VERBOSE"):
        print(text)
    report.true("ran to its end", "=== end" in text)
    for kind in ("busybox", "stock"):
        for bus, functions in ((0, "smbus"), (1, "i2c")):
            said = re.findall(rf"^{kind} {bus} (\w+): (.*)$", text, re.M)

            def has(tool, pattern, where=said, who=f"{kind}, bus {bus}"):
                report.true(f"{who}: {tool} says {pattern}", any(name == tool and re.search(pattern, line) for name, line in where))

            has("i2cdetect", rf"^i2c-{bus}\s+{functions}\s")
            has("i2cdetect", r"^40: 40 -- --")
            has("i2cget", r"^0x3868$")
            has("i2cget", r"^0xb272$")
            has("i2cget", r"^0x3b$")
            has("i2cget", r"[Rr]ead failed|No such device")
            if bus:
                # 12 bits: the last four are the status
                has("i2ctransfer", rf"^0x68 0x30 0x{crc(b'h0'):02x}$")
            else:
                has("i2ctransfer", r"I2C transfers|not support")
    report.close()


main()
