/* SPDX-License-Identifier: GPL-2.0-only */
/* evdev-ioctl: what a program asks a device, and tells it. */
#include <linux/input/mt.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "drivers/input/evdev.h"

static int copy_text(const char *text, unsigned int max, void __user *user)
{
	unsigned int len;

	if (!text)
		return -ENOENT;
	len = min_t(unsigned int, strlen(text) + 1, max);
	return copy_to_user(user, text, len) ? -EFAULT : (int)len;
}

static int copy_bits(const unsigned long *bits, unsigned int count, unsigned int max,
		     void __user *user)
{
	unsigned int len = min_t(unsigned int, BITS_TO_LONGS(count) * sizeof(long), max);

	return copy_to_user(user, bits, len) ? -EFAULT : (int)len;
}

unsigned int evdev_code_count(unsigned int type)
{
	static const unsigned short counts[EV_CNT] = {
	    [EV_SYN] = EV_CNT,	[EV_KEY] = KEY_CNT, [EV_REL] = REL_CNT,
	    [EV_ABS] = ABS_CNT, [EV_MSC] = MSC_CNT, [EV_SW] = SW_CNT,
	    [EV_LED] = LED_CNT, [EV_SND] = SND_CNT, [EV_FF] = FF_CNT,
	};

	return type < EV_CNT ? counts[type] : 0;
}

static const unsigned long *supported(struct input_dev *dev, unsigned int type)
{
	switch (type) {
	case EV_SYN:
		return dev->evbit;
	case EV_KEY:
		return dev->keybit;
	case EV_REL:
		return dev->relbit;
	case EV_ABS:
		return dev->absbit;
	case EV_MSC:
		return dev->mscbit;
	case EV_LED:
		return dev->ledbit;
	case EV_SND:
		return dev->sndbit;
	case EV_FF:
		return dev->ffbit;
	case EV_SW:
		return dev->swbit;
	}
	return NULL;
}

static int get_supported(struct input_dev *dev, unsigned int type, unsigned int max,
			 void __user *user)
{
	const unsigned long *bits = supported(dev, type);

	return bits ? copy_bits(bits, evdev_code_count(type), max, user) : -EINVAL;
}

/* What is in the ring of that type is older than the answer: it would be seen twice. */
static void drop_events(struct evdev_client *client, unsigned int type)
{
	unsigned int i, head = client->tail, count = 1, mask = client->bufsize - 1;
	bool is_report;

	spin_lock(&client->buffer_lock);
	client->packet_head = client->tail;
	for (i = client->tail; i != client->head; i = (i + 1) & mask) {
		struct input_event *event = &client->buffer[i];

		is_report = event->type == EV_SYN && event->code == SYN_REPORT;
		if (event->type == type || (is_report && !count))
			continue;
		client->buffer[head] = *event;
		count = is_report ? 0 : count + 1;
		head = (head + 1) & mask;
		if (is_report)
			client->packet_head = head;
	}
	client->head = head;
	spin_unlock(&client->buffer_lock);
}

static int get_state(struct evdev_client *client, struct input_dev *dev, unsigned int type,
		     const unsigned long *bits, unsigned int count, unsigned int max,
		     void __user *user)
{
	unsigned long *copy = bitmap_alloc(count, GFP_KERNEL);
	int err;

	if (!copy)
		return -ENOMEM;
	spin_lock_irq(&dev->event_lock);
	bitmap_copy(copy, bits, count);
	drop_events(client, type);
	spin_unlock_irq(&dev->event_lock);
	err = copy_bits(copy, count, max, user);
	bitmap_free(copy);
	return err;
}

static int get_slots(struct input_dev *dev, unsigned int size, int __user *user)
{
	const struct input_mt *mt = dev->mt;
	unsigned int code;
	int i, max = (size - sizeof(__u32)) / sizeof(__s32);

	if (size < sizeof(__u32) || get_user(code, (unsigned int __user *)user))
		return -EFAULT;
	if (!mt || !input_is_mt_value(code))
		return -EINVAL;
	for (i = 0; i < mt->num_slots && i < max; i++)
		if (put_user(input_mt_get_value(&mt->slots[i], code), user + 1 + i))
			return -EFAULT;
	return 0;
}

static int get_abs(struct input_dev *dev, unsigned int axis, size_t size, void __user *user)
{
	struct input_absinfo abs;

	if (!dev->absinfo)
		return -EINVAL;
	abs = dev->absinfo[axis];
	return copy_to_user(user, &abs, min(size, sizeof(abs))) ? -EFAULT : 0;
}

static int set_abs(struct input_dev *dev, unsigned int axis, size_t size, void __user *user)
{
	struct input_absinfo abs = {};

	if (!dev->absinfo)
		return -EINVAL;
	if (copy_from_user(&abs, user, min(size, sizeof(abs))))
		return -EFAULT;
	if (axis == ABS_MT_SLOT)
		return -EINVAL;
	spin_lock_irq(&dev->event_lock);
	dev->absinfo[axis] = abs;
	spin_unlock_irq(&dev->event_lock);
	return 0;
}

/* ---- keymaps ---- */

static int get_keycode(struct input_dev *dev, void __user *user)
{
	struct input_keymap_entry ke = {.len = sizeof(unsigned int)};
	int __user *ip = user;
	int err;

	if (copy_from_user(ke.scancode, user, sizeof(unsigned int)))
		return -EFAULT;
	err = input_get_keycode(dev, &ke);
	return err ? err : put_user(ke.keycode, ip + 1);
}

static int set_keycode(struct input_dev *dev, void __user *user)
{
	struct input_keymap_entry ke = {.len = sizeof(unsigned int)};
	int __user *ip = user;

	if (copy_from_user(ke.scancode, user, sizeof(unsigned int)) || get_user(ke.keycode, ip + 1))
		return -EFAULT;
	return input_set_keycode(dev, &ke);
}

static int keycode_v2(struct input_dev *dev, bool set, void __user *user)
{
	struct input_keymap_entry ke;
	int err;

	if (copy_from_user(&ke, user, sizeof(ke)))
		return -EFAULT;
	if (ke.len > sizeof(ke.scancode))
		return -EINVAL;
	if (set)
		return input_set_keycode(dev, &ke);
	err = input_get_keycode(dev, &ke);
	return err ? err : copy_to_user(user, &ke, sizeof(ke)) ? -EFAULT : 0;
}

static int repetition(struct evdev *evdev, bool set, unsigned int __user *user)
{
	struct input_dev *dev = evdev->handle.dev;
	unsigned int delay, period;

	if (!test_bit(EV_REP, dev->evbit))
		return -ENOSYS;
	if (!set)
		return put_user(dev->rep[REP_DELAY], user) ||
			       put_user(dev->rep[REP_PERIOD], user + 1)
			   ? -EFAULT
			   : 0;
	if (get_user(delay, user) || get_user(period, user + 1))
		return -EFAULT;
	input_inject_event(&evdev->handle, EV_REP, REP_DELAY, delay);
	input_inject_event(&evdev->handle, EV_REP, REP_PERIOD, period);
	return 0;
}

/* ---- of this file ---- */

static int grab(struct evdev *evdev, struct evdev_client *client)
{
	int err;

	if (evdev->grab)
		return -EBUSY;
	err = input_grab_device(&evdev->handle);
	if (err)
		return err;
	spin_lock_irq(&evdev->client_lock);
	evdev->grab = client;
	spin_unlock_irq(&evdev->client_lock);
	return 0;
}

static int revoke(struct evdev *evdev, struct evdev_client *client, struct file *file)
{
	client->revoked = true;
	evdev_ungrab(evdev, client);
	input_flush_device(&evdev->handle, file);
	wake_up_interruptible_poll(&client->wait, EPOLLHUP | EPOLLERR);
	return 0;
}

static int set_clock(struct evdev_client *client, int __user *user)
{
	enum input_clock_type clock;
	int id;

	if (get_user(id, user))
		return -EFAULT;
	switch (id) {
	case CLOCK_REALTIME:
		clock = INPUT_CLK_REAL;
		break;
	case CLOCK_MONOTONIC:
		clock = INPUT_CLK_MONO;
		break;
	case CLOCK_BOOTTIME:
		clock = INPUT_CLK_BOOT;
		break;
	default:
		return -EINVAL;
	}
	if (clock == client->clock)
		return 0;
	/* times by two clocks would not compare */
	spin_lock_irq(&client->buffer_lock);
	client->clock = clock;
	if (client->head != client->tail) {
		client->packet_head = client->head = client->tail;
		client->buffer[client->head++] =
		    (struct input_event){.type = EV_SYN, .code = SYN_DROPPED};
		client->head &= client->bufsize - 1;
		client->packet_head = client->head;
	}
	spin_unlock_irq(&client->buffer_lock);
	return 0;
}

static int mask_ioctl(struct evdev_client *client, bool set, void __user *user)
{
	struct input_mask mask;
	unsigned int count, bytes;
	unsigned long *bits, *old;
	void __user *codes;

	if (copy_from_user(&mask, user, sizeof(mask)))
		return -EFAULT;
	codes = (void __user *)(unsigned long)mask.codes_ptr;
	count = evdev_code_count(mask.type);
	if (!count)
		return set ? 0 : -EINVAL;
	bytes = min_t(unsigned int, mask.codes_size, BITS_TO_LONGS(count) * sizeof(long));
	bits = bitmap_zalloc(count, GFP_KERNEL);
	if (!bits)
		return -ENOMEM;
	if (set && copy_from_user(bits, codes, bytes)) {
		bitmap_free(bits);
		return -EFAULT;
	}
	spin_lock_irq(&client->buffer_lock);
	old = client->masks[mask.type];
	if (set)
		client->masks[mask.type] = bits;
	else if (old)
		bitmap_copy(bits, old, count);
	else
		bitmap_set(bits, 0, count);
	spin_unlock_irq(&client->buffer_lock);
	if (set) {
		bitmap_free(old);
		return 0;
	}
	count = copy_to_user(codes, bits, bytes);
	bitmap_free(bits);
	return count ? -EFAULT : 0;
}

/* ---- which one ---- */

static long fixed_ioctl(struct evdev_client *client, struct file *file, unsigned int cmd,
			unsigned long arg)
{
	struct evdev *evdev = client->evdev;
	struct input_dev *dev = evdev->handle.dev;
	void __user *user = (void __user *)arg;

	switch (cmd) {
	case EVIOCGVERSION:
		return put_user(EV_VERSION, (int __user *)user);
	case EVIOCGID:
		return copy_to_user(user, &dev->id, sizeof(dev->id)) ? -EFAULT : 0;
	case EVIOCGREP:
	case EVIOCSREP:
		return repetition(evdev, cmd == EVIOCSREP, user);
	case EVIOCGEFFECTS:
		return put_user(0, (int __user *)user);
	case EVIOCGRAB:
		return arg ? grab(evdev, client) : evdev_ungrab(evdev, client);
	case EVIOCREVOKE:
		return arg ? -EINVAL : revoke(evdev, client, file);
	case EVIOCGMASK:
	case EVIOCSMASK:
		return mask_ioctl(client, cmd == EVIOCSMASK, user);
	case EVIOCSCLOCKID:
		return set_clock(client, user);
	case EVIOCGKEYCODE:
		return get_keycode(dev, user);
	case EVIOCSKEYCODE:
		return set_keycode(dev, user);
	case EVIOCGKEYCODE_V2:
	case EVIOCSKEYCODE_V2:
		return keycode_v2(dev, cmd == EVIOCSKEYCODE_V2, user);
	}
	return -ENOIOCTLCMD;
}

/* Those whose number holds how much the program has room for. */
static long sized_ioctl(struct evdev_client *client, unsigned int cmd, void __user *user)
{
	struct input_dev *dev = client->evdev->handle.dev;
	unsigned int size = _IOC_SIZE(cmd), nr = _IOC_NR(cmd);

	switch (cmd & ~(_IOC_SIZEMASK << _IOC_SIZESHIFT)) {
	case EVIOCGPROP(0):
		return copy_bits(dev->propbit, INPUT_PROP_CNT, size, user);
	case EVIOCGMTSLOTS(0):
		return get_slots(dev, size, user);
	case EVIOCGKEY(0):
		return get_state(client, dev, EV_KEY, dev->key, KEY_CNT, size, user);
	case EVIOCGLED(0):
		return get_state(client, dev, EV_LED, dev->led, LED_CNT, size, user);
	case EVIOCGSND(0):
		return get_state(client, dev, EV_SND, dev->snd, SND_CNT, size, user);
	case EVIOCGSW(0):
		return get_state(client, dev, EV_SW, dev->sw, SW_CNT, size, user);
	case EVIOCGNAME(0):
		return copy_text(dev->name, size, user);
	case EVIOCGPHYS(0):
		return copy_text(dev->phys, size, user);
	case EVIOCGUNIQ(0):
		return copy_text(dev->uniq, size, user);
	}
	if (_IOC_TYPE(cmd) != 'E')
		return -EINVAL;
	if (_IOC_DIR(cmd) == _IOC_READ && (nr & ~EV_MAX) == 0x20)
		return get_supported(dev, nr & EV_MAX, size, user);
	if (_IOC_DIR(cmd) == _IOC_READ && (nr & ~ABS_MAX) == 0x40)
		return get_abs(dev, nr & ABS_MAX, size, user);
	if (_IOC_DIR(cmd) == _IOC_WRITE && (nr & ~ABS_MAX) == 0xc0)
		return set_abs(dev, nr & ABS_MAX, size, user);
	return -EINVAL;
}

long evdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;
	long err = mutex_lock_interruptible(&evdev->mutex);

	if (err)
		return err;
	if (!evdev->exist || client->revoked)
		err = -ENODEV;
	else
		err = fixed_ioctl(client, file, cmd, arg);
	if (err == -ENOIOCTLCMD)
		err = sized_ioctl(client, cmd, (void __user *)arg);
	mutex_unlock(&evdev->mutex);
	return err;
}
