/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input: keyboards, mice, touch screens, buttons (drivers/input/). A driver says what its
 * device can (evbit, keybit, ...), registers it, and reports events in packets that
 * input_sync() ends; handlers (evdev: /dev/input/eventN) take them. Events that change
 * nothing, and those the device does not have, go no further.
 */
#ifndef _INPUT_H
#define _INPUT_H

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/device.h>
#include <linux/fs.h>
#include <linux/input_user.h>
#include <linux/ktime.h>
#include <linux/list.h>
#include <linux/mod_devicetable.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/time.h>
#include <linux/timer.h>
#include <linux/types.h>

#define ABS_MT_FIRST ABS_MT_TOUCH_MAJOR
#define ABS_MT_LAST  ABS_MT_TOOL_Y

struct ff_device;
struct input_dev_poller;
struct input_handle;
struct input_mt;

struct input_value {
	__u16 type;
	__u16 code;
	__s32 value;
};

enum input_clock_type { INPUT_CLK_REAL = 0, INPUT_CLK_MONO, INPUT_CLK_BOOT, INPUT_CLK_MAX };

struct input_dev {
	const char *name, *phys, *uniq; /* the driver's */
	struct input_id id;
	/* What there is. */
	unsigned long propbit[BITS_TO_LONGS(INPUT_PROP_CNT)];
	unsigned long evbit[BITS_TO_LONGS(EV_CNT)];
	unsigned long keybit[BITS_TO_LONGS(KEY_CNT)];
	unsigned long relbit[BITS_TO_LONGS(REL_CNT)];
	unsigned long absbit[BITS_TO_LONGS(ABS_CNT)];
	unsigned long mscbit[BITS_TO_LONGS(MSC_CNT)];
	unsigned long ledbit[BITS_TO_LONGS(LED_CNT)];
	unsigned long sndbit[BITS_TO_LONGS(SND_CNT)];
	unsigned long ffbit[BITS_TO_LONGS(FF_CNT)];
	unsigned long swbit[BITS_TO_LONGS(SW_CNT)];
	unsigned int hint_events_per_packet;
	/* The map from scan codes: keycodemax of keycodesize bytes each. */
	unsigned int keycodemax, keycodesize;
	void *keycode;
	int (*setkeycode)(struct input_dev *dev, const struct input_keymap_entry *ke,
			  unsigned int *old_keycode);
	int (*getkeycode)(struct input_dev *dev, struct input_keymap_entry *ke);
	struct ff_device *ff;
	struct input_dev_poller *poller;
	unsigned int repeat_key;
	struct timer_list timer; /* of the repetition */
	int rep[REP_CNT];
	struct input_mt *mt;
	struct input_absinfo *absinfo;
	/* What is pressed, lit, sounding, switched. */
	unsigned long key[BITS_TO_LONGS(KEY_CNT)];
	unsigned long led[BITS_TO_LONGS(LED_CNT)];
	unsigned long snd[BITS_TO_LONGS(SND_CNT)];
	unsigned long sw[BITS_TO_LONGS(SW_CNT)];
	int (*open)(struct input_dev *dev); /* somebody listens; may be missing */
	void (*close)(struct input_dev *dev);
	int (*flush)(struct input_dev *dev, struct file *file);
	/* Something for the device: a LED, a sound. event_lock, interrupts off. */
	int (*event)(struct input_dev *dev, unsigned int type, unsigned int code, int value);
	struct input_handle *grab; /* who alone gets the events; NULL: all do */
	spinlock_t event_lock;
	struct mutex mutex; /* open and close */
	unsigned int users;
	bool going_away;
	struct device dev;
	struct list_head h_list, node;
	unsigned int num_vals, max_vals;
	struct input_value *vals; /* of the packet under way */
	bool devres_managed;
	ktime_t timestamp[INPUT_CLK_MAX];
	bool inhibited;
};
#define to_input_dev(d) container_of(d, struct input_dev, dev)

#define INPUT_DEVICE_ID_MATCH_DEVICE                                                               \
	(INPUT_DEVICE_ID_MATCH_BUS | INPUT_DEVICE_ID_MATCH_VENDOR | INPUT_DEVICE_ID_MATCH_PRODUCT)
#define INPUT_DEVICE_ID_MATCH_DEVICE_AND_VERSION                                                   \
	(INPUT_DEVICE_ID_MATCH_DEVICE | INPUT_DEVICE_ID_MATCH_VERSION)

/* Called with event_lock held and interrupts off, but for connect() and disconnect(). */
struct input_handler {
	void *private;
	void (*event)(struct input_handle *handle, unsigned int type, unsigned int code, int value);
	void (*events)(struct input_handle *handle, const struct input_value *vals,
		       unsigned int count);
	/* True: it is for nobody else. */
	bool (*filter)(struct input_handle *handle, unsigned int type, unsigned int code,
		       int value);
	bool (*match)(struct input_handler *handler, struct input_dev *dev);
	int (*connect)(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id);
	void (*disconnect)(struct input_handle *handle);
	void (*start)(struct input_handle *handle);
	bool legacy_minors;
	int minor;
	const char *name;
	const struct input_device_id *id_table;
	struct list_head h_list, node;
};

struct input_handle {
	void *private;
	int open;
	const char *name;
	struct input_dev *dev;
	struct input_handler *handler;
	struct list_head d_node, h_node;
};

extern struct class input_class;

/* NULL: no memory. A registered device is freed by its unregistration. */
struct input_dev *__must_check input_allocate_device(void);
struct input_dev *__must_check devm_input_allocate_device(struct device *dev);
void input_free_device(struct input_dev *dev);
int __must_check input_register_device(struct input_dev *dev);
void input_unregister_device(struct input_dev *dev);
void input_reset_device(struct input_dev *dev);

static inline struct input_dev *input_get_device(struct input_dev *dev)
{
	if (dev)
		get_device(&dev->dev);
	return dev;
}

static inline void input_put_device(struct input_dev *dev)
{
	if (dev)
		put_device(&dev->dev);
}

static inline void *input_get_drvdata(struct input_dev *dev)
{
	return dev_get_drvdata(&dev->dev);
}

static inline void input_set_drvdata(struct input_dev *dev, void *data)
{
	dev_set_drvdata(&dev->dev, data);
}

/* A device that must be looked at: poll_fn every interval ms while somebody has it open. */
int input_setup_polling(struct input_dev *dev, void (*poll_fn)(struct input_dev *dev));
void input_set_poll_interval(struct input_dev *dev, unsigned int interval);
void input_set_min_poll_interval(struct input_dev *dev, unsigned int interval);
void input_set_max_poll_interval(struct input_dev *dev, unsigned int interval);
int input_get_poll_interval(struct input_dev *dev);

int __must_check input_register_handler(struct input_handler *handler);
void input_unregister_handler(struct input_handler *handler);
int __must_check input_get_new_minor(int legacy_base, unsigned int legacy_num, bool allow_dynamic);
void input_free_minor(unsigned int minor);
int input_handler_for_each_handle(struct input_handler *handler, void *data,
				  int (*fn)(struct input_handle *handle, void *data));
int input_register_handle(struct input_handle *handle);
void input_unregister_handle(struct input_handle *handle);
int input_grab_device(struct input_handle *handle); /* -EBUSY: another has */
void input_release_device(struct input_handle *handle);
int input_open_device(struct input_handle *handle);
void input_close_device(struct input_handle *handle);
int input_flush_device(struct input_handle *handle, struct file *file);

/* When the packet under way happened, if the driver knows it better. */
void input_set_timestamp(struct input_dev *dev, ktime_t timestamp);
ktime_t *input_get_timestamp(struct input_dev *dev);

/* Any context. */
void input_event(struct input_dev *dev, unsigned int type, unsigned int code, int value);
void input_inject_event(struct input_handle *handle, unsigned int type, unsigned int code,
			int value);

static inline void input_report_key(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_KEY, code, !!value);
}

static inline void input_report_rel(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_REL, code, value);
}

static inline void input_report_abs(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_ABS, code, value);
}

static inline void input_report_ff_status(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_FF_STATUS, code, value);
}

static inline void input_report_switch(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_SW, code, !!value);
}

static inline void input_sync(struct input_dev *dev)
{
	input_event(dev, EV_SYN, SYN_REPORT, 0);
}

static inline void input_mt_sync(struct input_dev *dev)
{
	input_event(dev, EV_SYN, SYN_MT_REPORT, 0);
}

void input_set_capability(struct input_dev *dev, unsigned int type, unsigned int code);

static inline void input_set_events_per_packet(struct input_dev *dev, int n_events)
{
	dev->hint_events_per_packet = n_events;
}

void input_alloc_absinfo(struct input_dev *dev);
void input_set_abs_params(struct input_dev *dev, unsigned int axis, int min, int max, int fuzz,
			  int flat);
void input_copy_abs(struct input_dev *dst, unsigned int dst_axis, const struct input_dev *src,
		    unsigned int src_axis);

#define INPUT_GENERATE_ABS_ACCESSORS(_suffix, _item)                                               \
	static inline int input_abs_get_##_suffix(struct input_dev *dev, unsigned int axis)        \
	{                                                                                          \
		return dev->absinfo ? dev->absinfo[axis]._item : 0;                                \
	}                                                                                          \
	static inline void input_abs_set_##_suffix(struct input_dev *dev, unsigned int axis,       \
						   int val)                                        \
	{                                                                                          \
		input_alloc_absinfo(dev);                                                          \
		if (dev->absinfo)                                                                  \
			dev->absinfo[axis]._item = val;                                            \
	}
INPUT_GENERATE_ABS_ACCESSORS(val, value)
INPUT_GENERATE_ABS_ACCESSORS(min, minimum)
INPUT_GENERATE_ABS_ACCESSORS(max, maximum)
INPUT_GENERATE_ABS_ACCESSORS(fuzz, fuzz)
INPUT_GENERATE_ABS_ACCESSORS(flat, flat)
INPUT_GENERATE_ABS_ACCESSORS(res, resolution)

int input_scancode_to_scalar(const struct input_keymap_entry *ke, unsigned int *scancode);
int input_get_keycode(struct input_dev *dev, struct input_keymap_entry *ke);
int input_set_keycode(struct input_dev *dev, const struct input_keymap_entry *ke);
bool input_match_device_id(const struct input_dev *dev, const struct input_device_id *id);
void input_enable_softrepeat(struct input_dev *dev, int delay, int period);
bool input_device_enabled(struct input_dev *dev); /* somebody listens; mutex held */

/* Force feedback is not there: no ff_device can be made. */

#endif
