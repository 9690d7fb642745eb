#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Whether devices take the time they take: devices.py [sensor|rates|idle]...

An SHT21 read by /dev/i2c-N, in virtual time: what the datasheet gives as typical for the
resolution, and the bits on the bus at its own speed. Sound and floppy: the rate at which the
controller moves bytes, in virtual time, and what an idle guest costs meanwhile in percent of a
host's core. Status 1: a figure is off.
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

# SHT21 datasheet, "Measurement time", typical, in ms
MEASURES = {("T", 14): 66, ("T", 13): 33, ("T", 12): 17, ("T", 11): 9,
            ("RH", 12): 22, ("RH", 11): 12, ("RH", 10): 7, ("RH", 8): 3}
OFF_PERCENT = 5
BUSY_PERCENT = 2
SETTLE_S, LOOK_S = 2, 5
DSP, CHANNEL = 0x22c, 1


def read_file(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def bit_us(trace):
    """A bit of each bus: the SMBus's own byte, the median distance of the wires' rising clock edges."""
    edges = [(float(at) * 1e6, int(scl)) for at, scl in re.findall(r"i2c:lines +t=([\d.]+) lpt scl=(\d)", trace)]
    rising = [at for (_, before), (at, scl) in zip(edges, edges[1:]) if scl and not before]
    stamps = [float(at) * 1e6 for at in re.findall(r"i2c:(?:start|write) +t=([\d.]+) smbus", trace)]
    return {"wires": statistics.median(b - a for a, b in zip(rising, rising[1:])),
            "smbus": min(b - a for a, b in zip(stamps, stamps[1:])) / 9}


def sensor(folder):
    """Rows (name, got in us, wanted in us)."""
    initramfs, trace = os.path.join(folder, "sht21time.gz"), os.path.join(folder, "trace")
    subprocess.run(["make", "-s", "build/guest/user/sht21time"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    subprocess.run([sys.executable, "tools/mkinitramfs.py", initramfs, "", "build/guest/user/sht21time"], check=True)
    modules = "build/guest/modules"
    done = subprocess.run([machine.ZONEMU, "-nographic", "-panel", "none", "-m", "32M", "-append", "quiet", "-initrd",
                           f"{initramfs},{modules}/i2c-piix4.ko,{modules}/i2c-parport.ko type=0", "-icount", "shift=0,sleep=off",
                           "-trace", f"i2c:lines,i2c:start,i2c:write,file={trace}"],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=100, check=False)
    bits = bit_us(read_file(trace))
    rows = []
    for bus, mode, what, resolution, us, count in re.findall(r"^(\w+) (\w+) (T|RH) (\d+) (\d+) (\d+)\r?$",
                                                             done.stdout.decode(), re.M):
        wanted = MEASURES[what, int(resolution)] * 1000 + int(count) * bits[bus]
        rows.append((f"SHT21 {what} {resolution} bit, {bus} {mode}", int(us), wanted))
    return rows


def play(rate, pages):
    """An auto-init transfer of 8-bit samples, round and round, by the prompt."""
    last = pages * 4096 - 1
    return ["b = __get_dma_pages(GFP_KERNEL, 2)",
            "outb(5, 0x0a); outb(0, 0x0c); outb(0x59, 0x0b); outb(__pa(b), 2); outb(__pa(b) >> 8, 2); outb(__pa(b) >> 16, 0x83)",
            f"outb({last & 0xff}, 3); outb({last >> 8}, 3); outb(1, 0x0a)",
            f"outb(0x41, {DSP}); outb({rate >> 8}, {DSP}); outb({rate & 0xff}, {DSP})",
            f"outb(0xc6, {DSP}); outb(0, {DSP}); outb({last & 0xff}, {DSP}); outb({last >> 8}, {DSP})"]


def cpu_seconds(pid):
    fields = read_file(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle_percent(args, lines):
    """What it costs while nobody types, at the wall clock's pace."""
    guest = subprocess.Popen(machine.command(["-append", "quiet", *args]), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        time.sleep(1)
        guest.stdin.write("".join(line + "\n" for line in lines).encode())
        guest.stdin.flush()
        time.sleep(SETTLE_S)
        before = cpu_seconds(guest.pid)
        time.sleep(LOOK_S)
        return 100 * (cpu_seconds(guest.pid) - before) / LOOK_S
    finally:
        guest.kill()
        guest.wait()


def dma_rate(folder, args, lines, channel):
    """Bytes a second on a channel, over what was traced."""
    trace = os.path.join(folder, "trace")
    machine.run(["-append", "quiet", "-icount", "shift=0,sleep=off", "-trace", f"dma:cycle,file={trace}", *args], lines)
    # the first are fetched ahead
    at = [float(t) for t in re.findall(rf"dma:cycle +t=([\d.]+) channel={channel} ", read_file(trace))][64:]
    return (len(at) - 1) / (at[-1] - at[0]) if len(at) > 1 else 0


TURN_S, SECTORS, SECTOR = 0.2, 18, 512
FLOPPY = ["-m", "32M", "-kernel", machine.KERNEL, "-drive", "file=build/guest/lessons/floppy.img,format=raw,if=floppy,snapshot=on",
          "-initrd", "build/guest/lessons/mem.gz,build/guest/modules/floppy.ko"]
SOUND = ["-m", "32M", "-audio", "none,model=sb16"]


def rates(folder):
    return [(f"SB16 at {rate} Hz, bytes a second", dma_rate(folder, SOUND, [*play(rate, 4), "msleep(500)"], CHANNEL), rate)
            for rate in (8000, 22050, 44100)] + [
        ("floppy, bytes a second", floppy_rate(folder), SECTORS * SECTOR / TURN_S)]


def floppy_rate(folder):
    """Bytes a second, sector after sector: the controller moves each when it has passed."""
    trace = os.path.join(folder, "trace")
    guest = subprocess.Popen([machine.ZONEMU, "-nographic", "-panel", "none", *FLOPPY, "-append", "quiet", "-icount",
                              "shift=0,sleep=off", "-trace", f"dma:cycle,file={trace}"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    guest.communicate(b"load /dev/fd0 1\npoweroff\n", timeout=100)
    at = [float(t) for t, left in re.findall(r"dma:cycle +t=([\d.]+) channel=2 .*left=(\d+) ", read_file(trace))
          if (int(left) + 1) % SECTOR == 0]
    return SECTOR / statistics.median(b - a for a, b in zip(at, at[1:]))


def costs():
    return [("SB16 at 44100 Hz", idle_percent(SOUND, play(44100, 4))), ("a floppy that is read", idle_percent(FLOPPY, ["load /dev/fd0 1"]))]


def main():
    wanted = sys.argv[1:] or ["sensor", "rates", "idle"]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        if "sensor" in wanted:
            rows += sensor(folder)
        if "rates" in wanted:
            rows += rates(folder)
    off = not rows
    for name, got, want in rows:
        percent = 100 * (got - want) / want
        off |= abs(percent) > OFF_PERCENT
        print(f"{name}: {got:.0f}, by its datasheet {want:.0f}: {percent:+.2f} %")
    for name, percent in costs() if "idle" in wanted else []:
        off |= percent >= BUSY_PERCENT
        print(f"{name}, an idle guest: {percent:.1f} % of a host's core")
    sys.exit(off)


main()
