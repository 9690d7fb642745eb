/* SPDX-License-Identifier: GPL-2.0-only */
/* timers: the interval timer, the DMA controllers and the clock with its CMOS memory. */
#include <time.h>

#include "emu/board/board.h"

void wire_pit(struct machine *machine)
{
	struct board *board = machine->board;

	board->irq0 = isa_irq(machine, IRQ_TIMER);
	i8254_init(&board->pit, &machine->clock, board->irq0);
	iobus_claim(&machine->iobus, 0x40, 4, &i8254_ops, &board->pit, "timer");
	port61_init(&board->port61, &board->pit, &machine->clock);
	iobus_claim(&machine->iobus, 0x61, 1, &port61_ops, &board->port61, "port61");
}

static void dma_cycle(void *ctx, const struct i8237_cycle *cycle)
{
	wires_dma(ctx, cycle);
}

static void dma_asked(void *ctx, unsigned channel, bool level)
{
	wires_dreq(ctx, channel, level);
}

static void dma_set(void *ctx, unsigned channel)
{
	wires_dma_set(ctx, channel);
}

void wire_dma(struct machine *machine)
{
	struct i8237 *dma = &machine->board->dma;

	i8237_init(dma, &machine->clock, physmap_memory_bus(machine->map));
	dma->watch = (struct i8237_watch){dma_cycle, dma_asked, dma_set, machine};
	iobus_claim(&machine->iobus, 0x00, 16, &i8237_first_ops, dma, "dma1");
	iobus_claim(&machine->iobus, 0xc0, 32, &i8237_second_ops, dma, "dma2");
	iobus_claim(&machine->iobus, 0x80, 16, &i8237_page_ops, dma, "dma pages");
}

/* To IRQ 8, and to the power management, which wakes by it. */
static void rtc_pin(void *owner, int n, bool level)
{
	struct board *board = owner;

	(void)n;
	irq_set(&board->irq8, level);
	if (level)
		piix4_pm_rtc(&board->pm);
}

void wire_rtc(struct machine *machine)
{
	struct mc146818 *rtc = &machine->board->rtc;
	int64_t base_s = machine->config.rtc_base_s;

	machine->board->irq8 = isa_irq(machine, IRQ_RTC);
	mc146818_init(rtc, &machine->clock, (struct irq_line){rtc_pin, machine->board, 0},
		      base_s < 0 ? (int64_t)time(NULL) : base_s);
	iobus_claim(&machine->iobus, 0x70, 2, &mc146818_ops, rtc, "rtc");
}

void reset_pit(struct board *board)
{
	i8254_reset(&board->pit);
	port61_reset(&board->port61);
}

void preset_pit(struct board *board)
{
	i8254_preset(&board->pit);
}

void reset_dma(struct board *board)
{
	i8237_reset(&board->dma);
}

void preset_dma(struct board *board)
{
	i8237_preset(&board->dma);
}

void reset_rtc(struct board *board)
{
	mc146818_reset(&board->rtc);
}
