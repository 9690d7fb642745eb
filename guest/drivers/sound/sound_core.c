/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sound_core: who answers at /dev/dsp, /dev/mixer, /dev/dsp1 ... Minor numbers are 16 times the
 * card plus the kind; a card's DSP is also its /dev/audio.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/mutex.h>
#include <linux/sound.h>

#define UNITS 256
#define CARDS 16
#define KINDS 16

static const char *const names[KINDS] = {
    [SND_DEV_CTL] = "mixer",  [SND_DEV_SEQ] = "sequencer", [SND_DEV_MIDIN] = "midi",
    [SND_DEV_DSP] = "dsp",    [SND_DEV_AUDIO] = "audio",   [SND_DEV_STATUS] = "sndstat",
    [SND_DEV_SEQ2] = "music",
};

static const struct file_operations *units[UNITS];
static DEFINE_MUTEX(units_mutex);
static struct class *sound_class;

static int soundcore_open(struct inode *inode, struct file *file)
{
	unsigned int unit = iminor(inode);
	const struct file_operations *fops;

	if (unit >= UNITS)
		return -ENODEV;
	if (!READ_ONCE(units[unit]))
		request_module("sound-slot-%u", unit >> 4);
	mutex_lock(&units_mutex);
	fops = fops_get(units[unit]);
	mutex_unlock(&units_mutex);
	if (!fops)
		return -ENODEV;
	replace_fops(file, fops);
	return fops->open ? fops->open(inode, file) : 0;
}

static const struct file_operations soundcore_fops = {.open = soundcore_open,
						      .llseek = noop_llseek};

static int add(const struct file_operations *fops, unsigned int unit, struct device *parent)
{
	const char *name = names[unit % KINDS];
	struct device *dev;
	char text[16];

	if (unit >= UNITS || !name)
		return -EINVAL;
	if (units[unit])
		return -EBUSY;
	if (unit < KINDS)
		snprintf(text, sizeof(text), "%s", name);
	else
		snprintf(text, sizeof(text), "%s%u", name, unit / KINDS);
	dev = device_create(sound_class, parent, MKDEV(SOUND_MAJOR, unit), NULL, "%s", text);
	if (IS_ERR(dev))
		return PTR_ERR(dev);
	units[unit] = fops;
	return unit;
}

int register_sound_special_device(const struct file_operations *fops, int unit, struct device *dev)
{
	int n;

	mutex_lock(&units_mutex);
	n = unit < 0 ? -EINVAL : add(fops, unit, dev);
	mutex_unlock(&units_mutex);
	return n;
}
EXPORT_SYMBOL(register_sound_special_device);

int register_sound_special(const struct file_operations *fops, int unit)
{
	return register_sound_special_device(fops, unit, NULL);
}
EXPORT_SYMBOL(register_sound_special);

static int add_kind(const struct file_operations *fops, unsigned int kind, int card)
{
	int n = -EBUSY, i;

	mutex_lock(&units_mutex);
	if (card >= 0)
		n = card < CARDS ? add(fops, card * KINDS + kind, NULL) : -EINVAL;
	else
		for (i = 0; n == -EBUSY && i < CARDS; i++)
			n = add(fops, i * KINDS + kind, NULL);
	mutex_unlock(&units_mutex);
	return n;
}

int register_sound_mixer(const struct file_operations *fops, int dev)
{
	return add_kind(fops, SND_DEV_CTL, dev);
}
EXPORT_SYMBOL(register_sound_mixer);

int register_sound_midi(const struct file_operations *fops, int dev)
{
	return add_kind(fops, SND_DEV_MIDIN, dev);
}
EXPORT_SYMBOL(register_sound_midi);

int register_sound_dsp(const struct file_operations *fops, int dev)
{
	return add_kind(fops, SND_DEV_DSP, dev);
}
EXPORT_SYMBOL(register_sound_dsp);

void unregister_sound_special(int unit)
{
	mutex_lock(&units_mutex);
	if (unit >= 0 && unit < UNITS && units[unit]) {
		units[unit] = NULL;
		device_destroy(sound_class, MKDEV(SOUND_MAJOR, unit));
	}
	mutex_unlock(&units_mutex);
}
EXPORT_SYMBOL(unregister_sound_special);

void unregister_sound_mixer(int unit)
{
	unregister_sound_special(unit);
}
EXPORT_SYMBOL(unregister_sound_mixer);

void unregister_sound_dsp(int unit)
{
	unregister_sound_special(unit);
}
EXPORT_SYMBOL(unregister_sound_dsp);

void unregister_sound_midi(int unit)
{
	unregister_sound_special(unit);
}
EXPORT_SYMBOL(unregister_sound_midi);

static int __init soundcore_init(void)
{
	sound_class = class_create(THIS_MODULE, "sound");
	if (IS_ERR(sound_class))
		return PTR_ERR(sound_class);
	return register_chrdev(SOUND_MAJOR, "sound", &soundcore_fops);
}
subsys_initcall(soundcore_init);
