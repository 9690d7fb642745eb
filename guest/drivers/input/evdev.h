/* SPDX-License-Identifier: GPL-2.0-only */
/* evdev: what its two files share. */
#ifndef DRIVERS_INPUT_EVDEV_H
#define DRIVERS_INPUT_EVDEV_H

#include <linux/cdev.h>
#include <linux/input.h>
#include <linux/wait.h>

#define EVDEV_MINOR_BASE 64
#define EVDEV_MINORS	 32

struct evdev_client;

struct evdev {
	struct input_handle handle;
	struct list_head clients;
	spinlock_t client_lock;
	struct evdev_client *grab;
	struct mutex mutex;
	struct device dev;
	struct cdev cdev;
	int open;
	bool exist;
};

struct evdev_client {
	unsigned int head, tail, packet_head;
	spinlock_t buffer_lock;
	wait_queue_head_t wait;
	struct fasync_struct *fasync;
	struct evdev *evdev;
	struct list_head node;
	enum input_clock_type clock;
	bool revoked;
	unsigned long *masks[EV_CNT]; /* NULL: all of that type */
	unsigned int bufsize;
	struct input_event buffer[];
};

int evdev_ungrab(struct evdev *evdev, struct evdev_client *client);
long evdev_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
/* How many codes a type of event has. */
unsigned int evdev_code_count(unsigned int type);

#endif
