/* SPDX-License-Identifier: GPL-2.0-only */
/* edu: the teaching device (PCI 1234:11e8): registers, interrupts and DMA to write a driver for. */
#ifndef ZONEMU_DEVICES_EDU_H
#define ZONEMU_DEVICES_EDU_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/memory.h"
#include "devices/pci.h"
#include "devices/snapshot.h"

#define EDU_WINDOW_BYTES     0x100000u
#define EDU_COMMAND_OFF	     0x98u /* the DMA command register */
#define EDU_BUFFER_OFF	     0x40000u
#define EDU_BUFFER_BYTES     4096u
#define EDU_DEFAULT_DMA_MASK 0x0fffffffull /* 28 bits */
#define EDU_DMA_NS	     100000000ull
#define EDU_FACTOR_NS	     1ull /* a multiplication */

enum edu_fault {
	EDU_FINE,
	EDU_NOT_MASTER,	 /* the function may not master the bus */
	EDU_OUTSIDE,	 /* not within the device's buffer */
	EDU_BEYOND_MASK, /* the address has bits that the device cannot drive; they were lost */
};

/* A DMA transfer as it is made; nothing moved when fault is EDU_NOT_MASTER or EDU_OUTSIDE. */
struct edu_transfer {
	uint64_t pa, asked; /* where in memory, and what the driver wrote */
	uint64_t off;	    /* in the device */
	uint64_t bytes;
	bool to_memory;
	enum edu_fault fault;
};

/* What the board gives it. The functions may be NULL. */
struct edu_wires {
	struct memory_bus memory;
	void (*map)(void *ctx, bool mapped, uint32_t base);	/* the window */
	void (*message)(void *ctx, uint64_t pa, uint32_t data); /* MSI */
	void (*transfer)(void *ctx, const struct edu_transfer *transfer);
	/* A register of bytes at off (past the window's first page: the buffer) was used. */
	void (*used)(void *ctx, uint32_t off, uint32_t value, bool write);
	void *ctx;
};

struct edu {
	struct pci_function fn;
	struct clock *clock;
	struct edu_wires wires;
	uint64_t dma_mask;
	uint32_t inverted, factorial, status, raised;
	uint32_t source, destination, count, command;
	uint8_t buffer[EDU_BUFFER_BYTES];
	struct clock_timer computing, moving;
};

void edu_init(struct edu *edu, struct pci_bus *bus, uint8_t slot, struct clock *clock,
	      const struct edu_wires *wires, uint64_t dma_mask);
void edu_reset(struct edu *edu);
/* What firmware leaves: the window at base, its interrupt line's number. */
void edu_preset(struct edu *edu, uint32_t base, uint8_t irq);

/* A register's name in the specification, "" for what has none. */
const char *edu_register_name(uint32_t off);

extern const struct io_ops edu_ops; /* the window */
extern const struct snap_desc edu_snap;

#endif
