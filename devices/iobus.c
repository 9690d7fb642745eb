/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iobus: the 64 KiB I/O port space (see iobus.h).
 *
 * An access goes to its chip whole when one claim owns all of it, the chip
 * takes that width and it lies within one aligned double word, as one bus
 * cycle does. Otherwise it is halved, low half first, until it fits.
 */
#include "devices/iobus.h"

#include <assert.h>
#include <string.h>

void iobus_init(struct iobus *bus)
{
	memset(bus, 0, sizeof(*bus));
}

static void take_ports(struct iobus *bus, unsigned n)
{
	memset(bus->owner + bus->claim[n].first, (int)n + 1, bus->claim[n].count);
}

void iobus_claim(struct iobus *bus, uint16_t first, uint32_t count, const struct io_ops *ops,
		 void *dev, const char *name)
{
	assert(bus->claims < IOBUS_MAX_CLAIMS);
	assert(count > 0 && first + count <= 65536);
	bus->claim[bus->claims] = (struct io_claim){first, count, ops, dev, name};
	take_ports(bus, bus->claims++);
}

void iobus_release(struct iobus *bus, uint16_t first, const void *dev)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < bus->claims; i++)
		if (bus->claim[i].first != first || bus->claim[i].dev != dev)
			bus->claim[kept++] = bus->claim[i];
	bus->claims = kept;
	memset(bus->owner, 0, sizeof(bus->owner));
	for (unsigned i = 0; i < kept; i++)
		take_ports(bus, i);
}

const struct io_claim *iobus_find(const struct iobus *bus, uint16_t port)
{
	unsigned owner = bus->owner[port];

	return owner ? &bus->claim[owner - 1] : NULL;
}

static bool is_one_cycle(const struct iobus *bus, uint16_t port, unsigned bytes)
{
	const struct io_claim *claim = iobus_find(bus, port);
	unsigned max = claim && claim->ops->max_bytes ? claim->ops->max_bytes : 1;

	if (bytes == 1)
		return true;
	if ((port & 3) + bytes > 4 || (claim && bytes > max))
		return false;
	for (unsigned i = 1; i < bytes; i++)
		if (bus->owner[port + i] != bus->owner[port])
			return false;
	return true;
}

static uint32_t all_ones(unsigned bytes)
{
	return bytes == 4 ? UINT32_MAX : (1u << bytes * 8) - 1;
}

uint32_t iobus_read(struct iobus *bus, uint16_t port, unsigned bytes)
{
	const struct io_claim *claim = iobus_find(bus, port);
	unsigned half = bytes / 2;
	uint32_t low;

	if (is_one_cycle(bus, port, bytes)) {
		if (!claim || !claim->ops->read)
			return all_ones(bytes);
		return claim->ops->read(claim->dev, port - claim->first, bytes) & all_ones(bytes);
	}
	assert(half <= 2);
	low = iobus_read(bus, port, half);
	return low | iobus_read(bus, (uint16_t)(port + half), half) << half * 8;
}

void iobus_write(struct iobus *bus, uint16_t port, uint32_t value, unsigned bytes)
{
	const struct io_claim *claim = iobus_find(bus, port);
	unsigned half = bytes / 2;

	if (is_one_cycle(bus, port, bytes)) {
		if (claim && claim->ops->write)
			claim->ops->write(claim->dev, port - claim->first, value & all_ones(bytes),
					  bytes);
		return;
	}
	iobus_write(bus, port, value & all_ones(half), half);
	iobus_write(bus, (uint16_t)(port + half), value >> half * 8, half);
}

uint32_t iobus_peek(const struct iobus *bus, uint16_t port, unsigned bytes)
{
	const struct io_claim *claim = iobus_find(bus, port);
	unsigned half = bytes / 2;
	uint32_t low;

	if (is_one_cycle(bus, port, bytes)) {
		if (!claim || !claim->ops->peek)
			return all_ones(bytes);
		return claim->ops->peek(claim->dev, port - claim->first, bytes) & all_ones(bytes);
	}
	assert(half <= 2);
	low = iobus_peek(bus, port, half);
	return low | iobus_peek(bus, (uint16_t)(port + half), half) << half * 8;
}
