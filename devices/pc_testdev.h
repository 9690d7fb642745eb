/* SPDX-License-Identifier: GPL-2.0-only */
/* pc_testdev: QEMU's pc-testdev: what test suites for processors expect of the board. */
#ifndef ZONEMU_DEVICES_PC_TESTDEV_H
#define ZONEMU_DEVICES_PC_TESTDEV_H

#include <stdint.h>

#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define PC_TESTDEV_PORT		0xe0
#define PC_TESTDEV_BYTE_PORT	0xe8
#define PC_TESTDEV_IRQ_PORT	0x2000
#define PC_TESTDEV_IRQS		24
#define PC_TESTDEV_MEMORY_FIRST 0xff000000u
#define PC_TESTDEV_MEMORY_BYTES 0x10000u

struct pc_testdev {
	struct irq_line irq[PC_TESTDEV_IRQS];
	uint32_t data;
	uint8_t memory[PC_TESTDEV_MEMORY_BYTES];
};

void pc_testdev_init(struct pc_testdev *dev, const struct irq_line *irq);
void pc_testdev_reset(struct pc_testdev *dev);

extern const struct io_ops pc_testdev_ops;	  /* E0h-E7h */
extern const struct io_ops pc_testdev_byte_ops;	  /* E8h-EBh */
extern const struct io_ops pc_testdev_irq_ops;	  /* 2000h-2017h */
extern const struct io_ops pc_testdev_memory_ops; /* FF000000h, 64 KiB */
extern const struct snap_desc pc_testdev_snap;

#endif
