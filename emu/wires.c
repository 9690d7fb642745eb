/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/wires.h"

#include <assert.h>

#include "emu/machine_state.h"

const char *wires_bus_name(unsigned bus)
{
	static const char *const names[WIRE_BUSES] = {[WIRE_SMBUS] = "smbus", [WIRE_LPT] = "lpt"};

	assert(bus < WIRE_BUSES);
	return names[bus];
}

void machine_watch_wires(struct machine *machine,
			 void (*tell)(void *ctx, const struct wire_event *event), void *ctx)
{
	struct wires *wires = &machine->wires;

	assert(wires->onlookers < WIRES_MAX_ONLOOKERS);
	wires->onlooker[wires->onlookers].tell = tell;
	wires->onlooker[wires->onlookers++].ctx = ctx;
}

static void tell(struct machine *machine, struct wire_event event)
{
	const struct wires *wires = &machine->wires;

	if (!wires->onlookers)
		return;
	event.now_ns = runloop_now_ns(machine);
	for (unsigned i = 0; i < wires->onlookers; i++)
		wires->onlooker[i].tell(wires->onlooker[i].ctx, &event);
}

void wires_i2c(struct machine *machine, unsigned bus, uint32_t bit_ns,
	       const struct i2c_event *event)
{
	tell(machine,
	     (struct wire_event){.kind = WIRE_I2C, .n = bus, .bit_ns = bit_ns, .i2c = event});
}

void wires_i2c_lines(struct machine *machine, unsigned bus, bool scl, bool sda)
{
	tell(machine,
	     (struct wire_event){.kind = WIRE_I2C_LINES, .n = bus, .scl = scl, .sda = sda});
}

void wires_dma(struct machine *machine, const struct i8237_cycle *cycle)
{
	tell(machine, (struct wire_event){.kind = WIRE_DMA, .n = cycle->channel, .dma = cycle});
}

void wires_dreq(struct machine *machine, unsigned channel, bool level)
{
	uint8_t bit = (uint8_t)(1 << channel), *levels = &machine->wires.dreq_levels;

	if (!!(*levels & bit) == level)
		return;
	*levels ^= bit;
	tell(machine, (struct wire_event){.kind = WIRE_DREQ, .n = channel, .level = level});
}

void wires_irq(struct machine *machine, unsigned irq, bool level)
{
	uint16_t bit = (uint16_t)(1 << irq), *levels = &machine->wires.irq_levels;

	if (!!(*levels & bit) == level)
		return;
	*levels ^= bit;
	tell(machine, (struct wire_event){.kind = WIRE_IRQ, .n = irq, .level = level});
}

void wires_edu_used(struct machine *machine, uint32_t off, uint32_t value, bool write)
{
	tell(machine,
	     (struct wire_event){.kind = WIRE_EDU_USED, .n = off, .value = value, .level = write});
}

void wires_edu_dma(struct machine *machine, const struct edu_transfer *transfer)
{
	tell(machine, (struct wire_event){.kind = WIRE_EDU_DMA, .edu = transfer});
}

void wires_serial(struct machine *machine, unsigned port, uint8_t byte)
{
	tell(machine, (struct wire_event){.kind = WIRE_SERIAL, .n = port, .byte = byte});
}

void wires_dma_set(struct machine *machine, unsigned channel)
{
	tell(machine, (struct wire_event){.kind = WIRE_DMA_SET, .n = channel});
}
