#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The SHT21 by the mini-kernel's own drivers: over the PIIX4's SMBus, and bit by bit over the parallel port."""
import re
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

MODULES = "build/guest/modules/"
BUS = "/sys/bus/i2c/devices"


def run(lines, *settings):
    args = ["-append", "quiet", "-initrd",
            ",".join(MODULES + name for name in ("i2c-piix4.ko", "sht21.ko", "i2c-parport.ko type=0"))]
    for setting in settings:
        args += ["-set", setting]
    status, output = machine.run(args, lines)
    return status, machine.answers(output, lines)


def sensor(bus, report, *settings):
    """(answers of the files, seconds that the temperature took), read over that bus."""
    hwmon = "/sys/class/hwmon/hwmon0"
    lines = [f"echo sht21 0x40 > {BUS}/i2c-{bus}/new_device", "cat /proc/uptime", f"cat {hwmon}/temp1_input",
             "cat /proc/uptime", f"cat {hwmon}/humidity1_input", f"cat {hwmon}/eic", "rmmod sht21", f"ls {BUS}"]
    status, answers = run(lines, *settings)
    report.equal("exit status", status, 0)
    return answers


def main():
    report = machine.Report()
    for bus, eic in ((0, "Operation not supported"), (1, r"^[0-9a-f]{16}$")):
        for degrees in ("23.5", "-10.25", "101"):
            answers = sensor(bus, report, f"sht21.temperature={degrees}", "sht21.humidity=45")
            report.equal(f"bus {bus}: new_device says", answers[0].strip(), "")
            report.true(f"bus {bus}: {degrees} degrees read as {answers[2]}",
                        abs(int(answers[2]) - 1000 * float(degrees)) <= 11)
            report.true(f"bus {bus}: humidity read as {answers[4]}", abs(int(answers[4]) - 45000) <= 31)
            report.true(f"bus {bus}: identification {answers[5]}", re.search(eic, answers[5]))
            # both are measured together: 66 and 22 ms typically, 85 and 29 at most
            took = float(answers[3].split()[0]) - float(answers[1].split()[0])
            report.true(f"bus {bus}: took {took} s", 0.08 <= took <= 0.14)
            report.equal(f"bus {bus}: devices left", answers[7].split()[:2], ["0-0040@", "i2c-0@"] if not bus else
                         ["1-0040@", "i2c-0@"])
    answers = sensor(0, report, "sht21.nak=1")
    report.true("a deaf sensor", "No such device or address" in answers[2])
    answers = sensor(1, report, "sht21.nak=1")
    report.true("a deaf sensor, by hand", "No such device or address" in answers[2])
    for bus in (0, 1):
        answers = sensor(bus, report, "sht21.stuck=1")
        for file in (2, 4):
            report.true(f"bus {bus}: a clock held down for ever: {answers[file]}", "Connection timed out" in answers[file])
        report.equal(f"bus {bus}: the driver goes all the same", answers[6], "")
        # the driver reads two bytes and does not ask for the third, as Linux's: no checksum, no error
        answers = sensor(bus, report, "sht21.badcrc=1", "sht21.temperature=23.5")
        report.true(f"bus {bus}: a checksum that nobody reads: {answers[2]}", abs(int(answers[2]) - 23500) <= 11)
    lines = [f"echo sht21 > {BUS}/i2c-0/new_device", f"echo sht21 0x40 > {BUS}/i2c-0/new_device",
             f"echo sht21 0x40 > {BUS}/i2c-0/new_device", f"echo 0x41 > {BUS}/i2c-0/delete_device",
             f"echo 0x40 > {BUS}/i2c-0/delete_device", "rmmod i2c-piix4", f"ls {BUS}"]
    _, answers = run(lines)
    report.true("no address", "Invalid argument" in answers[0])
    report.true("twice the same address", "resource busy" in answers[2])
    report.true("nobody there to delete", "No such file" in answers[3])
    report.equal("the adapter took its devices along", answers[6].split(), ["i2c-1@"])
    _, answers = run(["cat /proc/ioports", "cat /proc/interrupts", "rmmod i2c-parport", "cat /proc/ioports", "cat /proc/interrupts"])
    report.true("the port is the adapter's", "0378-037a : parport0" in answers[0] and "parport0" in answers[1])
    report.true("and is left to whoever wants it", "parport0" not in answers[3] + answers[4])
    report.close()


main()
