/* SPDX-License-Identifier: GPL-2.0-only */
/* i8042: between the controller, and the keyboard and mouse behind it. */
#ifndef DRIVERS_INPUT_I8042_H
#define DRIVERS_INPUT_I8042_H

#include <linux/types.h>

/*
 * A command byte for the keyboard or mouse, its argument (-1: none), and its answers behind the
 * acknowledgement. 0, -EIO: it did not acknowledge, -ENODEV: the controller does not take it.
 * Other bytes that come meanwhile go their way. Waits busily for milliseconds; any context.
 */
int ps2_command(bool mouse, u8 command, int argument, u8 *answer, unsigned int answers);

/* A byte from the device, in its interrupt. */
void ps2_keyboard_byte(u8 byte);
void ps2_mouse_byte(u8 byte);

int ps2_keyboard_register(void);
int ps2_mouse_register(void);

#endif
