// SPDX-License-Identifier: GPL-2.0-only
/*
 * sb16_dsp: /dev/dsp: what is written is heard.
 *
 * 1. write() copies into the ring as far as there is room; with the first whole piece there the
 *    card starts. At each interrupt a piece has been played: there is room again. When nothing is
 *    left to play the card stops, and starts anew with the next write().
 * 2. read() is the same the other way round; what is not fetched in time is lost, the oldest first.
 * 3. A part of a piece is filled up with silence when a program waits for the end (SYNC, close).
 */
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sound.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "sb16.h"

#define PIECES_PER_SECOND 16
#define MIN_PIECE	  256
#define DRAIN_TIMEOUT	  (10 * HZ)

static u8 silence(const struct sb16 *card)
{
	return card->format == AFMT_U8 ? 0x80 : 0;
}

/* Of unsigned words the middle is 8000h, of whose bytes only the upper is not 0. */
static void fill_silence(struct sb16 *card, unsigned int off, unsigned int bytes)
{
	unsigned int i;

	memset(card->buffer + off, silence(card), bytes);
	for (i = off | 1; card->format == AFMT_U16_LE && i < off + bytes; i += 2)
		card->buffer[i] = 0x80;
}

/* ---- the ring ---- */

static unsigned int piece_bytes(struct sb16 *card)
{
	unsigned int per_second = card->rate * card->channels * (sb16_is_wide(card) ? 2 : 1);
	unsigned int shift = card->frag_wanted & 0xffff, bytes;

	if (card->frag_wanted)
		return clamp(1u << min(shift, 15u), 16u, SB16_BUFFER_BYTES / 2u);
	bytes = roundup_pow_of_two(max(per_second / PIECES_PER_SECOND, 1u));
	if (card->subdivision)
		bytes /= card->subdivision;
	return clamp(bytes, (unsigned int)MIN_PIECE, SB16_BUFFER_BYTES / 8u);
}

void sb16_set_up(struct sb16 *card)
{
	unsigned int wanted = card->frag_wanted >> 16 & 0x7fff, most;

	if (card->ring.frag_bytes)
		return;
	card->ring.frag_bytes = piece_bytes(card);
	most = SB16_BUFFER_BYTES / card->ring.frag_bytes;
	card->ring.frags = wanted ? clamp(wanted, 2u, most) : most;
	fill_silence(card, 0, sb16_ring_bytes(card));
}

void sb16_period(struct sb16 *card)
{
	struct sb16_ring *ring = &card->ring;
	unsigned int off = (unsigned int)ring->done & (ring->frag_bytes - 1);
	unsigned int piece;

	div_u64_rem(ring->done, sb16_ring_bytes(card), &piece);
	ring->done += ring->frag_bytes - off;
	ring->blocks++;
	if (ring->mapped)
		return;
	if (card->recording) {
		if (ring->done - ring->app > sb16_ring_bytes(card))
			ring->app = ring->done - sb16_ring_bytes(card);
		return;
	}
	/* should it come round again before there is more, nothing is to be heard */
	fill_silence(card, piece, ring->frag_bytes);
	if (ring->done >= ring->app) {
		sb16_stop(card);
		ring->done = ring->app = 0;
	}
}

unsigned int sb16_ready(struct sb16 *card)
{
	const struct sb16_ring *ring = &card->ring;

	if (card->recording)
		return ring->done - ring->app;
	return sb16_ring_bytes(card) - (unsigned int)(ring->app - ring->done);
}

void sb16_kick(struct sb16 *card)
{
	struct sb16_ring *ring = &card->ring;

	if (ring->running || ring->held)
		return;
	if (card->recording || ring->mapped || ring->app - ring->done >= ring->frag_bytes)
		sb16_start(card);
}

void sb16_halt(struct sb16 *card)
{
	spin_lock_irq(&card->lock);
	sb16_stop(card);
	card->ring.done = card->ring.app = 0;
	card->ring.blocks = 0;
	if (card->ring.frag_bytes)
		fill_silence(card, 0, sb16_ring_bytes(card));
	spin_unlock_irq(&card->lock);
}

int sb16_drain(struct sb16 *card)
{
	struct sb16_ring *ring = &card->ring;
	long left;

	if (card->recording || ring->mapped || !ring->frag_bytes)
		return 0;
	spin_lock_irq(&card->lock);
	/* the rest of the last piece is silence already */
	if (ring->app > ring->done) {
		ring->app = round_up(ring->app, (u64)ring->frag_bytes);
		ring->held = false;
		sb16_kick(card);
	}
	spin_unlock_irq(&card->lock);
	left =
	    wait_event_interruptible_timeout(card->wait, !READ_ONCE(ring->running), DRAIN_TIMEOUT);
	return left < 0 ? left : left ? 0 : -EIO;
}

/* ---- files ---- */

static void set_defaults(struct sb16 *card)
{
	memset(&card->ring, 0, sizeof(card->ring));
	card->rate = 8000;
	card->channels = 1;
	card->format = AFMT_U8;
	card->frag_wanted = 0;
	card->subdivision = 0;
}

static int sb16_open(struct inode *inode, struct file *file)
{
	struct sb16 *card = sb16_card;
	int mode = file->f_mode & (FMODE_READ | FMODE_WRITE), err = 0;

	mutex_lock(&card->mutex);
	if (card->open_mode) {
		err = -EBUSY;
	} else {
		card->open_mode = mode;
		/* opened for both, the first write() or read() decides */
		card->recording = mode == FMODE_READ;
		set_defaults(card);
		file->private_data = card;
	}
	mutex_unlock(&card->mutex);
	return err ? err : nonseekable_open(inode, file);
}

static int sb16_release(struct inode *inode, struct file *file)
{
	struct sb16 *card = file->private_data;

	mutex_lock(&card->mutex);
	sb16_drain(card);
	sb16_halt(card);
	card->open_mode = 0;
	mutex_unlock(&card->mutex);
	return 0;
}

static void turn(struct sb16 *card, bool recording)
{
	if (card->recording == recording)
		return;
	sb16_drain(card);
	sb16_halt(card);
	card->recording = recording;
	card->ring.frag_bytes = 0;
}

/* Wait until something can be moved: how many bytes, in one piece of the ring at *off. */
static ssize_t wait_ready(struct sb16 *card, struct file *file, unsigned int *off)
{
	unsigned int ready;
	int err;

	for (;;) {
		spin_lock_irq(&card->lock);
		if (card->recording)
			sb16_kick(card);
		ready = sb16_ready(card);
		div_u64_rem(card->ring.app, sb16_ring_bytes(card), off);
		spin_unlock_irq(&card->lock);
		if (ready)
			return min(ready, sb16_ring_bytes(card) - *off);
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		err = wait_event_interruptible(card->wait, sb16_ready(card));
		if (err)
			return err;
	}
}

static void moved(struct sb16 *card, unsigned int bytes)
{
	spin_lock_irq(&card->lock);
	card->ring.app += bytes;
	if (!card->recording)
		sb16_kick(card);
	spin_unlock_irq(&card->lock);
}

static ssize_t move(struct sb16 *card, struct file *file, char __user *user, size_t count,
		    bool recording)
{
	size_t done = 0;
	ssize_t n = 0;
	unsigned int off;

	mutex_lock(&card->mutex);
	if (card->ring.mapped) {
		mutex_unlock(&card->mutex);
		return -ENXIO;
	}
	turn(card, recording);
	sb16_set_up(card);
	while (done < count) {
		n = wait_ready(card, file, &off);
		if (n < 0)
			break;
		n = min_t(size_t, n, count - done);
		if (recording ? copy_to_user(user + done, card->buffer + off, n)
			      : copy_from_user(card->buffer + off, user + done, n)) {
			n = -EFAULT;
			break;
		}
		moved(card, n);
		done += n;
	}
	mutex_unlock(&card->mutex);
	return done ? (ssize_t)done : n;
}

static ssize_t sb16_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return move(file->private_data, file, buf, count, true);
}

static ssize_t sb16_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return move(file->private_data, file, (char __user *)buf, count, false);
}

static __poll_t sb16_poll(struct file *file, poll_table *wait)
{
	struct sb16 *card = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &card->wait, wait);
	mutex_lock(&card->mutex);
	sb16_set_up(card);
	spin_lock_irq(&card->lock);
	if (card->recording)
		sb16_kick(card);
	if (card->ring.mapped ? card->ring.blocks : sb16_ready(card) >= card->ring.frag_bytes)
		mask = card->recording ? EPOLLIN | EPOLLRDNORM : EPOLLOUT | EPOLLWRNORM;
	spin_unlock_irq(&card->lock);
	mutex_unlock(&card->mutex);
	return mask;
}

static int sb16_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct sb16 *card = file->private_data;
	unsigned long bytes = vma->vm_end - vma->vm_start;
	int err;

	mutex_lock(&card->mutex);
	sb16_set_up(card);
	if (vma->vm_pgoff || bytes > PAGE_ALIGN(sb16_ring_bytes(card)))
		err = -EINVAL;
	else
		err = remap_pfn_range(vma, vma->vm_start, virt_to_phys(card->buffer) >> PAGE_SHIFT,
				      bytes, vma->vm_page_prot);
	if (!err) {
		card->ring.mapped = true;
		card->ring.held = true; /* until SETTRIGGER */
	}
	mutex_unlock(&card->mutex);
	return err;
}

static long dsp_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct sb16 *card = file->private_data;
	long err;

	if (_IOC_TYPE(cmd) == 'M')
		return sb16_mixer_ioctl(card, cmd, arg);
	if (cmd == SNDCTL_DSP_NONBLOCK) {
		spin_lock(&file->f_lock);
		file->f_flags |= O_NONBLOCK;
		spin_unlock(&file->f_lock);
		return 0;
	}
	mutex_lock(&card->mutex);
	err = sb16_ioctl(card, cmd, arg, file->f_flags);
	mutex_unlock(&card->mutex);
	return err;
}

const struct file_operations sb16_dsp_fops = {
    .owner = THIS_MODULE,
    .open = sb16_open,
    .release = sb16_release,
    .read = sb16_read,
    .write = sb16_write,
    .poll = sb16_poll,
    .mmap = sb16_mmap,
    .unlocked_ioctl = dsp_ioctl,
    .llseek = no_llseek,
};
