/* SPDX-License-Identifier: GPL-2.0-only */
/* input-core: what the files of drivers/input tell each other. */
#ifndef DRIVERS_INPUT_INPUT_CORE_H
#define DRIVERS_INPUT_INPUT_CORE_H

#include <linux/input.h>

#define INPUT_MAJOR	     13
#define INPUT_DYNAMIC_MINORS 256
#define INPUT_DYNAMIC_COUNT  768

extern const struct attribute_group *input_dev_attr_groups[];

/* input-event.c. All with event_lock. */
void input_handle_event(struct input_dev *dev, unsigned int type, unsigned int code, int value);
void input_release_keys(struct input_dev *dev);
void input_repeat_key(struct timer_list *t);
void input_start_autorepeat(struct input_dev *dev, int code);

/* input-keymap.c: for a driver whose keycode is an array. */
int input_default_getkeycode(struct input_dev *dev, struct input_keymap_entry *ke);
int input_default_setkeycode(struct input_dev *dev, const struct input_keymap_entry *ke,
			     unsigned int *old_keycode);

/* input-poller.c. */
void input_dev_poller_start(struct input_dev_poller *poller);
void input_dev_poller_stop(struct input_dev_poller *poller);
void input_dev_poller_finalize(struct input_dev_poller *poller);
extern const struct attribute_group input_poller_group;

#endif
