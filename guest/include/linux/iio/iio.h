/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio: sensors and converters (drivers/iio): a driver describes its channels, and reads and writes
 * one value of one of them at a time: files of /sys/bus/iio/devices/iio:deviceN. Besides it may
 * tell of events (linux/iio/events.h) and fill a buffer (linux/iio/buffer.h): /dev/iio:deviceN.
 */
#ifndef _INDUSTRIAL_IO_H_
#define _INDUSTRIAL_IO_H_

#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/iio/types.h>
#include <linux/mod_devicetable.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/slab.h>

struct fwnode_reference_args;
struct iio_buffer;
struct iio_chan_spec;
struct iio_dev;
struct iio_poll_func;
struct iio_trigger;

/* ---- channels ---- */

/* Who a file of a channel is for: it, or all of its type, direction or device. */
enum iio_shared_by {
	IIO_SEPARATE = 0,
	IIO_SHARED_BY_TYPE = 1,
	IIO_SHARED_BY_DIR = 2,
	IIO_SHARED_BY_ALL = 3,
};

enum iio_endian { IIO_CPU = 0, IIO_BE = 1, IIO_LE = 2 };

/* A file of a driver's own; the list of them ends with one without a name. */
struct iio_chan_spec_ext_info {
	const char *name;
	enum iio_shared_by shared;
	uintptr_t private; /* for these two: */
	ssize_t (*read)(struct iio_dev *indio, uintptr_t private, const struct iio_chan_spec *chan,
			char *buf);
	ssize_t (*write)(struct iio_dev *indio, uintptr_t private, const struct iio_chan_spec *chan,
			 const char *buf, size_t len);
};

/* An event that a channel can tell of; the masks are of enum iio_event_info. */
struct iio_event_spec {
	enum iio_event_type type;
	enum iio_event_direction dir;
	unsigned long mask_separate, mask_shared_by_type, mask_shared_by_dir, mask_shared_by_all;
};

struct iio_chan_spec {
	enum iio_chan_type type;
	int channel;  /* its number, if indexed */
	int channel2; /* that of the other one, if differential; an iio_modifier, if modified */
	unsigned long address; /* the driver's */

	unsigned modified : 1;
	unsigned indexed : 1;
	unsigned output : 1;
	unsigned differential : 1;

	/* in a buffer: place within a scan, negative: not there; how many bits, where, of how many
	 */
	int scan_index;
	struct {
		char sign; /* s or u */
		u8 realbits;
		u8 storagebits;
		u8 shift;
		u8 repeat;
		enum iio_endian endianness;
	} scan_type;

	/* which files there are: BIT(IIO_CHAN_INFO_) */
	long info_mask_separate, info_mask_separate_available;
	long info_mask_shared_by_type, info_mask_shared_by_type_available;
	long info_mask_shared_by_dir, info_mask_shared_by_dir_available;
	long info_mask_shared_by_all, info_mask_shared_by_all_available;
	const struct iio_chan_spec_ext_info *ext_info;

	const struct iio_event_spec *event_spec;
	unsigned int num_event_specs;

	const char *extend_name;    /* in the names of its files */
	const char *datasheet_name; /* by which others find it (linux/iio/machine.h) */
};

/* The place for the time in a scan; always the last. */
#define IIO_CHAN_SOFT_TIMESTAMP(index)                                                             \
	{                                                                                          \
		.type = IIO_TIMESTAMP, .scan_index = index, .channel = -1,                         \
		.scan_type = {.sign = 's', .storagebits = 64, .realbits = 64},                     \
	}

static inline bool iio_channel_has_info(const struct iio_chan_spec *chan,
					enum iio_chan_info_enum info)
{
	long any = chan->info_mask_shared_by_all | chan->info_mask_shared_by_dir |
		   chan->info_mask_shared_by_type | chan->info_mask_separate;

	return any >> info & 1;
}

static inline bool iio_channel_has_available(const struct iio_chan_spec *chan,
					     enum iio_chan_info_enum info)
{
	long any = chan->info_mask_shared_by_all_available |
		   chan->info_mask_shared_by_dir_available |
		   chan->info_mask_shared_by_type_available | chan->info_mask_separate_available;

	return any >> info & 1;
}

/* An ext_info that is one of a list of words; get and set deal in its number. */
struct iio_enum {
	const char *const *items;
	unsigned int num_items;
	int (*get)(struct iio_dev *indio, const struct iio_chan_spec *chan);
	int (*set)(struct iio_dev *indio, const struct iio_chan_spec *chan, unsigned int item);
};

ssize_t iio_enum_read(struct iio_dev *indio, uintptr_t priv, const struct iio_chan_spec *chan,
		      char *buf);
ssize_t iio_enum_write(struct iio_dev *indio, uintptr_t priv, const struct iio_chan_spec *chan,
		       const char *buf, size_t len);
ssize_t iio_enum_available_read(struct iio_dev *indio, uintptr_t priv,
				const struct iio_chan_spec *chan, char *buf);

#define IIO_ENUM(file, who, words)                                                                 \
	{                                                                                          \
		.private = (uintptr_t)(words), .read = iio_enum_read, .write = iio_enum_write,     \
		.shared = (who), .name = (file),                                                   \
	}
#define IIO_ENUM_AVAILABLE(file, who, words)                                                       \
	{                                                                                          \
		.private = (uintptr_t)(words), .read = iio_enum_available_read, .shared = (who),   \
		.name = (file "_available"),                                                       \
	}

/* How a chip is turned against its board: three rows of three, from the property mount-matrix. */
struct iio_mount_matrix {
	const char *rotation[9];
};

typedef const struct iio_mount_matrix *(iio_get_mount_matrix_t)(const struct iio_dev *indio,
								const struct iio_chan_spec *chan);

int iio_read_mount_matrix(struct device *dev, struct iio_mount_matrix *matrix);
ssize_t iio_show_mount_matrix(struct iio_dev *indio, uintptr_t priv,
			      const struct iio_chan_spec *chan, char *buf);

#define IIO_MOUNT_MATRIX(who, getter)                                                              \
	{                                                                                          \
		.private = (uintptr_t)(getter), .read = iio_show_mount_matrix, .shared = (who),    \
		.name = "mount_matrix",                                                            \
	}

/* ---- devices ---- */

/* What a device can do, and (one of them) what it is doing: values one by one, or a buffer. */
#define INDIO_DIRECT_MODE	 (1 << 0)
#define INDIO_BUFFER_TRIGGERED	 (1 << 1)
#define INDIO_BUFFER_SOFTWARE	 (1 << 2)
#define INDIO_BUFFER_HARDWARE	 (1 << 3)
#define INDIO_EVENT_TRIGGERED	 (1 << 4)
#define INDIO_HARDWARE_TRIGGERED (1 << 5)
#define INDIO_ALL_BUFFER_MODES                                                                     \
	(INDIO_BUFFER_SOFTWARE | INDIO_BUFFER_HARDWARE | INDIO_BUFFER_TRIGGERED)
#define INDIO_ALL_TRIGGERED_MODES                                                                  \
	(INDIO_HARDWARE_TRIGGERED | INDIO_EVENT_TRIGGERED | INDIO_BUFFER_TRIGGERED)

#define INDIO_MAX_RAW_ELEMENTS 4 /* of read_raw_multi() */

/* What a driver does; each may sleep. Negative is an error; read_raw() gives an IIO_VAL_. */
struct iio_info {
	const struct attribute_group *attrs;
	const struct attribute_group *event_attrs;

	int (*read_raw)(struct iio_dev *indio, const struct iio_chan_spec *chan, int *val,
			int *val2, long info);
	int (*read_raw_multi)(struct iio_dev *indio, const struct iio_chan_spec *chan, int max_len,
			      int *vals, int *val_len, long info);
	int (*write_raw)(struct iio_dev *indio, const struct iio_chan_spec *chan, int val, int val2,
			 long info);
	/* the IIO_VAL_ that write_raw() wants; without it, IIO_VAL_INT_PLUS_MICRO */
	int (*write_raw_get_fmt)(struct iio_dev *indio, const struct iio_chan_spec *chan,
				 long info);
	int (*read_avail)(struct iio_dev *indio, const struct iio_chan_spec *chan, const int **vals,
			  int *type, int *length, long info);
	int (*read_label)(struct iio_dev *indio, const struct iio_chan_spec *chan, char *label);

	int (*read_event_config)(struct iio_dev *indio, const struct iio_chan_spec *chan,
				 enum iio_event_type type, enum iio_event_direction dir);
	int (*write_event_config)(struct iio_dev *indio, const struct iio_chan_spec *chan,
				  enum iio_event_type type, enum iio_event_direction dir,
				  int state);
	int (*read_event_value)(struct iio_dev *indio, const struct iio_chan_spec *chan,
				enum iio_event_type type, enum iio_event_direction dir,
				enum iio_event_info info, int *val, int *val2);
	int (*write_event_value)(struct iio_dev *indio, const struct iio_chan_spec *chan,
				 enum iio_event_type type, enum iio_event_direction dir,
				 enum iio_event_info info, int val, int val2);

	int (*validate_trigger)(struct iio_dev *indio, struct iio_trigger *trig);
	/* a buffer is about to be filled with these */
	int (*update_scan_mode)(struct iio_dev *indio, const unsigned long *scan_mask);
	/* a chip with a buffer of its own: at how many to tell; to the other buffer now */
	int (*hwfifo_set_watermark)(struct iio_dev *indio, unsigned int val);
	int (*hwfifo_flush_to_buffer)(struct iio_dev *indio, unsigned int count);

	int (*fwnode_xlate)(struct iio_dev *indio, const struct fwnode_reference_args *iiospec);
	int (*debugfs_reg_access)(struct iio_dev *indio, unsigned int reg, unsigned int writeval,
				  unsigned int *readval);
	struct module *driver_module; /* before 4.15 */
};

/* Around the filling of a buffer. */
struct iio_buffer_setup_ops {
	bool (*validate_scan_mask)(struct iio_dev *indio, const unsigned long *scan_mask);
	int (*preenable)(struct iio_dev *indio);
	int (*postenable)(struct iio_dev *indio);
	int (*predisable)(struct iio_dev *indio);
	int (*postdisable)(struct iio_dev *indio);
};

struct iio_dev {
	struct device dev;
	const char *name;
	const char *label; /* if the board has a word for it: the property label */
	int modes;	   /* INDIO_ */
	const struct iio_info *info;
	const struct iio_chan_spec *channels;
	int num_channels;
	void *priv;
	struct mutex mlock; /* held while the mode changes, and while values are had directly */

	struct iio_buffer *buffer; /* the first of its buffers */
	const struct iio_buffer_setup_ops *setup_ops;
	const unsigned long *available_scan_masks; /* ends with an empty one */
	unsigned int masklength;
	const unsigned long *active_scan_mask; /* what is read now */
	bool scan_timestamp;		       /* and the time, too */
	int scan_bytes;			       /* of a scan, its time included */

	struct iio_trigger *trig;
	struct iio_poll_func *pollfunc;	      /* what the trigger starts for the buffer */
	struct iio_poll_func *pollfunc_event; /* and for events */
};

extern struct bus_type iio_bus_type;

/* sizeof_priv bytes for the driver come with it, aligned for DMA. It is free by its last put. */
struct iio_dev *iio_device_alloc(struct device *parent, int sizeof_priv);
struct iio_dev *devm_iio_device_alloc(struct device *parent, int sizeof_priv);
void iio_device_free(struct iio_dev *indio);

int __iio_device_register(struct iio_dev *indio, struct module *owner);
int __devm_iio_device_register(struct device *dev, struct iio_dev *indio, struct module *owner);
void iio_device_unregister(struct iio_dev *indio);

#define iio_device_register(indio)	     __iio_device_register((indio), THIS_MODULE)
#define devm_iio_device_register(dev, indio) __devm_iio_device_register((dev), (indio), THIS_MODULE)

int iio_device_id(struct iio_dev *indio);
int iio_device_get_current_mode(struct iio_dev *indio);
bool iio_buffer_enabled(struct iio_dev *indio);
const struct iio_chan_spec *iio_find_channel_from_si(struct iio_dev *indio, int si);

/*
 * Until the release the device keeps its mode: 0; or it is in the other one: -EBUSY for direct
 * (a buffer is being filled), -EBUSY for buffer.
 */
int iio_device_claim_direct_mode(struct iio_dev *indio);
void iio_device_release_direct_mode(struct iio_dev *indio);
int iio_device_claim_buffer_mode(struct iio_dev *indio);
void iio_device_release_buffer_mode(struct iio_dev *indio);

/* Tells programs of an event (IIO_EVENT_CODE()); from any context. */
int iio_push_event(struct iio_dev *indio, u64 ev_code, s64 timestamp);

/* By the clock that current_timestamp_clock says. */
s64 iio_get_time_ns(const struct iio_dev *indio);
clockid_t iio_device_get_clock(const struct iio_dev *indio);
int iio_device_set_clock(struct iio_dev *indio, clockid_t clock_id);

struct iio_trigger *__devm_iio_trigger_alloc(struct device *parent, struct module *owner,
					     const char *fmt, ...) __printf(3, 4);
#define devm_iio_trigger_alloc(parent, ...)                                                        \
	__devm_iio_trigger_alloc((parent), THIS_MODULE, __VA_ARGS__)

/* NULL unless the driver has debugfs_reg_access(). */
struct dentry *iio_get_debugfs_dentry(struct iio_dev *indio);

#define IIO_DMA_MINALIGN ARCH_KMALLOC_MINALIGN

static inline void *iio_priv(const struct iio_dev *indio)
{
	return indio->priv;
}

static inline struct iio_dev *dev_to_iio_dev(struct device *dev)
{
	return container_of(dev, struct iio_dev, dev);
}

static inline struct iio_dev *iio_device_get(struct iio_dev *indio)
{
	if (indio)
		get_device(&indio->dev);
	return indio;
}

static inline void iio_device_put(struct iio_dev *indio)
{
	put_device(indio ? &indio->dev : NULL);
}

static inline void iio_device_set_parent(struct iio_dev *indio, struct device *parent)
{
	indio->dev.parent = parent;
}

static inline void *iio_device_get_drvdata(const struct iio_dev *indio)
{
	return dev_get_drvdata(&indio->dev);
}

static inline void iio_device_set_drvdata(struct iio_dev *indio, void *data)
{
	dev_set_drvdata(&indio->dev, data);
}

/* ---- values ---- */

/* A value as text with a newline, by its type (IIO_VAL_). */
ssize_t iio_format_value(char *buf, unsigned int type, int size, int *vals);
/* And back: the fraction in units of a tenth of fract_mult; 0 or -EINVAL. */
int iio_str_to_fixpoint(const char *str, int fract_mult, int *integer, int *fract);

/* Rounded, in the integers' own unit: pi is 3.14159, a standard gravity 9.80665. */
#define __IIO_MUL_DIV(x, mul, div) (((x) * (mul) + (div) / 2) / (div))
#define IIO_DEGREE_TO_RAD(degree)  __IIO_MUL_DIV(degree, 314159ULL, 18000000ULL)
#define IIO_RAD_TO_DEGREE(rad)	   __IIO_MUL_DIV(rad, 18000000ULL, 314159ULL)
#define IIO_M_S_2_TO_G(ms2)	   __IIO_MUL_DIV(ms2, 100000ULL, 980665ULL)
#define IIO_G_TO_M_S_2(g)	   ((g)*980665ULL / 100000ULL) /* down */

#endif
