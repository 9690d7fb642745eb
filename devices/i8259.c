/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 8259A programmable interrupt controller (datasheet 231468-003), the
 * pair of a PC/AT; ELCR and the fixed ICW1 bits as in the 82371SB (PIIX3,
 * datasheet 290550-002, "Interrupt Controller Registers").
 *
 *	020h/0A0h  w ICW1 (bit 4), OCW2 (bits 4-3 00), OCW3 (bits 4-3 01)
 *		   r IRR or ISR, or the poll word
 *	021h/0A1h  w ICW2, ICW3, ICW4 while initialising, else OCW1 (the mask)
 *		   r the mask, or the poll word
 *	4D0h/4D1h  rw edge/level control, one bit an input (1: level)
 *
 * NOT IMPLEMENTED: the MCS-80/85 mode (every acknowledge gives an 8086
 * vector), the call address interval, buffered mode (SP/EN is wired), and
 * ICW1's LTIM, which PIIX3 replaces by the ELCR.
 */
#include "devices/i8259.h"

#include <assert.h>
#include <stddef.h>

#define MASTER	0
#define SLAVE	1
#define CASCADE 2 /* the master's input that the slave drives */

#define ICW1	     0x10
#define ICW1_SNGL    0x02
#define ICW1_IC4     0x01
#define ICW4_AEOI    0x02
#define ICW4_SFNM    0x10
#define OCW3	     0x08
#define OCW3_RR	     0x02
#define OCW3_RIS     0x01
#define OCW3_POLL    0x04
#define OCW3_ESMM    0x40
#define OCW3_SMM     0x20
#define POLL_PENDING 0x80

/* Inputs that cannot be level-triggered: 0, 1, 2, 8 and 13 (PIIX3, ELCR1, ELCR2) */
static const uint8_t elcr_mask[2] = {0xf8, 0xde};

static uint8_t chip_irr(const struct i8259_chip *chip)
{
	/* "Edge and Level Triggered Modes": a request that does not wait for INTA is gone. */
	return chip->lines & (chip->level | chip->latch);
}

/* The rank of an input: 0 is the highest priority. */
static unsigned rank(const struct i8259_chip *chip, unsigned input)
{
	return (input - chip->lowest - 1) & 7;
}

/* The input of highest priority among bits, or -1. */
static int highest(const struct i8259_chip *chip, uint8_t bits)
{
	for (unsigned i = 1; i <= 8; i++) {
		unsigned input = (chip->lowest + i) & 7;

		if (bits & 1 << input)
			return (int)input;
	}
	return -1;
}

/* The input to be served now, or -1. */
static int chip_request(const struct i8259_chip *chip, bool master)
{
	uint8_t serving = chip->isr;
	int request = highest(chip, chip_irr(chip) & ~chip->imr);
	int in_service;

	if (chip->special_mask)
		serving &= ~chip->imr;
	if (chip->special_nested && master)
		serving &= ~(1 << CASCADE);
	in_service = highest(chip, serving);
	if (request < 0 || chip->next_icw)
		return -1;
	if (in_service >= 0 && rank(chip, (unsigned)in_service) <= rank(chip, (unsigned)request))
		return -1;
	return request;
}

static void chip_set_line(struct i8259_chip *chip, unsigned input, bool level)
{
	uint8_t bit = 1 << input;

	if (level && !(chip->lines & bit))
		chip->latch |= bit;
	if (!level)
		chip->latch &= ~bit;
	chip->lines = level ? chip->lines | bit : chip->lines & ~bit;
}

static void update(struct i8259 *pic)
{
	struct i8259_chip *master = &pic->chip[MASTER], *slave = &pic->chip[SLAVE];

	slave->out = chip_request(slave, false) >= 0;
	chip_set_line(master, CASCADE, slave->out);
	master->out = chip_request(master, true) >= 0;
	irq_set(&pic->intr, master->out);
}

/* INTA to one chip: the input served, or -1 when the request has gone (then IR7 stands in). */
static int chip_acknowledge(struct i8259 *pic, unsigned n)
{
	struct i8259_chip *chip = &pic->chip[n];
	int input = chip_request(chip, n == MASTER);

	if (n == SLAVE)
		/* INT falls at INTA; another request makes it rise anew, which the master sees. */
		chip_set_line(&pic->chip[MASTER], CASCADE, false);
	if (input < 0)
		return -1;
	chip->latch &= ~(1 << input);
	if (!chip->auto_eoi)
		chip->isr |= 1 << input;
	else if (chip->rotate_on_aeoi)
		chip->lowest = (uint8_t)input;
	return input;
}

int i8259_intack(struct i8259 *pic)
{
	struct i8259_chip *master = &pic->chip[MASTER], *slave = &pic->chip[SLAVE];
	int input = chip_acknowledge(pic, MASTER);
	int vector = (master->base & 0xf8) | (input < 0 ? 7 : input);

	if (input == CASCADE) {
		input = chip_acknowledge(pic, SLAVE);
		vector = (slave->base & 0xf8) | (input < 0 ? 7 : input);
	}
	update(pic);
	return vector;
}

void i8259_set_irq(void *owner, int n, bool level)
{
	struct i8259 *pic = owner;

	assert(n >= 0 && n < 16 && n != CASCADE);
	chip_set_line(&pic->chip[n >> 3], n & 7, level);
	update(pic);
}

struct irq_line i8259_line(struct i8259 *pic, int n)
{
	return (struct irq_line){i8259_set_irq, pic, n};
}

uint8_t i8259_irr(const struct i8259 *pic, unsigned chip)
{
	return chip_irr(&pic->chip[chip]);
}

/* 8259A, "Initialization Command Words 1 and 2", items a to f. ISR goes too: the chips do it, and
 * a kernel started out of an interrupt handler counts on it. */
static void write_icw1(struct i8259_chip *chip, uint8_t value)
{
	chip->latch = 0;
	chip->imr = 0;
	chip->isr = 0;
	chip->lowest = 7;
	chip->special_mask = false;
	chip->read_isr = false;
	chip->poll = false;
	chip->rotate_on_aeoi = false;
	chip->single = value & ICW1_SNGL;
	chip->wants_icw4 = value & ICW1_IC4;
	if (!chip->wants_icw4)
		chip->auto_eoi = chip->special_nested = false;
	chip->next_icw = 2;
}

static void write_icw(struct i8259_chip *chip, uint8_t value)
{
	switch (chip->next_icw) {
	case 2:
		chip->base = value & 0xf8;
		chip->next_icw = !chip->single ? 3 : chip->wants_icw4 ? 4 : 0;
		break;
	case 3:
		chip->icw3 = value;
		chip->next_icw = chip->wants_icw4 ? 4 : 0;
		break;
	default:
		chip->auto_eoi = value & ICW4_AEOI;
		chip->special_nested = value & ICW4_SFNM;
		chip->next_icw = 0;
	}
}

/* 8259A, "Operation Control Word 2": bits 7-5 R, SL, EOI; bits 2-0 the level. */
static void write_ocw2(struct i8259_chip *chip, uint8_t value)
{
	uint8_t isr = chip->special_mask ? chip->isr & ~chip->imr : chip->isr;
	int level = value & 7;

	switch (value >> 5) {
	case 0: /* rotate in automatic EOI mode (clear) */
		chip->rotate_on_aeoi = false;
		break;
	case 4: /* rotate in automatic EOI mode (set) */
		chip->rotate_on_aeoi = true;
		break;
	case 1: /* non-specific EOI; masked bits stay in special mask mode */
	case 5: /* rotate on non-specific EOI */
		level = highest(chip, isr);
		if (level < 0)
			break;
		chip->isr &= ~(1 << level);
		if (value & 0x80)
			chip->lowest = (uint8_t)level;
		break;
	case 3: /* specific EOI */
	case 7: /* rotate on specific EOI */
		chip->isr &= ~(1 << level);
		if (value & 0x80)
			chip->lowest = (uint8_t)level;
		break;
	case 6: /* set priority */
		chip->lowest = (uint8_t)level;
		break;
	default: /* 2: no operation */
		break;
	}
}

/* 8259A, "Operation Control Word 3" */
static void write_ocw3(struct i8259_chip *chip, uint8_t value)
{
	if (value & OCW3_ESMM)
		chip->special_mask = value & OCW3_SMM;
	if (value & OCW3_POLL)
		chip->poll = true;
	else if (value & OCW3_RR)
		chip->read_isr = value & OCW3_RIS;
}

void i8259_write(struct i8259 *pic, unsigned n, unsigned a0, uint8_t value)
{
	struct i8259_chip *chip = &pic->chip[n];

	if (a0 && chip->next_icw)
		write_icw(chip, value);
	else if (a0)
		chip->imr = value;
	else if (value & ICW1)
		write_icw1(chip, value);
	else if (value & OCW3)
		write_ocw3(chip, value);
	else
		write_ocw2(chip, value);
	update(pic);
}

uint8_t i8259_peek(const struct i8259 *pic, unsigned n, unsigned a0)
{
	const struct i8259_chip *chip = &pic->chip[n];
	int request;

	if (chip->poll) {
		request = chip_request(chip, n == MASTER);
		return request < 0 ? 0 : (uint8_t)(POLL_PENDING | request);
	}
	if (a0)
		return chip->imr;
	return chip->read_isr ? chip->isr : chip_irr(chip);
}

uint8_t i8259_read(struct i8259 *pic, unsigned n, unsigned a0)
{
	struct i8259_chip *chip = &pic->chip[n];
	uint8_t value = i8259_peek(pic, n, a0);

	if (chip->poll) {
		/* 8259A, "Poll Command": the next read is taken as an INTA */
		chip->poll = false;
		chip_acknowledge(pic, n);
		update(pic);
	}
	return value;
}

void i8259_reset(struct i8259 *pic)
{
	for (unsigned n = 0; n < 2; n++) {
		uint8_t lines = pic->chip[n].lines;

		/* Not usable before ICW1; keep it silent until then. */
		pic->chip[n] = (struct i8259_chip){.lines = lines, .imr = 0xff, .lowest = 7};
	}
	update(pic);
}

void i8259_init(struct i8259 *pic, struct irq_line intr)
{
	*pic = (struct i8259){.intr = intr};
	i8259_reset(pic);
}

void i8259_preset(struct i8259 *pic)
{
	static const uint8_t icw[2][4] = {{0x11, 0x08, 0x04, 0x01}, {0x11, 0x70, 0x02, 0x01}};

	for (unsigned n = 0; n < 2; n++) {
		for (unsigned i = 0; i < 4; i++)
			i8259_write(pic, n, i > 0, icw[n][i]);
		i8259_write(pic, n, 1, n == MASTER ? 0xfb : 0xff);
	}
}

static uint32_t master_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8259_read(dev, MASTER, off);
}

static uint32_t master_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8259_peek(dev, MASTER, off);
}

static void master_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i8259_write(dev, MASTER, off, (uint8_t)value);
}

static uint32_t slave_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8259_read(dev, SLAVE, off);
}

static uint32_t slave_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i8259_peek(dev, SLAVE, off);
}

static void slave_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i8259_write(dev, SLAVE, off, (uint8_t)value);
}

static uint32_t elcr_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct i8259 *pic = dev;

	(void)bytes;
	return pic->chip[off].level;
}

static uint32_t elcr_read(void *dev, uint32_t off, unsigned bytes)
{
	return elcr_peek(dev, off, bytes);
}

static void elcr_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct i8259 *pic = dev;

	(void)bytes;
	pic->chip[off].level = value & elcr_mask[off];
	update(pic);
}

const struct io_ops i8259_master_ops = {master_read, master_write, master_peek, 1};
const struct io_ops i8259_slave_ops = {slave_read, slave_write, slave_peek, 1};
const struct io_ops i8259_elcr_ops = {elcr_read, elcr_write, elcr_peek, 1};

static void loaded(void *dev)
{
	struct i8259 *pic = dev;

	irq_set(&pic->intr, pic->chip[MASTER].out);
}

static const struct snap_field fields[] = {
    SNAP(struct i8259, chip),
    SNAP_END,
};
const struct snap_desc i8259_snap = {"i8259", 1, fields, loaded};
