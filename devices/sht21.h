/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sht21: one humidity and temperature sensor on a two-wire bus, at address 40h.
 *
 * Host side: the surroundings are set in thousandths of a degree Celsius and
 * of a percent; a measurement takes what is set when it ends. Faults are set
 * as a mask and last until they are taken back.
 */
#ifndef ZONEMU_DEVICES_SHT21_H
#define ZONEMU_DEVICES_SHT21_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/i2c.h"
#include "devices/snapshot.h"

#define SHT21_ADDRESS 0x40

enum {
	SHT21_FAULT_NAK = 1 << 0,     /* acknowledges nothing */
	SHT21_FAULT_CRC = 1 << 1,     /* every checksum is wrong */
	SHT21_FAULT_STRETCH = 1 << 2, /* a measurement in hold mode never lets go of SCL */
};

enum sht21_state {
	SHT21_IDLE,
	SHT21_WRITE_USER, /* E6h came: the register's new value is next */
	SHT21_READ_USER,  /* E7h came */
	SHT21_ID_HIGH,	  /* FAh came; 0Fh is next */
	SHT21_ID_LOW,	  /* FCh came; C9h is next */
	SHT21_READ_ID,	  /* the answer is in reply[] */
	SHT21_HOLD,	  /* E3h or E5h came: the read header starts the measurement */
	SHT21_MEASURING,  /* until ready_ns */
};

struct sht21 {
	struct clock *clock;
	struct i2c_device i2c;

	/* surroundings; look, if there is one, sets them just before they are measured */
	void (*look)(void *ctx, struct sht21 *sensor);
	void *look_ctx;
	int32_t temperature_mc; /* thousandths of a degree Celsius */
	int32_t humidity_mpct;	/* thousandths of a percent */
	uint32_t supply_mv;
	uint32_t faults; /* SHT21_FAULT_* */
	uint64_t serial; /* SNA_1 SNA_0 SNB_3 SNB_2 SNB_1 SNB_0 SNC_1 SNC_0, high byte first */

	uint8_t user;	   /* the user register */
	uint8_t state;	   /* enum sht21_state */
	bool humidity;	   /* what is measured; else temperature */
	bool hold;	   /* SCL is held meanwhile */
	uint64_t ready_ns; /* when the measurement, or the start-up, is over */
	uint8_t reply[8];
	uint8_t reply_bytes, reply_next;
};

/* Powers it up: it answers 15 ms later. 21 degrees, 45 percent, 3.3 V. */
void sht21_init(struct sht21 *sensor, struct clock *clock);
/* It was powered up long before. */
void sht21_preset(struct sht21 *sensor);

extern const struct snap_desc sht21_snap;

#endif
