/* SPDX-License-Identifier: GPL-2.0-only */
/* keyboard: what keys mean, and the lights. */
#ifndef DRIVERS_VT_KEYBOARD_H
#define DRIVERS_VT_KEYBOARD_H

#include <linux/types.h>

struct vt;

u8 keyboard_get_leds(const struct vt *vt);
/* LED_; above 7: they show the locks again. */
void keyboard_set_leds(u8 leds);
/* A key, by its KEY_ number, in an interrupt. */
void keyboard_key(unsigned int code, unsigned int down); /* down: 2 when it repeats */
void keyboard_show_leds(void); /* to all keyboards, soon */
u8 keyboard_shift_state(void); /* 1 << KG_SHIFT and so on */

/* keyboard_input.c. The three lights of all keyboards, LED_SCR and so on. */
void keyboard_input_leds(u8 leds);

#endif
