/* SPDX-License-Identifier: GPL-2.0-only */
/* sound: /dev/dsp, /dev/mixer and their kin: major 14 (drivers/sound/sound_core.c). */
#ifndef _LINUX_SOUND_H
#define _LINUX_SOUND_H

#include <linux/fs.h>

#define SOUND_MAJOR 14

#define SND_DEV_CTL    0 /* the mixer */
#define SND_DEV_SEQ    1
#define SND_DEV_MIDIN  2
#define SND_DEV_DSP    3
#define SND_DEV_AUDIO  4
#define SND_DEV_DSP16  5
#define SND_DEV_STATUS 6
#define SND_DEV_SEQ2   8

struct device;

/* dev: which, -1: the first that is free. The minor number, or -errno. */
int register_sound_special(const struct file_operations *fops, int unit);
int register_sound_special_device(const struct file_operations *fops, int unit, struct device *dev);
int register_sound_mixer(const struct file_operations *fops, int dev);
int register_sound_dsp(const struct file_operations *fops, int dev);
int register_sound_midi(const struct file_operations *fops, int dev);
void unregister_sound_special(int unit);
void unregister_sound_mixer(int unit);
void unregister_sound_dsp(int unit);
void unregister_sound_midi(int unit);

#endif
