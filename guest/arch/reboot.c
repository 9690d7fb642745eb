/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reboot: how this board is switched off (PIIX4, 82371AB 7.2.3 "PMCNTRL") and reset (the
 * 8042's reset line, and a triple fault where there is none).
 */
#include <linux/console.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/irqflags.h>
#include <linux/pci_conf1.h>
#include <linux/reboot.h>
#include <asm/desc.h>
#include <asm/io.h>

#define PIIX4_PM_ID	 0x71138086
#define PIIX4_PMBASE	 0x40
#define PIIX4_PMREGMISC	 0x80
#define PMIOSE		 0x01 /* the PM ports are decoded */
#define PM1_CNT		 4
#define SLP_EN		 0x2000 /* with SLP_TYP 0: soft off */
#define DEFAULT_PM_PORTS 0x600	/* where PC firmware puts them */

#define I8042_STATUS	  0x64
#define I8042_INPUT_FULL  0x02
#define I8042_PULSE_RESET 0xfe

void machine_power_off(void)
{
	int devfn = pci_conf1_find(PIIX4_PM_ID);
	u32 base;

	local_irq_disable();
	console_drain();
	if (devfn < 0) {
		outw(SLP_EN, DEFAULT_PM_PORTS + PM1_CNT);
		return;
	}
	base = pci_conf1_read32(0, devfn, PIIX4_PMBASE) & 0xffc0;
	if (!base) {
		base = DEFAULT_PM_PORTS;
		pci_conf1_write32(0, devfn, PIIX4_PMBASE, base | 1);
	}
	pci_conf1_write32(0, devfn, PIIX4_PMREGMISC,
			  pci_conf1_read32(0, devfn, PIIX4_PMREGMISC) | PMIOSE);
	outw(SLP_EN, base + PM1_CNT);
}

void machine_restart(void)
{
	struct desc_ptr none = {0, 0};
	int tries;

	local_irq_disable();
	console_drain();
	for (tries = 0; tries < 100000 && inb(I8042_STATUS) & I8042_INPUT_FULL; tries++)
		;
	outb(I8042_PULSE_RESET, I8042_STATUS);
	for (tries = 0; tries < 1000; tries++)
		io_delay();
	__asm__ __volatile__("lidt %0; int3" ::"m"(none));
}

void machine_halt(void)
{
	local_irq_disable();
	for (;;)
		arch_halt();
}

void emergency_restart(void)
{
	machine_restart();
	machine_halt();
}
EXPORT_SYMBOL_GPL(emergency_restart);
