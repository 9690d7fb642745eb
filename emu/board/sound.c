/* SPDX-License-Identifier: GPL-2.0-only */
/* sound: the Sound Blaster 16, if there is one. */
#include "emu/audio.h"
#include "emu/board/board.h"

#define MIDI_PORT 0x330

void wire_sound(struct machine *machine)
{
	static const uint8_t irqs[SB16_IRQS] = {9, 5, 7, 10}, channels[] = {0, 1, 3, 5, 6, 7};
	const struct machine_sb16 *config = &machine->config.sb16;
	struct board *board = machine->board;
	struct sb16 *card = &board->sb16;
	struct sb16_wires wires = {.play = config->audio ? audio_play : NULL, .ctx = config->audio};
	struct i8237_client client = sb16_dma_client(card);

	if (!config->present)
		return;
	for (unsigned n = 0; n < SB16_IRQS; n++)
		wires.irq[n] = isa_irq(machine, irqs[n]);
	for (unsigned n = 0; n < sizeof(channels); n++) {
		wires.dreq[channels[n]] = i8237_dreq(&board->dma, channels[n]);
		i8237_connect(&board->dma, channels[n], &client);
	}
	sb16_init(card, &machine->clock, &wires, config->irq, config->dma, config->dma16);
	iobus_claim(&machine->iobus, config->base, 16, &sb16_ops, card, "sb16");
	iobus_claim(&machine->iobus, MIDI_PORT, 2, &mpu401_ops, &card->midi, "mpu401");
}

void reset_sound(struct board *board)
{
	if (board->sb16.clock)
		sb16_reset(&board->sb16);
}
