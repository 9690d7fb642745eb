#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Traces of the buses, and the waveforms of -trace vcd=: read back, and decoded again from their edges."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SMBUS_READ = ["outb(0x81, 0x704)", "outb(0xe3, 0x703)", "outb(0x0c, 0x702)", "outb(0x4c, 0x702)", "msleep(90)"]


class Vcd:
    """The subset of IEEE 1364 that holds one-bit wires."""

    def __init__(self, path):
        self.names, self.changes, self.scale = {}, {}, None
        scope, now, in_header = [], 0, True
        with open(path, encoding="ascii") as file:
            for line in file:
                words = line.split()
                if in_header:
                    in_header = self.header(words, scope)
                elif line[0] == "#":
                    after = int(line[1:])
                    assert after >= now, f"time goes back at {after}"
                    now = after
                elif line[0] in "01":
                    self.changes[self.names[line[1:].strip()]].append((now, int(line[0])))
                else:
                    assert words[0] in ("$dumpvars", "$end"), line

    def header(self, words, scope):
        if words[0] == "$timescale":
            self.scale = " ".join(words[1:-1])
        elif words[0] == "$scope":
            scope.append(words[2])
        elif words[0] == "$upscope":
            scope.pop()
        elif words[0] == "$var":
            name = ".".join([*scope[1:], words[4]])
            assert words[3] not in self.names, "an identifier twice"
            self.names[words[3]] = name
            self.changes[name] = []
        return words[0] != "$enddefinitions"

    def messages(self, bus):
        """What an I2C decoder makes of the two lines: START, bytes with their acknowledges, STOP."""
        edges = sorted([(at, order, "scl", level) for order, (at, level) in enumerate(self.changes[f"{bus}.{bus}_scl"])] +
                       [(at, order, "sda", level) for order, (at, level) in enumerate(self.changes[f"{bus}.{bus}_sda"])])
        scl = sda = 1
        out, bits = [], None
        for _, _, name, level in edges:
            if name == "sda":
                if scl and level < sda:
                    out.append("Sr" if bits is not None else "S")
                    bits = []
                elif scl and level > sda and bits is not None:
                    out.append("P")
                    bits = None
                sda = level
            else:
                if level > scl and bits is not None:
                    bits.append(sda)
                    if len(bits) == 9:
                        value = int("".join(map(str, bits[:8])), 2)
                        out.append(f"{value:02x}{'-' if bits[8] else '+'}")
                        bits = []
                scl = level
        return " ".join(out)


def drive_by_hand():
    """Port writes of a controller on the Philips adapter (data bit 7 inverted, control bit 3): 0x40, no more."""
    lines, control, data = [], 8, 0

    def put(scl=None, sda=None):
        nonlocal control, data
        if sda is not None:
            data = 0 if sda else 0x80
            lines.append(f"outb({data:#x}, 0x378)")
        if scl is not None:
            control = 8 if scl else 0
            lines.append(f"outb({control:#x}, 0x37a)")

    put(sda=1)
    put(scl=1)
    put(sda=0)
    for bit in f"{0x80:08b}1":
        put(scl=0)
        put(sda=int(bit))
        put(scl=1)
    put(scl=0)
    put(sda=0)
    put(scl=1)
    put(sda=1)
    return lines


def traced(folder, events, lines, *more):
    text, wave = os.path.join(folder, "text"), os.path.join(folder, "wave.vcd")
    machine.run(["-append", "quiet", "-trace", f"{events},file={text},vcd={wave}", *more], lines)
    with open(text, encoding="utf-8") as file:
        return file.read(), wave


def judged_by_sigrok(wave, bus):
    """The same, by the decoder that PulseView uses; None where there is none."""
    if not shutil.which("sigrok-cli"):
        return None
    done = subprocess.run(["sigrok-cli", "-i", wave, "-I", "vcd:downsample=100", "-P", f"i2c:scl={bus}_scl:sda={bus}_sda", "-A",
                           "i2c=addr-data"], stdout=subprocess.PIPE, check=True)
    marks = {"Start": "S", "Start repeat": "Sr", "Stop": "P", "ACK": "+", "NACK": "-", "Read": None, "Write": None}
    out = []
    for line in done.stdout.decode().splitlines():
        what = line.partition(": ")[2]
        name, _, value = what.partition(": ")
        if what in ("ACK", "NACK"):
            out[-1] += marks[what]
        elif value:
            out.append(f"{int(value, 16):02x}")
        elif marks.get(what):
            out.append(marks[what])
    return " ".join(out)


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        text, wave = traced(folder, "i2c*,io", SMBUS_READ, "-set", "sht21.temperature=24.686")
        message = re.search(r"i2c:message .* smbus (.*)", text)
        report.equal("a message on the SMBus", message and message.group(1),
                     "S 40 W + e3 + Sr 40 R + (66.000 ms) 68 + 38 - P")
        report.true("its stretching alone", re.search(r"i2c:stretch +t=[\d.]+ smbus 66.000 ms", text))
        report.true("a register by name", re.search(r"io:write .* smbus SMBHSTADD", text))
        vcd = Vcd(wave)
        report.equal("the time's unit", vcd.scale, "1 ns")
        report.equal("the edges of the same message", vcd.messages("smbus"), "S 80+ e3+ Sr 81+ 68+ 38- P")
        report.true(f"sigrok's decoder agrees: {judged_by_sigrok(wave, 'smbus')}",
                    judged_by_sigrok(wave, "smbus") in (None, "S 40+ e3+ Sr 40+ 68+ 38- P"))
        low = [b - a for (a, x), (b, _) in zip(vcd.changes["smbus.smbus_scl"], vcd.changes["smbus.smbus_scl"][1:]) if not x]
        report.true("SCL is held for the measurement", 66_000_000 < max(low) < 66_300_000)
        report.true("the timer's interrupts", len(vcd.changes["irq.irq0"]) > 20)

        text, wave = traced(folder, "i2c*", drive_by_hand())
        report.equal("a header by hand", re.findall(r"i2c:message .* lpt (.*)", text), ["S 40 W + P"])
        report.true("edges in the trace", len(re.findall("i2c:lines", text)) >= 20)
        report.equal("and as waves", Vcd(wave).messages("lpt"), "S 80+ P")
        report.true(f"and for sigrok: {judged_by_sigrok(wave, 'lpt')}", judged_by_sigrok(wave, "lpt") in (None, "S 40+ P"))
        with open(wave, "rb") as file:
            first = file.read()
        _, wave = traced(folder, "i2c*", drive_by_hand())
        with open(wave, "rb") as file:
            report.true("the same run, the same waves", file.read() == first)
        text, _ = traced(folder, "i2c*", drive_by_hand(), "-parallel", "none")
        report.equal("nothing plugged in", re.findall("lpt", text), [])
    listed = subprocess.run([machine.ZONEMU, "-trace", "help"], stdout=subprocess.PIPE, check=True).stdout.decode()
    for name in ("i2c:start", "i2c:message", "dma:cycle", "irq:line", "kmem:kmalloc", "io:read"):
        report.true(f"{name} is listed", re.search(f"^{name} ", listed, re.M))
    report.close()


main()
