/* SPDX-License-Identifier: GPL-2.0-only */
/* mpu401: a MIDI interface, MPU-401 compatible, in its UART mode. */
#ifndef ZONEMU_DEVICES_MPU401_H
#define ZONEMU_DEVICES_MPU401_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

struct mpu401 {
	struct irq_line irq; /* high while there is something to read */
	uint8_t answer;
	bool waits; /* answer is to be read */
	bool uart;
};

void mpu401_init(struct mpu401 *midi, struct irq_line irq);
void mpu401_reset(struct mpu401 *midi);

extern const struct io_ops mpu401_ops; /* 330h, 331h */
extern const struct snap_desc mpu401_snap;

#endif
