#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""DMA that cannot be meant: the machine says so, with the function and the line of the module's code."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SOURCE = """#include <linux/module.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/dma.h>

static noinline void program(unsigned long pa, unsigned int bytes)
{
	unsigned long flags = claim_dma_lock();

	disable_dma(1);
	clear_dma_ff(1);
	set_dma_mode(1, DMA_MODE_WRITE);
	set_dma_addr(1, pa);
	set_dma_count(1, bytes);
	enable_dma(1);
	release_dma_lock(flags);
}

static int __init bad_init(void)
{
	void *high = (void *)__get_free_pages(GFP_KERNEL, 0), *far = vmalloc(4096);
	void *low = (void *)__get_free_pages(GFP_KERNEL | GFP_DMA, 6);

	program(virt_to_phys(low), 4096);
	program(virt_to_phys(high), 4096);
	program(virt_to_phys(far), 4096);
	program(virt_to_phys(low) + 65536 - 4096, 8192);
	vfree(far);
	free_pages((unsigned long)high, 0);
	free_pages((unsigned long)low, 6);
	return 0;
}
module_init(bad_init);
MODULE_LICENSE("GPL");
"""
SET_LINE = SOURCE[:SOURCE.index("set_dma_addr")].count("\n") + 1
# The card asks for two pages: the first DREQs, at 8 kHz, take them through the line.
PLAY = "outb(0x41, 0x22c); outb(0x1f, 0x22c); outb(0x40, 0x22c); outb(0xc0, 0x22c); outb(0, 0x22c); outb(0xff, 0x22c); outb(0x1f, 0x22c)"


def build(folder):
    with open(os.path.join(folder, "bad-dma.c"), "w", encoding="ascii") as file:
        file.write(SOURCE)
    with open(os.path.join(folder, "Makefile"), "w", encoding="ascii") as file:
        file.write("obj-m := bad-dma.o\n")
    done = subprocess.run(["make", "-C", os.path.abspath("build/guest/build"), f"M={folder}", "modules"],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode()


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        report.equal("the module is built", build(folder)[0], 0)
        _, output = machine.run(["-m", "64", "-append", "quiet", "-audio", "none,model=sb16",
                                 "-initrd", f"{folder}/bad-dma.ko"], ["insmod bad-dma", PLAY, "msleep(1200)"])
        said = re.findall("^zonemu: DMA channel 1: .*", output, re.M)
        report.true(f"what was said: {output[-2000:]}", len(said) == 3)
        report.true("above 16 MiB", re.search(r": 0x0[0-9a-f]{7} is above 16 MiB", "".join(said[:1])))
        report.true("no RAM at all", "nor is it RAM: an address of vmalloc()?" in "".join(said[1:2]))
        report.true("across 64 KiB", re.search(r"crosses a line of 64 KiB: after 0x..ffff comes 0x..0000",
                                               "".join(said[2:])))
        for line in said:
            report.true(f"who: {line}", re.search(rf"set up by program\+0x[0-9a-f]+ \[bad_dma\] "
                                                  rf"\(bad-dma\.c:({SET_LINE}|{SET_LINE + 1})\)$", line))
    report.close()


main()
