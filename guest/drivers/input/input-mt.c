/* SPDX-License-Identifier: GPL-2.0-only */
/* input-mt: several fingers, each in a slot of its own. */
#include <linux/export.h>
#include <linux/input/mt.h>
#include <linux/kernel.h>
#include <linux/slab.h>

static void copy_axis(struct input_dev *dev, unsigned int dst, unsigned int src)
{
	if (dev->absinfo && test_bit(src, dev->absbit)) {
		dev->absinfo[dst] = dev->absinfo[src];
		dev->absinfo[dst].fuzz = 0;
		__set_bit(dst, dev->absbit);
	}
}

static void set_pointer(struct input_dev *dev, unsigned int flags)
{
	__set_bit(EV_KEY, dev->evbit);
	__set_bit(BTN_TOUCH, dev->keybit);
	copy_axis(dev, ABS_X, ABS_MT_POSITION_X);
	copy_axis(dev, ABS_Y, ABS_MT_POSITION_Y);
	copy_axis(dev, ABS_PRESSURE, ABS_MT_PRESSURE);
	if (flags & INPUT_MT_DIRECT)
		__set_bit(INPUT_PROP_DIRECT, dev->propbit);
	if (!(flags & INPUT_MT_POINTER))
		return;
	__set_bit(BTN_TOOL_FINGER, dev->keybit);
	__set_bit(BTN_TOOL_DOUBLETAP, dev->keybit);
	if (dev->mt->num_slots >= 3)
		__set_bit(BTN_TOOL_TRIPLETAP, dev->keybit);
	if (dev->mt->num_slots >= 4)
		__set_bit(BTN_TOOL_QUADTAP, dev->keybit);
	if (dev->mt->num_slots >= 5)
		__set_bit(BTN_TOOL_QUINTTAP, dev->keybit);
	__set_bit(INPUT_PROP_POINTER, dev->propbit);
}

int input_mt_init_slots(struct input_dev *dev, unsigned int num_slots, unsigned int flags)
{
	struct input_mt *mt = dev->mt;
	unsigned int i;

	if (!num_slots)
		return 0;
	if (mt)
		return mt->num_slots != (int)num_slots ? -EINVAL : 0;
	mt = kzalloc(struct_size(mt, slots, num_slots), GFP_KERNEL);
	if (!mt)
		return -ENOMEM;
	mt->num_slots = num_slots;
	mt->flags = flags;
	mt->frame = 1;
	dev->mt = mt;
	input_set_abs_params(dev, ABS_MT_SLOT, 0, num_slots - 1, 0, 0);
	input_set_abs_params(dev, ABS_MT_TRACKING_ID, 0, TRKID_MAX, 0, 0);
	if (flags & (INPUT_MT_POINTER | INPUT_MT_DIRECT))
		set_pointer(dev, flags);
	if (flags & INPUT_MT_SEMI_MT)
		__set_bit(INPUT_PROP_SEMI_MT, dev->propbit);
	for (i = 0; i < num_slots; i++)
		input_mt_set_value(&mt->slots[i], ABS_MT_TRACKING_ID, -1);
	return 0;
}
EXPORT_SYMBOL(input_mt_init_slots);

void input_mt_destroy_slots(struct input_dev *dev)
{
	if (dev->mt)
		kfree(dev->mt->red);
	kfree(dev->mt);
	dev->mt = NULL;
}
EXPORT_SYMBOL(input_mt_destroy_slots);

bool input_mt_report_slot_state(struct input_dev *dev, unsigned int tool_type, bool active)
{
	struct input_mt *mt = dev->mt;
	struct input_mt_slot *chosen;
	int contact = -1;

	if (!mt)
		return false;
	chosen = mt->slots + mt->slot;
	chosen->frame = mt->frame;
	if (active && input_mt_is_active(chosen))
		contact = input_mt_get_value(chosen, ABS_MT_TRACKING_ID);
	else if (active)
		contact = input_mt_new_trkid(mt);
	input_report_abs(dev, ABS_MT_TRACKING_ID, contact);
	if (active)
		input_report_abs(dev, ABS_MT_TOOL_TYPE, tool_type);
	return active;
}
EXPORT_SYMBOL(input_mt_report_slot_state);

void input_mt_report_finger_count(struct input_dev *dev, int count)
{
	static const u16 tools[] = {BTN_TOOL_FINGER, BTN_TOOL_DOUBLETAP, BTN_TOOL_TRIPLETAP,
				    BTN_TOOL_QUADTAP, BTN_TOOL_QUINTTAP};
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(tools); i++)
		input_report_key(dev, tools[i], count == i + 1);
}
EXPORT_SYMBOL(input_mt_report_finger_count);

/* Contacts are numbered as they come; the numbers wrap. */
static struct input_mt_slot *oldest(struct input_mt *mt, int *count)
{
	struct input_mt_slot *first = NULL;
	int i, id, first_id = mt->trkid;

	*count = 0;
	for (i = 0; i < mt->num_slots; i++) {
		if (!input_mt_is_active(&mt->slots[i]))
			continue;
		id = input_mt_get_value(&mt->slots[i], ABS_MT_TRACKING_ID);
		if (!first || ((id - first_id) & ((TRKID_MAX + 1) >> 1))) {
			first = &mt->slots[i];
			first_id = id;
		}
		++*count;
	}
	return first;
}

void input_mt_report_pointer_emulation(struct input_dev *dev, bool use_count)
{
	struct input_mt *mt = dev->mt;
	struct input_mt_slot *first;
	int count;

	if (!mt)
		return;
	first = oldest(mt, &count);
	input_event(dev, EV_KEY, BTN_TOUCH, count > 0);
	if (use_count)
		input_mt_report_finger_count(dev, count);
	if (!first) {
		if (test_bit(ABS_MT_PRESSURE, dev->absbit))
			input_event(dev, EV_ABS, ABS_PRESSURE, 0);
		return;
	}
	input_event(dev, EV_ABS, ABS_X, input_mt_get_value(first, ABS_MT_POSITION_X));
	input_event(dev, EV_ABS, ABS_Y, input_mt_get_value(first, ABS_MT_POSITION_Y));
	if (test_bit(ABS_MT_PRESSURE, dev->absbit))
		input_event(dev, EV_ABS, ABS_PRESSURE, input_mt_get_value(first, ABS_MT_PRESSURE));
}
EXPORT_SYMBOL(input_mt_report_pointer_emulation);

void input_mt_drop_unused(struct input_dev *dev)
{
	struct input_mt *mt = dev->mt;
	int i;

	if (!mt)
		return;
	for (i = 0; i < mt->num_slots; i++) {
		if (input_mt_is_active(&mt->slots[i]) && !input_mt_is_used(mt, &mt->slots[i])) {
			input_mt_slot(dev, i);
			input_event(dev, EV_ABS, ABS_MT_TRACKING_ID, -1);
		}
	}
}
EXPORT_SYMBOL(input_mt_drop_unused);

void input_mt_sync_frame(struct input_dev *dev)
{
	struct input_mt *mt = dev->mt;

	if (!mt)
		return;
	if (mt->flags & INPUT_MT_DROP_UNUSED)
		input_mt_drop_unused(dev);
	if (mt->flags & (INPUT_MT_POINTER | INPUT_MT_DIRECT))
		input_mt_report_pointer_emulation(dev, mt->flags & INPUT_MT_POINTER &&
							   !(mt->flags & INPUT_MT_SEMI_MT));
	mt->frame++;
}
EXPORT_SYMBOL(input_mt_sync_frame);

static int distance(const struct input_mt_slot *slot, const struct input_mt_pos *pos)
{
	return abs(input_mt_get_value(slot, ABS_MT_POSITION_X) - pos->x) +
	       abs(input_mt_get_value(slot, ABS_MT_POSITION_Y) - pos->y);
}

static bool taken(const int *slots, int n, int slot)
{
	while (n--)
		if (slots[n] == slot)
			return true;
	return false;
}

/* The pair that lies closest, of those that have no partner yet. */
static bool closest_pair(struct input_mt *mt, int *slots, const struct input_mt_pos *pos,
			 int num_pos, int dmax)
{
	int i, k, d, best = INT_MAX, best_pos = -1, best_slot = -1;

	for (i = 0; i < num_pos; i++) {
		for (k = 0; slots[i] < 0 && k < mt->num_slots; k++) {
			if (!input_mt_is_active(&mt->slots[k]) || taken(slots, num_pos, k))
				continue;
			d = distance(&mt->slots[k], &pos[i]);
			if (d < best && (!dmax || d <= dmax)) {
				best = d;
				best_pos = i;
				best_slot = k;
			}
		}
	}
	if (best_pos >= 0)
		slots[best_pos] = best_slot;
	return best_pos >= 0;
}

int input_mt_assign_slots(struct input_dev *dev, int *slots, const struct input_mt_pos *pos,
			  int num_pos, int dmax)
{
	struct input_mt *mt = dev->mt;
	int i, k;

	if (!mt || num_pos > mt->num_slots)
		return -ENXIO;
	for (i = 0; i < num_pos; i++)
		slots[i] = -1;
	while (closest_pair(mt, slots, pos, num_pos, dmax))
		;
	/* the others have come anew; a slot that was left this time is not reused before the next
	 */
	for (i = 0; i < num_pos; i++)
		for (k = 0; slots[i] < 0 && k < mt->num_slots; k++)
			if (!input_mt_is_active(&mt->slots[k]) && !taken(slots, num_pos, k))
				slots[i] = k;
	for (i = 0; i < num_pos; i++)
		for (k = 0; slots[i] < 0 && k < mt->num_slots; k++)
			if (!taken(slots, num_pos, k))
				slots[i] = k;
	return 0;
}
EXPORT_SYMBOL(input_mt_assign_slots);

int input_mt_get_slot_by_key(struct input_dev *dev, int key)
{
	struct input_mt *mt = dev->mt;
	int i;

	if (!mt)
		return -1;
	for (i = 0; i < mt->num_slots; i++)
		if (input_mt_is_active(&mt->slots[i]) && (int)mt->slots[i].key == key)
			return i;
	for (i = 0; i < mt->num_slots; i++) {
		if (!input_mt_is_active(&mt->slots[i]) && !input_mt_is_used(mt, &mt->slots[i])) {
			mt->slots[i].key = key;
			return i;
		}
	}
	return -1;
}
EXPORT_SYMBOL(input_mt_get_slot_by_key);
