/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * PCI Local Bus Specification, revision 2.1: configuration mechanism 1
 * (3.7.4.1) and the configuration space header (6.1, 6.2).
 *
 *	CF8h  rw CONFIG_ADDRESS, 32-bit accesses only: bit 31 enable, 23-16 bus,
 *	      15-11 device, 10-8 function, 7-2 register
 *	CFCh  rw CONFIG_DATA, 8, 16 or 32 bits: the register's bytes
 *
 * NOT IMPLEMENTED: special cycles, bridges to other buses (they read as
 * empty), 64-bit BARs, capabilities.
 */
#include "devices/pci.h"

#include <assert.h>
#include <stddef.h>

#define ADDRESS_ENABLE	 0x80000000u
#define ADDRESS_MASK	 0x80fffffcu
#define BAR_IO		 1u
#define BAR_PREFETCHABLE 8u
#define ROM_ENABLE	 1u

uint16_t pci_get16(const struct pci_function *fn, unsigned off)
{
	return (uint16_t)(fn->config[off] | fn->config[off + 1] << 8);
}

uint32_t pci_get32(const struct pci_function *fn, unsigned off)
{
	return pci_get16(fn, off) | (uint32_t)pci_get16(fn, off + 2) << 16;
}

void pci_set16(struct pci_function *fn, unsigned off, uint16_t value)
{
	fn->config[off] = (uint8_t)value;
	fn->config[off + 1] = (uint8_t)(value >> 8);
}

void pci_set32(struct pci_function *fn, unsigned off, uint32_t value)
{
	pci_set16(fn, off, (uint16_t)value);
	pci_set16(fn, off + 2, (uint16_t)(value >> 16));
}

/* ---- functions ---- */

void pci_identify(struct pci_function *fn, uint16_t vendor, uint16_t device, uint8_t revision,
		  uint32_t class_code)
{
	pci_set16(fn, PCI_VENDOR, vendor);
	pci_set16(fn, PCI_DEVICE, device);
	fn->config[PCI_REVISION] = revision;
	fn->config[PCI_PROG_IF] = (uint8_t)class_code;
	pci_set16(fn, PCI_CLASS, (uint16_t)(class_code >> 8));
	fn->write_mask[PCI_COMMAND] = 0x47; /* I/O, memory, master, parity response */
	fn->write_mask[PCI_COMMAND + 1] = 0x01;
	fn->clear_mask[PCI_STATUS + 1] = 0xf9;
	fn->write_mask[PCI_INTERRUPT_LINE] = 0xff;
}

static unsigned bar_off(unsigned bar)
{
	return bar == PCI_ROM_BAR ? PCI_ROM : PCI_BAR0 + 4 * bar;
}

/* The bits of a BAR that tell what it is. */
static uint32_t bar_kind(const struct pci_bar *bar)
{
	return (bar->io ? BAR_IO : 0) | (bar->prefetchable ? BAR_PREFETCHABLE : 0);
}

void pci_set_bar(struct pci_function *fn, unsigned bar, bool io, uint32_t bytes)
{
	uint32_t mask = ~(bytes - 1);
	unsigned off = bar_off(bar);

	assert(bar < PCI_BARS && bytes >= (io ? 4u : 16u) && !(bytes & (bytes - 1)));
	fn->bar[bar] = (struct pci_bar){.bytes = bytes, .io = io};
	for (unsigned i = 0; i < 4; i++)
		fn->write_mask[off + i] = (uint8_t)(mask >> 8 * i);
	if (bar == PCI_ROM_BAR)
		fn->write_mask[off] |= ROM_ENABLE;
	pci_set32(fn, off, bar_kind(&fn->bar[bar]));
}

void pci_set_prefetchable(struct pci_function *fn, unsigned bar)
{
	assert(fn->bar[bar].bytes && !fn->bar[bar].io);
	fn->bar[bar].prefetchable = true;
	pci_set32(fn, bar_off(bar), bar_kind(&fn->bar[bar]));
}

/* Does a BAR decode now, and where? An address being sized, or none yet, decodes nothing. */
static bool bar_decodes(const struct pci_function *fn, unsigned bar, uint32_t *base)
{
	const struct pci_bar *b = &fn->bar[bar];
	uint32_t last;

	*base = pci_get32(fn, bar_off(bar)) & ~(b->bytes - 1);
	last = *base + (b->bytes - 1);
	if (!(fn->config[PCI_COMMAND] & (b->io ? PCI_COMMAND_IO : PCI_COMMAND_MEMORY)))
		return false;
	if (*base == 0 || (bar == PCI_ROM_BAR && !(fn->config[PCI_ROM] & ROM_ENABLE)))
		return false;
	return b->io ? last <= 0xffff : last != UINT32_MAX;
}

static void update_bars(struct pci_function *fn)
{
	for (unsigned i = 0; i < PCI_BARS; i++) {
		struct pci_bar *b = &fn->bar[i];
		uint32_t base;
		bool decodes = b->bytes && bar_decodes(fn, i, &base);

		if (!b->bytes || (decodes == b->mapped && (!decodes || base == b->base)))
			continue;
		if (b->mapped)
			fn->map(fn->owner, i, false, b->base);
		b->mapped = decodes;
		b->base = base;
		if (decodes)
			fn->map(fn->owner, i, true, base);
	}
}

void pci_function_reset(struct pci_function *fn)
{
	pci_set16(fn, PCI_COMMAND, 0);
	for (unsigned i = 0; i < PCI_BARS; i++)
		if (fn->bar[i].bytes)
			pci_set32(fn, bar_off(i), bar_kind(&fn->bar[i]));
	fn->config[PCI_INTERRUPT_LINE] = 0;
	update_bars(fn);
	pci_set_intx(fn, false);
}

unsigned pci_pirq(unsigned device, unsigned pin)
{
	return (device + pin - 2) & 3;
}

static void drive_pirq(struct pci_bus *bus, unsigned n)
{
	irq_set(&bus->pirq[n], bus->asserted[n] > 0);
}

void pci_set_intx(struct pci_function *fn, bool level)
{
	unsigned pin = fn->config[PCI_INTERRUPT_PIN], n;

	if (level == fn->intx)
		return;
	assert(pin >= 1 && pin <= 4);
	fn->intx = level;
	n = pci_pirq(fn->devfn >> 3, pin);
	fn->bus->asserted[n] = (uint16_t)(fn->bus->asserted[n] + (level ? 1 : -1));
	drive_pirq(fn->bus, n);
}

/* ---- the bus ---- */

void pci_init(struct pci_bus *bus)
{
	*bus = (struct pci_bus){.address = 0};
}

void pci_reset(struct pci_bus *bus)
{
	bus->address = 0;
}

void pci_add(struct pci_bus *bus, struct pci_function *fn, uint8_t device, uint8_t function)
{
	assert(device < 32 && function < 8);
	fn->bus = bus;
	fn->devfn = (uint8_t)(device << 3 | function);
	assert(!bus->function[fn->devfn]);
	bus->function[fn->devfn] = fn;
}

uint32_t pci_config_read(const struct pci_bus *bus, uint8_t devfn, unsigned off, unsigned bytes)
{
	const struct pci_function *fn = bus->function[devfn];
	uint32_t value = 0;

	if (!fn)
		return UINT32_MAX;
	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)fn->config[off + i] << 8 * i;
	return value;
}

void pci_config_write(struct pci_bus *bus, uint8_t devfn, unsigned off, uint32_t value,
		      unsigned bytes)
{
	struct pci_function *fn = bus->function[devfn];

	if (!fn)
		return;
	for (unsigned i = off; i < off + bytes; i++, value >>= 8) {
		uint8_t byte = (uint8_t)value, mask = fn->write_mask[i];

		fn->config[i] = (fn->config[i] & ~mask) | (byte & mask);
		fn->config[i] &= ~(byte & fn->clear_mask[i]);
	}
	update_bars(fn);
	if (fn->written)
		fn->written(fn->owner, off, bytes);
}

static bool selects_bus0(const struct pci_bus *bus)
{
	return bus->address & ADDRESS_ENABLE && !(bus->address >> 16 & 0xff);
}

static uint32_t address_read(void *dev, uint32_t off, unsigned bytes)
{
	struct pci_bus *bus = dev;

	if (bytes == 4)
		return bus->address;
	return bus->isa_ops ? bus->isa_ops->read(bus->isa_dev, off, bytes) : UINT32_MAX;
}

static uint32_t address_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct pci_bus *bus = dev;

	if (bytes == 4)
		return bus->address;
	return bus->isa_ops ? bus->isa_ops->peek(bus->isa_dev, off, bytes) : UINT32_MAX;
}

static void address_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct pci_bus *bus = dev;

	if (bytes == 4)
		bus->address = value & ADDRESS_MASK;
	else if (bus->isa_ops)
		bus->isa_ops->write(bus->isa_dev, off, value, bytes);
}

static uint32_t data_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct pci_bus *bus = dev;

	if (!selects_bus0(bus))
		return UINT32_MAX;
	return pci_config_read(bus, (uint8_t)(bus->address >> 8), (bus->address & 0xfc) + off,
			       bytes);
}

static uint32_t data_read(void *dev, uint32_t off, unsigned bytes)
{
	return data_peek(dev, off, bytes);
}

static void data_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct pci_bus *bus = dev;

	if (selects_bus0(bus))
		pci_config_write(bus, (uint8_t)(bus->address >> 8), (bus->address & 0xfc) + off,
				 value, bytes);
}

const struct io_ops pci_address_ops = {address_read, address_write, address_peek, 4};
const struct io_ops pci_data_ops = {data_read, data_write, data_peek, 4};

static void bus_loaded(void *dev)
{
	struct pci_bus *bus = dev;

	bus->address &= ADDRESS_MASK;
	for (unsigned i = 0; i < PCI_PIRQS; i++)
		drive_pirq(bus, i);
}

static const struct snap_field bus_fields[] = {
    SNAP(struct pci_bus, address),
    SNAP(struct pci_bus, asserted),
    SNAP_END,
};
const struct snap_desc pci_snap = {"pci", 1, bus_fields, bus_loaded};

static void function_loaded(void *dev)
{
	struct pci_function *fn = dev;

	update_bars(fn);
	if (fn->written)
		fn->written(fn->owner, 0, PCI_CONFIG_BYTES);
}

static const struct snap_field function_fields[] = {
    SNAP(struct pci_function, config),
    SNAP(struct pci_function, intx),
    SNAP_END,
};
const struct snap_desc pci_function_snap = {"pci_function", 1, function_fields, function_loaded};
