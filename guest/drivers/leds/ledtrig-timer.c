/* SPDX-License-Identifier: GPL-2.0-only */
/* ledtrig-timer: the triggers "timer" (on and off by delay_on and delay_off), and "heartbeat". */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/leds.h>
#include <linux/slab.h>

static ssize_t delay_store(struct device *dev, const char *buf, size_t size, bool is_on)
{
	struct led_classdev *led = led_trigger_get_led(dev);
	unsigned long on = led->blink_delay_on, off = led->blink_delay_off;
	int err = kstrtoul(buf, 10, is_on ? &on : &off);

	if (err)
		return err;
	led_blink_set(led, &on, &off);
	led->blink_delay_on = on;
	led->blink_delay_off = off;
	return size;
}

static ssize_t delay_on_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%lu\n", led_trigger_get_led(dev)->blink_delay_on);
}

static ssize_t delay_on_store(struct device *dev, struct device_attribute *attr, const char *buf,
			      size_t size)
{
	return delay_store(dev, buf, size, true);
}
static DEVICE_ATTR_RW(delay_on);

static ssize_t delay_off_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%lu\n", led_trigger_get_led(dev)->blink_delay_off);
}

static ssize_t delay_off_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t size)
{
	return delay_store(dev, buf, size, false);
}
static DEVICE_ATTR_RW(delay_off);

static struct attribute *timer_attrs[] = {&dev_attr_delay_on.attr, &dev_attr_delay_off.attr, NULL};
static const struct attribute_group timer_group = {.attrs = timer_attrs};
static const struct attribute_group *timer_groups[] = {&timer_group, NULL};

static int timer_activate(struct led_classdev *led)
{
	led_blink_set(led, &led->blink_delay_on, &led->blink_delay_off);
	return 0;
}

static void timer_deactivate(struct led_classdev *led)
{
	led_set_brightness(led, LED_OFF);
}

static struct led_trigger timer_trigger = {
    .name = "timer",
    .activate = timer_activate,
    .deactivate = timer_deactivate,
    .groups = timer_groups,
};

/* ---- heartbeat: two short ones, and a pause ---- */

struct heartbeat {
	struct led_classdev *led;
	struct timer_list timer;
	unsigned int phase;
};

static void beat(struct timer_list *t)
{
	static const unsigned int ms[] = {70, 180, 70, 940};
	struct heartbeat *heart = from_timer(heart, t, timer);
	unsigned int phase = heart->phase;

	led_set_brightness_nosleep(heart->led, phase & 1 ? LED_OFF : heart->led->max_brightness);
	heart->phase = (phase + 1) % ARRAY_SIZE(ms);
	mod_timer(&heart->timer, jiffies + msecs_to_jiffies(ms[phase]));
}

static int heartbeat_activate(struct led_classdev *led)
{
	struct heartbeat *heart = kzalloc(sizeof(*heart), GFP_KERNEL);

	if (!heart)
		return -ENOMEM;
	heart->led = led;
	timer_setup(&heart->timer, beat, 0);
	led_set_trigger_data(led, heart);
	mod_timer(&heart->timer, jiffies + 1);
	return 0;
}

static void heartbeat_deactivate(struct led_classdev *led)
{
	struct heartbeat *heart = led_get_trigger_data(led);

	del_timer_sync(&heart->timer);
	kfree(heart);
}

static struct led_trigger heartbeat_trigger = {
    .name = "heartbeat",
    .activate = heartbeat_activate,
    .deactivate = heartbeat_deactivate,
};

static int default_on_activate(struct led_classdev *led)
{
	led_set_brightness_nosleep(led, led->max_brightness);
	return 0;
}

static struct led_trigger default_on_trigger = {
    .name = "default-on",
    .activate = default_on_activate,
};

static int __init triggers_init(void)
{
	int err = led_trigger_register(&timer_trigger);

	if (!err)
		err = led_trigger_register(&heartbeat_trigger);
	return err ? err : led_trigger_register(&default_on_trigger);
}
device_initcall(triggers_init);
