/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pc-testdev, as QEMU has it for kvm-unit-tests (there is no such part).
 *
 *	E0h-E3h	    rw four bytes that keep what is written, in 8, 16 or 32 bits
 *	E4h	    w  32 bits: the host unmaps and maps the page of that physical address,
 *		       which the guest must not notice; r 0
 *	E8h-EBh	    rw the same four bytes; wider accesses reach it as single bytes
 *	2000h-2017h w  8 bits: drive interrupt line 0-23: up when not 0
 *	FF000000h   rw 64 KiB that keep what is written
 *
 * NOT IMPLEMENTED: nothing is missing.
 */
#include "devices/pc_testdev.h"

#include <stddef.h>
#include <string.h>

#define FLUSH_OFF 4u

static uint32_t mask_of(unsigned bytes)
{
	return UINT32_MAX >> (32 - 8 * bytes);
}

static uint32_t echo_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct pc_testdev *test = dev;

	return off < FLUSH_OFF ? test->data >> 8 * (off & 3) & mask_of(bytes) : 0;
}

static uint32_t echo_read(void *dev, uint32_t off, unsigned bytes)
{
	return echo_peek(dev, off, bytes);
}

static void echo_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct pc_testdev *test = dev;
	uint32_t mask = mask_of(bytes) << 8 * (off & 3);

	if (off < FLUSH_OFF)
		test->data = (test->data & ~mask) | (value << 8 * (off & 3) & mask);
}

static uint32_t irq_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)dev, (void)off, (void)bytes;
	return 0;
}

static uint32_t irq_read(void *dev, uint32_t off, unsigned bytes)
{
	return irq_peek(dev, off, bytes);
}

static void irq_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	const struct pc_testdev *test = dev;

	(void)bytes;
	irq_set(&test->irq[off], (value & 0xff) != 0);
}

static uint32_t memory_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct pc_testdev *test = dev;
	uint32_t value = 0;

	memcpy(&value, test->memory + off, bytes);
	return value;
}

static uint32_t memory_read(void *dev, uint32_t off, unsigned bytes)
{
	return memory_peek(dev, off, bytes);
}

static void memory_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct pc_testdev *test = dev;

	memcpy(test->memory + off, &value, bytes);
}

const struct io_ops pc_testdev_ops = {echo_read, echo_write, echo_peek, 4};
const struct io_ops pc_testdev_byte_ops = {echo_read, echo_write, echo_peek, 1};
const struct io_ops pc_testdev_irq_ops = {irq_read, irq_write, irq_peek, 1};
const struct io_ops pc_testdev_memory_ops = {memory_read, memory_write, memory_peek, 4};

void pc_testdev_reset(struct pc_testdev *dev)
{
	dev->data = 0;
	memset(dev->memory, 0, sizeof(dev->memory));
}

void pc_testdev_init(struct pc_testdev *dev, const struct irq_line *irq)
{
	memcpy(dev->irq, irq, sizeof(dev->irq));
	pc_testdev_reset(dev);
}

static const struct snap_field fields[] = {
    SNAP(struct pc_testdev, data),
    SNAP(struct pc_testdev, memory),
    SNAP_END,
};
const struct snap_desc pc_testdev_snap = {"pc_testdev", 1, fields, NULL};
