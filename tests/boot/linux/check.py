#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Debian's kernel, unmodified, from its boot to its end: check.py [NAME...]

Each check boots a machine of its own and types at its shell.
"""
import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import wave

from machine import DEBIAN, QEMU, ZONEMU, Machine

TROUBLE = re.compile(r"WARNING:|BUG:|Oops:|Call Trace:|[Kk]ernel panic|Machine check|APIC error")
RUNS = [(cpus, mem, "686") for mem in ("64M", "128M", "1G", "3583M") for cpus in (1, 2, 4)]
RUNS += [(1, "128M", "686-pae"), (4, "3583M", "686-pae")]
# CPUID 1 EDX and ECX, 80000001h EDX, by bit, as Linux calls them; what it turns off by itself on this
# family (errata of the Pentium III) is not listed.
EDX = ("fpu vme de pse tsc msr pae mce cx8 apic . sep mtrr pge mca cmov . . pn clflush . dts acpi mmx fxsr sse "
       "sse2 ss ht tm ia64 pbe").split()
ECX = ("pni pclmulqdq dtes64 monitor ds_cpl vmx smx est tm2 ssse3 cid sdbg fma cx16 xtpr pdcm . pcid dca sse4_1 "
       "sse4_2 x2apic movbe popcnt tsc_deadline_timer aes xsave . avx f16c rdrand hypervisor").split()
EXTENDED = {11: "syscall", 19: "mp", 20: "nx", 22: "mmxext", 25: "fxsr_opt", 26: "pdpe1gb", 27: "rdtscp",
            29: "lm", 30: "3dnowext", 31: "3dnow"}
# Ways to use the board, or not to.
WORDS = ["nolapic", "noapic", "acpi=off", "nosmp", "clocksource=acpi_pm notsc", "clocksource=hpet",
         "nohpet nolapic notsc", "tsc=unstable nohz=off highres=off", "noapictimer idle=poll", "pci=off"]
slowest = 0
failures = []
checks = 0


def true(what, good, seen=""):
    global checks
    checks += 1
    if not good:
        failures.append(what)
        print(f"FAILED {what}: {seen}", flush=True)


def zone_ranges(log):
    found = re.search(r"Zone ranges:\n(?:.*(?:DMA|Normal|HighMem|Movable).*\n)+", log)
    return re.sub(r"\[ *\d+\.\d+\] ", "", found.group(0)) if found else None


def claimed(cpuid):
    """The flags that CPUID claims: leaves 1 and 80000001h as hexdump shows their registers."""
    _, _, ecx, edx, _, _, _, extended = (int(word, 16) for word in cpuid.split())
    names = [name for bits, table in ((edx, EDX), (ecx, ECX)) for n, name in enumerate(table) if bits >> n & 1]
    return set(names + [name for n, name in EXTENDED.items() if extended >> n & 1]) - {"."}


def check_flags(name, machine):
    machine.run("load cpuid")
    leaf = "dd if=/dev/cpu/0/cpuid iflag=skip_bytes bs=16 count=1 skip=%d 2>/dev/null"
    cpuid = machine.run(f"({leaf % 1}; {leaf % 0x80000001}) | hexdump -v -e '1/4 \"%08x \"'")
    flags = set(machine.run("grep -m1 ^flags /proc/cpuinfo").split()[2:])
    known = {*EDX, *ECX, *EXTENDED.values()}
    want = claimed(cpuid)
    true(f"{name}: flags as CPUID claims", want == flags & known, f"{sorted(want ^ flags & known)}, {cpuid}")


def boot(program, args, flavour, name=None):
    machine = Machine(args, program, flavour=flavour)
    try:
        log = machine.wait_for_shell()
        zones = machine.run("dmesg | grep -A4 'Zone ranges:' | cat")
        cpus = machine.run("nproc")
        log += machine.run("dmesg")
        if name:
            check_flags(name, machine)
        status = machine.end()
    finally:
        machine.kill()
    return machine, log, zones, cpus, status


def check_boot(cpus, mem, flavour):
    """Boots, says nothing bad, counts memory as on QEMU, and powers off."""
    global slowest
    name = f"-smp {cpus} -m {mem} ({flavour})"
    args = ["-smp", str(cpus), "-m", mem]
    machine, log, zones, count, status = boot(ZONEMU, args, flavour, name)
    true(f"{name}: no trouble in the log", not TROUBLE.search(log), TROUBLE.findall(log))
    true(f"{name}: status 0", status == 0, status)
    true(f"{name}: processors", count == str(cpus), count)
    text = (f"{name}: {machine.boot_seconds:.1f} s to the shell, {machine.cpu_seconds:.1f} s CPU, "
            f"{machine.peak_kib // 1024} MiB")
    if shutil.which(QEMU):
        peer, _, peer_zones, _, _ = boot(QEMU, [*args, "-M", "pc", "-accel", "tcg"], flavour)
        mine, theirs = zone_ranges(zones + "\n"), zone_ranges(peer_zones + "\n")
        true(f"{name}: zones", mine and mine == theirs, f"{zones} instead of {peer_zones}")
        text += (f"; QEMU {peer.boot_seconds:.1f} s, {peer.cpu_seconds:.1f} s CPU, "
                 f"{peer.peak_kib // 1024} MiB")
        slowest = max(slowest, machine.cpu_seconds / peer.cpu_seconds)
    print(text, flush=True)


def check_words():
    """The kernel told to do without parts of the board, or with them in another way."""
    for words in WORDS:
        machine = Machine(["-smp", "2"], append=words)
        try:
            machine.wait_for_shell()
            log = machine.run("dmesg | grep -v 'ommand line'")
            true(f"{words}: no trouble", not TROUBLE.search(log), TROUBLE.findall(log))
            answer = machine.run("sleep 1; echo awake")
            true(f"{words}: time passes", answer == "awake", answer)
            print(f"{words}: {machine.boot_seconds:.1f} s to the shell", flush=True)
        finally:
            machine.kill()


def check_reboot():
    machine = Machine(["-smp", "2"])
    try:
        machine.wait_for_shell()
        machine.type("reboot -f")
        machine.wait_for_shell()
        true("reboot: the second boot powers off", machine.end() == 0)
    finally:
        machine.kill()


def check_same():
    """Four processors, twice: the same to the last byte, time stamps and all."""
    logs = []
    for _ in range(2):
        machine = Machine(["-smp", "4", "-rtc", "base=2026-01-02"])
        try:
            logs.append(machine.wait_for_shell())
        finally:
            machine.kill()
    lines = [log.splitlines() for log in logs]
    differing = [pair for pair in zip(*lines) if pair[0] != pair[1]]
    true("same: two runs", logs[0] == logs[1], differing[:3])


def md5(path):
    with open(path, "rb") as file:
        return hashlib.md5(file.read()).hexdigest()


def pattern(path, size, seed):
    """Bytes that do not repeat, the same in every run."""
    block, out = hashlib.sha256(seed).digest(), bytearray()
    while len(out) < size:
        out += block
        block = hashlib.sha256(block).digest()
    with open(path, "wb") as file:
        file.write(out[:size])


def check_floppy():
    """A whole image read and written by DMA."""
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "floppy.img")
        pattern(image, 1474560, b"floppy")
        before = md5(image)
        machine = Machine(["-drive", f"file={image},if=floppy,format=raw"])
        try:
            machine.wait_for_shell()
            machine.run("load floppy")
            true("floppy: read", before in machine.run("md5sum /dev/fd0"))
            dma = machine.run("cat /dev/fd0 >/dev/null & cat /proc/dma; wait")
            machine.run("tr 'a-z' 'b-za' </dev/fd0 >/tmp/new; md5sum /tmp/new")
            wanted = machine.run("md5sum </tmp/new").split()[0]
            machine.run("dd if=/tmp/new of=/dev/fd0 bs=18k 2>/dev/null; sync; "
                        "echo 3 >/proc/sys/vm/drop_caches")
            true("floppy: written and read back", wanted in machine.run("md5sum /dev/fd0"))
            true("floppy: by DMA", "floppy" in dma, dma)
            log = machine.run("dmesg")
            true("floppy: no trouble", not TROUBLE.search(log) and "I/O error" not in log, log[-500:])
            true("floppy: status", machine.end() == 0)
        finally:
            machine.kill()
        true("floppy: the image has it", md5(image) == wanted)


def check_disk():
    """A file system on an IDE disk, written to, and sound afterwards."""
    if not shutil.which("mke2fs"):
        print("disk: no mke2fs here: skipped")
        return
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "disk.img")
        with open(image, "wb") as file:
            file.truncate(48 << 20)
        subprocess.run(["mke2fs", "-q", "-F", "-t", "ext4", "-O", "^64bit", image], check=True)
        machine = Machine(["-drive", f"file={image},format=raw"])
        try:
            machine.wait_for_shell()
            machine.run("load crc32c_generic; load ata_piix; load sd_mod; load ext4; sleep 2")
            true("disk: mounted", machine.run("mount -t ext4 /dev/sda /mnt && echo yes") == "yes")
            machine.run("cp /bin/busybox /mnt/a; mkdir /mnt/d; "
                        "for i in 1 2 3 4 5 6 7 8; do cp /lib/modules/*.ko /mnt/d/; rm /mnt/d/l*.ko; done")
            machine.run("umount /mnt; echo 3 >/proc/sys/vm/drop_caches; "
                        "mount -t ext4 -o ro /dev/sda /mnt")
            same = machine.run("cmp /bin/busybox /mnt/a && cmp /lib/modules/ext4.ko /mnt/d/ext4.ko "
                               "&& echo same")
            true("disk: reads what was written", same == "same", same)
            log = machine.run("umount /mnt; dmesg")
            true("disk: DMA", "UDMA" in log or "MWDMA" in log, log[-800:])
            true("disk: no trouble", not TROUBLE.search(log) and "I/O error" not in log, log[-500:])
            true("disk: status", machine.end() == 0)
        finally:
            machine.kill()
        fsck = subprocess.run(["e2fsck", "-fn", image], capture_output=True, check=False)
        true("disk: fsck finds it clean", fsck.returncode == 0, fsck.stdout)


def check_clock():
    machine = Machine(["-rtc", "base=2026-01-02T03:04:05"])
    try:
        machine.wait_for_shell()
        date = machine.run("hwclock -u")
        true("rtc: the date", "Jan  2 03:04" in date, date)
        alarm = machine.run("cd /sys/class/rtc/rtc0; echo +2 >wakealarm; sleep 4; cat wakealarm; "
                            "grep rtc0 /proc/interrupts; cd")
        true("rtc: the alarm came", re.search(r"8: +[1-9]", alarm), alarm)
        true("rtc: status", machine.end() == 0)
    finally:
        machine.kill()


def check_busy():
    """Two processors at work at once, and interrupts on both."""
    machine = Machine(["-smp", "2"])
    try:
        machine.wait_for_shell()
        machine.run("for n in 1 2; do (head -c 40000000 /dev/zero | md5sum >/dev/null) & done; wait")
        stat = machine.run("grep '^cpu[01]' /proc/stat")
        times = [sum(map(int, line.split()[1:4:2])) for line in stat.splitlines()]
        true("busy: both worked", len(times) == 2 and min(times) * 3 > max(times) > 10, stat)
        shot = machine.run("grep -E 'LOC|RES|CAL|TLB' /proc/interrupts")
        true("busy: both have timers", re.search(r"LOC: +[1-9]\d* +[1-9]", shot), shot)
        log = machine.run("dmesg")
        true("busy: no trouble", not TROUBLE.search(log), log[-500:])
        true("busy: status", machine.end() == 0)
    finally:
        machine.kill()


def check_input():
    """Keys and a moved mouse arrive as events."""
    machine = Machine([], monitor=True)
    try:
        machine.wait_for_shell()
        machine.run("load evdev; load psmouse; sleep 2")
        names = machine.run("cat /proc/bus/input/devices")
        true("input: a keyboard", "AT Translated Set 2 keyboard" in names, names)
        true("input: a mouse", re.search("Mouse", names), names)
        dump = "hexdump -v -e '1/2 \"%04x \"' -n 96 "
        event = re.search(r"AT Translated.*?Handlers=[^\n]*(event\d+)", names, re.S).group(1)
        machine.run(f"({dump} /dev/input/{event} >/tmp/keys) & true")
        machine.ask_monitor("sendkey a")
        keys = machine.run("sleep 1; cat /tmp/keys")
        # EV_KEY, KEY_A, pressed and released
        true("input: a key", "0001 001e 0001" in keys and "0001 001e 0000" in keys, keys)
        event = re.search(r"Mouse.*?Handlers=[^\n]*(event\d+)", names, re.S).group(1)
        machine.run(f"({dump} /dev/input/{event} >/tmp/mouse) & true")
        machine.ask_monitor("mouse_move 5 7")
        machine.ask_monitor("mouse_button 1")
        machine.ask_monitor("mouse_button 0")
        mouse = machine.run("sleep 1; cat /tmp/mouse")
        # EV_REL, REL_X 5, REL_Y 7; EV_KEY, BTN_LEFT
        true("input: a move", "0002 0000 0005" in mouse and "0002 0001 0007" in mouse, mouse)
        true("input: a button", "0001 0110 0001" in mouse, mouse)
        true("input: status", machine.end() == 0)
    finally:
        machine.kill()


def check_sensor():
    """i2c-piix4, i2c-parport and sht21: a sensor on either bus, and what surrounds them changes."""
    machine = Machine(["-set", "sht21.temperature=23.356", "-set", "sht21.humidity=49.763"], monitor=True)
    try:
        machine.wait_for_shell()
        machine.run("load parport_pc; load i2c_piix4; load i2c_parport type=0; load sht21; load i2c_dev")
        names = machine.run("cat /sys/class/i2c-adapter/i2c-*/name")
        true("sensor: both adapters", "SMBus PIIX4 adapter at 0700" in names
             and "Parallel port adapter" in names, names)
        machine.run("for n in /sys/class/i2c-adapter/i2c-*; do echo sht21 0x40 >$n/new_device; done")
        read = "cat /sys/bus/i2c/devices/*-0040/hwmon/hwmon*/"
        true("sensor: temperature", machine.run(read + "temp1_input") == "23356\n23356")
        damp = [int(line) for line in machine.run(read + "humidity1_input").split()]
        true("sensor: humidity", len(damp) == 2 and all(abs(h - 49763) < 31 for h in damp), damp)
        machine.ask_monitor("set sht21.temperature=-10")
        machine.run("sleep 1")
        cold = [int(line) for line in machine.run(read + "temp1_input").split()]
        true("sensor: it got cold", len(cold) == 2 and all(abs(t + 10000) < 12 for t in cold), cold)
        ids = machine.run("cat /sys/bus/i2c/devices/*-0040/hwmon/hwmon*/eic")
        true("sensor: the ID over the parallel port", re.search("^4120c3e51f0b5a21$", ids, re.M), ids)
        true("sensor: none over the SMBus", "not supported" in ids, ids)
        machine.ask_monitor("set sht21.nak=1")
        machine.run("sleep 1")
        true("sensor: deaf", "No such device" in (said := machine.run(read + "temp1_input")), said)
        log = machine.run("dmesg")
        true("sensor: no trouble", not TROUBLE.search(log), log[-500:])
        true("sensor: status", machine.end() == 0)
    finally:
        machine.kill()


def check_sound():
    """snd-sb16 by its OSS device: what is written to it is in the WAV file, sample by sample, at its rate."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "out.wav")
        machine = Machine(["-device", "sb16,audiodev=snd0",
                           "-audiodev", f"wav,id=snd0,path={path},out.frequency=8000"])
        try:
            machine.wait_for_shell()
            machine.run("load snd_sb16 isapnp=0 port=0x220 irq=5 dma8=1 dma16=5; load snd_pcm_oss")
            cards = machine.run("cat /proc/asound/cards; cat /proc/dma")
            true("sound: a card", "Sound Blaster 16 at 0x220, irq 5, dma 1&5" in cards and
                 "1: SoundBlaster - 8bit" in cards and "5: SoundBlaster - 16bit" in cards, cards)
            took = machine.run("head -c 40000 /bin/busybox >/tmp/x; read a b </proc/uptime; cat /tmp/x >/dev/dsp; "
                               "read c d </proc/uptime; echo $a $c")
            before, after = map(float, took.split())
            true("sound: 5 s of it take 5 s", 4.9 < after - before < 5.4, took)
            irqs = machine.run("grep SoundBlaster /proc/interrupts")
            true("sound: interrupts", int(irqs.split()[1]) >= 5, irqs)
            log = machine.run("dmesg")
            true("sound: no trouble", not TROUBLE.search(log), log[-500:])
            true("sound: status", machine.end() == 0)
        finally:
            machine.kill()
        with open(f"{DEBIAN}/busybox-static/bin/busybox", "rb") as file:
            wanted = b"".join(struct.pack("<h", (byte - 128) * 256) * 2 for byte in file.read(40000))
        with wave.open(path) as got:
            true("sound: the file's form", got.getparams()[:3] == (2, 2, 8000), got.getparams())
            frames = got.readframes(got.getnframes())
        true("sound: every sample", frames[:len(wanted)] == wanted, frames[:40])
        true("sound: then silence", set(frames[len(wanted):]) <= {0}, len(frames))


CHECKS = {"words": check_words, "reboot": check_reboot, "same": check_same, "floppy": check_floppy, "disk": check_disk,
          "rtc": check_clock,
          "busy": check_busy, "input": check_input, "sensor": check_sensor,
          "sound": check_sound}


def main():
    names = sys.argv[1:] or ["boot", *CHECKS]
    if not os.path.isdir(f"{DEBIAN}/linux-image-686"):
        print("no packages in build/debian (tools/fetch-debian.sh): skipped")
        sys.exit(77)
    for name in names:
        jobs = [(check_boot, run) for run in RUNS] if name == "boot" else None
        if name.startswith("boot:"):
            cpus, mem, flavour = (name + ":686").split(":")[1:4]
            jobs = [(check_boot, (int(cpus), mem, flavour))]
        for job, args in jobs or [(CHECKS[name], ())]:
            try:
                job(*args)
            except (TimeoutError, EOFError, OSError, subprocess.SubprocessError) as error:
                true(f"{name} {args}", False, error)
    if slowest:
        print(f"at most {slowest:.1f} times QEMU's CPU time")
    good = 100 * (checks - len(failures)) // max(checks, 1)
    print(f"{good}%: Checks: {checks}, Failures: {len(failures)}, Errors: 0")
    sys.exit(1 if failures else 0)


main()
