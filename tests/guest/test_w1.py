#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""1-Wire: chips of software are searched for, read by their family's driver, and missed when they are gone."""
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

MODULES = "build/guest/modules/"
BUS = "/sys/bus/w1/devices"
MASTER = f"{BUS}/w1_bus_master1"
CHIPS = ["28-0000a4000017", "28-0000a5000010", "28-0000a700001e"]
HWMON = "/sys/class/hwmon/hwmon"


def run(lines, params="", modules=("w1-chips.ko", "ds18b20.ko"), append=""):
    names = [MODULES + name + (" " + params if params and name.startswith("w1") else "") for name in modules]
    status, output = machine.run(["-append", f"quiet {append}", "-initrd", ",".join(names)], lines)
    return status, machine.answers(output, lines)


def found(report):
    lines = [f"cat {MASTER}/w1_master_slaves", f"cat {MASTER}/w1_master_slave_count"]
    lines += [f"cat {HWMON}{i}/temp1_input" for i in range(3)] + [f"cat {HWMON}0/name"]
    lines += ["rmmod w1-chips", f"ls {BUS}", "rmmod ds18b20"]
    status, answers = run(lines)
    report.equal("exit status", status, 0)
    report.equal("who is there", sorted(answers[0].split()), sorted(CHIPS))
    report.equal("how many", answers[1], "3")
    report.equal("temperatures", sorted(int(answer) for answer in answers[2:5]), [-10125, 21500, 85000])
    report.equal("of", answers[5], "w1_slave_temp")
    report.equal("the bus afterwards", answers[7], "")


def by_hand(report):
    absent = "28-00000000beef"
    lines = [f"echo {absent} > {MASTER}/w1_master_add", f"cat {BUS}/{absent}/name",
             f"echo {absent} > {MASTER}/w1_master_add", f"echo {absent} > {MASTER}/w1_master_remove",
             f"cat {MASTER}/w1_master_slave_count", f"echo gibberish > {MASTER}/w1_master_add",
             "rmmod ds18b20", f"cat {MASTER}/w1_master_slaves", f"ls {BUS}/{CHIPS[0]}", "rmmod w1-chips"]
    _, answers = run(lines)
    report.equal("a slave that is said to be there", answers[1], absent)
    report.true(f"twice: {answers[2]}", "nvalid" in answers[2])
    report.equal("and not any more", answers[4], "3")
    report.true(f"no name: {answers[5]}", "nvalid" in answers[5])
    report.equal("without a driver they stay", sorted(answers[7].split()), sorted(CHIPS))
    report.true("as files of bytes", "rw" in answers[8])


def missed(report):
    parameter = "/sys/module/w1_chips/parameters/gone"
    lines = [f"echo 1 > {parameter}", "msleep(5000)", f"cat {MASTER}/w1_master_slaves", f"echo -1 > {parameter}",
             "msleep(2500)", f"cat {MASTER}/w1_master_slaves", "rmmod ds18b20", "rmmod w1-chips"]
    _, answers = run(lines, append="w1.timeout=1 w1.slave_ttl=2")
    report.equal("without the one that is gone", sorted(answers[2].split()), sorted([CHIPS[1], CHIPS[2]]))
    report.equal("and it is back", sorted(answers[5].split()), sorted(CHIPS))


def nobody(report):
    lines = [f"cat {MASTER}/w1_master_slaves", "rmmod w1-chips"]
    _, answers = run(lines, "chips=0", ("w1-chips.ko",))
    report.equal("nobody", answers[0], "not found.")


def main():
    report = machine.Report()
    for case in (found, by_hand, missed, nobody):
        case(report)
    report.close()


main()
