#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""gpio from programs: /sys/class/gpio, Debian's gpiod tools (the first ioctls), gpiocalls (the second), on gpio-loop."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

DEBIAN = "build/debian"
PACKAGES = ["libc6", "gpiod", "libgpiod2"]

SCRIPT = r"""#!/bin/busybox sh
part() { echo "=== $1"; }
mount -t debugfs debug /sys/kernel/debug
insmod /bin/gpio-loop.ko lines=4
part tools
gpiodetect; gpioinfo; gpioget gpiochip0 0 1 2 3
gpioset --mode=signal --background gpiochip0 0=1 2=0; sleep 0.1
gpioget gpiochip0 1 3; gpioget --active-low gpiochip0 1 3; gpioinfo
gpioget gpiochip0 0 2>&1; gpiofind green-sense
killall gpioset; sleep 0.1; gpioget gpiochip0 2 > /dev/null; gpioget --bias=pull-up gpiochip0 3
gpiomon --num-events=4 --format='%o %e' gpiochip0 1 > /tmp/mon & sleep 0.2
for i in 0 1 0 1; do gpioset gpiochip0 0=$i; done
wait; cat /tmp/mon
rmmod gpio-loop; insmod /bin/gpio-loop.ko lines=4
part sysfs
cd /sys/class/gpio; chip=$(echo gpiochip*); base=$(cat $chip/base)
cat $chip/label $chip/ngpio; echo "base $base"
for n in 0 1; do echo $((base + n)) > export; done; ls | cat
red=/sys/class/gpio/red; sense=/sys/class/gpio/red-sense
cat $red/direction; echo high > $red/direction; cat $red/direction $sense/value
echo 0 > $red/value; cat $sense/value; echo 1 > $sense/active_low; cat $sense/value; echo 0 > $sense/active_low
(echo 1 > $sense/value) 2>&1 | grep -o 'Operation not permitted'
echo both > $sense/edge; cat $sense/edge; grep -c gpio-loop /proc/interrupts
cat $sense/value > /dev/null; for i in 1 0 1; do echo $i > $red/value; done; awk '/gpio-loop/ { print $2, $3, $4, $5 }' /proc/interrupts
(echo $base > export) 2>&1 | grep -o 'Device or resource busy'
rmmod gpio_loop 2>&1 | grep -o 'Resource temporarily unavailable'
cat /sys/kernel/debug/gpio
echo none > $sense/edge
for n in 0 1; do echo $((base + n)) > unexport; done; ls | cat
rmmod gpio-loop; insmod /bin/gpio-loop.ko lines=4
part calls; gpiocalls
cd /; rmmod gpio-loop; insmod /bin/gpio-loop.ko lines=4 nested=1
part nested; gpiocalls
part end
rmmod gpio-loop; ls /dev | grep -c gpiochip; grep -c gpio /proc/interrupts; ls /sys/class/gpio | cat
dmesg | grep -c 'leak\|BUG\|WARNING\|STILL'
busybox poweroff -f
"""

SYSFS = ["gpio-loop", "4", "base 508", "export", "gpiochip508", "red", "red-sense", "unexport", "in", "out", "1", "0", "1",
         "Operation not permitted", "both", "1", "3 gpio-loop 1 gpiolib", "Device or resource busy",
         "Resource temporarily unavailable",
         "gpiochip0: GPIOs 508-511, parent: platform/gpio-loop, gpio-loop:",
         " gpio-508 (red                 |sysfs               ) out hi ",
         " gpio-509 (red-sense           |sysfs               ) in  hi IRQ ",
         " gpio-510 (green               )", " gpio-511 (green-sense         )",
         "export", "gpiochip508", "unexport"]

CALLS = """chip gpiochip0 [gpio-loop] 4
request 0+1 c: EINVAL
request 0+1 18: EINVAL
request 0+1 44: EINVAL
request 0+1 100: EINVAL
request 0+1 10000000000: EINVAL
request 0+0 0: EINVAL
request 99+1 0: EINVAL
info 99: EINVAL
read: EINVAL
watch: 0
twice: EBUSY
old: EPERM
request 0+1 8: 0
request 0+1 4: EBUSY
request 1+1 34: 0
change 1: line 1 'calls' 35
info 0: 0 'red' 'calls' 9
info 1: 0 'red-sense' 'calls' 35
get 1: 0 1
get 0: EINVAL 0
set 1 of 1: EPERM
set 0 of 1: 0
set 1 of 1: 0
set 1 of 1: 0
event: line 1 falling 1 1 time 1
event: line 1 rising 2 2 time 1
config 16: 0
change 3: line 1 'calls' 17
get 1: 0 0
set 0 of 1: 0
set 1 of 1: 0
event: line 1 rising 3 3 time 1
change 2: line 1 '' 4
request 2+2 148: 0
get 3: 0 3
set 0 of 1: 0
get 3: 0 0
set 3 of 3: 0
get 3: 0 3
info 2: 0 'green' 'calls' 149""".split("\n")


def run():
    trees = [word for name in PACKAGES for word in ("--tree", f"{DEBIAN}/{name}")]
    with tempfile.TemporaryDirectory() as folder:
        rc, out = os.path.join(folder, "rc"), os.path.join(folder, "initramfs.gz")
        with open(rc, "w", encoding="ascii") as file:
            file.write(SCRIPT)
        subprocess.run(["tools/mkinitramfs.py", "--rc", rc, *trees, out, f"{DEBIAN}/busybox-static/bin/busybox",
                        "build/guest/user/gpiocalls", "build/guest/modules/gpio-loop.ko"], check=True)
        done = subprocess.run(machine.command(["-m", "64M", "-append", "quiet loglevel=3", "-initrd", out]),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=120, check=False)
    text = done.stdout.decode("utf-8", "replace").replace("\r", "")
    found = re.split(r"^=== (\w+)\n", text, flags=re.M)
    return {name: part.rstrip("\n").split("\n") for name, part in zip(found[1::2], found[2::2])}, text


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static", *PACKAGES], check=False,
                      stdout=subprocess.DEVNULL).returncode:
        print("gpio: Debian's packages cannot be reached")
        return 77
    report = machine.Report()
    part, text = run()
    report.true("to the end", "end" in part)
    if "end" not in part:
        print(text[-3000:])
        report.close()
    tools = [" ".join(line.split()) for line in part["tools"]]
    free = ['gpiochip0 - 4 lines:', 'line 0: "red" unused input active-high', 'line 1: "red-sense" unused input active-high',
            'line 2: "green" unused input active-high', 'line 3: "green-sense" unused input active-high']
    taken = list(free)
    taken[1] = 'line 0: "red" "gpioset" output active-high [used]'
    taken[3] = 'line 2: "green" "gpioset" output active-high [used]'
    report.equal("tools", tools, ["gpiochip0 [gpio-loop] (4 lines)", *free, "0 0 0 0", "1 0", "0 1", *taken,
                                  "gpioget: error reading GPIO values: Device or resource busy", "gpiochip0 3", "1",
                                  "1 0", "1 1", "1 0", "1 1"])
    report.equal("sysfs", part["sysfs"], SYSFS)
    report.equal("calls", part["calls"], CALLS)
    report.equal("nested", part["nested"], CALLS)
    report.equal("afterwards", part["end"][:5], ["0", "0", "export", "unexport", "0"])
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
