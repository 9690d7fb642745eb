/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pci: one PCI bus behind configuration mechanism 1, and the configuration
 * space that every function on it has.
 *
 * A function fills config[] and the write masks, declares its BARs, and is
 * told of what was written. INTx pins go through the bus's swizzle to the four
 * PIRQ lines.
 */
#ifndef ZONEMU_DEVICES_PCI_H
#define ZONEMU_DEVICES_PCI_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define PCI_FUNCTIONS	 256
#define PCI_CONFIG_BYTES 256
#define PCI_BARS	 7
#define PCI_ROM_BAR	 6 /* the expansion ROM's */
#define PCI_PIRQS	 4

/* Configuration registers, PCI 2.1, section 6.1 */
enum {
	PCI_VENDOR = 0x00,
	PCI_DEVICE = 0x02,
	PCI_COMMAND = 0x04,
	PCI_STATUS = 0x06,
	PCI_REVISION = 0x08,
	PCI_PROG_IF = 0x09,
	PCI_CLASS = 0x0a,
	PCI_HEADER_TYPE = 0x0e,
	PCI_BAR0 = 0x10,
	PCI_SUBSYSTEM_VENDOR = 0x2c,
	PCI_SUBSYSTEM = 0x2e,
	PCI_ROM = 0x30,
	PCI_INTERRUPT_LINE = 0x3c,
	PCI_INTERRUPT_PIN = 0x3d,
};

#define PCI_COMMAND_IO	   0x0001
#define PCI_COMMAND_MEMORY 0x0002
#define PCI_COMMAND_MASTER 0x0004

struct pci_bus;

struct pci_bar {
	uint32_t bytes; /* a power of two; 0: not there */
	bool io, prefetchable;
	bool mapped; /* decoded now, at base */
	uint32_t base;
};

struct pci_function {
	struct pci_bus *bus;
	uint8_t devfn;
	uint8_t config[PCI_CONFIG_BYTES];
	uint8_t write_mask[PCI_CONFIG_BYTES]; /* bits the guest may write */
	uint8_t clear_mask[PCI_CONFIG_BYTES]; /* bits that writing 1 clears */
	struct pci_bar bar[PCI_BARS];
	bool intx; /* the interrupt pin's level */

	void *owner;
	/* After a write to config[off, off + bytes) took effect. May be NULL. */
	void (*written)(void *owner, unsigned off, unsigned bytes);
	/* A BAR begins (mapped) or ends to be decoded at base. May be NULL without BARs. */
	void (*map)(void *owner, unsigned bar, bool mapped, uint32_t base);
};

struct pci_bus {
	struct pci_function *function[PCI_FUNCTIONS];
	uint32_t address;	      /* CONFIG_ADDRESS */
	uint16_t asserted[PCI_PIRQS]; /* how many pins drive each PIRQ */
	struct irq_line pirq[PCI_PIRQS];
	/* Cycles to CF8h-CFBh narrower than 32 bits go on to the ISA bus (the reset control port).
	 */
	const struct io_ops *isa_ops;
	void *isa_dev;
};

void pci_init(struct pci_bus *bus);
void pci_reset(struct pci_bus *bus);
/* Put a function on the bus. Sets vendor, device, class, and what every function lets be written.
 */
void pci_add(struct pci_bus *bus, struct pci_function *fn, uint8_t device, uint8_t function);

/* Fill the identity of a function: ids, revision, class as class << 8 | prog_if (24 bits). */
void pci_identify(struct pci_function *fn, uint16_t vendor, uint16_t device, uint8_t revision,
		  uint32_t class_code);
/* Declare a BAR of a power of two bytes (16 or more for memory, 4 or more for I/O, 2 KiB for the
 * ROM's). */
void pci_set_bar(struct pci_function *fn, unsigned bar, bool io, uint32_t bytes);
/* Its memory may be read ahead (PCI 2.1, 6.2.5.1). */
void pci_set_prefetchable(struct pci_function *fn, unsigned bar);
/* RST#: command register and BARs cleared; the function's own reset sets the rest. */
void pci_function_reset(struct pci_function *fn);

/* The function's interrupt pin (INTA# when config[PCI_INTERRUPT_PIN] is 1). */
void pci_set_intx(struct pci_function *fn, bool level);
/* Which PIRQ a pin (1-4) of a device reaches on this board. */
unsigned pci_pirq(unsigned device, unsigned pin);

uint16_t pci_get16(const struct pci_function *fn, unsigned off);
uint32_t pci_get32(const struct pci_function *fn, unsigned off);
void pci_set16(struct pci_function *fn, unsigned off, uint16_t value);
void pci_set32(struct pci_function *fn, unsigned off, uint32_t value);

/* One configuration access within an aligned double word; write as the guest does, with masks. */
uint32_t pci_config_read(const struct pci_bus *bus, uint8_t devfn, unsigned off, unsigned bytes);
void pci_config_write(struct pci_bus *bus, uint8_t devfn, unsigned off, uint32_t value,
		      unsigned bytes);

extern const struct io_ops pci_address_ops;	 /* CF8h-CFBh */
extern const struct io_ops pci_data_ops;	 /* CFCh-CFFh */
extern const struct snap_desc pci_snap;		 /* the bus */
extern const struct snap_desc pci_function_snap; /* any function's configuration space */

#endif
