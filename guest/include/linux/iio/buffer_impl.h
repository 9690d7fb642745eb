/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/buffer_impl: for those who make a kind of buffer; drivers know it as struct iio_buffer *. */
#ifndef _IIO_BUFFER_GENERIC_IMPL_H_
#define _IIO_BUFFER_GENERIC_IMPL_H_

#include <linux/iio/buffer.h>
#include <linux/kref.h>
#include <linux/sysfs.h>
#include <linux/wait.h>
#include <uapi/linux/iio/buffer.h>

#define INDIO_BUFFER_FLAG_FIXED_WATERMARK (1 << 0)

/* length counts scans, n bytes. What is NULL a buffer has not; read() and release() it must have.
 */
struct iio_buffer_access_funcs {
	unsigned int modes; /* INDIO_BUFFER_ in which it can be filled */
	unsigned int flags;

	/* the driver's end: any context */
	int (*store_to)(struct iio_buffer *buffer, const void *data);
	int (*remove_from)(struct iio_buffer *buffer, void *data);

	/* the program's end */
	int (*read)(struct iio_buffer *buffer, size_t n, char __user *buf);
	int (*write)(struct iio_buffer *buffer, size_t n, const char __user *buf);
	size_t (*data_available)(struct iio_buffer *buffer);  /* scans */
	size_t (*space_available)(struct iio_buffer *buffer); /* scans */

	/* while it is not being filled; request_update() makes what was set so */
	int (*set_bytes_per_datum)(struct iio_buffer *buffer, size_t bytes);
	int (*set_length)(struct iio_buffer *buffer, unsigned int length);
	int (*request_update)(struct iio_buffer *buffer);

	int (*enable)(struct iio_buffer *buffer, struct iio_dev *indio);
	int (*disable)(struct iio_buffer *buffer, struct iio_dev *indio);
	void (*release)(struct iio_buffer *buffer); /* after the last put */
};

struct iio_buffer {
	const struct iio_buffer_access_funcs *access;
	enum iio_buffer_direction direction;
	unsigned int length;
	unsigned int watermark; /* scans, at which readers wake */
	size_t bytes_per_datum;
	unsigned long flags;
	wait_queue_head_t pollq;

	/* which channels are wanted */
	long *scan_mask;
	bool scan_timestamp;

	/* how they are picked from what the driver reads, and where they are put together */
	struct list_head demux_list;
	void *demux_bounce;

	/* its files */
	const struct attribute **attrs; /* the driver's own, ends with NULL */
	struct attribute_group buffer_group;
	struct list_head buffer_attr_list;

	struct list_head buffer_list; /* while it is being filled */
	struct list_head attached_entry;
	struct kref ref;
};

void iio_buffer_init(struct iio_buffer *buffer);
struct iio_buffer *iio_buffer_get(struct iio_buffer *buffer);
void iio_buffer_put(struct iio_buffer *buffer);

/* Starts filling insert and stops filling remove; either may be NULL. 0 or -errno. */
int iio_update_buffers(struct iio_dev *indio, struct iio_buffer *insert, struct iio_buffer *remove);

#endif
