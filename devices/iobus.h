/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iobus: the 64 KiB I/O port space, and the form of a memory-mapped window.
 *
 * A chip claims port ranges with a struct io_ops. The bus splits an access
 * wider than the chip's max_bytes into smaller ones, low address first, as the
 * ISA bus does; it also splits one that straddles two claims. Unclaimed reads
 * give all ones, unclaimed writes vanish. peek gives what a read would give
 * now, without its side effects; a chip that has no peek reads as all ones
 * when looked at. `off` is the offset from the claim's first port (or from the
 * window's first byte, for MMIO).
 */
#ifndef ZONEMU_DEVICES_IOBUS_H
#define ZONEMU_DEVICES_IOBUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct io_ops {
	uint32_t (*read)(void *dev, uint32_t off, unsigned bytes);
	void (*write)(void *dev, uint32_t off, uint32_t value, unsigned bytes);
	uint32_t (*peek)(const void *dev, uint32_t off, unsigned bytes);
	unsigned max_bytes; /* 1, 2 or 4; 0 means 1 */
};

struct io_claim {
	uint16_t first;
	uint32_t count;
	const struct io_ops *ops;
	void *dev;
	const char *name; /* static; for the monitor and traces */
};

#define IOBUS_MAX_CLAIMS 128

struct iobus {
	struct io_claim claim[IOBUS_MAX_CLAIMS];
	unsigned claims;
	uint8_t owner[65536]; /* index + 1 of the claim, 0 for none */
};

void iobus_init(struct iobus *bus);

/* Claim count ports from first. A later claim hides an earlier one. Asserts that there is room. */
void iobus_claim(struct iobus *bus, uint16_t first, uint32_t count, const struct io_ops *ops,
		 void *dev, const char *name);
/* Give back every port claimed for dev at first (a moved PCI BAR). */
void iobus_release(struct iobus *bus, uint16_t first, const void *dev);

/* bytes is 1, 2 or 4; the port wraps at 64 KiB. */
uint32_t iobus_read(struct iobus *bus, uint16_t port, unsigned bytes);
void iobus_write(struct iobus *bus, uint16_t port, uint32_t value, unsigned bytes);
uint32_t iobus_peek(const struct iobus *bus, uint16_t port, unsigned bytes);
/* The claim that owns a port, or NULL. */
const struct io_claim *iobus_find(const struct iobus *bus, uint16_t port);

#endif
