/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * piix4_smbus: the SMBus host controller inside the PIIX4's power management
 * function. piix4_pm places its window and routes its interrupt.
 */
#ifndef ZONEMU_DEVICES_PIIX4_SMBUS_H
#define ZONEMU_DEVICES_PIIX4_SMBUS_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/i2c.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define PIIX4_SMBUS_BYTES 16
#define PIIX4_SMBUS_BLOCK 32
#define PIIX4_SMBUS_BIT_NS 62500 /* 16 kHz */

struct piix4_smbus {
	struct clock *clock;
	struct irq_line irq;
	struct i2c_bus bus;
	uint8_t status, control, command, address, data[2];
	uint8_t block[PIIX4_SMBUS_BLOCK];
	uint8_t index;		  /* in block, for the processor's accesses */
	uint8_t slave[8];	  /* the slave side's registers, kept: offsets 1, 8 to D */
	uint8_t step;		  /* of the transaction */
	uint8_t moved;		  /* data bytes so far */
	struct clock_timer timer; /* the byte on the wire is over */
};

void piix4_smbus_init(struct piix4_smbus *smbus, struct clock *clock, struct irq_line irq);
void piix4_smbus_reset(struct piix4_smbus *smbus);

uint8_t piix4_smbus_read(struct piix4_smbus *smbus, unsigned off);
uint8_t piix4_smbus_peek(const struct piix4_smbus *smbus, unsigned off);
void piix4_smbus_write(struct piix4_smbus *smbus, unsigned off, uint8_t value);

extern const struct io_ops piix4_smbus_ops; /* SMBBA, 16 bytes; claimed by piix4_pm */
extern const struct snap_desc piix4_smbus_snap;

#endif
