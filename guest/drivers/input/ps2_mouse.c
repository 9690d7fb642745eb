/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_mouse: the mouse of a PS/2 (IBM PS/2 Hardware Interface Technical Reference, "Mouse"), and
 * with a wheel, Microsoft's IntelliMouse, which shows itself when the rate is set to 200, 100
 * and 80 in turn. Packets of three or four bytes:
 *
 *	| Yo Xo Ys Xs 1 M R L | X | Y, upwards | wheel |
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>

#include "drivers/input/i8042.h"

#define GET_ID	     0xf2
#define SET_RATE     0xf3
#define ENABLE	     0xf4
#define DISABLE	     0xf5
#define SET_DEFAULTS 0xf6
#define ID_WHEEL     3

static struct {
	struct input_dev *dev;
	u8 packet[4];
	u8 have, size;
	unsigned long last; /* jiffies of the last byte */
} mouse;

static void report(void)
{
	struct input_dev *dev = mouse.dev;
	const u8 *p = mouse.packet;

	if (mouse.size == 4)
		input_report_rel(dev, REL_WHEEL, -(s8)p[3]);
	input_report_key(dev, BTN_LEFT, p[0] & 1);
	input_report_key(dev, BTN_RIGHT, p[0] & 2);
	input_report_key(dev, BTN_MIDDLE, p[0] & 4);
	input_report_rel(dev, REL_X, p[1] ? (int)p[1] - ((p[0] << 4) & 0x100) : 0);
	input_report_rel(dev, REL_Y, p[2] ? ((p[0] << 3) & 0x100) - (int)p[2] : 0);
	input_sync(dev);
}

void ps2_mouse_byte(u8 byte)
{
	if (!mouse.dev)
		return;
	/* after half a second, or with a first byte that is none, the packet was cut */
	if (mouse.have && time_after(jiffies, mouse.last + HZ / 2))
		mouse.have = 0;
	mouse.last = jiffies;
	if (!mouse.have && !(byte & 8))
		return;
	mouse.packet[mouse.have++] = byte;
	if (mouse.have == mouse.size) {
		mouse.have = 0;
		report();
	}
}

static int mouse_open(struct input_dev *dev)
{
	mouse.have = 0;
	return ps2_command(true, ENABLE, -1, NULL, 0);
}

static void mouse_close(struct input_dev *dev)
{
	ps2_command(true, DISABLE, -1, NULL, 0);
}

static int __init detect(void)
{
	static const u8 knock[] = {200, 100, 80};
	unsigned int i;
	u8 id;
	int err = ps2_command(true, SET_DEFAULTS, -1, NULL, 0);

	for (i = 0; !err && i < ARRAY_SIZE(knock); i++)
		err = ps2_command(true, SET_RATE, knock[i], NULL, 0);
	if (!err)
		err = ps2_command(true, GET_ID, -1, &id, 1);
	if (err)
		return err;
	mouse.size = id == ID_WHEEL ? 4 : 3;
	return ps2_command(true, SET_RATE, 100, NULL, 0);
}

int __init ps2_mouse_register(void)
{
	struct input_dev *dev;
	int err = detect();

	if (err)
		return err;
	dev = input_allocate_device();
	if (!dev)
		return -ENOMEM;
	dev->name = mouse.size == 4 ? "ImPS/2 Generic Wheel Mouse" : "PS/2 Generic Mouse";
	dev->phys = "isa0060/serio1/input0";
	dev->id = (struct input_id){BUS_I8042, 0x0002, mouse.size == 4 ? 0x0005 : 0x0001, 0};
	dev->evbit[0] = BIT_MASK(EV_KEY) | BIT_MASK(EV_REL);
	__set_bit(INPUT_PROP_POINTER, dev->propbit);
	__set_bit(BTN_LEFT, dev->keybit);
	__set_bit(BTN_RIGHT, dev->keybit);
	__set_bit(BTN_MIDDLE, dev->keybit);
	dev->relbit[0] = BIT_MASK(REL_X) | BIT_MASK(REL_Y);
	if (mouse.size == 4)
		__set_bit(REL_WHEEL, dev->relbit);
	dev->open = mouse_open;
	dev->close = mouse_close;
	mouse.dev = dev;
	err = input_register_device(dev);
	if (err) {
		mouse.dev = NULL;
		input_free_device(dev);
	}
	return err;
}
