/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_keyboard: a 101/102-key PS/2 keyboard: scan code sets 1, 2 and 3,
 * typematic repeat, LEDs and the command set.
 */
#ifndef ZONEMU_DEVICES_PS2_KEYBOARD_H
#define ZONEMU_DEVICES_PS2_KEYBOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/irq.h"
#include "devices/ps2_queue.h"
#include "devices/snapshot.h"

struct ps2_keyboard {
	struct clock *clock;
	struct irq_line ready;	/* pulsed whenever a byte is ready to be taken */
	struct ps2_queue reply; /* answers go before keys */
	struct ps2_queue keys;
	uint8_t set; /* 1, 2 or 3 */
	bool scanning;
	uint8_t leds;	    /* bits 0 Scroll, 1 Num, 2 Caps Lock */
	uint8_t rate;	    /* typematic: the byte of command F3 */
	uint8_t set3_keys;  /* what keys do in set 3: the last of commands F7-FA, 0 by default */
	uint8_t awaiting;   /* the command whose parameter is next, or 0 */
	uint8_t last_sent;  /* for FE */
	uint8_t prefix;	    /* host side: E0 or E1 seen */
	uint8_t pause_byte; /* host side: the first byte after E1 */
	uint16_t repeating; /* the key held down, or 0 */
	struct clock_timer repeat_timer, test_timer;
};

void ps2_keyboard_init(struct ps2_keyboard *kbd, struct clock *clock, struct irq_line ready);
void ps2_keyboard_reset(struct ps2_keyboard *kbd);

/* The next byte for the controller, or -1; and a byte from it. */
int ps2_keyboard_take(struct ps2_keyboard *kbd);
void ps2_keyboard_write(struct ps2_keyboard *kbd, uint8_t byte);

/* A key by its set-1 bytes: E0 and E1 prefixes come as bytes of their own, bit 7 is a break. */
void ps2_keyboard_set1(struct ps2_keyboard *kbd, uint8_t byte);
/* There is room for a key's bytes. Keys given without room are lost whole, as on a real one. */
bool ps2_keyboard_wants_key(const struct ps2_keyboard *kbd);

extern const struct snap_desc ps2_keyboard_snap;

#endif
