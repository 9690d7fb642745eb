// SPDX-License-Identifier: GPL-2.0-only
/* sb16_mixer: the CT1745 as /dev/mixer: volumes in percent, the left in the lower byte. */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "sb16.h"

#define SWITCHES_OUT  0x3c
#define SWITCHES_IN_L 0x3d
#define SWITCHES_IN_R 0x3e

/* Registers of a channel, the upper bits of each; right 0: there is one only. */
static const struct control {
	u8 left, right, bits;
	u8 in_left, in_right; /* switches when it is recorded from */
} controls[SOUND_MIXER_NRDEVICES] = {
    [SOUND_MIXER_VOLUME] = {0x30, 0x31, 5, 0, 0},
    [SOUND_MIXER_PCM] = {0x32, 0x33, 5, 0, 0},
    [SOUND_MIXER_SYNTH] = {0x34, 0x35, 5, 0x40, 0x20},
    [SOUND_MIXER_CD] = {0x36, 0x37, 5, 0x04, 0x02},
    [SOUND_MIXER_LINE] = {0x38, 0x39, 5, 0x10, 0x08},
    [SOUND_MIXER_MIC] = {0x3a, 0, 5, 0x01, 0x01},
    [SOUND_MIXER_SPEAKER] = {0x3b, 0, 2, 0, 0},
    [SOUND_MIXER_IGAIN] = {0x3f, 0x40, 2, 0, 0},
    [SOUND_MIXER_OGAIN] = {0x41, 0x42, 2, 0, 0},
    [SOUND_MIXER_TREBLE] = {0x44, 0x45, 4, 0, 0},
    [SOUND_MIXER_BASS] = {0x46, 0x47, 4, 0, 0},
};

static u8 read_reg(struct sb16 *card, u8 reg)
{
	u8 value;

	spin_lock_irq(&card->lock);
	value = sb16_mixer_read(card, reg);
	spin_unlock_irq(&card->lock);
	return value;
}

static void write_reg(struct sb16 *card, u8 reg, u8 value)
{
	spin_lock_irq(&card->lock);
	sb16_mixer_write(card, reg, value);
	spin_unlock_irq(&card->lock);
}

static int get_level(struct sb16 *card, const struct control *c, u8 reg)
{
	int max = (1 << c->bits) - 1;

	return ((read_reg(card, reg) >> (8 - c->bits)) * 100 + max / 2) / max;
}

static void set_level(struct sb16 *card, const struct control *c, u8 reg, int percent)
{
	int max = (1 << c->bits) - 1;
	u8 others = read_reg(card, reg) & (0xff >> c->bits);

	write_reg(card, reg, ((min(percent, 100) * max + 50) / 100) << (8 - c->bits) | others);
}

static int get_volume(struct sb16 *card, const struct control *c)
{
	int left = get_level(card, c, c->left);

	return left | (c->right ? get_level(card, c, c->right) : left) << 8;
}

static int set_volume(struct sb16 *card, const struct control *c, int value)
{
	set_level(card, c, c->left, value & 0xff);
	if (c->right)
		set_level(card, c, c->right, value >> 8 & 0xff);
	return get_volume(card, c);
}

static int mask_of(bool stereo, bool sources)
{
	int mask = 0;
	unsigned int i;

	for (i = 0; i < SOUND_MIXER_NRDEVICES; i++)
		if (controls[i].left && (!stereo || controls[i].right) &&
		    (!sources || controls[i].in_left))
			mask |= 1 << i;
	return mask;
}

static int get_sources(struct sb16 *card)
{
	u8 left = read_reg(card, SWITCHES_IN_L);
	int mask = 0;
	unsigned int i;

	for (i = 0; i < SOUND_MIXER_NRDEVICES; i++)
		if (left & controls[i].in_left)
			mask |= 1 << i;
	return mask;
}

static int set_sources(struct sb16 *card, int mask)
{
	u8 left = 0, right = 0;
	unsigned int i;

	for (i = 0; i < SOUND_MIXER_NRDEVICES; i++) {
		if (mask & 1 << i) {
			left |= controls[i].in_left;
			right |= controls[i].in_right;
		}
	}
	write_reg(card, SWITCHES_IN_L, left);
	write_reg(card, SWITCHES_IN_R, right);
	return get_sources(card);
}

static long get_info(void __user *arg, size_t bytes)
{
	mixer_info info = {.id = "SB16", .name = "Sound Blaster 16 (CT1745)"};

	return copy_to_user(arg, &info, min(bytes, sizeof(info))) ? -EFAULT : 0;
}

static int read_control(struct sb16 *card, unsigned int nr)
{
	switch (nr) {
	case SOUND_MIXER_DEVMASK:
		return mask_of(false, false);
	case SOUND_MIXER_STEREODEVS:
		return mask_of(true, false);
	case SOUND_MIXER_RECMASK:
		return mask_of(false, true);
	case SOUND_MIXER_RECSRC:
		return get_sources(card);
	case SOUND_MIXER_CAPS:
		return 0;
	}
	if (nr >= SOUND_MIXER_NRDEVICES || !controls[nr].left)
		return -EINVAL;
	return get_volume(card, &controls[nr]);
}

static int write_control(struct sb16 *card, unsigned int nr, int value)
{
	if (nr == SOUND_MIXER_RECSRC)
		return set_sources(card, value);
	if (nr >= SOUND_MIXER_NRDEVICES || !controls[nr].left)
		return -EINVAL;
	return set_volume(card, &controls[nr], value);
}

long sb16_mixer_ioctl(struct sb16 *card, unsigned int cmd, unsigned long arg)
{
	int __user *user = (int __user *)arg;
	int value;

	if (cmd == SOUND_MIXER_INFO || cmd == SOUND_OLD_MIXER_INFO)
		return get_info(user, _IOC_SIZE(cmd));
	if (cmd == OSS_GETVERSION)
		return put_user(SOUND_VERSION, user);
	if (_IOC_TYPE(cmd) != 'M' || _IOC_SIZE(cmd) != sizeof(int))
		return -EINVAL;
	if (_IOC_DIR(cmd) & _IOC_WRITE) {
		if (get_user(value, user))
			return -EFAULT;
		value = write_control(card, _IOC_NR(cmd), value);
	} else {
		value = read_control(card, _IOC_NR(cmd));
	}
	return value < 0 ? value : put_user(value, user);
}

static int mixer_open(struct inode *inode, struct file *file)
{
	file->private_data = sb16_card;
	return nonseekable_open(inode, file);
}

static long mixer_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return sb16_mixer_ioctl(file->private_data, cmd, arg);
}

const struct file_operations sb16_mixer_fops = {
    .owner = THIS_MODULE,
    .open = mixer_open,
    .unlocked_ioctl = mixer_ioctl,
    .llseek = no_llseek,
};
