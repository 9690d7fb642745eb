#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""-device edu under a driver: registers, interrupts, DMA, what the trace and the machine say; the same on QEMU."""
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

MODULE = "build/guest/modules/edu.ko"
DIR = "/sys/bus/pci/drivers/edu/0000:00:04.0"
QEMU = "qemu-system-i386"
FACTORIALS = {0: 1, 5: 120, 13: 1932053504, 34: 0}
TEXT = "a line that goes into the device and comes back"
FAULTY = r"""
#include <linux/module.h>
#include <linux/pci.h>
static int way;
module_param(way, int, 0);
static int probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	void __iomem *regs;

	if (pcim_enable_device(dev) || pcim_iomap_regions(dev, 1, "faulty"))
		return -EIO;
	regs = pcim_iomap_table(dev)[0];
	if (way)
		pci_set_master(dev);
	iowrite32(way == 2 ? 0x10000000 : 0x1000, regs + 0x80);
	iowrite32(way == 1 ? 0x41000 : 0x40000, regs + 0x88);
	iowrite32(16, regs + 0x90);
	iowrite32(1, regs + 0x98);
	return 0;
}
static const struct pci_device_id ids[] = {{PCI_DEVICE(0x1234, 0x11e8)}, {}};
static struct pci_driver driver = {.name = "faulty", .id_table = ids, .probe = probe};
module_pci_driver(driver);
MODULE_LICENSE("GPL");
"""


def drive(report, name, args, run):
    lines = [f"ls {DIR}"]
    for n in FACTORIALS:
        lines += [f"echo {n} > {DIR}/factorial", f"cat {DIR}/factorial"]
    lines += [f"echo {TEXT} > {DIR}/block", f"cat {DIR}/block", f"cat {DIR}/transfers", "cat /proc/interrupts",
              "rmmod edu", "ls /sys/bus/pci/drivers"]
    status, output = run(["-initrd", MODULE, "-append", "quiet", *args], lines)
    answers = machine.answers(output, lines)
    report.equal(f"{name}: exit status", status, 0)
    report.true(f"{name}: the driver has the device", "factorial" in answers[0])
    report.equal(f"{name}: factorials", [int(answers[2 + 2 * i]) for i in range(len(FACTORIALS))], list(FACTORIALS.values()))
    at = 1 + 2 * len(FACTORIALS)
    report.equal(f"{name}: the block comes back", answers[at + 1].strip(), TEXT)
    report.equal(f"{name}: transfers", answers[at + 2].strip(), "2")
    report.true(f"{name}: an interrupt for each", re.search(r"11:\s+6 .*\bedu\b", answers[at + 3]))
    report.true(f"{name}: gone", "edu" not in answers[at + 5] and "leaks" not in output)


def check_trace(report, folder):
    path = f"{folder}/trace"
    machine.run(["-initrd", MODULE, "-append", "quiet", "-device", "edu", "-trace", f"edu:*,dma:master,file={path}"],
                [f"echo {TEXT} > {DIR}/block", f"cat {DIR}/block"])
    with open(path, encoding="ascii") as file:
        text = file.read()
    for want in (r"edu:read\s+t=\S+ off=0x00000 value=0x010000ed identification",
                 r"edu:write\s+t=\S+ off=0x00098 value=0x00000005 dma command",
                 rf"dma:master\s+t=\S+ edu pa=0x[0-9a-f]+ off=0x40000 bytes={len(TEXT)} from memory$",
                 rf"dma:master\s+t=\S+ edu pa=0x[0-9a-f]+ off=0x40000 bytes={len(TEXT)} to memory$"):
        report.true(f"the trace has {want}", re.search(want, text, re.M))


def check_faults(report, folder):
    with open(f"{folder}/faulty.c", "w", encoding="ascii") as file:
        file.write(FAULTY.lstrip())
    with open(f"{folder}/Makefile", "w", encoding="ascii") as file:
        file.write("obj-m := faulty.o\n")
    subprocess.run(["make", "-s", "-C", "build/guest/build", f"M={folder}", "modules"], check=True,
                   stdout=subprocess.DEVNULL)
    for way, want in enumerate(("may not master the bus", "not within the device's 4096 bytes", "beyond the device's dma_mask")):
        _, output = machine.run(["-append", "quiet", "-share", folder, "-device", "edu"],
                                [f"insmod /host/faulty.ko way={way}", "msleep(200)"])
        told = re.findall(r"^zonemu: edu: .*", output, re.M)
        report.true(f"way {way}: told once: {told}", len(told) == 1 and want in told[0] and "probe+" in told[0])


def main():
    report = machine.Report()
    drive(report, "zonemu", ["-device", "edu"], machine.run)
    if shutil.which(QEMU):
        drive(report, QEMU, ["-device", "edu,addr=4", "-nic", "none"],
              lambda args, lines: machine.run_waiting(args, lines, program=QEMU))
    with tempfile.TemporaryDirectory() as folder:
        check_trace(report, folder)
        check_faults(report, folder)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
