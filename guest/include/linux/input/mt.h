/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input/mt: several fingers at once, each in a slot. Choose a slot, report whether something
 * touches there and where; input_mt_sync_frame() ends what was seen at one time.
 */
#ifndef _INPUT_MT_H
#define _INPUT_MT_H

#include <linux/input.h>

#define TRKID_MAX 0xffff

#define INPUT_MT_POINTER     0x0001 /* a touch pad */
#define INPUT_MT_DIRECT	     0x0002 /* a touch screen */
#define INPUT_MT_DROP_UNUSED 0x0004 /* a slot not reported in a frame is empty */
#define INPUT_MT_TRACK	     0x0008 /* input_mt_assign_slots() is used */
#define INPUT_MT_SEMI_MT     0x0010 /* only the box around all of them is known */

struct input_mt_slot {
	int abs[ABS_MT_LAST - ABS_MT_FIRST + 1];
	unsigned int frame; /* when it was reported last */
	unsigned int key;
};

struct input_mt {
	int trkid; /* the next contact's */
	int num_slots;
	int slot; /* chosen */
	unsigned int flags;
	unsigned int frame;
	int *red;
	struct input_mt_slot slots[];
};

static inline void input_mt_set_value(struct input_mt_slot *slot, unsigned int code, int value)
{
	slot->abs[code - ABS_MT_FIRST] = value;
}

static inline int input_mt_get_value(const struct input_mt_slot *slot, unsigned int code)
{
	return slot->abs[code - ABS_MT_FIRST];
}

static inline bool input_mt_is_active(const struct input_mt_slot *slot)
{
	return input_mt_get_value(slot, ABS_MT_TRACKING_ID) >= 0;
}

static inline bool input_mt_is_used(const struct input_mt *mt, const struct input_mt_slot *slot)
{
	return slot->frame == mt->frame;
}

int input_mt_init_slots(struct input_dev *dev, unsigned int num_slots, unsigned int flags);
void input_mt_destroy_slots(struct input_dev *dev);

static inline int input_mt_new_trkid(struct input_mt *mt)
{
	return mt->trkid++ & TRKID_MAX;
}

static inline void input_mt_slot(struct input_dev *dev, int slot)
{
	input_event(dev, EV_ABS, ABS_MT_SLOT, slot);
}

static inline bool input_is_mt_value(int axis)
{
	return axis >= ABS_MT_FIRST && axis <= ABS_MT_LAST;
}

static inline bool input_is_mt_axis(int axis)
{
	return axis == ABS_MT_SLOT || input_is_mt_value(axis);
}

/* What the chosen slot holds; active is given back. */
bool input_mt_report_slot_state(struct input_dev *dev, unsigned int tool_type, bool active);

static inline void input_mt_report_slot_inactive(struct input_dev *dev)
{
	input_mt_report_slot_state(dev, 0, false);
}

void input_mt_report_finger_count(struct input_dev *dev, int count);
/* The oldest contact as one pointer, for programs that know of no more. */
void input_mt_report_pointer_emulation(struct input_dev *dev, bool use_count);
void input_mt_drop_unused(struct input_dev *dev);
void input_mt_sync_frame(struct input_dev *dev);

struct input_mt_pos {
	s16 x, y;
};

/* Which slot each position belongs to: the nearest contact no further than dmax (0: any). */
int input_mt_assign_slots(struct input_dev *dev, int *slots, const struct input_mt_pos *pos,
			  int num_pos, int dmax);
int input_mt_get_slot_by_key(struct input_dev *dev, int key); /* -1: no slot is free */

#endif
