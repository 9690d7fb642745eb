/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * leds: lamps, as /sys/class/leds/NAME: brightness, and a trigger that lights them (drivers/leds/).
 */
#ifndef __LINUX_LEDS_H_INCLUDED
#define __LINUX_LEDS_H_INCLUDED

#include <dt-bindings/leds/common.h>
#include <linux/device.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

struct gpio_desc;
struct led_pattern;
struct led_trigger;
struct platform_device;

enum led_brightness { LED_OFF = 0, LED_ON = 1, LED_HALF = 127, LED_FULL = 255 };
enum led_default_state { LEDS_DEFSTATE_OFF, LEDS_DEFSTATE_ON, LEDS_DEFSTATE_KEEP };

struct led_init_data {
	struct fwnode_handle *fwnode;
	const char *default_label; /* the name, if the node has no label */
	const char *devicename;	   /* before the label */
	bool devname_mandatory;
};

struct led_hw_trigger_type {
	int dummy;
};

struct led_classdev {
	const char *name;
	unsigned int brightness, max_brightness; /* 0: 255 */
	int flags;
#define LED_SUSPENDED		 BIT(0)
#define LED_UNREGISTERING	 BIT(1)
#define LED_CORE_SUSPENDRESUME	 BIT(16)
#define LED_SYSFS_DISABLE	 BIT(17)
#define LED_DEV_CAP_FLASH	 BIT(18)
#define LED_HW_PLUGGABLE	 BIT(19)
#define LED_PANIC_INDICATOR	 BIT(20)
#define LED_BRIGHT_HW_CHANGED	 BIT(21)
#define LED_RETAIN_AT_SHUTDOWN	 BIT(22)
#define LED_INIT_DEFAULT_TRIGGER BIT(23)
	unsigned long work_flags;
#define LED_BLINK_SW		    0
#define LED_BLINK_ONESHOT	    1
#define LED_BLINK_ONESHOT_STOP	    2
#define LED_BLINK_INVERT	    3
#define LED_BLINK_BRIGHTNESS_CHANGE 4
#define LED_BLINK_DISABLE	    5
	/* One of the two; the first must not sleep. */
	void (*brightness_set)(struct led_classdev *led, enum led_brightness brightness);
	int (*brightness_set_blocking)(struct led_classdev *led, enum led_brightness brightness);
	enum led_brightness (*brightness_get)(struct led_classdev *led);
	/* Blinking by the chip, in ms; both 0: as it likes. */
	int (*blink_set)(struct led_classdev *led, unsigned long *delay_on,
			 unsigned long *delay_off);
	int (*pattern_set)(struct led_classdev *led, struct led_pattern *pattern, u32 len,
			   int repeat);
	int (*pattern_clear)(struct led_classdev *led);
	struct device *dev;
	const struct attribute_group **groups;
	struct list_head node;
	const char *default_trigger;
	unsigned long blink_delay_on, blink_delay_off;
	struct timer_list blink_timer;
	int blink_brightness, new_blink_brightness;
	void (*flash_resume)(struct led_classdev *led);
	struct work_struct set_brightness_work;
	int delayed_set_value;
	struct rw_semaphore trigger_lock;
	struct led_trigger *trigger;
	struct list_head trig_list;
	void *trigger_data;
	bool activated;
	struct led_hw_trigger_type *trigger_type;
	struct mutex led_access; /* of programs */
};

int led_classdev_register_ext(struct device *parent, struct led_classdev *led,
			      struct led_init_data *init_data);
int devm_led_classdev_register_ext(struct device *parent, struct led_classdev *led,
				   struct led_init_data *init_data);
#define led_classdev_register(parent, led)	led_classdev_register_ext(parent, led, NULL)
#define devm_led_classdev_register(parent, led) devm_led_classdev_register_ext(parent, led, NULL)
void led_classdev_unregister(struct led_classdev *led);
void devm_led_classdev_unregister(struct device *parent, struct led_classdev *led);
void led_classdev_suspend(struct led_classdev *led);
void led_classdev_resume(struct led_classdev *led);

/* Any context. Delays in ms, 0 and 0: half a second each; what became of them. */
void led_blink_set(struct led_classdev *led, unsigned long *delay_on, unsigned long *delay_off);
void led_blink_set_oneshot(struct led_classdev *led, unsigned long *delay_on,
			   unsigned long *delay_off, int invert);
void led_set_brightness(struct led_classdev *led, unsigned int brightness); /* 0 ends blinking */
int led_set_brightness_sync(struct led_classdev *led, unsigned int value);
#ifndef LINUX_6_1_ONLY /* of other versions */
void led_set_brightness_nosleep(struct led_classdev *led, unsigned int value);
void led_set_brightness_nopm(struct led_classdev *led, unsigned int value);
#endif
int led_update_brightness(struct led_classdev *led);
#ifndef LINUX_6_1_ONLY /* of other versions */
void led_stop_software_blink(struct led_classdev *led);
#endif
void led_sysfs_disable(struct led_classdev *led);
void led_sysfs_enable(struct led_classdev *led);
int led_compose_name(struct device *dev, struct led_init_data *init_data, char *name);
#ifndef LINUX_6_1_ONLY /* of other versions */
enum led_default_state led_init_default_state_get(struct fwnode_handle *fwnode);
#endif

static inline bool led_sysfs_is_disabled(struct led_classdev *led)
{
	return led->flags & LED_SYSFS_DISABLE;
}

/* ---- triggers ---- */

#define DEFINE_LED_TRIGGER(x)	     static struct led_trigger *x;
#define DEFINE_LED_TRIGGER_GLOBAL(x) struct led_trigger *x;
#define TRIG_NAME_MAX		     50

struct led_trigger {
	const char *name;
	int (*activate)(struct led_classdev *led);
	void (*deactivate)(struct led_classdev *led);
	enum led_brightness brightness;
	struct led_hw_trigger_type *trigger_type;
	spinlock_t leddev_list_lock;
	struct list_head led_cdevs;
	struct list_head next_trig;
	const struct attribute_group **groups; /* of the LEDs that have it */
};

#define led_trigger_get_led(dev)     ((struct led_classdev *)dev_get_drvdata((dev)))
#define led_trigger_get_drvdata(dev) (led_get_trigger_data(led_trigger_get_led(dev)))

int led_trigger_register(struct led_trigger *trigger);
void led_trigger_unregister(struct led_trigger *trigger);
int devm_led_trigger_register(struct device *dev, struct led_trigger *trigger);
void led_trigger_register_simple(const char *name, struct led_trigger **trigger);
void led_trigger_unregister_simple(struct led_trigger *trigger);
void led_trigger_event(struct led_trigger *trigger, enum led_brightness event);
void led_trigger_blink(struct led_trigger *trigger, unsigned long *delay_on,
		       unsigned long *delay_off);
void led_trigger_blink_oneshot(struct led_trigger *trigger, unsigned long *delay_on,
			       unsigned long *delay_off, int invert);
void led_trigger_set_default(struct led_classdev *led);
int led_trigger_set(struct led_classdev *led, struct led_trigger *trigger);
void led_trigger_remove(struct led_classdev *led);

static inline void led_set_trigger_data(struct led_classdev *led, void *data)
{
	led->trigger_data = data;
}

static inline void *led_get_trigger_data(struct led_classdev *led)
{
	return led->trigger_data;
}

static inline enum led_brightness led_trigger_get_brightness(const struct led_trigger *trigger)
{
	return trigger ? trigger->brightness : LED_OFF;
}

#define module_led_trigger(trigger)                                                                \
	module_driver(trigger, led_trigger_register, led_trigger_unregister)

/* ---- boards' tables ---- */

struct led_info {
	const char *name, *default_trigger;
	int flags;
};

struct led_platform_data {
	int num_leds;
	struct led_info *leds;
};

typedef int (*gpio_blink_set_t)(struct gpio_desc *desc, int state, unsigned long *delay_on,
				unsigned long *delay_off);

struct gpio_led {
	const char *name, *default_trigger;
	unsigned int gpio;
	unsigned int active_low : 1;
	unsigned int retain_state_suspended : 1;
	unsigned int panic_indicator : 1;
	unsigned int default_state : 2;
	unsigned int retain_state_shutdown : 1;
	struct gpio_desc *gpiod;
};
#define LEDS_GPIO_DEFSTATE_OFF	LEDS_DEFSTATE_OFF
#define LEDS_GPIO_DEFSTATE_ON	LEDS_DEFSTATE_ON
#define LEDS_GPIO_DEFSTATE_KEEP LEDS_DEFSTATE_KEEP

struct gpio_led_platform_data {
	int num_leds;
	const struct gpio_led *leds;
#define GPIO_LED_NO_BLINK_LOW  0
#define GPIO_LED_NO_BLINK_HIGH 1
#define GPIO_LED_BLINK	       2
	gpio_blink_set_t gpio_blink_set;
};

struct led_pattern {
	u32 delta_t;
	int brightness;
};

enum led_audio { LED_AUDIO_MUTE, LED_AUDIO_MICMUTE, NUM_AUDIO_LEDS };
enum cpu_led_event {
	CPU_LED_IDLE_START,
	CPU_LED_IDLE_END,
	CPU_LED_START,
	CPU_LED_STOP,
	CPU_LED_HALTED,
};

/* Triggers that are not there, as in a kernel without them. */
#define ledtrig_disk_activity(write)				   ((void)(write))
#define ledtrig_cpu(evt)					   ((void)(evt))
#define ledtrig_flash_ctrl(on)					   ((void)(on))
#define ledtrig_torch_ctrl(on)					   ((void)(on))
#define ledtrig_audio_get(type)					   LED_OFF
#define ledtrig_audio_set(type, state)				   ((void)(state))
#define led_classdev_notify_brightness_hw_changed(led, brightness) ((void)(brightness))

#endif
