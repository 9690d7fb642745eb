/* SPDX-License-Identifier: GPL-2.0-only */
/* keyboard: its lights, for programs. */
#ifndef DRIVERS_VT_KEYBOARD_H
#define DRIVERS_VT_KEYBOARD_H

#include <linux/types.h>

struct vt;

u8 keyboard_get_leds(const struct vt *vt);
/* LED_; above 7: they show the locks again. */
void keyboard_set_leds(u8 leds);
u8 keyboard_shift_state(void); /* 1 << KG_SHIFT and so on */

#endif
