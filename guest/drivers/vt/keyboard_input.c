/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * keyboard_input: who listens for the terminals to every input device with keys ("kbd" among its
 * handlers). A program that has grabbed a device has its keys alone.
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "keyboard.h"

static void kbd_event(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	if (type == EV_KEY)
		keyboard_key(code, value);
}

/* Something to type on, not a mouse or a joystick. */
static bool kbd_match(struct input_handler *handler, struct input_dev *dev)
{
	return test_bit(EV_SND, dev->evbit) ||
	       find_next_bit(dev->keybit, KEY_CNT, KEY_RESERVED) < BTN_MISC ||
	       find_next_bit(dev->keybit, BTN_MISC, KEY_OK) < BTN_MISC;
}

static int kbd_connect(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id)
{
	struct input_handle *handle = kzalloc(sizeof(*handle), GFP_KERNEL);
	int err;

	if (!handle)
		return -ENOMEM;
	handle->dev = dev;
	handle->handler = handler;
	handle->name = "kbd";
	err = input_register_handle(handle);
	if (err)
		goto free;
	err = input_open_device(handle);
	if (!err)
		return 0;
	input_unregister_handle(handle);
free:
	kfree(handle);
	return err;
}

static void kbd_disconnect(struct input_handle *handle)
{
	input_close_device(handle);
	input_unregister_handle(handle);
	kfree(handle);
}

/* A new device shows the lights that the others show. */
static void kbd_start(struct input_handle *handle)
{
	keyboard_show_leds();
}

static const struct input_device_id kbd_ids[] = {
    {.flags = INPUT_DEVICE_ID_MATCH_EVBIT, .evbit = {BIT_MASK(EV_KEY)}},
    {.flags = INPUT_DEVICE_ID_MATCH_EVBIT, .evbit = {BIT_MASK(EV_SND)}},
    {}};

static struct input_handler kbd_handler = {
    .name = "kbd",
    .id_table = kbd_ids,
    .event = kbd_event,
    .match = kbd_match,
    .connect = kbd_connect,
    .disconnect = kbd_disconnect,
    .start = kbd_start,
};

static int set_leds(struct input_handle *handle, void *data)
{
	u8 leds = *(u8 *)data;

	if (test_bit(EV_LED, handle->dev->evbit)) {
		input_inject_event(handle, EV_LED, LED_SCROLLL, leds & 1);
		input_inject_event(handle, EV_LED, LED_NUML, leds >> 1 & 1);
		input_inject_event(handle, EV_LED, LED_CAPSL, leds >> 2 & 1);
		input_inject_event(handle, EV_SYN, SYN_REPORT, 0);
	}
	return 0;
}

void keyboard_input_leds(u8 leds)
{
	input_handler_for_each_handle(&kbd_handler, &leds, set_leds);
}

static int __init keyboard_input_init(void)
{
	return input_register_handler(&kbd_handler);
}
device_initcall(keyboard_input_init);
