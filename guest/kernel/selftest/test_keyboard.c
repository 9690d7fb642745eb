/* SPDX-License-Identifier: GPL-2.0-only */
/* What is told of keys: a keyboard of our own types, a listener notes it, and keeps what it will.
 */
#include <linux/input.h>
#include <linux/keyboard.h>
#include <linux/notifier.h>
#include <linux/selftest.h>
#include <linux/string.h>
#include <linux/vt_kern.h>

#define MOST 24

static struct note {
	unsigned long event;
	struct keyboard_notifier_param param;
} notes[MOST];
static unsigned int noted;
static unsigned long stop_at;

static int listen(struct notifier_block *nb, unsigned long event, void *data)
{
	if (noted < MOST)
		notes[noted++] = (struct note){event, *(struct keyboard_notifier_param *)data};
	return event == stop_at ? NOTIFY_STOP : NOTIFY_OK;
}

static struct notifier_block listener = {.notifier_call = listen};

static struct input_dev *plug(struct selftest *t)
{
	struct input_dev *dev = input_allocate_device();

	if (!EXPECT(t, dev))
		return NULL;
	dev->name = "selftest";
	__set_bit(EV_KEY, dev->evbit);
	__set_bit(KEY_LEFTSHIFT, dev->keybit);
	__set_bit(KEY_BACKSPACE, dev->keybit);
	__set_bit(KEY_A, dev->keybit);
	if (EXPECT(t, !input_register_device(dev)))
		return dev;
	input_free_device(dev);
	return NULL;
}

static void key(struct input_dev *dev, unsigned int code, int value)
{
	input_event(dev, EV_KEY, code, value);
	input_sync(dev);
}

static bool was(unsigned int n, unsigned long event, unsigned int value, int down, int shift)
{
	const struct note *note = &notes[n];

	return n < noted && note->event == event && note->param.value == value &&
	       note->param.down == down && note->param.shift == shift &&
	       note->param.vc == vc_cons[fg_console].d;
}

static void check_told(struct selftest *t, struct input_dev *dev)
{
	key(dev, KEY_LEFTSHIFT, 1);
	key(dev, KEY_A, 1);
	key(dev, KEY_A, 2);
	key(dev, KEY_A, 0);
	key(dev, KEY_LEFTSHIFT, 0);
	EXPECT(t, was(0, KBD_KEYCODE, KEY_LEFTSHIFT, 1, 0));
	EXPECT(t, was(1, KBD_KEYSYM, 0xf700, 1, 0));
	EXPECT(t, was(2, KBD_POST_KEYSYM, 0xf700, 1, 0));
	EXPECT(t, was(3, KBD_KEYCODE, KEY_A, 1, 1));
	EXPECT(t, was(4, KBD_KEYSYM, 0xf041, 1, 1));
	EXPECT(t, was(5, KBD_POST_KEYSYM, 0xf041, 1, 1));
	EXPECT(t, was(6, KBD_KEYCODE, KEY_A, 2, 1));
	EXPECT(t, was(9, KBD_KEYCODE, KEY_A, 0, 1));
	EXPECT(t, was(10, KBD_KEYSYM, 0xf041, 0, 1));
	EXPECT(t, was(12, KBD_KEYCODE, KEY_LEFTSHIFT, 0, 1));
	EXPECT_EQ(t, noted, 15);
}

static void check_stopped(struct selftest *t, struct input_dev *dev)
{
	noted = 0;
	stop_at = KBD_KEYCODE;
	key(dev, KEY_A, 1);
	key(dev, KEY_A, 0);
	EXPECT(t, was(0, KBD_KEYCODE, KEY_A, 1, 0));
	EXPECT(t, was(1, KBD_UNBOUND_KEYCODE, KEY_A, 1, 0));
	EXPECT_EQ(t, noted, 4);
	noted = 0;
	stop_at = KBD_KEYSYM;
	key(dev, KEY_A, 1);
	key(dev, KEY_A, 0);
	EXPECT(t, was(1, KBD_KEYSYM, 0xf061, 1, 0));
	EXPECT_EQ(t, noted, 4);
}

SELFTEST(keyboard, listeners_are_told_of_keys)
{
	struct input_dev *dev = plug(t);

	if (!dev)
		return;
	stop_at = noted = 0;
	EXPECT_EQ(t, register_keyboard_notifier(&listener), 0);
	check_told(t, dev);
	/* what was typed at the terminal in front, is taken back */
	for (unsigned int i = 0; i < 2; i++) {
		key(dev, KEY_BACKSPACE, 1);
		key(dev, KEY_BACKSPACE, 0);
	}
	check_stopped(t, dev);
	EXPECT_EQ(t, unregister_keyboard_notifier(&listener), 0);
	EXPECT(t, unregister_keyboard_notifier(&listener));
	noted = 0;
	key(dev, KEY_LEFTSHIFT, 1);
	key(dev, KEY_LEFTSHIFT, 0);
	EXPECT_EQ(t, noted, 0);
	input_unregister_device(dev);
}
