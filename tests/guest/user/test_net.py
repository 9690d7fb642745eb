#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The net under busybox: loopback, an interface as 2.6.10 had them (old_net) and a pair of today's (wire): addresses, routes, ARP, ping, ports,
frames, a sender that gets stuck; what the modules took is given back."""
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
mount -t devtmpfs dev /dev 2> /dev/console
mount -t proc proc /proc
mount -t sysfs sys /sys
exec < /dev/null > /dev/console 2>&1
cd /tmp
pings() { # name, ping's arguments
	echo "$1 $(shift; ping -w 5 "$@" 2>&1 | sed -n 's/ packets transmitted, / of /; s/ packets received.*//p; /unreach\|long/p' | tr '\n' ' ')"
}
net() { sed -n "s/^ *$1: *//p" /proc/net/dev | awk '{ print $2, $10, $11 }'; }
route -n 2>&1 | sed 's/^/none /'
ping -c 1 127.0.0.1 > out 2>&1 || echo "down $(tail -1 out)"
ifconfig lo up
pings lo -c 3 127.0.0.1
pings lo-large -c 1 -s 20000 127.9.8.7
for polls in 0 1; do
	insmod /modules/old_net.ko polls=$polls
	ifconfig old0 10.1.2.3 netmask 255.255.255.0
	ifconfig old0 | sed -n "s/^ *inet /old $polls /p"
	cat /sys/class/net/old0/address
	pings "old $polls" -c 4 -s 900 10.1.2.9
	pings "old-none $polls" -c 1 -w 1 10.1.2.3
	pings "old-large $polls" -c 1 -s 1473 10.1.2.9
	echo "old $polls $(net old0)"
	ifconfig old0 10.1.3.9 netmask 255.255.0.0
	pings "old-net $polls" -c 2 10.1.3.8
	route add -net 172.16.0.0 netmask 255.240.0.0 gw 10.1.0.1
	route add -host 192.168.7.7 dev old0
	route -n | sed "s/^/routes $polls /"
	route add default gw 9.9.9.9 2>&1 | sed "s/^/route $polls /"
	ifconfig old0 mtu 100
	pings "old-mtu $polls" -c 1 -s 73 10.1.3.8
	ifconfig old0 down
	pings "old-down $polls" -c 1 10.1.3.8
	rmmod old_net
	dmesg | sed -n "s/^.*old_net: /old-says $polls /p"
	dmesg -c > /dev/null
done
insmod /modules/old_net.ko lazy=2
ifconfig old0 10.1.2.3 netmask 255.255.255.0
pings stuck -c 4 10.1.2.9
dmesg | sed -n 's/^.*old_net: /stuck-says /p'
echo "stuck $(net old0)"
rmmod old_net

grep skbuff /proc/slabinfo | awk '{ print "heads before", $2 }'
insmod /modules/wire.ko
ifconfig wire0 10.0.0.1 netmask 255.255.255.0
cat /sys/class/net/wire0/carrier | sed 's/^/carrier alone /'
ifconfig wire1 10.0.1.1 netmask 255.255.255.0
sleep 1
echo "carrier $(cat /sys/class/net/wire0/carrier) $(cat /sys/class/net/wire0/operstate)"
arping -c 2 -I wire0 10.0.1.1 | sed -n 's/^\(Unicast.*\) [0-9]*us$/arping \1/p; s/^Received/arping &/p'
cat /proc/net/arp | sed 's/^/arp /'
(ping -c 1 -w 4 10.0.0.7 2>&1 | sed -n 's/^.*: sendto.*/&/p; s/, .*received.*//p; s/^From/unreached &/p') | sed 's/^/nobody /'
sed 's/^/arp-asks /' /proc/net/arp
arp -s 10.0.0.8 02:00:00:00:00:08
pings arp-set -c 1 -w 1 10.0.0.8
sed -n 's/^10.0.0.8/arp-has &/p' /proc/net/arp
arp -d 10.0.0.8
echo "wire $(net wire0) $(net wire1)"
netcalls wire0 wire1
insmod /modules/nlecho.ko
nlcalls
rmmod nlecho && echo "nlecho is gone"
ip link > /dev/null 2>&1 || echo "no netlink"
ifconfig wire0 hw ether 02:00:00:00:00:01 && echo "address $(cat /sys/class/net/wire0/address)"
ifconfig wire0 hw ether 01:00:00:00:00:01 2>&1 | sed 's/^/multicast /'
ifconfig wire1 down
nameif wire9 77:69:72:65:30:31 2> /dev/null
sleep 1
echo "carrier then $(cat /sys/class/net/wire0/carrier)"
rmmod wire
ls /sys/class/net | sed 's/^/left /'
sed 's/^/arp-left /' /proc/net/arp
sleep 1
grep skbuff /proc/slabinfo | awk '{ print "heads after", $2 }'
dmesg | grep -c ' leaks ' | sed 's/^/leaks /'
dmesg | grep -c 'Oops\|WARNING\|BUG' | sed 's/^/bugs /'
echo === end
poweroff -f
"""


def make_initramfs(path, busybox):
    cpio = initramfs.Cpio()
    for name in ("bin", "dev", "proc", "sys", "tmp", "modules"):
        cpio.add(name, stat.S_IFDIR | 0o755)
    cpio.add("dev/console", stat.S_IFCHR | 0o600, device=(5, 1))
    cpio.add("bin/busybox", stat.S_IFREG | 0o755, initramfs.read(busybox))
    for name in ("netcalls", "nlcalls"):
        cpio.add(f"bin/{name}", stat.S_IFREG | 0o755, initramfs.read(f"build/guest/user/{name}"))
    for name in ("old_net", "wire", "nlecho"):
        cpio.add(f"modules/{name}.ko", stat.S_IFREG | 0o644, initramfs.read(f"build/guest/modules/{name}.ko"))
    cpio.add("init", stat.S_IFREG | 0o755, INIT.encode())
    initramfs.pack(cpio, path)


def run(path, cpus):
    done = subprocess.run([machine.ZONEMU, "-initrd", path, "-m", "32M", "-smp", str(cpus), "-append", "quiet loglevel=1", "-display", "none",
                           "-serial", "stdio", "-monitor", "none", "-icount", "shift=0,sleep=off"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


WANTED = """down ping: sendto: Network is unreachable
lo 3 of 3
lo-large 1 of 1
stuck 4 of 4
stuck-says old0 is up
stuck 8 8 1
carrier alone 0
carrier 1 up
arping Received 2 response(s) (0 request(s), 0 broadcast(s))
no netlink
nlecho is gone
address 02:00:00:00:00:01
carrier then 0
left lo
leaks 0
bugs 0
=== end"""
EACH = """old {p} addr:10.1.2.3  Bcast:10.1.2.255  Mask:255.255.255.0
old {p} 4 of 4
old-none {p} 1 of 1
old-large {p} ping: sendto: Message too long
old-net {p} 2 of 2
routes {p} 10.1.0.0        0.0.0.0         255.255.0.0     U     0      0        0 old0
routes {p} 172.16.0.0      10.1.0.1        255.240.0.0     UG    0      0        0 old0
routes {p} 192.168.7.7     0.0.0.0         255.255.255.255 UH    0      0        0 old0
route {p} route: SIOCADDRT: Network is unreachable
old-mtu {p} ping: sendto: Message too long
old-down {p} ping: sendto: Network is unreachable
old-says {p} old0 is up
old-says {p} old0 is down"""


def judge(report, text):
    if os.environ.get("VERBOSE"):
        print(text)
    lines = [line.rstrip() for line in text.split("\n")]
    wanted = WANTED.split("\n") + [line for p in (0, 1) for line in EACH.format(p=p).split("\n")]
    for want in wanted:
        report.true(f"{want!r} in {[line for line in lines if line.split(' ')[0] == want.split(' ')[0]]}", want in lines)
    report.true("ports and frames" + "".join(re.findall(r"^netcalls.*$", text, re.M)), re.search(r"^netcalls: (\d+) of \1 good$", text, re.M))
    report.true("netlink" + "".join(re.findall(r"^nlcalls.*$", text, re.M)), re.search(r"^nlcalls: (\d+) of \1 good$", text, re.M))
    report.equal("a failed entry of ARP, one that was set",
                 [re.sub(" +", " ", line) for line in lines if re.match(r"(arp-asks|arp-has) 10.*wire0", line)],
                 ["arp-asks 10.0.0.7 0x1 0x0 00:00:00:00:00:00 * wire0", "arp-has 10.0.0.8 0x1 0x6 02:00:00:00:00:08 * wire0"])
    report.equal("no entry is left", [line for line in lines if line.startswith("arp-left")],
                 ["arp-left IP address       HW type     Flags       HW address            Mask     Device"])


def main():
    if subprocess.run(["tools/fetch-debian.sh", DEBIAN, "busybox-static"], check=False, stdout=subprocess.DEVNULL).returncode:
        print("net: Debian's busybox cannot be reached")
        sys.exit(77)
    if subprocess.run(["make", "-s", "user"], check=False).returncode:
        sys.exit("net: the programs cannot be built")
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/initramfs.gz"
        make_initramfs(path, f"{DEBIAN}/busybox-static/bin/busybox")
        for cpus in (1, 2):
            judge(report, run(path, cpus))
    report.close()


main()
