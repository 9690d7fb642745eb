/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82371SB (PIIX3), function 1, the IDE interface (datasheet 290550-002,
 * sections 2.3 and 2.6), at PCI 00:01.1:
 *
 *	04 PCICMD: bits 0 and 2	  20 BMIBA: 16 ports
 *	40-43 IDETIM, primary and secondary: bit 15 decodes the legacy ports
 *	44 SIDETIM
 *
 *	base + 0, 8  rw BMICOM: bit 0 start, bit 3 direction
 *	base + 2, A  rw BMISTA: bit 0 active (r), 1 error and 2 interrupt (write 1
 *		     to clear), 5 and 6 drive can do DMA (kept)
 *	base + 4, C  rw BMIDTP: the descriptor table, 4-byte aligned
 *
 * A descriptor is an address (even), a count (even, 0 for 64 KiB) and, in bit
 * 31 of its second double word, the end of the table. The direction of a
 * transfer is the drive's; a guest that sets bit 3 otherwise programs what the
 * datasheet leaves undefined.
 *
 * NOT IMPLEMENTED: timing (the registers keep what is written), PCI aborts
 * (there is memory everywhere, or nothing that complains), prefetching.
 */
#include "devices/piix3_ide.h"

#include <stddef.h>
#include <string.h>

#define BMIBA	  0x20
#define IDETIM	  0x40
#define IDETIM_ON 0x80 /* in its high byte */
#define BM_BAR	  4
#define BM_PORTS  16

#define COMMAND_START 0x01
#define COMMAND_MASK  0x09
#define STATUS_ACTIVE 0x01
#define STATUS_ERROR  0x02
#define STATUS_INTR   0x04
#define STATUS_KEPT   0x60
#define PRD_LAST      0x80000000u

enum { BMICOM = 0, BMISTA = 2, BMIDTP = 4 };

static const struct {
	uint16_t command, control;
	const char *name;
} legacy[PIIX3_IDE_CHANNELS] = {{0x1f0, 0x3f6, "ide0"}, {0x170, 0x376, "ide1"}};

/* ---- the bus master ---- */

static void read_descriptor(struct piix3_ide_master *master)
{
	const struct memory_bus *memory = &master->ide->memory;
	uint8_t prd[8];
	uint32_t flags;

	memory->read(memory->ctx, master->next, prd, sizeof(prd));
	flags = prd[4] | prd[5] << 8 | prd[6] << 16 | (uint32_t)prd[7] << 24;
	master->address =
	    (prd[0] | prd[1] << 8 | prd[2] << 16 | (uint32_t)prd[3] << 24) & ~UINT32_C(1);
	master->left = flags & 0xfffe;
	if (!master->left)
		master->left = 65536;
	master->last = flags & PRD_LAST;
	master->next += sizeof(prd);
}

/* Is there room for more? The end of the last region ends the transfer. */
static bool has_region(struct piix3_ide_master *master)
{
	if (!(master->status & STATUS_ACTIVE))
		return false;
	if (!master->left && !master->last)
		read_descriptor(master);
	return master->left > 0;
}

static uint32_t move(void *ctx, void *data, uint32_t bytes, bool to_memory)
{
	struct piix3_ide_master *master = ctx;
	const struct memory_bus *memory = &master->ide->memory;
	uint32_t done = 0;

	if (!(master->ide->fn.config[PCI_COMMAND] & PCI_COMMAND_MASTER))
		return 0;
	while (done < bytes && has_region(master)) {
		uint32_t run = bytes - done < master->left ? bytes - done : master->left;

		if (to_memory)
			memory->write(memory->ctx, master->address, (uint8_t *)data + done, run);
		else
			memory->read(memory->ctx, master->address, (uint8_t *)data + done, run);
		done += run;
		master->address += run;
		master->left -= run;
		if (!master->left && master->last)
			master->status &= ~STATUS_ACTIVE;
	}
	return done;
}

/* 2.6.1: starting loads the table's address; stopping loses what was under way. */
static void write_command(struct piix3_ide_master *master, uint8_t value)
{
	bool was = master->command & COMMAND_START, is = value & COMMAND_START;

	master->command = value & COMMAND_MASK;
	if (was && !is)
		master->status &= ~STATUS_ACTIVE;
	if (was || !is)
		return;
	master->next = master->table;
	master->left = 0;
	master->last = false;
	master->status |= STATUS_ACTIVE;
	ide_dma_ready(&master->ide->channel[master->n]);
}

static void write_status(struct piix3_ide_master *master, uint8_t value)
{
	master->status = (master->status & ~STATUS_KEPT) | (value & STATUS_KEPT);
	master->status &= ~(value & (STATUS_ERROR | STATUS_INTR));
}

static void write_byte(struct piix3_ide *ide, unsigned off, uint8_t value)
{
	struct piix3_ide_master *master = &ide->master[off >> 3];
	unsigned shift = 8 * (off & 3);

	switch (off & 7) {
	case BMICOM:
		write_command(master, value);
		break;
	case BMISTA:
		write_status(master, value);
		break;
	case BMIDTP:
	case BMIDTP + 1:
	case BMIDTP + 2:
	case BMIDTP + 3:
		master->table = (master->table & ~(0xffu << shift)) | (uint32_t)value << shift;
		master->table &= ~3u;
		break;
	default:
		break;
	}
}

static uint8_t peek_byte(const struct piix3_ide *ide, unsigned off)
{
	const struct piix3_ide_master *master = &ide->master[off >> 3];

	switch (off & 7) {
	case BMICOM:
		return master->command;
	case BMISTA:
		return master->status;
	case 1:
	case 3:
		return 0;
	default:
		return (uint8_t)(master->table >> 8 * (off & 3));
	}
}

uint32_t piix3_ide_peek(const struct piix3_ide *ide, unsigned off, unsigned bytes)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < bytes && off + i < BM_PORTS; i++)
		value |= (uint32_t)peek_byte(ide, off + i) << 8 * i;
	return value;
}

uint32_t piix3_ide_read(struct piix3_ide *ide, unsigned off, unsigned bytes)
{
	return piix3_ide_peek(ide, off, bytes);
}

void piix3_ide_write(struct piix3_ide *ide, unsigned off, uint32_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes && off + i < BM_PORTS; i++)
		write_byte(ide, off + i, (uint8_t)(value >> 8 * i));
}

/* 2.6.2: the interrupt bit latches the rise of the drive's line. */
static void set_irq(void *owner, int n, bool level)
{
	struct piix3_ide *ide = owner;

	if (level)
		ide->master[n].status |= STATUS_INTR;
	irq_set(&ide->irq[n], level);
}

/* ---- what is decoded ---- */

static void update_decode(struct piix3_ide *ide)
{
	bool io = ide->fn.config[PCI_COMMAND] & PCI_COMMAND_IO;

	for (unsigned n = 0; n < PIIX3_IDE_CHANNELS; n++) {
		struct ide_channel *channel = &ide->channel[n];
		bool on = io && ide->fn.config[IDETIM + 2 * n + 1] & IDETIM_ON;

		if (on == ide->decoded[n])
			continue;
		ide->decoded[n] = on;
		if (!on) {
			iobus_release(ide->iobus, legacy[n].command, channel);
			iobus_release(ide->iobus, legacy[n].control, channel);
			continue;
		}
		iobus_claim(ide->iobus, legacy[n].command, 8, &ide_command_ops, channel,
			    legacy[n].name);
		iobus_claim(ide->iobus, legacy[n].control, 1, &ide_control_ops, channel,
			    legacy[n].name);
	}
}

static void written(void *owner, unsigned off, unsigned bytes)
{
	(void)off, (void)bytes;
	update_decode(owner);
}

static void map(void *owner, unsigned bar, bool mapped, uint32_t base)
{
	struct piix3_ide *ide = owner;

	(void)bar;
	if (mapped)
		iobus_claim(ide->iobus, (uint16_t)base, BM_PORTS, &piix3_ide_ops, ide, "ide dma");
	else
		iobus_release(ide->iobus, (uint16_t)base, ide);
}

/* ---- making ---- */

void piix3_ide_reset(struct piix3_ide *ide)
{
	struct pci_function *fn = &ide->fn;

	pci_function_reset(fn);
	pci_set16(fn, PCI_STATUS, 0x0280);
	memset(fn->config + IDETIM, 0, 5);
	for (unsigned n = 0; n < PIIX3_IDE_CHANNELS; n++) {
		ide->master[n] = (struct piix3_ide_master){.ide = ide, .n = n};
		ide_reset(&ide->channel[n]);
	}
	update_decode(ide);
}

void piix3_ide_preset(struct piix3_ide *ide)
{
	uint8_t devfn = ide->fn.devfn;

	pci_config_write(ide->fn.bus, devfn, BMIBA, PIIX3_IDE_BASE, 4);
	pci_config_write(ide->fn.bus, devfn, IDETIM, 0x80008000, 4);
	pci_config_write(ide->fn.bus, devfn, PCI_COMMAND, PCI_COMMAND_IO | PCI_COMMAND_MASTER, 2);
	for (unsigned n = 0; n < PIIX3_IDE_CHANNELS; n++)
		ide_preset(&ide->channel[n]);
}

static void make_function(struct piix3_ide *ide, struct pci_bus *bus)
{
	struct pci_function *fn = &ide->fn;

	fn->owner = ide;
	fn->written = written;
	fn->map = map;
	pci_identify(fn, 0x8086, 0x7010, 0x00, 0x010180);
	pci_set_bar(fn, BM_BAR, true, BM_PORTS);
	/* All 32 bits can be written, though the part has 16: firmware sizes them all. */
	fn->write_mask[PCI_COMMAND] = PCI_COMMAND_IO | PCI_COMMAND_MASTER;
	fn->write_mask[PCI_COMMAND + 1] = 0;
	fn->clear_mask[PCI_STATUS + 1] = 0x38;
	fn->write_mask[PCI_INTERRUPT_LINE] = 0;
	for (unsigned n = 0; n < PIIX3_IDE_CHANNELS; n++) {
		fn->write_mask[IDETIM + 2 * n] = 0xff;
		fn->write_mask[IDETIM + 2 * n + 1] = 0xf3;
	}
	fn->write_mask[IDETIM + 4] = 0xff;
	pci_add(bus, fn, 1, 1);
}

void piix3_ide_init(struct piix3_ide *ide, struct pci_bus *bus, struct iobus *iobus,
		    struct clock *clock, struct memory_bus memory, const struct irq_line irq[2])
{
	memset(ide, 0, sizeof(*ide));
	ide->iobus = iobus;
	ide->memory = memory;
	make_function(ide, bus);
	for (unsigned n = 0; n < PIIX3_IDE_CHANNELS; n++) {
		ide->irq[n] = irq[n];
		ide_init(&ide->channel[n], clock, (struct irq_line){set_irq, ide, (int)n},
			 (struct ide_bus_master){move, &ide->master[n]});
	}
	piix3_ide_reset(ide);
}

static uint32_t bm_read(void *dev, uint32_t off, unsigned bytes)
{
	return piix3_ide_read(dev, off, bytes);
}

static uint32_t bm_peek(const void *dev, uint32_t off, unsigned bytes)
{
	return piix3_ide_peek(dev, off, bytes);
}

static void bm_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	piix3_ide_write(dev, off, value, bytes);
}

const struct io_ops piix3_ide_ops = {bm_read, bm_write, bm_peek, 4};

static const struct snap_field fields[] = {
    SNAP(struct piix3_ide, master[0].command),
    SNAP(struct piix3_ide, master[0].status),
    SNAP(struct piix3_ide, master[0].table),
    SNAP(struct piix3_ide, master[0].next),
    SNAP(struct piix3_ide, master[0].address),
    SNAP(struct piix3_ide, master[0].left),
    SNAP(struct piix3_ide, master[0].last),
    SNAP(struct piix3_ide, master[1].command),
    SNAP(struct piix3_ide, master[1].status),
    SNAP(struct piix3_ide, master[1].table),
    SNAP(struct piix3_ide, master[1].next),
    SNAP(struct piix3_ide, master[1].address),
    SNAP(struct piix3_ide, master[1].left),
    SNAP(struct piix3_ide, master[1].last),
    SNAP_END,
};
const struct snap_desc piix3_ide_snap = {"piix3_ide", 1, fields, NULL};
