/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-buffer: from a driver's scans to those of each buffer that is being filled.
 *
 * A device may have several buffers, each with its own choice of channels. The driver reads what
 * any of them wants, active_scan_mask (or the smallest of available_scan_masks that has it all);
 * of that each buffer gets its part:
 *
 *	driver's scan     | x | y | z | pad | time |		mask of all: x y z, time
 *	                    |       |          |
 *	buffer's scan     | x | z | pad | time |		picks: {0,0,2} {4,2,2} {8,8,8}
 *
 * Neighbours that stay neighbours are one pick, and a buffer that wants all has none. Filling
 * starts and ends under mlock and exists_lock; between those the driver may push from anywhere,
 * and it is the driver's part to push no more after predisable(), postdisable() at the latest.
 */
#include <linux/bitmap.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/iio/buffer.h>
#include <linux/iio/buffer_impl.h>
#include <linux/iio/iio.h>
#include <linux/iio/trigger.h>
#include <linux/iio/trigger_consumer.h>
#include <linux/kernel.h>
#include <linux/math.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

struct pick {
	struct list_head list;
	unsigned int from, to, bytes;
};

/* ---- buffers ---- */

void iio_buffer_init(struct iio_buffer *buffer)
{
	INIT_LIST_HEAD(&buffer->demux_list);
	INIT_LIST_HEAD(&buffer->buffer_list);
	INIT_LIST_HEAD(&buffer->buffer_attr_list);
	init_waitqueue_head(&buffer->pollq);
	kref_init(&buffer->ref);
	if (!buffer->watermark)
		buffer->watermark = 1;
}
EXPORT_SYMBOL(iio_buffer_init);

static void release_buffer(struct kref *ref)
{
	struct iio_buffer *buffer = container_of(ref, struct iio_buffer, ref);

	buffer->access->release(buffer);
}

struct iio_buffer *iio_buffer_get(struct iio_buffer *buffer)
{
	if (buffer)
		kref_get(&buffer->ref);
	return buffer;
}
EXPORT_SYMBOL_GPL(iio_buffer_get);

void iio_buffer_put(struct iio_buffer *buffer)
{
	if (buffer)
		kref_put(&buffer->ref, release_buffer);
}
EXPORT_SYMBOL_GPL(iio_buffer_put);

int iio_device_attach_buffer(struct iio_dev *indio, struct iio_buffer *buffer)
{
	struct iio_private *p = to_private(indio);
	struct iio_buffer **more;

	more = krealloc(p->buffers, (p->num_buffers + 1) * sizeof(*more), GFP_KERNEL);
	if (!more)
		return -ENOMEM;
	p->buffers = more;
	p->buffers[p->num_buffers++] = iio_buffer_get(buffer);
	if (!indio->buffer)
		indio->buffer = buffer;
	return 0;
}
EXPORT_SYMBOL_GPL(iio_device_attach_buffer);

bool iio_validate_scan_mask_onehot(struct iio_dev *indio, const unsigned long *mask)
{
	return bitmap_weight(mask, indio->masklength) == 1;
}
EXPORT_SYMBOL_GPL(iio_validate_scan_mask_onehot);

/* ---- how long a scan is ---- */

static unsigned int channel_bytes(const struct iio_chan_spec *chan)
{
	unsigned int bytes = chan->scan_type.storagebits / 8;

	return chan->scan_type.repeat > 1 ? bytes * chan->scan_type.repeat : bytes;
}

static const struct iio_chan_spec *time_channel(struct iio_dev *indio)
{
	int i;

	for (i = 0; i < indio->num_channels; i++)
		if (indio->channels[i].type == IIO_TIMESTAMP)
			return &indio->channels[i];
	return NULL;
}

/* One more value at *end of a scan: where it begins. */
static unsigned int place(unsigned int *end, unsigned int bytes, unsigned int *largest)
{
	unsigned int start = bytes ? roundup(*end, bytes) : *end;

	*end = start + bytes;
	*largest = max(*largest, bytes);
	return start;
}

int iio_scan_bytes(struct iio_dev *indio, const unsigned long *mask, bool timestamp)
{
	const struct iio_chan_spec *chan;
	unsigned int end = 0, largest = 1;
	int i;

	for_each_set_bit(i, mask, indio->masklength)
	{
		chan = iio_find_channel_from_si(indio, i);
		if (!chan)
			return -EINVAL;
		place(&end, channel_bytes(chan), &largest);
	}
	chan = timestamp ? time_channel(indio) : NULL;
	if (chan)
		place(&end, channel_bytes(chan), &largest);
	return roundup(end, largest);
}

/* ---- picking ---- */

static void free_picks(struct iio_buffer *buffer)
{
	struct pick *pick, *next;

	list_for_each_entry_safe (pick, next, &buffer->demux_list, list) {
		list_del(&pick->list);
		kfree(pick);
	}
	kfree(buffer->demux_bounce);
	buffer->demux_bounce = NULL;
}

static int add_pick(struct iio_buffer *buffer, unsigned int from, unsigned int to,
		    unsigned int bytes)
{
	struct pick *pick;

	if (!list_empty(&buffer->demux_list)) {
		pick = list_last_entry(&buffer->demux_list, struct pick, list);
		if (pick->from + pick->bytes == from && pick->to + pick->bytes == to) {
			pick->bytes += bytes;
			return 0;
		}
	}
	pick = kzalloc(sizeof(*pick), GFP_KERNEL);
	if (!pick)
		return -ENOMEM;
	pick->from = from;
	pick->to = to;
	pick->bytes = bytes;
	list_add_tail(&pick->list, &buffer->demux_list);
	return 0;
}

static int make_picks(struct iio_dev *indio, struct iio_buffer *buffer)
{
	unsigned int from = 0, to = 0, largest = 1, start;
	const struct iio_chan_spec *chan;
	int i, err = 0;

	free_picks(buffer);
	/* the time is always the last */
	if (bitmap_equal(indio->active_scan_mask, (unsigned long *)buffer->scan_mask,
			 indio->masklength))
		return 0;
	for_each_set_bit(i, indio->active_scan_mask, indio->masklength)
	{
		chan = iio_find_channel_from_si(indio, i);
		start = place(&from, channel_bytes(chan), &largest);
		if (!err && test_bit(i, (unsigned long *)buffer->scan_mask))
			err = add_pick(buffer, start, place(&to, channel_bytes(chan), &largest),
				       channel_bytes(chan));
	}
	chan = buffer->scan_timestamp ? time_channel(indio) : NULL;
	if (!err && chan) {
		start = place(&from, channel_bytes(chan), &largest);
		err = add_pick(buffer, start, place(&to, channel_bytes(chan), &largest),
			       channel_bytes(chan));
	}
	if (!err) {
		buffer->demux_bounce = kzalloc(roundup(to, largest), GFP_KERNEL);
		if (buffer->demux_bounce)
			return 0;
	}
	free_picks(buffer);
	return -ENOMEM;
}

static int push(struct iio_buffer *buffer, const void *data)
{
	struct pick *pick;
	int err;

	list_for_each_entry (pick, &buffer->demux_list, list)
		memcpy(buffer->demux_bounce + pick->to, data + pick->from, pick->bytes);
	err = buffer->access->store_to(buffer, buffer->demux_bounce ? buffer->demux_bounce : data);
	if (!err) /* how much there is the reader looks for itself */
		wake_up_interruptible_poll(&buffer->pollq, EPOLLIN | EPOLLRDNORM);
	return err;
}

int iio_push_to_buffers(struct iio_dev *indio, const void *data)
{
	struct iio_private *p = to_private(indio);
	struct iio_buffer *buffer;
	int err = 0;

	list_for_each_entry (buffer, &p->filling, buffer_list) {
		err = push(buffer, data);
		if (err < 0)
			break;
	}
	return err;
}
EXPORT_SYMBOL_GPL(iio_push_to_buffers);

int iio_push_to_buffers_with_ts_unaligned(struct iio_dev *indio, const void *data, size_t size,
					  int64_t timestamp)
{
	struct iio_private *p = to_private(indio);
	void *room;

	if (p->bounce_bytes != (size_t)indio->scan_bytes) {
		room = kzalloc(indio->scan_bytes, GFP_KERNEL);
		if (!room)
			return -ENOMEM;
		kfree(p->bounce);
		p->bounce = room;
		p->bounce_bytes = indio->scan_bytes;
	}
	if (indio->scan_timestamp)
		size = min(size, indio->scan_bytes - sizeof(timestamp));
	memcpy(p->bounce, data, min(size, (size_t)indio->scan_bytes));
	return iio_push_to_buffers_with_timestamp(indio, p->bounce, timestamp);
}
EXPORT_SYMBOL_GPL(iio_push_to_buffers_with_ts_unaligned);

int iio_pop_from_buffer(struct iio_buffer *buffer, void *data)
{
	int err;

	if (!buffer || !buffer->access || !buffer->access->remove_from)
		return -EINVAL;
	err = buffer->access->remove_from(buffer, data);
	if (!err)
		wake_up_interruptible_poll(&buffer->pollq, EPOLLOUT | EPOLLWRNORM);
	return err;
}
EXPORT_SYMBOL_GPL(iio_pop_from_buffer);

/* ---- starting and ending ---- */

/* What is to be done: how the device is to be, if any of its buffers is being filled. */
struct plan {
	int mode;
	const unsigned long *mask;
	unsigned long *own_mask; /* mask, where it is not the driver's */
	bool timestamp;
	unsigned int watermark;
	int bytes;
};

const unsigned long *iio_scan_mask_match(struct iio_dev *indio, const unsigned long *wanted,
					 bool exactly)
{
	const unsigned long *mask = indio->available_scan_masks;
	int longs = BITS_TO_LONGS(indio->masklength);

	for (; !bitmap_empty(mask, indio->masklength); mask += longs)
		if (exactly ? bitmap_equal(wanted, mask, indio->masklength)
			    : bitmap_subset(wanted, mask, indio->masklength))
			return mask;
	return NULL;
}

static int choose_mode(struct iio_dev *indio, unsigned int modes, bool alone)
{
	if ((modes & INDIO_BUFFER_TRIGGERED) && indio->trig)
		return INDIO_BUFFER_TRIGGERED;
	if ((modes & INDIO_BUFFER_HARDWARE) && alone)
		return INDIO_BUFFER_HARDWARE;
	if (modes & INDIO_BUFFER_SOFTWARE)
		return INDIO_BUFFER_SOFTWARE;
	if ((indio->modes & INDIO_BUFFER_TRIGGERED) && !indio->trig)
		dev_dbg(&indio->dev, "Buffer not started: no trigger\n");
	return -EINVAL;
}

static void take_in(struct iio_dev *indio, struct plan *plan, struct iio_buffer *buffer,
		    unsigned int *modes)
{
	bitmap_or(plan->own_mask, plan->own_mask, (unsigned long *)buffer->scan_mask,
		  indio->masklength);
	plan->timestamp |= buffer->scan_timestamp;
	plan->watermark = min(plan->watermark, buffer->watermark);
	*modes &= buffer->access->modes;
}

/* For all that are being filled but without, and for with. mode 0: there is none. */
static int make_plan(struct iio_private *p, struct iio_buffer *with, struct iio_buffer *without,
		     struct plan *plan)
{
	struct iio_dev *indio = &p->dev;
	unsigned int modes = indio->modes;
	struct iio_buffer *buffer;
	int count = 0;

	memset(plan, 0, sizeof(*plan));
	plan->watermark = ~0;
	plan->own_mask = bitmap_zalloc(indio->masklength, GFP_KERNEL);
	if (!plan->own_mask)
		return -ENOMEM;
	list_for_each_entry (buffer, &p->filling, buffer_list) {
		if (buffer == without)
			continue;
		take_in(indio, plan, buffer, &modes);
		count++;
	}
	if (with) {
		take_in(indio, plan, with, &modes);
		count++;
	}
	if (!count)
		return 0;
	plan->mode = choose_mode(indio, modes, count == 1);
	if (plan->mode < 0)
		return plan->mode;
	plan->mask = plan->own_mask;
	if (indio->available_scan_masks)
		plan->mask =
		    iio_scan_mask_match(indio, plan->own_mask, plan->mode == INDIO_BUFFER_HARDWARE);
	if (!plan->mask)
		return -EINVAL;
	plan->bytes = iio_scan_bytes(indio, plan->mask, plan->timestamp);
	return min(plan->bytes, 0);
}

static int call_setup(struct iio_dev *indio, int (*op)(struct iio_dev *indio))
{
	return op ? op(indio) : 0;
}

static void forget_mask(struct iio_dev *indio)
{
	if (!indio->available_scan_masks)
		bitmap_free(indio->active_scan_mask);
	indio->active_scan_mask = NULL;
}

static int enable_access(struct iio_private *p)
{
	struct iio_buffer *buffer;
	int err;

	list_for_each_entry (buffer, &p->filling, buffer_list) {
		err = buffer->access->enable ? buffer->access->enable(buffer, &p->dev) : 0;
		if (!err)
			continue;
		list_for_each_entry_continue_reverse(buffer, &p->filling,
						     buffer_list) if (buffer->access->disable)
		    buffer->access->disable(buffer, &p->dev);
		return err;
	}
	return 0;
}

static int disable_access(struct iio_private *p)
{
	struct iio_buffer *buffer;
	int err = 0, one;

	list_for_each_entry (buffer, &p->filling, buffer_list) {
		one = buffer->access->disable ? buffer->access->disable(buffer, &p->dev) : 0;
		err = err ? err : one;
	}
	return err;
}

static int before_enable(struct iio_private *p, struct plan *plan)
{
	struct iio_dev *indio = &p->dev;
	struct iio_buffer *buffer;
	int err = 0;

	list_for_each_entry (buffer, &p->filling, buffer_list)
		if (!err)
			err = make_picks(indio, buffer);
	if (!err)
		err = call_setup(indio, indio->setup_ops->preenable);
	if (err) {
		dev_dbg(&indio->dev, "Buffer not started: %d\n", err);
		return err;
	}
	if (indio->info->update_scan_mode)
		err = indio->info->update_scan_mode(indio, indio->active_scan_mask);
	if (!err && indio->info->hwfifo_set_watermark)
		indio->info->hwfifo_set_watermark(indio, plan->watermark);
	if (!err)
		err = enable_access(p);
	if (err)
		call_setup(indio, indio->setup_ops->postdisable);
	return err;
}

static int enable(struct iio_private *p, struct plan *plan)
{
	struct iio_dev *indio = &p->dev;
	int err;

	indio->active_scan_mask = plan->mask;
	indio->scan_timestamp = plan->timestamp;
	indio->scan_bytes = plan->bytes;
	p->mode = plan->mode;
	err = before_enable(p, plan);
	if (err)
		goto direct;
	if (p->mode == INDIO_BUFFER_TRIGGERED && indio->pollfunc)
		err = iio_trigger_attach(indio->trig, indio->pollfunc);
	if (err)
		goto disable;
	err = call_setup(indio, indio->setup_ops->postenable);
	if (!err)
		return 0;
	if (p->mode == INDIO_BUFFER_TRIGGERED && indio->pollfunc)
		iio_trigger_detach(indio->trig, indio->pollfunc);
disable:
	disable_access(p);
	call_setup(indio, indio->setup_ops->postdisable);
direct:
	p->mode = INDIO_DIRECT_MODE;
	indio->active_scan_mask = NULL;
	return err;
}

/* Goes on whatever fails, and tells of the first. */
static int disable(struct iio_private *p)
{
	struct iio_dev *indio = &p->dev;
	int err, one;

	if (list_empty(&p->filling))
		return 0;
	err = call_setup(indio, indio->setup_ops->predisable);
	if (p->mode == INDIO_BUFFER_TRIGGERED && indio->pollfunc)
		iio_trigger_detach(indio->trig, indio->pollfunc);
	one = disable_access(p);
	err = err ? err : one;
	one = call_setup(indio, indio->setup_ops->postdisable);
	err = err ? err : one;
	forget_mask(indio);
	p->mode = INDIO_DIRECT_MODE;
	return err;
}

static void leave(struct iio_buffer *buffer)
{
	list_del_init(&buffer->buffer_list);
	wake_up_interruptible(&buffer->pollq);
	free_picks(buffer);
	iio_buffer_put(buffer);
}

static void leave_all(struct iio_private *p)
{
	struct iio_buffer *buffer, *next;

	list_for_each_entry_safe (buffer, next, &p->filling, buffer_list)
		leave(buffer);
}

/* The size of its scans, and the room for them. */
static int make_room(struct iio_dev *indio, struct iio_buffer *buffer)
{
	int bytes =
	    iio_scan_bytes(indio, (unsigned long *)buffer->scan_mask, buffer->scan_timestamp);

	if (bytes < 0)
		return bytes;
	if (buffer->access->set_bytes_per_datum)
		buffer->access->set_bytes_per_datum(buffer, bytes);
	return buffer->access->request_update ? buffer->access->request_update(buffer) : 0;
}

static int update(struct iio_private *p, struct iio_buffer *insert, struct iio_buffer *remove)
{
	struct iio_dev *indio = &p->dev;
	struct plan plan;
	int err;

	if (insert && bitmap_empty((unsigned long *)insert->scan_mask, indio->masklength)) {
		dev_dbg(&indio->dev, "At least one scan element must be enabled first\n");
		return -EINVAL;
	}
	err = make_plan(p, insert, remove, &plan);
	if (!err && insert)
		err = make_room(indio, insert);
	if (err)
		goto out;
	err = disable(p);
	if (err) {
		leave_all(p); /* nobody knows how the device is: better none than some */
		goto out;
	}
	if (remove)
		leave(remove);
	if (insert)
		list_add_tail(&iio_buffer_get(insert)->buffer_list, &p->filling);
	if (list_empty(&p->filling))
		goto out;
	err = enable(p, &plan);
	if (err)
		leave_all(p);
	else if (plan.mask == plan.own_mask)
		return 0;
out:
	bitmap_free(plan.own_mask);
	return err;
}

bool iio_buffer_is_filling(struct iio_buffer *buffer)
{
	return !list_empty(&buffer->buffer_list);
}

int iio_update_buffers(struct iio_dev *indio, struct iio_buffer *insert, struct iio_buffer *remove)
{
	struct iio_private *p = to_private(indio);
	int err = 0;

	if (insert == remove)
		return 0;
	if (insert && insert->direction == IIO_BUFFER_DIRECTION_OUT && !insert->access->remove_from)
		return -EINVAL;
	mutex_lock(&p->exists_lock);
	mutex_lock(&indio->mlock);
	if (insert && iio_buffer_is_filling(insert))
		insert = NULL;
	if (remove && !iio_buffer_is_filling(remove))
		remove = NULL;
	if (!indio->info)
		err = -ENODEV;
	else if (insert || remove)
		err = update(p, insert, remove);
	mutex_unlock(&indio->mlock);
	mutex_unlock(&p->exists_lock);
	return err;
}
EXPORT_SYMBOL_GPL(iio_update_buffers);

/* ---- with the device ---- */

static const struct iio_buffer_setup_ops no_setup;

int iio_buffers_make(struct iio_private *p)
{
	struct iio_dev *indio = &p->dev;
	int i, err;

	p->mode = INDIO_DIRECT_MODE;
	if (!indio->setup_ops)
		indio->setup_ops = &no_setup;
	for (i = 0; i < indio->num_channels; i++)
		if (indio->channels[i].scan_index >= (int)indio->masklength)
			indio->masklength = indio->channels[i].scan_index + 1;
	for (i = 0; i < p->num_buffers; i++) {
		err = iio_buffer_fill_files(p, p->buffers[i], i);
		if (err)
			return err;
	}
	return 0;
}

void iio_buffers_stop(struct iio_private *p)
{
	mutex_lock(&p->dev.mlock);
	disable(p);
	leave_all(p);
	mutex_unlock(&p->dev.mlock);
}

void iio_buffers_wake(struct iio_private *p)
{
	int i;

	for (i = 0; i < p->num_buffers; i++)
		wake_up(&p->buffers[i]->pollq);
}

void iio_buffers_free(struct iio_private *p)
{
	int i;

	for (i = 0; i < p->num_buffers; i++) {
		iio_buffer_free_files(p->buffers[i]);
		iio_buffer_put(p->buffers[i]);
	}
	kfree(p->bounce);
	kfree(p->buffers);
	p->buffers = NULL;
	p->num_buffers = 0;
}
