/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-kfifo: the usual buffer: a ring of scans, made anew when length or what a scan takes has
 * changed. The driver's end takes no lock, so there is one who pushes; readers share read_lock.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/iio/buffer_impl.h>
#include <linux/iio/iio.h>
#include <linux/iio/kfifo_buf.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/slab.h>

struct iio_kfifo {
	struct iio_buffer buffer;
	struct __kfifo fifo; /* its elements are scans */
	struct mutex lock;   /* of the programs' end */
	bool changed;	     /* length or the size of a scan */
};

#define to_kfifo(b) container_of(b, struct iio_kfifo, buffer)

static int kfifo_request_update(struct iio_buffer *buffer)
{
	struct iio_kfifo *kf = to_kfifo(buffer);
	int err = 0;

	mutex_lock(&kf->lock);
	if (kf->changed) {
		__kfifo_free(&kf->fifo);
		if (!buffer->length || !buffer->bytes_per_datum)
			err = -EINVAL;
		else
			err = __kfifo_alloc(&kf->fifo, roundup_pow_of_two(buffer->length),
					    buffer->bytes_per_datum, GFP_KERNEL);
		kf->changed = err;
	} else {
		kf->fifo.in = kf->fifo.out = 0;
	}
	mutex_unlock(&kf->lock);
	return err;
}

static int kfifo_set_bytes(struct iio_buffer *buffer, size_t bytes)
{
	if (buffer->bytes_per_datum != bytes) {
		buffer->bytes_per_datum = bytes;
		to_kfifo(buffer)->changed = true;
	}
	return 0;
}

static int kfifo_set_length(struct iio_buffer *buffer, unsigned int length)
{
	buffer->length = max(length, 2u); /* a ring of one could hold nothing */
	to_kfifo(buffer)->changed = true;
	return 0;
}

static size_t kfifo_scans(struct iio_buffer *buffer)
{
	struct iio_kfifo *kf = to_kfifo(buffer);

	return kf->fifo.in - kf->fifo.out;
}

static size_t kfifo_room(struct iio_buffer *buffer)
{
	struct iio_kfifo *kf = to_kfifo(buffer);

	return kf->fifo.mask + 1 - (kf->fifo.in - kf->fifo.out);
}

static int kfifo_store(struct iio_buffer *buffer, const void *data)
{
	return __kfifo_in(&to_kfifo(buffer)->fifo, data, 1) == 1 ? 0 : -EBUSY;
}

static int kfifo_remove(struct iio_buffer *buffer, void *data)
{
	return __kfifo_out(&to_kfifo(buffer)->fifo, data, 1) == 1 ? 0 : -EBUSY;
}

static int kfifo_to(struct iio_buffer *buffer, size_t n, char __user *to, const char __user *from)
{
	struct iio_kfifo *kf = to_kfifo(buffer);
	unsigned int copied = 0;
	int err;

	if (mutex_lock_interruptible(&kf->lock))
		return -ERESTARTSYS;
	if (!kf->fifo.data || n < kf->fifo.esize)
		err = -EINVAL;
	else if (to)
		err = __kfifo_to_user(&kf->fifo, to, n, &copied, 0);
	else
		err = __kfifo_from_user(&kf->fifo, from, n, &copied, 0);
	mutex_unlock(&kf->lock);
	return err ? err : (int)copied;
}

static int kfifo_read(struct iio_buffer *buffer, size_t n, char __user *buf)
{
	return kfifo_to(buffer, n, buf, NULL);
}

static int kfifo_write(struct iio_buffer *buffer, size_t n, const char __user *buf)
{
	return kfifo_to(buffer, n, NULL, buf);
}

static void kfifo_release(struct iio_buffer *buffer)
{
	struct iio_kfifo *kf = to_kfifo(buffer);

	__kfifo_free(&kf->fifo);
	mutex_destroy(&kf->lock);
	kfree(kf);
}

static const struct iio_buffer_access_funcs kfifo_access = {
    .modes = INDIO_BUFFER_SOFTWARE | INDIO_BUFFER_TRIGGERED,
    .store_to = kfifo_store,
    .remove_from = kfifo_remove,
    .read = kfifo_read,
    .write = kfifo_write,
    .data_available = kfifo_scans,
    .space_available = kfifo_room,
    .set_bytes_per_datum = kfifo_set_bytes,
    .set_length = kfifo_set_length,
    .request_update = kfifo_request_update,
    .release = kfifo_release,
};

struct iio_buffer *iio_kfifo_allocate(void)
{
	struct iio_kfifo *kf = kzalloc(sizeof(*kf), GFP_KERNEL);

	if (!kf)
		return NULL;
	iio_buffer_init(&kf->buffer);
	mutex_init(&kf->lock);
	kf->buffer.access = &kfifo_access;
	kf->buffer.length = 2;
	kf->changed = true;
	return &kf->buffer;
}
EXPORT_SYMBOL(iio_kfifo_allocate);

void iio_kfifo_free(struct iio_buffer *buffer)
{
	iio_buffer_put(buffer);
}
EXPORT_SYMBOL(iio_kfifo_free);

static void free_kfifo(void *buffer)
{
	iio_kfifo_free(buffer);
}

int devm_iio_kfifo_buffer_setup_ext(struct device *dev, struct iio_dev *indio,
				    const struct iio_buffer_setup_ops *setup_ops,
				    const struct attribute **buffer_attrs)
{
	struct iio_buffer *buffer = iio_kfifo_allocate();
	int err = buffer ? devm_add_action_or_reset(dev, free_kfifo, buffer) : -ENOMEM;

	if (err)
		return err;
	indio->modes |= INDIO_BUFFER_SOFTWARE;
	indio->setup_ops = setup_ops;
	buffer->attrs = buffer_attrs;
	return iio_device_attach_buffer(indio, buffer);
}
EXPORT_SYMBOL_GPL(devm_iio_kfifo_buffer_setup_ext);
