/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * evdev: each input device as /dev/input/eventN: a read() gives its events as they come.
 *
 * Each open file has a ring of its own. Programs see whole packets only: what lies behind
 * packet_head is still being written. A full ring loses the oldest events, and says so by
 * SYN_DROPPED.
 *
 *	buffer:  tail ... packet_head ... head
 *	         read()   not yet complete
 *
 * buffer_lock guards a ring (events come from interrupts), the evdev's mutex its list of files
 * and ioctls, client_lock the list against events.
 */
#include <linux/cdev.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/input/mt.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "drivers/input/input-core.h"
#include "drivers/input/evdev.h"

/* ---- events come ---- */

static bool masked_out(struct evdev_client *client, unsigned int type, unsigned int code)
{
	return client->masks[type] && code < evdev_code_count(type) &&
	       !test_bit(code, client->masks[type]);
}

static void put(struct evdev_client *client, const struct input_event *event)
{
	client->buffer[client->head++] = *event;
	client->head &= client->bufsize - 1;
	if (client->head == client->tail) {
		/* all is old but the newest; what it belonged to is lost */
		client->tail = (client->head - 2) & (client->bufsize - 1);
		client->buffer[client->tail] = (struct input_event){
		    .input_event_sec = event->input_event_sec,
		    .input_event_usec = event->input_event_usec,
		    .type = EV_SYN,
		    .code = SYN_DROPPED,
		};
		client->packet_head = client->tail;
	}
	if (event->type == EV_SYN && event->code == SYN_REPORT) {
		client->packet_head = client->head;
		kill_fasync(&client->fasync, SIGIO, POLL_IN);
	}
}

static void pass(struct evdev_client *client, const struct input_value *vals, unsigned int count,
		 ktime_t *when)
{
	struct timespec64 ts = ktime_to_timespec64(when[client->clock]);
	struct input_event event = {.input_event_sec = ts.tv_sec,
				    .input_event_usec = ts.tv_nsec / NSEC_PER_USEC};
	bool wake = false, any = false;
	unsigned int i;

	if (client->revoked)
		return;
	spin_lock(&client->buffer_lock);
	for (i = 0; i < count; i++) {
		bool report = vals[i].type == EV_SYN && vals[i].code == SYN_REPORT;

		if (masked_out(client, vals[i].type, vals[i].code))
			continue;
		/* of a packet whose events are all masked nothing is left */
		if (report && !any && client->packet_head == client->head)
			continue;
		any = !report;
		wake |= report;
		event.type = vals[i].type;
		event.code = vals[i].code;
		event.value = vals[i].value;
		put(client, &event);
	}
	spin_unlock(&client->buffer_lock);
	if (wake)
		wake_up_interruptible_poll(&client->wait, EPOLLIN | EPOLLRDNORM);
}

static void evdev_events(struct input_handle *handle, const struct input_value *vals,
			 unsigned int count)
{
	struct evdev *evdev = handle->private;
	ktime_t *when = input_get_timestamp(handle->dev);
	struct evdev_client *client;

	spin_lock(&evdev->client_lock);
	if (evdev->grab)
		pass(evdev->grab, vals, count, when);
	else
		list_for_each_entry (client, &evdev->clients, node)
			pass(client, vals, count, when);
	spin_unlock(&evdev->client_lock);
}

/* ---- files ---- */

static int evdev_open(struct inode *inode, struct file *file)
{
	struct evdev *evdev = container_of(inode->i_cdev, struct evdev, cdev);
	unsigned int events = max(8 * evdev->handle.dev->hint_events_per_packet, 64u);
	unsigned int bufsize = roundup_pow_of_two(events);
	struct evdev_client *client = kvzalloc(struct_size(client, buffer, bufsize), GFP_KERNEL);
	int err;

	if (!client)
		return -ENOMEM;
	init_waitqueue_head(&client->wait);
	client->bufsize = bufsize;
	spin_lock_init(&client->buffer_lock);
	client->evdev = evdev;
	spin_lock_irq(&evdev->client_lock);
	list_add_tail(&client->node, &evdev->clients);
	spin_unlock_irq(&evdev->client_lock);
	mutex_lock(&evdev->mutex);
	err = evdev->exist ? 0 : -ENODEV;
	if (!err && !evdev->open++) {
		err = input_open_device(&evdev->handle);
		if (err)
			evdev->open--;
	}
	mutex_unlock(&evdev->mutex);
	if (!err) {
		get_device(&evdev->dev);
		file->private_data = client;
		return stream_open(inode, file);
	}
	spin_lock_irq(&evdev->client_lock);
	list_del(&client->node);
	spin_unlock_irq(&evdev->client_lock);
	kvfree(client);
	return err;
}

int evdev_ungrab(struct evdev *evdev, struct evdev_client *client)
{
	if (evdev->grab != client)
		return -EINVAL;
	spin_lock_irq(&evdev->client_lock);
	evdev->grab = NULL;
	spin_unlock_irq(&evdev->client_lock);
	input_release_device(&evdev->handle);
	return 0;
}

static int evdev_release(struct inode *inode, struct file *file)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;
	int i;

	mutex_lock(&evdev->mutex);
	if (evdev->exist && !client->revoked)
		input_flush_device(&evdev->handle, file);
	evdev_ungrab(evdev, client);
	spin_lock_irq(&evdev->client_lock);
	list_del(&client->node);
	spin_unlock_irq(&evdev->client_lock);
	if (evdev->exist && !--evdev->open)
		input_close_device(&evdev->handle);
	mutex_unlock(&evdev->mutex);
	for (i = 0; i < EV_CNT; i++)
		bitmap_free(client->masks[i]);
	kvfree(client);
	put_device(&evdev->dev);
	return 0;
}

static bool take(struct evdev_client *client, struct input_event *event)
{
	bool have;

	spin_lock_irq(&client->buffer_lock);
	have = client->packet_head != client->tail;
	if (have) {
		*event = client->buffer[client->tail++];
		client->tail &= client->bufsize - 1;
	}
	spin_unlock_irq(&client->buffer_lock);
	return have;
}

static ssize_t evdev_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;
	struct input_event event;
	size_t done = 0;
	int err;

	if (count && count < sizeof(event))
		return -EINVAL;
	for (;;) {
		if (!evdev->exist || client->revoked)
			return -ENODEV;
		if (client->packet_head == client->tail && file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (!count)
			return 0;
		while (done + sizeof(event) <= count && take(client, &event)) {
			if (copy_to_user(buf + done, &event, sizeof(event)))
				return -EFAULT;
			done += sizeof(event);
		}
		if (done)
			return done;
		err = wait_event_interruptible(client->wait, client->packet_head != client->tail ||
								 !evdev->exist || client->revoked);
		if (err)
			return err;
	}
}

/* For the device: LEDs, sounds. */
static ssize_t evdev_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	struct evdev_client *client = file->private_data;
	struct evdev *evdev = client->evdev;
	struct input_event event;
	size_t done = 0;
	int err;

	if (count && count < sizeof(event))
		return -EINVAL;
	err = mutex_lock_interruptible(&evdev->mutex);
	if (err)
		return err;
	if (!evdev->exist || client->revoked)
		err = -ENODEV;
	while (!err && done + sizeof(event) <= count) {
		if (copy_from_user(&event, buf + done, sizeof(event))) {
			err = -EFAULT;
			break;
		}
		done += sizeof(event);
		input_inject_event(&evdev->handle, event.type, event.code, event.value);
		cond_resched();
	}
	mutex_unlock(&evdev->mutex);
	return err ? err : (ssize_t)done;
}

static __poll_t evdev_poll(struct file *file, poll_table *wait)
{
	struct evdev_client *client = file->private_data;
	__poll_t mask;

	poll_wait(file, &client->wait, wait);
	mask =
	    client->evdev->exist && !client->revoked ? EPOLLOUT | EPOLLWRNORM : EPOLLHUP | EPOLLERR;
	if (client->packet_head != client->tail)
		mask |= EPOLLIN | EPOLLRDNORM;
	return mask;
}

static int evdev_fasync(int fd, struct file *file, int on)
{
	struct evdev_client *client = file->private_data;

	return fasync_helper(fd, file, on, &client->fasync);
}

static const struct file_operations evdev_fops = {
    .owner = THIS_MODULE,
    .read = evdev_read,
    .write = evdev_write,
    .poll = evdev_poll,
    .open = evdev_open,
    .release = evdev_release,
    .unlocked_ioctl = evdev_ioctl,
    .fasync = evdev_fasync,
    .llseek = no_llseek,
};

/* ---- devices come and go ---- */

static void evdev_free(struct device *dev)
{
	struct evdev *evdev = container_of(dev, struct evdev, dev);

	input_put_device(evdev->handle.dev);
	kfree(evdev);
}

static struct evdev *alloc_evdev(struct input_handler *handler, struct input_dev *dev, int minor)
{
	struct evdev *evdev = kzalloc(sizeof(*evdev), GFP_KERNEL);
	int n = minor < EVDEV_MINOR_BASE + EVDEV_MINORS ? minor - EVDEV_MINOR_BASE : minor;

	if (!evdev)
		return NULL;
	INIT_LIST_HEAD(&evdev->clients);
	spin_lock_init(&evdev->client_lock);
	mutex_init(&evdev->mutex);
	evdev->exist = true;
	evdev->handle.dev = input_get_device(dev);
	evdev->handle.handler = handler;
	evdev->handle.private = evdev;
	evdev->dev.devt = MKDEV(INPUT_MAJOR, minor);
	evdev->dev.class = &input_class;
	evdev->dev.parent = &dev->dev;
	evdev->dev.release = evdev_free;
	device_initialize(&evdev->dev);
	dev_set_name(&evdev->dev, "event%d", n);
	evdev->handle.name = dev_name(&evdev->dev);
	cdev_init(&evdev->cdev, &evdev_fops);
	return evdev;
}

static int evdev_connect(struct input_handler *handler, struct input_dev *dev,
			 const struct input_device_id *id)
{
	int minor = input_get_new_minor(EVDEV_MINOR_BASE, EVDEV_MINORS, true), err;
	struct evdev *evdev;

	if (minor < 0)
		return minor;
	evdev = alloc_evdev(handler, dev, minor);
	if (!evdev) {
		input_free_minor(minor);
		return -ENOMEM;
	}
	err = input_register_handle(&evdev->handle);
	if (err)
		goto free;
	err = cdev_device_add(&evdev->cdev, &evdev->dev);
	if (!err)
		return 0;
	input_unregister_handle(&evdev->handle);
free:
	put_device(&evdev->dev);
	input_free_minor(minor);
	return err;
}

static void evdev_disconnect(struct input_handle *handle)
{
	struct evdev *evdev = handle->private;
	struct evdev_client *client;

	cdev_device_del(&evdev->cdev, &evdev->dev);
	mutex_lock(&evdev->mutex);
	evdev->exist = false;
	mutex_unlock(&evdev->mutex);
	spin_lock_irq(&evdev->client_lock);
	list_for_each_entry (client, &evdev->clients, node) {
		kill_fasync(&client->fasync, SIGIO, POLL_HUP);
		wake_up_interruptible_poll(&client->wait, EPOLLHUP | EPOLLERR);
	}
	spin_unlock_irq(&evdev->client_lock);
	if (evdev->open) {
		input_flush_device(handle, NULL);
		input_close_device(handle);
	}
	input_free_minor(MINOR(evdev->dev.devt));
	input_unregister_handle(handle);
	put_device(&evdev->dev);
}

static const struct input_device_id evdev_ids[] = {{.driver_info = 1}, {}};

static struct input_handler evdev_handler = {
    .events = evdev_events,
    .connect = evdev_connect,
    .disconnect = evdev_disconnect,
    .legacy_minors = true,
    .minor = EVDEV_MINOR_BASE,
    .name = "evdev",
    .id_table = evdev_ids,
};

static int __init evdev_init(void)
{
	return input_register_handler(&evdev_handler);
}
fs_initcall(evdev_init);
