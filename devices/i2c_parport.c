/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Two-wire adapters for the parallel port, by Linux's numbers (the lines of
 * each: its i2c-parport driver). Bits are those of the port's registers, which
 * show BUSY, STROBE, AUTOFEED and SELECT IN inverted (IEEE 1284-1994, annex A).
 *
 *	0 Philips	1 home brew teletext	2 Velleman K8000	3 ELV
 *	4 ADM1032 board	5 ADM1025/1030/1031	6 Barco LPT to DVI
 *	7 One For All JP1	8 VCT jig
 *
 * Where SCL cannot be read (1, 2, 4, 5, 7) a driver does not see the clock
 * being stretched.
 *
 * NOT IMPLEMENTED: adapters that take their supply from data pins (4, 6, 7)
 * have it always; SMBALERT of the ADM1032 board.
 */
#include "devices/i2c_parport.h"

#include <assert.h>

enum { DATA, STATUS, CONTROL };

#define CONTROL_INVERTED 0x0b /* between the register and the pins */
#define STATUS_INVERTED	 PARPORT_BUSY

static const struct type {
	const char *name;
	struct i2c_parport_lines lines; /* set_sda, set_scl, get_sda, get_scl */
} types[I2C_PARPORT_TYPES] = {
    {"Philips",
     {{DATA, 0x80, true}, {CONTROL, 0x08, false}, {STATUS, 0x80, false}, {STATUS, 0x08, false}}},
    {"home brew teletext", {{DATA, 0x02, false}, {DATA, 0x01, false}, {STATUS, 0x80, true}, {0}}},
    {"Velleman K8000", {{CONTROL, 0x02, true}, {CONTROL, 0x08, true}, {STATUS, 0x10, false}, {0}}},
    {"ELV", {{DATA, 0x02, true}, {DATA, 0x01, true}, {STATUS, 0x40, true}, {STATUS, 0x08, true}}},
    {"ADM1032 evaluation board",
     {{DATA, 0x02, true}, {DATA, 0x01, true}, {STATUS, 0x10, true}, {0}}},
    {"ADM1025, ADM1030, ADM1031 evaluation board",
     {{DATA, 0x02, true}, {DATA, 0x01, true}, {STATUS, 0x10, true}, {0}}},
    {"Barco LPT to DVI",
     {{DATA, 0x02, true}, {DATA, 0x01, true}, {STATUS, 0x20, false}, {STATUS, 0x40, false}}},
    {"One For All JP1", {{DATA, 0x01, false}, {DATA, 0x02, false}, {STATUS, 0x80, true}, {0}}},
    {"VCT jig",
     {{DATA, 0x04, true}, {DATA, 0x01, true}, {STATUS, 0x40, false}, {STATUS, 0x80, true}}},
};

const char *i2c_parport_name(unsigned type)
{
	assert(type < I2C_PARPORT_TYPES);
	return types[type].name;
}

const struct i2c_parport_lines *i2c_parport_lines(unsigned type)
{
	assert(type < I2C_PARPORT_TYPES);
	return &types[type].lines;
}

/* The port's pins have changed: what the adapter pulls now. */
static void pins_changed(void *ctx, uint8_t data, uint8_t outputs)
{
	struct i2c_parport *adapter = ctx;
	const struct i2c_parport_lines *lines = i2c_parport_lines(adapter->type);
	const uint8_t reg[] = {[DATA] = data, [CONTROL] = outputs ^ CONTROL_INVERTED};
	bool sda = !(reg[lines->set_sda.off] & lines->set_sda.bit) == lines->set_sda.inverted;
	bool scl = !(reg[lines->set_scl.off] & lines->set_scl.bit) == lines->set_scl.inverted;

	i2c_bits_drive(&adapter->wires, scl, sda);
}

static uint8_t shown(const struct i2c_parport_line *line, bool high)
{
	return high != line->inverted ? line->bit : 0;
}

static void lines_changed(void *ctx, bool scl, bool sda)
{
	struct i2c_parport *adapter = ctx;
	const struct i2c_parport_lines *lines = i2c_parport_lines(adapter->type);
	uint8_t used = lines->get_sda.bit | lines->get_scl.bit;
	uint8_t status = shown(&lines->get_sda, sda) | shown(&lines->get_scl, scl);

	parport_set_inputs(adapter->port,
			   (PARPORT_INPUTS & ~used) | ((status ^ STATUS_INVERTED) & used), 0xff);
	if (adapter->changed)
		adapter->changed(adapter->ctx, scl, sda);
}

void i2c_parport_init(struct i2c_parport *adapter, unsigned type, struct parport *port,
		      struct clock *clock)
{
	assert(type < I2C_PARPORT_TYPES);
	*adapter = (struct i2c_parport){.port = port, .type = type};
	i2c_bits_init(&adapter->wires, clock, lines_changed, adapter);
	parport_connect(port, &(struct parport_plug){pins_changed, adapter});
	lines_changed(adapter, adapter->wires.scl, adapter->wires.sda);
}
