#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The scull family under busybox: loaded by its script, written, read, mapped, looked at, unloaded.

Each step of the script prints lines that begin with its name; what is free before the
modules come must be free again when they are gone.
"""
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
MODULES = ["scull", "scullc", "scullp", "scullv"]
BYTES = 300000

INIT = r"""#!/bin/busybox sh
/bin/busybox --install -s /bin
export PATH=/bin:/modules
mount -t devtmpfs dev /dev 2> /dev/null
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
cd /tmp
dd if=/dev/urandom of=data bs=1000 count=300 2> /dev/null

footprint() {
	echo "$1 $2 slabs $(awk '$1 == "scullc" { print $2 - $NF }' /proc/slabinfo)"
	echo "$1 $2 areas $(grep -c 'scullv' /proc/vmallocinfo)"
	echo "$1 $2 free $(awk '{ n = 1; for (i = 5; i <= NF; i++) { sum += $i * n; n *= 2 } } END { print sum }' /proc/buddyinfo)"
}
round() {
	footprint $1 before
	scull_load $1 || echo "$1 not loaded"
	footprint $1 empty
	dd if=data of=/dev/${1}1 bs=7001 2> /dev/null
	footprint $1 full
	cmp data /dev/${1}1 && echo "$1 same"
	dd if=/dev/${1}1 bs=1 skip=123457 count=5 2> /dev/null | cmp - piece && echo "$1 seeks"
	echo tail > /dev/${1}2
	echo more >> /dev/${1}2
	echo "$1 holds $(cat /dev/${1}2 | tr '\n' ' ')"
	dd if=data of=/dev/${1}3 bs=1000 count=1 seek=200 conv=notrunc 2> /dev/null
	echo "$1 hole $(wc -c < /dev/${1}3) $(head -c 200000 /dev/${1}3 | tr -d '\0' | wc -c)"
	sed "s/^/$1 proc /" /proc/${1}mem
	: > /dev/${1}1
	footprint $1 emptied
	scull_unload $1 || echo "$1 not unloaded"
	footprint $1 gone
	echo "$1 nodes $(ls /dev | grep -c $1)"
}
dd if=data bs=1 skip=123457 count=5 of=piece 2> /dev/null
for module in scull scullc scullp scullv; do
	round $module > /dev/null 2>&1 # what else is to be loaded, is
	round $module
done

scull_load scull quantum=512 qset=16
sed 's/^/devices /' /proc/devices
cat /proc/scullmem > mem; cmp mem /proc/scullseq && echo "pipe seq"
(sleep 1; cat data) > /dev/scullpipe0 &
head -c 300000 /dev/scullpipe0 | cmp - data && echo "pipe same"
wait
chmod 666 /dev/scull*
exec 5<> /dev/scullsingle
cat /dev/scullsingle 2> error || echo "single $(cat error)"
exec 5>&-
cat /dev/scullsingle && echo "single again"
cat /dev/scullpriv 2> error || echo "priv $(cat error)"
setsid -c sh -c 'echo mine > /dev/scullpriv; cat /dev/scullpriv > own' < /dev/ttyS0
echo "priv $(cat own)"
echo root > /dev/sculluid
exec 5< /dev/sculluid
scullcalls -u 9 cat /dev/sculluid 2> error || echo "uid $(cat error)"
exec 5<&-
echo "uid $(scullcalls -u 9 cat /dev/sculluid)"
echo slow > /dev/scullwuid
exec 5< /dev/scullwuid
scullcalls -u 9 cat /dev/scullwuid > waits 5<&- &
sleep 1
echo "wuid before $(cat waits)"
exec 5<&-
wait
echo "wuid after $(cat waits)"
exec 5< /dev/scull0
rmmod scull 2> error || echo "busy $(cat error)"
exec 5<&-
scull_unload
scull_load
scull_load scullp
scull_load scullv
scullcalls
insmod /modules/old_map.ko
mknod /dev/old_map c $(awk '$2 == "old_map" { print $1 }' /proc/devices) 0
scullcalls -o
rmmod old_map
insmod /modules/around.ko
dmesg | sed -n 's/^.*around: /around /p'
rmmod around
insmod /modules/map_4_9.ko
ln -sf map_4_9 /dev/old_map
scullcalls -o | sed 's/^/4.9 /'
sleep 1
sed 's/^/4.9 /' /proc/map_4_9
insmod /modules/pin_3_10.ko
cat /dev/pin_3_10 | sed 's/^/3.10 /' &
sleep 1
echo pinned > /dev/pin_3_10
wait $!
dmesg | sed -n 's/^.*_[0-9]*_[0-9]*: /eras /p'
rmmod pin_3_10
for bios in 0 1; do
	insmod /modules/disk_5_8.ko bios=$bios
	dd if=data of=/dev/disk_5_8 bs=4096 2> /dev/null
	sync
	echo 3 > /proc/sys/vm/drop_caches
	dd if=/dev/disk_5_8 bs=1000 count=300 2> /dev/null | cmp - data && echo "5.8 bios $bios same"
	rmmod disk_5_8
done
for bios in 0 1; do
	insmod /modules/disk_4_12.ko bios=$bios
	dd if=data of=/dev/disk_4_12 bs=4096 2> /dev/null
	sync
	echo 3 > /proc/sys/vm/drop_caches
	dd if=/dev/disk_4_12 bs=1000 count=300 2> /dev/null | cmp - data && echo "4.12 bios $bios same"
	dd if=data of=/dev/disk_4_12 bs=4096 count=1 seek=255 conv=fsync 2>&1 | sed -n 's/^dd.*output error.*/4.12 refused '$bios/p
	rmmod disk_4_12
done
rmmod map_4_9
for module in scull scullp scullv; do scull_unload $module; done
disk() { # how
	insmod /modules/old_disk.ko how=$1
	mke2fs /dev/old_disk > /dev/null 2>&1
	mount -t ext2 /dev/old_disk /mnt
	cp data /mnt
	umount /mnt
	mount -t ext2 /dev/old_disk /mnt && cmp data /mnt/data && echo "disk $1 same"
	umount /mnt
	printf 'o\nn\np\n1\n\n\nw\n' | fdisk /dev/old_disk > table 2>&1
	echo "disk $1 geometry $(fdisk -l /dev/old_disk 2>&1 | grep -o '[0-9]* cyl.* sectors') $(awk '$4 == "old_disk1" { print $3 }' /proc/partitions)"
	dd if=data of=/dev/old_disk1 bs=512 2> /dev/null
	cmp data /dev/old_disk1 2> error; echo "disk $1 $(cat error)"
	sleep 2
	echo "disk $1 changed $(tr -d '\0' < /dev/old_disk | wc -c) $(grep -c old_disk /proc/partitions)"
	rmmod old_disk
}
for how in 0 1 2; do disk $how; done
insmod /modules/old_tty.ko
stty -F /dev/oldtty1 raw -echo 19200
stty -F /dev/oldtty0 -echo
exec 5<> /dev/oldtty0 6<> /dev/oldtty1
seq 1 200 > /dev/oldtty0 &
head -c 892 < /dev/oldtty1 | tr -d '\r' > seq
wait
seq 1 200 | cmp - seq && echo "tty raw same"
printf 'one\ntwo\b\177\177wo\nthree\n' > /dev/oldtty1
read -r a <&5; read -r b <&5; read -r c <&5
echo "tty lines $a $b $c"
exec 6>&-
sed 's/^/tty /' /proc/tty/driver/old_tty
rmmod old_tty 2> error || echo "tty busy $(cat error)"
exec 5>&-
rmmod old_tty
echo "tty nodes $(ls /dev | grep -c oldtty)"
/sbin/insmod -f /modules/leaky.ko
rmmod leaky
echo "leaks of $(dmesg | grep ' leaks ' | sed 's/.*] //; s/: leaks.*//' | sort -u | tr '\n' ' ')"
echo "busy after $(grep -c scull /proc/modules)"
echo === end
poweroff -f
"""


def make_initramfs(path, busybox):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys", "tmp", "mnt", "sbin", "modules"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(busybox))
    cpio.add("sbin/insmod", stat.S_IFREG | 0o755, initramfs.read("guest/rootfs/sbin/insmod"))
    cpio.add("bin/scullcalls", stat.S_IFREG | 0o755, initramfs.read("build/guest/user/scullcalls"))
    for name in [*MODULES, "leaky", "old_disk", "old_map", "old_tty", "map_4_9", "pin_3_10", "disk_4_12", "disk_5_8", "around"]:
        cpio.add(f"modules/{name}.ko", stat.S_IFREG | 0o644, initramfs.read(f"build/guest/modules/{name}.ko"))
    for name in ("scull_load", "scull_unload"):
        cpio.add(f"modules/{name}", stat.S_IFREG | 0o755, initramfs.read(f"guest/modules/scull/{name}"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def run(path, cpus):
    done = subprocess.run([machine.ZONEMU, "-initrd", path, "-m", "32M", "-smp", str(cpus), "-append", "quiet loglevel=1", "-display", "none",
                           "-serial", "stdio", "-monitor", "none", "-icount", "shift=0,sleep=off"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


def number(text, line):
    found = re.search(rf"^{line} (-?\d+)$", text, re.M)
    return int(found[1]) if found else None


def judge(report, text, cpus):
    if os.environ.get("VERBOSE"):
        print(text)
    lines = text.split("\n")
    report.true("ran to its end", "=== end" in lines)
    for name in MODULES:
        for want in ("same", "seeks", "holds tail more ", "hole 201000 0", "nodes 0"):
            report.true(f"{name} {want}", f"{name} {want}" in lines)
        report.true(f"{name}: /proc", re.search(rf"^{name} proc {name}1: qset \d+, quantum \d+, size {BYTES}, ", text, re.M))
        report.true(f"{name}: loaded and unloaded", f"{name} not" not in text)
    # what the CPU's own array holds is not yet given back; what CPUs share is not counted
    objects = [number(text, f"scullc {when} slabs") for when in ("empty", "full", "emptied", "gone")]
    report.true(f"scullc: objects {objects}", objects[0] == 0 and 75 <= objects[1] < 100 and 2 <= objects[2] < 40 and objects[3] is None)
    report.equal("scullv: areas of 64 KiB", [number(text, f"scullv {when} areas") for when in ("empty", "full", "emptied")][1:],
                 [number(text, "scullv empty areas") + -(-BYTES // 65536), number(text, "scullv empty areas") + 2])
    # several CPUs share out what is free before a cache gives pages back: what is left then is the slabs', not the modules'
    for name in MODULES if cpus == 1 else ["scullp", "scullv"]:
        before, empty, full, emptied, gone = (number(text, f"{name} {when} free") for when in ("before", "empty", "full", "emptied", "gone"))
        # kmalloc and the cache keep some for next time
        report.true(f"{name}: pages taken {empty} {full}", (20 if name == "scull" else 70) <= empty - full <= 110)
        report.true(f"{name}: pages given back {full} {emptied}", emptied - full >= (60 if name == "scullp" else 20))
        report.true(f"{name}: as before {before} {gone}", abs(before - gone) <= 24)
    busy = "Device or resource busy"
    for want in ("pipe seq", "pipe same", f"single cat: can't open '/dev/scullsingle': {busy}", "single again",
                 "priv cat: can't open '/dev/scullpriv': Invalid argument", f"uid cat: can't open '/dev/sculluid': {busy}", "priv mine", "uid root",
                 "wuid before ", "wuid after slow", "leaks of leaky ", "busy after 0"):
        report.true(want, want in lines)
    report.true("not unloaded while open", re.search(r"^busy .*scull", text, re.M))
    report.true("a line of /proc/devices", re.search(r"^devices 2\d\d scull$", text, re.M) and "devices   1 ramdisk" in lines)
    report.true("ioctl, poll, SIGIO and mmap", re.search(r"^calls: (\d+) of \1 good$", text, re.M))
    for how in range(3):
        for want in (f"disk {how} same", f"disk {how} geometry 32 cylinders, 4 heads, 16 sectors 1016", f"disk {how} cmp: EOF on data", f"disk {how} changed 0 1"):
            report.true(want, want in lines)
    for want in ("tty raw same", "tty lines one twwo three", "tty 0: dtr 1 speed 0", "tty 1: dtr 0 speed 19200", "tty nodes 0",
                 "tty busy rmmod: can't unload module 'old_tty': Resource temporarily unavailable"):
        report.true(want, want in lines)
    report.true("ioctl and nopage of 2.6", re.search(r"^old: (\d+) of \1 good$", text, re.M))
    report.true("ioctl and fault of 4.9", re.search(r"^4.9 old: (\d+) of \1 good$", text, re.M))
    for want in ("zones", "areas", "entries", "threads", "vectors"):
        report.true(want, f"around {want} agree" in lines)
    for want in ("4.9 faults 2 writes 1", "4.9 ticked often", "4.9 older 1", "3.10 pinned", "4.12 bios 0 same", "4.12 bios 1 same", "4.12 refused 0", "4.12 refused 1", "5.8 bios 0 same", "5.8 bios 1 same", "eras /proc/version begins with zonem", "eras 30a00", "eras 1 wait"):
        report.true(want, want in lines)


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("scull: Debian's busybox cannot be reached")
        sys.exit(77)
    if subprocess.run(["make", "-s", "user"], check=False).returncode:
        sys.exit("scull: the programs cannot be built")
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path, f"{DEBIAN}/busybox-static/bin/busybox")
        for cpus in (1, 2, 4):
            judge(report, run(path, cpus), cpus)
    report.close()


main()
