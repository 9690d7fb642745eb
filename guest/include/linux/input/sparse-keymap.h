/* SPDX-License-Identifier: GPL-2.0-only */
/* input/sparse-keymap: few keys with codes far apart, as a list that KE_END ends. */
#ifndef _SPARSE_KEYMAP_H
#define _SPARSE_KEYMAP_H

#include <linux/input.h>

#define KE_END	  0
#define KE_KEY	  1
#define KE_SW	  2 /* a switch, to that value */
#define KE_VSW	  3 /* a switch, to what is reported */
#define KE_IGNORE 4
#define KE_LAST	  KE_IGNORE

struct key_entry {
	int type;
	u32 code;
	union {
		u16 keycode;
		struct {
			u8 code;
			u8 value;
		} sw;
	};
};

struct key_entry *sparse_keymap_entry_from_scancode(struct input_dev *dev, unsigned int code);
struct key_entry *sparse_keymap_entry_from_keycode(struct input_dev *dev, unsigned int code);
/* A copy of keymap becomes dev's, and lives as long. */
int sparse_keymap_setup(struct input_dev *dev, const struct key_entry *keymap,
			int (*setup)(struct input_dev *dev, struct key_entry *entry));
void sparse_keymap_report_entry(struct input_dev *dev, const struct key_entry *ke,
				unsigned int value, bool autorelease);
/* False: not in the map; KEY_UNKNOWN was reported. */
bool sparse_keymap_report_event(struct input_dev *dev, unsigned int code, unsigned int value,
				bool autorelease);

#endif
