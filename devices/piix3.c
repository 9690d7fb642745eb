/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82371SB (PIIX3), function 0, the PCI-to-ISA bridge (datasheet
 * 290550-002), at PCI 00:01.0:
 *
 *	4C IORT, 4E-4F XBCS, 69 TOM, 6A MSTAT, 70 MBIRQ0, 76-77 MBDMA,
 *	78 PCSC, 82 DLC, A0-AE SMM (kept)
 *	60-63  PIRQRC[A:D]: bit 7 off, bits 3-0 the ISA interrupt
 *	port CF9h  rw reset control: bit 1 hard, bit 2 reset on a rise
 *
 * Its interrupt controllers, timer, ELCR and ports 61h and 92h are chips of
 * their own here.
 *
 * NOT IMPLEMENTED: chip selects, bus timing, memory holes, MBIRQ and MBDMA
 * routing, the I/O APIC select, SMI generation: their registers keep what is
 * written.
 */
#include "devices/piix3.h"

#include <stddef.h>

#define PIRQRC_A      0x60
#define PIRQRC_OFF    0x80
#define VALID_IRQS    0xdef8 /* 3-7, 9-12, 14, 15 */
#define RC_OFF	      1	     /* CF9h within CF8h-CFBh */
#define RC_RESET      0x04
#define RC_WRITE_MASK 0x06

struct reg_default {
	uint8_t off, value, write_mask;
};

static const struct reg_default defaults[] = {
    {0x4c, 0x4d, 0xff}, {0x4e, 0x03, 0xff}, {0x4f, 0x00, 0x01}, {0x60, 0x80, 0x8f},
    {0x61, 0x80, 0x8f}, {0x62, 0x80, 0x8f}, {0x63, 0x80, 0x8f}, {0x69, 0x02, 0xfe},
    {0x6a, 0x00, 0x80}, {0x6b, 0x00, 0x80}, {0x70, 0x80, 0xef}, {0x76, 0x0c, 0x8f},
    {0x77, 0x0c, 0x8f}, {0x78, 0x02, 0xff}, {0x79, 0x00, 0xff}, {0x80, 0x00, 0x3f},
    {0x82, 0x00, 0x0f}, {0xa0, 0x08, 0x1f}, {0xa2, 0x00, 0xff}, {0xa3, 0x00, 0x01},
    {0xa4, 0x00, 0xff}, {0xa5, 0x00, 0xff}, {0xa6, 0x00, 0xff}, {0xa7, 0x00, 0xe0},
    {0xa8, 0x0f, 0xff}, {0xac, 0x00, 0xff}, {0xae, 0x00, 0xff},
};

#define DEFAULTS (sizeof(defaults) / sizeof(defaults[0]))

/* The ISA interrupts that the PIRQ lines hold up, by the routing now. */
static uint16_t wanted(const struct piix3 *bridge)
{
	uint16_t irqs = 0;

	for (unsigned i = 0; i < PCI_PIRQS; i++) {
		uint8_t route = bridge->fn.config[PIRQRC_A + i];

		if (bridge->pirq[i] && !(route & PIRQRC_OFF))
			irqs |= 1 << (route & 15);
	}
	return irqs & VALID_IRQS;
}

static void update(struct piix3 *bridge)
{
	uint16_t now = wanted(bridge), changed = now ^ bridge->driven;

	bridge->driven = now;
	for (unsigned i = 0; i < 16; i++)
		if (changed & 1 << i)
			irq_set(&bridge->irq[i], now & 1 << i);
}

void piix3_set_pirq(void *owner, int n, bool level)
{
	struct piix3 *bridge = owner;

	bridge->pirq[n] = level;
	update(bridge);
}

static void written(void *owner, unsigned off, unsigned bytes)
{
	(void)off, (void)bytes;
	update(owner);
}

static uint32_t rc_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct piix3 *bridge = dev;

	return off == RC_OFF && bytes == 1 ? bridge->reset_control : UINT32_MAX;
}

static uint32_t rc_read(void *dev, uint32_t off, unsigned bytes)
{
	return rc_peek(dev, off, bytes);
}

static void rc_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct piix3 *bridge = dev;
	bool rises = value & ~bridge->reset_control & RC_RESET;

	if (off != RC_OFF || bytes != 1)
		return;
	bridge->reset_control = value & RC_WRITE_MASK;
	if (rises) {
		irq_set(&bridge->reset, true);
		irq_set(&bridge->reset, false);
	}
}

static const struct io_ops reset_control_ops = {rc_read, rc_write, rc_peek, 1};

void piix3_reset(struct piix3 *bridge)
{
	pci_function_reset(&bridge->fn);
	pci_set16(&bridge->fn, PCI_COMMAND, 0x0007);
	pci_set16(&bridge->fn, PCI_STATUS, 0x0200);
	for (unsigned i = 0; i < DEFAULTS; i++)
		bridge->fn.config[defaults[i].off] = defaults[i].value;
	bridge->reset_control = 0;
	update(bridge);
}

void piix3_preset(struct piix3 *bridge)
{
	static const uint8_t route[PCI_PIRQS] = {10, 10, 11, 11};

	for (unsigned i = 0; i < PCI_PIRQS; i++)
		bridge->fn.config[PIRQRC_A + i] = route[i];
	update(bridge);
}

void piix3_init(struct piix3 *bridge, struct pci_bus *bus, const struct irq_line irq[16],
		struct irq_line reset)
{
	struct pci_function *fn = &bridge->fn;

	*bridge = (struct piix3){.reset = reset};
	for (unsigned i = 0; i < 16; i++)
		bridge->irq[i] = irq[i];
	fn->owner = bridge;
	fn->written = written;
	pci_identify(fn, 0x8086, 0x7000, 0x00, 0x060100);
	fn->config[PCI_HEADER_TYPE] = 0x80; /* it has other functions */
	fn->write_mask[PCI_COMMAND] = 0x08; /* special cycles; the rest is always on */
	fn->write_mask[PCI_INTERRUPT_LINE] = 0;
	for (unsigned i = 0; i < DEFAULTS; i++)
		fn->write_mask[defaults[i].off] = defaults[i].write_mask;
	pci_add(bus, fn, 1, 0);
	for (int i = 0; i < PCI_PIRQS; i++)
		bus->pirq[i] = (struct irq_line){piix3_set_pirq, bridge, i};
	bus->isa_ops = &reset_control_ops;
	bus->isa_dev = bridge;
	piix3_reset(bridge);
}

static void loaded(void *dev)
{
	struct piix3 *bridge = dev;

	/* Only up: another chip may hold the lines that no PIRQ does. */
	for (unsigned i = 0; i < 16; i++)
		if (bridge->driven & VALID_IRQS & 1 << i)
			irq_set(&bridge->irq[i], true);
}

static const struct snap_field fields[] = {
    SNAP(struct piix3, pirq),
    SNAP(struct piix3, driven),
    SNAP(struct piix3, reset_control),
    SNAP_END,
};
const struct snap_desc piix3_snap = {"piix3", 1, fields, loaded};
