#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The SHT21 through the PIIX4's SMBus, by hand: -set sht21.temperature is what a word read gives."""
import re
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

READ_WORD = ["outb(0x81, 0x704)", "outb(0x{:02x}, 0x703)", "outb(0x0c, 0x702)", "outb(0x4c, 0x702)", "msleep(90)",
             "inb(0x700)", "inb(0x705)", "inb(0x706)"]
DEVICE_ERROR = 4
DONE = 2


def read_word(command, *settings):
    """(host status, data as the chip sent it) of one SMBus Read Word."""
    args = ["-append", "quiet"]
    for setting in settings:
        args += ["-set", setting]
    lines = [line.format(command) for line in READ_WORD]
    _, output = machine.run(args, lines)
    values = [int(re.match(r"= (\d+)", text).group(1)) for text in machine.answers(output, lines)[-3:]]
    return values[0], values[1] << 8 | values[2]


def main():
    report = machine.Report()
    for degrees in ("23.356", "-46.85", "-10.5", "128.86"):
        status, raw = read_word(0xe3, f"sht21.temperature={degrees}")
        millidegrees = ((21965 * (raw & ~3)) >> 13) - 46850
        report.equal(f"status at {degrees}", status, DONE)
        report.true(f"{degrees} degrees read as {millidegrees}", abs(millidegrees - float(degrees) * 1000) <= 13)
    status, raw = read_word(0xe5, "sht21.humidity=49.763")
    report.true("humidity", abs(((15625 * (raw & ~3)) >> 13) - 6000 - 49763) <= 31 and raw & 3 == 2)
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as ramp:
        ramp.write("seconds,degrees,percent\n# a minute of it\n0,20,40\n0.2,40,60\n\n")
        ramp.flush()
        status, raw = read_word(0xe3, f"sht21.values={ramp.name}")
        degrees = 175.72 * (raw & ~3) / 65536 - 46.85
        # measured a little later than 100 ms after the start, at 100 degrees a second
        report.true(f"on the ramp: {degrees}", status == DONE and 24 < degrees < 36)
        report.equal("the same again", read_word(0xe3, f"sht21.values={ramp.name}"), (status, raw))
        for text, wanted in (("0,20,40\n0,30,40\n", ":2: time goes back"), ("0,20\n", ":1: seconds,degrees,percent"),
                             ("", ":1: holds no values"), ("0,20,400\n", ":1: seconds"), ("1,2,3\nx\n", ":2: sec")):
            ramp.seek(0)
            ramp.truncate()
            ramp.write(text)
            ramp.flush()
            status, output = machine.run(["-set", f"sht21.values={ramp.name}"], [])
            report.true(f"{wanted}: {output}", status == 2 and ramp.name + wanted in output)
    report.equal("a deaf sensor", read_word(0xe3, "sht21.nak=1")[0], DEVICE_ERROR)
    report.close()


main()
