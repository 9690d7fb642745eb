/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input-event: the way of an event, from a driver to the handlers.
 *
 * 1. What the device does not have, or what changes nothing, ends here (disposition()).
 * 2. What is for the device (a LED) goes to its event(). The others are kept until SYN_REPORT;
 *    then the packet goes to who grabbed the device, or to all who have it open.
 * 3. A pressed key that the device does not repeat itself is repeated by a timer.
 * 4. event_lock is held throughout, with interrupts off: events come from interrupts.
 */
#include <linux/export.h>
#include <linux/input/mt.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/random.h>

#include "drivers/input/input-core.h"

#define IGNORE	    0
#define TO_HANDLERS 1
#define TO_DEVICE   2
#define TO_ALL	    3
#define OF_SLOT	    4 /* tell the handlers the slot first */
#define FLUSH	    8

static unsigned int code_limit(unsigned int type)
{
	static const unsigned short limits[EV_CNT] = {
	    [EV_KEY] = KEY_MAX, [EV_REL] = REL_MAX, [EV_ABS] = ABS_MAX, [EV_MSC] = MSC_MAX,
	    [EV_SW] = SW_MAX,	[EV_LED] = LED_MAX, [EV_SND] = SND_MAX, [EV_FF] = FF_MAX,
	};

	return type < EV_CNT ? limits[type] : 0;
}

static const unsigned long *codes_of(const struct input_dev *dev, unsigned int type)
{
	switch (type) {
	case EV_KEY:
		return dev->keybit;
	case EV_REL:
		return dev->relbit;
	case EV_ABS:
		return dev->absbit;
	case EV_MSC:
		return dev->mscbit;
	case EV_SW:
		return dev->swbit;
	case EV_LED:
		return dev->ledbit;
	case EV_SND:
		return dev->sndbit;
	case EV_FF:
		return dev->ffbit;
	}
	return NULL;
}

/* Noise about the old value stays the old value, small moves count by a part. */
static int defuzz(int value, int old, int fuzz)
{
	if (!fuzz)
		return value;
	if (value > old - fuzz / 2 && value < old + fuzz / 2)
		return old;
	if (value > old - fuzz && value < old + fuzz)
		return (old * 3 + value) / 4;
	if (value > old - fuzz * 2 && value < old + fuzz * 2)
		return (old + value) / 2;
	return value;
}

static int abs_disposition(struct input_dev *dev, unsigned int code, int *value)
{
	struct input_mt *mt = dev->mt;
	bool is_mt = input_is_mt_value(code), new_slot = false;
	int *old;

	if (code == ABS_MT_SLOT) {
		/* told to the handlers with the first value of the slot */
		if (mt && *value >= 0 && *value < mt->num_slots)
			mt->slot = *value;
		return IGNORE;
	}
	if (!is_mt)
		old = &dev->absinfo[code].value;
	else if (mt)
		old = &mt->slots[mt->slot].abs[code - ABS_MT_FIRST];
	else
		old = NULL; /* without slots each value counts */
	if (old) {
		*value = defuzz(*value, *old, dev->absinfo[code].fuzz);
		if (*old == *value)
			return IGNORE;
		*old = *value;
	}
	if (is_mt && mt)
		new_slot = mt->slot != dev->absinfo[ABS_MT_SLOT].value;
	return TO_HANDLERS | (new_slot ? OF_SLOT : 0);
}

/* On to off or back: otherwise nothing has happened. */
static bool changes(unsigned long *bits, unsigned int code, int value)
{
	if (!!test_bit(code, bits) == !!value)
		return false;
	__change_bit(code, bits);
	return true;
}

static int key_disposition(struct input_dev *dev, unsigned int code, int value)
{
	if (value == 2)
		return TO_HANDLERS; /* repeated */
	return changes(dev->key, code, value) ? TO_HANDLERS : IGNORE;
}

static int syn_disposition(unsigned int code)
{
	switch (code) {
	case SYN_CONFIG:
		return TO_ALL;
	case SYN_REPORT:
		return TO_HANDLERS | FLUSH;
	case SYN_MT_REPORT:
		return TO_HANDLERS;
	}
	return IGNORE;
}

static int rep_disposition(struct input_dev *dev, unsigned int code, int value)
{
	if (code > REP_MAX || value < 0 || dev->rep[code] == value)
		return IGNORE;
	dev->rep[code] = value;
	return TO_ALL;
}

static int disposition(struct input_dev *dev, unsigned int type, unsigned int code, int *value)
{
	const unsigned long *codes = codes_of(dev, type);

	/* a device that nobody may hear says nothing, but that its keys are up */
	if (dev->inhibited && !(type == EV_KEY && !*value) && type != EV_SYN)
		return IGNORE;
	if (codes && (code > code_limit(type) || !test_bit(code, codes)))
		return IGNORE;
	switch (type) {
	case EV_SYN:
		return syn_disposition(code);
	case EV_KEY:
		return key_disposition(dev, code, *value);
	case EV_SW:
		return changes(dev->sw, code, *value) ? TO_HANDLERS : IGNORE;
	case EV_ABS:
		return abs_disposition(dev, code, value);
	case EV_REL:
		return *value ? TO_HANDLERS : IGNORE;
	case EV_MSC:
		return TO_ALL;
	case EV_LED:
		return changes(dev->led, code, *value) ? TO_ALL : IGNORE;
	case EV_SND:
		if (!!test_bit(code, dev->snd) != !!*value)
			__change_bit(code, dev->snd);
		return TO_ALL;
	case EV_REP:
		return rep_disposition(dev, code, *value);
	case EV_FF:
		return *value >= 0 ? TO_DEVICE : IGNORE;
	case EV_PWR:
		return TO_ALL;
	}
	return IGNORE;
}

/* ---- to the handlers ---- */

/* Through a filter: what it leaves is moved together. */
static unsigned int filtered(struct input_handle *handle, struct input_value *vals,
			     unsigned int count)
{
	unsigned int i, left = 0;

	for (i = 0; i < count; i++)
		if (!handle->handler->filter(handle, vals[i].type, vals[i].code, vals[i].value))
			vals[left++] = vals[i];
	return left;
}

static unsigned int to_handler(struct input_handle *handle, struct input_value *vals,
			       unsigned int count)
{
	struct input_handler *handler = handle->handler;
	unsigned int i;

	if (handler->filter)
		count = filtered(handle, vals, count);
	if (!count)
		return 0;
	if (handler->events)
		handler->events(handle, vals, count);
	else if (handler->event)
		for (i = 0; i < count; i++)
			handler->event(handle, vals[i].type, vals[i].code, vals[i].value);
	return count;
}

void input_start_autorepeat(struct input_dev *dev, int code)
{
	if (!test_bit(EV_REP, dev->evbit) || !dev->timer.function)
		return; /* the device repeats by itself, or not at all */
	if (!dev->rep[REP_DELAY] || !dev->rep[REP_PERIOD])
		return;
	dev->repeat_key = code;
	mod_timer(&dev->timer, jiffies + msecs_to_jiffies(dev->rep[REP_DELAY]));
}

static void pass_values(struct input_dev *dev)
{
	unsigned int i, count = dev->num_vals;
	struct input_handle *handle;

	if (dev->grab)
		count = to_handler(dev->grab, dev->vals, count);
	else
		list_for_each_entry (handle, &dev->h_list, d_node)
			if (handle->open && count)
				count = to_handler(handle, dev->vals, count);
	if (!test_bit(EV_REP, dev->evbit) || !test_bit(EV_KEY, dev->evbit))
		return;
	for (i = 0; i < count; i++) {
		if (dev->vals[i].type != EV_KEY || dev->vals[i].value == 2)
			continue;
		if (dev->vals[i].value)
			input_start_autorepeat(dev, dev->vals[i].code);
		else
			del_timer(&dev->timer);
	}
}

static void keep(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	dev->vals[dev->num_vals++] = (struct input_value){type, code, value};
}

static void flush(struct input_dev *dev)
{
	if (dev->num_vals >= 2)
		pass_values(dev);
	dev->num_vals = 0;
	/* taken anew for each packet */
	dev->timestamp[INPUT_CLK_MONO] = 0;
}

void input_handle_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	int where = disposition(dev, type, code, &value);

	if (where != IGNORE && type != EV_SYN)
		add_input_randomness(type, code, value);
	if (where & TO_DEVICE && dev->event)
		dev->event(dev, type, code, value);
	if (!dev->vals)
		return;
	if (where & OF_SLOT) {
		dev->absinfo[ABS_MT_SLOT].value = dev->mt->slot;
		keep(dev, EV_ABS, ABS_MT_SLOT, dev->mt->slot);
	}
	if (where & TO_HANDLERS)
		keep(dev, type, code, value);
	if (where & FLUSH) {
		flush(dev);
	} else if (dev->num_vals >= dev->max_vals - 2) {
		/* a packet longer than was announced goes out in parts */
		keep(dev, EV_SYN, SYN_REPORT, 1);
		flush(dev);
	}
}

void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	unsigned long flags;

	if (type >= EV_CNT || !test_bit(type, dev->evbit))
		return;
	spin_lock_irqsave(&dev->event_lock, flags);
	input_handle_event(dev, type, code, value);
	spin_unlock_irqrestore(&dev->event_lock, flags);
}
EXPORT_SYMBOL(input_event);

void input_inject_event(struct input_handle *handle, unsigned int type, unsigned int code,
			int value)
{
	struct input_dev *dev = handle->dev;
	unsigned long flags;

	if (type >= EV_CNT || !test_bit(type, dev->evbit))
		return;
	spin_lock_irqsave(&dev->event_lock, flags);
	if (!dev->grab || dev->grab == handle)
		input_handle_event(dev, type, code, value);
	spin_unlock_irqrestore(&dev->event_lock, flags);
}
EXPORT_SYMBOL(input_inject_event);

void input_repeat_key(struct timer_list *t)
{
	struct input_dev *dev = from_timer(dev, t, timer);
	unsigned int key, period;
	unsigned long flags;

	spin_lock_irqsave(&dev->event_lock, flags);
	key = dev->repeat_key;
	period = dev->rep[REP_PERIOD];
	/* still down, and still a key of the device */
	if (test_bit(key, dev->keybit) && test_bit(key, dev->key) && !dev->inhibited) {
		input_handle_event(dev, EV_KEY, key, 2);
		input_handle_event(dev, EV_SYN, SYN_REPORT, 1);
		if (period)
			mod_timer(&dev->timer, jiffies + msecs_to_jiffies(period));
	}
	spin_unlock_irqrestore(&dev->event_lock, flags);
}

void input_release_keys(struct input_dev *dev)
{
	unsigned int code;
	bool any = false;

	if (!test_bit(EV_KEY, dev->evbit))
		return;
	for_each_set_bit(code, dev->key, KEY_CNT)
	{
		input_handle_event(dev, EV_KEY, code, 0);
		any = true;
	}
	if (any)
		input_handle_event(dev, EV_SYN, SYN_REPORT, 1);
}

void input_set_timestamp(struct input_dev *dev, ktime_t timestamp)
{
	dev->timestamp[INPUT_CLK_MONO] = timestamp;
	dev->timestamp[INPUT_CLK_REAL] = timestamp + ktime_get_real_ns() - ktime_get_ns();
	dev->timestamp[INPUT_CLK_BOOT] = timestamp;
}
EXPORT_SYMBOL(input_set_timestamp);

ktime_t *input_get_timestamp(struct input_dev *dev)
{
	if (!dev->timestamp[INPUT_CLK_MONO])
		input_set_timestamp(dev, ktime_get());
	return dev->timestamp;
}
EXPORT_SYMBOL(input_get_timestamp);

void input_enable_softrepeat(struct input_dev *dev, int delay, int period)
{
	dev->timer.function = input_repeat_key;
	dev->rep[REP_DELAY] = delay;
	dev->rep[REP_PERIOD] = period;
}
EXPORT_SYMBOL(input_enable_softrepeat);

void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code)
{
	unsigned long *codes = (unsigned long *)codes_of(dev, type);

	if (type == EV_ABS)
		input_alloc_absinfo(dev);
	if (codes && code <= code_limit(type)) {
		__set_bit(code, codes);
	} else if (type != EV_PWR) {
		pr_err("%s: unknown type %u (code %u)\n", __func__, type, code);
		return;
	}
	__set_bit(type, dev->evbit);
}
EXPORT_SYMBOL(input_set_capability);
