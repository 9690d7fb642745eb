/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Roland MPU-401 MIDI processing unit, as far as sound cards have it: commands
 * and the UART mode (MPU-401 Technical Reference Manual, 1985).
 *
 *	+0  rw data
 *	+1  r  status: bit 7 low: something to read; bit 6 low: ready to take
 *	    w  command: FF reset, 3F UART mode; each is answered by FE
 *
 * NOT IMPLEMENTED: what is sent goes nowhere, and nothing comes in; the
 * intelligent mode (no card of this kind has it).
 */
#include "devices/mpu401.h"

#define CMD_UART	0x3f
#define CMD_RESET	0xff
#define ACKNOWLEDGE	0xfe
#define STATUS_NO_INPUT 0x80
#define STATUS_FIXED	0x3f

enum { DATA, STATUS };

static void answer(struct mpu401 *midi)
{
	midi->answer = ACKNOWLEDGE;
	midi->waits = true;
	irq_set(&midi->irq, true);
}

/* In UART mode a reset is taken, but not answered; nothing else is a command. */
static void command(struct mpu401 *midi, uint8_t value)
{
	if (midi->uart) {
		midi->uart = value != CMD_RESET;
		return;
	}
	midi->uart = value == CMD_UART;
	answer(midi);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct mpu401 *midi = dev;

	(void)bytes;
	if (off == DATA)
		return midi->answer;
	return STATUS_FIXED | (midi->waits ? 0 : STATUS_NO_INPUT);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	struct mpu401 *midi = dev;
	uint32_t value = io_peek(dev, off, bytes);

	if (off == DATA && midi->waits) {
		midi->waits = false;
		irq_set(&midi->irq, false);
	}
	return value;
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	if (off == STATUS)
		command(dev, (uint8_t)value);
}

const struct io_ops mpu401_ops = {io_read, io_write, io_peek, 1};

void mpu401_reset(struct mpu401 *midi)
{
	midi->waits = midi->uart = false;
	midi->answer = 0xff;
	irq_set(&midi->irq, false);
}

void mpu401_init(struct mpu401 *midi, struct irq_line irq)
{
	*midi = (struct mpu401){.irq = irq};
	mpu401_reset(midi);
}

static void loaded(void *dev)
{
	struct mpu401 *midi = dev;

	irq_set(&midi->irq, midi->waits);
}

static const struct snap_field fields[] = {
    SNAP(struct mpu401, answer),
    SNAP(struct mpu401, waits),
    SNAP(struct mpu401, uart),
    SNAP_END,
};
const struct snap_desc mpu401_snap = {"mpu401", 1, fields, loaded};
