#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The mini-kernel's own drivers, from programs: clock, watchdog, keyboard, SPI, lamps, floppy, sound; here and on QEMU."""
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import wave

sys.path.insert(0, "tests/boot/linux")
sys.path.insert(0, "tests/guest")
import initramfs  # noqa: E402
import machine  # noqa: E402

DEBIAN = "build/debian"
MODULES = ["floppy", "sb16", "softdog", "spiloop", "portleds", "looptty", "loopuart"]
QEMU = "qemu-system-i386"
CYLINDER = 18432

INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1

hwclock -u -r
date -u -s '2030-05-06 07:08:09' > /dev/null
hwclock -u -w
echo "clock $(cat /sys/class/rtc/rtc0/date) $(cut -c1-5 /sys/class/rtc/rtc0/time)"
drivercalls rtc
echo "clock irq $(awk '/rtc0/ { print $2 }' /proc/interrupts)"

drivercalls input
drivercalls serial
echo "serial $(grep 1: /proc/tty/driver/serial)"
grep -c . /proc/bus/input/handlers

insmod /modules/softdog.ko soft_margin=3 soft_noboot=1
dog=/sys/class/watchdog/watchdog0
watchdog -T 4 -t 1 /dev/watchdog
sleep 6
echo "dog $(cat $dog/state) $(cat $dog/timeout)"
killall watchdog
sleep 1
echo "dog $(cat $dog/state)"
echo x > /dev/watchdog
sleep 4
echo "dog unfed $(dmesg | grep -c 'softdog: Triggered')"
echo V > /dev/watchdog
rmmod softdog && echo "dog gone"

insmod /modules/spiloop.ko
spi=/sys/bus/spi/devices/spi0.0
echo "there and back" > $spi/text
echo "spi $(cat $spi/modalias) $(cat $spi/text), $(cat $spi/counts)"
rmmod spiloop
insmod /modules/portleds.ko
lamp=/sys/class/leds/port:3
echo 1 > $lamp/brightness
echo "lamps $(cat /sys/class/leds/*/brightness | tr '\n' ' ')"
echo timer > $lamp/trigger
echo 100 > $lamp/delay_on
echo 300 > $lamp/delay_off
lit=0
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	lit=$((lit + $(cat $lamp/brightness)))
	usleep 110000
done
echo "lamp $(cat $lamp/trigger) $lit"
echo none > $lamp/trigger
echo "lamp $(cat $lamp/brightness) $(ls $lamp | grep -c delay)"
rmmod portleds

insmod /modules/floppy.ko
echo "floppy $(md5sum < /dev/fd0)"
mount -t ext2 /dev/fd0 /mnt && seq 1 20000 > /mnt/new && umount /mnt
rmmod floppy
insmod /modules/floppy.ko
mount -t ext2 /dev/fd0 /mnt && echo "floppy new $(md5sum < /mnt/new)" && umount /mnt
dd if=/dev/fd0 of=/tmp/end bs=18k skip=79 count=1 2> /dev/null
drivercalls format
echo "floppy formatted $(dd if=/dev/fd0 bs=18k count=3 2> /dev/null | tr -d '\366' | wc -c)"
dd if=/dev/fd0 bs=18k skip=79 count=1 2> /dev/null | cmp - /tmp/end && echo "floppy rest same"
dd if=/dev/zero of=/dev/fd0 bs=18k seek=79 count=2 2>&1 | grep -o 'No space.*'
grep -h -e floppy /proc/dma /proc/ioports
rmmod floppy

insmod /modules/looptty.ko
stty -F /dev/ttyL0 raw -echo clocal 1200
stty -F /dev/ttyL1 raw -echo clocal
echo "line $(stty -F /dev/ttyL0 | head -1)"
cat /dev/ttyL1 > /tmp/got &
seq 1 2000 > /dev/ttyL0
sleep 1
echo "line $(md5sum < /tmp/got)"
echo "line $(grep 0: /proc/tty/driver/looptty | cut -d' ' -f2,3)"
rmmod looptty 2> /dev/null || echo "line is open"
killall cat
stty -F /dev/ttyL1 -clocal
timeout 1 cat /dev/ttyL1 || echo "line has no carrier"
(cat /dev/ttyL1; echo "line hung up") < /dev/null &
sleep 1
(echo "over the line"; sleep 1) > /dev/ttyL0
sleep 1
rmmod looptty && echo "line gone"

insmod /modules/loopuart.ko
stty -F /dev/ttyU0 raw -echo 19200
cat /dev/ttyU0 > /tmp/got &
seq 1 200 > /dev/ttyU0
sleep 1
echo "uart $(md5sum < /tmp/got)"
echo "uart $(tail -1 /proc/tty/driver/loopuart)"
stty -F /dev/ttyU0 230400 2> /dev/null || echo "uart $(stty -F /dev/ttyU0 | head -1)"
killall cat
rmmod loopuart && echo "uart gone"

if insmod /modules/sb16.ko; then
	drivercalls dsp
	head -c 4000 /dev/zero > /dev/dsp && echo "dsp cat"
	rmmod sb16
fi
ls /dev/fd0 /dev/dsp /dev/watchdog0 2> /dev/null
cut -d' ' -f1 /proc/modules
echo "=== end"
poweroff -f
"""


def make_initramfs(path, busybox):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys", "tmp", "mnt", "modules"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(busybox))
    cpio.add("bin/drivercalls", stat.S_IFREG | 0o755, initramfs.read("build/guest/user/drivercalls"))
    for name in MODULES:
        cpio.add(f"modules/{name}.ko", stat.S_IFREG | 0o644, initramfs.read(f"build/guest/modules/{name}.ko"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def make_floppy(path):
    with open(path, "wb") as file:
        file.write(bytes(1474560))
    subprocess.run(["/sbin/mke2fs", "-q", "-F", "-t", "ext2", "-b", "1024", path], check=True)
    with open(path, "r+b") as file:
        file.seek(79 * CYLINDER)
        file.write(bytes(range(256)) * (CYLINDER // 256))
    return subprocess.run(["md5sum", path], stdout=subprocess.PIPE, check=True).stdout.split()[0].decode()


def run(program, folder, archive):
    """(output, the floppy's sum before, the path of what was heard)"""
    floppy, heard = f"{folder}/a.img", f"{folder}/out.wav"
    digest = make_floppy(floppy)
    args = [program, "-kernel", machine.KERNEL, "-initrd", archive, "-m", "64M", "-append", "quiet loglevel=1", "-display", "none", "-serial", "stdio", "-serial", "null",
            "-monitor", "none", "-rtc", "base=2026-01-02T03:04:05", "-drive", f"file={floppy},if=floppy,format=raw",
            "-audiodev", f"wav,id=a,path={heard}", "-device", "sb16,audiodev=a"]
    if "qemu" in program:
        args += ["-nic", "none"]
    else:
        args += ["-icount", "shift=0,sleep=off"]
    done = subprocess.run(args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300,
                          check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", ""), digest, heard


def interrupts(text, kind):
    found = re.search(rf"^rtc {kind} (\d+) ([\d.]+)$", text, re.M)
    return (int(found[1]), float(found[2])) if found else (0, 0)


def check_clock(report, name, text, lines):
    report.true(f"{name}: hwclock", re.search(r"^Fri Jan  2 03:04:0\d 2026", text, re.M))
    report.true(f"{name}: the clock is set", "clock 2030-05-06 07:08" in lines)
    for kind, least, seconds in (("update", 2, 2), ("periodic", 64, 1), ("alarm", 1, 2)):
        got, took = interrupts(text, kind)
        # QEMU's clocks go by the host's time, which the host may have too little of
        timely = name == QEMU or abs(took - seconds) <= 1.1
        report.true(f"{name}: {kind} {got} in {took} s", least <= got <= least + 8 and timely)
    for want in ("rtc set 0", "rtc wrong -1", "rtc second -1"):
        report.true(f"{name}: {want}", want in lines)
    report.true(f"{name}: interrupts of the clock", re.search(r"^clock irq [1-9]", text, re.M))


def check_buses(report, name, text, lines):
    for line in ("spi spi:spiecho there and back, 2 transfers, 2 selections", "lamps 0 0 0 1 0 0 0 0 ", "lamp 0 0"):
        report.true(f"{name}: {line}", line in lines)
    lit = re.search(r"^lamp none \[timer\] heartbeat default-on (\d+)$", text, re.M)
    report.true(f"{name}: lit a quarter of the time", lit and 1 <= int(lit[1]) <= 6)


def check_line(report, name, lines):
    want = subprocess.run("seq 1 2000 | md5sum", shell=True, stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    said = subprocess.run("seq 1 200 | md5sum", shell=True, stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    for line in (f"uart {said}", "uart 0: uart:loop port:00000000 irq:0 tx:692 rx:692", "uart speed 19200 baud; line = 0;", "uart gone"):
        report.true(f"{name}: {line}", line in lines)
    for line in ("line speed 1200 baud; line = 0;", f"line {want}", "line tx:8893 rx:0", "line is open", "line has no carrier",
                 "over the line", "line hung up", "line gone"):
        report.true(f"{name}: {line}", line in lines)


SERIAL = """type 4 line 1 port 0x2f8 irq 3 fifo 16 base 115200
custom 0
custom 0 divisor 7 lcr 0x3 rts does not stop
other irq -1
slow 0 divisor 96 lcr 0x7 rts does not stop
odd 0 divisor 12 lcr 0xa rts does not stop
idle 0 lines 0x4166 mcr 0xb
down 0 lines 0x4160 mcr 0x8
around 0 lines 0x8064 mcr 0x1a
back 0 lines 0x166 mcr 0xb
even 0 divisor 96 lcr 0x1a rts does not stop
drained 0x60
break 0x5a 0x1a
hung up 0 divisor 12 lcr 0x3 rts does not stop
hung up 0 lines 0x160 mcr 0x8
fast 0 divisor 1 lcr 0x3 rts does not stop
1: uart:16550A port:000002F8 irq:3 tx:5 rx:5"""


def check_serial(report, name, text, lines):
    for line in SERIAL.split("\n"):
        report.true(f"{name}: serial {line}", f"serial {line}" in lines)
    # QEMU's port sends all eight bits
    last = "." if name == QEMU else "a"
    report.true(f"{name}: it hears itself", re.search(rf"^serial came back loop{last}, sent 5 received 5$", text, re.M))


def check_floppy(report, name, text, lines, digest):
    want = subprocess.run("seq 1 20000 | md5sum", shell=True, stdout=subprocess.PIPE, check=True).stdout.decode().strip()
    for line in (f"floppy {digest}  -", f"floppy new {want}", "format H1440: 2880 sectors, 80 x 2 x 18", "format beyond -1",
                 "floppy rest same", "No space left on device", " 2: floppy"):
        report.true(f"{name}: {line}", line in lines)
    # QEMU's controller takes no FORMAT TRACK by DMA
    report.true(f"{name}: formatted", name == QEMU or "floppy formatted 0" in lines)


def check_sound(report, name, lines, heard):
    for line in ("dsp format 1 channels 2 rate 22050 pieces 8 of 8192", "dsp written 88200, heard 1", "dsp synced 0, left 0",
                 "dsp mixer 0x3464", "dsp cat"):
        report.true(f"{name}: {line}", line in lines)
    with wave.open(heard) as file:
        frames = file.readframes(file.getnframes())
        rate = file.getframerate()
    left = memoryview(frames).cast("h")[::2]
    loud = sum(1 for sample in left if abs(sample) > 300)
    # a second, of which each 64 samples have 3 that are no louder, and half a second by cat
    report.true(f"{name}: both are heard, {loud} at {rate} Hz", abs(loud / rate - 61 / 64 - 0.5) < 0.04)


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("drivers: Debian's busybox cannot be reached")
        sys.exit(77)
    if subprocess.run(["make", "-s", "user"], check=False).returncode:
        sys.exit("drivers: the programs cannot be built")
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        archive = f"{folder}/initramfs.gz"
        make_initramfs(archive, f"{DEBIAN}/busybox-static/bin/busybox")
        for program in (machine.ZONEMU, QEMU):
            if not shutil.which(program):
                continue
            name = os.path.basename(program)
            text, digest, heard = run(program, folder, archive)
            if os.environ.get("VERBOSE"):
                print(text)
            lines = text.split("\n")
            report.true(f"{name}: ran to its end", "=== end" in lines)
            check_clock(report, name, text, lines)
            for want in ("input 0x10001 AT Translated Set 2 keyboard: A 1, BTN_LEFT 0", "input nothing 0", "input poll 1",
                         "input 2: 17 1 1", "input leds 2, others see 2", "input grab 0, again -1",
                         "input grabbed 2, others -1", "dog active 4", "dog inactive", "dog unfed 1", "dog gone"):
                report.true(f"{name}: {want}", want in lines)
            check_buses(report, name, text, lines)
            check_line(report, name, lines)
            check_serial(report, name, text, lines)
            check_floppy(report, name, text, lines, digest)
            check_sound(report, name, lines, heard)
            report.equal(f"{name}: all is gone", lines[lines.index("=== end") - 1][:3] if "=== end" in lines else "", "dsp")
    report.close()


main()
