/* SPDX-License-Identifier: GPL-2.0-only */
/* keymap: the tables behind the keyboard, Linux's in form. */
#ifndef DRIVERS_KEYMAP_H
#define DRIVERS_KEYMAP_H

#include <linux/types.h>

extern u16 *key_maps[]; /* by what is held, 1 << KG_SHIFT and so on; NULL: no such map */
extern char *func_table[];

void keymap_init(void);
u8 extended_of_keycode(unsigned int code); /* 0: none */
u16 keymap_get(unsigned int map, unsigned int code);
int keymap_set(unsigned int map, unsigned int code, u16 sym);

#endif
