// SPDX-License-Identifier: GPL-2.0-only
/* sb16_ioctl: what programs ask /dev/dsp, by the Open Sound System's programmer's guide. */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/uaccess.h>

#include "sb16.h"

#define MIN_RATE 5000
#define MAX_RATE 44100 /* Programming Guide, command 41h */
#define FORMATS	 (AFMT_U8 | AFMT_S8 | AFMT_S16_LE | AFMT_U16_LE)

/* Another format means another size of the pieces; what waits is heard before, in the old one. */
static void change(struct sb16 *card)
{
	sb16_drain(card);
	sb16_halt(card);
	card->ring.frag_bytes = 0;
}

static int set_rate(struct sb16 *card, int rate)
{
	rate = clamp(rate, MIN_RATE, MAX_RATE);
	if (rate != (int)card->rate)
		change(card);
	card->rate = rate;
	return rate;
}

static int set_channels(struct sb16 *card, int channels)
{
	channels = channels >= 2 ? 2 : 1;
	if (channels != (int)card->channels)
		change(card);
	card->channels = channels;
	return channels;
}

static int set_format(struct sb16 *card, int format)
{
	if (format == AFMT_QUERY || format == card->format)
		return card->format;
	change(card);
	/* what the card has not becomes the next best */
	card->format = format & FORMATS ? format & FORMATS : AFMT_U8;
	return card->format;
}

static int get_space(struct sb16 *card, void __user *arg)
{
	audio_buf_info info;
	unsigned int ready;

	sb16_set_up(card);
	spin_lock_irq(&card->lock);
	ready = sb16_ready(card);
	spin_unlock_irq(&card->lock);
	info.fragsize = card->ring.frag_bytes;
	info.fragstotal = card->ring.frags;
	info.fragments = ready / card->ring.frag_bytes;
	info.bytes = ready;
	return copy_to_user(arg, &info, sizeof(info)) ? -EFAULT : 0;
}

static int get_pointer(struct sb16 *card, void __user *arg)
{
	count_info info;

	sb16_set_up(card);
	spin_lock_irq(&card->lock);
	info.ptr = sb16_position(card);
	info.bytes = (int)card->ring.done + (info.ptr & (card->ring.frag_bytes - 1));
	info.blocks = card->ring.blocks;
	card->ring.blocks = 0;
	spin_unlock_irq(&card->lock);
	return copy_to_user(arg, &info, sizeof(info)) ? -EFAULT : 0;
}

static int get_delay(struct sb16 *card, int __user *arg)
{
	int delay;

	sb16_set_up(card);
	spin_lock_irq(&card->lock);
	delay = (int)(card->ring.app - card->ring.done);
	if (card->ring.running)
		delay -= sb16_position(card) & (card->ring.frag_bytes - 1);
	spin_unlock_irq(&card->lock);
	return put_user(max(delay, 0), arg);
}

static int set_trigger(struct sb16 *card, int bits)
{
	bool on = bits & (card->recording ? PCM_ENABLE_INPUT : PCM_ENABLE_OUTPUT);

	sb16_set_up(card);
	spin_lock_irq(&card->lock);
	card->ring.held = !on;
	if (on)
		sb16_kick(card);
	else
		sb16_stop(card);
	spin_unlock_irq(&card->lock);
	return 0;
}

static int set_fragment(struct sb16 *card, int value)
{
	if (card->ring.running || card->subdivision || (value & 0xffff) < 4)
		return -EINVAL;
	card->frag_wanted = value;
	card->ring.frag_bytes = 0;
	return 0;
}

static int set_subdivision(struct sb16 *card, int __user *arg, int value)
{
	if (value == 0)
		return put_user(card->subdivision ? card->subdivision : 1, arg);
	if ((value != 1 && value != 2 && value != 4) || card->frag_wanted || card->subdivision)
		return -EINVAL;
	card->subdivision = value;
	card->ring.frag_bytes = 0;
	return put_user(value, arg);
}

/* Those that give a number and need none. */
static int get_ioctl(struct sb16 *card, unsigned int cmd)
{
	switch (cmd) {
	case OSS_GETVERSION:
		return SOUND_VERSION;
	case SNDCTL_DSP_GETFMTS:
		return FORMATS;
	case SNDCTL_DSP_GETCAPS:
		return DSP_CAP_REALTIME | DSP_CAP_TRIGGER | DSP_CAP_MMAP | 1;
	case SNDCTL_DSP_GETTRIGGER:
		if (!card->ring.running)
			return 0;
		return card->recording ? PCM_ENABLE_INPUT : PCM_ENABLE_OUTPUT;
	case SOUND_PCM_READ_RATE:
		return card->rate;
	case SOUND_PCM_READ_CHANNELS:
		return card->channels;
	case SOUND_PCM_READ_BITS:
		return sb16_is_wide(card) ? 16 : 8;
	case SNDCTL_DSP_GETBLKSIZE:
		sb16_set_up(card);
		return card->ring.frag_bytes;
	}
	return -ENOTTY;
}

static long set_ioctl(struct sb16 *card, unsigned int cmd, int __user *arg)
{
	int value;

	if (get_user(value, arg))
		return -EFAULT;
	switch (cmd) {
	case SNDCTL_DSP_SPEED:
		return put_user(set_rate(card, value), arg);
	case SNDCTL_DSP_STEREO:
		return put_user(set_channels(card, value ? 2 : 1) - 1, arg);
	case SNDCTL_DSP_CHANNELS:
		return put_user(set_channels(card, value), arg);
	case SNDCTL_DSP_SETFMT:
		return put_user(set_format(card, value), arg);
	case SNDCTL_DSP_SETFRAGMENT:
		return set_fragment(card, value);
	case SNDCTL_DSP_SUBDIVIDE:
		return set_subdivision(card, arg, value);
	default: /* SNDCTL_DSP_SETTRIGGER */
		return set_trigger(card, value);
	}
}

long sb16_ioctl(struct sb16 *card, unsigned int cmd, unsigned long arg, unsigned int f_flags)
{
	int __user *user = (int __user *)arg;
	int value;

	switch (cmd) {
	case SNDCTL_DSP_RESET:
		sb16_halt(card);
		card->ring.mapped = false;
		card->ring.held = false;
		card->ring.frag_bytes = 0;
		return 0;
	case SNDCTL_DSP_SYNC:
		return sb16_drain(card);
	case SNDCTL_DSP_POST:
		spin_lock_irq(&card->lock);
		if (card->ring.frag_bytes)
			sb16_kick(card);
		spin_unlock_irq(&card->lock);
		return 0;
	case SNDCTL_DSP_SETDUPLEX:
		return -EINVAL; /* one direction at a time */
	case SNDCTL_DSP_GETOSPACE:
	case SNDCTL_DSP_GETISPACE:
		if (card->recording != (cmd == SNDCTL_DSP_GETISPACE))
			return -EINVAL;
		return get_space(card, user);
	case SNDCTL_DSP_GETOPTR:
	case SNDCTL_DSP_GETIPTR:
		if (card->recording != (cmd == SNDCTL_DSP_GETIPTR))
			return -EINVAL;
		return get_pointer(card, user);
	case SNDCTL_DSP_GETODELAY:
		return card->recording ? -EINVAL : get_delay(card, user);
	case SNDCTL_DSP_SPEED:
	case SNDCTL_DSP_STEREO:
	case SNDCTL_DSP_CHANNELS:
	case SNDCTL_DSP_SETFMT:
	case SNDCTL_DSP_SETFRAGMENT:
	case SNDCTL_DSP_SUBDIVIDE:
	case SNDCTL_DSP_SETTRIGGER:
		return set_ioctl(card, cmd, user);
	}
	value = get_ioctl(card, cmd);
	return value < 0 ? value : put_user(value, user);
}
