#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""iio from programs: values one by one, events, and scans that a trigger makes, of the module ramp."""
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

INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
insmod /ramp.ko
cd /sys/bus/iio/devices/iio:device0
echo "values $(cat in_voltage0_raw in_accel_x_raw in_voltage_scale | tr '\n' ' ')"
echo "types $(cat scan_elements/*_type | tr '\n' ' ')"
echo "same $(cat buffer0/in_accel_x_index) $(cat scan_elements/in_accel_x_index) $(cat buffer0/direction)"

echo 8 > events/in_voltage0_thresh_rising_value
echo 1 > events/in_voltage0_thresh_rising_en
iiocalls events &
sleep 1
for i in 3 4 5 6 7 8 9 10; do cat in_voltage0_raw > /dev/null; done
wait
iiocalls rules

echo "empty $(echo 1 2>&1 > buffer/enable)"
echo 1 > scan_elements/in_voltage0_en
echo "no trigger $(echo 1 2>&1 > buffer/enable)"
echo none > trigger/current_trigger
echo "none: $(cat trigger/current_trigger)"
cat ../trigger0/name > trigger/current_trigger
echo 1 > scan_elements/in_accel_x_en
echo 1 > scan_elements/in_timestamp_en
echo 16 > buffer/length
echo "watermark $(echo 17 2>&1 > buffer/watermark)"
echo 4 > buffer/watermark
echo 1 > buffer/enable
echo "busy $(cat in_voltage0_raw 2>&1)"
echo "busy $(echo 8 2>&1 > buffer/length)"
echo "busy $(echo 2>&1 > trigger/current_trigger)"
iiocalls buffer 6
awk '/ramp-dev0/ { print "irq", $NF, ($2 >= 8) }' /proc/interrupts
sleep 1
echo "full $(cat buffer/data_available)"
echo 0 > buffer/enable

# half of it: the driver's scan is half as long, and has no room for the time
echo 0 > scan_elements/in_voltage0_en
echo 0 > scan_elements/in_timestamp_en
echo 1 > buffer/enable
head -c 8 /dev/iio:device0 | hexdump -v -e '"half " 4/2 "%04x " "\n"'
echo 0 > buffer/enable

# the device goes while somebody waits for it
dd if=/dev/iio:device0 bs=2 count=1 2> /why > /dev/null &
sleep 1
echo > trigger/current_trigger
echo ramp > /sys/bus/platform/drivers/ramp/unbind
wait
echo "gone $(grep -o 'No such device' /why)"
cd /
ls /dev | grep -c iio
rmmod ramp
cat /proc/modules
grep -c ramp /proc/interrupts
dmesg | grep -c 'leak\|BUG\|WARNING'
echo "=== end"
poweroff -f
"""

RULES = {"second open": "EBUSY", "its buffer again": "0", "no such buffer": "ENODEV", "unknown ioctl": "ENODEV",
         "events": "0", "events again": "EBUSY", "less than an event": "EINVAL", "write": "EBUSY",
         "nothing there": "EBUSY"}


def run():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False).returncode:
        print("busybox cannot be had: skipped")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        cpio = initramfs.Cpio()
        for name in ("bin", "dev", "proc", "sys"):
            cpio.add(name, stat.S_IFDIR | 0o755)
        cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
        cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(f"{DEBIAN}/busybox-static/bin/busybox"))
        cpio.add("bin/iiocalls", stat.S_IFREG | 0o755, initramfs.read("build/guest/user/iiocalls"))
        cpio.add("ramp.ko", stat.S_IFREG | 0o644, initramfs.read("build/guest/modules/ramp.ko"))
        cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
        archive = os.path.join(folder, "init.gz")
        initramfs.pack(cpio, archive)
        args = [machine.ZONEMU, "-nographic", "-panel", "none", "-m", "64M", "-append", "quiet loglevel=4",
                "-icount", "shift=0,sleep=off", "-initrd", archive]
        done = subprocess.run(args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


def main():
    report = machine.Report()
    output = run()
    lines = output.split("\n")
    for want in ("values 1 -2 0.610351562 ", "types be:s14/16>>2 le:s64/64>>0 le:u12/16>>0 ", "same 1 1 in",
                 "events 1 type 0 direction 1 of type 0 channel 0 time 1", "none: ", "irq ramp_consumer0 1",
                 "full 16", "gone No such device", "=== end"):
        report.true(f"{want} in {lines}", want in lines)
    for what in ("empty", "no trigger", "watermark"):
        report.true(what, re.search(rf"^{what} .*Invalid argument", output, re.M))
    report.equal("busy", len(re.findall(r"^busy .*Device or resource busy", output, re.M)), 3)
    for what, answer in RULES.items():
        report.true(f"{what}: {answer}", f"{what}: {answer}" in lines)
    scans = [(int(volts), int(accel, 16), int(ms)) for volts, accel, ms in re.findall(r"scan (\d+) (\S+) (\d+)", output)]
    report.equal("scans", len(scans), 6)
    for n, (volts, accel, ms) in enumerate(scans):
        report.equal("volts", volts, scans[0][0] + n)
        # big endian, shifted by two, the sign turned
        report.equal("acceleration", int.from_bytes(accel.to_bytes(2, "little"), "big"), -volts * 4 & 0xffff)
        report.equal("ms", ms, 10 if n else 0)
    halves = re.findall(r"^half (.*)", output, re.M)
    report.equal("halves", len(halves[0].split()) if halves else 0, 4)
    # no file, no module, no interrupt, no complaint
    report.equal("left", lines[lines.index("gone No such device") + 1:-2] if "gone No such device" in lines else None,
                 ["0", "0", "0", "=== end"])
    report.close()


main()
