// SPDX-License-Identifier: GPL-2.0-only
/* portleds: eight lamps on the data lines of a parallel port (IEEE 1284), /sys/class/leds/port:0 to
 * port:7. */
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/isa.h>
#include <linux/leds.h>
#include <linux/module.h>
#include <linux/spinlock.h>

static int base = 0x378;
module_param_hw(base, int, ioport, 0444);

#define LAMPS 8

struct lamp {
	struct led_classdev led;
	char name[8];
	u8 bit;
};

static struct lamp lamps[LAMPS];
static DEFINE_SPINLOCK(port_lock);

static void set(struct led_classdev *led, enum led_brightness brightness)
{
	struct lamp *lamp = container_of(led, struct lamp, led);
	unsigned long flags;
	u8 data;

	spin_lock_irqsave(&port_lock, flags);
	data = inb(base) & ~lamp->bit;
	outb(brightness ? data | lamp->bit : data, base);
	spin_unlock_irqrestore(&port_lock, flags);
}

static enum led_brightness get(struct led_classdev *led)
{
	return !!(inb(base) & container_of(led, struct lamp, led)->bit);
}

static int probe(struct device *dev, unsigned int id)
{
	unsigned int i;
	int err = 0;

	if (!devm_request_region(dev, base, 1, "portleds"))
		return -EBUSY;
	outb(0, base);
	for (i = 0; i < LAMPS && !err; i++) {
		struct lamp *lamp = &lamps[i];

		snprintf(lamp->name, sizeof(lamp->name), "port:%u", i);
		lamp->bit = 1 << i;
		lamp->led.name = lamp->name;
		lamp->led.max_brightness = 1;
		lamp->led.brightness_set = set;
		lamp->led.brightness_get = get;
		err = devm_led_classdev_register(dev, &lamp->led);
	}
	return err;
}

static struct isa_driver portleds_driver = {.probe = probe, .driver.name = "portleds"};
module_isa_driver(portleds_driver, 1);

MODULE_DESCRIPTION("Lamps on the parallel port");
MODULE_LICENSE("GPL");
