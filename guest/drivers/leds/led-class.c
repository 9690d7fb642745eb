/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * led-class: /sys/class/leds.
 *
 * A LED is set at once if its driver need not sleep, else by set_brightness_work. Blinking, where
 * the chip cannot, is a timer. A trigger is taken and left under trigger_lock; its list of LEDs is
 * walked with its own spinlock, since events come from interrupts.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/leds.h>
#include <linux/module.h>
#include <linux/property.h>
#include <linux/string.h>

#define NAME_BYTES 64

static struct class *leds_class;
static LIST_HEAD(leds_list);
static LIST_HEAD(trigger_list);
/* The lists; taken before a LED's trigger_lock. */
static DECLARE_RWSEM(lists_lock);

/* ---- brightness ---- */

static int set_now(struct led_classdev *led, unsigned int value)
{
	if (led->brightness_set) {
		led->brightness_set(led, value);
		return 0;
	}
	return led->brightness_set_blocking ? led->brightness_set_blocking(led, value)
					    : -EOPNOTSUPP;
}

static void set_brightness_delayed(struct work_struct *work)
{
	struct led_classdev *led = container_of(work, struct led_classdev, set_brightness_work);
	int err;

	if (test_and_clear_bit(LED_BLINK_DISABLE, &led->work_flags)) {
		led->delayed_set_value = LED_OFF;
		led_stop_software_blink(led);
	}
	err = set_now(led, led->delayed_set_value);
	if (err && !(led->flags & LED_UNREGISTERING))
		dev_err(led->dev, "Setting an LED's brightness failed (%d)\n", err);
}

void led_set_brightness_nopm(struct led_classdev *led, unsigned int value)
{
	if (led->brightness_set) {
		led->brightness_set(led, value);
		return;
	}
	led->delayed_set_value = value;
	schedule_work(&led->set_brightness_work);
}
EXPORT_SYMBOL_GPL(led_set_brightness_nopm);

void led_set_brightness_nosleep(struct led_classdev *led, unsigned int value)
{
	led->brightness = min(value, led->max_brightness);
	if (!(led->flags & LED_SUSPENDED))
		led_set_brightness_nopm(led, led->brightness);
}
EXPORT_SYMBOL_GPL(led_set_brightness_nosleep);

void led_set_brightness(struct led_classdev *led, unsigned int brightness)
{
	/* the timer may be running just now: it is told, and a work ends it */
	if (!test_bit(LED_BLINK_SW, &led->work_flags)) {
		led_set_brightness_nosleep(led, brightness);
	} else if (!brightness) {
		set_bit(LED_BLINK_DISABLE, &led->work_flags);
		schedule_work(&led->set_brightness_work);
	} else {
		set_bit(LED_BLINK_BRIGHTNESS_CHANGE, &led->work_flags);
		led->new_blink_brightness = brightness;
	}
}
EXPORT_SYMBOL_GPL(led_set_brightness);

int led_set_brightness_sync(struct led_classdev *led, unsigned int value)
{
	if (led->blink_delay_on || led->blink_delay_off)
		return -EBUSY;
	led->brightness = min(value, led->max_brightness);
	return led->flags & LED_SUSPENDED ? 0 : set_now(led, led->brightness);
}
EXPORT_SYMBOL_GPL(led_set_brightness_sync);

int led_update_brightness(struct led_classdev *led)
{
	int value = led->brightness_get ? (int)led->brightness_get(led) : (int)led->brightness;

	if (value < 0)
		return value;
	led->brightness = value;
	return 0;
}
EXPORT_SYMBOL_GPL(led_update_brightness);

void led_classdev_suspend(struct led_classdev *led)
{
	led->flags |= LED_SUSPENDED;
	led_set_brightness_nopm(led, 0);
	flush_work(&led->set_brightness_work);
}
EXPORT_SYMBOL_GPL(led_classdev_suspend);

void led_classdev_resume(struct led_classdev *led)
{
	led_set_brightness_nopm(led, led->brightness);
	led->flags &= ~LED_SUSPENDED;
}
EXPORT_SYMBOL_GPL(led_classdev_resume);

/* ---- blinking ---- */

static void blink(struct timer_list *t)
{
	struct led_classdev *led = from_timer(led, t, blink_timer);
	unsigned long delay;
	bool lit = led->brightness != LED_OFF;

	if (!led->blink_delay_on || !led->blink_delay_off) {
		led_set_brightness_nosleep(led, LED_OFF);
		clear_bit(LED_BLINK_SW, &led->work_flags);
		return;
	}
	if (test_and_clear_bit(LED_BLINK_ONESHOT_STOP, &led->work_flags)) {
		clear_bit(LED_BLINK_SW, &led->work_flags);
		return;
	}
	if (lit) {
		led->blink_brightness = led->brightness;
		delay = led->blink_delay_off;
	} else {
		delay = led->blink_delay_on;
	}
	if (test_and_clear_bit(LED_BLINK_BRIGHTNESS_CHANGE, &led->work_flags))
		led->blink_brightness = led->new_blink_brightness;
	led_set_brightness_nosleep(led, lit ? LED_OFF : led->blink_brightness);
	/* once means until it is as it was */
	if (test_bit(LED_BLINK_ONESHOT, &led->work_flags) &&
	    lit == !test_bit(LED_BLINK_INVERT, &led->work_flags))
		set_bit(LED_BLINK_ONESHOT_STOP, &led->work_flags);
	mod_timer(&led->blink_timer, jiffies + msecs_to_jiffies(delay));
}

void led_stop_software_blink(struct led_classdev *led)
{
	del_timer_sync(&led->blink_timer);
	led->blink_delay_on = 0;
	led->blink_delay_off = 0;
	clear_bit(LED_BLINK_SW, &led->work_flags);
}
EXPORT_SYMBOL_GPL(led_stop_software_blink);

static void setup_blink(struct led_classdev *led, unsigned long *on, unsigned long *off)
{
	if (!test_bit(LED_BLINK_ONESHOT, &led->work_flags) && led->blink_set &&
	    !led->blink_set(led, on, off))
		return;
	if (!*on && !*off)
		*on = *off = 500;
	if (!led->blink_brightness)
		led->blink_brightness = led->brightness ? led->brightness : led->max_brightness;
	led->blink_delay_on = *on;
	led->blink_delay_off = *off;
	if (!*on || !*off) {
		del_timer(&led->blink_timer);
		led_set_brightness_nosleep(led, *on ? led->blink_brightness : LED_OFF);
		return;
	}
	set_bit(LED_BLINK_SW, &led->work_flags);
	mod_timer(&led->blink_timer, jiffies + 1);
}

void led_blink_set(struct led_classdev *led, unsigned long *delay_on, unsigned long *delay_off)
{
	del_timer(&led->blink_timer);
	clear_bit(LED_BLINK_SW, &led->work_flags);
	clear_bit(LED_BLINK_ONESHOT, &led->work_flags);
	clear_bit(LED_BLINK_ONESHOT_STOP, &led->work_flags);
	setup_blink(led, delay_on, delay_off);
}
EXPORT_SYMBOL_GPL(led_blink_set);

void led_blink_set_oneshot(struct led_classdev *led, unsigned long *delay_on,
			   unsigned long *delay_off, int invert)
{
	if (test_bit(LED_BLINK_ONESHOT, &led->work_flags) && timer_pending(&led->blink_timer))
		return;
	set_bit(LED_BLINK_ONESHOT, &led->work_flags);
	clear_bit(LED_BLINK_ONESHOT_STOP, &led->work_flags);
	if (invert)
		set_bit(LED_BLINK_INVERT, &led->work_flags);
	else
		clear_bit(LED_BLINK_INVERT, &led->work_flags);
	setup_blink(led, delay_on, delay_off);
}
EXPORT_SYMBOL_GPL(led_blink_set_oneshot);

/* ---- triggers ---- */

static bool fits(struct led_classdev *led, struct led_trigger *trigger)
{
	return !trigger->trigger_type || trigger->trigger_type == led->trigger_type;
}

static void leave_trigger(struct led_classdev *led)
{
	unsigned long flags;

	spin_lock_irqsave(&led->trigger->leddev_list_lock, flags);
	list_del_init(&led->trig_list);
	spin_unlock_irqrestore(&led->trigger->leddev_list_lock, flags);
	cancel_work_sync(&led->set_brightness_work);
	led_stop_software_blink(led);
	device_remove_groups(led->dev, led->trigger->groups);
	if (led->trigger->deactivate)
		led->trigger->deactivate(led);
	led->trigger = NULL;
	led->trigger_data = NULL;
	led->activated = false;
	led->flags &= ~LED_INIT_DEFAULT_TRIGGER;
	led_set_brightness(led, LED_OFF);
}

static int take_trigger(struct led_classdev *led, struct led_trigger *trigger)
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&trigger->leddev_list_lock, flags);
	list_add_tail(&led->trig_list, &trigger->led_cdevs);
	spin_unlock_irqrestore(&trigger->leddev_list_lock, flags);
	led->trigger = trigger;
	if (trigger->activate)
		err = trigger->activate(led);
	else
		led_set_brightness(led, trigger->brightness);
	if (!err && trigger->groups)
		err = device_add_groups(led->dev, trigger->groups);
	if (!err)
		return 0;
	spin_lock_irqsave(&trigger->leddev_list_lock, flags);
	list_del_init(&led->trig_list);
	spin_unlock_irqrestore(&trigger->leddev_list_lock, flags);
	led->trigger = NULL;
	led_set_brightness(led, LED_OFF);
	return err;
}

/* With trigger_lock. */
int led_trigger_set(struct led_classdev *led, struct led_trigger *trigger)
{
	if (!led->trigger && !trigger)
		return 0;
	if (led->trigger)
		leave_trigger(led);
	return trigger ? take_trigger(led, trigger) : 0;
}
EXPORT_SYMBOL_GPL(led_trigger_set);

void led_trigger_remove(struct led_classdev *led)
{
	down_write(&led->trigger_lock);
	led_trigger_set(led, NULL);
	up_write(&led->trigger_lock);
}
EXPORT_SYMBOL_GPL(led_trigger_remove);

void led_trigger_set_default(struct led_classdev *led)
{
	struct led_trigger *trigger;

	if (!led->default_trigger)
		return;
	down_read(&lists_lock);
	down_write(&led->trigger_lock);
	list_for_each_entry (trigger, &trigger_list, next_trig) {
		if (!strcmp(led->default_trigger, trigger->name) && fits(led, trigger)) {
			led->flags |= LED_INIT_DEFAULT_TRIGGER;
			led_trigger_set(led, trigger);
			break;
		}
	}
	up_write(&led->trigger_lock);
	up_read(&lists_lock);
}
EXPORT_SYMBOL_GPL(led_trigger_set_default);

int led_trigger_register(struct led_trigger *trigger)
{
	struct led_trigger *other;
	struct led_classdev *led;

	spin_lock_init(&trigger->leddev_list_lock);
	INIT_LIST_HEAD(&trigger->led_cdevs);
	down_write(&lists_lock);
	list_for_each_entry (other, &trigger_list, next_trig) {
		if (!strcmp(other->name, trigger->name) &&
		    other->trigger_type == trigger->trigger_type) {
			up_write(&lists_lock);
			return -EEXIST;
		}
	}
	list_add_tail(&trigger->next_trig, &trigger_list);
	list_for_each_entry (led, &leds_list, node) {
		down_write(&led->trigger_lock);
		if (!led->trigger && led->default_trigger &&
		    !strcmp(led->default_trigger, trigger->name) && fits(led, trigger))
			led_trigger_set(led, trigger);
		up_write(&led->trigger_lock);
	}
	up_write(&lists_lock);
	return 0;
}
EXPORT_SYMBOL_GPL(led_trigger_register);

void led_trigger_unregister(struct led_trigger *trigger)
{
	struct led_classdev *led;

	if (list_empty_careful(&trigger->next_trig))
		return;
	down_write(&lists_lock);
	list_del_init(&trigger->next_trig);
	list_for_each_entry (led, &leds_list, node) {
		down_write(&led->trigger_lock);
		if (led->trigger == trigger)
			led_trigger_set(led, NULL);
		up_write(&led->trigger_lock);
	}
	up_write(&lists_lock);
}
EXPORT_SYMBOL_GPL(led_trigger_unregister);

static void unregister_trigger(void *trigger)
{
	led_trigger_unregister(trigger);
}

int devm_led_trigger_register(struct device *dev, struct led_trigger *trigger)
{
	int err = led_trigger_register(trigger);

	return err ? err : devm_add_action_or_reset(dev, unregister_trigger, trigger);
}
EXPORT_SYMBOL_GPL(devm_led_trigger_register);

void led_trigger_register_simple(const char *name, struct led_trigger **pointer)
{
	struct led_trigger *trigger = kzalloc(sizeof(*trigger), GFP_KERNEL);

	if (trigger) {
		trigger->name = name;
		if (led_trigger_register(trigger)) {
			kfree(trigger);
			trigger = NULL;
		}
	}
	*pointer = trigger;
}
EXPORT_SYMBOL_GPL(led_trigger_register_simple);

void led_trigger_unregister_simple(struct led_trigger *trigger)
{
	if (trigger)
		led_trigger_unregister(trigger);
	kfree(trigger);
}
EXPORT_SYMBOL_GPL(led_trigger_unregister_simple);

void led_trigger_event(struct led_trigger *trigger, enum led_brightness brightness)
{
	struct led_classdev *led;
	unsigned long flags;

	if (!trigger)
		return;
	spin_lock_irqsave(&trigger->leddev_list_lock, flags);
	trigger->brightness = brightness;
	list_for_each_entry (led, &trigger->led_cdevs, trig_list)
		led_set_brightness(led, brightness);
	spin_unlock_irqrestore(&trigger->leddev_list_lock, flags);
}
EXPORT_SYMBOL_GPL(led_trigger_event);

void led_trigger_blink(struct led_trigger *trigger, unsigned long *delay_on,
		       unsigned long *delay_off)
{
	struct led_classdev *led;
	unsigned long flags;

	if (!trigger)
		return;
	spin_lock_irqsave(&trigger->leddev_list_lock, flags);
	list_for_each_entry (led, &trigger->led_cdevs, trig_list)
		led_blink_set(led, delay_on, delay_off);
	spin_unlock_irqrestore(&trigger->leddev_list_lock, flags);
}
EXPORT_SYMBOL_GPL(led_trigger_blink);

void led_trigger_blink_oneshot(struct led_trigger *trigger, unsigned long *delay_on,
			       unsigned long *delay_off, int invert)
{
	struct led_classdev *led;
	unsigned long flags;

	if (!trigger)
		return;
	spin_lock_irqsave(&trigger->leddev_list_lock, flags);
	list_for_each_entry (led, &trigger->led_cdevs, trig_list)
		led_blink_set_oneshot(led, delay_on, delay_off, invert);
	spin_unlock_irqrestore(&trigger->leddev_list_lock, flags);
}
EXPORT_SYMBOL_GPL(led_trigger_blink_oneshot);

/* ---- sysfs ---- */

static ssize_t brightness_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct led_classdev *led = dev_get_drvdata(dev);

	led_update_brightness(led);
	return sprintf(buf, "%u\n", led->brightness);
}

static ssize_t brightness_store(struct device *dev, struct device_attribute *attr, const char *buf,
				size_t size)
{
	struct led_classdev *led = dev_get_drvdata(dev);
	unsigned long state;
	int err;

	mutex_lock(&led->led_access);
	err = led_sysfs_is_disabled(led) ? -EBUSY : kstrtoul(buf, 10, &state);
	if (!err) {
		if (state == LED_OFF)
			led_trigger_remove(led);
		led_set_brightness(led, state);
		flush_work(&led->set_brightness_work);
	}
	mutex_unlock(&led->led_access);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(brightness);

static ssize_t max_brightness_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct led_classdev *led = dev_get_drvdata(dev);

	return sprintf(buf, "%u\n", led->max_brightness);
}
static DEVICE_ATTR_RO(max_brightness);

static ssize_t trigger_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct led_classdev *led = dev_get_drvdata(dev);
	struct led_trigger *trigger;
	int len;

	down_read(&lists_lock);
	down_read(&led->trigger_lock);
	len = sysfs_emit(buf, led->trigger ? "none" : "[none]");
	list_for_each_entry (trigger, &trigger_list, next_trig)
		if (fits(led, trigger))
			len += sysfs_emit_at(buf, len, led->trigger == trigger ? " [%s]" : " %s",
					     trigger->name);
	len += sysfs_emit_at(buf, len, "\n");
	up_read(&led->trigger_lock);
	up_read(&lists_lock);
	return len;
}

static int choose_trigger(struct led_classdev *led, const char *name)
{
	struct led_trigger *trigger;
	int err = -EINVAL;

	down_read(&lists_lock);
	list_for_each_entry (trigger, &trigger_list, next_trig) {
		if (!sysfs_streq(name, trigger->name) || !fits(led, trigger))
			continue;
		down_write(&led->trigger_lock);
		err = led_trigger_set(led, trigger);
		up_write(&led->trigger_lock);
		break;
	}
	up_read(&lists_lock);
	return err;
}

static ssize_t trigger_store(struct device *dev, struct device_attribute *attr, const char *buf,
			     size_t size)
{
	struct led_classdev *led = dev_get_drvdata(dev);
	int err = 0;

	mutex_lock(&led->led_access);
	if (led_sysfs_is_disabled(led))
		err = -EBUSY;
	else if (sysfs_streq(buf, "none"))
		led_trigger_remove(led);
	else
		err = choose_trigger(led, buf);
	mutex_unlock(&led->led_access);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(trigger);

static struct attribute *led_attrs[] = {&dev_attr_brightness.attr, &dev_attr_max_brightness.attr,
					&dev_attr_trigger.attr, NULL};
static const struct attribute_group led_group = {.attrs = led_attrs};
static const struct attribute_group *led_groups[] = {&led_group, NULL};

void led_sysfs_disable(struct led_classdev *led)
{
	led->flags |= LED_SYSFS_DISABLE;
}
EXPORT_SYMBOL_GPL(led_sysfs_disable);

void led_sysfs_enable(struct led_classdev *led)
{
	led->flags &= ~LED_SYSFS_DISABLE;
}
EXPORT_SYMBOL_GPL(led_sysfs_enable);

/* ---- they come and go ---- */

enum led_default_state led_init_default_state_get(struct fwnode_handle *fwnode)
{
	const char *state = NULL;

	if (!fwnode_property_read_string(fwnode, "default-state", &state)) {
		if (!strcmp(state, "keep"))
			return LEDS_DEFSTATE_KEEP;
		if (!strcmp(state, "on"))
			return LEDS_DEFSTATE_ON;
	}
	return LEDS_DEFSTATE_OFF;
}
EXPORT_SYMBOL_GPL(led_init_default_state_get);

int led_compose_name(struct device *dev, struct led_init_data *init_data, char *name)
{
	const char *label = init_data->default_label;

	if (init_data->fwnode)
		fwnode_property_read_string(init_data->fwnode, "label", &label);
	if (!label && init_data->fwnode)
		label = fwnode_get_name(init_data->fwnode);
	if (!label)
		return -EINVAL;
	if (init_data->devicename && (init_data->devname_mandatory || label[0] == ':'))
		snprintf(name, NAME_BYTES, "%s:%s", init_data->devicename,
			 label + (label[0] == ':'));
	else
		snprintf(name, NAME_BYTES, "%s", label);
	return 0;
}
EXPORT_SYMBOL_GPL(led_compose_name);

/* A second one of that name is NAME_1. */
static void unique_name(const char *name, char *unique)
{
	struct device *other;
	int n = 0;

	snprintf(unique, NAME_BYTES, "%s", name);
	while ((other = class_find_device_by_name(leds_class, unique))) {
		put_device(other);
		snprintf(unique, NAME_BYTES, "%s_%d", name, ++n);
	}
}

int led_classdev_register_ext(struct device *parent, struct led_classdev *led,
			      struct led_init_data *init_data)
{
	char composed[NAME_BYTES], unique[NAME_BYTES];
	const char *name = led->name;
	int err;

	if (init_data) {
		if (init_data->devname_mandatory && !init_data->devicename)
			return -EINVAL;
		err = led_compose_name(parent, init_data, composed);
		if (err)
			return err;
		if (init_data->fwnode)
			fwnode_property_read_string(init_data->fwnode, "linux,default-trigger",
						    &led->default_trigger);
		name = composed;
	}
	unique_name(name, unique);
	mutex_init(&led->led_access);
	init_rwsem(&led->trigger_lock);
	INIT_LIST_HEAD(&led->trig_list);
	INIT_WORK(&led->set_brightness_work, set_brightness_delayed);
	timer_setup(&led->blink_timer, blink, 0);
	led->work_flags = 0;
	if (!led->max_brightness)
		led->max_brightness = LED_FULL;
	led->dev = device_create_with_groups(leds_class, parent, 0, led, led->groups, "%s", unique);
	if (IS_ERR(led->dev))
		return PTR_ERR(led->dev);
	led_update_brightness(led);
	down_write(&lists_lock);
	list_add_tail(&led->node, &leds_list);
	up_write(&lists_lock);
	led_trigger_set_default(led);
	return 0;
}
EXPORT_SYMBOL_GPL(led_classdev_register_ext);

void led_classdev_unregister(struct led_classdev *led)
{
	if (IS_ERR_OR_NULL(led->dev))
		return;
	led_trigger_remove(led);
	led->flags |= LED_UNREGISTERING;
	led_stop_software_blink(led);
	if (!(led->flags & LED_RETAIN_AT_SHUTDOWN))
		led_set_brightness(led, LED_OFF);
	flush_work(&led->set_brightness_work);
	down_write(&lists_lock);
	list_del(&led->node);
	up_write(&lists_lock);
	device_unregister(led->dev);
	mutex_destroy(&led->led_access);
}
EXPORT_SYMBOL_GPL(led_classdev_unregister);

static void unregister_led(void *led)
{
	led_classdev_unregister(led);
}

int devm_led_classdev_register_ext(struct device *parent, struct led_classdev *led,
				   struct led_init_data *init_data)
{
	int err = led_classdev_register_ext(parent, led, init_data);

	return err ? err : devm_add_action_or_reset(parent, unregister_led, led);
}
EXPORT_SYMBOL_GPL(devm_led_classdev_register_ext);

void devm_led_classdev_unregister(struct device *parent, struct led_classdev *led)
{
	devm_remove_action(parent, unregister_led, led);
	led_classdev_unregister(led);
}
EXPORT_SYMBOL_GPL(devm_led_classdev_unregister);

static int __init leds_init(void)
{
	leds_class = class_create(THIS_MODULE, "leds");
	if (IS_ERR(leds_class))
		return PTR_ERR(leds_class);
	leds_class->dev_groups = led_groups;
	return 0;
}
subsys_initcall(leds_init);
