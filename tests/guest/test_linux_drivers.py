#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Drivers of Linux 6.1, as they are: compiled against KERNELDIR, loaded, and bound to what the machine has.

The sources are Debian's linux-source-6.1, fetched and not kept; with LONG only, as it is large."""
import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

PACKAGE = "linux-source-6.1"
DEBIAN = "build/debian"
WORK = "build/tests/guest/linux-drivers"
DRIVERS = {
    "hwmon": "sht21 sht3x sht4x shtc1 lm63 lm73 lm75 lm77 lm80 lm83 lm90 lm92 lm95234 lm95241 ds1621 ds620 tmp102 "
             "tmp103 tmp108 tmp401 tmp421 tmp464 tmp513 adm1021 adm1025 adm1026 adm1029 adm1031 adm9240 adt7411 "
             "adt7462 adt7470 adt7475 max1619 max1668 max6620 max6639 max6650 gl518sm gl520sm w83781d w83791d "
             "w83792d w83795 jc42 emc1403 ina2xx ina3221 pcf8591 hih6130 amc6821 thmc50 pwm-fan gpio-fan emc2305 tc654",
    "iio/humidity": "hdc100x si7005 si7020 am2315",
    "iio/light": "bh1750 bh1780 isl29018 opt3001 tcs3472 tsl4531 veml6030 vcnl4000 max44000 apds9300",
    "iio/magnetometer": "ak8975 mag3110",
    "iio/adc": "max1363 mcp3422 ti-ads1015 ad799x",
    "iio/dac": "ad5064 m62332",
    "iio/temperature": "mlx90614 tmp006 tmp007",
    "iio/trigger": "iio-trig-interrupt",
    "power/supply": "test_power",
    "i2c": "i2c-stub",
    "i2c/busses": "i2c-piix4 i2c-parport i2c-ali1535 i2c-amd756 i2c-sis96x",
    "i2c/muxes": "i2c-mux-pca954x i2c-mux-pca9541 i2c-mux-ltc4306 i2c-mux-reg",
    "gpio": "gpio-pcf857x gpio-pca953x gpio-pca9570 gpio-max732x gpio-74x164 gpio-tpic2810 gpio-pisosr gpio-max3191x "
            "gpio-mc33880 gpio-xra1403 gpio-regmap gpio-mockup",
    "pwm": "pwm-pca9685",
    "spi": "spi-gpio spi-lm70llp",
    "input/keyboard": "gpio_keys gpio_keys_polled matrix_keypad atkbd",
    "input/misc": "rotary_encoder pwm-beeper gpio_decoder",
    "input/serio": "serio_raw serport",
    "input/mouse": "sermouse",
    "char": "ttyprintk",
    "char/hw_random": "timeriomem-rng",
    "tty": "ttynull n_null",
    "misc/eeprom": "eeprom at24 max6875 ee1004",
    "rtc": "rtc-ds1307 rtc-pcf8563 rtc-rv3028 rtc-m41t80 rtc-ds3232 rtc-isl1208",
    "uio": "uio_pci_generic",
    "w1/masters": "ds2482 w1-gpio matrox_w1",
    "w1/slaves": "w1_therm w1_ds2405 w1_ds2406 w1_ds2408 w1_ds2413 w1_ds2423 w1_ds2430 w1_ds2431 w1_ds2433 w1_ds2438 "
                 "w1_ds250x w1_ds2780 w1_ds2781 w1_ds2805 w1_ds28e04 w1_smem",
}


def fetch():
    done = subprocess.run(["tools/fetch-debian.sh", DEBIAN, PACKAGE], check=False)
    tar = f"{DEBIAN}/{PACKAGE}/usr/src/{PACKAGE}.tar.xz"
    if done.returncode or not os.path.exists(tar):
        print(f"{PACKAGE} cannot be had: skipped")
        sys.exit(77)
    shutil.rmtree(WORK, ignore_errors=True)
    os.makedirs(WORK)
    names = [f"{PACKAGE}/drivers/{folder}/{name}.c" for folder, names in DRIVERS.items() for name in names.split()]
    names += [f"{PACKAGE}/drivers/{name}" for name in ("hwmon/lm75.h", "gpio/gpiolib.h", "spi/spi-bitbang-txrx.h",
                                               "w1/slaves/w1_ds2780.h", "w1/slaves/w1_ds2781.h")]
    subprocess.run(["tar", "-xJf", tar, "-C", WORK, "--transform", "s,.*/,,", *names], check=True)
    modules = [name[:-2] for name in sorted(os.listdir(WORK)) if name.endswith(".c")]
    with open(f"{WORK}/Kbuild", "w", encoding="ascii") as kbuild:
        kbuild.write("obj-m := " + " ".join(f"{name}.o" for name in modules) + "\n")
    return modules


def loaded(report, modules):
    """All of them at once; those that need to be told what there is are left out."""
    files = [f"{WORK}/{name}.ko" for name in modules if name not in ("i2c-stub", "i2c-parport", "gpio-mockup")]
    status, output = machine.run(["-m", "256", "-append", "loglevel=4", "-initrd", ",".join(files)], ["lsmod"])
    report.equal("exit status", status, 0)
    report.equal("not loaded", re.findall(r"\S+: not loaded.*", output), [])
    report.equal("loaded", len(re.findall(r"^\w+ +\d+ +\d+", machine.answers(output, ["lsmod"])[0], re.M)), len(files))


def bound(report):
    bus = "/sys/bus/i2c/devices"
    files = ["i2c-piix4.ko", "i2c-stub.ko chip_addr=0x48", "i2c-parport.ko type=0", "sht21.ko", "lm75.ko"]
    lines = [f"echo sht21 0x40 > {bus}/i2c-0/new_device", "cat /sys/class/hwmon/hwmon0/temp1_input",
             f"echo sht21 0x40 > {bus}/i2c-2/new_device", "cat /sys/class/hwmon/hwmon1/temp1_input",
             f"echo lm75 0x48 > {bus}/i2c-1/new_device", "cat /sys/class/hwmon/hwmon2/name",
             "rmmod sht21", "rmmod lm75", "rmmod i2c-parport", "rmmod i2c-stub", "rmmod i2c-piix4", "lsmod"]
    _, output = machine.run(["-append", "quiet", "-set", "sht21.temperature=-7.25", "-initrd",
                             ",".join(f"{WORK}/{name}" for name in files)], lines)
    answers = machine.answers(output, lines)
    for answer in (answers[1], answers[3]):
        report.true(f"-7.25 degrees read as {answer}", abs(int(answer) + 7250) <= 11)
    report.equal("lm75's name", answers[5], "lm75")
    report.equal("modules left", len(answers[-1].split("\n")), 1)


def switched(report):
    """A sensor behind a switch, and lines of an expander, on a bus of registers."""
    bus, lines_of = "/sys/bus/i2c/devices", "/sys/class/gpio"
    files = ["i2c-stub.ko chip_addr=0x70,,0x48,,0x20", "i2c-mux-pca954x.ko", "lm75.ko", "gpio-pcf857x.ko"]
    lines = [f"echo pca9546 0x70 > {bus}/i2c-0/new_device", f"cat {bus}/i2c-3/name",
             f"echo lm75 0x48 > {bus}/i2c-3/new_device", "cat /sys/class/hwmon/hwmon0/name",
             f"echo pcf8574 0x20 > {bus}/i2c-0/new_device", f"echo 504 > {lines_of}/export",
             f"echo out > {lines_of}/gpio504/direction", f"cat {lines_of}/gpio504/value", "rmmod gpio-pcf857x",
             f"echo 504 > {lines_of}/unexport", f"echo 0x70 > {bus}/i2c-0/delete_device", f"ls {bus}",
             "rmmod gpio-pcf857x", "rmmod lm75", "rmmod i2c-mux-pca954x", "rmmod i2c-stub", "lsmod"]
    _, output = machine.run(["-append", "quiet", "-initrd", ",".join(f"{WORK}/{name}" for name in files)], lines)
    answers = machine.answers(output, lines)
    report.equal("the third bus", answers[1], "i2c-0-mux (chan_id 2)")
    report.equal("behind it", answers[3], "lm75")
    report.equal("a line driven low", answers[7], "0")
    report.true("its chip is in use", "in use" in answers[8])
    report.equal("the switch is gone", answers[11].split(), ["0-0020@", "i2c-0@"])
    report.equal("modules left", len(answers[-1].split("\n")), 1)


def one_wire(report):
    chip = "/sys/bus/w1/devices/28-0000a4000017"
    files = ["build/guest/modules/w1-chips.ko", f"{WORK}/w1_therm.ko"]
    lines = [f"cat {chip}/w1_slave", f"echo 9 > {chip}/resolution", f"cat {chip}/temperature",
             "cat /sys/class/hwmon/hwmon0/name", "rmmod w1_therm", "rmmod w1-chips", "lsmod"]
    _, output = machine.run(["-append", "quiet", "-initrd", ",".join(files)], lines)
    answers = machine.answers(output, lines)
    report.true(f"12 bits: {answers[0]}", "YES" in answers[0] and answers[0].endswith("t=-10125"))
    report.equal("9 bits", answers[2], "-10500")
    report.equal("a thermometer on one wire", answers[3], "w1_slave_temp")
    report.equal("modules left", len(answers[-1].split("\n")), 1)


def main():
    if not os.environ.get("LONG"):
        print("wants LONG=1: skipped")
        sys.exit(77)
    report = machine.Report()
    modules = fetch()
    built = subprocess.run(["make", "-C", "build/guest/build", f"M={os.path.abspath(WORK)}", "modules"],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    report.equal("compiled" if not built.returncode else built.stdout.decode()[-2000:], built.returncode, 0)
    if not built.returncode:
        loaded(report, modules)
        bound(report)
        switched(report)
        one_wire(report)
    print(f"{len(modules)} drivers of Linux 6.1")
    report.close()


main()
