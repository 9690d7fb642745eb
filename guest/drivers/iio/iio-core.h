/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-core: what the files of drivers/iio tell each other. */
#ifndef DRIVERS_IIO_IIO_CORE_H
#define DRIVERS_IIO_IIO_CORE_H

#include <linux/cdev.h>
#include <linux/iio/iio.h>
#include <linux/iio/sysfs.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/sysfs.h>
#include <linux/types.h>

struct iio_events;
struct module;

#define IIO_GROUPS_MAX 16

/*
 * A device, of which drivers know dev alone. exists_lock holds dev.info: it goes when the device
 * is unregistered, and whoever holds a file of it then gets -ENODEV.
 */
struct iio_private {
	struct iio_dev dev;
	int id;
	int mode; /* INDIO_; held by dev.mlock */
	clockid_t clock;
	struct module *owner;
	struct mutex exists_lock;

	struct list_head files; /* of channels: struct iio_file */
	const struct attribute_group *groups[IIO_GROUPS_MAX];
	int num_groups;
	struct attribute_group group, scan_group, buffer_group;

	struct cdev cdev;
	unsigned long busy; /* bit 0: the events' file is open */
	struct iio_events *events;

	struct iio_buffer **buffers; /* all there are */
	int num_buffers;
	struct list_head filling; /* those that are being filled */
	void *bounce;		  /* iio_push_to_buffers_with_ts_unaligned() */
	size_t bounce_bytes;

	bool trig_readonly;
	struct dentry *debugfs;
	unsigned int debugfs_reg;
};

#define to_private(indio) container_of(indio, struct iio_private, dev)

/* iio-names: as the sysfs-bus-iio ABI has them; the name is the caller's to kfree(). */
char *iio_file_name(const struct iio_chan_spec *chan, enum iio_shared_by shared,
		    const char *postfix);
extern const char *const iio_info_names[];
extern const int iio_info_count;

/* A file of a channel by its name; NULL: one that shares it has it already; or an ERR_PTR. */
struct iio_dev_attr *iio_new_attr(struct list_head *list, const struct iio_chan_spec *chan,
				  enum iio_shared_by shared, const char *postfix);
void iio_free_attrs(struct list_head *list);

/* One more group of files for the device. */
void iio_add_group(struct iio_private *p, const struct attribute_group *group);

/* iio-value: the value that vals makes by its type (IIO_VAL_), from off on; how many characters. */
ssize_t iio_emit_value(char *buf, size_t off, unsigned int type, int size, const int *vals);

/* iio-event: before the device is there; after it is gone. */
int iio_events_make(struct iio_private *p);
void iio_events_wake(struct iio_private *p);
void iio_events_free(struct iio_private *p);
long iio_events_getfd(struct iio_private *p, int __user *user_fd);

/* iio-buffer: likewise. */
int iio_buffers_make(struct iio_private *p);
void iio_buffers_wake(struct iio_private *p);
void iio_buffers_stop(struct iio_private *p);
void iio_buffers_free(struct iio_private *p);
/* Of available_scan_masks the first that has all that is wanted; NULL: none. */
const unsigned long *iio_scan_mask_match(struct iio_dev *indio, const unsigned long *wanted,
					 bool exactly);
int iio_scan_bytes(struct iio_dev *indio, const unsigned long *mask, bool timestamp);

bool iio_buffer_is_filling(struct iio_buffer *buffer);

/* iio-buffer-sysfs: the files that say what is wanted, and how it is. */
int iio_buffer_fill_files(struct iio_private *p, struct iio_buffer *buffer, int nr);
void iio_buffer_free_files(struct iio_buffer *buffer);

/* iio-buffer-file: /dev/iio:deviceN, and the files that IIO_BUFFER_GET_FD_IOCTL gives. */
extern const struct file_operations iio_device_fops;

/* iio-trigger */
void iio_trigger_make(struct iio_private *p);
void iio_trigger_leave(struct iio_private *p);
int iio_trigger_attach(struct iio_trigger *trig, struct iio_poll_func *pf);
int iio_trigger_detach(struct iio_trigger *trig, struct iio_poll_func *pf);

/* iio-debugfs: direct_reg_access. */
void iio_debugfs_make(struct iio_private *p);
void iio_debugfs_free(struct iio_private *p);

#endif
