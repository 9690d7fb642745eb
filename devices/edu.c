/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The EDU device (QEMU, docs/specs/edu; there is no such part), PCI 1234:11e8, INTA#
 * or one message. BAR 0 is 1 MiB of memory; registers have 32 bits:
 *
 *	00h r  identification, 010000EDh
 *	04h rw the complement of what was written
 *	08h rw n, then, when it is computed, n!
 *	20h rw bit 0 (r) computing, 7 interrupt 00000001h when it is done
 *	24h r  what interrupts; 60h w sets bits of it, 64h w clears them
 *	80h rw DMA source  88h destination  90h count
 *	98h rw bit 0 go, and still going; 1 from the device to memory;
 *	       2 interrupt 00000100h when it is done
 *
 * The device's own memory for DMA is 4 KiB at 40000h, which the processor does
 * not see. Below 80h an access has 32 bits, or does nothing and reads as ones;
 * what was written to 80h-98h while a transfer goes on is lost.
 *
 * ASSUMED, as the specification is silent: a transfer takes 100 ms (as QEMU's
 * does), a multiplication 1 ns; a transfer outside of the buffer moves nothing
 * (QEMU ends), as does one while the function may not master the bus.
 * NOT IMPLEMENTED: DMA addresses above 4 GiB, which no 32-bit guest can write.
 */
#include "devices/edu.h"

#include <stddef.h>

enum {
	IDENTITY = 0x00,
	INVERTED = 0x04,
	FACTORIAL = 0x08,
	STATUS = 0x20,
	IRQ_STATUS = 0x24,
	IRQ_RAISE = 0x60,
	IRQ_ACK = 0x64,
	DMA_SOURCE = 0x80,
	DMA_DESTINATION = 0x88,
	DMA_COUNT = 0x90,
	DMA_COMMAND = EDU_COMMAND_OFF,
};

#define VERSION		 0x010000edu
#define STATUS_COMPUTING 0x01u
#define STATUS_IRQ	 0x80u
#define DMA_GO		 0x01u
#define DMA_TO_MEMORY	 0x02u
#define DMA_IRQ		 0x04u
#define FACTORIAL_IRQ	 0x001u
#define DMA_DONE_IRQ	 0x100u
#define NOTHING		 UINT32_MAX

/* The message signalled interrupts capability, PCI 2.2, 6.8.1: one message, 64-bit address */
enum {
	MSI = 0x40,
	MSI_CONTROL = MSI + 2,
	MSI_ADDRESS = MSI + 4,
	MSI_ADDRESS_HIGH = MSI + 8,
	MSI_DATA = MSI + 12,
	MSI_END = MSI + 14,
};
#define STATUS_CAPABILITIES  0x10
#define CAPABILITIES_POINTER 0x34
#define CAPABILITY_MSI	     0x05
#define MSI_ENABLE	     0x01
#define MSI_COUNT_MASK	     0x70
#define MSI_64_BIT	     0x80

const char *edu_register_name(uint32_t off)
{
	static const struct {
		uint32_t off;
		const char *name;
	} names[] = {
	    {IDENTITY, "identification"}, {INVERTED, "liveness"},
	    {FACTORIAL, "factorial"},	  {STATUS, "status"},
	    {IRQ_STATUS, "irq status"},	  {IRQ_RAISE, "irq raise"},
	    {IRQ_ACK, "irq acknowledge"}, {DMA_SOURCE, "dma source"},
	    {DMA_COUNT, "dma count"},	  {DMA_DESTINATION, "dma destination"},
	    {DMA_COMMAND, "dma command"},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].off == off)
			return names[i].name;
	return "";
}

/* ---- interrupts ---- */

static bool has_messages(const struct edu *edu)
{
	return edu->fn.config[MSI_CONTROL] & MSI_ENABLE;
}

static void raise_irq(struct edu *edu, uint32_t bits)
{
	const struct pci_function *fn = &edu->fn;

	edu->raised |= bits;
	if (!edu->raised)
		return;
	if (!has_messages(edu))
		pci_set_intx(&edu->fn, true);
	else if (edu->wires.message)
		edu->wires.message(edu->wires.ctx,
				   (uint64_t)pci_get32(fn, MSI_ADDRESS_HIGH) << 32 |
				       pci_get32(fn, MSI_ADDRESS),
				   pci_get16(fn, MSI_DATA));
}

static void lower_irq(struct edu *edu, uint32_t bits)
{
	edu->raised &= ~bits;
	if (!edu->raised || has_messages(edu))
		pci_set_intx(&edu->fn, false);
}

/* ---- the factorial ---- */

static uint32_t factorial_of(uint32_t n)
{
	uint32_t product = 1;

	/* From 34! on there are 32 factors of 2 in it. */
	for (; n > 1 && product; n--)
		product *= n;
	return product;
}

static void computed(void *owner, uint64_t now_ns)
{
	struct edu *edu = owner;

	(void)now_ns;
	edu->factorial = factorial_of(edu->factorial);
	edu->status &= ~STATUS_COMPUTING;
	if (edu->status & STATUS_IRQ)
		raise_irq(edu, FACTORIAL_IRQ);
}

static void compute(struct edu *edu, uint32_t n)
{
	if (edu->status & STATUS_COMPUTING)
		return;
	edu->factorial = n;
	edu->status |= STATUS_COMPUTING;
	clock_arm(edu->clock, &edu->computing, clock_now(edu->clock) + (n + 1ull) * EDU_FACTOR_NS);
}

/* ---- DMA ---- */

static enum edu_fault fault_of(const struct edu *edu, const struct edu_transfer *transfer)
{
	const uint64_t end = EDU_BUFFER_OFF + EDU_BUFFER_BYTES;

	if (!(edu->fn.config[PCI_COMMAND] & PCI_COMMAND_MASTER))
		return EDU_NOT_MASTER;
	if (transfer->off < EDU_BUFFER_OFF || transfer->off + transfer->bytes > end)
		return EDU_OUTSIDE;
	return transfer->pa == transfer->asked ? EDU_FINE : EDU_BEYOND_MASK;
}

static void moved(void *owner, uint64_t now_ns)
{
	struct edu *edu = owner;
	const struct memory_bus *memory = &edu->wires.memory;
	const bool to_memory = edu->command & DMA_TO_MEMORY;
	const uint32_t asked = to_memory ? edu->destination : edu->source;
	struct edu_transfer transfer = {.pa = asked & edu->dma_mask,
					.asked = asked,
					.off = to_memory ? edu->source : edu->destination,
					.bytes = edu->count,
					.to_memory = to_memory};
	uint8_t *own = edu->buffer;

	(void)now_ns;
	transfer.fault = fault_of(edu, &transfer);
	if (edu->wires.transfer)
		edu->wires.transfer(edu->wires.ctx, &transfer);
	if (transfer.fault == EDU_FINE || transfer.fault == EDU_BEYOND_MASK) {
		own += transfer.off - EDU_BUFFER_OFF;
		if (to_memory)
			memory->write(memory->ctx, transfer.pa, own, transfer.bytes);
		else
			memory->read(memory->ctx, transfer.pa, own, transfer.bytes);
	}
	edu->command &= ~DMA_GO;
	if (edu->command & DMA_IRQ)
		raise_irq(edu, DMA_DONE_IRQ);
}

static void set_dma(struct edu *edu, uint32_t off, uint32_t value)
{
	if (edu->command & DMA_GO)
		return;
	if (off == DMA_SOURCE)
		edu->source = value;
	else if (off == DMA_DESTINATION)
		edu->destination = value;
	else if (off == DMA_COUNT)
		edu->count = value;
	else if (value & DMA_GO)
		edu->command = value;
	if (edu->command & DMA_GO)
		clock_arm(edu->clock, &edu->moving, clock_now(edu->clock) + EDU_DMA_NS);
}

/* ---- the window ---- */

static uint32_t edu_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct edu *edu = dev;

	if (bytes != 4)
		return NOTHING >> (32 - 8 * bytes);
	switch (off) {
	case IDENTITY:
		return VERSION;
	case INVERTED:
		return edu->inverted;
	case FACTORIAL:
		return edu->factorial;
	case STATUS:
		return edu->status;
	case IRQ_STATUS:
		return edu->raised;
	case DMA_SOURCE:
		return edu->source;
	case DMA_DESTINATION:
		return edu->destination;
	case DMA_COUNT:
		return edu->count;
	case DMA_COMMAND:
		return edu->command;
	default:
		return NOTHING;
	}
}

static uint32_t edu_read(void *dev, uint32_t off, unsigned bytes)
{
	const struct edu *edu = dev;
	uint32_t value = edu_peek(dev, off, bytes);

	if (edu->wires.used)
		edu->wires.used(edu->wires.ctx, off, value, false);
	return value;
}

static void set_register(struct edu *edu, uint32_t off, uint32_t value)
{
	switch (off) {
	case INVERTED:
		edu->inverted = ~value;
		break;
	case FACTORIAL:
		compute(edu, value);
		break;
	case STATUS:
		edu->status = (edu->status & ~STATUS_IRQ) | (value & STATUS_IRQ);
		break;
	case IRQ_RAISE:
		raise_irq(edu, value);
		break;
	case IRQ_ACK:
		lower_irq(edu, value);
		break;
	case DMA_SOURCE:
	case DMA_DESTINATION:
	case DMA_COUNT:
	case DMA_COMMAND:
		set_dma(edu, off, value);
		break;
	default:
		break;
	}
}

static void edu_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct edu *edu = dev;

	if (edu->wires.used)
		edu->wires.used(edu->wires.ctx, off, value, true);
	if (bytes == 4)
		set_register(edu, off, value);
}

const struct io_ops edu_ops = {edu_read, edu_write, edu_peek, 4};

/* ---- the function ---- */

static void map_window(void *owner, unsigned bar, bool mapped, uint32_t base)
{
	struct edu *edu = owner;

	(void)bar;
	if (edu->wires.map)
		edu->wires.map(edu->wires.ctx, mapped, base);
}

/* Messages instead of the pin: it is let go. */
static void written(void *owner, unsigned off, unsigned bytes)
{
	struct edu *edu = owner;

	if (off <= MSI_CONTROL && off + bytes > MSI_CONTROL)
		pci_set_intx(&edu->fn, edu->raised && !has_messages(edu));
}

static void add_messages(struct pci_function *fn)
{
	fn->config[PCI_STATUS] |= STATUS_CAPABILITIES;
	fn->config[CAPABILITIES_POINTER] = MSI;
	fn->config[MSI] = CAPABILITY_MSI;
	fn->config[MSI_CONTROL] = MSI_64_BIT;
	fn->write_mask[MSI_CONTROL] = MSI_ENABLE | MSI_COUNT_MASK;
	for (unsigned off = MSI_ADDRESS; off < MSI_END; off++)
		fn->write_mask[off] = off == MSI_ADDRESS ? 0xfc : 0xff;
}

void edu_reset(struct edu *edu)
{
	edu->fn.config[MSI_CONTROL] = MSI_64_BIT;
	for (unsigned off = MSI_ADDRESS; off < MSI_END; off++)
		edu->fn.config[off] = 0;
	pci_function_reset(&edu->fn);
	edu->inverted = edu->factorial = edu->status = edu->raised = 0;
	edu->source = edu->destination = edu->count = edu->command = 0;
	for (unsigned i = 0; i < EDU_BUFFER_BYTES; i++)
		edu->buffer[i] = 0;
	clock_disarm(edu->clock, &edu->computing);
	clock_disarm(edu->clock, &edu->moving);
}

void edu_preset(struct edu *edu, uint32_t base, uint8_t irq)
{
	const struct pci_function *fn = &edu->fn;

	pci_config_write(fn->bus, fn->devfn, PCI_BAR0, base, 4);
	pci_config_write(fn->bus, fn->devfn, PCI_INTERRUPT_LINE, irq, 1);
	pci_config_write(fn->bus, fn->devfn, PCI_COMMAND, PCI_COMMAND_MEMORY, 2);
}

void edu_init(struct edu *edu, struct pci_bus *bus, uint8_t slot, struct clock *clock,
	      const struct edu_wires *wires, uint64_t dma_mask)
{
	struct pci_function *fn = &edu->fn;

	*edu = (struct edu){.clock = clock, .wires = *wires, .dma_mask = dma_mask};
	clock_timer_init(&edu->computing, computed, edu);
	clock_timer_init(&edu->moving, moved, edu);
	fn->owner = edu;
	fn->map = map_window;
	fn->written = written;
	pci_identify(fn, 0x1234, 0x11e8, 0x10, 0x00ff00);
	pci_set16(fn, PCI_SUBSYSTEM_VENDOR, 0x1af4);
	pci_set16(fn, PCI_SUBSYSTEM, 0x1100);
	fn->config[PCI_INTERRUPT_PIN] = 1;
	pci_set_bar(fn, 0, false, EDU_WINDOW_BYTES);
	add_messages(fn);
	pci_add(bus, fn, slot, 0);
	edu_reset(edu);
}

static void loaded(void *dev)
{
	struct edu *edu = dev;

	pci_set_intx(&edu->fn, edu->raised && !has_messages(edu));
}

static const struct snap_field fields[] = {
    SNAP(struct edu, dma_mask),
    SNAP(struct edu, inverted),
    SNAP(struct edu, factorial),
    SNAP(struct edu, status),
    SNAP(struct edu, raised),
    SNAP(struct edu, source),
    SNAP(struct edu, destination),
    SNAP(struct edu, count),
    SNAP(struct edu, command),
    SNAP(struct edu, buffer),
    SNAP_TIMER(struct edu, computing),
    SNAP_TIMER(struct edu, moving),
    SNAP_END,
};

const struct snap_desc edu_snap = {"edu", 1, fields, loaded};
