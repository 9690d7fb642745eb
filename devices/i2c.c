/* SPDX-License-Identifier: GPL-2.0-only */
/* A two-wire bus (see i2c.h; The I2C-bus specification, version 2.1). */
#include "devices/i2c.h"

#include <assert.h>
#include <stddef.h>

void i2c_init(struct i2c_bus *bus)
{
	*bus = (struct i2c_bus){.first = NULL};
}

static struct i2c_device *find(const struct i2c_bus *bus, uint8_t address)
{
	struct i2c_device *device = bus->first;

	while (device && device->address != address)
		device = device->next;
	return device;
}

static struct i2c_device *current(const struct i2c_bus *bus)
{
	return bus->busy ? find(bus, bus->address) : NULL;
}

void i2c_add(struct i2c_bus *bus, struct i2c_device *device)
{
	assert(device->address < 0x80 && !find(bus, device->address));
	device->next = bus->first;
	bus->first = device;
}

static void tell(const struct i2c_bus *bus, struct i2c_event event)
{
	if (bus->watch.event)
		bus->watch.event(bus->watch.ctx, &event);
}

bool i2c_start(struct i2c_bus *bus, uint8_t address, bool read)
{
	struct i2c_device *device = find(bus, address), *before = current(bus);
	bool repeated = bus->started;

	/* A repeated start elsewhere ends what was going on. */
	if (before && before != device && before->stop)
		before->stop(before->dev);
	bus->address = address;
	bus->started = true;
	bus->busy = device && device->start(device->dev, read);
	tell(bus, (struct i2c_event){.kind = I2C_START,
				     .repeated = repeated,
				     .read = read,
				     .ack = bus->busy,
				     .byte = (uint8_t)(address << 1 | read)});
	return bus->busy;
}

bool i2c_write(struct i2c_bus *bus, uint8_t byte)
{
	struct i2c_device *device = current(bus);
	bool ack = device && device->write(device->dev, byte);

	tell(bus, (struct i2c_event){.kind = I2C_WRITE, .ack = ack, .byte = byte});
	return ack;
}

uint8_t i2c_read(struct i2c_bus *bus)
{
	struct i2c_device *device = current(bus);

	return device ? device->read(device->dev) : 0xff;
}

void i2c_answer(struct i2c_bus *bus, uint8_t byte, bool ack)
{
	tell(bus, (struct i2c_event){.kind = I2C_READ, .ack = ack, .byte = byte});
}

void i2c_stop(struct i2c_bus *bus)
{
	struct i2c_device *device = current(bus);

	if (device && device->stop)
		device->stop(device->dev);
	if (bus->started)
		tell(bus, (struct i2c_event){.kind = I2C_STOP});
	bus->busy = bus->started = false;
}

uint64_t i2c_stretch_ns(const struct i2c_bus *bus)
{
	struct i2c_device *device = current(bus);

	return device && device->stretch_ns ? device->stretch_ns(device->dev) : 0;
}

void i2c_stretched(struct i2c_bus *bus, uint64_t ns)
{
	if (ns)
		tell(bus, (struct i2c_event){.kind = I2C_STRETCH, .stretch_ns = ns});
}

static const struct snap_field fields[] = {
    SNAP(struct i2c_bus, address),
    SNAP(struct i2c_bus, busy),
    SNAP(struct i2c_bus, started),
    SNAP_END,
};
const struct snap_desc i2c_snap = {"i2c", 2, fields, NULL};
