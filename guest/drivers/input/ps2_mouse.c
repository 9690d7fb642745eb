/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_mouse: the mouse of a PS/2 (IBM PS/2 Hardware Interface Technical Reference, "Mouse"), and
 * with a wheel, Microsoft's IntelliMouse, which shows itself when the rate is set to 200, 100
 * and 80 in turn. A module's driver for such ports comes before it. Packets of three or four
 * bytes:
 *
 *	| Yo Xo Ys Xs 1 M R L | X | Y, upwards | wheel |
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/libps2.h>
#include <linux/serio.h>
#include <linux/slab.h>

#define GET_ID	     0x01f2
#define SET_RATE     0x10f3
#define ENABLE	     0x00f4
#define DISABLE	     0x00f5
#define SET_DEFAULTS 0x00f6
#define ID_WHEEL     3

struct mouse {
	struct ps2dev ps2dev;
	struct input_dev *dev;
	char phys[40];
	u8 packet[4];
	u8 have, size;
	unsigned long last; /* jiffies of the last byte */
};

/* ---- packets ---- */

static void report(struct mouse *mouse)
{
	struct input_dev *dev = mouse->dev;
	const u8 *p = mouse->packet;

	if (mouse->size == 4)
		input_report_rel(dev, REL_WHEEL, -(s8)p[3]);
	input_report_key(dev, BTN_LEFT, p[0] & 1);
	input_report_key(dev, BTN_RIGHT, p[0] & 2);
	input_report_key(dev, BTN_MIDDLE, p[0] & 4);
	input_report_rel(dev, REL_X, p[1] ? (int)p[1] - ((p[0] << 4) & 0x100) : 0);
	input_report_rel(dev, REL_Y, p[2] ? ((p[0] << 3) & 0x100) - (int)p[2] : 0);
	input_sync(dev);
}

static void packet_byte(struct mouse *mouse, u8 byte)
{
	/* after half a second, or with a first byte that is none, the packet was cut */
	if (mouse->have && time_after(jiffies, mouse->last + HZ / 2))
		mouse->have = 0;
	mouse->last = jiffies;
	if (!mouse->have && !(byte & 8))
		return;
	mouse->packet[mouse->have++] = byte;
	if (mouse->have == mouse->size) {
		mouse->have = 0;
		report(mouse);
	}
}

static irqreturn_t mouse_interrupt(struct serio *port, unsigned char byte, unsigned int flags)
{
	struct mouse *mouse = serio_get_drvdata(port);

	if (mouse->ps2dev.flags & PS2_FLAG_ACK)
		ps2_handle_ack(&mouse->ps2dev, byte);
	else if (mouse->ps2dev.flags & PS2_FLAG_CMD)
		ps2_handle_response(&mouse->ps2dev, byte);
	else if (!flags && mouse->size)
		packet_byte(mouse, byte);
	return IRQ_HANDLED;
}

static int mouse_open(struct input_dev *dev)
{
	struct mouse *mouse = input_get_drvdata(dev);

	mouse->have = 0;
	return ps2_command(&mouse->ps2dev, NULL, ENABLE);
}

static void mouse_close(struct input_dev *dev)
{
	struct mouse *mouse = input_get_drvdata(dev);

	ps2_command(&mouse->ps2dev, NULL, DISABLE);
}

/* ---- coming and going ---- */

static int detect(struct mouse *mouse)
{
	u8 knock[] = {200, 100, 80, 100}, id = 0;
	int i, err = ps2_command(&mouse->ps2dev, NULL, SET_DEFAULTS);

	for (i = 0; !err && i < 3; i++)
		err = ps2_command(&mouse->ps2dev, &knock[i], SET_RATE);
	if (!err)
		err = ps2_command(&mouse->ps2dev, &id, GET_ID);
	if (err)
		return err;
	mouse->size = id == ID_WHEEL ? 4 : 3;
	return ps2_command(&mouse->ps2dev, &knock[3], SET_RATE);
}

static void describe(struct mouse *mouse, struct serio *port)
{
	struct input_dev *dev = mouse->dev;
	bool wheel = mouse->size == 4;

	snprintf(mouse->phys, sizeof(mouse->phys), "%s/input0", port->phys);
	dev->name = wheel ? "ImPS/2 Generic Wheel Mouse" : "PS/2 Generic Mouse";
	dev->phys = mouse->phys;
	dev->id = (struct input_id){BUS_I8042, 0x0002, wheel ? 0x0005 : 0x0001, 0};
	dev->dev.parent = &port->dev;
	dev->evbit[0] = BIT_MASK(EV_KEY) | BIT_MASK(EV_REL);
	__set_bit(INPUT_PROP_POINTER, dev->propbit);
	__set_bit(BTN_LEFT, dev->keybit);
	__set_bit(BTN_RIGHT, dev->keybit);
	__set_bit(BTN_MIDDLE, dev->keybit);
	dev->relbit[0] = BIT_MASK(REL_X) | BIT_MASK(REL_Y);
	if (wheel)
		__set_bit(REL_WHEEL, dev->relbit);
	dev->open = mouse_open;
	dev->close = mouse_close;
	input_set_drvdata(dev, mouse);
}

static int mouse_connect(struct serio *port, struct serio_driver *drv)
{
	struct mouse *mouse = kzalloc(sizeof(*mouse), GFP_KERNEL);
	int err = -ENOMEM;

	if (!mouse)
		return err;
	mouse->dev = input_allocate_device();
	if (!mouse->dev)
		goto free;
	ps2_init(&mouse->ps2dev, port);
	serio_set_drvdata(port, mouse);
	err = serio_open(port, drv);
	if (err)
		goto free;
	err = detect(mouse);
	if (err)
		goto close;
	describe(mouse, port);
	err = input_register_device(mouse->dev);
	if (!err)
		return 0;
close:
	serio_close(port);
free:
	input_free_device(mouse->dev);
	kfree(mouse);
	return err;
}

static void mouse_disconnect(struct serio *port)
{
	struct mouse *mouse = serio_get_drvdata(port);

	input_unregister_device(mouse->dev);
	serio_close(port);
	kfree(mouse);
}

static const struct serio_device_id mouse_ids[] = {
    {.type = SERIO_8042, .proto = SERIO_ANY, .id = SERIO_ANY, .extra = SERIO_ANY}, {}};

static struct serio_driver mouse_driver = {
    .driver = {.name = "ps2_mouse"},
    .description = "PS/2 mouse",
    .id_table = mouse_ids,
    .interrupt = mouse_interrupt,
    .connect = mouse_connect,
    .disconnect = mouse_disconnect,
};

static int __init mouse_init(void)
{
	return __serio_register_driver(&mouse_driver, NULL, "ps2_mouse");
}
device_initcall(mouse_init);
