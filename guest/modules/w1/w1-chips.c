// SPDX-License-Identifier: GPL-2.0-only
/*
 * w1-chips: a 1-Wire bus without a wire: a master, and chips that answer slot by slot as a DS18B20
 * does (Maxim, 19-7487: ROM commands, scratchpad, CRC). The line is low when anybody pulls it.
 * chips=N of them, chip I at millidegrees[I]; gone=I: that chip is not on the line.
 */
#include <linux/module.h>
#include <linux/string.h>
#include <linux/w1.h>

#define CHIPS_MAX 8
#define FAMILY 0x28

static unsigned int chips = 3;
module_param(chips, uint, 0444);
static int millidegrees[CHIPS_MAX] = { 85000, -10125, 21500 };
module_param_array(millidegrees, int, NULL, 0644);
static int gone = -1;
module_param(gone, int, 0644);

enum chip_state { IDLE, ROM_COMMAND, MATCH, SEARCH, FUNCTION, READ, WRITE };

struct chip {
	u8 rom[8];
	u8 pad[9]; /* temperature (2), alarms (2), configuration, reserved (3), CRC */
	enum chip_state state;
	unsigned int n; /* bits, or steps of a search, done in this state */
	u8 command;
	const u8 *from; /* what is read, bytes of it */
	unsigned int bytes;
};

static struct chip all[CHIPS_MAX];

static unsigned int bit_of(const u8 *bytes, unsigned int i)
{
	return bytes[i / 8] >> i % 8 & 1;
}

static void enter(struct chip *chip, enum chip_state state)
{
	chip->state = state;
	chip->n = 0;
	chip->command = 0;
}

static void read_from(struct chip *chip, const u8 *from, unsigned int bytes)
{
	enter(chip, READ);
	chip->from = from;
	chip->bytes = bytes;
}

/* Sixteenths of a degree; fewer bits are asked for by the configuration. */
static void convert(struct chip *chip)
{
	int sixteenths = DIV_ROUND_CLOSEST(millidegrees[chip - all] * 16, 1000);
	unsigned int unused = 3 - (chip->pad[4] >> 5 & 3);

	sixteenths &= ~((1 << unused) - 1);
	chip->pad[0] = sixteenths;
	chip->pad[1] = sixteenths >> 8;
}

static void obey_rom_command(struct chip *chip, u8 command)
{
	switch (command) {
	case W1_SEARCH:
		enter(chip, SEARCH);
		break;
	case W1_MATCH_ROM:
		enter(chip, MATCH);
		break;
	case W1_SKIP_ROM:
		enter(chip, FUNCTION);
		break;
	case W1_READ_ROM:
		read_from(chip, chip->rom, sizeof(chip->rom));
		break;
	default:
		enter(chip, IDLE);
	}
}

/* Powered by its own wire, done at once: what is asked for afterwards reads as ones. */
static void obey_function(struct chip *chip, u8 command)
{
	switch (command) {
	case W1_CONVERT_TEMP:
		convert(chip);
		enter(chip, IDLE);
		break;
	case W1_READ_SCRATCHPAD:
		chip->pad[8] = w1_calc_crc8(chip->pad, 8);
		read_from(chip, chip->pad, sizeof(chip->pad));
		break;
	case W1_WRITE_SCRATCHPAD:
		enter(chip, WRITE);
		break;
	default:
		enter(chip, IDLE);
	}
}

/* Does the chip leave the line alone in this slot? */
static unsigned int leaves(const struct chip *chip)
{
	if (chip->state == SEARCH && chip->n % 3 < 2)
		return bit_of(chip->rom, chip->n / 3) ^ chip->n % 3;
	if (chip->state == READ && chip->n < 8 * chip->bytes)
		return bit_of(chip->from, chip->n);
	return 1;
}

static void take_command(struct chip *chip, unsigned int bit)
{
	chip->command |= bit << chip->n++;
	if (chip->n < 8)
		return;
	if (chip->state == ROM_COMMAND)
		obey_rom_command(chip, chip->command);
	else
		obey_function(chip, chip->command);
}

static void take_write(struct chip *chip, unsigned int bit)
{
	u8 *byte = &chip->pad[2 + chip->n / 8];

	*byte = (*byte & ~(1 << chip->n % 8)) | bit << chip->n % 8;
	if (++chip->n == 24)
		enter(chip, IDLE);
}

/* What was on the line at the end of the slot. */
static void takes(struct chip *chip, unsigned int bit)
{
	switch (chip->state) {
	case ROM_COMMAND:
	case FUNCTION:
		take_command(chip, bit);
		break;
	case MATCH:
		if (bit != bit_of(chip->rom, chip->n))
			enter(chip, IDLE);
		else if (++chip->n == 64)
			enter(chip, FUNCTION);
		break;
	case SEARCH:
		if (chip->n % 3 == 2 && bit != bit_of(chip->rom, chip->n / 3))
			enter(chip, IDLE);
		else if (++chip->n == 3 * 64)
			enter(chip, FUNCTION);
		break;
	case READ:
		chip->n++;
		break;
	case WRITE:
		take_write(chip, bit);
		break;
	case IDLE:
		break;
	}
}

static u8 slot(void *data, u8 bit)
{
	unsigned int i, line = bit & 1;

	for (i = 0; i < chips; i++)
		if ((int)i != gone)
			line &= leaves(&all[i]);
	for (i = 0; i < chips; i++)
		if ((int)i != gone)
			takes(&all[i], line);
	return line;
}

static u8 reset(void *data)
{
	u8 absent = 1;
	unsigned int i;

	for (i = 0; i < chips; i++) {
		enter(&all[i], (int)i == gone ? IDLE : ROM_COMMAND);
		absent &= (int)i == gone;
	}
	return absent;
}

static struct w1_bus_master master = { .touch_bit = slot, .reset_bus = reset };

static void make(struct chip *chip, unsigned int i)
{
	/* temperature 85, alarms 75 and 70, 12 bits: as after power came (table 1) */
	static const u8 pad[8] = { 0x50, 0x05, 0x4b, 0x46, 0x7f, 0xff, 0x0c, 0x10 };

	memcpy(chip->pad, pad, sizeof(pad));
	chip->rom[0] = FAMILY;
	chip->rom[1] = 0x10 + 7 * i;
	chip->rom[4] = 0xa5 ^ i;
	chip->rom[7] = w1_calc_crc8(chip->rom, 7);
}

static int __init chips_init(void)
{
	unsigned int i;

	if (chips > CHIPS_MAX)
		return -EINVAL;
	for (i = 0; i < chips; i++)
		make(&all[i], i);
	return w1_add_master_device(&master);
}

static void __exit chips_exit(void)
{
	w1_remove_master_device(&master);
}

module_init(chips_init);
module_exit(chips_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A 1-Wire bus of software, with thermometers");
