/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_mouse: a PS/2 mouse with three buttons and, once asked for by the usual
 * knock, a wheel (ID 3) and five buttons (ID 4).
 */
#ifndef ZONEMU_DEVICES_PS2_MOUSE_H
#define ZONEMU_DEVICES_PS2_MOUSE_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/irq.h"
#include "devices/ps2_queue.h"
#include "devices/snapshot.h"

struct ps2_mouse {
	struct clock *clock;
	struct irq_line ready; /* pulsed whenever a byte is ready to be taken */
	struct ps2_queue queue;
	uint8_t id; /* 0, 3 or 4 */
	bool remote, wrap, reporting, scale2;
	uint8_t resolution; /* 0-3: 1, 2, 4, 8 counts per mm */
	uint8_t rate;	    /* samples per second */
	uint8_t knock[2];   /* the two sample rates set before */
	uint8_t awaiting;   /* the command whose parameter is next, or 0 */
	uint8_t last_sent;
	uint8_t buttons, told; /* bits 0 left, 1 right, 2 middle, 3 fourth, 4 fifth */
	int32_t dx, dy, dz;    /* moved and not yet told; y grows upwards, z towards the user */
	struct clock_timer sample_timer, test_timer;
};

void ps2_mouse_init(struct ps2_mouse *mouse, struct clock *clock, struct irq_line ready);
void ps2_mouse_reset(struct ps2_mouse *mouse);

/* The next byte for the controller, or -1; and a byte from it. */
int ps2_mouse_take(struct ps2_mouse *mouse);
void ps2_mouse_write(struct ps2_mouse *mouse, uint8_t byte);

/* Host side: a movement in counts (y upwards, z the wheel) and the buttons as they are now. */
void ps2_mouse_move(struct ps2_mouse *mouse, int dx, int dy, int dz, uint8_t buttons);

extern const struct snap_desc ps2_mouse_snap;

#endif
