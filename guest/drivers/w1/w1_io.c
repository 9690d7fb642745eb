/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * w1_io: slots, bytes and resets, by what the master has; standard speed (application note 126:
 * A 6, B 64, C 60, D 10, E 9, F 55, H 480, I 70 us).
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/irqflags.h>

#include "drivers/w1/w1.h"

u8 w1_calc_crc8(u8 *data, int n)
{
	u8 crc = 0;
	int bit;

	while (n-- > 0) {
		crc ^= *data++;
		for (bit = 0; bit < 8; bit++)
			crc = crc & 1 ? crc >> 1 ^ 0x8c : crc >> 1;
	}
	return crc;
}
EXPORT_SYMBOL_GPL(w1_calc_crc8);

/* ---- slots ---- */

static void write_slot(const struct w1_bus_master *bus, int bit)
{
	unsigned long flags;

	local_irq_save(flags);
	bus->write_bit(bus->data, 0);
	udelay(bit ? 6 : 60);
	bus->write_bit(bus->data, 1);
	udelay(bit ? 64 : 10);
	local_irq_restore(flags);
}

static u8 read_slot(const struct w1_bus_master *bus)
{
	unsigned long flags;
	u8 bit;

	local_irq_save(flags);
	bus->write_bit(bus->data, 0);
	udelay(6);
	bus->write_bit(bus->data, 1);
	udelay(9);
	bit = bus->read_bit(bus->data) & 1;
	local_irq_restore(flags);
	udelay(55);
	return bit;
}

u8 w1_touch_bit(struct w1_master *master, int bit)
{
	const struct w1_bus_master *bus = master->bus_master;

	if (bus->touch_bit)
		return bus->touch_bit(bus->data, bit) & 1;
	if (bit)
		return read_slot(bus);
	write_slot(bus, 0);
	return 0;
}
EXPORT_SYMBOL_GPL(w1_touch_bit);

static void write_bit(struct w1_master *master, int bit)
{
	if (master->bus_master->touch_bit)
		w1_touch_bit(master, bit);
	else
		write_slot(master->bus_master, bit);
}

u8 w1_triplet(struct w1_master *master, int dir)
{
	const struct w1_bus_master *bus = master->bus_master;
	u8 bit, complement;

	if (bus->triplet)
		return bus->triplet(bus->data, dir);
	bit = w1_touch_bit(master, 1);
	complement = w1_touch_bit(master, 1);
	if (bit && complement)
		return 3;
	if (bit != complement)
		dir = bit;
	write_bit(master, dir);
	return bit | complement << 1 | !!dir << 2;
}
EXPORT_SYMBOL_GPL(w1_triplet);

/* ---- power after a byte ---- */

void w1_next_pullup(struct w1_master *master, int ms)
{
	master->pullup_duration = ms;
}
EXPORT_SYMBOL_GPL(w1_next_pullup);

static bool has_pullup(const struct w1_master *master)
{
	return master->pullup_duration && master->enable_pullup && master->bus_master->set_pullup;
}

static void before_last(struct w1_master *master)
{
	if (has_pullup(master))
		master->bus_master->set_pullup(master->bus_master->data, master->pullup_duration);
}

static void after_last(struct w1_master *master)
{
	if (!master->pullup_duration)
		return;
	if (has_pullup(master))
		master->bus_master->set_pullup(master->bus_master->data, 0);
	else
		msleep(master->pullup_duration);
	master->pullup_duration = 0;
}

/* ---- bytes ---- */

static void put_byte(struct w1_master *master, u8 byte, bool last)
{
	const struct w1_bus_master *bus = master->bus_master;
	int i;

	if (bus->write_byte) {
		if (last)
			before_last(master);
		bus->write_byte(bus->data, byte);
		return;
	}
	for (i = 0; i < 8; i++) {
		if (last && i == 7)
			before_last(master);
		write_bit(master, byte >> i & 1);
	}
}

void w1_write_8(struct w1_master *master, u8 byte)
{
	put_byte(master, byte, true);
	after_last(master);
}
EXPORT_SYMBOL_GPL(w1_write_8);

u8 w1_read_8(struct w1_master *master)
{
	const struct w1_bus_master *bus = master->bus_master;
	u8 byte = 0;
	int i;

	if (bus->read_byte)
		return bus->read_byte(bus->data);
	for (i = 0; i < 8; i++)
		byte |= w1_touch_bit(master, 1) << i;
	return byte;
}
EXPORT_SYMBOL_GPL(w1_read_8);

void w1_write_block(struct w1_master *master, const u8 *buf, int n)
{
	const struct w1_bus_master *bus = master->bus_master;
	int i;

	if (bus->write_block) {
		before_last(master);
		bus->write_block(bus->data, buf, n);
	} else {
		for (i = 0; i < n; i++)
			put_byte(master, buf[i], i == n - 1);
	}
	after_last(master);
}
EXPORT_SYMBOL_GPL(w1_write_block);

void w1_touch_block(struct w1_master *master, u8 *buf, int n)
{
	int i, bit;
	u8 byte;

	for (i = 0; i < n; i++) {
		byte = 0;
		for (bit = 0; bit < 8; bit++) {
			if (bit == 7 && i == n - 1)
				before_last(master);
			byte |= w1_touch_bit(master, buf[i] >> bit & 1) << bit;
		}
		buf[i] = byte;
	}
	after_last(master);
}
EXPORT_SYMBOL_GPL(w1_touch_block);

u8 w1_read_block(struct w1_master *master, u8 *buf, int n)
{
	const struct w1_bus_master *bus = master->bus_master;
	int i;

	if (bus->read_block)
		return bus->read_block(bus->data, buf, n);
	for (i = 0; i < n; i++)
		buf[i] = w1_read_8(master);
	return n;
}
EXPORT_SYMBOL_GPL(w1_read_block);

/* ---- resets ---- */

int w1_reset_bus(struct w1_master *master)
{
	const struct w1_bus_master *bus = master->bus_master;
	unsigned long flags;
	int absent;

	if (bus->reset_bus)
		return bus->reset_bus(bus->data) & 1;
	bus->write_bit(bus->data, 0);
	usleep_range(500, 510);
	local_irq_save(flags);
	bus->write_bit(bus->data, 1);
	udelay(70);
	absent = bus->read_bit(bus->data) & 1;
	local_irq_restore(flags);
	msleep(1);
	return absent;
}
EXPORT_SYMBOL_GPL(w1_reset_bus);

int w1_reset_select_slave(struct w1_slave *slave)
{
	struct w1_master *master = slave->master;
	u8 match[9] = {W1_MATCH_ROM};
	u64 rom = w1_u64_of(slave->reg_num);

	if (w1_reset_bus(master))
		return -1;
	if (master->slave_count == 1) {
		w1_write_8(master, W1_SKIP_ROM);
		return 0;
	}
	memcpy(match + 1, &rom, sizeof(rom));
	w1_write_block(master, match, sizeof(match));
	return 0;
}
EXPORT_SYMBOL_GPL(w1_reset_select_slave);

int w1_reset_resume_command(struct w1_master *master)
{
	if (w1_reset_bus(master))
		return -1;
	w1_write_8(master, master->slave_count > 1 ? W1_RESUME_CMD : W1_SKIP_ROM);
	return 0;
}
EXPORT_SYMBOL_GPL(w1_reset_resume_command);
