/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ps2_keyboard: the AT keyboard as an input device. Its codes are those of set 1, to which the
 * controller translates; without a prefix they are the numbers of Linux's KEY_ names.
 */
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/workqueue.h>

#include "drivers/consoles.h"
#include "drivers/input/i8042.h"

#define RELEASED   0x80
#define EXTENDED   0xe0
#define PAUSE	   0xe1
#define PLAIN_KEYS 0x59
#define MAP_KEYS   256 /* with a prefix: from 128 on */

#define SET_LEDS 0xed

static struct {
	struct input_dev *dev;
	unsigned short map[MAP_KEYS];
	bool extended;
	u8 skip; /* bytes of a Pause sequence still to come */
} kbd;

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

static void key(unsigned int scan, bool pressed)
{
	unsigned int code = kbd.map[scan];
	/* the keyboard repeats by itself */
	int value = pressed ? 1 + !!test_bit(code, kbd.dev->key) : 0;

	if (!code)
		return;
	input_event(kbd.dev, EV_MSC, MSC_SCAN, scan);
	input_event(kbd.dev, EV_KEY, code, value);
	input_sync(kbd.dev);
}

void ps2_keyboard_byte(u8 byte)
{
	if (!kbd.dev)
		return;
	if (kbd.skip) {
		/* Pause says that it is pressed and released in one */
		if (!--kbd.skip) {
			key(0x80 | 0x46, true);
			key(0x80 | 0x46, false);
		}
	} else if (byte == PAUSE) {
		kbd.skip = 5;
	} else if (byte == EXTENDED) {
		kbd.extended = true;
		return;
	} else if (!(kbd.extended && ((byte & 0x7f) == 0x2a || (byte & 0x7f) == 0x36))) {
		/* but not the shifts that a keyboard of 101 keys makes up */
		key((byte & 0x7f) | (kbd.extended ? 0x80 : 0), !(byte & RELEASED));
	}
	kbd.extended = false;
}

bool keyboard_is_grabbed(void)
{
	return kbd.dev && READ_ONCE(kbd.dev->grab);
}

/* The keyboard takes the LEDs in its own order, from a thread: it needs milliseconds. */
static void set_leds(struct work_struct *work)
{
	u8 leds = (test_bit(LED_SCROLLL, kbd.dev->led) ? 1 : 0) |
		  (test_bit(LED_NUML, kbd.dev->led) ? 2 : 0) |
		  (test_bit(LED_CAPSL, kbd.dev->led) ? 4 : 0);

	ps2_command(false, SET_LEDS, leds, NULL, 0);
}
static DECLARE_WORK(leds_work, set_leds);

static int keyboard_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	if (type == EV_LED)
		schedule_work(&leds_work);
	return 0;
}

static void init_map(void)
{
	unsigned int i;

	for (i = 1; i < PLAIN_KEYS; i++)
		if (i != 0x54 && i != 0x55)
			kbd.map[i] = i;
	kbd.map[0x54] = KEY_SYSRQ;
	for (i = 0; i < ARRAY_SIZE(extended_keys); i++)
		kbd.map[0x80 | extended_keys[i].code] = extended_keys[i].key;
	for (i = 0; i < MAP_KEYS; i++)
		if (kbd.map[i])
			__set_bit(kbd.map[i], kbd.dev->keybit);
}

int __init ps2_keyboard_register(void)
{
	struct input_dev *dev = input_allocate_device();
	int err;

	if (!dev)
		return -ENOMEM;
	dev->name = "AT Translated Set 2 keyboard";
	dev->phys = "isa0060/serio0/input0";
	dev->id = (struct input_id){BUS_I8042, 0x0001, 0x0001, 0xab41};
	dev->evbit[0] = BIT_MASK(EV_KEY) | BIT_MASK(EV_REP) | BIT_MASK(EV_LED) | BIT_MASK(EV_MSC);
	dev->ledbit[0] = BIT_MASK(LED_NUML) | BIT_MASK(LED_CAPSL) | BIT_MASK(LED_SCROLLL);
	dev->mscbit[0] = BIT_MASK(MSC_SCAN);
	dev->keycode = kbd.map;
	dev->keycodesize = sizeof(kbd.map[0]);
	dev->keycodemax = MAP_KEYS;
	dev->rep[REP_DELAY] = 250;
	dev->rep[REP_PERIOD] = 33;
	dev->event = keyboard_event;
	kbd.dev = dev;
	init_map();
	err = input_register_device(dev);
	if (err) {
		kbd.dev = NULL;
		input_free_device(dev);
	}
	return err;
}
