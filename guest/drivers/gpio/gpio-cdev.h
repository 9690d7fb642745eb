/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-cdev: lines in a program's hands. A request is a file: its lines, its edges waiting to be
 * read. The first version of the ioctls is a form of the second.
 */
#ifndef _DRIVERS_GPIO_GPIO_CDEV_H
#define _DRIVERS_GPIO_GPIO_CDEV_H

#include <linux/fs.h>
#include <uapi/linux/gpio.h>
#include <linux/kfifo.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#include "drivers/gpio/gpiolib.h"

#define GPIO_V2_LINE_EDGE_FLAGS (GPIO_V2_LINE_FLAG_EDGE_RISING | GPIO_V2_LINE_FLAG_EDGE_FALLING)
#define GPIO_V2_LINE_BIAS_FLAGS                                                                    \
	(GPIO_V2_LINE_FLAG_BIAS_PULL_UP | GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN |                       \
	 GPIO_V2_LINE_FLAG_BIAS_DISABLED)
#define GPIO_V2_LINE_DRIVE_FLAGS     (GPIO_V2_LINE_FLAG_OPEN_DRAIN | GPIO_V2_LINE_FLAG_OPEN_SOURCE)
#define GPIO_V2_LINE_DIRECTION_FLAGS (GPIO_V2_LINE_FLAG_INPUT | GPIO_V2_LINE_FLAG_OUTPUT)
#define GPIO_V2_LINE_VALID_FLAGS                                                                   \
	(GPIO_V2_LINE_FLAG_ACTIVE_LOW | GPIO_V2_LINE_DIRECTION_FLAGS | GPIO_V2_LINE_DRIVE_FLAGS |  \
	 GPIO_V2_LINE_EDGE_FLAGS | GPIO_V2_LINE_BIAS_FLAGS |                                       \
	 GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME)

struct line_request;

struct line {
	struct gpio_desc *desc;
	struct line_request *req;
	int irq;   /* 0: none */
	u64 edges; /* GPIO_V2_LINE_EDGE_FLAGS */
	u64 timestamp_ns;
	u32 req_seqno, line_seqno;
	struct delayed_work settle;
	bool debounced; /* by software */
	int level;	/* the settled one */
};

struct line_request {
	struct gpio_device *gdev;
	const char *label;
	u32 num_lines, event_buffer_size;
	wait_queue_head_t wait; /* its lock is the fifo's, too */
	DECLARE_KFIFO_PTR(events, struct gpio_v2_line_event);
	atomic_t seqno;
	struct mutex config_mutex;
	struct line lines[];
};

/* ERR_PTR. The request's lines are taken and set up. */
struct line_request *line_request_new(struct gpio_device *gdev,
				      const struct gpio_v2_line_request *ulr);
void line_request_free(struct line_request *req);
/* -ENODEV: the chip is gone. */
int line_request_get(struct line_request *req, struct gpio_v2_line_values *values);
int line_request_set(struct line_request *req, const struct gpio_v2_line_values *values);
int line_request_config(struct line_request *req, const struct gpio_v2_line_config *config);
/* One event, waiting for it as the file says. 0 or a negative errno. */
int line_request_next(struct line_request *req, struct file *file, struct gpio_v2_line_event *event,
		      bool may_wait);
__poll_t line_request_poll(struct file *file, poll_table *wait);
int line_request_release(struct inode *inode, struct file *file);
/* A file for it; the descriptor goes to *user_fd, and the rest of the structure with it. */
int line_request_file(struct line_request *req, const char *name,
		      const struct file_operations *fops, void __user *user, void *kernel,
		      size_t size, int *fd);

/* Edges of one line, as the flags say; stops those of before (gpio-edge.c). */
int line_edges_start(struct line *line, u64 flags, bool debounce, u32 period_us);
void line_edges_stop(struct line *line);

int gpio_v2_get_line(struct gpio_device *gdev, void __user *user);
int gpio_v1_get_handle(struct gpio_device *gdev, void __user *user);
int gpio_v1_get_event(struct gpio_device *gdev, void __user *user);

#endif
