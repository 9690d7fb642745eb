/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_codes: scan codes. The keyboard controller's table from set 2 to set 1
 * is the one source; the keyboard uses it backwards.
 */
#ifndef ZONEMU_DEVICES_PS2_CODES_H
#define ZONEMU_DEVICES_PS2_CODES_H

#include <stdbool.h>
#include <stdint.h>

/* What an 8042 makes of a byte of set 2 (break prefixes and bit 7 apart). */
uint8_t ps2_set2_to_set1(uint8_t code);
/* The set-2 code of a set-1 make code; 0: no such key. E0 prefixes are the same in both sets. */
uint8_t ps2_set1_to_set2(uint8_t code);
/* The set-3 code of a set-1 make code with or without E0; 0: no such key. */
uint8_t ps2_set1_to_set3(uint8_t code, bool extended);

#endif
