/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_keyboard: the AT keyboard as an input device, on a serio port whose controller translates
 * to set 1; without a prefix its codes are the numbers of Linux's KEY_ names. A module's driver
 * for such ports comes before it.
 */
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/libps2.h>
#include <linux/serio.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#define RELEASED   0x80
#define EXTENDED   0xe0
#define PAUSE	   0xe1
#define PLAIN_KEYS 0x59
#define MAP_KEYS   256 /* with a prefix: from 128 on */

#define SET_LEDS 0x10ed

struct keyboard {
	struct ps2dev ps2dev;
	struct input_dev *dev;
	struct work_struct leds;
	char phys[40];
	unsigned short map[MAP_KEYS];
	bool extended;
	u8 skip; /* bytes of a Pause sequence still to come */
};

static const struct {
	u8 code;
	unsigned short key;
} extended_keys[] = {
    {0x1c, KEY_KPENTER},  {0x1d, KEY_RIGHTCTRL}, {0x35, KEY_KPSLASH}, {0x37, KEY_SYSRQ},
    {0x38, KEY_RIGHTALT}, {0x46, KEY_PAUSE},	 {0x47, KEY_HOME},    {0x48, KEY_UP},
    {0x49, KEY_PAGEUP},	  {0x4b, KEY_LEFT},	 {0x4d, KEY_RIGHT},   {0x4f, KEY_END},
    {0x50, KEY_DOWN},	  {0x51, KEY_PAGEDOWN},	 {0x52, KEY_INSERT},  {0x53, KEY_DELETE},
    {0x5b, KEY_LEFTMETA}, {0x5c, KEY_RIGHTMETA}, {0x5d, KEY_COMPOSE}, {0x5e, KEY_POWER},
    {0x5f, KEY_SLEEP},	  {0x63, KEY_WAKEUP},	 {0x20, KEY_MUTE},    {0x2e, KEY_VOLUMEDOWN},
    {0x30, KEY_VOLUMEUP},
};

static void key(struct keyboard *kbd, unsigned int scan, bool pressed)
{
	unsigned int code = kbd->map[scan];
	/* the keyboard repeats by itself */
	int value = pressed ? 1 + !!test_bit(code, kbd->dev->key) : 0;

	if (!code)
		return;
	input_event(kbd->dev, EV_MSC, MSC_SCAN, scan);
	input_event(kbd->dev, EV_KEY, code, value);
	input_sync(kbd->dev);
}

static void scan_byte(struct keyboard *kbd, u8 byte)
{
	if (kbd->skip) {
		/* Pause says that it is pressed and released in one */
		if (!--kbd->skip) {
			key(kbd, 0x80 | 0x46, true);
			key(kbd, 0x80 | 0x46, false);
		}
	} else if (byte == PAUSE) {
		kbd->skip = 5;
	} else if (byte == EXTENDED) {
		kbd->extended = true;
		return;
	} else if (!(kbd->extended && ((byte & 0x7f) == 0x2a || (byte & 0x7f) == 0x36))) {
		/* but not the shifts that a keyboard of 101 keys makes up */
		key(kbd, (byte & 0x7f) | (kbd->extended ? 0x80 : 0), !(byte & RELEASED));
	}
	kbd->extended = false;
}

static irqreturn_t keyboard_interrupt(struct serio *port, unsigned char byte, unsigned int flags)
{
	struct keyboard *kbd = serio_get_drvdata(port);
	bool verdict = byte == PS2_RET_ACK || byte == PS2_RET_NAK || byte == PS2_RET_ERR;

	/* a key that was under way when a command went out is a key */
	if (kbd->ps2dev.flags & PS2_FLAG_ACK && verdict)
		ps2_handle_ack(&kbd->ps2dev, byte);
	else if (!flags)
		scan_byte(kbd, byte);
	return IRQ_HANDLED;
}

/* The keyboard takes the LEDs in its own order, from a thread: it needs milliseconds. */
static void set_leds(struct work_struct *work)
{
	struct keyboard *kbd = container_of(work, struct keyboard, leds);
	u8 leds = (test_bit(LED_SCROLLL, kbd->dev->led) ? 1 : 0) |
		  (test_bit(LED_NUML, kbd->dev->led) ? 2 : 0) |
		  (test_bit(LED_CAPSL, kbd->dev->led) ? 4 : 0);

	ps2_command(&kbd->ps2dev, &leds, SET_LEDS);
}

static int keyboard_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	struct keyboard *kbd = input_get_drvdata(dev);

	if (type == EV_LED)
		schedule_work(&kbd->leds);
	return 0;
}

static void init_map(struct keyboard *kbd)
{
	unsigned int i;

	for (i = 1; i < PLAIN_KEYS; i++)
		if (i != 0x54 && i != 0x55)
			kbd->map[i] = i;
	kbd->map[0x54] = KEY_SYSRQ;
	for (i = 0; i < ARRAY_SIZE(extended_keys); i++)
		kbd->map[0x80 | extended_keys[i].code] = extended_keys[i].key;
	for (i = 0; i < MAP_KEYS; i++)
		if (kbd->map[i])
			__set_bit(kbd->map[i], kbd->dev->keybit);
}

static void describe(struct keyboard *kbd, struct serio *port)
{
	struct input_dev *dev = kbd->dev;

	snprintf(kbd->phys, sizeof(kbd->phys), "%s/input0", port->phys);
	dev->name = "AT Translated Set 2 keyboard";
	dev->phys = kbd->phys;
	dev->id = (struct input_id){BUS_I8042, 0x0001, 0x0001, 0xab41};
	dev->dev.parent = &port->dev;
	dev->evbit[0] = BIT_MASK(EV_KEY) | BIT_MASK(EV_REP) | BIT_MASK(EV_LED) | BIT_MASK(EV_MSC);
	dev->ledbit[0] = BIT_MASK(LED_NUML) | BIT_MASK(LED_CAPSL) | BIT_MASK(LED_SCROLLL);
	dev->mscbit[0] = BIT_MASK(MSC_SCAN);
	dev->keycode = kbd->map;
	dev->keycodesize = sizeof(kbd->map[0]);
	dev->keycodemax = MAP_KEYS;
	dev->rep[REP_DELAY] = 250;
	dev->rep[REP_PERIOD] = 33;
	dev->event = keyboard_event;
	input_set_drvdata(dev, kbd);
	init_map(kbd);
}

static int keyboard_connect(struct serio *port, struct serio_driver *drv)
{
	struct keyboard *kbd = kzalloc(sizeof(*kbd), GFP_KERNEL);
	int err = -ENOMEM;

	if (!kbd)
		return err;
	kbd->dev = input_allocate_device();
	if (!kbd->dev)
		goto free;
	ps2_init(&kbd->ps2dev, port);
	INIT_WORK(&kbd->leds, set_leds);
	describe(kbd, port);
	serio_set_drvdata(port, kbd);
	err = serio_open(port, drv);
	if (err)
		goto free;
	err = input_register_device(kbd->dev);
	if (!err)
		return 0;
	serio_close(port);
free:
	input_free_device(kbd->dev);
	kfree(kbd);
	return err;
}

static void keyboard_disconnect(struct serio *port)
{
	struct keyboard *kbd = serio_get_drvdata(port);

	serio_close(port);
	cancel_work_sync(&kbd->leds);
	input_unregister_device(kbd->dev);
	cancel_work_sync(&kbd->leds);
	kfree(kbd);
}

static const struct serio_device_id keyboard_ids[] = {
    {.type = SERIO_8042_XL, .proto = SERIO_ANY, .id = SERIO_ANY, .extra = SERIO_ANY}, {}};

static struct serio_driver keyboard_driver = {
    .driver = {.name = "ps2_keyboard"},
    .description = "AT keyboard, set 1",
    .id_table = keyboard_ids,
    .interrupt = keyboard_interrupt,
    .connect = keyboard_connect,
    .disconnect = keyboard_disconnect,
};

static int __init keyboard_init(void)
{
	return __serio_register_driver(&keyboard_driver, NULL, "ps2_keyboard");
}
device_initcall(keyboard_init);
