/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/lapic_window.h"

#include <string.h>

#define BASE_MASK (~(LAPIC_WINDOW_BYTES - 1ull))

static uint64_t place(const struct lapic_window *window)
{
	return lapic_base(window->bus->lapic[window->number]) & BASE_MASK;
}

static struct lapic *accessed(const struct lapic_window *window)
{
	struct lapic *own = window->bus->lapic[*window->current];

	return lapic_present(own) && (lapic_base(own) & BASE_MASK) == place(window) ? own : NULL;
}

static uint8_t *covered(const struct lapic_window *window, uint32_t off)
{
	return place(window) < window->ram_bytes ? window->ram + place(window) + off : NULL;
}

static uint32_t window_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct lapic *apic = accessed(dev);
	const uint8_t *ram = covered(dev, off);
	uint32_t value = UINT32_MAX;

	if (apic)
		return lapic_ops.peek(apic, off, bytes);
	if (ram)
		memcpy(&value, ram, bytes);
	return value;
}

static uint32_t window_read(void *dev, uint32_t off, unsigned bytes)
{
	struct lapic *apic = accessed(dev);

	return apic ? lapic_ops.read(apic, off, bytes) : window_peek(dev, off, bytes);
}

static void window_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct lapic *apic = accessed(dev);
	uint8_t *ram = covered(dev, off);

	if (apic)
		lapic_ops.write(apic, off, value, bytes);
	else if (ram)
		memcpy(ram, &value, bytes);
}

const struct io_ops lapic_window_ops = {window_read, window_write, window_peek, 4};
